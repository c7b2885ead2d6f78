"""From a source to an article: a path, a URL, standard input or a demonstration article.

`read` is `capture` (the bytes, as they were read or fetched) and `from_capture` (what they hold) in order, so that
a briefing can be rebuilt from the capture saved beside it. `many` reads folders, patterns, feeds and JSON lines.
`find` and `unread` are for notebooks: which file a relative path means there, and what stands below a failed reading.
"""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...model.article import Article
    from ...model.settings import Settings
    from .nothing import unread
    from .page import Page
    from .places import find
    from .several import Item, many
    from .sources import Capture

__all__ = ["Capture", "Item", "capture", "find", "from_capture", "many", "read", "unread"]

_LATER = {"Capture": ".sources", "Item": ".several", "find": ".places", "many": ".several", "unread": ".nothing"}


def __getattr__(name: str) -> Any:
    """`Capture`, `Item`, `find`, `many` and `unread`, loaded when first asked for."""
    from importlib import import_module

    where = _LATER.get(name)
    if where is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(where, __name__), name)


def read(source: str | PathLike[str], *, published: str | None = None, settings: Settings | None = None) -> Article:
    """The article in `source`: a path, a URL, `-` for standard input, `demo:STEM` for a demonstration article.

    `published`: ISO date, given by the user. `settings`: limits and fields; by default ours. Raises `SourceError`,
    `LimitError`, `LanguageError` or `UsageError`.
    """
    return from_capture(capture(source, settings), published=published, settings=settings)


def capture(source: str | PathLike[str], settings: Settings | None = None) -> Capture:
    """The bytes of `source` as they were read or fetched, under a safe file name whose suffix tells the format.

    Parameters
    ----------
    source: a path, an address, `-` for standard input, or `demo:NAME`.
    settings: limits, and whether private networks may be asked; by default ours.

    Returns
    -------
    A `Capture`: name, bytes, and where they came from.

    Raises
    ------
    `SourceError` for what is not there or cannot be read, `LimitError` for what is too large.
    """
    from ...guard.failing import guarded
    from ...model.settings import Settings

    name = fspath(source)
    with guarded("reading", name):
        return _captured(name, settings or Settings())


def _captured(name: str, settings: Settings) -> Capture:
    from . import sources

    if name == "-":
        return sources.read_standard_input(settings)
    if name.startswith(sources.DEMO):
        return sources.read_demonstration(name, settings)
    if "://" in name:
        from .fetch import fetch, is_url

        if is_url(name):
            return fetch(name, settings)
    return sources.read_file(Path(name), settings, origin=name)


def from_capture(capture: Capture, *, published: str | None = None, settings: Settings | None = None) -> Article:
    """The article in a capture; the same capture always gives the same article.

    Parameters
    ----------
    published: the day as the user gives it, YYYY-MM-DD; it goes before what the source says.
    settings: limits and names of fields; by default ours.

    Returns
    -------
    The article, its text fixed from here on.

    Raises
    ------
    `SourceError` where the capture holds no article, `LimitError` past a limit.
    """
    from ...guard.apart import reader
    from ...model.settings import Settings

    other = reader(settings or Settings())
    if other is None:
        return read_here(capture, published, settings)
    article: Article = other.article(capture, published)
    return article


def read_here(capture: Capture, published: str | None, settings: Settings | None) -> Article:
    """`from_capture`, done by this process."""
    from ...guard.failing import guarded
    from ...model.settings import Settings
    from ..clean import clean
    from .refuse import refuse_capture, refuse_page
    from .whence import placed
    from .within import the_one

    with guarded("reading", capture.origin):
        inner = the_one(capture, settings or Settings())
        refuse_capture(inner.data, inner.name)
        page = _page(inner, settings or Settings())
        refuse_page(page, capture.name)
        told = placed(page.told, inner.origin)
    with guarded("cleaning", capture.origin):
        return clean(
            page.text,
            lines=page.lines,
            told=told,
            log=page.log,
            published=published,
            source=capture.name,
            settings=settings,
        )


def _page(capture: Capture, settings: Settings) -> Page:
    """What the capture holds, by its first bytes, then its suffix."""
    from .within import kind_in

    data, name, suffix = capture.data, capture.name, PurePath(capture.name).suffix.lower()
    kind = kind_in(data, name)
    if kind in ("rtf", "odt"):
        from .document import page_in

        return page_in(data, kind, source=name, settings=settings)
    if data.startswith(b"%PDF-") or suffix == ".pdf":
        from .pdf import read_pdf

        return read_pdf(data, source=name, settings=settings)
    if data.startswith(b"PK\x03\x04") or suffix == ".docx":
        from .zipped import read_docx

        return read_docx(data, source=name, settings=settings)
    from .decode import decode

    text = decode(data, source=name)[0]
    if kind == "subtitles":
        from .files.texts import read_subtitles

        return read_subtitles(text, source=name)
    return _text_page(text, suffix, capture, settings)


def _text_page(text: str, suffix: str, capture: Capture, settings: Settings) -> Page:
    """A page of a format made of text."""
    from .endings import FEEDS, JSON, MARKDOWN, PAGES
    from .shapes import is_feed_root, is_page

    if suffix in JSON:
        from .objects import read_json

        return read_json(text, source=capture.name, settings=settings)
    paged = is_page(text, whole=suffix in MARKDOWN)  # Markdown may begin with a piece of HTML
    if not paged and (suffix in FEEDS or is_feed_root(text)):
        from .feed import read_feed

        return read_feed(capture.data, source=capture.name, settings=settings)
    if paged or suffix in PAGES:
        return _html_page(text, capture)
    if suffix in MARKDOWN:
        from .markdown import read_markdown

        return read_markdown(text)
    from .page import Page

    return Page(text)


def _html_page(text: str, capture: Capture) -> Page:
    """A page of HTML; one without an article may say why."""
    from ...model.errors import SourceError
    from .html import read_html
    from .refuse import refuse_empty_page

    try:
        return read_html(text, source=capture.name)
    except SourceError:
        refuse_empty_page(text, capture.name)
        raise
