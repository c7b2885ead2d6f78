"""From the article to its stances: find, weigh, once each, answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...analysis import Claim, Quote, Stance
from ..actors.who import Actors
from ..reading import Reading
from .judging import judging
from .parties import Cast
from .verbal import Found, verbal


def find_stances(reading: Reading, actors: Actors, quotes: Iterable[Quote], claims: Iterable[Claim]) -> tuple[Stance, ...]:
    cast = Cast(actors, quotes, claims)
    rows = [_row(cast, found) for found in (*verbal(cast), *judging(cast))]
    return tuple(sorted((row for row in rows if reading.article.counts(row.start)), key=lambda row: (row.start, row.end)))


def _row(cast: Cast, found: Found) -> Stance:
    tree = cast.tree
    ranks = [*found.cue, *(found.what or ())]
    start, end = tree.units[min(ranks)].start, tree.units[max(ranks)].end
    what = tree.text[tree.units[found.what[0]].start : tree.units[found.what[1]].end] if found.what else ""
    return Stance(start, end, found.kind, found.by.id if found.by else None, found.whom.id if found.whom else None, what, cue=found.lemma)
