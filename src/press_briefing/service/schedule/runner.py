"""One article becomes one briefing, or a period one press review; how it failed, when it did."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...model.errors import BriefingError, MachineError, OutputError, SourceError
from .declared import DeclaredReport, Schedule

if TYPE_CHECKING:
    from .sources import ArticleToBrief

_ENDED = re.compile(r"the notebook ended as (failed|timeout|killed)\b")
_NO_SPACE = "No space left on device"
# The folder in that of the briefings where the articles of press reviews are kept, a dataset a report.
KEPT = ".reviews"


@dataclass(frozen=True)
class Made:
    """A finished briefing, as the ledger records it. `folder` is relative to the folder of briefings."""

    briefing_id: str
    folder: str
    title: str = ""
    article_date: str = ""


Runner = Callable[[Schedule, DeclaredReport, "ArticleToBrief"], Made]


def build(schedule: Schedule, report: DeclaredReport, piece: ArticleToBrief) -> Made:
    """Build the briefing of one article, or the review of a period."""
    from ...report import briefing

    if piece.period is not None:
        return _review(schedule, report, piece, *piece.period)
    if piece.capture is None:
        raise piece.error or SourceError("cannot be read", where=piece.origin)
    made = briefing.build(
        piece.capture,
        out=schedule.out,
        language=report.language,
        parameters=report.parameters,
        notebook=report.notebook,
        pdf=report.pdf,
        paper=report.paper,
        pdf_engine=report.pdf_engine,
        settings=schedule.settings,
    )
    return of_folder(made.id, made.folder, schedule.out)


def _review(schedule: Schedule, report: DeclaredReport, piece: ArticleToBrief, first: date, last: date) -> Made:
    """What was read for earlier reviews is kept: a feed forgets its articles, and none is analysed twice."""
    from ...corpus import review

    kept = schedule.out / KEPT / report.name
    made = review.build(
        piece.origin,
        since=first.isoformat(),
        until=last.isoformat(),
        out=schedule.out,
        language=report.language,
        target=str(kept),
        parameters=report.parameters,
        pdf=report.pdf,
        paper=report.paper,
        settings=schedule.settings,
        processes=0,
    )
    told = _manifest(made.folder)
    return Made(made.id, made.folder.relative_to(schedule.out).as_posix(), told.get("title") or "", last.isoformat())


def _manifest(folder: Path) -> dict[str, Any]:
    import json

    told: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return told


def of_folder(identifier: str, folder: Path, out: Path) -> Made:
    """What the manifest in a briefing's folder says of it."""
    article = _manifest(folder)["article"]
    return Made(
        identifier, folder.relative_to(out).as_posix(), article["title"] or "", article["published"]["value"] or ""
    )


@dataclass(frozen=True)
class Failure:
    """How a run ended badly. `elsewhere`: the machine is to blame, not the article, and it is tried again for long."""

    state: str
    error: str
    elsewhere: bool


def failure(error: BriefingError) -> Failure:
    """The failure in the ledger's words."""
    told = str(error)
    ended = _ENDED.search(told)
    elsewhere = isinstance(error, OutputError | MachineError) or _NO_SPACE in told
    return Failure(ended[1] if ended else "failed", told, elsewhere)
