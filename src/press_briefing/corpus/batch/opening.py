"""What stands before and after a batch, whoever does its work: one at a time in a folder, and its tally."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike
from typing import TYPE_CHECKING, TypeVar

from ... import confined
from ...guard.failing import kept_in
from ...report import archive
from .outcome import Outcome
from .tally import Tally
from .tasks import Task, Unit, for_many

if TYPE_CHECKING:
    from ...capture.read import Capture

_Task = TypeVar("_Task", bound=Task)


@contextmanager
def opened(
    task: _Task, source: str | PathLike[str] | Capture, *, limit: int, resume: bool
) -> Iterator[tuple[_Task, Tally, Iterator[Unit | Outcome]]]:
    """A batch that may begin: the task in its profile, the tally, and what is to do; the tally is written at the end.

    Parameters
    ----------
    limit: articles at most, 0 for all.
    resume: what is done already comes as outcomes, not as units.

    Raises
    ------
    What `batch.run` raises before any work is done.
    """
    from ...capture.read.several import captures, expected, first

    task.check()
    with archive.alone(task.out, "batch"), kept_in(task.out), confined.keeping(task.settings):
        archive.sweep(task.out)
        total = expected(source, task.settings)
        total = min(total, limit or total)
        task, chosen = for_many(task, total)
        with Tally.open(task.out, task.told(), total, chosen) as tally:
            yield task, tally, task.units(first(captures(source, task.settings), limit), resume=resume)
