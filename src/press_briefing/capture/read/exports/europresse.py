"""Europresse (Cedrom-SNi): the page of the present site, that of the earlier one, and its text as it is copied.

Each article: paper, then « Politique, mardi 5 mars 2024 139 mots, p. 8 », title, authors, text, rights, number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ....lexicons import members
from ....model.article import Filed, Removal
from ....model.typography import unaccented
from ..record import Record, named, people
from .layout import ExportContents, announced, is_rights, number_in, page_in, parted
from .rows import Row

NAME = "Europresse"
_OUTLET, _HEADER, _BODY = "docpublicationname", "docheader", "doctext"
_AUTHORS = frozenset(("docauthors", "sm-margin-bottomnews"))
_FEET = frozenset(("apd-wrapper", "apd-sources-date"))
_TITLES = frozenset(("titrearticlevisu", "titrearticle", "rdp__articletitle"))
_SUBTITLES = frozenset(("rdp__subtitle", "soustitrearticle", "titrearticlesous"))
_NUMBERS = frozenset(("public-lblnodoc", "publiclblnodoc"))
_NUMBER = re.compile(r"^(?:news|web|aud|vid|rep)[·•]\d{8}[·•]\S{2,60}$")
_ISSUE = re.compile(r",? n(?:o|°|º)s?\.? ?([\w/-]{1,20})$", re.I)
_ELSEWHERE = re.compile(r"^(?:aussi paru dans|also published in)\b", re.I)
_CERTIFIED = re.compile(r"^(?:certificat [ée]mis|certificate issued|ce document est r[ée]serv[ée])\b", re.I)
_COPIED = re.compile(r"\b(?:19|20)\d\d,? \d{1,6} (?:mots|words)(?:, p\. ?[\w-]{1,10}(?:, ?[\w-]{1,10}){0,5})?$")
LONGEST_AUTHOR = 12  # words: a longer line is the article's first


def fits(rows: Sequence[Row]) -> bool:
    """Whether papers' names are marked, with heads or titles; or heads stand as the site copies them, with numbers."""
    marked = {mark for row in rows for mark in row.marks}
    if _OUTLET in marked:
        return _HEADER in marked or bool(marked & _TITLES)
    heads = sum(bool(_COPIED.search(row.text)) for row in rows)
    return heads > 0 and any(_NUMBER.match(row.text) for row in rows)


def read(rows: Sequence[Row]) -> ExportContents:
    """The articles of a page or a text of Europresse."""
    rows = rows if any(_OUTLET in row.marks for row in rows) else _marked(rows)
    starts = [n for n, row in enumerate(rows) if _OUTLET in row.marks and not (n and _OUTLET in rows[n - 1].marks)]
    found = ExportContents(NAME, announced=announced(rows[: starts[0]]))
    found.around(rows[: starts[0]], "hit-list")
    for number, part in enumerate(parted(rows, starts), 1):
        article, after = _ended(part)
        found.records.append(_record(article))
        found.around(after, "page-foot" if number == len(starts) else "field")
    return found


def _marked(rows: Sequence[Row]) -> list[Row]:
    """The rows of a copied text, marked as those of a page are."""
    told = list(rows)
    for number, row in enumerate(rows):
        if _COPIED.search(row.text) and number:
            for at, mark in ((number - 1, _OUTLET), (number, _HEADER), (number + 1, "titrearticle")):
                if at < len(told):
                    told[at] = replace(told[at], marks=told[at].marks | {mark})
    return told


def _ended(part: list[Row]) -> tuple[list[Row], list[Row]]:
    """An article up to its number, and what stands behind that."""
    last = next((n for n, row in enumerate(part) if _is_number(row)), len(part) - 1)
    return part[: last + 1], part[last + 1 :]


def _is_number(row: Row) -> bool:
    return bool(row.marks & _NUMBERS) or bool(_NUMBER.match(row.text))


def _record(part: list[Row]) -> Record:
    roles = _roles(part)
    told: dict[str, list[str]] = {}
    for row, role in zip(part, roles, strict=True):
        told.setdefault(role, []).append(row.text)
    said = {role: " ".join(texts).strip() for role, texts in told.items()}
    outlet, header = said.get("outlet", "").strip(" ,"), said.get("header", "")
    issue = _ISSUE.search(outlet)
    filed = Filed(
        database=NAME,
        reference=named(said.get("number", "")),
        section=_section(header),
        page=page_in(header),
        words=number_in(header),
        variables=(("numéro", issue[1]),) if issue else (),
    )
    kinds = {"body": "", "subtitle": "heading"}
    return Record(
        lines=tuple(row.line(kinds[role]) for row, role in zip(part, roles, strict=True) if role in kinds),
        title=named(said.get("title", "")),
        outlet=named(_ISSUE.sub("", outlet).strip(" ,")),
        author=people(said.get("author", "")),
        date=header[len(filed.section) :],
        filed=filed,
        removed=tuple(
            Removal(role, row.text)
            for row, role in zip(part, roles, strict=True)
            if role in ("copyright", "related", "page-foot")
        ),
    )


def _roles(part: list[Row]) -> list[str]:
    """What each row is; without a mark, by where it stands."""
    roles: list[str] = []
    for row in part:
        roles.append(_by_mark(row) or _by_place(row, roles[-1] if roles else ""))
    return roles


def _by_mark(row: Row) -> str:
    marks = row.marks
    if _is_number(row):
        return "number"
    if is_rights(row) and _BODY not in marks:
        return "copyright"
    if _ELSEWHERE.match(row.text):
        return "related"
    if _CERTIFIED.match(row.text):
        return "page-foot"
    pairs = (
        ({_OUTLET}, "outlet"),
        ({_HEADER}, "header"),
        (_SUBTITLES, "subtitle"),
        ({_BODY}, "body"),
        (_TITLES, "title"),
        (_AUTHORS, "author"),
        (_FEET, "page-foot"),
    )
    return next((role for known, role in pairs if marks & known), "")


def _by_place(row: Row, before: str) -> str:
    """Right below the title stands who signs, without an empty line between them."""
    short = len(row.text.split()) <= LONGEST_AUTHOR and not row.is_prose and row.text[-1:] not in ".!?…:»"
    return "author" if before == "title" and row.gap == 0 and short else "body"


@cache
def _weekdays() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(members('read/weekdays.txt'))})\b")


def _section(header: str) -> str:
    """What stands before the day: « Politique », « France - Société »."""
    folded = unaccented(header).lower()
    day = _weekdays().search(folded) or re.search(r"\d", folded)
    return named(header[: day.start()].strip(" ,;–-")) if day and len(folded) == len(header) else ""
