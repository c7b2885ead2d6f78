"""Voices: who speaks, on what ground, and how much."""
from __future__ import annotations

from typing import Any

from ..analysis import Quantity
from ..formats import bare, number, percent
from ..highlights import is_definite
from ..sourcing import CAVEAT, discrepancies, sourcing, stretches
from . import markup, words_of
from .base import Base, forms, links, quoted, shortened
from .markup import Column, View, esc, link


class Voices(Base):
    """Quotations, claims and figures, each with its source."""

    def sourcing(self) -> View:
        """The bar of the article by origin, the caveat above it, and what each source says."""
        from ..figures.voices import alt_text, voices_bar

        rows, account = stretches(self.analysis), sourcing(self.analysis)
        if not account.sources:
            return self.none("L’article ne rapporte la parole de personne.")
        caveat = markup.paragraph(self.say(CAVEAT), "caveat")
        told = markup.paragraph(self.say(
            "{sources} sources, dont {anonymous} sans nom ; {quoted} des mots sont entre guillemets.",
            sources=number(account.sources, self.language), anonymous=number(account.anonymous, self.language),
            quoted=percent(account.quoted, self.language)))
        bar = markup.figure(voices_bar(rows, language=self.language), alt=alt_text(rows, language=self.language),
                            caption=self.say("L’article du premier au dernier mot, par origine de ce qu’il dit."))
        return caveat + told + bar + self._voices()

    def _voices(self) -> View:
        kinds = words_of.source_types(self._translate)
        columns = [Column("name", self.say("Source")),
                   Column("source_type", self.say("Sorte"), lambda v: esc(kinds.get(v, v))),
                   Column("words", self.say("Mots cités"), markup.numeric(self.language), True),
                   Column("claims", self.say("Affirmations"), markup.numeric(self.language), True),
                   Column("sentences", self.say("Phrases"), links)]
        return markup.table(self.table["voices"], columns, caption=self.say("Qui parle, et combien"),
                            cut=self.cut("voices"))

    def links(self) -> View:
        """Accusations and credit, as candidates."""
        table = self.table["links"]
        if table.empty:
            return self.none("Aucune accusation ni aucun mérite n’a été relevé.")
        kinds = words_of.link_kinds(self._translate)
        columns = [Column("kind", self.say("Sorte"), lambda v: esc(kinds.get(v, v))),
                   Column("by", self.say("Qui le dit"), lambda v: esc(v or self.say("l’article"))),
                   Column("about", self.say("De qui")),
                   Column("what", self.say("De quoi"), lambda v: esc(shortened(v))),
                   Column("negated", self.say("Nié"), self._yes), Column("sentence", self.say("Phrase"), link, True)]
        return markup.table(table, columns, caption=self.say("Accusations et mérites, tels que l’article les rapporte"))

    def discrepancies(self) -> View:
        """Figures for the same thing that cannot both hold."""
        found = discrepancies(self.analysis)
        if not found:
            return self.none("Aucun chiffre de l’article n’en contredit un autre.")
        rows = "".join(f"<li>{esc(d.what)} : {esc(d.first.text)} ({self._at(d.first)}), {esc(d.second.text)} "
                       f"({self._at(d.second)})</li>" for d in found)
        head = self.say("Chiffres qui ne s’accordent pas dans l’article")
        return View(f'<aside class="note"><p>{esc(head)}</p><ul>{rows}</ul></aside>', head)

    def _at(self, row: Quantity) -> str:
        return link((self.analysis.sentence_at(row.start) or 0) + 1)

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
        return markup.table(table, columns, caption=self.say("Citations relevées dans l’article"),
                            cut=self.cut("quotes"))

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
        return markup.table(table, columns, caption=caption, cut=self.cut("claims"))

    def quantities(self) -> View:
        """The figures of the article, with their unit and source."""
        table = self.table["quantities"]
        if table.empty:
            return self.none("L’article ne donne aucun chiffre.")
        bounds = words_of.bounds(self._translate)
        # « Des centaines » is no number: neither 100 nor « plus de 100 » stands in its row.
        definite = table["text"].map(is_definite)
        table = table.assign(value=table["value"].where(definite), bound=table["bound"].where(definite, "rough"))
        columns = [Column("text", self.say("Expression")),
                   Column("value", self.say("Valeur"), markup.numeric(self.language), True),
                   Column("unit", self.say("Unité")), Column("per", self.say("Par"), forms),
                   Column("bound", self.say("Borne"), lambda v: esc(bounds.get(v, v))),
                   Column("source", self.say("Source")), Column("sentence", self.say("Phrase"), link, True)]
        return markup.table(table, columns, caption=self.say("Chiffres donnés par l’article"),
                            cut=self.cut("quantities"))

    def _or_unknown(self, value: Any) -> str:
        return esc(value) if bare(value) else f"<em>{esc(self.say('non dit'))}</em>"

    def _yes(self, value: Any) -> str:
        return esc(self.say("oui") if value else self.say("non"))
