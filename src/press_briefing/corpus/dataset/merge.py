"""Many small units made into few large ones: twenty thousand files are slow to ask, from an object store above all."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.errors import SourceError
from .schema import SCHEMA, arrow, table_names
from .storage import Store, store
from .units import DatasetUnit, unit_key
from .writer import PARQUET, known, marker, part, wholes

if TYPE_CHECKING:
    import pyarrow

ARTICLES = 5_000  # articles of a merged unit: some 40 MB of sentences, which is held once


def merge(target: str | os.PathLike[str], *, articles: int = ARTICLES) -> int:
    """Merge the units of a dataset into units of about so many articles; how many units there are now.

    1. take whole units in order of key until they hold `articles`
    2. write their rows, an article once, as one unit that knows the keys of those it holds
    3. take the old markers away, then the old parts

    Broken off at any point, it leaves a dataset that reads the same. Batches with `resume` still know what is
    there. Not to be run while a batch writes. Raises `SourceError` or `OutputError`.
    """
    place = store(target)
    if not known(place):
        raise SourceError("holds no dataset", where=place.told, cure="give the folder of a dataset")
    left = 0
    for units in _batches(wholes(place), articles):  # 1
        left += 1
        if len(units) > 1:
            _replace(place, units, _merged(place, units))  # 2, 3
    return left


def _batches(units: Iterator[DatasetUnit], articles: int) -> Iterator[list[DatasetUnit]]:
    taken: list[DatasetUnit] = []
    count = 0
    for unit in units:
        if len(unit.articles) >= articles:
            yield [unit]
            continue
        taken.append(unit)
        count += len(unit.articles)
        if count >= articles:
            yield taken
            taken, count = [], 0
    if taken:
        yield taken


def _merged(place: Store, units: list[DatasetUnit]) -> DatasetUnit:
    """Write the unit that holds what `units` hold, its marker last."""
    owner: dict[str, str] = {}
    for unit in units:
        for article in unit.articles:
            owner.setdefault(article, unit.key)
    key = unit_key(owner)
    parts = {}
    for name in table_names():
        data = _rows(place, name, units, owner, key)
        place.write(part(name, key), data)
        parts[name] = len(data)
    failed = {article: why for unit in units for article, why in unit.failed.items() if article not in owner}
    holds = sorted({old for unit in units for old in (unit.key, *unit.holds)} - {key})
    made = DatasetUnit(
        key,
        tuple(owner),
        parts,
        failed,
        SCHEMA,
        " ".join(sorted({unit.program for unit in units})),
        " ".join(sorted({unit.code for unit in units})),
        tuple(holds),
    )
    place.write(marker(key), made.to_json())
    return made


def _rows(place: Store, name: str, units: list[DatasetUnit], owner: dict[str, str], key: str) -> bytes:
    """The Parquet of a table of several units, a unit in memory at a time."""
    import pyarrow.parquet as pq

    sink = io.BytesIO()
    with pq.ParquetWriter(sink, arrow(name), **PARQUET) as writer:
        for unit in units:
            data = place.read(part(name, unit.key)) or b""
            table = pq.read_table(io.BytesIO(data), schema=arrow(name))
            writer.write_table(_own(table, unit, owner, key))
    return sink.getvalue()


def _own(table: pyarrow.Table, unit: DatasetUnit, owner: dict[str, str], key: str) -> pyarrow.Table:
    """The rows of the articles that are this unit's; `articles` tells where they stand from now on."""
    import pyarrow as pa
    import pyarrow.compute as pc

    others = [article for article in unit.articles if owner[article] != unit.key]
    if others:
        table = table.filter(pc.invert(pc.is_in(table["article"], value_set=pa.array(others))))
    if "unit" in table.column_names:
        index = table.column_names.index("unit")
        table = table.set_column(index, table.schema.field("unit"), pa.array([key] * len(table), pa.string()))
    return table


def _replace(place: Store, units: list[DatasetUnit], made: DatasetUnit) -> None:
    """Take the old units away: first what says that they are there."""
    old = [unit.key for unit in units if unit.key != made.key]
    for key in old:
        place.remove(marker(key))
    for key in old:
        for name in table_names():
            place.remove(part(name, key))
