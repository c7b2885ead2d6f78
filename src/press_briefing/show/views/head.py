"""The head of a briefing: what the article is, how long, what was taken out of its capture."""

from __future__ import annotations

from collections.abc import Iterable

from ...measure import highlights
from ..condition import conditions
from ..formats import date_text, number, typeset
from . import markup, words_of
from .base import Base, shortened
from .markup import Column, Tile, View, esc

# Words of the opening that stand for the title of an article without one.
OPENING = 12


class Head(Base):
    """Title, key sentences, key figures, cleaning."""

    def head(self) -> View:
        """Title, author and roles, source, date and how we know it, length."""
        article, say = self.analysis.article, self.say
        rows = [(say("Source"), article.whence), (say("Date"), self._published())]
        if article.author:
            rows.insert(0, (say("Auteur"), ", ".join([article.author.name, *article.author.roles])))
        length = say(
            "{words} mots, {sentences} phrases, {paragraphs} paragraphes",
            words=number(len(article.text.split()), self.language),
            sentences=number(len(self.analysis.sentences), self.language),
            paragraphs=number(len(article.paragraphs), self.language),
        )
        rows.append((say("Longueur"), length))
        items = "".join(f"<div><dt>{esc(name)}</dt><dd>{esc(value)}</dd></div>" for name, value in rows)
        warnings = self._warnings()
        rows += warnings
        items += "".join(
            f"<div><dt>{esc(name)}</dt><dd><strong>{esc(value)}</strong></dd></div>" for name, value in warnings
        )
        if not article.title:
            rows.insert(0, (say("Titre"), say("non relevé ; les premiers mots en tiennent lieu")))
        title = article.title or opening(article.text)
        return View(
            f'<header class="head"><h1>{esc(title)}</h1><dl class="facts">{items}</dl></header>',
            "\n".join([title, *(f"{name}: {value}" for name, value in rows)]),
        )

    def _warnings(self) -> list[tuple[str, str]]:
        """What a reader should know of the text before trusting what was read of it."""
        parted, say = self.analysis.parted, self.say
        told = [(say("Texte"), line) for line in conditions(self.analysis, self.language)]
        if parted:
            long = (
                say(
                    "une phrase trop longue pour être lue d’un trait l’a été par morceaux : ce qu’on y relève est "
                    "moins sûr"
                )
                if parted == 1
                else say(
                    "{count} phrases trop longues pour être lues d’un trait l’ont été par morceaux : ce qu’on y "
                    "relève est moins sûr",
                    count=number(parted, self.language),
                )
            )
            told.append((say("Lecture"), long))
        return told

    def _published(self) -> str:
        published = self.analysis.article.published
        how = {
            "given": self.say("indiquée par l’utilisateur"),
            "found": self.say("lue dans la source"),
            "inferred": self.say("déduite"),
            "unknown": self.say("inconnue"),
        }[published.certainty]
        reason = typeset(published.reason, "fr") if self.language == "fr" else ""  # reasons are told in French only
        if reason:
            how = reason if published.certainty == "found" else f"{how}{self.say(' : ')}{reason}"
        return f"{date_text(published.value, self.language)} ({how})" if published.value else how

    def key_figures(self) -> View:
        """What was found, in numbers, and the figures of note that the article gives."""
        table = self.table
        actors = table["actors"]
        counts = highlights.counts(
            self._translate,
            self.language,
            actors=int((actors["named"] & ~actors["doubtful"]).sum()),
            places=int((table["entities"]["label"] == "LOC").sum()),
            events=int((table["chronology"]["date"].fillna("") != "").sum()),
            quotes=len(table["quotes"]),
            claims=len(table["claims"]),
        )
        tiles = [*(Tile(value, label) for value, label in counts), *map(self._given, highlights.figures(self.analysis))]
        return markup.key_figures(tiles) if tiles else self.none("Chiffres clés : rien relevé.")

    def _given(self, row: highlights.Figure) -> Tile:
        """A figure of the article's own, with what it counts and the sentence that gives it."""
        value, what = highlights.told(row, self.language, words_of.bounds(self._translate), self._translate)
        return Tile(value, self.say("selon l’article, phrase"), what, (self.analysis.sentence_at(row.start) or 0) + 1)

    def key_sentences(self) -> View:
        """The sentences that say most of the whole, in the article's order, the first of them in bold."""
        found = highlights.points(self.analysis)
        if not found:
            return self.none("Phrases qui résument l’article : rien relevé.")
        lead = f'<p class="key-sentence"><strong>{self._cited(found[0])}</strong></p>'
        more = "".join(f"<li>{self._cited(point)}</li>" for point in found[1:])
        text = "\n".join(point.text for point in found)
        return View(f'{lead}<ul class="key-sentences">{more}</ul>' if more else lead, text)

    def _cited(self, point: highlights.Point) -> str:
        """The words of a key sentence, its number, and what it rests on."""
        names = words_of.grounds(self._translate)
        told = ", ".join(names[tag] for tag in point.tags)
        return f"{esc(point.text)} {markup.link(point.index + 1)} <em>({esc(told)})</em>"

    def cleaning(self) -> View:
        """What was taken out of the capture before anything was counted."""
        table = self.table["cleaning"]
        if table.empty:
            return self.none("Rien n’a été retiré de la capture.")
        shown = table.assign(
            rule=[words_of.rule(rule, self._translate) for rule in table["rule"]],
            text=[shortened(text) for text in table["text"]],
        )
        # Neighbours of one rule share a row: a banner is many short lines, and a line may stand there twice.
        runs = (shown["rule"] != shown["rule"].shift()).cumsum()
        shown = shown.groupby(runs).agg({"rule": "first", "text": _together})
        return markup.table(
            shown,
            [Column("rule", self.say("Règle")), Column("text", self.say("Retiré ou changé"))],
            caption=self.say("Ce qui a été retiré ou changé dans la capture"),
            cut=self.cut("cleaning"),
        )


def _together(texts: Iterable[str]) -> str:
    """Different texts in one line."""
    return " · ".join(dict.fromkeys(texts))


def opening(text: str) -> str:
    """The first words of a text, between quotation marks, with an ellipsis."""
    words = text.split()
    return f"«\u202f{' '.join(words[:OPENING])}{'…' if len(words) > OPENING else ''}\u202f»"
