"""A row of the chronology: date, sentence, label, who, where, how sure."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ...french.grammar.clauses import auxiliaries, clause_of, is_predicate, span_of
from ...model import typography
from ...model.analysis import Event, Time
from ..frames.status import (
    ALLEGED,
    HAPPENED,
    ONGOING,
    PLANNED,
    UNREAL,
    denier_of,
    is_completed,
    is_linked_only,
    status_of,
)
from ..reading import Reading
from ..times.calendars import edtf_days
from .clauses import SHORTEST, clause_label, in_segment, sentence_label
from .hanging import is_of_a_period
from .infinitives import told_of_the_subject, undergone
from .joining import capitalised, text_label
from .named import Who, subject_of
from .nouns import is_happening, noun_label
from .participles import is_of_a_complement, is_present, subject_told, told_of_subject
from .parties import Telling
from .places import places_in
from .relatives import is_behind_a_phrase
from .select import Candidate, is_ago, within
from .words import listed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

BETWEEN = 20  # characters between two tellings of one date, or two ends of an interval
LEAST_WORD = 4  # letters of a word that says something
HEADING_WORDS = 3  # before a date that heads its line: « Mise à jour — 16:50 (UTC) : … »
BACKGROUND_DAYS = 365  # what lies further back than that is background to the news


def event_of(
    reading: Reading,
    candidate: Candidate,
    times: tuple[Time, ...],
    people: Who,
    telling: Telling,
) -> Event | None:
    """The event a candidate tells; None when no label can be made of it."""
    status = _status(reading, candidate)
    subject = _subject(candidate)
    label = "" if status == UNREAL else _label(reading, candidate, times, subject, people)
    if not label or _is_only_time(reading, within(times, candidate.sentence), label):
        return None
    sentence = candidate.sentence
    told = telling.told(_predicates(candidate, _spans(reading, _own_times(candidate, times, reading.article.text))))
    targets = told.targets
    if subject is not None and undergone(candidate.above, candidate.head):
        targets = tuple(dict.fromkeys((*targets, *people.id_of(subject))))
    return Event(
        date=candidate.date,
        start=sentence.start,
        end=sentence.end,
        label=capitalised(label),
        when=_when(candidate, times, reading.article.text),
        action=told.action,
        actors=told.actors,
        targets=targets,
        places=places_in(people.actors.tree, people.mentions, sentence, label, (*told.actors, *targets)),
        certainty=_certainty(candidate),
        time=candidate.time,
        kind=_kind(reading, candidate, status),
        status=ALLEGED if told.reported and status in (HAPPENED, ONGOING) else status,
        said_by=told.said_by,
        negated=told.negated,
        doubtful=candidate.doubtful or _is_of_a_deep_noun(candidate) or people.is_of_many(subject),
    )


def _predicates(candidate: Candidate, own: list[Span]) -> tuple[Token | None, ...]:
    """The words whose acts a row tells: the dated noun, or the dated predicate and the clause that holds it.

    Where a colon parts the date from that clause, the row tells the clause on its side of it.
    """
    if candidate.noun is not None or candidate.head is None:
        return (candidate.noun,)
    if undergone(candidate.above, candidate.head):
        return (candidate.above,)
    apart = in_segment(candidate.head, own)
    if apart != candidate.head:
        return (apart,)
    return (candidate.above, candidate.head)


def _when(candidate: Candidate, times: tuple[Time, ...], text: str) -> str:
    """The time words of a row, as the article has them."""
    own = _own_times(replace(candidate, beside=()), times, text) or [candidate.row]
    first = own[0].start - len("d'") * (own[0].text.lower() == "ici")  # « d'ici à 2027 »
    return text[first : own[-1].end]


def _is_only_time(reading: Reading, rows: tuple[Time, ...], label: str) -> bool:
    """« En 2008 et en 2010 »: without the dates of its sentence a label has to say something."""
    rest = label.lower()
    for row in rows:
        rest = rest.replace(reading.article.text[row.start : row.end].lower(), " ")
    return all(len(word) < LEAST_WORD for word in re.findall(r"[^\W\d_]+", rest))


def _subject(candidate: Candidate) -> Token | None:
    """The subject of the clause that is told, or of the one behind a fronted participle."""
    if candidate.head is None or candidate.noun is not None:
        return None
    return subject_told(candidate.above) or subject_of(candidate.head)


def _label(reading: Reading, candidate: Candidate, times: tuple[Time, ...], subject: Token | None, people: Who) -> str:
    """Words of the sentence; all of it where its clause says too little, unless that is not of this date."""
    told = _after_heading_date(reading, candidate)
    if candidate.head is None or len(told) < candidate.sentence.end - candidate.sentence.start:
        return text_label(told)
    own = _spans(reading, _own_times(candidate, times, reading.article.text))
    above, names = candidate.above, people.names(subject, candidate.head)
    who = people.name(subject)
    fronted = above is not None and subject is not None and subject == subject_told(above)
    if above is not None and subject is not None and fronted and (who or _is_surely_told(subject, above)):
        return told_of_subject(above, subject, who, own)
    if subject is not None and above is not None and undergone(above, candidate.head):
        aside = told_of_the_subject(above, subject, who, own)
        if aside:
            return aside
    label = _clause_told(candidate, candidate.head, own, names, _spans(reading, _dated_in(candidate, times)))
    if len(label) >= SHORTEST and " " in label:
        return label
    if candidate.noun is not None or is_of_a_complement(candidate.head):
        return ""
    span = span_of(reading.doc, candidate.sentence.start, candidate.sentence.end)
    needed = frozenset([candidate.head.i, *(one.end - 1 for one in own)])
    return sentence_label(span, names, needed) if span is not None else text_label(told)


def _is_surely_told(subject: Token, participle: Token) -> bool:
    """A noun tells whom a fronted participle is of; a pronoun that nobody can name leaves it without a row.

    Only where the clause behind it tells something past may all of the sentence stand in.
    """
    return subject.pos_ != "PRON" or is_present(participle)


def _clause_told(candidate: Candidate, head: Token, own: list[Span], names: dict[int, str], dated: list[Span]) -> str:
    """The noun that is dated, the denial that a clause hangs on, or the clause; `dated`: all dates of the sentence."""
    if candidate.noun is not None:
        return noun_label(candidate.noun, dated)
    if (denier := denier_of(head)) is not None:
        return clause_label(clause_of(denier), own, names, head)
    ended = (candidate.date or "").startswith("../")  # « fermera jusqu'au 30 juin »: without it another thing is told
    named = candidate.above is not None and is_of_a_period(candidate.above)  # « pour la saison 2018-2019 »
    kept = candidate.ranged or ended or named or bool(candidate.beside) or _is_of_another(candidate)
    return clause_label(head, own, names, candidate.above if kept else None)


def _is_of_another(candidate: Candidate) -> bool:
    """Whether the date is that of an infinitive or a word below the clause that is told: it stays where it stands."""
    above, head = candidate.above, candidate.head
    if above is None or head is None or above == head or not head.is_ancestor(above):
        return False
    if above.pos_ in ("NOUN", "ADJ") and above.dep_ in ("appos", "parataxis", "dislocated"):
        return True  # « cinq épidémies ont été relevées, la dernière en 2009 »
    return "Inf" in above.morph.get("VerbForm", []) or (above.pos_ == "NOUN" and is_happening(above))


def _is_of_a_deep_noun(candidate: Candidate) -> bool:
    """« une patrouille a buté sur un engin dans la région, en crise depuis 2016 »: the clause is not of that date."""
    above, head = candidate.above, candidate.head
    if candidate.noun is None and head is not None and is_behind_a_phrase(head):
        return True
    if candidate.noun is not None or not _is_of_another(candidate) or above is None or above.pos_ != "NOUN":
        return False
    return above.head != head and above.dep_ not in ("conj", "appos")


def _status(reading: Reading, candidate: Candidate) -> str:
    """The status of what the date hangs on; without a parse all is told."""
    told = candidate.noun or candidate.above or candidate.head
    if told is None:
        return HAPPENED
    days, published = edtf_days(candidate.date) if candidate.date else None, reading.article.published.value
    now, when = date.fromisoformat(published[:10]) if published else None, candidate.date or ""
    ends = when.startswith("../")  # « ouvert jusqu'au 3 mai » is so today, « exploité jusqu'en 1994 » is not
    ahead = bool(days and now and days[0] > now) and not ends and not is_completed(told)
    lasts = when.endswith("/..") or (ends and bool(days and now and days[1] >= now))
    if not is_predicate(told) and candidate.noun is None and candidate.head is not None and not is_linked_only(told):
        told = candidate.head
    return status_of(told, open_ended=lasts, ahead=ahead)


def _after_heading_date(reading: Reading, candidate: Candidate) -> str:
    """The sentence; of « 3 mai 2021 : deux morts » what follows the date."""
    text, sentence, row = reading.article.text, candidate.sentence, candidate.row
    told = text[sentence.start : sentence.end]
    if reading.count(sentence.start, row.start) > HEADING_WORDS:
        return told
    rest = re.match(r"\)?\s*[:–—]\s*(?=\w)", text[row.end : sentence.end])
    return text[row.end + rest.end() : sentence.end] if rest else told


def _dated_in(candidate: Candidate, times: tuple[Time, ...]) -> list[Time]:
    """The dates of a candidate's sentence."""
    return [row for row in within(times, candidate.sentence) if row.value and row.type != "SET"]


def _spans(reading: Reading, rows: list[Time]) -> list[Span]:
    spans = (span_of(reading.doc, row.start, row.end) for row in rows)
    return [span for span in spans if span is not None]


def _own_times(candidate: Candidate, times: tuple[Time, ...], text: str) -> list[Time]:
    """The candidate's time and those that tell it again beside it: « il y a dix semaines, le 3 septembre »."""
    inside = _dated_in(candidate, times)
    if candidate.dateline or candidate.row not in inside:
        return []
    place = inside.index(candidate.row)
    first, last = place, place + 1
    while first and _beside(inside[first - 1], inside[first], text):
        first -= 1
    while last < len(inside) and _beside(inside[last - 1], inside[last], text):
        last += 1
    return sorted({*inside[first:last], *candidate.framed, *candidate.beside}, key=lambda row: row.start)


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
    if (candidate.date or "").startswith("../"):
        return "event"
    ahead = bool(days and now and days[0] > now) and status != HAPPENED
    if ahead or ((not days or not now) and _is_to_come(candidate.head)):
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
    return any("Fut" in token.morph.get("Tense", []) for token in (head, *auxiliaries(head)))


def _is_pluperfect(head: Token | None) -> bool:
    """« avait été désigné »."""
    if head is None or "Part" not in head.morph.get("VerbForm", []):
        return False
    return any("Imp" in token.morph.get("Tense", []) for token in auxiliaries(head))


def told_apart(reading: Reading, times: tuple[Time, ...], rows: list[Event]) -> list[Event]:
    """Rows of one sentence that would read alike are told by the words around their own date, unless they tell it."""
    seen: set[tuple[int, str]] = set()
    result = []
    for row in rows:
        if (row.start, row.label) in seen and row.time is not None and row.when not in row.label:
            told = capitalised(_around(reading, row, times[row.time]))
            inside = times[bisect_left(times, row.start, key=_begins) : bisect_left(times, row.end, key=_begins)]
            row = row if _is_only_time(reading, inside, told) else replace(row, label=told)
        seen.add((row.start, row.label))
        result.append(row)
    return result


def _begins(row: Time) -> int:
    return row.start


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
