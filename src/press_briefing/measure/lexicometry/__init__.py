"""Counting words as lexicometry does: frequencies, terms, dispersion, collocates, concordance, keyness, specificities.

Every function takes an `Analysis` and gives plain frozen rows, most important first (`pandas.DataFrame(rows)` reads
them); nothing here draws or imports pandas. The byline is never counted (`analysis.words` leaves it out). Words left
out and why: `lexicons/words/*.txt`.
"""

from .comparing import SIGNIFICANT, Key, Specificity, compared, keyness, log_likelihood, specificities, specificity
from .counting import (
    CONTENT,
    Frequency,
    Section,
    by_section,
    content_words,
    frequencies,
    is_content,
    left_out,
    sections,
    spread,
)
from .neighbours import Collocate, ConcordanceLine, collocates, concordance, lines_at
from .terms import LONGEST_TERM, Term, terms

__all__ = [
    "CONTENT",
    "LONGEST_TERM",
    "SIGNIFICANT",
    "Collocate",
    "ConcordanceLine",
    "Frequency",
    "Key",
    "Section",
    "Specificity",
    "Term",
    "by_section",
    "collocates",
    "compared",
    "concordance",
    "content_words",
    "frequencies",
    "is_content",
    "keyness",
    "left_out",
    "lines_at",
    "log_likelihood",
    "sections",
    "specificities",
    "specificity",
    "spread",
    "terms",
]
