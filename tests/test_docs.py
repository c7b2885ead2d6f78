"""The README is true: its commands run, its Python runs, its figures are the measured ones, its files exist."""
from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from press_briefing.views.method import accuracy

README = Path(__file__).resolve().parent.parent / "README.md"
TEXT = README.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.M | re.S)


COMMANDS = [line[2:] for block in blocks("console") for line in block.splitlines() if line.startswith("$ ")]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what a reader of the README has at hand."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("data", "notebooks"):
        shutil.copytree(README.parent / name, folder / name)
    return folder


def environment() -> dict[str, str]:
    """The README's commands are those of this environment."""
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


@pytest.mark.parametrize("command", [command for command in COMMANDS if not command.startswith("make")])
def test_commands_run(checkout: Path, command: str) -> None:
    done = subprocess.run(shlex.split(command), cwd=checkout, env=environment(), capture_output=True, text=True,
                          timeout=280, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (README.parent / "Makefile").read_text(encoding="utf-8"), re.M))
    used = set(re.findall(r"(?:`|\$ )make ([a-z]+)", TEXT))
    assert used <= targets


def test_python_runs(checkout: Path) -> None:
    (code,) = blocks("python")
    done = subprocess.run([sys.executable, "-c", code], cwd=checkout, env=environment(), capture_output=True, text=True,
                          timeout=280, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "2025-11-18" in done.stdout
    assert done.stdout.strip().endswith("briefing.pdf")


def test_figures_are_the_measured_ones() -> None:
    """Every figure of the README's table stands in `accuracy.toml`, in the same order."""
    told = re.findall(r"^\| [a-z ]+ \| .* \| ([\d.]+)(?: / ([\d.]+))? \|$", TEXT, re.M)
    known = accuracy()
    wanted = [(known["cleaning"]["articles_exact_share"],), (known["times"]["strict_f1"], known["times"]["value_f1"]),
              (known["events"]["f1"],), (known["entities"]["f1"],), (known["quotes"]["quote_and_speaker_f1"],),
              (known["claims"]["f1"], known["claims"]["claim_and_source_f1"]), (known["tone"]["macro_f1"],)]
    assert [tuple(float(figure) for figure in row if figure) for row in told] == wanted


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert "://" in target or (README.parent / target).exists(), target


def test_help_describes_every_option() -> None:
    done = subprocess.run([sys.executable, "-m", "press_briefing", "build", "--help"], capture_output=True, text=True,
                          timeout=60, check=True)
    options = "--out --published --language --parameter --notebook --paper --no-pdf --settings"
    assert all(option in done.stdout for option in options.split())
