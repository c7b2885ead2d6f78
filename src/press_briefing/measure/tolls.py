"""The tolls an article gives: dead, wounded, missing, displaced, arrested, by happening, place and source."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from ..model.analysis import Analysis, Event, Quantity
from ..model.analysis.comparing import FATES, is_part
from ..model.typography import key

NEAR = 60  # tolls looked back on: a book has thousands
STEM = 5  # letters by which two names of a happening are compared: « attaque », « attaques »


@dataclass(frozen=True)
class Toll:
    """A figure of people whom something befell. `event`: the happening, in words of the article, empty where none is
    told; `place`: where, by its fullest name; `date`: EDTF of the event; `group`: tolls of one happening have one
    number. `part`: it counts some of another toll (« dont douze enfants »).
    """

    quantity: Quantity
    event: str
    place: str
    date: str
    group: int = 0
    part: bool = False


def tolls(analysis: Analysis) -> tuple[Toll, ...]:
    """Every toll in the order of the text; those of one happening share a `group`."""
    names = {entity.id: entity.name for entity in analysis.entity_index if entity.label == "LOC"}
    rows = (row for row in analysis.quantities if row.kind in FATES and not row.again)
    return _grouped(analysis, [_toll(analysis, row, names) for row in rows])


def _toll(analysis: Analysis, row: Quantity, names: dict[str, str]) -> Toll:
    event = analysis.events[row.event] if row.event is not None else None
    told = row.cause or (event.label if event is not None else "")
    return Toll(
        row,
        told,
        _place(analysis, row, event, names),
        (event.date or "") if event is not None else "",
        part=is_part(analysis.article.text, row),
    )


def _place(analysis: Analysis, row: Quantity, event: Event | None, names: dict[str, str]) -> str:
    """The place in the words of the happening, else the only one of the sentence; empty where two may be meant."""
    index = analysis.sentence_at(row.start)
    if index is None:
        return ""
    sentence = analysis.sentences[index]
    first, last = (
        bisect_left(analysis.entities, at, key=lambda mention: mention.start) for at in (sentence.start, sentence.end)
    )
    here = [mention for mention in analysis.entities[first:last] if mention.id in names]
    inside = [mention for mention in here if row.cause and mention.text in row.cause]
    near = list(dict.fromkeys(names[mention.id] for mention in inside or here))
    if len(near) == 1:
        return near[0]
    told = event.places[0] if event is not None and len(event.places) == 1 else ""
    return names.get(told, told)


# -- of one happening ------------------------------------------------------------------------------


def _grouped(analysis: Analysis, found: list[Toll]) -> tuple[Toll, ...]:
    """Each toll with the number of its happening, from 1; each is compared with the tolls shortly before it."""
    kept: list[Toll] = []
    for toll in found:
        near = reversed(kept[-NEAR:])
        group = next((other.group for other in near if _one(analysis, toll, other)), 0)
        kept.append(replace(toll, group=group or max((other.group for other in kept[-NEAR:]), default=0) + 1))
    return tuple(kept)


def _one(analysis: Analysis, a: Toll, b: Toll) -> bool:
    """Whether two tolls are of one happening: of one event or clause, or of happenings named alike at one place."""
    if (a.place and b.place and a.place != b.place) or (a.date and b.date and a.date != b.date):
        return False
    first, second = a.quantity, b.quantity
    if first.event is not None and first.event == second.event:
        return True
    if first.cause and second.cause:
        return _alike(first.cause, second.cause)
    if analysis.sentence_at(first.start) == analysis.sentence_at(second.start):
        return a.place == b.place
    return first.kind == second.kind and first.value == second.value


def _alike(first: str, second: str) -> bool:
    """Whether two names of happenings begin with one noun: « attaque de Salmossi », « attaques »."""
    heads = [key(text).replace("'", " ").split()[:1] for text in (first, second)]
    return bool(heads[0] and heads[1]) and heads[0][0][:STEM] == heads[1][0][:STEM]
