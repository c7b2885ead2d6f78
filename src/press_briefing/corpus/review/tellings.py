"""What each article of a collection tells, with the names it has over all articles: what happenings are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ...measure.tables import is_deduced
from ...model.analysis import Quantity
from ...model.analysis.comparing import COMPARED
from ...model.typography import key
from ...show.formats import bare
from ...show.views.places import is_country
from .collection import Collection
from .happenings import ArticleTelling
from .who import names_in

MOST_TELLINGS = 20_000  # compared with one another: those of the days most articles speak of
Known = dict[tuple[str, str, bool], tuple[str, str]]


@dataclass(frozen=True)
class _About:
    """What is known of names and figures, asked once for all tellings.

    `who`: (article, id, whether it is a place) -> (name in the review, kind). `lands`: place -> its country, and
    whether it is a town: two happenings in two of them are two. `spoken`: name -> the words of all its forms, « CEDEAO »
    is no more a word than the full name is. `figures`: (article, sentence) -> its figures.
    """

    who: Known
    lands: dict[str, tuple[str, bool]]
    spoken: dict[str, set[str]]
    figures: dict[tuple[str, int], list[Quantity]]


def tellings(collection: Collection, among: str = "kept") -> list[ArticleTelling]:
    """The rows of the articles' own chronologies, copies and doubtful rows left out.

    `among`: `kept`, the articles of the period, or `compared`, those before it.
    """
    rows = collection.sql(f"""
        SELECT k.number, c.sentence, coalesce(c.date, '') AS date, c.label,
               concat_ws(' ', c.actor_ids, c.target_ids) AS actors, c.place_ids AS places, c.kind,
               c.quantities, k.article, c.certainty, c.resolved, k.certainty AS published, c.status, c.negated
        FROM chronology c JOIN {among} k USING (article)
        JOIN (SELECT date, count(DISTINCT article) AS told FROM chronology GROUP BY date) d
          ON d.date IS NOT DISTINCT FROM c.date
        WHERE c.certainty IS DISTINCT FROM 'none' AND NOT coalesce(c.doubtful, false)
        ORDER BY d.told DESC, c.date, k.number, c.sentence, c.label LIMIT {MOST_TELLINGS}""")
    who = _who(collection, rows["article"].unique().tolist())
    about = _About(who, _lands(collection, among), _spoken(collection, among), _figures(collection, among))
    return [_telling(row, about) for row in rows.itertuples(index=False)]


def _who(collection: Collection, articles: Sequence[str]) -> Known:
    wanted = pd.DataFrame({"article": pd.Series(articles, dtype="string")})
    rows = collection.sql("SELECT article, id, actor, kind FROM who JOIN wanted USING (article)", wanted=wanted)
    return {(article, one, kind == "place"): (actor, kind) for article, one, actor, kind in rows.to_numpy().tolist()}


def _spoken(collection: Collection, among: str) -> dict[str, set[str]]:
    rows = collection.sql(f"SELECT DISTINCT actor, forms FROM who JOIN {among} USING (article) ORDER BY ALL")
    found: dict[str, set[str]] = {}
    for actor, forms in rows.itertuples(index=False):
        words = key(" ".join((actor, *sorted(names_in([forms]))))).replace("'", " ").replace("-", " ").split()
        found.setdefault(key(actor), set()).update(words)
    return found


def _lands(collection: Collection, among: str) -> dict[str, tuple[str, bool]]:
    rows = collection.sql(f"""
        SELECT DISTINCT n.actor, e.country FROM entities e JOIN {among} USING (article)
        JOIN who n ON n.article = e.article AND n.id = e.id AND n.kind = 'place' ORDER BY ALL""")
    return {
        key(name): (bare(code), not is_country(name, bare(code)))
        for name, code in rows.to_numpy().tolist()
        if bare(code)
    }


def _figures(collection: Collection, among: str) -> dict[tuple[str, int], list[Quantity]]:
    """The figures of the sentences that tell a dated happening."""
    kinds = ", ".join(f"'{kind}'" for kind in COMPARED)
    rows = collection.sql(f"""
        SELECT DISTINCT q.article, q.sentence, q.text, q.value, q.unit, q.per, q.bound, q.kind, q.what, q.second,
               q.cause
        FROM quantities q JOIN chronology c ON c.article = q.article AND c.sentence = q.sentence
        JOIN {among} k ON k.article = q.article
        WHERE q.kind IN ({kinds}) AND NOT q.again ORDER BY ALL""")
    found: dict[tuple[str, int], list[Quantity]] = {}
    for row in rows.to_dict("records"):
        found.setdefault((row["article"], int(row["sentence"])), []).append(_quantity(row))
    return found


def _quantity(row: Mapping[Any, Any]) -> Quantity:
    """A row of the table of quantities; where it stands does not matter here."""
    return Quantity(
        0,
        1,
        row["text"],
        float(row["value"]),
        bare(row["unit"]),
        tuple(filter(None, bare(row["per"]).split(" | "))),
        bare(row["bound"]) or "exact",
        bare(row["what"]),
        kind=bare(row["kind"]),
        second=float(row["second"]) if bare(row["second"]) else None,
        cause=bare(row["cause"]),
    )


def _telling(row: Any, about: _About) -> ArticleTelling:
    actors = _named(row.article, row.actors, about.who, place=False)
    places = _named(row.article, row.places, about.who, place=True)
    told = set(bare(row.quantities).split(" | "))
    return ArticleTelling(
        number=int(row.number),
        sentence=int(row.sentence),
        date=row.date,
        label=row.label,
        actors=frozenset(actors),
        places=frozenset(places),
        people=frozenset(name for name, kind in actors.items() if kind == "person"),
        towns=frozenset(name for name in places if about.lands.get(name, ("", False))[1]),
        countries=frozenset(about.lands[name][0] for name in places if name in about.lands),
        spoken=frozenset(word for name in (*actors, *places) for word in about.spoken.get(name, ())),
        kind=bare(row.kind),
        figures=tuple(q for q in about.figures.get((row.article, int(row.sentence)), ()) if q.text in told),
        deduced=is_deduced(bare(row.certainty), bare(row.resolved), bare(row.published)),
        manner=_manner(bare(row.status), row.negated),
    )


def _manner(status: str, negated: bool) -> str:
    if negated or status == "denied":
        return "denied"
    return "alleged" if status == "alleged" else "told"


def _named(article: str, ids: Any, who: Known, *, place: bool) -> dict[str, str]:
    """Key of the name -> kind, of some actors or places of an article."""
    known = (who[found] for one in bare(ids).split() if (found := (article, one, place)) in who)
    return {key(name): kind for name, kind in dict(known).items()}
