"""Which accusation a denial replies to: the same two, the other way round, and the nearest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ...model.analysis import Sentence, Stance
from .lexicon import AGAINST, DENIES

REACH = 8  # sentences between a denial and a charge where it does not say whose


def answered(rows: Sequence[Stance], sentences: Sequence[Sentence]) -> tuple[Stance, ...]:
    """The rows, each denial with the index of the accusation it replies to."""
    starts = [sentence.start for sentence in sentences]
    places = [bisect_right(starts, row.start) for row in rows]
    return tuple(
        replace(row, answers=_charge(rows, places, i)) if row.kind == DENIES else row for i, row in enumerate(rows)
    )


def _charge(rows: Sequence[Stance], places: Sequence[int], i: int) -> int | None:
    denial = rows[i]
    fits = [
        (abs(places[i] - places[at]), at > i, -at, at)
        for at, row in enumerate(rows)
        if row.kind in AGAINST
        and denial.by is not None
        and row.whom == denial.by
        and _is_whose(row, denial)
        and (denial.whom is not None or abs(places[i] - places[at]) <= REACH)
    ]
    return min(fits)[-1] if fits else None


def _is_whose(row: Stance, denial: Stance) -> bool:
    return denial.whom is None or row.by == denial.whom
