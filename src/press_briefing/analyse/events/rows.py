"""A row of the chronology: date, sentence, label, who, where, how sure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ... import typography
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
    return label if len(label) >= SHORTEST and " " in label else whole


def _certainty(candidate: Candidate) -> str:
    """How the date is known: its precision, or that its year or its whole was inferred."""
    told, row = candidate.date, candidate.row
    if told is None or told.startswith("XXXX"):
        return "vague"
    if ".." in told:
        return "open"
    if "/" in told or "X" in told or re.fullmatch(r"\d{4}-(?:2[1-4]|3[3-6]|4[01])", told):
        return "interval"
    if row.certainty == "inferred":
        return "inferred"
    return {4: "year", 7: "month"}.get(len(told.rstrip("~?%")), "day")


def _kind(reading: Reading, candidate: Candidate) -> str:
    """event, background (long before, told by a noun or in the pluperfect) or planned (still to come)."""
    days = edtf_days(candidate.date) if candidate.date else None
    told = reading.article.published.value
    now = date.fromisoformat(told[:10]) if told else None
    if (days and now and days[0] > now) or ((not days or not now) and _is_to_come(candidate.head)):
        return "planned"
    if candidate.noun is not None or _is_pluperfect(candidate.head):
        return "background"
    return "background" if days and now and (now - days[0]).days > BACKGROUND_DAYS else "event"


def _is_to_come(head: Token | None) -> bool:
    """A future, or « est prévu »."""
    if head is None:
        return False
    if typography.key(head.lemma_) in listed("planned") and "Part" in head.morph.get("VerbForm", []):
        return True
    return any("Fut" in token.morph.get("Tense", []) for token in (head, *_auxiliaries(head)))


def _is_pluperfect(head: Token | None) -> bool:
    """« avait été désigné »."""
    if head is None or "Part" not in head.morph.get("VerbForm", []):
        return False
    return any("Imp" in token.morph.get("Tense", []) for token in _auxiliaries(head))


def _auxiliaries(head: Token) -> list[Token]:
    return [child for child in head.children if child.dep_.startswith("aux")]


def told_apart(reading: Reading, times: tuple[Time, ...], rows: list[Event]) -> list[Event]:
    """Rows of one sentence that would read alike are told by the words around their own date."""
    seen: set[tuple[int, str]] = set()
    result = []
    for row in rows:
        if (row.start, row.label) in seen and row.time is not None:
            row = replace(row, label=_around(reading.article.text, row, times[row.time]) or row.label)
        seen.add((row.start, row.label))
        result.append(row)
    return result


def _around(text: str, row: Event, time: Time) -> str:
    """The stretch between two commas or stops that holds the date; `""` when it is nothing but the date."""
    left = max((text.rfind(mark, row.start, time.start) for mark in ",;:"), default=-1) + 1 or row.start
    right = min((place for mark in ",;:" if (place := text.find(mark, time.end, row.end)) >= 0), default=row.end)
    words = re.findall(r"\w+", text[left : time.start] + text[time.end : right])
    return text_label(text[left:right]) if len(words) >= 3 else ""
