"""The charge of each polar word of a sentence: which entry, where, and what it adds after composition."""

from __future__ import annotations

from dataclasses import dataclass

from ...lexicons import members
from ...model.analysis import ScoredWord
from .composition import context_of, degree
from .directions import directions
from .lexicon import ToneEntry, fold, latent, lexicon
from .lines import ToneSentence
from .matching import EntryMatch, match

# What a polarity weighs: a weak word (1) leans, it does not decide. A good word denied is a reproach however weak.
WEIGHTS = {-3.0: -3.0, -2.0: -1.8, -1.0: -1.0, 1.0: 0.5, 2.0: 1.6, 3.0: 2.5}
DENIED = {1.0: 1.4, 2.0: 1.6, 3.0: 2.0}
SPARED = 4.0  # how much more an ill of « harm.txt » counts for good once it is denied
ACRONYM = 5  # letters: a word in capitals up to here is an acronym, above it is a shout


@dataclass(frozen=True)
class Charge:
    """A polar word or expression at tokens `first` to `last` (included), with the `score` it adds."""

    first: int
    last: int
    entry: ToneEntry
    score: float

    def word(self, line: ToneSentence) -> ScoredWord:
        """The row a reader sees."""
        start, end = line.page.tokens.starts[self.first], line.page.end_of(self.last)
        return ScoredWord(start, end, self.entry.lemma, self.entry.polarity, round(self.score, 3), self.entry.kind)


def charges_of(line: ToneSentence, names: frozenset[int] = frozenset()) -> tuple[Charge, ...]:
    """The charges of a sentence in the order of the text; tokens in `names` are names and carry none."""
    context = context_of(line)
    turned = directions(line, context)
    found = []
    for one in match(lexicon(), line):
        if one.entry.polarity and one.first not in turned and not _is_name(line, one, names):
            factor = context.factor(one.first, one.entry.polarity) * degree(line, one)
            if factor < 0 and one.entry.lemma in members("tone/harm.txt"):
                factor *= SPARED
            found.append(Charge(one.first, one.last, one.entry, weight(one.entry.polarity, factor)))
    taken = {index for charge in found for index in range(charge.first, charge.last + 1)}
    found += [
        Charge(one.first, one.last, one.entry, weight(one.entry.polarity, factor))
        for one in (match(latent(), line) if context.effects else ())
        if one.first not in taken and (factor := context.factor(one.first, one.entry.polarity)) < 0
    ]
    for index, polarity in turned.items():
        lemma = line.page.tokens.lemmas[index] or line.page.tokens.texts[index]
        entry = ToneEntry(fold(lemma), "", polarity, "happening")
        found.append(Charge(index, index, entry, weight(polarity, 1.0)))
    return tuple(sorted(found, key=lambda charge: charge.first))


def weight(polarity: float, factor: float) -> float:
    """What a word of this polarity adds when its sentence multiplies it by `factor`."""
    return (DENIED[polarity] if polarity > 0 > factor else WEIGHTS[polarity]) * factor


def _is_name(line: ToneSentence, found: EntryMatch, names: frozenset[int]) -> bool:
    """Whether a match is part of a name: a mention, an acronym, or a capital inside a sentence not all in capitals."""
    text = line.page.tokens.texts[found.first]
    if found.first in names:
        return True
    if found.last > found.first or not text[:1].isupper():
        return False
    if text.isupper():
        return len(text) <= ACRONYM and not line.text.isupper()
    return found.first > line.start and not line.page.tokens.signs[found.first - 1]
