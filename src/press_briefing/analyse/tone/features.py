"""What the classifier is told of a sentence by the word list: sums, extremes and places of its charges, in numbers."""
from __future__ import annotations

from collections.abc import Sequence
from math import tanh

from .charges import Charge
from .lines import Line
from .scoring import NEGATIVE_FROM, POSITIVE_FROM, total_of

KINDS = ("happening", "judgement", "stance")
STRONG = 1.5                    # from here a word decides, below it leans
LONG = 30.0                     # words of a long sentence
NAMES = ("good", "bad", "sum", "positive", "negative", "best", "worst", "none", "strong good", "strong bad", "first",
         "last", "root", *(f"{kind} {sign}" for kind in KINDS for sign in ("good", "bad")), "density", "length",
         "question", "quoted", "denied", "number")


def features_of(line: Line, charges: Sequence[Charge]) -> list[float]:
    """The numbers of `NAMES`, in that order, each about -1 to 1."""
    scores = [charge.score for charge in charges]
    good, bad, total = _good(scores), -_bad(scores), total_of(charges)
    words = max(1, len(line.words))
    ends = [tanh(scores[0]), tanh(scores[-1])] if scores else [0.0, 0.0]
    return [tanh(good / 2), tanh(bad / 2), tanh(total / 3), float(total >= POSITIVE_FROM),
            float(total <= NEGATIVE_FROM), tanh(max([0.0, *scores])), tanh(-min([0.0, *scores])), float(not scores),
            tanh(_good(scores, STRONG)), tanh(-_bad(scores, STRONG)), *ends, tanh(_at_root(line, charges)),
            *_by_kind(charges), min(1.0, len(scores) / words * 3), min(1.0, words / LONG), *_looks(line)]


def _good(scores: Sequence[float], least: float = 0.0) -> float:
    return sum(score for score in scores if score > 0 and score >= least)


def _bad(scores: Sequence[float], least: float = 0.0) -> float:
    return sum(score for score in scores if score < 0 and -score >= least)


def _at_root(line: Line, charges: Sequence[Charge]) -> float:
    """What the words add that head the sentence's clause, or stand next below."""
    heads, relations = line.page.tokens.heads, line.page.tokens.relations
    return sum(charge.score for charge in charges if relations[charge.first] == "ROOT"
               or relations[heads[charge.first]] == "ROOT" and relations[charge.first] in ("obj", "nsubj:pass", "xcomp"))


def _by_kind(charges: Sequence[Charge]) -> list[float]:
    found = []
    for kind in KINDS:
        scores = [charge.score for charge in charges if charge.entry.kind == kind]
        found += [tanh(_good(scores)), tanh(-_bad(scores))]
    return found


def _looks(line: Line) -> list[float]:
    """A question, a quotation, a negation, a number: what the words alone do not tell."""
    folded = line.page.folded[line.start:line.end]
    return [float("?" in folded), float("«" in folded or '"' in folded or "“" in folded),
            float("ne" in folded or "n'" in folded), float(any(form.isdigit() for form in folded))]
