"""What a word's polarity becomes in its sentence: negation, degree, and the words that govern it.

By the parse where there is one, else by a window of tokens that a clause boundary closes. Irony is not attempted.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .lexicon import degrees, fold, negators, shifters
from .matching import Match, match

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# Factor on a (positive, negative) polarity, by effect. Not good is bad; not bad is hardly good.
FACTORS: dict[str, tuple[float, float]] = {
    "negate": (-0.8, -0.3),
    "flip": (-0.8, -0.4),
    "lower": (-0.6, -0.6),
    "raise": (1.2, 1.3),
    "oppose": (-0.3, 0.1),
    "name": (1.0, 0.8),
    "intend": (0.25, 0.6),
    "risk": (0.5, 0.8),
    "irrealis": (0.4, 0.7),
    "contrast": (1.3, 1.3),
    "conceded": (0.6, 0.8),
}
WINDOW = 7                      # tokens a governing word reaches without a parse
NEGATION_WINDOW = 8
BOUNDARIES = frozenset({";", ":", "(", ")", "«", "»", "?", "!", "mais", "car", "et", "puis", "donc"})
CLAUSES = frozenset({"parataxis", "advcl", "acl:relcl", "ccomp"})


@dataclass(frozen=True)
class Context:
    """What bears on a sentence's tokens: for each token (by index), the effects it stands under."""

    effects: dict[int, tuple[str, ...]]

    def factor(self, token: int, polarity: float) -> float:
        """The product of the effects on `token`, given the sign of its polarity as it goes."""
        value = polarity
        for effect in self.effects.get(token, ()):
            good, bad = FACTORS[effect]
            value *= good if value > 0 else bad
        return value / polarity if polarity else 0.0


def context_of(span: Span) -> Context:
    """Read the effects in `span`."""
    effects: dict[int, list[str]] = {}
    for found in match(shifters(), span):
        for token in _governed(found, span):
            effects.setdefault(token, []).append(found.entry.kind)
    for token in _negated(span):
        effects.setdefault(token, []).append("negate")
    if span.text.rstrip().endswith("?"):
        for token in span:
            effects.setdefault(token.i, []).append("irrealis")
    return Context({token: tuple(found) for token, found in effects.items()})


def degree(span: Span, found: Match) -> float:
    """The factor of the intensifiers and diminishers next to a match."""
    doc, value = span.doc, 1.0
    for index in (found.first - 1, found.last + 1):
        if span.start <= index < span.end:
            value *= degrees().get(fold(doc[index].text), degrees().get(fold(doc[index].lemma_ or ""), 1.0))
    return value


def _parsed(span: Span) -> bool:
    return any(token.dep_ for token in span)


def _governed(found: Match, span: Span) -> list[int]:
    """The tokens a shifter acts on: what depends on it to its right, or the next tokens of its clause."""
    if not _parsed(span):
        return _window(span, found.last + 1, WINDOW)
    token = span.doc[found.first]
    if found.entry.pos in ("ADP", "SCONJ"):
        return [t.i for t in token.head.subtree if found.last < t.i < span.end]
    reach = [t.i for child in token.children if _complement(child, found) for t in child.subtree]
    return [index for index in reach if span.start <= index < span.end]


def _complement(child: Token, found: Match) -> bool:
    if child.dep_ == "nsubj:pass":
        return True
    return child.i > found.last and child.dep_ not in ("conj", "parataxis", "punct", "cc", "advcl", "acl:relcl")


def _window(span: Span, start: int, width: int) -> list[int]:
    reached = []
    for index in range(start, min(start + width, span.end)):
        if fold(span.doc[index].text) in BOUNDARIES:
            break
        reached.append(index)
    return reached


def _negated(span: Span) -> list[int]:
    """The tokens inside the scope of a negation; « ne … que » is none."""
    reached: list[int] = []
    tokens = list(span)
    for position, token in enumerate(tokens):
        if fold(token.text) not in ("ne", "n'"):
            continue
        second = _second_half(tokens, position)
        if second is not None:
            reached += _scope(span, token, tokens[second])
    return reached


def _second_half(tokens: list[Token], position: int) -> int | None:
    for index in range(position + 1, min(position + 7, len(tokens))):
        form = fold(tokens[index].text)
        if form in ("que", "qu'"):
            return None
        if form in negators() or form in ("ni", "aucun", "aucune", "nul", "nulle"):
            return index
    before = [fold(t.text) for t in tokens[max(0, position - 6):position]]
    return position if {"aucun", "aucune", "personne", "rien", "jamais", "nul", "ni"} & set(before) else None


def _scope(span: Span, ne: Token, second: Token) -> list[int]:
    if not _parsed(span):
        return _window(span, ne.i + 1, NEGATION_WINDOW)
    verb = ne.head
    reached = {verb.i}
    for child in verb.children:
        if child.dep_ in ("obj", "xcomp", "obl", "obl:arg", "iobj", "advmod", "ccomp", "nsubj:pass", "attr", "obl:mod"):
            reached |= {t.i for t in child.subtree}
    return [index for index in reached if span.start <= index < span.end]
