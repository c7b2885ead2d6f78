"""From a source to a finished briefing: the story of `press-briefing build`."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import confined
from ..guard.failing import guarded, kept_in
from ..model.errors import RunError
from ..model.settings import Settings
from . import archive
from .filing import Clock, data_files, finish
from .request import Progress, Request, check

if TYPE_CHECKING:
    from ..capture.read import Capture
    from ..confined import Reader
    from ..model.analysis import Analysis
    from ..model.article import Article
    from .run import Run
    from .worker.nursery import Nursery

PHASES = ("read", "analyse", "notebook", "pages", "files")


@dataclass(frozen=True)
class Briefing:
    """A finished briefing: its folder and the files in it (`pdf` is None when none was asked for)."""

    id: str
    folder: Path
    notebook: Path
    html: Path
    pdf: Path | None
    data: tuple[Path, ...]
    manifest: Path


def build(
    source: str | PathLike[str] | Capture,
    *,
    out: str | PathLike[str] = "reports",
    published: str | None = None,
    language: str = "fr",
    parameters: Mapping[str, Any] | None = None,
    notebook: str | PathLike[str] | None = None,
    pdf: bool = True,
    paper: str = "a4",
    pdf_engine: str = "typst",
    settings: Settings | None = None,
    progress: Progress | None = None,
    nursery: Nursery | None = None,
) -> Briefing:
    """Build the briefing of one source into a folder of its own under `out`.

        made = build("article.html", published="2025-11-18", parameters={"top": 30})
        print(made.pdf)

    1. open the source, before anything is started; check the request: output folder, notebook, parameters; clear away
       what dead processes left
    2. read the source  3. analyse it, both in a child held to the limits of `settings`
    4. run the notebook  5. render the HTML page and the PDF
    6. write data, codebook and manifest, and put the folder in its place

    Parameters
    ----------
    source: a path, a URL, `-` for standard input, `demo:NAME`, or a `Capture` read before.
    out: the folder of briefings; made where it is not there.
    published: the article's date, YYYY-MM-DD; without one it is looked for in the source.
    language: of the report, fr or en.
    parameters: the notebook's own, by name (`top`: rows of a frequency table).
    notebook: the path of another notebook than ours.
    pdf: whether to make a PDF.  paper: a4 or letter.  pdf_engine: typst, or weasyprint (an extra).
    settings: limits, model, profile; by default those this process was started with.
    progress: `progress(phase, done, total)` hears of `PHASES`.
    nursery: where the notebook's kernel is forked from (`report.run.nursery()`), kept by those who build many.

    Returns
    -------
    A `Briefing`: its `id`, its `folder`, and the paths in it: `notebook`, `html`, `pdf` (or None), `data`, `manifest`.

    Raises
    ------
    A `BriefingError`: `UsageError` and its kin before anything is written, `SourceError` and `LimitError` for a source
    that cannot be read, `RunError` when the notebook did not complete (what it got to is then left under
    `<id>.failed`, and an earlier briefing untouched).
    """
    tell = progress or (lambda phase, done, total: None)
    settings = settings or Settings.current()
    with kept_in(Path(out)), guarded("building its briefing", _named(source)):
        capture = opened(source, settings)  # 1
        with kernels(nursery, settings) as place, confined.reading(settings) as reader:
            request = check(
                out=Path(out),
                published=published,
                language=language,
                parameters=parameters or {},
                notebook=notebook,
                pdf=pdf,
                paper=paper,
                pdf_engine=pdf_engine,
                settings=settings,
            )
            if nursery is None:  # those who build many have done so
                with suppress(OSError):
                    archive.sweep(request.out)
            clock = Clock()
            analysis = understand(capture, request, reader, tell, clock)  # 2, 3
            identifier = archive.identifier(
                capture.name,
                capture.data,
                {**request.told(), **request.settings.shaping(), "notebook": request.notebook_path.name},
            )
            with archive.aside(request.out) as folder:
                outcome, data = execute(request, capture, analysis, folder, tell, clock, place)  # 4
                finish(request, outcome, analysis, capture, identifier, folder, tell, clock, data)  # 5, 6
                final = request.out / (identifier if outcome.state == "completed" else f"{identifier}.failed")
                archive.publish(folder, final)
    if outcome.state != "completed":
        raise RunError(
            f"the notebook ended as {outcome.state} in cell {_cell(outcome)}: {outcome.reason[:300]}",
            where=request.notebook_path.name,
            cure=f"see {final / 'briefing.html'}",
        )
    shutil.rmtree(request.out / f"{identifier}.failed", ignore_errors=True)
    return _briefing(identifier, final)


def _named(source: str | PathLike[str] | Capture) -> str:
    return str(getattr(source, "origin", source))


def opened(source: str | PathLike[str] | Capture, settings: Settings) -> Capture:
    """The capture of the source: what is not there is told before any process is started."""
    from ..capture.read import Capture, capture

    return source if isinstance(source, Capture) else capture(source, settings)


@contextmanager
def kernels(given: Nursery | None, settings: Settings) -> Iterator[Nursery]:
    """The nursery given, or one for this build alone; it imports on the second core while we read and analyse."""
    from . import run

    if given is not None:
        yield given
        return
    with run.nursery() as own:
        run.prepare(own, settings.environment())
        yield own


def understand(capture: Capture, request: Request, reader: Reader | None, tell: Progress, clock: Clock) -> Analysis:
    """Read the capture and analyse it; the kernel will find the analysis saved and load no language model."""

    def lap(phase: str) -> None:
        clock.lap("read")
        tell(phase, 0, 1)

    tell("read", 0, 1)
    published = request.parameters.get("published") or None
    found = confined.understand(capture, published, request.settings, reader=reader, tell=lap)
    clock.lap("analyse")
    return found


def execute(
    request: Request,
    capture: Capture,
    analysis: Analysis,
    folder: Path,
    tell: Progress,
    clock: Clock,
    nursery: Nursery | None = None,
) -> tuple[Run, dict[str, bytes]]:
    """Run the notebook in `folder`, beside the capture it reads; its kernel is handed the analysis.

    While the kernel is at work and we would only wait, a thread makes the data files and loads the renderers.
    """
    from ..analyse import saved
    from . import run
    from .prose import localised

    (folder / "capture").mkdir()
    (folder / "capture" / capture.name).write_bytes(capture.data)
    values = {**request.parameters, "article": f"capture/{capture.name}"}
    prepared = localised(request.notebook, request.parameters.get("language", "fr"))
    tell("notebook", 0, len(prepared.cells))
    with tempfile.TemporaryDirectory(prefix="press-briefing-") as handed:
        saved.save(analysis, replace(request.settings, cache=handed), under=_reread(request, capture, analysis))
        made = _beside(lambda: _meanwhile(analysis, request))
        outcome = run.run(
            run.inject(prepared, values),
            folder=folder,
            timeout=request.settings.cell_timeout,
            environment=replace(request.settings, cache=handed).environment(),
            progress=lambda done, total: tell("notebook", done, total),
            nursery=nursery,
        )
        data = made.result()
    clock.lap("notebook")
    return run.Run(run.settled(outcome.notebook), outcome.state, outcome.reason, outcome.cell), data


def _reread(request: Request, capture: Capture, analysis: Analysis) -> Article:
    """The article as the kernel will read it from the capture beside it, which does not tell where it was fetched."""
    from ..capture.read import from_capture

    if "://" not in capture.origin:
        return analysis.article
    published = request.parameters.get("published") or None
    return from_capture(replace(capture, origin=capture.name), published=published, settings=request.settings)


def _beside(work: Callable[[], dict[str, bytes]]) -> Future[dict[str, bytes]]:
    """What a thread will have made; whoever is interrupted does not wait for it, as a pool of threads would."""
    made: Future[dict[str, bytes]] = Future()

    def run() -> None:
        try:
            made.set_result(work())
        except BaseException as error:
            made.set_exception(error)

    threading.Thread(target=run, name="beside", daemon=True).start()
    return made


def _meanwhile(analysis: Analysis, request: Request) -> dict[str, bytes]:
    """The data files; and, imported, what makes the pages."""
    ours = [f"{__package__}.{name}" for name in ("render", "crate")]
    for module in [*ours, "typst", "pikepdf"] if request.pdf else ours:
        import_module(module)
    return data_files(analysis, request.parameters.get("language", "fr"))


def _cell(outcome: Run) -> str:
    return "?" if outcome.cell is None else str(outcome.cell + 1)


def _briefing(identifier: str, folder: Path) -> Briefing:
    pdf = folder / "briefing.pdf"
    return Briefing(
        id=identifier,
        folder=folder,
        notebook=folder / "briefing.ipynb",
        html=folder / "briefing.html",
        pdf=pdf if pdf.exists() else None,
        data=tuple(sorted((folder / "data").iterdir())),
        manifest=folder / "manifest.json",
    )
