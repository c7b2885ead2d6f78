"""The command: help, JSON, doctor, and one line for every mistake."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from press_briefing.cli import PHASE_NAMES
from press_briefing.report.briefing import PHASES

COMMAND = [sys.executable, "-m", "press_briefing"]
PROSE = "Le ministre a annoncé un accord à Bamako le 18 novembre 2025. Les routes restent fermées depuis septembre. "


def press(*args: str | Path, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, args)],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=240,
        env={**os.environ, **env},
        check=False,
    )


def test_help_names_the_commands() -> None:
    told = press("--help")
    assert told.returncode == 0
    assert all(name in told.stdout for name in ("build", "analyse", "doctor", "lab"))


def test_every_phase_has_a_name() -> None:
    assert set(PHASES) == set(PHASE_NAMES)


def test_analyse_prints_json(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(PROSE * 3, encoding="utf-8")
    told = press("analyse", source, "--published", "2025-11-20")
    found = json.loads(told.stdout)
    assert found["article"]["published"] == {
        "value": "2025-11-20",
        "certainty": "given",
        "reason": found["article"]["published"]["reason"],
        "ahead": False,
    }
    assert found["sentences"]


def test_analyse_reads_standard_input() -> None:
    assert json.loads(press("analyse", "-", stdin=PROSE * 3).stdout)["article"]["text"].startswith("Le ministre")


def test_doctor() -> None:
    told = press("doctor")
    assert told.returncode == 0, told.stdout + told.stderr
    assert "FAIL" not in told.stdout
    assert "kernel: 6 * 7 = 42" in told.stdout


def bad_sources(folder: Path) -> dict[str, tuple[Path, int, str]]:
    """A source of each bad kind: its path, the exit code, and words of the message."""
    made = {"missing": (folder / "none.txt", 1, "no such file")}
    for name, data, code, words in (
        ("empty", b"", 1, "empty"),
        ("blank", b" \n\t\n", 1, "empty"),
        ("binary", bytes(range(256)) * 40, 1, ""),
        ("no-prose", b"42 ; 43\n---\n12.5\n" * 20, 1, "prose"),
    ):
        path = folder / f"{name}.txt"
        path.write_bytes(data)
        made[name] = (path, code, words)
    return made


@pytest.mark.parametrize("kind", ["missing", "empty", "blank", "binary", "no-prose"])
def test_a_bad_source_gets_one_line(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    path, code, words = bad_sources(folder)[kind]
    out = tmp_path / "out"
    told = press("build", path, "--out", out)
    lines = [line for line in told.stderr.splitlines() if line.startswith("press-briefing:")]
    assert len(lines) == 1, told.stderr
    assert "Traceback" not in told.stderr
    assert words in lines[0]
    assert told.returncode == code
    assert not list(out.iterdir()) if out.exists() else True


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["-p", "tpo=3"], "did you mean 'top'"),
        (["-p", "top=x"], "must be int"),
        (["-p", "top"], "is not NAME=VALUE"),
        (["--language", "de"], "does not speak 'de'"),
        (["--published", "hier"], "hier"),
        (["--published", " "], "--published is empty"),
        (["-p", "article=x"], "'article' is set by the source"),
        (["-p", "published=2025-01-01"], "'published' is set by --published"),
        (["-p", "top=0"], "'top' must be 1 or more"),
        (["--settings", "none.toml"], "no such settings file"),
        (["--frobnicate"], "No such option"),
    ],
)
def test_a_bad_request_gets_one_line_and_code_two(tmp_path: Path, args: list[str], words: str) -> None:
    source = tmp_path / "a.txt"
    source.write_text(PROSE * 3, encoding="utf-8")
    told = press("build", source, "--out", tmp_path / "out", *args)
    lines = [line for line in told.stderr.splitlines() if line.startswith("press-briefing:")]
    assert told.returncode == 2, told.stderr
    assert len(lines) == 1
    assert words in lines[0]


@pytest.mark.parametrize("group", [[], ["archive"], ["schedule"]])
def test_a_group_alone_prints_its_help(group: list[str]) -> None:
    told = press(*group)
    assert told.returncode == 0
    assert told.stdout.startswith("Usage: press-briefing")
    assert len(told.stdout.splitlines()) > 5
    assert told.stderr == ""


def test_a_source_that_is_not_there_is_told_before_anything_is_started(tmp_path: Path) -> None:
    """No process is started for it, and nothing that takes its time is imported."""
    code = (
        "import sys, subprocess; subprocess.Popen = None; sys.argv[0] = 'press-briefing'\n"
        "from press_briefing.cli import main\n"
        "try:\n    main(['build', 'nope.txt'])\nexcept SystemExit as end:\n"
        "    print(end.code, *sorted({'spacy', 'papermill', 'nbformat', 'pandas'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert told.stdout.strip() == "1"
    assert "no such file" in told.stderr


def test_another_language_gets_a_hint_that_helps(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(
        "La alcaldesa anunció ayer que el mercado volverá a abrir sus puertas en la primavera, y que los "
        "vecinos podrán comprar allí el pescado de la ría como antes. ",
        encoding="utf-8",
    )
    told = press("analyse", source)
    assert told.returncode == 1
    assert "looks like 'es'" in told.stderr
    assert "a translation" in told.stderr
    assert "--model" not in told.stderr


@pytest.mark.skipif(os.name == "nt", reason="streams are closed by the shell")
@pytest.mark.parametrize(
    ("closed", "code", "words"),
    [
        ("2>&-", 0, ""),
        (">&-", 0, ""),
        ("<&-", 0, ""),
        (">/dev/full", 1, "No space left"),
    ],
)
def test_a_closed_or_full_stream_neither_stops_nor_hides_the_work(
    tmp_path: Path, closed: str, code: int, words: str
) -> None:
    if closed == ">/dev/full" and not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    told = subprocess.run(
        [
            "/bin/sh",
            "-c",
            f'"$0" -m press_briefing build demo:blocus-carburant --analysis-only --out "$1" {closed}',
            sys.executable,
            tmp_path,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == code, told.stderr
    assert words in told.stderr
    assert "Traceback" not in told.stderr
    assert list((tmp_path / "analyses").glob("*.jsonl"))


def test_what_a_closed_standard_input_holds_is_told() -> None:
    told = subprocess.run(
        ["/bin/sh", "-c", '"$0" -m press_briefing analyse - <&-', sys.executable],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert told.stderr.startswith("press-briefing: standard input: cannot be read")
