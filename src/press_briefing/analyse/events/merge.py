"""One row a happening: told twice it is one row, and with two dates it is one row that shows both."""

from __future__ import annotations

import re
from dataclasses import replace

from ... import typography
from ...analysis import Event, Time
from ...french.grammar.clauses import span_of
from ..reading import Reading
from ..times.calendars import edtf_days

CONTENT = ("NOUN", "VERB", "ADJ", "NUM")
CLOSE_DAYS = 45  # two dates further apart are two happenings, whatever the words
SAME_DAY = 0.25  # of the shorter label's content words, for two tellings of one date to be one happening
SHARE = 0.6  # of the shorter label's content words, for two dates to be one happening


def merged(reading: Reading, rows: list[Event], times: tuple[Time, ...] = ()) -> list[Event]:
    """The rows in text order, each happening once; later tellings go to `also` with their own date.

    An hour of a day that has its row already (« dans la nuit ») is a detail of what happened that day.
    """
    kept: list[tuple[Event, frozenset[str]]] = []
    for row in rows:
        words = content(reading, row)
        detail = row.time is not None and row.time < len(times) and _is_an_hour(times[row.time])
        same = (
            (detail and event.date == row.date and event.start != row.start) or _is_same(event, known, row, words)
            for event, known in kept
        )
        place = next((place for place, is_same in enumerate(same) if is_same), None)
        if place is None:
            kept.append((row, words))
        else:
            kept[place] = (_joined(kept[place][0], row), kept[place][1] | words)
    return [event for event, _ in kept]


def _is_an_hour(time: Time) -> bool:
    return time.type == "TIME" and time.certainty == "context"


def content(reading: Reading, row: Event) -> frozenset[str]:
    """Lemmas of the content words of a row's label, as keys."""
    span = span_of(reading.doc, row.start, row.end)
    if span is None:
        return frozenset()
    label = set(re.findall(r"\w+", typography.key(row.label))) - _names(row)
    return frozenset(
        typography.key(token.lemma_ or token.text)
        for token in span
        if (token.pos_ in CONTENT or not token.pos_) and len(token.text) > 3 and typography.key(token.text) in label
    )


def _names(row: Event) -> set[str]:
    """Words of the names of persons in a row: one person does many things in a day."""
    named = (name for name in row.actors if len(name.split()) > 1 and all(word[0].isupper() for word in name.split()))
    return {word for name in named for word in re.findall(r"\w+", typography.key(name))}


def _is_same(event: Event, known: frozenset[str], row: Event, words: frozenset[str]) -> bool:
    if event.date is None or row.date is None:
        return False
    if (event.start, event.end) == (row.start, row.end):
        return False
    shared = known & words
    if event.date == row.date:
        enough = max(1.0, SAME_DAY * min(len(known), len(words)))
        return len(shared) >= (enough if len(row.date) >= 10 else max(2.0, enough))
    return _may_contradict(event, row) and len(shared) >= 2 and len(shared) >= SHARE * min(len(known), len(words))


def _may_contradict(event: Event, row: Event) -> bool:
    """Dates so near each other, and as precise, that both can be meant for one happening."""
    one, other = edtf_days(event.date or ""), edtf_days(row.date or "")
    if not one or not other or "/" in (event.date or "") + (row.date or ""):
        return False
    return abs((one[0] - other[0]).days) <= CLOSE_DAYS


def _joined(event: Event, row: Event) -> Event:
    """The first telling keeps the row; who and where are put together."""
    return replace(
        event,
        also=(*event.also, (row.start, row.end, row.date or "")),
        actors=tuple(dict.fromkeys((*event.actors, *row.actors))),
        places=tuple(dict.fromkeys((*event.places, *row.places))),
        kind=event.kind if event.kind == row.kind or row.kind == "background" else row.kind,
    )
