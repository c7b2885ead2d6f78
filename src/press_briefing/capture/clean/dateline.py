"""The publication line: « Publié le 3 sept. 2023 à 10h12, mis à jour le 5 », « Par Awa Exemple | 03/03/2024 | 10h12 ».

A line is one when nothing stands in it but days and hours, the words that label them, who signs, and the short parts
a site sets beside them between marks. A sentence that begins as such a line does is none: its words are left over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from ...lexicons import rows
from ...model.typography import plain, unaccented

LONGEST = 220  # characters of such a line, and of a part that is looked at
_MONTHS = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_MONTH = (
    r"janv?(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juill?(?:et)?|aout|sept?(?:embre)?|oct(?:obre)?"
    r"|nov(?:embre)?|dec(?:embre)?"
)
_WEEKDAY = r"lun(?:di)?|mar(?:di)?|mer(?:credi)?|jeu(?:di)?|ven(?:dredi)?|sam(?:edi)?|dim(?:anche)?"
_DAY = (
    rf"(?:(?:{_WEEKDAY})\b\.?,? ?)?(?:le )?(?P<day>1er|[0-3]?\d) ?(?P<month>{_MONTH})\b\.?,?"
    r"(?: (?P<year>(?:19|20)\d\d|'?\d\d)(?! ?(?:h\b|h\d|:|heures?\b|min\b)|\d))?"
)
_FIGURES = r"(?P<d>[0-3]?\d)[/.-](?P<m>[01]?\d)[/.-](?P<y>(?:19|20)\d\d|\d\d)(?![\d/-])"
_ISO = r"(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?:t[\d:.,+z-]{2,20})?\b"
# A word in capitals that begins no label and no day.
_LABEL = r"Publ|Par\b|Parue?s?\b|Mise?s?\b|Modif|Dat|M[Aa][Jj]\b|Le\b"
_CAPITAL = rf"(?!{_LABEL}|Mar\.|(?:Lun|Mar|Mercre|Jeu|Vendre|Same)di\b|Dim)[A-Z][\w'.-]{{0,30}}"
_NAME = rf"(?-i:{_CAPITAL}(?: (?:(?:de|du|des|d'|el|al|ag|ould|ben|van|von|le|la) ?)?{_CAPITAL}){{0,4}})"
_AGENT = rf"(?:(?:la |notre |nos )?redaction\b|(?:l[ea]s? |l')?{_NAME})"
_UNIT = r"(?:secondes?|minutes?|min|heures?|h|jours?|semaines?|mois|ans?)"


@cache
def _labels(kind: str) -> str:
    """The words of one kind as alternatives, the longest first."""
    return "|".join(sorted((words for name, words in rows("clean/date_labels.tsv") if name == kind), key=len)[::-1])


@cache
def _scan() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The pieces a line may consist of, in the order in which they are tried."""
    zone = rf"(?: ?(?:{_labels('zone')})\b)?"
    place = r"(?:la |le |les |l'|notre )?[^\W\d][\w'-]{0,30}(?: [^\W\d][\w'-]{0,30}){0,3}"
    pieces = (
        ("published", rf"(?:{_labels('published')})\b"),
        ("updated", rf"(?:{_labels('updated')})\b"),
        ("day", _DAY),
        ("day", _FIGURES),
        ("day", _ISO),
        ("hour", rf"[0-2]?\d ?(?:heures?\b|h|:) ?(?:[0-5]\d)?(?::[0-5]\d)?(?: ?(?:mn|min)\b)?{zone}"),
        ("ago", rf"il y a (?:\d{{1,3}}|une?|deux|trois|quelques) {_UNIT}\b|(?:{_labels('ago')})\b"),
        ("aside", rf"(?:temps de lecture ?:? ?)?\d{{1,6}} ?(?:{_labels('beside')})\b"),
        ("by", rf"(?:{_labels('signed')}) ?:? ?(?P<name>{_AGENT})(?:(?:,| et| avec)(?: l')? ?{_NAME}){{0,3}}"),
        ("where", rf"(?:dans|sur|in) {place}|(?:a|depuis) {_NAME}"),
        ("glue", rf"(?:{_labels('between')})\b|[\s,;:.…()\[\]|/·•>»–—-]+"),
    )
    return tuple((name, re.compile(pattern, re.I)) for name, pattern in pieces)


_MAY_DATE = re.compile(r"\d|hier|aujourd|il y a|ce (?:matin|midi|soir)", re.I)
# A part a site sets beside the date: behind a mark, in capitals, of few words.
_PART = re.compile(rf"(?-i:(?:L[ea]s? |L')?{_CAPITAL})(?: [^\W\d][\w'.&-]{{0,30}}){{0,4}}(?=\s?(?:[|·•]|$))", re.I)
_MARK = re.compile(r"[|·•–—]\s?$|\s-\s?$")
# Who signs, without « par », before a mark and a date.
_SIGNED = re.compile(rf"(?P<name>{_NAME}) ?(?:[|·•–—]|-(?= )) ?(?=\d|(?:{_WEEKDAY})\b|le \d)", re.I)


# What may stand beside a day that nothing labels and nobody signs: « 30 septembre 2022 – Le vote » is a heading.
_BARE = frozenset(("day", "hour", "aside", "glue"))
_SIGNS = ("by", "signed")


@dataclass(frozen=True)
class DateLine:
    """What a publication line tells. `bare`: a day without a label; `alone`: nothing but such a day stands there."""

    published: date | None = None
    updated: date | None = None
    bare: date | None = None
    author: str | None = None
    alone: bool = False


def date_line(text: str) -> DateLine | None:
    """What the line tells, None when it is no publication line."""
    if len(text) > LONGEST or not _MAY_DATE.search(text):
        return None
    told = list(_scanned(" ".join(unaccented(plain(text)).split())))
    if not told or told[-1][0] == "left":
        return None
    names = [name for name, _ in told]
    labelled, days = "published" in names or "updated" in names, list(_days(told))
    signed = "by" in names or {"signed", "hour"} <= set(names)
    bare = set(names) <= _BARE and any(day for _, day in days)
    if not (days and (signed or bare)) and not (labelled and (days or "ago" in names)):
        return None
    first: dict[str, date] = {}
    for role, day in days:
        if day:
            first.setdefault(role, day)
    alone = set(names) <= {"day", "glue"}
    return DateLine(first.get("published"), first.get("updated"), first.get("bare"), _author(told, text), alone)


def _scanned(text: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """(name, match) of each piece of the line; the last is `left` where something else stands."""
    at = 0
    signed = _SIGNED.match(text)
    if signed:
        yield "signed", signed
        at = signed.end()
    while at < len(text):
        name, match = "part", _PART.match(text, at) if _MARK.search(text, max(0, at - 3), at) else None
        if match is None:
            name, match = next(
                ((name, match) for name, pattern in _scan() if (match := pattern.match(text, at))), ("left", None)
            )
        if match is None:
            yield "left", None
            return
        yield name, match
        at = match.end()


def _days(told: list[tuple[str, re.Match[str] | None]]) -> Iterator[tuple[str, date | None]]:
    """(role, day) of each day of the line: a label bears on the day that follows it."""
    role = "bare"
    for name, match in told:
        if name in ("published", "updated"):
            role = name
        elif name == "ago":
            role = "bare"
        elif name == "day" and match is not None:
            yield role, _day(match)
            role = "bare"


def _day(match: re.Match[str]) -> date | None:
    """The day of a match, None without a year or where the calendar has no such day."""
    told = match.groupdict()
    try:
        if told.get("iso"):
            return date.fromisoformat(told["iso"])
        if told.get("d"):
            return date(year_of(told["y"]), int(told["m"]), int(told["d"]))
        if not told.get("year"):
            return None
        return date(
            year_of(told["year"].lstrip("'")), month_of(told["month"]), int(told["day"].lower().removesuffix("er"))
        )
    except ValueError:
        return None


def month_of(word: str) -> int:
    """The number of a month from its name or abbreviation, without accents."""
    low = word.lower()
    return next(number for number, head in enumerate(_MONTHS, 1) if low.startswith(head))


def year_of(text: str) -> int:
    """The year of four figures or two: « 69 » is 2069, « 70 » is 1970."""
    year = int(text)
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year


def _author(told: list[tuple[str, re.Match[str] | None]], text: str) -> str | None:
    """Who signs, as the line itself writes the name."""
    spaced = " ".join(plain(text).split())
    names = (match for name, match in told if name in _SIGNS and match is not None and " " in match["name"])
    signed = next(names, None)
    if signed is None or len(unaccented(spaced)) != len(spaced):
        return None
    return spaced[signed.start("name") : signed.end("name")].rstrip(" ,-")


_PLACE = r"(?-i:[A-Z][\w'-]{0,30}(?:[ -](?:[A-Z][\w'-]{0,30}|de|du|des|la|le|les|sur|en|[dl]'[A-Z][\w'-]{0,30})){0,5})"
_OPENING = re.compile(
    rf"(?P<place>{_PLACE}(?: ?\([^()]{{2,30}}\))?, (?:le )?|(?!le )){_DAY}(?P<agency> ?\([^()]{{2,30}}\))?"
    r"(?: ?\. ?[-–—]| ?[-–—]|(?P<colon> ?:)|\.(?=$))",
    re.I,
)
OPENING = 160  # characters in which a day that opens a paragraph ends


def opening_day(text: str) -> date | None:
    """The day that opens a paragraph, « Gao, le 5 juillet 2012 (AFP) - », « 5 juillet 2012. - »."""
    match = _OPENING.match(unaccented(plain(text[:OPENING])))
    if match is None or (match["colon"] and not match["place"] and not match["agency"]):
        return None
    return _day(match)
