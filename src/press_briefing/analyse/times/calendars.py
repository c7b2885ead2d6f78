"""Dates as arithmetic: partial dates, their TIMEX3 and EDTF forms, feasts.

Sources: EDTF (ISO 8601-2:2019, Library of Congress profile) for seasons 21-24, quarters 33-36, halves 40-41, `X`;
TIMEX3 (TimeML 1.2.1) for SP, SU, FA, WI, TMO, TAF, TEV, TNI, WE. Easter by the anonymous Gregorian computus
(Meeus); Islamic feasts by the tabular calendar, so within a day or two of what is observed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}


@dataclass(frozen=True)
class Point:
    """A date as precise as the text gives it: year, perhaps month, perhaps day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """ISO 8601, as long as it is precise."""
        return "-".join([f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)])

    @property
    def first(self) -> date:
        """The first day it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> Point:
        """The point of a day."""
        return cls(day.year, day.month, day.day)


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def add_months(day: date, months: int) -> date:
    """The same day that many months on; the last of the month where there is none. Kept within years 1 to 9999."""
    place = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    """So many days on, kept within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def shifted(day: date, amount: int, unit: str) -> date:
    """`day` moved by `amount` of a unit: `D`, `W`, `M`, `Y`, or the `T…` units, which stay in the day or carry over."""
    if unit in ("M", "Y"):
        return add_months(day, amount * (12 if unit == "Y" else 1))
    if unit in ("D", "W"):
        return add_days(day, amount * (7 if unit == "W" else 1))
    return add_days(day, round(amount / {"TH": 24, "TM": 1440, "TS": 86400}[unit]))


def week_value(day: date) -> str:
    """The ISO week a day lies in: `1999-W27`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def week_edtf(day: date, first: int = 1, last: int = 7) -> str:
    """The days of that week as an EDTF interval (EDTF has no weeks)."""
    monday = add_days(day, -day.isoweekday())
    return f"{add_days(monday, first).isoformat()}/{add_days(monday, last).isoformat()}"


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


_EASTER_BASED = {"paques": 0, "lundi-paques": 1, "ascension": 39, "pentecote": 49, "lundi-pentecote": 50}
_FIXED = {
    "noel": (12, 25),
    "reveillon": (12, 24),
    "nouvel-an": (1, 1),
    "saint-sylvestre": (12, 31),
    "toussaint": (11, 1),
    "assomption": (8, 15),
}
_ISLAMIC = {"ramadan": (9, 1), "aid-fitr": (10, 1), "tabaski": (12, 10), "mawlid": (3, 12)}


def feast(name: str, year: int) -> tuple[date, date]:
    """First and last day of a feast in a Gregorian year (a month for Ramadan). Raises `KeyError` on an unknown one."""
    if name in _EASTER_BASED:
        day = add_days(easter(year), _EASTER_BASED[name])
        return day, day
    if name in _FIXED:
        day = date(year, *_FIXED[name])
        return day, day
    month, first = _ISLAMIC[name]
    day = _islamic_in(year, month, first)
    return day, add_days(day, 29 if name == "ramadan" else 0)


def feast_is_approximate(name: str) -> bool:
    """Whether the date hangs on a sighting of the moon."""
    return name in _ISLAMIC


def _islamic_in(year: int, month: int, first: int) -> date:
    """The first day in a Gregorian year that is this day of the tabular Islamic calendar."""
    guess = max(1, int((year - 622) * 33 / 32) - 1)
    days = (_islamic(hijri, month, first) for hijri in range(guess, guess + 4))
    return next((day for day in days if day.year >= year), date(year, 1, 1))


def _islamic(year: int, month: int, day: int) -> date:
    """Tabular Islamic calendar, civil epoch (16 July 622 Julian, ordinal 227015 in the Gregorian count)."""
    ordinal = 227014 + day + -(-59 * (month - 1) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


# The first of vendémiaire in September of each year, I to XIV.
_REPUBLICAN = (22, 22, 22, 23, 22, 22, 22, 23, 23, 23, 23, 24, 23, 23)


def republican_day(year: int, month: int, day: int) -> date:
    """The day of a date of the republican calendar, years 1 to 14: twelve months of thirty days from September on."""
    return date(1791 + year, 9, _REPUBLICAN[year - 1]) + timedelta(days=30 * (month - 1) + day - 1)


def edtf_of(value: str) -> str | None:
    """EDTF for a TIMEX3 date value; None when there is none (vague references, sets, durations)."""
    value = re.sub(r"T(?:MO|AF|EV|NI|XX:XX)$", "", value)
    if re.fullmatch(r"-?\d{4}(?:-\d\d){0,2}|\d{3}X|\d\dXX|XXXX-\d\d(?:-\d\d)?", value):
        return value
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return f"{match[1]}-{SEASONS[match[2]]}"
    if match := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        return f"{match[1]}-{(32 if match[2] == 'Q' else 39) + int(match[3])}"
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return week_edtf(monday, *((6, 7) if match[3] else (1, 7)))
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?(Z?)", value):
        return f"{match[1]}T{match[2]}{match[3] or ':00'}{match[4]}"
    return None


@lru_cache(maxsize=4_096)
def edtf_days(edtf: str) -> tuple[date, date] | None:
    """First and last day of an EDTF date or interval (open ends give the closed end twice); None when it has none."""
    bounds = [_bounds(part) for part in edtf.split("/") if part not in ("..", "")]
    found = [bound for bound in bounds if bound]
    return (min(found)[0], max(bound[1] for bound in found)) if found else None


def _bounds(part: str) -> tuple[date, date] | None:
    part = part.rstrip("~?%").split("T")[0]
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", part):
        if not exists(*map(int, match.groups())):
            return None
        return (date.fromisoformat(part),) * 2
    if match := re.fullmatch(r"(\d{4})-(\d\d)", part):
        return _month_bounds(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d+)(X*)", part):
        first, last = int(match[1] + match[2].replace("X", "0")), int(match[1] + match[2].replace("X", "9"))
        return (date(first, 1, 1), date(last, 12, 31)) if 1 <= first <= last <= 9999 else None
    return None


def _month_bounds(year: int, code: int) -> tuple[date, date] | None:
    """Bounds of a month, or of a season, quarter or half by its EDTF code."""
    spans = {
        21: (3, 5),
        22: (6, 8),
        23: (9, 11),
        24: (12, 14),
        33: (1, 3),
        34: (4, 6),
        35: (7, 9),
        36: (10, 12),
        40: (1, 6),
        41: (7, 12),
    }
    first, last = spans.get(code, (code, code))
    if not (1 <= year < 9999 and (1 <= code <= 12 or code in spans)):
        return None
    return date(year, first, 1), add_months(date(year, first, 1), last - first + 1) - timedelta(days=1)
