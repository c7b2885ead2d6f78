"""Whose charge it is: of what happens, of the author's wording, or of words put in somebody's mouth.

fact: the happening itself; judgement: the author's words of value outside quotations; quoted: inside a quotation or an
attributed claim, or a stance the text lends to somebody (« l'ONU condamne »); none: neutral, no layer told.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...model.analysis import Claim, Quote
from .charges import Charge
from .lines import ToneSentence

LAYERS = ("quoted", "fact", "judgement")  # of equal weights the first is told
AUTHORS_OWN = frozenset({"author", "unattributed"})
AUTHOR_PRONOUNS = frozenset({"je", "j'", "nous", "on"})


def voiced(quotes: tuple[Quote, ...], claims: tuple[Claim, ...]) -> tuple[tuple[int, int], ...]:
    """The character spans that are somebody else's words: quotations, and claims with a source."""
    spans = [(quote.start, quote.end) for quote in quotes]
    spans += [(claim.start, claim.end) for claim in claims if claim.source_type not in AUTHORS_OWN]
    return tuple(sorted(spans))


def layer_of(line: ToneSentence, charges: Iterable[Charge], valence: str, voices: tuple[tuple[int, int], ...]) -> str:
    """The layer most of a sentence's charge comes from; `none` when it is neutral."""
    if valence == "neutral":
        return "none"
    sign = 1 if valence == "positive" else -1
    shares = dict.fromkeys(LAYERS, 0.0)
    for charge in charges:
        if charge.score * sign > 0:
            shares[_layer(line, charge, voices)] += abs(charge.score)
    if not any(shares.values()):  # no word of the list bears it out
        return "quoted" if _is_voiced(line, voices) else "fact"
    return max(LAYERS, key=lambda layer: shares[layer])


def _is_voiced(line: ToneSentence, voices: tuple[tuple[int, int], ...]) -> bool:
    """Whether most of a sentence is somebody else's words."""
    first, last = line.page.tokens.starts[line.start], line.page.end_of(line.end - 1)
    return 2 * sum(max(0, min(end, last) - max(start, first)) for start, end in voices) > last - first


def _layer(line: ToneSentence, charge: Charge, voices: tuple[tuple[int, int], ...]) -> str:
    at = line.page.tokens.starts[charge.first]
    if any(start <= at < end for start, end in voices):
        return "quoted"
    if charge.entry.kind == "stance":
        return "judgement" if _authors(line, charge) else "quoted"
    return "fact" if charge.entry.kind == "happening" else "judgement"


def _authors(line: ToneSentence, charge: Charge) -> bool:
    """Whether a stance is the author's own: « on regrette », « nous saluons »."""
    before = line.page.folded[max(line.start, charge.first - 3) : charge.first]
    return not AUTHOR_PRONOUNS.isdisjoint(before)
