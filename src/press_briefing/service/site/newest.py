"""latest/: one address per report that always leads to its newest briefing, on any static host.

No symbolic link: not every host keeps them. A page that leads on is replaced in one step, so a reader gets the old
briefing or the new one. `latest/REPORT/briefing.pdf` is the PDF itself under a second name, for machines.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from .entry import Entry
from .options import Options
from .pages import Latest, newest
from .place import put, put_link
from .shelf import Shelf
from .text import shown, slug

FOLDER = "latest"
PDF = "briefing.pdf"


def latest(shelf: Shelf) -> list[Latest]:
    """The newest of all (slug ""), then of each report, by its name."""
    good = {entry.address: entry for entry in shelf.good}
    if not good:
        return []
    last = max(good.values(), key=lambda entry: (entry.made, entry.address))
    reports = sorted({report for entry in good.values() for report in entry.reports})
    return [Latest("", "", (last,)), *(Latest(shown(name), slug(name), of_report(name, shelf)) for name in reports)]


def of_report(report: str, shelf: Shelf) -> tuple[Entry, ...]:
    """The briefings of the last date a report ran for, newest article first.

    The logical date counts, not the hour of the run: filling in last month's gap does not make it the latest.
    """
    dates = {
        entry: max(run.logical_date for run in shelf.runs[entry.address] if run.report == report)
        for entry in shelf.good
        if report in entry.reports
    }
    last = max(dates.values())
    return tuple(entry for entry, date in dates.items() if date == last)


def write(out: Path, found: Sequence[Latest], options: Options) -> None:
    """Write the pages, and take away those of reports that have no briefing any more."""
    for each in found:
        folder = out / FOLDER / each.slug
        folder.mkdir(parents=True, exist_ok=True)
        if len(each.entries) == 1 and each.entries[0].pdf:
            put_link(folder / PDF, out / each.entries[0].address / f"{each.entries[0].stem}.pdf")
        else:
            (folder / PDF).unlink(missing_ok=True)
        put(folder / "index.html", newest(each, options).encode("utf-8"))
    _tidy(out / FOLDER, {each.slug for each in found})


def _tidy(folder: Path, kept: set[str]) -> None:
    for old in folder.iterdir() if folder.is_dir() else ():
        ours = {"index.html", PDF}
        if old.is_symlink() or (old.name in ours and "" in kept):
            continue
        if old.name in ours:
            old.unlink()
        elif old.is_dir() and old.name not in kept and {path.name for path in old.iterdir()} <= ours:
            shutil.rmtree(old)
