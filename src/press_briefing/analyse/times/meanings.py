"""What a time expression says, before and after it is resolved.

Each meaning has one method, `resolve(setting)`: what is known around the expression (published date, tense, the
dates before it) becomes a TIMEX3 value, EDTF, how it was resolved and against what. A meaning never looks at text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from .calendars import (
    Point,
    add_days,
    add_months,
    edtf_of,
    exists,
    feast,
    feast_is_approximate,
    shifted,
    week_edtf,
    week_value,
)

PAST, PRESENT, FUTURE, UNKNOWN = "past", "present", "future", "unknown"
# A date told without its year is seldom far off: the tense is followed unless the other side is so much nearer.
AGAINST_TENSE = 4


@dataclass(frozen=True)
class Setting:
    """What surrounds an expression.

    `published`: the article's date. `tense`: of the verb nearest to it. `frame`: since, until, after, before or "".
    `year`: a year its own sentence names before it. `last`: the last date told, and its words in `last_words`.
    `lasting`: an amount and unit that stand beside it, when it only repeats them.
    """

    published: date | None = None
    tense: str = UNKNOWN
    frame: str = ""
    year: int | None = None
    year_words: str = ""
    last: Point | None = None
    last_words: str = ""
    nominal: bool = False
    old: int | None = None


@dataclass(frozen=True)
class Resolved:
    """A resolved expression: TIMEX3 type and value, EDTF, certainty, anchor, and the date later ones may lean on."""

    type: str
    value: str | None
    edtf: str | None = None
    certainty: str = "explicit"
    anchor: str | None = None
    point: Point | None = None
    named_year: bool = False


class Meaning:
    """A meaning resolves itself against its setting."""

    def resolve(self, setting: Setting) -> Resolved:
        """The value this expression has in that setting."""
        raise NotImplementedError


def _with_part(day: str, part: str | None) -> tuple[str, str]:
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
        year, certainty, anchor = self._year(setting)
        if year is None or (self.day and not exists(year, self.month or 1, self.day)):
            return self._yearless()
        point = Point(year, self.month, self.day)
        kind, value = _with_part(point.iso, self.part)
        edtf = point.iso
        if self.night_to is not None and self.day:
            edtf = f"{point.iso}/{add_days(point.first, 1).isoformat()}"
        return Resolved(kind, value, edtf, certainty, anchor, point, named_year=self.year is not None)

    def _yearless(self) -> Resolved:
        tail = f"-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")
        kind, value = _with_part(f"XXXX{tail}", self.part)
        return Resolved(kind, value, f"XXXX{tail}", "unresolved")

    def _year(self, setting: Setting) -> tuple[int | None, str, str | None]:
        if self.year is not None:
            return self.year, "explicit", None
        if setting.year is not None and not self.turn and self._fits(setting.year):
            return setting.year, "inferred", setting.year_words
        if setting.published is None:
            if setting.last is None:
                return None, "unresolved", None
            return setting.last.year, "inferred", setting.last_words
        return self._nearest(setting), "inferred", setting.published.isoformat()

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
        side = self.turn or _side(setting)
        weight = 1000 if self.turn or setting.frame == "since" else AGAINST_TENSE
        return min(days, key=lambda day: _cost(day, published, side, weight)).year if days else None


def _side(setting: Setting) -> int:
    """-1 for the past, 1 for the future, 0 when nothing says."""
    if setting.frame == "since":
        return -1
    if setting.frame in ("until", "from") and setting.tense != PAST:
        return 1
    return {PAST: -1, FUTURE: 1}.get(setting.tense, 0) if setting.frame not in ("until", "from") else 0


def _cost(day: date, published: date, side: int, weight: int) -> int:
    """Days between, dearer on the side the tense does not point to."""
    gap = (day - published).days
    return abs(gap) * (weight if gap * side < 0 else 1)


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
            kind, value = _with_part("XXXX-XX-XX", self.part)
            return Resolved(kind, value, None, "unresolved")
        day = add_days(setting.published, self.days)
        kind, value = _with_part(day.isoformat(), self.part)
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

    def resolve(self, setting: Setting) -> Resolved:
        if self.habit and setting.tense != PAST:
            return Habit(self.weekday).resolve(setting)
        if self.same and setting.last and setting.last.day:
            kind, value = _with_part(setting.last.iso, self.part)
            return Resolved(kind, value, setting.last.iso, "context", setting.last_words, setting.last)
        if setting.published is None:
            kind, value = _with_part(f"XXXX-WXX-{self.weekday}", self.part)
            return Resolved(kind, value, None, "unresolved")
        day = self._day(setting.published, setting)
        kind, value = _with_part(day.isoformat(), self.part)
        return Resolved(kind, value, day.isoformat(), "published", setting.published.isoformat(), Point.of(day))

    def _day(self, published: date, setting: Setting) -> date:
        ahead = (self.weekday - published.isoweekday()) % 7
        if self.day:
            return _same_number(published, self.weekday, self.day)
        if self.turn > 0:
            return add_days(published, ahead or 7)
        behind = ahead - 7 if ahead else 0
        if self.turn < 0:
            return add_days(published, behind or -7)
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
class Period(Meaning):
    """« la semaine dernière », « ce mois-ci », « l'an prochain »: a calendar period from the published date.

    `unit` as in `lexicons/times/words.tsv` (`W 1`, `M 3`), `WE` for a week-end; `shift` in units. `context` reckons
    from the last date told (« l'année suivante »).
    """

    unit: str
    shift: int = 0
    context: bool = False
    ended: bool = False

    def resolve(self, setting: Setting) -> Resolved:
        base, certainty, anchor = self._base(setting)
        if base is None:
            return Resolved(
                "DATE",
                {"W": "XXXX-WXX", "M": "XXXX-XX", "D": "XXXX-XX-XX"}.get(self.unit[0], "XXXX"),
                None,
                "unresolved",
            )
        value, edtf, point = self._at(base, setting)
        return Resolved("DATE", value, edtf or edtf_of(value), certainty, anchor, point, named_year=self.unit == "Y 1")

    def _base(self, setting: Setting) -> tuple[date | None, str, str | None]:
        if self.context and setting.last:
            return setting.last.first, "context", setting.last_words
        if setting.published is None:
            return (
                (setting.last.first, "context", setting.last_words)
                if setting.last and self.unit[0] == "Y"
                else (None, "unresolved", None)
            )
        return setting.published, "published", setting.published.isoformat()

    def _at(self, base: date, setting: Setting) -> tuple[str, str | None, Point | None]:
        code, _, count = self.unit.partition(" ")
        if code == "WE":
            return self._weekend(base, setting)
        if code == "W":
            week = add_days(base, 7 * self.shift)
            return week_value(week), week_edtf(week), None
        if code == "D":
            day = Point.of(add_days(base, self.shift))
            return day.iso, None, day
        if code == "M":
            return self._months(base, int(count))
        return self._years(base, int(count))

    def _weekend(self, base: date, setting: Setting) -> tuple[str, str | None, Point | None]:
        shift = self.shift or (-1 if setting.tense == PAST and base.isoweekday() < 6 else 0)
        saturday = add_days(base, 6 - base.isoweekday() + 7 * shift)
        return f"{week_value(saturday)}-WE", None, Point.of(saturday)

    def _months(self, base: date, count: int) -> tuple[str, str | None, Point | None]:
        if count == 1:
            month = add_months(base, self.shift)
            return Point(month.year, month.month).iso, None, Point(month.year, month.month)
        first = add_months(date(base.year, (base.month - 1) // count * count + 1, 1), self.shift * count)
        name = {3: "Q", 6: "H"}.get(count, "Q")
        return f"{first.year:04d}-{name}{(first.month - 1) // count + 1}", None, Point(first.year, first.month)

    def _years(self, base: date, count: int) -> tuple[str, str | None, Point | None]:
        year = min(max(base.year + self.shift * count, 1), 9999)
        digits = {10: 3, 100: 2, 1000: 1}.get(count, 4)
        value = f"{year:04d}"[:digits].ljust(4, "X")
        return value, value, Point(year) if digits == 4 else None


@dataclass(frozen=True)
class Away(Meaning):
    """« il y a deux ans », « dans trois jours », « deux jours plus tard »: an amount from the published or last date."""

    amount: int
    unit: str
    sign: int
    context: bool = False

    def resolve(self, setting: Setting) -> Resolved:
        base, certainty, anchor = setting.published, "published", setting.published and setting.published.isoformat()
        if self.context and setting.last:
            base, certainty, anchor = setting.last.first, "context", setting.last_words
        code, _, count = self.unit.partition(" ")
        if base is None or (self.context and setting.last is None):
            return Resolved(
                "DURATION" if self.context else "DATE", duration(self.amount, self.unit), None, "unresolved"
            )
        day = shifted(base, self.sign * self.amount * int(count), code)
        point = Point(day.year, day.month if code != "Y" else None, day.day if code not in "YM" else None)
        return Resolved("DATE", point.iso, point.iso, certainty, anchor, point)


@dataclass(frozen=True)
class Season(Meaning):
    """« l'été dernier », « au printemps 2001 », « cet hiver »."""

    season: str
    year: int | None = None
    turn: int = 0

    def resolve(self, setting: Setting) -> Resolved:
        year, certainty, anchor = self.year, "explicit", None
        if year is None and setting.published is None:
            return Resolved("DATE", f"XXXX-{self.season}", None, "unresolved")
        if year is None:
            assert setting.published is not None
            year, certainty, anchor = self._near(setting.published, setting), "published", setting.published.isoformat()
        value = f"{year:04d}-{self.season}"
        return Resolved("DATE", value, edtf_of(value), certainty, anchor, Point(year))

    def _near(self, published: date, setting: Setting) -> int:
        first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[self.season]
        turn = self.turn or {PAST: -1, FUTURE: 1}.get(setting.tense, 0)
        starts_after = (published.month, published.day) < (first, 20)
        ends_before = published.month > first + 3
        if turn < 0 and starts_after:
            return published.year - 1
        if turn > 0 and ends_before:
            return published.year + 1
        return published.year


@dataclass(frozen=True)
class Feast(Meaning):
    """« Noël », « la Pentecôte 1999 », « le mois de ramadan 2024 »."""

    name: str
    year: int | None = None
    turn: int = 0

    def resolve(self, setting: Setting) -> Resolved:
        year, certainty, anchor = self.year or setting.year, "explicit" if self.year else "inferred", setting.year_words
        if year is None and setting.published is None:
            return Resolved("DATE", "XXXX", None, "unresolved")
        if year is None:
            assert setting.published is not None
            year, anchor = self._near(setting.published, setting), setting.published.isoformat()
        first, last = feast(self.name, year)
        mark = "~" if feast_is_approximate(self.name) else ""
        if first == last:
            return Resolved(
                "DATE", first.isoformat(), first.isoformat() + mark, certainty, anchor or None, Point.of(first)
            )
        return Resolved(
            "DATE",
            f"{first.year}-{first.month:02d}",
            f"{first}{mark}/{last}{mark}",
            certainty,
            anchor or None,
            Point(first.year, first.month),
        )

    def _near(self, published: date, setting: Setting) -> int:
        turn = self.turn or {PAST: -1, FUTURE: 1}.get(setting.tense, 0)
        years = range(max(published.year - 1, 623), min(published.year + 2, 9998))
        days = {year: feast(self.name, year)[0] for year in years} or {published.year: published}
        sided = [
            year for year in days if turn == 0 or (days[year] <= published if turn < 0 else days[year] >= published)
        ]
        return min(sided or days, key=lambda year: abs((days[year] - published).days))


@dataclass(frozen=True)
class Fixed(Meaning):
    """A value that needs nothing around it: « les années 1990 », « le XIXe siècle », « le 2e trimestre 2024 »."""

    value: str
    type: str = "DATE"
    point: Point | None = None

    def resolve(self, setting: Setting) -> Resolved:
        return Resolved(
            self.type, self.value, edtf_of(self.value), "explicit", point=self.point, named_year=self.point is not None
        )


@dataclass(frozen=True)
class PartOfYear(Meaning):
    """« le premier trimestre », « le second semestre » without a year."""

    code: str
    place: int

    def resolve(self, setting: Setting) -> Resolved:
        if setting.year:
            year, certainty, anchor = setting.year, "inferred", setting.year_words
        elif setting.published:
            year, certainty, anchor = setting.published.year, "inferred", setting.published.isoformat()
        else:
            return Resolved("DATE", f"XXXX-{self.code}{self.place}", None, "unresolved")
        value = f"{year:04d}-{self.code}{self.place}"
        return Resolved("DATE", value, edtf_of(value), certainty, anchor, Point(year))


@dataclass(frozen=True)
class Anaphor(Meaning):
    """« le lendemain », « ce jour-là », « la même époque »: so many days from the last date told."""

    days: int
    part: str | None = None

    def resolve(self, setting: Setting) -> Resolved:
        last = setting.last
        if last is None or last.day is None:
            kind, value = _with_part("XXXX-XX-XX", self.part)
            return Resolved(kind, value, None, "unresolved")
        day = add_days(last.first, self.days)
        kind, value = _with_part(day.isoformat(), self.part)
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
        if last is None and setting.published is None:
            return Resolved("TIME", f"T{self.part}", None, "unresolved")
        day = last.iso if last else setting.published.isoformat()  # type: ignore[union-attr]
        value = f"{day}T{self.part}{self.zone}"
        anchor, certainty = (setting.last_words, "context") if last else (day, "published")
        return Resolved("TIME", value, edtf_of(value), certainty, anchor, last)


@dataclass(frozen=True)
class Lasting(Meaning):
    """« deux ans », « quelques jours », « ces cinq dernières années »: how long. `backward` runs up to now."""

    amount: float | None
    unit: str
    turn: int = 0
    half: bool = False

    def resolve(self, setting: Setting) -> Resolved:
        value = duration(self.amount, self.unit, self.half)
        if self.amount is None:
            return Resolved("DURATION", value, None, "vague")
        whole = self.amount == int(self.amount) and not self.half
        if setting.published and whole and (setting.frame == "since" or self.turn):
            return self._placed(setting.published, setting.frame == "since")
        return Resolved("DURATION", value)

    def _placed(self, published: date, since: bool) -> Resolved:
        """« depuis deux ans » and « les deux dernières années » have bounds: open, and up to the published date."""
        code, _, count = self.unit.partition(" ")
        edge = shifted(published, (self.turn or -1) * int(self.amount or 0) * int(count), code)
        edge_iso, now = (day.isoformat()[: 7 if code in "YM" else 10] for day in (edge, published))
        if since:
            edtf = f"{edge_iso}/.."
        else:
            edtf = f"{edge_iso}/{now}" if self.turn < 0 else f"{now}/{edge_iso}"
        return Resolved("DURATION", duration(self.amount, self.unit), edtf, "published", published.isoformat())


@dataclass(frozen=True)
class Often(Meaning):
    """« chaque année », « tous les lundis », « hebdomadaire »: a set; it has no date."""

    value: str

    def resolve(self, setting: Setting) -> Resolved:
        return Resolved("SET", self.value)


@dataclass(frozen=True)
class Habit(Meaning):
    """« le mercredi » said of a habit: that weekday of every week of the running year."""

    weekday: int

    def resolve(self, setting: Setting) -> Resolved:
        year = setting.published.year if setting.published else "XXXX"
        return Resolved("SET", f"{year}-WXX-{self.weekday}", None, "explicit")


@dataclass(frozen=True)
class Reference(Meaning):
    """« actuellement », « récemment », « bientôt »: PRESENT_REF, PAST_REF, FUTURE_REF; no date."""

    value: str
    type: str = "TIME"

    def resolve(self, setting: Setting) -> Resolved:
        return Resolved(self.type, self.value, None, "vague")


def duration(amount: float | None, unit: str, half: bool = False) -> str:
    """ISO 8601 duration: `P5Y`, `PT30.4S`, `PXD` when the amount is vague; half a unit in the next smaller one."""
    code, _, count = unit.partition(" ")
    count_of = int(count or 1)
    if half and amount is not None:
        smaller = {"Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60), "D": ("TH", 24), "M": ("M", 1)}
        finer, size = smaller.get(code, (code, 1))
        if size > 1:
            code, amount, count_of = finer, (amount + 0.5) * size, 1
        else:
            amount += 0.5
    total = "X" if amount is None else f"{amount * count_of:.10g}"
    return f"PT{total}{code[1]}" if code[0] == "T" else f"P{total}{code}"
