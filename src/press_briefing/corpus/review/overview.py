"""What was read: the period, the papers, the articles, how many and when, and what was counted once or not at all."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from ...show.formats import bare, date_text, percent, plural
from ...show.views import View, markup
from ...show.views.markup import Column, Tile, esc
from .desk import Desk

MOST_PAPERS = 8  # named in the head
MOST_LISTED = 20_000  # articles, and copies, that are listed; all are in the dataset


class Overview(Desk):
    """The head, the list of articles, the volume and the copies."""

    def head(self) -> View:
        """The period and what stands in it, with everything that is not counted."""
        facts = [(name, value) for name, value in self._facts() if value]
        items = "".join(f"<div><dt>{esc(name)}</dt><dd>{esc(value)}</dd></div>" for name, value in facts)
        title = self.title
        return View(
            f'<header class="head"><h1>{esc(title)}</h1><dl class="facts">{items}</dl></header>',
            "\n".join([title, *(f"{name}: {value}" for name, value in facts)]),
        )

    @property
    def title(self) -> str:
        """« Revue de presse, 1er – 30 novembre 2025 »."""
        days = self.collection.days
        when = date_text(f"{days[0]}/{days[1]}" if days[0] != days[1] else str(days[0]), self.language) if days else ""
        return self.say("Revue de presse") + (f", {when}" if when else "")

    def _facts(self) -> list[tuple[str, str]]:
        say, reading, copies = self.say, self.collection.reading, self.collection.count - self.collection.kept
        articles = self.count(self.collection.count)
        if copies:
            copied = plural(copies, say("reprise non comptée"), say("reprises non comptées"), self.language)
            articles = say("{articles}, dont {copies}", articles=articles, copies=copied)
        return [
            (say("Articles"), articles),
            (say("Sources"), self._papers()),
            (say("Date non relevée"), self._undated()),
            (say("Date déduite"), self._deduced()),
            (say("Hors période"), self._left(reading.outside)),
            (say("Lus deux fois"), self._left(len(reading.twice))),
            (say("Illisibles"), self._left(len(reading.unread))),
        ]

    def _left(self, number: int) -> str:
        return (
            plural(number, self.say("article laissé de côté"), self.say("articles laissés de côté"), self.language)
            if number
            else ""
        )

    def _papers(self) -> str:
        papers = self.collection.outlets
        told = [f"{name} ({self.count(n)})" for name, n in papers.items() if name]
        if len(told) > MOST_PAPERS:
            told = [*told[:MOST_PAPERS], self.say("et {n} autres", n=self.count(len(told) - MOST_PAPERS))]
        if papers.get(""):
            told.append(self.say("non relevée pour {n}", n=self.count(papers[""])))
        return ", ".join(told)

    def _undated(self) -> str:
        if self.collection.period.bounded:
            return self._left(self.collection.reading.undated)
        undated = self.collection.one("SELECT count(*) FROM chosen WHERE day IS NULL AND role = 'period'")[0]
        told = plural(
            undated,
            self.say("article, absent des vues dans le temps"),
            self.say("articles, absents des vues dans le temps"),
            self.language,
        )
        return told if undated else ""

    def _deduced(self) -> str:
        """How many articles stand in time by a date that we inferred."""
        found = self.collection.one(
            "SELECT count(*) FROM chosen WHERE day IS NOT NULL AND certainty = 'inferred' AND role = 'period'"
        )[0]
        return plural(found, self.say("article"), self.say("articles"), self.language) if found else ""

    def key_figures(self) -> View:
        """What was found in the articles, in numbers, copies left out; a nought would say that there is none."""
        say = self.say
        words, days = self.collection.one("SELECT coalesce(sum(words), 0), count(DISTINCT day) FROM kept")
        events = self.collection.one("SELECT count(*) FROM chronology JOIN kept USING (article) WHERE date <> ''")[0]
        quotes = self.collection.one("SELECT count(*) FROM quotes JOIN kept USING (article)")[0]
        rows = [
            (self.collection.kept, say("articles comptés")),
            (words, say("mots")),
            (days, say("jours de parution")),
            (events, say("faits datés")),
            (quotes, say("citations")),
        ]
        told = [Tile(self.count(value), label) for value, label in rows if value]
        return markup.key_figures(told) if told else self.none("Articles de la période : rien relevé.")

    # -- the articles ------------------------------------------------------------------------------

    @cached_property
    def articles(self) -> pd.DataFrame:
        """One row an article: its number, day, title, paper, words, and what it repeats; the first `MOST_LISTED`."""
        return self.collection.sql(f"""
            SELECT c.number, strftime(c.day, '%Y-%m-%d') AS day, c.certainty, c.title, c.outlet, c.source, c.words,
                   d.copy_of, c.article FROM chosen c LEFT JOIN copied d USING (number)
            WHERE c.role = 'period' ORDER BY c.number LIMIT {MOST_LISTED}""")

    def contents(self) -> View:
        """One row an article, in order of date, and those that could not be read."""
        if self.articles.empty:
            return self.none("Articles de la période : rien relevé.") + self._unread()
        count = markup.numeric(self.language)
        columns = [
            Column("number", self.say("N°"), self._numbered, True),
            Column("when", self.say("Date")),
            Column("title", self.say("Titre"), self._titled),
            Column("outlet", self.say("Journal"), lambda v: esc(bare(v))),
            Column("source", self.say("Capture")),
            Column("words", self.say("Mots"), count, True),
        ]
        if not self.articles["outlet"].any():
            columns = [column for column in columns if column.name != "outlet"]
        if self.articles["copy_of"].notna().any():
            columns.append(Column("copy_of", self.say("Reprend"), count, True))
        shown = self.articles.assign(when=self.days(self.articles))
        return (
            markup.table(shown, columns, caption=self.say("Les articles de la revue"), cut=self.cut("articles"))
            + self._unread()
        )

    def _numbered(self, value: int) -> str:
        """The number, leading to the sentences of the article when views above cite some."""
        led = any(article == value for article, _ in self.cited)
        return f'<a class="to" href="#a{int(value)}">{int(value)}</a>' if led else esc(int(value))

    def _titled(self, value: object) -> str:
        return esc(bare(value)) or f"<em>{esc(self.say('titre non relevé'))}</em>"

    def _unread(self) -> View:
        reading = self.collection.reading
        rows = [
            *((origin, why) for origin, why in reading.unread),
            *((origin, self.say("les mêmes octets que {origin}", origin=first)) for origin, first in reading.twice),
        ]
        if not rows:
            return View("", "")
        columns = [Column("origin", self.say("Capture")), Column("why", self.say("Raison"))]
        return markup.table(
            pd.DataFrame(rows, columns=["origin", "why"]),
            columns,
            cut=self.cut("unread"),
            caption=self.say("Ce qui n’a pas pu être lu, ou l’a été deux fois"),
        )

    # -- over time ---------------------------------------------------------------------------------

    @cached_property
    def totals(self) -> tuple[list[int], list[int]]:
        """Articles a unit of the calendar: those counted, and the copies."""
        calendar = self.collection.calendar
        if calendar is None:
            return [], []
        rows = self.collection.sql(f"""
            SELECT strftime(date_trunc('{calendar.unit}', c.day), '%Y-%m-%d') AS start,
                   count(*) FILTER (d.copy_of IS NULL) AS kept, count(*) FILTER (d.copy_of IS NOT NULL) AS copies
            FROM chosen c LEFT JOIN copied d USING (number) WHERE c.role = 'period' AND c.day IS NOT NULL
            GROUP BY start ORDER BY start""").set_index("start")
        starts = [start.isoformat() for start in calendar.starts]
        told = rows.reindex(starts, fill_value=0)
        return [int(n) for n in told["kept"]], [int(n) for n in told["copies"]]

    @cached_property
    def units(self) -> list[str]:
        """The units of the calendar, short."""
        calendar = self.collection.calendar
        return [calendar.name(at, self.language) for at in range(len(calendar.starts))] if calendar else []

    @cached_property
    def volumes(self) -> pd.DataFrame:
        """One row a unit of the calendar, empty ones too: articles and copies."""
        calendar, (kept, copies) = self.collection.calendar, self.totals
        starts = [start.isoformat() for start in calendar.starts] if calendar else []
        return pd.DataFrame({"start": starts, "articles": kept, "copies": copies})

    def volume(self) -> View:
        """How many articles a day, week, month or year; what is empty is shown empty."""
        from ...show.figures import review_time

        calendar, (kept, copies) = self.collection.calendar, self.totals
        if calendar is None or not sum(kept):
            return self.none("Articles datés : rien relevé à ranger dans le temps.")
        unit = {
            "day": self.say("jour"),
            "week": self.say("semaine"),
            "month": self.say("mois"),
            "year": self.say("année"),
        }[calendar.unit]
        alt = self.say(
            "Barres : {list}.",
            list=", ".join(
                f"{name} {kept[at] + copies[at]}" for at, name in enumerate(self.units) if kept[at] + copies[at]
            ),
        )
        caption = self.say("Articles par {unit} ; un point marque une période sans article lu.", unit=unit)
        drawn = review_time.volume(kept, copies, self.units, language=self.language)
        return markup.figure(drawn, alt=alt, caption=caption) + self._gaps(kept, copies)

    def _gaps(self, kept: list[int], copies: list[int]) -> View:
        """How many units hold nothing, and where the longest stretch of them is."""
        calendar = self.collection.calendar
        empty = [at for at, (a, b) in enumerate(zip(kept, copies, strict=True)) if not a + b]
        if calendar is None or not empty:
            return View("", "")
        first, last = _longest(empty)
        told = self.say("{n} sur {all} sans article lu", n=self.count(len(empty)), all=self.count(len(kept)))
        start, end = calendar.starts[first], calendar.end(last)
        stretch = date_text(str(start) if start == end else f"{start}/{end}", self.language)
        return self.note(
            self.say(
                "Périodes vides : {told} ; la plus longue suite : {stretch}. Un vide peut venir de "
                "la presse ou de la collecte.",
                told=told,
                stretch=stretch,
            )
        )

    # -- copies ------------------------------------------------------------------------------------

    @cached_property
    def copied(self) -> pd.DataFrame:
        """One row a copy: what it repeats, the share of its words in common."""
        rows = pd.DataFrame(
            [(row.of, row.number, row.alike) for row in self.collection.copies[:MOST_LISTED]],
            columns=["of", "number", "alike"],
        )
        about = self.collection.titles(rows["number"].tolist()).drop(columns=["words", "article"])
        return rows.merge(about, on="number", how="left").sort_values(["of", "number"], ignore_index=True)

    def copies(self) -> View:
        """Articles that repeat another one, with what they are counted under."""
        if self.copied.empty:
            return self.none("Articles qui en reprennent un autre mot pour mot : rien relevé.")
        titles = self.collection.titles(self.copied["of"].tolist()).set_index("number")["title"].to_dict()
        table = self.copied.assign(
            when=self.days(self.copied),
            first=[f"{of}. {bare(titles.get(of))}" for of in self.copied["of"]],
            copy=[f"{number}. {bare(title)}" for number, title in self.copied[["number", "title"]].to_numpy().tolist()],
        )
        columns = [
            Column("first", self.say("Article compté")),
            Column("copy", self.say("Article qui le reprend")),
            Column("outlet", self.say("Journal"), lambda v: esc(self.paper(bare(v)))),
            Column("when", self.say("Date")),
            Column("alike", self.say("Texte commun"), lambda v: esc(percent(v, self.language)), True),
        ]
        caption = self.say("Dépêches et reprises, comptées une fois")
        return markup.table(table, columns, caption=caption, cut=self.cut("copies"))


def _longest(places: list[int]) -> tuple[int, int]:
    """The first and last of the longest run of consecutive numbers."""
    best = first = last = places[0]
    best_last = last
    for place in places[1:]:
        first = first if place == last + 1 else place
        last = place
        if last - first > best_last - best:
            best, best_last = first, last
    return best, best_last
