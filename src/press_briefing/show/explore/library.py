"""The articles a notebook can open: those in `data/`, and the demonstration."""

from __future__ import annotations

from pathlib import Path

from ...capture.read.endings import READ
from ...capture.read.places import DATA, seen_from, workplace
from ...capture.read.sources import DEMO, demonstrations


def articles(folder: Path | None = None) -> list[tuple[str, str]]:
    """(label, source) of each: files of `data/raw` and `data`, paths as `find` gives them, then `demo:NAME`."""
    here = (folder or Path.cwd()).resolve()
    root = workplace(here)
    data = root / DATA if root else None
    found = sorted(path for path in data.rglob("*") if _may_be_article(path, data)) if data else []
    own = [
        (path.relative_to(data).as_posix(), Path(seen_from(here, root, path)).as_posix())
        for path in found
        if data and path.parent != data / "articles"
    ]
    return own + [(DEMO + stem, DEMO + stem) for stem in sorted(demonstrations())]


def _may_be_article(path: Path, data: Path) -> bool:
    inside = path.relative_to(data).parts
    return (
        path.is_file()
        and path.suffix.lower() in READ
        and path.stem.lower() != "readme"
        and not any(part.startswith(".") for part in inside)
    )
