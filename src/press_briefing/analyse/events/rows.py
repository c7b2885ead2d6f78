"""A row of the chronology: date, sentence, label, who, where, how sure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...analysis import Entity, Event, Mention, Time
from ..reading import Reading
from ..times.calendars import edtf_days
from .clauses import SHORTEST, clause_label, listed, noun_label, span_of, text_label
from .select import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

BACKGROUND_DAYS = 365  # what lies further back than that is background to the news


def event_of(
    reading: Reading,
    candidate: Candidate,
    times: tuple[Time, ...],
    mentions: tuple[Mention, ...],
    names: dict[str, Entity],
) -> Event | None:
    """The event a candidate tells; None when no label can be made of it."""
    label = _label(reading, candidate, times)
    if not label:
        return None
    sentence = candidate.sentence
    inside = [mention for mention in mentions if sentence.start <= mention.start < sentence.end]
    told = [mention for mention in inside if mention.text in label] or inside
    return Event(
        date=candidate.date,
        start=sentence.start,
        end=sentence.end,
        label=label,
        actors=_names(told, names, ("PER", "ORG")),
        places=_names(told, names, ("LOC",)),
        certainty=_certainty(candidate),
        time=candidate.time,
        kind=_kind(reading, candidate),
    )


def _names(mentions: list[Mention], names: dict[str, Entity], labels: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the entities mentioned, each once, in text order."""
    return tuple(
        dict.fromkeys(
            names[mention.id].name if mention.id in names else mention.text
            for mention in mentions
            if mention.label in labels
        )
    )


def _label(reading: Reading, candidate: Candidate, times: tuple[Time, ...]) -> str:
    sentence, text = candidate.sentence, reading.article.text
    whole = text_label(text[sentence.start : sentence.end])
    if candidate.head is None:
        return whole
    spans = [
        span
        for row in times
        if sentence.start <= row.start < sentence.end
        and row.value
        and row.type != "SET"
        and (span := span_of(reading.doc, row.start, row.end)) is not None
    ]
    label = noun_label(candidate.noun, spans) if candidate.noun is not None else clause_label(candidate.head, spans)
    return label if len(label) >= SHORTEST else whole


def _certainty(candidate: Candidate) -> str:
    """How the date is known: its precision, or that its year or its whole was inferred."""
    date, row = candidate.date, candidate.row
    if date is None or date.startswith("XXXX"):
        return "vague"
    if ".." in date:
        return "open"
    if "/" in date or "X" in date or re.fullmatch(r"\d{4}-(?:2[1-4]|3[3-6]|4[01])", date):
        return "interval"
    if row.certainty == "inferred":
        return "inferred"
    return {4: "year", 7: "month"}.get(len(date.rstrip("~?%")), "day")


def _kind(reading: Reading, candidate: Candidate) -> str:
    """event, background (long before, told by a noun or in the pluperfect) or planned (still to come)."""
    days = edtf_days(candidate.date) if candidate.date else None
    published = reading.article.published.value
    if (days and published and days[0].isoformat() > published[:10]) or _is_planned(candidate.head):
        return "planned"
    if candidate.noun is not None or _is_pluperfect(candidate.head):
        return "background"
    if (
        days
        and published
        and edtf_days(published[:10])
        and (edtf_days(published[:10])[0] - days[0]).days > BACKGROUND_DAYS
    ):  # type: ignore[index]
        return "background"
    return "event"


def _is_planned(head: Token | None) -> bool:
    """A future, or « est prévu »."""
    if head is None:
        return False
    if head.lemma_ in listed("planned") and "Part" in head.morph.get("VerbForm"):
        return True
    forms = [head, *(child for child in head.children if child.dep_.startswith("aux"))]
    return any("Fut" in token.morph.get("Tense") for token in forms) and False


def _is_pluperfect(head: Token | None) -> bool:
    """« avait été désigné »."""
    return (
        head is not None
        and "Part" in head.morph.get("VerbForm")
        and any(child.dep_.startswith("aux") and "Imp" in child.morph.get("Tense") for child in head.children)
    )
