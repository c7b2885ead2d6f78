"""JSON: an article is an object whose fields the settings name; a list or a file of lines holds several."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any

from ...lexicons import rows as lexicon_rows
from ...model.article import Filed, Published
from ...model.errors import SourceError, UsageError
from ...model.settings import Settings
from .days import day_in
from .linked import paid, word_count
from .page import Page
from .record import is_record, page_of_record
from .whence import address, name, of_object

EXCERPT = "extrait, sans le texte entier"
_CUT = re.compile(r"…?\s?\[\+\d{1,7} (?:chars|caractères)\]\s*\Z")  # NewsAPI's: « … [+1234 chars] »


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
    """The objects of a JSON text: one, the members of a list, or one a line. Raises `SourceError` naming the line.

    An answer of a database (NewsAPI, Opoint, a search engine) is the list of articles in it.
    """
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
        return data if isinstance(data, list) else _unwrapped(data)
    return list(_lines(text, source))


def _unwrapped(data: Any) -> list[Any]:
    """The articles in an answer; the value itself where it is none."""
    if not isinstance(data, dict) or is_record(data) or isinstance(_first(data, "text"), str):
        return [data]
    for path in _paths()["list"]:
        rows = _field(data, path)
        if isinstance(rows, list) and any(isinstance(row, dict) for row in rows):
            told = [row.get("_source", row) if isinstance(row, dict) else row for row in rows]
            return [row for row in told if not _is_beside(row)] or told
    return [data]


def _is_beside(row: Any) -> bool:
    """Whether a node of a graph is told to be something else than an article."""
    return isinstance(row, dict) and "@type" in row and not isinstance(_first(row, "text"), str)


def announced(text: str) -> int | None:
    """How many articles an answer says it has; None where it says nothing, or is no JSON."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    told = _first(data, "announced") if isinstance(data, dict) else None
    return told if isinstance(told, int) and not isinstance(told, bool) else None


@cache
def _paths() -> dict[str, list[str]]:
    """Role -> the fields that may have it, the surest first."""
    found: dict[str, list[str]] = {}
    for role, path in lexicon_rows("read/json_fields.tsv"):
        found.setdefault(role, []).append(path)
    return found


def _first(row: dict[str, Any], role: str, given: str = "") -> Any:
    """The first field of a role that holds something; `given`, the settings' own, before all."""
    usual = {"text": "text", "title": "title", "author": "author", "date": "published"}.get(role, "")
    known = [] if given and given != usual else _paths()[role]  # who names a field wants that one
    told = (_field(row, path) for path in ([given] if given else []) + known)
    return next((value for value in told if value not in (None, "", [], {})), None)


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
    if is_record(row):
        return page_of_record(row, source=source)
    body, cut = _body(row, settings)
    if not isinstance(body, str):
        near = get_close_matches(settings.text_field, map(str, row), n=1)
        raise SourceError(
            f"has no field {settings.text_field!r} with text (fields: {', '.join(map(str, row))[:200]})",
            where=source,
            cure=f"set text_field{f' to {near[0]!r}' if near else ' to the field that holds the article'}",
        )
    title = _text(_first(row, "title", settings.title_field))
    author = _text(_first(row, "author", settings.author_field))
    told = {**of_object(row), "paid": paid(row), "words": word_count(row), "wall": cut, "filed": _filed(row)}
    outlet = next(filter(None, (name(_field(row, path)) for path in _paths()["outlet"])), None)
    found = _date(row, settings)
    return _page(
        body,
        title,
        {
            "author": _named(author),
            "found": found,
            "updated": _changed(row),
            **told,
            "outlet": outlet,
            "url": told["url"] or address(row.get("source")),
        },
    )


def _body(row: dict[str, Any], settings: Settings) -> tuple[Any, str]:
    """(text, what says that it is a part only): the text of the object, else its excerpt."""
    body = _first(row, "text", settings.text_field)
    if isinstance(body, str):
        cut = _CUT.search(body)
        return (body[: cut.start()].rstrip(), cut[0].strip()) if cut else (body, "")
    excerpt = None if settings.text_field != "text" else _first(row, "excerpt")
    if isinstance(excerpt, str):
        return excerpt, EXCERPT
    return _field(row, settings.text_field), ""


def _named(author: str | None) -> str | None:
    """The author, unless a number stands for one (WordPress)."""
    return None if author is None or author.isdecimal() else author


def _filed(row: dict[str, Any]) -> Filed | None:
    """What a database notes beside the text."""
    from .corpora.columns import noted

    roles = ("database", "reference", "section", "page")
    words, variables = noted(str(row["note"]) if isinstance(row.get("note"), str) else "")
    told = {role: (_text(_first(row, role)) or "")[:300] for role in roles}
    filed = Filed(**told, words=words or word_count(row), variables=variables)
    return filed if filed != Filed() else None


def _page(body: str, title: str | None, told: dict[str, Any]) -> Page:
    from ..clean.draft import Line
    from .corpora.columns import lines_in

    lines = lines_in(body)
    if title and not (lines and lines[0].text.strip() == title):
        lines = [Line(title, "title"), *lines]
    elif title:
        lines = [Line(title, "title"), *lines[1:]]
    return Page.of(lines, title=title, **told)


def _field(row: dict[str, Any], path: str) -> Any:
    """The value of a field; `a.b` looks into the object in `a`."""
    if path in row:
        return row[path]
    head, dot, rest = path.partition(".")
    inner = row.get(head)
    return _field(inner, rest) if dot and isinstance(inner, dict) else None


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = ", ".join(_person(item) if isinstance(item, dict) else str(item) for item in value)
    if isinstance(value, dict):
        value = value.get("name") or value.get("rendered")
    return " ".join(str(value).split()) or None if isinstance(value, str | int | float) else None


def _person(told: dict[str, Any]) -> str:
    """A name as schema.org and CSL have it."""
    given = " ".join(str(told[part]) for part in ("given", "family") if told.get(part))
    return str(told.get("name") or told.get("literal") or given)


def _date(row: dict[str, Any], settings: Settings) -> Published | None:
    """ISO dates, French and English dates and seconds since 1970 in the field of the date."""
    day = _day(_first(row, "date", settings.date_field))
    used = [settings.date_field, *_paths()["date"]]
    where = next((path for path in used if _field(row, path) not in (None, "")), settings.date_field)
    told = _field(row, where)
    words = told if isinstance(told, str) else day
    return Published(day, "found", f"date lue dans le champ « {where} » : {words}") if day else None


def _changed(row: dict[str, Any]) -> str | None:
    """The day of the last change."""
    return _day(_first(row, "changed"))


def _day(value: Any) -> str | None:
    """The day (ISO 8601) that a value tells: text, seconds since 1970, or the parts that CSL has."""
    from datetime import UTC, datetime

    from ..clean.published import any_date

    if isinstance(value, dict):  # CSL: {"date-parts": [[2024, 3, 5]]}
        dates = value.get("date-parts")
        parts = next(iter(dates if isinstance(dates, list) else ()), ())
        value = "-".join(f"{part:02d}" for part in parts if isinstance(part, int)) if isinstance(parts, list) else ""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 4e9:
        value = datetime.fromtimestamp(value, UTC).date().isoformat()
    day = (any_date(value) or day_in(value)) if isinstance(value, str) else None
    return day.isoformat() if day else None
