"""Words that are the period's own, and what rises and falls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import pandas as pd

from ....measure.tables import Column, table
from ....measure.tables.declared import Rows
from .. import trends as statistics
from ..collection import Collection
from .names import MOST

FEW, OF_FEW, OF_MANY = 30, 2, 3  # below FEW articles a word of OF_FEW articles is listed, else one of OF_MANY
HOLDING = 6  # articles cited for a word or name that rises or falls
CONTENT = "('NOUN', 'VERB', 'ADJ')"


@table(
    Column("lemma", "dictionary form", label="Mot"),
    Column("articles", "articles that hold it", "int64", label="Articles"),
    Column("occurrences", "times in all", "int64", label="Occurrences"),
    Column("expected", "times that ordinary French would give", "double", label="Attendues"),
    Column("likelihood", "G2, how sure the difference is", "double", label="Sûreté (G²)"),
    Column("cited", "article:sentence, a dozen", label="Article·phrase"),
)
def words(collection: Collection) -> Rows:
    """Words, compared with ordinary French; those most the period's own first (G², Dunning 1993)."""
    least = OF_FEW if collection.kept < FEW else OF_MANY
    return collection.sql(f"""
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


@dataclass(frozen=True)
class Parts:
    """Two sets of articles that are compared: the period `before` with this one, or its two `halves`.

    `split` is the query of their rows (article, number, late); `earlier` and `later` count their articles.
    """

    how: Literal["before", "halves"]
    split: str
    earlier: int
    later: int

    @property
    def enough(self) -> bool:
        """Whether both hold enough articles to compare."""
        return min(self.earlier, self.later) >= statistics.LEAST_ARTICLES


def parts(collection: Collection) -> Parts:
    """The period before and this one, where that holds enough articles; else the two halves of this one."""
    before = collection.one("SELECT count(*) FROM compared")[0] >= statistics.LEAST_ARTICLES
    split = _before_and_after() if before else _halves(collection)
    counts = collection.one(f"SELECT count(*) FILTER (NOT late), count(*) FILTER (late) FROM ({split})")
    return Parts("before" if before else "halves", split, *map(int, counts))


def _before_and_after() -> str:
    return (
        "SELECT article, number, false AS late FROM compared UNION ALL SELECT article, number, true AS late FROM kept"
    )


def _halves(collection: Collection) -> str:
    if collection.days is None:
        return "SELECT article, number, true AS late FROM kept WHERE false"
    first, last = collection.days
    middle = first + timedelta(days=((last - first).days + 1) // 2)
    return f"SELECT article, number, day >= DATE '{middle}' AS late FROM kept WHERE day IS NOT NULL"


@table(
    Column("kind", "as in actors, empty for a word", label="Sorte"),
    Column("term", "word or name", label="Terme"),
    Column("earlier", "articles of the earlier part", "int64", label="Articles avant"),
    Column("later", "articles of the later part", "int64", label="Articles après"),
    Column("ratio", "odds ratio with informative prior, above 1: rises", "double", label="Rapport de cotes"),
    Column("low", "its 95 % interval, from", "double", label="Intervalle à 95 %"),
    Column("high", "to", "double"),
    Column("chance", "how often chance alone goes as far", "double"),
)
def trends(collection: Collection) -> Rows:
    """What rises and falls within the period: words and names whose share changes more than chance explains."""
    sets = parts(collection)
    counts = collection.sql(f"""
        WITH split AS ({sets.split})
        SELECT kind, term, count(DISTINCT number) FILTER (NOT late) AS earlier,
               count(DISTINCT number) FILTER (late) AS later FROM (
            SELECT '' AS kind, e.lemma AS term, s.number, s.late FROM words e JOIN split s USING (article)
            WHERE e.pos IN {CONTENT}
            UNION ALL SELECT e.kind, e.actor, s.number, s.late FROM present e JOIN split s USING (article))
        GROUP BY kind, term HAVING count(DISTINCT number) >= {statistics.LEAST_HOLDING} ORDER BY kind, term""")
    rows = (((kind, term), int(a), int(b)) for kind, term, a, b in counts.to_numpy().tolist())
    found = map(_row, statistics.moving(rows, sets.earlier, sets.later))
    names = ["kind", "term", "earlier", "later", "ratio", "low", "high", "chance"]
    return pd.DataFrame(found, columns=names).head(MOST)


def _row(row: statistics.Trend) -> tuple:
    interval = round(row.ratio, 4), round(row.low, 4), round(row.high, 4)
    return *row.term, row.earlier, row.later, *interval, float(f"{row.chance:.3g}")


def holding(collection: Collection, rows: pd.DataFrame) -> list[str]:
    """For each row of `trends`, some articles of the part where its term is more frequent, as « 3:12 7:4 »."""
    wanted = rows[["kind", "term"]].assign(row=range(len(rows)), late=rows["ratio"] > 1)
    found = collection.sql(
        f"""
        WITH split AS ({parts(collection).split}),
        held AS (SELECT '' AS kind, lemma AS term, article, sentence FROM words
                 UNION ALL SELECT kind, actor, article, sentence FROM present),
        firsts AS (SELECT w.row, k.number, min(h.sentence) AS sentence
                   FROM wanted w JOIN held h USING (kind, term) JOIN kept k USING (article) JOIN split s USING (article)
                   WHERE s.late = w.late GROUP BY w.row, k.number)
        SELECT row, array_to_string(list(number || ':' || sentence ORDER BY number)[1:{HOLDING}], ' ') AS cited
        FROM firsts GROUP BY row""",
        wanted=wanted,
    )
    cited = dict(zip(found["row"].tolist(), found["cited"].tolist(), strict=True))
    return [cited.get(row, "") for row in range(len(rows))]
