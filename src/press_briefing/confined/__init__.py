"""One article is read and analysed in a process of its own, whose parent holds it to limits.

    with reading(settings) as reader:
        analysis = reader.understand(capture)

`limits` says what a process may take; `child` is what runs in it. The workers of a batch are such processes already:
their pool holds them to the same limits, and what they do, they do in place (`in_place`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..guard.apart import asking
from ..model.settings import Settings
from .limits import held
from .reader import Reader

if TYPE_CHECKING:
    from ..capture.read import Capture
    from ..model.analysis import Analysis
    from ..model.article import Article

__all__ = ["Reader", "article_in", "in_place", "is_in_place", "keeping", "load", "reading", "understand"]

# Who said so last, in this process: that it reads by itself, and by what memory it is held; that one child is kept.
_HERE: list[int] = []
_KEPT: list[Reader] = []


def is_in_place() -> bool:
    """Whether this process reads by itself, since somebody holds it to limits."""
    return bool(_HERE)


@contextmanager
def in_place(memory: int = -1) -> Iterator[None]:
    """What is read inside is read in this process: it is a child itself, or the caller's own business.

    `memory`: bytes of data it is held to while it reads and analyses, -1 for none.
    """
    _HERE.append(memory)
    try:
        with asking(None):
            yield
    finally:
        _HERE.pop()


@contextmanager
def keeping(settings: Settings) -> Iterator[None]:
    """One child, with its model, for all that is read and analysed inside under these settings.

        with keeping(Settings()):
            analysis = analyse(read("article.pdf"))

    What is only looked into, for what it holds, is opened by it too.
    """
    if is_in_place():
        yield
        return
    with Reader(settings) as reader, asking(reader):
        _KEPT.append(reader)
        try:
            yield
        finally:
            _KEPT.remove(reader)


@contextmanager
def reading(settings: Settings) -> Iterator[Reader | None]:
    """A child that reads and analyses, making itself ready meanwhile; None where this process does so by itself."""
    if is_in_place():
        yield None
    elif _KEPT and _KEPT[-1].settings == settings:
        _KEPT[-1].make_ready()
        yield _KEPT[-1]
    else:
        with Reader(settings) as reader:
            reader.make_ready()
            yield reader


def understand(
    capture: Capture,
    published: str | None,
    settings: Settings,
    *,
    reader: Reader | None = None,
    tell: Callable[[str], None] = lambda phase: None,
) -> Analysis:
    """The analysis of the article in `capture`, by `reader` or by a child as `reading` has it.

    `tell("analyse")` is called between reading and analysing. Raises as `Reader.understand` does.
    """
    if reader is not None:
        return reader.understand(capture, published, tell)
    if not is_in_place():
        with reading(settings) as reader:
            return understand(capture, published, settings, reader=reader, tell=tell)
    from ..analyse import analyse
    from ..capture.read import from_capture

    with held(_HERE[-1]):
        article = from_capture(capture, published=published, settings=settings)
        tell("analyse")
        return analyse(article, settings=settings)


def load(settings: Settings) -> None:
    """Load the model now, where articles are analysed. Raises `LanguageError` when there is none."""
    from ..analyse.language import load_all

    if _KEPT and _KEPT[-1].settings == settings:
        _KEPT[-1].load()
    else:
        load_all(settings)


def article_in(capture: Capture, settings: Settings) -> Article:
    """The article in `capture`, read as `understand` reads it. Raises as `Reader.article` does."""
    from ..capture.read import from_capture

    with reading(settings) as reader:
        return reader.article(capture) if reader else from_capture(capture, settings=settings)
