"""The common chronology: a happening that several articles tell is one row, with all its sources and differences."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from ...measure.tables import is_deduced
from ...model.analysis import Quantity
from ...model.analysis.comparing import COMPARED
from ...model.typography import key
from ...show.explore import Control, Panel
from ...show.formats import bare, dated
from ...show.views import View, markup
from ...show.views.markup import Column, esc
from ...show.views.names import is_country
from .desk import names_in
from .happenings import Happening, Telling, bounds_of, merge
from .naming import Naming

MOST_TELLINGS = 20_000  # compared with one another: those of the days most articles speak of
ALL = 60  # rows up to which happenings told by one article are listed too
FEWEST, DRAWN = 2, 30  # of the timeline
MOST_TELLERS, MOST_DISPUTED = 8, 3  # links of a row, and of each of its dates or figures
COLUMNS = [
    "date",
    "label",
    "actors",
    "places",
    "articles",
    "certainty",
    "kind",
    "cited",
    "dates",
    "figures",
    "others",
    "deduced",
]


class Chronicle(Naming):
    """What happened, as all articles together tell it."""

    @cached_property
    def happenings(self) -> list[Happening]:
        """The happenings of the period's articles, in order of date; copies do not tell anything of their own."""
        return merge(self._tellings())

    def _tellings(self) -> list[Telling]:
        rows = self.collection.sql(f"""
            SELECT k.number, c.sentence, coalesce(c.date, '') AS date, c.label,
                   concat_ws(' ', c.actor_ids, c.target_ids) AS actors, c.place_ids AS places, c.kind,
                   c.quantities, k.article, c.certainty, c.resolved, k.certainty AS published
            FROM chronology c JOIN kept k USING (article)
            JOIN (SELECT date, count(DISTINCT article) AS told FROM chronology GROUP BY date) d
              ON d.date IS NOT DISTINCT FROM c.date
            WHERE c.certainty IS DISTINCT FROM 'none' AND NOT coalesce(c.doubtful, false)
            ORDER BY d.told DESC, c.date, k.number, c.sentence, c.label LIMIT {MOST_TELLINGS}""")
        figures, who = self._figures(), self._who_in(rows["article"].unique().tolist())
        return [self._telling(row, figures, who) for row in rows.itertuples(index=False)]

    def _who_in(self, articles: Sequence[str]) -> dict[tuple[str, str, bool], tuple[str, str]]:
        """(article, id, whether it is a place) -> (name in the review, kind), of some articles."""
        _ = self.actors  # the table `who`
        con = self.collection.dataset.connection
        con.register("wanted", pd.DataFrame({"article": pd.Series(articles, dtype="string")}))
        rows = con.execute("SELECT article, id, actor, kind FROM who JOIN wanted USING (article)").fetchall()
        con.unregister("wanted")
        return {(article, one, kind == "place"): (actor, kind) for article, one, actor, kind in rows}

    def _telling(self, row: Any, figures: dict, who: dict) -> Telling:
        actors, places = (
            dict(who[known] for one in bare(told).split() if (known := (row.article, one, place)) in who)
            for told, place in ((row.actors, False), (row.places, True))
        )
        actors, places = ({key(name): kind for name, kind in found.items()} for found in (actors, places))
        names = frozenset(actors) | frozenset(places)
        told = set(bare(row.quantities).split(" | "))
        return Telling(
            number=int(row.number),
            sentence=int(row.sentence),
            date=row.date,
            label=row.label,
            actors=frozenset(actors),
            places=frozenset(places),
            people=frozenset(name for name, kind in actors.items() if kind == "person"),
            towns=frozenset(name for name in places if self._lands.get(name, ("", False))[1]),
            countries=frozenset(self._lands[name][0] for name in places if name in self._lands),
            spoken=frozenset(word for name in names for word in self._spoken.get(name, ())),
            kind=bare(row.kind),
            figures=tuple(q for q in figures.get((row.article, int(row.sentence)), ()) if q.text in told),
            deduced=is_deduced(bare(row.certainty), bare(row.resolved), bare(row.published)),
        )

    @cached_property
    def _spoken(self) -> dict[str, set[str]]:
        """For each merged name the words of all its forms: « CEDEAO » is no more a word than the full name is."""
        rows = self.collection.sql("SELECT DISTINCT actor, forms FROM who JOIN kept USING (article) ORDER BY ALL")
        found: dict[str, set[str]] = {}
        for actor, forms in rows.itertuples(index=False):
            words = key(" ".join((actor, *sorted(names_in([forms]))))).replace("'", " ").replace("-", " ").split()
            found.setdefault(key(actor), set()).update(words)
        return found

    @cached_property
    def _lands(self) -> dict[str, tuple[str, bool]]:
        """For each place its country, and whether it is a town: two happenings in two of them are two."""
        rows = self.collection.sql(
            "SELECT DISTINCT n.actor, e.country FROM entities e JOIN kept USING (article) "
            "JOIN who n ON n.article = e.article AND n.id = e.id AND n.kind = 'place' "
            "ORDER BY ALL"
        )
        return {
            key(name): (bare(code), not is_country(name, bare(code)))
            for name, code in rows.to_numpy().tolist()
            if bare(code)
        }

    def _figures(self) -> dict[tuple[str, int], list[Quantity]]:
        """The figures of the sentences that tell a dated happening."""
        kinds = ", ".join(f"'{kind}'" for kind in COMPARED)
        rows = self.collection.sql(f"""
            SELECT DISTINCT q.article, q.sentence, q.text, q.value, q.unit, q.per, q.bound, q.kind, q.what, q.second,
                   q.cause
            FROM quantities q JOIN chronology c ON c.article = q.article AND c.sentence = q.sentence
            JOIN kept k ON k.article = q.article
            WHERE q.kind IN ({kinds}) AND NOT q.again ORDER BY ALL""")
        found: dict[tuple[str, int], list[Quantity]] = {}
        for article, sentence, text, value, unit, per, bound, kind, what, second, cause in rows.to_numpy().tolist():
            reckoned = tuple(filter(None, bare(per).split(" | ")))
            quantity = Quantity(
                0,
                1,
                text,
                float(value),
                bare(unit),
                reckoned,
                bare(bound) or "exact",
                bare(what),
                kind=bare(kind),
                second=float(second) if bare(second) else None,
                cause=bare(cause),
            )
            found.setdefault((article, int(sentence)), []).append(quantity)
        return found

    # -- shown -------------------------------------------------------------------------------------

    @cached_property
    def chronicle(self) -> pd.DataFrame:
        """One row a happening: date, words, names, how many articles, how sure, and what is disputed."""
        return pd.DataFrame([self._row(row) for row in self.happenings], columns=COLUMNS)

    def _row(self, row: Happening) -> dict[str, Any]:
        dates = {date: _cited(tellings) for date, tellings in row.dates.items()} if row.disagree else {}
        figures = {
            what: {text: _cited([t for other, t in told if other == text]) for text, _ in told}
            for what, told in row.figures
        }
        others = [telling for telling in row.tellings if telling is not row.shown]
        return {
            "date": row.date,
            "label": row.shown.label,
            "actors": self._names(row, "actors"),
            "places": self._names(row, "places"),
            "articles": len({t.number for t in row.tellings}),
            "certainty": row.certainty,
            "kind": row.shown.kind,
            "cited": _cited(row.tellings),
            "dates": json.dumps(dates, ensure_ascii=False) if dates else "",
            "figures": json.dumps(figures, ensure_ascii=False) if figures else "",
            "others": " | ".join(telling.label for telling in others),
            "deduced": " ".join(sorted(row.deduced)),
        }

    def _names(self, row: Happening, kind: str) -> str:
        names = {name for telling in row.tellings for name in getattr(telling, kind)}
        return ", ".join(sorted({self._shown.get(name, name) for name in names}))

    @cached_property
    def _shown(self) -> dict[str, str]:
        return {key(name): name for name in sorted(set(self.actors.names.values()))}

    def chronology(self) -> Panel:
        """The common chronology: those told by several articles or all, and what they contain."""
        several = bool((self.chronicle["articles"] > 1).any()) and len(self.chronicle) > ALL

        def controls(_: Any) -> list[Control]:
            told = ((self.say("plusieurs articles"), 2), (self.say("un article au moins"), 1))
            return [
                Control("least", self.say("Racontés par"), 2 if several else 1, told),
                Control("search", self.say("Contient")),
            ]

        return Panel(controls, self._chronology)

    def _chronology(self, least: int, search: str) -> View:
        table = self.chronicle[self.chronicle["articles"] >= least]
        if wanted := key(search):
            table = table[
                [
                    any(wanted in key(bare(cell)) for cell in row)
                    for row in table[["label", "actors", "places", "others"]].to_numpy().tolist()
                ]
            ]
        if table.empty:
            return self.none("Faits datés : rien relevé.")
        recalled = [self._is_recalled(date) for date in table["date"]]
        table = table.assign(recalled=recalled).sort_values("recalled", kind="stable", ignore_index=True)
        table = table.assign(number=range(1, len(table) + 1))
        recent, past = table[~table["recalled"]], table[table["recalled"]]
        shown = self._told(least) + self._timeline(recent)
        if len(recent):
            shown += self._events(recent, self.say("Faits de la période, et faits annoncés"))
        if len(past):
            shown += self._events(past, self.say("Faits antérieurs, que les articles rappellent"))
        return shown

    def _is_recalled(self, date: str) -> bool:
        """Whether a happening was over before the period began."""
        end, days = bounds_of(date)[1], self.collection.days
        return bool(end and days) and end[:10] < str(days and days[0])

    def _told(self, least: int) -> View:
        several = int((self.chronicle["articles"] > 1).sum())
        shown = self.say("Les autres sont dans les données jointes.") if least > 1 else ""
        return markup.paragraph(
            self.say(
                "Faits datés rapprochés entre plusieurs articles : {several} ; relevés dans un article : {alone}. {shown}",
                several=self.count(several),
                alone=self.count(len(self.chronicle) - several),
                shown=shown,
            ).strip()
        )

    def _timeline(self, table: pd.DataFrame) -> View:
        from ...show.figures.timeline import timeline

        several = table[table["articles"] > 1]
        if len(several) < FEWEST or len(several) > DRAWN:
            return View("", "")
        marked = several.assign(
            deduced=[self._is_deduced(*pair) for pair in several[["date", "deduced"]].to_numpy().tolist()]
        )
        drawn = timeline(marked, published=None, language=self.language)
        alt = self.say(
            "Frise des faits datés : {list}.",
            list=" ; ".join(
                f"{self._dated(date, deduced)}, {label}"
                for date, deduced, label in several[["date", "deduced", "label"]].to_numpy().tolist()
            ),
        )
        caption = self.say("Les faits que plusieurs articles datent, dans l’ordre du temps")
        return markup.figure(drawn, alt=alt, caption=caption)

    def _events(self, table: pd.DataFrame, caption: str) -> View:
        count = markup.numeric(self.language)
        sure = {"sure": self.say("sûr"), "likely": self.say("probable"), "one": "–"}
        shown = table.assign(
            when=[self._dated(*pair) for pair in table[["date", "deduced"]].to_numpy().tolist()],
            told=[
                self._label(*row)
                for row in table[["label", "others", "dates", "figures", "deduced"]].to_numpy().tolist()
            ],
        )
        columns = [
            Column("number", self.say("N°"), count, True),
            Column("when", self.say("Date")),
            Column("told", self.say("Ce que disent les articles"), str),
            Column("places", self.say("Lieux")),
            Column("articles", self.say("Articles"), count, True),
            Column("certainty", self.say("Rapprochement"), lambda v: esc(sure[v])),
            Column("cited", self.say("Article·phrase"), lambda v: self.cites(v, MOST_TELLERS)),
        ]
        if (table["articles"] == 1).all():
            columns = [column for column in columns if column.name not in ("articles", "certainty")]
        return markup.table(shown, columns, caption=caption, cut=self.cut("chronology"))

    def _dated(self, date: str, deduced: str) -> str:
        """A date in words, marked where no article states it."""
        return dated(date, self.language, deduced=self._is_deduced(date, deduced))

    def _is_deduced(self, date: str, deduced: str) -> bool:
        return date in deduced.split()

    def _label(self, label: str, others: str, dates: str, figures: str, deduced: str) -> str:
        """The words shown; below them those of one other telling, to judge the joining by, and what differs."""
        second = next((other for other in others.split(" | ") if other and key(other) != key(label)), "")
        also = [f"<em>{esc(self.say('aussi :'))}</em> {esc(second)}"] if second else []
        return "<br>".join([esc(label), *also, *self._disputed(dates, figures, deduced)])

    def _disputed(self, dates: str, figures: str, deduced: str) -> list[str]:
        """Dates and figures that differ, side by side, each with who gives it."""
        told = {self._dated(date, deduced): cited for date, cited in json.loads(dates or "{}").items()}
        rows = ([(self.say("dates :"), told)] if told else []) + [
            (self.say("chiffres :"), row) for row in json.loads(figures or "{}").values()
        ]
        return [
            f"<strong>{esc(head)}</strong> "
            + " / ".join(f"{esc(text)} ({self.cites(cited, MOST_DISPUTED)})" for text, cited in row.items())
            for head, row in rows
        ]


def _cited(tellings: Sequence[Telling]) -> str:
    return " ".join(dict.fromkeys(f"{telling.number}:{telling.sentence}" for telling in tellings))
