"""What an article rests on: who speaks and how much, share quoted, figures that disagree.

Everything is derived from an `Analysis`, as plain frozen rows that link back by offsets; no pandas here. Shares are
of characters or words of the body (title and byline left out), from 0 to 1.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from .. import lexicons
from ..model.analysis import SOURCE_TYPES, Analysis, Claim, Quote
from ..model.article import HEADS, Article
from ..model.typography import key

REACH = 10_000  # characters a quotation may span: no row starts farther before the place it covers
_Row = TypeVar("_Row", Quote, Claim)
_FIRST = re.compile(r"\w+")
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


@dataclass(frozen=True)
class Stretch:
    """A run of the article with one origin: `source_type` as in `SOURCE_TYPES`; `quoted`: between marks."""

    start: int
    end: int
    source_type: str
    source: str = ""
    quoted: bool = False


@dataclass(frozen=True)
class Voice:
    """One source: what it is called, the id of its actor, its type, words quoted, claims reported, and where it
    speaks (`where`: offsets).

    `share`: its quoted words over the words of the body.
    """

    name: str
    actor: str | None
    source_type: str
    words: int
    share: float
    quotes: int
    claims: int
    where: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Sourcing:
    """The account of an article's sources. `shares`: characters of the body by source type, summing to 1.

    `quoted`: words between marks over all words. `hedged`: claims held at a distance, over claims.
    """

    words: int
    quoted_words: int
    quoted: float
    sources: int
    claims: int
    hedged: float
    shares: tuple[tuple[str, float], ...]


def sourcing(analysis: Analysis) -> Sourcing:
    """How many sources, and the shares of the text that are quoted and that each kind of source gives.

    Returns
    -------
    Counts of words, sources and claims of the body; shares from 0 to 1.
    """
    article = analysis.article
    words = sum(count_words(article.text[a:b]) for a, b in _body(article))
    quoted = sum(count_words(quote.words) for quote in analysis.quotes if _in_body(article, quote.start))
    found = voices(analysis)
    claims = [claim for claim in analysis.claims if claim.source or claim.hedge]
    return Sourcing(
        words,
        quoted,
        _ratio(quoted, words),
        len(found),
        len(claims),
        _ratio(sum(bool(claim.hedge) for claim in claims), len(claims)),
        _shares(analysis),
    )


def voices(analysis: Analysis) -> tuple[Voice, ...]:
    """Every source, the one that says most first. Mentions of one actor or of one name are one source."""
    gathered: dict[str, list[Quote | Claim]] = {}
    rows: list[Quote | Claim] = [*analysis.quotes, *analysis.claims]
    for row in rows:
        name = _voice_key(row)
        if name:
            gathered.setdefault(name, []).append(row)
    total = sum(count_words(analysis.article.text[a:b]) for a, b in _body(analysis.article))
    named = frozenset(actor.id for actor in analysis.actors if actor.named)
    found = [_voice(told, total, named) for told in gathered.values()]
    return tuple(sorted(found, key=lambda voice: (-voice.words, -voice.claims, voice.where[0])))


def stretches(analysis: Analysis) -> tuple[Stretch, ...]:
    """The body from its first character to its last, cut where the origin changes: the bar of the article.

    Words between marks belong to their speaker; the rest of a sentence to the source of its claim; else to the author.
    """
    found: list[Stretch] = []
    quotes = sorted(analysis.quotes, key=lambda quote: quote.start)
    for start, end in _body(analysis.article):
        for piece in _of_paragraph(analysis, quotes, start, end):
            if found and _same(found[-1], piece) and not analysis.article.text[found[-1].end : piece.start].strip():
                found[-1] = Stretch(found[-1].start, piece.end, piece.source_type, piece.source, piece.quoted)
            else:
                found.append(piece)
    return tuple(found)


def attribution_of(analysis: Analysis, start: int, end: int) -> str:
    """The origin of most of the characters of a span: what a sentence is attributed to.

    Parameters
    ----------
    start, end: characters of the text.

    Returns
    -------
    A source type; `author` where no source is told.
    """
    weight: dict[str, int] = {}
    for piece in stretches(analysis):
        reach = min(end, piece.end) - max(start, piece.start)
        if reach > 0:
            weight[piece.source_type] = weight.get(piece.source_type, 0) + reach
    return max(weight, key=lambda name: weight[name], default="author")


# -- counting -----------------------------------------------------------------------------------


def count_words(text: str) -> int:
    """Words as a reader counts them: runs of letters and digits, « l'homme » one, « porte-parole » one."""
    return len(_WORD.findall(text))


def _ratio(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0


def _body(article: Article) -> list[tuple[int, int]]:
    """Paragraphs that tell: titles and headings name, the byline signs."""
    spans = [(p.start, p.end) for p in article.paragraphs if p.kind not in HEADS] or [
        (p.start, p.end) for p in article.paragraphs
    ]
    return [piece for span in spans for piece in _without_byline(article, *span)]


def _without_byline(article: Article, start: int, end: int) -> list[tuple[int, int]]:
    author = article.author
    if author is None or author.start is None or author.end is None or not start <= author.start < end:
        return [(start, end)]
    return [(a, b) for a, b in ((start, author.start), (min(author.end, end), end)) if article.text[a:b].strip()]


def _in_body(article: Article, offset: int) -> bool:
    return any(a <= offset < b for a, b in _body(article))


def _shares(analysis: Analysis) -> tuple[tuple[str, float], ...]:
    size = dict.fromkeys(SOURCE_TYPES, 0)
    for piece in stretches(analysis):
        size[piece.source_type] += piece.end - piece.start
    total = sum(size.values())
    return tuple((name, _ratio(count, total)) for name, count in size.items())


# -- voices -------------------------------------------------------------------------------------


def type_of(quote: Quote) -> str:
    """The source type of a quotation's speaker; of an « il » that may be several nobody is told."""
    if quote.speaker is None or not quote.kind:
        return "unattributed"
    if quote.kind in ("institution", "document"):
        return "institutional"
    if quote.named:
        return "named" if quote.kind == "person" else "institutional"
    return "office" if quote.office else "anonymous"


def _voice_key(row: Quote | Claim) -> str:
    told = row.speaker if isinstance(row, Quote) else row.source
    kind = type_of(row) if isinstance(row, Quote) else row.source_type
    if told is None or kind in ("author", "unattributed"):
        return ""
    return told.actor or key(told.name or told.text)


def _voice(rows: Sequence[Quote | Claim], total: int, named: frozenset[str]) -> Voice:
    quotes = [row for row in rows if isinstance(row, Quote)]
    claims = [row for row in rows if isinstance(row, Claim)]
    told = [row.speaker for row in quotes if row.speaker] + [row.source for row in claims if row.source]
    longest = max(told, key=lambda t: len(t.name or t.text))
    name = longest.name or longest.text
    kinds = [type_of(quote) for quote in quotes] + [claim.source_type for claim in claims]
    # Named once is named: « la trésorière » of another sentence is the same person described.
    kind = "named" if "named" in kinds else kinds[0]
    words = sum(count_words(quote.words) for quote in quotes)
    return Voice(
        name if longest.actor in named else inside(name),
        next((t.actor for t in told if t.actor), None),
        kind,
        words,
        _ratio(words, total),
        len(quotes),
        len(claims),
        tuple(sorted({(row.start, row.end) for row in rows})),
    )


def inside(words: str) -> str:
    """A description as it stands inside a line: « Les riverains » of the head of a sentence is « les riverains »."""
    first = _FIRST.match(words)
    return (
        words[:1].lower() + words[1:] if first and key(first[0]) in lexicons.keys("words/function_words.txt") else words
    )


# -- the bar ------------------------------------------------------------------------------------


def _same(a: Stretch, b: Stretch) -> bool:
    return (a.source_type, a.source, a.quoted) == (b.source_type, b.source, b.quoted)


def _of_paragraph(analysis: Analysis, quotes: Sequence[Quote], start: int, end: int) -> Iterator[Stretch]:
    edges = {start, end}
    inside = _overlapping(quotes, start, end)
    claims = _overlapping(analysis.claims, start, end)
    ends: list[Quote | Claim] = [*inside, *claims]
    for row in ends:
        edges |= {min(max(row.start, start), end), min(max(row.end, start), end)}
    for a, b in pairwise(sorted(edges)):
        quote = next((q for q in inside if q.start <= a < q.end), None)
        claim = next((c for c in claims if c.start <= a < c.end), None)
        yield _stretch(a, b, quote, claim)


def _overlapping(rows: Sequence[_Row], start: int, end: int) -> list[_Row]:
    """The rows that share a character with a span; rows stand in order of their start and are at most a page long."""
    stop = bisect_left(rows, end, key=lambda row: row.start)
    first = bisect_left(rows, start - REACH, key=lambda row: row.start)
    return [row for row in rows[first:stop] if start < row.end]


def _stretch(start: int, end: int, quote: Quote | None, claim: Claim | None) -> Stretch:
    if quote is not None:
        return Stretch(start, end, type_of(quote), quote.speaker.name if quote.speaker else "", True)
    if claim is not None:
        return Stretch(start, end, claim.source_type, (claim.source.name or claim.source.text) if claim.source else "")
    return Stretch(start, end, "author")
