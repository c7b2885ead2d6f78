"""Who is who over all articles of a collection, once, before any table is made: the tables `who` and `present`.

`who` (article, id, kind, actor, …): a row of an article, and the name it has in the review. `present` (article, kind,
actor, …): how often each stands in an article. The kind of an actor is the one that most articles give it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from ...lexicons import keys
from ...model.typography import key
from ...show.formats import bare
from ..dataset import Dataset
from .actors import ActorIndex, NameForm, merge

MOST_NAMES = 20_000  # names that are compared with one another, those of most articles first
_ARTICLES = ("le ", "la ", "les ", "l'")
# Actors with a name and places, as each chosen article has them; a paper reports, it does not act.
_CALLED = """CREATE OR REPLACE VIEW called AS
    SELECT a.article, a.id, a.kind, CASE a.kind WHEN 'person' THEN a.kind ELSE 'body' END AS label, a.name, a.forms,
           a.mentions, a.sentence, a.doubtful
    FROM actors a JOIN chosen c USING (article) WHERE a.named AND (a.kind = 'person' OR a.name NOT IN (SELECT name FROM reporting))
    UNION ALL SELECT e.article, e.id, 'place', 'place', e.name, e.forms, e.count, e.sentence, false
    FROM entities e JOIN chosen USING (article) WHERE e.label = 'LOC'"""
_REPORTING = """CREATE OR REPLACE TABLE reporting AS SELECT name FROM (
        SELECT DISTINCT a.name FROM actors a JOIN chosen USING (article) WHERE a.named AND a.kind <> 'person')
    WHERE is_paper(name)"""
_WHO = (
    """CREATE OR REPLACE TABLE kinds AS SELECT label, actor, kind FROM called JOIN merged USING (label, name)
       GROUP BY label, actor, kind
       QUALIFY row_number() OVER (PARTITION BY label, actor ORDER BY count(DISTINCT article) DESC, kind) = 1""",
    """CREATE OR REPLACE TABLE who AS
       SELECT c.article, c.id, k.kind, k.actor, c.forms, c.mentions, c.sentence, c.doubtful
       FROM called c JOIN merged m USING (label, name) JOIN kinds k ON k.label = c.label AND k.actor = m.actor""",
    """CREATE OR REPLACE VIEW present AS
       SELECT article, kind, actor, sum(mentions) AS mentions, min(sentence) AS sentence, bool_and(doubtful) AS doubtful
       FROM who GROUP BY article, kind, actor""",
)


def identify(dataset: Dataset) -> ActorIndex:
    """Who is who in the articles of the table `chosen`; makes the tables `who` and `present`."""
    _set_reporting(dataset)
    dataset.connection.execute(_CALLED)
    rows = dataset.sql(f"""
        SELECT label, name, list(DISTINCT forms) AS forms, count(DISTINCT article) AS articles
        FROM called GROUP BY label, name ORDER BY articles DESC, label, name LIMIT {MOST_NAMES}""")
    found = merge(
        NameForm(label, name, names_in(forms), int(articles))
        for label, name, forms, articles in rows.itertuples(index=False)
    )
    _keep(dataset, found)
    return found


def _set_reporting(dataset: Dataset) -> None:
    """The table `reporting`: names of papers, by the articles read and by the press that everybody knows."""
    papers = dataset.connection.execute("SELECT DISTINCT outlet FROM chosen WHERE outlet <> ''").fetchall()
    press = keys("entities/press.txt") | keys("entities/agencies.txt")
    known = frozenset(map(unarticled, press)) | {unarticled(name) for (name,) in papers}
    dataset.connection.create_function("is_paper", lambda name: unarticled(name) in known, ["VARCHAR"], "BOOLEAN")
    dataset.connection.execute(_REPORTING)


def unarticled(name: str) -> str:
    """The name of a paper without case, accents and article: « Le Fleuve » is « FLEUVE »."""
    told = key(name)
    first = next((article for article in _ARTICLES if told.startswith(article)), "")
    return told[len(first) :]


def _keep(dataset: Dataset, found: ActorIndex) -> None:
    frame = pd.DataFrame(
        [(label, name, actor) for (label, name), actor in sorted(found.names.items())],
        columns=["label", "name", "actor"],
        dtype="string",
    )
    dataset.connection.register("merged", frame)
    for query in _WHO:
        dataset.connection.execute(query)
    dataset.connection.unregister("merged")


def names_in(told: Iterable[Any]) -> frozenset[str]:
    """The names among the forms of an actor, told as « Awa Diallo | la maire »: a title is anybody's."""
    return frozenset(form for each in told for form in bare(each).split(" | ") if form[:1].isupper())
