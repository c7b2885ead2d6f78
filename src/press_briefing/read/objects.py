"""JSON: an article is an object whose fields the settings name; a list or a file of lines holds several."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from ..article import Published
from ..errors import SourceError, UsageError
from ..settings import Settings
from .linked import paid, word_count
from .page import Page
from .whence import of_object

_TAGS = re.compile(r"<(?:p|div|br|h[1-6]|article|section|ul|li)\b[^>]*>", re.I)


def loads(text: str) -> Any:
    """One JSON value. Raises `SourceError` without a place, which the caller knows."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(_why_not(error), cure="mend or delete the line") from None


def _why_not(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"is no valid JSON: {error}"
    return "is nested too deeply" if isinstance(error, RecursionError) else "holds a number of too many digits"


def rows_of(text: str, *, source: str) -> list[Any]:
    """The objects of a JSON text: one, the members of a list, or one a line. Raises `SourceError` naming the line."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        if "\n" not in text.strip() or error.msg != "Extra data":
            raise SourceError(_why_not(error), where=source, cure="mend the line named") from None
    except (ValueError, RecursionError) as error:
        raise SourceError(_why_not(error), where=source, cure="give one object an article, without it") from None
    else:
        if data == []:
            raise SourceError("is a list without articles", where=source, cure="check that it is complete")
        return data if isinstance(data, list) else [data]
    return list(_lines(text, source))


def _lines(text: str, source: str) -> Iterator[Any]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield loads(line)
            except SourceError as error:
                yield SourceError(f"line {number} {error.what}", where=source, cure=error.cure)


def read_json(text: str, *, source: str, settings: Settings) -> Page:
    """The one article of a JSON file. Raises `UsageError` when it holds several."""
    rows = rows_of(text, source=source)
    if len(rows) != 1:
        raise UsageError(
            f"holds {len(rows)} articles, not one",
            where=source,
            cure="give it to a batch command, or save one object in a file of its own",
        )
    if isinstance(rows[0], SourceError):
        raise rows[0]
    return page_of(rows[0], source=source, settings=settings)


def page_of(row: Any, *, source: str, settings: Settings) -> Page:
    """The article of one object. Raises `SourceError` when the field of the text is missing or holds none."""
    if not isinstance(row, dict):
        raise SourceError(
            f"holds a {type(row).__name__} where an object is expected",
            where=source,
            cure="write each article as an object with a field for its text",
        )
    body = _field(row, settings.text_field)
    if not isinstance(body, str):
        near = get_close_matches(settings.text_field, map(str, row), n=1)
        raise SourceError(
            f"has no field {settings.text_field!r} with text (fields: {', '.join(map(str, row))[:200]})",
            where=source,
            cure=f"set text_field{f' to {near[0]!r}' if near else ' to the field that holds the article'}",
        )
    title = _text(_field(row, settings.title_field))
    author, found = _text(_field(row, settings.author_field)), _date(_field(row, settings.date_field), settings)
    told = {**of_object(row), "paid": paid(row), "words": word_count(row)}
    return _page(body, title, {"author": author, "found": found, **told})


def _page(body: str, title: str | None, told: dict[str, Any]) -> Page:
    from ..clean.draft import Line, lines_of
    from .html import fragment_lines

    lines = fragment_lines(body) if _TAGS.search(body) else list(lines_of(body))
    if title and not (lines and lines[0].text.strip() == title):
        lines = [Line(title, "title"), *lines]
    elif title:
        lines = [Line(title, "title"), *lines[1:]]
    return Page.of(lines, title=title, **told)


def _field(row: dict[str, Any], name: str) -> Any:
    """The value of a field; `a.b` looks into the object in `a`."""
    if name in row:
        return row[name]
    head, dot, rest = name.partition(".")
    inner = row.get(head)
    return _field(inner, rest) if dot and isinstance(inner, dict) else None


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = ", ".join(str(item.get("name", "")) if isinstance(item, dict) else str(item) for item in value)
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(str(value).split()) or None if isinstance(value, str | int | float) else None


def _date(value: Any, settings: Settings) -> Published | None:
    """ISO dates, French dates and seconds since 1970 in the date field."""
    from datetime import UTC, datetime

    from ..clean.published import any_date

    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 4e9:
        value = datetime.fromtimestamp(value, UTC).date().isoformat()
    day = any_date(value) if isinstance(value, str) else None
    return (
        Published(day.isoformat(), "found", f"date lue dans le champ « {settings.date_field} » : {value}")
        if day
        else None
    )
