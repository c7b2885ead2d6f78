"""One article of an export, a corpus or a table: what stands in it, and what its database notes beside it.

A record becomes a capture of its own, JSON of the form `SCHEMA`, so that a briefing can be rebuilt from that alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...model.article import Filed, Published, Removal
from ...model.errors import SourceError
from ..clean.draft import Line
from ..clean.published import in_french
from . import whence
from .days import day_in
from .page import Page, words
from .sources import Capture, safe_name

SCHEMA = "press-briefing/record/1"
LONGEST = 300  # characters of a field that is no text: a database's own are shorter
MOST_AUTHORS = 40


@dataclass(frozen=True)
class Record:
    """An article as its source holds it: `lines` without the title; `removed`: what was left out of it.

    `date`: as the source writes it; `excerpt`: why this is a part of the article only, empty where it is whole.
    """

    lines: tuple[Line, ...]
    title: str = ""
    outlet: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    filed: Filed = field(default_factory=Filed)
    removed: tuple[Removal, ...] = ()
    excerpt: str = ""

    @property
    def has_text(self) -> bool:
        """Whether anything but a title is in it."""
        return any(char.isalpha() for line in self.lines for char in line.text)


def named(told: object) -> str:
    """A field in one line, of a length that a field has."""
    return " ".join(str(told).split())[:LONGEST] if isinstance(told, str | int | float) else ""


def counted(told: str) -> int:
    """The number of words a field tells; 0 where it tells none that an article can have."""
    return int(told) if told.isdecimal() and len(told) < 8 else 0


def capture_of(record: Record, taken: Capture, number: int) -> Capture:
    """The capture of the article of this number in `taken`."""
    stem, dot, _ = taken.name.rpartition(".")
    body = json.dumps(as_object(record), ensure_ascii=False, indent=1).encode("utf-8", "replace")
    return Capture(safe_name(f"{stem if dot else taken.name}-{number:04d}.json"), body, f"{taken.origin}#{number}")


def as_object(record: Record) -> dict[str, Any]:
    """The record as JSON: fields that are empty are left out."""
    filed = record.filed
    told = {
        "title": record.title,
        "outlet": record.outlet,
        "author": record.author,
        "date": record.date,
        "url": record.url,
        "database": filed.database,
        "reference": filed.reference,
        "section": filed.section,
        "page": filed.page,
        "words": filed.words,
        "variables": dict(filed.variables),
        "excerpt": record.excerpt,
    }
    return {
        "schema": SCHEMA,
        **{name: value for name, value in told.items() if value},
        "paragraphs": [[line.kind, line.text, line.gap] for line in record.lines],
        "removed": [[removal.rule, removal.text] for removal in record.removed],
    }


def is_record(row: Any) -> bool:
    """Whether an object is a record of ours."""
    return isinstance(row, dict) and row.get("schema") == SCHEMA


def page_of_record(row: Mapping[str, Any], *, source: str) -> Page:
    """The page of a record's object. Raises `SourceError` for one that is not of its form, or that holds no text."""
    try:
        record = _from_object(row)
    except (TypeError, ValueError, KeyError, AttributeError):
        raise SourceError(f"is no record of the form {SCHEMA}", where=source, cure="read its source again") from None
    return page_of(record, source=source)


def _from_object(row: Mapping[str, Any]) -> Record:
    filed = Filed(
        database=named(row.get("database", "")),
        reference=named(row.get("reference", "")),
        section=named(row.get("section", "")),
        page=named(row.get("page", "")),
        words=int(row.get("words", 0)),
        variables=tuple((str(name), str(value)) for name, value in row.get("variables", {}).items()),
    )
    return Record(
        lines=tuple(Line(str(text), str(kind), bool(gap)) for kind, text, gap in row["paragraphs"]),
        filed=filed,
        removed=tuple(Removal(str(rule), str(text)) for rule, text in row.get("removed", ())),
        **{name: named(row.get(name, "")) for name in ("title", "outlet", "author", "date", "url", "excerpt")},
    )


def page_of(record: Record, *, source: str) -> Page:
    """The page of a record. Raises `SourceError` where nothing but a title is in it."""
    if not record.has_text:
        title = f"« {record.title[:80]} »" if record.title else ""
        told = " ".join(filter(None, (title, record.url and f"at {record.url}")))
        raise SourceError(
            f"is a reference without text{told and f' ({told})'}",
            where=source,
            cure="give the page or the file that holds its text",
        )
    lines = list(record.lines)
    if record.title and lines and words(lines[0].text) == words(record.title):
        lines = lines[1:]
    if record.title:
        lines = [Line(record.title, "title"), *lines]
    return Page.of(
        lines,
        log=record.removed,
        title=record.title or None,
        author=record.author or None,
        found=_found(record),
        outlet=whence.name(record.outlet),
        url=whence.address(record.url),
        filed=_kept(record.filed),
        wall=record.excerpt,
    )


def _kept(filed: Filed) -> Filed | None:
    return filed if filed != Filed() else None


def _found(record: Record) -> Published | None:
    day = day_in(record.date)
    where = f" ({record.filed.database})" if record.filed.database else ""
    return Published(day.isoformat(), "found", f"date notée avec l’article{where} : {in_french(day)}") if day else None


def people(told: str) -> str:
    """Names that a field parts by marks, as a byline has them: « A ; B » becomes « A, B »."""
    parts = [" ".join(part.split()) for part in told.replace("|", ";").split(";")]
    return ", ".join([part for part in parts if part][:MOST_AUTHORS])
