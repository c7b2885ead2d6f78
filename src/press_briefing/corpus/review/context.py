"""What every view of a press review is a function of: its articles, their tables, and the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ...capture.read import find
from ...measure.tables import Tables
from ...model.errors import UsageError
from ...model.settings import Settings
from ...show.formats import bare, dated, number
from ...show.views import View, markup
from ...show.views.context import TOP, Teller
from .collection import Collection
from .gather import ReadingTally
from .period import ReviewPeriod
from .tables import TABLES

LEAST_TOP, MOST_TOP = 1, 300
MOST_CITED = 4  # links of a row: the rest is in the data
ON_PAPER = 10  # rows of a table on paper: the page has them all


class Review(Teller):
    """A press review of `source` from `since` to `until` (ISO dates, empty: open), in one language.

    `tables["chronology"]` is one of its tables, a pandas frame, made when first looked up; `cited` the sentences
    (article, sentence) that views have linked to so far, which `views.evidence` shows.

    Parameters
    ----------
    source: a folder, pattern, feed, file of JSON objects, `demo:`, or a dataset; a relative path as for `find`.
    since, until: the first and the last day, YYYY-MM-DD; empty: open.
    language: of the views, fr or en.
    top: rows of a table of words or names, 1 to 300.
    settings: limits, model, profile; by default those this process was started with.
    reading: what was read to make the dataset, for those who know.

    Raises
    ------
    `SourceError` when nothing could be read; `UsageError` for a wrong period, language or `top`.
    """

    def __init__(
        self,
        source: str,
        *,
        since: str = "",
        until: str = "",
        language: str = "fr",
        top: int = TOP,
        settings: Settings | None = None,
        reading: ReadingTally | None = None,
    ) -> None:
        if not LEAST_TOP <= top <= MOST_TOP:
            raise UsageError(f"top is {top}, not between {LEAST_TOP} and {MOST_TOP}", cure="give another number")
        super().__init__(language, top)
        period, found = ReviewPeriod.of(since, until), find(source, several=True)
        self._show(Collection(found, period=period, settings=settings, reading=reading))

    @classmethod
    def of(cls, collection: Collection, *, language: str = "fr", top: int = TOP) -> Review:
        """The review of a collection that is open already; who opened it closes it."""
        made = cls.__new__(cls)
        Teller.__init__(made, language, top)
        made._show(collection)
        return made

    def _show(self, collection: Collection) -> None:
        self.collection = collection
        self.tables = Tables(TABLES, collection)
        self.cited: set[tuple[int, int]] = set()

    def __enter__(self) -> Review:
        return self

    def __exit__(self, *_: object) -> None:
        self.collection.close()

    # -- words in the reader's language ------------------------------------------------------------

    def caveat(self, text: str) -> View:
        """A warning above the figure it is about."""
        return markup.paragraph(text, "caveat")

    def note(self, text: str) -> View:
        """A remark below what it is about."""
        return markup.paragraph(text, "note")

    def count(self, value: float) -> str:
        """A whole number as the reader writes it."""
        return number(int(value), self.language)

    def day(self, value: Any, certainty: Any = "", *, short: bool = False) -> str:
        """A date in words, marked where its `certainty` says that it is deduced; empty when there is none."""
        told = "" if pd.isna(value) else str(value)[:10]
        return dated(told, self.language, deduced=bare(certainty) == "inferred", short=short) if told else ""

    def days(self, table: pd.DataFrame) -> list[str]:
        """The dates of articles in words, short, each marked that is deduced."""
        return [self.day(*pair, short=True) for pair in table[["day", "certainty"]].to_numpy().tolist()]

    def paper(self, name: str) -> str:
        """The name of a paper, or that none was found."""
        return name or self.say("source non relevée")

    def title_of(self, about: Mapping[Any, Any]) -> str:
        """The title of an article, or that none was found."""
        return bare(about.get("title")) or self.say("titre non relevé")

    # -- links to evidence -------------------------------------------------------------------------

    def cite(self, article: int, sentence: int) -> str:
        """A link to a sentence of an article, « 3·12 » for sentence 12 of article 3; it is kept in `cited`."""
        self.cited.add((int(article), int(sentence)))
        return f'<a class="to" href="#a{int(article)}-s{int(sentence)}">{int(article)}·{int(sentence)}</a>'

    def cites(self, told: Any, most: int = MOST_CITED) -> str:
        """Links to the evidence of a row, told as « 3:12 7:4 »; the first of them."""
        pairs = [pair.split(":") for pair in bare(told).split()]
        links = [self.cite(int(article), int(sentence)) for article, sentence in pairs[:most]]
        return ", ".join(links) + (" …" if len(pairs) > most else "")
