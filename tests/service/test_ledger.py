"""The ledger: claimed once, seen when its holder dies, the same on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import itertools
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

import postgres
from press_briefing.service.ledger import Delivery, LeaseLost, Ledger, LedgerError, Run, default_url
from press_briefing.service.ledger.schema import HEAD, METADATA, VERSION_TABLE

DAY = datetime(2026, 3, 29, 4, 30, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
_number = itertools.count()


class Clock:
    """A clock that stands still until it is told to move."""

    def __init__(self, now: datetime = DAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    reason = postgres.reason_against()
    if reason:
        pytest.skip(reason)
    with postgres.server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty ledger."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    return postgres.new_database(request.getfixturevalue("server"), f"ledger{next(_number)}")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(address: str, clock: Clock) -> Iterator[Ledger]:
    with Ledger.open(address, clock=clock) as opened:
        yield opened


def claimed(ledger: Ledger, report: str = "matinale", key: str = "", **options: object) -> Run:
    run = ledger.claim(report, DAY, key, **options)  # type: ignore[arg-type]
    assert run is not None
    return run


def test_a_run_is_had_once(ledger: Ledger) -> None:
    run = claimed(ledger, input_hash="ab", source="inbox/été.txt")
    assert (run.state, run.attempt, run.logical_date, run.source) == ("running", 1, DAY, "inbox/été.txt")
    assert ledger.claim("matinale", DAY) is None
    done = ledger.finish(run, "completed", briefing_id="a-1", folder="a-1", title="L’été")
    assert (done.state, done.title, done.finished) == ("completed", "L’été", DAY)
    assert ledger.claim("matinale", DAY) is None
    assert ledger.run(run.id) == done


def test_of_many_at_once_one_gets_it(address: str) -> None:
    """Real connections, real contention: eight callers, ten runs, each had by one."""
    ledgers = [Ledger.open(address) for _ in range(8)]
    gate = threading.Barrier(8)

    def take(ledger: Ledger) -> list[datetime]:
        gate.wait()
        had = [ledger.claim("matinale", DAY + number * HOUR) for number in range(10)]
        return [run.logical_date for run in had if run]

    with ThreadPoolExecutor(8) as pool:
        taken = sorted(itertools.chain.from_iterable(pool.map(take, ledgers)))
    for ledger in ledgers:
        ledger.close()
    assert taken == [DAY + number * HOUR for number in range(10)]


def test_one_logical_date_of_a_report_at_a_time(address: str) -> None:
    """Two dates of one report share its inbox: while one is held nobody gets the other."""
    ledgers = [Ledger.open(address) for _ in range(6)]
    gate = threading.Barrier(6)

    def take(number: int) -> Run | None:
        gate.wait()
        return ledgers[number].claim("matinale", DAY + number * HOUR, alone=True)

    with ThreadPoolExecutor(6) as pool:
        had = [run for run in pool.map(take, range(6)) if run]
    assert len(had) == 1
    assert ledgers[0].claim("soir", DAY, alone=True) is not None
    ledgers[0].finish(had[0], "completed")
    assert ledgers[0].claim("matinale", DAY + 9 * HOUR, alone=True) is not None
    for ledger in ledgers:
        ledger.close()


def test_a_silent_run_is_taken_over_up_to_its_attempts(ledger: Ledger, clock: Clock) -> None:
    run = claimed(ledger)
    clock.now += 9 * MINUTE
    ledger.beat(run)
    clock.now += 9 * MINUTE
    assert ledger.claim("matinale", DAY) is None  # its last beat is nine minutes old
    for attempt in (2, 3):
        clock.now += 11 * MINUTE
        again = claimed(ledger)
        assert again.attempt == attempt
    clock.now += 11 * MINUTE
    assert ledger.claim("matinale", DAY) is None
    assert [(dead.state, dead.attempt, dead.retry_at) for dead in ledger.reap("matinale")] == [("killed", 3, None)]


def test_who_was_taken_for_dead_cannot_write(ledger: Ledger, clock: Clock) -> None:
    asleep = claimed(ledger)
    clock.now += HOUR
    other = claimed(ledger)
    for act in (lambda: ledger.beat(asleep), lambda: ledger.finish(asleep, "completed")):
        with pytest.raises(LeaseLost, match="taken over"):
            act()
    assert ledger.finish(other, "completed").attempt == 2


def test_reaping(ledger: Ledger, clock: Clock) -> None:
    claimed(ledger)
    assert ledger.reap("matinale") == []
    clock.now += HOUR
    assert ledger.reap("soir") == []
    (dead,) = ledger.reap("matinale")
    assert (dead.state, dead.retry_at) == ("killed", clock.now)
    assert "silent" in dead.error
    assert claimed(ledger).attempt == 2


def test_the_clock_set_back(ledger: Ledger, clock: Clock) -> None:
    """A beat from the future: a living holder keeps its run, a dead one is seen one lease later, not hours later."""
    living, dead = claimed(ledger, key="living"), claimed(ledger, key="dead")
    clock.now -= 5 * HOUR
    assert ledger.reap("matinale") == []
    for _ in range(3):
        clock.now += 4 * MINUTE
        ledger.beat(living)
        assert ledger.claim("matinale", DAY, "living") is None
    assert [run.id for run in ledger.reap("matinale")] == [dead.id]


def test_a_bad_end_is_tried_again_when_told(ledger: Ledger, clock: Clock) -> None:
    ledger.finish(claimed(ledger), "failed", error="no\nroute", retry_at=clock.now + HOUR)
    assert (ledger.claim("matinale", DAY), ledger.to_retry("matinale")) == (None, [])
    clock.now += HOUR
    assert [(run.error, run.state) for run in ledger.to_retry("matinale")] == [("no route", "failed")]
    ledger.finish(claimed(ledger), "timeout")
    clock.now += HOUR
    assert ledger.claim("matinale", DAY) is None
    assert ledger.keys_given_up("matinale", [""]) == {""}
    assert ledger.tries("matinale", "") == 2
    assert claimed(ledger, again=("timeout",)).attempt == 3


def test_missed_ones_are_written_down_once(ledger: Ledger) -> None:
    dates = [DAY, DAY + HOUR]
    claimed(ledger)
    assert [run.logical_date for run in ledger.record("matinale", dates, error="nobody")] == [DAY + HOUR]
    assert ledger.record("matinale", dates) == []
    assert ledger.dates_seen("matinale") == {DAY: "running", DAY + HOUR: "missed"}
    assert ledger.unsettled("matinale") == []
    (told,) = ledger.record("matinale", [DAY + 2 * HOUR], settled=False)
    assert ledger.unsettled("matinale") == [told]
    ledger.delete([told.id])
    assert ledger.dates_seen("matinale", since=DAY + HOUR) == {DAY + HOUR: "missed", DAY + 2 * HOUR: "removed"}


def test_what_was_removed_is_not_run_again(ledger: Ledger) -> None:
    run = ledger.finish(claimed(ledger, key="k"), "completed", folder="a")
    ledger.prepare(run.id, "mail", "a@example.org", "<1@x>")
    held = claimed(ledger)
    assert ledger.delete([run.id, held.id]) == 1  # who runs stays
    assert ledger.deliveries() == []
    assert [row.id for row in ledger.runs()] == [held.id]
    assert ledger.keys_done("matinale", ["k", "other"]) == {"k"}
    assert ledger.claim("matinale", DAY, "k", again=("completed",)) is None
    assert ledger.delete([run.id]) == 0


def test_ids_are_never_given_twice(ledger: Ledger) -> None:
    first = ledger.finish(claimed(ledger), "completed")
    ledger.delete([first.id])
    assert claimed(ledger, key="next").id > first.id


def test_finding_runs(ledger: Ledger) -> None:
    for number in range(4):
        run = ledger.claim("matinale" if number < 3 else "soir", DAY + number * HOUR, f"k{number}")
        assert run
        ledger.finish(run, "failed" if number == 1 else "completed")
    found = ledger.runs(report="matinale", states=("completed",), newest_first=True)
    assert [run.key for run in found] == ["k2", "k0"]
    assert [run.key for run in ledger.runs(since=DAY + HOUR, until=DAY + 2 * HOUR)] == ["k1", "k2"]
    assert [run.key for run in ledger.runs(limit=1)] == ["k0"]
    previous = ledger.previous(found[0])
    assert previous
    assert previous.key == "k0"
    assert ledger.previous(previous) is None
    ledger.pin(previous.id)
    ledger.change(previous.id, title="Autre")
    assert [(run.pinned, run.title) for run in ledger.runs(key="k0")] == [(True, "Autre")]


def test_runs_whose_deliveries_are_not_done(ledger: Ledger, clock: Clock) -> None:
    run = ledger.finish(claimed(ledger), "completed")
    assert ledger.unsettled("matinale") == [run]
    assert ledger.unsettled("matinale", since=clock.now + HOUR) == []
    again = claimed(ledger, again=("completed",))
    ledger.settle_run(run)  # too late: it is being run again
    done = ledger.finish(again, "completed")
    assert ledger.unsettled("matinale") == [done]
    ledger.settle_run(done)
    assert ledger.unsettled("matinale") == []


def test_a_delivery_keeps_its_first_message_id(ledger: Ledger, clock: Clock) -> None:
    run = claimed(ledger)
    first = ledger.prepare(run.id, "mail", "Zoé <z@example.org>", "<1@x>")
    assert first == Delivery(
        first.id, run.id, "mail", "Zoé <z@example.org>", "<1@x>", "prepared", 0, clock.now, clock.now, ""
    )
    assert ledger.prepare(run.id, "mail", "Zoé <z@example.org>", "<2@x>") == first
    mine = ledger.attempt(first)
    assert mine
    assert (mine.state, mine.attempts) == ("uncertain", 1)
    assert ledger.attempt(first) is None  # of two callers one sends
    assert ledger.attempt(mine) is None  # on its way
    clock.now += HOUR
    late = ledger.attempt(mine)  # its sender died, and the setting says to send again
    assert late
    mine = late
    assert ledger.settle(mine, "failed", "451\nlater").error == "451 later"
    second = ledger.attempt(ledger.settle(mine, "failed"))
    assert second
    assert ledger.attempt(ledger.settle(second, "sent")) is None
    assert [
        row.state for row in ledger.deliveries(run_id=run.id, states=("sent",), report="matinale", channel="mail")
    ] == ["sent"]


def test_one_sender_of_many(address: str) -> None:
    ledgers = [Ledger.open(address) for _ in range(6)]
    run = claimed(ledgers[0])
    gate = threading.Barrier(6)

    def send(ledger: Ledger) -> Delivery | None:
        gate.wait()
        return ledger.attempt(ledger.prepare(run.id, "mail", "a@example.org", "<1@x>"))

    with ThreadPoolExecutor(6) as pool:
        assert len([done for done in pool.map(send, ledgers) if done]) == 1
    for ledger in ledgers:
        ledger.close()


def test_beating_from_a_thread(ledger: Ledger, clock: Clock) -> None:
    beats, run = threading.Event(), claimed(ledger)
    clock.now += MINUTE
    moved = clock.now

    def seen() -> datetime:
        beats.set()
        return moved

    ledger._clock = seen
    with ledger.heartbeat(run, timedelta(seconds=0.04)) as pulse:
        assert beats.wait(20)
    found = ledger.run(run.id)
    assert found
    assert (found.heartbeat, pulse.lost) == (moved, False)


def test_a_lost_lease_is_told(ledger: Ledger, clock: Clock) -> None:
    run = claimed(ledger)
    clock.now += HOUR
    claimed(ledger)
    with ledger.heartbeat(run, timedelta(seconds=0.01)) as pulse:
        pulse._thread.join(20)
    assert pulse.lost


def test_a_moment_needs_its_zone(ledger: Ledger) -> None:
    with pytest.raises(Exception, match="without time zone"):
        ledger.claim("matinale", datetime(2026, 3, 29))


@pytest.mark.parametrize(
    "act",
    [
        lambda ledger, run: ledger.finish(run, "done"),
        lambda ledger, run: ledger.settle(ledger.prepare(run.id, "mail", "a"), "done"),
    ],
)
def test_only_known_states(ledger: Ledger, act: Callable) -> None:
    with pytest.raises(ValueError, match="no such state"):
        act(ledger, claimed(ledger))


# --- the schema ---------------------------------------------------------------------------------------------------


def test_migrations_make_the_tables_declared(ledger: Ledger) -> None:
    found = inspect(ledger._engine)
    assert set(found.get_table_names()) == {*METADATA.tables, VERSION_TABLE}
    for name, table in METADATA.tables.items():
        assert {column["name"]: column["nullable"] for column in found.get_columns(name)} == {
            column.name: column.nullable for column in table.columns
        }
        assert {tuple(index["column_names"]) for index in found.get_indexes(name) if not index["unique"]} == {
            tuple(column.name for column in index.columns) for index in table.indexes
        }


def test_head_is_the_newest_migration() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    from press_briefing.service.ledger.migrate import MIGRATIONS

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def old(address: str) -> None:
    """Make a ledger as the first version did, with a run in it."""
    from press_briefing.service.ledger import connection as addresses
    from press_briefing.service.ledger import migrate

    engine = addresses.engine(addresses.parsed(address))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "HEAD", "0001")
        migrate.upgrade(engine)
    with engine.connect() as connection, connection.begin():
        connection.execute(
            text(
                "INSERT INTO runs (report, logical_date, key, state, finished) VALUES "
                "('matinale', '2026-03-29 04:30:00.000000', '', 'completed', "
                "'2026-03-29 04:31:00.000000')"
            )
        )
    engine.dispose()


def test_an_old_ledger_is_migrated_and_keeps_its_runs(address: str) -> None:
    old(address)
    with Ledger.open(address) as ledger:
        (run,) = ledger.runs()
        assert (run.state, run.attempt, run.retry_at) == ("completed", 1, None)
        assert run.settled == run.finished
        assert ledger.unsettled("matinale") == []


def test_many_open_an_old_ledger_at_once(address: str) -> None:
    old(address)
    gate = threading.Barrier(6)

    def opens(_: int) -> int:
        gate.wait()
        with Ledger.open(address) as ledger:
            return len(ledger.runs())

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(opens, range(6))) == [1] * 6


def test_two_processes_make_one_ledger(tmp_path: Path) -> None:
    code = (
        "import sys; from datetime import *; from pathlib import Path; from press_briefing.service.ledger import Ledger\n"
        "ledger = Ledger.open(Path(sys.argv[1])); sys.stdin.readline()\n"
        "print(ledger.claim('m', datetime(2026, 1, 1, tzinfo=UTC)) is not None)"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "l")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    told = [process.communicate("\n", timeout=60) for process in both]
    assert sorted(out.strip() for out, _ in told) == ["False", "True"], told


def test_a_newer_ledger_is_left_alone(address: str) -> None:
    with Ledger.open(address) as ledger, ledger._engine.connect() as connection, connection.begin():
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9001'"))
    with pytest.raises(LedgerError, match=r"newer press-briefing \(schema 9001.*install"):
        Ledger.open(address)


def test_a_migration_that_fails_leaves_the_old_ledger(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import op

    old(address)

    def full(*_: object) -> None:
        raise RuntimeError("stopped")

    monkeypatch.setattr(op, "execute", full)
    with pytest.raises(RuntimeError):
        Ledger.open(address)
    monkeypatch.undo()
    with Ledger.open(address) as ledger:
        assert len(ledger.runs()) == 1


# --- what can be wrong with it ------------------------------------------------------------------------------------


def refused(address: str | Path) -> str:
    with pytest.raises(LedgerError) as caught:
        Ledger.open(address)
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_the_default_lies_beside_the_briefings() -> None:
    assert str(default_url(Path("reports"))) == "sqlite:///reports/.ledger.sqlite"


def test_a_damaged_ledger_is_told_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    path.write_bytes(b"this is a letter, not a database" * 100)
    assert "not a ledger, or is damaged - nothing was changed" in refused(path)
    assert path.read_bytes() == b"this is a letter, not a database" * 100


def test_a_torn_ledger_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    with Ledger.open(path) as ledger:
        for number in range(300):
            ledger.claim("matinale", DAY + number * HOUR, source="x" * 200)
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = path.read_bytes()
    torn = whole[: 4096 * 3] + b"\xff" * (len(whole) - 4096 * 3)
    path.write_bytes(torn)
    with pytest.raises(LedgerError, match="damaged"), Ledger.open(path) as ledger:
        ledger.runs()


@pytest.mark.parametrize("column", ["logical_date", "started", "heartbeat"])
@pytest.mark.parametrize("value", ["hier", "99999-01-01", "2025-02-30 10:00:00", ""])
def test_a_moment_that_is_none_is_told(column: str, value: str, tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    with Ledger.open(path) as ledger:
        ledger.claim("matinale", DAY)
    with sqlite3.connect(path) as raw:
        raw.execute(f"UPDATE runs SET {column} = ?", (value,))
    with pytest.raises(LedgerError, match="is damaged: where a moment should stand"), Ledger.open(path) as ledger:
        ledger.runs()


def test_a_locked_ledger_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("press_briefing.service.ledger.connection.BUSY_SECONDS", 0)
    path = tmp_path / "ledger"
    with Ledger.open(path) as ledger, sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="locked by another process - wait"):
            ledger.claim("matinale", DAY)
        assert ledger.runs() == []  # who only reads is not held up
        other.execute("ROLLBACK")
        assert claimed(ledger).attempt == 1


def test_a_full_disk_is_told_and_forgets_nothing(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger") as ledger:
        run = claimed(ledger)

        def narrow(connection: object, _: object) -> None:
            connection.execute("PRAGMA max_page_count = 1")  # type: ignore[attr-defined]

        from sqlalchemy import event

        event.listen(ledger._engine, "connect", narrow)
        ledger._engine.dispose()
        with pytest.raises(LedgerError, match="disk is full"):
            ledger.record("matinale", [DAY + number * HOUR for number in range(2000)], error="x" * 400)
        event.remove(ledger._engine, "connect", narrow)
        ledger._engine.dispose()
        assert ledger.finish(run, "completed").state == "completed"


def test_wal_and_waiting(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger") as ledger, ledger._engine.connect() as connection:
        told = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "busy_timeout", "synchronous", "foreign_keys")
        }
    assert told == {"journal_mode": "wal", "busy_timeout": 20_000, "synchronous": 2, "foreign_keys": 1}


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://u:hidden@127.0.0.1:1/x", "nobody answers there"),
        ("postgresql://u:hidden@127.0.0.1:1/x?sslpassword=hidden", "nobody answers there"),
        ("postgres://u:hidden@h:port/x", "cannot be read"),
        ("mysql://u:hidden@h/x", "no kind of database we know: mysql"),
        ("u:hidden@h", "cannot be read"),
        ("sqlite:////dev/null/hidden/x", "cannot be made"),
    ],
)
def test_a_wrong_address_is_told_without_its_password(address: str, words: str) -> None:
    line = refused(address)
    assert words in line
    if "sqlite" not in address:
        assert "hidden" not in line


def test_a_refused_password_is_not_shown(server: str) -> None:
    wrong = server.replace(postgres.PASSWORD, "guessed-wrong")
    assert "refuses the password" in refused(f"{wrong}/postgres")
    assert "guessed-wrong" not in refused(f"{wrong}/postgres")
    assert "no such database" in refused(f"{server}/nothing-of-the-kind")
    with Ledger.open(postgres.new_database(server, "shown")) as ledger:
        assert postgres.PASSWORD not in ledger.address
        assert "press:***@127.0.0.1" in ledger.address


def test_a_server_that_goes_away_is_told() -> None:
    reason = postgres.reason_against()
    if reason:
        pytest.skip(reason)
    with postgres.server() as address:
        ledger = Ledger.open(f"{address}/postgres")
        run = claimed(ledger)
    with pytest.raises(LedgerError) as caught:
        ledger.finish(run, "completed")
    assert postgres.PASSWORD not in str(caught.value)
    ledger.close()


def test_postgres_needs_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "pip install 'press-briefing[postgres]'" in refused("postgresql://u:hidden@127.0.0.1/x")
