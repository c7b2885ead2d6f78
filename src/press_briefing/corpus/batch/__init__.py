"""Many articles: a pool of processes, each with the language model loaded once, and one failure that stops nothing.

    tally = run("articles/", task=Briefings(out=Path("reports")), jobs=2, resume=True)
    print(tally.table())

`tasks` says what is done with an article, `pool` who does it, `tally` how it went.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from os import PathLike
from typing import TYPE_CHECKING

from .analyses import Analyses, IntoDataset
from .opening import opened
from .outcome import Outcome
from .tally import Tally
from .tasks import Briefings, Task, Unit

if TYPE_CHECKING:
    from ...capture.read import Capture

__all__ = ["Analyses", "Briefings", "IntoDataset", "Outcome", "Tally", "Task", "Unit", "cores", "run"]


def run(
    source: str | PathLike[str] | Capture,
    *,
    task: Task,
    jobs: int = 0,
    resume: bool = False,
    limit: int = 0,
    progress: Callable[[Tally], None] | None = None,
) -> Tally:
    """Do `task` for each article of `source` (a folder, a pattern, a feed, JSON of several, or one article).

    1. start what workers are forked from, which imports meanwhile; check the request, and that no other batch works
       in the same folder; clear away what dead processes left
    2. read the source, an article at a time, and cut it into units of work
    3. give each unit to a worker that is free; what is there already is passed over with `resume`
    4. count what comes back, and tell `progress`; a full disk ends the batch, nothing else does

    `jobs`: worker processes, 0 for one a core. `limit`: articles at most, 0 for all. Writes `batch.json`,
    `articles.tsv` and `failures.tsv` into the task's folder, also when it is stopped. Raises a `BriefingError` before
    any work is done: `UsageError` and its kin, `SourceError` when the source cannot be opened, `OutputError` when
    the folder cannot be written or another batch is at work there, `LanguageError` when the model cannot be loaded.
    """
    from .pool import Pool, ancestry

    context = ancestry(task.preload)  # 1
    with (
        opened(task, source, limit=limit, resume=resume) as (fitted, tally, units),  # 2
        Pool(fitted, jobs or cores(), context) as pool,
    ):
        for outcome in pool.outcomes(units):  # 3
            tally.count(outcome)  # 4
            tally.lost, tally.since = pool.lost, pool.since
            if progress:
                progress(tally)
            if outcome.fatal:
                pool.enough()
    return tally


def cores() -> int:
    """How many processes can work at once: the cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
