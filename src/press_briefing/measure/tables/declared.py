"""What a table is, declared once, columns and rows; frames, Parquet schema, codebook and docs derive from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

import pandas as pd

from .dates import DATES, MEANING, SUFFIX, explained

Source = TypeVar("Source")
Rows = Iterable[Mapping[str, Any]] | pd.DataFrame
Type = Literal["string", "int64", "double", "bool"]


@dataclass(frozen=True)
class Column:
    """A column: its name, what it holds (units and codes in the same words), its type in Parquet.

    `optional`: a whole number that may be missing, kept whole in the frame too. `label`: its head where it is shown,
    a message of the catalogues; empty for a column that no view shows.
    """

    name: str
    meaning: str
    type: Type = "string"
    optional: bool = False
    label: str = ""


@dataclass(frozen=True)
class DeclaredColumns:
    """A table by its columns alone: what fills it is somebody else's."""

    name: str
    columns: tuple[Column, ...]

    @property
    def meanings(self) -> dict[str, str]:
        """Column -> what it holds, in order."""
        return {column.name: column.meaning for column in self.columns}

    @property
    def types(self) -> dict[str, Type]:
        """Column -> its type in Parquet, in order."""
        return {column.name: column.type for column in self.columns}

    def frame(self, rows: Rows) -> pd.DataFrame:
        """The rows as a frame with the declared columns in order, also when there is none."""
        names = [column.name for column in self.columns]
        made = rows[names] if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows), columns=names)
        kinds: dict[str, str] = {column.name: "Int64" for column in self.columns if column.optional}
        # Without the type, a column in which all is missing would be one of objects.
        kinds |= {column.name: "float64" for column in self.columns if column.type == "double"}
        if made.empty:  # so that `~table["doubtful"]` holds of a table without rows too
            kinds |= {name: kind for name, kind in self.types.items() if kind == "bool"}
        return made.astype(kinds) if kinds else made


@dataclass(frozen=True)
class Table(DeclaredColumns, Generic[Source]):
    """A table and the function that gives its rows; called with what it is made from, it gives the frame."""

    rows: Callable[[Source], Rows]

    def __call__(self, source: Source) -> pd.DataFrame:
        """The table of an analysis, or of whatever its rows are made from."""
        return self.frame(self.rows(source))


def table(*columns: Column) -> Callable[[Callable[[Source], Rows]], Table[Source]]:
    """Declare the table that a function gives the rows of; the table bears the function's name.

    >>> @table(Column("number", "from 1", "int64"))
    ... def counted(most: int):
    ...     return ({"number": number + 1} for number in range(most))
    >>> counted(2)["number"].tolist(), counted.meanings
    ([1, 2], {'number': 'from 1'})
    """
    return lambda rows: Table(rows.__name__, columns, rows)


class Tables(Mapping[str, pd.DataFrame], Generic[Source]):
    """The tables of one source by name, each made when it is first looked up.

    A frame holds what its rows hold, which may be more than the declared columns that are filed.
    """

    def __init__(self, declared: Mapping[str, Table[Source]], source: Source) -> None:
        self._declared, self._source = declared, source
        self._made: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._made:
            rows = self._declared[name].rows(self._source)
            self._made[name] = rows if isinstance(rows, pd.DataFrame) else self._declared[name].frame(rows)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._declared)

    def __len__(self) -> int:
        return len(self._declared)


def markdown(sheets: Iterable[DeclaredColumns], lead: str) -> str:
    """The codebook of some tables: a heading a table, a line a column.

    Parameters
    ----------
    sheets: declared tables, in the order of the codebook.
    lead: a paragraph before them.

    Returns
    -------
    Markdown, with a line at the end of each for what a date column's twin means.
    """
    parts = ["# Codebook", "", lead, ""]
    for sheet in sheets:
        parts += [f"## {sheet.name}.csv", "", "| column | meaning |", "|---|---|"]
        for column in sheet.columns:
            parts.append(f"| `{column.name}` | {column.meaning} |")
            if column.name in DATES:
                parts.append(f"| `{column.name}{SUFFIX}` | {MEANING} |")
        parts.append("")
    parts += explained()
    return "\n".join(parts)
