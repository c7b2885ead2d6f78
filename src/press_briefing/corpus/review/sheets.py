"""The tables of a review: declared columns, filled by its views."""

from __future__ import annotations

import pandas as pd

from ...measure import tables
from ...measure.tables import Column, Table, table
from ...measure.tables.declared import Rows
from ...model.analysis import in_doubt
from .page import Review


@table(
    Column("number", "number in the review, by date", "int64"),
    Column("day", "date, YYYY-MM-DD"),
    Column("certainty", "how the date is known"),
    Column("title", "title"),
    Column("outlet", "paper, as far as the capture says"),
    Column("source", "name of the capture"),
    Column("words", "words", "int64"),
    Column("copy_of", "number of the article it repeats, which alone is counted", "int64"),
    Column("article", "id of the article in the dataset"),
)
def articles(review: Review) -> Rows:
    """Articles of the review, the first 20,000."""
    return review.articles


@table(
    Column("origin", "where it came from"),
    Column("why", "why it could not be read"),
)
def unread(review: Review) -> Rows:
    """What could not be read."""
    return ({"origin": origin, "why": why} for origin, why in review.collection.reading.unread)


@table(
    Column("of", "number of the article counted", "int64"),
    Column("number", "number of the one that repeats it", "int64"),
    Column("alike", "share of runs of words in common", "double"),
    Column("day", "its date"),
    Column("title", "its title"),
    Column("outlet", "its paper"),
    Column("source", "its capture"),
)
def copies(review: Review) -> Rows:
    """Articles that repeat another."""
    return review.copied


@table(
    Column("start", "first day of the day, week, month or year"),
    Column("articles", "articles counted", "int64"),
    Column("copies", "articles that repeat another", "int64"),
)
def volume(review: Review) -> Rows:
    """Articles by day, week, month or year."""
    return review.volumes


@table(
    Column("kind", "person, organisation, state, group or place; of an actor the one that most articles give it"),
    Column("actor", "name, forms merged"),
    Column("articles", "articles where it stands", "int64"),
    Column("mentions", "times it stands there, of actors titles and pronouns too", "int64"),
    Column("first", "first day"),
    Column("last", "last day"),
    Column("cited", "article:sentence, a dozen"),
    Column("doubtful", "true where no article is sure that it is an actor", "bool"),
)
def actors(review: Review) -> Rows:
    """Who acts or is named: actors with a name, and places."""
    return review.named


@table(
    Column("lemma", "dictionary form"),
    Column("articles", "articles that hold it", "int64"),
    Column("occurrences", "times in all", "int64"),
    Column("expected", "times that ordinary French would give", "double"),
    Column("likelihood", "G2, how sure the difference is", "double"),
    Column("cited", "article:sentence, a dozen"),
)
def words(review: Review) -> Rows:
    """Words, compared with ordinary French."""
    return review.words


@table(
    Column("kind", "as in actors, empty for a word"),
    Column("term", "word or name"),
    Column("earlier", "articles of the earlier part", "int64"),
    Column("later", "articles of the later part", "int64"),
    Column("ratio", "odds ratio with informative prior, above 1: rises", "double"),
    Column("low", "its 95 % interval, from", "double"),
    Column("high", "to", "double"),
    Column("chance", "how often chance alone goes as far", "double"),
)
def trends(review: Review) -> Rows:
    """What rises and falls within the period."""
    return review.moving


@table(
    Column("date", "EDTF date most articles give"),
    Column("label", "words of one of them"),
    Column("actors", "names"),
    Column("places", "places"),
    Column("articles", "how many articles tell it", "int64"),
    Column("certainty", "of the joining: sure, likely, one (article)"),
    Column("kind", "event, background or planned"),
    Column("cited", "article:sentence of every telling"),
    Column("dates", "JSON: each date and who gives it, when they cannot all hold"),
    Column("figures", "JSON: figures that do not agree, and who gives them"),
    Column("others", "words of the other tellings"),
    Column("deduced", "those of its dates that no article states: they were inferred"),
)
def chronology(review: Review) -> Rows:
    """Happenings, those that several papers tell joined."""
    return review.chronicle


@table(
    Column("who", "who is quoted, names merged"),
    Column("named", "whether a name was found", "bool"),
    Column("outlet", "by which paper"),
    Column("articles", "in how many articles", "int64"),
    Column("quotations", "how many times", "int64"),
    Column("words", "how many words", "int64"),
    Column("cited", "article:sentence, a dozen"),
    Column("source_type", "named, institutional, office or anonymous"),
    Column("kind_doubtful", tables.claims.meanings["kind_doubtful"]),
)
def quoting(review: Review) -> Rows:
    """Who is quoted, and by whom."""
    return review.quoting.assign(kind_doubtful=[in_doubt(kind) for kind in review.quoting["source_type"]])


@table(
    Column("words", "the quotation"),
    Column("speakers", "who is said to have said it"),
    Column("articles", "in how many articles", "int64"),
    Column("cited", "article:sentence"),
)
def shared(review: Review) -> Rows:
    """Quotations in several articles."""
    return review.shared


@table(
    Column("outlet", "paper"),
    Column("articles", "articles", "int64"),
    Column("mean", "mean over articles of their mean charge, -1 to 1", "double"),
    Column("deviation", "standard deviation of the articles' means", "double"),
    Column("cited", "article:sentence of the most charged"),
    Column("low", "95 % interval, from; empty below five articles", "double"),
    Column("high", "to", "double"),
)
def tone(review: Review) -> Rows:
    """Tone by paper."""
    return review.charges


@table(
    Column("name", "place"),
    Column("country", "ISO 3166 code"),
    Column("latitude", "degrees", "double"),
    Column("longitude", "degrees", "double"),
    Column("count", "articles that name it", "int64"),
    Column("mentions", "times it is named", "int64"),
    Column("cited", "article:sentence, a dozen"),
)
def places(review: Review) -> Rows:
    """Places named."""
    return review.places


TABLES: dict[str, Table[Review]] = {
    declared.name: declared
    for declared in (articles, unread, copies, volume, actors, words, trends, chronology, quoting, shared, tone, places)
}


def every_table(review: Review) -> dict[str, pd.DataFrame]:
    """The tables of a review, by name, with their declared columns, also when empty."""
    return {name: declared(review) for name, declared in TABLES.items()}


def codebook() -> str:
    """The codebook of the tables, as Markdown."""
    return tables.markdown(
        TABLES.values(),
        "One CSV a table, UTF-8. `cited` is `article:sentence`, the number of the article in "
        "`articles.csv` and of the sentence in it.",
    )
