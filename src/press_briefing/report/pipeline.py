"""How any report is made: its notebook run, its pages rendered, all of it filed; a failure told, and left to be read.

request = check(KIND, own={"language": "fr"}, …)
made = make(subject, request)
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.errors import RunError
from . import archive
from .filing import Clock, finish
from .subject import FiledReport, Progress, Subject, untold

if TYPE_CHECKING:
    from ..accelerate.kernels.nursery import Nursery
    from ..model.settings import Settings
    from .request import Request
    from .run import NotebookRun

LONGEST_REASON = 300  # characters of what a notebook died of: a line
# What makes the pages and the records: imported while the notebook runs, and we would only wait.
RENDERERS, PRINTERS = (f"{__package__}.render", f"{__package__}.crate"), ("typst", "pikepdf")


def make(
    subject: Subject,
    request: Request,
    *,
    tell: Progress = untold,
    clock: Clock | None = None,
    nursery: Nursery | None = None,
) -> FiledReport:
    """Make the report of a subject, and put it in its place below `request.out`.

    1. put the material beside the notebook, run it, and make the data meanwhile
    2. render HTML and PDF, write data, crate and manifest, all of it aside
    3. put the folder in its place

    Parameters
    ----------
    tell: `tell(phase, done, total)` hears of the phases notebook, pages and files.
    clock: what the run record says of the time before.
    nursery: where the notebook's kernel is forked from; without one a plain kernel is started.

    Raises
    ------
    `RunError` when the notebook did not complete: what it got to is then left under `<id>.failed`, and an earlier
    report untouched. `OutputError` when the disk is full.
    """
    clock = clock or Clock()
    with archive.aside(request.out) as folder:
        outcome, data = execute(subject, request, folder, tell, nursery)  # 1
        clock.lap("notebook")
        finish(subject, request, outcome, data, folder, tell, clock)  # 2
        final = request.out / (subject.identifier if outcome.good else f"{subject.identifier}.failed")
        archive.publish(folder, final)  # 3
    if not outcome.good:
        raise failure(outcome, request.notebook_path.name, final)
    shutil.rmtree(request.out / f"{subject.identifier}.failed", ignore_errors=True)
    return filed(subject.identifier, final)


def failure(outcome: NotebookRun, notebook: str, final: Path) -> RunError:
    """How the notebook ended, and where that is to be read.

    Parameters
    ----------
    outcome: a run that is not good.
    final: the folder in which its page lies.
    """
    cell = "?" if outcome.cell is None else str(outcome.cell + 1)
    return RunError(
        f"the notebook ended as {outcome.state} in cell {cell}: {outcome.reason[:LONGEST_REASON]}",
        where=notebook,
        cure=f"see {final / 'briefing.html'}",
    )


def filed(identifier: str, folder: Path) -> FiledReport:
    """The files of the report in `folder`."""
    pdf = folder / "briefing.pdf"
    return FiledReport(
        id=identifier,
        folder=folder,
        notebook=folder / "briefing.ipynb",
        html=folder / "briefing.html",
        pdf=pdf if pdf.exists() else None,
        data=tuple(sorted((folder / "data").iterdir())),
        manifest=folder / "manifest.json",
    )


@contextmanager
def kernels(given: Nursery | None, settings: Settings) -> Iterator[Nursery]:
    """The nursery given, or one for this report alone; it imports on the second core while we read and analyse."""
    from . import run

    if given is not None:
        yield given
        return
    with run.nursery() as own:
        run.prepare(own, settings.environment())
        yield own


def execute(
    subject: Subject, request: Request, folder: Path, tell: Progress, nursery: Nursery | None
) -> tuple[NotebookRun, Mapping[str, bytes]]:
    """Run the notebook in `folder`, beside the material; how it ended, and the data files.

    While the kernel is at work and we would only wait, a thread makes the data files and loads the renderers.
    """
    from . import run
    from .prose import localised

    values = {**request.parameters, **subject.place(folder)}
    prepared = localised(request.notebook, request.language)
    tell("notebook", 0, len(prepared.cells))
    with subject.lent(request.settings) as settings:
        made = _beside(lambda: _meanwhile(subject, request))
        outcome = run.run(
            run.inject(prepared, values),
            folder=folder,
            timeout=request.settings.cell_timeout,
            environment=settings.environment(),
            progress=lambda done, total: tell("notebook", done, total),
            nursery=nursery,
        )
        data = made.result()
    return replace(outcome, notebook=run.settled(outcome.notebook)), data


def _beside(work: Callable[[], Mapping[str, bytes]]) -> Future[Mapping[str, bytes]]:
    """What a thread will have made; whoever is interrupted does not wait for it, as a pool of threads would."""
    made: Future[Mapping[str, bytes]] = Future()

    def run() -> None:
        try:
            made.set_result(work())
        except BaseException as error:
            made.set_exception(error)

    threading.Thread(target=run, name="beside", daemon=True).start()
    return made


def _meanwhile(subject: Subject, request: Request) -> Mapping[str, bytes]:
    """The data files; and, imported, what makes the pages."""
    for module in (*RENDERERS, *PRINTERS) if request.pdf else RENDERERS:
        import_module(module)
    return subject.data()
