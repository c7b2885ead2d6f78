"""What the cleaning steps hand on: the lines of a capture, and the log of what was taken out or changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..article import Removal


@dataclass(frozen=True)
class Line:
    """One line of a capture. `kind` is what the source itself says it is (HTML, Markdown), or empty.

    `gap`: an empty line stood before it. `kind` is one of `article.PARAGRAPH_KINDS`, `byline`, `date` or "".
    """

    text: str
    kind: str = ""
    gap: bool = False


@dataclass(frozen=True)
class Draft:
    """An article on its way: its lines, the log, and the published date seen on a line taken out."""

    lines: tuple[Line, ...]
    log: tuple[Removal, ...] = ()
    dates: tuple[str, ...] = ()

    def with_lines(self, lines: Iterable[Line], *removed: Removal, dates: Iterable[str] = ()) -> Draft:
        """The draft with other lines, with what was removed added to the log."""
        return replace(self, lines=tuple(lines), log=self.log + removed, dates=self.dates + tuple(dates))


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
