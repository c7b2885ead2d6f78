"""What a time expression says, before and after it is resolved.

Each meaning has one method, `resolve(setting)`: what is known around the expression (published date, tense, the
dates before it) becomes a TIMEX3 value, EDTF, how it was resolved and against what. A meaning never looks at text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ...french.grammar.tense import FUTURE, PAST, PRESENT
from .calendars import Point, add_days, edtf_of, exists
from .setting import UNKNOWN, Meaning, Resolved, Setting

SCHOOL_BEGINS = 8  # the month from which on a school year or a season of sport counts as begun
SMALL_HOURS = "07"  # an hour before it, told of an evening or a night, is the next day's
RECENT_DAYS = 45  # a date that near before the published one is news, whatever the paragraph before told
# A date told without its year is seldom far off: the tense is followed unless the other side is so much nearer.
AGAINST_TENSE = 4


def with_part(day: str, part: str | None) -> tuple[str, str]:
    """TIMEX3 type and value of a day, or of a part of it (`MO`, or an hour `12:00`)."""
    return ("TIME", f"{day}T{part}") if part else ("DATE", day)


@dataclass(frozen=True)
class Calendar(Meaning):
    """« le 18 novembre », « mardi 3 avril 2002 au soir », « septembre 2023 », « 1997 »: a date of the calendar.

    `turn` is -1 for « dernier », 1 for « prochain »; `night_to` makes it a night that ends the next day.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    turn: int = 0
    night_to: int | None = None

    def resolve(self, setting: Setting) -> Resolved:
        if setting.habit and self.year is None and not self.turn and self.month:
            return Resolved("SET", f"XXXX-{self.month:02d}" + (f"-{self.day:02d}" if self.day else ""))
        year, certainty, anchor = self._year(setting)
        if year is None or (self.day and not exists(year, self.month or 1, self.day)):
            return self._yearless()
        point = Point(year, self.month, self.day)
        kind, value = with_part(point.iso, self.part)
        edtf = point.iso
        if self.night_to is not None and self.day:
            edtf = f"{point.iso}/{add_days(point.first, 1).isoformat()}"
        sure = self.weekday is not None and self.day is not None
        return Resolved(kind, value, edtf, certainty, anchor, point, self.year is not None, sure)

    def _yearless(self) -> Resolved:
        tail = f"-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")
        kind, value = with_part(f"XXXX{tail}", self.part)
        return Resolved(kind, value, f"XXXX{tail}", "unresolved")

    def _year(self, setting: Setting) -> tuple[int | None, str, str | None]:
        if self.year is not None:
            return self.year, "explicit", None
        if setting.school is not None and self.month and not self.turn:
            year = setting.school + (self.month < SCHOOL_BEGINS)
            return year, "inferred", setting.year_words or None
        if setting.year is not None and not self.turn and self._fits(setting.year):
            return setting.year, "inferred", setting.year_words
        going_on = self._going_on(setting)
        if going_on is not None:
            return going_on, "inferred", setting.told_words
        if setting.published is None:
            told = self._told_with(setting)
            return (told, "inferred", setting.told_words) if told else (None, "unresolved", None)
        return self._nearest(setting), "inferred", setting.published.isoformat()

    def _told_with(self, setting: Setting) -> int | None:
        """Without a published date, the year of a past story just told (« en mars 2015 …, en mai … »); else unknown."""
        told = setting.told
        if told is None or told.month is None or self.turn or setting.tense not in (PAST, UNKNOWN):
            return None
        if setting.perfect and not setting.told_perfect and setting.frame != "since":
            return None  # back from an older story to now
        goes_back = bool(self.month and told.month and self.month < told.month)  # the same year, or the one after
        return told.year if self._fits(told.year) and (not goes_back or setting.frame == "since") else None

    def _going_on(self, setting: Setting) -> int | None:
        """The year in which a story told of the past goes on: the first such date after the one just told."""
        told, published = setting.told, setting.published
        if told is None or published is None or self.month is None or self.turn or setting.tense == FUTURE:
            return None
        if setting.frame == "since" or told.year >= published.year:
            return None
        if (setting.told_before or setting.perfect) and self._is_recent(setting, published):
            return None
        if setting.perfect and not setting.told_perfect:
            return None
        start = date(told.year, told.month or 1, 1 if self.day is None else told.day or 1)
        for year in (told.year, told.year + 1):
            if exists(year, self.month, self.day or 1) and start <= date(year, self.month, self.day or 1) <= published:
                return year if self._fits(year) else None
        return None

    def _is_recent(self, setting: Setting, published: date) -> bool:
        """Whether the date reckoned from the published one alone falls shortly before it, or soon after."""
        year = self._nearest(setting)
        if year is None or self.month is None:
            return False
        return abs((published - date(year, self.month, self.day or min(published.day, 28))).days) <= RECENT_DAYS

    def _fits(self, year: int) -> bool:
        """Whether the day of the week, if told, is right in that year."""
        if self.day is None or self.month is None:
            return True
        return exists(year, self.month, self.day) and (
            self.weekday is None or date(year, self.month, self.day).isoweekday() == self.weekday
        )

    def _nearest(self, setting: Setting) -> int | None:
        """The year that the tense, a turn, or plain nearness makes the most likely."""
        published = setting.published
        assert published is not None
        assert self.month is not None
        near = range(max(published.year - 6, 1), min(published.year + 7, 9999))
        if self.day is None:
            return _month_year(self.month, published, self.turn, setting)
        days = [date(year, self.month, self.day) for year in near if exists(year, self.month, self.day)]
        days = [day for day in days if self.weekday in (None, day.isoweekday())] or days
        if self.weekday is not None and self.turn == 0:
            return min(days, key=lambda day: abs((day - published).days)).year if days else None
        toward = self.turn or (-1 if setting.completed else side(setting))
        weight = 1000 if self.turn or setting.frame == "since" or setting.completed else AGAINST_TENSE
        return min(days, key=lambda day: cost(day, published, toward, weight)).year if days else None


def side(setting: Setting) -> int:
    """-1 for the past, 1 for the future, 0 when nothing says."""
    if setting.frame == "since":
        return -1
    if setting.frame in ("until", "from") and setting.tense != PAST:
        return 1
    return {PAST: -1, FUTURE: 1}.get(setting.tense, 0) if setting.frame not in ("until", "from") else 0


def cost(day: date, published: date, toward: int, weight: int) -> int:
    """Days between, dearer on the side the tense does not point to."""
    gap = (day - published).days
    return abs(gap) * (weight if gap * toward < 0 else 1)


def _month_year(month: int, published: date, turn: int, setting: Setting) -> int:
    """The year of a month told without one: the running month counts for both sides."""
    turn = turn or {PAST: -1, FUTURE: 1}.get(setting.tense, 0)
    if setting.frame == "since" or turn < 0:
        return published.year - (month > published.month)
    if turn > 0:
        return published.year + (month < published.month)
    gap = month - published.month
    return published.year + (1 if gap < -6 else -1 if gap > 6 else 0)


@dataclass(frozen=True)
class FromPublished(Meaning):
    """« hier soir », « aujourd'hui », « ce matin »: so many days from the published date."""

    days: int
    part: str | None = None

    def resolve(self, setting: Setting) -> Resolved:
        if setting.published is None:
            kind, value = with_part("XXXX-XX-XX", self.part)
            return Resolved(kind, value, None, "unresolved")
        day = add_days(setting.published, self.days)
        kind, value = with_part(day.isoformat(), self.part)
        return Resolved(kind, value, day.isoformat(), "published", setting.published.isoformat(), Point.of(day))


@dataclass(frozen=True)
class Today(Meaning):
    """« aujourd'hui »: the day itself where something happens on it, else the present time."""

    of_day: bool = False

    def resolve(self, setting: Setting) -> Resolved:
        day = FromPublished(0).resolve(setting)
        if self.of_day or setting.tense == FUTURE:
            return day
        return replace(day, type="TIME", value="PRESENT_REF", point=None)


@dataclass(frozen=True)
class Hence(Meaning):
    """« désormais »: open from the published day on."""

    def resolve(self, setting: Setting) -> Resolved:
        if setting.published is None:
            return Resolved("TIME", "PRESENT_REF", None, "vague")
        day = setting.published.isoformat()
        return Resolved("DATE", day, f"{day}/..", "published", day)


@dataclass(frozen=True)
class Weekday(Meaning):
    """« mardi », « vendredi dernier », « dimanche soir »: a day of the week near the published date."""

    weekday: int
    part: str | None = None
    turn: int = 0
    habit: bool = False
    same: bool = False
    day: int | None = None
    weeks: int = 0
    context: bool = False
    this: bool = False
    week: int | None = None

    def resolve(self, setting: Setting) -> Resolved:
        if self.context and not (setting.last and setting.last.day):
            return Resolved("DATE", f"XXXX-WXX-{self.weekday}", None, "unresolved")
        if self.context:
            return self._from(setting.last.first, setting)  # type: ignore[union-attr]
        if self.habit and setting.tense != PAST:
            return Habit(self.weekday).resolve(setting)
        if self.same and setting.last and setting.last.day:
            kind, value = with_part(setting.last.iso, self.part)
            return Resolved(kind, value, setting.last.iso, "context", setting.last_words, setting.last)
        if setting.published is None:
            kind, value = with_part(f"XXXX-WXX-{self.weekday}", self.part)
            return Resolved(kind, value, None, "unresolved")
        day = self._day(setting.published, setting)
        kind, value = with_part(day.isoformat(), self.part)
        anchor, sure = setting.published.isoformat(), self.is_told(setting)
        return Resolved(kind, value, day.isoformat(), "published", anchor, Point.of(day), sure=sure)

    def _from(self, last: date, setting: Setting) -> Resolved:
        """« le jeudi suivant », « le dimanche précédent »: from the date told last."""
        step = (self.weekday - last.isoweekday()) % 7 or 7
        day = add_days(last, step if self.turn > 0 else (step - 7 or -7))
        kind, value = with_part(day.isoformat(), self.part)
        return Resolved(kind, value, day.isoformat(), "context", setting.last_words, Point.of(day))

    def is_told(self, setting: Setting) -> bool:
        """Whether the words themselves or the tense of the verb say which week is meant."""
        if self.turn or self.day or self.this or self.week is not None:
            return True
        return setting.tense in (PAST, FUTURE) and not setting.nominal

    def _day(self, published: date, setting: Setting) -> date:
        ahead = (self.weekday - published.isoweekday()) % 7
        if self.week is not None:
            return add_days(published, self.weekday - published.isoweekday() + 7 * self.week)
        if self.day:
            return _same_number(published, self.weekday, self.day)
        told = [point.first for point in setting.days if point.first.isoweekday() == self.weekday]
        if len(told) == 1 and not self.is_told(setting):
            return told[0]
        if self.turn > 0:
            return add_days(published, (ahead or 7) + 7 * self.weeks)
        behind = ahead - 7 if ahead else 0
        if self.turn < 0:
            return add_days(published, behind or -7)
        if self.this and setting.tense == UNKNOWN:
            return add_days(published, ahead if ahead <= 3 else behind)
        return add_days(published, ahead if self._forward(setting) else behind)

    def _forward(self, setting: Setting) -> bool:
        if setting.frame == "since" or (setting.nominal and setting.tense not in (FUTURE, PRESENT)):
            return False
        if setting.frame in ("until", "from"):
            return setting.tense != PAST or setting.frame == "until"
        return setting.tense in (FUTURE, PRESENT)


def _same_number(published: date, weekday: int, number: int) -> date:
    """« mardi 13 »: the nearest day with that number and that weekday."""
    days = [add_days(published, shift) for shift in range(-45, 46)]
    fitting = [day for day in days if day.day == number and day.isoweekday() == weekday]
    fitting = fitting or [day for day in days if day.isoweekday() == weekday]
    return min(fitting, key=lambda day: abs((day - published).days))


@dataclass(frozen=True)
class Anaphor(Meaning):
    """« le lendemain », « ce jour-là », « la même époque »: so many days from the last date told.

    `after_event`: so many days from an event that is named. Such a day is the one that its own sentence tells
    (« hier, au lendemain de la démission »), else unknown until the event's date is (`frames.anchored`).
    """

    days: int
    part: str | None = None
    after_event: int = 0

    def resolve(self, setting: Setting) -> Resolved:
        last = setting.last
        if last is None or last.day is None or (self.after_event and not setting.here):
            kind, value = with_part("XXXX-XX-XX", self.part)
            return Resolved(kind, value, None, "unresolved")
        day = add_days(last.first, self.days)
        kind, value = with_part(day.isoformat(), self.part)
        return Resolved(kind, value, day.isoformat(), "context", setting.last_words, Point.of(day))


@dataclass(frozen=True)
class SameTime(Meaning):
    """« la même époque », « la même période »: this time of the year, in the year just told."""

    def resolve(self, setting: Setting) -> Resolved:
        if setting.last is None or setting.published is None:
            return Resolved("DATE", "XXXX-XX", None, "unresolved")
        point = Point(setting.last.year, setting.published.month)
        return Resolved("DATE", point.iso, point.iso, "context", setting.last_words, point)


@dataclass(frozen=True)
class Hour(Meaning):
    """« 8 h 30 », « midi », « la soirée »: a time of the day last told, else of the published day."""

    part: str
    zone: str = ""

    def resolve(self, setting: Setting) -> Resolved:
        last = setting.last if setting.last and setting.last.day else None
        if last is not None and setting.night and self.part[:2].isdigit() and self.part < SMALL_HOURS:
            last = Point.of(add_days(last.first, 1))
        if last is None and setting.published is None:
            return Resolved("TIME", f"T{self.part}", None, "unresolved")
        day = last.iso if last else setting.published.isoformat()  # type: ignore[union-attr]
        value = f"{day}T{self.part}{self.zone}"
        anchor, certainty = (setting.last_words, "context") if last else (day, "published")
        return Resolved("TIME", value, edtf_of(value), certainty, anchor, last)


@dataclass(frozen=True)
class Habit(Meaning):
    """« le mercredi » said of a habit: that weekday of every week of the running year."""

    weekday: int

    def resolve(self, setting: Setting) -> Resolved:
        year = setting.published.year if setting.published else "XXXX"
        return Resolved("SET", f"{year}-WXX-{self.weekday}", None, "explicit")
