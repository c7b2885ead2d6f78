"""A day as databases and tables write it: « mardi 5 mars 2024 », « March 5, 2024 », « 20240305 », « 5/3/24 »."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache

from ...lexicons import rows
from ...model.typography import unaccented

LONGEST = 200  # characters of a field in which a day is looked for
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ISO = re.compile(rf"(?<!\d){_YEAR}[-/.](?P<month>[01]?\d)[-/.](?P<day>[0-3]?\d)(?!\d)")
_COMPACT = re.compile(rf"(?<!\d){_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
_FIGURES = re.compile(r"(?<![\d/.-])(?P<first>[0-3]?\d)[/.-](?P<second>[0-3]?\d)[/.-](?P<year>(?:19|20)?\d\d)(?!\d)")
_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?")


@cache
def _months() -> dict[str, int]:
    return {word: int(month) for month, words in rows("read/months.tsv") for word in words.split()}


@cache
def _written() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Day before month, month before day."""
    month = rf"(?P<month>{'|'.join(sorted(_months(), key=len, reverse=True))})\b\.?"
    first = rf"(?<![\d])(?P<day>[0-3]?\d)(?:er|st|nd|rd|th)?[ -]{month}[ ,-]{{1,3}}{_YEAR}(?!\d)"
    return re.compile(first), re.compile(rf"\b{month} (?P<day>[0-3]?\d)(?:st|nd|rd|th)?,? {_YEAR}(?!\d)")


def day_in(told: object, *, month_first: bool = False) -> date | None:
    """The first day in a field; None without one. `month_first`: « 3/5/2024 » is the fifth of March."""
    text = " ".join(str(told).split())[:LONGEST] if isinstance(told, str | int | float) else ""
    if _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(float(text), UTC).date() if float(text) < 4e9 else None
    found = [(match.start(), day) for match, day in _days(unaccented(text).lower(), month_first) if day]
    return min(found, default=(0, None), key=lambda pair: pair[0])[1]


def _days(text: str, month_first: bool) -> list[tuple[re.Match[str], date | None]]:
    told: list[tuple[re.Match[str], date | None]] = []
    for pattern in (_ISO, _COMPACT):
        told += [(match, _on(match["year"], match["month"], match["day"])) for match in pattern.finditer(text)]
    for pattern in _written():
        months = _months()
        told += [(match, _on(match["year"], months[match["month"]], match["day"])) for match in pattern.finditer(text)]
    for match in _FIGURES.finditer(text):
        day, month = (match["second"], match["first"]) if month_first else (match["first"], match["second"])
        told.append((match, _on(match["year"], month, day)))
    return told


def _on(year: str, month: str | int, day: str) -> date | None:
    """The day, where the calendar has it; two figures of a year are of this century, or the last."""
    full = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 70 else 1900)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


def is_month_first(told: list[str], *, usual: bool = False) -> bool:
    """Whether a column writes the month before the day: some row can mean nothing else, and none the other way.

    `usual`: what is taken where no row tells.
    """
    pairs = [(int(match["first"]), int(match["second"])) for text in told if (match := _FIGURES.search(text[:LONGEST]))]
    if any(first > 12 for first, _ in pairs):
        return False
    return usual or any(second > 12 for _, second in pairs)
