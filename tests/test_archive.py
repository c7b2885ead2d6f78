"""Briefings are filed whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from press_briefing import archive
from press_briefing.errors import OutputError


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
