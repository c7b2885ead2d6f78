"""PressReader: the text of an article with its fields below it, « Article Name: », « Publication: », « Author: »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ....lexicons import rows as lexicon_rows
from ....model.article import Filed, Removal
from ....model.typography import key
from ..days import day_in
from ..record import Record, named, people
from .layout import ExportContents, is_rights
from .rows import Row

NAME = "PressReader"
_LABEL = re.compile(r"^([^\W\d][\w'’ ]{2,30}?)[ \xa0]?: ?(.*)$")
_LINK = re.compile(r"https?://(?:www\.)?pressreader\.com/[\w-]{2,40}/([\w-]{2,80})/(\d{8})\S{0,300}")
NEEDED = 2  # different fields without which nothing is one of PressReader's


@cache
def _labels() -> dict[str, str]:
    return dict(lexicon_rows("read/pressreader_labels.tsv"))  # type: ignore[arg-type]


def _field(row: Row) -> tuple[str, str]:
    match = _LABEL.match(row.text)
    role = _labels().get(key(match[1]), "") if match else ""
    return (role, match[2].strip()) if match and role else ("", "")


def fits(rows: Sequence[Row]) -> bool:
    """Whether an article's name stands behind its label, with other fields."""
    roles = [role for row in rows if (role := _field(row)[0])]
    return "title" in roles and len(set(roles)) >= NEEDED


def read(rows: Sequence[Row]) -> ExportContents:
    """The articles: text, then fields; a row that is no field begins the next. Or the fields stand above each text."""
    if rows and _field(rows[0])[0]:
        return _fields_above(rows)
    found, part, said = ExportContents(NAME), list[Row](), dict[str, str]()
    for row in rows:
        role, value = _field(row)
        if role and (said or role == "title"):
            said.setdefault(role, value)
        elif said and not _LINK.search(row.text) and not is_rights(row):
            found.records.append(_record(part, said))
            part, said = [row], {}
        else:
            part.append(row)
    if said:
        found.records.append(_record(part, said))
    else:
        found.around(part, "page-foot")
    return found


def _fields_above(rows: Sequence[Row]) -> ExportContents:
    """The articles of a text that begins with fields: a title's field begins the next."""
    found, part, said = ExportContents(NAME), list[Row](), dict[str, str]()
    for row in rows:
        role, value = _field(row)
        if role == "title" and part:
            found.records.append(_record(part, said))
            part, said = [], {}
        if role and not part:
            said.setdefault(role, value)
        else:
            part.append(row)
    found.records.append(_record(part, said))
    return found


def _record(part: list[Row], said: dict[str, str]) -> Record:
    link = next((match for row in part if (match := _LINK.search(row.text))), None)
    title, outlet = said.get("title", ""), said.get("outlet", "")
    day = said.get("date") or (link[2] if link else "")
    body, removed = [], []
    for number, row in enumerate(part):
        head = (
            number < 5
            and not row.is_prose
            and (key(row.text) in (key(title), key(outlet)) or (len(row.text) <= 60 and day_in(row.text) is not None))
        )
        day = day or (row.text if head and day_in(row.text) else "")
        if head or is_rights(row) or _LINK.search(row.text):
            removed.append(Removal("copyright" if is_rights(row) else "page-head", row.text))
        else:
            body.append(row.line())
    filed = Filed(database=NAME, section=named(said.get("section", "")), page=named(said.get("page", "")))
    return Record(
        tuple(body),
        named(title),
        named(outlet) or (link[1].replace("-", " ").title() if link else ""),
        people(re.sub(r"^(?:par|by) ", "", said.get("author", ""), flags=re.I)),
        day,
        link[0] if link else "",
        filed,
        tuple(removed),
    )
