"""What rises and what falls between two sets of articles: how much, how sure, and what chance alone would give.

Counted by articles, not by occurrences: a word comes in bursts (Church and Gale 1995), so that one long article would
pass for a trend. The statistic is the log-odds ratio with an informative prior of Monroe, Colaresi and Quinn
(« Fightin' Words », Political Analysis 16, 2008): the prior is the share of articles that hold the word in both sets
together, which draws rare words towards no change. Whether chance alone would go as far is told by the hypergeometric
model (Lafon 1980), exactly where counts are small; of the many words compared, those are kept that pass the procedure
of Benjamini and Hochberg (1995).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ...measure.lexicometry import specificity

LEAST_ARTICLES = 8  # in each set: below it no difference can be told from chance
LEAST_HOLDING = 4  # articles that hold a word, in both sets together
PRIOR = 2.0  # articles the prior weighs: a rumour against ten witnesses
FALSE = 0.05  # the share of false finds that is accepted among those shown
FEW = 25  # articles in a cell from which the normal law is as good as counting
SURE = 1.96  # standard errors each side of a 95 % interval


@dataclass(frozen=True)
class Trend:
    """A term in two sets of articles: how many hold it, the ratio of its odds with its 95 % interval.

    `chance`: how often chance alone goes as far, on either side.
    """

    term: Any
    earlier: int
    later: int
    ratio: float
    low: float
    high: float
    chance: float


def trend(term: Any, earlier: int, of_earlier: int, later: int, of_later: int) -> Trend:
    """The trend of a term held by `earlier` of `of_earlier` articles, then by `later` of `of_later`."""
    share = (earlier + later) / (of_earlier + of_later)
    held, lacking = PRIOR * share, PRIOR * (1 - share)
    cells = (later + held, of_later - later + lacking, earlier + held, of_earlier - earlier + lacking)
    if min(cells) <= 0:  # every article holds it, or none: nothing moves
        return Trend(term, earlier, later, 1.0, 1.0, 1.0, 1.0)
    a, b, c, d = cells
    log_odds = math.log(a * d / (b * c))
    error = math.sqrt(sum(1 / cell for cell in cells))
    low, high = math.exp(log_odds - SURE * error), math.exp(log_odds + SURE * error)
    if min(earlier, later, of_earlier - earlier, of_later - later) < FEW:
        chance = 2 * 10 ** -abs(specificity(later, earlier + later, of_later, of_earlier + of_later))
    else:
        chance = math.erfc(abs(log_odds / error) / math.sqrt(2))
    return Trend(term, earlier, later, math.exp(log_odds), low, high, min(1.0, chance))


def moving(counts: Iterable[tuple[Any, int, int]], of_earlier: int, of_later: int) -> list[Trend]:
    """The terms (term, earlier, later) that move more than chance explains, the surest first; rare ones are left out.

    Empty when either set is too small to tell.

    Parameters
    ----------
    counts: of each term, how many articles hold it in the earlier and in the later part.
    of_earlier, of_later: articles of each part.

    Returns
    -------
    Ratios of rates with their 95 % interval.
    """
    if min(of_earlier, of_later) < LEAST_ARTICLES:
        return []
    told = [
        trend(term, earlier, of_earlier, later, of_later)
        for term, earlier, later in counts
        if earlier + later >= LEAST_HOLDING
    ]
    told.sort(key=lambda row: (row.chance, str(row.term)))
    return told[: _passing([row.chance for row in told])]


def _passing(chances: Sequence[float]) -> int:
    """How many of the smallest chances pass Benjamini and Hochberg's procedure; they stand in ascending order."""
    limits = (FALSE * rank / len(chances) for rank in range(1, len(chances) + 1))
    passed = [rank for rank, (p, limit) in enumerate(zip(chances, limits, strict=True), 1) if p <= limit]
    return max(passed, default=0)


# Student's t for a two-sided 95 % interval, by degrees of freedom; past the last the normal law is as good.
T95 = {
    4: 2.776,
    5: 2.571,
    6: 2.447,
    7: 2.365,
    8: 2.306,
    9: 2.262,
    10: 2.228,
    11: 2.201,
    12: 2.179,
    13: 2.160,
    14: 2.145,
    15: 2.131,
    16: 2.120,
    17: 2.110,
    18: 2.101,
    19: 2.093,
    20: 2.086,
    21: 2.080,
    22: 2.074,
    23: 2.069,
    24: 2.064,
    25: 2.060,
    26: 2.056,
    27: 2.052,
    28: 2.048,
    29: 2.045,
    30: 2.042,
}
LEAST_MEANS = 5  # articles: an interval of fewer means says nothing


def mean_interval(count: int, mean: float, deviation: float) -> tuple[float, float] | None:
    """Student's 95 % interval of a mean of `count` article means; None below `LEAST_MEANS`."""
    if count < LEAST_MEANS:
        return None
    half = T95.get(count - 1, 2.042 if count <= 41 else SURE) * deviation / math.sqrt(count)
    return max(-1.0, mean - half), min(1.0, mean + half)
