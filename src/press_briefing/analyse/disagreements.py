"""Where an article gives two figures, two dates or two versions of one thing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from .. import lexicons
from ..model.analysis import Disagreement, Event, Quantity, Sentence, Side, Stance, Time
from ..model.analysis.comparing import COMPARED, compatible, is_beside, is_part, same_thing
from ..model.article import Article
from ..model.typography import key
from .times.calendars import edtf_days

MAX_PAIRS = 60  # figures further on that one figure is compared with
LONGEST = 160  # characters of an event's words that are shown
_WORD = re.compile(r"[^\W\d_]+")


def find_disagreements(
    article: Article,
    sentences: Sequence[Sentence],
    times: Sequence[Time],
    quantities: Sequence[Quantity],
    events: Sequence[Event],
    stances: Sequence[Stance] = (),
) -> tuple[Disagreement, ...]:
    """Every disagreement within the article, in the order of the text; empty where none is found.

    1. figures of the same thing at the same date that cannot both hold, an update of an earlier toll aside
    2. events that are told again with another date
    3. accusations that are denied
    """
    ground = _Ground(article, sentences, times)
    found = [*_figures(ground, quantities), *_dates(ground, events), *_versions(stances)]
    return tuple(sorted(found, key=lambda row: (row.rows[0].start, row.rows[-1].start)))


class _Ground:
    """The article's sentences and the dates told in each."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], times: Sequence[Time]) -> None:
        self.text, self.sentences = article.text, sentences
        self._starts = [row.start for row in sentences]
        self._dates: dict[int, set[str]] = {}
        for time in times:
            if time.type in ("DATE", "TIME") and (time.edtf or time.value):
                self._dates.setdefault(self.at(time.start), set()).add(time.edtf or time.value or "")

    def at(self, offset: int) -> int:
        """The number of the sentence that holds a character."""
        return bisect_right(self._starts, offset) - 1

    def same_date(self, a: int, b: int) -> bool:
        """Whether no two dates told in the two sentences set them apart."""
        first, second = self._dates.get(a, set()), self._dates.get(b, set())
        return not first or not second or bool(first & second)

    def words(self, number: int) -> set[str]:
        """The words of a sentence, folded."""
        if not 0 <= number < len(self.sentences):
            return set()
        row = self.sentences[number]
        return {key(word) for word in _WORD.findall(self.text[row.start : row.end])}


# -- figures --------------------------------------------------------------------------------------


def _figures(ground: _Ground, quantities: Sequence[Quantity]) -> Iterator[Disagreement]:
    """Each pair of figures once."""
    rows = [
        row
        for row in quantities
        if row.kind in COMPARED and not row.again and not is_beside(row) and not is_part(ground.text, row)
    ]
    for i, first in enumerate(rows):
        for second in rows[i + 1 : i + MAX_PAIRS]:
            if _disagree(ground, first, second):
                sides = tuple(Side(row.start, row.end, row.text, row.source) for row in (first, second))
                yield Disagreement("figure", first.what or first.unit, sides)


def _disagree(ground: _Ground, first: Quantity, second: Quantity) -> bool:
    if compatible(first, second):
        return False
    a, b = ground.at(first.start), ground.at(second.start)
    if a == b:
        return _rivals(first, second)
    if not same_thing(first, second):
        return False
    updated = (ground.words(a) | ground.words(b)) & lexicons.keys("quantities/updating.txt")
    return (
        not updated
        and ground.same_date(a, b)
        and (first.event is None or second.event is None or first.event == second.event)
    )


def _rivals(first: Quantity, second: Quantity) -> bool:
    """« 5 000 selon la police, 20 000 selon les organisateurs »: two sources of one sentence."""
    told = first.source and second.source and key(first.source) != key(second.source)
    return bool(told) and first.kind == second.kind and key(first.unit) == key(second.unit) and first.per == second.per


# -- dates ----------------------------------------------------------------------------------------


def _dates(ground: _Ground, events: Sequence[Event]) -> Iterator[Disagreement]:
    """Events told again in another sentence with a date that shares no day with the first."""
    for event in events:
        days = edtf_days(event.date) if event.date else None
        if days is None or event.certainty not in ("day", "month", "year"):
            continue
        others = []
        for start, end, date in event.also:
            told = edtf_days(date) if date else None
            if told is not None and (told[0] > days[1] or told[1] < days[0]):
                others.append(Side(start, end, date, None))
        if others:
            yield Disagreement(
                "date", event.label[:LONGEST], (Side(event.start, event.end, event.date or "", None), *others)
            )


# -- versions --------------------------------------------------------------------------------------


def _versions(stances: Sequence[Stance]) -> Iterator[Disagreement]:
    """An accusation and the denial that answers it."""
    for denial in stances:
        if denial.kind != "denies" or denial.answers is None or denial.doubtful:
            continue
        charge = stances[denial.answers]
        if not charge.doubtful:
            sides = tuple(Side(row.start, row.end, row.what, row.by) for row in (charge, denial))
            yield Disagreement("version", charge.what or denial.what, sides)
