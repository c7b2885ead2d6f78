"""One happening told by several articles is one row: which tellings go together, how sure, and where they disagree.

Two tellings are joined when their dates agree (or nearly), their words do, and no name speaks against it. Two rows of
one article never are: the article told them apart. Nothing is rewritten; a row shows the words of one of its tellings.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from itertools import combinations

from ...measure.lexicometry import left_out
from ...model.analysis import Quantity
from ...model.typography import key, plain

STEM = 6  # letters of a word that are compared: « annonce », « annonçait », « annoncé » are one
NEAR = 3  # days between two dates that may be one happening dated differently
SURE = 0.55  # likeness at the same date: called sure
CLOSE = 3  # days: an interval up to here dates a happening as a day does
MANNERS = ("told", "alleged", "denied")
_WORD = re.compile(r"[^\W\d_]{2,}")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])$")


@dataclass(frozen=True)
class ArticleTelling:
    """One row of an article's chronology: the article's number, the sentence, and what they say.

    `actors` and `places` are keys of merged names; `towns` those of the places that are no country; `countries` ISO
    codes of the places; `people` those of the actors that are persons; `spoken` the words of every form of those names,
    which count as names and not as words; `deduced`: nobody states the date, it was inferred; `manner`: told as a fact
    (`told`), on somebody's word (`alleged`), or said not to be (`denied`).
    """

    number: int
    sentence: int
    date: str
    label: str
    actors: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    spoken: frozenset[str] = frozenset()
    kind: str = "event"
    figures: tuple[Quantity, ...] = ()
    deduced: bool = False
    manner: str = "told"

    @cached_property
    def stems(self) -> frozenset[str]:
        """The full words of the label, cut to their stems, names left out."""
        names = self.spoken | {word for name in self.actors | self.places for word in _WORD.findall(name)}
        words = _WORD.findall(key(plain(self.label)))
        return frozenset(word[:STEM] for word in words if len(word) > 2 and word not in left_out() | names)

    @cached_property
    def features(self) -> frozenset[str]:
        """Words and names together."""
        return self.stems | {f"@{name}" for name in self.actors | self.places}

    @cached_property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and last day its date allows; None when it is vaguer than a month."""
        return days_of(self.date)


@dataclass
class Happening:
    """What is one row: its tellings in order of article, the one whose words are shown, and how sure the joining is."""

    tellings: list[ArticleTelling]
    shown: ArticleTelling
    likeness: float = 1.0
    same_date: bool = True
    figures: list[tuple[str, list[tuple[str, ArticleTelling]]]] = field(default_factory=list)

    @property
    def certainty(self) -> str:
        """`one` article, `sure` or `likely`."""
        if len(self.tellings) == 1:
            return "one"
        days = self.shown.days
        close = self.same_date and days is not None and (days[1] - days[0]).days <= CLOSE
        return "sure" if close and self.likeness >= SURE else "likely"

    @property
    def dates(self) -> dict[str, list[ArticleTelling]]:
        """The dates that are given, the most told first, each with who gives it; one entry when all agree."""
        found: dict[str, list[ArticleTelling]] = defaultdict(list)
        for telling in self.tellings:
            found[telling.date].append(telling)
        order = sorted(found, key=lambda told: (-len(found[told]), _precision(told), told))
        return {told: found[told] for told in order}

    @property
    def date(self) -> str:
        """The date shown: the most told one; of those told as often, the most precise."""
        return next(iter(self.dates))

    @property
    def deduced(self) -> set[str]:
        """Those of the dates that no article states."""
        return {date for date, tellings in self.dates.items() if all(telling.deduced for telling in tellings)}

    @property
    def versions(self) -> dict[str, list[ArticleTelling]]:
        """How it is told, each manner with who tells it so; empty when all tell it in one."""
        found = {manner: [row for row in self.tellings if row.manner == manner] for manner in MANNERS}
        told = {manner: rows for manner, rows in found.items() if rows}
        return told if len(told) > 1 else {}

    @property
    def disagree(self) -> bool:
        """Whether two of the dates cannot both hold."""
        told = [telling.days for telling in self.tellings]
        return any(a and b and (a[1] < b[0] or b[1] < a[0]) for a, b in combinations(told, 2))


def days_of(edtf: str) -> tuple[dt.date, dt.date] | None:
    """The first and last day of a date of a day, a month, or an interval of days; None for anything vaguer."""
    start, slash, end = edtf.rstrip("~?%").partition("/")
    first, last = _days(start), _days(end) if slash and end not in ("", "..") else _days(start)
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _days(text: str) -> tuple[dt.date, dt.date] | None:
    text = text.rstrip("~?%")
    try:
        if match := _DAY.match(text):
            day = dt.date(*map(int, match.groups()))
            return day, day
        if match := _MONTH.match(text):
            first = dt.date(int(match[1]), int(match[2]), 1)
            return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return None


def _precision(edtf: str) -> int:
    days = days_of(edtf)
    return (days[1] - days[0]).days if days else 10_000


# EDTF parts of a year: seasons (spring is from March), quarters and halves; their first and last month.
_PARTS = {
    "21": (3, 5),
    "22": (6, 8),
    "23": (9, 11),
    "24": (12, 12),
    "33": (1, 3),
    "34": (4, 6),
    "35": (7, 9),
    "36": (10, 12),
    "40": (1, 6),
    "41": (7, 12),
}


def bounds_of(edtf: str) -> tuple[str, str]:
    """The first and last day of any date, about, as ISO text that sorts; empty on a side that is open or not told."""
    start, slash, end = (part.strip(".~?% ") for part in edtf.partition("/"))
    return _bound(start, first=True), _bound(end if slash else start, first=False)


def _bound(text: str, *, first: bool) -> str:
    year, _, rest = text.partition("-")
    if not year:
        return ""
    year = year.replace("X", "0" if first else "9")
    if rest in _PARTS:
        rest = f"{_PARTS[rest][0 if first else 1]:02}"
    return "-".join(filter(None, (year, rest))) + ("" if first else "-99")
