"""Retention: which briefings go, and how they go so that a power cut in the middle leaves nothing half.

A removal is written down first, then done, then crossed out; whoever comes next ends one that was cut off. Folders
vanish by one rename each, rows of the ledger in one transaction.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...model.errors import UsageError
from .entry import NEVER, Entry, is_briefing
from .filed import MANIFEST, RUN, manifest, moment, stamp_of
from .place import OWN, put
from .shelf import Shelf

if TYPE_CHECKING:
    from ..ledger import Ledger

JOURNAL = "removing.json"
# By so much the clocks of machines that file into one archive may differ.
SLACK = timedelta(days=1)


@dataclass(frozen=True)
class Rules:
    """What is kept: briefings filed in the last `days`, and of each report the newest `count`; None: no such limit.

    A briefing goes when either limit says so. Pinned ones stay, and so does the newest of each report unless
    `newest_too`. Briefings of no report are one group. Failed runs go by age alone, also those that left nothing but
    a row of the ledger. `reports` holds the rules of single reports, whole, in place of these.
    """

    days: float | None = None
    count: int | None = None
    newest_too: bool = False
    reports: Mapping[str, Rules] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, value in (("days", self.days), ("count", self.count)):
            if value is not None and not (0 <= value < 1e6 and (name == "days" or value == int(value))):
                raise UsageError(f"{name} is {value!r}", where="retention", cure="give a number that is not negative")

    def of(self, report: str) -> Rules:
        """The rules for one report."""
        return self.reports.get(report, self)


@dataclass(frozen=True)
class Removed:
    """One briefing that was removed (or would be): why, and how many rows of the ledger and bytes go with it.

    `kept`: why it stays although the rules say it goes; "" when it goes.
    """

    address: str
    title: str
    reason: str
    rows: int
    size: int
    kept: str = ""


def choose(shelf: Shelf, rules: Rules, now: datetime) -> list[tuple[Entry, str]]:
    """What goes and why, oldest first. A briefing that several reports made goes when each of them lets it go.

    One that was filed in the future (by a clock that was ahead) stays, and takes the place of no other.

    Parameters
    ----------
    rules: days, number, report.
    now: aware.

    Returns
    -------
    An entry and the reason, in words.
    """
    latest = moment(max(now, datetime.now(UTC)) + SLACK)  # `now` may be a day that somebody gave
    reasons: dict[str, list[str]] = {}
    groups = _groups(entry for entry in shelf.good if entry.made <= latest)
    for report, entries in groups.items():
        for rank, entry in enumerate(entries):
            reasons.setdefault(entry.address, []).append(_why(entry, rank, rules.of(report), now))
    for entry in (*shelf.failures, *shelf.lost):
        reasons[entry.address] = [_too_old(entry, _oldest(entry, rules), now)]
    gone = [
        (entry, reasons[entry.address][0])
        for entry in (*shelf.entries, *shelf.lost)
        if not entry.pinned and all(reasons.get(entry.address, [""]))
    ]
    return sorted(gone, key=lambda each: (each[0].made, each[0].address))


def _groups(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Briefings by report, newest filed first; those of no report under ""."""
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=attrgetter("made", "address"), reverse=True):
        for report in entry.reports or ("",):
            groups.setdefault(report, []).append(entry)
    return groups


def _why(entry: Entry, rank: int, rules: Rules, now: datetime) -> str:
    """Why a briefing goes, "" when it stays."""
    if rank == 0 and not rules.newest_too:
        return ""
    if rules.count is not None and rank >= rules.count:
        return f"not among the newest {rules.count}" if rules.count else "none is kept"
    return _too_old(entry, rules.days, now)


def _oldest(entry: Entry, rules: Rules) -> float | None:
    ages = [rules.of(report).days for report in entry.reports or ("",)]
    return None if None in ages else max(age for age in ages if age is not None)


def _too_old(entry: Entry, days: float | None, now: datetime) -> str:
    if days is None or entry.made == NEVER:  # of unknown age: never too old
        return ""
    filed = datetime.fromisoformat(entry.made)
    return f"filed {entry.made[:10]}, more than {days:g} days ago" if now - filed > timedelta(days=days) else ""


def told(out: Path, shelf: Shelf, entry: Entry, why: str) -> Removed:
    """What would go with this entry, and whether something keeps it after all."""
    rows = len(shelf.runs.get(entry.address, ()))
    if entry.address not in shelf.stamps:  # a run without a folder
        return Removed(entry.address, entry.title, why, rows, 0)
    folder = out / entry.address
    size = sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())
    return Removed(entry.address, entry.title, why, rows, size, _hindrance(folder, shelf, entry))


def _hindrance(folder: Path, shelf: Shelf, entry: Entry) -> str:
    """Why this folder must not be deleted after all; "" when it may."""
    if any(run.state == "running" for run in shelf.runs.get(entry.address, ())):
        return "a run that is at it holds it"
    told = manifest(folder) or {}
    known = {*told.get("outputs", {}), MANIFEST, RUN}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in name.parts)
        if not hidden and (path.is_symlink() or not path.is_dir()) and name.as_posix() not in known:
            return f"holds a file of another hand: {name.as_posix()}"
    return ""


def note(out: Path, shelf: Shelf, going: Sequence[Removed]) -> None:
    """Write down, on disk, what is about to go: folder, its state, rows."""
    rows = [
        {
            "address": each.address,
            "stamp": list(shelf.stamps.get(each.address, ())),
            "runs": [run.id for run in shelf.runs.get(each.address, ())],
        }
        for each in going
    ]
    put(out / OWN / JOURNAL, json.dumps(rows, indent=1).encode())


def finish(out: Path, ledger: Ledger | None) -> dict[str, str]:
    """Do what the journal says and cross it out; returns, by address, why a folder could not be removed.

    A folder that is not as it was noted (built anew since) stays, and its rows with it.
    """
    journal, rows = out / OWN / JOURNAL, _noted(out / OWN / JOURNAL)
    aside = _aside(out)
    stuck = {row["address"]: why for row in rows if (why := _rename(out, row, aside))}
    gone = [row for row in rows if not row["stamp"] or not stamp_of(out / row["address"])]
    runs = [run for row in gone for run in row["runs"]]
    if ledger is not None and runs:
        ledger.delete(runs)
    if aside.is_dir():
        shutil.rmtree(aside, ignore_errors=True)  # what cannot go now, goes with the next call
    if ledger is not None or not runs:
        journal.unlink(missing_ok=True)
    return stuck


def _aside(out: Path) -> Path:
    """Where folders wait to be deleted, out of every reader's sight; never a link that leads elsewhere."""
    aside = out / OWN / "gone"
    if aside.is_symlink():
        aside.unlink()
    return aside


def _rename(out: Path, row: Mapping[str, Any], aside: Path) -> str:
    """Take one folder out of sight, when it is as it was noted; why that was not possible."""
    folder = out / row["address"]
    if not row["stamp"] or list(stamp_of(folder)) != row["stamp"] or not is_briefing(out, row["address"]):
        return ""
    try:
        aside.mkdir(parents=True, exist_ok=True)
        folder.rename(tempfile.mkdtemp(dir=aside))
        _drop_empty(folder.parent, out)
    except OSError as error:
        return f"cannot be removed ({error.strerror or error})"
    return ""


def _noted(journal: Path) -> list[dict[str, Any]]:
    """The rows of the journal; a journal that cannot be read tells nothing, and nothing is removed by it."""
    try:
        rows = json.loads(journal.read_bytes())
        return [
            {"address": str(row["address"]), "stamp": list(row["stamp"]), "runs": [int(run) for run in row["runs"]]}
            for row in rows
        ]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []


def _drop_empty(folder: Path, out: Path) -> None:
    """A report's own folder goes when its last briefing went."""
    while folder != out and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
