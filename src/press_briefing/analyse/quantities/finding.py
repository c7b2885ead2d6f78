"""The figures of an article, one row each, in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ...model.analysis import Quantity, Time
from ...model.analysis.comparing import FATES
from ..actors.tree import Tree
from ..reading import Reading
from ..voices.attribution import Heard, hear
from .drafting import draft_of
from .fates import fate_of, is_only_of_people, named_fates
from .lasting import durations
from .marks import is_reference, may_start, one
from .numbers import number_at, number_places
from .scan import QuantityDraft, Scan
from .scores import scores
from .sources import Sources
from .telling import cause_of, measured_thing, told_of

if TYPE_CHECKING:
    from ..actors.who import Actors

# Characters between a sum and what it comes to in another currency: « 50 dollars (soit environ 26 958 FCFA) »
AGAIN = 24
LAST = 8  # figures that a bare number looks back on
_AGAIN = re.compile(r"(?:[\s(\[,/–—-]|soit|ou|c'est-à-dire|équivalant à|près de|environ|quelque|plus de)*")


def find_quantities(
    reading: Reading, times: Sequence[Time], heard: Heard | None = None, actors: Actors | None = None
) -> tuple[Quantity, ...]:
    """Every number that counts or measures something, dates, ages and ordinals left out.

    1. the words with their parse; who is a person, by the actors
    2. durations out of the time expressions, scores, then every other number with the noun it counts
    3. what became of those counted, and the happening it comes from
    4. one sum in two currencies is one figure: the second row says so (`again`)
    5. rows with their source
    """
    scan = Scan(actors.tree if actors is not None else Tree(reading), times, _people(actors))  # 1
    drafts = sorted([*durations(scan), *scores(scan)], key=lambda draft: draft.first)  # 2
    drafts = _merged(drafts, _numbers(scan, drafts))
    for draft in drafts:
        _tell(scan, draft)  # 3
    _pair(scan, drafts)  # 4
    sources = Sources(scan, heard if heard is not None else hear(reading), actors)
    rows = (_row(scan, draft, sources) for draft in drafts)  # 5
    return tuple(row for row in rows if reading.article.counts(row.start))


def _people(actors: Actors | None) -> dict[int, str]:
    """The kind of actor at the head of each of their mentions."""
    if actors is None:
        return {}
    kinds = {row.id: row.kind for row in actors.rows}
    return {rank: kinds[found] for rank, found in actors.heads.items() if found in kinds and rank not in actors.unsure}


def _merged(first: Sequence[QuantityDraft], second: Sequence[QuantityDraft]) -> list[QuantityDraft]:
    """All drafts in the order of the text, none over another."""
    kept: list[QuantityDraft] = []
    for draft in sorted([*first, *second], key=lambda draft: (draft.first, -draft.last)):
        if not kept or draft.first >= kept[-1].last:
            kept.append(draft)
    return kept


def _numbers(scan: Scan, taken: Sequence[QuantityDraft]) -> list[QuantityDraft]:
    """The drafts of all numbers outside `taken` and the time expressions."""
    covered = {i for draft in taken for i in range(draft.first, draft.last)}
    found: list[QuantityDraft] = []
    free = 0
    for i in number_places(scan.tokens):
        if i < free or i in covered or not may_start(scan.tokens, i):
            continue
        number = number_at(scan.tokens, i) or one(scan, i)
        if number is None:
            continue
        free = number.last
        if scan.time_over(number.first, number.last) is None and not is_reference(scan.tokens, number):
            draft = draft_of(scan, number, _known(taken, found, i))
            if draft is not None:
                found.append(draft)
                free = max(free, draft.last if draft.second is not None else free)
    return found


def _known(taken: Sequence[QuantityDraft], found: Sequence[QuantityDraft], i: int) -> list[QuantityDraft]:
    """The last figures before token `i`, the last duration among them."""
    at = bisect_left(taken, i, key=lambda draft: draft.first)
    return sorted([*found[-LAST:], *taken[max(0, at - 1) : at]], key=lambda draft: draft.first)


# -- what it is ------------------------------------------------------------------------------------


def _tell(scan: Scan, draft: QuantityDraft) -> None:
    """What is counted, what became of them, and of which happening."""
    if draft.kind in ("other", "people"):
        _tell_people(scan, draft)
    elif draft.kind in ("money", "distance", "share") and not draft.what:
        draft.what = measured_thing(scan, draft)
    if not draft.what:
        draft.what = measured_thing(scan, draft) or draft.unit


def _tell_people(scan: Scan, draft: QuantityDraft) -> None:
    noun, top = draft.noun if draft.noun >= 0 else draft.number.first, scan.role(draft)
    fate = fate_of(scan, noun, top)
    if fate and (
        draft.kind == "people"
        or (draft.noun >= 0 and (scan.low(noun) in named_fates() or is_only_of_people(scan, noun, top)))
    ):
        draft.kind, draft.cause = fate, cause_of(scan, draft)
    elif draft.like is not None and draft.like.kind in FATES:
        draft.kind, draft.cause = draft.like.kind, draft.like.cause
    if draft.noun >= 0 and draft.kind != "other":
        draft.what = told_of(scan, draft, draft.what)


def _pair(scan: Scan, drafts: Sequence[QuantityDraft]) -> None:
    """One sum or length told in two units is one figure: « 50 dollars (26 958 FCFA) »."""
    for first, other in pairwise(drafts):
        if not _may_pair(first, other):
            continue
        between = scan.tree.plain[scan.tokens[first.last - 1].end : scan.tokens[other.first].start]
        linked = "(" in between or "soit" in between or "/" in between or "équivalent" in between
        if len(between) <= AGAIN and linked and _AGAIN.fullmatch(between):
            other.again, other.what = True, first.what
            other.bound = first.bound if other.bound == "exact" else other.bound


def _may_pair(first: QuantityDraft, other: QuantityDraft) -> bool:
    """Whether two figures are of one kind and of two units, and neither is a range."""
    same = first.kind == other.kind and first.kind in ("money", "distance")
    return same and first.unit != other.unit and first.second is None and other.second is None


def _row(scan: Scan, draft: QuantityDraft, sources: Sources) -> Quantity:
    start, end = scan.tokens[draft.first].start, scan.tokens[draft.last - 1].end
    return Quantity(
        start,
        end,
        scan.tree.text[start:end],
        draft.value,
        draft.unit,
        draft.per,
        draft.bound,
        draft.what,
        sources.of(draft.number.first),
        draft.kind,
        draft.second,
        draft.cause,
        draft.again,
    )
