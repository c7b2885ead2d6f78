"""Saved analyses: JSON under a cache folder, keyed by everything an analysis depends on.

In a batch the parent analyses with a model loaded once; a notebook's kernel finds the result here and loads none.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import NamedTemporaryFile

from ..guard.own import text_of
from ..model.analysis import Analysis
from ..model.article import Article
from ..model.settings import Settings

# A saved analysis is only a shortcut: when the folder cannot be read or written, the work is simply done.
CACHE_VARIABLE = "PRESS_BRIEFING_CACHE"
# A saved analysis while it is written, and the seconds after which its writer is taken for dead.
PART, ABANDONED = ".part", 3600.0


def folder(settings: Settings) -> Path | None:
    """The cache folder: the setting, the environment variable, the user's cache; None when set to `none`."""
    told = settings.cache or os.environ.get(CACHE_VARIABLE, "")
    if told == "none":
        return None
    if told:
        return Path(told)
    from platformdirs import user_cache_path

    return user_cache_path("press-briefing") / "analyses"


# What finds: code, word lists, gazetteer and model.
FOUND_BY = (
    "accelerate/reading",
    "analyse",
    "french",
    "gazetteer",
    "lexicons",
    "models",
    "model/analysis",
    "model/typography.py",
)


@cache
def code_fingerprint() -> str:
    """Hash of the code and word lists an analysis rests on, so that no change of either meets a stale result."""
    package = files("press_briefing")
    digest = hashlib.sha256()
    roots = [Path(str(package.joinpath(name))) for name in FOUND_BY]
    for root in roots:
        for path in sorted([root] if root.is_file() else root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def key(article: Article, settings: Settings) -> str:
    """The name of the saved analysis of this article under these settings and this code."""
    material = [
        json.dumps(article.to_dict(), sort_keys=True),
        settings.model,
        str(settings.is_precise),
        settings.tone_model,
        code_fingerprint(),
    ]
    return hashlib.sha256("\0".join(material).encode("utf-8", "surrogatepass")).hexdigest()


def load(article: Article, settings: Settings) -> Analysis | None:
    """The analysis saved for this article, or None: whatever else stands in its place is passed over."""
    where = folder(settings)
    if where is None:
        return None
    try:
        return Analysis.from_dict(json.loads(text_of(where / f"{key(article, settings)}.json")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return None


@cache
def _sweep(where: Path) -> None:
    """Remove what processes that were killed while they wrote have left, once a process."""
    for path in where.glob(f"*{PART}"):
        if time.time() - path.stat().st_mtime > ABANDONED:
            path.unlink(missing_ok=True)


def save(analysis: Analysis, settings: Settings, *, under: Article | None = None) -> None:
    """Save the analysis, written aside and moved into place; a cache that cannot be written is no error.

    `under`: the article it is to be found by, where whoever looks for it knows less of it than the analysis does.
    """
    where = folder(settings)
    if where is None:
        return
    try:
        where.mkdir(parents=True, exist_ok=True)
        _sweep(where)
        with NamedTemporaryFile("w", dir=where, suffix=PART, delete=False, encoding="utf-8") as aside:
            aside.write(json.dumps(analysis.to_dict(), ensure_ascii=False))  # `dump` takes six times as long
        Path(aside.name).replace(where / f"{key(under or analysis.article, settings)}.json")
    except OSError:
        return
