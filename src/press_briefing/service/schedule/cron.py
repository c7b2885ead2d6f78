"""When a report is due: a cron expression in a time zone, as moments in UTC, nothing twice and nothing never.

The expression's syntax and its calendar are cronsim's (Debian's cron: names of days and months, steps, `L`, `#`). What
happens when the clock changes is decided here, since cronsim follows Debian's and lets `*/15 2 * * *` drop out of the
short day and `30 */2 * * *` come twice on the long one:

- an hour field that means every hour (`*`, `0-23`) counts real hours: 23 runs on the short day, 25 on the long one,
  each in an hour of its own;
- any other hour field names times on the wall clock, and each is due exactly once a day: one that the short day skips
  is due at the first moment after the gap (02:30 becomes 03:00; several that fall together are one run), one that the
  long day has twice is due the first time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

FIELDS = 5
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_EVERY_HOUR = set(range(24))
# What people write for cron that is no expression of five fields, and what to write instead.
NICKNAMES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
_SOME_DAY = datetime(2000, 1, 1)


def wrong(expression: str) -> str:
    """What is wrong with a cron expression, with its cure; "" when nothing."""
    fields = expression.split()
    if len(fields) != FIELDS:
        cure = NICKNAMES.get(expression.strip().lower(), "30 6 * * 1-5")
        return f"needs five fields (minute hour day month weekday), got {len(fields)} - write for instance {cure!r}"
    try:
        next(CronSim(expression, _SOME_DAY))
    except CronSimError as error:
        return f"{str(error)[:1].lower()}{str(error)[1:]} - minute hour day month weekday, for instance '30 6 * * 1-5'"
    except StopIteration:
        return "names a day that never comes - correct day, month or weekday"
    return ""


def moments(expression: str, zone: ZoneInfo, after: datetime) -> Iterator[datetime]:
    """The moments (UTC) the expression names in `zone`, each once, in order, later than `after`."""
    last = after
    for moment in _every_hour(expression, zone, after) if _is_hourly(expression) else _by_wall(expression, zone, after):
        if moment > last:  # times that a gap has brought together are one moment
            yield moment
            last = moment


def between(expression: str, zone: ZoneInfo, after: datetime, until: datetime) -> list[datetime]:
    """The moments later than `after`, up to and with `until`."""
    found = []
    for moment in moments(expression, zone, after):
        if moment > until:
            break
        found.append(moment)
    return found


def upcoming(expression: str, zone: ZoneInfo, after: datetime, count: int) -> list[datetime]:
    """The next `count` moments."""
    return list(islice(moments(expression, zone, after), count))


def latest(expression: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The last moment not later than `now`, looked for ever further back; None when there was none in 11 years."""
    for days in (1, 8, 64, 512, 4096):
        found = between(expression, zone, now - days * _DAY, now)
        if found:
            return found[-1]
    return None


def _is_hourly(expression: str) -> bool:
    return set(CronSim(expression, _SOME_DAY).hours) >= _EVERY_HOUR


def _every_hour(expression: str, zone: ZoneInfo, after: datetime) -> Iterator[datetime]:
    """Real time: cronsim's way for an aware clock and an hour field that begins with a star."""
    minute, _, *rest = expression.split()
    return (moment.astimezone(UTC) for moment in CronSim(" ".join((minute, "*", *rest)), after.astimezone(zone)))


def _by_wall(expression: str, zone: ZoneInfo, after: datetime) -> Iterator[datetime]:
    """Wall clock: cronsim's calendar on a clock without zone, each time then put where it is in the zone."""
    start = after.astimezone(zone).replace(tzinfo=None) - _DAY  # a gap before `after` may end after it
    return (_instant(wall, zone) for wall in CronSim(expression, start))


def _instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment of a time on the wall clock: the first of two, and for a skipped one the end of the gap."""
    while True:
        moment = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None) == wall:
            return moment
        wall += _MINUTE
