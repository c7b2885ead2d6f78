"""Dates that a happening has from the one told before it: « arrêté mardi et écroué », « Puis il a été jugé ».

Nothing else passes a date on: neither the paragraph nor the sentence around.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...lexicons import keys
from ...model.analysis import Event
from ..frames import VERB, Frame
from ..frames.status import HAPPENED
from ..frames.verbs import finite_form, shares_auxiliary
from .parties import Telling
from .select import Candidate, within
from .undated import Undated

Pairs = Sequence[tuple[Candidate, Event]]
_WHEN = frozenset(("lorsque", "lorsqu'", "quand"))
APART = 3  # sentences without a time between a dated one and the « puis » that goes on from it
DAY = 10  # letters of a date to the day


class Story:
    """The dated rows of an article by the sentence and the predicate they tell."""

    def __init__(self, telling: Telling, undated: Undated, pairs: Pairs) -> None:
        self.telling, self.undated, self.tree = telling, undated, telling.tree
        self.own: dict[int, tuple[Candidate, Event]] = {}
        self.around: dict[int, Event] = {}  # also those dated by a year or a month
        self.last: dict[int, Event] = {}
        for candidate, row in pairs:
            if candidate.noun is None and candidate.head is not None and _passes_on(row):
                self.own[telling.rank(candidate.head)] = (candidate, row)
            if candidate.noun is None and candidate.head is not None and row.status == HAPPENED and not row.doubtful:
                self.around[telling.rank(candidate.head)] = row
            self.last[row.start] = row
        self.dated = {telling.rank(token) for c, _ in pairs for token in (c.head, c.above) if token is not None}

    def rows(self) -> Iterator[Event]:
        """A row for each happening that goes on from a dated one, with the date of that."""
        for frame in self.telling.frames:
            if frame.kind != VERB or frame.head in self.dated or frame.status != HAPPENED or frame.negated:
                continue
            before = self._joined(frame) or self._at_the_time(frame) or self._told_before(frame)
            row = self.undated.row(frame) if before is not None else None
            if row is not None and before is not None and not self._is_in(frame, before):
                when = before.when if row.start == before.start else row.when
                told = replace(row, date=before.date, time=before.time, when=when, certainty=before.certainty,
                               kind=before.kind, inherited=True)  # fmt: skip
                self.last[row.start] = told
                yield told

    def _is_in(self, frame: Frame, row: Event) -> bool:
        """Whether the label of a row tells the act already."""
        return row.start <= frame.start < row.end and self.tree.units[frame.head].text in row.label

    def _joined(self, frame: Frame) -> Event | None:
        """« a été arrêté mardi et écroué », « mardi, il a vendu la gare et a acheté le pont »."""
        if self.tree.relation(frame.head) != "conj" or any(
            True for _ in self.tree.of(frame.head, "nsubj", "nsubj:pass")
        ):
            return None
        first = self.tree.heads[frame.head]
        candidate, row = self.own.get(first, (None, None))
        if candidate is None or row is None or candidate.row.start > self.tree.units[frame.head].start:
            return None
        in_front = candidate.row.start < self.tree.units[first].start and self._tense(first) == self._tense(frame.head)
        return row if shares_auxiliary(self.tree, frame.head) or in_front else None

    def _at_the_time(self, frame: Frame) -> Event | None:
        """« en 1996, lorsque le maire a vendu le théâtre, les habitants ont occupé la scène »: both were then."""
        above = self.tree.heads[frame.head]
        if not self._is_past(frame.head):
            return None
        if self._is_when(frame.head) and above in self.around:
            return self._point(above)
        below = (at for at in self.tree.of(frame.head, "advcl") if self._is_when(at) and at in self.around)
        return next((self._point(at) for at in below), None)

    def _point(self, rank: int) -> Event | None:
        """The dated row of a predicate, where its date is no stretch."""
        row = self.around[rank]
        return None if not row.date or "/" in row.date or "X" in row.date else row

    def _is_when(self, rank: int) -> bool:
        marks = {self.tree.low(at) for at in self.tree.of(rank, "mark", "advmod")}
        return self.tree.relation(rank) == "advcl" and bool(marks & _WHEN)

    def _is_past(self, rank: int) -> bool:
        """A completed act: « ont occupé », « occupèrent »."""
        finite = finite_form(self.tree, rank)
        completed = finite >= 0 and (finite != rank or self.tree.morph(finite, "Tense") == "Past")
        return completed and self.tree.morph(finite, "Tense") in ("Pres", "Past")

    def _told_before(self, frame: Frame) -> Event | None:
        """« Puis elle a été jugée »: the sentence before has a row, or one before that and no date since."""
        here = self.undated.reading.sentences[frame.sentence]
        if here.start in self.last or self.tree.heads[frame.head] >= 0:
            return None
        first = self.tree.first_at(here.start)
        led = {self.tree.units[first].key, *(self.tree.units[at].key for at in self.tree.of(frame.head, "advmod"))}
        row = self._last_row(frame.sentence) if led & keys("frames/sequence.txt") else None
        return row if row is not None and _passes_on(row) else None

    def _last_row(self, number: int) -> Event | None:
        """The row told last in the paragraph, at most `APART` sentences before; None where another time came since."""
        sentences, times = self.undated.reading.sentences, self.undated.times
        for back in range(1, min(number, APART) + 1):
            before = sentences[number - back]
            if before.paragraph != sentences[number].paragraph:
                return None
            if before.start in self.last:
                return self.last[before.start]
            if within(times, before):
                return None
        return None

    def _tense(self, rank: int) -> tuple[str, bool]:
        finite = finite_form(self.tree, rank)
        return (self.tree.morph(finite, "Tense"), finite != rank) if finite >= 0 else ("", False)


def _passes_on(row: Event) -> bool:
    """A day on which something happened."""
    return row.status == HAPPENED and len(row.date or "") == DAY and "X" not in (row.date or "")
