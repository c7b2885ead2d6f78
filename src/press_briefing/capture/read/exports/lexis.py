"""LexisNexis and Nexis Uni: « 1 of 3 DOCUMENTS » above each article, or « End of Document » below it.

Fields stand behind labels (« AUTEUR: », « Section: »), above and below the text. The earlier site sets paper and day
above the title, Nexis Uni sets the title above paper and day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from ....lexicons import rows as lexicon_rows
from ....model.article import Filed, Removal
from ....model.typography import key
from ...clean.draft import Line
from ..days import day_in
from ..record import Record, named, people
from .layout import ExportContents, announced, is_rights, number_in, page_in, parted
from .rows import Row

_COUNTED = re.compile(r"^(\d{1,6}) (?:of|de|sur|von|di) (\d{1,6}) DOCUMENTS?$")
_END = re.compile(r"^(?:End of Document|Fin du document)$", re.I)
_LABEL = re.compile(r"^([^\W\d][\w'’ /-]{1,30}?)[ \xa0]?:(?: |$)")
_BARE = frozenset(("body", "corps", "classification", "notes"))  # labels that stand alone
_EDITION = re.compile(r"^(?:edition|[ée]dition|[ée]d\.)\b|\b(?:edition|[ée]dition)$", re.I)
_HIT = re.compile(r"^\d{1,5}\. ?\S")
_GLUED = re.compile(r"^(Body|Corps) (?=[«“A-ZÀ-Þ])")
_PAGED = re.compile(r"^Page \d{1,5} (?:of|de|sur) \d{1,5}$", re.I)
LONGEST_DATE = 60  # characters of the line of the day
HEAD_ROWS = 12
LONGEST_FIELD = 2_000  # characters of what stands behind a label, line upon line
LONGEST_TITLE = 3  # printed lines


@cache
def _labels() -> dict[str, tuple[str, str]]:
    return {label: (role, place) for label, role, place in lexicon_rows("read/lexis_labels.tsv")}


def _label(row: Row) -> tuple[str, str, str]:
    """(role, place, value) of a row that begins with a label; empty strings for any other."""
    folded = key(row.text)
    if folded in _BARE:
        return (*_labels()[folded], "")
    match = _LABEL.match(row.text)
    told = _labels().get(key(match[1])) if match else None
    return (*told, row.text[match.end() :].strip()) if told and match else ("", "", "")


@dataclass
class _Draft:
    """What is gathered of one article."""

    title: str = ""
    outlet: str = ""
    date: str = ""
    said: dict[str, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    removed: list[Removal] = field(default_factory=list)

    def record(self, database: str) -> Record:
        """The record of what was gathered."""
        section = self.said.get("section", "")
        filed = Filed(
            database=database,
            reference=named(self.said.get("reference", "")),
            page=page_in(section),
            section=named(re.split(r";? ?\b(?:Pg|P)\.", section)[0].strip(" ;")),
            words=number_in(self.said.get("words", "")),
        )
        return Record(
            tuple(self.lines),
            self.title,
            self.outlet,
            people(self.said.get("author", "")),
            self.date,
            filed=filed,
            removed=tuple(self.removed),
        )


# -- the earlier site ---------------------------------------------------------------------------------------


class _LexisNexis:
    """« 1 of 3 DOCUMENTS », paper, day, title, labels, text, labels, rights."""

    NAME = "LexisNexis"

    def fits(self, rows: Sequence[Row]) -> bool:
        """Whether a counted document has labels below it."""
        return any(_COUNTED.match(row.text) for row in rows) and any(_label(row)[0] for row in rows)

    def read(self, rows: Sequence[Row]) -> ExportContents:
        """The articles of an export of the earlier site."""
        starts = [n for n, row in enumerate(rows) if _COUNTED.match(row.text)]
        found = ExportContents(self.NAME, announced=max(int(_COUNTED.match(rows[n].text)[2]) for n in starts))  # type: ignore[index]
        found.around(rows[: starts[0]], "hit-list")
        for part in parted(rows, starts):
            draft = _Draft(removed=[Removal("page-head", part[0].text)])
            body = _above(part[1:], draft)
            _below(body, draft)
            found.records.append(draft.record(self.NAME))
        return found


def _above(part: list[Row], draft: _Draft) -> list[Row]:
    """Paper, day, edition and title; what is left begins with the first label."""
    first = next((n for n, row in enumerate(part) if _label(row)[0] or row.is_prose), len(part))
    head = part[:first]
    day = next((n for n, row in enumerate(head) if _is_day(row)), None)
    papers, rest = (head[:day], head[day + 1 :]) if day is not None else (head[:1], head[1:])
    draft.date = head[day].text if day is not None else ""
    draft.outlet = named(" ".join(row.text for row in papers if not is_rights(row)))
    titles = list[str]()
    for row in rest:
        if _EDITION.search(row.text) or is_rights(row):
            draft.removed.append(Removal("field", row.text))
        else:
            titles.append(row.text)
    draft.title = named(" ".join(titles))
    return part[first:]


def _is_day(row: Row) -> bool:
    return len(row.text) <= LONGEST_DATE and day_in(row.text) is not None and not is_rights(row)


def _below(part: list[Row], draft: _Draft) -> None:
    """Labels and text in turn: a label of the head bears on its paragraph, one of the foot ends the text."""
    role, place = "", "body"
    for row in part:
        told, where, value = _label(row)
        if told and not (where == "head" and draft.lines and told != "body"):
            role, place = told, where
            _say(draft, role, where, value, row)
        elif place == "head" and not row.gap and role not in ("body", ""):
            draft.said[role] = f"{draft.said.get(role, '')[:LONGEST_FIELD]} {row.text}".strip()
        elif is_rights(row):
            draft.removed.append(Removal("copyright", row.text))
            place = "foot" if draft.lines else place
        elif place == "foot":
            draft.removed.append(Removal("field", row.text))
        else:
            place, role = "body", "body"
            draft.lines.append(row.line())


def _say(draft: _Draft, role: str, where: str, value: str, row: Row) -> None:
    """Take down what stands behind a label; a standfirst is text."""
    if role == "body" and value:
        draft.lines.append(Line(value, gap=True))
    elif role == "title" and value:
        draft.title = draft.title or named(value)
    elif role in ("lead", "dateline") and value:
        draft.lines.append(Line(value, "heading" if role == "lead" else "", gap=True))
    elif role in ("author", "section", "words", "reference") and value:
        draft.said.setdefault(role, value)
    elif role != "body":
        draft.removed.append(Removal("field", row.text))
    if where == "head" and role in ("lead", "dateline"):
        draft.removed.append(Removal("field", row.text.partition(":")[0]))


# -- the present site ---------------------------------------------------------------------------------------


class _NexisUni:
    """Title, paper, day, rights, labels, « Body », text, labels, « End of Document »; a cover with the list of hits."""

    NAME = "Nexis Uni"

    def fits(self, rows: Sequence[Row]) -> bool:
        """Whether a document ends and has labels; or nothing but a cover stands there."""
        labels = [where for row in rows if (where := _label(row)[1])]
        return (any(_END.match(row.text) for row in rows) and "head" in labels) or labels.count("cover") > 1

    def read(self, rows: Sequence[Row]) -> ExportContents:
        """The articles of an export of Nexis Uni."""
        rows = [one for row in rows if not _PAGED.match(row.text) for one in _unglued(row)]
        ends = [n for n, row in enumerate(rows) if _END.match(row.text)]
        cover = [n for n, row in enumerate(rows) if _label(row)[1] == "cover"]
        found = ExportContents(self.NAME, announced=announced(rows[: ends[0] if ends else None]) if cover else None)
        begin = 0
        for end in ends:
            self._document(rows[begin:end], found, rows[end])
            begin = end + 1
        found.around(rows[begin:], "page-foot" if ends else "hit-list")
        return found

    def _document(self, part: list[Row], found: ExportContents, end: Row) -> None:
        """One document; what stands above its title is the cover."""
        day = _day_row(part)
        if day is None or day < 1:
            found.unexplained.append(" ".join(row.text for row in part)[:2000])
            return
        title = _title_row(part, day)
        found.around(part[:title], "hit-list")
        draft = _Draft(
            title=named(" ".join(row.text for row in part[title : day - 1])),
            outlet=named(part[day - 1].text),
            date=part[day].text if _is_day(part[day]) else "",
        )
        rest = part[day + 1 :] if draft.date else part[day:]
        _below(_unheaded(rest, draft), draft)
        draft.removed.append(Removal("end-mark", end.text))
        found.records.append(draft.record(self.NAME))


def standing(rows: Sequence[Row]) -> set[int]:
    """The places of labels and ends, and of every row between an end, or the cover, and the text."""
    found, head = set[int](), True
    if not any(_END.match(row.text) for row in rows):
        return found
    for number, row in enumerate(rows):
        ends, (role, place, _) = bool(_END.match(row.text)), _label(row)
        if head or ends or role:
            found.add(number)
        head = ends or (head and not (role == "body" or row.is_prose))
        head = head or place == "cover"
    return found


def _unglued(row: Row) -> list[Row]:
    """« Body » as a row of its own, where a PDF has set it at the head of the first paragraph."""
    match = _GLUED.match(row.text)
    return [replace(row, text=match[1]), Row(row.text[match.end() :], 1)] if match else [row]


def _day_row(part: list[Row]) -> int | None:
    """Where the day stands below title and paper: above the rights or the first label, below the list of hits."""
    listed = max((n for n, row in enumerate(part) if _HIT.match(row.text) and n < len(part) // 2), default=-1)
    cover = max((n for n, row in enumerate(part) if _label(row)[1] == "cover"), default=-1)
    first = max(cover, listed if cover >= 0 else -1) + 1
    head = next((n for n, row in enumerate(part) if n > first and (is_rights(row) or _label(row)[1] == "head")), None)
    if head is None:
        return None
    return next((n for n in range(max(first, head - HEAD_ROWS), head) if n > first and _is_day(part[n])), head)


def _title_row(part: list[Row], day: int) -> int:
    """Where the title begins: two rows above the day, or at the head of a document that has no cover."""
    covered = any(_label(row)[1] == "cover" for row in part[:day])
    return max(0, day - 2) if covered or day > LONGEST_TITLE + 1 else 0


def _unheaded(rest: list[Row], draft: _Draft) -> list[Row]:
    """What is left without editions, which stand between the day and the first label."""
    first = next((n for n, row in enumerate(rest) if _label(row)[0] or is_rights(row)), 0)
    draft.removed += [Removal("field", row.text) for row in rest[:first]]
    return rest[first:]


LEXISNEXIS, NEXIS_UNI = _LexisNexis(), _NexisUni()
