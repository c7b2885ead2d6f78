"""Many analyses as one dataset of Parquet files, on a disk or on any store that fsspec knows.

    dataset.json                     what this is, and the version of its schema
    TABLE/part-KEY.parquet           the rows of one work unit, a folder a table (`tables.TABLES` and `articles`)
    units/KEY.json                   written last: the unit is complete; readers see no other

A work unit is some articles; its key is the hash of theirs. Writing it again writes the same bytes, so that a unit may
be repeated after a crash, or by two workers at once, and nothing is there twice. `docs/dataset.md` lists the columns.
"""

from __future__ import annotations

from .merge import merge
from .reader import Dataset, open_dataset
from .schema import SCHEMA, columns, table_names
from .units import UNIT, DatasetEntry, DatasetUnit, article_id, cut, unit_key
from .writer import complete, prepare, write

__all__ = [
    "SCHEMA",
    "UNIT",
    "Dataset",
    "DatasetEntry",
    "DatasetUnit",
    "article_id",
    "columns",
    "complete",
    "cut",
    "merge",
    "open_dataset",
    "prepare",
    "table_names",
    "unit_key",
    "write",
]
