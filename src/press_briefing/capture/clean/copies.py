"""Is an article pasted twice, and which words of one copy are which words of the other?

Runs of words that come back are found by hashing (linear). The place crossed by most of them parts the copies;
what is repeated inside one copy (a refrain, a quotation taken up again) crosses elsewhere and is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, count, pairwise
from statistics import median
from typing import NamedTuple

from ...model.typography import key

WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…]")
_WITHIN = frozenset((" ", "'", "’", ", ", "-", "\u00a0"))  # what stands between most words ends nothing
RUN = 5  # words that must come back together: fewer are French idiom, more miss short paragraphs
LEAST_WORDS = 12  # of one copy: below it, two equal lines are a refrain as well as a copy
LEAST_DENSITY = 0.5  # share of each copy's words found in the other
HEAD_WORDS = 3  # words alike at the head of both copies: one alone is « Le » as often as not
LEAST_REWORDED = 2  # places reworded even in a short copy, as where a misprint was mended
WORDS_A_REWORDING = 150
LEAST_SHARE = 0.5  # share of the whole capture that the two copies make up


class CaptureWord(NamedTuple):
    """A word of the capture: its comparison key and its characters. `opens`: 2 a line, 1 a sentence, 0 neither."""

    key: str
    start: int
    end: int
    opens: int


@dataclass(frozen=True)
class Copies:
    """Two copies in one capture: word ranges `first` and `second`, and `same`, pairs of word indexes, both rising."""

    first: range
    second: range
    same: tuple[tuple[int, int], ...]


@lru_cache(maxsize=200_000)
def _key(word: str) -> str:
    return word if word.isascii() and word.islower() else key(word)


def words_of(text: str) -> list[CaptureWord]:
    """The words of a text, equal when they differ only by capitals, accents or ligatures."""
    words: list[CaptureWord] = []
    end = 0
    for match in WORD.finditer(text):
        start = match.start()
        between = text[end:start]
        opens = 0 if end and between in _WITHIN else 2 if not end or "\n" in between else int(_ends(between))
        end = match.end()
        words.append(CaptureWord(_key(match.group()), start, end, opens))
    return words


def _ends(between: str) -> bool:
    return _SENTENCE_END.search(between) is not None


def find_copies(words: list[CaptureWord]) -> Copies | None:
    """Two copies of one article among `words`, or None."""
    ids = _numbered(words)
    pairs = _repeats(ids)
    if not pairs:
        return None
    parting = _most_crossed(pairs, words)
    same = _filled(_word_pairs(_rising(_across(ids, parting))), ids, parting)
    if not same or _reworded(same) > LEAST_REWORDED + len(same) / WORDS_A_REWORDING:
        return None
    (first_start, second_start), (first_end, second_end) = same[0], same[-1]
    first, second = range(first_start, first_end + 1), range(second_start, second_end + 1)
    if not _is_article(len(same), len(first), len(second), len(words)):
        return None
    return Copies(first, second, tuple(same))


def _numbered(words: list[CaptureWord]) -> list[int]:
    numbers: dict[str, int] = {}
    return [numbers.setdefault(word.key, len(numbers)) for word in words]


def _reworded(same: list[tuple[int, int]]) -> int:
    """How often both have words of their own in one place: copies differ by what is missing, litanies by wording."""
    return sum(next_i - i > 1 and next_j - j > 1 for (i, j), (next_i, next_j) in pairwise(same))


def _is_article(same: int, first: int, second: int, whole: int) -> bool:
    """Whether what comes back is the article itself: dense in both copies, and most of the capture."""
    return same >= LEAST_WORDS and same >= LEAST_DENSITY * max(first, second) and first + second >= LEAST_SHARE * whole


def _runs(ids: list[int], start: int, stop: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Every run of `RUN` words between two places, with its place."""
    return zip(count(start), zip(*(ids[start + shift : stop] for shift in range(RUN)), strict=False), strict=False)


def _repeats(ids: list[int]) -> list[tuple[int, int]]:
    """Each run of words with its next occurrence, as pairs of word indexes."""
    last: dict[tuple[int, ...], int] = {}
    pairs: list[tuple[int, int]] = []
    for place, run in _runs(ids, 0, len(ids)):
        if run in last:
            pairs.append((last[run], place))
        last[run] = place
    return pairs


def _across(ids: list[int], parting: int) -> list[tuple[int, int]]:
    """Runs of the first part paired with those of the second: what comes n times in one, n-th with n-th."""
    later: dict[tuple[int, ...], deque[int]] = {}
    for place, run in _runs(ids, parting, len(ids)):
        later.setdefault(run, deque()).append(place)
    return [(place, later[run].popleft()) for place, run in _runs(ids, 0, parting) if later.get(run)]


def _most_crossed(pairs: list[tuple[int, int]], words: list[CaptureWord]) -> int:
    """The word before which most repeats pass over; of several alike the last that opens a line, or a sentence."""
    change = [0] * (len(words) + 2)
    for i, j in pairs:
        change[i + 1] += 1
        change[j + 1] -= 1
    profile = list(accumulate(change))
    start = profile.index(max(profile))
    end = start
    while profile[end + 1] == profile[start]:
        end += 1
    crossing = [(j - i, j) for i, j in pairs if i < start <= j]
    usual = median(distance for distance, _ in crossing)
    end = min(end, *(j for distance, j in crossing if 2 * distance >= usual))  # of three copies the second begins
    return max(range(start, end + 1), key=lambda place: (words[place].opens, place))


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of `pairs` in which the second index rises too (patience, n log n)."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        before.append(at[place - 1] if place else -1)
        tails[place : place + 1] = [j]
        at[place : place + 1] = [number]
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


def _filled(pairs: list[tuple[int, int]], ids: list[int], parting: int) -> list[tuple[int, int]]:
    """The pairs, and between them the words alike that stand next to a pair: shorter runs, headings, the ends."""
    if not pairs:
        return []
    filled: list[tuple[int, int]] = []
    i = j = -1
    for next_i, next_j in [*pairs, (parting, len(ids))]:
        start_i, start_j = (i + 1, j + 1) if j >= 0 else (0, parting)
        alike = _forward(ids, start_i, next_i, start_j, next_j)
        filled += alike if j >= 0 or len(alike) >= HEAD_WORDS else []
        done_i, done_j = filled[-1] if filled else (-1, parting - 1)
        if next_i < parting:
            filled += _backward(ids, max(start_i, done_i + 1), next_i, max(start_j, done_j + 1), next_j)
            filled.append((next_i, next_j))
        i, j = next_i, next_j
    return filled


def _forward(ids: list[int], i: int, stop_i: int, j: int, stop_j: int) -> list[tuple[int, int]]:
    pairs = []
    while i < stop_i and j < stop_j and ids[i] == ids[j]:
        pairs.append((i, j))
        i, j = i + 1, j + 1
    return pairs


def _backward(ids: list[int], start_i: int, i: int, start_j: int, j: int) -> list[tuple[int, int]]:
    pairs = []
    while i > start_i and j > start_j and ids[i - 1] == ids[j - 1]:
        i, j = i - 1, j - 1
        pairs.append((i, j))
    return pairs[::-1]
