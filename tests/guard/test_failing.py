"""The one place where what nobody foresaw becomes the failure of one item."""

from __future__ import annotations

import errno
import os
import pickle
import urllib.parse
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from faults.at import PanicException
from press_briefing.guard import failing
from press_briefing.guard.failing import VARIABLE, failure, guarded, kept_in
from press_briefing.guard.stopping import Stopped
from press_briefing.model.errors import BriefingError, LimitError, MachineError, ProgramFault, SourceError


def caught(error: BaseException, phase: str = "reading", where: str = "a.txt") -> BriefingError:
    """What an exception leaves `guarded` as."""
    with pytest.raises(BriefingError) as found, guarded(phase, where):
        raise error
    return found.value


def deep(levels: int) -> int:
    return deep(levels + 1) + 1


def nested() -> None:
    deep(0)


@pytest.mark.parametrize(
    "raises",
    [
        lambda: int("7" * 5000),
        lambda: "\ud800".encode(),
        nested,
        lambda: {}["absent"],
        lambda: [][3],
        lambda: None.text,  # type: ignore[attr-defined]
        lambda: 10**400 / 1.0,
        lambda: etree.fromstring("<a"),
        lambda: zipfile.ZipFile(os.devnull),
        lambda: urllib.parse.urlsplit("http://["),
        lambda: next(iter([])),
    ],
)
def test_what_nobody_foresaw_is_one_line_with_a_trace(raises: Callable[[], object], tmp_path: Path) -> None:
    """It says what was being done, to what, that the program is to blame, and where the trace is."""
    with pytest.raises(ProgramFault) as found, kept_in(tmp_path), guarded("reading", "a.txt"):
        raises()
    error = found.value
    (kept,) = (tmp_path / "traces").iterdir()
    assert str(error).startswith("a.txt: a fault of this program, while reading (")
    assert type(error.__cause__).__name__ in error.what
    assert kept.stem in error.what
    assert not any(char.isdigit() for char in kept.stem)
    assert str(kept) in error.cure
    assert "\n" not in str(error)
    text = kept.read_text(encoding="utf-8")
    assert text.startswith("while reading: a.txt\n")
    assert "Traceback (most recent call last)" in text
    assert "test_failing.py" in text


def test_ours_pass_as_they_are() -> None:
    ours = SourceError("is empty", where="a.txt", cure="give another")
    assert caught(ours) is ours


def test_want_of_memory_is_the_articles_and_a_refusal_the_machines() -> None:
    assert isinstance(caught(MemoryError()), LimitError)
    refused = caught(OSError(errno.EMFILE, os.strerror(errno.EMFILE)))
    assert isinstance(refused, MachineError)
    assert "Too many open files" in str(refused)
    assert isinstance(caught(OSError(errno.ENAMETOOLONG, "x")), ProgramFault)  # of the name, not of the machine
    assert isinstance(caught(OSError("Pillow says so")), ProgramFault)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3), Stopped(15), GeneratorExit()])
def test_orders_to_end_pass(error: BaseException, tmp_path: Path) -> None:
    with pytest.raises(type(error)), kept_in(tmp_path), guarded("reading", "a.txt"):
        raise error
    assert not list(tmp_path.iterdir())


def test_a_panic_of_a_library_written_in_rust_is_no_order() -> None:
    assert isinstance(caught(PanicException("index out of bounds")), ProgramFault)


class Loud(Exception):
    """An exception that cannot be told."""

    def __str__(self) -> str:
        raise ValueError("no words")


@pytest.mark.parametrize("error", [Loud(), ValueError("\ud83d\x1b[2J\n" * 9000), KeyError(b"\xff" * 10_000)])
def test_a_message_may_hold_anything(error: Exception) -> None:
    told = caught(error)
    assert len(told.what) < 500
    told.what.encode("utf-8")
    assert "\n" not in str(told)
    assert str(pickle.loads(pickle.dumps(told))) == str(told)


def test_the_same_fault_is_kept_once_and_others_beside_it(tmp_path: Path) -> None:
    """A name tells the place in the code: forty thousand articles that fail alike make one file."""

    def fails(kind: type[Exception]) -> str:
        with pytest.raises(ProgramFault) as found, guarded("reading", "a.txt"):
            raise kind("x")
        return found.value.what.rpartition(" ")[2]

    with kept_in(tmp_path):
        names = [fails(kind) for kind in (KeyError, KeyError, ValueError)]
    assert len(set(names)) == 2
    assert {path.stem for path in (tmp_path / "traces").iterdir()} == set(names)


def test_traces_are_bounded_and_a_folder_that_cannot_be_written_is_no_second_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "traces").write_text("a file", encoding="utf-8")
    with kept_in(tmp_path):
        assert caught(KeyError("x")).cure == "please report it; its trace was not kept"
    (tmp_path / "traces").unlink()
    monkeypatch.setattr(failing, "MOST", 1)
    with kept_in(tmp_path):
        assert "traces" in caught(KeyError("x")).cure
        assert "not kept" in failure(ValueError("y"), "reading").cure
    assert len(list((tmp_path / "traces").iterdir())) == 1


def test_where_traces_are_kept_is_handed_down_and_put_back(tmp_path: Path) -> None:
    before = os.environ.get(VARIABLE)
    with kept_in(tmp_path / "a"), kept_in(tmp_path / "b"):
        assert os.environ[VARIABLE] == str(tmp_path / "b" / "traces")
    assert os.environ.get(VARIABLE) == before
    assert not (tmp_path / "a").exists()
