"""From many articles to a filed press review: the story of `press-briefing review`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from ...guard.failing import guarded, kept_in
from ...model.errors import NoArticle, UsageError
from ...model.settings import Settings
from ...report import archive, pipeline, request
from ...report.filing import Clock
from ...report.manifest import REVIEW as SCHEMA
from ...report.request import Request
from ...report.subject import Again, FiledReport, Progress, ReportKind, untold
from . import of_articles
from .collection import Collection, is_dataset, opened
from .gather import ReadingTally, gather, size_of
from .period import ReviewPeriod


@dataclass(frozen=True)
class PressReview(FiledReport):
    """A filed press review: its folder and the files in it, how many articles it counts, and what was not read."""

    articles: int
    reading: ReadingTally


@dataclass(frozen=True)
class Material:
    """Where the articles of a review come from: `source`, added to the dataset at `target` where one is named."""

    source: str
    target: str
    period: ReviewPeriod
    processes: int


def build(
    source: str | PathLike[str],
    *,
    since: str = "",
    until: str = "",
    out: str | PathLike[str] = "reports",
    language: str = "fr",
    target: str = "",
    parameters: Mapping[str, Any] | None = None,
    notebook: str | PathLike[str] | None = None,
    pdf: bool = True,
    paper: str = "a4",
    settings: Settings | None = None,
    processes: int = 1,
    progress: Progress | None = None,
) -> PressReview:
    """Build the press review of `source` from `since` to `until` (ISO dates, empty: open) into a folder under `out`.

    1. check the request  2. read and analyse what the dataset does not hold, and open it
    3. choose the articles of the period  4. run the notebook beside their rows  5. render HTML and PDF
    6. write data, codebook, crate and manifest, and put the folder in its place

    Parameters
    ----------
    source: anything `read.many` takes, `demo:`, or a dataset.
    target: the dataset to add to; the review is then of everything in it.
    notebook: the path of another notebook than ours; it declares `source`.
    processes: as for `gather`.  The rest as for a briefing.

    Returns
    -------
    A `PressReview`: what a briefing has, how many articles it counts, and what was read.

    Raises
    ------
    A `BriefingError` as for a briefing; `NoArticle` for a period without articles.
    """
    settings = settings or Settings.current()
    settings = settings.for_batch(size_of(fspath(source), settings))
    material = Material(fspath(source), target, ReviewPeriod.of(since, until), processes)
    asked = check(
        material,
        own={"since": since.strip(), "until": until.strip(), "language": language},
        out=Path(out),
        parameters=parameters or {},
        notebook=notebook,
        pdf=pdf,
        paper=paper,
        settings=settings,
    )  # 1
    with kept_in(asked.out), guarded("making the press review", material.source):
        return _made(material, asked, progress or untold)


def _made(material: Material, asked: Request, tell: Progress) -> PressReview:
    archive.tidy(asked.out)
    clock = Clock()
    with pipeline.kernels(None, asked.settings) as nursery, _collected(material, asked, tell) as collection:  # 2, 3
        clock.lap("analyse")
        subject = of_articles.subject(collection, asked)
        made = pipeline.make(subject, asked, tell=tell, clock=clock, nursery=nursery)  # 4, 5, 6
        return PressReview(**vars(made), articles=collection.count, reading=collection.reading)


def check(material: Material, **asked: Any) -> Request:
    """The request, with every mistake a user can make in it raised before anything is written."""
    if material.target and is_dataset(material.source):
        raise UsageError(
            "is a dataset already: there is nothing to add to another",
            where=material.source,
            cure="leave out --dataset, or give articles as the source",
        )
    return request.check(REVIEW, **asked)


@contextmanager
def _collected(material: Material, asked: Request, tell: Progress) -> Iterator[Collection]:
    """The articles of the period, open once for all that is told of them. Raises `NoArticle`."""
    with tempfile.TemporaryDirectory(prefix="press-briefing-") as work:
        place, reading = _dataset(material, asked.settings, str(Path(work) / "dataset"), tell)
        with Collection(place, period=material.period, settings=asked.settings, reading=reading) as collection:
            if not collection.count:
                raise NoArticle(
                    "no article in the period: nothing was filed",
                    where=material.source,
                    cure="ask for other days, or give other articles",
                )
            yield collection


def _dataset(material: Material, settings: Settings, own: str, tell: Progress) -> tuple[str, ReadingTally | None]:
    """Where the rows are, and what was read to get them; None when nothing had to be."""
    if is_dataset(material.source):
        return material.source, None
    tell("read", 0, 1)
    target = material.target or own
    reading = gather(
        material.source,
        target,
        period=material.period,
        settings=settings,
        progress=tell,
        processes=material.processes,
    )
    return opened(target, reading, told=material.source), reading


# -- what a review is among reports --------------------------------------------------------------------


def _rests_on(told: Mapping[str, Any]) -> dict[str, str]:
    return {name: known for name, known in told["outputs"].items() if name.startswith(f"{of_articles.DATASET}/")}


def _again(report: Again) -> PressReview:
    """The review once more, from the rows filed with it."""
    return build(report.source or report.folder / of_articles.DATASET, **report.arguments())


REVIEW = ReportKind(
    schema=SCHEMA,
    notebook="press_review.ipynb",
    material="source",
    reserved={
        "source": "the source",
        "since": "--from (since=)",
        "until": "--to (until=)",
        "language": "--language (language=)",
    },
    options=("paper",),
    rests_on=_rests_on,
    again=_again,
)
