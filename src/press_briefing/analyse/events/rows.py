"""A row of the chronology: date, sentence, label, who, where, how sure."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ... import typography
from ...analysis import Entity, Event, Mention, Time
from ...french.grammar.clauses import clause_of, is_predicate, span_of
from ..reading import Reading
from ..times.calendars import edtf_days
from .clauses import SHORTEST, clause_label, is_happening, noun_label, sentence_label, text_label
from .named import Who, subject_of
from .select import Candidate, is_ago, within
from .status import HAPPENED, PLANNED, UNREAL, denier_of, status_of
from .words import listed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

BETWEEN = 20  # characters between two tellings of one date, or two ends of an interval
HEADING_WORDS = 3  # before a date that heads its line: « Mise à jour — 16:50 (UTC) : … »
BACKGROUND_DAYS = 365  # what lies further back than that is background to the news


def event_of(
    reading: Reading,
    candidate: Candidate,
    times: tuple[Time, ...],
    names: dict[str, Entity],
    people: Who,
) -> Event | None:
    """The event a candidate tells; None when no label can be made of it."""
    status = _status(reading, candidate)
    subject = subject_of(candidate.head) if candidate.head is not None and candidate.noun is None else None
    known = people.of(subject)
    who = known.name if known is not None else ""
    label = _label(reading, candidate, times, {subject.i: f"[{who}]"} if subject is not None and who else {})
    if not label or status == UNREAL:
        return None
    sentence = candidate.sentence
    first, last = (bisect_left(people.mentions, at, key=lambda row: row.start) for at in (sentence.start, sentence.end))
    inside = list(people.mentions[first:last])
    told = [mention for mention in inside if mention.text in label] or inside
    return Event(
        date=candidate.date,
        start=sentence.start,
        end=sentence.end,
        label=label,
        actors=tuple(dict.fromkeys((*([who] if who else []), *_names(told, names, ("PER", "ORG"))))),
        places=_names(told, names, ("LOC",)),
        certainty=_certainty(candidate),
        time=candidate.time,
        kind=_kind(reading, candidate, status),
        status=status,
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


def _label(reading: Reading, candidate: Candidate, times: tuple[Time, ...], who: dict[int, str]) -> str:
    text = reading.article.text
    told = _after_heading_date(reading, candidate)
    if candidate.head is None or len(told) < candidate.sentence.end - candidate.sentence.start:
        return text_label(told)
    own = _spans(reading, _own_times(candidate, times, text))
    if candidate.noun is not None:
        label = noun_label(candidate.noun, _spans(reading, [row for row in times if _stands_in(row, candidate)]))
    elif (denier := denier_of(candidate.head)) is not None:
        label = clause_label(clause_of(denier), own, who, candidate.head)
    else:
        label = clause_label(candidate.head, own, who, candidate.above if _is_of_another(candidate) else None)
    if len(label) >= SHORTEST and " " in label:
        return label
    span = span_of(reading.doc, candidate.sentence.start, candidate.sentence.end)
    return sentence_label(span, who) if span is not None else text_label(told)


def _is_of_another(candidate: Candidate) -> bool:
    """Whether the date is that of an infinitive or a noun below the clause that is told: it stays where it stands."""
    above, head = candidate.above, candidate.head
    if above is None or head is None or above == head or not head.is_ancestor(above):
        return False
    return "Inf" in above.morph.get("VerbForm", []) or (above.pos_ == "NOUN" and is_happening(above))


def _status(reading: Reading, candidate: Candidate) -> str:
    """The status of what the date hangs on; without a parse all is told."""
    told = candidate.noun or candidate.above or candidate.head
    if told is None:
        return HAPPENED
    days, now = edtf_days(candidate.date) if candidate.date else None, reading.article.published.value
    ahead = bool(days and now and days[0] > date.fromisoformat(now[:10]))
    if not is_predicate(told) and candidate.noun is None and candidate.head is not None:
        told = candidate.head
    return status_of(told, open_ended=(candidate.date or "").endswith("/.."), ahead=ahead)


def _after_heading_date(reading: Reading, candidate: Candidate) -> str:
    """The sentence; of « 3 mai 2021 : deux morts » what follows the date."""
    text, sentence, row = reading.article.text, candidate.sentence, candidate.row
    told = text[sentence.start : sentence.end]
    if reading.count(sentence.start, row.start) > HEADING_WORDS:
        return told
    rest = re.match(r"\)?\s*[:–—]\s*(?=\w)", text[row.end : sentence.end])
    return text[row.end + rest.end() : sentence.end] if rest else told


def _stands_in(row: Time, candidate: Candidate) -> bool:
    dated = bool(row.value) and row.type != "SET"
    return dated and candidate.sentence.start <= row.start < candidate.sentence.end


def _spans(reading: Reading, rows: list[Time]) -> list[Span]:
    spans = (span_of(reading.doc, row.start, row.end) for row in rows)
    return [span for span in spans if span is not None]


def _own_times(candidate: Candidate, times: tuple[Time, ...], text: str) -> list[Time]:
    """The candidate's time and those that tell it again beside it: « il y a dix semaines, le 3 septembre »."""
    inside = [row for row in times if _stands_in(row, candidate)]
    if candidate.dateline or candidate.row not in inside:
        return []
    place = inside.index(candidate.row)
    first, last = place, place + 1
    while first and _beside(inside[first - 1], inside[first], text):
        first -= 1
    while last < len(inside) and _beside(inside[last - 1], inside[last], text):
        last += 1
    return inside[first:last]


def _beside(left: Time, right: Time, text: str) -> bool:
    """Whether two times are one date told twice, or the two ends of one interval."""
    between = text[left.end : right.start]
    if "/" in (left.edtf or "") and left.edtf == right.edtf:
        return len(between) < BETWEEN
    one, other = edtf_days(left.edtf or ""), edtf_days(right.edtf or "")
    counted = left.certainty == "context" or is_ago(left)
    if counted and len(between) <= BETWEEN and between.rstrip().endswith(","):
        return True  # « un jour plus tard, le 13 novembre »
    if not one or not other or len(between) > BETWEEN or not between.strip(" \u00a0").endswith((",", ", le", "le")):
        return False
    return one[0] <= other[0] <= other[1] <= one[1] or other[0] <= one[0] <= one[1] <= other[1]


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


def _kind(reading: Reading, candidate: Candidate, status: str) -> str:
    """event, background (long before, told by a noun or in the pluperfect) or planned (still to come)."""
    days = edtf_days(candidate.date) if candidate.date else None
    told = reading.article.published.value
    now = date.fromisoformat(told[:10]) if told else None
    if status == PLANNED and not (days and now and days[1] < now):
        return "planned"
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
            row = replace(row, label=_around(reading, row, times[row.time]) or row.label)
        seen.add((row.start, row.label))
        result.append(row)
    return result


def _around(reading: Reading, row: Event, time: Time) -> str:
    """The stretch between two commas or stops around the date; `""` when it is the date alone or begins by a verb."""
    text = reading.article.text
    left = max((text.rfind(mark, row.start, time.start) for mark in ",;:"), default=-1) + 1 or row.start
    right = min((place for mark in ",;:" if (place := text.find(mark, time.end, row.end)) >= 0), default=row.end)
    words = reading.count(left, time.start) + reading.count(time.end, right)
    span = span_of(reading.doc, left, right)
    first = next((token for token in span or () if token.pos_ not in ("SPACE", "PUNCT", "CCONJ", "ADV")), None)
    if words < 3 or first is None or first.pos_ in ("VERB", "AUX"):
        return ""
    return text_label(text[left:right])
