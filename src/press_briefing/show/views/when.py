"""When: the timeline and the chronology."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ...measure.tables import Places, is_deduced
from ..formats import dated, marked
from . import markup, words_of
from .base import LINKS, Base, whole
from .markup import Column, View, esc, link

if TYPE_CHECKING:
    import pandas as pd


class When(Base):
    """The happenings that the article dates."""

    def chronology(self) -> View:
        """Happenings: the timeline of those with a date, the table, what is announced, and what is to be checked."""
        table = self.table["chronology"]
        if table.empty:
            return self.none("Faits datés : rien relevé.")
        published = self.analysis.article.published.certainty
        deduced = [
            is_deduced(certainty, resolved, published)
            for certainty, resolved in table[["certainty", "resolved"]].to_numpy().tolist()
        ]
        words = [
            dated(date, self.language, deduced=mark) if date else self._own(told)
            for date, told, mark in zip(table["date"].fillna(""), table["when"], deduced, strict=True)
        ]
        words = marked(words, table["unsure"], self.say("à vérifier"))
        table = table.assign(number=range(1, len(table) + 1), deduced=deduced, shown=words)
        sure, ahead = ~table["doubtful"].astype(bool), table["kind"] == "planned"
        return (
            self.on_long_paper(self._timeline(table[sure]))
            + self._events(table[sure & ~ahead], self.say("Chronologie relevée dans l’article"))
            + self._events(table[sure & ahead], self.say("Agenda : ce que l’article annonce"))
            + self._events(table[~sure], self.say("À vérifier dans la phrase : qui est désigné, ou la date"))
        )

    def _own(self, words: str) -> str:
        """The article's own words for a time that no date could be made of."""
        return self.say("« {words} »", words=words) if words else "–"

    def _timeline(self, table: pd.DataFrame) -> View:
        from ..figures.timeline import timeline
        from ..figures.timeline_choice import chosen

        published, rows, table = self.analysis.article.published, table, chosen(table)
        if table.empty:
            return self.none("Faits datés : rien relevé.")
        drawn = timeline(table, published=published.value, deduced=published.deduced, language=self.language)
        alt = self.say(
            "Frise des faits datés : {list}.",
            list=" ; ".join(f"{date}, {label}" for date, label in zip(table["shown"], table["label"], strict=True)),
        )
        dates = int((rows["date"].fillna("") != "").sum())
        caption = self.say("Les faits que l’article date, dans l’ordre du temps")
        if dates > len(table):
            caption = self.say(
                "Les {drawn} faits qui pèsent le plus, sur {dates} datés ; les tableaux les ont tous",
                drawn=len(table),
                dates=dates,
            )
        return markup.figure(drawn, alt=alt, caption=caption)

    def _events(self, table: pd.DataFrame, caption: str) -> View:
        if table.empty:
            return View("", "")
        table = _with_all_dates(table, ", ")
        known = words_of.certainties(self._translate, deduced=self.analysis.article.published.deduced)
        columns = [
            Column("number", self.say("N°"), whole, True),
            Column("shown", self.say("Date")),
            Column("label", self.say("Ce que dit l’article")),
            Column("actors", self.say("Acteurs")),
            Column("places", self.say("Lieux")),
            Column("resolved", self.say("Datation"), lambda v: esc(known.get(v, v)), on_paper=False),
            Column("sentence", self.say("Phrase"), link, True),
        ]
        if table["also"].any():
            columns.insert(-1, Column("also", self.say("Dit aussi"), self._also))
        return markup.table(
            table, columns, caption=caption, cut=self.cut("chronology"), paper=_weightiest(table, markup.LONGEST_PAPER)
        )

    def _also(self, value: str) -> str:
        """Other sentences that tell the same happening, each with the date it gives."""
        told = [(date, int(number)) for date, number in (pair.rsplit("@", 1) for pair in value.split())]
        return ", ".join(
            f"{esc(dated(date, self.language, deduced=(date, number) in self._deduced))} ({link(number)})"
            for date, number in told[:LINKS]
        ) + (f" {esc(self.say('et {count} autres', count=len(told) - LINKS))}" if len(told) > LINKS else "")

    @cached_property
    def _deduced(self) -> set[tuple[str, int]]:
        """The dates that are deduced, each with its sentence."""
        places, published = Places(self.analysis), self.analysis.article.published.certainty
        return {
            (time.edtf, places.sentence(time.start))
            for time in self.analysis.times
            if time.edtf and is_deduced("", time.certainty, published)
        }


def _weightiest(table: pd.DataFrame, most: int) -> list[int]:
    """The places of the rows that paper has room for: those the timeline would choose, in their order."""
    from ..figures.timeline_choice import weight

    worth = [weight(row) for row in table.to_dict("records")]
    return sorted(sorted(range(len(worth)), key=lambda place: -worth[place])[:most])


def _with_all_dates(table: pd.DataFrame, between: str) -> pd.DataFrame:
    """One row for the several dates of one act (« en 1992 et en 2015 »): the first, with all of them."""
    dates = table.groupby(["sentence", "label"], sort=False)["shown"].transform(
        lambda told: between.join(dict.fromkeys(told))
    )
    return table.assign(shown=dates).drop_duplicates(["sentence", "label"])
