"""Reading a dataset: questions in SQL, answered by DuckDB from the files, without loading them."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any

from ...model.errors import SourceError, UsageError
from .schema import kinds, table_names
from .storage import Store, store
from .units import DatasetUnit
from .writer import keys, known, lost, marker, part

if TYPE_CHECKING:
    import duckdb
    import pandas

# One thread adds in one order: the same question gives the same digits every time.
THREADS = 1
MEMORY = "1GB"  # what DuckDB may hold before it goes to disk
PATIENCE = 5.0  # seconds an answer may take to break off


def open_dataset(target: str | os.PathLike[str], *, threads: int = THREADS, memory: str = MEMORY) -> Dataset:
    """The dataset at `target`: a folder or an fsspec address.

    `threads`: of DuckDB; more are faster, and sums of floats may then differ in their last digit. `memory`: what it
    may hold. Raises `SourceError` when there is no dataset, one of another schema, or one with a damaged unit.
    """
    place = store(target)
    if not known(place):
        raise SourceError(
            "holds no dataset" if place.fs.exists(place.root) else "no such dataset",
            where=place.told,
            cure="give the folder a batch wrote its dataset to",
        )
    return Dataset(place, _units(place), threads=threads, memory=memory)


def _units(place: Store) -> tuple[DatasetUnit, ...]:
    """The complete units in order of key, each checked against its files."""
    names = [marker(key) for key in sorted(keys(place))]
    found = place.read_all(names)
    sizes = {name: place.sizes(name) for name in table_names()}
    units = []
    for name in names:
        try:
            unit = DatasetUnit.from_json(found[name])
        except (ValueError, KeyError, TypeError):
            raise _damaged(place, name, "is damaged") from None
        for gone in lost(unit, sizes):
            raise _damaged(place, gone, "is missing or cut short")
        units.append(unit)
    return tuple(units)


def _damaged(place: Store, name: str, what: str) -> SourceError:
    return SourceError(
        what, where=f"{place.told.rstrip('/')}/{name}", cure="run the batch again: it makes the unit anew"
    )


class Dataset:
    """A dataset that was opened. A context manager; `close` gives DuckDB's memory back.

    `units`: the complete work units, in order of key. An article that two units hold is shown once.
    """

    def __init__(self, place: Store, units: tuple[DatasetUnit, ...], *, threads: int, memory: str) -> None:
        self.place, self.units = place, units
        self._spill = TemporaryDirectory(prefix="press-briefing-")
        self.connection = _connect(place, threads, memory, self._spill.name)
        self._twice = False
        for name in table_names():
            self._view(name)
        self._once()

    def __enter__(self) -> Dataset:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back what DuckDB holds, in memory and on disk; what a thread still asks is broken off first."""
        until = time.monotonic() + PATIENCE
        while not self._closed() and time.monotonic() < until:
            time.sleep(PATIENCE / 100)
        self._spill.cleanup()

    def _closed(self) -> bool:
        """Whether the connection is closed now: DuckDB refuses while it answers another thread."""
        import duckdb

        try:
            self.connection.close()
        except duckdb.Error:
            self.connection.interrupt()
            return False
        return True

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the views a query may use; `columns(name)` says what is in them."""
        return table_names()

    def sql(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None) -> pandas.DataFrame:
        """The answer to a DuckDB query; `?` or `$name` in it stand for `parameters`.

        Raises `UsageError` when the query is wrong, `SourceError` when a file is damaged. Rows come in no promised
        order without ORDER BY.
        """
        return self._run(query, parameters).df()

    def articles(self) -> pandas.DataFrame:
        """One row an article, by date, then id; those without a date come last."""
        return self.sql("SELECT * FROM articles ORDER BY published NULLS LAST, article")

    def _run(self, query: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None) -> Any:
        import duckdb

        try:
            return self.connection.execute(query, parameters)
        except (duckdb.IOException, duckdb.InvalidInputException, duckdb.HTTPException) as error:
            raise SourceError(
                f"cannot be read: {_line(error)}",
                where=self.place.told,
                cure="if a file is damaged, delete its unit's marker and run the batch again",
            ) from error
        except duckdb.Error as error:
            raise UsageError(
                f"the query cannot be answered: {_line(error)}",
                where=self.place.told,
                cure=f"the tables are {', '.join(self.tables)}",
            ) from error

    def _view(self, name: str) -> None:
        self._run(f"CREATE OR REPLACE VIEW {name} AS {self._select(name)}")

    def _select(self, name: str) -> str:
        """All rows of a table in the declared columns; a column younger than a unit is empty there."""
        empty = (f'NULL::{_SQL[kind]} AS "{column}"' for column, kind in kinds(name).items())
        declared = f"SELECT {', '.join(empty)} WHERE false"
        return f"{declared} UNION ALL BY NAME {self._stored(name)}" if self.units else declared

    def _stored(self, name: str) -> str:
        """All rows of a table as its parts hold them."""
        files = ", ".join(_quoted(self._address(part(name, unit.key))) for unit in self.units)
        # Units of one version have the same columns: their files need not be compared, which an object store feels.
        told = "" if len({unit.code for unit in self.units}) == 1 else ", union_by_name = true"
        if not self._twice:
            return f"SELECT * FROM read_parquet([{files}]{told})"
        return (
            f"SELECT * EXCLUDE (part_file) FROM read_parquet([{files}], filename = 'part_file'{told}) "
            "WHERE (article, regexp_extract(part_file, 'part-([^/]*)\\.parquet$', 1)) NOT IN "
            "(SELECT article, unit FROM again)"
        )

    def _address(self, name: str) -> str:
        address = self.place.address(name)
        return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in address) if self.place.local else address

    def _once(self) -> None:
        """Two batches may have cut their units differently: an article of several is shown from the first of them."""
        self._run(
            "CREATE TEMP TABLE again AS SELECT article, unit FROM articles "
            "QUALIFY row_number() OVER (PARTITION BY article ORDER BY unit) > 1"
        )
        self._twice = bool(self._run("SELECT count(*) FROM again").fetchone()[0])
        if self._twice:
            for name in table_names():
                self._view(name)


_SQL = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN"}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _line(error: Exception) -> str:
    """What DuckDB says, without the query that it repeats below."""
    return " ".join(str(error).split("\n\nLINE ")[0].split())[:300]


def _connect(place: Store, threads: int, memory: str, spill: str) -> duckdb.DuckDBPyConnection:
    """DuckDB in memory; it fetches no extension and writes nowhere but into `spill`."""
    import duckdb

    connection = duckdb.connect(
        config={
            "threads": threads,
            "memory_limit": memory,
            "temp_directory": str(Path(spill)),
            "autoinstall_known_extensions": False,
        }
    )
    if not place.local:
        connection.register_filesystem(place.fs)
    return connection
