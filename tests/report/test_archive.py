"""Briefings are filed whole or not at all."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from press_briefing.model.errors import OutputError
from press_briefing.report import archive


def test_identifiers_are_readable_and_distinct() -> None:
    first = archive.identifier("Été à l’ONU (2).txt", b"x", {"language": "fr", "article": "a"})
    assert first.startswith("ete-a-l-onu-2-")
    assert first == archive.identifier("Été à l’ONU (2).txt", b"x", {"article": "b", "language": "fr"})
    assert first != archive.identifier("Été à l’ONU (2).txt", b"y", {"language": "fr"})
    assert first != archive.identifier("Été à l’ONU (2).txt", b"x", {"language": "en"})


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "x" * 400, "日本", "a/b\\c", "\x00\n"])
def test_no_name_leaves_the_folder(name: str) -> None:
    told = archive.identifier(name, b"", {})
    assert "/" not in told
    assert "\\" not in told
    assert not told.startswith(".")
    assert len(told) < 80


def test_replaces_whole(tmp_path: Path) -> None:
    final = tmp_path / "a"
    final.mkdir()
    (final / "old").touch()
    with archive.aside(tmp_path) as folder:
        (folder / "new").touch()
        archive.publish(folder, final)
    assert [path.name for path in final.iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_work_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def work() -> None:
        with archive.aside(tmp_path) as folder:
            (folder / "half").touch()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        work()
    assert not list(tmp_path.iterdir())


def test_out_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "f").touch()
    with pytest.raises(OutputError, match="is a file"):
        archive.prepare(tmp_path / "f")


# -- who is at work, who is dead -------------------------------------------------------------------


HOLD = """
import sys, time
from pathlib import Path
from press_briefing.report import archive
out = Path(sys.argv[1])
with archive.alone(out, "batch"), archive.aside(out) as folder:
    (folder / "half").touch()
    final = out / "earlier"
    with archive._put_away(final):
        print("held", flush=True)
        time.sleep(300)
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process in the middle of replacing a briefing."""
    (tmp_path / "earlier").mkdir()
    (tmp_path / "earlier" / "page").touch()
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_what_a_living_process_builds_stays(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    assert archive.sweep(tmp_path) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    line = rf"another batch .*process {holder.pid} on"
    with pytest.raises(OutputError, match=line), archive.alone(tmp_path, "batch"):
        pass


def test_what_a_dead_process_left_goes_and_the_briefing_it_was_replacing_returns(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    holder.kill()
    holder.wait()
    assert not (tmp_path / "earlier").exists()
    assert archive.sweep(tmp_path) == 2
    assert (tmp_path / "earlier" / "page").exists()
    with archive.alone(tmp_path, "batch"):
        assert (tmp_path / archive.HELD).exists()
    assert [path.name for path in tmp_path.iterdir()] == ["earlier"]


def test_the_lock_goes_with_the_work(tmp_path: Path) -> None:
    def work() -> None:
        with archive.alone(tmp_path, "batch"):
            raise RuntimeError

    for _ in range(2):
        with pytest.raises(RuntimeError):
            work()
    assert not list(tmp_path.iterdir())


def test_a_replacement_that_fails_gives_the_earlier_one_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    final = tmp_path / "a"
    final.mkdir()
    (final / "old").touch()
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if target == final and self.name.startswith(archive.BUILDING) and not final.exists():
            raise OSError(errno.ENOSPC, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)

    def work() -> None:
        with archive.aside(tmp_path) as folder:
            (folder / "new").touch()
            archive.publish(folder, final)

    with pytest.raises(OutputError, match="No space left"):
        work()
    assert [path.name for path in final.iterdir()] == ["old"]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_two_that_publish_the_same_at_once(tmp_path: Path) -> None:
    final = tmp_path / "a"

    def work(number: int) -> None:
        for _ in range(20):
            with archive.aside(tmp_path) as folder:
                (folder / str(number)).touch()
                archive.publish(folder, final)

    with ThreadPoolExecutor(3) as workers:
        for future in [workers.submit(work, number) for number in range(3)]:
            future.result()
    assert len(list(final.iterdir())) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_an_earlier_briefing_stays_away_when_another_took_its_place(tmp_path: Path) -> None:
    """Published between the look and the move: the new one stays."""
    old, new = tmp_path / "away" / "a", tmp_path / "a"
    for folder in (old, new):
        folder.mkdir(parents=True)
        (folder / folder.parent.name).touch()
    archive._give_back(old, new)
    assert [path.name for path in new.iterdir()] == [tmp_path.name]
    assert old.exists()


@pytest.mark.parametrize(("told", "whole"), [
    ({"state": "completed", "outputs": {"a": ""}}, True),
    ({"state": "failed", "outputs": {"a": ""}}, False),
    ({"state": "completed", "outputs": {"a": "", "b": ""}}, False),
    ({"state": "completed"}, False),
    ([], False),
])  # fmt: skip
def test_complete(tmp_path: Path, told: object, whole: bool) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "manifest.json").write_text(json.dumps(told))
    assert (archive.complete(tmp_path, pdf=False) is not None) == whole
    assert archive.complete(tmp_path, pdf=True) is None
    assert archive.complete(tmp_path / "none", pdf=False) is None
