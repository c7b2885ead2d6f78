"""Who acts or is named, and where, over all articles."""

from __future__ import annotations

from ....measure.tables import Column, table
from ....measure.tables.declared import Rows
from ..collection import Collection

MOST = 400  # rows of a table that is kept whole for the data
KIND = "person, organisation, state, group or place; of an actor the one that most articles give it"


@table(
    Column("kind", KIND, label="Sorte"),
    Column("actor", "name, forms merged", label="Nom"),
    Column("articles", "articles where it stands", "int64", label="Articles"),
    Column("mentions", "times it stands there, of actors titles and pronouns too", "int64", label="Mentions"),
    Column("first", "first day", label="Du"),
    Column("last", "last day", label="Au"),
    Column("cited", "article:sentence, a dozen", label="Article·phrase"),
    Column("doubtful", "true where no article is sure that it is an actor", "bool", label="Doute"),
)
def actors(collection: Collection) -> Rows:
    """Who acts or is named: actors with a name, and places.

    `first_stated` and `last_stated` are the first and last days that an article states as its own.
    """
    return collection.sql(f"""
        WITH m AS (SELECT k.number, k.day, k.certainty <> 'inferred' AS stated, p.* EXCLUDE (article)
                   FROM present p JOIN kept k USING (article))
        SELECT kind, actor, count(*) AS articles, CAST(sum(mentions) AS BIGINT) AS mentions,
               strftime(min(day), '%Y-%m-%d') AS first, strftime(max(day), '%Y-%m-%d') AS last,
               strftime(min(day) FILTER (stated), '%Y-%m-%d') AS first_stated,
               strftime(max(day) FILTER (stated), '%Y-%m-%d') AS last_stated,
               array_to_string(list(number || ':' || sentence ORDER BY number)[1:12], ' ') AS cited,
               bool_and(doubtful) AS doubtful
        FROM m GROUP BY kind, actor ORDER BY articles DESC, mentions DESC, kind, actor LIMIT {MOST * 5}""")


@table(
    Column("name", "place", label="Lieu"),
    Column("country", "ISO 3166 code"),
    Column("latitude", "degrees", "double"),
    Column("longitude", "degrees", "double"),
    Column("count", "articles that name it", "int64", label="Articles"),
    Column("mentions", "times it is named", "int64", label="Mentions"),
    Column("cited", "article:sentence, a dozen", label="Article·phrase"),
)
def places(collection: Collection) -> Rows:
    """Places named."""
    return collection.sql(f"""
        WITH m AS (SELECT k.number, n.actor AS name, e.country, round(e.latitude, 2) AS latitude,
                          round(e.longitude, 2) AS longitude, min(e.sentence) AS sentence, sum(e.count) AS mentions
                   FROM entities e JOIN kept k USING (article)
                   JOIN who n ON n.article = e.article AND n.id = e.id AND n.kind = 'place'
                   WHERE e.latitude IS NOT NULL GROUP BY ALL)
        SELECT name, any_value(country) AS country, latitude, longitude, count(*) AS count,
               CAST(sum(mentions) AS BIGINT) AS mentions,
               array_to_string(list(number || ':' || sentence ORDER BY number)[1:12], ' ') AS cited
        FROM m GROUP BY name, latitude, longitude ORDER BY count DESC, mentions DESC, name LIMIT {MOST}""")
