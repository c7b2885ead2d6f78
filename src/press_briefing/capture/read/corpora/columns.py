"""Which column, attribute or variable holds what of an article, by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from ....lexicons import rows
from ....model.article import Filed
from ....model.typography import key
from ...clean.draft import Line, lines_of
from ..days import day_in, is_month_first
from ..decode import unix_ends
from ..record import Record, counted, named, people

_TAGS = re.compile(r"<(?:p|div|br|h[1-6]|article|section|ul|li)\b[^>]{0,500}>", re.I)
MOST_VARIABLES = 60
PACKED, GARGANTEXT = "variables", "Gargantext"
UNKEPT = ("langue", "language", "id", "am", "annee")  # what is told again by the text, the day or the place
EXCERPT = "extrait d’une base de données, sans le texte entier"


def folded(name: str) -> str:
    """A name as `columns.tsv` has it."""
    return key(name).strip("\ufeff ").replace(" ", "_")


@cache
def known() -> dict[str, str]:
    """Name -> role of every column known."""
    return {name: role for role, name in rows("read/columns.tsv")}


@cache
def _rank() -> dict[str, int]:
    """Which of several columns of one role is taken: the one named first in columns.tsv."""
    return {name: place for place, (_, name) in enumerate(rows("read/columns.tsv"))}


def roles_of(names: Sequence[str]) -> dict[str, list[str]]:
    """Role -> the columns that have it, the surest first; a column without a role is none of them."""
    found: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: _rank().get(folded(name), len(_rank()))):
        role = known().get(folded(name), "-")
        if role != "-":
            found.setdefault(role, []).append(name)
    return found


def database_of(names: Iterable[str]) -> str:
    """The database whose tables have these columns; empty for none."""
    there = {folded(name) for name in names}
    return next((base for base, columns, _ in rows("read/table_layouts.tsv") if there >= set(columns.split())), "")


def dated(rows_: Sequence[Mapping[str, str]], roles: Mapping[str, Sequence[str]], database: str) -> bool:
    """Whether the column of days writes the month first; where no row tells, as the database is known to."""
    column = next(iter(roles.get("date", ())), "")
    usual = any(base == database and order == "month-first" for base, _, order in rows("read/table_layouts.tsv"))
    return bool(column) and is_month_first([str(row.get(column, "")) for row in rows_], usual=usual)


def record_of(
    row: Mapping[str, str], roles: Mapping[str, Sequence[str]], database: str, *, month_first: bool = False
) -> Record:
    """The record of a row; what has no role of an article is kept beside it as a variable."""
    used: set[str] = set()

    def first(role: str) -> str:
        column = next((name for name in roles.get(role, ()) if row.get(name, "").strip()), "")
        used.add(column)
        return row.get(column, "").strip()

    title, outlet, author = named(first("title")), named(first("outlet")), people(first("author"))
    date, url, reference = _date(row, roles, used, month_first), first("url"), named(first("reference"))
    section, page, words, lead = named(first("section")), named(first("page")), first("words"), first("lead")
    text, database = first("text"), named(first("database")) or database
    excerpts = [] if text else [row[name].strip() for name in roles.get("excerpt", ()) if row.get(name, "").strip()]
    used |= set(roles.get("excerpt", ())) if not text else set()
    lines = [Line(lead, "heading", gap=True)] if lead and not text.startswith(lead) else []
    lines += lines_in(text or "\n\n".join(dict.fromkeys(excerpts)))
    filed = Filed(
        database="" if database == GARGANTEXT else database,
        reference=reference,
        section=section,
        page=page,
        words=counted(words),
        variables=_variables(row, used),
    )
    whole = bool(text) or database == GARGANTEXT
    return Record(tuple(lines), title, outlet, author, date, url, filed, excerpt="" if whole or not lines else EXCERPT)


def _date(row: Mapping[str, str], roles: Mapping[str, Sequence[str]], used: set[str], month_first: bool) -> str:
    """The day as ISO where it is one, else as it stands; from year, month and day where each has a column."""
    column = next((name for name in roles.get("date", ()) if row.get(name, "").strip()), "")
    told, columns = row.get(column, "").strip(), [column]
    if not told:
        columns = [
            next((name for name in roles.get(part, ()) if row.get(name, "").strip()), "")
            for part in ("year", "month", "day")
        ]
        told = "-".join(row[name].strip().zfill(2) for name in columns) if all(columns) else ""
    found = day_in(told, month_first=month_first)
    used |= set(columns) if found or column else set()
    return found.isoformat() if found else named(told)


def _variables(row: Mapping[str, str], used: set[str]) -> tuple[tuple[str, str], ...]:
    """What has no role, each with its name; a column `variables` of ours holds several."""
    left = [
        (named(name), named(value))
        for name, value in row.items()
        if name not in used and value.strip() and folded(name) not in (PACKED, *UNKEPT)
    ]
    packed = next((value for name, value in row.items() if folded(name) == PACKED), "")
    return tuple([*left, *unpacked(packed)][:MOST_VARIABLES])


def unpacked(told: str) -> list[tuple[str, str]]:
    """(name, value) of « nom=valeur | nom=valeur », as we write it; nothing of any other note."""
    parts = [part.partition("=") for part in told.split(" | ")] if told else []
    return [(name, value) for name, _, value in parts] if all(mark and name for name, mark, _ in parts) else []


def noted(told: str) -> tuple[int, tuple[tuple[str, str], ...]]:
    """(words, variables) of such a note."""
    pairs = dict(unpacked(told))
    return counted(pairs.pop("mots", "")), tuple(pairs.items())[:MOST_VARIABLES]


def lines_in(text: str) -> list[Line]:
    """The lines of a field: of a text, or of a piece of HTML."""
    from ..html import fragment_lines

    if _TAGS.search(text):
        return fragment_lines(text)
    return list(lines_of(unix_ends(text)))
