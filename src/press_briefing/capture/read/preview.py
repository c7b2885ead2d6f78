"""What a source holds before anything is made of it: its kind, what is taken for what, the first articles, the rest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ...model.errors import BriefingError
from ...model.settings import Settings
from . import capture
from .folder import is_many
from .kinds import KINDS
from .several import Item, many
from .within import database_in, kind_in

SHOWN = 5  # articles
EXAMPLE = 60  # characters of a cell
_TABLES = ("csv", "tsv", "xlsx")


@dataclass(frozen=True)
class ColumnPreview:
    """A column of a table: its name, the role it was found to have (empty: kept as a variable), a cell of it."""

    name: str
    role: str
    example: str


def kind_of_source(source: str, settings: Settings) -> str:
    """What a file is called, empty for a folder, an address and what is a text or a page; an export by its database."""
    if is_many(source) or "://" in source or not Path(source).is_file():
        return ""
    taken = capture(source, settings)
    if database := database_in(taken, settings):
        return f"an export of {database}"
    kind = KINDS.get(kind_in(taken.data, taken.name))
    return kind.what if kind is not None else ""


def columns_of(source: str | os.PathLike[str], settings: Settings) -> list[ColumnPreview]:
    """The columns of a table and what each was found to hold; none for a source of another kind."""
    from .corpora.tables import table_of

    name = os.fspath(source)
    if is_many(name) or not Path(name).is_file():
        return []
    taken = capture(name, settings)
    if kind_in(taken.data, taken.name) not in _TABLES:
        return []
    table = table_of(taken, settings)
    roles = {column: role for role, columns in table.roles.items() for column in reversed(columns)}
    first = table.rows[0]
    return [
        ColumnPreview(column, roles.get(column, ""), first[place][:EXAMPLE] if place < len(first) else "")
        for place, column in enumerate(table.names)
    ]


def first_articles(source: str, settings: Settings, most: int = SHOWN) -> Iterator[Item]:
    """The first articles, what failed and what was passed over up to there.

    Parameters
    ----------
    most: articles.
    """
    articles = 0
    for item in islice(many(source, settings), 100 * most):
        articles += item.article is not None
        yield item
        if articles >= most:
            return


def told(item: Item) -> str:
    """An article, or what stands in its place, in one line."""
    if item.article is None:
        return str(item.error or BriefingError("holds no article", where=item.origin))
    article = item.article
    signed = article.author.name if article.author else ""
    words = f"{len(article.text.split())} words"
    parts = (article.published.value, article.outlet, signed, words, article.title)
    return " | ".join(part or "-" for part in parts)
