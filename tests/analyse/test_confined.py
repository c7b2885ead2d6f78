"""One article is read and analysed in a child that its parent holds to time, memory and output."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from multiprocessing import forkserver
from pathlib import Path

import pytest

from press_briefing import confined
from press_briefing.capture.read import Capture, from_capture
from press_briefing.confined import Reader, child, frames, limits
from press_briefing.corpus.batch import Analyses, run
from press_briefing.model.errors import LimitError, SourceError
from press_briefing.model.settings import Settings

FAST = Settings(profile="fast", cache="none")
TEXT = (
    "La mairie de Vannes a rouvert lundi 3 mars 2025 la halle aux poissons. « Les étals sont pleins », a dit "
    "Jeanne Morel, qui vend des huîtres depuis vingt ans."
)
# What a child is made to do in place of reading, by a module that Python imports when it starts.
STANDING_IN = {
    "hang": "import time; time.sleep(600)",
    "deaf": "import re; re.match('(a+)+$', 'a' * 40 + 'b')",  # in a library's own code: no signal is heard
    "hog": "kept = [bytearray(10_000_000) for _ in range(10_000)]",
    "die": "import os; os.abort()",
}


def capture(text: str = TEXT, name: str = "halle.txt") -> Capture:
    return Capture(name, text.encode(), name)


@pytest.fixture
def standing_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`standing_in("hang")`: children that read « PIÈGE » do that instead, those of a new fork server too."""
    forkserver._forkserver._stop()  # type: ignore[attr-defined]

    def made(what: str) -> None:
        (tmp_path / "sitecustomize.py").write_text(
            f"""
import importlib.util, sys
class Hook:
    def find_spec(self, name, path, target=None):
        if name == "press_briefing.capture.read.refuse":
            sys.meta_path.remove(self)
            spec = importlib.util.find_spec(name)
            execute = spec.loader.exec_module
            def exec_module(module):
                execute(module)
                original = module.refuse_capture
                def refuse_capture(data, name):
                    if "PIÈGE".encode() in data:
                        {STANDING_IN[what]}
                    original(data, name)
                module.refuse_capture = refuse_capture
            spec.loader.exec_module = exec_module
            return spec
sys.meta_path.insert(0, Hook())
""",
            encoding="utf-8",
        )
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    return made


def test_the_child_finds_what_this_process_finds():
    told = []
    with Reader(FAST) as reader:
        found = reader.understand(capture(), "2025-03-04", told.append)
        assert reader.article(capture()) == from_capture(capture(), settings=FAST)
    assert told == ["analyse"]
    assert found == confined.understand(capture(), "2025-03-04", FAST)


def test_what_it_refuses_is_raised_here():
    with Reader(FAST) as reader:
        with pytest.raises(SourceError, match="binary") as caught:
            reader.article(Capture("a.txt", bytes(range(256)) * 8, "dossier/a.txt"))
        assert "\n" not in str(caught.value)
        assert reader.article(capture()).text


@pytest.mark.parametrize(
    ("what", "changed", "told"),
    [
        ("hang", {"article_timeout": 3.0}, "longer than 3 seconds.*article_timeout"),
        ("deaf", {"article_timeout": 3.0}, "longer than 3 seconds.*article_timeout"),
        ("hog", {"article_memory": 900_000_000}, "more memory than there is.*article_memory"),
        ("die", {}, "ended the process that read it.*SIGABRT.*article_memory"),
    ],
)
def test_a_breach_is_one_line_and_the_next_article_is_read(standing_in, what, changed, told):
    if what == "hog" and sys.platform != "linux":
        pytest.skip("memory is limited on Linux only")
    standing_in(what)
    with Reader(replace(FAST, **changed)) as reader:
        with pytest.raises(LimitError, match=told) as caught:
            reader.article(capture(f"PIÈGE {TEXT}"))
        assert "\n" not in str(caught.value)
        reader.settings = FAST
        assert reader.article(capture()).text == TEXT


def test_more_findings_than_the_limit_are_not_taken():
    with Reader(replace(FAST, article_output=2_000)) as reader, pytest.raises(LimitError, match="article_output"):
        reader.understand(capture())


def test_other_articles_of_a_batch_are_unharmed(standing_in, tmp_path):
    standing_in("hang")
    source = tmp_path / "in"
    source.mkdir()
    for name in ("a", "b", "c"):
        (source / f"{name}.txt").write_text(f"{'PIÈGE ' if name == 'b' else ''}{TEXT} {name}.", encoding="utf-8")
    tally = run(source, task=Analyses(tmp_path / "out", replace(FAST, article_timeout=4.0)), jobs=1)
    assert (tally.made, tally.failed) == (2, 1)
    assert "longer than 4 seconds" in (tmp_path / "out" / "failures.tsv").read_text(encoding="utf-8")


def test_the_child_goes_with_its_parent():
    code = (
        "from press_briefing.confined import Reader; from press_briefing.model.settings import Settings; import time;"
        "reader = Reader(Settings()); reader.make_ready(); print(reader._child.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    end = time.monotonic() + 60
    while time.monotonic() < end and Path(f"/proc/{pid}/stat").exists() and _alive(pid):
        time.sleep(0.1)
    assert not _alive(pid)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_packed_file_is_opened_by_the_child(monkeypatch, tmp_path, demonstration):
    """What is only looked into, to see what it holds, is not parsed by the parent either."""
    from docx import Document

    from press_briefing.capture.read import within
    from press_briefing.capture.read.several import captures

    document = Document()
    document.add_paragraph(TEXT)
    document.save(str(tmp_path / "a.docx"))
    monkeypatch.setattr(confined, "_HERE", [])
    monkeypatch.setattr(within, "opened_here", lambda *_: pytest.fail("opened here"))
    with confined.keeping(FAST):
        assert [item.capture.name for item in captures(str(tmp_path / "a.docx"), FAST)] == ["a.docx"]


def test_frames_say_when_the_other_side_is_gone_or_says_too_much(tmp_path):
    path = tmp_path / "frames"
    with path.open("wb") as stream:
        frames.send(stream, b"12345")
        stream.write(b"\0\0\0\0\0\0\0\x09cut")
    with path.open("rb") as stream:
        assert frames.receive(stream, 5) == b"12345"
        with pytest.raises(EOFError):
            frames.receive(stream, 9)
    with path.open("rb") as stream, pytest.raises(frames.TooLong):
        frames.receive(stream, 4)


def test_what_a_child_cannot_know_it_does_not_name():
    assert child.Request(want="ready").data == b""
    assert limits.ended(3) == "exit code 3"
    assert limits.ended(-9) == "signal SIGKILL, perhaps for want of memory"
