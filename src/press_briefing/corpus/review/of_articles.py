"""The articles of a period as the subject of a report: what pages, manifest and crate of a press review say of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...report import archive
from ...report.manifest import sha256
from ...report.subject import Described, Entity, Subject
from .collection import Collection
from .context import Review
from .data import MOST_FILED, data_files, extract
from .views import title

if TYPE_CHECKING:
    from ...report.request import Request

KEYWORDS = 8
DATASET = "dataset"  # the folder of the rows a review rests on
ARTICLES = "#articles"  # the works, in the crate
PACKAGES = ("duckdb", "rensa")  # what chooses, counts and compares


def subject(collection: Collection, request: Request) -> Subject:
    """The articles of an open collection as the subject of a report."""
    review = Review.of(collection, language=request.language)
    articles = _articles(collection)
    held = sha256(repr((articles, collection.reading.to_dict())).encode("utf-8", "backslashreplace"))
    return Subject(
        identifier=_identifier(held, request),
        facts=_facts(review, len(articles), held),
        place=lambda folder: place(collection, folder),
        data=lambda: data_files(review),
        about=lambda: about(review),
        described=_described(review, request),
        means=_means(collection),
        packages=PACKAGES,
    )


def place(collection: Collection, folder: Path) -> dict[str, str]:
    """Put the articles' rows beside the notebook, unless they are too many; the parameter that leads to them.

    Parameters
    ----------
    folder: of the report.

    Returns
    -------
    Name of the parameter to its value.
    """
    if collection.count > MOST_FILED:
        source = collection.source
        return {"source": source if "://" in source else str(Path(source).resolve())}
    (folder / DATASET).mkdir()
    extract(collection, folder / DATASET)
    return {"source": DATASET}


def about(review: Review) -> dict[str, Any]:
    """What the pages say they are about."""
    days = review.collection.days
    return {
        "author": "",
        "article_language": "fr",
        "title": title(review),
        "date": str(days[1]) if days else "",
        "keywords": review.tables["actors"]["actor"].head(KEYWORDS).tolist(),
    }


def _articles(collection: Collection) -> list[tuple]:
    """Id and hash of the text of each article that is counted or compared, in order."""
    query = "SELECT article, sha256 FROM articles JOIN chosen USING (article) ORDER BY article"
    return collection.dataset.connection.execute(query).fetchall()


def _identifier(held: str, request: Request) -> str:
    """The id of a review: the hash of its articles, of what was not read, and of the request."""
    name = " ".join(filter(None, ("revue", request.parameters.get("since", ""), request.parameters.get("until", ""))))
    other = request.notebook_path.name if request.notebook_path.name != request.kind.notebook else ""
    shaping = {**request.told(), **request.settings.shaping(), **({"notebook": other} if other else {})}
    return archive.identifier(name, held.encode(), shaping)


def _facts(review: Review, chosen: int, held: str) -> dict[str, Any]:
    """What the manifest tells of period, articles and reading."""
    collection, reading = review.collection, review.collection.reading
    days = collection.days
    return {
        "title": title(review),
        "period": {"since": str(days[0]) if days else None, "until": str(days[1]) if days else None},
        "articles": {
            "read": collection.count,
            "counted": collection.kept,
            "compared": chosen - collection.count,
            "sha256": held,
        },
        "reading": {
            "unread": len(reading.unread),
            "outside": reading.outside,
            "undated": reading.undated,
            "twice": len(reading.twice),
        },
    }


def _means(collection: Collection) -> dict[str, str]:
    """The language models and profiles the articles were read with; one each, unless a dataset grew over versions."""
    rows = collection.dataset.connection.execute(
        "SELECT DISTINCT model, profile FROM articles JOIN chosen USING (article) ORDER BY model, profile"
    ).fetchall()
    found = {"model": {model for model, _ in rows if model}, "profile": {profile for _, profile in rows if profile}}
    return {name: ", ".join(sorted(values)) for name, values in found.items() if values}


# -- in the crate --------------------------------------------------------------------------------------


def _described(review: Review, request: Request) -> Described:
    """What the crate of a review says."""
    name, days = title(review), review.collection.days
    return Described(
        name=name,
        description="A press review: the rows of its articles, the executed notebook, the page, and the tables behind "
        "it. All is extracted from the articles.",
        command="review",
        material=(DATASET, "Rows of the articles the review rests on"),
        works=[_work(review)],
        rights=(
            "Rights of the authors and publishers of the articles",
            "Every quotation belongs to those who published the articles; no licence to them is given here.",
        ),
        day=str(days[1]) if days else None,
        files={
            "briefing.html": "The review as a page",
            "briefing.pdf": "The review on paper, its data attached",
            "note.pdf": "The first page of the review",
            "data/note.json": "The first page of the review as words",
        },
        table="A table of the review",
    )


def _work(review: Review) -> Entity:
    """The articles as one work."""
    days = review.collection.days
    papers = sorted(filter(None, review.collection.outlets))
    return {
        "@id": ARTICLES,
        "@type": "Collection",
        "name": f"Press articles, {review.collection.count} in number",
        "inLanguage": "fr",
        **({"temporalCoverage": f"{days[0]}/{days[1]}"} if days else {}),
        **({"description": f"From {', '.join(papers)}"} if papers else {}),
    }
