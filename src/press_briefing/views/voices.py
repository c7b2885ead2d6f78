"""Voices: who speaks, on what ground, and how much."""
from __future__ import annotations

from typing import Any

from ..formats import bare
from . import markup, words_of
from .base import Base, forms, quoted, shortened
from .markup import Column, View, esc, link


class Voices(Base):
    """Quotations, claims and figures, each with its source."""

    def quotes(self) -> View:
        """Who is quoted, with what words."""
        table = self.table["quotes"]
        if table.empty:
            return self.none("L’article ne cite personne entre guillemets.")
        columns = [Column("speaker", self.say("Qui parle"), self._or_unknown),
                   Column("words", self.say("Citation"), quoted),
                   Column("cue", self.say("Verbe ou tour")), Column("named", self.say("Nommé"), self._yes),
                   Column("size", self.say("Mots"), markup.numeric(self.language), True),
                   Column("sentence", self.say("Phrase"), link, True)]
        return markup.table(table, columns, caption=self.say("Citations relevées dans l’article"), more=self.cut())

    def claims(self) -> View:
        """Reported assertions, with their source and the words that hold them at a distance."""
        table = self.table["claims"]
        if table.empty:
            return self.none("Aucune affirmation rapportée n’a été relevée.")
        kinds = words_of.source_types(self._translate)
        columns = [Column("source", self.say("Source"), self._or_unknown),
                   Column("source_type", self.say("Sorte"), lambda v: esc(kinds.get(v, v))),
                   Column("claim", self.say("Ce que dit l’article"), lambda v: esc(shortened(v))),
                   Column("hedge", self.say("Mise à distance")), Column("sentence", self.say("Phrase"), link, True)]
        caption = self.say("Affirmations rapportées, avec leur source")
        return markup.table(table, columns, caption=caption, more=self.cut())

    def quantities(self) -> View:
        """The figures of the article, with their unit and source."""
        table = self.table["quantities"]
        if table.empty:
            return self.none("L’article ne donne aucun chiffre.")
        bounds = words_of.bounds(self._translate)
        columns = [Column("text", self.say("Expression")),
                   Column("value", self.say("Valeur"), markup.numeric(self.language), True),
                   Column("unit", self.say("Unité")), Column("per", self.say("Par"), forms),
                   Column("bound", self.say("Borne"), lambda v: esc(bounds.get(v, v))),
                   Column("source", self.say("Source")), Column("sentence", self.say("Phrase"), link, True)]
        return markup.table(table, columns, caption=self.say("Chiffres donnés par l’article"), more=self.cut())

    def _or_unknown(self, value: Any) -> str:
        return esc(value) if bare(value) else f"<em>{esc(self.say('non dit'))}</em>"

    def _yes(self, value: Any) -> str:
        return esc(self.say("oui") if value else self.say("non"))
