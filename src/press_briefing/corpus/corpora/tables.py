"""Tables: CSV with every column, TSV as Gargantext takes it."""

from __future__ import annotations

import csv as csv_module
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ...model.typography import disarmed
from .fields import NAMES, metadata, more, packed, text

if TYPE_CHECKING:
    from ...model.article import Article

TEXT = "texte"
GARGANTEXT = ("publication_day", "publication_month", "publication_year", "authors", "title", "source", "abstract")


def csv(articles: Iterable[Article]) -> Iterator[str]:
    """One row an article. Other variables stand in one column, `variables`, as « nom=valeur | nom=valeur »."""
    yield _row((*NAMES, "variables", TEXT))
    for article in articles:
        told = metadata(article)
        yield _row([*(told[name] for name in NAMES), packed(more(article)), text(article)])


def gargantext(articles: Iterable[Article]) -> Iterator[str]:
    """The columns Gargantext asks for; a day that is not known is left empty."""
    yield _row(GARGANTEXT, "\t")
    for article in articles:
        told = metadata(article)
        year, month, day = ([*told["date"].split("-"), "", "", ""])[:3]
        yield _row(
            (day, month, year, told["auteur"].replace(", ", "; "), told["titre"], told["journal"], text(article)), "\t"
        )


def _row(cells: Sequence[str], delimiter: str = ",") -> str:
    into = io.StringIO()
    csv_module.writer(into, delimiter=delimiter, lineterminator="\r\n" if delimiter == "," else "\n").writerow(
        [harmless(cell) for cell in cells]
    )
    return into.getvalue()


def harmless(cell: str) -> str:
    """The cell, which no spreadsheet takes for a formula; NUL, which no table holds, is left out."""
    return disarmed(cell.replace("\0", ""))
