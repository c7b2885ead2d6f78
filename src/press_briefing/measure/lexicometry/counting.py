"""What is counted, by lemma: frequencies, their spread, and the sections of an article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ...lexicons import keys
from ...model import typography
from ...model.analysis import Analysis, Word
from ...model.typography import plain

# The words of an article come again and again, and are compared in every count; those of some twenty are kept.
key = lru_cache(maxsize=1 << 14)(typography.key)
CONTENT = frozenset(("NOUN", "PROPN", "ADJ", "VERB", "ADV", "X"))


@dataclass(frozen=True, slots=True)
class Frequency:
    """A lemma and how often: `per_thousand` words; `forms` most frequent first; `words` the rows counted.

    `spread` is 1 - DP (Gries): 1 when it is spread over the sections as their lengths are, towards 0 when in one.
    """

    lemma: str
    pos: str
    count: int
    per_thousand: float
    forms: tuple[str, ...]
    spread: float
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the article under one heading: `title` (empty before the first), characters, and its words."""

    title: str
    start: int
    end: int
    words: tuple[Word, ...]


@cache
def left_out() -> frozenset[str]:
    """Keys of the words never counted: function words, reporting verbs, names of days and months."""
    lists = ("words/function_words.txt", "words/reporting_verbs.txt", "words/calendar.txt")
    return frozenset[str]().union(*map(keys, lists))


def is_content(analysis: Analysis, word: Word) -> bool:
    """Whether a word is counted: by part of speech, and on none of the lists (its lemma, or the form itself)."""
    return word.pos in CONTENT and _counts(word.lemma, analysis.text_of(word), word.pos == "PROPN")


@lru_cache(maxsize=1 << 14)
def _counts(lemma: str, form: str, name: bool) -> bool:
    """Whether a form of a lemma is counted; asked again in every count, of the same words in most articles."""
    named = name and form[:1].isupper()
    return (
        len(form) > 1
        and any(c.isalpha() for c in form)
        and key(lemma) not in left_out()
        and (named or key(form) not in left_out())
    )


def content_words(analysis: Analysis) -> Iterator[Word]:
    """The words counted, in the order of the text."""
    return (word for word in analysis.words if is_content(analysis, word))


def sections(analysis: Analysis) -> list[Section]:
    """The parts of the article, cut at its headings; an article without heading is one section.

    Returns
    -------
    In the order of the text; parts without a word are left out.
    """
    article = analysis.article
    bounds = [(0, "")] + [(p.start, article.text[p.start : p.end]) for p in article.paragraphs if p.kind == "heading"]
    out = []
    for number, (start, title) in enumerate(bounds):
        end = bounds[number + 1][0] if number + 1 < len(bounds) else len(article.text)
        words = tuple(word for word in analysis.words if start <= word.start < end)
        if words:
            out.append(Section(" ".join(title.split()).rstrip(" :"), start, end, words))
    return out


def frequencies(analysis: Analysis, *, pos: Iterable[str] = CONTENT, minimum: int = 1) -> list[Frequency]:
    """Content lemmas by frequency; `pos` keeps some parts of speech only.

    Parameters
    ----------
    pos: universal parts of speech to keep.
    minimum: least count.

    Returns
    -------
    A row a lemma, the most frequent first; `per_thousand` of all words, `spread` over sections from 0 to 1.
    """
    kept, groups = frozenset(pos), defaultdict(list)
    for word in content_words(analysis):
        if word.pos in kept:
            groups[word.lemma].append(word)
    parts, total = sections(analysis), len(analysis.words)
    rows = [
        _frequency(analysis, lemma, words, parts, total) for lemma, words in groups.items() if len(words) >= minimum
    ]
    return sorted(rows, key=lambda row: (-row.count, key(row.lemma), row.lemma))


def _frequency(analysis: Analysis, lemma: str, words: list[Word], parts: Sequence[Section], total: int) -> Frequency:
    count = len(words)
    forms = _most_first(
        [
            plain(analysis.text_of(word)) if word.pos == "PROPN" else plain(analysis.text_of(word)).lower()
            for word in words
        ]
    )
    counts = [sum(part.start <= word.start < part.end for word in words) for part in parts] if len(parts) > 1 else []
    return Frequency(
        lemma,
        _most_first([word.pos for word in words])[0],
        count,
        1000 * count / max(1, total),
        forms,
        spread(counts, [len(part.words) for part in parts]),
        tuple(words),
    )


def _most_first(found: list[str]) -> tuple[str, ...]:
    """What was found, each once, the most frequent first; of most words there is one form, and nothing to count."""
    return (found[0],) if len(found) == 1 else tuple(name for name, _ in Counter(found).most_common())


def spread(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """1 - DP, normalised (Gries 2008; Lijffijt and Gries 2012): evenness of counts over parts of these sizes.

    Parameters
    ----------
    counts: in each part.
    sizes: of each part, in words.

    Returns
    -------
    From 0 (all in the smallest part) to 1 (as the sizes would have it); 1 where there is nothing to spread.
    """
    total, whole = sum(counts), sum(sizes)
    if not total or not whole or len(sizes) < 2:
        return 1.0
    deviation = sum(abs(count / total - size / whole) for count, size in zip(counts, sizes, strict=True)) / 2
    return 1.0 - min(1.0, deviation / (1 - min(sizes) / whole))


def by_section(analysis: Analysis, lemmas: Iterable[str]) -> dict[str, list[int]]:
    """For each lemma its counts over `sections(analysis)`, in order."""
    parts = sections(analysis)
    wanted = {key(lemma): lemma for lemma in lemmas}
    out = {lemma: [0] * len(parts) for lemma in wanted.values()}
    for number, part in enumerate(parts):
        for word in part.words:
            if (lemma := wanted.get(key(word.lemma))) is not None:
                out[lemma][number] += 1
    return out
