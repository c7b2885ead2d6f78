"""A schedule file is read and checked whole: every mistake at once, each with its line and its cure."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ...guard.own import text_of, toml_of
from ...model.errors import BriefingError
from ...model.settings import Settings
from . import values
from .declared import DeclaredReport, Problem, Schedule, ScheduleError
from .lines import Place, line_of, places

# In place of the file's address, so that a password need not stand in it.
LEDGER_VARIABLE = "PRESS_BRIEFING_LEDGER"
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_SOURCES = ("inbox", "files", "feeds", "urls")


def load(path: Path) -> Schedule:
    """The schedule in the TOML file at `path`. Raises `ScheduleError` with every mistake in it."""
    text = _text(path)
    sheet = ScheduleFile(path, places(text))
    try:
        told = toml_of(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        sheet.problems.append(
            Problem(
                int(at[1]) if at else text.count("\n") + 1,
                f"is not valid TOML: {_AT_LINE.sub('', str(error)).strip()}",
                "mend this line or the one before",
            )
        )
        raise ScheduleError.of(path, sheet.problems) from None
    schedule = _schedule(sheet, told)
    if sheet.problems:
        raise ScheduleError.of(path, sheet.problems)
    return schedule


def _text(path: Path) -> str:
    try:
        return text_of(path)
    except FileNotFoundError:
        raise ScheduleError(
            "no such schedule", where=path, cure="name one with --schedule FILE, or write one: see docs/schedules.md"
        ) from None
    except UnicodeDecodeError as error:
        raise ScheduleError.of(
            path, [Problem(error.object[: error.start].count(b"\n") + 1, "is not UTF-8", "save the file as UTF-8")]
        ) from None
    except OSError as error:
        raise ScheduleError(f"cannot be read ({error.strerror})", where=path, cure="check its permissions") from None


@dataclass
class ScheduleFile:
    """The file while it is checked: where things stand, and what is wrong so far."""

    path: Path
    places: Mapping[Place, int]
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, place: Place, what: str, cure: str) -> None:
        """Note one mistake at the line of `place`."""
        self.problems.append(Problem(line_of(dict(self.places), place), what, cure))

    def take(
        self,
        table: Mapping[str, Any],
        place: Place,
        readers: Mapping[str, Callable[[Any, Path], Any]],
    ) -> dict[str, Any]:
        """The values of a table, each read by its reader; unknown keys and wrong values are noted."""
        taken = {}
        for name, value in table.items():
            if name not in readers:
                near = get_close_matches(name, readers, n=1)
                self.wrong(
                    (*place, name),
                    f"unknown key {name!r}",
                    f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(readers)}",
                )
                continue
            try:
                taken[name] = readers[name](value, self.path.parent.absolute())
            except values.Wrong as wrong:
                self.wrong((*place, name), f"{name} {wrong.what}", wrong.cure)
        return taken


def _schedule(sheet: ScheduleFile, told: Mapping[str, Any]) -> Schedule:
    rows = told.get("report", [])
    top = sheet.take({name: value for name, value in told.items() if name != "report"}, (), values.TOP)
    zone = top.pop("timezone", None)
    if zone is None and "timezone" in told:
        zone = ZoneInfo("UTC")  # what is wrong with it is noted once, not for every report
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        sheet.wrong(("report",), "declares no report", "add a table: [[report]]")
        rows = []
    settings = _settings(sheet, top)
    reports = [_report(sheet, row, ("report", number), zone) for number, row in enumerate(rows)]
    _distinct(sheet, reports)
    handed = {"ledger": os.environ[LEDGER_VARIABLE]} if os.environ.get(LEDGER_VARIABLE) else {}
    return Schedule(
        path=sheet.path,
        reports=tuple(report for report in reports if report),
        settings=settings,
        **{"out": sheet.path.parent.absolute() / "reports", **top, **handed},
    )


def _settings(sheet: ScheduleFile, top: dict[str, Any]) -> Settings:
    path = top.pop("settings", None)
    try:
        return Settings.load(path)
    except BriefingError as error:
        sheet.wrong(("settings",), f"settings: {error.what}", error.cure)
        return Settings()


def _report(sheet: ScheduleFile, row: Mapping[str, Any], place: Place, zone: Any) -> DeclaredReport | None:
    """One report, or None when it lacks what it cannot do without (which is noted)."""
    before = len(sheet.problems)
    taken = sheet.take(row, place, values.REPORT)
    taken["zone"] = taken.pop("timezone", zone)
    for name, cure in (("name", 'add name = "…"'), ("cron", 'add cron = "30 6 * * 1-5"')):
        if name not in row:
            sheet.wrong(place, f"the report has no {name}", cure)
    if taken["zone"] is None and "timezone" not in row:
        sheet.wrong(place, "the report has no time zone", 'add timezone = "Europe/Paris", here or above all reports')
    if not any(row.get(name) for name in _SOURCES):
        sheet.wrong(place, "the report reads nothing", 'add inbox = "FOLDER", files, feeds or urls')
    _review(sheet, row, place)
    _start(taken)
    _deliveries(sheet, row, place)
    _retention(sheet, row, place)
    return DeclaredReport(**taken, line=line_of(dict(sheet.places), place)) if len(sheet.problems) == before else None


def _review(sheet: ScheduleFile, row: Mapping[str, Any], place: Place) -> None:
    """A press review has one source and its own notebook, set by Typst."""
    if "review" not in row:
        return
    if sum(len(told) if isinstance(told, list) else 1 for name in _SOURCES if (told := row.get(name))) > 1:
        sheet.wrong(
            (*place, "review"),
            "a press review reads one source, and the report names several",
            "put the articles into one inbox, or give a pattern",
        )
    for name in ("notebook", "pdf_engine"):
        if name in row:
            sheet.wrong(
                (*place, name),
                f"{name} is for briefings, and the report is a press review",
                f"remove {name}, or review",
            )


def _start(taken: dict[str, Any]) -> None:
    """A start without zone is meant in the report's."""
    start = taken.get("start")
    if start is not None and start.tzinfo is None and taken["zone"] is not None:
        taken["start"] = start.replace(tzinfo=taken["zone"])


def _deliveries(sheet: ScheduleFile, row: Mapping[str, Any], place: Place) -> None:
    """What `post` finds wrong with the tables that are its own."""
    from .after import delivery_problems

    tables = row.get("deliver", [])
    for number, table in enumerate(tables if isinstance(tables, list) else ()):
        for line in delivery_problems(table):
            what, _, cure = line.rpartition(" - ")
            sheet.wrong((*place, "deliver", number), f"deliver: {what or line}", cure or "correct it")


def _retention(sheet: ScheduleFile, row: Mapping[str, Any], place: Place) -> None:
    from .after import retention_problem

    told = row.get("retention")
    if isinstance(told, dict) and (found := retention_problem(told)):
        sheet.wrong((*place, "retention"), *found)


def _distinct(sheet: ScheduleFile, reports: list[DeclaredReport | None]) -> None:
    """Two reports of one name would take each other's runs for theirs."""
    seen: dict[str, int] = {}
    for number, report in enumerate(reports):
        if report and report.name in seen:
            sheet.wrong(
                ("report", number, "name"),
                f"a second report {report.name!r}, after line {seen[report.name]}",
                "give it another name",
            )
        elif report:
            seen[report.name] = report.line
