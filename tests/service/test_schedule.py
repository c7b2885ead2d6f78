"""Reports on schedule: due once whatever the clock does, run once whoever calls, tried again when it failed."""

from __future__ import annotations

import errno
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import postgres
from press_briefing.guard import failing
from press_briefing.model.errors import OutputError, RunError, SettingsError, UsageError
from press_briefing.service.ledger import Ledger, LedgerError
from press_briefing.service.post.content import read_content
from press_briefing.service.schedule import (
    Call,
    DeclaredReport,
    Schedule,
    ScheduleError,
    cron,
    load,
    open_ledger,
    run_due,
    values,
)
from press_briefing.service.schedule import serve as serving
from press_briefing.service.schedule import sources as reading
from press_briefing.service.schedule.backfill import backfill, plan
from press_briefing.service.schedule.checked import sound
from press_briefing.service.schedule.due import due
from press_briefing.service.schedule.lines import line_of, places
from press_briefing.service.schedule.runner import Made, failure
from press_briefing.service.schedule.sources import ArticleToBrief
from press_briefing.service.schedule.work import BY_HAND, run_dates

PARIS = ZoneInfo("Europe/Paris")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MONDAY = datetime(2026, 3, 23, 5, 30, tzinfo=UTC)  # 06:30 in Paris
HEAD = 'timezone = "Europe/Paris"\nsite = false\n'
REPORT = '[[report]]\nname = "matinale"\ncron = "30 6 * * *"\ninbox = "inbox"\n'


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of a test are whole as soon as they are there."""
    monkeypatch.setattr(reading, "SETTLED", 0.0)


# --- when ---------------------------------------------------------------------------------------------------------


def on(day: str, expression: str, zone: str = "Europe/Paris") -> list[str]:
    """What is due on one day, as its readers see it."""
    where = ZoneInfo(zone)
    start = datetime.fromisoformat(day).replace(tzinfo=where)
    end = (datetime.fromisoformat(day) + DAY).replace(tzinfo=where)
    found = cron.between(
        expression, where, start.astimezone(UTC) - timedelta(seconds=1), end.astimezone(UTC) - timedelta(seconds=1)
    )
    return [f"{moment.astimezone(where):%H:%M%z}"[:8] for moment in found]


SHORT, LONG, PLAIN = "2026-03-29", "2026-10-25", "2026-06-10"


@pytest.mark.parametrize(
    ("expression", "short", "long"),
    [
        ("30 2 * * *", ["03:00+02"], ["02:30+02"]),
        ("0 2 * * *", ["03:00+02"], ["02:00+02"]),
        ("0 3 * * *", ["03:00+02"], ["03:00+01"]),
        ("30 2,3 * * *", ["03:00+02", "03:30+02"], ["02:30+02", "03:30+01"]),
        ("*/15 2 * * *", ["03:00+02"], ["02:00+02", "02:15+02", "02:30+02", "02:45+02"]),
        ("30 2 * * SUN", ["03:00+02"], ["02:30+02"]),
        ("30 2 29 3 *", ["03:00+02"], []),
        ("59 1 * * *", ["01:59+01"], ["01:59+02"]),
        ("30 2 L * *", [], []),
        ("30 2 * * 1-5", [], []),
        ("0 6-8 * * *", ["06:00+02", "07:00+02", "08:00+02"], ["06:00+01", "07:00+01", "08:00+01"]),
    ],
)
def test_both_clock_changes(expression: str, short: list[str], long: list[str]) -> None:
    """On the wall clock everything is due exactly once, also what a day has not or has twice."""
    assert on(SHORT, expression) == short
    assert on(LONG, expression) == long


@pytest.mark.parametrize(
    ("expression", "short", "plain", "long"),
    [
        ("30 * * * *", 23, 24, 25),
        ("0 0-23 * * *", 23, 24, 25),
        ("*/20 * * * *", 69, 72, 75),
        ("7 */1 * * *", 23, 24, 25),
        ("30 */2 * * *", 12, 12, 12),
        ("0 1-23/2 * * *", 12, 12, 12),
        ("30 2 * * *", 1, 1, 1),
        ("0 0,12 * * *", 2, 2, 2),
    ],
)
def test_how_often_a_day(expression: str, short: int, plain: int, long: int) -> None:
    assert [len(on(day, expression)) for day in (SHORT, PLAIN, LONG)] == [short, plain, long]


def test_each_real_hour_of_the_long_night() -> None:
    assert on(LONG, "30 * * * *")[:4] == ["00:30+02", "01:30+02", "02:30+02", "02:30+01"]


@pytest.mark.parametrize(
    ("zone", "day", "expression", "told"),
    [
        ("America/New_York", "2026-03-08", "30 2 * * *", ["03:00-04"]),
        ("America/New_York", "2026-11-01", "30 1 * * *", ["01:30-04"]),
        ("Australia/Lord_Howe", "2026-10-04", "15 2 * * *", ["02:30+11"]),  # half an hour
        ("America/Santiago", "2026-09-06", "0 0 * * *", ["01:00-03"]),  # midnight does not exist
        ("Africa/Bamako", "2026-03-29", "30 2 * * *", ["02:30+00"]),
        ("UTC", "2026-03-29", "30 2 * * *", ["02:30+00"]),
    ],
)
def test_other_zones(zone: str, day: str, expression: str, told: list[str]) -> None:
    assert on(day, expression, zone) == told


@given(
    minute=st.integers(0, 59),
    hour=st.integers(0, 23),
    zone=st.sampled_from(
        ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut", "Africa/Casablanca", "UTC"]
    ),
)
def test_a_daily_time_comes_once_a_day(minute: int, hour: int, zone: str) -> None:
    where, start = ZoneInfo(zone), datetime(2026, 1, 1, tzinfo=UTC)
    found = cron.between(f"{minute} {hour} * * *", where, start, start + 370 * DAY)
    days = [moment.astimezone(where).date() for moment in found]
    assert days == [days[0] + number * DAY for number in range(len(days))]
    assert all((moment.astimezone(where).hour, moment.astimezone(where).minute) >= (hour, minute) for moment in found)


@given(
    step=st.sampled_from([1, 7, 20, 60, 24 * 60]),
    expression=st.sampled_from(["30 2 * * *", "*/15 2 * * *", "30 * * * *", "30 */2 * * *", "0 3,2 * * *"]),
)
def test_windows_add_up(step: int, expression: str) -> None:
    """However often one asks, each moment is in one window."""
    start = datetime(2026, 3, 28, 22, tzinfo=UTC)
    whole = cron.between(expression, PARIS, start, start + 6 * HOUR)
    edges = [start + number * step * MINUTE for number in range(6 * 60 // step + 2)]
    parts = [
        moment
        for after, until in itertools.pairwise(edges)
        for moment in cron.between(expression, PARIS, after, min(until, start + 6 * HOUR))
        if after < until
    ]
    assert parts == whole


def test_the_last_moment_before_now() -> None:
    assert cron.latest("0 0 29 2 *", PARIS, datetime(2027, 1, 1, tzinfo=UTC)) == datetime(2024, 2, 28, 23, tzinfo=UTC)
    assert cron.latest("30 6 * * 1-5", PARIS, MONDAY) == MONDAY
    assert cron.upcoming("30 6 * * 1-5", PARIS, MONDAY, 1) == [MONDAY + DAY]


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("@daily", "'0 0 * * *'"),
        ("61 * * * *", "bad minute"),
        ("0 0 30 2 *", "bad day-of-month"),
        ("0 6 * *", "got 4"),
        ("0 0 6 * * *", "got 6"),
        ("", "got 0"),
        ("a b c d e", "bad minute"),
        ("0 6 * * LUN", "bad day-of-week"),
    ],
)
def test_a_wrong_expression_is_told(expression: str, words: str) -> None:
    assert words in cron.wrong(expression)


# --- the file -----------------------------------------------------------------------------------------------------


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "schedule.toml"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "inbox").mkdir(exist_ok=True)
    return path


def mistakes(tmp_path: Path, text: str) -> list[str]:
    """Every mistake, as `LINE: what - cure`."""
    with pytest.raises(ScheduleError) as caught:
        load(written(tmp_path, text))
    return [problem.told(Path("f")).removeprefix("f:") for problem in caught.value.problems]


def test_a_whole_schedule(tmp_path: Path) -> None:
    schedule = load(
        written(
            tmp_path,
            """
timezone = "Europe/Paris"
out = "briefings"
ledger = "postgresql://press@db.example.org/press"
lease = "15m"

[[report]]
name = "matinale"                   # le matin
cron = "30 6 * * 1-5"
catchup = "all"
start = 2026-03-01
inbox = "inbox"
files = ["demo:depart-cedeao", "dossier/*.txt"]
feeds = ["https://example.org/rss"]
urls = ["https://example.org/une"]
language = "en"
paper = "letter"
attempts = 5
retry_after = "1h"
parameters = { top = 30 }
[report.retention]
days = 90

[[report]]
name = "bamako"
cron = "0 7 * * *"
timezone = "Africa/Bamako"
files = ["a.txt"]
""",
        )
    )
    first, second = schedule.reports
    assert (schedule.out, schedule.lease) == (tmp_path / "briefings", 15 * MINUTE)
    assert first.start == datetime(2026, 3, 1, tzinfo=PARIS)
    assert first.sources == (
        str(tmp_path / "inbox"),
        "demo:depart-cedeao",
        str(tmp_path / "dossier/*.txt"),
        "https://example.org/rss",
        "https://example.org/une",
    )
    assert (first.parameters, first.retention) == ({"top": 30}, {"days": 90})
    assert (first.attempts, first.retry_after) == (5, HOUR)
    assert (second.zone.key, second.catchup, second.language) == ("Africa/Bamako", "latest", "fr")
    assert schedule.report("bamako") is second
    with pytest.raises(UsageError, match="known: matinale, bamako"):
        schedule.report("soir")


def test_all_mistakes_at_once_each_with_its_line(tmp_path: Path) -> None:
    found = mistakes(
        tmp_path,
        """\
timezone = "Europe/Pariss"
colour = "red"
lease = "soon"

[[report]]
name = "à la une"
cron = "30 26 * * *"
catchup = "sometimes"
inbox = "inbox"
parameters = [1,
  2]
langage = "fr"

[[report]]
cron = "@daily"
feeds = ["ftp://example.org"]

[[report]]
name = "soir"
cron = "0 18 * * *"
timezone = "Europe/Paris"
attempts = 0
pdf = "yes"
language = "de"
paper = "a5"
start = "2026-03-01"
[[report.deliver]]
channel = "pigeon"
""",
    )
    lines = [(int(told.split(":")[0]), told) for told in found]
    assert [line for line, _ in lines] == [1, 2, 3, 6, 7, 8, 10, 12, 14, 15, 16, 18, 22, 23, 24, 25, 26, 27]
    for line, words in (
        (1, "did you mean 'Europe/Paris'"),
        (2, "unknown key 'colour'"),
        (3, "10m"),
        (7, "bad hour"),
        (8, "skip, latest or all"),
        (12, "did you mean 'language'"),
        (14, "has no name"),
        (15, "0 0 * * *"),
        (16, "no http(s) address"),
        (18, "reads nothing"),
        (22, "from 1 to 20"),
        (24, "fr or en"),
        (27, "channel"),
    ):
        assert words in dict(lines)[line], dict(lines)[line]
    assert all(" - " in told for _, told in lines)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = \n", "1: is not valid TOML"),
        ('a = 1\n\nb = "open\n', "3: is not valid TOML"),
        ("", "1: declares no report"),
        ("report = 3\n", "1: declares no report"),
        (f"{HEAD}{REPORT}{REPORT}", "8: a second report 'matinale', after line 3"),
        (f"{HEAD}{REPORT}[report.retention]\nweeks = 2\n", "7: retention"),
        (f'settings = "none.toml"\n{HEAD}{REPORT}', "1: settings: no such settings file"),
        (f'ledger = "postgresql://u:p@h/x"\n{HEAD}{REPORT}', "1: ledger holds a password"),
        (f'{HEAD}{REPORT}urls = ["https://u:p@example.org"]\n', "7: urls holds an address with a password"),
        (f"{REPORT}", "1: the report has no time zone"),
        (f"{HEAD}{REPORT}start = 2026-02-30\n", "7: is not valid TOML"),
        (f'{HEAD}{REPORT}review = "36h"\n', "7: review cannot be '36h'"),
        (f'{HEAD}{REPORT}review = "90000d"\n', "7: review cannot be '90000d'"),
        (f'{HEAD}{REPORT}review = "7d"\nnotebook = "own.ipynb"\n', "8: notebook is for briefings"),
        (f'{HEAD}{REPORT}review = "7d"\nfiles = ["*.md"]\n', "7: a press review reads one source"),
    ],
)
def test_one_mistake(tmp_path: Path, text: str, words: str) -> None:
    (told,) = mistakes(tmp_path, text)
    assert told.startswith(words)
    assert "u:p" not in told


def test_a_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(ScheduleError, match="no such schedule"):
        load(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes("# a\n# été".encode("latin-1"))
    with pytest.raises(ScheduleError, match=r"latin.toml:2: is not UTF-8"):
        load(tmp_path / "latin.toml")


def test_the_address_may_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESS_BRIEFING_LEDGER", "postgresql://u:p@h/x")
    assert load(written(tmp_path, HEAD + REPORT)).ledger == "postgresql://u:p@h/x"


def test_the_documented_schedule(root: Path, tmp_path: Path) -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", (root / "docs" / "schedules.md").read_text(encoding="utf-8"), re.S)
    (tmp_path / "settings.toml").touch()
    report, weekly = load(written(tmp_path, text)).reports
    assert weekly.review == 7
    keys = set(re.findall(r"^(\w+) =", text, re.M))
    assert keys >= {*values.TOP, *values.REPORT} - {"parameters", "deliver", "retention"}
    assert report.deliver[0]["channel"] == "mail"


def test_lines_of_keys() -> None:
    text = (
        'a = "[b] # no"  # [c]\nlist = [\n  "x = [",\n]\ntext = """\n[[report]]\nname = 1\n"""\n[[report]]\n'
        '"é" = 1\n[report.sub]\nb.c = 2\n[[report.deliver]]\nx = 1\n[[report.deliver]]\n[[report]]\n'
        "[[report.deliver]]\nx = 2\n"
    )
    found = places(text)
    assert found == {
        ("a",): 1,
        ("list",): 2,
        ("text",): 5,
        ("report", 0): 9,
        ("report", 0, "é"): 10,
        ("report", 0, "sub"): 11,
        ("report", 0, "sub", "b", "c"): 12,
        ("report", 0, "deliver", 0): 13,
        ("report", 0, "deliver", 0, "x"): 14,
        ("report", 0, "deliver", 1): 15,
        ("report", 1): 16,
        ("report", 1, "deliver", 0): 17,
        ("report", 1, "deliver", 0, "x"): 18,
    }
    assert line_of(found, ("report", 1, "nowhere", "at all")) == 16


def test_what_it_names_is_looked_up(tmp_path: Path) -> None:
    schedule = load(
        written(
            tmp_path,
            HEAD
            + """
[[report]]
name = "a"
cron = "0 6 * * *"
inbox = "nowhere"
files = ["none.txt", "demo:depart-cedeao", "*.md"]
[report.parameters]
tip = 3
top = "many"
[[report]]
name = "b"
cron = "0 6 * * *"
inbox = "inbox"
notebook = "none.ipynb"
""",
        )
    )
    assert [(each.line, each.what.split(": ", 1)[1].split(" ")[0]) for each in sound(schedule)] == [
        (7, "no"),
        (8, "no"),
        (10, "unknown"),
        (11, "parameter"),
        (16, f"{tmp_path}/none.ipynb:"),
    ]


# --- what is due --------------------------------------------------------------------------------------------------


class Desk:
    """A folder with a schedule, a clock, and a press that makes nothing but says it did."""

    def __init__(self, folder: Path, more: str = "", head: str = HEAD, report: str = REPORT) -> None:
        self.folder, self.now, self.built = folder, MONDAY, []  # type: ignore[var-annotated]
        self.schedule = load(written(folder, head + report + more))
        self.break_: Callable[[ArticleToBrief], None] = lambda piece: None
        self.lock = threading.Lock()

    def article(self, name: str = "a.txt", text: str = "Un article.") -> Path:
        path = self.folder / "inbox" / name
        path.write_text(text, encoding="utf-8")
        return path

    def press(self, schedule: Schedule, report: DeclaredReport, piece: ArticleToBrief) -> Made:
        self.break_(piece)
        with self.lock:
            self.built.append((report.name, Path(piece.origin).name))
        return Made(f"b-{piece.key[:8]}", f"b-{piece.key[:8]}", "Titre", "2026-03-23")

    def call(self, ledger: Ledger, **more: object) -> Call:
        return Call(self.schedule, ledger, runner=self.press, **more)  # type: ignore[arg-type]

    def run(self, now: datetime | None = None) -> list[str]:
        """One call of run-due; each date as `local time state articles`."""
        self.now = now or self.now
        with open_ledger(self.schedule, lambda: self.now) as ledger:
            return [
                f"{done.run.logical_date.astimezone(PARIS):%d %H:%M} {done.run.state} {len(done.articles)}"
                for done in run_due(self.call(ledger))
            ]

    def ledger(self) -> Ledger:
        return open_ledger(self.schedule, lambda: self.now)

    def states(self, name: str = "matinale") -> dict[str, str]:
        with self.ledger() as ledger:
            return {f"{moment.astimezone(PARIS):%d %H:%M}": state for moment, state in ledger.dates_seen(name).items()}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_due_once(desk: Desk) -> None:
    desk.article()
    assert desk.run(MONDAY - MINUTE) == ["22 06:30 completed 1"]  # new to the ledger: the last date is due
    assert desk.run(MONDAY) == ["23 06:30 completed 0"]  # the article was briefed
    assert desk.run(MONDAY) == desk.run(MONDAY + 23 * HOUR) == []
    desk.article("b.txt", "Un autre.")
    desk.article("c.txt", "Un article.")  # the same article under another name
    assert desk.run(MONDAY + DAY) == ["24 06:30 completed 1"]
    assert desk.built == [("matinale", "a.txt"), ("matinale", "b.txt")]


def test_a_start_bounds_what_is_due(tmp_path: Path) -> None:
    desk = Desk(tmp_path, 'start = 2026-03-21\ncatchup = "all"\n')
    assert desk.run(MONDAY - 5 * DAY) == []
    assert desk.run(MONDAY) == ["21 06:30 completed 0", "22 06:30 completed 0", "23 06:30 completed 0"]


@pytest.mark.parametrize(
    ("catchup", "run", "missed"),
    [
        ("skip", [], ["24 06:30", "25 06:30", "26 06:30"]),
        ("latest", ["26 06:30 completed 0"], ["24 06:30", "25 06:30"]),
        ("all", ["24 06:30 completed 0", "25 06:30 completed 0", "26 06:30 completed 0"], []),
    ],
)
def test_catching_up(tmp_path: Path, catchup: str, run: list[str], missed: list[str]) -> None:
    desk = Desk(tmp_path, f'catchup = "{catchup}"\n')
    desk.run()
    assert desk.run(MONDAY + 3 * DAY + 2 * HOUR) == run
    assert [moment for moment, state in sorted(desk.states().items()) if state == "missed"] == missed
    assert desk.run() == []
    with desk.ledger() as ledger:
        assert all(catchup in run.error for run in ledger.runs(states=("missed",)))


def test_skip_runs_what_is_fresh(tmp_path: Path) -> None:
    desk = Desk(tmp_path, 'catchup = "skip"\ngrace = "30m"\n')
    assert desk.run(MONDAY + 29 * MINUTE) == ["23 06:30 completed 0"]
    assert desk.run(MONDAY + DAY + 31 * MINUTE) == []
    assert desk.states()["24 06:30"] == "missed"


def test_through_a_clock_change(tmp_path: Path) -> None:
    """Asked every half hour through both nights: 02:30 is run once, whatever the wall clock shows."""
    desk = Desk(tmp_path, report=REPORT.replace("30 6", "30 2"))
    ran = []
    for day in (datetime(2026, 3, 28, 20, tzinfo=UTC), datetime(2026, 10, 24, 20, tzinfo=UTC)):
        for number in range(20):
            ran += desk.run(day + number * 30 * MINUTE)
    assert ran == ["28 02:30 completed 0", "29 03:00 completed 0", "24 02:30 completed 0", "25 02:30 completed 0"]


def test_the_clock_set_back_and_forward(desk: Desk) -> None:
    desk.run(MONDAY - DAY)
    assert desk.run(MONDAY) == ["23 06:30 completed 0"]
    assert desk.run(MONDAY - 3 * HOUR) == []
    assert desk.run(MONDAY + MINUTE) == []
    assert desk.run(MONDAY + 300 * DAY)  # a wrong clock, then mended
    assert desk.states()["24 06:30"] == "missed"
    desk.article()
    assert desk.run(MONDAY + DAY) == ["24 06:30 completed 1"]  # nobody can have missed it yet
    assert desk.run(MONDAY + DAY) == desk.run(MONDAY + DAY + HOUR) == []
    assert desk.run(MONDAY + 2 * DAY) == ["25 06:30 completed 0"]


def test_a_retry_does_not_wait_for_the_hour_of_a_wrong_clock(tmp_path: Path) -> None:
    """Tried at an hour that was ahead, the same date is tried again when the clock is right, not hours later."""
    desk = Desk(tmp_path)
    desk.article()
    desk.break_ = lambda piece: (_ for _ in ()).throw(OutputError("No space left on device"))
    assert desk.run(MONDAY + 20 * HOUR) == ["23 06:30 failed 1"]
    desk.break_ = lambda piece: None
    assert desk.run(MONDAY + MINUTE) == ["23 06:30 completed 1"]
    assert desk.run(MONDAY + 21 * HOUR) == []


def test_another_zone(tmp_path: Path) -> None:
    desk = Desk(tmp_path, 'timezone = "America/New_York"\n')
    with desk.ledger() as ledger:
        assert due(desk.schedule.reports[0], ledger).run == (datetime(2026, 3, 22, 10, 30, tzinfo=UTC),)


# --- what goes wrong ----------------------------------------------------------------------------------------------


def broken(name: str, error: Exception) -> Callable[[ArticleToBrief], None]:
    def break_(piece: ArticleToBrief) -> None:
        if Path(piece.origin).name == name:
            raise error

    return break_


def test_a_bad_article_stops_no_other_and_is_given_up(desk: Desk) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        desk.article(name, name)
    desk.break_ = broken("b.txt", RunError("the notebook ended as timeout in cell 3: too long", where="n"))
    assert desk.run() == ["23 06:30 failed 3"]
    assert [name for _, name in desk.built] == ["a.txt", "c.txt"]
    assert desk.run() == []  # not at once
    for wait in (5 * MINUTE, 10 * MINUTE):
        assert desk.run(desk.now + wait) == ["23 06:30 failed 1"]
    assert desk.run(desk.now + 12 * HOUR) == []  # three attempts
    assert desk.run(MONDAY + DAY) == ["24 06:30 completed 0"]
    with desk.ledger() as ledger:
        (bad,) = ledger.runs(states=("timeout",))
        assert (bad.attempt, bad.retry_at, bad.source.endswith("b.txt")) == (3, None, True)
    desk.break_ = lambda piece: None
    desk.article("b.txt", "mended")
    assert desk.run(MONDAY + 2 * DAY) == ["25 06:30 completed 1"]


def test_an_article_that_is_bad_by_a_newer_date(desk: Desk) -> None:
    """Attempts count over dates: an hourly report does not try a hopeless article for ever."""
    desk.article()
    desk.break_ = broken("a.txt", RunError("the notebook ended as failed in cell 3: x"))
    ran = [desk.run(MONDAY + number * DAY) for number in range(5)]
    assert ran == [
        ["23 06:30 failed 1"],
        ["24 06:30 failed 1"],
        ["25 06:30 failed 1"],
        ["26 06:30 completed 0"],
        ["27 06:30 completed 0"],
    ]


def test_a_full_disk_is_no_fault_of_the_article(desk: Desk) -> None:
    desk.article("a.txt", "a")
    desk.article("b.txt", "b")
    desk.break_ = broken("a.txt", OSError(errno.ENOSPC, "No space left on device"))
    assert desk.run() == ["23 06:30 failed 1"]  # the next one would fail too
    tried = 1
    for number in range(1, 23 * 4):
        tried += bool(desk.run(MONDAY + number * 15 * MINUTE))
    assert 20 < tried < 30  # each hour in the end, but for long
    desk.break_ = lambda piece: None
    assert desk.run(MONDAY + DAY - MINUTE) == ["23 06:30 completed 2"]


def test_every_date_is_caught_up_where_all_are_wanted(tmp_path: Path) -> None:
    desk = Desk(tmp_path, 'catchup = "all"\n')
    (tmp_path / "inbox").rmdir()
    assert desk.run() == ["23 06:30 failed 0"]
    assert desk.run(MONDAY + DAY) == ["23 06:30 failed 0", "24 06:30 failed 0"]
    (tmp_path / "inbox").mkdir()
    assert desk.run(MONDAY + DAY + HOUR) == ["23 06:30 completed 0", "24 06:30 completed 0"]


def test_a_newer_date_takes_the_place_of_a_failed_one(desk: Desk) -> None:
    (desk.folder / "inbox").rmdir()
    assert desk.run() == ["23 06:30 failed 0"]
    with desk.ledger() as ledger:
        assert "no such folder" in ledger.runs()[0].error
    (desk.folder / "inbox").mkdir()
    assert desk.run(MONDAY + DAY) == ["24 06:30 completed 0"]
    assert desk.run() == []


def test_one_source_that_fails_stops_no_other(tmp_path: Path) -> None:
    desk = Desk(tmp_path, 'files = ["none.txt"]\n')
    desk.article()
    assert desk.run() == ["23 06:30 failed 1"]
    assert desk.built == [("matinale", "a.txt")]


def test_one_report_that_fails_stops_no_other(tmp_path: Path) -> None:
    desk = Desk(tmp_path, REPORT.replace("matinale", "soir").replace('"inbox"', '"autre"'))
    desk.article()
    assert desk.run() == ["23 06:30 completed 1", "23 06:30 failed 0"]


def test_a_bug_leaves_a_row(desk: Desk) -> None:
    desk.article()
    desk.break_ = broken("a.txt", KeyError("x"))
    assert desk.run() == ["23 06:30 failed 1"]
    with desk.ledger() as ledger:
        assert "KeyError: 'x'" in ledger.runs(states=("failed",))[0].error


def test_ctrl_c_leaves_the_rest_for_the_next_call(desk: Desk) -> None:
    desk.article("a.txt", "a")
    desk.article("b.txt", "b")
    desk.break_ = broken("b.txt", KeyboardInterrupt())  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        desk.run()
    desk.break_ = lambda piece: None
    assert desk.run() == ["23 06:30 completed 1"]
    assert [name for _, name in desk.built] == ["a.txt", "b.txt"]


def test_told_to_stop(desk: Desk) -> None:
    for name in ("a.txt", "b.txt"):
        desk.article(name, name)
    stop = threading.Event()
    desk.break_ = lambda piece: stop.set()
    with desk.ledger() as ledger:
        (done,) = run_due(desk.call(ledger, stop=stop))
    assert (done.run.state, len(done.articles), done.run.error) == ("failed", 1, "was told to stop")
    assert desk.run() == ["23 06:30 completed 1"]


def test_told_to_stop_it_leaves_deliveries_to_the_next_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mail server may take its time; that the site is behind is written down."""
    from press_briefing.service.site import outdated

    desk, sent = Desk(tmp_path, head=HEAD.replace("site = false\n", "")), []
    monkeypatch.setattr(
        "press_briefing.service.schedule.after.After.deliver",
        lambda self, report, run: sent.append(run.key) or self.ledger.settle_run(run),
    )
    desk.article()
    stop = threading.Event()
    desk.break_ = lambda piece: stop.set()
    with desk.ledger() as ledger:
        (done,) = run_due(desk.call(ledger, stop=stop))
    assert (done.articles[0].state, sent) == ("completed", [])
    assert outdated(desk.schedule.out)
    monkeypatch.setattr("press_briefing.service.site.rebuild", lambda *_: None)
    assert desk.run() == []
    assert done.articles[0].key in sent


@pytest.mark.parametrize(
    ("error", "state", "elsewhere"),
    [
        (RunError("the notebook ended as timeout in cell 2: x", where="n", cure="c"), "timeout", False),
        (RunError("the notebook ended as killed in cell ?: x"), "killed", False),
        (
            RunError("the notebook ended as failed in cell 1: OSError: [Errno 28] No space left on device"),
            "failed",
            True,
        ),
        (OutputError("cannot be written", where="reports"), "failed", True),
        (OSError(errno.EIO, "x"), "failed", True),
        (OSError(errno.ENAMETOOLONG, "x"), "failed", False),
        (MemoryError(), "failed", False),
        (ValueError("x"), "failed", False),
    ],
)
def test_how_a_run_ended(error: Exception, state: str, elsewhere: bool) -> None:
    told = failure(failing.failure(error, "building its briefing"))
    assert (told.state, told.elsewhere) == (state, elsewhere)


# --- several callers, and those that die --------------------------------------------------------------------------


def test_callers_at_once_do_not_double_a_run(desk: Desk) -> None:
    for number in range(5):
        desk.article(f"{number}.txt", str(number))
    gate = threading.Barrier(4)
    desk.break_ = lambda piece: time.sleep(0.01)

    def call(_: int) -> list[str]:
        gate.wait()
        return desk.run()

    with ThreadPoolExecutor(4) as pool:
        ran = list(pool.map(call, range(4)))
    assert sorted(map(len, ran)) == [0, 0, 0, 1]
    assert sorted(name for _, name in desk.built) == [f"{number}.txt" for number in range(5)]


def test_machines_that_share_a_database(tmp_path: Path) -> None:
    """Each has a disk of its own; the ledger in PostgreSQL says who runs what."""
    if postgres.reason_against():
        pytest.skip(postgres.reason_against())
    with postgres.server() as address, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESS_BRIEFING_LEDGER", postgres.new_database(address, "shared"))
        for number in range(3):
            (tmp_path / str(number)).mkdir()
        desks = [Desk(tmp_path / str(number)) for number in range(3)]
        for number, desk in enumerate(desks * 2):
            desk.article(f"{number // 3}.txt", f"article {number // 3}")
        gate = threading.Barrier(3)

        def call(desk: Desk) -> list[str]:
            gate.wait()
            return desk.run()

        with ThreadPoolExecutor(3) as pool:
            ran = list(pool.map(call, desks))
    assert sorted(map(len, ran)) == [0, 0, 1]
    assert sorted(name for desk in desks for _, name in desk.built) == ["0.txt", "1.txt"]


CRASH = """
import sys
sys.path[:0] = {tests!r}
from pathlib import Path
import time
from test_schedule import Desk
desk = Desk(Path({folder!r}))
def hang(piece):
    if piece.origin.endswith("b.txt"):
        print("in it", flush=True)
        time.sleep(600)
desk.break_ = hang
desk.run()
"""


def test_a_killed_process_is_seen_and_its_work_done_once(desk: Desk) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        desk.article(name, name)
    code = CRASH.format(tests=[str(Path(__file__).parent), str(Path(__file__).parents[1])], folder=str(desk.folder))
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "in it\n"
    assert desk.run() == []  # it lives
    process.send_signal(signal.SIGKILL)
    process.wait(20)
    process.stdout.close()
    assert desk.run(MONDAY + 9 * MINUTE) == []  # nobody can know yet
    assert desk.states() == {"23 06:30": "running"}
    assert desk.run(MONDAY + 11 * MINUTE) == ["23 06:30 completed 2"]
    assert [name for _, name in desk.built] == ["b.txt", "c.txt"]  # a.txt was made by the dead one
    with desk.ledger() as ledger:
        assert {Path(run.source).name: run.attempt for run in ledger.runs() if run.key} == {
            "a.txt": 1,
            "b.txt": 2,
            "c.txt": 1,
        }


def test_who_slept_past_its_lease_stops(desk: Desk) -> None:
    desk.article("a.txt", "a")
    desk.article("b.txt", "b")
    other: list[str] = []

    def sleep(piece: ArticleToBrief) -> None:
        if piece.origin.endswith("a.txt") and not other:
            other.append("…")
            other[:] = desk.run(MONDAY + HOUR)

    desk.break_ = sleep
    assert desk.run() == []
    assert other == ["23 06:30 completed 2"]
    assert sorted(name for _, name in desk.built) == ["a.txt", "a.txt", "b.txt"]
    with desk.ledger() as ledger:
        assert {run.state for run in ledger.runs()} == {"completed"}


def test_a_ledger_that_fails_stops_the_call(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.article()
    monkeypatch.setattr(Ledger, "finish", lambda *_, **__: (_ for _ in ()).throw(LedgerError("disk is full")))
    with pytest.raises(LedgerError):
        desk.run()
    monkeypatch.undo()
    assert desk.run(MONDAY + HOUR) == ["23 06:30 completed 1"]


# --- what follows -------------------------------------------------------------------------------------------------


FOLDER = '[[report.deliver]]\nchannel = "folder"\nurl = "{}"\n'


def printed(desk: Desk) -> None:
    """Let the desk's press make small folders of the shape of a briefing."""
    from press_briefing.report import manifest

    def press(schedule: Schedule, report: DeclaredReport, piece: ArticleToBrief) -> Made:
        desk.break_(piece)
        name = f"{Path(piece.origin).stem}-{piece.key[:8]}"
        folder = schedule.out / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "briefing.html").write_text("<title>T</title>", encoding="utf-8")
        told = {
            "schema": manifest.SCHEMA,
            "briefing": name,
            "state": "completed",
            "parameters": {"language": "fr"},
            "article": {
                "title": name,
                "sha256": piece.input_hash,
                "published": {"value": "2026-03-23", "certainty": "given"},
            },
            "capture": {"name": "a.txt"},
        }
        (folder / "manifest.json").write_bytes(manifest.dump(manifest.with_outputs(told, folder)))
        (folder / "run.json").write_bytes(manifest.dump({"started": desk.now.timestamp(), "state": "completed"}))
        return Made(name, name, name, "2026-03-23")

    desk.press = press  # type: ignore[method-assign]


def test_delivered_once_also_after_a_crash_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from press_briefing.service import post

    there = tmp_path / "there"
    desk = Desk(tmp_path, FOLDER.format(there))
    printed(desk)
    desk.article()
    calls: list[str] = []
    deliver = post.deliver

    def dies(*args: object, **options: object) -> object:
        calls.append("deliver")
        if len(calls) == 1:
            raise SystemExit  # between the briefing's row and its delivery
        return deliver(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(post, "deliver", dies)
    with pytest.raises(SystemExit):
        desk.run()
    assert desk.run(MONDAY + HOUR) == ["23 06:30 completed 0"]
    assert [path.parent.name[:2] for path in there.rglob("briefing.html")] == ["a-"]
    desk.run(MONDAY + 2 * HOUR)
    assert len(calls) == 2
    with desk.ledger() as ledger:
        assert [row.state for row in ledger.deliveries()] == ["sent"]


def test_a_delivery_with_a_bug_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from press_briefing.service import post

    desk = Desk(tmp_path, FOLDER.format(tmp_path / "there"))
    printed(desk)
    desk.article()
    deliver = post.deliver
    monkeypatch.setattr(post, "deliver", lambda *_, **__: {}["x"])
    with desk.ledger() as ledger:
        call = desk.call(ledger)
        assert [done.run.state for done in run_due(call)] == ["completed"]
        assert "KeyError" in call.after.problems[0]
    monkeypatch.setattr(post, "deliver", deliver)
    desk.run()
    with desk.ledger() as ledger:
        assert [row.state for row in ledger.deliveries()] == ["sent"]


def test_site_and_retention(tmp_path: Path) -> None:
    """What retention removed goes with its rows, and is not made again though it still lies in the inbox."""
    desk = Desk(tmp_path, "[report.retention]\ncount = 1\n", head='timezone = "Europe/Paris"\n')
    printed(desk)
    for day in range(3):
        desk.article(f"{day}.txt", str(day))
        assert desk.run(MONDAY + day * DAY) == [f"{23 + day} 06:30 completed 1"]
    assert [path.name[0] for path in (tmp_path / "reports").glob("?-*")] == ["2"]
    assert (tmp_path / "reports" / "index.html").is_file()
    assert desk.run(MONDAY + 3 * DAY) == ["26 06:30 completed 0"]


# --- by hand ------------------------------------------------------------------------------------------------------


def test_a_run_by_hand_does_not_stand_for_a_date(desk: Desk) -> None:
    desk.run(MONDAY)
    desk.article()
    desk.now = MONDAY + DAY + HOUR
    with desk.ledger() as ledger:
        (done,) = run_dates(desk.call(ledger), desk.schedule.reports[0], [desk.now], key=BY_HAND)
    assert len(done.articles) == 1
    assert desk.run() == ["24 06:30 completed 0"]  # the date before it was not forgotten


def test_backfill(desk: Desk) -> None:
    desk.article()
    desk.run(MONDAY)
    desk.break_ = broken("b.txt", RunError("the notebook ended as failed in cell 1: x"))
    desk.article("b.txt", "b")
    desk.run(MONDAY + 2 * DAY)
    desk.now = MONDAY + 2 * DAY + HOUR
    report = desk.schedule.reports[0]
    window = (MONDAY - 2 * DAY, MONDAY + 9 * DAY)
    with desk.ledger() as ledger:
        for reprocess, run in (("none", "21 22 24"), ("failed", "21 22 24 25"), ("completed", "21 22 23 24 25")):
            planned = plan(report, ledger, *window, reprocess)
            assert " ".join(f"{each.moment:%d}" for each in planned if each.runs) == run
        assert [each.state for each in planned] == ["never run", "never run", "completed", "missed", "failed"]
        desk.break_ = lambda piece: None
        desk.built.clear()
        done = backfill(desk.call(ledger), report, plan(report, ledger, *window, "completed"), "completed")
        assert [each.run.state for each in done] == ["completed"] * 5
        assert sorted(name for _, name in desk.built) == ["a.txt", "b.txt"]
        with pytest.raises(UsageError, match="before --from"):
            plan(report, ledger, MONDAY, MONDAY - DAY, "none")


def test_what_retention_removed_is_not_run_again(desk: Desk) -> None:
    desk.article()
    desk.run()
    with desk.ledger() as ledger:
        ledger.delete([run.id for run in ledger.runs()])
    assert desk.run() == []
    assert desk.run(MONDAY + DAY) == ["24 06:30 completed 0"]


# --- sources ------------------------------------------------------------------------------------------------------


def test_keys_change_with_input_and_parameters(desk: Desk, tmp_path: Path) -> None:
    desk.article()
    report, settings = desk.schedule.reports[0], desk.schedule.settings
    (first,) = reading.gather(report, settings, MONDAY).pieces
    other = Desk(tmp_path / "other", "parameters = { top = 3 }\n") if (tmp_path / "other").mkdir() is None else desk
    other.article()
    (second,) = reading.gather(other.schedule.reports[0], settings, MONDAY).pieces
    assert (first.input_hash == second.input_hash, first.key == second.key) == (True, False)
    desk.article(text="Autre")
    assert reading.gather(report, settings, MONDAY).pieces[0].input_hash != first.input_hash


def test_the_days_of_a_review(tmp_path: Path) -> None:
    """Those before the logical date, on the clock of its readers; one review a date, whatever the inbox holds."""
    desk = Desk(tmp_path, 'review = "7d"\n', report=REPORT.replace("30 6", "30 0"))
    desk.article()
    desk.article("b.txt", "Un autre.")
    report, monday = desk.schedule.reports[0], datetime(2026, 3, 22, 23, 30, tzinfo=UTC)  # Monday in Paris
    (piece,) = reading.gather(report, desk.schedule.settings, monday).pieces
    assert piece.period == (date(2026, 3, 16), date(2026, 3, 22))
    (later,) = reading.gather(report, desk.schedule.settings, monday + DAY).pieces
    assert later.key != piece.key
    assert desk.run(MONDAY) == ["23 00:30 completed 1"]
    assert desk.built == [("matinale", "inbox")]
    assert desk.run(MONDAY) == []


def test_a_review_is_made_and_what_it_read_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real thing: three articles, two of the week; the next week reads only what is new."""
    desk = Desk(tmp_path, 'review = "7d"\npdf = false\n')
    for day, name in ((17, "a"), (20, "b"), (5, "c")):
        text = f"Bamako, {day} mars 2026\n\nLe ministre a annoncé un accord à Bamako. Les routes restent fermées."
        path = desk.article(f"{name}.md", f"---\ndate: 2026-03-{day:02}\n---\n# Titre {name}\n\n{text}\n")
        assert path.exists()
    for moment, read in ((MONDAY, 2), (MONDAY + DAY, 2), (MONDAY + 2 * DAY, 1)):
        with open_ledger(desk.schedule, lambda moment=moment: moment) as ledger:  # type: ignore[misc]
            (done,) = run_due(Call(desk.schedule, ledger))
        assert not done.bad, done.run.error
        (article,) = done.articles
        told = json.loads((desk.schedule.out / article.folder / "manifest.json").read_text(encoding="utf-8"))
        assert told["articles"]["read"] == read
        assert article.title == told["title"]
        assert article.article_date == told["parameters"]["until"]
        content = read_content(desk.schedule.out / article.folder)
        assert (content.articles, content.counts[0]) == (read, (str(read), "articles"))
        analyses = "press_briefing.corpus.review.gather.write_unit"
        monkeypatch.setattr(analyses, lambda *_: pytest.fail("an article was analysed again"))
    assert (desk.schedule.out / ".reviews" / "matinale" / "dataset.json").exists()


def test_what_is_being_written_is_waited_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SETTLED", 0.5)
    path = desk.article(text="La moitié d’un")
    writer = threading.Timer(0.2, lambda: path.write_text("Un article entier.", encoding="utf-8"))
    writer.start()
    (piece,) = reading.gather(desk.schedule.reports[0], desk.schedule.settings, MONDAY).pieces
    writer.join()
    assert piece.capture
    assert piece.capture.data.decode() == "Un article entier."


def test_hidden_and_half_loaded_files_are_left(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    for name in (".a.txt", "a.txt.part", "a.crdownload", "b~"):
        desk.article(name)
    assert reading.gather(desk.schedule.reports[0], desk.schedule.settings, MONDAY).pieces == ()
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == 3
    assert all("passed over" in line and "not finished" in line for line in told)


def test_a_picture_is_named_and_a_mail_is_an_article(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.article("photo.png")
    desk.article("lettre.eml", text="MIME-Version: 1.0\nFrom: a@example.org\nSubject: Le pont\n\nLe pont a rouvert.\n")
    report = desk.schedule.reports[0]
    (piece,) = reading.gather(report, desk.schedule.settings, MONDAY).pieces
    assert Path(piece.origin).name == "lettre.eml#1"
    assert "photo.png" in caplog.text
    assert "is a picture" in caplog.text


def test_a_page_is_told_by_its_article_not_by_what_stands_around() -> None:
    from press_briefing.capture.read import Capture
    from press_briefing.model.settings import Settings

    body = "<p>Le ministre a annoncé mardi que la route serait rouverte avant la fin du mois de mars.</p>" * 3
    page = (
        "<html><head><title>La route</title></head><body><article><h1>La route</h1>{}</article><i>{}</i></body></html>"
    )
    hashes = {
        reading.input_hash(
            Capture("p.html", page.format(body, f"visite {number}").encode(), "https://example.org/p"), Settings()
        )
        for number in (1, 2)
    }
    assert len(hashes) == 1
    assert (
        len(
            {
                reading.input_hash(Capture("p.html", page.format(body, number).encode(), "p.html"), Settings())
                for number in (1, 2)
            }
        )
        == 2
    )


# --- the server ---------------------------------------------------------------------------------------------------


def test_the_server_wakes_at_our_times(desk: Desk) -> None:
    times = serving.Times(lambda: desk.schedule)
    night = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)
    first = times.get_next_fire_time(None, night)
    assert first == datetime(2026, 3, 29, 4, 30, tzinfo=UTC)
    assert times.get_next_fire_time(first, first) == first + DAY
    assert serving.JOB_DEFAULTS == {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}


def test_a_schedule_edited_while_served(desk: Desk) -> None:
    told: list[str] = []
    current = serving.LatestSchedule(desk.schedule.path, told.append)
    assert [report.name for report in current().reports] == ["matinale"]
    written(desk.folder, HEAD + "nonsense = 1\n" + REPORT)
    os.utime(desk.schedule.path, ns=(1, 1))
    assert [report.name for report in current().reports] == ["matinale"]
    assert "unknown key 'nonsense'" in told[0]
    written(desk.folder, HEAD + REPORT.replace("matinale", "soir"))
    os.utime(desk.schedule.path, ns=(2, 2))
    assert [report.name for report in current().reports] == ["soir"]
    assert len(told) == 1


@pytest.fixture
def served(desk: Desk) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen(
        [sys.executable, "-m", "press_briefing", "schedule", "serve", "--schedule", str(desk.schedule.path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.wait(20)


def test_serving_until_sigterm(desk: Desk, served: subprocess.Popen) -> None:
    """At its start it runs what is due; SIGTERM ends it, cleanly."""
    assert served.stdout is not None
    assert "matinale" in served.stdout.readline()
    served.terminate()
    _, err = served.communicate(timeout=60)
    assert served.returncode == 0, err
    assert err.strip().endswith("press-briefing: stopped")
    assert list(desk.states().values()) == ["completed"]


# --- the command --------------------------------------------------------------------------------------------------


@pytest.fixture
def command(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """`command("list")` -> exit code, stdout, stderr, with the desk's schedule."""
    from press_briefing.cli import main

    def command(*words: str, now: datetime | None = MONDAY) -> tuple[int, str, str]:
        more = ["--now", now.isoformat()] if now and "check" not in words else []
        with pytest.raises(SystemExit) as ended:
            main([*words, "--schedule", str(desk.schedule.path), *more])
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return command


def test_the_commands(desk: Desk, command: Callable[..., tuple[int, str, str]]) -> None:
    assert command("schedule", "check") == (0, f"{desk.schedule.path}: 1 report, no mistake\n", "")
    assert command("run-due") == (0, "matinale 2026-03-23 06:30 CET: completed, nothing new\n", "")
    assert command("run-due") == (0, "", "")
    assert re.split(" {2,}", command("schedule", "list")[1].splitlines()[1]) == [
        "matinale",
        "30 6 * * *",
        "Europe/Paris",
        "latest",
        "2026-03-23 06:30 CET",
        "completed",
        "2026-03-24 06:30 CET",
    ]
    assert command("schedule", "next", "--count", "1")[1].splitlines()[1].endswith("2026-03-24 05:30")
    assert command("schedule", "run", "matinale", now=MONDAY + HOUR)[1].startswith("matinale 2026-03-23 07:30 CET")
    window = ("backfill", "matinale", "--from", "2026-03-22", "--to", "2026-03-23")
    code, out, _ = command("schedule", *window, "--dry-run")
    assert (code, [line.split()[-1] for line in out.splitlines()[1:]]) == (0, ["run", "left"])
    assert "2026-03-22 06:30 CET: completed" in command("schedule", *window)[1]


def test_what_went_wrong_is_told_and_the_exit_code_says_so(
    desk: Desk, command: Callable[..., tuple[int, str, str]]
) -> None:
    (desk.folder / "inbox").rmdir()
    code, out, err = command("run-due")
    assert (code, "failed, nothing new" in out, "ended badly" in err) == (1, True, True)
    code, _, err = command("schedule", "check")
    assert (code, f"{desk.schedule.path}:6: report 'matinale': no such folder" in err) == (2, True)
    written(desk.folder, "a = 1\nb = 2\n" + REPORT)
    code, _, err = command("run-due")
    assert (code, [line.split(":")[2] for line in err.splitlines()[:3]]) == (2, ["1", "2", "3"])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("schedule", "run", "soir"), "no report 'soir'"),
        (("schedule", "backfill", "matinale", "--from", "hier", "--to", "2026-03-23"), "'hier' is no date"),
    ],
)
def test_wrong_requests(command: Callable[..., tuple[int, str, str]], words: tuple[str, ...], told: str) -> None:
    code, _, err = command(*words)
    assert (code, told in err) == (2, True)


def test_settings_error_is_ours() -> None:
    assert issubclass(ScheduleError, UsageError)
    assert not issubclass(ScheduleError, SettingsError)
