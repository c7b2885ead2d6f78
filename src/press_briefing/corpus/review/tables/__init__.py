"""The tables of a review, each declared above the query that gives its rows; views, CSV files and codebook derive.

Each is a function of a `Collection`. None has a side effect: what they ask (`chosen`, `kept`, `who`, …) the collection
made when it was opened.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ....measure import tables
from ....measure.tables import Table
from ..collection import Collection
from .articles import articles, copies, unread
from .chronology import chronology
from .names import actors, places
from .tone import tone
from .voices import quoting, shared
from .volume import volume
from .words import trends, words

TABLES: dict[str, Table[Collection]] = {
    declared.name: declared
    for declared in (articles, unread, copies, volume, actors, words, trends, chronology, quoting, shared, tone, places)
}


def filed(found: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables of a review as they are filed: their declared columns, also when empty."""
    return {name: declared.frame(found[name]) for name, declared in TABLES.items()}


def codebook() -> str:
    """The codebook of the tables, as Markdown."""
    return tables.markdown(
        TABLES.values(),
        "One CSV a table, UTF-8. `cited` is `article:sentence`, the number of the article in "
        "`articles.csv` and of the sentence in it.",
    )
