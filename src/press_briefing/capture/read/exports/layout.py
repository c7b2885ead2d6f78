"""What a layout is, and the words that several databases share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from ....model.article import Removal
from ..record import Record
from .rows import ITEM, Row

COPYRIGHT = re.compile(
    r"^(?:copyright|©|\(c\)|&copy;)|\btous droits r[ée]serv[ée]s|\ball rights reserved|\bCEDROM-SNi\b", re.I
)
LONGEST_COPYRIGHT = 700  # characters: what is longer is no line of rights
WORD_COUNT = re.compile(r"(?<!\d)(\d{1,3}(?:[ \xa0\u202f.,]\d{3})*|\d{1,7}) (?:mots?|words?)\b", re.I)
PAGE = re.compile(r"\b(?:p|pg|pages?)\.? ?:? ?([A-Z]{0,3}-?\d[\w-]{0,10}(?:, ?[A-Z]{0,3}\d[\w-]{0,6}){0,6})", re.I)
_ANNOUNCED = re.compile(
    r"^(?:documents?|articles?|r[ée]sultats?|nombre d[e'’] ?(?:documents|articles)|number of (?:documents|articles))"
    r"(?: s[ée]lectionn[ée]s)? ?[:(] ?(\d{1,6})\)?$|^(\d{1,6}) (?:documents?|articles?)(?: s[ée]lectionn[ée]s)?$",
    re.I,
)


@dataclass
class ExportContents:
    """What a layout read in an export. `announced`: how many articles it says it holds, None where it says nothing.

    `unexplained`: parts that may be of an article, and that the layout does not explain; `removed`: what stood around
    the articles.
    """

    database: str
    records: list[Record] = field(default_factory=list)
    announced: int | None = None
    unexplained: list[str] = field(default_factory=list)
    removed: list[Removal] = field(default_factory=list)

    def around(self, rows: Iterable[Row], rule: str) -> None:
        """File rows that stand around the articles: prose is told, the rest logged as taken out by `rule`."""
        for row in rows:
            if row.is_prose and not is_rights(row):
                self.unexplained.append(row.text)
            else:
                self.removed.append(Removal(rule, row.text))

    def settled(self) -> list[Record]:
        """The records; what stood around them is logged with the first."""
        if not self.records or not self.removed:
            return self.records
        first = self.records[0]
        return [replace(first, removed=(*self.removed, *first.removed)), *self.records[1:]]


class Layout(Protocol):
    """One way in which a database writes articles, as a module: told by what its rows hold, never by a file's name."""

    NAME: str

    def fits(self, rows: Sequence[Row]) -> bool:
        """Whether the rows are laid out this way."""

    def read(self, rows: Sequence[Row]) -> ExportContents:
        """The articles in the rows."""


def is_rights(row: Row) -> bool:
    """Whether a row is a line of rights: « © 2024 Le Fleuve. Tous droits réservés. »."""
    return len(row.text) <= LONGEST_COPYRIGHT and bool(COPYRIGHT.search(row.text))


def number_in(text: str, pattern: re.Pattern[str] = WORD_COUNT) -> int:
    """The number a field tells; 0 without one.

    Parameters
    ----------
    pattern: its first group is the number.
    """
    match = pattern.search(text)
    return int(re.sub(r"\D", "", match[1])) if match else 0


def page_in(text: str) -> str:
    """The page a field tells, empty without one."""
    match = PAGE.search(text)
    return match[1] if match else ""


def announced(rows: Sequence[Row]) -> int | None:
    """How many articles a cover says there are, else how many titles its list has."""
    told = next((int(match[1] or match[2]) for row in rows if (match := _ANNOUNCED.match(row.text))), None)
    listed = sum(ITEM in row.marks for row in rows)
    return told if told is not None else listed or None


def parted(rows: Sequence[Row], starts: Sequence[int]) -> Iterator[list[Row]]:
    """The rows from each start to the next."""
    for begin, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        yield list(rows[begin:end])
