"""Is a briefing what its own folder says? Built again from capture and parameters, and compared byte for byte."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from os import PathLike
from pathlib import Path, PurePosixPath
from typing import Any

from ..capture.read import Capture
from ..model.errors import BriefingError, NotebookError, RunError, UsageError
from ..model.settings import Settings
from ..model.versions import fingerprints, versions
from .briefing import build
from .manifest import SCHEMA, sha256
from .request import Progress, stored_notebook

EPOCH = "SOURCE_DATE_EPOCH"
MANIFEST = "manifest.json"
TEXT = {".csv", ".html", ".ipynb", ".json", ".md"}
SHOWN = 40  # characters of a line that differs: enough to know the place, and one line on a terminal
# What rests on what: the first of these that differs explains those after it.
FLOW = ("capture/", "data/analysis.json", "data/", "briefing.ipynb", "briefing.html", "briefing.pdf", "", MANIFEST)


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
    notebook: str | PathLike[str] | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Verdict:
    """Build the briefing in `folder` again from its own capture and manifest, elsewhere, and compare every file.

    1. read its manifest  2. find the notebook it was built with
    3. tell what has changed since: versions, notebook  4. make sure of the capture
    5. build again, with no saved analysis  6. compare

    `notebook`: the one it was built with, when that is not ours; `settings`: instead of those the manifest tells.
    Nothing in `folder` is run or changed. Raises `UsageError` when it is no briefing, or its notebook is not at hand.
    """
    folder = Path(folder)
    told = stored(folder)  # 1
    path = Path(notebook) if notebook else _notebook(told, folder)  # 2
    changes = (*_changed_versions(told), *_changed_notebook(told, path))  # 3
    lost = _lost_capture(told, folder)  # 4
    if lost:
        return Verdict(folder, 0, changes, (lost,))
    settings = settings or Settings.load(None, **told.get("settings", {}))
    with tempfile.TemporaryDirectory(prefix="press-briefing-verify-") as aside:
        fresh = replace(settings, cache=str(Path(aside, "analyses")), today=settings.today or _day_of(folder))
        try:
            again = rebuild(told, folder, Path(aside, "out"), path, fresh, progress)  # 5
        except BriefingError as error:
            return Verdict(folder, 0, changes, (f"cannot be built again: {error}",))
        return Verdict(folder, len(told["outputs"]) + 1, changes, tuple(differences(told, folder, again)))  # 6


def stored(folder: Path) -> dict[str, Any]:
    """The manifest of the briefing in `folder`. Raises `UsageError` when it is none."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        raise UsageError(
            f"is no briefing: it holds no {MANIFEST} that can be read",
            where=folder,
            cure="give the folder of one briefing, such as reports/NAME",
        ) from None
    if not _well_formed(told):
        raise UsageError(
            f"is no briefing we can build again: its {MANIFEST} is of another kind",
            where=folder,
            cure="build it anew with this version",
        )
    return told


def _day_of(folder: Path) -> str:
    """The last day on which an article may have appeared when the briefing was built; empty where nothing tells."""
    try:
        started = json.loads((folder / "run.json").read_text(encoding="utf-8"))["started"]
        return (datetime.fromtimestamp(started, UTC).date() + timedelta(days=1)).isoformat()
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return ""


def _well_formed(told: Any) -> bool:
    """Whether all that is built upon is there, and no name leads out of the folder."""
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        return False
    tables = [told.get(name) for name in ("capture", "notebook", "parameters", "versions", "outputs")]
    if not all(isinstance(table, dict) for table in (*tables, told.get("settings", {}), told.get("program", {}))):
        return False
    names = [told["capture"].get("name"), told["notebook"].get("name")]
    return all(isinstance(name, str) and len(_parts(name)) == 1 for name in names) and all(
        _parts(name) for name in told["outputs"]
    )


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
    now = versions(*(("weasyprint",) if "weasyprint" in then else ()))
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


def _lost_capture(told: Mapping[str, Any], folder: Path) -> str:
    """What is wrong with the capture: without it there is nothing to build again."""
    name = f"capture/{told['capture']['name']}"
    path = folder / name
    if not path.is_file():
        return f"{name}: missing, so nothing can be built again"
    if sha256(path.read_bytes()) != told["capture"].get("sha256"):
        return f"{name}: changed since the briefing was built from it, so a rebuild would be of another article"
    return ""


def rebuild(
    told: Mapping[str, Any], folder: Path, out: Path, notebook: Path, settings: Settings, progress: Progress | None
) -> Path:
    """Build the briefing again under `out`; its folder, also when the notebook does not complete."""
    capture, parameters = told["capture"], dict(told["parameters"])
    data = (folder / "capture" / capture["name"]).read_bytes()
    own = {name: parameters.pop(name) for name in ("paper", "pdf_engine", "language") if name in parameters}
    published = parameters.pop("published", None) or None
    with dated(told.get("source_date_epoch")):
        try:
            return build(
                Capture(capture["name"], data, capture.get("origin", "")),
                out=out,
                published=published,
                parameters=parameters,
                notebook=notebook,
                pdf="briefing.pdf" in told["outputs"],
                settings=settings,
                progress=progress,
                **own,
            ).folder
        except RunError:
            return next(out.glob("*.failed"))


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
    """One line for each file that differs, in the order of the flow; how the run ended and the id before all."""
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
