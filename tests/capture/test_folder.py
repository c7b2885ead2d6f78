"""A folder tells of every file: read, failed, or passed over with why; only hidden ones are left without a word."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_refuse import ARTICLE, TEXT, page

from press_briefing.capture.read import many
from press_briefing.capture.read.endings import READ
from press_briefing.capture.read.folder import listing
from press_briefing.capture.read.kinds import by_ending, endings_of_texts
from press_briefing.capture.read.several import expected, first
from press_briefing.corpus.review.gather import gather, size_of
from press_briefing.corpus.review.period import ReviewPeriod
from press_briefing.model.errors import PassedOver, SourceError
from press_briefing.model.settings import Settings

OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles among much else."""
    made = tmp_path / "in"
    made.mkdir()
    (made / "a.txt").write_text(TEXT, encoding="utf-8")
    (made / "b.html").write_text(page(ARTICLE), encoding="utf-8")
    (made / "lettre.msg").write_bytes(OFFICE)
    (made / "note.DOC").write_bytes(OFFICE)
    (made / "photo.JPG").write_bytes(b"\xff\xd8\xff\xe0" + bytes(30))
    for name in ("style.css", "depeche", "releve.xyz", "c.txt.part", "d.txt~", "~$note.docx"):
        (made / name).write_text(TEXT, encoding="utf-8")
    for name in (".gitkeep", ".DS_Store", "Thumbs.db", ".cache/e.txt", "b_files/logo.png", "b_files/f.txt"):
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_text(TEXT, encoding="utf-8")
    return made


PASSED = {
    "photo.JPG": "a picture",
    "style.css": "a program",
    "depeche": "no ending",
    "releve.xyz": "'.xyz'",
    "c.txt.part": "not finished",
    "d.txt~": "not finished",
    "~$note.docx": "not finished",
}


def test_every_file_is_told(folder: Path) -> None:
    items = {Path(item.origin).name: item for item in many(folder)}
    assert {name for name, item in items.items() if item.article} == {"a.txt", "b.html"}
    failed = {
        name: str(item.error)
        for name, item in items.items()
        if item.error is not None and not isinstance(item.error, PassedOver)
    }
    assert set(failed) == {"lettre.msg", "note.DOC"}
    assert "Office" in failed["lettre.msg"]
    assert "Office" in failed["note.DOC"]
    passed = {name: item.error for name, item in items.items() if isinstance(item.error, PassedOver)}
    assert set(passed) == set(PASSED)
    for name, words in PASSED.items():
        assert words in passed[name].what
        assert passed[name].cure
        assert str(passed[name]).startswith(str(folder / name))
    assert list(items) == sorted(items)


def test_passed_over_is_no_article_that_is_waited_for(folder: Path) -> None:
    assert expected(folder, Settings()) == 4
    items = list(first(many(folder), 2))
    assert sum(not isinstance(item.error, PassedOver) for item in items) == 2
    assert len(list(first(many(folder), 0))) == 4 + len(PASSED)


def test_parts_of_a_page_links_and_folders(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "sans-page_fichiers").mkdir()
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "ailleurs" / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "lien").symlink_to(tmp_path / "ailleurs")
    told = {found.path.name: found.error for found in listing(str(tmp_path)) or ()}
    assert set(told) == {"a.txt", "b.txt", "sans-page_fichiers", "lien"}
    assert "without the page" in str(told["sans-page_fichiers"])
    assert "a link" in str(told["lien"])
    (tmp_path / "sans-page.htm").write_text(page(ARTICLE), encoding="utf-8")
    assert "sans-page_fichiers" not in {found.path.name for found in listing(str(tmp_path)) or ()}


def test_a_folder_that_cannot_be_opened_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "zone").mkdir()
    scan = os.scandir

    def closed(path: str) -> object:
        if Path(path).name == "zone":
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    (error,) = [item.error for item in many(tmp_path) if item.error]
    assert not isinstance(error, PassedOver)
    assert "cannot be opened: Permission denied" in str(error)


def test_a_pattern_tries_what_it_names(folder: Path) -> None:
    told = {Path(item.origin).name: item.error for item in many(str(folder / "*"))}
    assert told["depeche"] is None
    assert isinstance(told["photo.JPG"], SourceError)
    assert not isinstance(told["photo.JPG"], PassedOver)
    assert isinstance(told["b_files"], PassedOver)


def test_a_folder_of_pictures_says_so(tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / f"{number}.png").touch()
    with pytest.raises(SourceError, match=r"no file that could be.*0\.png, 1\.png, .*4\.png and 2 more"):
        list(many(tmp_path))


def test_endings_are_in_one_list_only() -> None:
    assert not READ & set(by_ending())
    assert endings_of_texts() < set(by_ending())


def test_a_review_tells_them_too(folder: Path, tmp_path: Path) -> None:
    told = gather(str(folder), str(tmp_path / "d"), period=ReviewPeriod(), settings=Settings())
    assert told.read == 4 == size_of(str(folder), Settings())
    assert {origin for origin, _ in told.unread} == {"lettre.msg", "note.DOC", *PASSED}


def test_the_command_names_them_and_fails_for_what_may_be_an_article(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    asked = [
        sys.executable,
        "-m",
        "press_briefing",
        "build",
        str(folder),
        "--out",
        str(out),
        "--analysis-only",
        "--jobs",
        "1",
    ]
    run = subprocess.run(asked, capture_output=True, text=True, timeout=200, check=False)
    assert run.returncode == 1, run.stderr
    for name, words in PASSED.items():
        assert any(
            line.startswith("passed over: ") and name in line and words in line for line in run.stderr.splitlines()
        ), name
    assert f"passed over {len(PASSED):>5}" in run.stdout
    assert "2 of 4 articles failed" in run.stderr
    rows = [line.split("\t") for line in (out / "articles.tsv").read_text(encoding="utf-8").splitlines()]
    assert {Path(row[0]).name for row in rows if row[1] == "passed over"} == set(PASSED)
    assert json.loads((out / "batch.json").read_text(encoding="utf-8"))["passed_over"] == len(PASSED)
    assert (out / "failures.tsv").read_text(encoding="utf-8").count("\n") == 3
    for name in ("lettre.msg", "note.DOC"):
        (folder / name).unlink()
    again = subprocess.run([*asked, "--limit", "2"], capture_output=True, text=True, timeout=200, check=False)
    assert again.returncode == 0, again.stderr
    assert "made            2" in again.stdout
