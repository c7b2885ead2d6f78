"""The rows of an analysis about words, dates, happenings, figures, and versions that disagree."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """A sentence; `paragraph` is the index into `article.paragraphs`."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True)
class Word:
    """A token that is a word: its lemma and its universal part of speech (UPOS)."""

    start: int
    end: int
    lemma: str
    pos: str


@dataclass(frozen=True)
class Time:
    """A time expression: TIMEX3 `type` and `value`, and EDTF. `certainty` says how it was resolved.

    `certainty`: explicit, event (anchored on an event it names), published (relative to the published date),
    context (relative to a date nearby), inferred (year supplied), vague (tagged, no date) or unresolved.
    `anchor`: the date or the words it was resolved against.
    """

    start: int
    end: int
    text: str
    type: str
    value: str | None = None
    edtf: str | None = None
    certainty: str = "explicit"
    anchor: str | None = None


@dataclass(frozen=True)
class Event:
    """A happening. `date`: EDTF, None where the article gives none. `when`: its own words for the time, "" if none.

    `label`: words of the article; `action`: the lemma of its verb or event noun. `actors` and `targets`: ids of
    `Analysis.actors`, who does it and to whom or what it is done; `places`: ids of the entity index. `time`: index into
    `times`. `certainty`: day, month, year, interval, open, inferred, vague or none (undated); `inherited`: the date is
    that of the happening told before it. `kind`: event, background or planned. `also`: other sentences that tell it, as
    (start, end, date) - a date that differs is a contradiction shown. `status`: happened, ongoing, planned, denied or
    alleged; what is only hoped, feared or supposed has no row. `said_by`: the id of the actor on whose word it is told.
    `negated`: it is told not to have happened (« n'a pas signé »). `doubtful`: it is shown as to be checked only: its
    words cannot be read alone, or its date may be that of another act. `confidence`: how likely
    date and words belong together, 0 to 1 (None: undated); `unsure`: views mark it as to be checked.
    """

    date: str | None
    start: int
    end: int
    label: str
    when: str = ""
    action: str = ""
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    certainty: str = "day"
    time: int | None = None
    kind: str = "event"
    also: tuple[tuple[int, int, str], ...] = ()
    status: str = "happened"
    said_by: str | None = None
    inherited: bool = False
    negated: bool = False
    doubtful: bool = False
    confidence: float | None = None
    unsure: bool = False


@dataclass(frozen=True)
class Quantity:
    """A number with what it counts. `bound`: exact, about, at-least, at-most, more-than, less-than.

    `kind`: dead, wounded, missing, displaced, arrested, people, money, share, duration, distance, score or other.
    `value` is in units of `unit` (millions are multiplied out; a share without a unit is a ratio). `per`: what it is
    reckoned by. `what`: what is counted or measured, in words of the article. `source`: who gives it, if the article
    says. `second`: the upper end of a range, or the other side of a score. `cause`: the happening it comes from, in
    words of its clause. `again`: it says the figure before in another unit. `event`: index into `events` of the one
    that tells it. `confidence`: how likely number, bound and kind are right, 0 to 1.
    """

    start: int
    end: int
    text: str
    value: float
    unit: str
    per: tuple[str, ...] = ()
    bound: str = "exact"
    what: str = ""
    source: str | None = None
    kind: str = "other"
    second: float | None = None
    cause: str = ""
    again: bool = False
    event: int | None = None
    confidence: float | None = None


@dataclass(frozen=True)
class Side:
    """One side of a disagreement: what it says (a figure, a date, a version), and who gives it, if anybody is told."""

    start: int
    end: int
    told: str
    source: str | None = None


@dataclass(frozen=True)
class Disagreement:
    """Two sides or more on one thing. `kind`: figure, date or version; `what`: on what, in words of the article."""

    kind: str
    what: str
    rows: tuple[Side, ...]
