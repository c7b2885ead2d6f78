"""Meanings that are a day beside others: « le troisième jeudi de mai », « le 20 au soir », « la veille de Noël »."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ...french.grammar.tense import FUTURE, PAST
from .calendars import Point, add_days, add_months, exists
from .meanings import AGAINST_TENSE, Calendar, cost, side, with_part
from .setting import Meaning, Resolved, Setting

LAST_OF_MONTH = -1
STORY_DAYS = 62  # a day told by its number alone belongs to a story whose last date is no further off


@dataclass(frozen=True)
class NthWeekday(Meaning):
    """« le premier mercredi du mois prochain », « le dernier vendredi de janvier »; `place` -1 is the last one.

    `month` None is the running month, moved by `shift`; `every` is the period of a habit (« P1M »).
    """

    place: int
    weekday: int
    month: int | None = None
    year: int | None = None
    shift: int = 0
    part: str | None = None
    every: str = ""
    said: bool = True

    def resolve(self, setting: Setting) -> Resolved:
        if self.every or (not self.said and setting.tense not in (PAST, FUTURE)):
            return Resolved("SET", self.every or "P1M")
        if self.year is None and setting.published is None:
            return Resolved("DATE", f"XXXX-WXX-{self.weekday}", None, "unresolved")
        day = self._day(setting)
        if day is None:
            return Resolved("DATE", f"XXXX-WXX-{self.weekday}", None, "unresolved")
        kind, value = with_part(day.isoformat(), self.part)
        anchor = None if self.year else setting.published.isoformat()  # type: ignore[union-attr]
        certainty = "explicit" if self.year else "inferred"
        return Resolved(kind, value, day.isoformat(), certainty, anchor, Point.of(day), self.year is not None)

    def _day(self, setting: Setting) -> date | None:
        if self.year and self.month:
            return self._in(self.year, self.month)
        published = setting.published
        assert published is not None
        if self.month is None:
            months = [add_months(published, self.shift + near) for near in ((0,) if self.said else (-1, 0, 1))]
            days = [self._in(month.year, month.month) for month in months]
        elif setting.year is not None:
            return self._in(setting.year, self.month)
        else:
            days = [self._in(published.year + near, self.month) for near in (-1, 0, 1)]
        found = [day for day in days if day]
        return min(found, key=lambda day: cost(day, published, side(setting), AGAINST_TENSE)) if found else None

    def _in(self, year: int, month: int) -> date | None:
        """That weekday in a month, None where the month has no such (« le cinquième lundi »)."""
        if not exists(year, month, 1):
            return None
        first = date(year, month, 1)
        days = [add_days(first, (self.weekday - first.isoweekday()) % 7 + 7 * week) for week in range(5)]
        days = [day for day in days if day.month == month]
        place = self.place - 1 if self.place > 0 else len(days) - 1
        return days[place] if place < len(days) else None


@dataclass(frozen=True)
class BareDay(Meaning):
    """« le 20 au soir », « la nuit du 2 au 3 », « le 3 courant »: a day whose month is left to the reader.

    The month is that of the date told last where the story goes on, else the nearest by the tense. `running`: the
    month of publication, moved by `shift`, is meant. `night`: the night that begins on it.
    """

    day: int
    part: str | None = None
    running: bool = False
    night: bool = False
    shift: int = 0

    def resolve(self, setting: Setting) -> Resolved:
        day, certainty, anchor = self._day(setting)
        if day is None:
            kind, value = with_part(f"XXXX-XX-{self.day:02d}", self.part)
            return Resolved(kind, value, None, "unresolved")
        kind, value = with_part(day.isoformat(), self.part)
        edtf = f"{day}/{add_days(day, 1)}" if self.night else day.isoformat()
        return Resolved(kind, value, edtf, certainty, anchor, Point.of(day))

    def _day(self, setting: Setting) -> tuple[date | None, str, str | None]:
        last, published = setting.last, setting.published
        if not self.running and last is not None and last.month and self._goes_on(setting):
            return self._after(last), "context", setting.last_words
        if published is None:
            return None, "unresolved", None
        near = (self.shift,) if self.running else (-1, 0, 1)
        found = [day for day in (_numbered(published, shift, self.day) for shift in near) if day]
        nearest = min(found, key=lambda day: cost(day, published, side(setting), AGAINST_TENSE), default=None)
        return nearest, "inferred", published.isoformat()

    def _goes_on(self, setting: Setting) -> bool:
        """Whether the date told last is of this story: near it, or told with no published date at all."""
        last, published = setting.last, setting.published
        assert last is not None
        if published is None or setting.here:
            return True
        told = setting.told is not None and not setting.told_before
        return told or abs((published - last.first).days) <= STORY_DAYS

    def _after(self, last: Point) -> date | None:
        """The first such day that is not before the date told last."""
        base = date(last.year, last.month or 1, 1)
        days = [day for day in (_numbered(base, shift, self.day) for shift in (0, 1)) if day]
        return next((day for day in days if day >= last.first), days[0] if days else None)


def _numbered(base: date, shift: int, day: int) -> date | None:
    month = add_months(date(base.year, base.month, 1), shift)
    return date(month.year, month.month, day) if exists(month.year, month.month, day) else None


@dataclass(frozen=True)
class Beside(Meaning):
    """« au lendemain du 7 octobre 2023 », « la veille de Noël »: so many days from the day that it names."""

    days: int
    named: Meaning
    part: str | None = None

    def resolve(self, setting: Setting) -> Resolved:
        named = self.named.resolve(_shifted_back(setting, self.days))
        if named.point is None or named.point.day is None:
            kind, value = with_part("XXXX-XX-XX", self.part)
            return Resolved(kind, value, None, "unresolved")
        day = add_days(named.point.first, self.days)
        kind, value = with_part(day.isoformat(), self.part)
        return replace(named, type=kind, value=value, edtf=day.isoformat(), point=Point.of(day))


def _shifted_back(setting: Setting, days: int) -> Setting:
    """The setting as the named day sees it: « la veille de Noël », told on the 24th, is that of the day to come."""
    return replace(setting, published=add_days(setting.published, -days)) if setting.published else setting


@dataclass(frozen=True)
class Blocked(Meaning):
    """No time at all (a street, a book), said so that no later rule takes a piece of it."""

    def resolve(self, setting: Setting) -> Resolved:
        raise AssertionError("what is blocked is never resolved")


@dataclass(frozen=True)
class NamedDay(Meaning):
    """« les attentats du 11 septembre »: a day known by its name, from a while after it happened on."""

    day: date
    otherwise: Calendar
    part: str | None = None

    def resolve(self, setting: Setting) -> Resolved:
        if setting.published is not None and setting.published < self.day:
            return self.otherwise.resolve(setting)
        kind, value = with_part(self.day.isoformat(), self.part)
        return Resolved(kind, value, self.day.isoformat(), "explicit", None, Point.of(self.day))
