"""The period of a review: its first and last day, and the days, weeks, months or years it is counted by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ...model.errors import UsageError
from ...show.formats import date_text

# The most columns of a chart that a reader can still tell apart on a page; past it the next longer unit is taken.
MOST_DAYS, MOST_WEEKS, MOST_MONTHS = 45, 60, 120


@dataclass(frozen=True)
class ReviewPeriod:
    """From `since` to `until`, both included; None leaves that side open."""

    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, since: str = "", until: str = "") -> ReviewPeriod:
        """A period from ISO dates, empty for open. Raises `UsageError` for no date, or an end before the beginning."""
        first, last = _day(since, "--from"), _day(until, "--to")
        if first and last and last < first:
            raise UsageError(f"the period ends ({last}) before it begins ({first})", cure="swap --from and --to")
        return cls(first, last)

    @property
    def bounded(self) -> bool:
        """Whether a side was given: then an article without a date stands outside."""
        return self.since is not None or self.until is not None

    def holds(self, day: date | None) -> bool:
        """Whether an article of this day belongs to the period; one without a date only when no side was given."""
        if day is None:
            return not self.bounded
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)

    def before(self) -> ReviewPeriod | None:
        """The period of the same length that ends where this one begins; None unless both sides are given."""
        if self.since is None or self.until is None:
            return None
        last = self.since - timedelta(days=1)
        return ReviewPeriod(last - (self.until - self.since), last)

    def sql(self, column: str) -> str:
        """The condition that a column of dates lies in the period, as SQL (the dates are ours, never a user's text)."""
        parts = [f"{column} >= DATE '{self.since}'"] if self.since else []
        parts += [f"{column} <= DATE '{self.until}'"] if self.until else []
        return " AND ".join(parts) or "true"


def _day(text: str, flag: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{flag} {text!r} is not a date", cure="write it as YYYY-MM-DD") from None


@dataclass(frozen=True)
class UnitCalendar:
    """The units a period is counted by: `unit` is day, week (from Monday), month or year; `starts` their first days."""

    unit: str
    starts: tuple[date, ...]

    @classmethod
    def of(cls, first: date, last: date) -> UnitCalendar:
        """The shortest unit of which a chart still shows every one between the two days.

        Parameters
        ----------
        first, last: days, both included.
        """
        days = (last - first).days + 1
        if days <= MOST_DAYS:
            unit = "day"
        elif days <= 7 * MOST_WEEKS:
            unit = "week"
        else:
            unit = "month" if days <= 30.5 * MOST_MONTHS else "year"
        return cls(unit, _starts(first, last, unit))

    def at(self, day: date) -> int:
        """The place of the unit that holds `day`."""
        return self.starts.index(_start(day, self.unit))

    def end(self, place: int) -> date:
        """The last day of a unit."""
        return _next(self.starts[place], self.unit) - timedelta(days=1)

    def name(self, place: int, language: str = "fr") -> str:
        """The unit in few words, for an axis: « 3 nov. », « nov. 2025 », « 2025 »; the year where it tells apart.

        Parameters
        ----------
        place: of the unit, from 0.
        language: of the report, fr or en.
        """
        start = self.starts[place]
        told = {"month": f"{start:%Y-%m}", "year": f"{start:%Y}"}.get(self.unit, start.isoformat())
        text = date_text(told, language, short=True)
        one_year = self.unit in ("day", "week") and self.starts[0].year == self.starts[-1].year
        return text.replace(f" {start.year}", "").rstrip(",") if one_year else text

    def names(self, language: str = "fr") -> list[str]:
        """All units in few words, in order."""
        return [self.name(place, language) for place in range(len(self.starts))]


def _start(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _starts(first: date, last: date, unit: str) -> tuple[date, ...]:
    found, at = [], _start(first, unit)
    while at <= last:
        found.append(at)
        at = _next(at, unit)
    return tuple(found)


def _next(start: date, unit: str) -> date:
    """The first day of the unit after the one that begins at `start`."""
    if unit in ("day", "week"):
        return start + timedelta(days=7 if unit == "week" else 1)
    return _start(start + timedelta(days=32 if unit == "month" else 366), unit)
