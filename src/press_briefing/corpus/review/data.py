"""The tables of a review as files: one CSV a table, their codebook, and the articles' own rows as a dataset."""

from __future__ import annotations

import json
from pathlib import Path

from ...measure import tables
from ...report import manifest
from ...report.of_article import NOTE
from .. import dataset
from ..dataset.schema import arrow
from ..dataset.storage import store
from ..dataset.writer import claim, marker, part
from .collection import READING, Collection
from .context import Review
from .front import summary
from .gather import OUTLETS
from .tables import codebook, filed

# Articles up to which the rows a review rests on are filed with it: some 40 kB an article.
MOST_FILED = 5_000
KEY = "review"
# In the order of their table, which a join and a sort by article alone would not keep.
_ROWS = """SELECT t.* EXCLUDE (as_stored) FROM (SELECT *, row_number() OVER () AS as_stored FROM {name}) t
    JOIN chosen c USING (article) ORDER BY c.number, as_stored"""


def data_files(review: Review) -> dict[str, bytes]:
    """By name, the first page of a review as words, its tables as CSV, and their codebook."""
    return {
        NOTE: manifest.dump(summary(review)),
        "CODEBOOK.md": codebook().encode("utf-8"),
        **{f"{name}.csv": tables.csv(table) for name, table in filed(review.tables).items()},
    }


def extract(collection: Collection, target: Path) -> None:
    """The rows of the review's articles as a dataset of one unit, so that its notebook runs again where it lies.

    The same articles give the same bytes: rows stand in order of article and in that of their own table.

    Parameters
    ----------
    target: a folder; the dataset is made in it.
    """
    import pyarrow.parquet as pq

    place = store(str(target))
    claim(place)
    parts = {}
    for name in dataset.table_names():
        rows = collection.dataset.connection.cursor().sql(_ROWS.format(name=name)).to_arrow_table().cast(arrow(name))
        path = target / part(name, KEY)
        path.parent.mkdir(exist_ok=True)
        pq.write_table(rows, path, compression="zstd")
        parts[name] = path.stat().st_size
    query = "SELECT article, outlet FROM chosen ORDER BY number"
    papers = collection.dataset.connection.cursor().sql(query).to_arrow_table()
    (target / OUTLETS).mkdir()
    pq.write_table(papers, target / part(OUTLETS, KEY), compression="zstd")
    reading = json.dumps(collection.reading.to_dict(), ensure_ascii=False, indent=1)
    (target / READING).write_text(reading + "\n", encoding="utf-8")
    articles = tuple(
        row[0] for row in collection.dataset.connection.execute("SELECT article FROM chosen ORDER BY number").fetchall()
    )
    place.write(marker(KEY), dataset.DatasetUnit(KEY, articles, parts).to_json())
