"""The parts of a briefing, each a method that a notebook cell shows."""
from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from .. import tables
from ..analysis import Analysis
from ..formats import bare, date_text, number, percent, signed, typeset
from ..messages import translator
from . import markup, words_of
from .annotated import MARKS, annotated
from .markup import Column, View, esc, link

if TYPE_CHECKING:
    import pandas as pd


class Page:
    """The views of one analysis in one language. `top`: rows shown of a frequency table."""

    def __init__(self, analysis: Analysis, *, language: str = "fr", top: int = 20) -> None:
        self.analysis, self.language, self.top = analysis, language, top
        self._translate = translator(language)

    def say(self, message: str, **values: Any) -> str:
        """A message in the reader's language, its values filled in, its spaces set."""
        return typeset(self._translate(message).format(**values), self.language)

    def none(self, message: str) -> View:
        """A line for a view that has nothing to show."""
        return markup.paragraph(self.say(message), "nothing")

    @cached_property
    def table(self) -> dict[str, pd.DataFrame]:
        """Every table of the analysis, made once."""
        return tables.every_table(self.analysis)

    # -- head ------------------------------------------------------------------------------------

    def head(self) -> View:
        """Title, author and roles, source, date and how we know it, length."""
        article, say = self.analysis.article, self.say
        rows = [(say("Source"), article.source), (say("Date"), self._published())]
        if article.author:
            rows.insert(0, (say("Auteur"), ", ".join([article.author.name, *article.author.roles])))
        length = say("{words} mots, {sentences} phrases, {paragraphs} paragraphes",
                     words=number(len(article.text.split()), self.language),
                     sentences=number(len(self.analysis.sentences), self.language),
                     paragraphs=number(len(article.paragraphs), self.language))
        rows.append((say("Longueur"), length))
        items = "".join(f"<div><dt>{esc(name)}</dt><dd>{esc(value)}</dd></div>" for name, value in rows)
        title = article.title or say("Article sans titre")
        return View(f'<header class="head"><h1>{esc(title)}</h1><dl class="facts">{items}</dl></header>',
                    "\n".join([title, *(f"{name}: {value}" for name, value in rows)]))

    def _published(self) -> str:
        published = self.analysis.article.published
        how = {"given": self.say("indiquée par l’utilisateur"), "found": self.say("lue dans la source"),
               "inferred": self.say("déduite du texte"), "unknown": self.say("inconnue")}[published.certainty]
        date = date_text(published.value, self.language) if published.value else ""
        reason = typeset(published.reason, "fr") if published.reason and self.language == "fr" else ""
        told = f"{date} ({how}{self.say(' : ') if reason else ''}{reason})" if date else how
        return told if date or not reason else f"{how}{self.say(' : ')}{reason}"

    def key_figures(self) -> View:
        """What the text holds, in numbers."""
        say, table = self.say, self.table
        labels = table["entities"]["label"].value_counts()
        quoted = table["quotes"]
        anonymous = int((~quoted["named"].astype(bool)).sum()) if len(quoted) else 0
        rows = [
            (labels.get("PER", 0) + labels.get("ORG", 0), say("personnes et organisations")),
            (labels.get("LOC", 0), say("lieux")),
            (len(table["chronology"]), say("faits datés")),
            (len(quoted), say("citations")),
            (anonymous, say("citations sans nom")),
            (len(table["claims"]), say("affirmations rapportées")),
        ]
        return markup.key_figures((number(int(value), self.language), label) for value, label in rows)

    def cleaning(self) -> View:
        """What was taken out of the capture before anything was counted."""
        table = self.table["cleaning"]
        if table.empty:
            return self.none("Rien n’a été retiré de la capture.")
        shown = table.assign(rule=[words_of.rule(rule, self._translate) for rule in table["rule"]],
                             text=[_shortened(text) for text in table["text"]])
        return markup.table(shown, [Column("rule", self.say("Règle")), Column("text", self.say("Retiré ou changé"))],
                            caption=self.say("Ce qui a été retiré ou changé dans la capture"), more=self._more())

    def _more(self) -> str:
        return self.say("Tableau abrégé : la suite est dans les données jointes.")

    # -- words and names -------------------------------------------------------------------------

    def words(self) -> View:
        """Lemmas by frequency, function words left out: bars and table."""
        table = self.table["words"].head(self.top)
        if table.empty:
            return self.none("Le texte ne contient aucun mot plein.")
        say, columns = self.say, [
            Column("lemma", self.say("Mot")),
            Column("count", self.say("Occurrences"), markup.numeric(self.language), True),
            Column("per_thousand", self.say("Pour 1 000 mots"), markup.numeric(self.language, 1), True),
            Column("forms", self.say("Formes"), _forms), Column("sentences", self.say("Phrases"), _links)]
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
                   Column("forms", self.say("Formes relevées"), _forms), Column("sentences", self.say("Phrases"), _links)]
        if len(labels) == 1:
            columns.pop(1)
        caption = self.say("Noms relevés, par nombre de mentions")
        return self._bars(table["name"], table["count"], caption) + markup.table(table, columns, caption=caption)

    # -- chronology ------------------------------------------------------------------------------

    def chronology(self) -> View:
        """Dated happenings: timeline and table."""
        table = self.table["chronology"]
        if table.empty:
            return self.none("Le texte ne date aucun fait.")
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
        columns = [Column("number", self.say("N°"), numeric_text, True),
                   Column("date", self.say("Date"), lambda v: esc(date_text(v, self.language))),
                   Column("label", self.say("Ce que dit l’article")), Column("actors", self.say("Acteurs")),
                   Column("places", self.say("Lieux")),
                   Column("resolved", self.say("Datation"), lambda v: esc(known.get(v, v))),
                   Column("sentence", self.say("Phrase"), link, True)]
        return markup.table(table.assign(number=range(1, len(table) + 1)), columns,
                            caption=self.say("Chronologie relevée dans l’article"), more=self._more())

    # -- voices ----------------------------------------------------------------------------------

    def quotes(self) -> View:
        """Who is quoted, with what words."""
        table = self.table["quotes"]
        if table.empty:
            return self.none("L’article ne cite personne entre guillemets.")
        columns = [Column("speaker", self.say("Qui parle"), self._or_unknown),
                   Column("words", self.say("Citation"), _quoted),
                   Column("cue", self.say("Verbe ou tour")), Column("named", self.say("Nommé"), self._yes),
                   Column("size", self.say("Mots"), markup.numeric(self.language), True),
                   Column("sentence", self.say("Phrase"), link, True)]
        return markup.table(table, columns, caption=self.say("Citations relevées dans l’article"), more=self._more())

    def claims(self) -> View:
        """Reported assertions, with their source and the words that hold them at a distance."""
        table = self.table["claims"]
        if table.empty:
            return self.none("Aucune affirmation rapportée n’a été relevée.")
        kinds = words_of.source_types(self._translate)
        columns = [Column("source", self.say("Source"), self._or_unknown),
                   Column("source_type", self.say("Sorte"), lambda v: esc(kinds.get(v, v))),
                   Column("claim", self.say("Ce que dit l’article"), lambda v: esc(_shortened(v))),
                   Column("hedge", self.say("Mise à distance")), Column("sentence", self.say("Phrase"), link, True)]
        caption = self.say("Affirmations rapportées, avec leur source")
        return markup.table(table, columns, caption=caption, more=self._more())

    def quantities(self) -> View:
        """The figures of the article, with their unit and source."""
        table = self.table["quantities"]
        if table.empty:
            return self.none("L’article ne donne aucun chiffre.")
        bounds = words_of.bounds(self._translate)
        columns = [Column("text", self.say("Expression")),
                   Column("value", self.say("Valeur"), markup.numeric(self.language), True),
                   Column("unit", self.say("Unité")), Column("per", self.say("Par"), _forms),
                   Column("bound", self.say("Borne"), lambda v: esc(bounds.get(v, v))),
                   Column("source", self.say("Source")), Column("sentence", self.say("Phrase"), link, True)]
        return markup.table(table, columns, caption=self.say("Chiffres donnés par l’article"), more=self._more())

    def _or_unknown(self, value: Any) -> str:
        return esc(value) if bare(value) else f"<em>{esc(self.say('non dit'))}</em>"

    def _yes(self, value: Any) -> str:
        return esc(self.say("oui") if value else self.say("non"))

    # -- tone ------------------------------------------------------------------------------------

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

    # -- text and method -------------------------------------------------------------------------

    def text(self) -> View:
        """The annotated text with its legend."""
        legend = " ".join(f'<mark class="{css}">{esc(self.say(name))}</mark>' for css, name in MARKS.items())
        label = esc(self.say("Légende"))
        return View(f'<nav class="legend" aria-label="{label}">{legend}</nav>', "") + annotated(self.analysis)


def numeric_text(value: Any) -> str:
    """A row's number."""
    return esc(int(value))


def _forms(value: Any) -> str:
    return esc(bare(value).replace(" | ", ", "))


def _links(value: Any, most: int = 12) -> str:
    """Links to the sentences of a row, the first dozen of them."""
    numbers = bare(value).split()
    return " ".join(link(int(n)) for n in numbers[:most]) + (" …" if len(numbers) > most else "")


def _quoted(value: Any) -> str:
    return f"«\u202f{esc(value)}\u202f»"


def _shortened(text: str, longest: int = 240) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1].rsplit(" ", 1)[0] + " …"
