"""What a briefing was made from, so that it can be checked and made again: `manifest.json` and the run record.

The manifest holds only what the same article, parameters and versions give again; when and where a run happened,
and how long it took, stand in `run.json`, outside the document.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model.citation import csl
from ..model.versions import fingerprints, versions

if TYPE_CHECKING:
    from ..model.analysis import Analysis
    from ..model.article import Article

SCHEMA = "press-briefing/manifest/1"
REVIEW = "press-briefing/review/1"  # of many articles: period and articles in place of article and capture
LONGEST_EPOCH = 11  # digits: three thousand years; more is no date


def sha256(data: bytes) -> str:
    """Hash of bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def manifest(
    analysis: Analysis,
    *,
    identifier: str,
    state: str,
    reason: str,
    capture: Mapping[str, Any],
    notebook: Mapping[str, str],
    parameters: Mapping[str, Any],
    settings: Mapping[str, Any] | None = None,
    more_versions: Sequence[str] = (),
) -> dict[str, Any]:
    """The manifest before anything is rendered; `with_outputs` adds the files.

    `settings` are those that shape the briefing and are not the defaults; `more_versions` names packages of an extra.
    """
    article = analysis.article
    return {
        "schema": SCHEMA,
        "briefing": identifier,
        "state": state,
        **({"reason": reason} if reason else {}),
        "article": {
            "title": article.title,
            "sha256": article.sha256,
            "words": len(article.text.split()),
            "published": {"value": article.published.value, "certainty": article.published.certainty},
            **_whence(article),
            "citation": csl(article),
        },
        "capture": dict(capture),
        "notebook": dict(notebook),
        "parameters": dict(parameters),
        **({"settings": dict(settings)} if settings else {}),
        **_epoch(),
        "model": analysis.model,
        "profile": analysis.profile,
        "versions": versions(*more_versions),
        "program": fingerprints(),
    }


def _whence(article: Article) -> dict[str, Any]:
    """Who published it and where, when it was last changed and what says that it is cut, as far as that is known."""
    told = {"outlet": article.outlet, "url": article.url, "updated": article.updated}
    cut = {"truncated": {"reason": article.truncated.reason}} if article.truncated else {}
    return {**{name: value for name, value in told.items() if value}, **cut}


def _epoch() -> dict[str, int]:
    """`SOURCE_DATE_EPOCH` when it is set: it dates the PDF."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    return {"source_date_epoch": int(told)} if told.isdecimal() and len(told) <= LONGEST_EPOCH else {}


def with_outputs(told: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The manifest with the hash of every file of the briefing, by its path in the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    outputs = {path.relative_to(folder).as_posix(): sha256(path.read_bytes()) for path in files}
    return {**told, "outputs": outputs}


def compact(data: Mapping[str, Any]) -> bytes:
    """JSON without spaces, for data that is read by programs."""
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "backslashreplace")


def dump(data: Mapping[str, Any]) -> bytes:
    """JSON as a person reads it: UTF-8, two spaces, a line end."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")
