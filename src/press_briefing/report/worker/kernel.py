"""What a run and the engine that runs it both know: how a notebook ended, who watches it, the kernel's environment."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode


@dataclass(frozen=True)
class NotebookRun:
    """How a notebook ended: `state` is completed, failed, timeout or killed; `cell` is the index where it stopped."""

    notebook: NotebookNode
    state: str
    reason: str = ""
    cell: int | None = None

    @property
    def good(self) -> bool:
        """Whether it came to its end."""
        return self.state == "completed"


class Watch:
    """What the engine tells while it runs: the notebook as far as it got, and the cell it is in."""

    def __init__(self, notebook: NotebookNode, progress: Callable[[int, int], None] | None) -> None:
        self.notebook, self.progress = notebook, progress
        self.cell: int | None = None

    def started(self, index: int) -> None:
        self.cell = index

    def completed(self, index: int) -> None:
        if self.progress:
            self.progress(index + 1, len(self.notebook.cells))

    def ended(self, state: str, reason: str = "") -> NotebookRun:
        return NotebookRun(self.notebook, state, reason, None if state == "completed" else self.cell)


def environment_of(
    private: Path | None, more: Mapping[str, str] | None = None, base: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The environment of a kernel with its own files in `private`: the user's, less what makes two runs differ.

    `base`: the environment of the process that will run it, where that is not this one.
    """
    base = os.environ if base is None else base
    fixed = {
        "PYTHONHASHSEED": "0",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "IPYKERNEL_CELL_NAME": "<cell>",
        "PYTHONNOUSERSITE": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "SOURCE_DATE_EPOCH": base.get("SOURCE_DATE_EPOCH", "0"),
        "MATPLOTLIBRC": os.devnull,
    }
    own = {"IPYTHONDIR": str(private / "ipython")} if private else {}
    return {**base, **fixed, **own, **(more or {})}
