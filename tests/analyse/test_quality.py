"""Quality has floors: the figures of `accuracy.toml`, which only an explicit act lowers.

The gold data is not ours to publish; without the shared folder beside the checkout these tests are skipped.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from press_briefing.measure.accuracy import seen


@pytest.mark.parametrize("view", sorted(seen()))
def test_no_view_falls_below_its_floor(shared: Path, view: str) -> None:
    done = subprocess.run(
        [sys.executable, str(shared / "score" / "score.py"), view],
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = {name: float(value) for name, value in re.findall(r"^(\w+)=([\d.]+)$", done.stdout, re.M)}
    for name, floor in seen()[view].items():
        assert found[name] >= floor, f"{view} {name}: {found[name]} is below its floor {floor}"
