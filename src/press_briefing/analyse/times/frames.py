"""What stands around an expression and changes what it means: depuis, jusqu'à, entre … et …, N ans après …"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ...lexicons import rows
from ...model import typography
from .calendars import Point, add_days, edtf_days, shifted
from .meanings import SCHOOL_BEGINS, Anaphor, Calendar, FromPublished, Hour, Weekday, with_part
from .periods import Lasting
from .setting import Resolved
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


# -- the day of an hour

BEHIND = ("OF", "EN", "IN", "ON", "DEF")  # between « à 18 heures » and the day that it is of
JOINED = ("A", "AND", "TO", "OF", "OR", "AROUND", "EN")


def day_behind(tokens: list[Token], found: list[Found], place: int) -> Found | None:
    """The day that stands right behind an hour: « à 18 heures vendredi », « de 8 h à 12 h lundi »."""
    if place and is_day(found[place - 1]) and _only(tokens, found[place - 1], found[place], (*JOINED, "COMMA")):
        return None  # « lundi à 8 h »
    last = place
    while last + 1 < len(found) and last - place < 3 and isinstance(found[last + 1].meaning, Hour):
        if not _only(tokens, found[last], found[last + 1], JOINED):
            return None
        last += 1
    if last + 1 == len(found) or not is_day(found[last + 1]):
        return None
    day = found[last + 1]
    if _only(tokens, found[last], day, BEHIND):
        return day
    apposed = _only(tokens, found[last], day, ("COMMA",)) and not _has_hour(tokens, day)
    return day if apposed and not _follows_day(tokens, found, place) else None


def is_day(item: Found) -> bool:
    """Whether an expression is one day, or a part of one."""
    meaning = item.meaning
    return isinstance(meaning, Weekday | FromPublished) or (isinstance(meaning, Calendar) and meaning.day is not None)


def _only(tokens: list[Token], left: Found, right: Found, categories: tuple[str, ...]) -> bool:
    return all(token.category in categories for token in tokens[left.end : right.first])


def _has_hour(tokens: list[Token], day: Found) -> bool:
    return any(token.category in ("CLOCK", "NOON") for token in tokens[day.end : day.end + 3])


def _follows_day(tokens: list[Token], found: list[Found], place: int) -> bool:
    """Whether a day stands before the hour in its sentence, and so has it."""
    if not place or not is_day(found[place - 1]):
        return False
    between = tokens[found[place - 1].end : found[place].first]
    return not any(token.category in ("STOP", "BREAK") for token in between)


# -- what comes back every year, and school years

HABITS = frozenset(("habituellement", "generalement", "traditionnellement", "ordinaire", "habitude"))
AROUND_TOKENS = 14  # tokens before a date in which « chaque année », « l'année scolaire » bear on it


def is_yearly(tokens: list[Token], first: int) -> bool:
    """Whether « chaque année », « tous les ans » stands near the date in its sentence, or « d'habitude » before it."""
    before = range(first - 1, max(-1, first - AROUND_TOKENS), -1)
    behind = range(first + 1, min(len(tokens), first + AROUND_TOKENS))
    return _says_yearly(tokens, before, HABITS) or _says_yearly(tokens, behind, frozenset())


def _says_yearly(tokens: list[Token], places: range, words: frozenset[str]) -> bool:
    """Whether one of these tokens, up to the end of the sentence, says that something comes back every year."""
    for place in places:
        token = tokens[place]
        if token.category in ("STOP", "BREAK"):
            return False
        if token.bare in words:
            return True
        if token.category == "UNIT" and token.value == "Y 1" and place:
            two_back = tokens[place - 2].category if place > 1 else ""
            if tokens[place - 1].category == "EACH" or (tokens[place - 1].category == "DEF" and two_back == "ALL"):
                return True
    return False


def school_year(tokens: list[Token], first: int, published: date | None) -> int | None:
    """The year in which the school year began that the sentence tells of without naming it."""
    if published is None:
        return None
    for place in range(first - 1, max(0, first - AROUND_TOKENS), -1):
        if tokens[place].category in ("STOP", "BREAK"):
            return None
        if tokens[place].bare in ("scolaire", "universitaire") and tokens[place - 1].bare == "annee":
            turn = int(tokens[place + 1].value or 0) if tokens[place + 1].category in ("LAST", "NEXT") else 0
            return published.year - (published.month < SCHOOL_BEGINS) + turn
    return None


def school_year_told(tokens: list[Token], item: Found) -> int | None:
    """The first of two years joined: « l'année scolaire 2016-2017 », « la saison 2021/22 »."""
    after = tokens[item.end : item.end + 2]
    last = tokens[item.end - 1]
    if last.category != "YEAR" or len(after) < 2 or after[0].category not in ("DASH", "SLASH"):
        return None
    following = after[1].value if after[1].value.isdigit() else ""
    year = int(last.value)
    return year if following in (str(year + 1), str((year + 1) % 100)) else None


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
    if isinstance(meaning, Anaphor) and meaning.after_event:
        return _day_beside(page, item, resolved, pairs)
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


def _day_beside(page: Page, item: Found, resolved: Resolved, pairs: Pairs) -> Resolved:
    """« au lendemain de l'attentat du 14 juillet 2016 »: a day from the date that the event has."""
    meaning = item.meaning
    assert isinstance(meaning, Anaphor)
    event = _event_words(page.tokens, item.end + 1)
    anchor = _own_date(item, pairs, event) or _apposed_date(page, pairs, event)
    anchor = anchor or _told_elsewhere(page, pairs, event)
    if anchor is None or anchor[0].day is None:
        return resolved
    day = add_days(anchor[0].first, meaning.after_event)
    kind, value = with_part(day.isoformat(), meaning.part)
    return replace(
        resolved, type=kind, value=value, edtf=day.isoformat(), certainty="event", anchor=anchor[1], point=Point.of(day)
    )


def _apposed_date(page: Page, pairs: Pairs, event: range) -> tuple[Point, str] | None:
    """« de la mort de X, le 27 juin 2021, »: a date set off by commas right behind the event's words."""
    for other, resolved in pairs:
        closes = page.tokens[other.end].category if other.end < len(page.tokens) else "STOP"
        if other.first == event.stop + 1 and is_day(other) and closes in ("COMMA", "STOP", "CLOSE") and resolved.point:
            return resolved.point, _event_text(resolved)
    return None


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
