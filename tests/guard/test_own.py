"""The user's own files: what is no file, and what no parser holds, is told in one line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from press_briefing.cli.send import _tables
from press_briefing.model.errors import BriefingError, NotebookError, SettingsError
from press_briefing.model.settings import Settings
from press_briefing.report.run import load as notebook_at
from press_briefing.service.schedule.check import load as schedule_at
from press_briefing.service.schedule.declared import ScheduleError

READERS = {
    SettingsError: (lambda path: Settings.load(path), lambda path: _tables(path, ())),
    ScheduleError: (schedule_at,),
    NotebookError: (notebook_at,),
}
EACH = [(reader, error) for error, readers in READERS.items() for reader in readers]


@pytest.mark.parametrize(("reader", "error"), EACH)
@pytest.mark.parametrize("what", ["pipe", "device", "folder"])
def test_what_is_no_file_is_not_waited_for(reader, error: type[BriefingError], what: str, tmp_path: Path):
    if what == "pipe" and not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    path = {"pipe": tmp_path / "pipe", "device": Path("/dev/zero"), "folder": tmp_path}[what]
    if what == "pipe":
        os.mkfifo(path)
    if not path.exists():
        pytest.skip("no such device here")
    with pytest.raises(error) as caught:
        reader(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", [f"x = {'[' * 3000}{']' * 3000}", f"x = {'9' * 6000}"])
@pytest.mark.parametrize(("reader", "error"), EACH[:3])
def test_toml_past_what_a_parser_holds(reader, error: type[BriefingError], text: str, tmp_path: Path):
    (tmp_path / "s.toml").write_text(text)
    with pytest.raises(error, match="is not valid TOML"):
        reader(tmp_path / "s.toml")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("start = 0001-01-01", "give a year from 1970"),
        ("start = 9999-12-31T23:59:59", "give a year from 1970"),
        ('inbox = "a\\u0000b"', "without a NUL"),
    ],
)
def test_values_that_no_calendar_and_no_disk_hold(line: str, told: str, tmp_path: Path):
    inbox = "" if line.startswith("inbox") else 'inbox = "in"\n'
    (tmp_path / "s.toml").write_text(
        f'out = "o"\ntimezone = "UTC"\n[[report]]\nname = "a"\ncron = "0 7 * * *"\n{inbox}{line}\n'
    )
    with pytest.raises(ScheduleError, match=told):
        schedule_at(tmp_path / "s.toml")
