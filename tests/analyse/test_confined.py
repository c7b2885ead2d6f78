"""One article is read and analysed in a child that its parent holds to time, memory and output."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from multiprocessing import forkserver
from pathlib import Path

import pytest

from press_briefing import analyse, confined, read
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


@pytest.fixture
def not_here(monkeypatch):
    """Whatever takes a file apart, reads or analyses in this process fails; it is free to have a child."""
    from press_briefing import analyse, capture
    from press_briefing.capture import read
    from press_briefing.capture.read import cut, within

    monkeypatch.setattr(confined, "_HERE", [])
    for module, name in (
        (within, "opened_here"),
        (cut, "cut_here"),
        (read, "read_here"),
        (sys.modules[analyse.__module__], "_analyse"),
    ):
        monkeypatch.setattr(module, name, lambda *_: pytest.fail("done here"))
    return capture


def docx() -> bytes:
    from docx import Document

    document, stream = Document(), io.BytesIO()
    document.add_paragraph(TEXT)
    document.save(stream)
    return stream.getvalue()


MAIL = f"From: a@example.org\nSubject: Halle\nDate: Tue, 4 Mar 2025 08:00:00 +0100\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}\n"
RSS = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Fil</title>{}</channel></rss>'
HOLDING = {
    "a.docx": docx,
    "a.tsv": lambda: f"title\ttext\nHalle\t{TEXT}\nMarché\t{TEXT}\n".encode(),
    "a.rtf": lambda: b"{\\rtf1\\ansi " + TEXT.encode("ascii", "ignore") + b"}",
    "a.mbox": lambda: f"From a@example.org Tue Mar  4 08:00:00 2025\n{MAIL}\n".encode() * 2,
    "a.eml": MAIL.encode,
    "a.json": lambda: json.dumps({"articles": [{"title": "Halle", "text": TEXT}, {"text": TEXT}]}).encode(),
    "a.rss": lambda: RSS.format(f"<item><title>Halle</title><description>{TEXT}</description></item>" * 2).encode(),
    "a.txt": lambda: f"**** *journal_halle *date_2025-03-04\n{TEXT}\n\n**** *journal_b\n{TEXT}\n".encode(),
}


@pytest.mark.parametrize("name", HOLDING)
def test_what_holds_articles_is_taken_apart_and_read_by_the_child(not_here, tmp_path, name):
    """What is only looked into, to see what it holds, is not parsed by the parent either."""
    from press_briefing.capture.read.several import many

    (tmp_path / name).write_bytes(HOLDING[name]())
    with confined.keeping(FAST):
        items = list(many(str(tmp_path / name), replace(FAST, profile="precise")))  # of a batch: chosen later
    assert items
    assert all(item.article is not None and "poissons" in item.article.text for item in items), items


def test_what_is_wrong_with_json_and_feeds_is_told_as_ever(not_here, tmp_path):
    """An answer that is short, a member that is none, a feed past its limit: each in its place, by the child."""
    from press_briefing.capture.read.several import captures

    short = {"totalResults": 9, "articles": [{"text": TEXT}, 5]}
    (tmp_path / "a.json").write_text(json.dumps(short), encoding="utf-8")
    (tmp_path / "a.rss").write_text(RSS.format(f"<item><description>{TEXT}</description></item>" * 3), encoding="utf-8")
    few = replace(FAST, max_feed_items=2)
    with confined.keeping(few):
        answer = list(captures(tmp_path / "a.json", few))
        feed = list(captures(tmp_path / "a.rss", few))
        with pytest.raises(SourceError, match="no valid JSON"):
            list(captures(Capture("b.json", b"{", "b.json"), few))
    assert [item.origin.rpartition("/")[2] for item in answer] == ["a.json#1", "a.json#2", "a.json"]
    assert "announces 9 articles; it holds 2" in str(answer[-1].error)
    assert [item.capture is not None for item in feed] == [True, True, False]
    assert isinstance(feed[-1].error, LimitError)


def test_reading_and_analysing_from_python_are_held_where_asked_for(not_here, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with confined.keeping(FAST):
        found = analyse(read(tmp_path / "a.txt", settings=FAST), settings=FAST)
    assert found.article.text == TEXT


def test_a_review_reads_and_analyses_in_children(not_here, tmp_path):
    from press_briefing.corpus.review.gather import gather
    from press_briefing.corpus.review.period import ReviewPeriod

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    told = gather(str(tmp_path / "in"), str(tmp_path / "set"), period=ReviewPeriod(), settings=FAST)
    assert (told.read, told.unread) == (1, [])


def test_one_bad_article_of_a_review_costs_itself_only(standing_in, monkeypatch, tmp_path):
    from press_briefing.corpus.review.gather import gather
    from press_briefing.corpus.review.period import ReviewPeriod

    monkeypatch.setattr(confined, "_HERE", [])
    standing_in("hang")
    (tmp_path / "in").mkdir()
    for name, text in (("a", TEXT), ("b", f"PIÈGE {TEXT}"), ("c", f"{TEXT} Fin.")):
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    settings = replace(FAST, article_timeout=4.0)
    told = gather(str(tmp_path / "in"), str(tmp_path / "set"), period=ReviewPeriod(), settings=settings)
    assert told.read == 3
    assert [(name, "longer than 4 seconds" in why) for name, why in told.unread] == [("b.txt", True)]


def test_a_worker_of_a_cluster_holds_an_article_to_its_time(standing_in, monkeypatch, tmp_path):
    from press_briefing.corpus.batch import Unit
    from press_briefing.corpus.cluster import work

    monkeypatch.setattr(confined, "_HERE", [])
    standing_in("deaf")
    task = Analyses(tmp_path, replace(FAST, article_timeout=4.0))
    try:
        done = work.attempt(task, Unit("u", (("a", capture(f"PIÈGE {TEXT}")), ("b", capture()))))
    finally:
        work.leave()
    assert isinstance(done, work.UnitResult)
    assert [(row.state, "longer than 4 seconds" in row.reason) for row in done.outcomes] == [
        ("failed", True),
        ("made", False),
    ]


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
    assert child.ChildRequest(want="ready").data == b""
    assert limits.ended(3) == "exit code 3"
    assert limits.ended(-9) == "signal SIGKILL, perhaps for want of memory"
