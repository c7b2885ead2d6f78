"""What stands around an expression and changes what it means: depuis, jusqu'à, entre … et …, N ans après …"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ... import typography
from ...lexicons import rows
from .calendars import Point, edtf_days, shifted
from .meanings import Calendar, Resolved
from .periods import Lasting
from .tokens import Token

if TYPE_CHECKING:
    from .resolve import Found, Page

FRAMES = {"SINCE": "since", "FROM": "from", "BEFORE": "before", "AFTER": "after", "TO": "until", "HERE": "until"}
REACH = 14  # tokens after « après » in which the event's own date is looked for
Pairs = list[tuple["Found", Resolved]]


def frame_of(tokens: list[Token], first: int) -> str:
    """The frame a preposition before the expression gives it, through « le », « au », « à », « tard »."""
    place = first - 1
    while place >= 0 and tokens[place].category in ("DEF", "OF", "A", "AROUND", "APPROX", "DE", "EN"):
        place -= 1
    token = tokens[place] if place >= 0 else None
    if token is None or token.category not in FRAMES:
        return ""
    if token.category == "SINCE" and not token.word.startswith("depuis"):
        return "from"
    return FRAMES[token.category]


def is_opening(tokens: list[Token], first: int) -> bool:
    """Whether « depuis », « à partir de » stands before: the interval has no end."""
    place = first - 1
    while place >= 0 and tokens[place].category in ("DEF", "OF", "A", "APPROX"):
        place -= 1
    return place >= 0 and tokens[place].category == "SINCE"


def is_nominal(tokens: list[Token], first: int) -> bool:
    """Whether the expression hangs on a noun: « les élections de dimanche »."""
    return bool(first) and tokens[first - 1].word in ("de", "d'", "du", "des")


LINKS = ("OF", "A", "AND", "OR", "TO", "DASH", "COMMA", "DEF", "EN")


def year_ahead(tokens: list[Token], found: list[Found]) -> dict[str, Any]:
    """The year a list or a range tells at its end: « du 10 août au 12 septembre 2013 » has one year."""
    first = found[0].meaning
    if not isinstance(first, Calendar) or first.year is not None:
        return {}
    for left, right in pairwise(found):
        linked = all(token.category in LINKS or token.word == "puis" for token in tokens[left.end : right.first])
        if not linked or not isinstance(right.meaning, Calendar):
            return {}
        if right.meaning.year is not None:
            later = (first.month or 0) > (right.meaning.month or 12)
            words = " ".join(token.word for token in tokens[right.first : right.end])
            return {"year": right.meaning.year - later, "year_words": words}
    return {}


# -- intervals


def intervals(page: Page, pairs: Pairs) -> Pairs:
    """EDTF intervals: both ends of « de A à B » and « entre A et B », open ones after « depuis » and « jusqu'à »."""
    result = [(item, _open(page, item, resolved)) for item, resolved in pairs]
    for place in range(len(result) - 1):
        (left, before), (right, after) = pairs[place], pairs[place + 1]
        ranged = _is_range(page.tokens, left, right) or _is_pair(page.tokens, left, right, before, after)
        if ranged and before.type == after.type and _orderly(before.edtf, after.edtf):
            edtf = f"{before.edtf}/{after.edtf}"
            result[place], result[place + 1] = (left, replace(before, edtf=edtf)), (right, replace(after, edtf=edtf))
    return result


def _orderly(first: str | None, last: str | None) -> bool:
    if not first or not last or "/" in first + last:
        return False
    a, b = edtf_days(first), edtf_days(last)
    return bool(a and b and a[0] <= b[1])


def _open(page: Page, item: Found, resolved: Resolved) -> Resolved:
    edtf = resolved.edtf
    if not edtf or "/" in edtf or resolved.type not in ("DATE", "TIME"):
        return resolved
    frame = frame_of(page.tokens, item.first)
    if frame in ("since", "after") or is_opening(page.tokens, item.first):
        return replace(resolved, edtf=f"{edtf}/..")
    if frame in ("until", "before"):
        return replace(resolved, edtf=f"../{edtf}")
    return resolved


def _is_range(tokens: list[Token], left: Found, right: Found) -> bool:
    """« de/du/depuis A à/au B », « entre A et B », « A-B » of two years."""
    link = [token.category for token in tokens[left.end : right.first] if token.category != "DEF"]
    before = _category_before(tokens, left.first)
    if link == ["AND"]:
        return before == "BETWEEN"
    if link in (["A"], ["OF"], ["TO"], ["TO", "A"], ["TO", "OF"], ["TO", "EN"]):
        return before in ("DE", "OF", "SINCE", "BETWEEN") or tokens[left.first].category == "DAY"
    ends = tokens[left.end - 1].category, tokens[right.first].category
    return link in (["DASH"], ["SLASH"]) and ends in (("YEAR", "YEAR"), ("DAY", "DAY"))


def _is_pair(tokens: list[Token], left: Found, right: Found, before: Resolved, after: Resolved) -> bool:
    """« les 23 et 24 juin »: two days running."""
    one, other = before.point, after.point
    if [token.category for token in tokens[left.end : right.first]] != ["AND"] or not one or not other:
        return False
    plural = "les" in (tokens[left.first].word, tokens[left.first - 1].word if left.first else "")
    return plural and bool(one.day and other.day) and (other.first - one.first).days == 1


def _category_before(tokens: list[Token], first: int) -> str:
    place = first - 1
    if place >= 0 and tokens[place].category == "DEF":
        place -= 1
    return tokens[place].category if place >= 0 else ""


# -- anchored on an event


def anchored(page: Page, pairs: Pairs) -> Pairs:
    """« Cinq ans après le coup d'État du 18 août 2020 »: the amount counted from the event it names."""
    return [(item, _anchored(page, item, resolved, pairs)) for item, resolved in pairs]


def _anchored(page: Page, item: Found, resolved: Resolved, pairs: Pairs) -> Resolved:
    meaning = item.meaning
    if not isinstance(meaning, Lasting) or meaning.amount is None or item.end >= len(page.tokens):
        return resolved
    link = page.tokens[item.end]
    if link.category not in ("AFTER", "BEFORE") or item.end + 1 >= len(page.tokens):
        return resolved
    event = _event_words(page.tokens, item.end + 1)
    anchor = _own_date(item, pairs, event) or _told_elsewhere(page, pairs, event)
    if anchor is None:
        return resolved
    point, words = anchor
    sign = 1 if link.category == "AFTER" else -1
    return replace(resolved, edtf=_moved(point, meaning, sign), certainty="event", anchor=words)


def _moved(point: Point, meaning: Lasting, sign: int) -> str:
    """The point moved by the amount; years and months are never more precise than a month."""
    code, _, count = meaning.unit.partition(" ")
    day = shifted(point.first, sign * int(meaning.amount or 0) * int(count or 1), code)
    known = 1 + (point.month is not None) + (point.day is not None)
    precision = min(known, {"Y": 2, "M": 2}.get(code, 3))
    return "-".join(day.isoformat().split("-")[:precision])


def _event_words(tokens: list[Token], place: int) -> range:
    """Token places of the noun phrase after « après », up to a comma, a stop or `REACH`."""
    end = place
    while (
        end < len(tokens)
        and end - place < REACH
        and tokens[end].category not in ("COMMA", "STOP", "BREAK", "CLOSE", "OPEN")
    ):
        end += 1
    return range(place, end)


def _own_date(item: Found, pairs: Pairs, event: range) -> tuple[Point, str] | None:
    """The date that stands inside the event's own noun phrase."""
    for other, resolved in pairs:
        if other.first in event and resolved.point is not None:
            return resolved.point, _event_text(resolved)
    return None


def _event_text(resolved: Resolved) -> str:
    return resolved.value or ""


def _told_elsewhere(page: Page, pairs: Pairs, event: range) -> tuple[Point, str] | None:
    """The date the article gives elsewhere to the same event: same kind of happening, same rank."""
    wanted = _signature(page.tokens, event)
    if not wanted[1]:
        return None
    for other, resolved in pairs:
        if resolved.point is None or not (resolved.edtf or "")[:4].isdigit() or other.first in event:
            continue
        before = range(max(0, other.first - 8), other.first)
        if _signature(page.tokens, before) == wanted:
            return resolved.point, page.plain[page.tokens[other.first].start : page.tokens[other.end - 1].end]
    return None


def _signature(tokens: list[Token], places: range) -> tuple[str, str]:
    """(rank, kind) of the happening a run of tokens names: (« 1 », « coup »)."""
    words = " ".join(tokens[place].bare for place in places)
    kind = next((kind for kind, form in rows("times/happenings.tsv") if f" {typography.key(form)}" in f" {words}"), "")
    rank = next((tokens[place].value for place in places if tokens[place].category in ("ORD", "FIRST")), "")
    return rank, kind
