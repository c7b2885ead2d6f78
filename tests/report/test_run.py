"""The truth about a run: completed, failed, timeout, killed - and a notebook that does not differ from run to run."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from press_briefing.model.errors import NotebookError
from press_briefing.report import run

KERNEL = {"kernelspec": {"name": "not-there-anywhere", "language": "python", "display_name": "Python"}}


def ran(folder: Path, *sources: str, timeout: int = 60) -> run.NotebookRun:
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources], metadata=KERNEL)
    return run.run(notebook, folder=folder, timeout=timeout)


def test_completed(tmp_path: Path) -> None:
    ended = ran(tmp_path, "import os; x = os.path.realpath('.')", "x")
    assert ended.state == "completed"
    assert str(tmp_path.resolve()) in ended.notebook.cells[1].outputs[0].data["text/plain"]


@pytest.mark.parametrize(
    ("source", "state", "reason"),
    [
        ("raise ValueError('oh')", "failed", "ValueError: oh"),
        ("import time; time.sleep(60)", "timeout", "longer than 2 s"),
        ("import os; os._exit(3)", "killed", "kernel died"),
    ],
)
def test_the_end_is_told_as_it_was(tmp_path: Path, source: str, state: str, reason: str) -> None:
    ended = ran(tmp_path, "1", source, "3", timeout=2)
    assert (ended.state, ended.cell) == (state, 1)
    assert reason in ended.reason


def test_two_runs_give_the_same_notebook(tmp_path: Path) -> None:
    source = ["import sys; print(hash('x'), sys.flags.hash_randomization)", "object()", "import os; os.environ['TZ']"]
    first, second = (nbformat.writes(run.settled(ran(tmp_path, *source).notebook)) for _ in range(2))
    ids = [cell["id"] for cell in nbformat.reads(first, 4).cells]
    for old, new in zip([cell["id"] for cell in nbformat.reads(second, 4).cells], ids, strict=True):
        second = second.replace(old, new)  # each was made with random ids here; a stored notebook has its own
    assert first == second
    assert "0x…" in first


def test_progress_hears_of_every_cell(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    notebook = new_notebook(cells=[new_code_cell("1"), new_code_cell("2")], metadata=KERNEL)
    run.run(notebook, folder=tmp_path, timeout=60, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(1, 2), (2, 2)]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cells": 3}', "\ufeff"])
def test_what_is_not_a_notebook(tmp_path: Path, content: str) -> None:
    path = tmp_path / "odd.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(NotebookError):
        run.load(path)


def test_missing_notebook(tmp_path: Path) -> None:
    with pytest.raises(NotebookError, match="no such notebook"):
        run.load(tmp_path / "none.ipynb")
