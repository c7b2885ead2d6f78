"""The batch on a cluster, with a real scheduler and real workers, one of them killed while it writes a unit."""
from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from press_briefing import cluster, dataset
from press_briefing.cluster import batch, connection, work
from press_briefing.errors import BriefingError, OutputError, RunError, UsageError
from press_briefing.read import Capture
from press_briefing.read.several import Item
from press_briefing.settings import Settings

PLACES = ("Bamako", "Gao", "Dakar", "Niamey", "Ouagadougou", "Lomé", "Abidjan", "Conakry", "Nouakchott", "Tombouctou")


def text(number: int) -> str:
    """A short article like no other."""
    place = PLACES[number % len(PLACES)]
    return (f"À {place}, le ministre Amadou Diallo a annoncé mardi 18 novembre 2025 l’envoi de {number} soldats.\n\n"
            f"« Nous serons {number} », a-t-il déclaré. Selon une source militaire, {number} civils ont été tués.\n")


def items(count: int) -> list[Item]:
    captures = [Capture(f"a-{number}.txt", text(number).encode(), f"dossier/a-{number}.txt") for number in range(count)]
    return [Item(capture.origin, capture=capture) for capture in captures]


def rows(target: Path) -> dict[str, list[str]]:
    """Every row of every table, in an order of its own; the unit it stands in left out."""
    with dataset.open_dataset(target) as opened:
        return {name: sorted(map(str, opened.sql(f"SELECT * {'EXCLUDE unit' if name == 'articles' else ''} FROM {name}")
                                 .astype(str).to_numpy().tolist())) for name in opened.tables}


@pytest.fixture(scope="module")
def plainly(tmp_path_factory) -> Path:
    """The same thirty articles, one after the other in this process, in one unit."""
    target = tmp_path_factory.mktemp("plain") / "dataset"
    captures = tuple((dataset.article_id(item.capture), item.capture) for item in items(30))
    work.do(work.Task("plain", captures, str(target), Settings()))
    return target


# Runs in each worker: the first that comes to write `quotes` dies there, its unit half written.
DIES_ONCE = """
import os, signal
from press_briefing.dataset.storage import Store
def dying(self, name, data, write=Store.write):
    if name.startswith("quotes/"):
        try:
            os.close(os.open(os.environ["FLAG"], os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            pass
        else:
            os.kill(os.getpid(), signal.SIGKILL)
    write(self, name, data)
if Store.write.__name__ != "dying":           # a preload may be loaded twice
    Store.write = dying
"""


@pytest.fixture
def started(tmp_path) -> Iterator[Callable]:
    """`started(workers, …)` -> the address, and scheduler and workers as processes that end with the test."""
    processes: list[subprocess.Popen] = []
    command = [sys.executable, "-m", "dask"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}

    def started(workers: int, *options: str, **environment: str) -> tuple[str, list[subprocess.Popen]]:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        told = {**os.environ, **environment}
        scheduler = [*command, "scheduler", "--host", address, "--no-dashboard"]
        processes.append(subprocess.Popen(scheduler, env=told, **quiet))
        worker = [*command, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory",
                  str(tmp_path / "scratch"), *options]
        processes.extend(subprocess.Popen(worker, env=told, **quiet) for _ in range(workers))
        return address, processes

    yield started
    for process in processes:
        process.kill()
        process.wait()


def test_a_worker_killed_while_it_writes_costs_nothing_but_time(started, plainly, tmp_path):
    (tmp_path / "preload.py").write_text(DIES_ONCE, encoding="utf-8")
    address, processes = started(2, "--preload", str(tmp_path / "preload.py"), FLAG=str(tmp_path / "flag"))
    seen = []
    tally = cluster.run_batch(items(30), tmp_path / "d", scheduler=address, size=4, progress=seen.append)
    assert (tally.done, tally.skipped, dict(tally.failed), tally.units) == (30, 0, {}, len(seen))
    assert [process.poll() for process in processes[1:]].count(-signal.SIGKILL) == 1
    assert rows(tmp_path / "d") == rows(plainly)
    before = {path: path.read_bytes() for path in (tmp_path / "d").rglob("part-*")}
    with dataset.open_dataset(tmp_path / "d") as opened:
        assert opened.articles()["article"].nunique() == len(opened.articles()) == 30

    # again, with two articles more: what is complete is passed over
    tally = cluster.run_batch(items(32), tmp_path / "d", scheduler=address, size=4)
    assert tally.done + tally.skipped >= 32
    assert tally.skipped >= 20
    assert {path: path.read_bytes() for path in before} == before
    with dataset.open_dataset(tmp_path / "d") as opened:
        assert len(opened.articles()) == 32

    # the scheduler dies in the middle: one line, and what was complete stays
    def kill(tally: cluster.Tally) -> None:
        processes[0].kill()

    with pytest.raises(RunError, match="the scheduler went away"):
        cluster.run_batch(items(300)[40:], tmp_path / "d", scheduler=address, size=4, progress=kill)
    with dataset.open_dataset(tmp_path / "d") as opened:
        assert len(opened.articles()) > 32


def test_a_scheduler_that_does_not_answer(tmp_path):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(RunError, match="does not answer") as caught:
            cluster.run_batch(items(1), tmp_path / "d", scheduler=address, timeout=0.5)
    assert str(caught.value).startswith(f"{address}: the scheduler does not answer")
    with pytest.raises(RunError, match="does not answer"):
        cluster.run_batch(items(1), tmp_path / "d", scheduler=address, timeout=0.5)
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize("scheduler", ["", "8786", "http://127.0.0.1:8786", "Local"])
def test_what_is_no_scheduler(tmp_path, scheduler):
    with pytest.raises(UsageError, match="is no scheduler"):
        cluster.run_batch(items(1), tmp_path / "d", scheduler=scheduler)


def test_without_dask_the_extra_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"press-briefing\[cluster\]"):
        cluster.run_batch(items(1), tmp_path / "d", scheduler="local")


class Future:
    """As Dask's, told its end from outside."""

    status = "pending"

    def __init__(self, task: work.Task) -> None:
        self.task = task

    def end(self, answer: object) -> None:
        raised = isinstance(answer, Exception) and not isinstance(answer, BriefingError)
        self.status = "error" if raised else "finished"
        self.result = self.exception = lambda: answer


class Futures:
    """A client that keeps what it is given; `land` gives some of it back, done."""

    def __init__(self, result: Callable[[work.Task], object]) -> None:
        self.result, self.out, self.most, self.cancelled = result, {}, 0, []

    def submit(self, function, task, *, key, pure):
        self.out[key] = Future(task)
        self.most = max(self.most, len(self.out))
        return self.out[key]

    def land(self):
        return [self.out.pop(key) for key in list(self.out)[:3]]

    def nthreads(self):
        return {"a": 2, "b": 2}

    def cancel(self, futures, force):
        self.cancelled += futures


@pytest.fixture
def flight(monkeypatch) -> Callable:
    """`flight(outcome of a task)` -> a flight whose client is `Futures`, and that client."""

    def flight(result: Callable[[work.Task], object]) -> tuple[batch.Flight, Futures]:
        client = Futures(result)
        made = batch.Flight(client, lambda tally: None)

        def landed():
            found = client.land()
            for future in found:
                future.end(client.result(future.task))
            return found

        monkeypatch.setattr(made, "_landed", landed)
        return made, client

    return flight


def done(task: work.Task) -> work.Outcome:
    return work.Outcome(task.key, len(task.captures))


def tasks(count: int, size: int = 1) -> Iterator[work.Task]:
    for number in range(count):
        captures = tuple((f"{number * size + n:016x}", Capture("a.txt", b"x", f"a#{number * size + n}"))
                         for n in range(size))
        yield work.Task(f"k{number}", captures, "d", Settings())


def test_a_million_articles_are_never_all_out_at_once(flight):
    made, client = flight(done)
    made.run(tasks(2000))
    assert made.tally.done == 2000
    assert client.most <= batch.WINDOW * 4


def test_a_unit_that_kills_its_workers_is_taken_apart(flight):
    from distributed import KilledWorker

    bad = f"{7:016x}"

    def result(task):
        killed = KilledWorker(task.key, SimpleNamespace(address="w"), 3)
        return killed if bad in dict(task.captures) else done(task)

    made, _ = flight(result)
    made.run(tasks(5, size=4))
    assert made.tally.done == 19
    assert dict(made.tally.failed) == {"a#7": batch.KILLER}


def test_what_will_happen_to_all_ends_the_batch(flight):
    for answer, kind, words in ((OutputError("is full", where="d"), OutputError, "is full"),
                                (ModuleNotFoundError("press_briefing"), RunError, "install the same")):
        made, client = flight(lambda task, answer=answer: answer)
        client.scheduler = SimpleNamespace(address="tcp://a:1")
        with pytest.raises(kind, match=words):
            made.run(tasks(50))
        assert client.cancelled


def test_without_workers_we_wait_and_then_say_so(flight, monkeypatch):
    made, client = flight(done)
    monkeypatch.setattr(client, "nthreads", dict)
    client.scheduler = SimpleNamespace(address="tcp://a:1")
    made._look()
    made.looked, made.manned = -1e9, made.manned - batch.WORKERLESS - 1
    with pytest.raises(RunError, match="no worker for 120 seconds"):
        made._look()


def test_one_bad_article_among_others(tmp_path):
    found = [*items(2), Item("x.pdf", capture=Capture("x.pdf", b"%PDF-broken", "x.pdf"))]
    captures = tuple((dataset.article_id(item.capture), item.capture) for item in found)
    outcome = work.do(work.Task("k", captures, str(tmp_path / "d"), Settings()))
    assert (outcome.done, list(outcome.failed)) == (2, [captures[2][0]])
    assert dataset.complete(tmp_path / "d") == {"k": outcome.failed}
    assert "\n" not in outcome.failed[captures[2][0]]


def test_a_mistake_of_ours_is_no_end_of_the_unit(tmp_path, monkeypatch):
    read = work._read
    monkeypatch.setattr(work, "_read", lambda capture, task: read(capture, task) if "1" not in capture.name else 1 / 0)
    captures = tuple((dataset.article_id(item.capture), item.capture) for item in items(3))
    outcome = work.do(work.Task("k", captures, str(tmp_path / "d"), Settings()))
    assert (outcome.done, list(outcome.failed.values())) == (2, ["unexpected ZeroDivisionError: division by zero"])


def test_a_worker_of_another_version_is_told(tmp_path):
    with pytest.raises(UsageError, match=r"has press-briefing .*, this is 0\.0\.9"):
        work.do(work.Task("k", (), str(tmp_path / "d"), Settings(), program="0.0.9"))


def test_counts_tell_what_was_skipped_repeated_and_unreadable(flight, tmp_path):
    made, _ = flight(done)
    told = work.Task("", (), str(tmp_path), Settings())
    found = [*items(6), *items(2), Item("lost.txt", error=UsageError("no such file", where="lost.txt"))]
    units = list(dataset.cut(batch._read(found, told, made), 100))
    before = {units[0][0]: {units[0][1][0][0]: "is empty"}}
    made.run(batch._left(units, told, before, made))
    assert (made.tally.done, made.tally.skipped, made.tally.repeated) == (0, 5, 2)
    assert dict(made.tally.failed) == {"lost.txt": "lost.txt: no such file", "dossier/a-0.txt": "is empty"}


@pytest.mark.slow
def test_briefings_are_built_where_all_see_them(tmp_path, flight):
    pages = work.Pages(str(tmp_path / "reports"), pdf=False)
    capture = items(1)[0].capture
    task = work.Task("k", ((dataset.article_id(capture), capture),), str(tmp_path / "d"), Settings(), None, pages)
    assert work.do(task).done == 1
    assert [path.parent.name[:4] for path in (tmp_path / "reports").glob("*/briefing.html")] == ["a-0-"]
    made, client = flight(done)
    made.run(batch._left([("k", list(task.captures))], task, dataset.complete(tmp_path / "d"), made))
    assert (made.tally.skipped, client.most) == (1, 0)
    other = work.Pages(str(tmp_path / "reports"), pdf=False, language="en")
    assert not other.marker("k").exists()


def test_a_local_cluster_lives_on_one_machine_only():
    with connection.connected("local", workers=1, timeout=20) as client:
        assert client.scheduler.address.startswith("tcp://127.0.0.1:")
        assert list(client.nthreads().values()) == [1]
        pid = client.submit(os.getpid).result()
    deadline = time.monotonic() + 20
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not Path(f"/proc/{pid}").exists()
