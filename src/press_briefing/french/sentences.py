"""Where a sentence begins, by rule wherever print is clear; only what is not clear is left to the parser.

Each rule answers for the token after a full stop: a paragraph's first word begins one, a lower-case word does not, a
closing mark belongs to the sentence it closes, an abbreviation ends nothing by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.attrs import SENT_START, SPACY
from spacy.language import Language
from spacy.tokens import Doc

from ..lexicons import members, rows
from ..model.typography import plain
from .levelling import set_columns

_STOP_ENDS = frozenset(".!?…")
_ELLIPSIS = re.compile(r"…|\.{2,}")
_CLOSERS = frozenset("»”›’)]}")
_OPENERS = frozenset("«“‹([{„")
_EITHER = frozenset("\"'")
_DASHES = frozenset(("-", "–", "—", "―", "--"))
_NUMBERING = re.compile(r"(?:\d{1,3}(?:\.\d{1,2}){0,4}|[IVX]{1,5}|[A-Za-z])$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_LINE_END = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
WHOLE_WORD = 4  # letters: what is shorter may be an abbreviation no list has
LONGEST = 300  # tokens: the longest of 5,207 press sentences has 99 words; what looks for
#                                         patterns in a sentence may take time squared in its length
CUT = "sentences cut"  # in `Doc.user_data`: how many were past `LONGEST`
DATELINE_LONGEST = 9  # tokens: « BAMAKO, mardi 1er septembre 2025. - »


@dataclass
class _Line:
    """One printed line without its white space: words, where each stands in the doc, whether a space follows it."""

    words: list[str]
    places: list[int]
    spaced: list[bool]
    closing: frozenset[int] = frozenset()
    first: int = 0  # where the sentence now open begins


def sentence_starts(doc: Doc) -> Iterator[tuple[int, bool | None]]:
    """For each token but white space: whether a sentence begins there; None where print does not tell."""
    for line in _lines(doc):
        line.closing = _closing(line)
        after = False  # whether a stop, or marks behind one, stand before
        for place, word in enumerate(line.words):
            start = place == 0 or (after and _begins(line, place))
            if start:
                line.first = place
            yield line.places[place], start
            after = word[-1] in _STOP_ENDS or (after and (place in line.closing or word in _DASHES))


def _lines(doc: Doc) -> Iterator[_Line]:
    line = _Line([], [], [])
    spaced = doc.to_array([SPACY]).reshape(-1).astype(bool).tolist()
    for i, word in enumerate([token.text for token in doc]):
        if not word.isspace():
            line.words.append(word)
            line.places.append(i)
            line.spaced.append(spaced[i])
            continue
        if line.words and _LINE_END.search(word):
            yield line
            line = _Line([], [], [])
        elif line.words:
            line.spaced[-1] = True
    if line.words:
        yield line


def _closing(line: _Line) -> frozenset[int]:
    """Places of closing marks; a straight one closes when glued to the left only, and when free, if one is open."""
    found, is_open = set(), False
    for place, word in enumerate(line.words):
        if word in _CLOSERS:
            found.add(place)
        elif word in _EITHER:
            left = place > 0 and not line.spaced[place - 1]
            right = place + 1 < len(line.words) and not line.spaced[place]
            closes = left if left != right else is_open
            is_open = not closes
            if closes:
                found.add(place)
    return frozenset(found)


def _begins(line: _Line, place: int) -> bool | None:
    word = line.words[place]
    if place in line.closing or word in ",;:" or _ELLIPSIS.match(word):
        return False
    last = place - 1  # the stop, behind any closing marks
    while last > line.first and last in line.closing:
        last -= 1
    stop = line.words[last]
    if stop in _DASHES and last - 1 >= line.first and line.words[last - 1][-1] in _STOP_ENDS:
        return _is_dateline(line, last - 1)  # « 5 juillet 2012. - » ends with its dash
    if stop[-1] not in _STOP_ENDS:
        return False
    if len(stop) > 1 and any(map(str.isalnum, stop)):
        return _after_abbreviation(stop, word)
    if last == line.first + 1 and stop == "." and _NUMBERING.match(line.words[line.first]):
        return False  # « 1. Le pays »: a list item's number
    return _after_stop(line, last, place)


def _after_stop(line: _Line, last: int, place: int) -> bool | None:
    word, stop = line.words[place], line.words[last]
    if word in _DASHES:
        return not _is_dateline(line, last)
    opener = word in _OPENERS or word in _EITHER
    head = line.words[place + 1] if opener and place + 1 < len(line.words) else word
    if unicodedata.category(head[0]) == "So":
        return True  # a pictogram opens a line of its own
    if head[0].islower():
        return _despite_lower_case(line, last, place)
    if _ELLIPSIS.match(stop):
        if last > line.first and line.words[last - 1] in ("(", "["):
            return False  # « (…) »: a cut in a quotation
        return True if _opens_sentence(head) else None
    return True


def _despite_lower_case(line: _Line, last: int, place: int) -> bool:
    """A full stop behind a whole word and before a space ends a sentence even where the next lacks its capital."""
    before = line.words[last - 1] if last > line.first else ""
    return (
        last == place - 1
        and line.words[last] == "."
        and line.spaced[last]
        and (len(before) >= WHOLE_WORD and before.islower() and before.isalpha())
    )


def _after_abbreviation(text: str, word: str) -> bool | None:
    """A title or an initial is followed by its name; after « etc. » or « déc. » only a sentence's first word tells."""
    if word[0].islower() or not word[0].isalpha():
        return False
    if _binds_name(text):
        return False
    return True if _opens_sentence(word) else None


def _binds_name(text: str) -> bool:
    initial = len(text) == 2
    return initial or any(form == text and where == "name" for form, where in rows("language/abbreviations.tsv"))


def _opens_sentence(word: str) -> bool:
    return word[0].isupper() and plain(word).lower() in members("language/sentence_starters.txt")


def _is_dateline(line: _Line, stop: int) -> bool:
    """Whether the tokens up to the stop only say where and when: first on their line, short, with a year."""
    words = line.words[:stop]
    return (
        line.first == 0
        and stop <= DATELINE_LONGEST
        and words[0] not in _DASHES
        and any(_YEAR.match(word) for word in words)
    )


@Language.component("sentence_bounds", assigns=["token.is_sent_start"])
def sentence_bounds(doc: Doc) -> Doc:
    """Set the bounds that print makes clear; bounds set before (paragraphs) stay."""
    if not len(doc):
        return doc
    known = doc.to_array([SENT_START]).astype("int64").reshape(-1)
    for i, start in sentence_starts(doc):
        if start is not None and i and not known[i]:
            known[i] = 1 if start else -1
    cuts = list(_too_long(doc, [i for i in range(1, len(doc)) if known[i] == 1]))
    doc.user_data[CUT] = doc.user_data.get(CUT, 0) + len({first for first, _ in cuts})
    for _, place in cuts:
        known[place] = 1
    set_columns(doc, [SENT_START], known)
    return doc


def _too_long(doc: Doc, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Where each sentence past `LONGEST` begins and is cut: behind the last comma or semicolon that allows it, else
    anywhere."""
    for begin, end in zip([0, *starts], [*starts, len(doc)], strict=True):
        first = begin
        while end - first > LONGEST:
            marks = (i for i in range(first + LONGEST, first + LONGEST // 2, -1) if doc[i - 1].text in (",", ";"))
            first = next(marks, first + LONGEST)
            yield begin, first
