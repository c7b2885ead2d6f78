"""The pages that need no script: a year each, a month each where a year is long, parts where a month is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from .entry import Entry

# A page of this many briefings weighs some 400 KB and is read on a phone.
LONGEST = 400
# What the front page shows when it cannot show all.
FRONT = 100
UNDATED = "sans-date"


@dataclass(frozen=True)
class ListingPage:
    """One static page: `name` its file without suffix; `date` EDTF ("" undated), `part` from 1, of `parts`."""

    name: str
    date: str
    part: int
    parts: int
    entries: tuple[Entry, ...]


def sheets(entries: Sequence[Entry]) -> list[ListingPage]:
    """All entries (newest first) on pages, newest first; none where the front page holds them all."""
    if len(entries) <= LONGEST:
        return []
    return [sheet for year, group in _grouped(entries, 4) for sheet in _year(year, group)]


def _grouped(entries: Sequence[Entry], width: int) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    for date, group in groupby(entries, key=lambda entry: entry.date[:width]):
        yield date, tuple(group)


def _year(year: str, entries: tuple[Entry, ...]) -> Iterator[ListingPage]:
    if len(entries) <= LONGEST or not year:
        yield from _parts(year, entries)
        return
    for month, group in _grouped(entries, 7):
        yield from _parts(month, group)


def _parts(date: str, entries: tuple[Entry, ...]) -> Iterator[ListingPage]:
    """Counted from the oldest, so that a new briefing changes the last part only."""
    parts = max(1, -(-len(entries) // LONGEST))
    for part in range(parts, 0, -1):
        stop = len(entries) - (part - 1) * LONGEST
        name = (date or UNDATED) + (f"_{part}" if part > 1 else "")
        yield ListingPage(name, date, part, parts, entries[max(0, stop - LONGEST) : stop])
