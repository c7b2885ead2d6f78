"""What a report consists of, written into its folder: pages, data, codebook, manifest, crate, the record of its run."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from .request import Request
    from .run import NotebookRun
    from .subject import Progress, Subject

MIME = {".csv": "text/csv", ".json": "application/json", ".md": "text/markdown"}
UNKNOWN = "application/octet-stream"


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
    subject: Subject,
    request: Request,
    outcome: NotebookRun,
    data: Mapping[str, bytes],
    folder: Path,
    tell: Progress,
    clock: Clock,
) -> None:
    """Write everything a report consists of into `folder`; a failed run gets its page, its notebook and its truth."""
    from . import manifest

    told = manifest.manifest(subject, request, outcome)
    placed = placed_in(folder / "data", data) if outcome.good else []
    mark(outcome.notebook, subject.about(), request)
    tell("pages", 0, 1)
    write_pages(request, outcome, folder, told, placed)
    clock.lap("pages")
    tell("files", 0, 1)
    write_records(subject, told, folder)
    clock.lap("files")
    record = {"started": round(clock.started, 3), "seconds": clock.seconds, "state": outcome.state}
    (folder / "run.json").write_bytes(manifest.dump(record))


def placed_in(folder: Path, data: Mapping[str, bytes]) -> list[Path]:
    """Write files by their names into the new `folder`; their paths.

    Parameters
    ----------
    folder: must not be there yet.
    data: name of a file to its bytes.

    Returns
    -------
    Paths in order of name.
    """
    folder.mkdir()
    for name, content in data.items():
        (folder / name).write_bytes(content)
    return sorted(folder.iterdir())


def mark(notebook: NotebookNode, about: Mapping[str, Any], request: Request) -> None:
    """Tell the pages what they are about: title, author, date, language, paper."""
    notebook.metadata["press_briefing"] = {
        **notebook.metadata.get("press_briefing", {}),
        "language": request.language,
        "paper": request.paper,
        **about,
    }


def write_pages(
    request: Request, outcome: NotebookRun, folder: Path, told: Mapping[str, Any], data: Sequence[Path]
) -> None:
    """The notebook, the HTML page, and the PDF with the data attached (a failed run gets no PDF).

    Parameters
    ----------
    outcome: the notebook as far as it ran.
    folder: where the files go; `briefing.ipynb`, `briefing.html`, `briefing.pdf`, `note.pdf`.
    told: the manifest so far, attached to the PDF.
    data: files attached to the PDF.

    Raises
    ------
    `RenderError` when the PDF cannot be made, `OutputError` for the folder.
    """
    import nbformat

    from . import manifest
    from .render import Attachment, render

    (folder / "briefing.ipynb").write_text(nbformat.writes(outcome.notebook) + "\n", encoding="utf-8")
    attached = [Attachment(path.name, path.read_bytes(), MIME.get(path.suffix, UNKNOWN), path.stem) for path in data]
    attached.append(Attachment("manifest.json", manifest.dump(told), "application/json", "manifest"))
    wanted = request.pdf and outcome.good
    render(
        outcome.notebook,
        html=folder / "briefing.html",
        pdf=folder / "briefing.pdf" if wanted else None,
        note=folder / "note.pdf" if wanted else None,
        attachments=attached,
        metadata=dict(outcome.notebook.metadata["press_briefing"]),
        pdf_engine=request.pdf_engine,
    )


def write_records(subject: Subject, told: Mapping[str, Any], folder: Path) -> None:
    """The crate, then the manifest with the hash of every file, the crate's too."""
    from . import crate, manifest

    (folder / crate.NAME).write_bytes(manifest.dump(crate.crate(told, subject.described, folder)))
    (folder / "manifest.json").write_bytes(manifest.dump(manifest.with_outputs(told, folder)))
