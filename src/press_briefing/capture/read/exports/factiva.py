"""Factiva (Dow Jones) with the codes of its fields: HD, BY, PD, SN, LP, TD … AN, in text or in the cells of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ....lexicons import rows as lexicon_rows
from ....model.article import Filed, Removal
from ...clean.draft import Line
from ..record import Record, named, people
from .layout import ExportContents, is_rights, number_in
from .rows import Row

NAME = "Factiva"
_CODED = re.compile(r"([A-Z]{2,3})(?: {2,}|\t)(?=\S)")
_DOCUMENT = re.compile(r"^Document (?=[A-Z0-9])", re.I)
NEEDED = frozenset(("HD", "PD"))  # no article without a title and a day
Field = tuple[str, list[Row]]


@cache
def _codes() -> dict[str, str]:
    return dict(lexicon_rows("read/factiva_codes.tsv"))  # type: ignore[arg-type]


def fits(rows: Sequence[Row]) -> bool:
    """Whether title, day, paper and text stand behind their codes."""
    seen = {code for code, _ in _fields(rows)}
    return seen >= NEEDED and "SN" in seen and bool(seen & {"LP", "TD"})


def read(rows: Sequence[Row]) -> ExportContents:
    """The articles behind the codes."""
    fields = list(_fields(rows))
    found = ExportContents(NAME)
    found.around((row for code, told in fields for row in told if not code), "hit-list")
    documents = _documents([one for one in fields if one[0]])
    found.records = [_record(document) for document in documents]
    if found.records:
        last, after = _tail(documents[-1])
        found.records[-1] = _record(last)
        found.around(after, "page-foot")
    return found


def _fields(rows: Sequence[Row]) -> Iterator[Field]:
    """(code, rows) in order; what stands before the first code has none."""
    codes = _codes()
    code, held = "", list[Row]()
    for row in rows:
        told = _CODED.match(row.text)
        name = row.text if row.text in codes else told[1] if told and told[1] in codes else ""
        if not name:
            held.append(row)
            continue
        if code or held:
            yield code, held
        code, held = name, [replace(row, text=row.text[told.end() :])] if told and row.text != name else []
    if code or held:
        yield code, held


def _documents(fields: list[Field]) -> list[list[Field]]:
    """The fields of each article: a code it has had begins the next, which then has a title and a day of its own."""
    documents: list[list[Field]] = [[]]
    for number, one in enumerate(fields):
        had = {code for code, _ in documents[-1]}
        if one[0] in had or "AN" in had:
            if _begins(fields, number):
                documents.append([])
            else:
                _swallow(documents[-1], one)
                continue
        documents[-1].append(one)
    return [document for document in documents if document]


def _begins(fields: list[Field], number: int) -> bool:
    """Whether an article begins at this field: a title and a day come before any code does twice."""
    seen: set[str] = set()
    for code, _ in (fields[at] for at in range(number, len(fields))):
        if code in seen:
            break
        seen.add(code)
        if seen >= NEEDED:
            return True
    return False


def _swallow(document: list[Field], one: Field) -> None:
    """A line of the text that looks like a code: « HD » in an article about television."""
    code, rows = one
    document[-1][1].extend((Row(code, 1), *rows))


def _tail(document: list[Field]) -> tuple[list[Field], list[Row]]:
    """The last article, and what stands behind its number."""
    code, rows = document[-1]
    if code != "AN" or len(rows) < 2:
        return document, []
    return [*document[:-1], (code, rows[:1])], rows[1:]


def _record(document: list[Field]) -> Record:
    codes = _codes()
    said: dict[str, str] = {}
    lines: list[Line] = []
    removed: list[Removal] = []
    for code, rows in document:
        role, text = codes[code], " ".join(row.text for row in rows)
        if role == "body":
            lines += [replace(row, gap=max(1, row.gap)).line() for row in rows if not is_rights(row)]
            removed += [Removal("copyright", row.text) for row in rows if is_rights(row)]
        elif role in ("-", "captions", "copyright", "credit"):
            removed.append(Removal({"-": "field", "captions": "credit"}.get(role, role), f"{code}: {text}"))
        elif text:
            said.setdefault(role, text)
    return _made(said, lines, removed)


def _made(said: dict[str, str], lines: list[Line], removed: list[Removal]) -> Record:
    filed = Filed(
        database=NAME,
        reference=named(_DOCUMENT.sub("", said.get("reference", ""))),
        section=named(said.get("section", "")),
        page=named(said.get("page", "")),
        words=number_in(said.get("words", "")),
    )
    return Record(
        lines=tuple(lines),
        title=named(said.get("title", "")),
        outlet=named(said.get("outlet", "")),
        author=people(said.get("author", "")),
        date=said.get("date", ""),
        filed=filed,
        removed=tuple(removed),
    )
