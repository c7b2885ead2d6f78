"""Line ends that end no paragraph, and paragraph ends that were lost: wrapped lines, glued headings, lone marks."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from statistics import median

from ...lexicons import keys, rows
from ...model.article import Removal
from ...model.typography import key, plain
from .draft import ArticleDraft, Line
from .structure import INTRO_WORDS, item_numbers

_WORD = re.compile(r"\w+")
_ENDED = re.compile(r"[.!?…:;][\s»”\"')\]]*$|[»”]\s*$")
_CLOSERS = re.compile(r"^[\s»”)\].,;!?…]+$")
_SENTENCE_START = re.compile(r"(?:^|(?<=[.!?…»”])[ \u00a0\u202f])(?=[A-ZÀ-ÖØ-Þ])")
_CAPITAL = re.compile(r"(?<=[\w»:)])(?: :)?[ \u00a0](?=(?P<word>[A-ZÀ-ÖØ-Þ][\w]*))")
_FINITE = re.compile(
    r"\b(?:a|ont|est|sont|etait|etaient|avait|avaient|sera|seront|fut|furent|va|vont|peut|peuvent|doit|doivent"
    r"|n'|ne|reste|demeure|semble|affirme|declare|explique|annonce)\b"
)
_PLURAL_VERB = re.compile(r"\b[^\W\d_]{2,}(?<![mg])ent\b")  # « jouent », not « récemment » nor « argent »
_RELATIVE = re.compile(r"\b(?:qui|que|qu'|dont|ou|comment|pourquoi|quand)\b")
_SUBJECT = re.compile(r"(?:il|elle|on|ils|elles|nous|je|j'|vous|ce|c'|cela|ca|mais|et|or|car|donc)\b")
WRAPPED_LINES = 6  # so many lines at least before a text is taken for wrapped
WRAP_WIDTHS = (45, 110)  # characters of a wrapped line: the width of mails, of printed and of converted pages
WRAPPED_SHARE = 0.6  # of the lines that end neither a sentence nor near the right edge
HEADING_WORDS = (3, 20)  # words of a heading that was glued to its sentence
TITLE_LINES = 6  # of the head of a page, among which a title may stand twice
RUN_ON = 1_200  # characters from which a line holds more than a paragraph, so headings may hide in it


def rejoined(draft: ArticleDraft) -> ArticleDraft:
    """Lines that the page or the mail broke put together again, and lone closing marks put back where they belong."""
    draft = draft.with_lines(_closed(draft.lines))
    if not _is_wrapped(draft.lines):
        return draft
    lines, joined = _unwrapped(draft.lines)
    return draft.with_lines(lines, Removal("wrapped-lines", f"{joined} ×"))


def _closed(lines: tuple[Line, ...]) -> list[Line]:
    """A line of nothing but « » » or a full stop ends the line before it."""
    kept: list[Line] = []
    for line in lines:
        if kept and _CLOSERS.match(line.text) and len(line.text) < 8:
            glue = "\u00a0" if line.text[0] in "»?!;:" else ""
            kept[-1] = Line(f"{kept[-1].text}{glue}{line.text}", kept[-1].kind, kept[-1].gap)
        else:
            kept.append(line)
    return kept


def _is_wrapped(lines: tuple[Line, ...]) -> bool:
    """Whether line ends stand where the line was full rather than where a thought ends."""
    plain_lines = [line for line in lines if not line.kind]
    if len(plain_lines) < WRAPPED_LINES or len(plain_lines) < len(lines):
        return False
    width = max(len(line.text) for line in plain_lines)
    full = [line for line in plain_lines if len(line.text) > 0.75 * width]
    broken = [line for line in full if not _ENDED.search(line.text)]
    return (
        WRAP_WIDTHS[0] <= width <= WRAP_WIDTHS[1]
        and len(full) >= WRAPPED_SHARE * len(plain_lines)
        and len(broken) >= WRAPPED_SHARE * len(full)
        and median(len(line.text) for line in plain_lines) > 0.7 * width
    )


def _unwrapped(lines: tuple[Line, ...]) -> tuple[list[Line], int]:
    width = max(len(line.text) for line in lines)
    kept: list[Line] = []
    open_line, joined = False, 0
    for line in lines:
        if open_line and not line.gap:
            before = kept[-1].text
            hyphen = re.search(r"[a-zà-ÿ]-$", before) and line.text[:1].islower()
            kept[-1] = Line(before[:-1] + line.text if hyphen else f"{before} {line.text}", gap=kept[-1].gap)
            joined += 1
        else:
            kept.append(line)
        open_line = len(line.text) > 0.7 * width or (not _ENDED.search(line.text) and len(line.text) > 0.6 * width)
    return kept, joined


def parted_headings(draft: ArticleDraft) -> ArticleDraft:
    """Headings glued to the sentence after them put on lines of their own."""
    lines: list[Line] = []
    for line in draft.lines:
        lines += [line] if line.kind else _parted(line)
    return draft.with_lines(lines)


def _parted(line: Line) -> list[Line]:
    """The pieces of a line: in a run-on anywhere, in a paragraph only at its head."""
    pieces: list[str] = []
    begun = 0
    starts = [match.end() for match in _SENTENCE_START.finditer(line.text)] if len(line.text) > RUN_ON else [0]
    for start in starts:
        end = glued_heading(line.text, start) if start >= begun else None
        if end is not None:
            pieces += [line.text[begun:start], line.text[start:end]]
            begun = end
    pieces = [piece.strip() for piece in (*pieces, line.text[begun:]) if piece.strip()]
    return [Line(piece, gap=line.gap) for piece in pieces] if len(pieces) > 1 else [line]


def glued_heading(text: str, start: int = 0, *, least: int = HEADING_WORDS[0]) -> int | None:
    """Where the heading that begins at `start` ends and a sentence begins with no mark between; None if nowhere."""
    window = plain(text[start : start + 220])
    for match in _CAPITAL.finditer(window):
        head, rest = window[: match.start()].strip(), window[match.end() :]
        if re.search(r"[.!…;](?:\s|$)|\?\s", head):
            return None
        count = len(_WORD.findall(head))
        if count > HEADING_WORDS[1]:
            return None
        if head.endswith(":") and _PLURAL_VERB.search(head):
            continue
        if (
            count >= least
            and _opens_sentence(match["word"], rest)
            and _heads(head)
            and _goes_on(text[start + match.end() :])
        ):
            return start + match.end()
    return None


@cache
def _openers() -> dict[str, str]:
    return {word.replace("’", "'"): strength for word, strength in rows("clean/sentence_openers.tsv")}


def _opens_sentence(word: str, rest: str) -> bool:
    following = rest[len(word) :].lstrip("' ")[:1]
    whole = re.match(r"[\w']+", rest)
    strength = _openers().get(whole.group() if whole else word) or _openers().get(word)
    return strength == "strong" or (strength == "weak" and (following.islower() or following.isdigit()))


def _heads(head: str) -> bool:
    """Whether words could be a heading: no sentence with its verb, no open quotation, no name being introduced."""
    text = key(head)
    last = _last_words(text)
    verb = _FINITE.search(text)
    relative = _RELATIVE.search(text)
    return (
        not _SUBJECT.match(text)
        and (verb is None or (relative is not None and relative.start() < verb.start()))
        and head.count("«") == head.count("»")
        and head.count("(") == head.count(")")
        and last not in keys("clean/title_bearers.txt")
        and last not in _LINKS
    )


_LINKS = keys("clean/line_links.txt")


def _last_words(text: str) -> str:
    words = _WORD.findall(text)
    return words[-1] if words else ""


def _goes_on(rest: str) -> bool:
    """Whether what follows is a sentence: five words at least before its end."""
    sentence = re.split(r"[.!?…]", rest[:400], maxsplit=1)[0]
    return len(_WORD.findall(sentence)) >= 5


def untwinned(draft: ArticleDraft) -> ArticleDraft:
    """A title that a copied page gives twice, once for its window and once for itself, kept once."""
    for number, (line, following) in enumerate(pairwise(draft.lines[:TITLE_LINES])):
        title = len(_WORD.findall(line.text)) >= HEADING_WORDS[0] and not _ENDED.search(line.text)
        if title and key(line.text) == key(following.text):
            lines = [*draft.lines[:number], *draft.lines[number + 1 :]]
            return draft.with_lines(lines, Removal("title-twice", line.text))
    return draft


def continued(draft: ArticleDraft) -> ArticleDraft:
    """Lines that go on with the sentence of the line before put behind it: « Résultat : », « un tournant : »."""
    items = item_numbers(draft.lines)
    lines: list[Line] = []
    joined = 0
    for number, line in enumerate(draft.lines):
        if number and number not in items and number - 1 not in items and _goes_on_with(lines[-1], line):
            lines[-1] = Line(f"{lines[-1].text} {line.text}", lines[-1].kind, lines[-1].gap)
            joined += 1
        else:
            lines.append(line)
    return draft.with_lines(lines, Removal("broken-sentences", f"{joined} ×")) if joined else draft


def _goes_on_with(before: Line, line: Line) -> bool:
    """Whether a line is the rest of the sentence before it, which ended in a colon or a comma."""
    if before.kind or line.kind or not before.text.endswith((":", ",")):
        return False
    short = before.text.endswith(":") and len(_WORD.findall(before.text)) <= INTRO_WORDS
    return line.text[:1].islower() or (short and line.text[:1].isalpha())
