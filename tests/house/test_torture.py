"""The table of SECURITY.md is made from tests that are there, and its pages name files that are there."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from faults import points
from faults.points import Point

ROOT = Path(__file__).resolve().parent.parent.parent
TOLD = [*ROOT.glob("*.md"), *ROOT.glob("*.yml"), *(ROOT / "docs").glob("*.md"), ROOT / "data" / "README.md"]
WALKS = [told for told in vars(points).values() if isinstance(told, list) and told and isinstance(told[0], Point)]
JUNIT = """<testsuites><testsuite>
<testcase classname="tests.guard.test_limits" name="a"/>
<testcase classname="tests.guard.test_faults" name="b"><properties><property name="kind" value="disk full"/>
  <property name="cases" value="4"/></properties><failure/></testcase>
<testcase classname="tests.guard.test_faults" name="c"><skipped/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def script(benchmark_script: Callable[[str], ModuleType]) -> ModuleType:
    return benchmark_script("torture")


def test_each_long_test_is_found_by_its_name(script: ModuleType) -> None:
    found = script.long_tests()
    assert set(found) == set(script.KINDS)
    assert all(path.is_file() for path in found.values())


def test_a_name_without_a_file_ends_the_run(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(script.KINDS, "test_moved_away", "moved")
    with pytest.raises(SystemExit, match="test_moved_away: not one file"):
        script.long_tests()


def test_every_long_test_is_of_a_file_that_torture_runs(script: ModuleType) -> None:
    """What runs longer under torture is run by it: nothing is left to be forgotten."""
    asked = {path for path in (ROOT / "tests").rglob("test_*.py") if "PRESS_BRIEFING_TORTURE" in path.read_text()}
    assert {path.stem for path in asked} - set(script.KINDS) <= {"test_torture", "test_cluster"}  # Dask's is of scaling


def test_rows_are_what_ran(script: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(JUNIT, encoding="utf-8")
    rows = script.table(script.cases(tmp_path / "a.xml"))
    assert "| limit exceeded | 1 | 1 | 0 |" in rows
    assert "| disk full | 4 | 0 | 4 |" in rows
    assert "left behind" not in rows


def test_every_test_file_that_is_named_is_there() -> None:
    """A cell « held by » points at a test; a test that moved holds nothing for who looks there."""
    named = {(page.name, name) for page in TOLD for name in re.findall(r"\btests/[\w/]+\.\w+", page.read_text())}
    assert named
    assert {(page, name) for page, name in named if not (ROOT / name).exists()} == set()


@pytest.mark.parametrize(
    "point", [point for walk in WALKS for point in walk], ids=lambda point: f"{point.when} {point.at}"
)
def test_each_point_at_which_something_is_broken_is_there(point: Point) -> None:
    """A function that moved away is never met, and the long test that kills there finds out an hour later."""
    module, _, name = point.at.partition(":")
    found: object = importlib.import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    assert callable(found)
