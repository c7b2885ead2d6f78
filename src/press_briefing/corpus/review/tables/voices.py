"""Who quotes whom, and the same words in several articles."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ....measure import tables
from ....measure.tables import Column, table
from ....measure.tables.declared import Rows
from ....model.analysis import in_doubt
from ....model.typography import key
from ....show.formats import bare
from ..collection import Collection
from .names import MOST

LEAST_WORDS = 6  # of a quotation that two articles share: « sans délai » is anybody's
# A quotation and the name that its speaker has in the review; one without a name keeps the words that describe him.
_SPOKEN = """quotes q JOIN kept k USING (article)
    LEFT JOIN who w ON w.article = q.article AND w.id = q.actor AND w.kind <> 'place'"""


@table(
    Column("who", "who is quoted, names merged", label="Qui parle"),
    Column("named", "whether a name was found", "bool"),
    Column("outlet", "by which paper", label="Journaux"),
    Column("articles", "in how many articles", "int64", label="Articles"),
    Column("quotations", "how many times", "int64", label="Citations"),
    Column("words", "how many words", "int64", label="Mots"),
    Column("cited", "article:sentence, a dozen", label="Article·phrase"),
    Column("source_type", "named, institutional, office or anonymous", label="Sorte"),
    Column("kind_doubtful", tables.claims.meanings["kind_doubtful"]),
)
def quoting(collection: Collection) -> Rows:
    """Who is quoted, and by whom.

    `source_type` is the surest of a speaker's quotations: by chance the order of the alphabet, from the end.
    """
    found = collection.sql(f"""
        WITH q AS (SELECT coalesce(w.actor, q.speaker) AS who, q.named, k.outlet,
                          coalesce(q.source_type, '') AS source_type, k.number, q.size, q.sentence
                   FROM {_SPOKEN} WHERE q.speaker <> '')
        SELECT who, named, outlet, count(DISTINCT number) AS articles, count(*) AS quotations,
               CAST(sum(size) AS BIGINT) AS words,
               array_to_string(list(number || ':' || sentence ORDER BY number, sentence)[1:12], ' ') AS cited,
               max(source_type) AS source_type
        FROM q GROUP BY who, named, outlet ORDER BY articles DESC, quotations DESC, who, outlet LIMIT 10000""")
    return found.assign(kind_doubtful=[in_doubt(kind) for kind in found["source_type"]])


def speakers(quoting: pd.DataFrame) -> pd.DataFrame:
    """One row a speaker of the table `quoting`: over how many articles and papers, the most quoted first."""
    if quoting.empty:
        return pd.DataFrame(
            columns=["who", "named", "articles", "quotations", "words", "outlet", "cited", "source_type"]
        )
    found = (
        quoting.groupby(["who", "named"], sort=False)
        .agg(
            articles=("articles", "sum"),
            quotations=("quotations", "sum"),
            words=("words", "sum"),
            outlet=("outlet", lambda told: " | ".join(sorted(filter(None, told)))),
            cited=("cited", " ".join),
            source_type=("source_type", "max"),
        )
        .reset_index()
    )
    order = {"named": False, "articles": False, "words": False, "who": True}
    return found.sort_values(list(order), ascending=list(order.values()), ignore_index=True).head(MOST)


@table(
    Column("words", "the quotation", label="Citation"),
    Column("speakers", "who is said to have said it", label="Attribuée à"),
    Column("articles", "in how many articles", "int64", label="Articles"),
    Column("cited", "article:sentence", label="Article·phrase"),
)
def shared(collection: Collection) -> Rows:
    """Quotations in several articles (copies left out)."""
    rows = collection.sql(f"""
        SELECT q.words, coalesce(w.actor, q.speaker), k.number, q.sentence FROM {_SPOKEN}
        WHERE q.size >= {LEAST_WORDS} AND lower(q.words) IN (
            SELECT lower(q.words) FROM quotes q JOIN kept k USING (article) WHERE q.size >= {LEAST_WORDS}
            GROUP BY lower(q.words) HAVING count(DISTINCT k.number) > 1)
        ORDER BY k.number, q.sentence LIMIT 5000""")
    found: dict[str, dict[str, Any]] = {}
    for words, speaker, article, sentence in rows.itertuples(index=False):
        row = found.setdefault(key(words), {"words": words, "speakers": {}, "cited": {}})
        row["speakers"][bare(speaker)] = None
        row["cited"].setdefault(article, f"{article}:{sentence}")
    made = pd.DataFrame(map(_shared, found.values()), columns=["words", "speakers", "articles", "cited"])
    return made.sort_values(["articles", "words"], ascending=[False, True], ignore_index=True)


def _shared(row: dict[str, Any]) -> tuple[str, str, int, str]:
    cited = row["cited"].values()
    return row["words"], " | ".join(filter(None, row["speakers"])), len(cited), " ".join(cited)
