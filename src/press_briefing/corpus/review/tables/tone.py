"""How charged the words of each paper are."""

from __future__ import annotations

import math

from ....measure.tables import Column, table
from ....measure.tables.declared import Rows
from ..collection import Collection
from ..trends import mean_interval


@table(
    Column("outlet", "paper", label="Journal"),
    Column("articles", "articles", "int64", label="Articles"),
    Column("mean", "mean over articles of their mean charge, -1 to 1", "double", label="Tonalité moyenne"),
    Column("deviation", "standard deviation of the articles' means", "double"),
    Column("cited", "article:sentence of the most charged", label="Phrases les plus chargées"),
    Column("low", "95 % interval, from; empty below five articles", "double", label="Intervalle à 95 %"),
    Column("high", "to", "double"),
)
def tone(collection: Collection) -> Rows:
    """Tone by paper: of its articles the mean, Student's interval, and where it is strongest."""
    rows = collection.sql("""
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
