"""Words and names: how often, which, where."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..formats import number
from . import markup, words_of
from .base import Base, forms, links
from .markup import Column, View, esc

if TYPE_CHECKING:
    import pandas as pd


class Names(Base):
    """Frequencies of words and of entities, and the map of places."""

    def words(self) -> View:
        """Lemmas by frequency, function words left out: bars and table."""
        table = self.table["words"].head(self.top)
        if table.empty:
            return self.none("Le texte ne contient aucun mot plein.")
        say, columns = self.say, [
            Column("lemma", self.say("Mot")),
            Column("count", self.say("Occurrences"), markup.numeric(self.language), True),
            Column("per_thousand", self.say("Pour 1 000 mots"), markup.numeric(self.language, 1), True),
            Column("forms", self.say("Formes"), forms), Column("sentences", self.say("Phrases"), links)]
        caption = say("Mots les plus fréquents, ramenés à leur forme du dictionnaire")
        return self._bars(table["lemma"], table["count"], caption) + markup.table(table, columns, caption=caption)

    def _bars(self, labels: pd.Series, values: pd.Series, caption: str) -> View:
        from ..figures.bars import bars

        alt = self.say("Barres horizontales : {list}.", list=", ".join(
            f"{label} {number(value, self.language)}" for label, value in zip(labels, values, strict=True)))
        return markup.figure(bars(list(labels), list(values), language=self.language), alt=alt, caption=caption)

    def entities(self, *labels: str) -> View:
        """Entities of the kinds given, by frequency: bars and table."""
        table = self.table["entities"]
        table = table[table["label"].isin(labels)].head(self.top)
        if table.empty:
            return self.none("Aucun nom de cette sorte n’a été relevé.")
        kinds = words_of.kinds(self._translate)
        columns = [Column("name", self.say("Nom")),
                   Column("label", self.say("Sorte"), lambda v: esc(kinds.get(v, v))),
                   Column("count", self.say("Mentions"), markup.numeric(self.language), True),
                   Column("forms", self.say("Formes relevées"), forms), Column("sentences", self.say("Phrases"), links)]
        if len(labels) == 1:
            columns.pop(1)
        caption = self.say("Noms relevés, par nombre de mentions")
        return self._bars(table["name"], table["count"], caption) + markup.table(table, columns, caption=caption)

    def places(self) -> View:
        """Places: the map of those that are known, and their table."""
        return self._map() + self.entities("LOC")

    def _map(self) -> View:
        from ..figures.places import places_map

        table = self.table["entities"]
        known = table[(table["label"] == "LOC") & table["latitude"].notna()]
        if known.empty:
            return self.none("Aucun lieu n’a pu être placé sur une carte.")
        drawn = places_map(known.assign(is_country=[_is_country(id) for id in known["id"]]), language=self.language)
        alt = self.say("Carte des lieux nommés : {list}.", list=", ".join(known["name"]))
        caption = self.say("Lieux nommés dans l’article ; la surface des disques suit le nombre de mentions, un cercle "
                           "vide est un pays. Fond : Natural Earth.")
        return markup.figure(drawn, alt=alt, caption=caption)


def _is_country(identifier: str) -> bool:
    return False
