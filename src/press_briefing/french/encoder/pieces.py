"""Words into the encoder's pieces: the numbers of the syllables, endings and whole words it has vectors for.

A word never shares a piece with its neighbour, so what is found of a word's first piece is found of the word. Whether
a space stands before a word is told by the words alone (« l' » and « ( » join what follows, « , » and « -t-il » what
stands before), so that odd white space in a capture changes nothing.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from sentencepiece import SentencePieceProcessor

from press_briefing.model.typography import plain

UNKNOWN = 3  # number of the piece for what no piece writes
_JOIN_BEFORE = frozenset((",", ".", "...", "…", ")", "]", "}", "%", "'", "’"))
_JOIN_AFTER = frozenset("([{")
_UNSEEN = dict.fromkeys([*range(9), *range(14, 32), 0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF])
CACHED = 50_000  # words a process remembers
LONGEST_WORD = 200  # characters read of one word: no French word has more, a pasted key does


class Pieces:
    """Cuts words by a table: a Unigram model of SentencePiece, `table` being the bytes of its file."""

    def __init__(self, table: bytes) -> None:
        self._table = SentencePieceProcessor(model_proto=table)
        self._cut = lru_cache(maxsize=CACHED)(self._cut_anew)

    @classmethod
    def load(cls, path: Path) -> Pieces:
        """By the table in the file `path`."""
        return cls(path.read_bytes())

    def __call__(self, words: list[str]) -> list[tuple[int, ...]]:
        """Piece numbers of each word of a sentence, at least one a word."""
        return [self._cut(word, joined(last, word)) for last, word in pairwise(["", *words])]

    def _cut_anew(self, word: str, is_joined: bool) -> tuple[int, ...]:
        spelled = plain(word[:LONGEST_WORD]).translate(_UNSEEN).encode("utf-8", "replace").decode("utf-8")
        return tuple(self._table.encode(spelled if is_joined else " " + spelled)) or (UNKNOWN,)


def joined(before: str, word: str) -> bool:
    """Whether print sets no space between two neighbouring words."""
    elided = len(before) > 1 and before[-1] in "'’"
    return elided or before in _JOIN_AFTER or word in _JOIN_BEFORE or (len(word) > 1 and word[0] == "-")
