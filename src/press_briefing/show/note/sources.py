"""On whom an article rests: its words by origin, and its sources by the parts in which they speak."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ...measure.sourcing import Voice, sourcing, voices
from ...model.analysis import Analysis, Claim, Quote, in_doubt
from .rows import flat, sentence_of
from .story import is_distant

# Origins in the order of the bar; sources with and without a name are one, since they are too often told apart wrongly.
ORIGINS = ("author", "named", "institutional", "unattributed")
# Parts shown side by side, sources one below the other, and marks in a cell.
PARTS, ROWS, MARKS = 8, 12, 3


@dataclass(frozen=True)
class Part:
    """A stretch of the article under one heading (empty before the first), sentences `first` to `last`, from 1."""

    title: str
    first: int
    last: int


@dataclass(frozen=True)
class SourceMention:
    """A place where a source speaks: its sentence, and how: quoted, reported or hedged."""

    sentence: int
    how: str


@dataclass(frozen=True)
class NoteSource:
    """A source: its name ("" where none is told), its kind, and its marks by part."""

    name: str
    kind: str
    cells: tuple[tuple[SourceMention, ...], ...]


@dataclass(frozen=True)
class Matrix:
    """Sources by parts; `left`: how many sources have no row here; `all`: how many there are."""

    parts: tuple[Part, ...]
    rows: tuple[NoteSource, ...]
    left: int
    all: int


def bar(analysis: Analysis) -> tuple[tuple[str, int], ...]:
    """The article's characters by origin in whole percent that add up to 100; () without a body."""
    told = dict(sourcing(analysis).shares)
    merged = {origin: told.get(origin, 0.0) for origin in ORIGINS}
    merged["named"] += told.get("office", 0.0) + sum(share for kind, share in told.items() if in_doubt(kind))
    percents = zip(ORIGINS, rounded(list(merged.values())), strict=True)
    return tuple((origin, whole) for origin, whole in percents if whole)


def rounded(shares: list[float]) -> list[int]:
    """Shares as whole percent by largest remainder: they add up to 100, or are all 0."""
    total = sum(shares)
    exact = [100 * share / total if total else 0.0 for share in shares]
    whole = [int(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda place: (whole[place] - exact[place], place))
    for place in order[: 100 - sum(whole) if total else 0]:
        whole[place] += 1
    return whole


def parts(analysis: Analysis, most: int = PARTS) -> tuple[Part, ...]:
    """The article by its headings; neighbours together where there are more than `most`. One part without headings."""
    edges = [
        (flat(analysis.article.text[row.start : row.end]).rstrip(" :"), row.start)
        for row in analysis.article.paragraphs
        if row.kind == "heading"
    ]
    starts = [("", 0), *edges]
    found = []
    for place, (title, start) in enumerate(starts):
        end = starts[place + 1][1] if place + 1 < len(starts) else len(analysis.article.text) + 1
        held = [n for n, row in enumerate(analysis.sentences, 1) if start <= row.start < end]
        if held:
            found.append(Part(title, held[0], held[-1]))
    return _joined(found, most)


def _joined(found: list[Part], most: int) -> tuple[Part, ...]:
    """At most so many parts: neighbours one, under the first's title, as evenly as can be."""
    if len(found) <= most:
        return tuple(found)
    edges = [round(place * len(found) / most) for place in range(most + 1)]
    return tuple(Part(found[a].title, found[a].first, found[b - 1].last) for a, b in pairwise(edges))


def matrix(analysis: Analysis, rows: int = ROWS) -> Matrix:
    """Who speaks in which part, and how; those who say most first, and what no source is told for last.

    Parameters
    ----------
    rows: sources at the most.
    """
    columns, found = parts(analysis), voices(analysis)
    told: dict[tuple[int, int], Claim | Quote] = {(row.start, row.end): row for row in analysis.claims}
    told |= {(row.start, row.end): row for row in analysis.quotes}
    shown = [
        NoteSource(flat(voice.name), voice.source_type, _cells(analysis, columns, _said(voice, told)))
        for voice in found[:rows]
    ]
    nobody = [row for row in analysis.claims if row.source is None]
    if nobody:
        shown.append(NoteSource("", "unattributed", _cells(analysis, columns, nobody)))
    return Matrix(columns, tuple(shown), max(0, len(found) - rows), len(found))


def _said(voice: Voice, told: dict[tuple[int, int], Claim | Quote]) -> list[Claim | Quote]:
    return [told[where] for where in voice.where if where in told]


def _cells(
    analysis: Analysis, columns: tuple[Part, ...], rows: list[Claim | Quote] | list[Claim]
) -> tuple[tuple[SourceMention, ...], ...]:
    """One mark a sentence: quoted where anything of it is, else hedged, else reported."""
    rank = {"quoted": 0, "hedged": 1, "reported": 2}
    best: dict[int, str] = {}
    for row in rows:
        how, number = _how(row), sentence_of(analysis, row.start)
        best[number] = min(best.get(number, how), how, key=lambda one: rank[one])
    return tuple(
        tuple(SourceMention(number, best[number]) for number in sorted(best) if part.first <= number <= part.last)
        for part in columns
    )


def _how(row: Claim | Quote) -> str:
    if isinstance(row, Quote):
        return "quoted"
    return "hedged" if is_distant(row.hedge, row.source.text if row.source else "") else "reported"
