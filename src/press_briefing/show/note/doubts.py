"""What a reader must weigh: accusations with their answers, words of their own, and what to check before use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...model.analysis import Analysis, Claim, Quote, Stance
from .rows import flat, sentence_of
from .story import is_distant

ACCUSATIONS, PULLS = 5, 3
DENIALS = 2  # on page one
# Words of a quotation that is set apart: fewer say nothing alone, more are no pull quotation.
SHORTEST, LONGEST = 4, 28


@dataclass(frozen=True)
class Answer:
    """A denial: who denies, in what words, in which sentence."""

    by: str
    what: str
    sentence: int


@dataclass(frozen=True)
class Accusation:
    """Who accuses or blames whom of what. `by`: a name, `author`, or "" where nobody is told.

    Of a denial that answers no sure charge (`denies`), `by` denies and `whom` is empty.
    """

    by: str
    kind: str
    whom: str
    what: str
    sentence: int
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Pull:
    """Words of somebody, whole, with who says them and their function."""

    words: str
    by: str
    role: str
    sentence: int


@dataclass(frozen=True)
class Doubt:
    """Something to check before use. `kind`: cut, date, figures, claims, conditional, disagreements, voices, events,
    doubtful, parted; how many of how many, and the first sentences."""

    kind: str
    count: int = 0
    of: int = 0
    sentences: tuple[int, ...] = ()


def accusations(analysis: Analysis, most: int = ACCUSATIONS) -> tuple[tuple[Accusation, ...], int]:
    """Accusations that are sure, answered ones first, and how many are left out.

    Parameters
    ----------
    most: rows at the most.

    Returns
    -------
    The rows, and how many are not among them.
    """
    names = {row.id: row.name for row in analysis.actors}
    answers: dict[int, list[Stance]] = {}
    for row in analysis.stances:
        if row.kind == "denies" and not row.doubtful and row.answers is not None:
            answers.setdefault(row.answers, []).append(row)
    found = [
        _accusation(analysis, names, row, answers.get(place, []))
        for place, row in enumerate(analysis.stances)
        if row.kind in ("accuses", "blames") and not row.doubtful
    ]
    once = {(row.by, row.kind, row.whom, row.what): row for row in reversed(found)}
    found = sorted(once.values(), key=lambda row: row.sentence)
    ordered = sorted(found, key=lambda row: (not row.answers, row.kind != "accuses", row.sentence))
    return tuple(sorted(ordered[:most], key=lambda row: row.sentence)), max(0, len(found) - most)


def denials(analysis: Analysis, most: int = DENIALS) -> tuple[Accusation, ...]:
    """The other side, for the first page: charges that have an answer, then answers to what nobody surely charges."""
    found, _ = accusations(analysis, len(analysis.stances))
    answered = [row for row in found if row.answers]
    told = {answer.sentence for row in answered for answer in row.answers}
    names = {row.id: row.name for row in analysis.actors}
    alone = [
        Accusation(names[row.by], "denies", "", flat(row.what), sentence_of(analysis, row.start), ())
        for row in analysis.stances
        if row.kind == "denies" and not row.doubtful and row.by in names
    ]
    return tuple([*answered, *(row for row in alone if row.sentence not in told)][:most])


def _accusation(analysis: Analysis, names: dict[str, str], row: Stance, answers: list[Stance]) -> Accusation:
    told = tuple(
        Answer(names.get(one.by or "", ""), flat(one.what), sentence_of(analysis, one.start)) for one in answers
    )
    by = "author" if row.by == "author" else names.get(row.by or "", "")
    return Accusation(
        by, row.kind, names.get(row.whom or "", ""), flat(row.what), sentence_of(analysis, row.start), told
    )


def pulls(analysis: Analysis, most: int = PULLS) -> tuple[Pull, ...]:
    """Quotations of different speakers, those with a name first, whole and neither a word nor a speech.

    Parameters
    ----------
    most: rows at the most.
    """
    fit = [
        row
        for row in analysis.quotes
        if row.speaker
        and not row.continuation
        and SHORTEST <= len(row.words.split()) <= LONGEST
        and row.kind != "document"
        and not row.unsure
    ]
    ordered = sorted(fit, key=lambda row: (not row.named, row.start))
    fresh = {flat(row.words): row for row in reversed(ordered)}
    first = {_speaker(row): row for row in reversed([row for row in ordered if fresh[flat(row.words)] is row])}
    kept = [row for row in ordered if first.get(_speaker(row)) is row][:most]
    roles = {row.name: row.role or "" for row in analysis.actors}
    return tuple(
        Pull(
            flat(row.words),
            _speaker(row),
            roles.get(_speaker(row), "") if row.named else "",
            sentence_of(analysis, row.start),
        )
        for row in sorted(kept, key=lambda row: row.start)
    )


def _speaker(row: Quote) -> str:
    return flat(row.speaker.name or row.speaker.text) if row.speaker else ""


def to_check(analysis: Analysis) -> tuple[Doubt, ...]:
    """What stands on weak ground in this article, the gravest first; () where nothing does."""
    article, figures = analysis.article, [row for row in analysis.quantities if not row.again]
    bare = [row for row in figures if not row.source]
    found = [
        Doubt("cut", int(article.truncated is not None)),
        Doubt("date", int(article.published.deduced)),
        _told(
            analysis,
            "disagreements",
            [side for row in analysis.disagreements for side in row.rows[:1]],
            len(analysis.disagreements),
        ),
        _told(analysis, "figures", bare, len(figures)),
        _told(analysis, "claims", [row for row in analysis.claims if row.source is None], len(analysis.claims)),
        _told(
            analysis,
            "conditional",
            [row for row in analysis.claims if row.source and is_distant(row.hedge, row.source.text)],
            len(analysis.claims),
        ),
        *_unsure(analysis),
        _told(analysis, "doubtful", [row for row in analysis.stances if row.doubtful], len(analysis.stances)),
        Doubt("parted", analysis.parted),
    ]
    return tuple(row for row in found if row.count)


def _unsure(analysis: Analysis) -> tuple[Doubt, Doubt]:
    """Words that may be somebody else's, and happenings whose date may be that of another."""
    said: list[Quote | Claim] = [
        *(row for row in analysis.claims if row.source),
        *(row for row in analysis.quotes if row.speaker),
    ]
    dated = [row for row in analysis.events if row.date and not row.doubtful]
    return (
        _told(analysis, "voices", [row for row in said if row.unsure], len(said)),
        _told(analysis, "events", [row for row in dated if row.unsure], len(dated)),
    )


def _told(analysis: Analysis, kind: str, rows: Sequence[Any], of: int) -> Doubt:
    numbers = dict.fromkeys(sentence_of(analysis, row.start) for row in rows)
    return Doubt(kind, len(rows), of, tuple(sorted(numbers)))
