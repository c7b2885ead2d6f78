"""Tables of articles, a row each: CSV and its kin, TSV, XLSX; which column holds what is told by its name."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from ....model.errors import BriefingError, LimitError, PassedOver, SourceError
from ....model.settings import Settings
from ..decode import decode, unix_ends
from ..markup import defines_entities
from ..record import Record
from ..sources import Capture
from . import columns

MOST_ROWS, MOST_COLUMNS = 200_000, 300
LONGEST_CELL = 2_000_000  # characters
LOOK = 200  # rows that show which columns hold what
TEXT_WORDS = 40  # on average, of a column without a name of ours that holds the text
_QUOTED = re.compile(r"\A'(?=[=+@\t\r-])")  # an apostrophe that keeps a spreadsheet from reckoning
_DELIMITERS = ("\t", ";", ",", "|")


@dataclass(frozen=True)
class ReadTable:
    """A table: the names of its columns and its rows.

    `database`: whose table it is, if told; `others`: (name, rows) of other sheets of a spreadsheet.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    database: str = ""
    others: tuple[tuple[str, int], ...] = ()

    @property
    def roles(self) -> dict[str, list[str]]:
        """Role -> columns, as `columns.roles_of`; where none holds a text, the one that looks like texts does."""
        found = columns.roles_of(self.names)
        if "text" not in found and "excerpt" not in found and (longest := self._longest()):
            found["text"] = [longest]
        return found

    def _longest(self) -> str:
        looked = self.rows[:LOOK]
        lengths = {
            name: sum(len(row[n].split()) for row in looked if n < len(row)) / max(1, len(looked))
            for n, name in enumerate(self.names)
            if columns.known().get(columns.folded(name)) is None
        }
        best = max(lengths, key=lambda name: lengths[name], default="")
        return best if best and lengths[best] >= TEXT_WORDS else ""


def read_table(taken: Capture, settings: Settings) -> Iterator[Record | BriefingError]:
    """Each row as a record. Raises `SourceError` for a table without columns that hold texts."""
    table = table_of(taken, settings)
    yield from records(table, taken.origin)
    for name, count in table.others:
        yield PassedOver(
            f"has a sheet « {name} » of {count} rows, which was not read",
            where=taken.origin,
            cure="save that sheet in a file of its own if articles are in it",
        )


def table_of(taken: Capture, settings: Settings) -> ReadTable:
    """The table in a capture. Raises `SourceError`, `LimitError`."""
    if taken.data.startswith(b"PK"):
        sheets = [(name, rows) for name, rows in _sheets(taken, settings) if len(rows) > 1]
        others = tuple((name, len(rows)) for name, rows in sheets[1:])
        return replace(_checked(sheets[0][1] if sheets else [], taken.origin), others=others)
    text = unix_ends(decode(taken.data, source=taken.origin)[0]).lstrip("\ufeff")
    return _checked(list(_separated(text, taken.origin)), taken.origin)


def records(table: ReadTable, origin: str) -> Iterator[Record | BriefingError]:
    """Each row of a table as a record; one of another length than the first is told."""
    roles = table.roles
    if "text" not in roles and "excerpt" not in roles:
        if table.database:
            raise SourceError(
                f"is a table of {table.database} with {len(table.rows)} references, without texts",
                where=origin,
                cure="save the pages of its addresses, and give the folder",
            )
        if len(roles) > 1:
            raise PassedOver("is a table of metadata, without texts", where=origin, cure="give the texts it is about")
        raise SourceError(
            f"is a table without a column of texts (columns: {', '.join(table.names)[:300]})",
            where=origin,
            cure="name the column of the texts « texte » or « text »",
        )
    rows = [dict(zip(table.names, row, strict=False)) for row in table.rows]
    month_first = columns.dated(rows, roles, table.database)
    for number, (told, row) in enumerate(zip(rows, table.rows, strict=True), 2):
        if len(row) > len(table.names):
            yield SourceError(
                f"row {number} has {len(row)} fields, the first row {len(table.names)}",
                where=origin,
                cure="mend the row: a mark that parts fields stands in a field without quotes",
            )
            continue
        yield columns.record_of(told, roles, table.database, month_first=month_first)


def _checked(rows: Sequence[Sequence[str]], origin: str) -> ReadTable:
    """The rows as a table. Raises `SourceError` without a first row of names and one more."""
    kept = [tuple(_QUOTED.sub("", cell) for cell in row) for row in rows if any(cell.strip() for cell in row)]
    if len(kept) < 2:
        raise SourceError("is a table without rows", where=origin, cure="check that it is complete")
    if len(kept) > MOST_ROWS or len(kept[0]) > MOST_COLUMNS:
        raise LimitError(
            f"is a table of more than {MOST_ROWS} rows or {MOST_COLUMNS} columns",
            where=origin,
            cure="cut it into several",
        )
    names = _unique([" ".join(name.split()) for name in kept[0]])
    return ReadTable(names, tuple(kept[1:]), columns.database_of(names))


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """The names, an empty one or one that stands twice with its place."""
    told: list[str] = []
    for place, name in enumerate(names, 1):
        told.append(name if name and name not in told else f"{name or 'colonne'} {place}".strip())
    return tuple(told)


def _separated(text: str, origin: str) -> Iterator[list[str]]:
    """The rows of a text whose fields a mark parts: the one that the first row has most."""
    head = text[:65_536]
    line = head.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda mark: _outside(line, mark))
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield from islice(csv.reader(io.StringIO(text), delimiter=delimiter), MOST_ROWS + 2)
    except csv.Error as error:
        raise SourceError(
            f"is a table that cannot be read: {error}", where=origin, cure="save it again as CSV"
        ) from None
    finally:
        csv.field_size_limit(before)


def _outside(line: str, mark: str) -> int:
    """How often a mark stands outside of quotes."""
    return re.sub(r'"[^"]*"?', "", line).count(mark)


# -- spreadsheets -------------------------------------------------------------------------------------------


def _sheets(taken: Capture, settings: Settings) -> Iterator[tuple[str, list[list[str]]]]:
    """(name, rows) of each sheet of a spreadsheet. Raises `SourceError`, `LimitError`."""
    from ..files.packed import MOST_UNPACKED, member, opened

    archive, most = opened(taken.data, taken.origin, settings), MOST_UNPACKED * settings.max_bytes
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")) and defines_entities(member(archive, name, taken.origin, most)):
            raise SourceError("defines entities, which no table needs", where=taken.origin, cure="save it as CSV")
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(taken.data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            rows = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1)
            kept = [cells for row in rows if any(cells := _cells(row))]
            yield sheet.title, [row[: len(kept[0])] for row in kept]
    except BriefingError:
        raise
    except MemoryError:
        raise
    except Exception as error:  # openpyxl raises what zipfile, its XML parser and its own parts raise
        raise SourceError(
            f"is a spreadsheet that cannot be read ({type(error).__name__})",
            where=taken.origin,
            cure="save it again as XLSX or CSV",
        ) from None


def _cells(row: Sequence[object]) -> list[str]:
    """The cells as text: a day as ISO, a whole number without its point."""
    told = [_cell(value) for value in row]
    while told and not told[-1]:
        told.pop()
    return told


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if (value.hour, value.minute) == (0, 0) else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
