"""From a source to a finished briefing: the story of `press-briefing build`."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import confined
from ..guard.failing import guarded, kept_in
from ..model.errors import UsageError
from ..model.settings import Settings
from . import archive, of_article, pipeline, request
from .filing import Clock
from .manifest import SCHEMA
from .request import Request
from .subject import Again, FiledReport, Progress, ReportKind, untold

if TYPE_CHECKING:
    from ..accelerate.kernels.nursery import Nursery
    from ..capture.read import Capture
    from ..confined import Reader
    from ..model.analysis import Analysis

PHASES = ("read", "analyse", "notebook", "pages", "files")


class Briefing(FiledReport):
    """A finished briefing: its folder and the files in it (`pdf` is None when none was asked for)."""


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
    settings = settings or Settings.current()
    asked = {
        "out": Path(out),
        "published": published,
        "language": language,
        "parameters": parameters or {},
        "notebook": notebook,
        "pdf": pdf,
        "paper": paper,
        "pdf_engine": pdf_engine,
        "settings": settings,
    }
    with kept_in(Path(out)), guarded("building its briefing", _named(source)):
        return _made(opened(source, settings), asked, progress or untold, nursery)


def _made(capture: Capture, options: Mapping[str, Any], tell: Progress, nursery: Nursery | None) -> Briefing:
    settings = options["settings"]
    with pipeline.kernels(nursery, settings) as place, confined.reading(settings) as reader:
        asked = check(**options)  # 1
        if nursery is None:  # those who build many have done so
            archive.tidy(asked.out)
        clock = Clock()
        analysis = understand(capture, asked, reader, tell, clock)  # 2, 3
        subject = of_article.subject(capture, analysis, asked, identifier(asked, capture))
        return Briefing(**vars(pipeline.make(subject, asked, tell=tell, clock=clock, nursery=place)))  # 4, 5, 6


def _named(source: str | PathLike[str] | Capture) -> str:
    return str(getattr(source, "origin", source))


def opened(source: str | PathLike[str] | Capture, settings: Settings) -> Capture:
    """The capture of the source: what is not there is told before any process is started."""
    from ..capture.read import Capture, capture

    return source if isinstance(source, Capture) else capture(source, settings)


def check(*, published: str | None, language: str, **asked: Any) -> Request:
    """The request, with every mistake a user can make in it raised before anything is written.

    Parameters
    ----------
    published: YYYY-MM-DD, or None.
    language: of the report, fr or en.
    asked: the rest of what `build` takes.

    Raises
    ------
    `UsageError`, `ParameterError` or `NotebookError`, each with its cure.
    """
    if published is not None and not published.strip():
        raise UsageError("is empty", where="published", cure="give the date as YYYY-MM-DD, or none at all")
    return request.check(BRIEFING, own={"published": published or "", "language": language}, **asked)


def identifier(asked: Request, capture: Capture) -> str:
    """The id of the briefing of a capture, known before any work is done."""
    shaping = {**asked.told(), **asked.settings.shaping(), "notebook": asked.notebook_path.name}
    return archive.identifier(capture.name, capture.data, shaping)


def understand(capture: Capture, asked: Request, reader: Reader | None, tell: Progress, clock: Clock) -> Analysis:
    """Read the capture and analyse it; the kernel will find the analysis saved and load no language model.

    Parameters
    ----------
    reader: the child held to limits, which reads and analyses; None: this process does.
    tell: hears of the phases `read` and `analyse`.
    clock: notes the seconds of each.

    Raises
    ------
    `SourceError`, `LimitError`, `LanguageError`.
    """

    def lap(phase: str) -> None:
        clock.lap("read")
        tell(phase, 0, 1)

    tell("read", 0, 1)
    published = asked.parameters.get("published") or None
    found = confined.understand(capture, published, asked.settings, reader=reader, tell=lap)
    clock.lap("analyse")
    return found


# -- what a briefing is among reports ------------------------------------------------------------------


def _rests_on(told: Mapping[str, Any]) -> dict[str, str]:
    capture = told["capture"]
    return {f"{of_article.CAPTURE}/{capture['name']}": capture.get("sha256", "")}


def _again(report: Again) -> Briefing:
    """The briefing once more, from the capture filed with it."""
    from ..capture.read import Capture

    told = report.told["capture"]
    data = (report.folder / of_article.CAPTURE / told["name"]).read_bytes()
    return build(Capture(told["name"], data, told.get("origin", "")), **report.arguments())


BRIEFING = ReportKind(
    schema=SCHEMA,
    notebook="briefing.ipynb",
    material="article",
    reserved={
        "article": "the source",
        "published": "--published (published=)",
        "language": "--language (language=)",
    },
    options=("paper", "pdf_engine"),
    rests_on=_rests_on,
    again=_again,
)
