"""Terms of several words that come again."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...lexicons import keys
from ...model.analysis import Analysis, Word
from ...model.typography import plain
from .counting import key, left_out

LONGEST_TERM = 6  # words, small ones counted: « mise en œuvre des accords »


@dataclass(frozen=True, slots=True)
class Term:
    """A term of several words, as most often printed. `c_value`: count less what longer terms explain, times length."""

    term: str
    count: int
    c_value: float
    forms: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def terms(analysis: Analysis, *, minimum: int = 2) -> list[Term]:
    """Noun groups of two words and more found `minimum` times, by C-value (Frantzi and Ananiadou)."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for run in _runs(analysis):
        links, names = [_is_link(analysis, word) for word in run], [_term_word(analysis, word) for word in run]
        for first in range(len(run)):
            for last in range(first + 1, min(len(run), first + LONGEST_TERM)):
                if _is_term(run[first : last + 1], links[first : last + 1]):
                    spans[" ".join(names[first : last + 1])].append((run[first].start, run[last].end))
    kept = {name: found for name, found in spans.items() if len(found) >= minimum}
    rows = [_term(analysis, name, found, kept) for name, found in kept.items()]
    return sorted((row for row in rows if row.c_value > 0), key=lambda row: (-row.c_value, -row.count, key(row.term)))


def _runs(analysis: Analysis) -> Iterator[list[Word]]:
    """Words that follow one another with nothing but a space or an apostrophe between them."""
    run: list[Word] = []
    for word in analysis.words:
        between = plain(analysis.article.text[run[-1].end : word.start]) if run else ""
        if run and (between not in ("", " ", "'") or not _may_belong(analysis, word)):
            yield run
            run = []
        if _may_belong(analysis, word):
            run.append(word)
    if run:
        yield run


def _may_belong(analysis: Analysis, word: Word) -> bool:
    return _is_link(analysis, word) or (word.pos in ("NOUN", "PROPN", "ADJ", "X") and key(word.lemma) not in left_out())


def _is_link(analysis: Analysis, word: Word) -> bool:
    return word.pos in ("ADP", "DET", "X") and key(analysis.text_of(word)) in keys("words/links.txt")


def _is_term(words: Sequence[Word], links: Sequence[bool]) -> bool:
    """Begins with a noun, ends with a full word, holds two full words, and no two articles or prepositions too many."""
    return (
        not links[0]
        and not links[-1]
        and links.count(False) >= 2
        and words[0].pos in ("NOUN", "PROPN", "X")
        and not all(link or word.pos == "PROPN" for word, link in zip(words, links, strict=True))
        and not any(a and b and c for a, b, c in zip(links, links[1:], links[2:], strict=False))
    )


def _term_word(analysis: Analysis, word: Word) -> str:
    return key(word.lemma if word.pos != "X" else analysis.text_of(word))


def _term(analysis: Analysis, name: str, found: list[tuple[int, int]], kept: dict[str, list[tuple[int, int]]]) -> Term:
    longer = [len(other) for word, other in kept.items() if word != name and f" {name} " in f" {word} "]
    alone = len(found) - (sum(longer) / len(longer) if longer else 0.0)
    words = sum(part not in keys("words/links.txt") for part in name.split())
    forms = Counter(" ".join(plain(analysis.article.text[start:end]).split()) for start, end in found)
    shown = [form for form, _ in forms.most_common()]
    return Term(shown[0], len(found), math.log2(words + 1) * alone, tuple(shown), tuple(found))
