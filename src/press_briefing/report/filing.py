"""What a briefing consists of, written into its folder: pages, data, codebook, manifest, crate, the record of its run."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..show.formats import dated

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from ..capture.read import Capture
    from ..model.analysis import Analysis
    from .request import Progress, Request
    from .run import Run

# Names that describe a document to those who file it.
KEYWORDS = 8
# The first page of a note as words: the body of a mail, the summary in an archive.
NOTE = "note.json"


class Clock:
    """Seconds by phase, for the run record."""

    def __init__(self) -> None:
        self.last, self.started = time.perf_counter(), time.time()
        self.seconds: dict[str, float] = {}

    def lap(self, phase: str) -> None:
        """Charge the time since the last lap to `phase`."""
        now = time.perf_counter()
        self.seconds[phase] = round(self.seconds.get(phase, 0.0) + now - self.last, 3)
        self.last = now


def finish(
    request: Request,
    outcome: Run,
    analysis: Analysis,
    capture: Capture,
    identifier: str,
    folder: Path,
    tell: Progress,
    clock: Clock,
    data: Mapping[str, bytes],
) -> None:
    """Write everything a briefing consists of into `folder`; a failed run gets its page, its notebook and its truth."""
    from . import crate, manifest

    told = manifest.manifest(
        analysis,
        identifier=identifier,
        state=outcome.state,
        reason=outcome.reason,
        capture={
            "name": capture.name,
            **_origin(capture),
            "sha256": manifest.sha256(capture.data),
            "bytes": len(capture.data),
        },
        notebook={"name": request.notebook_path.name, "sha256": manifest.sha256(request.notebook_path.read_bytes())},
        parameters=request.told(),
        settings=request.settings.shaping(),
        more_versions=("weasyprint",) if request.pdf_engine == "weasyprint" else (),
    )
    good = outcome.state == "completed"
    placed = _placed(data, folder / "data") if good else []
    _mark(outcome.notebook, request, analysis)
    write_pages(request, outcome.notebook, folder, told, placed, tell, good)
    clock.lap("pages")
    tell("files", 0, 1)
    (folder / crate.NAME).write_bytes(manifest.dump(crate.crate(told, analysis.article, folder)))
    (folder / "manifest.json").write_bytes(manifest.dump(manifest.with_outputs(told, folder)))
    clock.lap("files")
    record = {"started": round(clock.started, 3), "seconds": clock.seconds, "state": outcome.state}
    (folder / "run.json").write_bytes(manifest.dump(record))


def _origin(capture: Capture) -> dict[str, str]:
    """Where the capture came from, when that is an address; a path says more of a machine than of an article."""
    return {"origin": capture.origin} if "://" in capture.origin else {}


def _mark(notebook: NotebookNode, request: Request, analysis: Analysis) -> None:
    """Tell the pages what they are about: title, author, date, language, paper."""
    article, language = analysis.article, request.parameters.get("language", "fr")
    published = article.published
    deduced = {"description": dated(published.value, language, deduced=True)} if published.deduced else {}
    notebook.metadata["press_briefing"] = {
        **notebook.metadata.get("press_briefing", {}),
        "language": language,
        "title": article.title or Path(article.source).stem,
        "author": article.author.name if article.author else "",
        "outlet": article.outlet or "",
        "date": published.value or "",
        "date_certainty": published.certainty,
        **deduced,
        "truncated": article.truncated is not None,
        "paper": request.paper,
        "article_language": article.language,
        "keywords": keywords(analysis),
    }


def keywords(analysis: Analysis) -> list[str]:
    """The actors with a name and the places that stand most often in an article."""
    told = [
        (sum(not mention.doubtful for mention in row.mentions), row.name)
        for row in analysis.actors
        if row.named and not row.doubtful
    ]
    told += [(row.count, row.name) for row in analysis.entity_index if row.label == "LOC"]
    return list(dict.fromkeys(name for _, name in sorted(told, key=lambda row: -row[0])))[:KEYWORDS]


def write_data(analysis: Analysis, folder: Path, language: str = "fr") -> list[Path]:
    """Write the `data_files` into the new `folder`; their paths."""
    return _placed(data_files(analysis, language), folder)


def data_files(analysis: Analysis, language: str = "fr") -> dict[str, bytes]:
    """By name, the analysis as JSON, the first page of its note as words, its tables as CSV, and their codebook."""
    from ..measure import tables
    from ..show import views
    from . import manifest

    return {
        "analysis.json": manifest.compact(analysis.to_dict()),
        NOTE: manifest.dump(views.summary(views.Context(analysis, language=language))),
        "CODEBOOK.md": tables.codebook().encode("utf-8"),
        **{f"{name}.csv": tables.csv(table) for name, table in tables.filed_tables(analysis).items()},
    }


def _placed(data: Mapping[str, bytes], folder: Path) -> list[Path]:
    folder.mkdir()
    for name, content in data.items():
        (folder / name).write_bytes(content)
    return sorted(folder.iterdir())


def write_pages(
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

    from . import manifest
    from .render import Attachment, render

    tell("pages", 0, 1)
    (folder / "briefing.ipynb").write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
    mime = {".csv": "text/csv", ".json": "application/json", ".md": "text/markdown"}
    attached = [Attachment(path.name, path.read_bytes(), mime[path.suffix], path.stem) for path in data]
    attached.append(Attachment("manifest.json", manifest.dump(told), "application/json", "manifest"))
    wanted = request.pdf and good
    render(
        notebook,
        html=folder / "briefing.html",
        pdf=folder / "briefing.pdf" if wanted else None,
        note=folder / "note.pdf" if wanted else None,
        attachments=attached,
        metadata=dict(notebook.metadata["press_briefing"]),
        pdf_engine=request.pdf_engine,
    )
