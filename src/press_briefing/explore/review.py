"""Many articles side by side: how many, who is in them, what they date, how charged their words are."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from .. import tables, tone_views
from ..analyse import analyse
from ..analysis import Analysis
from ..errors import SourceError
from ..formats import date_text, number, signed, typeset
from ..messages import translator
from ..read import many
from ..read.sources import DEMO, demonstrations
from ..typography import key
from ..views import View, markup
from ..views.markup import Column, esc
from . import scope
from .panel import Control, Panel

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LONGEST_TITLE = 60
MOST_DRAWN = 40             # happenings: more do not fit a page


@dataclass(frozen=True)
class Read:
    """An article of the review: its number from 1, where it came from, what was found in it."""

    number: int
    origin: str
    analysis: Analysis

    @property
    def title(self) -> str:
        """Its title, else the first words of its text."""
        return self.analysis.article.title or " ".join(self.analysis.article.text.split()[:10]) + " …"

    @property
    def date(self) -> str:
        """Its ISO date, empty when unknown."""
        return self.analysis.article.published.value or ""


class Review:
    """The articles of `folder` (anything `read.many` takes, or `demo:` for the demonstration), read and analysed.

    One that cannot be read is listed with its reason. Raises `SourceError` when none can.
    """

    def __init__(self, folder: str, *, language: str = "fr", top: int = 20) -> None:
        self.language, self.top = language, top
        self._translate = translator(language)
        source = _demonstration() if folder == DEMO else folder
        items = list(many(source))
        self.unread = [(Path(item.origin).name, str(item.error)) for item in items if item.error is not None]
        found = [(Path(item.origin).name, analyse(item.article)) for item in items if item.article is not None]
        if not found:
            raise SourceError("holds no article that could be read", where=folder, cure="check the files in it")
        found.sort(key=lambda row: (row[1].article.published.value or "9999", row[0]))
        self.articles = [Read(n, origin, analysis) for n, (origin, analysis) in enumerate(found, 1)]

    def say(self, message: str, **values: Any) -> str:
        """A message in the reader's language."""
        return typeset(self._translate(message).format(**values), self.language)

    # -- the articles ------------------------------------------------------------------------------

    def contents(self) -> View:
        """One row an article, in order of date, and those that could not be read."""
        rows = [{"number": row.number, "date": row.date, "title": row.title, "origin": row.origin,
                 "words": len(row.analysis.article.text.split()), "events": len(row.analysis.events),
                 "quotes": len(row.analysis.quotes)} for row in self.articles]
        count = markup.numeric(self.language)
        columns = [Column("number", self.say("N°"), count, True),
                   Column("date", self.say("Date"), lambda v: esc(date_text(v, self.language) if v else "")),
                   Column("title", self.say("Titre")), Column("origin", self.say("Source")),
                   Column("words", self.say("Mots"), count, True),
                   Column("events", self.say("Faits datés"), count, True),
                   Column("quotes", self.say("Citations"), count, True)]
        return markup.table(pd.DataFrame(rows), columns, caption=self.say("Les articles de la revue")) + self._unread()

    def _unread(self) -> View:
        if not self.unread:
            return View("", "")
        columns = [Column("origin", self.say("Source")), Column("why", self.say("Raison"))]
        table = pd.DataFrame(self.unread, columns=["origin", "why"])
        return markup.table(table, columns, caption=self.say("Ce qui n’a pas pu être lu"))

    def volume(self) -> View:
        """How many articles and words a month."""
        months: dict[str, list[int]] = {}
        for row in self.articles:
            months.setdefault(row.date[:7], []).append(len(row.analysis.article.text.split()))
        table = pd.DataFrame([{"month": month, "articles": len(sizes), "words": sum(sizes)}
                              for month, sizes in sorted(months.items(), key=lambda row: row[0] or "9999")])
        names = [self._month(month) for month in table["month"]]
        alt = self.say("Barres : {list}.", list=", ".join(
            f"{name} {count}" for name, count in zip(names, table["articles"], strict=True)))
        drawn = markup.figure(_bars(names, table["articles"].tolist(), self.language), alt=alt,
                              caption=self.say("Articles par mois ; les mois sans article ne sont pas montrés."))
        count = markup.numeric(self.language)
        columns = [Column("month", self.say("Mois"), lambda v: esc(self._month(v))),
                   Column("articles", self.say("Articles"), count, True),
                   Column("words", self.say("Mots"), count, True)]
        return drawn + markup.table(table, columns, caption=self.say("Volume par mois"))

    def _month(self, month: str) -> str:
        return date_text(month, self.language) if month else self.say("sans date")

    # -- actors ------------------------------------------------------------------------------------

    @cached_property
    def _named(self) -> pd.DataFrame:
        """One row a name and kind: mentions by article (`counts`), their sum, in how many articles."""
        found: dict[tuple[str, str], Counter[int]] = {}
        names: dict[tuple[str, str], Counter[str]] = {}
        for row in self.articles:
            for name, label, count in tables.entities(row.analysis)[["name", "label", "count"]].to_numpy().tolist():
                same = (key(name), label)
                found.setdefault(same, Counter())[row.number] += count
                names.setdefault(same, Counter())[name] += count
        rows = [{"name": names[same].most_common(1)[0][0], "label": same[1], "articles": len(counts),
                 "count": counts.total(), "counts": counts} for same, counts in found.items()]
        table = pd.DataFrame(rows, columns=["name", "label", "articles", "count", "counts"])
        return table.sort_values(["articles", "count", "name"], ascending=[False, False, True])

    def actors(self) -> Panel:
        """Who is named in which articles: by kind, by least number of articles, and what the name contains."""
        def controls(_: Any) -> list[Control]:
            kinds = ((self.say("personnes et organisations"), "PER ORG"), (self.say("lieux"), "LOC"))
            return [Control("kind", self.say("Sorte"), "PER ORG", kinds),
                    Control("least", self.say("Articles, au moins"), 1, least=1, most=max(2, len(self.articles))),
                    Control("search", self.say("Contient"))]

        return Panel(controls, self._actors)

    def _actors(self, kind: str, least: int, search: str) -> View:
        table = self._named
        table = scope.holding(table[table["label"].isin(kind.split()) & (table["articles"] >= least)], search, "name")
        table = table.head(self.top)
        if table.empty:
            return markup.paragraph(self.say("Aucun nom de cette sorte n’a été relevé."), "nothing")
        alt = self.say("Barres : {list}.", list=", ".join(
            f"{name} {count}" for name, count in table[["name", "count"]].to_numpy().tolist()))
        caption = self.say("Mentions dans tous les articles ; d’abord les noms du plus grand nombre d’articles.")
        drawn = markup.figure(_bars(table["name"].tolist(), table["count"].tolist(), self.language), alt=alt,
                              caption=caption)
        return drawn + markup.table(table, self._columns(), caption=self.say("Noms, et articles où ils paraissent"))

    def _columns(self) -> list[Column]:
        count = markup.numeric(self.language)
        return [Column("name", self.say("Nom")), Column("articles", self.say("Articles"), count, True),
                Column("count", self.say("Mentions"), count, True),
                Column("counts", self.say("Par article (n° : mentions)"), lambda v: esc(", ".join(
                    f"{article}\u202f: {number(times, self.language)}" for article, times in sorted(v.items()))))]

    # -- chronology --------------------------------------------------------------------------------

    @cached_property
    def _dated(self) -> pd.DataFrame:
        """Every dated happening with its article, in order of date."""
        parts = [tables.chronology(row.analysis).assign(article=row.number) for row in self.articles]
        merged = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
        return merged.sort_values("date", kind="stable", key=lambda dates: dates.fillna("9999").str.lstrip("/."))

    def chronology(self) -> Panel:
        """The happenings of all articles, in one line of time: by article, and what they contain."""
        def controls(_: Any) -> list[Control]:
            each = ((f"{row.number}. {row.title[:LONGEST_TITLE]}", row.number) for row in self.articles)
            return [Control("article", self.say("Article"), 0, ((self.say("tous"), 0), *each)),
                    Control("search", self.say("Contient"))]

        return Panel(controls, self._chronology)

    def _chronology(self, article: int, search: str) -> View:
        table = self._dated
        table = table[(table["article"] == article) | (article == 0)]
        table = scope.holding(table, search, "label", "actors", "places")
        if table.empty:
            return markup.paragraph(self.say("Le texte ne date aucun fait."), "nothing")
        count = markup.numeric(self.language)
        columns = [Column("date", self.say("Date"), lambda v: esc(date_text(v, self.language))),
                   Column("label", self.say("Ce que dit l’article")), Column("actors", self.say("Acteurs")),
                   Column("article", self.say("Article"), count, True),
                   Column("sentence", self.say("Phrase"), count, True)]
        caption = self.say("Chronologie de tous les articles")
        return self._timeline(table) + markup.table(table, columns, caption=caption)

    def _timeline(self, table: pd.DataFrame) -> View:
        """The line of time, unless it has too many rows for a figure that can be read."""
        from ..figures.timeline import timeline

        if len(table) > MOST_DRAWN:
            return markup.paragraph(self.say("La frise est dessinée jusqu’à {most} faits ; la liste les donne tous.",
                                             most=MOST_DRAWN), "note")
        drawn = timeline(table.assign(number=range(1, len(table) + 1)), published=None, language=self.language)
        alt = self.say("Frise des faits datés : {list}.", list=" ; ".join(
            f"{date_text(row.date, self.language)}, {row.label}" for row in table.itertuples()))
        caption = self.say("Les faits que les articles datent, dans l’ordre du temps")
        return markup.figure(drawn, alt=alt, caption=caption)

    # -- tone --------------------------------------------------------------------------------------

    def tone(self) -> View:
        """The charge of the words, article by article."""
        from ..figures.tone import tone_sections

        rows = [self._charge(row) for row in self.articles]
        alt = self.say("Charge moyenne, article par article : {list}.", list=", ".join(
            f"{row.title} {signed(row.mean, self.language)}" for row in rows))
        caveat = markup.paragraph(self.say("Charge des mots, non opinion des journaux : elle tient surtout à ce dont "
                                           "parle l’article."), "caveat")
        return caveat + markup.figure(tone_sections(rows, language=self.language), alt=alt,
                                      caption=self.say("Charge moyenne des phrases, et leur nombre"))

    def _charge(self, row: Read) -> tone_views.SectionTone:
        points = tone_views.tone_along(row.analysis)
        told = Counter(point.valence for point in points)
        mean = sum(point.score for point in points) / max(1, len(points))
        return tone_views.SectionTone(row.number, row.title, 0, len(points), told["negative"], told["neutral"],
                                      told["positive"], tone_views.abstained(row.analysis), mean)


def _demonstration() -> str:
    return str(next(iter(demonstrations().values())).parent)


def _bars(names: list[str], values: list[int], language: str) -> Figure:
    """Horizontal bars, the first on top, each with its value."""
    import matplotlib.pyplot as plt

    from .. import palette
    from ..figures import style

    style.apply()
    drawn, axes = plt.subplots(figsize=style.size(0.9 + 0.55 * max(2, len(names))))
    axes.barh(range(len(names)), values, color=palette.ACCENT, height=0.62)
    axes.set_yticks(range(len(names)), [name[:LONGEST_TITLE] for name in names])
    axes.set_ylim(len(names) - 0.4, -0.6)
    for place, value in enumerate(values):
        axes.annotate(number(value, language), (value, place), xytext=(3, 0), textcoords="offset points", va="center")
    for side in ("bottom", "left"):
        axes.spines[side].set_visible(False)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0)
    return drawn
