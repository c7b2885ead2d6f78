"""Meanings that are periods, amounts, sets and references (see `meanings.py` for days and hours)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...french.grammar.tense import FUTURE, PAST
from .calendars import (
    Point,
    add_days,
    add_months,
    edtf_of,
    feast,
    feast_is_approximate,
    shifted,
    week_edtf,
    week_value,
)
from .setting import Meaning, Resolved, Setting

# Days by which an amount may miss the date that it tells again, by unit.
RETOLD = {"Y": 200, "M": 20, "W": 4, "D": 1}
FEW_YEARS = 5  # counts of years meant to the month; « depuis quinze ans » is known to the year
LONG_AGO = 180  # days before the published date from which « depuis dix ans » is reckoned within the story


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
        if self.context:
            return self._told_base(setting)
        if setting.published is None:
            return None, "unresolved", None  # « l'an dernier » is no year after one that the text told
        return setting.published, "published", setting.published.isoformat()

    def _told_base(self, setting: Setting) -> tuple[date | None, str, str | None]:
        """The date told last; of « ce mois-là » the last one that tells a month."""
        last, words = setting.last, setting.last_words
        if last is not None and last.month is None and self.unit == "M 1":
            last, words = setting.earlier, setting.earlier_words
        if last is None or (last.month is None and self.unit == "M 1"):
            return None, "unresolved", None
        return last.first, "context", words

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
    """« il y a deux ans », « dans trois jours », « deux jours plus tard »: so far from the published or last date."""

    amount: int
    unit: str
    sign: int
    context: bool = False

    def resolve(self, setting: Setting) -> Resolved:
        base, certainty = setting.published, "published"
        anchor = base.isoformat() if base else None
        if self.context and setting.last:
            base, certainty, anchor = setting.last.first, "context", setting.last_words
        if self.context and self._retells(setting):
            base, anchor = setting.earlier.first, setting.earlier_words  # type: ignore[union-attr]
        code, _, count = self.unit.partition(" ")
        if self.context and setting.last and code in "MWD" and setting.last.month is None:
            base = None  # « en 2019 … cinq mois plus tard »: counted from a day that is not told
        if self.context and setting.twofold and code == "Y":
            base = None  # « l'été de 1972, autre que celui de 1936. … Cinquante ans plus tard, »: after which of them?
        of_now = self.sign < 0 and code == "Y" and setting.tense == PAST  # « dix ans plus tôt » in a report of today
        if base is None or (self.context and setting.last is None and not of_now):
            return Resolved(
                "DURATION" if self.context else "DATE", duration(self.amount, self.unit), None, "unresolved"
            )
        day = shifted(base, self.sign * self.amount * int(count), code)
        point = Point(day.year, day.month if code != "Y" else None, day.day if code not in "YM" else None)
        return Resolved("DATE", point.iso, point.iso, certainty, anchor, point)

    def _retells(self, setting: Setting) -> bool:
        """« le 24 janvier …, le 30 septembre …, huit mois plus tard »: it tells the date before it once more."""
        if not setting.here or setting.earlier is None or setting.last is None:
            return False
        code, _, count = self.unit.partition(" ")
        day = shifted(setting.earlier.first, self.sign * self.amount * int(count), code)
        return abs((day - setting.last.first).days) <= RETOLD.get(code, 1)


@dataclass(frozen=True)
class Added(Meaning):
    """« deux ans et huit jours » as a duration, or reckoned from the last date (`sign` not 0)."""

    parts: tuple[tuple[int, str], ...]
    sign: int = 0

    def resolve(self, setting: Setting) -> Resolved:
        days = "".join(f"{count}{code}" for count, code in self.parts if code[0] != "T")
        hours = "".join(f"{count}{code[1]}" for count, code in self.parts if code[0] == "T")
        value = f"P{days}" + (f"T{hours}" if hours else "")
        if not self.sign:
            return Resolved("DURATION", value)
        if setting.last is None:
            return Resolved("DURATION", value, None, "unresolved")
        day = setting.last.first
        for count, code in self.parts:
            day = shifted(day, self.sign * count, code)
        known = 1 + (setting.last.month is not None) + (setting.last.day is not None)
        point = Point(day.year, day.month if known > 1 else None, day.day if known > 2 else None)
        return Resolved("DATE", point.iso, point.iso, "context", setting.last_words, point)


@dataclass(frozen=True)
class Season(Meaning):
    """« l'été dernier », « au printemps 2001 », « cet hiver »."""

    season: str
    year: int | None = None
    turn: int = 0
    following: bool = False
    habit: bool = False

    def resolve(self, setting: Setting) -> Resolved:
        if (self.habit and setting.tense != FUTURE) or (setting.habit and self.is_bare):
            return Resolved("SET", f"XXXX-{self.season}")
        year, certainty, anchor = self.year, "explicit", None
        if self.following and setting.last:
            year, certainty, anchor = self._after(setting.last), "context", setting.last_words
        if year is None and setting.published is None:
            return Resolved("DATE", f"XXXX-{self.season}", None, "unresolved")
        if year is None:
            assert setting.published is not None
            year, certainty, anchor = self._near(setting.published, setting), "published", setting.published.isoformat()
        value = f"{year:04d}-{self.season}"
        return Resolved("DATE", value, edtf_of(value), certainty, anchor, Point(year), certainty == "explicit")

    @property
    def is_bare(self) -> bool:
        """Whether nothing but its name is told."""
        return self.year is None and not self.turn and not self.following

    def _after(self, last: Point) -> int:
        """The year of the season that follows a date."""
        return last.year + ((last.month or 12) >= {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[self.season])

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
        if setting.habit and self.year is None and not self.turn:
            return Resolved("SET", "P1Y")
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
    edtf: str | None = None

    def resolve(self, setting: Setting) -> Resolved:
        certainty = "unresolved" if self.value.startswith("XXXX") else "explicit"
        edtf = self.edtf or edtf_of(self.value)
        return Resolved(self.type, self.value, edtf, certainty, point=self.point, named_year=self.point is not None)


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
        return Resolved("DATE", value, edtf_of(value), certainty, anchor, Point(year), certainty == "explicit")


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
        if setting.frame == "since" and whole and self._is_past_story(setting):
            return self._within_story(setting)
        if setting.published and whole and (setting.frame == "since" or self.turn):
            return self._placed(setting.published, setting.frame == "since")
        return Resolved("DURATION", value)

    def _is_past_story(self, setting: Setting) -> bool:
        """« En mai 2019, la ville tombe ; ils l'assiégeaient depuis deux ans »: up to then, not up to now."""
        if setting.tense != PAST or not setting.here or setting.last is None or setting.published is None:
            return False
        return (setting.published - setting.last.first).days > LONG_AGO

    def _within_story(self, setting: Setting) -> Resolved:
        last = setting.last
        assert last is not None
        code, _, count = self.unit.partition(" ")
        edge = shifted(last.first, -int(self.amount or 0) * int(count), code).isoformat()[: min(len(last.iso), 7)]
        value = duration(self.amount, self.unit)
        return Resolved("DURATION", value, f"{edge}/{last.iso[: len(edge)]}", "context", setting.last_words)

    def _placed(self, published: date, since: bool) -> Resolved:
        """« depuis deux ans » and « les deux dernières années » have bounds: open, and up to the published date."""
        code, _, count = self.unit.partition(" ")
        edge = shifted(published, (self.turn or -1) * int(self.amount or 0) * int(count), code)
        many = code == "Y" and int(self.amount or 0) > FEW_YEARS
        known = 4 if many else {"Y": 7, "M": 7}.get(code, 10)
        edge_iso, now = (day.isoformat()[:known] for day in (edge, published))
        closed = f"{edge_iso}/{now}" if self.turn < 0 else f"{now}/{edge_iso}"
        edtf = f"{edge_iso}/.." if since else closed
        return Resolved("DURATION", duration(self.amount, self.unit), edtf, "published", published.isoformat())


@dataclass(frozen=True)
class Often(Meaning):
    """« chaque année », « tous les lundis », « hebdomadaire »: a set; it has no date."""

    value: str

    def resolve(self, setting: Setting) -> Resolved:
        return Resolved("SET", self.value)


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
