"""A desk with one article on it, and the views that can be turned over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ...analyse import analyse
from ...capture.read import find, read
from ...capture.read.places import EXPLORE
from ...measure import lexicometry
from ...model.analysis import Analysis
from ...model.errors import BriefingError
from .. import views
from ..formats import signed
from ..views import Context, View, markup, words_of
from ..views.markup import ShownColumn, esc, link
from . import follow, library, scope
from .panel import Control, Panel

Values = Mapping[str, Any]
Choices = tuple[tuple[str, Any], ...]


class Desk:
    """The views of one article, each a `Panel`. Picking another article draws them all anew.

    `article`: as for `read`, a relative path as for `find`. `published`: its ISO date. `language` of the views; `top`:
    rows of a frequency table.
    Raises `BriefingError` when the article cannot be read.
    """

    def __init__(self, article: str, *, published: str = "", language: str = "fr", top: int = 20) -> None:
        self.language, self.top = language, top
        self.panels: list[Panel] = []
        self.source, self.mistake = find(article, home=EXPLORE), ""
        self._lay(analyse(read(self.source, published=published or None)))

    def _lay(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._contexts: dict[tuple[int, str], Context] = {}

    def context(self, section: int = scope.WHOLE, layer: str = "") -> Context:
        """What views are functions of: the article, or a section of it, or the tone of one layer.

        Parameters
        ----------
        section: its number; `scope.WHOLE` for the article.
        layer: whose sentences' tone counts; empty: all.
        """
        if (section, layer) not in self._contexts:
            found = scope.layer_of(scope.section_of(self.analysis, section), layer)
            self._contexts[section, layer] = Context(found, language=self.language, top=self.top)
        return self._contexts[section, layer]

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """The tables of the article on the desk, by name."""
        return self.context().tables

    def say(self, message: str, **values: Any) -> str:
        """A message in the reader's language."""
        return self.context().say(message, **values)

    def _panel(self, controls: Any, draw: Any) -> Panel:
        self.panels.append(Panel(controls, draw))
        return self.panels[-1]

    # -- the article -------------------------------------------------------------------------------

    def article(self) -> Panel:
        """The article on the desk, and a list of those in `data/` that can take its place."""

        def controls(_: Values) -> list[Control]:
            known = dict.fromkeys([(self.source, self.source), *library.articles()])
            options = {source: (label, source) for label, source in known}
            return [Control("article", self.say("Article"), self.source, tuple(options.values()))]

        return self._panel(controls, self._open)

    def _open(self, article: str) -> View:
        self.mistake = ""
        if article != self.source:
            self._take(article)
        head = views.head(self.context())
        return markup.paragraph(self.mistake, "nothing") + head if self.mistake else head

    def _take(self, article: str) -> None:
        """Lay another article on the desk; one that cannot be read leaves the old one there, and a line."""
        try:
            found = analyse(read(article))
        except BriefingError as error:
            self.mistake = str(error)
            return
        self.source = article
        self._lay(found)
        for panel in self.panels:
            if panel.draw != self._open:
                panel.refresh()

    # -- controls that several views share ---------------------------------------------------------

    def _section(self) -> Control:
        parts = lexicometry.sections(self.analysis)
        named = [(part.title or self.say("(avant le premier intertitre)"), number) for number, part in enumerate(parts)]
        whole = (self.say("tout l’article"), scope.WHOLE)
        return Control("section", self.say("Partie"), scope.WHOLE, (whole, *(named if len(parts) > 1 else ())))

    def _kind(self, *options: tuple[str, str]) -> Control:
        return Control("kind", self.say("Sorte"), "", ((self.say("toutes"), ""), *options))

    def _search(self) -> Control:
        return Control("search", self.say("Contient"))

    def _from(self, value: int, most: int) -> Control:
        return Control("least", self.say("Au moins"), value, least=value, most=max(most, value + 1))

    # -- words -------------------------------------------------------------------------------------

    def words(self) -> Panel:
        """Frequent words: by section, part of speech, count, and what they contain."""

        def controls(values: Values) -> list[Control]:
            counts = self.context(values.get("section", scope.WHOLE)).tables["words"]["count"]
            most = int(counts.max()) if len(counts) else 1  # of a short section 1: nothing recurs, all is shown
            return [
                self._section(),
                self._kind(
                    (self.say("noms"), "NOUN"),
                    (self.say("verbes"), "VERB"),
                    (self.say("adjectifs"), "ADJ"),
                    (self.say("adverbes"), "ADV"),
                ),
                Control("least", self.say("Au moins"), min(2, most), least=1, most=most),
                self._search(),
            ]

        return self._panel(controls, self._words)

    def _words(self, section: int, kind: str, least: int, search: str) -> View:
        context = self.context(section)
        table = context.tables["words"]
        table = table[(table["count"] >= least) & ((table["pos"] == kind) | (kind == ""))]
        return views.words(context, scope.holding(table, search, "lemma", "forms"))

    def distinctive(self) -> Panel:
        """Words that are the article's own, or a section's."""
        return self._panel(lambda _: [self._section()], lambda section: views.distinctive(self.context(section)))

    # -- actors and places -------------------------------------------------------------------------

    def actors(self) -> Panel:
        """Actors with all their mentions: by section, kind, count, and what they are called."""

        def controls(_: Values) -> list[Control]:
            counts = self.context().tables["actors"]["mentions"]
            kinds = words_of.actor_kinds(self.say)
            return [
                self._section(),
                self._kind(*((word, code) for code, word in kinds.items())),
                self._from(1, int(counts.max()) if len(counts) else 1),
                self._search(),
            ]

        return self._panel(controls, self._actors)

    def _actors(self, section: int, kind: str, least: int, search: str) -> View:
        context = self.context(section)
        table = context.tables["actors"]
        table = table[(table["mentions"] >= least) & ((table["kind"] == kind) | (kind == ""))]
        return views.actors(context, scope.holding(table, search, "name", "forms", "role"))

    def actor(self) -> Panel:
        """One actor: the sheet, then every mention with its sentence, pronouns included, of all forms or of one."""

        def controls(values: Values) -> list[Control]:
            rows = self.context().sheets
            names = tuple((f"{row.actor.name} ({row.count})", row.actor.id) for row in rows) or (("–", ""),)
            chosen = Control("actor", self.say("Suivre"), names[0][1], names)
            actor = chosen.settled(values.get("actor", names[0][1]))
            used = {mention.form for row in rows if row.actor.id == actor for mention in row.actor.mentions}
            named = words_of.mention_forms(self.say)
            forms = ((self.say("toutes"), ""), *((word, form) for form, word in named.items() if form in used))
            return [chosen, Control("form", self.say("Forme"), "", forms)]

        return self._panel(controls, self._actor)

    def _actor(self, actor: str, form: str) -> View:
        context = self.context()
        sheet = next((row for row in context.sheets if row.actor.id == actor), None)
        if sheet is None:
            return context.none("Acteurs : rien relevé.")
        return views.sheet(context, sheet) + views.mentions(context, actor, form)

    def places(self) -> Panel:
        """The map of places, of the article or of a section."""
        return self._panel(lambda _: [self._section()], lambda section: views.places(self.context(section)))

    # -- chronology --------------------------------------------------------------------------------

    def chronology(self) -> Panel:
        """Dated happenings: by section, kind, and what they contain."""

        def controls(_: Values) -> list[Control]:
            kinds = (
                (self.say("faits"), "event"),
                (self.say("rappels"), "background"),
                (self.say("à venir"), "planned"),
            )
            return [self._section(), self._kind(*kinds), self._search()]

        return self._panel(controls, self._chronology)

    def _chronology(self, section: int, kind: str, search: str) -> View:
        context = self.context(section)
        table = context.tables["chronology"]
        table = scope.holding(table[(table["kind"] == kind) | (kind == "")], search, "label", "actors", "places")
        return views.chronology(context, table)

    # -- voices ------------------------------------------------------------------------------------

    def sourcing(self) -> Panel:
        """Who speaks, from the first word to the last."""
        return self._panel(lambda _: [], lambda: views.sourcing(self.context()))

    def quotes(self) -> Panel:
        """Quotations: by section, least length in words, and what they or their speakers contain."""

        def controls(_: Values) -> list[Control]:
            sizes = self.context().tables["quotes"]["size"]
            return [self._section(), self._from(1, int(sizes.max()) if len(sizes) else 1), self._search()]

        return self._panel(controls, self._quotes)

    def _quotes(self, section: int, least: int, search: str) -> View:
        context = self.context(section)
        table = context.tables["quotes"]
        table = scope.holding(table[table["size"] >= least], search, "speaker", "words")
        return views.quotes(context, table)

    def claims(self) -> Panel:
        """Reported assertions: by section, kind of source, and what they contain."""

        def controls(_: Values) -> list[Control]:
            kinds = words_of.source_types(self.say)
            return [self._section(), self._kind(*((word, code) for code, word in kinds.items())), self._search()]

        return self._panel(controls, self._claims)

    def _claims(self, section: int, kind: str, search: str) -> View:
        context = self.context(section)
        table = context.tables["claims"]
        table = table[(table["source_type"] == kind) | (kind == "")]
        return views.claims(context, scope.holding(table, search, "source", "claim"))

    # -- tone --------------------------------------------------------------------------------------

    def tone(self) -> Panel:
        """Tone: by section, by layer, and the sentences past a threshold."""

        def controls(_: Values) -> list[Control]:
            layers = (
                (self.say("les faits"), "fact"),
                (self.say("le jugement de l’auteur"), "judgement"),
                (self.say("les propos rapportés"), "quoted"),
            )
            return [
                self._section(),
                self._kind(*layers),
                Control("least", self.say("Tonalité d’au moins"), 0.3, least=0.0, most=1.0),
            ]

        return self._panel(controls, self._tone)

    def _tone(self, section: int, kind: str, least: float) -> View:
        context = self.context(section, kind)
        return views.tone(context) + self._charged(context, least)

    def _charged(self, context: Context, least: float) -> View:
        rows = [
            {
                "sentence": (self.analysis.sentence_at(row.start) or 0) + 1,
                "score": row.score,
                "words": ", ".join(dict.fromkeys(word.lemma for word in row.words)),
                "text": self.analysis.text_of(row),
            }
            for row in context.analysis.tone.sentences
            if row.score and abs(row.score) >= least
        ]
        if not rows:
            return markup.paragraph(self.say("Phrases aussi chargées : rien relevé."), "nothing")
        columns = [
            ShownColumn("sentence", self.say("Phrase"), link, True),
            ShownColumn("score", self.say("Tonalité"), lambda v: esc(signed(v, self.language)), True),
            ShownColumn("words", self.say("Mots")),
            ShownColumn("text", self.say("Ce que dit l’article")),
        ]
        return markup.table(
            pd.DataFrame(rows), columns, caption=self.say("Les phrases les plus chargées"), cut=context.cut("sentences")
        )

    def tone_words(self) -> Panel:
        """The words behind the scores, of the article or of a section."""
        return self._panel(lambda _: [self._section()], lambda section: views.tone_words(self.context(section)))

    # -- from a row to its words -------------------------------------------------------------------

    def follow(self, kind: str, search: str = "") -> Panel:
        """A row of a view (words, actors, events, voices, tone) or a search: its lines, its paragraph."""

        def controls(values: Values) -> list[Control]:
            names = follow.subjects(self.analysis, kind, self.language)
            rows = tuple((name, number) for number, (name, _) in enumerate(names)) or (("–", -1),)
            sought = Control("search", self.say("Chercher"), search)
            subject = Control("subject", self.say("Suivre"), rows[0][1], rows)
            chosen = subject.settled(values.get("subject", rows[0][1]))
            lines = self._lines(kind, chosen, values.get("search", search))
            numbers = tuple(dict.fromkeys((line.sentence or 0) + 1 for line in lines[: follow.MOST])) or (0,)
            return [
                subject,
                sought,
                Control(
                    "sentence",
                    self.say("Phrase"),
                    numbers[0],
                    tuple((str(number or "–"), number) for number in numbers),
                ),
            ]

        def draw(subject: int, search: str, sentence: int) -> View:
            names = follow.subjects(self.analysis, kind, self.language)
            name = search.strip() or (names[subject][0] if subject >= 0 else "")
            return self._followed(name, self._lines(kind, subject, search), sentence)

        return self._panel(controls, draw)

    def _lines(self, kind: str, subject: int, search: str) -> list[lexicometry.ConcordanceLine]:
        names = follow.subjects(self.analysis, kind, self.language)
        return follow.lines_of(self.analysis, names[subject][1] if 0 <= subject < len(names) else (), search)

    def _followed(self, name: str, lines: list[lexicometry.ConcordanceLine], sentence: int) -> View:
        if not lines:
            return self.context().none("Passages de cette recherche : rien relevé.")
        caption = self.say("« {name} » dans le texte", name=name)
        head = markup.paragraph(self.say("La phrase {number} dans son paragraphe.", number=sentence))
        return follow.lines_view(self.context(), lines, caption) + head + follow.excerpt(self.analysis, sentence)

    def text(self) -> Panel:
        """The annotated text, whole."""
        return self._panel(lambda _: [], lambda: views.text(self.context()))
