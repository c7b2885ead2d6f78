"""Words of others set without marks: the items of a list that a demand opens, a letter or a communiqué printed whole.

« Le collectif appelle à : 1- revoir … 2- ouvrir … », « Lettre ouverte : nous, soignants, … ». Each is told as its
speaker's; where two parties could have signed, it is nobody's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ... import lexicons
from ...model.article import HEADS, Paragraph
from ...model.typography import key, plain
from .heard import Report
from .people import Party
from .tokens import Frame

_ITEM = re.compile(r"[^\S\n]{0,8}(?:\d{1,2} ?[-.)–]|[a-z]\)|[-–—•*·▪►]) ?\S")
_WE = re.compile(r"\b(?:nous|notre|nos)\b", re.IGNORECASE)
_I = re.compile(r"\b(?:je|j'|mon|ma|mes)(?!\w)", re.IGNORECASE)
LONGEST_HEADING = 200  # characters of the line that brings a document in
LEAST_WE = 2  # « nous » or « notre » in it


def items_after(frames: Sequence[Frame], text: str, report: Report) -> Iterator[Frame]:
    """The items of a list that the report's sentence opens with its colon."""
    if report.frame.tokens[-1].text != ":":
        return
    for frame in frames[report.frame.number + 1 :]:
        line = text.rfind("\n", 0, frame.start) + 1
        inside = _ITEM.match(text, line)
        if not inside:
            return
        yield frame


def document_in(text: str, paragraphs: Sequence[Paragraph]) -> tuple[int, int] | None:
    """A letter or a communiqué printed whole: from behind the line that brings it in to its last « nous »."""
    for number, paragraph in enumerate(paragraphs[1:], 1):
        if _brings_in(text, paragraph):
            told = list(_body(text, paragraphs[number + 1 :]))
            if not told:
                continue
            start, end = told[0].start, told[-1].end
            words = plain(text[start:end])
            if len(_WE.findall(words)) >= LEAST_WE and not _I.search(words):
                return start, end
    return None


def _brings_in(text: str, paragraph: Paragraph) -> bool:
    """« Lettre de motivation : … » at its head, « Voici le communiqué : » at its end."""
    words = text[paragraph.start : paragraph.end].strip()
    if paragraph.kind == "title" or len(words) > LONGEST_HEADING:
        return False
    nouns = lexicons.members("voices/reproduced.txt")
    parts = re.findall(r"\w+", words)
    opens = bool(parts) and key(parts[0]) in nouns and (":" in words or paragraph.kind == "heading")
    return opens or (words.endswith(":") and any(key(part) in nouns for part in parts))


def _body(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Up to the next heading; the last paragraph that says « nous » or stands before one that does is the last."""
    told: list[Paragraph] = []
    for paragraph in paragraphs:
        if paragraph.kind in HEADS:
            break
        told.append(paragraph)
        if _WE.search(text[paragraph.start : paragraph.end]):
            yield from told
            told = []


def signed_by(reports: Sequence[Report], start: int) -> Party | None:
    """Who speaks before the document: the only party that is no document."""
    parties = {
        report.party.name: report.party
        for report in reports
        if report.frame.end <= start and report.party and report.party.kind in ("group", "institution", "person")
    }
    return next(iter(parties.values())) if len(parties) == 1 else None


def frames_in(frames: Sequence[Frame], start: int, end: int) -> Sequence[Frame]:
    """The frames of a stretch of the article."""
    starts = [frame.start for frame in frames]
    return frames[bisect_left(starts, start) : bisect_left(starts, end)]
