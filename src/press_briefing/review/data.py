"""The tables of a review as files: one CSV a view, their codebook, and the articles' own rows as a dataset."""
from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from .. import dataset, tables
from ..analysis import in_doubt
from ..dataset.schema import arrow
from ..dataset.storage import store
from ..dataset.writer import claim, marker, part
from .collection import READING, Collection
from .gather import OUTLETS
from .page import Review

# Articles up to which the rows a review rests on are filed with it: some 40 kB an article.
MOST_FILED = 5_000
KEY = "review"

# table -> column -> what it holds
CODEBOOK: dict[str, dict[str, str]] = {
    "articles": {       # the first 20,000
        "number": "number in the review, by date", "day": "date, YYYY-MM-DD", "certainty": "how the date is known",
        "title": "title", "outlet": "paper, as far as the capture says", "source": "name of the capture",
        "words": "words", "copy_of": "number of the article it repeats, which alone is counted",
        "article": "id of the article in the dataset",
    },
    "unread": {"origin": "where it came from", "why": "why it could not be read"},
    "copies": {
        "of": "number of the article counted", "number": "number of the one that repeats it",
        "alike": "share of runs of words in common", "day": "its date", "title": "its title", "outlet": "its paper",
        "source": "its capture",
    },
    "volume": {"start": "first day of the day, week, month or year", "articles": "articles counted",
               "copies": "articles that repeat another"},
    "actors": {
        "kind": "person, organisation, state, group or place; of an actor the one that most articles give it",
        "actor": "name, forms merged", "articles": "articles where it stands",
        "mentions": "times it stands there, of actors titles and pronouns too",
        "first": "first day", "last": "last day", "cited": "article:sentence, a dozen",
        "doubtful": "true where no article is sure that it is an actor",
    },
    "words": {
        "lemma": "dictionary form", "articles": "articles that hold it", "occurrences": "times in all",
        "expected": "times that ordinary French would give", "likelihood": "G2, how sure the difference is",
        "cited": "article:sentence, a dozen",
    },
    "trends": {
        "kind": "as in actors, empty for a word", "term": "word or name", "earlier": "articles of the earlier part",
        "later": "articles of the later part", "ratio": "odds ratio with informative prior, above 1: rises",
        "low": "its 95 % interval, from", "high": "to", "chance": "how often chance alone goes as far",
    },
    "chronology": {
        "date": "EDTF date most articles give", "label": "words of one of them", "actors": "names", "places": "places",
        "articles": "how many articles tell it", "certainty": "of the joining: sure, likely, one (article)",
        "kind": "event, background or planned", "cited": "article:sentence of every telling",
        "dates": "JSON: each date and who gives it, when they cannot all hold",
        "figures": "JSON: figures that do not agree, and who gives them", "others": "words of the other tellings",
        "deduced": "those of its dates that no article states: they were inferred",
    },
    "quoting": {
        "who": "who is quoted, names merged", "named": "whether a name was found", "outlet": "by which paper",
        "articles": "in how many articles", "quotations": "how many times", "words": "how many words",
        "cited": "article:sentence, a dozen", "source_type": "named, institutional, office or anonymous",
        "kind_doubtful": tables.CODEBOOK["claims"]["kind_doubtful"],
    },
    "shared": {"words": "the quotation", "speakers": "who is said to have said it",
               "articles": "in how many articles", "cited": "article:sentence"},
    "tone": {
        "outlet": "paper", "articles": "articles", "mean": "mean over articles of their mean charge, -1 to 1",
        "deviation": "standard deviation of the articles' means", "cited": "article:sentence of the most charged",
        "low": "95 % interval, from; empty below five articles", "high": "to",
    },
    "places": {
        "name": "place", "country": "ISO 3166 code", "latitude": "degrees", "longitude": "degrees",
        "count": "articles that name it", "mentions": "times it is named", "cited": "article:sentence, a dozen",
    },
}


def every_table(review: Review) -> dict[str, pd.DataFrame]:
    """The tables of a review, by name, with the columns of `CODEBOOK`, also when empty."""
    unread = pd.DataFrame(review.collection.reading.unread, columns=["origin", "why"])
    quoting = review.quoting.assign(kind_doubtful=[in_doubt(kind) for kind in review.quoting["source_type"]])
    found = {"articles": review.articles, "unread": unread, "copies": review.copied, "volume": review.volumes,
             "actors": review.named, "words": review.words, "trends": review.moving, "chronology": review.chronicle,
             "quoting": quoting, "shared": review.shared, "tone": review.charges, "places": review.places}
    return {name: table[list(CODEBOOK[name])] for name, table in found.items()}


def codebook() -> str:
    """The codebook of the tables, as Markdown."""
    parts = ["# Codebook", "", "One CSV a table, UTF-8. `cited` is `article:sentence`, the number of the article in "
             "`articles.csv` and of the sentence in it.", ""]
    for name, columns in CODEBOOK.items():
        parts += [f"## {name}.csv", "", "| column | meaning |", "|---|---|"]
        parts += [f"| `{column}` | {meaning} |" for column, meaning in columns.items()] + [""]
    return "\n".join(parts)


def write_data(review: Review, folder: Path) -> list[Path]:
    """The tables of a review as CSV, and their codebook."""
    folder.mkdir()
    (folder / "CODEBOOK.md").write_text(codebook(), encoding="utf-8")
    for name, table in every_table(review).items():
        (folder / f"{name}.csv").write_bytes(tables.csv(table))
    return sorted(folder.iterdir())


def extract(collection: Collection, target: Path) -> None:
    """The rows of the review's articles as a dataset of one unit, so that its notebook runs again where it lies.

    The same articles give the same bytes: rows stand in order of article and in that of their own table.
    """
    import pyarrow.parquet as pq

    place = store(str(target))
    claim(place)
    parts = {}
    for name in dataset.table_names():
        query = f"SELECT t.* FROM {name} t JOIN chosen c USING (article) ORDER BY c.number"
        rows = collection.dataset.connection.cursor().sql(query).to_arrow_table().cast(arrow(name))
        path = target / part(name, KEY)
        path.parent.mkdir(exist_ok=True)
        pq.write_table(rows, path, compression="zstd")
        parts[name] = path.stat().st_size
    query = "SELECT article, outlet FROM chosen ORDER BY number"
    papers = collection.dataset.connection.cursor().sql(query).to_arrow_table()
    (target / OUTLETS).mkdir()
    pq.write_table(papers, target / part(OUTLETS, KEY), compression="zstd")
    reading = json.dumps(collection.reading.to_dict(), ensure_ascii=False, indent=1)
    (target / READING).write_text(reading + "\n", encoding="utf-8")
    articles = tuple(row[0] for row in
                     collection.dataset.connection.execute("SELECT article FROM chosen ORDER BY number").fetchall())
    place.write(marker(KEY), dataset.Unit(KEY, articles, parts).to_json())
