"""What was read: the articles, those that could not be, and those that repeat another."""

from __future__ import annotations

import pandas as pd

from ....measure.tables import Column, table
from ....measure.tables.declared import Rows
from ..collection import Collection

MOST_LISTED = 20_000  # articles, and copies, that are listed; all are in the dataset


@table(
    Column("number", "number in the review, by date", "int64", label="N°"),
    Column("day", "date, YYYY-MM-DD", label="Date"),
    Column("certainty", "how the date is known"),
    Column("title", "title", label="Titre"),
    Column("outlet", "paper, as far as the capture says", label="Journal"),
    Column("source", "name of the capture", label="Capture"),
    Column("words", "words", "int64", label="Mots"),
    Column("copy_of", "number of the article it repeats, which alone is counted", "int64", label="Reprend"),
    Column("article", "id of the article in the dataset"),
)
def articles(collection: Collection) -> Rows:
    """Articles of the review, the first 20,000."""
    return collection.sql(f"""
        SELECT c.number, strftime(c.day, '%Y-%m-%d') AS day, c.certainty, c.title, c.outlet, c.source, c.words,
               d.copy_of, c.article FROM chosen c LEFT JOIN copied d USING (number)
        WHERE c.role = 'period' ORDER BY c.number LIMIT {MOST_LISTED}""")


@table(
    Column("origin", "where it came from", label="Capture"),
    Column("why", "why it could not be read", label="Raison"),
)
def unread(collection: Collection) -> Rows:
    """What could not be read."""
    return ({"origin": origin, "why": why} for origin, why in collection.reading.unread)


@table(
    Column("of", "number of the article counted", "int64", label="Article compté"),
    Column("number", "number of the one that repeats it", "int64", label="Article qui le reprend"),
    Column("alike", "share of runs of words in common", "double", label="Texte commun"),
    Column("day", "its date", label="Date"),
    Column("title", "its title"),
    Column("outlet", "its paper", label="Journal"),
    Column("source", "its capture"),
)
def copies(collection: Collection) -> Rows:
    """Articles that repeat another."""
    rows = [(row.of, row.number, row.alike) for row in collection.copies[:MOST_LISTED]]
    found = pd.DataFrame(rows, columns=["of", "number", "alike"])
    about = collection.titles(found["number"].tolist()).drop(columns=["words", "article"])
    return found.merge(about, on="number", how="left").sort_values(["of", "number"], ignore_index=True)
