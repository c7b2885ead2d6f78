"""Quotation marks in French text: which pairs are marked passages, whatever the typography, in one pass.

Every mark is classed as opening, closing or either, from its shape and its neighbours; stacks pair them, one for each
family of marks. A mark left open is cut at the end of its paragraph, and what it seemed to hold comes free again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from ...model.article import Paragraph
from .dialogue import spoken_lines

MARK = re.compile("«|»|<<|>>|‹|›|“|”|„|‟|\"|''|``|‘|’|'|＂|〝|〞")
_GUILLEMETS, _SINGLE_GUILLEMETS, _DOUBLE, _SINGLE = range(4)
_FAMILY = {
    **dict.fromkeys(("«", "»", "<<", ">>"), _GUILLEMETS),
    **dict.fromkeys("‹›", _SINGLE_GUILLEMETS),
    **dict.fromkeys(("“", "”", "„", "‟", '"', "''", "``", "＂", "〝", "〞"), _DOUBLE),
    **dict.fromkeys("‘’'", _SINGLE),
}
_OPENS = frozenset(("«", "<<", "‹", "“", "„", "``", "〝", "‘"))
_CLOSES = frozenset(("»", ">>", "›", "”", "〞", "’"))
# A pair longer than this is two unclosed marks, not one quotation: long statements quoted whole stay below it.
MAX_LENGTH = 8_000
# An opening single mark hides among apostrophes: only a short passage between two of them is believed.
MAX_SINGLE = 300


@dataclass(frozen=True)
class Marked:
    """A passage between marks: `outer_start:outer_end` with its marks, `start:end` inside them without padding.

    `closed` is False when the closing mark is missing and the passage was cut at the end of its paragraph;
    `dialogue` is True when a dash opens it instead of a mark.
    """

    outer_start: int
    outer_end: int
    start: int
    end: int
    closed: bool = True
    dialogue: bool = False


def find_marked(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Marked, ...]:
    """The outermost marked passages of `text`, in order; those inside another are left to it. Linear time."""
    starts = [p.start for p in paragraphs] or [0]
    found: list[tuple[int, int, int, int]] = []
    stacks: list[deque[tuple[int, int]]] = [deque(), deque(), deque(), deque()]
    abandoned: list[tuple[int, int, int]] = []
    reach: dict[int, int] = {}  # an open mark -> the last one that reminds of it
    for match in MARK.finditer(text):
        mark, start, end = match.group(), match.start(), match.end()
        family = _FAMILY[mark]
        stack = stacks[family]
        side = _side(mark, text, start, end, bool(stack))
        limit = MAX_SINGLE if family == _SINGLE else MAX_LENGTH
        while stack and start - stack[0][0] > limit:
            abandoned.append((family, *stack.popleft()))
        if side == "open":
            last = reach.get(stack[-1][0], stack[-1][0]) if stack else -1
            if stack and family != _SINGLE and _reminds(text, starts, start, last):
                reach[stack[-1][0]] = start
            else:
                stack.append((start, end))
        elif side == "close" and stack:
            opened = stack.pop()
            if family != _SINGLE or _believable(text, opened[1], start):
                found.append((opened[0], end, opened[1], start))
    abandoned += [(family, *mark) for family, stack in enumerate(stacks) for mark in stack]
    left_open = sorted((start, end) for family, start, end in abandoned if family != _SINGLE)
    lines = list(spoken_lines(text, paragraphs))
    return _outermost(text, [*found, *_cut(text, paragraphs, starts, left_open, found), *lines], found, lines)


def _side(mark: str, text: str, start: int, end: int, is_open: bool) -> str:
    """Whether a mark opens, closes, or is no quotation mark at all (an apostrophe, an inch)."""
    before, after = text[start - 1 : start], text[end : end + 1]
    tight_left = bool(before) and not before.isspace()
    tight_right = bool(after) and not after.isspace()
    if mark in "’'":
        if before.isalnum() and after.isalnum():
            return ""
        if tight_right and after.isalnum() and not (before.isalnum() or before in ".,!?"):
            return "open" if mark == "'" else ""
        return "close" if is_open and tight_left else ""
    if mark in ("«", "<<", "‹", "„", "``"):
        return "open"
    if mark in ("»", ">>", "›"):
        return "close"
    opens_here = tight_right and (after.isalnum() or after in "([«…'’-–") and (not tight_left or before in "([«'’—–-:/")
    closes_here = tight_left and before not in "(['’" and (not tight_right or not after.isalnum())
    if mark in _OPENS:
        return "close" if is_open and closes_here and not opens_here else "open"
    if mark in _CLOSES:
        return "open" if not is_open and opens_here else "close"
    if opens_here != closes_here:
        return "open" if opens_here else "close"
    return "close" if is_open else "open"


def _reminds(text: str, starts: list[int], here: int, opened: int) -> bool:
    """Whether an opening mark at the head of a paragraph only reminds that the quotation goes on."""
    paragraph = bisect_right(starts, here) - 1
    head = (
        text[starts[paragraph] : here] if here - starts[paragraph] < 5 else "x"
    )  # a long head is no head: keep it cheap
    return not head.strip() and bisect_right(starts, opened) - 1 == paragraph - 1 and here > opened


def _believable(text: str, start: int, end: int) -> bool:
    """Single marks hold a quotation when no line ends between them and the passage has letters at both ends."""
    inner = text[start:end]
    return "\n" not in inner and bool(inner.strip()) and not inner[0].isspace()


def _cut(
    text: str,
    paragraphs: Sequence[Paragraph],
    starts: list[int],
    left_open: list[tuple[int, int]],
    closed: list[tuple[int, int, int, int]],
) -> list[tuple[int, int, int, int]]:
    """What a mark without its closing holds: up to the next marked passage or the end of the paragraph."""
    heads = sorted([row[0] for row in closed] + [row[0] for row in left_open])
    cut = []
    for start, end in left_open:
        index = bisect_right(starts, start) - 1
        stop = paragraphs[index].end if index < len(paragraphs) else len(text)
        following = bisect_right(heads, start)
        if following < len(heads):
            stop = min(stop, heads[following])
        if stop > end:
            cut.append((start, stop, end, stop))
    return cut


def _outermost(
    text: str,
    pairs: list[tuple[int, int, int, int]],
    closed: list[tuple[int, int, int, int]],
    lines: list[tuple[int, int, int, int]],
) -> tuple[Marked, ...]:
    whole, spoken = {*closed, *lines}, set(lines)
    kept: list[Marked] = []
    reach = -1
    for pair in sorted(pairs, key=lambda row: (row[0], -row[1])):
        outer_start, outer_end, start, end = pair
        inner = text[start:end]
        start, end = start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())
        if outer_start >= reach and start < end:
            kept.append(Marked(outer_start, outer_end, start, end, pair in whole, pair in spoken))
            reach = outer_end
    return tuple(kept)
