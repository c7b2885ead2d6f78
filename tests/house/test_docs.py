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
    (folder / "reports").mkdir()
    return folder


def environment() -> dict[str, str]:
    """The README's commands are those of this environment."""
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


@pytest.mark.parametrize("command", [command for command in COMMANDS if not command.startswith("make")])
def test_commands_run(checkout: Path, command: str) -> None:
    run_in(checkout, command)


SCHEDULE = """timezone = "Europe/Paris"
out = "reports"
[[report]]
name = "matinale"
cron = "30 6 * * *"
inbox = "inbox"
pdf = false
"""


def console_of(name: str) -> list[str]:
    """The commands of a page of the documentation, in the order in which they stand, without their remarks."""
    text = (README.parent / "docs" / name).read_text(encoding="utf-8")
    told = re.findall(r"^```console\n(.*?)^```", text, re.M | re.S)
    return [line[2:].partition("  #")[0].strip() for block in told for line in block.splitlines() if line[:2] == "$ "]


def test_no_page_of_the_documentation_has_commands_that_no_test_runs() -> None:
    pages = {path.name for path in (README.parent / "docs").glob("*.md") if console_of(path.name)}
    assert pages == {"archive.md", "delivery.md", "schedules.md"}


def test_nobody_is_sent_to_a_folder_that_only_we_have() -> None:
    for path in (README, *(README.parent / "docs").glob("*.md")):
        assert "../shared" not in path.read_text(encoding="utf-8"), path.name


MAIL = (
    '[deliver]\nchannel = "mail"\nhost = "smtp.example.org"\nfrom = "veille@example.org"\nto = ["desk@example.org"]\n'
)


def test_commands_of_archive_and_delivery_run_after_those_of_the_readme(tmp_path: Path) -> None:
    """The briefing that is sent and pinned is that of the README's first command. No server is there: nothing leaves."""
    shutil.copytree(README.parent / "data", tmp_path / "data")
    first = next(command for command in COMMANDS if command.startswith("press-briefing build"))
    (tmp_path / "mail.toml").write_text(MAIL, encoding="utf-8")
    (send,) = console_of("delivery.md")
    for command in (first, f"{send} --dry-run eml", *console_of("archive.md")):
        run_in(tmp_path, command)
    assert len(list((tmp_path / "eml").iterdir())) == 1
    pinned = (tmp_path / "reports" / "pins.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in pinned if line[:1] != "#"] == [console_of("archive.md")[-1].split()[-1]]


def test_commands_of_schedules_run_in_their_order(tmp_path: Path) -> None:
    """`serve` stays, and ends with 0 when it is told to stop."""
    (tmp_path / "schedule.toml").write_text(SCHEDULE, encoding="utf-8")
    (tmp_path / "inbox").mkdir()
    shutil.copy(README.parent / "data" / "articles" / "depart-cedeao.txt", tmp_path / "inbox")
    *others, last = console_of("schedules.md")
    assert last == "press-briefing schedule serve"
    for command in others:
        run_in(tmp_path, command)
    with subprocess.Popen(shlex.split(last), cwd=tmp_path, env=environment(), stderr=subprocess.PIPE) as serving:
        with pytest.raises(subprocess.TimeoutExpired):
            serving.wait(8)
        serving.terminate()
        assert serving.wait(30) == 0


def run_in(folder: Path, command: str) -> None:
    done = subprocess.run(
        shlex.split(command), cwd=folder, env=environment(), capture_output=True, text=True, timeout=280, check=False
    )
    assert done.returncode == 0, f"{command}: {done.stderr[-2000:]}"


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
