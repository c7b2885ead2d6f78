"""What a schedule names is looked up: folders, files, notebooks with their parameters. For `schedule check`.

A run does not ask this beforehand: a folder on a disk that is off for an hour must not stop the other reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from glob import has_magic
from pathlib import Path

from ...model.errors import BriefingError
from .declared import DeclaredReport, Problem, Schedule
from .lines import Place, line_of, places


def sound(schedule: Schedule) -> list[Problem]:
    """Every thing a report names that is not there or does not fit, in order of line."""
    known = places(schedule.path.read_text(encoding="utf-8"))
    found = [
        Problem(line_of(known, ("report", number, *place)), f"report {report.name!r}: {what}", cure)
        for number, report in enumerate(schedule.reports)
        for place, what, cure in (*_sources(report), *_notebook(report))
    ]
    return sorted(found)


def _sources(report: DeclaredReport) -> Iterator[tuple[Place, str, str]]:
    if report.inbox is not None and not report.inbox.is_dir():
        yield ("inbox",), f"no such folder: {report.inbox}", "make it, or correct the path"
    for name in report.files:
        if not name.startswith("demo:") and not has_magic(name) and not Path(name).exists():
            yield ("files",), f"no such file: {name}", "correct the path"


def _notebook(report: DeclaredReport) -> Iterator[tuple[Place, str, str]]:
    """The notebook declares the parameters that are given, and each value has its type."""
    from ...corpus.review.making import REVIEW
    from ...report import parameters
    from ...report.briefing import BRIEFING
    from ...report.request import check_names, stored_notebook
    from ...report.run import load

    kind = REVIEW if report.review else BRIEFING
    path = report.notebook or stored_notebook(kind.notebook)
    try:
        known = parameters.declared(load(path), where=path)
    except BriefingError as error:
        yield ("notebook",), str(error).rpartition(" - ")[0], error.cure
        return
    if kind.material not in known:
        yield ("notebook",), f"{path.name} declares no parameter {kind.material!r}", "add it to its parameters cell"
    for name, value in report.parameters.items():
        try:
            check_names(kind, [name])
            parameters.checked({name: value}, known, where=path.name)
        except BriefingError as error:
            yield ("parameters", name), error.what, error.cure
