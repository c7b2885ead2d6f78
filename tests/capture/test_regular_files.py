"""Regular files only: a pipe, a socket, a device, a link that leads nowhere is told and passed over, never opened."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from press_briefing.capture.read import capture, many, read
from press_briefing.capture.read import sources as reading
from press_briefing.capture.read.lines import count, is_lines
from press_briefing.capture.read.several import expected, opened
from press_briefing.model.errors import BriefingError, PassedOver, SourceError, UsageError
from press_briefing.model.settings import Settings
from press_briefing.service.schedule import sources as gathering
from press_briefing.service.schedule.declared import DeclaredReport

if sys.platform == "win32":
    pytest.skip("such files are made on Unix", allow_module_level=True)

pytestmark = pytest.mark.timeout(30)  # what is opened by mistake hangs
TEXT = "Le maire de Kayes a ouvert mardi un marché couvert, que les commerçants attendaient depuis dix ans. " * 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles."""
    place = tmp_path / "in"
    place.mkdir()
    for name in ("a.txt", "z.txt"):
        (place / name).write_text(TEXT.replace("dix", name), encoding="utf-8")
    return place


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listener(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(path))  # a socket's whole path is short


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def nowhere(path: Path) -> None:
    path.symlink_to("gone.txt")


def circle(path: Path) -> None:
    path.symlink_to(path.name)


KINDS = [
    (pipe, "is a named pipe, not a file"),
    (listener, "is a socket, not a file"),
    (device, "is a device, not a file"),
    (nowhere, "is a link that leads nowhere"),
    (circle, "is a link that leads in a circle"),
]
each_kind = pytest.mark.parametrize(("made", "words"), KINDS, ids=lambda value: getattr(value, "__name__", ""))


@pytest.fixture
def opens(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every path that the process opens."""
    seen: list[str] = []
    original = os.open

    def watched(path: object, *more: object, **options: object) -> int:
        seen.append(str(path))
        return original(path, *more, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", watched)
    monkeypatch.setattr(Path, "open", lambda self, *_, **__: pytest.fail(f"{self} was opened by name"))
    return seen


@each_kind
@pytest.mark.parametrize("suffix", [".txt", ".json", ".jsonl", ".xml", ".pdf"])
def test_as_a_source_it_is_told_and_never_opened(
    made: Callable[[Path], None],
    words: str,
    suffix: str,
    tmp_path: Path,
    opens: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / f"source{suffix}"
    made(path)
    for use in (capture, read, lambda one: list(many(one))):
        with pytest.raises(SourceError, match=words):
            use(path)
    assert opened(path, Settings()) == (False, str(path))
    assert expected(path, Settings()) == 1
    assert not is_lines(path, Settings())
    with pytest.raises(SourceError, match=words):
        count(path)
    assert opens == []


@each_kind
@pytest.mark.parametrize("pattern", ["", "*.txt", "**/*.txt"])
def test_in_a_folder_the_others_are_read(
    made: Callable[[Path], None], words: str, pattern: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    made(folder / "m.txt")
    items = list(many(folder / pattern if pattern else folder))
    assert [Path(item.origin).name for item in items] == ["a.txt", "m.txt", "z.txt"]
    assert [item.article is not None for item in items] == [True, False, True]
    assert isinstance(items[1].error, PassedOver)
    assert words in str(items[1].error)


@each_kind
def test_in_an_inbox_too(
    made: Callable[[Path], None],
    words: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    monkeypatch.setattr(gathering, "SETTLED", 0.0)
    monkeypatch.chdir(folder)
    made(folder / "m.txt")
    report = DeclaredReport("matinale", "0 6 * * *", ZoneInfo("UTC"), inbox=folder)
    found = gathering.gather(report, Settings(), datetime.now(UTC))
    assert found.problems == ()
    assert [Path(piece.origin).name for piece in found.pieces if piece.capture] == ["a.txt", "z.txt"]
    assert len(found.pieces) == 2
    assert [words in line for line in caplog.messages] == [True]


def open_files() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


def test_what_takes_a_files_place_between_look_and_opening(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is open then, without waiting for a writer, and left unread."""
    path = folder / "a.txt"
    check, looks = reading._check_regular, []

    def swapping(mode: int, origin: str) -> None:
        check(mode, origin)
        if not looks:
            path.unlink()
            os.mkfifo(path)
        looks.append(mode)

    monkeypatch.setattr(reading, "_check_regular", swapping)
    with pytest.raises(SourceError, match="is a named pipe"):
        capture(path)
    before = open_files()
    with suppress(SourceError):
        capture(path)
    assert open_files() == before


def test_a_pipe_that_somebody_writes_to_is_left_alone(tmp_path: Path) -> None:
    """Opening it, even for a moment, would let the writer go on, into nothing."""
    path = tmp_path / "p.txt"
    os.mkfifo(path)
    done = threading.Event()

    def writer() -> None:
        with path.open("wb") as stream:
            done.set()
            stream.write(b"x")

    thread = threading.Thread(target=writer, daemon=True)
    thread.start()
    time.sleep(0.2)
    with pytest.raises(SourceError, match="named pipe"):
        read(path)
    assert not done.wait(0.3)
    with path.open("rb"):
        thread.join(5)


@pytest.fixture
def knotted(folder: Path) -> Path:
    """Links that lead back up: two in each of two folders, so that following them is a tree without end."""
    (folder / "sub").mkdir()
    (folder / "sub" / "b.txt").write_text(TEXT.replace("dix", "vingt"), encoding="utf-8")
    for place in (folder, folder / "sub"):
        for name in ("up", "again"):
            (place / name).symlink_to(folder, target_is_directory=True)
    return folder


@pytest.mark.parametrize("pattern", ["", "**/*.txt", "**", "**/**/?.txt", "../in/**/[abz].txt"])
def test_folders_that_lead_in_a_circle_are_read_once(knotted: Path, pattern: str) -> None:
    items = list(many(knotted / pattern if pattern else knotted))
    found = [Path(os.path.relpath(item.origin, knotted)).as_posix() for item in items if item.article]
    assert found == ["a.txt", "sub/b.txt", "z.txt"]
    assert all("is a link to a folder" in str(item.error) for item in items if not item.article)


def test_a_pattern_names_what_it_always_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".hidden").mkdir()
    (folder / "mars" / "9").mkdir(parents=True)
    for name in (".secret.txt", ".hidden/c.txt", "mars/d.txt", "mars/9/e.txt", "mars/9/e.md"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(folder)

    def names(pattern: str) -> list[str]:
        return [item.origin for item in many(pattern)]

    assert names("*.txt") == ["a.txt", "z.txt"]
    assert names("**/*.txt") == ["a.txt", "mars/9/e.txt", "mars/d.txt", "z.txt"]
    assert names("**/9/*") == ["mars/9/e.md", "mars/9/e.txt"]
    assert names("mars/**/e.*") == ["mars/9/e.md", "mars/9/e.txt"]
    assert names("m*/**/d.txt") == ["mars/d.txt"]
    assert names("mars/**") == ["mars/9/e.md", "mars/9/e.txt", "mars/d.txt"]
    (folder / "mars" / ".DS_Store").write_text(TEXT, encoding="utf-8")
    assert names("mars/**") == ["mars/9/e.md", "mars/9/e.txt", "mars/d.txt"]
    assert names("mars/**/.DS*") == ["mars/.DS_Store"]
    with pytest.raises(SourceError, match=r"holds no file.*check the pattern"):
        names("**/*.pdf")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("x" * 5000, "is no name of a file"),
        (f"{TEXT} Est-ce vrai ?", "holds no file|is no name of a file"),
        ("a\0b.txt", "is no name of a file"),
        ("/proc/self/mem/x", "cannot be read: Not a directory"),
    ],
)
def test_what_is_no_path_is_told(name: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        list(many(name))
    several, same = opened(name, Settings())
    assert same == name
    if not several:
        with pytest.raises(SourceError, match=words):
            read(name)


def test_a_folder_is_no_article(folder: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        read(folder)


def test_standard_input_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(BriefingError, match="standard input: cannot be read"):
        read("-")
