"""How many articles a day, week, month or year, and how many of them hold a name or a word."""

from __future__ import annotations

import pandas as pd

from ....measure.tables import Column, table
from ....measure.tables.declared import Rows
from ..collection import Collection


@table(
    Column("start", "first day of the day, week, month or year"),
    Column("articles", "articles counted", "int64"),
    Column("copies", "articles that repeat another", "int64"),
)
def volume(collection: Collection) -> Rows:
    """Articles by day, week, month or year; one without articles is a row too, one outside the known period in none."""
    calendar = collection.calendar
    if calendar is None:
        return ()
    rows = collection.sql(f"""
        SELECT strftime(date_trunc('{calendar.unit}', c.day), '%Y-%m-%d') AS start,
               count(*) FILTER (d.copy_of IS NULL) AS articles, count(*) FILTER (d.copy_of IS NOT NULL) AS copies
        FROM chosen c LEFT JOIN copied d USING (number) WHERE c.role = 'period' AND c.day IS NOT NULL
        GROUP BY start ORDER BY start""").set_index("start")
    starts = pd.Index([start.isoformat() for start in calendar.starts], name="start")
    return rows.reindex(starts, fill_value=0).reset_index()


def by_unit(collection: Collection, column: str, rows: pd.DataFrame) -> dict[str, tuple[int, ...]]:
    """Articles of each unit that hold each of some actors or lemmas.

    Parameters
    ----------
    column: `actor`, of rows with `actor` and `kind`, or `lemma`.

    Returns
    -------
    Name or word -> articles, one number a unit of the calendar.
    """
    calendar = collection.calendar
    if calendar is None:
        return {}
    keys = ["actor", "kind"] if column == "actor" else ["lemma"]
    source = {"actor": "present", "lemma": "words"}[column]
    found = collection.sql(
        f"""
        SELECT {column} AS name, strftime(date_trunc('{calendar.unit}', k.day), '%Y-%m-%d') AS start,
               count(DISTINCT k.number) AS articles
        FROM {source} JOIN wanted USING ({", ".join(keys)}) JOIN kept k USING (article)
        WHERE k.day IS NOT NULL GROUP BY ALL""",
        wanted=rows[keys],
    )
    places = {start.isoformat(): at for at, start in enumerate(calendar.starts)}
    counts = {name: [0] * len(places) for name in rows[column]}
    for name, start, articles in found.itertuples(index=False):
        if start in places:  # a deduced date may lie outside what the stated ones span
            counts[name][places[start]] += int(articles)
    return {name: tuple(told) for name, told in counts.items()}
