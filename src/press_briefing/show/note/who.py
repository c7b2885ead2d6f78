"""Who an article is about: those of the main event, of the title, and those it tells most of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ... import lexicons
from ...measure import highlights
from ...measure.deeds import counted, is_said
from ...model.analysis import Actor, Analysis, Event
from ...model.typography import key
from .main import OPENING, before
from .rows import NoteLine, flat, sentence_of, whole

PEOPLE = 4
# What speaks for somebody: being of the main event, in the title, in the first sentence; each further mention and each
# deed told as news, up to so many; a person or a state before a body. Whoever only speaks of it is told under who says so.
EVENT, TITLED, FIRST, MOST, STANDS = 5.0, 4.0, 1.0, 6, 1.0
# On whose word the main event is told; who only speaks; who comments by function.
TELLS, SPEAKS, COMMENTS = 3.0, 2.0, 3.0
# Below this nobody is named beside those of the event.
LEAST = 4.0
# Sentences below which a mention weighs more: a dispatch names its people once.
SHORT = 20
# Mentions of a body or group without a name: « le gouvernement » named less often may be any.
DESCRIBED = 3
FATES = ("dead", "wounded", "missing")


@dataclass(frozen=True)
class _Story:
    """Where things are told: the main event, the ends of title and first sentence; who does or undergoes news, on whose
    word the main event is told, and who speaks at all."""

    event: Event | None
    title: int
    first: int
    deeds: Mapping[str, int]
    teller: str
    sayings: frozenset[str]


def who(analysis: Analysis, event: Event | None, most: int = PEOPLE) -> tuple[NoteLine, ...]:
    """Actors with their function, the weightiest first; those in doubt are left out."""
    story = _story(analysis, event)
    rows = [row for row in analysis.actors if not row.doubtful and counted(analysis, row)]
    weighed = [(_weight(analysis, row, story), row) for row in rows if _is_told(row, story)]
    ordered = sorted(weighed, key=lambda one: (-one[0], one[1].mentions[0].start))
    kept = [row for weight, row in ordered if weight >= LEAST or row.id in _parties(event)]
    places = frozenset(key(row.name) for row in analysis.entity_index if row.label == "LOC")
    once = _once(kept or [row for _, row in ordered], places, _parties(event))
    return tuple(_actor(analysis, row) for row in once[:most])


def victims(analysis: Analysis) -> tuple[NoteLine, ...]:
    """The dead, the wounded and the missing of the opening, in words of the article: the first figure of each.

    `note` of a line: what became of them, where these words do not say it.
    """
    last = before(analysis) + OPENING
    recalled = [(row.start, row.end) for row in analysis.events if row.kind == "background"]
    told = [row for row in analysis.quantities if row.kind in FATES and not row.again]
    found: dict[str, NoteLine] = {}
    for row in told:
        place = sentence_of(analysis, row.start)
        if place <= last and not any(start <= row.start < end for start, end in recalled):
            fate = "" if highlights.tells_fate(row.kind, row.text) else row.kind
            found.setdefault(row.kind, NoteLine(flat(row.text), place, fate))
    return tuple(found.values())


def _story(analysis: Analysis, event: Event | None) -> _Story:
    deeds: dict[str, int] = {}
    for row in analysis.events:
        if row.kind != "background" and not row.negated and not row.doubtful and not is_said(row):
            for one in {*row.actors, *row.targets}:
                deeds[one] = deeds.get(one, 0) + 1
    said = [row.speaker.actor for row in analysis.quotes if row.speaker]
    said += [row.source.actor for row in analysis.claims if row.source]
    titles = before(analysis)
    ends = [row.end for row in analysis.sentences]
    title = ends[titles - 1] if titles else 0
    first = ends[titles] if titles < len(ends) else title
    return _Story(event, title, first, deeds, _teller(analysis, event), frozenset(filter(None, said)))


def _teller(analysis: Analysis, event: Event | None) -> str:
    """The actor on whose word the main event is told; "" where it is the author."""
    if event is None:
        return ""
    claims = (row.source for row in analysis.claims if row.source and row.start <= event.start < row.end)
    return event.said_by or next((told.actor for told in claims if told.actor), None) or ""


def _parties(event: Event | None) -> tuple[str, ...]:
    return (*event.actors, *event.targets) if event else ()


def _is_told(row: Actor, story: _Story) -> bool:
    """Whether an actor may stand alone: somebody described without a name is often another row's, unless of the event."""
    if row.named or row.id in _parties(story.event):
        return True
    return row.kind != "person" and len(row.mentions) > DESCRIBED and not _is_anybody(row)


def _is_anybody(row: Actor) -> bool:
    """« homme », « jeunes »: words that say nothing of who it is."""
    anybody = lexicons.keys("people/anybody.txt")
    return not row.named and all(word.rstrip("sx") in anybody for word in key(row.name).split())


def _weight(analysis: Analysis, row: Actor, story: _Story) -> float:
    at = [mention.start for mention in counted(analysis, row)]
    party, titled = row.id in _parties(story.event), at[0] < story.title
    beside = not story.deeds.get(row.id) and not party and not titled
    only_speaks = row.id in story.sayings and beside and row.id != story.teller
    return (
        EVENT * (party and not _is_anybody(row))
        + TITLED * titled
        + FIRST * any(story.title <= start < story.first for start in at)
        + min(len(at) * max(1.0, SHORT / len(analysis.sentences)), MOST)
        + min(story.deeds.get(row.id, 0), MOST) / 2
        + STANDS * (row.kind == "person" or (row.kind == "state" and row.id in story.deeds))
        + TELLS * (row.id == story.teller)
        - SPEAKS * only_speaks
        - COMMENTS * (not party and not titled and _comments(row))
    )


def _comments(row: Actor) -> bool:
    """Whether somebody's function is to speak of what others do: an expert, a professor, an analyst."""
    told = f" {key(row.role or '')} ".replace(",", " ")
    return any(f" {one} " in told for one in lexicons.keys("note/commentators.txt"))


def _once(rows: list[Actor], places: frozenset[str], parties: tuple[str, ...]) -> list[Actor]:
    """Without those another row tells already.

    « le médiateur » beside the only mediator named; one person under two forms of a name; a body that is only where
    somebody has an office, or that is a place.
    """
    kept: list[Actor] = []
    for row in rows:
        told = row if row.named else _named_so(row, rows) or row
        if not any(_is_one(told, other) for other in kept) and not _is_aside(told, kept, places, parties):
            kept.append(told)
    return kept


def _is_one(row: Actor, other: Actor) -> bool:
    """Whether two rows of people begin and end in one name: « Jean Tessier », « Jean P. Tessier »."""
    first, second = key(row.name).split(), key(other.name).split()
    same = row.kind == other.kind == "person" and len(first) > 1 and len(second) > 1
    return row is other or (same and first[0] == second[0] and first[-1] == second[-1])


def _is_aside(row: Actor, kept: list[Actor], places: frozenset[str], parties: tuple[str, ...]) -> bool:
    """Whether a body stands in the name or the function of somebody shown, or is a place that does nothing here."""
    if row.kind != "organisation" or row.id in parties:
        return row.kind == "organisation" and key(row.name) in places
    return key(row.name) in places or any(key(row.name) in key(f"{one.name} {one.role or ''}") for one in kept)


def _named_so(row: Actor, rows: list[Actor]) -> Actor | None:
    """The one with a name whose function begins with these words; None where none or several have it."""
    found = [one for one in rows if one.named and one.role and key(one.role).startswith(key(row.name))]
    return found[0] if len(found) == 1 else None


def _actor(analysis: Analysis, row: Actor) -> NoteLine:
    return NoteLine(row.name, sentence_of(analysis, counted(analysis, row)[0].start), whole(row.role or ""))
