"""From a source to an article: a path, a URL or standard input."""
from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..article import Article
    from ..settings import Settings


def read(source: str | PathLike[str], *, published: str | None = None, settings: Settings | None = None) -> Article:
    from ..clean import clean

    path = Path(source)
    return clean(path.read_text(encoding="utf-8"), published=published, source=path.name)
