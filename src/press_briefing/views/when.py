"""When: the timeline and the chronology."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..formats import date_text
from . import markup, words_of
from .base import Base, whole
from .markup import Column, View, esc, link

if TYPE_CHECKING:
    import pandas as pd


class When(Base):
    """The happenings that the article dates."""

    def chronology(self) -> View:
        """Dated happenings: timeline and table."""
        table = self.table["chronology"]
        if table.empty:
            return self.none("Faits datés : rien relevé.")
        return self._timeline(table) + self._events(table)

    def _timeline(self, table: pd.DataFrame) -> View:
        from ..figures.timeline import timeline

        rows = table.assign(number=range(1, len(table) + 1))
        drawn = timeline(rows, published=self.analysis.article.published.value, language=self.language)
        alt = self.say("Frise des faits datés : {list}.", list=" ; ".join(
            f"{date_text(row.date, self.language)}, {row.label}" for row in table.itertuples()))
        return markup.figure(drawn, alt=alt, caption=self.say("Les faits que l’article date, dans l’ordre du temps"))

    def _events(self, table: pd.DataFrame) -> View:
        known = words_of.certainties(self._translate)
        columns = [Column("number", self.say("N°"), whole, True),
                   Column("date", self.say("Date"), lambda v: esc(date_text(v, self.language))),
                   Column("label", self.say("Ce que dit l’article")), Column("actors", self.say("Acteurs")),
                   Column("places", self.say("Lieux")),
                   Column("resolved", self.say("Datation"), lambda v: esc(known.get(v, v))),
                   Column("sentence", self.say("Phrase"), link, True)]
        if table["also"].any():
            columns.insert(-1, Column("also", self.say("Dit aussi"), self._also))
        return markup.table(table.assign(number=range(1, len(table) + 1)), columns,
                            caption=self.say("Chronologie relevée dans l’article"), more=self.cut())

    def _also(self, value: str) -> str:
        """Other sentences that tell the same happening, each with the date it gives."""
        told = [pair.rsplit("@", 1) for pair in value.split()]
        return ", ".join(f"{esc(date_text(date, self.language))} ({link(int(number))})" for date, number in told)
