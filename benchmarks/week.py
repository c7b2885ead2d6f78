"""A week of scheduled reports in seconds: five reports, two clock changes, and everything that goes wrong in a week.

    python benchmarks/week.py [--folder FOLDER] [--all-small]

The clock stands still and is moved by hand; everything else is real: the schedule file, `run_due` called once an hour
as cron would, the ledger, a mail server on this machine, a process that is killed, one report built by the whole
press (the others are small folders of the same shape, made at once; `--all-small` makes that one small too). From
Saturday 28 March 2026, 18:40 UTC, for seven days: Paris has its short night, Sydney its long one; the machine is
switched off for a day, a process is killed, the disk is full for hours, the mail server is down for a day.
`tests/service/test_week.py` holds what is printed.
"""

from __future__ import annotations

import argparse
import errno
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from press_briefing.report import manifest
from press_briefing.service.ledger import Run
from press_briefing.service.schedule import (
    Call,
    DeclaredReport,
    Schedule,
    cron,
    load,
    open_ledger,
    run_due,
    runner,
    sources,
)
from press_briefing.service.schedule.sources import ArticleToBrief

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = datetime(2026, 3, 28, 18, 40, tzinfo=UTC)
END = START + 7 * DAY
OFF = (datetime(2026, 3, 31, 0, tzinfo=UTC), datetime(2026, 3, 31, 14, tzinfo=UTC))  # the machine
CRASH = datetime(2026, 4, 1, 4, 40, tzinfo=UTC)  # the call that is killed
FULL = (datetime(2026, 4, 2, 0, tzinfo=UTC), datetime(2026, 4, 2, 10, tzinfo=UTC))  # the disk
SILENT = (datetime(2026, 4, 3, 0, tzinfo=UTC), datetime(2026, 4, 4, 0, tzinfo=UTC))  # the mail server
ON_TIME = timedelta(minutes=59)  # who is called once an hour is on time within the hour
WORKED = "l-article-de-deux"  # of three articles, the one at which the process dies

SCHEDULE = """
timezone = "Europe/Paris"
site = false

[[report]]                          # every morning, the newest of what was missed
name = "matinale"
cron = "30 6 * * *"
inbox = "matinale"
{matinale}

[[report]]                          # at an hour the short night does not have
name = "nuit"
cron = "30 2 * * *"
catchup = "all"
inbox = "nuit"
{nuit}

[[report]]                          # at an hour the long night has twice
name = "sydney"
cron = "30 2 * * *"
timezone = "Australia/Sydney"
catchup = "all"
inbox = "sydney"
{sydney}

[[report]]                          # what is late is of no use
name = "horaire"
cron = "0 */3 * * *"
catchup = "skip"
grace = "45m"
inbox = "horaire"
{horaire}

[[report]]                          # the one that is really built
name = "hebdo"
cron = "0 18 * * 5"
inbox = "hebdo"
{hebdo}
"""
READERS = {
    "matinale": ("awa@example.org", "luc@example.org"),
    "nuit": ("nuit@example.org",),
    "sydney": ("sydney@example.org",),
    "horaire": ("veille@example.org",),
    "hebdo": ("awa@example.org", "direction@example.org"),
}
OWNER = "redaction@example.org"
MAIL = """[[report.deliver]]
channel = "mail"
host = "127.0.0.1"
port = {port}
security = "none"
from = "press-briefing@example.org"
owner = "{owner}"
to = {to}
retries = 1"""


class Box:
    """What the mail server was given: recipient and message, in order."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, EmailMessage]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        letter = BytesParser(policy=policy.default).parsebytes(envelope.content)
        self.letters += [(str(to), letter) for to in envelope.rcpt_tos]  # type: ignore[list-item]
        return "250 OK"


class Office:
    """A folder with a schedule and inboxes, a clock, a press and a mail server."""

    def __init__(self, folder: Path, *, port: int = 0, small: bool = False) -> None:
        self.folder, self.now, self.small, self.box = folder, START, small, Box()
        self.port = port or _free_port()
        self.post = self.server()
        self.full = self.doomed = False
        for name in READERS:
            (folder / name).mkdir(exist_ok=True)
        tables = {name: MAIL.format(port=self.port, owner=OWNER, to=list(to)) for name, to in READERS.items()}
        (folder / "schedule.toml").write_text(SCHEDULE.format(**tables), encoding="utf-8")
        self.schedule = load(folder / "schedule.toml")

    def server(self) -> Controller:
        """A mail server, not yet started; one that was stopped cannot be started again."""
        return Controller(self.box, hostname="127.0.0.1", port=self.port)

    def press(self, schedule: Schedule, report: DeclaredReport, piece: ArticleToBrief) -> runner.Made:
        """What builds a briefing: the real one for one report, a small folder for the others, trouble at its time."""
        if self.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if self.doomed and WORKED in piece.origin:
            print("at it", flush=True)
            time.sleep(600)
        if report.name == "hebdo" and not self.small:
            return runner.build(schedule, report, piece)
        return _small(schedule.out, piece)

    def call(self) -> list[Run]:
        """What cron does once an hour."""
        with open_ledger(self.schedule, lambda: self.now) as ledger:
            call = Call(self.schedule, ledger, runner=self.press, sleep=lambda seconds: None)
            return [done.run for done in run_due(call)]

    def killed_call(self) -> None:
        """The same in a process of its own, which dies without a word while it works on an article."""
        process = subprocess.Popen(
            [sys.executable, __file__, "--folder", str(self.folder), "--doomed", str(self.port)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "at it\n"
        process.kill()
        process.wait()
        process.stdout.close()


def _small(out: Path, piece: ArticleToBrief) -> runner.Made:
    """A folder of the shape of a briefing, with a page, a PDF and a manifest of a line each."""
    assert piece.capture is not None
    title = piece.capture.data.decode().splitlines()[0]
    folder = out / f"{Path(piece.capture.name).stem}-{piece.key[:8]}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "briefing.html").write_text(f"<title>{title}</title>", encoding="utf-8")
    (folder / "briefing.pdf").write_bytes(b"%PDF-1.7 small")
    told = {
        "schema": manifest.SCHEMA,
        "briefing": folder.name,
        "state": "completed",
        "parameters": {"language": "fr"},
        "article": {
            "title": title,
            "sha256": piece.input_hash,
            "published": {"value": "2026-03-28", "certainty": "given"},
        },
        "capture": {"name": piece.capture.name},
    }
    (folder / "manifest.json").write_bytes(manifest.dump(manifest.with_outputs(told, folder)))
    return runner.of_folder(folder.name, folder, out)


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def articles(real: bytes) -> Iterator[tuple[datetime, str, str, bytes]]:
    """When each article comes in, for which report, under which name."""
    for day in range(7):
        noon = START.replace(hour=0, minute=0) + (day + 1) * DAY
        yield noon + timedelta(hours=3), "matinale", f"matinale-{day}", b""
        yield noon - timedelta(hours=1), "nuit", f"nuit-{day}", b""
        yield noon + timedelta(hours=9), "sydney", f"sydney-{day}", b""
        yield from (
            (noon + timedelta(hours=hour, minutes=10), "horaire", f"horaire-{day}-{hour}", b"") for hour in (1, 7, 13)
        )
    yield CRASH - HOUR, "matinale", "a-l-article-d-avant", b""
    yield CRASH - HOUR, "matinale", WORKED, b""
    yield END - DAY - 6 * HOUR, "hebdo", "hebdo", real


@dataclass
class Row:
    """One report's week."""

    name: str
    due: int
    on_time: int
    late: int
    missed: int
    failed: int
    retried: int
    articles: int
    briefed: int
    expected_mails: int
    mails: int
    twice: int
    never: int


@dataclass
class Week:
    """What the week came to. `states`: a report's local logical dates and their state; `notices`: to the owner."""

    rows: list[Row]
    states: dict[str, dict[str, str]]
    events: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def table(self) -> str:
        """The week as a table."""
        head = (
            "report",
            "due",
            "on time",
            "caught up",
            "missed",
            "failed",
            "tried again",
            "articles",
            "briefed once",
            "mails due",
            "mails",
            "twice",
            "never",
        )
        rows = [head, *(tuple(vars(row).values()) for row in self.rows)]
        widths = [max(len(str(row[column])) for row in rows) for column in range(len(head))]
        lines = ["  ".join(f"{cell!s:<{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows]
        return "\n".join(
            [
                *(line.rstrip() for line in lines),
                "",
                *self.events,
                "",
                "to the owner: " + "; ".join(self.notices),
                f"simulated in {self.seconds:.1f} s",
            ]
        )


def simulate(folder: Path, *, small: bool = False) -> Week:
    """Live through the week in `folder`, which must be empty."""
    began, office = time.perf_counter(), Office(folder, small=small)
    settled, sources.SETTLED = sources.SETTLED, 0.0  # a file is whole as soon as it is there
    certificates = os.environ.get("SSL_CERT_FILE")
    os.environ["SSL_CERT_FILE"] = os.devnull  # no TLS here; reading a machine's takes 0.1 s a mail
    events, coming = [], sorted(articles(_demonstration()))
    office.post.start()
    try:
        while office.now < END:
            while coming and coming[0][0] <= office.now:
                _drop(folder, *coming.pop(0)[1:])
            events += _hour(office)
            office.now += HOUR
    finally:
        office.post.stop(no_assert=True)
        sources.SETTLED = settled
        os.environ.pop("SSL_CERT_FILE")
        os.environ.update({"SSL_CERT_FILE": certificates} if certificates else {})
    return _told(office, events, time.perf_counter() - began)


def _hour(office: Office) -> list[str]:
    """One hour of the week; what it had to tell."""
    at, told = office.now, []
    if OFF[0] <= at < OFF[1]:
        return [f"{at:%a %d %H:%M} UTC  the machine is switched off"] if at - HOUR < OFF[0] else []
    if at == CRASH:
        office.killed_call()
        return [f"{at:%a %d %H:%M} UTC  the process is killed at an article, kill -9"]
    if SILENT[0] <= at < SILENT[0] + HOUR:
        office.post.stop()
        told.append(f"{at:%a %d %H:%M} UTC  the mail server goes down")
    if SILENT[1] <= at < SILENT[1] + HOUR:
        office.post = office.server()
        office.post.start()
        told.append(f"{at:%a %d %H:%M} UTC  the mail server is back")
    if office.full != (FULL[0] <= at < FULL[1]):
        office.full = not office.full
        told.append(f"{at:%a %d %H:%M} UTC  the disk {'is full' if office.full else 'has room again'}")
    before = len(office.box.letters)
    late = [run for run in office.call() if run.attempt > 1 or at - run.logical_date > ON_TIME]
    told += [
        f"{at:%a %d %H:%M} UTC    {run.report}, due {run.logical_date:%a %d %H:%M}: {run.state}, attempt {run.attempt}"
        for run in late
        if run.state == "completed"
    ]
    if SILENT[1] <= at < SILENT[1] + HOUR:
        told.append(f"{at:%a %d %H:%M} UTC    {len(office.box.letters) - before} mails go out")
    return told


def _drop(folder: Path, report: str, name: str, data: bytes) -> None:
    (folder / report / f"{name}.txt").write_bytes(data or f"Titre de {name}\n\nTexte de l’article {name}.\n".encode())


def _demonstration() -> bytes:
    from press_briefing.capture.read import capture

    return capture("demo:depart-cedeao").data


def _told(office: Office, events: list[str], seconds: float) -> Week:
    with open_ledger(office.schedule, lambda: office.now) as ledger:
        runs = ledger.runs()
        sent = {row.message_id: row.run_id for row in ledger.deliveries()}
    got = Counter((to, sent.get(str(letter["Message-ID"]), 0)) for to, letter in office.box.letters)
    rows, states = [], {}
    for report in office.schedule.reports:
        mine = [run for run in runs if run.report == report.name]
        rows.append(_row(office, report, mine, got))
        states[report.name] = {report.local(run.logical_date): run.state for run in mine if not run.key}
    notices = [str(letter["Subject"]) for to, letter in office.box.letters if to == OWNER]
    return Week(rows, states, events, notices, seconds)


def _row(office: Office, report: DeclaredReport, runs: list[Run], got: Counter[tuple[str, int]]) -> Row:
    dates = [run for run in runs if not run.key]
    good = [run for run in dates if run.state == "completed" and run.finished]
    late = [run for run in good if run.finished and run.finished - run.logical_date > ON_TIME]
    made = Counter(run.source for run in runs if run.key and run.state == "completed")
    came = {str(path) for path in (office.folder / report.name).iterdir()}
    wanted = [(to, run.id) for run in runs if run.key and run.state == "completed" for to in READERS[report.name]]
    states = Counter(run.state for run in dates)
    return Row(
        report.name,
        due=1 + len(cron.between(report.cron, report.zone, _first(dates), END - HOUR)),
        on_time=len(good) - len(late),
        late=len(late),
        missed=states["missed"],
        failed=states["failed"],
        retried=sum(run.attempt > 1 for run in dates),
        articles=len(came),
        briefed=sum(made[path] == 1 for path in came),
        expected_mails=len(wanted),
        mails=sum(got[pair] for pair in wanted),
        twice=sum(got[pair] > 1 for pair in wanted),
        never=sum(not got[pair] for pair in wanted),
    )


def _first(dates: list[Run]) -> datetime:
    return min(run.logical_date for run in dates)


def main() -> None:
    """Print the week; or, as the process that will be killed, work until it comes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, help="an empty folder; a temporary one without")
    parser.add_argument("--all-small", action="store_true", help="build nothing really")
    parser.add_argument("--doomed", type=int, metavar="PORT", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.doomed:
        office = Office(told.folder, port=told.doomed)
        sources.SETTLED, office.doomed, office.now = 0.0, True, CRASH
        office.call()
    elif told.folder:
        print(simulate(told.folder, small=told.all_small).table())
    else:
        with tempfile.TemporaryDirectory() as folder:
            print(simulate(Path(folder), small=told.all_small).table())


if __name__ == "__main__":
    main()
