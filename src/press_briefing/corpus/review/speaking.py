"""Papers and voices: who quotes whom, and how charged the words of each paper are."""

from __future__ import annotations

import math
from functools import cached_property
from typing import Any

import pandas as pd

from ...model.typography import key
from ...show.formats import bare, number, signed
from ...show.views import View, markup, words_of
from ...show.views.markup import Column, esc
from .telling import Chronicle
from .trends import LEAST_MEANS, mean_interval

MOST_SPEAKERS, MOST_PAPERS = 14, 8  # of the figure
MOST = 400  # rows kept for the data
LEAST_WORDS = 6  # of a quotation that two articles share: « sans délai » is anybody's


class Speaking(Chronicle):
    """Who quotes whom, the same words in several articles, and tone by paper."""

    @cached_property
    def quoting(self) -> pd.DataFrame:
        """One row a speaker and paper: articles, quotations, words, where; one without a name keeps his words.

        `source_type` is the surest of its quotations: by chance the order of the alphabet, from the end.
        """
        _ = self.actors  # the table `who`
        return self.collection.sql("""
            WITH q AS (SELECT coalesce(w.actor, q.speaker) AS who, q.named, k.outlet,
                              coalesce(q.source_type, '') AS source_type, k.number, q.size, q.sentence
                       FROM quotes q JOIN kept k USING (article)
                       LEFT JOIN who w ON w.article = q.article AND w.id = q.actor AND w.kind <> 'place'
                       WHERE q.speaker <> '')
            SELECT who, named, outlet, count(DISTINCT number) AS articles, count(*) AS quotations,
                   CAST(sum(size) AS BIGINT) AS words,
                   array_to_string(list(number || ':' || sentence ORDER BY number, sentence)[1:12], ' ') AS cited,
                   max(source_type) AS source_type
            FROM q GROUP BY who, named, outlet ORDER BY articles DESC, quotations DESC, who, outlet LIMIT 10000""")

    @cached_property
    def speakers(self) -> pd.DataFrame:
        """One row a speaker: over how many articles and papers, the most quoted first."""
        rows = self.quoting
        if rows.empty:
            return pd.DataFrame(
                columns=["who", "named", "articles", "quotations", "words", "papers", "cited", "source_type"]
            )
        found = (
            rows.groupby(["who", "named"], sort=False)
            .agg(
                articles=("articles", "sum"),
                quotations=("quotations", "sum"),
                words=("words", "sum"),
                papers=("outlet", lambda told: " | ".join(sorted(filter(None, told)))),
                cited=("cited", " ".join),
                source_type=("source_type", "max"),
            )
            .reset_index()
        )
        return found.sort_values(
            ["named", "articles", "words", "who"], ascending=[False, False, False, True], ignore_index=True
        ).head(MOST)

    def voices(self) -> View:
        """Who quotes whom: discs of papers and speakers, and the table of speakers."""
        if self.quoting.empty:
            return self.none("Citations entre guillemets : rien relevé.")
        caveat = self.caveat(
            self.say(
                "Chaque article compte une fois, quel que soit le nombre de ses citations ; une dépêche reprise "
                "ne compte qu’une fois. Deux personnes décrites et non nommées peuvent n’en être qu’une, et deux « "
                "un habitant » deux personnes."
            )
        )
        count, table = markup.numeric(self.language), self.speakers
        kinds = words_of.source_types(self._translate)
        columns = [
            Column("who", self.say("Qui parle")),
            Column("source_type", self.say("Sorte"), lambda v: esc(kinds.get(v, v))),
            Column("articles", self.say("Articles"), count, True),
            Column("quotations", self.say("Citations"), count, True),
            Column("words", self.say("Mots"), count, True),
            Column("papers", self.say("Journaux"), lambda v: esc(bare(v).replace(" | ", ", "))),
            Column("cited", self.say("Article·phrase"), self.cites),
        ]
        if not table["papers"].any():
            columns.pop(5)
        return (
            caveat
            + self._discs()
            + markup.table(
                table, columns, caption=self.say("Qui est cité, et par qui"), most=self.top, cut=self.cut("quoting")
            )
            + self._shared()
        )

    def _discs(self) -> View:
        """Papers against the most quoted speakers, when at least two papers are known."""
        from ...show.figures.review_sides import quoting

        papers = [name for name in self.collection.outlets if name][:MOST_PAPERS]
        rows = self.quoting[self.quoting["named"] & self.quoting["outlet"].isin(papers)]
        who = [name for name in self.speakers[self.speakers["named"]]["who"].tolist() if name in set(rows["who"])]
        if len(papers) < 2 or len(who) < 2:
            return View("", "")
        who = who[:MOST_SPEAKERS]
        counts = {(w, p): int(n) for w, p, n in rows[["who", "outlet", "articles"]].to_numpy().tolist()}
        drawn = quoting(who, papers, [[counts.get((w, p), 0) for p in papers] for w in who], language=self.language)
        alt = self.say(
            "Disques : {list}.", list=" ; ".join(f"{w} {p} {n}" for (w, p), n in sorted(counts.items()) if w in who)
        )
        return markup.figure(
            drawn,
            alt=alt,
            caption=self.say(
                "Qui cite qui : articles de chaque journal (colonne) qui citent chaque personne nommée (ligne)."
            ),
        )

    @cached_property
    def shared(self) -> pd.DataFrame:
        """One row a quotation that several articles give in the same words (copies left out)."""
        _ = self.actors  # the table `who`
        rows = self.collection.sql(f"""
            SELECT q.words, coalesce(w.actor, q.speaker), k.number, q.sentence FROM quotes q JOIN kept k USING (article)
            LEFT JOIN who w ON w.article = q.article AND w.id = q.actor AND w.kind <> 'place'
            WHERE q.size >= {LEAST_WORDS} AND lower(q.words) IN (
                SELECT lower(q.words) FROM quotes q JOIN kept k USING (article) WHERE q.size >= {LEAST_WORDS}
                GROUP BY lower(q.words) HAVING count(DISTINCT k.number) > 1)
            ORDER BY k.number, q.sentence LIMIT 5000""")
        found: dict[str, dict[str, Any]] = {}
        for words, speaker, article, sentence in rows.itertuples(index=False):
            row = found.setdefault(key(words), {"words": words, "speakers": {}, "cited": {}})
            row["speakers"][bare(speaker)] = None
            row["cited"].setdefault(article, f"{article}:{sentence}")
        told = [
            {
                "words": row["words"],
                "speakers": " | ".join(filter(None, row["speakers"])),
                "articles": len(row["cited"]),
                "cited": " ".join(row["cited"].values()),
            }
            for row in found.values()
        ]
        table = pd.DataFrame(told, columns=["words", "speakers", "articles", "cited"])
        return table.sort_values(["articles", "words"], ascending=[False, True], ignore_index=True)

    def _shared(self) -> View:
        table = self.shared
        if table.empty:
            return View("", "")
        columns = [
            Column("words", self.say("Citation"), lambda v: f"«\u202f{esc(v)}\u202f»"),
            Column("speakers", self.say("Attribuée à"), lambda v: esc(bare(v).replace(" | ", " / "))),
            Column("articles", self.say("Articles"), markup.numeric(self.language), True),
            Column("cited", self.say("Article·phrase"), self.cites),
        ]
        return markup.table(
            table,
            columns,
            caption=self.say("Les mêmes paroles dans plusieurs articles"),
            most=self.top,
            cut=self.cut("shared"),
        )

    # -- tone --------------------------------------------------------------------------------------

    @cached_property
    def charges(self) -> pd.DataFrame:
        """One row a paper: its articles, the mean tone of their words, Student's interval, where it is strongest."""
        rows = self.collection.sql("""
            WITH m AS (SELECT k.outlet, k.number, avg(s.score) AS mean,
                              arg_max(s.sentence, abs(s.score) - s.sentence / 1e6) AS sentence,
                              max(abs(s.score)) AS most
                       FROM sentences s JOIN kept k USING (article)
                       WHERE s.kind NOT IN ('title', 'heading') GROUP BY ALL)
            SELECT outlet, count(*) AS articles, round(avg(mean), 6) AS mean,
                   coalesce(round(stddev_samp(mean), 6), 0) AS deviation,
                   array_to_string(list(number || ':' || sentence ORDER BY most DESC, number)[1:4], ' ') AS cited
            FROM m GROUP BY outlet ORDER BY articles DESC, outlet""")
        spans = [
            mean_interval(int(n), float(mean), float(deviation)) if outlet else None  # unnamed: many papers
            for outlet, n, mean, deviation in rows[["outlet", "articles", "mean", "deviation"]].to_numpy().tolist()
        ]
        return rows.assign(
            low=[span[0] if span else math.nan for span in spans],
            high=[span[1] if span else math.nan for span in spans],
        )

    def tone(self) -> View:
        """The tone by paper; the caveat above it, and no interval below a number of articles."""
        table = self.charges
        if table.empty:
            return self.none("Articles de la période : rien relevé.")
        caveat = self.caveat(
            self.say(
                "Tonalité des phrases, non opinion des journaux : elle tient surtout aux sujets qu’ils traitent. "
                "L’intervalle à 95 % dit ce que vaut la moyenne si les articles sont un échantillon ; avec moins de "
                "{least} articles, il n’y en a pas, et la moyenne ne permet aucune comparaison.",
                least=LEAST_MEANS,
            )
        )
        return caveat + self._charges(table) + self._charged(table)

    def _charges(self, table: pd.DataFrame) -> View:
        from ...show.figures.review_sides import Charge, charges

        rows = [
            Charge(self.paper(bare(outlet)), mean, int(articles), (low, high) if low == low else None)
            for outlet, mean, articles, low, high in table[["outlet", "mean", "articles", "low", "high"]]
            .head(MOST_SPEAKERS)
            .to_numpy()
            .tolist()
        ]
        alt = self.say(
            "Tonalité moyenne par journal : {list}.",
            list=", ".join(f"{row.name} {signed(row.mean, self.language)}" for row in rows),
        )
        caption = self.say(
            "Tonalité moyenne des articles de chaque journal, et intervalle à 95 % ; un rond vide : pas d’intervalle."
        )
        return markup.figure(charges(rows, language=self.language), alt=alt, caption=caption)

    def _charged(self, table: pd.DataFrame) -> View:
        spans = [
            f"{signed(low, self.language)} – {signed(high, self.language)}"
            if low == low
            else self.say("trop peu d’articles")
            if outlet
            else self.say("plusieurs journaux peut-être")
            for outlet, low, high in table[["outlet", "low", "high"]].to_numpy().tolist()
        ]
        columns = [
            Column("outlet", self.say("Journal"), lambda v: esc(self.paper(bare(v)))),
            Column("articles", self.say("Articles"), lambda v: esc(number(v, self.language)), True),
            Column("mean", self.say("Tonalité moyenne"), lambda v: esc(signed(v, self.language)), True),
            Column("span", self.say("Intervalle à 95 %"), esc, True),
            Column("cited", self.say("Phrases les plus chargées"), self.cites),
        ]
        return markup.table(
            table.assign(span=spans), columns, caption=self.say("Tonalité par journal"), cut=self.cut("tone")
        )
