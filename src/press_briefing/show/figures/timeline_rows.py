"""What a line of the timeline says: texts, dates in words, and the measures of the sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...analyse.times.calendars import edtf_days
from ...french.shorten import at_phrase
from ...model.typography import NO_BREAK_SPACE
from .. import palette
from ..formats import date_text
from ..messages import in_context, translator

# Centimetres. The sheet's text block is 17 wide and 25 high.
WIDTH = 17.0
ROW, ROW_OF_TWO = 0.56, 1.0
HEAD, FOOT = 0.95, 1.35
THICK = 0.19  # of a bar
SIZE, SMALL = 8.5, 7.5  # points: of the rows, of axis and legend; nothing is smaller
WIDE = 52  # characters of a label that wants two lines
NUMBERS, DATES, AXIS, GUTTER = 0.6, 3.2, 4.4, 0.2
MARK = 1.35  # what « (déduite) » adds to the column of dates, where a date is
_BOUND = re.compile(r"(?<=[«‹]) | (?=[»›;:!?%€])")  # spaces that no line may end at
LONGEST = 130  # characters of a label, before it is measured and set in one line, or two where there is room
FADES = 28  # slices an open bar fades in
NARROWEST = 0.28  # centimetres: a bar stays a bar

# French; another language has them in its catalogue, in the context « timeline ».
TEXTS = {
    "event": "fait",
    "background": "rappel",
    "planned": "à venir",
    "published": "publication",
    "deduced": "déduite",
    "inferred": "date déduite, vague ou à vérifier",
    "open": "depuis, fin non relevée",
    "bar": "période ou date imprécise",
    "before": "auparavant",
    "after": "plus tard",
    "none": "Faits datés : rien relevé.",
}
# Colour, marker: three lightnesses apart (L* 35, 62, 45) and three shapes.
KINDS = {"event": (palette.ACCENT, "o"), "background": (palette.NEUTRAL, "s"), "planned": (palette.ORG, "D")}


def caption(name: str, language: str) -> str:
    """A word of the figure, by a name of ours."""
    return in_context("timeline", TEXTS[name], language)


@dataclass(frozen=True)
class TimelineRow:
    """One event as it is drawn: first and last day (None: undated), whether an end is open, texts."""

    number: str
    when: str
    label: str
    kind: str
    first: date | None = None
    last: date | None = None
    open_end: bool = False
    open_start: bool = False
    point: bool = False
    inferred: bool = False
    deduced: bool = False
    exact: bool = False


def line_of(row: dict[Any, Any], language: str) -> TimelineRow:
    told = row.get("date")
    edtf: str | None = told if isinstance(told, str) and told else None
    days = edtf_days(edtf) if edtf else None
    first, last = days or (None, None)
    certainty, deduced = str(row.get("certainty") or ""), bool(row.get("deduced")) and days is not None
    when = _short_date(edtf, language)
    return TimelineRow(
        number=str(row.get("number", "")),
        when=f"{when} ({caption('deduced', language)})" if deduced else when,
        label=_shortened(str(row.get("label") or "")),
        kind=row.get("kind") if row.get("kind") in KINDS else "event",  # type: ignore[arg-type]
        first=first,
        last=last,
        open_end=bool(edtf and edtf.endswith("..")),
        open_start=bool(edtf and edtf.startswith("..")),
        point=first is not None and first == last,
        inferred=deduced or certainty in ("inferred", "vague") or bool(row.get("unsure")),
        deduced=deduced,
        exact=len((edtf or "").split("/")[0]) == 10,
    )


def _short_date(edtf: str | None, language: str) -> str:
    """The date in words, months shortened where both ends are told."""
    if edtf and "/" in edtf and ".." not in edtf:
        first, last = edtf.split("/")
        if len(first) == len(last) == 10 and first[:4] == last[:4]:
            words = _abbreviated(first, language).split(" ")
            return f"{' '.join(words[: 1 if first[:7] == last[:7] else 2])} – {_abbreviated(last, language)}"
        return f"{_abbreviated(first, language)} – {_abbreviated(last, language)}"
    if edtf and edtf.endswith("/.."):
        _ = translator(language)
        since = _("depuis le {date}") if len(edtf) == len("2025-09-03/..") else _("depuis {date}")
        return since.format(date=_abbreviated(edtf[:-3], language))
    return date_text(edtf, language)


def _abbreviated(edtf: str, language: str) -> str:
    parts = edtf.rstrip("~?%").split("-")
    if not all(part.isdigit() for part in parts) or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
        return date_text(edtf, language)
    return date_text("-".join(parts), language, short=True)


def _shortened(label: str) -> str:
    """A label in one line of single spaces; those that French sets inside quotation marks and before « : » never break.

    `str.split` takes a no-break space for any other, so these are put back (or in, where the article has a plain one).
    """
    label = _BOUND.sub(NO_BREAK_SPACE, " ".join(label.split()))
    return at_phrase(label, LONGEST)
