"""What the classifier is told of a sentence by the word list: its charges in numbers, by size, kind and place."""

from __future__ import annotations

from collections.abc import Sequence
from math import tanh

from .charges import Charge
from .lines import ToneSentence
from .scoring import NEGATIVE_FROM, POSITIVE_FROM

KINDS = ("happening", "judgement", "stance")
PARTS = ("VERB", "NOUN", "ADJ")
DEPTHS = (0, 1, 2)  # steps from the head of the sentence
# What is told by the way.
ASIDE = frozenset({"acl", "acl:relcl", "advcl", "nmod", "appos", "parataxis", "advcl:cleft"})
STRONG = 1.5  # from here a word decides, below it leans
LONG = 30.0  # words of a long sentence
MOST_STEPS = 12  # of a path to the head: deeper is deep


def features_of(line: ToneSentence, charges: Sequence[Charge]) -> list[float]:
    """A row of numbers, each about -1 to 1; always as many and in the same order.

    1. sums, extremes, how many; 2. charges by their kind, 3. their part of speech, 4. their place in the tree;
    5. what the sentence looks like
    """
    scores = [charge.score for charge in charges]
    return [
        *_sums(scores, len(line.words)),
        *_by(charges, [charge.entry.kind for charge in charges], KINDS),
        *_by(charges, [line.page.tokens.pos[charge.first] for charge in charges], PARTS),
        *_by_place(line, charges),
        *_looks(line),
    ]


def _sums(scores: Sequence[float], words: int) -> list[float]:
    good, bad, total = _good(scores), _bad(scores), sum(scores)
    ends = [tanh(scores[0]), tanh(scores[-1])] if scores else [0.0, 0.0]
    return [
        tanh(good / 2),
        tanh(bad / 2),
        tanh(total / 3),
        float(total >= POSITIVE_FROM),
        float(total <= NEGATIVE_FROM),
        tanh(max([0.0, *scores])),
        tanh(-min([0.0, *scores])),
        float(not scores),
        tanh(_good(scores, STRONG)),
        tanh(_bad(scores, STRONG)),
        *ends,
        min(1.0, 3 * len(scores) / max(1, words)),
        min(1.0, words / LONG),
    ]


def _good(scores: Sequence[float], least: float = 0.0) -> float:
    return sum(score for score in scores if score > 0 and score >= least)


def _bad(scores: Sequence[float], least: float = 0.0) -> float:
    return -sum(score for score in scores if score < 0 and -score >= least)


def _both(scores: Sequence[float]) -> list[float]:
    return [tanh(_good(scores)), tanh(_bad(scores))]


def _by(charges: Sequence[Charge], told: Sequence[str], groups: Sequence[str]) -> list[float]:
    """The good and the bad of each group."""
    return [
        value
        for group in groups
        for value in _both([charge.score for charge, name in zip(charges, told, strict=True) if name == group])
    ]


def _by_place(line: ToneSentence, charges: Sequence[Charge]) -> list[float]:
    """The good and the bad near the head, in what is told by the way, and in the rest."""
    paths = [_path(line, charge.first) for charge in charges]
    near = [
        _both([charge.score for charge, path in zip(charges, paths, strict=True) if len(path) <= depth])
        for depth in DEPTHS
    ]
    aside = [not ASIDE.isdisjoint(path) for path in paths]
    parted = [
        _both([charge.score for charge, is_aside in zip(charges, aside, strict=True) if is_aside == wanted])
        for wanted in (True, False)
    ]
    return [value for pair in (*near, *parted) for value in pair]


def _path(line: ToneSentence, token: int) -> list[str]:
    """The relations from a token up to the head of its sentence."""
    heads, relations = line.page.tokens.heads, line.page.tokens.relations
    path: list[str] = []
    while heads[token] != token and len(path) < MOST_STEPS:
        path.append(relations[token])
        token = heads[token]
    return path


def _looks(line: ToneSentence) -> list[float]:
    """A question, a quotation, a negation, a number: what the words alone do not tell."""
    folded = line.page.folded[line.start : line.end]
    return [
        float("?" in folded),
        float("«" in folded or '"' in folded or "“" in folded),
        float("ne" in folded or "n'" in folded),
        float(any(form.isdigit() for form in folded)),
    ]
