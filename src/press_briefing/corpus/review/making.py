"""From many articles to a filed press review: the story of `press-briefing review`."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...guard.failing import guarded, kept_in
from ...model.errors import NoArticle, RunError, UsageError
from ...model.settings import Settings
from ...report import archive
from ...report.filing import Clock
from ...report.request import stored_notebook
from ...show.messages import translator
from .collection import Collection, is_dataset, opened
from .context import Review
from .data import MOST_FILED, extract, write_data
from .gather import Progress, Reading, gather, size_of
from .period import Period
from .views import title

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from ...report.run import Run

KEYWORDS = 8
NOTEBOOK = "press_review.ipynb"


@dataclass(frozen=True)
class PressReview:
    """A filed press review: its folder and the files in it, how many articles it counts, and what was not read."""

    id: str
    folder: Path
    notebook: Path
    html: Path
    pdf: Path | None
    data: tuple[Path, ...]
    manifest: Path
    articles: int
    reading: Reading


@dataclass(frozen=True)
class Request:
    """What was asked for, checked."""

    source: str
    notebook: NotebookNode
    parameters: Mapping[str, Any]
    period: Period
    settings: Settings
    out: Path
    pdf: bool
    paper: str
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
    pdf: bool = True,
    paper: str = "a4",
    settings: Settings | None = None,
    processes: int = 1,
    progress: Progress | None = None,
) -> PressReview:
    """Build the press review of `source` from `since` to `until` (ISO dates, empty: open) into a folder under `out`.

    1. check the request  2. read and analyse what the dataset does not hold
    3. choose the articles of the period, and set their rows beside the notebook
    4. run the notebook  5. render HTML and PDF
    6. write data, codebook and manifest, and put the folder in its place

    `source`: anything `read.many` takes, `demo:`, or a dataset. `target`: the dataset to add to; the review is then of
    everything in it. `processes`: as for `gather`. Raises a `BriefingError`: `NoArticle` for a period without
    articles.
    """
    tell = progress or (lambda phase, done, total: None)
    settings = settings or Settings.current()
    settings = settings.for_batch(size_of(fspath(source), settings))
    request = check(
        fspath(source),
        target=target,
        since=since,
        until=until,
        out=Path(out),
        language=language,
        parameters=parameters,
        pdf=pdf,
        paper=paper,
        settings=settings,
        processes=processes,
    )  # 1
    clock = Clock()
    with (
        kept_in(request.out),
        guarded("making the press review", request.source),
        tempfile.TemporaryDirectory(prefix="press-briefing-") as work,
        archive.aside(request.out) as folder,
    ):
        place, reading = _dataset(request, target or str(Path(work) / "dataset"), tell)  # 2
        clock.lap("analyse")
        with Collection(place, period=request.period, settings=request.settings, reading=reading) as collection:
            if not collection.count:
                raise NoArticle(
                    "no article in the period: nothing was filed",
                    where=request.source,
                    cure="ask for other days, or give other articles",
                )
            told = _manifest(collection, request)  # 3
            beside = collection.count <= MOST_FILED
            if beside:
                (folder / "dataset").mkdir()
                extract(collection, folder / "dataset")
            reading = collection.reading
        clock.lap("files")
        outcome = execute(request, "dataset" if beside else _absolute(place), folder, tell)  # 4
        clock.lap("notebook")
        finish(request, outcome, told, folder, "dataset" if beside else place, tell, clock)  # 5, 6
        final = request.out / (told["briefing"] + ("" if outcome.state == "completed" else ".failed"))
        archive.publish(folder, final)
    if outcome.state != "completed":
        raise RunError(
            f"the notebook ended as {outcome.state}: {outcome.reason[:300]}",
            where=NOTEBOOK,
            cure=f"see {final / 'briefing.html'}",
        )
    shutil.rmtree(request.out / f"{told['briefing']}.failed", ignore_errors=True)
    return _review(told, final, reading)


def check(
    source: str,
    *,
    target: str,
    since: str,
    until: str,
    out: Path,
    language: str,
    parameters: Mapping[str, Any] | None,
    pdf: bool,
    paper: str,
    settings: Settings,
    processes: int,
) -> Request:
    """The request, with every mistake a user can make in it raised before anything is written."""
    from ...report import parameters as typed
    from ...report.run import load

    translator(language)
    period = Period.of(since, until)
    if target and is_dataset(source):
        raise UsageError(
            "is a dataset already: there is nothing to add to another",
            where=source,
            cure="leave out --dataset, or give articles as the source",
        )
    path = stored_notebook(NOTEBOOK)
    stored = load(path)
    known = typed.declared(stored, where=path)
    own = {"since": since.strip(), "until": until.strip(), "language": language}
    values = {**own, **typed.checked(parameters or {}, known, where=path.name)}
    archive.prepare(out)
    return Request(source, stored, values, period, settings, out, pdf, paper, processes)


def _dataset(request: Request, target: str, tell: Progress) -> tuple[str, Reading | None]:
    """Where the rows are, and what was read to get them; None when nothing had to be."""
    if is_dataset(request.source):
        return request.source, None
    tell("read", 0, 1)
    reading = gather(
        request.source,
        target,
        period=request.period,
        settings=request.settings,
        progress=tell,
        processes=request.processes,
    )
    return opened(target, reading, told=request.source), reading


def _absolute(place: str) -> str:
    return place if "://" in place else str(Path(place).resolve())


def _manifest(collection: Collection, request: Request) -> dict[str, Any]:
    """What the review was made from; its id is the hash of the articles, of what was not read, and of the request."""
    from ...model.versions import fingerprints, versions
    from ...report.manifest import REVIEW, sha256

    articles = collection.dataset.connection.execute(
        "SELECT article, sha256 FROM articles JOIN chosen USING (article) ORDER BY article"
    ).fetchall()
    held = sha256(repr((articles, collection.reading.to_dict())).encode("utf-8", "backslashreplace"))
    name = " ".join(filter(None, ("revue", request.parameters["since"], request.parameters["until"])))
    told = {**request.parameters, "paper": request.paper}
    shaping = request.settings.shaping()
    days = collection.days
    return {
        "schema": REVIEW,
        "state": "completed",
        "briefing": archive.identifier(name, held.encode(), {**told, **shaping}),
        "period": {"since": str(days[0]) if days else None, "until": str(days[1]) if days else None},
        "articles": {
            "read": collection.count,
            "counted": collection.kept,
            "compared": len(articles) - collection.count,
            "sha256": held,
        },
        "reading": {
            "unread": len(collection.reading.unread),
            "outside": collection.reading.outside,
            "undated": collection.reading.undated,
            "twice": len(collection.reading.twice),
        },
        "notebook": {"name": NOTEBOOK, "sha256": sha256(stored_notebook(NOTEBOOK).read_bytes())},
        "parameters": told,
        **({"settings": shaping} if shaping else {}),
        "versions": versions("duckdb", "rensa"),
        "program": fingerprints(),
    }


def execute(request: Request, source: str, folder: Path, tell: Progress) -> Run:
    """Run the notebook in `folder` on the dataset at `source`."""
    from ...report import run
    from ...report.prose import localised

    prepared = localised(request.notebook, request.parameters["language"])
    tell("notebook", 0, len(prepared.cells))
    outcome = run.run(
        run.inject(prepared, {**request.parameters, "source": source}),
        folder=folder,
        timeout=request.settings.cell_timeout,
        environment=request.settings.environment(),
        progress=lambda done, total: tell("notebook", done, total),
    )
    return run.Run(run.settled(outcome.notebook), outcome.state, outcome.reason, outcome.cell)


def finish(
    request: Request, outcome: Run, told: dict[str, Any], folder: Path, source: str, tell: Progress, clock: Clock
) -> None:
    """Write everything a review consists of into `folder`; a failed run gets its page, its notebook and its truth."""
    from ...report import manifest

    good = outcome.state == "completed"
    told.update({"state": outcome.state} | ({} if good else {"reason": outcome.reason}))
    about, data = _told(request, str(folder / source) if source == "dataset" else source, folder) if good else ({}, [])
    told.update({"title": about["title"]} if good else {})
    outcome.notebook.metadata["press_briefing"] = {
        **outcome.notebook.metadata.get("press_briefing", {}),
        "language": request.parameters["language"],
        "author": "",
        "paper": request.paper,
        "article_language": "fr",
        **about,
    }
    clock.lap("files")
    _pages(request, outcome.notebook, folder, told, data, tell, good)
    clock.lap("pages")
    tell("files", 0, 1)
    (folder / "manifest.json").write_bytes(manifest.dump(manifest.with_outputs(told, folder)))
    record = {"started": round(clock.started, 3), "seconds": clock.seconds, "state": outcome.state}
    (folder / "run.json").write_bytes(manifest.dump(record))


def _told(request: Request, place: str, folder: Path) -> tuple[dict[str, Any], list[Path]]:
    """What the pages say they are about, and the files of the data."""
    review = Review(
        place,
        since=request.parameters["since"],
        until=request.parameters["until"],
        language=request.parameters["language"],
        settings=request.settings,
    )
    try:
        days = review.collection.days
        return {
            "title": title(review),
            "date": str(days[1]) if days else "",
            "keywords": review.tables["actors"]["actor"].head(KEYWORDS).tolist(),
        }, write_data(review, folder / "data")
    finally:
        review.collection.close()


def _pages(
    request: Request,
    notebook: NotebookNode,
    folder: Path,
    told: Mapping[str, Any],
    data: list[Path],
    tell: Progress,
    good: bool,
) -> None:
    """The notebook, the HTML page, and the PDF with the data attached (a failed run gets no PDF)."""
    import nbformat

    from ...report import manifest
    from ...report.render import Attachment, render

    tell("pages", 0, 1)
    (folder / "briefing.ipynb").write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
    mime = {".csv": "text/csv", ".json": "application/json", ".md": "text/markdown"}
    attached = [Attachment(path.name, path.read_bytes(), mime[path.suffix], path.stem) for path in data]
    attached.append(Attachment("manifest.json", manifest.dump(told), "application/json", "manifest"))
    render(
        notebook,
        html=folder / "briefing.html",
        pdf=folder / "briefing.pdf" if request.pdf and good else None,
        attachments=attached,
        metadata=dict(notebook.metadata["press_briefing"]),
    )


def _review(told: Mapping[str, Any], folder: Path, reading: Reading) -> PressReview:
    pdf = folder / "briefing.pdf"
    return PressReview(
        id=told["briefing"],
        folder=folder,
        notebook=folder / "briefing.ipynb",
        html=folder / "briefing.html",
        pdf=pdf if pdf.exists() else None,
        data=tuple(sorted((folder / "data").iterdir())),
        manifest=folder / "manifest.json",
        articles=told["articles"]["read"],
        reading=reading,
    )
