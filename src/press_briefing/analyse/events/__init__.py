"""From time expressions to the chronology an analyst would draw up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model.analysis import Event, Mention, Time
from ..reading import Reading
from .alone import readable
from .merge import merged
from .named import Who
from .parties import Telling
from .rows import event_of, told_apart
from .select import candidates
from .sequence import Story
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
    """The happenings: those with a date in the order of time, then those without one as the text tells them.

    1. which times date a happening, and a row for each: the clause that tells it, who does it to whom and where,
    2. happenings told in one breath with a dated one have its date, 3. those that a summary needs and nobody dates,
    4. what cannot be read alone is told by its whole sentence, or marked, 5. one row a happening, also when told twice or with two dates, 6. in order.
    """
    telling, people = Telling(frames, actors.tree), Who(reading, actors, mentions)
    pairs = [
        (candidate, row)
        for candidate in candidates(reading, times, mentions)
        if (row := event_of(reading, candidate, times, people, telling)) is not None
    ]  # 1
    dated, without = [row for _, row in pairs], Undated(reading, telling, people, times)
    dated += Story(telling, without, pairs).rows()  # 2
    undated = without.rows({row.start for row in dated})  # 3
    told = sorted((*told_apart(reading, times, dated), *undated), key=lambda row: row.start)
    told = [readable(reading, mentions, times, row, told) for row in told]  # 4
    return tuple(sorted(merged(reading, mentions, told), key=_order))  # 5, 6


def _order(event: Event) -> tuple:
    """By first day, then the more precise, then as told; undated last."""
    from ..times.calendars import edtf_days

    days = edtf_days(event.date) if event.date else None
    if days is None:
        return (event.date is None, "9999", 0, event.start)
    return (False, days[0].isoformat(), (days[1] - days[0]).days, event.start)
