"""Is an article pasted twice, and which words of one copy are which words of the other?

Runs of words that come back are found by hashing (linear). The place crossed by most of them parts the copies;
what is repeated inside one copy (a refrain, a quotation taken up again) crosses elsewhere and is left alone.
"""
from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from ..typography import key

WORD = re.compile(r"\w+")
RUN = 5               # words that must come back together: fewer are French idiom, more miss short paragraphs
LEAST_WORDS = 12      # of one copy: below it, two equal lines are a refrain as well as a copy
LEAST_DENSITY = 0.5   # share of each copy's words found in the other
LEAST_SHARE = 0.5     # share of the whole capture that the two copies make up


@dataclass(frozen=True)
class Word:
    """A word of the capture: its comparison key and its characters."""

    key: str
    start: int
    end: int


@dataclass(frozen=True)
class Copies:
    """Two copies in one capture: word ranges `first` and `second`, and `same`, pairs of word indexes, both rising."""

    first: range
    second: range
    same: tuple[tuple[int, int], ...]


@lru_cache(maxsize=200_000)
def _key(word: str) -> str:
    return word if word.isascii() and word.islower() else key(word)


def words_of(text: str) -> list[Word]:
    """The words of a text, equal when they differ only by capitals, accents or ligatures."""
    return [Word(_key(match.group()), match.start(), match.end()) for match in WORD.finditer(text)]


def find_copies(words: list[Word]) -> Copies | None:
    """Two copies of one article among `words`, or None."""
    pairs = _repeats(words)
    if not pairs:
        return None
    parting = _most_crossed(pairs, len(words))
    chain = _rising([(i, j) for i, j in pairs if i < parting <= j])
    if not chain:
        return None
    same = _word_pairs(chain)
    (first_start, second_start), (first_end, second_end) = same[0], same[-1]
    first, second = range(first_start, first_end + 1), range(second_start, second_end + 1)
    if first.stop > second.start or not _is_article(len(same), len(first), len(second), len(words)):
        return None
    return Copies(first, second, tuple(same))


def _is_article(same: int, first: int, second: int, whole: int) -> bool:
    """Whether what comes back is the article itself: dense in both copies, and most of the capture."""
    return (same >= LEAST_WORDS and same >= LEAST_DENSITY * max(first, second)
            and first + second >= LEAST_SHARE * whole)


def _repeats(words: list[Word]) -> list[tuple[int, int]]:
    """Each run of words with its next occurrence, as pairs of word indexes, in the order of the first."""
    numbers: dict[str, int] = {}
    ids = [numbers.setdefault(word.key, len(numbers)) for word in words]
    last: dict[tuple[int, ...], int] = {}
    following: dict[int, int] = {}
    for place, run in enumerate(zip(*(ids[shift:] for shift in range(RUN)), strict=False)):
        before = last.get(run)
        if before is not None:
            following[before] = place
        last[run] = place
    return sorted(following.items())


def _most_crossed(pairs: list[tuple[int, int]], count: int) -> int:
    """The word before which most repeats pass over: middle of the highest stretch of the profile."""
    change = [0] * (count + 2)
    for i, j in pairs:
        change[i + 1] += 1
        change[j + 1] -= 1
    profile = list(accumulate(change))
    start = profile.index(max(profile))
    end = start
    while profile[end + 1] == profile[start]:
        end += 1
    return (start + end + 1) // 2


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of `pairs` in which the second index rises too (patience, n log n)."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        before.append(at[place - 1] if place else -1)
        tails[place:place + 1] = [j]
        at[place:place + 1] = [number]
    chain: list[tuple[int, int]] = []
    number = at[-1] if at else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _word_pairs(chain: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs turned into pairs of words, both indexes strictly rising."""
    pairs: list[tuple[int, int]] = []
    for i, j in chain:
        for shift in range(RUN):
            if not pairs or (i + shift > pairs[-1][0] and j + shift > pairs[-1][1]):
                pairs.append((i + shift, j + shift))
    return pairs
