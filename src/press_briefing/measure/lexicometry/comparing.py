"""An article beside ordinary French, and its sections beside each other."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from ...model.analysis import Analysis
from .counting import Frequency, content_words, frequencies, is_content, key, sections

REFERENCE_WORDS = 1_000_000_000  # order of size of wordfreq's French sources; only weighs G2, hardly the order
UNSEEN = 1e-8  # frequency given to a form wordfreq does not list: below its rarest (1e-8)
SIGNIFICANT = 15.13  # G2 for p < 0.0001, the usual bar for keyness (Rayson)
SPECIFIC = 2.0  # |log10 p| from which textometry calls a word specific (p < 0.01)


@dataclass(frozen=True, slots=True)
class Key:
    """A lemma compared with ordinary French. `expected`: occurrences ordinary French would give.

    `likelihood`: G2 (Dunning), how sure; `log_ratio`: effect size (Hardie), 1 means twice as frequent, 2 four times.
    """

    lemma: str
    pos: str
    count: int
    expected: float
    likelihood: float
    log_ratio: float


@dataclass(frozen=True, slots=True)
class Specificity:
    """A lemma in one section against the rest. `score`: signed -log10 p under the hypergeometric model (Lafon)."""

    section: int
    title: str
    lemma: str
    count: int
    total: int
    score: float


def log_likelihood(here: float, size: float, there: float, other: float) -> float:
    """G2 of a frequency in two texts (Dunning 1993, Rayson and Garside 2000); sizes in words.

    Parameters
    ----------
    here, there: how often the word stands in each text.
    size, other: words of each text.

    Returns
    -------
    G2, 0 or more; above 3.84 chance alone gives it in one case of twenty.

    Source
    ------
    Dunning (1993), Rayson and Garside (2000).
    """
    whole = (here + there) / (size + other)
    pairs = ((here, size * whole), (there, other * whole))
    return 2 * sum(observed * math.log(observed / expected) for observed, expected in pairs if observed > 0)


def keyness(analysis: Analysis, *, minimum: int = 2, significance: float = SIGNIFICANT) -> list[Key]:
    """Content lemmas more frequent here than in ordinary French, surest first.

    The reference is wordfreq's French list. It counts forms, so that a lemma is compared through the very forms
    found here. Only lemmas found `minimum` times whose G2 passes `significance` are given.

    Parameters
    ----------
    minimum: least count in the article.
    significance: least G2 (3.84 is 5 %, 6.63 is 1 %).

    Returns
    -------
    One row a lemma, the highest G2 first; `log_ratio` is binary, 1 is twice as often as usual.

    Source
    ------
    frequencies of French by wordfreq; G2 as in `log_likelihood`.
    """
    total = len(analysis.words)
    rows = [compared(row, total) for row in frequencies(analysis, minimum=minimum)]
    return sorted(
        (row for row in rows if row.likelihood >= significance and row.log_ratio > 0),
        key=lambda row: (-row.likelihood, key(row.lemma)),
    )


def compared(row: Frequency, total: int) -> Key:
    """A lemma of a text of `total` words beside ordinary French."""
    usual = max(UNSEEN, sum({form: _usual(form) for form in map(str.lower, row.forms)}.values()))
    likelihood = log_likelihood(row.count, total, usual * REFERENCE_WORDS, REFERENCE_WORDS)
    return Key(row.lemma, row.pos, row.count, usual * total, likelihood, math.log2(row.count / total / usual))


def _usual(form: str) -> float:
    from wordfreq import word_frequency  # half a second to load: only for who compares

    return word_frequency(form, "fr")


def specificities(analysis: Analysis, *, threshold: float = SPECIFIC, minimum: int = 2) -> list[Specificity]:
    """Lemmas a section uses more (score > 0) or less (< 0) than chance would have it, section by section.

    Parameters
    ----------
    threshold: least absolute score, in powers of ten (2 is one chance in a hundred).
    minimum: least count in the article.

    Returns
    -------
    Rows by section (from 0), in each the most specific first; none where the article has one section.

    Source
    ------
    Lafon (1980), the hypergeometric model.
    """
    parts, every = sections(analysis), Counter(word.lemma for word in content_words(analysis))
    if len(parts) < 2 and threshold > 0:
        return []  # nothing to compare with
    whole, rows = every.total(), []
    totals = {
        lemma: every[lemma]
        for lemma in sorted(every, key=lambda lemma: (-every[lemma], key(lemma), lemma))
        if every[lemma] >= minimum
    }
    for number, part in enumerate(parts):
        counts = Counter(word.lemma for word in part.words if is_content(analysis, word))
        size = counts.total()
        for lemma, total in totals.items():
            score = specificity(counts[lemma], total, size, whole)
            if abs(score) >= threshold:
                rows.append(Specificity(number, part.title, lemma, counts[lemma], total, score))
    return sorted(rows, key=lambda row: (row.section, -row.score, key(row.lemma)))


def specificity(here: int, total: int, size: int, whole: int) -> float:
    """Signed -log10 of the chance of `here` or more (or fewer) of `total` in a part of `size` words out of `whole`.

    Returns
    -------
    Positive where the word is more frequent than expected, negative where it is rarer; infinite where the chance is 0.

    Source
    ------
    Lafon (1980).
    """
    expected = total * size / whole if whole else 0.0
    low, high = max(0, total - (whole - size)), min(total, size)
    reach = range(max(here, low), high + 1) if here >= expected else range(low, min(here, high) + 1)
    chance = min(1.0, sum(math.exp(_log_hypergeometric(k, total, size, whole)) for k in reach))
    return (1 if here >= expected else -1) * -math.log10(chance) if chance > 0 else math.inf


def _log_hypergeometric(k: int, total: int, size: int, whole: int) -> float:
    return _log_choose(total, k) + _log_choose(whole - total, size - k) - _log_choose(whole, size)


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
