"""The charge of words: along the article, by section, by entity, with the caveat above."""
from __future__ import annotations

from ..formats import percent, signed
from . import markup, words_of
from .base import Base
from .markup import Column, View, esc, link


class Charge(Base):
    """Sentiment views, named for what they are."""

    def tone(self) -> View:
        """Tone along the article and by section, its caveat above."""
        document = self.analysis.tone.document
        valence = words_of.valences(self._translate)[document.valence]
        caveat = markup.paragraph(self.say(
            "Charge des mots, non opinion du journal : chaque phrase est jugée d’après une liste de mots et leur "
            "construction ; l’ironie n’est pas reconnue. La liste connaît {coverage} des mots pleins de l’article.",
            coverage=percent(document.coverage, self.language)), "caveat")
        whole = markup.paragraph(self.say("Ensemble de l’article : charge {valence} ({score}).", valence=valence,
                                          score=signed(document.score, self.language)))
        return caveat + whole + self._tone_sections()

    def _tone_sections(self) -> View:
        table = self.table["sections"]
        first = self.say("(avant le premier intertitre)")
        columns = [Column("section", self.say("Partie"), lambda v: esc(v or first)),
                   *(Column(name, head, markup.numeric(self.language), True) for name, head in (
                       ("sentences", self.say("Phrases")), ("negative", self.say("Négatives")),
                       ("positive", self.say("Positives")))),
                   Column("score", self.say("Charge moyenne"), lambda v: esc(signed(v, self.language)), True),
                   Column("sentence", self.say("Dès la phrase"), link, True)]
        return markup.table(table, columns, caption=self.say("Charge des mots par partie"))
