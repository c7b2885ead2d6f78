"""A short soak: what a long one shows (`benchmarks/soak.py`), on 60 analyses and 6 briefings."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="memory is told by /proc")]


@pytest.fixture(scope="module")
def script(benchmark_script: Callable[[str], ModuleType]) -> ModuleType:
    """`benchmarks/soak.py`."""
    return benchmark_script("soak")


@pytest.fixture(scope="module")
def phases(script: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> list:
    """The soak, with a notebook that takes no time."""
    folder = tmp_path_factory.mktemp("soak")
    first = new_code_cell('article: str = "x"\npublished: str = ""\nlanguage: str = "fr"')
    first.metadata["tags"] = ["parameters"]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(
        new_notebook(cells=[first, new_code_cell("print(article)")], metadata={"kernelspec": kernel}),
        folder / "small.ipynb",
    )
    (folder / "soak").mkdir()
    return script.soak(
        folder / "soak",
        script.paragraphs(None),
        analyses=60,
        builds=6,
        words=60,
        jobs=2,
        every=10,
        notebook=folder / "small.ipynb",
        pdf=False,
    )


def test_everything_was_made(phases: list) -> None:
    assert [(phase.tally.made, phase.tally.failed, phase.tally.lost) for phase in phases] == [(60, 0, 0), (6, 0, 0)]
    assert [len(phase.looks) for phase in phases] == [6, 6]


@pytest.mark.parametrize("name", ["handles", "temporary", "processes", "zombies"])
def test_nothing_grows(script: ModuleType, phases: list, name: str) -> None:
    """The least of the later looks against the least of the earlier: six looks are too few for a line through them,
    and a kernel that happens to be alive at one of them holds a hundred handles."""
    for phase in phases:
        half = len(phase.looks) // 2
        early, late = (min(getattr(look, name) for look in looks) for looks in (phase.looks[:half], phase.looks[half:]))
        assert late - early <= script.GROWTH[name], phase.table()


def test_nothing_is_left(phases: list) -> None:
    for phase in phases:
        assert (phase.after.temporary, phase.after.zombies) == (0, 0), phase.table()
    assert phases[1].after.handles <= phases[0].after.handles + 2


def test_what_grows_is_seen(script: ModuleType, phases: list) -> None:
    rising = tuple(script.Look(50 * at, 300 + 20 * at, 50 + 4 * at, 3 + 4 * at, 5, 0) for at in range(1, 11))
    leaking = script.Phase("leaking", phases[0].tally, 1.0, rising, rising[-1])
    assert leaking.growth("handles") == pytest.approx(28)
    assert len(leaking.problems()) == 4
    assert "flat" not in leaking.table()
