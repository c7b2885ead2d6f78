"""Places in a text that was read anew: sentences are known by a number, and places move with their sentence.

A text is kept as rows `[start, end, number]`, one a sentence and none of its words. When the program reads a page
better than it did, its sentences are found again in order, and what pointed into one points into it where it is now.
"""

from __future__ import annotations

import re
import zlib
from difflib import SequenceMatcher

from press_briefing.model.typography import plain

_SENTENCE = re.compile(r"\S(?:[^\n]*?[.!?…](?=[\s»”\"])[ \u00a0\u202f]?[»”\"]?(?=\s|$)|[^\n]*)")
Print = list[int]  # start, end, number


def prints(text: str) -> list[Print]:
    """The sentences of a text as `[start, end, number]`; typography does not change the number."""
    return [[one.start(), one.end(), zlib.crc32(plain(one.group()).encode())] for one in _SENTENCE.finditer(text)]


class Moved:
    """Where the places of an old text are in a new one, by the sentences that both have."""

    def __init__(self, old: list[Print], text: str) -> None:
        new = prints(text)
        same = SequenceMatcher(None, [row[2] for row in old], [row[2] for row in new], autojunk=False)
        self.pairs = [
            (old[block.a + step], new[block.b + step])
            for block in same.get_matching_blocks()
            for step in range(block.size)
        ]

    def at(self, start: int, end: int) -> list[int] | None:
        """`[start, end]` in the new text; None where it is not there in one piece."""
        first, last = self._place(start), self._place(end - 1)
        return [first, last + 1] if first is not None and last is not None and last + 1 - first == end - start else None

    def _place(self, place: int) -> int | None:
        found = (new[0] + place - old[0] for old, new in self.pairs if old[0] <= place < old[1])
        return next(found, None)
