"""What stands on the first page of a review, as rows: each of the tables, none of it written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from ....show.formats import bare
from ..collection import STATED
from ..context import Review
from ..happenings import Happening, bounds_of
from ..joining import merge
from ..tables.volume import by_unit
from ..tellings import tellings

REPORTED, DISPUTED, NEW_NAMES, NEW_HAPPENINGS, ACTORS = 5, 4, 5, 3, 6  # rows of each part
# From so many new articles on a name must stand in two of them: one article always brings names of its own.
SEVERAL = 4
ACTING = ("person", "organisation", "state", "group")


@dataclass(frozen=True)
class Reported:
    """A happening of several articles: words of one, its date, how many articles and papers tell it, and where.

    `deduced`: no article states the date; `certainty` of the joining, `sure` or `likely`; `cited` as « 3:12 7:4 ».
    """

    words: str
    date: str
    deduced: bool
    articles: int
    papers: int
    certainty: str
    cited: str


@dataclass(frozen=True)
class Dispute:
    """What articles tell differently of one happening: `kind` number, date or version; each side and who has it.

    A side of a version is `told` (as a fact), `alleged` (on somebody's word) or `denied`.
    """

    kind: str
    words: str
    certainty: str
    sides: tuple[tuple[str, str], ...]
    deduced: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Compared:
    """Two sets of articles, by number: those `since` a day, and those of the days before it, from `earlier_since` on.

    `known`: the day of the last of the earlier articles, from which on what happens is news.
    """

    earlier: frozenset[int]
    later: frozenset[int]
    since: date
    until: date
    earlier_since: date
    known: date


@dataclass(frozen=True)
class NewName:
    """A name that stands in the later articles and in none of the earlier."""

    name: str
    articles: int
    cited: str


@dataclass(frozen=True)
class Course:
    """An actor over time: `counts` of articles, one a unit of the calendar, `articles` in all."""

    name: str
    counts: tuple[int, ...]
    articles: int
    mentions: int
    cited: str


def reported(review: Review) -> tuple[Reported, ...]:
    """What several articles report: what is of the period before what is recalled, told by most papers first."""
    table = review.tables["chronology"]
    papers = _papers(review)
    rows = [_reported(row, papers) for row in table[table["articles"] > 1].to_dict("records")]
    recalled = {id(row): is_recalled(review, row.date) for row in rows}
    rows.sort(key=lambda row: (recalled[id(row)], -row.papers, -row.articles, row.certainty != "sure"))
    return tuple(rows[:REPORTED])


def _reported(row: dict[Any, Any], papers: dict[int, str]) -> Reported:
    told = {papers.get(number, "") for number in articles_of(row["cited"])} - {""}
    deduced = row["date"] in row["deduced"].split()
    return Reported(
        _telling_most(row), row["date"], deduced, int(row["articles"]), len(told), row["certainty"], row["cited"]
    )


def _telling_most(row: dict[Any, Any]) -> str:
    """Of the words that articles have for a happening of one date, those with most names in them."""
    told = [row["label"], *([] if row["dates"] else row["others"].split(" | "))]
    return max(told, key=lambda label: sum(word[:1].isupper() for word in label.split()[1:]))


def _papers(review: Review) -> dict[int, str]:
    """The paper of each article, by its number; empty where none is known."""
    table = review.tables["articles"]
    return {int(number): bare(outlet) for number, outlet in table[["number", "outlet"]].to_numpy().tolist()}


def articles_of(cited: str) -> list[int]:
    """The numbers of the articles of « 3:12 7:4 », each once."""
    return list(dict.fromkeys(int(pair.split(":")[0]) for pair in bare(cited).split()))


def is_recalled(review: Review, told: str) -> bool:
    """Whether a happening was over before the period began."""
    end, days = bounds_of(told)[1], review.collection.days
    return bool(end and days) and end[:10] < str(days and days[0])


def disputes(review: Review) -> tuple[Dispute, ...]:
    """Where articles do not agree: numbers, then dates, then versions; all are in the chronology."""
    rows = review.tables["chronology"].to_dict("records")
    found = [one for row in rows for one in _disputes(row)]
    order = {"number": 0, "date": 1, "version": 2}
    return tuple(sorted(found, key=lambda one: (order[one.kind], one.certainty != "sure")))


def _disputes(row: dict[Any, Any]) -> Iterable[Dispute]:
    deduced = frozenset(row["deduced"].split())
    parts = [("number", told) for told in json.loads(row["figures"] or "{}").values()]
    parts += [(kind, json.loads(row[name])) for kind, name in (("date", "dates"), ("version", "versions")) if row[name]]
    for kind, told in parts:
        yield Dispute(kind, row["label"], row["certainty"], tuple(told.items()), deduced)


def compared(review: Review) -> Compared | None:
    """What the articles are compared with: the period before, else the days before the last ones that have articles.

    Only articles that state their date: one whose date was deduced may be of any day. None where nothing came before.
    """
    before, days = review.collection.period.before(), review.collection.days
    if days is None or review.collection.calendar is None:
        return None
    earlier, later = _numbers(review, "compared"), _numbers(review, "kept")
    if before and before.since and earlier and later:
        return Compared(frozenset(earlier), frozenset(later), *days, before.since, max(earlier.values()))
    unit = {number: review.collection.calendar.at(day) for number, day in later.items() if days[0] <= day <= days[1]}
    last = max(unit.values(), default=0)
    old = frozenset(number for number, place in unit.items() if place < last)
    if not old:
        return None
    new = frozenset(unit) - old
    since, until = (end(later[number] for number in new) for end in (min, max))
    first, known = (end(later[number] for number in old) for end in (min, max))
    return Compared(old, new, since, until, first, known)


def _numbers(review: Review, among: str) -> dict[int, date]:
    rows = review.collection.sql(f"SELECT number, day FROM {among} WHERE day IS NOT NULL AND {STATED}")
    return {int(number): day.date() for number, day in zip(rows["number"], rows["day"], strict=True)}


def new_names(review: Review, sets: Compared) -> tuple[NewName, ...]:
    """Actors of the later articles whom none of the earlier names."""
    wanted = pd.DataFrame({"number": sorted(sets.earlier | sets.later)})
    wanted["late"] = wanted["number"].isin(sets.later)
    kinds = ", ".join(f"'{kind}'" for kind in ACTING)
    rows = review.collection.sql(
        f"""
        SELECT p.actor, count(*) AS articles, CAST(sum(p.mentions) AS BIGINT) AS mentions,
               array_to_string(list(w.number || ':' || p.sentence ORDER BY w.number)[1:4], ' ') AS cited
        FROM present p JOIN chosen c USING (article) JOIN wanted w USING (number)
        WHERE p.kind IN ({kinds}) GROUP BY p.kind, p.actor
        HAVING bool_and(w.late) AND NOT bool_and(p.doubtful) AND count(*) >= {1 + (len(sets.later) >= SEVERAL)}
        ORDER BY articles DESC, mentions DESC, p.actor LIMIT {NEW_NAMES}""",
        wanted=wanted,
    )
    return tuple(
        NewName(name, int(n), cited) for name, n, cited in rows[["actor", "articles", "cited"]].to_numpy().tolist()
    )


def new_happenings(review: Review, sets: Compared) -> tuple[Happening, ...]:
    """Happenings that only the later articles tell, of the days since the earlier ones: of most articles, then the latest."""
    told = tellings(review.collection) + tellings(review.collection, "compared")
    rows = [row for row in merge(told) if all(telling.number in sets.later for telling in row.tellings)]
    rows = [row for row in rows if row.shown.kind != "background" and (bounds_of(row.date)[0] or "") >= str(sets.known)]
    rows.sort(key=lambda row: row.date, reverse=True)
    return tuple(sorted(rows, key=lambda row: -len(row.tellings))[:NEW_HAPPENINGS])


def courses(review: Review) -> tuple[Course, ...]:
    """The actors of most articles, and in how many of each day, week, month or year."""
    table = review.tables["actors"]
    table = table[table["kind"].isin(ACTING) & ~table["doubtful"]].head(ACTORS)
    counts = by_unit(review.collection, "actor", table)
    return tuple(
        Course(name, counts.get(name, ()), int(articles), int(mentions), cited)
        for name, articles, mentions, cited in table[["actor", "articles", "mentions", "cited"]].to_numpy().tolist()
    )
