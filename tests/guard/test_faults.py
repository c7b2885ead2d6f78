"""Killed anywhere, disk full, ledger broken: earlier briefings stay, nothing is half done, the next run completes.

A short walk runs always; with PRESS_BRIEFING_TORTURE=1 every point of `faults/points.py` is walked.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from faults import points
from faults.points import Point
from faults.press import PATIENCE, Ended, Press, briefings, contents, halves, hidden
from press_briefing.service.ledger import Ledger, Run

if sys.platform != "linux":
    pytest.skip("faults are injected on Linux", allow_module_level=True)

TORTURE = os.environ.get("PRESS_BRIEFING_TORTURE") == "1"
long = pytest.mark.skipif(not TORTURE, reason="long: set PRESS_BRIEFING_TORTURE=1")
pytestmark = pytest.mark.timeout(1200)
TEXT = "Le ministre a annoncé un accord à Bamako le {} novembre 2025. Les routes restent fermées depuis septembre. " * 3
# Kernels as processes of their own: what is killed here is the command; the nursery has tests of its own.
PLAIN = {"PRESS_BRIEFING_ENGINE": "kernel"}


def walk(told: list[Point]) -> Any:
    """The points as parameters, the long ones only where they are wanted."""
    return pytest.mark.parametrize(
        "point",
        [pytest.param(point, id=point.name.replace(" ", "-"), marks=() if point.short else long) for point in told],
    )


def notebook(path: Path, *sources: str) -> Path:
    """A notebook of four cells that takes no time."""
    first = new_code_cell('article: str = "x"\npublished: str = ""\nlanguage: str = "fr"')
    first.metadata["tags"] = ["parameters"]
    cells = [
        new_markdown_cell("# Essai"),
        first,
        new_code_cell("from press_briefing import analyse, read\nfound = analyse(read(article))"),
        *map(new_code_cell, sources or ("print(len(found.sentences))",)),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
    return path


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Press]:
    with Press(tmp_path_factory.mktemp("press")) as press:
        yield press


@dataclass
class Place:
    """A folder with articles, a notebook, briefings made before (`kept`: their contents), and temporary files."""

    folder: Path
    press: Press
    kept: dict[str, dict[str, str]]
    scratch: Path

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def run(self, *told: Any, **more: Any) -> Ended:
        """A command, with faults behind its arguments."""
        arguments = [one for one in told if not isinstance(one, dict)]
        faults = [one for one in told if isinstance(one, dict)]
        environment = {
            **PLAIN,
            "TMPDIR": str(self.scratch),
            "PRESS_BRIEFING_CACHE": str(self.folder / "cache"),
            **more.pop("environment", {}),
        }
        return self.press.run(arguments, *faults, folder=self.folder, environment=environment, **more)

    def build(self, *told: Any, article: str = "a.txt", own: str = "small.ipynb", **more: Any) -> Ended:
        return self.run("build", article, "--out", "out", "--notebook", own, *told, **more)

    def nothing_lost(self) -> None:
        """No process is left, nothing half stands under a final name, and no earlier briefing was touched."""
        assert self.press.strays() == []
        assert halves(self.out) == []
        standing = briefings(self.out)
        for path in self.out.glob(".replaced-*"):  # put away a moment ago: the next run puts it back
            standing = {**briefings(path), **standing}
        assert {name: standing.get(name) for name in self.kept} == self.kept

    def as_before(self) -> None:
        """Exactly the earlier briefings, and no leftover."""
        self.nothing_lost()
        assert briefings(self.out) == self.kept
        assert hidden(self.out) == []


def copied(original: Path, folder: Path, press: Press) -> Iterator[Place]:
    shutil.copytree(original, folder, dirs_exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="f"))  # a short path: sockets lie in it
    yield Place(folder, press, briefings(folder / "out") if (folder / "out").is_dir() else {}, scratch)
    shutil.rmtree(scratch, ignore_errors=True)


@pytest.fixture(scope="module")
def made(press: Press, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles with their briefings."""
    folder = tmp_path_factory.mktemp("made")
    notebook(folder / "small.ipynb")
    for number, name in enumerate("ab", 1):
        (folder / f"{name}.txt").write_text(TEXT.replace("{}", str(number)), encoding="utf-8")
        done = press.run(
            ["build", f"{name}.txt", "--out", "out", "--notebook", "small.ipynb"],
            folder=folder,
            environment={**PLAIN, "PRESS_BRIEFING_CACHE": "none"},
        )
        assert done.code == 0, done.err
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path, press: Press) -> Iterator[Place]:
    yield from copied(made, tmp_path / "p", press)


# -- one briefing ------------------------------------------------------------------------------------------------------


@walk(points.BUILD)
def test_killed_in_a_build(point: Point, place: Place, record_property: Any) -> None:
    record_property("kind", "SIGKILL in a build")
    killed = place.build(point.fault())
    assert (killed.code, killed.hit) == (-9, True), killed.err
    place.nothing_lost()
    assert place.build().code == 0
    place.as_before()


@long
@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_in_the_first_build(place: Place, when: str, record_property: Any) -> None:
    """Of an article that has no briefing yet: there is none, or the whole one."""
    record_property("kind", "SIGKILL in a build")
    final = next(place.out.glob("a-*"))
    shutil.rmtree(final)
    killed = place.build({"at": "press_briefing.report.archive:publish", "do": "kill", "when": when})
    assert killed.code == -9
    assert final.exists() == (when == "after")
    assert halves(place.out) == []
    assert place.build().code == 0
    place.as_before()


def test_what_another_build_left_is_cleared_away(place: Place, record_property: Any) -> None:
    """A briefing that was being replaced comes back with the next build of any article."""
    record_property("kind", "SIGKILL in a build")
    assert place.build({"at": "pathlib:Path.rename", "nth": 2, "when": "after", "do": "kill"}).code == -9
    assert not list(place.out.glob("a-*"))
    assert place.build(article="b.txt").code == 0
    place.as_before()


FULL = [
    Point("the folder aside", "tempfile:mkdtemp", nth=2),
    Point("the capture", "pathlib:Path.write_bytes", short=True),
    Point("the data", "pathlib:Path.write_bytes", nth=4),
    Point("the page", "press_briefing.report.render:_place"),
    Point("the PDF", "press_briefing.report.render:_pdf"),
    Point("the notebook", "pathlib:Path.write_text"),
    Point("the manifest", "press_briefing.report.manifest:with_outputs"),
    Point("its place", "press_briefing.report.archive:publish"),
    Point("the earlier one", "pathlib:Path.rename", nth=2),
]


@walk(FULL)
def test_no_space_left(point: Point, place: Place, record_property: Any) -> None:
    record_property("kind", "disk full")
    failed = place.build(point.fault("full"))
    assert (failed.code, failed.hit) == (1, True), failed.err
    assert len(failed.lines) == 1
    assert "No space left" in failed.lines[0]
    assert "Traceback" not in failed.err
    place.as_before()
    assert place.build().code == 0
    place.as_before()


@pytest.fixture
def disk(small_disk: Callable[[str], Path]) -> Path:
    """A disk that is soon full."""
    return small_disk("3m")


@long
@pytest.mark.parametrize("kib", [0, 8, 40, 80, 120, 160])
def test_a_disk_that_is_really_full(disk: Path, place: Place, kib: int, record_property: Any) -> None:
    """So many KiB are free when the build begins."""
    record_property("kind", "disk full")
    shutil.move(place.out, disk / "out")
    place.out.symlink_to(disk / "out")
    kept = briefings(place.out)
    room = shutil.disk_usage(disk).free - kib * 1024
    (disk / "ballast").write_bytes(bytes(max(0, room)))
    ended = place.build()
    assert ended.code in (0, 1)
    assert (ended.code == 0) == (not ended.lines), ended.err
    assert "Traceback" not in ended.err
    assert briefings(place.out) == kept
    assert halves(place.out) == []
    (disk / "ballast").unlink()
    assert place.build().code == 0
    place.as_before()


def test_a_disk_that_may_not_be_written(disk: Path, place: Place, record_property: Any) -> None:
    record_property("kind", "read-only target")
    shutil.move(place.out, disk / "out")
    place.out.symlink_to(disk / "out")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    failed = place.build()
    assert failed.code == 1
    assert "cannot be written (Read-only file system)" in failed.lines[0]
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    place.as_before()
    assert place.build().code == 0


KERNELS = {
    "notebook raising": ("raise ValueError('nein')", "failed", "notebook raising"),
    "kernel killed": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "killed", "kernel lost"),
    "kernel gone": ("import os\nos._exit(0)", "killed", "kernel lost"),
    "kernel hung": ("import time\ntime.sleep(600)", "timeout", "kernel hung"),
    "kernel deaf": (
        "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: time.sleep(1)",
        "timeout",
        "kernel hung",
    ),
    "no memory": (
        "import resource\nresource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\nx = bytearray(1 << 31)",
        "failed",
        "kernel out of memory",
    ),
    "no memory for the kernel": (
        "import resource\nresource.setrlimit(resource.RLIMIT_AS, (1 << 28, 1 << 28))\nx = [0] * (1 << 31)",
        "failed",
        "kernel out of memory",
    ),
}


@pytest.mark.parametrize(
    "name", [name if name == "kernel killed" else pytest.param(name, marks=long) for name in KERNELS]
)
def test_a_notebook_that_ends_badly(name: str, place: Place, record_property: Any) -> None:
    """The earlier briefing stays, the failed one stands beside it, and the next run ends well and clears it away."""
    source, state, kind = KERNELS[name]
    record_property("kind", kind)
    stored = (place.folder / "small.ipynb").read_bytes()
    notebook(place.folder / "small.ipynb", source)
    (place.folder / "settings.toml").write_text("cell_timeout = 4\n", encoding="utf-8")
    failed = place.build("--settings", "settings.toml")
    assert failed.code == 1
    assert f"ended as {state}" in failed.lines[0]
    assert "Traceback" not in failed.err
    place.as_before()
    left = next(place.out.glob("*.failed"))
    assert json.loads((left / "manifest.json").read_bytes())["state"] == state
    (place.folder / "small.ipynb").write_bytes(stored)
    assert place.build().code == 0
    place.as_before()
    assert not list(place.out.glob("*.failed"))


@long
@pytest.mark.parametrize(
    "at",
    [
        "press_briefing.analyse:_analyse",
        "press_briefing.report.render:convert",
        "press_briefing.report.pdf:_compile",
        "press_briefing.report.archive:publish",
    ],
)
@pytest.mark.parametrize("do", ["memory", "bug", "denied"])
def test_what_nobody_foresaw(at: str, do: str, place: Place, record_property: Any) -> None:
    record_property("kind", "out of memory, a bug or a refusal in the command")
    failed = place.build({"at": at, "do": do})
    assert failed.code == 1
    assert len(failed.lines) == 1
    assert {"memory": "takes more memory", "bug": "a fault of this program", "denied": "the machine refuses"}[do] in (
        failed.lines[0]
    )
    assert "Traceback" not in failed.err
    place.as_before()
    assert place.build().code == 0
    place.as_before()


@long
@pytest.mark.parametrize("broken", ["missing", "damaged", "none"])
def test_a_font_that_is_missing(broken: str, place: Place, record_property: Any) -> None:
    """The figures and the PDF fall back on what matplotlib brings, or one line says what is wrong; nothing is lost."""
    import press_briefing.show.figures.style as style

    record_property("kind", "font missing")
    fonts = place.folder / "fonts"
    shutil.copytree(style.FONTS, fonts)
    for path in sorted(fonts.rglob("*.otf"))[: None if broken == "none" else 1]:
        path.unlink() if broken != "damaged" else path.write_bytes(b"no font")
    notebook(
        place.folder / "figure.ipynb",
        "from press_briefing.show.figures import style\nimport matplotlib.pyplot as plt",
        "style.apply()\nfigure, axes = plt.subplots()\naxes.set_title('Titre')\nplt.show()",
    )
    own = {"do": "set", "value": str(fonts), "role": "other"}
    faults = [
        {"at": "press_briefing.show.figures.style:FONTS", **own},
        {"at": "press_briefing.report.design:FONTS", **own},
    ]
    ended = place.build(*faults, own="figure.ipynb")
    assert ended.code == 0 or len(ended.lines) == 1
    assert "Traceback" not in ended.err
    place.nothing_lost()
    assert place.build().code == 0


@pytest.mark.parametrize("what", [pytest.param("missing", marks=long), "nowhere"])
def test_no_temporary_folder(what: str, place: Place, record_property: Any) -> None:
    """Python takes another one where there is one; where there is none, one line says so."""
    record_property("kind", "temporary folder missing")
    nowhere = [{"at": "tempfile:_get_default_tempdir", "do": "denied"}] if what == "nowhere" else []
    ended = place.build(*nowhere, environment={"TMPDIR": str(place.folder / "none")})
    assert ended.code == bool(nowhere)
    assert len(ended.lines) == len(nowhere)
    assert "Traceback" not in ended.err
    place.as_before()
    assert place.build().code == 0
    place.as_before()


# -- a batch -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def many(place: Place) -> Place:
    """Two dozen articles beside the two."""
    (place.folder / "many").mkdir()
    for number in range(1, 25):
        text = TEXT.replace("{}", str(number)) + f"\n\nCe texte est le numéro {number}."
        (place.folder / "many" / f"{number:02d}.txt").write_text(text, encoding="utf-8")
    return place


ANALYSES = ("build", "many", "--out", "out", "--analysis-only", "--jobs", "2")


def analysed(place: Place) -> list[str]:
    """Origins in the parts, each of whose lines must be whole."""
    lines = [line for path in sorted((place.out / "analyses").glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    return sorted(Path(json.loads(line)["origin"]).name for line in lines)


def whole_batch(place: Place) -> None:
    assert analysed(place) == sorted(path.name for path in (place.folder / "many").iterdir())
    assert json.loads((place.out / "batch.json").read_bytes())["state"] == "completed"
    assert not list(place.out.glob("[0-9]*"))
    place.as_before()


@walk(points.PARENT)
def test_killed_in_a_batch(point: Point, many: Place, record_property: Any) -> None:
    record_property("kind", "SIGKILL in a batch")
    killed = many.run(*ANALYSES, point.fault())
    assert (killed.code, killed.hit) == (-9, True), killed.err
    many.nothing_lost()
    assert len(analysed(many)) == len(set(analysed(many)))
    done = many.run(*ANALYSES, "--resume")
    assert done.code == 0, done.err
    whole_batch(many)


@walk(points.WORKER)
def test_a_worker_killed(point: Point, many: Place, record_property: Any) -> None:
    """The batch itself goes on, and tells of it."""
    record_property("kind", "worker lost")
    done = many.run(*ANALYSES, point.fault())
    assert (done.code, done.hit) == (0, True), done.err
    assert json.loads((many.out / "batch.json").read_bytes())["workers_lost"] == 1
    whole_batch(many)


@long
@pytest.mark.parametrize("point", points.WORKER_BRIEFINGS, ids=lambda point: point.name.replace(" ", "-"))
def test_a_worker_killed_in_a_briefing(point: Point, many: Place, record_property: Any) -> None:
    record_property("kind", "worker lost")
    done = many.run(
        "build",
        "many",
        "--limit",
        "3",
        "--out",
        "out",
        "--notebook",
        "small.ipynb",
        "--no-pdf",
        "--jobs",
        "2",
        point.fault(),
    )
    assert (done.code, done.hit) == (0, True), done.err
    many.nothing_lost()
    assert hidden(many.out) == []
    assert len(briefings(many.out)) == len(many.kept) + 3
    told = json.loads((many.out / "batch.json").read_bytes())
    assert (told["made"], told["failed"], told["workers_lost"]) == (3, 0, 1)


# -- on schedule -------------------------------------------------------------------------------------------------------


class Box:
    """What a mail server on this machine was given."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, EmailMessage]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        from email import policy
        from email.parser import BytesParser

        letter = BytesParser(policy=policy.default).parsebytes(envelope.content)
        self.letters += [(str(to), letter) for to in envelope.rcpt_tos]  # type: ignore[list-item]
        return "250 taken"

    def got(self) -> list[str]:
        """Recipients of briefings, sorted; the owner's notices are not among them."""
        return sorted(to for to, _ in self.letters if to != "owner@example.org")


@pytest.fixture(scope="module")
def box() -> Iterator[tuple[Box, int]]:
    """The server, and its port."""
    controllers = pytest.importorskip("aiosmtpd.controller")
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    box = Box()
    controller = controllers.Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


SCHEDULE = """
timezone = "Europe/Paris"
out = "out"

[[report]]
name = "matinale"
cron = "30 6 * * *"
inbox = "inbox"
notebook = "small.ipynb"
pdf = false

[report.retention]
count = 1

[[report.deliver]]
channel = "mail"
host = "127.0.0.1"
port = {port}
security = "none"
from = "veille@example.org"
owner = "owner@example.org"
to = ["awa@example.org", "luc@example.org"]
retries = 1

[[report.deliver]]
channel = "folder"
url = "copies"
"""
READERS = ["awa@example.org", "luc@example.org"]
FIRST, SECOND, LATER, LATEST = (
    f"2026-03-{day}T{hour}:40:00Z" for day, hour in ((24, "05"), (25, "05"), (25, "06"), (25, "07"))
)  # due at half past five
PAST_LEASE = "2026-03-25T05:51:00Z"


@pytest.fixture(scope="module")
def lived(press: Press, box: tuple[Box, int], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A first day of a schedule, completed, and the article of the second."""
    folder = tmp_path_factory.mktemp("lived")
    notebook(folder / "small.ipynb")
    (folder / "inbox").mkdir()
    (folder / "schedule.toml").write_text(SCHEDULE.format(port=box[1]), encoding="utf-8")
    (folder / "inbox" / "premier.txt").write_text(TEXT.replace("{}", "1"), encoding="utf-8")
    os.utime(folder / "inbox" / "premier.txt", (1_760_000_000, 1_760_000_000))
    done = press.run(["run-due", "--now", FIRST], folder=folder, environment={**PLAIN, "PRESS_BRIEFING_CACHE": "none"})
    assert done.code == 0, done.err
    (folder / "inbox" / "second.txt").write_text(TEXT.replace("{}", "2"), encoding="utf-8")
    os.utime(folder / "inbox" / "second.txt", (1_760_000_000, 1_760_000_000))
    return folder


@dataclass
class Desk:
    """A place with a schedule, and the mail server's box."""

    place: Place
    box: Box

    def due(self, now: str, *faults: dict[str, Any], **more: Any) -> Ended:
        return self.place.run("run-due", "--now", now, *faults, **more)

    def runs(self) -> list[Run]:
        with Ledger.open(self.place.out / ".ledger.sqlite") as ledger:
            return ledger.runs(since=None)

    def second(self) -> list[Run]:
        return [run for run in self.runs() if run.logical_date.day == 25]

    def truth(self) -> None:
        """Nothing is recorded as completed that is not there, whole."""
        assert self.place.press.strays() == []
        assert halves(self.place.out) == []
        there = briefings(self.place.out)
        going = self.place.out / ".site" / "removing.json"  # noted: the next call ends their removal
        told = {row["address"] for row in json.loads(going.read_bytes())} if going.exists() else set()
        assert {run.folder for run in self.runs() if run.state == "completed" and run.folder} <= set(there) | told
        copies = self.place.folder / "copies"
        assert [
            path.name
            for path in copies.iterdir()
            if not path.name.startswith(".") and not (path / "SHA256SUMS").exists()
        ] == []

    def complete(self) -> None:
        """The second day is done: its briefing is there, listed and copied, and the first one's is gone."""
        self.truth()
        assert {(run.state, bool(run.settled)) for run in self.second()} == {("completed", True)}
        assert len(self.second()) == 2
        assert [name.split("-")[0] for name in briefings(self.place.out)] == ["second"]
        assert hidden(self.place.out) == []
        assert "second-" in (self.place.out / "index.html").read_text(encoding="utf-8")
        assert "premier-" not in (self.place.out / "index.html").read_text(encoding="utf-8")
        assert sorted(path.name.split("-")[0] for path in (self.place.folder / "copies").iterdir()) == [
            "premier",
            "second",
        ]


@pytest.fixture
def desk(lived: Path, box: tuple[Box, int], tmp_path: Path, press: Press) -> Iterator[Desk]:
    for place in copied(lived, tmp_path / "p", press):
        box[0].letters.clear()
        yield Desk(place, box[0])


@walk(points.DUE)
def test_killed_in_run_due(point: Point, desk: Desk, record_property: Any) -> None:
    record_property("kind", "SIGKILL in run-due")
    killed = desk.due(SECOND, point.fault())
    assert (killed.code, killed.hit) == (-9, True), killed.err
    desk.truth()
    done = desk.due(LATER)
    assert done.code == 0, done.err
    desk.complete()
    assert desk.box.got() == READERS
    assert desk.due(LATEST).out == ""
    assert desk.box.got() == READERS


@pytest.fixture(scope="module")
def usual(lived: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """Seconds of `run-due` as a process of its own, with an article and nothing that kills it."""
    folder = tmp_path_factory.mktemp("usual") / "p"
    shutil.copytree(lived, folder)
    began = time.monotonic()
    with _alone(folder, folder) as process:
        assert process.wait(PATIENCE) == 0
    return time.monotonic() - began


def _alone(folder: Path, scratch: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "press_briefing", "run-due", "--now", SECOND],
        cwd=folder,
        env={**os.environ, **PLAIN, "TMPDIR": str(scratch), "PRESS_BRIEFING_CACHE": "none"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("share", [0.7, *(pytest.param(part / 16, marks=long) for part in range(4, 17))])
def test_killed_at_any_moment_of_run_due(share: float, usual: float, desk: Desk, record_property: Any) -> None:
    """So much of its usual time is over. What it held is free once its lease is over, and what it sent is sent once."""
    record_property("kind", "SIGKILL in run-due")
    with _alone(desk.place.folder, desk.place.scratch) as killed:
        with suppress(subprocess.TimeoutExpired):
            killed.wait(share * usual)
        killed.kill()
    desk.truth()
    assert "Traceback" not in desk.due(PAST_LEASE).err
    desk.complete()
    assert len(set(desk.box.got())) == len(desk.box.got())
    assert desk.due(LATEST).out == ""


@walk(points.MAIL)
def test_killed_while_sending(point: Point, desk: Desk, record_property: Any) -> None:
    """Nobody gets it twice; who may not have got it is named to the owner."""
    record_property("kind", "SIGKILL while sending")
    killed = desk.due(SECOND, point.fault())
    assert (killed.code, killed.hit) == (-9, True), killed.err
    desk.truth()
    done = desk.due(LATER)
    assert "Traceback" not in done.err
    desk.complete()
    got, told = desk.box.got(), [letter for to, letter in desk.box.letters if to == "owner@example.org"]
    assert len(set(got)) == len(got)
    with Ledger.open(desk.place.out / ".ledger.sqlite") as ledger:
        mails = [
            one
            for one in ledger.deliveries(channel="mail")
            if one.recipient in READERS and one.run_id in {run.id for run in desk.second()}
        ]
    doubtful = [one.recipient for one in mails if one.state == "uncertain"]
    assert len(doubtful) <= 1
    assert {one.state for one in mails} <= {"sent", "uncertain"}
    assert set(READERS) - set(got) <= set(doubtful)
    assert bool(told) == bool(doubtful)


@long
@pytest.mark.parametrize("kind", ["garbage", "truncated", "empty page", "zeroed header"])
def test_a_ledger_that_is_damaged(kind: str, desk: Desk, record_property: Any) -> None:
    """One line says so, the file and the briefings stay as they are, and with a good copy the next run ends."""
    record_property("kind", "ledger damaged")
    path = desk.place.out / ".ledger.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    good = path.read_bytes()
    middle = len(good) // 2
    path.write_bytes(
        {
            "garbage": b"\x07garbage" * 4000,
            "truncated": good[: middle - 17],
            "empty page": good[:4096] + bytes(8192) + good[12288:],
            "zeroed header": bytes(100) + good[100:],
        }[kind]
    )
    bad = path.read_bytes()
    failed = desk.due(SECOND)
    assert failed.code == 1
    assert len(failed.lines) == 1
    assert "Traceback" not in failed.err
    assert path.read_bytes() == bad
    assert {name: contents(desk.place.out / name) for name in desk.place.kept} == desk.place.kept
    for left in desk.place.out.glob(".ledger.sqlite-*"):
        left.unlink()
    path.write_bytes(good)
    assert desk.due(LATER).code == 0
    desk.complete()


@pytest.mark.parametrize("seconds", [2, pytest.param(90, marks=long)])
def test_a_ledger_that_is_locked(seconds: int, desk: Desk, record_property: Any) -> None:
    """Waited for, as long as that makes sense; then one line says so."""
    record_property("kind", "ledger locked")
    other = sqlite3.connect(desk.place.out / ".ledger.sqlite", check_same_thread=False, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    release = threading.Timer(seconds, other.execute, ["ROLLBACK"])
    release.start()
    ended = desk.due(SECOND)
    release.cancel()
    if seconds > 20:
        assert ended.code == 1
        assert "is locked by another process" in ended.lines[0]
        assert len(ended.lines) == 1
        other.execute("ROLLBACK")
    release.join()
    other.close()
    desk.truth()
    assert desk.due(LATER).code == 0
    desk.complete()
    assert desk.box.got() == READERS


@long
def test_a_clock_set_back(desk: Desk, record_property: Any) -> None:
    """Nothing is run a second time; when the time comes again, what is due is run."""
    record_property("kind", "clock set back")
    killed = desk.due(SECOND, {"at": "press_briefing.report.run:Watch.started", "nth": 2, "do": "kill"})
    assert killed.code == -9
    assert desk.due("2026-03-25T04:50:00Z").out == ""  # before the date that was being run was due
    desk.truth()
    assert desk.due(LATER).code == 0
    desk.complete()
    assert desk.due("2026-03-24T12:00:00Z").out == ""
    assert desk.box.got() == READERS


def test_a_clock_set_back_between_two_runs(desk: Desk, record_property: Any) -> None:
    """A call by a clock that is eleven days ahead; then it is set right, and each date has what came on it, once."""
    record_property("kind", "clock set back")
    assert desk.due(SECOND.replace("03-25", "04-05")).code == 0
    assert desk.box.got() == READERS  # the second article, eleven days early
    assert desk.due(SECOND).out.endswith("completed, nothing new\n")  # called missed by that clock, and due now
    third = desk.place.folder / "inbox" / "third.txt"
    third.write_text(TEXT.replace("{}", "3"), encoding="utf-8")
    os.utime(third, (1_760_000_000, 1_760_000_000))
    done = desk.due(LATER.replace("03-25", "03-26"))
    assert done.code == 0, done.err
    desk.truth()
    assert sorted(desk.box.got()) == sorted(READERS * 2)
    assert [run.state for run in desk.runs() if run.key and run.logical_date.day == 26] == ["completed"]
    assert desk.due(LATEST.replace("03-25", "03-26")).out == ""


@long
@pytest.mark.parametrize("kib", [0, 8, 40, 80, 120, 160, 240])
def test_a_disk_that_is_really_full_on_schedule(disk: Path, desk: Desk, kib: int, record_property: Any) -> None:
    """Briefings and ledger are on it, and so many KiB are free when `run-due` begins."""
    record_property("kind", "disk full")
    out = desk.place.out
    shutil.move(out, disk / "out")
    out.symlink_to(disk / "out")
    room = shutil.disk_usage(disk).free - kib * 1024
    (disk / "ballast").write_bytes(bytes(max(0, room)))
    ended = desk.due(SECOND)
    assert ended.code in (0, 1)
    assert "Traceback" not in ended.err
    assert (ended.code == 0) == (not ended.lines), ended.err
    (disk / "ballast").unlink()  # SQLite cannot even read a ledger without room beside it
    desk.truth()
    assert "Traceback" not in desk.due(LATER).err
    desk.due(LATEST)
    desk.complete()
    assert desk.box.got() == READERS


@long
@pytest.mark.parametrize(
    "at",
    [
        "press_briefing.report.archive:publish",
        "press_briefing.service.site.place:umask",
        "press_briefing.service.post.folder:_write",
    ],
)
def test_a_disk_full_on_schedule(at: str, desk: Desk, record_property: Any) -> None:
    record_property("kind", "disk full")
    failed = desk.due(SECOND, {"at": at, "do": "full"})
    assert failed.hit
    assert "Traceback" not in failed.err
    desk.truth()
    desk.due(LATER)
    desk.due(LATEST)
    desk.complete()
    assert desk.box.got() == READERS


@long
def test_a_command_of_its_own(place: Place, record_property: Any) -> None:
    """The same without the process that has imported everything: from the first import to the kill."""
    record_property("kind", "SIGKILL in a build")
    fault = {"at": "press_briefing.report.archive:publish", "do": "kill", "hit": str(place.folder / "hit")}
    at = Path(points.__file__).parent / "at.py"
    told = [sys.executable, str(at), json.dumps([fault]), "build", "a.txt", "--out", "out", "--notebook", "small.ipynb"]
    began = time.monotonic()
    ended = subprocess.run(
        told,
        cwd=place.folder,
        capture_output=True,
        check=False,
        timeout=300,
        env={**os.environ, "FAULTS_MARK": place.press.mark},
    )
    assert ended.returncode == -9, (ended.stderr, time.monotonic() - began)
    place.nothing_lost()
    assert place.build().code == 0
    place.as_before()


def test_what_the_dead_left_in_temporary_folders_goes_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody touched for two days; what is younger, or not ours, stays. Half a saved analysis, after an hour."""
    from press_briefing import Article, analyse
    from press_briefing.model.settings import Settings
    from press_briefing.report import archive

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    for name in ("press-briefing-old", "press-briefing-young", "other"):
        (tmp_path / "tmp" / name / "k").mkdir(parents=True)
        os.utime(tmp_path / "tmp" / name, (time.time() - (0 if "young" in name else 3 * 86_400),) * 2)
    (tmp_path / "tmp" / "press-briefing-link").symlink_to(tmp_path / "tmp" / "other")
    (tmp_path / "out").mkdir()
    archive.sweep(tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "tmp").iterdir()) == [
        "other",
        "press-briefing-link",
        "press-briefing-young",
    ]
    (tmp_path / "cache").mkdir()
    for name, age in (("old.part", 7200), ("young.part", 60)):
        (tmp_path / "cache" / name).touch()
        os.utime(tmp_path / "cache" / name, (time.time() - age,) * 2)
    analyse(Article.from_text(TEXT), settings=Settings(cache=str(tmp_path / "cache")))
    assert [path.name for path in (tmp_path / "cache").glob("*.part")] == ["young.part"]
    assert len(list((tmp_path / "cache").glob("*.json"))) == 1
