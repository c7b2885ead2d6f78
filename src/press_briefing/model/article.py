"""What an article is: a text that never changes, its paragraphs, its author, and its date with how we know it.

`Article.text` is fixed by cleaning. Everything found later is a character span into it (start included, end
excluded), so that `text[start:end]` is the evidence for every figure of a briefing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, is_dataclass
from typing import Any

PARAGRAPH_KINDS = ("title", "heading", "lead", "body", "list-item", "post")
HEADS = ("title", "heading", "post")  # kinds that head others: a post's line is the hour it was put on line
CERTAINTIES = ("given", "found", "inferred", "unknown")
_ATOMS = frozenset((str, int, float, bool, type(None)))


def as_data(row: Any) -> dict[str, Any]:
    """A row of ours as a dictionary: what `dataclasses.asdict` gives, in a fifth of the time.

    Rows hold atoms, rows and tuples of these, which nobody can change: there is nothing to copy.
    """
    return {name: value if type(value) in _ATOMS else _data(value) for name, value in vars(row).items()}


def _data(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple([one if type(one) in _ATOMS else _data(one) for one in value])
    return as_data(value) if is_dataclass(value) else value


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: `text[start:end]`, without line ends. `kind` is one of `PARAGRAPH_KINDS`."""

    start: int
    end: int
    kind: str = "body"


@dataclass(frozen=True)
class Published:
    """The date of the article, ISO 8601 (`YYYY-MM-DD`), how sure it is, and the reason in a sentence a reader sees.

    `certainty`: `given` by the user, `found` in the source, `inferred` from the text, or `unknown`. `ahead`: that day
    had not come when the source was read.
    """

    value: str | None = None
    certainty: str = "unknown"
    reason: str = ""
    ahead: bool = False

    @property
    def deduced(self) -> bool:
        """Whether we inferred it: wherever such a date stands, it says so."""
        return self.certainty == "inferred"


@dataclass(frozen=True)
class Author:
    """The byline. When it stands in the text, `start:end` is its span, which no count of the body includes."""

    name: str
    roles: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Removal:
    """One thing taken out or changed by cleaning: the rule's name, and the text taken out as it stood."""

    rule: str
    text: str


# The reason where no words of the page say so, but its metadata do (schema.org), and what stands there is short.
DECLARED = "isAccessibleForFree: false"


@dataclass(frozen=True)
class Truncated:
    """The capture holds a part of the article only. `reason`: what says so, as the page words it."""

    reason: str


@dataclass(frozen=True)
class Filed:
    """Where a press database or a corpus keeps the article, and what it notes beside it; every part may be missing.

    `database`: its name, or the format's; `reference`: its own number of the article; `section`, `page`: of the paper;
    `words`: how many it counts; `variables`: (name, value) of whatever else a corpus notes.
    """

    database: str = ""
    reference: str = ""
    section: str = ""
    page: str = ""
    words: int = 0
    variables: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Filed:
        """The inverse of `as_data`."""
        pairs = tuple((str(name), str(value)) for name, value in data.get("variables", ()))
        return cls(**{**data, "variables": pairs})


@dataclass(frozen=True)
class Article:
    """A cleaned article. Build one with `read(source)` or `Article.from_text(text)`.

    `source` is the name of its capture; `outlet` who published it and `url` where, as far as its source tells;
    `truncated` is None where nothing says that a part is missing; `filed` says which database or corpus keeps it;
    `updated`: the day (ISO 8601) of its last change as its source tells it, None where that is no later day than
    `published` or not told.
    """

    text: str
    paragraphs: tuple[Paragraph, ...] = ()
    title: str | None = None
    language: str = "fr"
    author: Author | None = None
    published: Published = field(default_factory=Published)
    source: str = "text"
    cleaning: tuple[Removal, ...] = ()
    outlet: str | None = None
    url: str | None = None
    truncated: Truncated | None = None
    filed: Filed | None = None
    updated: str | None = None

    def __post_init__(self) -> None:
        end = 0
        for paragraph in self.paragraphs:
            if not end <= paragraph.start < paragraph.end <= len(self.text):
                raise ValueError(f"paragraph {paragraph} does not follow the one before it inside the text")
            end = paragraph.end

    @property
    def sha256(self) -> str:
        """Hash of the text, in hex."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def whence(self) -> str:
        """What a reader is told as its source: the outlet, else the name of the capture."""
        return self.outlet or self.source

    @classmethod
    def from_text(
        cls, text: str, *, published: str | None = None, verbatim: bool = False, source: str = "text"
    ) -> Article:
        """An article from text already in memory.

        `published`: ISO date, given by the user. `verbatim`: no cleaning at all, the text is kept to the character
        (its structure is still found). Raises `SourceError` when there is no prose, `UsageError` on a bad date.
        """
        from ..capture.clean import clean  # cleaning knows articles; articles only name it here

        return clean(text, published=published, verbatim=verbatim, source=source)

    def counts(self, start: int) -> bool:
        """Whether the character at `start` belongs to what is counted: everything but the byline."""
        author = self.author
        if author is None or author.start is None or author.end is None:
            return True
        return not author.start <= start < author.end

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON-ready form: every field, plus `sha256`."""
        return {**as_data(self), "sha256": self.sha256}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Article:
        """The inverse of `to_dict`; raises `ValueError` when the stored hash is not the text's."""
        author = data.get("author")
        article = cls(
            text=data["text"],
            paragraphs=tuple(Paragraph(**row) for row in data["paragraphs"]),
            title=data.get("title"),
            language=data.get("language", "fr"),
            author=Author(**{**author, "roles": tuple(author["roles"])}) if author else None,
            published=Published(**data["published"]),
            source=data.get("source", "text"),
            cleaning=tuple(Removal(**row) for row in data.get("cleaning", ())),
            outlet=data.get("outlet"),
            url=data.get("url"),
            truncated=Truncated(**data["truncated"]) if data.get("truncated") else None,
            filed=Filed.from_dict(data["filed"]) if data.get("filed") else None,
            updated=data.get("updated"),
        )
        if data.get("sha256", article.sha256) != article.sha256:
            raise ValueError("the stored hash is not the hash of the text")
        return article
