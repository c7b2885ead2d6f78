"""Which happenings a timeline draws, and which of them are too long ago, or too far ahead, for its axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from .timeline_rows import TimelineRow

MOST = 10  # rows drawn; the table has all
LEAD = 4  # sentences in which an article says what it is about
EMPTY = 0.45  # a gap of more than this share of the span parts what is long ago from the story
SHORT_SPAN = 60  # days: below this nothing is long ago
KINDS = {"event": 3.0, "planned": 2.0, "background": 1.0}


def chosen(rows: pd.DataFrame, most: int = MOST) -> pd.DataFrame:
    """The `most` dated rows that weigh most, in their order.

    News before what is to come and background; then a date to the day, who did it, a happening told again or early.
    """
    dated = rows[rows["date"].fillna("") != ""]
    if len(dated) <= most:
        return dated
    weights = {index: weight(row) for index, row in zip(dated.index, dated.to_dict("records"), strict=True)}
    heaviest = sorted(weights, key=lambda index: -weights[index])[:most]
    return dated[dated.index.isin(heaviest)]


def weight(row: Mapping[Any, Any]) -> float:
    """How much a row of the chronology says: news first, then its day, who did it, where it stands."""
    told = str(row.get("date") or "")
    found = KINDS.get(str(row.get("kind")), 1.0)
    found += 1.0 if len(told) == len("2024-05-03") else 0.5 if len(told) == len("2024-05") else 0.0
    found += 0.5 * bool(row.get("actors")) + 1.0 * bool(row.get("also"))
    sentence = row.get("sentence")
    return found + (1.0 if isinstance(sentence, int) and sentence <= LEAD else 0.0)


def apart(lines: Sequence[TimelineRow]) -> tuple[int, int]:
    """How many lines at the head lie long before the rest, and how many at the end long after it.

    The rest shares one unbroken axis; days that lie years before the news have no place on it.
    """
    days = [(place, line) for place, line in enumerate(lines) if line.first is not None]
    first, last = 0, len(days)
    while last - first > 2:
        starts = [_begin(line) for _, line in days[first:last]]
        span = (starts[-1] - starts[0]).days
        gap, place = max(((b - a).days, place) for place, (a, b) in enumerate(pairwise(starts), 1))
        if span <= SHORT_SPAN or gap <= EMPTY * span:
            break
        if last - first - place >= 2 or place == 1:
            first += place
        else:
            last = first + place
    before = days[first][0] if days else 0
    return before, len(lines) - 1 - days[last - 1][0] if days else 0


def _begin(line: TimelineRow) -> date:
    return line.first or date.min
