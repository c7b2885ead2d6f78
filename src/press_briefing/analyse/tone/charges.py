"""The charge of each polar word of a sentence: which entry, where, and what it adds after composition."""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...analysis import ScoredWord
from .composition import context_of, degree
from .directions import directions
from .lexicon import Entry, fold, latent, lexicon
from .matching import Match, match

if TYPE_CHECKING:
    from spacy.tokens import Span

# What a polarity weighs: a weak word (1) leans, it does not decide. A good word denied is a reproach however weak.
WEIGHTS = {-3.0: -3.0, -2.0: -1.8, -1.0: -1.0, 1.0: 0.5, 2.0: 1.6, 3.0: 2.5}
DENIED = {1.0: 1.4, 2.0: 1.6, 3.0: 2.0}
ACRONYM = 5                     # letters: a word in capitals up to here is an acronym, above it is a shout


@dataclass(frozen=True)
class Charge:
    """A polar word or expression at tokens `first` to `last` (included), with the `score` it adds."""

    first: int
    last: int
    entry: Entry
    score: float

    def word(self, span: Span) -> ScoredWord:
        """The row a reader sees."""
        start, end = span.doc[self.first].idx, span.doc[self.last].idx + len(span.doc[self.last])
        return ScoredWord(start, end, self.entry.lemma, self.entry.polarity, round(self.score, 3), self.entry.kind)


def charges_of(span: Span, names: frozenset[int] = frozenset()) -> tuple[Charge, ...]:
    """The charges of a sentence in the order of the text; tokens in `names` are names and carry none."""
    context = context_of(span)
    turned = directions(span, context)
    found = []
    for one in match(lexicon(), span):
        if one.entry.polarity and one.first not in turned and not _is_name(span, one, names):
            factor = context.factor(one.first, one.entry.polarity) * degree(span, one)
            found.append(Charge(one.first, one.last, one.entry, weight(one.entry.polarity, factor)))
    taken = {index for charge in found for index in range(charge.first, charge.last + 1)}
    found += [Charge(one.first, one.last, one.entry, weight(one.entry.polarity, factor))
              for one in match(latent(), span) if one.first not in taken
              and (factor := context.factor(one.first, one.entry.polarity)) < 0]
    for index, polarity in turned.items():
        token = span.doc[index]
        entry = Entry(fold(token.lemma_ or token.text), "", polarity, "happening")
        found.append(Charge(index, index, entry, weight(polarity, 1.0)))
    return tuple(sorted(found, key=lambda charge: charge.first))


def weight(polarity: float, factor: float) -> float:
    """What a word of this polarity adds when its sentence multiplies it by `factor`."""
    return (DENIED[polarity] if polarity > 0 > factor else WEIGHTS[polarity]) * factor


def _is_name(span: Span, found: Match, names: frozenset[int]) -> bool:
    """Whether a match is part of a name: a mention, an acronym, or a capital inside a sentence not all in capitals."""
    token = span.doc[found.first]
    if found.first in names:
        return True
    if found.last > found.first or not token.text[:1].isupper():
        return False
    if token.text.isupper():
        return len(token) <= ACRONYM and not span.text.isupper()
    before = span.doc[found.first - 1] if found.first > span.start else None
    return before is not None and not before.is_punct
