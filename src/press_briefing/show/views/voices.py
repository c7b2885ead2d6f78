"""Voices: who speaks, on what ground, and how much."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...measure.sourcing import sourcing, stretches
from ..formats import bare, marked, number, percent
from ..note.sources import ROWS
from . import markup, words_of
from .base import Base, quoted, shortened
from .markup import Column, View, esc, link

if TYPE_CHECKING:
    import pandas as pd

# Of a quotation inside a claim: its first words; the table of quotations has all of it.
OPENING = 4
_QUOTED = re.compile(r"«[\s\u202f]?([^«»]*)»|“([^“”]*)”")


def once(claim: Any) -> str:
    """A claim whose quotations, told in a table of their own, are shortened to their first words."""
    return _QUOTED.sub(_opened, bare(claim))


def _opened(found: re.Match[str]) -> str:
    told = (found[1] or found[2] or "").split()
    return found[0] if len(told) <= OPENING + 1 else f"«\u202f{' '.join(told[:OPENING]).rstrip(' ,;:')}…\u202f»"


class Voices(Base):
    """Quotations and claims, each with its source."""

    def sourcing(self) -> View:
        """The bar of the article by origin, and what each source says."""
        from ..figures.voices import alt_text, voices_bar

        rows, account = stretches(self.analysis), sourcing(self.analysis)
        if not account.sources:
            return self.none("Sources : rien relevé.")
        told = markup.paragraph(
            self.say(
                "Sources relevées : {sources}. Part des mots entre guillemets : {quoted}.",
                sources=number(account.sources, self.language),
                quoted=percent(account.quoted, self.language),
            )
        )
        bar = markup.figure(
            voices_bar(rows, language=self.language),
            alt=alt_text(rows, language=self.language),
            caption=self.say("L’article du premier au dernier mot, par origine de ce qu’il dit."),
        )
        whole = len(self.table["voices"]) <= ROWS  # as the note has them, with the sentences of each
        return self._caveat() + told + self.on_long_paper(bar) + self.annex_if(whole, self._voices())

    def _caveat(self) -> View:
        """What « décrit, non nommé » means, where a row below says it."""
        if not any(self.table[name]["kind_doubtful"].any() for name in ("voices", "quotes", "claims")):
            return View("", "")
        return markup.paragraph(
            self.say(
                "« Décrit, non nommé » dit comment ces mots désignent la source : l’article peut la nommer ailleurs, et "
                "deux sources ainsi décrites peuvent être une seule personne."
            ),
            "caveat",
        )

    def _voices(self) -> View:
        columns = [
            Column("name", self.say("Source")),
            self._kind(),
            Column("words", self.say("Mots cités"), markup.numeric(self.language), True),
            Column("claims", self.say("Affirmations"), markup.numeric(self.language), True),
            Column("sentences", self.say("Phrases"), self.links),
        ]
        return markup.table(
            self.table["voices"], columns, caption=self.say("Qui parle, et combien"), cut=self.cut("voices")
        )

    def _kind(self) -> Column:
        """The kind of source of a row."""
        kinds = words_of.source_types(self._translate)
        return Column("source_type", self.say("Sorte"), lambda v: esc(kinds.get(v, v)))

    def quotes(self) -> View:
        """Who is quoted, with what words."""
        table = self.table["quotes"]
        if table.empty:
            return self.none("Citations entre guillemets : rien relevé.")
        columns = [
            Column("speaker", self.say("Qui parle"), self._or_unknown),
            self._kind(),
            Column("words", self.say("Citation"), quoted),
            Column("cue", self.say("Verbe ou tour")),
            Column("sentence", self.say("Phrase"), link, True),
        ]
        return markup.table(
            self._checked(table, "speaker"),
            columns,
            caption=self.say("Citations relevées dans l’article"),
            cut=self.cut("quotes"),
        )

    def claims(self) -> View:
        """Reported assertions, with their source and the words that hold them at a distance."""
        table = self.table["claims"]
        if table.empty:
            return self.none("Affirmations rapportées : rien relevé.")
        columns = [
            Column("source", self.say("Source"), self._or_unknown),
            self._kind(),
            Column("claim", self.say("Ce que dit l’article"), lambda v: esc(shortened(once(v)))),
            Column("hedge", self.say("Mise à distance")),
            Column("sentence", self.say("Phrase"), link, True),
        ]
        caption = self.say("Affirmations rapportées, avec leur source")
        return markup.table(self._checked(table, "source"), columns, caption=caption, cut=self.cut("claims"))

    def _checked(self, table: pd.DataFrame, source: str) -> pd.DataFrame:
        """The table with a mark on each source that may be another's."""
        told = marked(table[source].fillna(""), table["unsure"], self.say("à vérifier"))
        return table.assign(**{source: told})

    def _or_unknown(self, value: Any) -> str:
        return esc(value) if bare(value) else f"<em>{esc(self.say('non relevé'))}</em>"
