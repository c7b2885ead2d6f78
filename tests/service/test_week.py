"""A week in which everything goes wrong: nothing is run twice or never, everybody gets everything exactly once."""

from __future__ import annotations

import os
from collections.abc import Callable
from types import ModuleType

import pytest

pytest.importorskip("aiosmtpd")


@pytest.fixture(scope="module")
def script(benchmark_script: Callable[[str], ModuleType]) -> ModuleType:
    """`benchmarks/week.py`."""
    return benchmark_script("week")


@pytest.fixture(scope="module")
def week(script: ModuleType, tmp_path_factory: pytest.TempPathFactory):
    """The week, lived once. With PRESS_BRIEFING_TORTURE=1 one of its reports is built by the whole press."""
    return script.simulate(tmp_path_factory.mktemp("week"), small=os.environ.get("PRESS_BRIEFING_TORTURE") != "1")


pytestmark = pytest.mark.slow


def test_everybody_got_everything_exactly_once(week) -> None:
    assert [(row.name, row.mails, row.twice, row.never) for row in week.rows] == [
        (row.name, row.expected_mails, 0, 0) for row in week.rows
    ]
    assert [row.mails for row in week.rows] == [18, 7, 7, 21, 2]


def test_every_article_has_one_briefing(week) -> None:
    assert [(row.articles, row.briefed) for row in week.rows] == [(9, 9), (7, 7), (7, 7), (21, 21), (1, 1)]


def test_every_date_is_accounted_for(week) -> None:
    """What was due was run, or is recorded as missed or failed; nothing is left out."""
    for row in week.rows:
        assert row.due == row.on_time + row.late + row.missed + row.failed, row
    due = {row.name: (row.due, row.missed, row.failed) for row in week.rows}
    assert due == {
        "matinale": (8, 0, 0),
        "nuit": (8, 0, 0),
        "sydney": (8, 0, 0),
        "horaire": (56, 6, 3),
        "hebdo": (2, 0, 0),
    }


def test_both_clock_changes(week) -> None:
    """Each night once: in Paris at the end of the gap, in Sydney the first of two."""
    assert list(week.states["nuit"])[:4] == [
        "2026-03-28 02:30 CET",
        "2026-03-29 03:00 CEST",
        "2026-03-30 02:30 CEST",
        "2026-03-31 02:30 CEST",
    ]
    assert list(week.states["sydney"])[-2:] == ["2026-04-04 02:30 AEDT", "2026-04-05 02:30 AEDT"]


def test_what_went_wrong_was_caught_up(week) -> None:
    told = "\n".join(week.events)
    for words in (
        "matinale, due Tue 31 04:30: completed",
        "nuit, due Tue 31 00:30: completed",  # switched off
        "matinale, due Wed 01 04:30: completed, attempt 2",  # killed
        "matinale, due Thu 02 04:30: completed",
        "nuit, due Thu 02 00:30: completed",  # full disk
        "10 mails go out",
    ):  # mail server down
        assert words in told


def test_the_owner_heard_of_it(week) -> None:
    for report in ("matinale", "nuit", "horaire"):
        mine = [subject for subject in week.notices if report in subject]
        assert ["Échec" in subject for subject in mine] == [number % 2 == 0 for number in range(len(mine))]
        assert len(mine) % 2 == 0  # every failure was followed by word that it works again


def test_the_table(week) -> None:
    head, *rows = week.table().splitlines()
    assert head.split()[:3] == ["report", "due", "on"]
    assert rows[0].split() == ["matinale", "8", "4", "4", "0", "0", "2", "9", "9", "18", "18", "0", "0"]
