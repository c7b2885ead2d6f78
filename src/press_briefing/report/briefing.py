"""From a source to a finished briefing: the story of `press-briefing build`."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import confined
from ..guard.failing import guarded, kept_in
from ..model.errors import NotebookError, ParameterError, RunError, UsageError
from ..model.settings import Settings
from ..show.formats import dated
from ..show.messages import translator
from . import archive

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from ..capture.read import Capture
    from ..confined import Reader
    from ..model.analysis import Analysis
    from ..model.article import Article
    from .run import Run
    from .worker.nursery import Nursery

Progress = Callable[[str, int, int], None]
# Names that describe a document to those who file it.
KEYWORDS = 8
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


@dataclass(frozen=True)
class Request:
    """What was asked for, checked: nothing runs before this object exists."""

    notebook: NotebookNode
    notebook_path: Path
    parameters: Mapping[str, Any]
    settings: Settings
    out: Path
    pdf: bool = True
    paper: str = "a4"
    pdf_engine: str = "typst"

    def told(self) -> dict[str, Any]:
        """The parameters the bytes of a briefing depend on, as the manifest tells them."""
        return {**self.parameters, "paper": self.paper, "pdf_engine": self.pdf_engine}


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


def check(
    *,
    out: Path,
    published: str | None,
    language: str,
    parameters: Mapping[str, Any],
    notebook: str | PathLike[str] | None,
    pdf: bool,
    paper: str,
    settings: Settings,
    pdf_engine: str = "typst",
) -> Request:
    """The request, with every mistake a user can make in it raised before anything is written."""
    from . import parameters as typed
    from .printing import check_engine
    from .run import load

    translator(language)
    _check_options(published, parameters, paper)
    if pdf:
        check_engine(pdf_engine)
    path = Path(notebook) if notebook else stored_notebook()
    stored = load(path)
    known = typed.declared(stored, where=path)
    own = {name: value for name, value in (("published", published or ""), ("language", language)) if name in known}
    values = {**own, **typed.checked(parameters, known, where=path.name)}
    if "article" not in known:
        raise NotebookError(
            "the notebook declares no parameter 'article'",
            where=path,
            cure='add article: str = "…" to its parameters cell',
        )
    archive.prepare(out)
    return Request(stored, path, values, settings, out, pdf, paper, pdf_engine)


PAPERS = ("a4", "letter")
# What a briefing is told in its own way; as a parameter it would be overruled without a word.
_OWN = {"article": "the source", "published": "--published (published=)", "language": "--language (language=)"}


def _check_options(published: str | None, parameters: Mapping[str, Any], paper: str) -> None:
    if published is not None and not published.strip():
        raise UsageError("is empty", where="published", cure="give the date as YYYY-MM-DD, or none at all")
    if paper not in PAPERS:
        raise UsageError(f"there is no paper {paper!r}", where="paper", cure=f"write {' or '.join(PAPERS)}")
    if name := next((name for name in parameters if name in _OWN), ""):
        raise ParameterError(f"parameter {name!r} is set by {_OWN[name]}", cure="leave it out of the parameters")


def stored_notebook(name: str = "briefing.ipynb") -> Path:
    """Where a notebook of ours is: inside the installed package, or in the checkout beside it."""
    package = Path(str(files("press_briefing")))
    for folder in (package.parents[1] / "notebooks", package / "notebooks"):
        if (folder / name).is_file():
            return folder / name
    raise NotebookError("not found in this installation", where=name, cure="install the package again")


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
        made = _beside(lambda: _meanwhile(analysis, request.pdf))
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


def _meanwhile(analysis: Analysis, pdf: bool) -> dict[str, bytes]:
    """The data files; and, imported, what makes the pages."""
    ours = [f"{__package__}.{name}" for name in ("render", "crate")]
    for module in [*ours, "typst", "pikepdf"] if pdf else ours:
        import_module(module)
    return data_files(analysis)


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


def write_data(analysis: Analysis, folder: Path) -> list[Path]:
    """Write the `data_files` into the new `folder`; their paths."""
    return _placed(data_files(analysis), folder)


def data_files(analysis: Analysis) -> dict[str, bytes]:
    """By name, the analysis as JSON, its tables as CSV, and their codebook."""
    from ..measure import tables
    from . import manifest

    return {
        "analysis.json": manifest.compact(analysis.to_dict()),
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
