"""What, who, when, where, who says so, on what ground: a line each, from the main event and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from ...measure.deeds import counted
from ...measure.sourcing import voices
from ...measure.tables import is_deduced
from ...model.analysis import Actor, Analysis, Event
from .rows import NoteLine, flat, sentence_of

# Sentences in which an article says what it is about; the title and the lead are of them.
OPENING = 4
PEOPLE, PLACES = 3, 4
# Roles longer than this are left to the dossier.
LONGEST_ROLE = 60


@dataclass(frozen=True)
class Lead:
    """The six lines of a note.

    `what`: the main event; `who`: actors with their function, those of the event first; `date` (EDTF), `when` (own
    words), `deduced`: of the event; `where`: its places, or those the article names most (`anywhere`); `by`: whose word
    it is, None the author's own; `sources`, `named`: how many, and how many by name; `figures`, `sourced`: how many
    numbers, and how many with a source.
    """

    what: NoteLine | None
    who: tuple[NoteLine, ...]
    date: str
    when: str
    deduced: bool
    where: tuple[NoteLine, ...]
    anywhere: bool
    by: NoteLine | None
    sources: int
    named: int
    figures: int
    sourced: int


def main_event(analysis: Analysis) -> Event | None:
    """The event an article is about: the first of its news in the opening sentences, one with a party before others.

    What the author tells comes before what somebody alleges. None where the opening tells no event, or only what is recalled, announced or denied.
    """
    last = OPENING + _before(analysis)
    news = [
        row
        for row in analysis.events
        if row.kind == "event"
        and row.status in ("happened", "ongoing", "alleged")
        and not row.negated
        and not row.doubtful
        and sentence_of(analysis, row.start) <= last
    ]
    return min(news, key=_rank, default=None)


def _rank(row: Event) -> tuple[bool, bool, bool, int]:
    """What makes a happening less of the main one, the weightiest first."""
    return row.status == "alleged", not (row.actors or row.targets), not row.date, row.start


def _before(analysis: Analysis) -> int:
    """Sentences of title and headings before the body."""
    body = next((row.start for row in analysis.article.paragraphs if row.kind in ("body", "lead")), 0)
    return sum(row.end <= body for row in analysis.sentences)


def lead(analysis: Analysis) -> Lead:
    """The six lines, each from what was found; a line with nothing found is empty."""
    event, article = main_event(analysis), analysis.article
    found, numbers = voices(analysis), [row for row in analysis.quantities if not row.again]
    here, anywhere = _where(analysis, event)
    deduced = (
        event is not None
        and bool(event.date)
        and is_deduced(event.certainty, analysis.resolved(event), article.published.certainty)
    )
    return Lead(
        _what(analysis, event),
        _who(analysis, event),
        (event.date or "") if event else "",
        flat(event.when) if event else "",
        deduced,
        here,
        anywhere,
        _by(analysis, event),
        len(found),
        sum(row.source_type in ("named", "institutional") for row in found),
        len(numbers),
        sum(bool(row.source) for row in numbers),
    )


def _what(analysis: Analysis, event: Event | None) -> NoteLine | None:
    """The clause of the main event; else the sentence that says most."""
    if event is not None:
        return NoteLine(flat(event.label), sentence_of(analysis, event.start))
    index = next(iter(analysis.key_sentences), None)
    return NoteLine(flat(analysis.text_of(analysis.sentences[index])), index + 1) if index is not None else None


def _who(analysis: Analysis, event: Event | None) -> tuple[NoteLine, ...]:
    """Those who do it and to whom it is done, then those mentioned most; doubtful rows are left out."""
    by_id = {row.id: row for row in analysis.actors if not row.doubtful}
    first = [by_id[one] for one in (*event.actors, *event.targets) if one in by_id] if event else []
    most = sorted(by_id.values(), key=lambda row: (-len(counted(analysis, row)), row.id))
    told = dict.fromkeys([*first, *(row for row in most if len(row.mentions) > 1)])
    return tuple(_actor(analysis, row) for row in list(told)[:PEOPLE])


def _actor(analysis: Analysis, row: Actor) -> NoteLine:
    role = row.role or ""
    starts = [mention.start for mention in counted(analysis, row)] or [mention.start for mention in row.mentions]
    return NoteLine(
        row.name, sentence_of(analysis, starts[0]) if starts else 0, role if len(role) <= LONGEST_ROLE else ""
    )


def _where(analysis: Analysis, event: Event | None) -> tuple[tuple[NoteLine, ...], bool]:
    """The places of the event; else those that the article names most."""
    names = {row.id: row for row in analysis.entity_index if row.label == "LOC"}
    told = [one for one in event.places if one in names][:PLACES] if event else []
    if event and told:
        return tuple(NoteLine(names[one].name, sentence_of(analysis, event.start)) for one in told), False
    most = sorted(names.values(), key=lambda row: (-row.count, row.id))[:PLACES]
    first = {m.id: m.start for m in reversed(analysis.entities)}
    return tuple(NoteLine(row.name, sentence_of(analysis, first[row.id])) for row in most if row.id in first), True


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
