"""Batches without briefings: analyses as JSON lines, or into a dataset."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ... import confined
from ...model.errors import BriefingError
from ...model.settings import Settings
from ...report import archive
from .outcome import FAILED, Outcome

if TYPE_CHECKING:
    from ...capture.read import Capture, Item
    from ...model.analysis import Analysis
from .tasks import FEW, FOLDER, Begun, Do, Unit, done, each, unfit, unreadable


class Unshared:
    """A task whose workers have nothing in common."""

    def beside(self, environment: Mapping[str, str]) -> AbstractContextManager[Callable[[], None]]:
        """Each worker's share is None."""
        return nullcontext(lambda: None)


@dataclass(frozen=True)
class Analyses(Unshared):
    """Analyses only, as JSON lines: `analyses/part-KEY.jsonl` below `out`; a line is {article, origin, analysis}."""

    out: Path
    settings: Settings = field(default_factory=Settings)
    published: str | None = None

    preload = ("press_briefing.corpus.batch.warm",)

    def check(self) -> None:
        """Raise when the folder cannot be written."""
        archive.prepare(self.out)

    def told(self) -> dict[str, Any]:
        """The task as `batch.json` tells it."""
        return {"task": "analyses", "published": self.published or ""}

    def units(self, items: Iterable[Item], *, resume: bool) -> Iterator[Unit | Outcome]:
        """Units of about `FEW` articles; with `resume`, those whose part holds every article are done."""
        for unit in _cut(self, items, FEW):
            if resume and isinstance(unit, Unit) and _lines(self._part(unit.key)) == len(unit.members):
                yield from done(unit)
            else:
                yield unit

    def _part(self, key: str) -> Path:
        return self.out / FOLDER / f"part-{key}.jsonl"

    @contextmanager
    def at_work(self, share: None = None) -> Iterator[Do]:
        """A warm language model."""
        confined.load(self.settings)
        yield self._do

    def _do(self, unit: Unit, begun: Begun) -> list[Outcome]:
        """Analyse, a line each, and put the part in its place."""
        with archive.aside(self.out) as folder:
            with (folder / "part").open("wb") as stream:

                def make(capture: Capture) -> None:
                    line = _line(unit, capture, _analysed(self, capture))
                    with archive.told_once(self.out):
                        stream.write(line)

                outcomes = list(each(unit, begun, make))
            self._part(unit.key).parent.mkdir(exist_ok=True)
            (folder / "part").replace(self._part(unit.key))
        return outcomes


@dataclass(frozen=True)
class IntoDataset(Unshared):
    """Analyses only, into the Parquet dataset at `target`; `out` keeps the rows and the lock of the batch."""

    target: str
    out: Path
    settings: Settings = field(default_factory=Settings)
    published: str | None = None

    preload = ("press_briefing.corpus.batch.warm", "press_briefing.corpus.batch.warm_tables")

    def check(self) -> None:
        """Raise when the folder cannot be written, or the target is no place for a dataset."""
        from ..dataset import prepare

        archive.prepare(self.out)
        prepare(self.target)

    def told(self) -> dict[str, Any]:
        """The task as `batch.json` tells it."""
        return {"task": "dataset", "target": self.target, "published": self.published or ""}

    def units(self, items: Iterable[Item], *, resume: bool) -> Iterator[Unit | Outcome]:
        """Units as the dataset cuts them; with `resume`, those it holds are done, and what failed in them is told."""
        from ..dataset import complete
        from ..dataset.units import UNIT

        there = complete(self.target) if resume else {}
        for unit in _cut(self, items, UNIT):
            if isinstance(unit, Unit) and unit.key in there:
                yield from done(unit, there[unit.key])
            else:
                yield unit

    @contextmanager
    def at_work(self, share: None = None) -> Iterator[Do]:
        """A warm language model."""
        confined.load(self.settings)
        yield self._do

    def _do(self, unit: Unit, begun: Begun) -> list[Outcome]:
        """Analyse, then write the unit whole."""
        from ..dataset import DatasetEntry, write

        entries: list[DatasetEntry] = []

        def make(capture: Capture) -> None:
            entries.append(DatasetEntry.of(capture, _analysed(self, capture), self.settings, self.published))

        outcomes = list(each(unit, begun, make))
        failed = {row.id: row.line for row in outcomes if row.state == FAILED}
        written = write(self.target, unit.key, entries, failed=failed)
        return [
            row if row.id in failed or row.id not in written.failed else unfit(row, written.failed[row.id])
            for row in outcomes
        ]


def _cut(task: Analyses | IntoDataset, items: Iterable[Item], size: int) -> Iterator[Unit | Outcome]:
    """Units of about `size` articles; what could not be read comes out as it is met."""
    from ..dataset import article_id, cut

    waiting: list[Outcome] = []

    def readable() -> Iterator[tuple[str, Capture]]:
        for item in items:
            if item.capture is None or item.error is not None:
                waiting.append(unreadable(item))
            else:
                yield article_id(item.capture, task.settings, task.published), item.capture

    for key, members in cut(readable(), size):
        yield from waiting
        waiting.clear()
        yield Unit(key, tuple(members))
    yield from waiting


def _analysed(task: Analyses | IntoDataset, capture: Capture) -> Analysis:
    return confined.understand(capture, task.published, task.settings)


def _line(unit: Unit, capture: Capture, analysis: Analysis) -> bytes:
    name = next(name for name, member in unit.members if member is capture)
    row = {"article": name, "origin": capture.origin, "analysis": analysis.to_dict()}
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace") + b"\n"


def _lines(path: Path) -> int:
    """How many lines a part holds; -1 when there is none."""
    from ...capture.read.lines import count

    try:
        return count(path)
    except BriefingError:
        return -1
