"""Which briefings there are: the folders under OUT, what the ledger says of them, and a cache of what they hold."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import pins
from .entry import NEVER, Entry, read
from .filed import moment, stamp_of
from .place import OWN, put
from .text import shown

if TYPE_CHECKING:
    from ..ledger import Ledger, Run

# Ours, and no briefings: the pages below them are written by `rebuild`.
RESERVED = ("latest", "archives")
# A report may file its briefings in a folder of its own, with one more level for the date.
DEEPEST = 3
CACHE = "entries.json"
# States of a run, in the ledger, that gave no briefing.
BAD = ("failed", "timeout", "killed", "missed")
# Raise it when `entry.read` reads more, or otherwise: the cache of an older reader is not believed.
READER = 4
_NAMES = tuple(field.name for field in fields(Entry))
_values = attrgetter(*_NAMES)
_TUPLES = ("actors", "places", "reports", "form", "variants")


@dataclass(frozen=True)
class FoundFolder:
    """A folder that may be a briefing, and what tells one state of it from another."""

    address: str
    stamp: tuple[int, ...]


@dataclass(frozen=True)
class Shelf:
    """All briefings: `entries` completed and failed, newest article first; `runs` the ledger's by folder.

    `lost`: runs of the ledger that did not complete and left no folder, newest first. `skipped`: folders with a
    manifest that is not one of ours. `stamps`: what `FoundFolder` says, by address.
    """

    entries: tuple[Entry, ...]
    lost: tuple[Entry, ...]
    runs: Mapping[str, tuple[Run, ...]]
    skipped: tuple[str, ...]
    stamps: Mapping[str, tuple[int, ...]]

    @property
    def good(self) -> tuple[Entry, ...]:
        """The completed ones."""
        return tuple(entry for entry in self.entries if not entry.failed)

    @property
    def failures(self) -> tuple[Entry, ...]:
        """The others: what is left of runs that did not complete, newest run first."""
        bad = (entry for entry in self.entries if entry.failed)
        return tuple(sorted(bad, key=attrgetter("made", "address"), reverse=True))


def look(out: Path, ledger: Ledger | None, *, remember: bool = True) -> Shelf:
    """Read every briefing under `out`: from the cache where its folder has not changed since.

    `remember`: write the cache anew.
    """
    found = sorted(folders(out), key=attrgetter("address"))
    known, entries, skipped = _cached(out), [], []
    for each in found:
        entry = known.get((each.address, each.stamp)) or read(out / each.address, each.address)
        if entry is None:
            skipped.append(each.address)
        else:
            entries.append(entry)
    stamps = {each.address: each.stamp for each in found}
    if remember:
        _remember(out, entries, stamps)
    held = ledger.runs() if ledger is not None else []
    nowhere = [run for run in held if run.state in BAD and run.folder.strip("/") not in stamps]
    runs, pinned = {**by_folder(held), **{at_ledger(run): (run,) for run in nowhere}}, pins.read(out)
    told = (_joined(entry, runs.get(entry.address, ()), pinned) for entry in entries)
    return Shelf(
        tuple(sorted(told, key=attrgetter("order"), reverse=True)), lost(nowhere), runs, tuple(skipped), stamps
    )


def folders(out: Path, below: str = "", depth: int = 1) -> Iterator[FoundFolder]:
    """Every folder with a manifest under `out`; no link is followed, no hidden or own folder entered."""
    try:
        inside = list(os.scandir(out / below))
    except OSError:
        return
    for each in inside:
        if each.name.startswith(".") or (not below and each.name in RESERVED) or not each.is_dir(follow_symlinks=False):
            continue
        address = f"{below}/{each.name}" if below else each.name
        stamp = stamp_of(out / address)
        if stamp:
            yield FoundFolder(address, stamp)
        elif depth < DEEPEST:
            yield from folders(out, address, depth + 1)


def by_folder(held: Iterable[Run]) -> dict[str, tuple[Run, ...]]:
    """The ledger's runs that have a folder, by it."""
    grouped: dict[str, list[Run]] = {}
    for run in held:
        if run.folder:
            grouped.setdefault(run.folder.strip("/"), []).append(run)
    return {folder: tuple(runs) for folder, runs in grouped.items()}


def at_ledger(run: Run) -> str:
    """The address of a run that has no folder; no folder's address has an empty part."""
    return f"ledger//{run.id}"


def lost(nowhere: Iterable[Run]) -> tuple[Entry, ...]:
    """Runs that ended badly and left nothing on disk: only the ledger knows of them."""
    found = (
        Entry(
            at_ledger(run),
            shown(run.title) or shown(run.report),
            "",
            moment(run.logical_date),
            shown(run.source, 100),
            "",
            (),
            (),
            0,
            "",
            run.state,
            shown(run.error),
            "",
            0,
            0,
            0,
            0,
            (run.report,),
            run.pinned,
        )
        for run in nowhere
    )
    return tuple(sorted(found, key=attrgetter("made", "title"), reverse=True))


def _joined(entry: Entry, runs: Iterable[Run], pinned: set[str]) -> Entry:
    """The entry with what the ledger and the list of pins say of it; what the folder itself tells goes before."""
    runs = tuple(runs)
    reports = tuple(sorted({run.report for run in runs}))
    ended = max((run.finished for run in runs if run.finished), default=None)
    made = moment(ended) if entry.made == NEVER and ended else entry.made
    return replace(entry, reports=reports, made=made, pinned=entry.address in pinned or any(run.pinned for run in runs))


def _cached(out: Path) -> dict[tuple[str, tuple[int, ...]], Entry]:
    """What an earlier call read, by address and stamp; nothing of a cache that cannot be believed."""
    try:
        stored = json.loads((out / OWN / CACHE).read_bytes())
        if stored["reader"] != _reader():
            return {}
        return {(row[0][0], tuple(row[1])): _entry(row[0]) for row in stored["rows"]}
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return {}


def _remember(out: Path, entries: Iterable[Entry], stamps: Mapping[str, tuple[int, ...]]) -> None:
    rows = [[_values(entry), stamps[entry.address]] for entry in entries]
    put(out / OWN / CACHE, json.dumps({"reader": _reader(), "rows": rows}, separators=(",", ":")).encode())


def _reader() -> list[Any]:
    return [READER, *_NAMES]


def _entry(values: list[Any]) -> Entry:
    told = dict(zip(_NAMES, values, strict=True))
    return Entry(**{**told, **{name: tuple(told[name]) for name in _TUPLES}})
