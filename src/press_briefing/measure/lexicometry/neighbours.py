"""What stands beside a word: collocates and concordance."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...model.analysis import Analysis, Word
from .comparing import log_likelihood
from .counting import content_words, key


@dataclass(frozen=True, slots=True)
class Collocate:
    """A lemma found near another. `together`: times; `log_dice`: strength, at most 14; `likelihood`: G2."""

    lemma: str
    together: int
    count: int
    log_dice: float
    likelihood: float


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """One line of a concordance: the words before, the words sought, the words after; `sentence` counts from 0."""

    left: str
    found: str
    right: str
    start: int
    end: int
    sentence: int | None


def collocates(analysis: Analysis, lemma: str, *, window: int = 5, minimum: int = 2) -> list[Collocate]:
    """Content lemmas within `window` content words of `lemma`, inside the sentence, by logDice (Rychlý).

    Parameters
    ----------
    window: content words on each side.
    minimum: least times together.

    Returns
    -------
    The highest logDice first (14 at most: always together), each with counts and G2.

    Source
    ------
    Rychlý (2008).
    """
    wanted, together, count, size = key(lemma), Counter[str](), Counter[str](), 0
    for words in _by_sentence(analysis):
        lemmas = [word.lemma for word in words]
        count.update(lemmas)
        size += len(lemmas)
        near = {
            j
            for i, own in enumerate(lemmas)
            if key(own) == wanted
            for j in range(max(0, i - window), min(len(lemmas), i + window + 1))
            if key(lemmas[j]) != wanted
        }
        together.update(lemmas[j] for j in near)
    node = sum(n for own, n in count.items() if key(own) == wanted)
    reach = sum(together.values())
    rows = [
        Collocate(
            own,
            n,
            count[own],
            14 + math.log2(2 * n / (node + count[own])),
            log_likelihood(n, max(1, reach), count[own] - n, max(1, size - reach)),
        )
        for own, n in together.items()
        if n >= minimum
    ]
    return sorted(rows, key=lambda row: (-row.log_dice, -row.together, key(row.lemma)))


def _by_sentence(analysis: Analysis) -> Iterator[list[Word]]:
    groups: dict[int | None, list[Word]] = defaultdict(list)
    for word in content_words(analysis):
        groups[analysis.sentence_at(word.start)].append(word)
    yield from groups.values()


def concordance(analysis: Analysis, query: str, *, width: int = 60) -> list[ConcordanceLine]:
    """Every place of a lemma, a form or a run of words, with `width` characters on each side (keyword in context).

    Case, accents and typography of `query` do not matter. Cut between words; line ends shown as spaces.

    Parameters
    ----------
    query: one word or several in a row.
    width: characters on each side.

    Returns
    -------
    A line a place, in the order of the text.
    """
    wanted = key(query).replace("'", "' ").split()
    words, lines = analysis.words, []
    for at in range(len(words) - len(wanted) + 1 if wanted else 0):
        if all(_matches(analysis, words[at + n], part) for n, part in enumerate(wanted)):
            lines.append(_line(analysis, words[at].start, words[at + len(wanted) - 1].end, width))
    return lines


def lines_at(analysis: Analysis, spans: Iterable[tuple[int, int]], *, width: int = 60) -> list[ConcordanceLine]:
    """The concordance lines of spans already known, such as the mentions of an entity.

    Parameters
    ----------
    spans: characters of the text, start and end.
    width: characters on each side.
    """
    return [_line(analysis, start, end, width) for start, end in spans]


def _matches(analysis: Analysis, word: Word, part: str) -> bool:
    form = key(analysis.text_of(word))
    return part.rstrip("'") in (form.rstrip("'"), key(word.lemma))


def _line(analysis: Analysis, start: int, end: int, width: int) -> ConcordanceLine:
    text = analysis.article.text
    left, right = text[max(0, start - width) : start], text[end : end + width]
    if start > width:
        left = left.partition(" ")[2]
    if end + width < len(text):
        right = right.rpartition(" ")[0]
    return ConcordanceLine(
        " ".join(left.split()), text[start:end], " ".join(right.split()), start, end, analysis.sentence_at(start)
    )
