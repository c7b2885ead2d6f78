"""Is a report what its own folder says? Made again from its material and parameters, and compared byte for byte."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from os import PathLike
from pathlib import Path, PurePosixPath
from typing import Any

from ..model.errors import BriefingError, NotebookError, RunError, UsageError
from ..model.settings import Settings
from ..model.versions import TOLD_PACKAGES, fingerprints, versions
from .manifest import sha256
from .request import stored_notebook
from .subject import Again, Progress, ReportKind

EPOCH = "SOURCE_DATE_EPOCH"
MANIFEST = "manifest.json"
TEXT = {".csv", ".html", ".ipynb", ".json", ".md"}
SHOWN = 40  # characters of a line that differs: enough to know the place, and one line on a terminal
# What rests on what: the first of these that differs explains those after it.
FLOW = (
    "capture/",
    "dataset/",
    "data/analysis.json",
    "data/",
    "briefing.ipynb",
    "briefing.html",
    "briefing.pdf",
    "",
    MANIFEST,
)


@dataclass(frozen=True)
class Verdict:
    """How a briefing compares with its rebuild. `changes`: what differs between then and now and may explain it;
    `differences`: one line each, the first the one the others follow from; none when all `files` are identical."""

    folder: Path
    files: int
    changes: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()

    @property
    def identical(self) -> bool:
        """Whether every file has the same bytes."""
        return not self.differences

    def told(self) -> str:
        """The verdict in one line."""
        if self.identical:
            return f"{self.folder}: identical, {self.files} files built again byte for byte"
        more = len(self.differences) - 1
        return f"{self.differences[0]}" + (f" (and {more} more)" if more else "")


def verify(
    folder: str | PathLike[str],
    *,
    kinds: Sequence[ReportKind],
    notebook: str | PathLike[str] | None = None,
    source: str = "",
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Verdict:
    """Make the report in `folder` again from its own material and manifest, elsewhere, and compare every file.

    1. read its manifest  2. find the notebook it was made with
    3. tell what has changed since: versions, notebook  4. make sure of the material
    5. make it again, with no saved analysis  6. compare

    Parameters
    ----------
    kinds: the kinds of report it may be.
    notebook: the one it was made with, when that is not ours.
    source: what it was made from, when that was not filed with it.
    settings: instead of those the manifest tells.

    Returns
    -------
    The `Verdict`. Nothing in `folder` is run or changed.

    Raises
    ------
    `UsageError` when it is no report of these kinds, or what it was made with is not at hand.
    """
    folder = Path(folder)
    told = stored(folder)  # 1
    kind = _kind(told, kinds, folder)
    path = Path(notebook) if notebook else _notebook(told, folder)  # 2
    changes = (*_changed_versions(told), *_changed_notebook(told, path))  # 3
    if lost := "" if source else _lost(kind, told, folder):  # 4
        return Verdict(folder, 0, changes, (lost,))
    settings = settings or Settings.load(None, **told.get("settings", {}))
    with _aside(settings, folder) as (out, fresh):
        report = Again(kind, folder, told, out, path, fresh, progress, source)
        try:
            again = rebuild(report)  # 5
        except BriefingError as error:
            return Verdict(folder, 0, changes, (f"cannot be built again: {error}",))
        return Verdict(folder, len(told["outputs"]) + 1, changes, tuple(differences(told, folder, again)))  # 6


@contextmanager
def _aside(settings: Settings, folder: Path) -> Iterator[tuple[Path, Settings]]:
    """Where the report is made again, and the settings: with no saved analysis, on the day it was made."""
    with tempfile.TemporaryDirectory(prefix="press-briefing-verify-") as aside:
        today = settings.today or _day_of(folder)
        yield Path(aside, "out"), replace(settings, cache=str(Path(aside, "analyses")), today=today)


def stored(folder: Path) -> dict[str, Any]:
    """The manifest of the report in `folder`. Raises `UsageError` when there is none, or none to build upon."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        raise UsageError(
            f"is no briefing or review: it holds no {MANIFEST} that can be read",
            where=folder,
            cure="give the folder of one briefing, such as reports/NAME",
        ) from None
    if not _well_formed(told):
        raise _unknown(folder)
    return told


def _unknown(folder: Path) -> UsageError:
    return UsageError(
        f"is no briefing or review we can build again: its {MANIFEST} is of another kind",
        where=folder,
        cure="build it anew with this version",
    )


def _kind(told: Mapping[str, Any], kinds: Sequence[ReportKind], folder: Path) -> ReportKind:
    """Which kind of report a manifest is of; all it was made from is named, inside the folder."""
    kind = next((kind for kind in kinds if kind.schema == told["schema"]), None)
    try:
        if kind is None or not all(_parts(name) and not name.endswith("/") for name in kind.rests_on(told)):
            raise _unknown(folder)
    except (KeyError, TypeError, AttributeError):
        raise _unknown(folder) from None
    return kind


def _day_of(folder: Path) -> str:
    """The last day on which an article may have appeared when the briefing was built; empty where nothing tells."""
    try:
        started = json.loads((folder / "run.json").read_text(encoding="utf-8"))["started"]
        return (datetime.fromtimestamp(started, UTC).date() + timedelta(days=1)).isoformat()
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return ""


def _well_formed(told: Any) -> bool:
    """Whether all that is built upon is there, and no name leads out of the folder."""
    if not isinstance(told, dict) or not isinstance(told.get("schema"), str):
        return False
    tables = [told.get(name) for name in ("notebook", "parameters", "versions", "outputs")]
    if not all(isinstance(table, dict) for table in (*tables, told.get("settings", {}), told.get("program", {}))):
        return False
    notebook = told["notebook"].get("name")
    return isinstance(notebook, str) and len(_parts(notebook)) == 1 and all(map(_parts, told["outputs"]))


def _parts(name: str) -> tuple[str, ...]:
    """The parts of a name inside the folder; none when it leads out of it."""
    path = Path(name)
    return () if path.anchor or ".." in path.parts or "\0" in name else path.parts


def _notebook(told: Mapping[str, Any], folder: Path) -> Path:
    name = told["notebook"]["name"]
    try:
        return stored_notebook(name)
    except NotebookError:
        raise UsageError(
            f"was built with a notebook that is not ours, {name!r}",
            where=folder,
            cure="give that notebook with --notebook PATH",
        ) from None


def _changed_versions(told: Mapping[str, Any]) -> list[str]:
    """Each version that is another one now."""
    then = told["versions"]
    now = versions(*(name for name in then if name not in ("python", *TOLD_PACKAGES)))
    changed = [
        f"{name} was {then.get(name, 'not told')} then and is {now.get(name, 'not told')} now"
        for name in sorted({*then, *now})
        if then.get(name) != now.get(name)
    ]
    parts = [name for name, known in fingerprints().items() if told.get("program", {}).get(name) != known]
    return changed + ([f"press-briefing itself has changed since: {', '.join(parts)}"] if parts else [])


def _changed_notebook(told: Mapping[str, Any], path: Path) -> list[str]:
    if path.is_file() and sha256(path.read_bytes()) != told["notebook"].get("sha256"):
        return [f"{path.name} is not the notebook it was built with (give that one with --notebook PATH)"]
    return []


def _lost(kind: ReportKind, told: Mapping[str, Any], folder: Path) -> str:
    """What is wrong with the material: without it there is nothing to build again."""
    material = kind.rests_on(told)
    if not material:
        return "what it was made from was not filed with it: give that with --source"
    return next(filter(None, (_spoilt(name, folder / name, known) for name, known in sorted(material.items()))), "")


def _spoilt(name: str, path: Path, known: str) -> str:
    if not path.is_file():
        return f"{name}: missing, so nothing can be built again"
    if sha256(path.read_bytes()) != known:
        return f"{name}: changed since the report was made from it, so a rebuild would be of something else"
    return ""


def rebuild(report: Again) -> Path:
    """Make the report again under `report.out`; its folder, also when the notebook does not complete."""
    with dated(report.told.get("source_date_epoch")):
        try:
            return report.kind.again(report).folder
        except RunError:
            return next(report.out.glob("*.failed"))


@contextmanager
def dated(epoch: int | None) -> Iterator[None]:
    """`SOURCE_DATE_EPOCH` as it was when the briefing was built, and afterwards as it is."""
    before = os.environ.pop(EPOCH, None)
    if epoch is not None:
        os.environ[EPOCH] = str(epoch)
    try:
        yield
    finally:
        os.environ.pop(EPOCH, None)
        if before is not None:
            os.environ[EPOCH] = before


def differences(told: Mapping[str, Any], folder: Path, again: Path) -> Iterator[str]:
    """One line for each file that differs, in the order of the flow; how the run ended and the id before all.

    Parameters
    ----------
    told: the manifest of the report as filed.
    folder, again: the report, and the one made anew.

    Returns
    -------
    Nothing where all files are the same bytes.
    """
    now = stored(again)
    for what in ("state", "briefing"):
        if told.get(what) != now.get(what):
            yield f"{what}: {told.get(what)!r} in the folder, {now.get(what)!r} built again"
    for name in sorted({*told["outputs"], *now["outputs"], MANIFEST}, key=lambda name: (_place(name), name)):
        found = _difference(name, folder / name, again / name, told["outputs"].get(name))
        if found:
            yield f"{name}: {found}"


def _place(name: str) -> int:
    whole = {exact: place for place, exact in enumerate(FLOW)}
    return whole.get(name, whole.get(f"{name.partition('/')[0]}/", FLOW.index("")))


def _difference(name: str, here: Path, there: Path, known: str | None) -> str:
    """How one file differs, or nothing."""
    if not here.is_file():
        return "missing"
    if not there.is_file():
        return "not made by the rebuild"
    mine, other = here.read_bytes(), there.read_bytes()
    if mine == other:
        return ""
    since = "changed since it was built" if known and sha256(mine) != known else "the rebuild gives other bytes"
    return f"{since}, first at {first_difference(mine, other, text=PurePosixPath(name).suffix in TEXT)}"


def first_difference(mine: bytes, other: bytes, *, text: bool) -> str:
    """Where two different byte strings part: line and column with what stands there, or the offset."""
    offset = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(mine, other, strict=False)))
    if not text:
        return f"byte {offset + 1} of {len(mine)}"
    start = mine.rfind(b"\n", 0, offset) + 1
    line, column = mine.count(b"\n", 0, offset) + 1, len(mine[start:offset].decode("utf-8", "replace")) + 1
    shown = [_shown(data, start, offset) for data in (mine, other)]
    return f"line {line}, column {column}: {shown[0]} in the folder, {shown[1]} built again"


def _shown(data: bytes, start: int, offset: int) -> str:
    """The line around the difference, short."""
    end = data.find(b"\n", offset)
    line = data[max(start, offset - SHOWN // 2) : end if end >= 0 else len(data)][:SHOWN]
    return f"« {line.decode('utf-8', 'replace')} »" if line.strip() else "nothing"
