"""One article out of two copies: the paragraphs of the better structured one, and what only the other has.

Nothing is lost: a sentence that stands in one copy only is put where that copy has it.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from itertools import pairwise

from ...model.article import Removal
from ...model.typography import key
from .copies import CaptureWord, Copies, find_copies, words_of
from .draft import ArticleDraft, lines_of

MOST_COPIES = 8  # pasted more often than this, the rest is left and shows
LEAST_STUTTERS = 3  # lines that are the line before them again
STUTTER_SHARE = 0.4
VARIANT_WORDS = 12  # two wordings of one place in a sentence are no longer
_OPENERS = re.compile(r"(?:[«“„‘(\[¿¡#*][ \u00a0\u202f]*|(?<![^\s])[\"'–—-]+[ \u00a0\u202f]*)+$")
# What may stand between the end of a sentence and the end of its line.
_CLOSERS = string.whitespace + "»”\"')]\u00a0\u202f"
MOST_OPENERS = 40  # marks and spaces before a word; a longer run is no opening


@dataclass(frozen=True)
class _Side:
    """One copy: the words `span` of the capture, cut out of `text` with their punctuation."""

    text: str
    words: list[CaptureWord]
    span: range

    def cut(self, start: int, end: int) -> str:
        """The characters of words `start` to `end` (exclusive) with the punctuation that belongs to them."""
        return self.text[self.edge(start) : self.edge(end)]

    def edge(self, index: int) -> int:
        """Where word `index` begins, its opening quotation marks included; the copy's end after its last word."""
        if index <= 0:
            return 0
        if index >= len(self.words):
            return len(self.text)
        between = self.text[self.words[index - 1].end : self.words[index].start]
        newline = between.rfind("\n")
        opener = _OPENERS.search(between, max(0, len(between) - MOST_OPENERS))
        if newline >= 0:
            return self.words[index - 1].end + newline + 1
        return self.words[index].start - (len(opener.group()) if opener else 0)

    def opens(self, index: int) -> int:
        """2 when word `index` opens a line, 1 when it opens a sentence, else 0; the end opens a line."""
        return self.words[index].opens if index < len(self.words) else 2


def merged(draft: ArticleDraft) -> ArticleDraft:
    """The draft with every copy of the article folded into one."""
    draft = _without_stutter(draft)
    for _ in range(MOST_COPIES):
        text = "\n".join(line.text for line in draft.lines)
        words = words_of(text)
        copies = find_copies(words)
        if copies is None:
            return draft
        draft = _fold(draft, text, words, copies)
    return draft


def _without_stutter(draft: ArticleDraft) -> ArticleDraft:
    """Each paragraph pasted twice in its place: when most lines are the line before them again, once is kept."""
    keys = [key(line.text) for line in draft.lines]
    again = [number for number in range(1, len(keys)) if keys[number] == keys[number - 1]]
    if len(again) < LEAST_STUTTERS or len(again) < STUTTER_SHARE * len(keys):
        return draft
    lost = set(again)
    removed = Removal("second-copy", "\n".join(draft.lines[number].text for number in again))
    return draft.with_lines([line for number, line in enumerate(draft.lines) if number not in lost], removed)


def _fold(draft: ArticleDraft, text: str, words: list[CaptureWord], copies: Copies) -> ArticleDraft:
    """One copy fewer. What stands before, between and after the copies stays in its place."""
    side = _Side(text, words, range(len(words)))
    parting = _parting(side, copies)
    keep_second = _lines_in(side, copies.second) >= _lines_in(side, copies.first)
    pieces = _pieces(side, copies, parting, keep_second)
    body, dropped = _assembled(pieces)
    kinds = {line.text: line for line in draft.lines if line.kind}
    lines = tuple(kinds.get(line.text, line) for line in lines_of(body))
    return draft.with_lines(lines, Removal("second-copy", dropped))


def _lines_in(side: _Side, span: range) -> int:
    return side.text.count("\n", side.words[span.start].start, side.words[span.stop - 1].end)


def _parting(side: _Side, copies: Copies) -> int:
    """The word at which the second copy begins, between the last common word of one and the first of the other.

    What stands there ends the first copy, unless that copy is seen to be over and the other to lack its beginning.
    """
    breaks = [
        index
        for index in range(copies.first.stop, copies.second.start + 1)
        if "\n" in side.text[side.words[index - 1].end : side.words[index].start]
    ]
    if not breaks:
        return copies.second.start
    first_is_over = copies.second.stop < len(side.words)
    second_is_whole = copies.first.start > 0 or not first_is_over
    return breaks[-1] if second_is_whole else breaks[0]


@dataclass(frozen=True)
class _Piece:
    """A stretch of the merged article: `own` when the kept copy has it; `dropped` is how the other had it.

    `opens`: 2 when it opens a line in its copy, 1 a sentence, 0 neither.
    """

    text: str
    own: bool
    dropped: str = ""
    opens: int = 2


def _pieces(side: _Side, copies: Copies, parting: int, keep_second: bool) -> list[_Piece]:
    """Walk both copies together: common runs once, then what only one of them has, in the order of each."""
    pieces: list[_Piece] = []
    i, j, end = 0, parting, len(side.words)
    for run_i, run_j, length in [*_runs(side, copies), (parting, end, 0)]:
        pieces += _gap(side, range(i, run_i), range(j, run_j), keep_second)
        one, two = side.cut(run_i, run_i + length), side.cut(run_j, run_j + length)
        if length:
            pieces.append(_Piece(two, True, one) if keep_second else _Piece(one, True, two))
        i, j = run_i + length, run_j + length
    return pieces


def _runs(side: _Side, copies: Copies) -> list[tuple[int, int, int]]:
    """Common runs as (first, second, length), each gap between them slid to where a sentence begins."""
    runs: list[list[int]] = []
    for i, j in copies.same:
        if runs and runs[-1][0] + runs[-1][2] == i and runs[-1][1] + runs[-1][2] == j:
            runs[-1][2] += 1
        else:
            runs.append([i, j, 1])
    for before, after in pairwise(runs):
        _slide(side, before, after)
    return [(i, j, length) for i, j, length in runs if length > 0]


def _slide(side: _Side, before: list[int], after: list[int]) -> None:
    """Where only one copy has something between two runs, it may be read from several words on: take the sentence's."""
    lone = 0 if before[1] + before[2] == after[1] else 1 if before[0] + before[2] == after[0] else None
    if lone is None:
        return
    start, stop, shift = before[lone] + before[2], after[lone], 0
    while not side.opens(start - shift):
        shift += 1
        if shift >= before[2] or side.words[start - shift].key != side.words[stop - shift].key:
            return
    before[2] -= shift
    after[:] = [after[0] - shift, after[1] - shift, after[2] + shift]


def _gap(side: _Side, first: range, second: range, keep_second: bool) -> list[_Piece]:
    """What only one copy has. Two wordings of one place inside a sentence: the kept copy's, the other in the log."""
    one, two = side.cut(first.start, first.stop), side.cut(second.start, second.stop)
    own, other = (second, first) if keep_second else (first, second)
    inside = own and other and not (side.opens(other.start) and side.opens(own.start))
    if inside and max(len(own), len(other)) <= VARIANT_WORDS:
        kept, lost = (two, one) if keep_second else (one, two)
        return [_Piece(kept, True, lost)]
    pieces = [_Piece(one, not keep_second, opens=side.opens(first.start))] if first else []
    return pieces + ([_Piece(two, keep_second, opens=side.opens(second.start))] if second else [])


def _assembled(pieces: list[_Piece]) -> tuple[str, str]:
    """The merged text, and what was dropped of the other copy (« […] » where it had something of its own)."""
    text = ""
    dropped: list[str] = []
    for number, piece in enumerate(pieces):
        if piece.own:
            text += piece.text
            dropped.append(piece.dropped)
        else:
            following = next((later.text for later in pieces[number + 1 :] if later.own), "")
            text = _inserted(text, piece, following)
            dropped.append(" […] ")
    return text, "".join(dropped).strip()


def _inserted(text: str, piece: _Piece, following: str) -> str:
    """`text` with a piece of the other copy behind it: a paragraph of its own between paragraphs, else inline."""
    at_line = not text or text.endswith("\n")
    new = piece.text.strip()
    heading = piece.opens and not _ends(new)  # that the other copy glued to its sentence
    if not at_line and (piece.opens == 2 or heading) and _ends(text):
        return f"{text.rstrip()}\n{new}\n"
    if not at_line:
        return f"{text}{' ' if not text[-1].isspace() else ''}{piece.text}"
    continues = following[:1].islower() and not _ends(new)
    return f"{text}{new}{' ' if continues else chr(10)}"


def _ends(text: str) -> bool:
    """Whether the text ends with a sentence's end, whatever closes behind it."""
    return text.rstrip(_CLOSERS).endswith((".", "!", "?", "…"))
