"""One row a happening: told twice it is one row, and with two dates it is one row that shows both."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from ...french.grammar.clauses import span_of
from ...model import typography
from ...model.analysis import Event, Mention
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
COMPARED = 40  # rows of one act that a new one is compared with: the latest
SHARE = 0.6  # of the shorter label's content words, for two dates to be one happening


def merged(reading: Reading, mentions: Sequence[Mention], rows: list[Event]) -> list[Event]:
    """The rows in text order, each happening once; later tellings go to `also` with their own date.

    Two rows are one happening when they tell the same act (a verb or an event noun, in any of its forms), of parties
    that can be the same, on dates that can be; never by their date alone. Each is compared with the latest rows of its
    acts alone, so that the work grows with the text and not with its square.
    """
    kept: list[_Kept] = []
    by_act: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=COMPARED))
    for row in rows:
        told = _told(reading, mentions, row)
        places = sorted({place for act in told.acts for place in by_act.get(act, ())})
        same = next((place for place in places if kept[place].is_same(row, told)), None)
        if same is None:
            same = len(kept)
            kept.append(_Kept(row))
        for act in kept[same].add(row, told):
            by_act[act].append(same)
    return [row.event() for row in kept]


@dataclass(frozen=True)
class _Told:
    """What a row tells: its content words, the stems of its acts, and ids of all that it names and of its parties.

    `clause`: whether its label has a conjugated verb; « la grève du 5 mars » has none.
    """

    words: frozenset[str]
    acts: frozenset[str]
    parties: frozenset[str]
    clause: bool


def _told(reading: Reading, mentions: Sequence[Mention], row: Event) -> _Told:
    first, last = (bisect_left(mentions, at, key=lambda found: found.start) for at in (row.start, row.end))
    named = [found for found in mentions[first:last] if found.label in ("PER", "ORG") and found.text in row.label]
    people = {word for found in named if " " in found.text for word in re.findall(r"\w+", typography.key(found.text))}
    parties = {found.id for found in named} | set(row.actors) | set(row.targets)
    return _Told(content(reading, row, people), _acts(reading, row), frozenset(parties), _is_clause(reading, row))


def _is_clause(reading: Reading, row: Event) -> bool:
    span, label = span_of(reading.doc, row.start, row.end), set(re.findall(r"\w+", row.label.lower()))
    return any("Fin" in token.morph.get("VerbForm", []) and token.lower_ in label for token in span or ())


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


def content(reading: Reading, row: Event, named: set[str]) -> frozenset[str]:
    """Stems of the content words of a row's label: « fermer » and « fermeture » are one.

    `named`: words of the names of persons, which are left out: one person does many things in a day.
    """
    span = span_of(reading.doc, row.start, row.end)
    if span is None:
        return frozenset()
    label = set(re.findall(r"\w+", typography.key(row.label))) - named
    return frozenset(
        _stem(token)
        for token in span
        if (token.pos_ in CONTENT or not token.pos_) and len(token.text) > 3 and typography.key(token.text) in label
    )


@dataclass
class _Kept:
    """A row that is kept, with all later tellings of it put together as they come."""

    first: Event
    clause: bool = True
    kind: str = ""
    words: set[str] = field(default_factory=set)
    acts: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    actors: dict[str, None] = field(default_factory=dict)
    targets: dict[str, None] = field(default_factory=dict)
    places: dict[str, None] = field(default_factory=dict)
    also: list[tuple[int, int, str]] = field(default_factory=list)

    def is_same(self, row: Event, told: _Told) -> bool:
        """Whether a row tells this happening again."""
        event = self.first
        if (event.start, event.end) == (row.start, row.end):
            return False
        if not (self.acts & told.acts) or not self._may_be_same_parties(told):
            return False
        shared, least = self.words & told.words, min(len(self.words), len(told.words))
        if event.date is None or row.date is None:
            undated = event.certainty in ("none", "vague") or row.certainty in ("none", "vague")
            return undated and event.status == row.status and len(shared) >= max(2.0, SHARE * least)
        if event.date == row.date:
            return len(shared) >= max(2.0, SAME_DAY * least)
        return _may_contradict(event, row) and len(shared) >= max(2.0, SHARE * least)

    def _may_be_same_parties(self, told: _Told) -> bool:
        """Whether somebody is in both, or one of them names nobody."""
        return not self.parties or not told.parties or bool(self.parties & told.parties)

    def add(self, row: Event, told: _Told) -> frozenset[str]:
        """The first telling with a date and a verb keeps the row, with who and where of all; the new acts are returned."""
        if row is self.first:
            self.clause = told.clause
        else:
            other = row
            known = (self.first.date is None, self.first.doubtful, not self.clause)
            if known > (row.date is None, row.doubtful, not told.clause):
                other, self.first, self.clause = self.first, row, told.clause
            self.also.append((other.start, other.end, other.date or ""))
        self.kind = row.kind if not self.kind or row.kind != "background" else self.kind
        self.actors |= dict.fromkeys(row.actors)
        self.targets |= dict.fromkeys(row.targets)
        self.parties |= told.parties
        self.places |= dict.fromkeys(row.places)
        new = told.acts - self.acts
        self.words |= told.words
        self.acts |= told.acts
        return new

    def event(self) -> Event:
        """The one row of all tellings."""
        return replace(
            self.first,
            kind=self.kind,
            also=(*self.first.also, *self.also),
            actors=tuple(self.actors),
            targets=tuple(one for one in self.targets if one not in self.actors),
            places=tuple(self.places),
        )


def _may_contradict(event: Event, row: Event) -> bool:
    """Dates so near each other, and as precise, that both can be meant for one happening."""
    one, other = edtf_days(event.date or ""), edtf_days(row.date or "")
    if not one or not other or "/" in (event.date or "") + (row.date or ""):
        return False
    return abs((one[0] - other[0]).days) <= CLOSE_DAYS
