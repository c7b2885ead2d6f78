"""One row a happening: told twice it is one row, and with two dates it is one row that shows both."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from ... import typography
from ...analysis import Event, Time
from ...french.grammar.clauses import span_of
from ..reading import Reading
from ..times.calendars import edtf_days
from .nouns import is_happening
from .words import listed, reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

CONTENT = ("NOUN", "VERB", "ADJ", "NUM")
STEM = 5  # letters that the forms of one act share: « fermer », « fermeture »
CLOSE_DAYS = 45  # two dates further apart are two happenings, whatever the words
SAME_DAY = 0.25  # of the shorter label's content words, for two tellings of one date to be one happening
SHARE = 0.6  # of the shorter label's content words, for two dates to be one happening


def merged(reading: Reading, rows: list[Event], times: tuple[Time, ...] = ()) -> list[Event]:
    """The rows in text order, each happening once; later tellings go to `also` with their own date.

    Two rows are one happening when they tell the same act (a verb or an event noun, in any of its forms), of parties
    that can be the same, on dates that can be; never by their date alone.
    """
    kept: list[tuple[Event, _Told]] = []
    for row in rows:
        told = _told(reading, row)
        place = next((at for at, (event, known) in enumerate(kept) if _is_same(event, known, row, told)), None)
        if place is None:
            kept.append((row, told))
        else:
            event, known = kept[place]
            kept[place] = (_joined(event, row), _Told(known.words | told.words, known.acts | told.acts))
    return [event for event, _ in kept]


@dataclass(frozen=True)
class _Told:
    """What a row tells: its content words, and the stems of its acts."""

    words: frozenset[str]
    acts: frozenset[str]


def _told(reading: Reading, row: Event) -> _Told:
    return _Told(content(reading, row), _acts(reading, row))


def _acts(reading: Reading, row: Event) -> frozenset[str]:
    """Stems of the verbs and event nouns of a label: « ouvrir » and « ouverture » are one act, « dire » is none."""
    span = span_of(reading.doc, row.start, row.end)
    label = set(re.findall(r"\w+", typography.key(row.label)))
    return frozenset(
        _stem(token)
        for token in span or ()
        if typography.key(token.text) in label
        and not (token.dep_.startswith("aux") or token.dep_ == "cop")
        and (token.pos_ == "VERB" or (token.pos_ == "NOUN" and is_happening(token)))
        and typography.key(token.lemma_) not in _empty_verbs()
    )


def _stem(token: Token) -> str:
    return typography.key(token.lemma_ or token.text)[:STEM]


@cache
def _empty_verbs() -> frozenset[str]:
    """Verbs that many happenings share: of saying, and those that only carry a noun."""
    return reporting_verbs() | listed("support_verbs")


def content(reading: Reading, row: Event) -> frozenset[str]:
    """Stems of the content words of a row's label: « fermer » and « fermeture » are one."""
    span = span_of(reading.doc, row.start, row.end)
    if span is None:
        return frozenset()
    label = set(re.findall(r"\w+", typography.key(row.label))) - _names(row)
    return frozenset(
        _stem(token)
        for token in span
        if (token.pos_ in CONTENT or not token.pos_) and len(token.text) > 3 and typography.key(token.text) in label
    )


def _names(row: Event) -> set[str]:
    """Words of the names of persons in a row: one person does many things in a day."""
    named = (name for name in row.actors if len(name.split()) > 1 and all(word[0].isupper() for word in name.split()))
    return {word for name in named for word in re.findall(r"\w+", typography.key(name))}


def _is_same(event: Event, known: _Told, row: Event, told: _Told) -> bool:
    if event.date is None or row.date is None or (event.start, event.end) == (row.start, row.end):
        return False
    if not (known.acts & told.acts) or not _may_be_same_parties(event, row):
        return False
    shared, least = known.words & told.words, min(len(known.words), len(told.words))
    if event.date == row.date:
        return len(shared) >= max(2.0, SAME_DAY * least)
    return _may_contradict(event, row) and len(shared) >= max(2.0, SHARE * least)


def _may_be_same_parties(event: Event, row: Event) -> bool:
    """Whether a name is in both, or one of them names nobody."""
    return not event.actors or not row.actors or bool(set(event.actors) & set(row.actors))


def _may_contradict(event: Event, row: Event) -> bool:
    """Dates so near each other, and as precise, that both can be meant for one happening."""
    one, other = edtf_days(event.date or ""), edtf_days(row.date or "")
    if not one or not other or "/" in (event.date or "") + (row.date or ""):
        return False
    return abs((one[0] - other[0]).days) <= CLOSE_DAYS


def _joined(event: Event, row: Event) -> Event:
    """The first telling keeps the row; who and where are put together."""
    return replace(
        event,
        also=(*event.also, (row.start, row.end, row.date or "")),
        actors=tuple(dict.fromkeys((*event.actors, *row.actors))),
        places=tuple(dict.fromkeys((*event.places, *row.places))),
        kind=event.kind if event.kind == row.kind or row.kind == "background" else row.kind,
    )
