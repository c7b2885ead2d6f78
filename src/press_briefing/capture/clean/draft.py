"""What the cleaning steps hand on: the lines of a capture, and the log of what was taken out or changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ...model.article import Filed, Published, Removal


@dataclass(frozen=True)
class Line:
    """One line of a capture. `kind` is what the source itself says it is (HTML, Markdown), or empty.

    `gap`: an empty line stood before it. `kind` is one of `article.PARAGRAPH_KINDS`, `byline`, `date`, `cell` (of a
    table of data) or "".
    """

    text: str
    kind: str = ""
    gap: bool = False


@dataclass(frozen=True)
class SourceMetadata:
    """What the metadata of a source say of its article; every part of it may be missing.

    `found`: when it was published. `near`: a day that stands near and is no word on it, better than one of the story.
    `updated`: the day (ISO 8601) it was last changed. `hint`: a date of the file, used when nothing else
    tells one. `outlet`, `url`: who published it, and where.
    `paid`: it is said not to be free to read; `words`: how many it is said to have, 0 where that is not told; `wall`:
    what stands on its page, outside of a text that is short, and says that the rest is for others. `filed`: which
    database or corpus keeps it.
    """

    title: str | None = None
    author: str | None = None
    found: Published | None = None
    near: Published | None = None
    hint: Published | None = None
    outlet: str | None = None
    url: str | None = None
    paid: bool = False
    words: int = 0
    wall: str = ""
    filed: Filed | None = None
    updated: str | None = None


@dataclass(frozen=True)
class Dated:
    """A publication line that was taken out. `head`: it stood above the article's prose, or just below its first."""

    text: str
    head: bool = True


@dataclass(frozen=True)
class ArticleDraft:
    """An article on its way: its lines, the log, the publication lines taken out, what says that it is cut.

    `title`: what the metadata of the source call it, empty without.
    """

    lines: tuple[Line, ...]
    log: tuple[Removal, ...] = ()
    dates: tuple[Dated, ...] = ()
    cut: str = ""
    title: str = ""

    def with_lines(
        self, lines: Iterable[Line], *removed: Removal, dates: Iterable[Dated] = (), cut: str = ""
    ) -> ArticleDraft:
        """The draft with other lines, with what was removed added to the log.

        Parameters
        ----------
        dates: publication lines taken out.
        cut: what says that the article is cut; empty: nothing new.
        """
        dates = self.dates + tuple(dates)
        return replace(self, lines=tuple(lines), log=self.log + removed, dates=dates, cut=self.cut or cut)


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text that hold something, stripped, each knowing whether an empty line stood before it."""
    lines: list[Line] = []
    gap = False
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            lines.append(Line(stripped, gap=gap and bool(lines)))
        gap = not stripped
    return tuple(lines)
