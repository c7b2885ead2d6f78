"""The words of an article as reported speech is read: each marked passage is one token, each sentence one frame.

A frame is a sentence of the author's: a quotation inside it, however many sentences it holds, counts as one token, so
that « A. B. C. », dit-il is one frame. Offsets are offsets into the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ...article import Paragraph
from ...typography import key, plain
from .marks import Marked

# Elided words keep their apostrophe (« l' »), inverted pronouns come apart (« dit » « -il »), numbers stay whole.
_PRONOUN = r"(?:ils|elles|il|elle|on|je)"
_TOKEN = re.compile(
    r"\d{1,3}(?: \d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*"
    r"|[Aa]ujourd'hui|[Qq]uelqu'une?s?\b|[Pp]rud'hom\w+"
    r"|[NM]'[A-ZÀ-Ý]\w+(?:-\w+)*"
    r"|(?:[LlDdNnMmTtSsJjCc]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu)'(?=[\w\"«“])"
    rf"|-(?:t-)?{_PRONOUN}\b"
    r"|(?:[A-ZÀ-Ý]\.)+(?=\s|[A-ZÀ-Ý]|$)"
    rf"|\w+(?:['-](?!(?:t-)?{_PRONOUN}\b)\w+)*"
    r"|\[?\(?(?:\.\.\.|…)\)?\]?|[^\w\s]"
)
_TITLE_ABBREVIATIONS = frozenset(
    ("m", "mm", "mme", "mmes", "mlle", "dr", "pr", "me", "st", "ste", "mgr", "gal", "col", "cf", "etc", "no", "art")
)
# Capitals that are names, not the small words they spell: État islamique (« le SI »), République centrafricaine.
_ACRONYMS = frozenset(("SI", "OR", "CAR", "NI", "SA", "ET", "OU", "EN", "EST"))
MAX_FRAME = 400  # tokens: longer than any sentence; a text without full stops is cut here, so that work stays linear
QUOTED = "\N{OBJECT REPLACEMENT CHARACTER}"
_STOPS = frozenset((".", "!", "?", "…", "..."))


@dataclass(slots=True)
class Token:
    """A word, a mark of punctuation or a whole marked passage. `low`: lower case, straight apostrophes, accents kept.

    `quote` is the index of the marked passage, or -1. `pos` and `morph` come from the parse and may be empty.
    `capital`: it starts with a capital letter; `word`: it is a word or a number. Nobody changes a token; it is not
    frozen because an article has thousands, and each would take three times as long to make.
    """

    start: int
    end: int
    text: str
    low: str
    quote: int
    pos: str
    morph: str
    capital: bool
    word: bool


@dataclass(frozen=True)
class Frame:
    """One sentence of the author's, its marked passages as single tokens. `number`: its rank in the article."""

    number: int
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        return next((t.start for t in self.tokens if t.word or t.quote >= 0), self.tokens[0].start)

    @property
    def end(self) -> int:
        return self.tokens[-1].end


def frames(
    text: str,
    paragraphs: Sequence[Paragraph],
    marked: Sequence[Marked],
    parsed: dict[int, tuple[str, str]] | None = None,
) -> tuple[Frame, ...]:
    """The frames of an article, in order. `parsed`: part of speech and morphology by offset, when there is a parse."""
    tokens = _tokens(plain(text), marked, parsed or {})
    heads = [p.start for p in paragraphs]
    lines = _line_ends(tokens, heads)
    found: list[Frame] = []
    begin = 0
    for i, token in enumerate(tokens):
        if i + 1 == len(tokens) or i - begin >= MAX_FRAME:
            ends = True
        elif i in lines:
            # A line can break between a quotation and its « a-t-il dit ».
            ends = not (token.quote >= 0 and tokens[i + 1].text[:1].islower())
        else:
            ends = _may_end(token) and _ends(text, marked, tokens[max(begin, i - 1) : i], token, tokens[i + 1])
        if ends:
            found.append(Frame(len(found), tuple(tokens[begin : i + 1])))
            begin = i + 1
    return tuple(found)


def moved(frame: Frame, offset: int, number: int) -> Frame:
    """The frame as it stands `offset` characters further on."""
    return Frame(
        number,
        tuple(
            Token(t.start + offset, t.end + offset, t.text, t.low, t.quote, t.pos, t.morph, t.capital, t.word)
            for t in frame.tokens
        ),
    )


def words_of(text: str, parsed: dict[int, tuple[str, str]] | None = None) -> list[Token]:
    """Every token of a text, the words inside quotation marks too."""
    return _tokens(plain(text), (), parsed or {})


def _tokens(text: str, marked: Sequence[Marked], parsed: dict[int, tuple[str, str]]) -> list[Token]:
    tokens: list[Token] = []
    shapes: dict[str, tuple[str, bool, bool]] = {}
    at = 0
    for index, passage in enumerate((*marked, None)):
        stop = passage.outer_start if passage else len(text)
        for match in _TOKEN.finditer(text, at, stop):
            start, end = match.span()
            word = match.group()
            shape = shapes.get(word)
            if shape is None:
                shape = shapes[word] = _shape(word)
            low, capital, is_word = shape
            pos, morph = parsed.get(start, _UNPARSED)
            tokens.append(Token(start, end, word, low, -1, pos, morph, capital, is_word))
        if passage:
            tokens.append(Token(passage.outer_start, passage.outer_end, QUOTED, QUOTED, index, "", "", False, False))
            at = passage.outer_end
    return tokens


_UNPARSED = ("", "")


def _shape(word: str) -> tuple[str, bool, bool]:
    """Its lower case, whether a capital begins it, and whether it is a word or a number."""
    low = word if word in _ACRONYMS else word.lower()
    return low, word[:1].isupper(), word[:1].isalnum() or (word[:1] == "-" and len(word) > 1)


def _line_ends(tokens: Sequence[Token], heads: Sequence[int]) -> set[int]:
    """The tokens after which a paragraph begins."""
    starts = [token.start for token in tokens]
    before = {bisect_left(starts, head) - 1 for head in heads}
    return {i for i in before if 0 <= i < len(tokens) - 1 and _new_line(heads, tokens[i], tokens[i + 1])}


def _may_end(token: Token) -> bool:
    """Whether a sentence can end after a token within a paragraph."""
    return token.quote >= 0 or token.text in _STOPS or token.text[0] == "-"


def _ends(text: str, marked: Sequence[Marked], before: list[Token], token: Token, following: Token) -> bool:
    """Whether the sentence ends after `token`, within a paragraph."""
    starts_new = following.capital or following.quote >= 0 or following.text[:1].isdigit() or following.text in "—–-•"
    if token.quote >= 0:
        inner = text[marked[token.quote].start : marked[token.quote].end].rstrip("»”\"' \u00a0\u202f")
        if following.quote >= 0:
            return text[marked[following.quote].start].isupper()
        return following.capital and inner[-1:] in ".!?…"
    if token.text in _STOPS:
        return starts_new and not (token.text == "." and before and _abbreviates(before[-1], token))
    # A full stop forgotten after « poursuit-il ».
    return (
        token.text.startswith("-")
        and token.word
        and following.low in ("le", "la", "les", "un", "une", "il", "elle")
        and following.capital
    )


def _new_line(heads: Sequence[int], token: Token, following: Token) -> bool:
    index = bisect_right(heads, following.start) - 1
    return index >= 0 and token.end <= heads[index]


def _abbreviates(word: Token, stop: Token) -> bool:
    return word.end == stop.start and (key(word.text) in _TITLE_ABBREVIATIONS or (len(word.text) == 1 and word.capital))
