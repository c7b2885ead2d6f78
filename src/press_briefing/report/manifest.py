"""What a report was made from, so that it can be checked and made again: `manifest.json` and the run record.

The manifest holds only what the same material, parameters and versions give again; when and where a run happened,
and how long it took, stand in `run.json`, outside the document.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model.versions import fingerprints, versions

if TYPE_CHECKING:
    from .request import Request
    from .run import NotebookRun
    from .subject import Subject

SCHEMA = "press-briefing/manifest/1"
REVIEW = "press-briefing/review/1"  # of many articles: period and articles in place of article and capture
LONGEST_EPOCH = 11  # digits: three thousand years; more is no date


def sha256(data: bytes) -> str:
    """Hash of bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def manifest(subject: Subject, request: Request, outcome: NotebookRun) -> dict[str, Any]:
    """The manifest before anything is rendered; `with_outputs` adds the files.

    `settings` in it are those that shape the report and are not the defaults.
    """
    settings = request.settings.shaping()
    return {
        "schema": request.kind.schema,
        "briefing": subject.identifier,
        "state": outcome.state,
        **({"reason": outcome.reason} if outcome.reason else {}),
        **subject.facts,
        "notebook": {"name": request.notebook_path.name, "sha256": sha256(request.notebook_path.read_bytes())},
        "parameters": request.told(),
        **({"settings": settings} if settings else {}),
        **_epoch(),
        **subject.means,
        "versions": versions(*subject.packages),
        "program": fingerprints(),
    }


def _epoch() -> dict[str, int]:
    """`SOURCE_DATE_EPOCH` when it is set: it dates the PDF."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    return {"source_date_epoch": int(told)} if told.isdecimal() and len(told) <= LONGEST_EPOCH else {}


def with_outputs(told: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The manifest with the hash of every file of the report, by its path in the folder.

    Returns
    -------
    A copy of `told` with `outputs`, by path in the folder.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    outputs = {path.relative_to(folder).as_posix(): sha256(path.read_bytes()) for path in files}
    return {**told, "outputs": outputs}


def compact(data: Mapping[str, Any]) -> bytes:
    """JSON without spaces, for data that is read by programs."""
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "backslashreplace")


def dump(data: Mapping[str, Any]) -> bytes:
    """JSON as a person reads it: UTF-8, two spaces, a line end."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")
