"""Many articles: one failure stops nothing, nothing is done twice, and whatever happens nothing is half done."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from press_briefing import Analysis, build
from press_briefing.capture.read import Item, many
from press_briefing.cli.progress import batch_line
from press_briefing.corpus import dataset
from press_briefing.corpus.batch import Analyses, Briefings, IntoDataset, Outcome, Tally, Unit, run
from press_briefing.corpus.batch.tally import duration
from press_briefing.model.errors import LanguageError, OutputError, ParameterError, SourceError
from press_briefing.model.settings import Settings
from press_briefing.report.archive import alone, aside, told_once

COMMAND = [sys.executable, "-m", "press_briefing", "build"]
TEXT = "Le ministre a annoncé un accord à Bamako le {} novembre 2025. Les routes restent fermées depuis septembre. " * 3
ENGLISH = (
    "The minister said on Tuesday that the government would not accept what had been proposed to its members. "
    "His opponents replied that they were not surprised, and that the people would be the judges of it in the spring. "
    "Nobody knows when the next round of talks is going to take place, nor who will be invited to them."
)


def articles(folder: Path, number: int = 3) -> Path:
    """A folder of small articles, a01.txt and so on."""
    folder.mkdir(exist_ok=True)
    for day in range(1, number + 1):
        (folder / f"a{day:02d}.txt").write_text(TEXT.replace("{}", str(day)), encoding="utf-8")
    return folder


def notebook(path: Path, *sources: str) -> Path:
    """A notebook of our own that takes no time."""
    first = new_code_cell('article: str = "x"\npublished: str = ""\nlanguage: str = "fr"')
    first.metadata["tags"] = ["parameters"]
    nbformat.write(
        new_notebook(
            cells=[first, *map(new_code_cell, sources or ("print(article)",))],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        ),
        path,
    )
    return path


@pytest.fixture(autouse=True)
def plain_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain kernel costs less than preparing a place to fork from, for one or two runs of a notebook of ours."""
    monkeypatch.setenv("PRESS_BRIEFING_PLAIN", "kernels")


@pytest.fixture
def forked(plain_kernels: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """As users have it: kernels forked from a process of the worker's."""
    monkeypatch.delenv("PRESS_BRIEFING_PLAIN")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return notebook(tmp_path / "small.ipynb")


def task(out: Path, small: Path, **options: Any) -> Briefings:
    return Briefings(out=out, notebook=small, pdf=False, **options)


def folders(out: Path) -> list[str]:
    return sorted(path.name for path in out.iterdir() if path.is_dir())


def rows(path: Path) -> list[dict[str, str]]:
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "run.json"
    }


# -- what goes well, and what fails alone --------------------------------------------------------------


def test_bad_articles_fail_alone(tmp_path: Path, small: Path) -> None:
    source, out = articles(tmp_path / "in"), tmp_path / "out"
    (source / "binary.txt").write_bytes(bytes(range(32)) * 40)
    (source / "english.txt").write_text(ENGLISH, encoding="utf-8")
    (source / "empty.txt").touch()
    line = json.dumps({"title": "Titre", "text": TEXT.replace("{}", "9")}, ensure_ascii=False)
    (source / "rows.jsonl").write_text(f"{line}\n{{broken\n{line.replace('Titre', 'Autre')}\n", encoding="utf-8")
    heard: list[int] = []
    tally = run(source, task=task(out, small), jobs=2, progress=lambda tally: heard.append(tally.done))
    assert (tally.made, tally.skipped, tally.failed) == (5, 0, 4)
    assert heard == list(range(1, 10))
    assert len(folders(out)) == 5
    assert {Path(row["origin"]).name: row["kind"] for row in rows(out / "failures.tsv")} == {
        "binary.txt": "SourceError",
        "english.txt": "LanguageError",
        "empty.txt": "SourceError",
        "rows.jsonl#2": "SourceError",
    }
    assert len(rows(out / "articles.tsv")) == 9
    told = json.loads((out / "batch.json").read_text(encoding="utf-8"))
    assert (told["made"], told["failed"], told["state"]) == (5, 4, "completed")
    assert sum(reason["articles"] for reason in told["reasons"]) == 4
    assert "LanguageError: the article is in another language" in tally.table()
    assert not list(out.glob(".*"))


def test_a_notebook_that_fails_for_some(tmp_path: Path) -> None:
    source, out = articles(tmp_path / "in", 2), tmp_path / "out"
    own = notebook(tmp_path / "own.ipynb", "assert 'a02' not in article, 'pas celui-ci'")
    tally = run(source, task=task(out, own), jobs=2)
    assert (tally.made, tally.failed) == (1, 1)
    (failed,) = rows(out / "failures.tsv")
    assert failed["kind"] == "RunError"
    assert "pas celui-ci" in failed["reason"]
    assert (out / f"{failed['id']}.failed" / "briefing.html").exists()


def test_same_bytes_as_a_single_build(forked: None, tmp_path: Path, demonstration: Path) -> None:
    """Our own notebook, PDF and all, second in a worker that built another one first."""
    source = articles(tmp_path / "in", 1)
    shutil.copy(demonstration / "conseil-de-securite.txt", source / "b.txt")
    tally = run(source, task=Briefings(out=tmp_path / "batch"), jobs=1)
    assert tally.made == 2, tally.table()
    single = build(source / "b.txt", out=tmp_path / "single")
    assert contents(tmp_path / "batch" / single.id) == contents(single.folder)


def test_limit(tmp_path: Path) -> None:
    tally = run(articles(tmp_path / "in", 5), task=Toy(tmp_path / "out"), jobs=1, limit=2)
    assert (tally.made, tally.total) == (2, 2)


def test_mistakes_of_the_request_come_before_any_work(tmp_path: Path, small: Path) -> None:
    source, out = articles(tmp_path / "in"), tmp_path / "out"
    with pytest.raises(ParameterError):
        run(source, task=task(out, small, parameters={"tpo": 1}))
    with pytest.raises(SourceError, match="no such file"):
        run(tmp_path / "none.txt", task=task(out, small))
    with pytest.raises(LanguageError, match="model"):
        run(source, task=Analyses(out=out, settings=Settings(model="none_such")), jobs=2)
    assert not folders(out)


# -- going on -----------------------------------------------------------------------------------------


def test_resume_does_what_is_not_there(tmp_path: Path, small: Path) -> None:
    source, out = articles(tmp_path / "in"), tmp_path / "out"
    run(source, task=task(out, small), jobs=2)
    first, second, third = folders(out)
    before = {name: (out / name / "run.json").stat().st_mtime_ns for name in (first, second, third)}
    (out / second / "briefing.html").unlink()
    (source / "a03.txt").write_text(TEXT.replace("{}", "27"), encoding="utf-8")
    tally = run(source, task=task(out, small), jobs=2, resume=True)
    assert (tally.made, tally.skipped, tally.failed) == (2, 1, 0)
    after = {name: (out / name / "run.json").stat().st_mtime_ns for name in (first, second, third)}
    assert [after[name] == before[name] for name in (first, second, third)] == [True, False, True]
    assert len(folders(out)) == 4


def test_resume_knows_parameters_notebook_and_pdf(tmp_path: Path, small: Path) -> None:
    source, out = articles(tmp_path / "in", 1), tmp_path / "out"
    run(source, task=task(out, small), jobs=1)
    assert run(source, task=task(out, small), jobs=1, resume=True).skipped == 1
    assert run(source, task=task(out, small, language="en"), jobs=1, resume=True).made == 1
    with_pdf = Briefings(out=out, notebook=small)
    assert run(source, task=with_pdf, jobs=1, resume=True).made == 1
    assert run(source, task=with_pdf, jobs=1, resume=True).skipped == 1
    notebook(small, "print(article)", "print('autre')")
    assert run(source, task=with_pdf, jobs=1, resume=True).made == 1


# -- analyses only ------------------------------------------------------------------------------------


def lines(path: Path, number: int) -> Path:
    told = [json.dumps({"text": TEXT.replace("{}", str(1 + i % 28)), "title": f"T{i}"}) for i in range(number)]
    path.write_text("\n".join(told), encoding="utf-8")
    return path


def test_analyses_as_json_lines(tmp_path: Path) -> None:
    source, out = lines(tmp_path / "in.jsonl", 30), tmp_path / "out"
    tally = run(source, task=Analyses(out=out), jobs=2)
    assert tally.made == 30
    told = [json.loads(line) for part in (out / "analyses").iterdir() for line in part.open(encoding="utf-8")]
    assert len({row["article"] for row in told}) == 30
    by_origin = {row["origin"]: Analysis.from_dict(row["analysis"]).article for row in told}
    assert by_origin == {item.origin: item.article for item in many(source)}
    again = run(source, task=Analyses(out=out), jobs=2, resume=True)
    assert (again.made, again.skipped) == (0, 30)
    lines(source, 31)
    more = run(source, task=Analyses(out=out), jobs=2, resume=True)
    assert more.skipped + more.made == 31
    assert 0 < more.made < 31


def test_analyses_into_a_dataset(tmp_path: Path) -> None:
    source, target, out = articles(tmp_path / "in"), tmp_path / "set", tmp_path / "out"
    (source / "english.txt").write_text(ENGLISH, encoding="utf-8")
    into = IntoDataset(str(target), out=out)
    tally = run(source, task=into, jobs=1)
    assert (tally.made, tally.failed) == (3, 1)
    with dataset.open_dataset(target) as found:
        assert sorted(found.articles()["source"]) == ["a01.txt", "a02.txt", "a03.txt"]
    again = run(source, task=into, jobs=1, resume=True)
    assert (again.made, again.skipped, again.failed) == (0, 3, 1)
    assert "another language" in again.table()


# -- workers and what befalls them --------------------------------------------------------------------


@dataclass(frozen=True)
class Toy:
    """A task that does what the article says: `tuer` its worker, `plein` (the disk is full), or wait a moment."""

    out: Path
    settings: Settings = field(default_factory=Settings)
    pause: float = 0.0
    preload = ("press_briefing.corpus.batch.warm", "press_briefing.corpus.batch.warm_pages")

    def check(self) -> None:
        self.out.mkdir(exist_ok=True)

    def told(self) -> dict[str, Any]:
        return {"task": "toy"}

    def units(self, items: Iterable[Item], *, resume: bool) -> Iterator[Unit | Outcome]:
        for item in items:
            assert item.capture is not None
            yield Unit(item.capture.name, ((item.capture.name, item.capture),))

    def beside(self, environment: Mapping[str, str]) -> Any:
        return nullcontext(lambda: None)

    @contextmanager
    def at_work(self, share: None = None) -> Iterator[Callable[[Unit, Callable[[int], None]], list[Outcome]]]:
        yield self._do

    def _do(self, unit: Unit, begun: Callable[[int], None]) -> list[Outcome]:
        if unit.avoid:
            return [Outcome.of_error(unit.key, unit.avoid[0])]
        begun(0)
        text = unit.members[0][1].data.decode()
        with aside(self.out) as folder:
            (folder / "pid").write_text(str(os.getpid()))
            time.sleep(self.pause)
            if "tuer" in text:
                os.kill(os.getpid(), signal.SIGKILL)
            if "plein" in text:
                raise OSError(28, os.strerror(28))
        return [Outcome(unit.key, "made")]


def test_an_article_that_kills_its_workers(tmp_path: Path) -> None:
    source, out = articles(tmp_path / "in", 6), tmp_path / "out"
    (source / "a03.txt").write_text("tuer", encoding="utf-8")
    tally = run(source, task=Toy(out), jobs=2)
    assert (tally.made, tally.failed, tally.lost) == (5, 1, 2)
    (failed,) = rows(out / "failures.tsv")
    assert failed["origin"] == "a03.txt"
    assert "SIGKILL" in failed["reason"]
    assert not list(out.glob(".*"))


def kill_one(out: Path) -> None:
    """Kill a worker that is in the middle of an article."""
    while True:
        for told in out.glob(".building-*/pid"):
            with suppress(OSError, ValueError):
                os.kill(int(told.read_text()), signal.SIGKILL)
                return
        time.sleep(0.02)


def test_a_worker_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    source, out = articles(tmp_path / "in", 8), tmp_path / "out"
    killer = threading.Thread(target=kill_one, args=(out,), daemon=True)
    killer.start()
    tally = run(source, task=Toy(out, pause=0.4), jobs=2)
    killer.join()
    assert (tally.made, tally.failed, tally.lost) == (8, 0, 1)
    assert not list(out.glob(".*"))
    assert "1 worker was lost and replaced" in tally.table()


def test_a_worn_worker_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = articles(tmp_path / "in", 4)
    tally = run(source, task=Wearing(tmp_path / "out"), jobs=1)
    assert (tally.made, tally.lost) == (4, 0)
    assert len({row["id"] for row in rows(tmp_path / "out" / "articles.tsv")}) == 4


@dataclass(frozen=True)
class Wearing(Toy):
    """Its workers are worn after one unit."""

    @contextmanager
    def at_work(self, share: None = None) -> Iterator[Callable[[Unit, Callable[[int], None]], list[Outcome]]]:
        from press_briefing.corpus.batch import worker

        worker.WORN_UNITS = 1
        yield lambda unit, begun: [Outcome(unit.key, "made", id=str(os.getpid()))]


def test_units_are_taken_only_when_a_worker_is_free(tmp_path: Path) -> None:
    source = articles(tmp_path / "in", 20)
    taken: list[int] = []

    class Counting(Toy):
        def units(self, items: Iterable[Item], *, resume: bool) -> Iterator[Unit | Outcome]:
            for unit in super().units(items, resume=resume):
                taken.append(1)
                yield unit

        def __reduce__(self) -> tuple:
            return Toy, (self.out,)

    ahead: list[int] = []
    run(source, task=Counting(tmp_path / "out"), jobs=2, progress=lambda tally: ahead.append(len(taken) - tally.done))
    assert max(ahead) <= 2


def test_a_full_disk_ends_the_batch_with_one_line(tmp_path: Path) -> None:
    source, out = articles(tmp_path / "in", 9), tmp_path / "out"
    (source / "a04.txt").write_text("plein", encoding="utf-8")
    tally = run(source, task=Toy(out), jobs=1)
    assert (tally.made, tally.failed, tally.left) == (3, 1, 5)
    assert "No space left on device" in tally.full
    assert json.loads((out / "batch.json").read_text(encoding="utf-8"))["state"] == "full"
    assert not list(out.glob(".*"))


@pytest.fixture
def tiny_disk(small_disk: Callable[[str], Path]) -> Path:
    """A disk that is soon full."""
    return small_disk("1m")


def test_a_disk_that_is_really_full(tmp_path: Path, tiny_disk: Path, small: Path) -> None:
    source, out = articles(tmp_path / "in", 2), tiny_disk / "out"
    assert run(source, task=task(out, small), jobs=1).made == 2
    before = {name: contents(out / name) for name in folders(out)}
    with suppress(OSError), (tiny_disk / "ballast").open("wb") as ballast:
        while ballast.write(bytes(4096)):
            ballast.flush()
    told = subprocess.run(
        [*COMMAND, str(source), "--out", str(out), "--notebook", str(small), "--no-pdf", "--jobs", "1"],
        capture_output=True, text=True, timeout=120, check=False)  # fmt: skip
    assert told.returncode == 1
    said = [line for line in told.stderr.splitlines() if line.startswith("press-briefing:")]
    assert len(said) == 1
    assert "No space left" in said[0]
    assert "Traceback" not in told.stderr
    assert {name: contents(out / name) for name in folders(out)} == before


# -- stopped in the middle ----------------------------------------------------------------------------


def started(source: Path, out: Path, own: Path, mark: str) -> subprocess.Popen[str]:
    """The command at work, once two articles are being built."""
    process = subprocess.Popen(
        [*COMMAND, str(source), "--out", str(out), "--notebook", str(own), "--no-pdf", "--jobs", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PRESS_BRIEFING_MARK": mark},
        start_new_session=True)  # fmt: skip
    await_(lambda: len(list(out.glob(".building-*/capture"))) == 2 or process.poll() is not None)
    assert process.poll() is None, process.communicate()
    return process


def await_(true: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


def marked(mark: str) -> list[psutil.Process]:
    """Living processes that inherited the mark."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get("PRESS_BRIEFING_MARK") == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_it_leaves_nothing_half_done(tmp_path: Path, number: int, request: pytest.FixtureRequest) -> None:
    if number == signal.SIGINT:
        request.getfixturevalue("forked")
    source, out, mark = articles(tmp_path / "in", 4), tmp_path / "out", f"{tmp_path}-{number}"
    own = notebook(tmp_path / "own.ipynb", "import time\ntime.sleep(0 if 'a01' in article else 300)")
    process = started(source, out, own, mark)
    await_(lambda: bool(list(out.glob("a01-*"))))
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == (130 if number == signal.SIGINT else 143)
    assert [line for line in said.splitlines() if line.startswith("press-briefing:")] == [
        "press-briefing: stopped; nothing was left half done"
    ]
    assert "Traceback" not in said
    assert not list(out.glob(".*"))
    assert len(folders(out)) == 1
    assert json.loads((out / "batch.json").read_text(encoding="utf-8"))["state"] == "stopped"
    assert await_(lambda: not marked(mark), 15), marked(mark)


def test_workers_go_with_their_parent(tmp_path: Path) -> None:
    source, out, mark = articles(tmp_path / "in", 3), tmp_path / "out", str(tmp_path)
    process = started(source, out, notebook(tmp_path / "own.ipynb", "import time\ntime.sleep(300)"), mark)
    process.kill()
    process.communicate(timeout=60)
    assert await_(lambda: not marked(mark), 30), marked(mark)
    assert not list(out.glob(".building-*"))


def test_a_worker_killed_in_a_notebook_takes_its_kernel_with_it(forked: None, tmp_path: Path) -> None:
    """The process its kernel was forked from goes too; the one they all come from stays, and serves the next worker."""
    source, out, told = articles(tmp_path / "in", 2), tmp_path / "out", tmp_path / "told"
    told.mkdir()
    cell = (
        f"import os, time\nplace = {str(told)!r}\n"
        "open(f'{place}/{os.getpid()}-{os.getppid()}', 'w').close()\n"
        "time.sleep(300 if len(os.listdir(place)) == 1 else 0)"
    )
    seen: list[list[int]] = []

    def kill() -> None:
        await_(lambda: bool(list(told.iterdir())))
        kernel, twin = map(int, next(told.iterdir()).name.split("-"))
        template = psutil.Process(twin).ppid()
        seen.append([kernel, twin, template])
        (worker,) = (child for child in psutil.Process(forkserver_pid()).children())
        worker.kill()

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    tally = run(source, task=task(out, notebook(tmp_path / "own.ipynb", cell)), jobs=1)
    killer.join()
    assert (tally.made, tally.lost) == (2, 1), tally.table()
    (kernel, twin, template), after = seen[0], [tuple(map(int, path.name.split("-"))) for path in told.iterdir()]
    assert {parent for pid, parent in after if pid != kernel} != {twin}
    assert await_(lambda: not any(psutil.pid_exists(pid) for pid in (kernel, twin, template)), 15)


def forkserver_pid() -> int:
    """The process workers are forked from."""
    from multiprocessing.forkserver import _forkserver

    pid = _forkserver._forkserver_pid  # type: ignore[attr-defined]
    assert isinstance(pid, int)
    return pid


def test_what_a_dead_batch_left_is_swept(tmp_path: Path) -> None:
    source, out = articles(tmp_path / "in", 1), tmp_path / "out"
    (out / ".building-gone" / "capture").mkdir(parents=True)
    (out / ".batch.lock").write_text("process 1 on elsewhere since yesterday\n")
    assert run(source, task=Toy(out), jobs=1).made == 1
    assert not list(out.glob(".*"))


def test_a_second_batch_gets_one_line(tmp_path: Path) -> None:
    source, out = articles(tmp_path / "in", 1), tmp_path / "out"
    out.mkdir()
    (out / "articles.tsv").write_text("of the first\n")
    with alone(out, "batch"), pytest.raises(OutputError, match=rf"another batch .*process {os.getpid()} on"):
        run(source, task=Toy(out), jobs=1)
    assert (out / "articles.tsv").read_text() == "of the first\n"


# -- the command --------------------------------------------------------------------------------------


def test_command(forked: None, tmp_path: Path, small: Path) -> None:
    source, out = articles(tmp_path / "in", 2), tmp_path / "out"
    (source / "empty.txt").touch()
    asked = [*COMMAND, str(source / "*.txt"), "--out", str(out), "--notebook", str(small), "--no-pdf", "--jobs", "2"]
    told = subprocess.run(asked, capture_output=True, text=True, timeout=120, check=False)
    assert told.returncode == 1
    assert told.stdout.splitlines()[0].split() == ["made", "2"]
    assert "1  SourceError: is empty" in told.stdout
    assert "3 of 3 articles, 100 %" in told.stderr
    assert f"press-briefing: {out / 'failures.tsv'}: 1 of 3 articles failed" in told.stderr
    (source / "empty.txt").unlink()
    again = subprocess.run([*asked, "--resume"], capture_output=True, text=True, timeout=120, check=False)
    assert again.returncode == 0
    assert again.stdout.splitlines()[1].split() == ["skipped", "2"]


def test_progress_line(tmp_path: Path) -> None:
    with Tally.open(tmp_path, {}, 400) as tally:
        assert batch_line(tally) == "0 of 400 articles, 0 %"
        tally.since = time.monotonic() - 60
        for number in range(90):
            tally.count(Outcome(f"o{number}", "made", seconds=1.0))
        tally.count(Outcome("x\n\x1b[2Jy", "failed", kind="SourceError", reason="line 7 is broken"))
        tally.count(Outcome("z", "failed", kind="SourceError", reason="line 12 is broken"))
        line = batch_line(tally)
    assert line.startswith("92 of 400 articles, 23 %; 9")
    assert "a minute, 3 min" in line
    assert line.endswith("2 failed")
    assert dict(tally.reasons) == {"SourceError: line N is broken": 2}
    assert "\x1b" not in (tmp_path / "articles.tsv").read_text(encoding="utf-8")
    assert "\x1b" not in tally.table()


@pytest.mark.parametrize(("seconds", "told"), [(4.4, "4 s"), (64, "1 min 04 s"), (7500, "2 h 05 min")])
def test_duration(seconds: float, told: str) -> None:
    assert duration(seconds) == told


def test_a_full_disk_is_told_once(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No space left"), told_once(tmp_path):
        raise OSError(28, os.strerror(28))
    with pytest.raises(FileNotFoundError), told_once(tmp_path):
        raise FileNotFoundError


def test_what_failed_is_a_table_that_no_spreadsheet_runs(tmp_path: Path) -> None:
    from press_briefing.corpus.batch.tally import write_failures

    path = write_failures(
        tmp_path,
        [
            Outcome("=cmd|' /C calc'!A0.txt", "failed", reason="＝1+1"),
            Outcome("@a.txt", "failed", reason="-2 est vide"),
        ],
    )
    cells = [cell for line in path.read_text(encoding="utf-8").splitlines() for cell in line.split("\t")]
    assert {"'=cmd|' /C calc'!A0.txt", "'＝1+1", "'@a.txt", "'-2 est vide"} <= set(cells)
