"""What every format yields: the lines of an article with what the source says of them, and its metadata."""

from __future__ import annotations

from dataclasses import dataclass

from ..article import Published, Removal
from ..clean.draft import Line


@dataclass(frozen=True)
class Page:
    """An article as its source holds it. `text` for plain text; `lines` where the source tells kinds.

    `found`: the published date it tells; `hint`: a date of the file, used when nothing else tells one.
    """

    text: str
    lines: tuple[Line, ...] | None = None
    title: str | None = None
    author: str | None = None
    found: Published | None = None
    hint: Published | None = None
    log: tuple[Removal, ...] = ()

    @classmethod
    def of(cls, lines: list[Line], **metadata: object) -> Page:
        """A page from lines; its text is theirs."""
        return cls("\n\n".join(line.text for line in lines), tuple(lines), **metadata)  # type: ignore[arg-type]
