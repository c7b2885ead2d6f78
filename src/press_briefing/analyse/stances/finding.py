"""From the article to its stances: find, weigh, once each, answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model.analysis import Stance
from ..actors.tree import Tree
from ..actors.who import Actors
from ..frames.saying import Saying
from ..reading import Reading
from ..voices.heard import Heard
from .answers import answered
from .judging import judging
from .labels import labelling
from .lexicon import ACCUSES, AGAINST, DENIES, FOR
from .nominal import nominal
from .parties import Cast
from .verbal import StanceDraft, verbal
from .weighing import SHOWN, confidence


def find_stances(reading: Reading, actors: Actors, heard: Heard) -> tuple[Stance, ...]:
    """Every stance of the article, in the order of the text.

    1. verbs (« accuser Y de Z »), nouns (« la plainte de X contre Y »), labels and feelings
    2. what a source blames or praises somebody for, and the author where she judges
    3. a denial of somebody's charges tells the charge too
    4. each once a sentence, with how sure it is
    5. denials with the charge they reply to
    """
    cast = Cast(actors, Saying.of(actors, heard))
    told = [*verbal(cast), *nominal(cast), *labelling(cast)]  # 1
    told += judging(cast)  # 2
    told += list(_implied(told))  # 3
    rows = _once(cast, (found for found in told if reading.article.counts(cast.tree.units[found.cue[0]].start)))  # 4
    return answered(rows, reading.sentences)  # 5


def _implied(told: Iterable[StanceDraft]) -> Iterator[StanceDraft]:
    """« X rejette les accusations de Y »: Y accuses X."""
    for found in told:
        if found.kind == DENIES and found.by is not None and found.whom is not None:
            yield StanceDraft(found.whom, ACCUSES, found.by, found.what, found.cue, "implied", "accusation")


def _once(cast: Cast, told: Iterable[StanceDraft]) -> list[Stance]:
    """One row for two and a side in a sentence: the surest."""
    kept: dict[tuple[int, str, str | None, str | None], Stance] = {}
    for found in told:
        row = _row(cast, found)
        place = cast.tree.of_sentence[found.cue[0]], _side(row.kind), row.by, row.whom
        if place not in kept or kept[place].confidence < row.confidence:
            kept[place] = row
    return sorted(kept.values(), key=lambda row: (row.start, row.end, row.kind, row.by or "", row.whom or ""))


def _side(kind: str) -> str:
    return "against" if kind in AGAINST else "for" if kind in FOR else kind


def _row(cast: Cast, found: StanceDraft) -> Stance:
    """The row; `start:end` holds the words that tell it and what it is about."""
    tree, units = cast.tree, cast.tree.units
    ranks = [*found.cue, *(found.what or ())]
    what = tree.text[units[found.what[0]].start : units[found.what[1]].end] if found.what else ""
    if found.what and found.whom is not None and tree.top(range(*found.what)) == found.whom.at:
        what = ""  # « X critique Y »: of nothing that is told
    sure = confidence(cast, found)
    return Stance(
        start=units[min(ranks)].start,
        end=units[max(ranks)].end,
        kind=found.kind,
        by=found.by.id if found.by else None,
        whom=found.whom.id if found.whom else None,
        what=_clean(what),
        cue=_words(tree, found.cue),
        confidence=sure,
        doubtful=sure < SHOWN,
    )


def _words(tree: Tree, cue: tuple[int, int]) -> str:
    return " ".join(tree.text[tree.units[cue[0]].start : tree.units[cue[1]].end].split())


def _clean(what: str) -> str:
    """Words on one line, without quotation marks that lack their other half."""
    told = " ".join(what.split()).strip(" ,;:.…")
    for opening, closing in (("«", "»"), ("“", "”"), ('"', '"'), ("(", ")")):
        alone = told.count(opening) % 2 if opening == closing else told.count(opening) != told.count(closing)
        told = told.replace(opening, "").replace(closing, "") if alone else told
    return told.strip()
