"""What a batch does with an article: a briefing in a folder of its own, or an analysis kept for later.

A task is a frozen, picklable description: `units` cuts the source in the parent, `at_work` is entered once by each
worker. Both ends of a unit know it by its key, the hash of what is in it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ... import confined
from ...guard.failing import guarded
from ...model.errors import BriefingError, OutputError
from ...model.settings import Settings
from ...report import archive
from .outcome import FAILED, MADE, SKIPPED, Outcome

if TYPE_CHECKING:
    from ...accelerate.kernels.nursery import Twin
    from ...capture.read import Capture, Item
    from ...report.request import Request

# Told which article of the unit is begun, by its index; then, by None, that it has been analysed.
Begun = Callable[[int | None], None]
# Articles of a unit of analyses, about: enough that the message costs nothing, few enough to share among cores.
FEW = 10
FOLDER = "analyses"


@dataclass(frozen=True)
class Unit:
    """Some articles for one worker: (id, capture) each. `avoid`: those not to touch again, and why."""

    key: str
    members: tuple[tuple[str, Capture], ...]
    avoid: Mapping[int, BriefingError] = field(default_factory=dict)

    def without(self, index: int, reason: BriefingError) -> Unit:
        """The unit, less an article that took its worker down."""
        return replace(self, avoid={**self.avoid, index: reason})


Do = Callable[[Unit, Begun], list[Outcome]]


class Task(Protocol):
    """What is done with each article."""

    @property
    def out(self) -> Path:
        """The folder of the batch: its rows and its lock are here."""

    @property
    def settings(self) -> Settings:
        """The settings of everything that is done."""

    @property
    def preload(self) -> tuple[str, ...]:
        """Modules the workers are forked with."""

    def check(self) -> None:
        """Raise every mistake of the request before any work is done."""

    def told(self) -> dict[str, Any]:
        """The task as `batch.json` tells it."""

    def units(self, items: Iterable[Item], *, resume: bool) -> Iterator[Unit | Outcome]:
        """What is to do, and the outcomes of what needs no work."""

    def beside(self, environment: Mapping[str, str]) -> Any:
        """A context manager: entered once by the parent of workers in this environment, it gives what makes shares.

        A share is what a worker is given of what all have in common, or None; it can be closed.
        """

    def at_work(self, share: Any = None) -> Any:
        """A context manager: entered once by a worker, it gives what does a unit."""


@dataclass(frozen=True)
class Briefings:
    """A briefing of each article in a folder of its own below `out`; the options are those of `briefing.build`."""

    out: Path
    settings: Settings = field(default_factory=Settings)
    published: str | None = None
    language: str = "fr"
    parameters: Mapping[str, Any] = field(default_factory=dict)
    notebook: Path | None = None
    pdf: bool = True
    paper: str = "a4"
    pdf_engine: str = "typst"

    preload = ("press_briefing.corpus.batch.warm", "press_briefing.corpus.batch.warm_pages")

    def _options(self) -> dict[str, Any]:
        return {
            "out": self.out,
            "published": self.published,
            "language": self.language,
            "parameters": self.parameters,
            "notebook": self.notebook,
            "pdf": self.pdf,
            "paper": self.paper,
            "pdf_engine": self.pdf_engine,
            "settings": self.settings,
        }

    def _request(self) -> Request:
        from ...report.briefing import check

        return check(**self._options())

    def check(self) -> None:
        """Raise every mistake of the request."""
        self._request()

    def told(self) -> dict[str, Any]:
        """The task as `batch.json` tells it."""
        return {"task": "briefings", "parameters": self._request().told(), "pdf": self.pdf}

    def units(self, items: Iterable[Item], *, resume: bool) -> Iterator[Unit | Outcome]:
        """A unit an article; with `resume`, those whose briefing is there, whole, from the same notebook, are done."""
        from ...report.briefing import identifier

        request = self._request()
        for item in items:
            if item.capture is None or item.error is not None:
                yield unreadable(item)
                continue
            name = identifier(request, item.capture)
            if resume and _stands(request, name):
                yield Outcome(item.origin, SKIPPED, name)
            else:
                yield Unit(name, ((name, item.capture),))

    @contextmanager
    def beside(self, environment: Mapping[str, str]) -> Iterator[Callable[[], Twin | None]]:
        """One process that has imported what notebooks need; each worker gets a twin of it."""
        from ...report import run

        with run.nursery() as nursery:
            run.prepare(nursery, self.settings.environment(), environment)
            yield nursery.twin

    @contextmanager
    def at_work(self, share: Twin | None = None) -> Iterator[Do]:
        """A warm language model, and a warm process that the notebooks' kernels are forked from."""
        from ...report import run

        with run.nursery(share) as nursery:
            run.prepare(nursery, self.settings.environment())
            confined.load(self.settings)

            def make(capture: Capture, begun: Begun) -> str:
                from ...report.briefing import build
                from ...report.pdf import forget

                def tell(phase: str, *_: int) -> None:
                    if phase == "notebook":
                        begun(None)

                made = build(capture, nursery=nursery, progress=tell, **self._options())
                if self.pdf:
                    forget()
                return made.id

            yield lambda unit, begun: list(each(unit, begun, lambda capture: make(capture, begun)))


def _stands(request: Request, name: str) -> bool:
    """Whether the briefing is there, whole, and from this notebook."""
    from ...report.manifest import sha256

    told = archive.complete(request.out / name, pdf=request.pdf)
    return told is not None and told.get("notebook", {}).get("sha256") == sha256(request.notebook_path.read_bytes())


def settled(do: Do, unit: Unit, begun: Begun) -> list[Outcome]:
    """The outcomes of a unit; where it failed as a whole, that error for each of its articles.

    Parameters
    ----------
    do: does a unit.
    begun: is told which article is begun, by its index.

    Returns
    -------
    One outcome an article, in their order.
    """
    try:
        with guarded("filing", f"unit {unit.key}"):
            return do(unit, begun)
    except BriefingError as error:
        return [Outcome.of_error(capture.origin, error, id=name) for name, capture in unit.members]


_Any = TypeVar("_Any", bound="Task")


def for_many(task: _Any, articles: int) -> tuple[_Any, str]:
    """The task with the profile that so many articles are read in, and that profile's name where it was chosen here.

    Parameters
    ----------
    articles: how many are expected.

    Returns
    -------
    The name is empty where the user chose the profile, or the usual one stands.
    """
    settings = task.settings.for_batch(articles)
    if settings is task.settings:
        return task, ""
    return replace(task, settings=settings), settings.profile  # type: ignore[type-var]  # a dataclass


def unreadable(item: Item) -> Outcome:
    return Outcome.of_error(item.origin, item.error or BriefingError("holds nothing"))


def unfit(made: Outcome, line: str) -> Outcome:
    """The outcome of an article that was analysed and fits into no table; `line` is kind and reason."""
    kind, _, reason = line.partition(": ")
    return replace(made, state=FAILED, kind=kind, reason=reason)


def done(unit: Unit, failed: Mapping[str, str] | None = None) -> Iterator[Outcome]:
    for name, capture in unit.members:
        reason = (failed or {}).get(name)
        if reason is None:
            yield Outcome(capture.origin, SKIPPED, name)
        else:
            yield Outcome(capture.origin, FAILED, name, reason=reason)


def each(unit: Unit, begun: Begun, make: Callable[[Capture], str | None]) -> Iterator[Outcome]:
    """`make` for each article of the unit: what it raises is the outcome of that article, and of no other."""
    for index, (name, capture) in enumerate(unit.members):
        if index in unit.avoid:
            yield Outcome.of_error(capture.origin, unit.avoid[index], id=name)
            continue
        begun(index)
        start = time.perf_counter()
        try:
            with guarded("working on it", capture.origin):
                made = make(capture)
        except OutputError:
            raise  # a full disk: the next article would meet the same
        except BriefingError as error:
            yield Outcome.of_error(capture.origin, error, id=name, seconds=round(time.perf_counter() - start, 3))
        else:
            yield Outcome(capture.origin, MADE, made or name, round(time.perf_counter() - start, 3))
