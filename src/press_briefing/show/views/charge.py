"""Tone: along the article, by section, by entity, with the caveat above."""

from __future__ import annotations

from ...measure import tone_views
from ...measure.accuracy import unseen
from ..formats import number, percent, signed
from . import markup, words_of
from .base import Base
from .markup import Column, View, esc, link

# Below this many sections or entities, a comparing figure compares nothing.
FEW = 2


class Charge(Base):
    """Views of tone; none under `tone_views.LEAST` sentences."""

    def tone(self) -> View:
        """The caveat, the whole with its spread, and the tone along the article."""
        say, points = self.say, tone_views.tone_along(self.analysis)
        if self._is_short():
            return self._short()
        caveat = markup.paragraph(
            say(
                "Tonalité des phrases, non opinion du journal : chaque phrase est jugée d’après une liste de mots et leur "
                "construction, en lecture précise aussi d’après ce qu’un encodeur a appris du sens des mots ; "
                "l’ironie n’est pas reconnue."
            )
            + " "
            + say(
                "Sur {sentences} phrases de presse que n’avait lues aucun auteur des règles, le F1 moyen est de {f1} "
                "sur 1 : la tonalité d’une phrase seule est un indice, à lire dans la phrase.",
                sentences=number(unseen("tone", "sentences"), self.language),
                f1=number(unseen("tone", "macro_f1"), self.language, 2),
            ),
            "caveat",
        )
        told = caveat + markup.paragraph(self._whole()) + self.on_long_paper(self._curve(points))
        return self.annex_if(self.is_brief, told)

    def _is_short(self) -> bool:
        """Whether the article has too few sentences for any view of tone."""
        return len(tone_views.body(self.analysis)) < tone_views.LEAST

    def _short(self) -> View:
        return markup.paragraph(
            self.say(
                "Tonalité : moins de {least} phrases, trop peu pour une mesure.",
                least=number(tone_views.LEAST, self.language),
            ),
            "nothing",
        )

    def _whole(self) -> str:
        """The article's mean with its spread, and how many sentences carry no tone."""
        told, language = tone_views.whole(self.analysis), self.language
        return self.say(
            "Ensemble de l’article : {negative} phrases négatives, {positive} positives, {neutral} sans tonalité "
            "({share} des phrases). Moyenne {mean} de −1 à +1, à 95 % entre {low} et {high} ; écart-type {deviation}. "
            "Phrases douteuses, que la liste de mots seule jugerait autrement : {doubtful}.",
            negative=number(told.negative, language),
            positive=number(told.positive, language),
            neutral=number(told.neutral, language),
            share=percent(told.neutral / told.sentences, language),
            mean=signed(told.mean, language),
            low=signed(told.low, language),
            high=signed(told.high, language),
            deviation=number(told.deviation, language, 2),
            doubtful=number(told.doubtful, language),
        )

    def _curve(self, points: tuple[tone_views.CurvePoint, ...]) -> View:
        from ..figures.tone import tone_curve

        sections = tone_views.tone_by_section(self.analysis)
        low = min(points, key=lambda point: point.smooth)
        alt = self.say(
            "Courbe de la tonalité, phrase par phrase ; elle est au plus bas à la phrase {number} ({score}).",
            number=self._sentence(low.start),
            score=signed(low.smooth, self.language),
        )
        caption = self.say(
            "Tonalité de chaque phrase (barres) et tonalité lissée (courbe) ; "
            "dessous, ce qui vient des faits, "
            "du jugement de l’auteur, des paroles citées ou rapportées. Numéros : parties du tableau."
        )
        return markup.figure(tone_curve(points, sections, language=self.language), alt=alt, caption=caption)

    def _sentence(self, start: int) -> int:
        return (self.analysis.sentence_at(start) or 0) + 1

    def tone_layers(self) -> View:
        """What is charged: happenings, the author's judgement, reported words."""
        if self._is_short():
            return self.annex(self._short())
        import pandas as pd

        names, language = words_of.layers(self._translate), self.language
        table = pd.DataFrame([vars(row) for row in tone_views.tone_by_layer(self.analysis)])
        columns = [
            Column("layer", self.say("D’où vient la tonalité"), lambda v: esc(names.get(v, v))),
            Column("sentences", self.say("Phrases chargées"), markup.numeric(language), True),
            Column("negative", self.say("Négatives"), markup.numeric(language), True),
            Column("positive", self.say("Positives"), markup.numeric(language), True),
            Column("mean", self.say("Tonalité moyenne"), lambda v: esc(signed(v, language)), True),
        ]
        told = markup.table(table, columns, caption=self.say("Tonalité par origine"))
        return self.annex_if(self.is_brief, told)

    def tone_sections(self) -> View:
        """The tone of each section."""
        if self._is_short():
            return self.annex(self._short())
        import pandas as pd

        rows = tone_views.tone_by_section(self.analysis)
        if len(rows) < FEW:
            return self.annex(self.none("Parties à comparer : moins de deux relevées."))
        table = pd.DataFrame(
            [
                {
                    "number": number,
                    "title": row.title,
                    "sentences": row.sentences,
                    "negative": row.negative,
                    "positive": row.positive,
                    "mean": row.mean,
                    "sentence": self._first(row.start),
                }
                for number, row in enumerate(rows, 1)
            ]
        )
        first, language = self.say("(avant le premier intertitre)"), self.language
        columns = [
            Column("number", self.say("N°"), markup.numeric(language), True),
            Column("title", self.say("Partie"), lambda v: esc(v or first)),
            Column("sentences", self.say("Phrases"), markup.numeric(language), True),
            Column("negative", self.say("Négatives"), markup.numeric(language), True),
            Column("positive", self.say("Positives"), markup.numeric(language), True),
            Column("mean", self.say("Tonalité moyenne"), lambda v: esc(signed(v, language)), True),
            Column("sentence", self.say("Dès la phrase"), link, True),
        ]
        return self.annex(
            markup.table(table, columns, caption=self.say("Tonalité par partie"), cut=self.cut("sections"))
        )

    def _first(self, start: int) -> int:
        """The first sentence at or after an offset, from 1."""
        return next((n for n, row in enumerate(self.analysis.sentences, 1) if row.start >= start), 0)

    def tone_entities(self) -> View:
        """The tone around each entity that is named often enough."""
        if self._is_short():
            return self.annex(self._short())
        from ..figures.tone import tone_entities

        rows = tone_views.tone_by_entity(self.analysis)
        if len(rows) < FEW:
            return self.annex(
                self.none("Noms assez fréquents pour que la tonalité autour d’eux se compare : moins de deux relevés.")
            )
        alt = self.say(
            "Tonalité moyenne des phrases qui nomment : {list}.",
            list=", ".join(f"{row.name} {signed(row.mean, self.language)}" for row in rows),
        )
        caption = self.say(
            "Tonalité moyenne des phrases où le nom paraît, avec son intervalle à 95 % et leur nombre : "
            "la tonalité autour d’un nom, non envers lui. Sous {floor} phrases, rien n’est montré.",
            floor=tone_views.FLOOR,
        )
        return self.annex(markup.figure(tone_entities(rows, language=self.language), alt=alt, caption=caption))

    def tone_words(self) -> View:
        """The words behind the scores."""
        if self._is_short():
            return self.annex(self._short())
        table = self.table["tone_words"]
        if table.empty:
            return self.annex(self.none("Mots de la liste : rien relevé."))
        kinds = words_of.tone_kinds(self._translate)
        columns = [
            Column("lemma", self.say("Mot")),
            Column("kind", self.say("Sorte"), lambda v: esc(kinds.get(v, v))),
            Column("count", self.say("Fois"), markup.numeric(self.language), True),
            Column("score", self.say("Poids"), lambda v: esc(signed(v, self.language)), True),
            Column("sentences", self.say("Phrases"), self.links),
        ]
        return self.annex(
            markup.table(
                table,
                columns,
                most=self.top,
                cut=self.cut("tone_words"),
                caption=self.say("Les mots qui pèsent le plus, négation et degré comptés"),
            )
        )
