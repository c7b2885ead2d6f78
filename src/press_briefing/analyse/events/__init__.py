"""From time expressions to the chronology an analyst would draw up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...analysis import Event, Mention, Time
from ...french.grammar.clauses import with_children
from ..reading import Reading
from .merge import merged
from .named import Who
from .parties import Telling
from .rows import event_of, told_apart
from .select import candidates
from .undated import Undated

if TYPE_CHECKING:
    from ..actors.who import Actors
    from ..frames import Frames


def find_events(
    reading: Reading,
    times: tuple[Time, ...],
    mentions: tuple[Mention, ...],
    actors: Actors,
    frames: Frames,
) -> tuple[Event, ...]:
    """The dated happenings, in date order; those without a date come last, in text order.

    1. which times date a happening, 2. a row for each: the sentence, the clause that tells it, who (a pronoun is named
    where `actors` say for sure who it is) and where,
    3. one row a happening, also when it is told twice or with two dates, 4. in order.
    """
    with_children(reading.doc)
    telling = Telling(frames, actors.tree)
    people = Who(reading, actors, mentions)
    rows = [
        event_of(reading, candidate, times, people, telling)  # 1, 2
        for candidate in candidates(reading, times, mentions)
    ]
    dated = [row for row in rows if row is not None]
    undated = Undated(reading, telling, people, times).rows({row.start for row in dated})  # 3
    told = sorted((*told_apart(reading, times, dated), *undated), key=lambda row: row.start)
    events = merged(reading, mentions, told)  # 4
    return tuple(sorted(events, key=_order))  # 4


def _order(event: Event) -> tuple:
    """By first day, then the more precise, then as told; undated last."""
    from ..times.calendars import edtf_days

    days = edtf_days(event.date) if event.date else None
    if days is None:
        return (event.date is None, "9999", 0, event.start)
    return (False, days[0].isoformat(), (days[1] - days[0]).days, event.start)
