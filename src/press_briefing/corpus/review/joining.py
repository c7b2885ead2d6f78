"""Which tellings of several articles are one happening, and how sure that is."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations

from ...model.analysis.comparing import compatible, same_thing
from ...model.typography import key
from .happenings import CLOSE, NEAR, ArticleTelling, Happening, bounds_of

# The share of words and names in common (Dice, rare ones weighing more) from which two tellings are one, by how their
# dates agree. Set on the demonstration articles and on pairs written for the tests.
ENOUGH = {"same": 0.30, "recalled": 0.17, "loose": 0.40, "within": 0.45, "vague": 0.50, "near": 0.55}


AGAINST = 0.60  # instead, when each names other people or other countries


# Words in common that are wanted besides, one more when no name is in common: « la guerre » is told of many places.
COMMON_WORDS = {"same": 1, "recalled": 1, "loose": 1, "within": 1, "vague": 2, "near": 2}


WITHOUT_NAME = 4  # words in common that stand for a name in common


def agreement(a: ArticleTelling, b: ArticleTelling) -> str:
    """How two dates agree, or nothing.

    `same` day; `recalled`: one day both go back to; `loose`: the same month or long interval; `vague`: the same year or
    less; `within`: one holds the other; `near`: days apart, or another year.
    """
    if a.days is None or b.days is None:
        return "vague" if a.date and a.date == b.date else ""
    if a.days == b.days:
        if (a.days[1] - a.days[0]).days > CLOSE:
            return "loose"
        # Two articles that go back to one far day mostly do so for one reason; of its own day an article tells much.
        return "recalled" if a.kind == b.kind == "background" else "same"
    first, second = sorted((a.days, b.days), key=lambda days: days[1] - days[0])
    if second[0] <= first[0] and first[1] <= second[1]:
        return "within"
    single = all(days[0] == days[1] for days in (first, second))
    if not single:
        return ""
    apart = abs((first[0] - second[0]).days)
    same_day = (first[0].month, first[0].day) == (second[0].month, second[0].day)
    return "near" if apart <= NEAR or same_day else ""


class RarityWeights:
    """How much a word or a name tells: rare ones more (inverse document frequency over all tellings)."""

    def __init__(self, tellings: Sequence[ArticleTelling]) -> None:
        counts = Counter(feature for telling in tellings for feature in telling.features)
        total = max(1, len(tellings))
        self.of: Mapping[str, float] = {name: math.log(1 + total / count) for name, count in counts.items()}

    def likeness(self, a: ArticleTelling, b: ArticleTelling) -> float:
        """The weighted share of words and names two tellings have in common (Dice), 0 to 1.

        Returns
        -------
        0 where they share nothing, 1 where all that tells is common to both.

        Source
        ------
        Dice (1945), each word and name weighed by inverse document frequency.
        """
        both = sum(self.of[name] for name in sorted(a.features & b.features))
        whole = sum(self.of[name] for name in sorted(a.features)) + sum(self.of[name] for name in sorted(b.features))
        return 2 * both / whole if whole else 0.0


def joined(a: ArticleTelling, b: ArticleTelling, weights: RarityWeights) -> float:
    """How alike two tellings are if they may be one happening, else 0.

    Returns
    -------
    `likeness` where it passes the threshold of the way their dates agree (`ENOUGH`, `AGAINST`), else 0.
    """
    how, named = agreement(a, b), (a.actors | a.places) & (b.actors | b.places)
    if not how or a.number == b.number or len(a.stems & b.stems) < COMMON_WORDS[how] + (not named):
        return 0.0
    if _apart(a.towns, b.towns):
        return 0.0
    others = _apart(a.people, b.people) or _apart(a.countries, b.countries)
    if how == "near" and (others or (not named and len(a.stems & b.stems) < WITHOUT_NAME)):
        return 0.0  # another day is told, and neither names nor words say that it is the same thing
    alike = weights.likeness(a, b)
    return alike if alike >= (AGAINST if others else ENOUGH[how]) else 0.0


def _apart(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether both name something, and nothing of it in common."""
    return bool(first and second and not first & second)


def _candidates(tellings: Sequence[ArticleTelling]) -> Iterator[tuple[int, int]]:
    """Pairs that share a word and a time, each once: everything else is never compared."""
    held: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, telling in enumerate(tellings):
        found: set[int] = set()
        for bucket in _buckets(telling):
            for stem in telling.stems:
                found.update(held[bucket, stem])
                held[bucket, stem].append(place)
        yield from ((other, place) for other in sorted(found))


def _buckets(telling: ArticleTelling) -> set[str]:
    """The months a date touches, a few days more on each side, and for a day its place in any year."""
    if telling.days is None:
        return {telling.date} if telling.date else set()
    first, last = telling.days
    buckets = (
        {telling.date}
        if last - first > timedelta(days=366)
        else {f"{day:%Y-%m}" for day in (first - timedelta(days=NEAR), first, last, last + timedelta(days=NEAR))}
    )
    return buckets | ({f"{first:%m-%d}"} if first == last else set())


def merge(tellings: Iterable[ArticleTelling]) -> list[Happening]:
    """The happenings of many tellings, in order of date.

    The most alike are joined first; a telling joins a group when it goes with every telling of it on average, and
    no article has two tellings in one group.
    """
    rows = sorted(tellings, key=_place)
    weights = RarityWeights(rows)
    pairs = [(joined(rows[a], rows[b], weights), a, b) for a, b in _candidates(rows)]
    group = {place: [place] for place in range(len(rows))}
    for _alike, a, b in sorted((pair for pair in pairs if pair[0]), key=lambda pair: (-pair[0], pair[1:])):
        if group[a] is not group[b] and _fit(group[a], group[b], rows, weights):
            together = sorted(group[a] + group[b])
            group.update(dict.fromkeys(together, together))
    seen = {id(members): members for members in group.values()}
    found = [_happening([rows[place] for place in members], weights) for members in seen.values()]
    return sorted(found, key=_order)


def _place(row: ArticleTelling) -> tuple[int, int, str, str, str, list[str], list[str]]:
    """Where a telling stands among all, whatever order they are given in: two of one sentence may differ by names alone."""
    return row.number, row.sentence, row.date, row.label, row.kind, sorted(row.actors), sorted(row.places)


def _fit(first: list[int], second: list[int], rows: Sequence[ArticleTelling], weights: RarityWeights) -> bool:
    """Whether two groups go together: no article in both, and most pairs between them are alike."""
    if {rows[place].number for place in first} & {rows[place].number for place in second}:
        return False
    pairs = [joined(rows[a], rows[b], weights) for a in first for b in second]
    return sum(alike > 0 for alike in pairs) * 2 > len(pairs)


def _happening(members: list[ArticleTelling], weights: RarityWeights) -> Happening:
    if len(members) == 1:
        return Happening(members, members[0])
    means = [sum(weights.likeness(one, other) for other in members if other is not one) for one in members]
    dates = Counter(row.date for row in members)
    shown = max(range(len(members)), key=lambda at: (dates[members[at].date], round(means[at], 6), -at))
    likeness = sum(means) / (len(members) * (len(members) - 1))
    return Happening(members, members[shown], round(likeness, 4), len(dates) == 1, _figures(members))


def _figures(members: Sequence[ArticleTelling]) -> list[tuple[str, list[tuple[str, ArticleTelling]]]]:
    """Figures of the same thing that two articles give differently: what, and each figure with who gives it."""
    found: dict[str, dict[tuple[str, int], ArticleTelling]] = {}
    for a, b in combinations(members, 2):
        for first in a.figures:
            for second in b.figures:
                if same_thing(first, second) and not compatible(first, second):
                    told = found.setdefault(key(first.unit or first.what), {})
                    told[first.text, a.number], told[second.text, b.number] = a, b
    return [(what, [(text, telling) for (text, _), telling in told.items()]) for what, told in found.items()]


def _order(row: Happening) -> tuple[str, str, int, int]:
    return bounds_of(row.date)[0] or "9999", row.date, row.shown.number, row.shown.sentence
