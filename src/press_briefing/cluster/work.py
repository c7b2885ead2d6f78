"""What a worker does: one unit, from captures to rows of the dataset and, when asked for, to briefings."""
from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING

from .. import __version__
from ..errors import BriefingError, OutputError, RunError, UsageError
from ..settings import Settings

if TYPE_CHECKING:
    from ..article import Article
    from ..dataset import Entry
    from ..read import Capture

# The language model is one a process and not made for threads: a worker with several reads one unit at a time.
_ONE_AT_A_TIME = Lock()
DONE = ".units"
PAUSES = (1.0, 5.0)      # seconds before a store that refused is asked again


@dataclass(frozen=True)
class Pages:
    """The briefings to build of each article: `out`, a folder every worker sees, and how, as `briefing.build` has it.

    `parameters`: pairs of name and value, for the notebook.
    """

    out: str
    language: str = "fr"
    parameters: tuple[tuple[str, object], ...] = ()
    notebook: str | None = None
    pdf: bool = True
    paper: str = "a4"
    pdf_engine: str = "typst"

    def marker(self, key: str) -> Path:
        """The file that says that the briefings of a unit are there; other options, another file."""
        told = sha256(repr(replace(self, out="")).encode("utf-8", "backslashreplace")).hexdigest()[:8]
        return Path(self.out) / DONE / f"{key}-{told}.json"


@dataclass(frozen=True)
class Task:
    """A unit for a worker: captures by article id, the dataset, the settings, and the briefings asked for.

    `tabled`: when the dataset has the unit already, what of it failed then.
    """

    key: str
    captures: tuple[tuple[str, Capture], ...]
    target: str
    settings: Settings
    published: str | None = None
    pages: Pages | None = None
    tabled: Mapping[str, str] | None = None
    program: str = __version__


@dataclass(frozen=True)
class Outcome:
    """What became of a unit: articles done, those that failed (article id -> why), processor seconds it took."""

    key: str
    done: int
    failed: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    worker: int = 0


def attempt(task: Task) -> Outcome | BriefingError:
    """`do`, with what it raises as its result: Dask cannot carry every exception home, and then waits for ever."""
    try:
        return do(task)
    except BriefingError as error:
        return error
    except Exception as error:
        return RunError(f"a worker could not make a unit: {type(error).__name__}: {str(error)[:200]}", where=task.key,
                        cure="run the batch again; if it happens again, this is a mistake of ours: please report it")


def do(task: Task) -> Outcome:
    """Make a unit: analyse its articles, write its rows, build its briefings. Repeating it changes nothing.

    An article that fails is named in the outcome and in the dataset, and the rest go on. Raises `OutputError` when
    the dataset or the folder of briefings cannot be written, `UsageError` when this worker has another version.
    """
    if task.program != __version__:
        raise UsageError(f"a worker has press-briefing {__version__}, this is {task.program}",
                         cure="install the same version on every machine")
    with _ONE_AT_A_TIME, TemporaryDirectory(prefix="press-briefing-") as handed:
        begun = time.process_time()
        inside = replace(task, settings=replace(task.settings, cache=handed if task.pages else "none"))
        failed = _made(inside)
        return Outcome(task.key, len(task.captures) - len(failed), failed, time.process_time() - begun, os.getpid())


def _made(task: Task) -> dict[str, str]:
    """Make the unit's rows, then its briefings; what failed."""
    failed = dict(task.tabled or {})
    if task.tabled is None:
        _write(task, list(_entries(task, failed)), failed)
    if task.pages is not None:
        _build(task, task.pages, failed)
    return failed


def _write(task: Task, entries: list[Entry], failed: Mapping[str, str]) -> None:
    """Write the unit; a store far away is asked again, a full disk is not."""
    from ..dataset import write

    for pause in PAUSES if "://" in task.target else ():
        try:
            write(task.target, task.key, entries, failed=failed)
            return
        except OutputError:
            time.sleep(pause)
    write(task.target, task.key, entries, failed=failed)


def _entries(task: Task, failed: dict[str, str]) -> Iterator[Entry]:
    from ..analyse import analyse
    from ..dataset import Entry

    for article, capture in task.captures:
        try:
            read = _read(capture, task)
            yield Entry.of(capture, analyse(read, settings=task.settings), task.settings, task.published)
        except Exception as error:                          # hostile input, or a mistake of ours: the rest go on
            failed[article] = _why(error)


def _read(capture: Capture, task: Task) -> Article:
    from ..read import from_capture

    return from_capture(capture, published=task.published, settings=task.settings)


def _build(task: Task, pages: Pages, failed: dict[str, str]) -> None:
    from ..archive import prepare
    from ..briefing import build

    prepare(Path(pages.out))
    for article, capture in task.captures:
        if article in failed:
            continue
        try:
            build(capture, out=pages.out, published=task.published, language=pages.language,
                  parameters=dict(pages.parameters), notebook=pages.notebook, pdf=pages.pdf, paper=pages.paper,
                  pdf_engine=pages.pdf_engine, settings=task.settings)
        except (OutputError, UsageError):
            raise
        except Exception as error:
            failed[article] = _why(error)
    _mark(pages.marker(task.key), failed)


def _mark(marker: Path, failed: dict[str, str]) -> None:
    """Say that a unit's briefings are there."""
    import json

    marker.parent.mkdir(exist_ok=True)
    aside = marker.with_suffix(f".{os.getpid()}")
    aside.write_text(json.dumps(failed, ensure_ascii=True, sort_keys=True), encoding="utf-8")
    aside.replace(marker)


def _why(error: Exception) -> str:
    if isinstance(error, BriefingError):
        return str(error)
    return f"unexpected {type(error).__name__}: {' '.join(str(error).split())[:200]}"
