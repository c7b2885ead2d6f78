"""What an article says that each actor did, said and underwent, each line with the words it rests on.

Nothing resolves a name or reads a clause here: who does what is told by the events, who said what by quotations and
claims. What is denied, or told on somebody's word only, is nobody's deed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...lexicons import keys
from ...model.analysis import Actor, ActorMention, Analysis, Claim, Event, Quote
from ...model.typography import key
from .places import PlacedMention, Where

MAIN = 5  # actors a briefing tells of


@dataclass(frozen=True)
class Deed:
    """Something done, said or undergone: `row` tells it at `start`."""

    row: Event | Quote | Claim
    start: int


@dataclass
class ActorDeeds:
    """An actor with what the article says they `did`, `said` and what was done to them; `count`: sure mentions."""

    actor: Actor
    count: int = 0
    did: list[Deed] = field(default_factory=list)
    said: list[Deed] = field(default_factory=list)
    undergone: list[Deed] = field(default_factory=list)


def sheets(analysis: Analysis) -> list[ActorDeeds]:
    """A sheet an actor, those mentioned most often first.

    1. how often each is mentioned
    2. what they said: quotations and reported assertions whose source they are
    3. what they did and what was done to them: happenings whose actors or targets they are; to have said something
       is no deed beside it

    A line whose actor is likely only is left out: of those drawn from unread articles none was right.
    """
    found = {actor.id: ActorDeeds(actor, len(counted(analysis, actor))) for actor in analysis.actors}  # 1
    where = Where(analysis)
    sources = set()
    for line, place in _sayings(analysis, where):  # 2
        found[place.actor.id].said.append(line)
        sources.add((place.actor.id, analysis.sentence_at(line.start)))
    for event in analysis.events:  # 3
        for actor in event.actors if _is_done(event) else ():
            if (actor, analysis.sentence_at(event.start)) not in sources or not is_said(event):
                _add(found, actor, event, "did")
        for actor in event.targets if _is_done(event) else ():
            _add(found, actor, event, "undergone")
    kept = [sheet for sheet in found.values() if sheet.count]
    return sorted(kept, key=lambda sheet: (-sheet.count, -_told(sheet), sheet.actor.mentions[0].start))


def _is_done(event: Event) -> bool:
    """Whether the article itself says, beyond doubt, that it happened, goes on or will: a rumour is nobody's deed."""
    return not event.negated and not event.doubtful and event.status not in ("alleged", "denied", "hypothetical")


def is_said(event: Event) -> bool:
    """Whether what happened is that somebody said something."""
    return key(event.action) in keys("words/reporting_verbs.txt") | keys("frames/sayings.txt")


def _add(found: dict[str, ActorDeeds], actor: str, event: Event, role: str) -> None:
    sheet = found.get(actor)
    if sheet is None or sheet.actor.doubtful:
        return
    first = bisect_left(sheet.actor.mentions, event.start, key=lambda row: row.start)
    last = bisect_left(sheet.actor.mentions, event.end, lo=first, key=lambda row: row.start)
    here = sheet.actor.mentions[first:last]
    if here and not any(row.doubtful for row in here):
        getattr(sheet, role).append(Deed(event, event.start))


def _told(sheet: ActorDeeds) -> int:
    return len(sheet.did) + len(sheet.said) + len(sheet.undergone)


def counted(analysis: Analysis, actor: Actor) -> list[ActorMention]:
    """The mentions of an actor that count: none in the byline, none that is in doubt.

    Returns
    -------
    `ActorMention` rows in the order of the text.
    """
    return [row for row in actor.mentions if not row.doubtful and analysis.article.counts(row.start)]


# -- what they said -----------------------------------------------------------------------------


def _sayings(analysis: Analysis, where: Where) -> Iterator[tuple[Deed, PlacedMention]]:
    """Quotations and assertions in the order of the text; one that only holds a quotation of the same actor is none."""
    rows: list[Quote | Claim] = sorted([*analysis.quotes, *analysis.claims], key=lambda row: row.start)
    quoted = {(row.start, place.actor.id) for row in analysis.quotes if (place := _source(where, row))}
    starts = sorted(start for start, _ in quoted)
    for row in rows:
        place = _source(where, row)
        if place is None or place.doubtful:
            continue
        inside = starts[bisect_left(starts, row.start) : bisect_left(starts, row.end)]
        if isinstance(row, Quote) or not any((start, place.actor.id) in quoted for start in inside):
            yield Deed(row, row.start), place


def _source(where: Where, row: Quote | Claim) -> PlacedMention | None:
    told = row.speaker if isinstance(row, Quote) else row.source
    if told is None or (isinstance(row, Claim) and row.source_type in ("author", "unattributed")):
        return None
    return where.at(told.start, told.end, told.actor)
