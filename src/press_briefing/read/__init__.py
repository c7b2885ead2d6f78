"""From a source to an article: a path, a URL, standard input or a demonstration article."""
from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..article import Article
    from ..settings import Settings
    from .sources import Capture
    from .page import Page


def read(source: str | PathLike[str], *, published: str | None = None, settings: Settings | None = None) -> Article:
    """The article in `source`: a path, a URL, `-` for standard input, `demo:STEM` for a demonstration article.

    `published`: ISO date, given by the user. Raises `SourceError`, `LimitError`, `LanguageError` or `UsageError`.
    """
    return from_capture(capture(source, settings), published=published, settings=settings)


def capture(source: str | PathLike[str], settings: Settings | None = None) -> Capture:
    """The bytes of `source` as they were read or fetched, under a safe file name."""
    from ..settings import Settings
    from . import sources

    settings = settings or Settings()
    name = fspath(source)
    if name == "-":
        return sources.read_standard_input(settings)
    if name.startswith(sources.DEMO):
        return sources.read_demonstration(name, settings)
    return sources.read_file(Path(name), settings, origin=name)


def from_capture(capture: Capture, *, published: str | None = None, settings: Settings | None = None) -> Article:
    """The article in a capture; the same capture always gives the same article."""
    from ..clean import clean

    page = _page(capture)
    return clean(page.text, lines=page.lines, title=page.title, author=page.author, found=page.found, log=page.log,
                 published=published, source=capture.name, settings=settings)


def _page(capture: Capture) -> Page:
    from .decode import decode
    from .html import read_html
    from .markdown import read_markdown
    from .page import Page

    suffix = PurePath(capture.name).suffix.lower()
    if suffix in (".html", ".htm", ".xhtml"):
        return read_html(capture.data, source=capture.name)
    text, _ = decode(capture.data, source=capture.name)
    return read_markdown(text) if suffix in (".md", ".markdown") else Page(text)
