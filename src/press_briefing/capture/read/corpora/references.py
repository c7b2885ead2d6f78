"""References (RIS, BibTeX): one with a text in it is an article; one without tells what it is a reference to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....model.article import Filed
from ....model.errors import BriefingError
from ....model.settings import Settings
from ..decode import decode, unix_ends
from ..record import Record, named, people
from ..sources import Capture
from .columns import lines_in, noted

_TAG = re.compile(r"^([A-Z][A-Z0-9]) {1,2}-(?: |$)(.*)$")
_RIS = {
    "TI": "title",
    "T1": "title",
    "CT": "title",
    "AU": "author",
    "A1": "author",
    "T2": "outlet",
    "JO": "outlet",
    "JF": "outlet",
    "PB": "publisher",
    "PY": "date",
    "Y1": "date",
    "DA": "day",
    "UR": "url",
    "AN": "reference",
    "SE": "section",
    "SP": "page",
    "DB": "database",
    "AB": "text",
    "N2": "text",
    "N1": "note",
    "ID": "id",
}
_ENTRY = re.compile(
    r"^@(?!comment|string|preamble)([a-z]{3,20})\s{0,5}[{(]\s{0,20}([^,\s{}]{0,200})\s{0,5},", re.M | re.I
)
_FIELD = re.compile(r"\s{0,200}([a-z][\w-]{0,40})\s{0,20}=\s{0,20}", re.I)
_BARE_END = re.compile(r"[,}\n]|$")  # of a value without braces or quotes
LONGEST_ENTRY = 2_000_000


def read_ris(taken: Capture, settings: Settings) -> Iterator[Record | BriefingError]:
    """Each reference of a RIS file; lines without a tag go on with the field before them."""
    text = unix_ends(decode(taken.data, source=taken.origin)[0]).lstrip("\ufeff")
    fields: dict[str, list[list[str]]] = {}
    last = ""
    for line in text.split("\n"):
        match = _TAG.match(line)
        if match and match[1] == "ER":
            yield _record(fields)
            fields, last = {}, ""
        elif match and match[1] == "TY":
            if fields:
                yield _record(fields)
            fields, last = {"TY": [[match[2]]]}, ""
        elif match:
            last = _RIS.get(match[1], match[1])
            fields.setdefault(last, []).append([match[2].strip()])
        elif last:
            fields[last][-1].append(line.strip())
    if fields:
        yield _record(fields)


def _record(told: dict[str, list[list[str]]]) -> Record:
    """The record of the fields of a reference, each of which may stand several times, and have several lines."""
    fields = {name: ["\n".join(lines) for lines in values] for name, values in told.items()}

    def first(name: str) -> str:
        return next((value.strip() for value in fields.get(name, ()) if value.strip()), "")

    date = (first("day") or first("date")).strip("/")
    authors = "; ".join(_forename_first(name) for name in fields.get("author", ()) if name.strip())
    words, variables = noted(first("note"))
    filed = Filed(
        named(first("database")),
        named(first("reference")),
        named(first("section")),
        named(first("page")),
        words,
        variables,
    )
    return Record(
        tuple(lines_in("\n".join(fields.get("text", ())))),
        named(first("title")),
        named(first("outlet") or first("publisher")),
        people(authors),
        date,
        first("url"),
        filed,
    )


def _forename_first(name: str) -> str:
    """« Kerdrel, Jeanne » as a byline has it."""
    family, comma, given = " ".join(name.split()).partition(", ")
    return f"{given} {family}" if comma else family


# -- BibTeX -------------------------------------------------------------------------------------------------


def read_bibtex(taken: Capture, settings: Settings) -> Iterator[Record | BriefingError]:
    """Each entry of a BibTeX file."""
    text = unix_ends(decode(taken.data, source=taken.origin)[0]).lstrip("\ufeff")
    starts = list(_ENTRY.finditer(text))
    for match, end in zip(starts, [*(other.start() for other in starts[1:]), len(text)], strict=True):
        told = dict(_fields(text[match.end() : min(end, match.end() + LONGEST_ENTRY)]))
        month = told.get("month", "")
        date = told.get("date") or " ".join(filter(None, (told.get("day", ""), month, told.get("year", ""))))
        authors = "; ".join(_forename_first(name) for name in re.split(r"\s+and\s+", told.get("author", "")))
        filed = Filed("", named(told.get("eprint", "") or told.get("number", "")), page=named(told.get("pages", "")))
        yield Record(
            tuple(lines_in(told.get("abstract", "") or told.get("annote", ""))),
            named(told.get("title", "")),
            named(told.get("journal") or told.get("journaltitle") or told.get("publisher") or ""),
            people(authors),
            date,
            told.get("url", ""),
            filed,
        )


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """(name, value) of an entry; braces and quotes around a value are left out."""
    at = 0
    while match := _FIELD.match(text, at):
        value, at = _value(text, match.end())
        yield match[1].lower(), re.sub(r"[{}]", "", value).strip()
        while at < len(text) and text[at] in ", \n\t":
            at += 1


def _value(text: str, at: int) -> tuple[str, int]:
    """A value from a place on, and where it ends."""
    if text[at : at + 1] not in ("{", '"'):
        end = _BARE_END.search(text, at)
        return (text[at : end.start()], end.start()) if end else (text[at:], len(text))
    opening, depth = text[at], 0
    for place in range(at, len(text)):
        char = text[place]
        depth += (char == "{") - (char == "}")
        if (opening == "{" and depth == 0) or (opening == '"' and char == '"' and place > at and depth == 0):
            return text[at + 1 : place], place + 1
    return text[at + 1 :], len(text)
