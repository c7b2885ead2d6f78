"""The batch on a cluster, with a real scheduler and real workers, one of them killed while it writes a unit."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from press_briefing.capture.read import Capture
from press_briefing.corpus import batch, cluster, dataset
from press_briefing.corpus.batch import Briefings, IntoDataset, Outcome, Unit
from press_briefing.corpus.cluster import connection, flight, work
from press_briefing.corpus.dataset import units
from press_briefing.model.errors import BriefingError, OutputError, ProgramFault, RunError, UsageError

PLACES = ("Bamako", "Gao", "Dakar", "Niamey", "Ouagadougou", "Lomé", "Abidjan", "Conakry", "Nouakchott", "Tombouctou")


def text(number: int) -> str:
    """A short article like no other."""
    place = PLACES[number % len(PLACES)]
    return (
        f"À {place}, le ministre Amadou Diallo a annoncé mardi 18 novembre 2025 l’envoi de {number} soldats.\n\n"
        f"« Nous serons {number} », a-t-il déclaré. Selon une source militaire, {number} civils ont été tués.\n"
    )


def folder(path: Path, count: int) -> Path:
    """A folder of so many articles."""
    path.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (path / f"a-{number:03d}.txt").write_text(text(number), encoding="utf-8")
    return path


def into(path: Path) -> IntoDataset:
    return IntoDataset(str(path / "d"), path / "out")


def rows(target: Path) -> dict[str, list[str]]:
    """Every row of every table, in an order of its own; the unit it stands in left out."""
    with dataset.open_dataset(target) as opened:
        return {
            name: sorted(
                map(
                    str,
                    opened.sql(f"SELECT * {'EXCLUDE unit' if name == 'articles' else ''} FROM {name}")
                    .astype(str)
                    .to_numpy()
                    .tolist(),
                )
            )
            for name in opened.tables
        }


def unit(path: Path, *numbers: int) -> Unit:
    """A unit of some articles of a folder."""
    captures = [Capture(f"a-{n:03d}.txt", text(n).encode(), str(path / f"a-{n:03d}.txt")) for n in numbers]
    return Unit("k", tuple((dataset.article_id(capture), capture) for capture in captures))


@pytest.fixture(autouse=True)
def small_units(monkeypatch):
    """Units of about four articles, so that a few dozen make many."""
    monkeypatch.setattr(units, "UNIT", 4)


@pytest.fixture(scope="module")
def plainly(tmp_path_factory) -> Path:
    """The same thirty articles, one after the other in this process, in one unit."""
    path = tmp_path_factory.mktemp("plain")
    done = work.attempt(into(path), unit(path, *range(30)))
    assert isinstance(done, work.UnitResult)
    return path / "d"


# Runs in each worker: the first that comes to write `quotes` dies there, its unit half written.
DIES_ONCE = """
import os, signal
from press_briefing.corpus.dataset.storage import Store
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
        worker = [
            *command,
            "worker",
            address,
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--death-timeout",
            "60",
            "--local-directory",
            str(tmp_path / "scratch"),
            *options,
        ]
        processes.extend(subprocess.Popen(worker, env=told, **quiet) for _ in range(workers))
        return address, processes

    yield started
    for process in processes:
        process.kill()
        process.wait()


def test_a_worker_killed_while_it_writes_costs_nothing_but_time(started, plainly, tmp_path):
    (tmp_path / "preload.py").write_text(DIES_ONCE, encoding="utf-8")
    address, processes = started(2, "--preload", str(tmp_path / "preload.py"), FLAG=str(tmp_path / "flag"))
    articles, task = folder(tmp_path / "articles", 30), into(tmp_path)
    tally = cluster.run_batch(articles, task=task, scheduler=address)
    assert (tally.made, tally.skipped, tally.failed, tally.state) == (30, 0, 0, "completed")
    assert [process.poll() for process in processes[1:]].count(-signal.SIGKILL) == 1
    assert rows(tmp_path / "d") == rows(plainly)
    before = {path: path.read_bytes() for path in (tmp_path / "d").rglob("part-*")}
    with dataset.open_dataset(tmp_path / "d") as opened:
        assert opened.articles()["article"].nunique() == len(opened.articles()) == 30

    # again, with two articles more: what is complete is passed over
    tally = cluster.run_batch(folder(articles, 32), task=task, scheduler=address, resume=True)
    assert tally.made + tally.skipped == 32
    assert tally.skipped >= 20
    assert {path: path.read_bytes() for path in before} == before
    with dataset.open_dataset(tmp_path / "d") as opened:
        assert len(opened.articles()) == 32

    # the scheduler dies in the middle: one line, and what was complete stays
    def kill(tally: batch.Tally) -> None:
        if tally.made:
            processes[0].kill()

    with pytest.raises(RunError, match="the scheduler went away"):
        cluster.run_batch(folder(articles, 200), task=task, scheduler=address, resume=True, progress=kill)
    with dataset.open_dataset(tmp_path / "d") as opened:
        assert 32 < len(opened.articles()) < 200
    assert '"state": "stopped"' in (tmp_path / "out" / "batch.json").read_text(encoding="utf-8")


def test_a_scheduler_that_does_not_answer(tmp_path):
    articles = folder(tmp_path / "articles", 1)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(RunError, match="does not answer") as caught:
            cluster.run_batch(articles, task=into(tmp_path), scheduler=address, timeout=0.5)
    assert str(caught.value).startswith(f"{address}: the scheduler does not answer")
    with pytest.raises(RunError, match="does not answer"):
        cluster.run_batch(articles, task=into(tmp_path), scheduler=address, timeout=0.5)
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize("scheduler", ["", "8786", "http://127.0.0.1:8786", "Local"])
def test_what_is_no_scheduler(tmp_path, scheduler):
    with pytest.raises(UsageError, match="is no scheduler"):
        cluster.run_batch(tmp_path, task=into(tmp_path), scheduler=scheduler)


def test_without_dask_the_extra_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"press-briefing\[cluster\]"):
        cluster.run_batch(tmp_path, task=into(tmp_path), scheduler="local")


class Future:
    """As Dask's, told its end from outside."""

    status = "pending"

    def __init__(self, unit: Unit) -> None:
        self.unit = unit

    def end(self, answer: object) -> None:
        raised = isinstance(answer, Exception) and not isinstance(answer, BriefingError)
        self.status = "error" if raised else "finished"
        self.result = self.exception = lambda: answer


class Client:
    """A client that keeps what it is given; `land` gives some of it back, done."""

    scheduler = SimpleNamespace(address="tcp://a:1")

    def __init__(self, result: Callable[[Unit], object]) -> None:
        self.result, self.out, self.most, self.cancelled, self.left = result, {}, 0, [], []

    def submit(self, function, task, unit, *, key, pure):
        self.out[key] = Future(unit)
        self.most = max(self.most, len(self.out))
        return self.out[key]

    def land(self):
        landed = [self.out.pop(key) for key in list(self.out)[:3]]
        for future in landed:
            future.end(self.result(future.unit))
        return landed

    def nthreads(self):
        return {"a": 2, "b": 2}

    def cancel(self, futures, force):
        self.cancelled += futures

    def run(self, function, on_error):
        self.left.append(function)


@pytest.fixture
def flying(tmp_path) -> Callable:
    """`flying(result of a unit)` -> a flight whose client is a `Client`."""

    def flying(result: Callable[[Unit], object]) -> flight.Flight:
        tally = batch.Tally(tmp_path, {}, 0)
        made = flight.Flight(Client(result), into(tmp_path), tally)
        made._landed = made.client.land
        return made

    return flying


def done(unit: Unit) -> work.UnitResult:
    return work.UnitResult(tuple(Outcome(capture.origin, "made", name) for name, capture in unit.members))


def many(count: int, size: int = 1) -> Iterator[Unit]:
    for number in range(count):
        members = tuple(
            (f"{number * size + n:016x}", Capture("a.txt", b"x", f"a#{number * size + n}")) for n in range(size)
        )
        yield Unit(f"k{number}", members)


def test_a_million_articles_are_never_all_out_at_once(flying):
    made = flying(done)
    assert sum(outcome.state == "made" for outcome in made.outcomes(many(2000))) == 2000
    assert made.client.most == flight.WINDOW * 4
    assert made.client.left == [work.leave]


def test_a_unit_that_loses_its_workers_is_taken_apart(flying):
    from distributed import KilledWorker

    bad = f"{7:016x}"

    def result(unit):
        killed = KilledWorker(unit.key, SimpleNamespace(address="w"), 3)
        return killed if bad in dict(unit.members) else done(unit)

    found = list(flying(result).outcomes(many(5, size=4)))
    assert sorted(outcome.id for outcome in found) == [f"{n:016x}" for n in range(20)]
    assert [(row.origin, row.reason) for row in found if row.state == "failed"] == [("a#7", flight.KILLER)]


def test_what_will_happen_to_all_ends_the_batch(flying):
    for answer, kind, words in (
        (UsageError("has another version"), UsageError, "another version"),
        (ModuleNotFoundError("press_briefing"), RunError, "install the same"),
    ):
        made = flying(lambda unit, answer=answer: answer)
        with pytest.raises(kind, match=words):
            list(made.outcomes(many(50)))
        assert made.client.cancelled


def test_a_full_disk_ends_the_batch_after_what_is_out(flying):
    def full(unit):
        return work.UnitResult(
            tuple(Outcome.of_error(capture.origin, OutputError("is full")) for _, capture in unit.members)
        )

    made = flying(full)
    found = list(made.outcomes(many(500)))
    assert all(outcome.fatal for outcome in found)
    assert len(found) == flight.WINDOW * 4


def test_without_workers_we_wait_and_then_say_so(flying, monkeypatch):
    made = flying(done)
    made._look()
    monkeypatch.setattr(made.client, "nthreads", dict)
    made.looked = -1e9
    made._look()
    assert made.tally.lost == 2
    made.looked, made.manned = -1e9, made.manned - flight.WORKERLESS - 1
    with pytest.raises(RunError, match="no worker for 120 seconds"):
        made._look()


def test_one_bad_article_among_others(tmp_path):
    good = unit(tmp_path, 0, 1)
    broken = Capture("x.pdf", b"%PDF-broken", "x.pdf")
    told = work.attempt(into(tmp_path), Unit("k", (*good.members, ("f" * 16, broken))))
    assert [outcome.state for outcome in told.outcomes] == ["made", "made", "failed"]
    assert list(dataset.complete(tmp_path / "d")["k"]) == ["f" * 16]


def test_a_worker_never_raises(tmp_path, monkeypatch):
    assert "has press-briefing" in str(work.attempt(into(tmp_path), unit(tmp_path), "0.0.9"))
    (tmp_path / "d").write_text("a file", encoding="utf-8")
    told = work.attempt(into(tmp_path), unit(tmp_path, 0))
    assert [outcome.fatal for outcome in told.outcomes] == [True]
    monkeypatch.setattr(work._BENCH, "at", lambda task: 1 / 0)
    told = work.attempt(into(tmp_path), unit(tmp_path, 0))
    assert isinstance(told, ProgramFault)
    assert "ZeroDivisionError" in str(told)


def test_a_worker_is_made_ready_once_a_task(tmp_path):
    entered = []

    @contextmanager
    def at_work(self):
        entered.append(self.out.name)
        yield lambda unit, begun: []
        entered.append(f"left {self.out.name}")

    bench = work.Bench()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(IntoDataset, "at_work", at_work)
        for name in ("a", "a", "b"):
            bench.at(IntoDataset("d", Path(name)))
        bench.clear()
    assert entered == ["a", "left a", "b", "left b"]


def test_workers_find_the_paths_of_a_task(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert flight.everywhere(IntoDataset("d", Path("out"))) == IntoDataset(str(tmp_path / "d"), tmp_path / "out")
    assert flight.everywhere(IntoDataset("s3://b/d", Path("out"))).target == "s3://b/d"
    assert flight.everywhere(Briefings(Path("r"), notebook=Path("n.ipynb"))).notebook == tmp_path / "n.ipynb"


@pytest.mark.slow
def test_briefings_are_built_by_a_local_cluster_that_leaves_nothing(tmp_path):
    task = Briefings(tmp_path / "reports", pdf=False)
    tally = cluster.run_batch(folder(tmp_path / "articles", 1), task=task, workers=1)
    assert (tally.made, tally.failed) == (1, 0), tally.table()
    assert len(list((tmp_path / "reports").glob("a-*/briefing.html"))) == 1
    with connection.connected("local", workers=1, timeout=20) as client:
        assert client.scheduler.address.startswith("tcp://127.0.0.1:")
        assert list(client.nthreads().values()) == [1]
        pid = client.submit(os.getpid).result()
    deadline = time.monotonic() + 20
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not Path(f"/proc/{pid}").exists()


STOPPED = """
import sys
from pathlib import Path
from press_briefing.corpus.batch import IntoDataset
from press_briefing.corpus.cluster import run_batch
if __name__ == "__main__":
    task = IntoDataset(sys.argv[2], Path(sys.argv[2]).parent / "out")
    try:
        run_batch(sys.argv[1], task=task, workers=2, progress=lambda tally: print(tally.made, flush=True))
    except KeyboardInterrupt:
        print("stopped")
"""


@pytest.mark.skipif(os.environ.get("PRESS_BRIEFING_TORTURE") != "1", reason="long: PRESS_BRIEFING_TORTURE=1 runs it")
def test_ctrl_c_ends_a_local_cluster_without_a_word(tmp_path):
    (tmp_path / "stopped.py").write_text(STOPPED, encoding="utf-8")
    command = [sys.executable, tmp_path / "stopped.py", folder(tmp_path / "articles", 600), tmp_path / "d"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert out.splitlines()[-1] == "stopped"
    assert err == ""
    assert not list((tmp_path / "d" / ".writing").iterdir())
