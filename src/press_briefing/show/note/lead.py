"""What, who, when, where, who says so, on what ground: a line each, from the main event and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ...measure.sourcing import voices
from ...measure.tables import is_deduced
from ...model.analysis import Analysis, Event, Time
from .bearers import Bearers, bearers
from .main import OPENING, before, content, main_event, overlap, title_words
from .rows import NoteLine, flat, sentence_of
from .who import victims, who

PLACES = 4
# A place named once further down is no place of the story.
TWICE = 2
# Of the words of two clauses, the share from which they tell one act again.
AGAIN = 0.6
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class When:
    """A time: `date` (EDTF, "" where none could be made), the article's own `words`, whether it is `deduced`, its
    sentence. `elsewhere`: it is not that of the main event, which nobody dates."""

    date: str
    words: str
    deduced: bool
    sentence: int
    elsewhere: bool = False


@dataclass(frozen=True)
class Lead:
    """The six lines of a note.

    `what`: the main event; `who`: actors with their function, the weightiest first; `victims`: the first figure of the
    dead, the wounded, the missing; `when`: of the event, or the first day the opening tells (`elsewhere`); `where`: its
    places, or those the article names most (`anywhere`); `by`: on whose word it is told, None the author's own;
    `bearers`: who says how much of the article; `sources`, `named`: how many, and how many by name; `figures`,
    `sourced`: how many numbers, and how many with a source.
    """

    what: NoteLine | None
    who: tuple[NoteLine, ...]
    victims: tuple[NoteLine, ...]
    when: When | None
    where: tuple[NoteLine, ...]
    anywhere: bool
    by: NoteLine | None
    bearers: Bearers
    sources: int
    named: int
    figures: int
    sourced: int


def lead(analysis: Analysis) -> Lead:
    """The six lines, each from what was found; a line with nothing found is empty."""
    event = main_event(analysis)
    found, numbers = voices(analysis), [row for row in analysis.quantities if not row.again]
    here, anywhere = _where(analysis, event)
    return Lead(
        _what(analysis, event),
        who(analysis, event),
        victims(analysis),
        _of_event(analysis, event) or _first_day(analysis),
        here,
        anywhere,
        _by(analysis, event),
        bearers(analysis),
        len(found),
        sum(row.source_type in ("named", "institutional") for row in found),
        len(numbers),
        sum(bool(row.source) for row in numbers),
    )


def _what(analysis: Analysis, event: Event | None) -> NoteLine | None:
    """The clause of the main event; else the sentence that says most of the title, else most of the whole."""
    if event is not None:
        return NoteLine(flat(event.label), sentence_of(analysis, event.start))
    index = _nearest(analysis)
    if index is None:
        index = next(iter(analysis.key_sentences), None)
    return NoteLine(flat(analysis.text_of(analysis.sentences[index])), index + 1) if index is not None else None


def _nearest(analysis: Analysis) -> int | None:
    """The sentence of the opening that repeats most of the title; None where none repeats any of it."""
    title, first = title_words(analysis), before(analysis)
    opening = range(first, min(first + OPENING, len(analysis.sentences)))
    shares = {
        index: overlap(analysis, analysis.sentences[index].start, analysis.sentences[index].end, title)
        for index in opening
    }
    best = max(shares, key=lambda index: (shares[index], -index), default=None)
    return best if best is not None and shares[best] else None


def _of_event(analysis: Analysis, event: Event | None) -> When | None:
    """When the main event was: its own date, else that of the same act where it is told again, in the article's words."""
    for row in _tellings(analysis, event) if event else ():
        if row.date or row.when:
            resolved = analysis.resolved(row)
            deduced = bool(row.date) and is_deduced(row.certainty, resolved, analysis.article.published.certainty)
            return When(row.date or "", flat(row.when), deduced, sentence_of(analysis, row.start))
    return None


def _tellings(analysis: Analysis, event: Event) -> Iterator[Event]:
    """An event, then the same act of the same people as other rows tell it."""
    yield event
    people, told = {*event.actors, *event.targets}, content(analysis, event.start, event.end)
    for row in analysis.events:
        same = row.action and row.action == event.action and row.kind == event.kind and not row.doubtful
        if row is not event and same and people & {*row.actors, *row.targets}:
            other = content(analysis, row.start, row.end)
            if len(told & other) >= AGAIN * min(len(told), len(other)):
                yield row


def _first_day(analysis: Analysis) -> When | None:
    """The first day that the opening tells and no recalled happening has."""
    last = before(analysis) + OPENING
    recalled = [(row.start, row.end) for row in analysis.events if row.kind == "background"]
    for row in analysis.times:
        place = sentence_of(analysis, row.start)
        if place <= last and _is_day(row) and not any(start <= row.start < end for start, end in recalled):
            deduced = row.certainty not in ("explicit", "event") or analysis.article.published.deduced
            return When((row.edtf or "")[:10], flat(row.text), deduced, place, elsewhere=True)
    return None


def _is_day(row: Time) -> bool:
    return row.type == "DATE" and bool(_DAY.match(row.edtf or ""))


def _where(analysis: Analysis, event: Event | None) -> tuple[tuple[NoteLine, ...], bool]:
    """The places of the event; else those that the article names most: of those named once, the opening's only."""
    names = {row.id: row for row in analysis.entity_index if row.label == "LOC"}
    told = _places(analysis, event, names) if event else []
    if event and told:
        return tuple(NoteLine(names[one].name, sentence_of(analysis, event.start)) for one in told), False
    first = {row.id: sentence_of(analysis, row.start) for row in reversed(analysis.entities)}
    last = before(analysis) + OPENING
    told_of = [row for row in names.values() if row.id in first and (row.count >= TWICE or first[row.id] <= last)]
    most = sorted(told_of, key=lambda row: (-row.count, first[row.id], row.id))[:PLACES]
    return tuple(NoteLine(row.name, first[row.id]) for row in most), True


def _places(analysis: Analysis, event: Event, names: Collection[str]) -> list[str]:
    """The places of an event: not those who do it, nor those it is done to where another place is told.

    Two states that hold a summit are not where it is held, and a team beaten in Lyon is not where it is beaten.
    """
    doing, undergoing = (
        {row.entity for row in analysis.actors if row.id in ids} for ids in (event.actors, event.targets)
    )
    told = [one for one in event.places if one in names and one not in doing]
    return ([one for one in told if one not in undergoing] or told)[:PLACES]


def _by(analysis: Analysis, event: Event | None) -> NoteLine | None:
    """On whose word the event is told."""
    if event is None:
        return None
    names = {row.id: row.name for row in analysis.actors}
    if event.said_by in names:
        return NoteLine(names[event.said_by], sentence_of(analysis, event.start))
    claim = next((row for row in analysis.claims if row.source and row.start <= event.start < row.end), None)
    told = claim.source if claim else None
    return NoteLine(flat(told.name or told.text), sentence_of(analysis, event.start)) if told else None
