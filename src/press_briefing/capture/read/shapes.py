"""What a file made of text is by its first lines: a mail, a list of references, subtitles, a table, XML, JSON.

Each of these is told by what its own format asks for, never by a single word: an article may hold any word.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import PurePath

from ...lexicons import members, rows
from ...model.typography import key
from .decode import loosely
from .kinds import KINDS, Kind, by_ending
from .magic import by_magic

# Characters looked at; what is counted is counted in the whole.
HEAD = 65_536
# A mail's head: so many lines at most, so many known fields at least, one of them a machine's.
MOST_FIELDS = 400
FEW_FIELDS = 2
# A table: so many columns and rows at least, and this share of the rows has as many fields as the first.
FEW_COLUMNS, FEW_ROWS, ALIKE = 3, 3, 0.9
# In prose a comma is followed by a space; in a table hardly ever.
MOST_SPACED = 0.1
LONGEST_NAME = 40  # characters of a column's name
FEWEST_NAMES = 2  # columns with names of ours: a row under them suffices

_AROUND = "\ufeff \t\r\n"
_FIRST = (
    ("http", re.compile(r"HTTP/\d(?:\.\d)? \d{3}\b")),
    ("ris", re.compile(r"TY {1,2}- ?[A-Z]{2,12}[ \t]*$", re.M)),
    ("medline", re.compile(r"PMID ?- ?\d+[ \t]*$", re.M)),
    ("endnote", re.compile(r"%0 [A-Z][^\n]{0,60}\n%[A-Z@0-9] ")),
    (
        "bibtex",
        re.compile(
            r"(?:%[^\n]{0,500}\n\s{0,20}){0,20}@(?:article|book|booklet|comment|electronic|inbook|incollection|"
            r"inproceedings|manual|mastersthesis|misc|online|phdthesis|preamble|proceedings|string|techreport|"
            r"unpublished)\s{0,5}[{(]",
            re.I,
        ),
    ),
    (
        "subtitles",
        re.compile(
            r"WEBVTT\b|\[Script Info\]|(?:\d{1,6}[ \t]*\n)?\d{1,3}(?::\d\d){1,2}[,.]\d{3}"
            r"(?: --> |,)\d{1,3}(?::\d\d){1,2}[,.]\d{3}"
        ),
    ),
    ("card", re.compile(r"BEGIN:V(?:CALENDAR|CARD)\b")),
    ("latex", re.compile(r"(?:%[^\n]{0,500}\n\s{0,20}){0,20}\\document(?:class|style)\b")),
    ("code", re.compile(r"<\?php\b|<\?=|#!/[^\n]{1,80}\n")),
)
_COUNTED = {
    "ris": re.compile(r"^TY {1,2}- ", re.M),
    "medline": re.compile(r"^PMID ?- ", re.M),
    "endnote": re.compile(r"^%0 ", re.M),
    "bibtex": re.compile(r"^@(?!comment|string|preamble)[a-z]{3,20}\s{0,5}[{(]", re.M | re.I),
    "subtitles": re.compile(r"^\d{1,3}(?::\d\d){1,2}[,.]\d{3}(?: --> |,)", re.M),
    "warc": re.compile(r"^WARC-Type: (?:response|resource)", re.M),
    "mbox": re.compile(r"^From [^\n]{1,200} \d{4}[ \t\r]*$", re.M),
}
_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,60}):(?:[ \t]|$)")
_POSTMARK = re.compile(r"From \S{1,200} +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} ")
_MACHINE_MADE = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} [A-Z][a-z]{2} \d{4} |"
    r".{0,200}=\?[\w-]{2,20}\?[QqBb]\?"
)
_ROOT = re.compile(r"<((?:[A-Za-z_][\w.-]{0,60}:)?[A-Za-z_][\w.-]{0,60})(?=[\s/>])")
# What feedparser takes for an entry, whatever it stands in.
_ENTRY = re.compile(r"<(?:item|entry)[\s>]")
_TABS = ("\t", ";", ",", "|")


def by_shape(head: str, whole: str) -> str:
    """The key of the kind (`kinds.KINDS`) that the text begins as, else an empty string; `head` is its beginning."""
    begun = head.lstrip(_AROUND)
    tell: tuple[Callable[[], str], ...] = (
        lambda: next((kind for kind, pattern in _FIRST if pattern.match(begun)), ""),
        lambda: _mail(begun),
        lambda: _xml(begun, whole),
        lambda: "json" if begun.startswith(("{", "[")) and _is_json(whole) else "",
        lambda: _table(head.lstrip("\ufeff\r\n"), len(head) < len(whole)),
    )
    return next((kind for kind in (one() for one in tell) if kind), "")


def kind_of(data: bytes, name: str) -> Kind | None:
    """The kind of a file that is not read, by the beginning of its bytes, then by its ending; None for any other.

    Parameters
    ----------
    data: the bytes, or the first of them.
    name: of the file.
    """
    head = loosely(data[:HEAD])
    told = by_magic(data) or by_shape(head, head)
    if told:
        return KINDS[told]
    kind = by_ending().get(PurePath(name).suffix.lower())
    return kind if kind is not None and (kind.ending_tells or data.startswith(b"PK")) else None


def held(kind: str, whole: str) -> int:
    """How many articles (mails, rows, references) a text of this kind seems to hold; 0 where nothing tells."""
    if kind in _COUNTED:
        return sum(1 for _ in _COUNTED[kind].finditer(whole))
    if kind in ("csv", "tsv"):
        return max(0, sum(1 for _ in _records(whole, _delimiter(kind, whole))) - 1)
    root = root_of(whole[:HEAD]).rpartition(":")[2]
    parts = next((element for name, _, element in rows("read/roots.tsv") if name == root), "-")
    return 0 if parts == "-" else len(re.findall(rf"<(?:\w{{1,60}}:)?{re.escape(parts)}[\s>]", whole))


# -- mails ---------------------------------------------------------------------------------------------


def _mail(begun: str) -> str:
    """A mail's head: nothing but fields up to an empty line, one at least that only programs write."""
    postmark = bool(_POSTMARK.match(begun))
    if not postmark and not _FIELD.match(begun):
        return ""
    fields = _fields(begun.partition("\n")[2] if postmark else begun)
    known = [name for name, _ in fields if name in members("read/mail_fields.txt")]
    machines = [name for name, value in fields if _by_machine(name, value)]
    if not machines or len({*known, *machines}) < FEW_FIELDS:
        return ""
    kind = next((value for name, value in fields if name == "content-type"), "")
    saved = any(name == "snapshot-content-location" for name, _ in fields)
    return "mbox" if postmark else "mhtml" if saved or "multipart/related" in kind.lower() else "mail"


def _fields(text: str) -> list[tuple[str, str]]:
    """(name in lower case, value) of each line of a head; empty when a line above the first empty one is no field."""
    found: list[tuple[str, str]] = []
    for number, line in enumerate(io.StringIO(text)):
        if not line.strip() or number >= MOST_FIELDS:
            break
        field = _FIELD.match(line)
        if line[:1] not in " \t" and field is None:
            return []
        if field is not None:
            found.append((field[1].lower(), line[field.end() :].strip()))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
    return found


def _by_machine(name: str, value: str) -> bool:
    own = name in members("read/mail_machine_fields.txt") or name.startswith(("x-", "arc-", "list-"))
    return own or (name in members("read/mail_fields.txt") and bool(_MACHINE_MADE.match(value)))


# -- XML and JSON --------------------------------------------------------------------------------------


def root_of(text: str) -> str:
    """The name of the first element of a text in markup; « html » below an HTML doctype; empty when there is none."""
    at = _prose(text, 0)
    while text.startswith(("<?", "<!"), at):
        if text[at : at + 14].lower() == "<!doctype html":
            return "html"
        at = _prose(text, _behind(text, at))
    found = _ROOT.match(text, at)
    return found[1] if found else ""


def _prose(text: str, at: int) -> int:
    """Where something stands, from a place on."""
    while at < len(text) and text[at] in _AROUND:
        at += 1
    return at


def _behind(text: str, at: int) -> int:
    """Where a comment, an instruction or a doctype with its definitions has ended; the end of the text if nowhere."""
    mark = "-->" if text.startswith("<!--", at) else "?>" if text.startswith("<?", at) else ">"
    end = text.find(mark, at)
    if mark == ">" and text.find("[", at, end) >= 0:
        mark, end = "]>", text.find("]>", at)
    return end + len(mark) if end >= 0 else len(text)


def is_page(text: str, *, whole: bool = False) -> bool:
    """Whether a text is HTML: a `whole` page, or else also a piece of one, which ends with an element as it begins."""
    root = root_of(text[:HEAD]).lower()
    if root in members("read/html_pages.txt"):
        return True
    if whole or root not in members("read/html_elements.txt") or text[:100].lstrip(_AROUND).startswith("<?xml"):
        return False
    return text.rstrip().endswith(">") and f"</{root}" in text.lower()


def is_feed_root(text: str) -> bool:
    """Whether a text begins as RSS or Atom does; one that only speaks of their elements does not."""
    return root_of(text[:HEAD]).rpartition(":")[2].lower() in members("read/feed_roots.txt")


def _xml(begun: str, whole: str) -> str:
    """XML that is no feed and no page: with its declaration, or with a first element that the text also ends with."""
    root = root_of(begun)
    if not root or is_page(whole) or is_feed_root(begun):
        return ""
    told = next((kind for name, kind, _ in rows("read/roots.tsv") if name == root.rpartition(":")[2]), "")
    if told == "plist" and "WebMainResource" in begun:
        return "webarchive"
    if begun.startswith("<?xml") or whole.rstrip().endswith(f"</{root}>"):
        return told or ("" if _ENTRY.search(whole) else "xml")
    return told if told and f"</{root}>" in whole else ""


def _is_json(whole: str) -> bool:
    """An object, a list of objects, or an object a line."""
    text = whole.strip(_AROUND)
    for part in (text, text.partition("\n")[0]):
        try:
            found = json.loads(part)
        except (ValueError, RecursionError):
            continue
        return isinstance(found, dict) or (isinstance(found, list) and any(isinstance(one, dict) for one in found))
    return False


# -- tables --------------------------------------------------------------------------------------------


def _table(head: str, cut: bool) -> str:
    found = next((delimiter for delimiter in _TABS if _is_table(head, delimiter, cut)), "")
    return "tsv" if found == "\t" else "csv" if found else ""


def _is_table(head: str, delimiter: str, cut: bool) -> bool:
    """Rows of as many fields as the first, which names them, or of three at least without spaces behind the marks."""
    first = next((line for line in io.StringIO(head) if line.strip()), "")
    if delimiter not in first or len(first) >= HEAD:
        return False
    records = list(_records(head, delimiter))[: -1 if cut else None]
    if not records:
        return False
    names, alike = records[0], [record for record in records if len(record) == len(records[0])]
    if len(alike) < ALIKE * len(records) or any(not name.strip() for name in names):
        return False
    if len(alike) > 1 and _named(names):
        return True
    fields = [field for record in alike for field in record[1:]]
    spaced = sum(field.startswith((" ", "\u00a0", "\u202f")) for field in fields)
    return len(names) >= FEW_COLUMNS and len(alike) >= FEW_ROWS and spaced <= MOST_SPACED * len(fields)


def _named(names: list[str]) -> bool:
    """Whether the first row is one of names, some of which are those of corpora."""
    columns = {name for _, name in rows("read/columns.tsv")}
    known = sum(key(name).replace(" ", "_") in columns for name in names)
    return known >= FEWEST_NAMES and all(len(name) <= LONGEST_NAME for name in names)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows that hold something, up to a field that is too long to be one."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        for record in reader:
            if any(map(str.strip, record)):
                yield record
    except csv.Error:
        return


def _delimiter(kind: str, whole: str) -> str:
    first = whole.lstrip().partition("\n")[0]
    return "\t" if kind == "tsv" else max(_TABS, key=first.count)
