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

from press_briefing.measure import accuracy
from press_briefing.show.formats import date_text, number

README = Path(__file__).resolve().parent.parent.parent / "README.md"
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
    done = subprocess.run(
        shlex.split(command), cwd=checkout, env=environment(), capture_output=True, text=True, timeout=280, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (README.parent / "Makefile").read_text(encoding="utf-8"), re.M))
    used = set(re.findall(r"(?:`|\$ )make ([a-z]+)", TEXT))
    assert used <= targets


def test_python_runs(checkout: Path) -> None:
    (code,) = blocks("python")
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=checkout,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "2025-11-18" in done.stdout
    assert done.stdout.strip().endswith("briefing.pdf")


def figures_of(*told: tuple[str, str]) -> tuple[str, ...]:
    """Unseen figures as the README prints them."""
    return tuple(number(accuracy.unseen(view, name), "en", 2) for view, name in told)


# The rows of the README's table, in order: (view, figure) of `accuracy.toml`.
ROWS = (
    (("cleaning", "articles_exact_share"),),
    (("readings", "summary_five"), ("readings", "summary_musts")),
    (("press", "precise_f1"), ("press", "fast_f1")),
    (),  # names read fast: a range
    (("readings", "actors_precision"), ("readings", "actors_recall")),
    (("tone", "macro_f1"),),
    (("times", "strict_f1"), ("times", "value_f1")),
    (("readings", "events_precision"), ("readings", "events_recall")),
    (("readings", "figures_precision"), ("readings", "figures_recall")),
    (("quotes", "quote_and_speaker_f1"),),
    (("claims", "f1"), ("claims", "claim_and_source_f1")),
    (("readings", "voices_precision"), ("readings", "voices_recall")),
    (("stances", "right"),),
)


def names_range() -> tuple[str, str]:
    low, high, _ = accuracy.names()
    return number(low, "en", 2), number(high, "en", 2)


def test_figures_are_those_of_unseen_texts() -> None:
    """Every figure of the README's table is an unseen one of `accuracy.toml`, told with its date."""
    told = [
        tuple(re.findall(r"[\d.]+", last))
        for last in re.findall(r"^\| [a-z, ]+ \| [^|]+ \| ([\d.]+(?: (?:/|to) [\d.]+)?) \|$", TEXT, re.M)
    ]
    assert told == [figures_of(*row) if row else names_range() for row in ROWS]
    assert f"Measured on {date_text(accuracy.measured().isoformat(), 'en')} on texts that" in TEXT.replace("\n", " ")
    assert f"({figures_of(('readings', 'anonymous_precision'))[0]}" in TEXT


def test_counts_of_what_was_measured_are_the_known_ones() -> None:
    for view, name, words in (
        ("cleaning", "articles", "of {} dirtied"),
        ("readings", "articles", "{} articles read"),
        ("tone", "sentences", "{} press sentences"),
        ("claims", "claims", "{} claims of"),
        ("times", "expressions", "{} expressions"),
        ("stances", "rows", "{} rows of"),
        ("stances", "articles", "of {} articles"),
        ("quotes", "quotations", "{} quotations"),
    ):
        assert words.format(int(accuracy.unseen(view, name))) in TEXT


def test_model_card_of_names_tells_the_unseen_range(root: Path) -> None:
    card = (root / "src/press_briefing/analyse/entities/MODEL.md").read_text(encoding="utf-8")
    assert "F1 goes from {} to {}".format(*names_range()) in card


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", TEXT):
        assert "://" in target or (README.parent / target).exists(), target


def test_help_describes_every_option() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "press_briefing", "build", "--help"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    options = "--out --published --language --parameter --notebook --paper --no-pdf --settings"
    assert all(option in done.stdout for option in options.split())
