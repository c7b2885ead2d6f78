"""Words and names over many articles: which, in how many, when, what rises and falls, and where on the map."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import cached_property
from typing import Any

import pandas as pd

from ...model.typography import key
from ...show.explore import Control, Panel
from ...show.formats import bare, number
from ...show.views import View, markup, words_of
from ...show.views.markup import Column, esc
from ...show.views.names import is_country
from . import trends
from .overview import Overview

DRAWN = 14  # rows of a figure
LONG_NAME = 30  # characters that fit beside a strip
MOST = 400  # rows of a table that is kept whole for the data
PLACES = 60  # on the map: more would hide one another
ACTORS = "person organisation state group"
CONTENT = "('NOUN', 'VERB', 'ADJ')"


class Naming(Overview):
    """Actors, words, trends and places."""

    # -- actors ------------------------------------------------------------------------------------

    @cached_property
    def named(self) -> pd.DataFrame:
        """One row an actor or place: in how many articles, mentions, first and last day, where."""
        _ = self.actors
        return self.collection.sql(f"""
            WITH m AS (SELECT k.number, k.day, k.certainty <> 'inferred' AS stated, p.* EXCLUDE (article)
                       FROM present p JOIN kept k USING (article))
            SELECT kind, actor, count(*) AS articles, CAST(sum(mentions) AS BIGINT) AS mentions,
                   strftime(min(day), '%Y-%m-%d') AS first, strftime(max(day), '%Y-%m-%d') AS last,
                   strftime(min(day) FILTER (stated), '%Y-%m-%d') AS first_stated,
                   strftime(max(day) FILTER (stated), '%Y-%m-%d') AS last_stated,
                   array_to_string(list(number || ':' || sentence ORDER BY number)[1:12], ' ') AS cited,
                   bool_and(doubtful) AS doubtful
            FROM m GROUP BY kind, actor ORDER BY articles DESC, mentions DESC, kind, actor LIMIT {MOST * 5}""")

    def who(self) -> Panel:
        """Who is named in how many articles: by kind, by least number of articles, and what the name contains."""

        def controls(_: Any) -> list[Control]:
            kinds = ((self.say("acteurs"), ACTORS), (self.say("lieux"), "place"))
            return [
                Control("kind", self.say("Sorte"), ACTORS, kinds),
                Control("least", self.say("Articles, au moins"), 1, least=1, most=max(2, self.collection.kept)),
                Control("search", self.say("Contient")),
            ]

        return Panel(controls, self._who)

    def _who(self, kind: str, least: int, search: str) -> View:
        table, wanted = self.named, key(search)
        table = table[table["kind"].isin(kind.split()) & (table["articles"] >= least)]
        if wanted:
            table = table[[wanted in key(name) for name in table["actor"]]]
        if table.empty:
            return self.none("Noms de cette sorte : rien relevé.")
        return (
            self._over_time("actor", table) + self._listed(table) + self._joined(table["actor"].head(self.top).tolist())
        )

    def _listed(self, table: pd.DataFrame) -> View:
        kinds, count = self._kinds(), markup.numeric(self.language)
        columns = [
            Column("actor", self.say("Nom")),
            Column("kind", self.say("Sorte"), lambda v: esc(kinds.get(v, v))),
            Column("articles", self.say("Articles"), count, True),
            Column("mentions", self.say("Mentions"), count, True),
            Column("since", self.say("Du")),
            Column("until", self.say("Au")),
            Column("cited", self.say("Article·phrase"), self.cites),
        ]
        if table["doubtful"].any():
            columns.insert(2, Column("doubt", self.say("Doute"), esc))
        if table["kind"].nunique() == 1:
            columns.pop(1)
        doubt = [self.say("à vérifier") if doubtful else "" for doubtful in table["doubtful"]]
        shown = table.assign(since=self._ends(table, "first"), until=self._ends(table, "last"), doubt=doubt)
        return markup.table(
            shown, columns, caption=self.say("Noms, par nombre d’articles"), most=self.top, cut=self.cut("actors")
        )

    def _kinds(self) -> dict[str, str]:
        return {**words_of.actor_kinds(self._translate), "place": self.say("lieu")}

    def _ends(self, table: pd.DataFrame, end: str) -> list[str]:
        """The first or last days of rows, marked where no article states that day as its own."""
        return [
            self.day(day, "" if bare(day) == bare(stated) else "inferred", short=True)
            for day, stated in table[[end, f"{end}_stated"]].to_numpy().tolist()
        ]

    def _joined(self, names: Sequence[str]) -> View:
        """What was merged under the names shown, and what was not because it could be several."""
        joined = {name: self.actors.joined[name] for name in names if name in self.actors.joined}
        shown = {key(name) for name in names}
        apart = {
            short: longs
            for short, longs in self.actors.apart.items()
            if key(short) in shown or any(key(name) in shown for name in longs)
        }
        rows = [
            self.say("« {shorts} » est rapproché de {name}", shorts=" », « ".join(sorted(shorts)), name=name)
            for name, shorts in sorted(joined.items())
        ]
        rows += [
            self.say("« {short} » reste à part : ce peut être {names}", short=short, names=self.say(" ou ").join(longs))
            for short, longs in sorted(apart.items())
        ]
        if not rows:
            return View("", "")
        items = "".join(f"<li>{esc(row)}</li>" for row in rows)
        head = self.say("Noms rapprochés d’un article à l’autre, et noms laissés à part")
        return View(f'<aside class="note"><p>{esc(head)}</p><ul>{items}</ul></aside>', "\n".join([head, *rows]))

    # -- over time ---------------------------------------------------------------------------------

    def _over_time(self, column: str, table: pd.DataFrame) -> View:
        """Strips of the first rows of a table, unless the period is one unit long or nothing is dated."""
        from ...show.figures.review_time import Strip, strips

        calendar, totals = self.collection.calendar, self.totals[0]
        if calendar is None or len(calendar.starts) < 2 or not sum(totals):
            return View("", "")
        rows = table.head(DRAWN)
        counts = self._by_unit(column, rows)
        shown = [
            Strip(self._brief(name), counts[name], self.count(articles))
            for name, articles in rows[[column, "articles"]].to_numpy().tolist()
        ]
        alt = self.say(
            "Bandes : {list}.",
            list=" ; ".join(
                f"{row.label} " + ", ".join(f"{self.units[at]} {n}" for at, n in enumerate(row.counts) if n)
                for row in shown
            ),
        )
        caption = self.say(
            "Articles où chacun paraît, au fil du temps : plus la case est sombre, plus leur part est "
            "grande ; à droite, leur nombre en tout. Sans case : rien relevé."
        )
        return markup.figure(strips(shown, totals, self.units, language=self.language), alt=alt, caption=caption)

    def _brief(self, name: str) -> str:
        """A name short enough for a figure: of a long one its acronym, if the articles use it."""
        return self.actors.acronyms.get(name, name) if len(name) > LONG_NAME else name

    def _by_unit(self, column: str, rows: pd.DataFrame) -> dict[str, tuple[int, ...]]:
        """For each name or word, the number of articles of each unit that hold it."""
        calendar = self.collection.calendar
        if calendar is None:
            return {}
        con = self.collection.dataset.connection
        con.register("wanted", rows[[column, "kind"] if "kind" in rows else [column]])
        source = (
            "present e JOIN wanted w USING (actor, kind)"
            if column == "actor"
            else "words e JOIN wanted w USING (lemma)"
        )
        found = con.execute(f"""
            SELECT {column}, CAST(date_trunc('{calendar.unit}', k.day) AS DATE), count(DISTINCT k.number)
            FROM {source} JOIN kept k USING (article) WHERE k.day IS NOT NULL GROUP BY ALL""").fetchall()
        con.unregister("wanted")
        counts = {name: [0] * len(calendar.starts) for name in rows[column]}
        for name, start, n in found:
            counts[name][calendar.at(start)] += n
        return {name: tuple(told) for name, told in counts.items()}

    # -- words -------------------------------------------------------------------------------------

    @cached_property
    def words(self) -> pd.DataFrame:
        """One row a lemma that stands in several articles, those most the period's own first (G², Dunning 1993)."""
        least = 2 if self.collection.kept < 30 else 3
        return self.collection.sql(f"""
            WITH w AS (SELECT e.lemma, k.number, sum(e.count) AS n, sum(e.expected) AS expected,
                              min(e.sentence) AS sentence
                       FROM words e JOIN kept k USING (article) WHERE e.pos IN {CONTENT} GROUP BY ALL),
            t AS (SELECT lemma, count(*) AS articles, CAST(sum(n) AS BIGINT) AS occurrences, sum(expected) AS expected,
                         array_to_string(list(number || ':' || sentence ORDER BY number)[1:12], ' ') AS cited
                  FROM w GROUP BY lemma HAVING count(*) >= {least})
            SELECT lemma, articles, occurrences, round(expected, 3) AS expected,
                   round(2 * (occurrences * ln(occurrences / expected) - (occurrences - expected)), 2) AS likelihood,
                   cited FROM t WHERE expected > 0 AND occurrences > expected
            ORDER BY likelihood DESC, lemma LIMIT {MOST}""")

    def frequent(self) -> View:
        """Words that the articles use more than ordinary French: when, and how often."""
        table = self.words
        if table.empty:
            return self.none("Mots pleins qui reviennent d’un article à l’autre : rien relevé.")
        count = markup.numeric(self.language)
        columns = [
            Column("lemma", self.say("Mot")),
            Column("articles", self.say("Articles"), count, True),
            Column("occurrences", self.say("Occurrences"), count, True),
            Column("expected", self.say("Attendues"), markup.numeric(self.language, 1), True),
            Column("likelihood", self.say("Sûreté (G²)"), markup.numeric(self.language, 0), True),
            Column("cited", self.say("Article·phrase"), self.cites),
        ]
        caption = self.say("Mots propres aux articles : occurrences, et ce que le français courant en donnerait")
        return self._over_time("lemma", table) + markup.table(
            table, columns, caption=caption, most=self.top, cut=self.cut("words")
        )

    # -- rising and falling ------------------------------------------------------------------------

    @cached_property
    def parts(self) -> tuple[int, int, str]:
        """Articles of the earlier and the later part, what they are (`before`, `halves`); makes the view `split`."""
        con, days = self.collection.dataset.connection, self.collection.days
        before = self.collection.one("SELECT count(*) FROM compared")[0]
        if before >= trends.LEAST_ARTICLES:
            how, query = (
                "before",
                (
                    "SELECT article, number, false AS late FROM compared UNION ALL "
                    "SELECT article, number, true AS late FROM kept"
                ),
            )
        else:
            middle = days[0] + timedelta(days=((days[1] - days[0]).days + 1) // 2) if days else None
            how = "halves"
            query = (
                f"SELECT article, number, day >= DATE '{middle}' AS late FROM kept WHERE day IS NOT NULL"
                if middle
                else "SELECT article, number, true AS late FROM kept WHERE false"
            )
        con.execute(f"CREATE OR REPLACE VIEW split AS {query}")
        earlier, later = self.collection.one("SELECT count(*) FILTER (NOT late), count(*) FILTER (late) FROM split")
        return int(earlier), int(later), how

    @cached_property
    def moving(self) -> pd.DataFrame:
        """One row a word or a name whose share of articles changes more than chance explains, the surest first."""
        earlier, later, _ = self.parts
        _ = self.actors
        counts = self.collection.sql(f"""
            SELECT kind, term, count(DISTINCT number) FILTER (NOT late) AS earlier,
                   count(DISTINCT number) FILTER (late) AS later FROM (
                SELECT '' AS kind, e.lemma AS term, s.number, s.late FROM words e JOIN split s USING (article)
                WHERE e.pos IN {CONTENT}
                UNION ALL SELECT e.kind, e.actor, s.number, s.late FROM present e JOIN split s USING (article))
            GROUP BY kind, term HAVING count(DISTINCT number) >= {trends.LEAST_HOLDING} ORDER BY kind, term""")
        found = trends.moving(
            (((kind, term), int(a), int(b)) for kind, term, a, b in counts.to_numpy().tolist()), earlier, later
        )
        names = ["kind", "term", "earlier", "later", "ratio", "low", "high", "chance"]
        rows = [
            (
                *row.term,
                row.earlier,
                row.later,
                round(row.ratio, 4),
                round(row.low, 4),
                round(row.high, 4),
                float(f"{row.chance:.3g}"),
            )
            for row in found
        ]
        return pd.DataFrame(rows, columns=names).head(MOST)

    def trends(self) -> View:
        """What rises and falls, with intervals; the caveat and what is compared above it."""
        earlier, later, how = self.parts
        if min(earlier, later) < trends.LEAST_ARTICLES:
            return markup.paragraph(
                self.say(
                    "Trop peu d’articles datés pour dire ce qui monte ou descend : il en faut {least} dans chaque partie, "
                    "et il y en a {earlier} et {later}.",
                    least=trends.LEAST_ARTICLES,
                    earlier=self.count(earlier),
                    later=self.count(later),
                ),
                "nothing",
            )
        caveat = self.caveat(self._compared(earlier, later, how))
        table = self.moving
        if table.empty:
            return caveat + self.none("Mots et noms dont le changement dépasse le hasard : rien relevé.")
        return caveat + self._moves(table) + self._moved(table)

    def _compared(self, earlier: int, later: int, how: str) -> str:
        """What is compared with what."""
        counts = {"earlier": self.count(earlier), "later": self.count(later)}
        if how == "before":
            return self.say(
                "Comparé à la période de même longueur qui précède : {earlier} articles avant, {later} "
                "dans la période.",
                **counts,
            )
        return self.say(
            "Comparé d’une moitié de la période à l’autre : {earlier} articles dans la première, {later} "
            "dans la seconde.",
            **counts,
        )

    def _moves(self, table: pd.DataFrame) -> View:
        from ...show.figures.review_sides import Move, moves

        rows = [
            Move(term, ratio, low, high)
            for term, ratio, low, high in table[["term", "ratio", "low", "high"]].head(DRAWN).to_numpy().tolist()
        ]
        rows.sort(key=lambda row: -row.ratio)
        alt = self.say("Rapports : {list}.", list=", ".join(f"{row.term} {self._times(row.ratio)}" for row in rows))
        caption = self.say(
            "Ce qui monte et ce qui descend : par combien la cote d’un article qui contient le terme "
            "est multipliée, et intervalle à 95 %."
        )
        return markup.figure(moves(rows, language=self.language), alt=alt, caption=caption)

    def _moved(self, table: pd.DataFrame) -> View:
        kinds, count = {"": self.say("mot"), **self._kinds()}, markup.numeric(self.language)
        spans = [
            f"{number(low, self.language, 1)} – {number(high, self.language, 1)}"
            for low, high in table[["low", "high"]].to_numpy().tolist()
        ]
        terms = table[["kind", "term", "ratio"]].to_numpy().tolist()
        shown = table.assign(span=spans, place=range(len(table)))
        columns = [
            Column("term", self.say("Terme")),
            Column("kind", self.say("Sorte"), lambda v: esc(kinds.get(v, v))),
            Column("earlier", self.say("Articles avant"), count, True),
            Column("later", self.say("Articles après"), count, True),
            Column("ratio", self.say("Rapport de cotes"), lambda v: esc(self._times(v)), True),
            Column("span", self.say("Intervalle à 95 %"), esc, True),
            Column("place", self.say("Article·phrase"), lambda v: self.cites(self._holding(*terms[v]))),
        ]
        return markup.table(
            shown,
            columns,
            most=self.top,
            cut=self.cut("trends"),
            caption=self.say("Termes qui montent ou descendent, les plus sûrs d’abord"),
        )

    def _times(self, ratio: float) -> str:
        return f"× {number(ratio, self.language, 1)}" if ratio >= 1 else f"÷ {number(1 / ratio, self.language, 1)}"

    def _holding(self, kind: str, term: str, ratio: float) -> str:
        """Some of the period's articles that hold the term, from the part where it is more frequent."""
        source = "present e" if kind else "words e"
        match = "e.actor = ? AND e.kind = ?" if kind else "e.lemma = ? AND ? = ''"
        rows = self.collection.dataset.connection.execute(
            f"""
            SELECT k.number, min(e.sentence) FROM {source} JOIN kept k USING (article) JOIN split s USING (article)
            WHERE {match} AND s.late = ? GROUP BY k.number ORDER BY k.number LIMIT 6""",
            [term, kind, ratio > 1],
        ).fetchall()
        return " ".join(f"{article}:{sentence}" for article, sentence in rows)

    # -- places ------------------------------------------------------------------------------------

    @cached_property
    def places(self) -> pd.DataFrame:
        """One row a place with coordinates: in how many articles it is named, and where."""
        _ = self.actors
        return self.collection.sql(f"""
            WITH m AS (SELECT k.number, n.actor AS name, e.country, round(e.latitude, 2) AS latitude,
                              round(e.longitude, 2) AS longitude, min(e.sentence) AS sentence, sum(e.count) AS mentions
                       FROM entities e JOIN kept k USING (article)
                       JOIN who n ON n.article = e.article AND n.id = e.id AND n.kind = 'place'
                       WHERE e.latitude IS NOT NULL GROUP BY ALL)
            SELECT name, any_value(country) AS country, latitude, longitude, count(*) AS count,
                   CAST(sum(mentions) AS BIGINT) AS mentions,
                   array_to_string(list(number || ':' || sentence ORDER BY number)[1:12], ' ') AS cited
            FROM m GROUP BY name, latitude, longitude ORDER BY count DESC, mentions DESC, name LIMIT {MOST}""")

    def map(self) -> View:
        """Where the articles say things happen, or speak from."""
        from ...show.figures.places import places_map

        table = self.places.head(PLACES)
        if table.empty:
            return self.none("Carte : rien à placer.")
        countries = [is_country(name, bare(code)) for name, code in table[["name", "country"]].to_numpy().tolist()]
        drawn = places_map(table.assign(is_country=countries), language=self.language)
        alt = self.say(
            "Carte des lieux nommés : {list}.",
            list=", ".join(f"{name} {n}" for name, n in table[["name", "count"]].to_numpy().tolist()),
        )
        caption = self.say(
            "Lieux que nomment les articles ; la surface des disques suit le nombre d’articles, un "
            "cercle vide est un pays. Fond : Natural Earth."
        )
        count = markup.numeric(self.language)
        columns = [
            Column("name", self.say("Lieu")),
            Column("count", self.say("Articles"), count, True),
            Column("mentions", self.say("Mentions"), count, True),
            Column("cited", self.say("Article·phrase"), self.cites),
        ]
        return markup.figure(drawn, alt=alt, caption=caption) + markup.table(
            self.places,
            columns,
            caption=self.say("Lieux, par nombre d’articles"),
            most=self.top,
            cut=self.cut("places"),
        )
