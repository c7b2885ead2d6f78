"""What every format yields: the lines of an article with what the source says of them, and its metadata."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ...model.article import Removal
from ..clean.draft import Line, SourceMetadata


def words(text: str) -> list[str]:
    """The words of a title, to compare it with another: no case, no marks."""
    return re.findall(r"\w+", text.casefold())


@dataclass(frozen=True)
class Page:
    """An article as its source holds it: `text` for plain text, `lines` where the source tells kinds, its metadata."""

    text: str
    lines: tuple[Line, ...] | None = None
    told: SourceMetadata = field(default_factory=SourceMetadata)
    log: tuple[Removal, ...] = ()

    @classmethod
    def of(cls, lines: list[Line], *, log: tuple[Removal, ...] = (), **metadata: Any) -> Page:
        """A page from lines; its text is theirs. `metadata`: the fields of `SourceMetadata`."""
        return cls("\n\n".join(line.text for line in lines), tuple(lines), SourceMetadata(**metadata), log)
