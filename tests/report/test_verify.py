"""A briefing built again from its own folder: identical, or the first thing that is not, in one line."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook

from press_briefing import Briefing, build, cli
from press_briefing.capture.read import Capture
from press_briefing.model.errors import RunError, UsageError
from press_briefing.report import verify as verifying
from press_briefing.report.briefing import BRIEFING
from press_briefing.report.verify import Verdict, dated, differences, first_difference, stored

TEXT = "Le ministre a annoncé un accord à Bamako le 18 novembre 2025. Les routes restent fermées. " * 3
CELLS = ("import os", "print(article, top)", "assert os.environ.get('FAIL') != 'yes', 'on demand'")


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small notebook of a user's own, quicker than ours."""
    first = new_code_cell('article: str = "x"\npublished: str = ""\nlanguage: str = "fr"\ntop: int = 3')
    first.metadata["tags"] = ["parameters"]
    path = tmp_path_factory.mktemp("own") / "own.ipynb"
    nbformat.write(
        new_notebook(
            cells=[first, *map(new_code_cell, CELLS)],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        ),
        path,
    )
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, notebook: Path) -> Briefing:
    """One briefing for all tests: with parameters of every sort, captured from an address."""
    capture = Capture("accord.txt", TEXT.encode(), "https://example.org/accord")
    return build(
        capture,
        out=tmp_path_factory.mktemp("reports"),
        published="2025-11-20",
        language="en",
        parameters={"top": 7},
        notebook=notebook,
        pdf=False,
        paper="letter",
    )


@pytest.fixture
def copy(made: Briefing, tmp_path: Path) -> Path:
    """The briefing, to be spoilt."""
    return Path(shutil.copytree(made.folder, tmp_path / made.id))


def verify(folder: Path, **more: Any) -> Verdict:
    """The verdict on what is taken for a briefing."""
    return verifying.verify(folder, kinds=[BRIEFING], **more)


def command(*args: str | Path) -> int:
    """The exit code of `press-briefing verify`."""
    with pytest.raises(SystemExit) as ended:
        cli.main(["verify", *map(str, args)])
    return int(ended.value.code or 0)


def test_a_good_briefing_is_identical(made: Briefing, notebook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in made.folder.rglob("*") if path.is_file()}
    assert command(made.folder, "--notebook", notebook) == 0
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 1
    assert f"identical, {len(stored(made.folder)['outputs']) + 1} files" in told[0]
    assert {path: path.read_bytes() for path in made.folder.rglob("*") if path.is_file()} == before


def test_one_byte_is_found(copy: Path, notebook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = copy / "briefing.html"
    data = page.read_bytes()
    place = data.index(b"<main")
    page.write_bytes(data[: place + 1] + b"M" + data[place + 2 :])
    assert command(copy, "--notebook", notebook) == 1
    told = capsys.readouterr()
    (line,) = [line for line in told.err.splitlines() if line.startswith("press-briefing:")]
    number = data[:place].count(b"\n") + 1
    assert f"briefing.html: changed since it was built, first at line {number}, " in line
    assert "<Main" in line
    assert "more)" not in line
    assert not told.out


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda folder: (folder / "data/words.csv").unlink(), "data/words.csv: missing"),
    "cut": (lambda folder: (folder / "data/words.csv").write_bytes(b""), "data/words.csv: changed since it was built"),
    "crate": (lambda folder: (folder / "ro-crate-metadata.json").write_text("{}"), "ro-crate-metadata.json: changed"),
    "two": (
        lambda folder: [(folder / name).unlink() for name in ("briefing.html", "data/analysis.json")],
        "data/analysis.json: missing (and 1 more)",
    ),
    "folder": (lambda folder: shutil.rmtree(folder / "data"), "data/analysis.json: missing (and "),
}


@pytest.mark.parametrize("kind", SPOILT)
def test_the_first_difference_is_named(made: Briefing, copy: Path, kind: str) -> None:
    spoil, words = SPOILT[kind]
    spoil(copy)
    found = tuple(differences(stored(made.folder), copy, made.folder))
    assert Verdict(copy, 1, (), found).told().startswith(words)


def test_what_the_reader_adds_and_the_run_record_do_not_count(made: Briefing, copy: Path) -> None:
    (copy / "notes.txt").write_text("à relire")
    (copy / "run.json").unlink()
    assert not list(differences(stored(copy), copy, made.folder))


def test_a_changed_manifest_is_a_difference(made: Briefing, copy: Path) -> None:
    told = stored(copy)
    told["article"]["words"] += 1
    (copy / "manifest.json").write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    (found,) = differences(told, copy, made.folder)
    assert found.startswith("manifest.json: the rebuild gives other bytes, first at line ")
    assert '"words"' in found


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(path.read_bytes() + b" "),
        lambda path: path.unlink(),
    ],
)
def test_another_capture_is_no_ground_to_build_on(copy: Path, notebook: Path, spoil: Callable) -> None:
    spoil(copy / "capture/accord.txt")
    verdict = verify(copy, notebook=notebook)
    assert not verdict.identical
    assert verdict.told().startswith("capture/accord.txt: ")


def test_a_notebook_that_is_not_at_hand_is_asked_for(made: Briefing, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(made.folder) == 2
    told = capsys.readouterr().err
    assert "'own.ipynb'" in told
    assert "--notebook PATH" in told


def test_versions_and_notebook_are_told_first(
    copy: Path, tmp_path: Path, notebook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = stored(copy)
    told["versions"]["spacy"] = "1.0"
    told["program"]["templates"] = "0" * 64
    (copy / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    (copy / "capture/accord.txt").unlink()  # so that nothing needs building
    other = tmp_path / "own.ipynb"
    other.write_bytes(notebook.read_bytes() + b"\n")
    assert command(copy, "--notebook", other) == 1
    lines = capsys.readouterr().err.splitlines()
    assert "spacy was 1.0 then and is " in lines[0]
    assert lines[1].endswith("press-briefing itself has changed since: templates")
    assert "is not the notebook it was built with" in lines[2]
    assert "not identical: capture/accord.txt: missing" in lines[3]


def spoilt_manifests() -> dict[str, bytes | None]:
    capture, notebook = {"name": "a.txt"}, {"name": "briefing.ipynb"}
    good = {
        "schema": "press-briefing/manifest/1",
        "capture": capture,
        "notebook": notebook,
        "parameters": {},
        "versions": {},
        "outputs": {},
    }
    told = {
        "list": [],
        "schema": {**good, "schema": "other/1"},
        "no outputs": {**good, "outputs": None},
        "path": {**good, "capture": {"name": "../a.txt"}},
        "absolute": {**good, "outputs": {"/etc/hostname": ""}},
        "notebook": {**good, "notebook": {"name": "../../x.ipynb"}},
        "up": {**good, "outputs": {"data/../../x": ""}},
        "settings": {**good, "settings": 3},
        "no name": {**good, "capture": {"name": ""}},
    }
    return {
        "none": None,
        "binary": b"\xff\x00",
        "deep": b"[" * 100_000,
        **{name: json.dumps(value).encode() for name, value in told.items()},
    }


@pytest.mark.parametrize("kind", spoilt_manifests())
def test_what_is_no_briefing(tmp_path: Path, kind: str) -> None:
    data = spoilt_manifests()[kind]
    if data is not None:
        (tmp_path / "manifest.json").write_bytes(data)
    with pytest.raises(UsageError, match="is no briefing"):
        verify(tmp_path)


def test_a_path_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path in (tmp_path / "file", tmp_path / "none"):
        assert command(path) == 2


def test_a_failed_run_fails_the_same_way(tmp_path: Path, notebook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAIL", "yes")
    with pytest.raises(RunError):
        build(Capture("a.txt", TEXT.encode(), "a.txt"), out=tmp_path, notebook=notebook, pdf=False)
    (failed,) = tmp_path.glob("*.failed")
    assert verify(failed, notebook=notebook).identical
    monkeypatch.delenv("FAIL")
    assert verify(failed, notebook=notebook).told().startswith("state: 'failed' in the folder, 'completed' built again")


def test_the_date_of_the_build_is_that_of_the_briefing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    with dated(None):
        assert "SOURCE_DATE_EPOCH" not in os.environ
    with dated(2):
        assert os.environ["SOURCE_DATE_EPOCH"] == "2"
    assert os.environ["SOURCE_DATE_EPOCH"] == "1"


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_any_two_bytes_part_somewhere(mine: bytes, other: bytes) -> None:
    if mine != other:
        assert first_difference(mine, other, text=True).startswith("line ")
        place = int(first_difference(mine, other, text=False).split()[1]) - 1
        assert mine[:place] == other[:place]
        assert mine[place : place + 1] != other[place : place + 1]


def test_a_difference_says_line_and_column() -> None:
    told = first_difference("un\ndéjà vu\n".encode(), "un\ndéjà lu\n".encode(), text=True)
    assert told == "line 2, column 6: « déjà vu » in the folder, « déjà lu » built again"
