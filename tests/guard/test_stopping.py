"""SIGTERM and SIGHUP end a run within five seconds, whatever it is in, and the ledger tells the truth afterwards."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest
from test_faults import notebook

from faults.at import HERE
from press_briefing.guard import stopping as module
from press_briefing.guard.stopping import LAST, WORDS, Stopped, stopping
from raw_server import serving

if sys.platform != "linux":
    pytest.skip("signals are tried on Linux", allow_module_level=True)

pytestmark = pytest.mark.timeout(180)
FIVE = 5.0
PIPE = 400_000  # more than a pipe holds
TEXT = "Le maire de Kayes a ouvert mardi un marché couvert, que les commerçants attendaient depuis dix ans. " * 3
BOTH = pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])


# -- in this process ---------------------------------------------------------------------------------------------------


def tell(number: int = signal.SIGTERM, after: float = 0.0) -> None:
    """Send this process a signal a little later."""
    threading.Timer(after, os.kill, (os.getpid(), number)).start()


def handlers() -> list[Any]:
    return [signal.getsignal(number) for number in (*module.SIGNALS, signal.SIGINT)]


@BOTH
def test_asked_first(number: int) -> None:
    """What is at hand ends by itself; at the end the signal is told."""
    before, done = handlers(), []

    def work(stop: threading.Event) -> None:
        tell(number)
        assert stop.wait(5)
        time.sleep(0.3)
        done.append("the item at hand")

    with pytest.raises(Stopped) as told, stopping() as stop:
        work(stop)
    assert done
    assert told.value.exit_code == 128 + number
    assert handlers() == before


def test_then_interrupted_also_in_a_read_that_waits() -> None:
    ours, theirs = socket.socketpair()
    tell(after=0.3)
    with ours, theirs, pytest.raises(Stopped), stopping(spare=0.2):
        ours.recv(1)


def test_an_interruption_comes_once() -> None:
    """What is put away afterwards is not interrupted, however often one is told."""
    put_away = []

    def work() -> None:
        try:
            tell()
            time.sleep(5)
        finally:
            for _ in range(3):
                tell()
                time.sleep(0.1)
            put_away.append(True)

    with pytest.raises(Stopped), stopping(spare=0.0):
        work()
    assert put_away


def test_nobody_told_nothing_happens() -> None:
    before, threads = handlers(), threading.active_count()
    with stopping() as stop:
        pass
    assert not stop.is_set()
    assert handlers() == before
    assert threading.active_count() == threads


def test_what_goes_wrong_is_told_as_it_is() -> None:
    with pytest.raises(KeyError), stopping():
        raise KeyError("x")


def test_ignored_signals_stay_so() -> None:
    """Under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopping(spare=0.0) as stop:
            os.kill(os.getpid(), signal.SIGHUP)
            assert not stop.wait(0.2)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_in_another_thread_there_is_only_the_event() -> None:
    found: list[bool] = []

    def run() -> None:
        with stopping() as stop:
            found.append(stop.is_set())

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert found == [False]


DEAF = """
import sys
sys.path.insert(0, {tests!r})
from faults.at import ACTIONS
from press_briefing.guard.stopping import stopping
with stopping(spare=0.2, last=lambda: print("last words", flush=True)):
    print("ready", flush=True)
    ACTIONS["deaf"]()
"""


def test_a_call_that_no_signal_ends() -> None:
    """The last words are said, and the process ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", DEAF.format(tests=str(HERE.parent))], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    begun = time.monotonic()
    process.terminate()
    out, _ = process.communicate(timeout=30)
    assert LAST <= time.monotonic() - begun + 0.3 < LAST + WORDS + 1.5
    assert (process.returncode, out) == (143, "last words\n")


# -- commands ----------------------------------------------------------------------------------------------------------


@dataclass
class Office:
    """A folder with an inbox and a schedule, and commands that run in it."""

    folder: Path
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def schedule(self, *lines: str) -> None:
        head = (
            'timezone = "Europe/Paris"\nsite = false\nout = "out"\nsettings = "settings.toml"\n[[report]]\n'
            'name = "matinale"\ncron = "* * * * *"\nnotebook = "small.ipynb"\npdf = false\n'
        )
        self.write("schedule.toml", head + "\n".join(lines) + "\n")

    def start(self, *arguments: str, fault: dict[str, Any] | None = None, **more: Any) -> subprocess.Popen[str]:
        """A command, with a fault in it or none."""
        command = [sys.executable, str(HERE / "at.py"), json.dumps([fault] if fault else []), *arguments]
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PRESS_BRIEFING_ENGINE": "kernel"},
            **more,
        )
        self.processes.append(process)
        return process

    def runs(self) -> list[tuple[str, str, str]]:
        """(state, source, error) of each run in the ledger; dates first."""
        with sqlite3.connect(self.folder / "out" / ".ledger.sqlite") as book:
            return book.execute("SELECT state, source, error FROM runs ORDER BY key").fetchall()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    notebook(tmp_path / "small.ipynb")
    made.write("settings.toml", 'allow_private = true\nfetch_timeout = 300.0\ncache = "none"\n')
    yield made
    for process in made.processes:
        with suppress(psutil.Error):
            for child in psutil.Process(process.pid).children(recursive=True):
                child.kill()
        process.kill()
        process.communicate()


def until(true: Callable[[], object], process: subprocess.Popen[str], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end, "it did not come so far"
        time.sleep(0.05)


def ended(process: subprocess.Popen[str], number: int) -> str:
    """What the command said when it was told to stop; it has five seconds."""
    begun = time.monotonic()
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    took = time.monotonic() - begun
    assert took < FIVE, f"{took:.1f} s\n{said}"
    assert "Traceback" not in said
    return said


def silent(asked: list[str]) -> Any:
    """A server that takes a request and says nothing; `asked` holds what was asked."""

    def say(_: socket.socket, path: str) -> None:
        asked.append(path)
        time.sleep(600)

    return serving(say)


@BOTH
def test_run_due_while_a_slow_address_is_read(office: Office, number: int) -> None:
    asked: list[str] = []
    with silent(asked) as address:
        office.schedule(f'urls = ["{address}/a.html"]')
        process = office.start("run-due")
        until(lambda: asked, process)
        said = ended(process, number)
    assert process.returncode == 128 + number
    assert said.strip().endswith("press-briefing: stopped; nothing was left half done")
    assert [(state, error) for state, _, error in office.runs()] == [("failed", "was told to stop")]


def test_run_due_in_a_notebook(office: Office) -> None:
    """The article is to be tried again at once, and its half briefing is gone."""
    notebook(office.folder / "small.ipynb", "import time\ntime.sleep(600)")
    office.write("in/a.txt", TEXT)
    office.schedule('inbox = "in"')
    process = office.start("run-due")
    until(lambda: list((office.folder / "out").glob(".building-*/capture/*")), process)
    time.sleep(1)
    ended(process, signal.SIGTERM)
    assert process.returncode == 143
    assert [(state, error) for state, _, error in office.runs()] == [
        ("failed", "was told to stop"),
        ("killed", "was told to stop"),
    ]
    assert not list((office.folder / "out").glob(".building-*"))
    notebook(office.folder / "small.ipynb")
    again = office.start("run-due")
    out, said = again.communicate(timeout=120)
    assert again.returncode == 0, said
    assert "1 briefing" in out


def test_run_due_in_a_press_review(office: Office) -> None:
    """Its articles are analysed by processes of its own, which nobody waits for."""
    for number in range(30):
        office.write(f"in/{number}.txt", f"Kayes, le 4 mars 2025. {TEXT} Article {number}.")
    hit = office.folder / "hit"
    head = 'timezone = "Europe/Paris"\nsite = false\nout = "out"\nsettings = "settings.toml"\n'
    office.write("schedule.toml", head + '[[report]]\nname = "s"\ncron = "* * * * *"\ninbox = "in"\nreview = "900d"\n')
    fault = {"at": "press_briefing.analyse:_analyse", "do": "deaf", "role": "worker", "hit": str(hit), "nth": 0}
    process = office.start("run-due", fault=fault)
    until(hit.exists, process)
    family = psutil.Process(process.pid).children(recursive=True)
    ended(process, signal.SIGTERM)
    assert process.returncode == 143
    assert "running" not in {state for state, _, _ in office.runs()}
    _, alive = psutil.wait_procs(family, timeout=5)
    assert not alive


def test_run_due_in_a_call_that_no_signal_ends(office: Office) -> None:
    """No handler is called there; the ledger says all the same that nobody is at it any more."""
    office.write("in/a.txt", TEXT)
    office.schedule('inbox = "in"')
    hit = office.folder / "hit"
    process = office.start("run-due", fault={"at": "press_briefing.analyse:_analyse", "do": "deaf", "hit": str(hit)})
    until(hit.exists, process)
    ended(process, signal.SIGTERM)
    assert process.returncode == 143
    assert [(state, error) for state, _, error in office.runs()] == [("killed", "was told to stop")] * 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_the_server_in_a_slow_address(office: Office, number: int) -> None:
    """It ends well: whoever serves is always told to end."""
    asked: list[str] = []
    with silent(asked) as address:
        office.schedule(f'urls = ["{address}/a.html"]')
        process = office.start("schedule", "serve")
        until(lambda: asked, process)
        said = ended(process, number)
    assert process.returncode == 0
    assert said.strip().endswith("press-briefing: stopped")
    assert [(state, error) for state, _, error in office.runs()] == [("failed", "was told to stop")]


def test_the_server_in_a_call_that_no_signal_ends(office: Office) -> None:
    office.write("in/a.txt", TEXT)
    office.schedule('inbox = "in"')
    hit = office.folder / "hit"
    fault = {"at": "press_briefing.capture.clean:_draft", "do": "deaf", "hit": str(hit)}
    process = office.start("schedule", "serve", fault=fault)
    until(hit.exists, process)
    ended(process, signal.SIGTERM)
    assert "running" not in {state for state, _, _ in office.runs()}


@BOTH
@pytest.mark.parametrize("do", ["hang", "deaf"])
def test_a_batch_in_an_article(office: Office, number: int, do: str) -> None:
    """A worker may be in a call that no signal ends; no process is left, and the folder says that it was stopped."""
    for name in "abc":
        office.write(f"in/{name}.txt", TEXT.replace("Kayes", name))
    hit = office.folder / "hit"
    fault = {"at": "press_briefing.analyse:_analyse", "do": do, "role": "worker", "hit": str(hit), "nth": 0}
    process = office.start("build", "in", "--out", "out", "--analysis-only", "--jobs", "2", fault=fault)
    until(hit.exists, process)
    family = psutil.Process(process.pid).children(recursive=True)
    ended(process, number)
    assert process.returncode == 128 + number
    assert json.loads((office.folder / "out" / "batch.json").read_bytes())["state"] == "stopped"
    _, alive = psutil.wait_procs(family, timeout=5)
    assert not alive
    assert not list((office.folder / "out").glob(".*"))


def test_a_batch_on_a_dask_cluster(office: Office) -> None:
    pytest.importorskip("distributed")
    office.write("in/a.txt", TEXT)
    hit = office.folder / "hit"
    fault = {"at": "press_briefing.analyse:_analyse", "do": "hang", "role": "other", "hit": str(hit), "nth": 0}
    process = office.start(
        "build", "in", "--out", "out", "--dataset", "set", "--scheduler", "local", "--jobs", "1", fault=fault
    )
    until(hit.exists, process)
    family = psutil.Process(process.pid).children(recursive=True)
    ended(process, signal.SIGTERM)
    assert process.returncode == 143
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive


@pytest.mark.parametrize("more", [(), ("--analysis-only",)], ids=["one", "batch"])
def test_standard_input_without_end(office: Office, more: tuple[str, ...]) -> None:
    """Somebody writes now and then, for ever."""
    process, written = office.start("build", "-", "--out", "out", *more, stdin=subprocess.PIPE), [0]
    assert process.stdin is not None

    def write() -> None:
        with suppress(OSError, ValueError):
            while True:
                written.append(process.stdin.write(TEXT * 100))  # type: ignore[union-attr]
                process.stdin.flush()  # type: ignore[union-attr]
                time.sleep(0.05)

    threading.Thread(target=write, daemon=True).start()
    until(lambda: sum(written) > PIPE, process)  # more than the pipe holds: somebody reads
    begun = time.monotonic()
    process.terminate()
    process.wait(30)
    assert time.monotonic() - begun < FIVE
    assert process.returncode in (143, -signal.SIGTERM)


def test_a_pipe_in_an_inbox_neither_hangs_nor_makes_deaf(office: Office) -> None:
    """It is told, the article beside it is briefed, and the next call does not wait either."""
    office.write("in/a.txt", TEXT)
    os.mkfifo(office.folder / "in" / "b.txt")
    office.schedule('inbox = "in"')
    process = office.start("run-due")
    out, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert "1 briefing" in out
    assert "passed over" in said
    assert "b.txt: is a named pipe, not a file" in said
    assert [(state, Path(source).name) for state, source, _ in office.runs()] == [
        ("completed", ""),
        ("completed", "a.txt"),
    ]
