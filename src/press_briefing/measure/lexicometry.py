"""Counting words as lexicometry does: frequencies, terms, dispersion, collocates, concordance, keyness, specificities.

Every function takes an `Analysis` and gives plain frozen rows, most important first (`pandas.DataFrame(rows)` reads
them); nothing here draws or imports pandas. The byline is never counted (`analysis.words` leaves it out). Words left
out and why: `lexicons/words/*.txt`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ..lexicons import keys
from ..model import typography
from ..model.analysis import Analysis, Word
from ..model.typography import plain

# The words of an article come again and again, and are compared in every count; those of some twenty are kept.
key = lru_cache(maxsize=1 << 14)(typography.key)
CONTENT = frozenset(("NOUN", "PROPN", "ADJ", "VERB", "ADV", "X"))
LONGEST_TERM = 6  # words, small ones counted: « mise en œuvre des accords »
REFERENCE_WORDS = 1_000_000_000  # order of size of wordfreq's French sources; only weighs G2, hardly the order
UNSEEN = 1e-8  # frequency given to a form wordfreq does not list: below its rarest (1e-8)
SIGNIFICANT = 15.13  # G2 for p < 0.0001, the usual bar for keyness (Rayson)
SPECIFIC = 2.0  # |log10 p| from which textometry calls a word specific (p < 0.01)


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
class Term:
    """A term of several words, as most often printed. `c_value`: count less what longer terms explain, times length."""

    term: str
    count: int
    c_value: float
    forms: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the article under one heading: `title` (empty before the first), characters, and its words."""

    title: str
    start: int
    end: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Collocate:
    """A lemma found near another. `together`: times; `log_dice`: strength, at most 14; `likelihood`: G2."""

    lemma: str
    together: int
    count: int
    log_dice: float
    likelihood: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a concordance: the words before, the words sought, the words after; `sentence` counts from 0."""

    left: str
    found: str
    right: str
    start: int
    end: int
    sentence: int | None


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


# -- what is counted ---------------------------------------------------------------------------


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
    """The parts of the article, cut at its headings; an article without heading is one section."""
    article = analysis.article
    bounds = [(0, "")] + [(p.start, article.text[p.start : p.end]) for p in article.paragraphs if p.kind == "heading"]
    out = []
    for number, (start, title) in enumerate(bounds):
        end = bounds[number + 1][0] if number + 1 < len(bounds) else len(article.text)
        words = tuple(word for word in analysis.words if start <= word.start < end)
        if words:
            out.append(Section(" ".join(title.split()).rstrip(" :"), start, end, words))
    return out


# -- frequencies -------------------------------------------------------------------------------


def frequencies(analysis: Analysis, *, pos: Iterable[str] = CONTENT, minimum: int = 1) -> list[Frequency]:
    """Content lemmas by frequency; `pos` keeps some parts of speech only."""
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
    """1 - DP, normalised (Gries 2008; Lijffijt and Gries 2012): evenness of counts over parts of these sizes."""
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


# -- terms of several words --------------------------------------------------------------------


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


# -- neighbours --------------------------------------------------------------------------------


def collocates(analysis: Analysis, lemma: str, *, window: int = 5, minimum: int = 2) -> list[Collocate]:
    """Content lemmas within `window` content words of `lemma`, inside the sentence, by logDice (Rychlý)."""
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


def concordance(analysis: Analysis, query: str, *, width: int = 60) -> list[Line]:
    """Every place of a lemma, a form or a run of words, with `width` characters on each side (keyword in context).

    Case, accents and typography of `query` do not matter. Cut between words; line ends shown as spaces.
    """
    wanted = key(query).replace("'", "' ").split()
    words, lines = analysis.words, []
    for at in range(len(words) - len(wanted) + 1 if wanted else 0):
        if all(_matches(analysis, words[at + n], part) for n, part in enumerate(wanted)):
            lines.append(_line(analysis, words[at].start, words[at + len(wanted) - 1].end, width))
    return lines


def lines_at(analysis: Analysis, spans: Iterable[tuple[int, int]], *, width: int = 60) -> list[Line]:
    """The concordance lines of spans already known, such as the mentions of an entity."""
    return [_line(analysis, start, end, width) for start, end in spans]


def _matches(analysis: Analysis, word: Word, part: str) -> bool:
    form = key(analysis.text_of(word))
    return part.rstrip("'") in (form.rstrip("'"), key(word.lemma))


def _line(analysis: Analysis, start: int, end: int, width: int) -> Line:
    text = analysis.article.text
    left, right = text[max(0, start - width) : start], text[end : end + width]
    if start > width:
        left = left.partition(" ")[2]
    if end + width < len(text):
        right = right.rpartition(" ")[0]
    return Line(
        " ".join(left.split()), text[start:end], " ".join(right.split()), start, end, analysis.sentence_at(start)
    )


# -- comparing ---------------------------------------------------------------------------------


def log_likelihood(here: float, size: float, there: float, other: float) -> float:
    """G2 of a frequency in two texts (Dunning 1993, Rayson and Garside 2000); sizes in words."""
    whole = (here + there) / (size + other)
    pairs = ((here, size * whole), (there, other * whole))
    return 2 * sum(observed * math.log(observed / expected) for observed, expected in pairs if observed > 0)


def keyness(analysis: Analysis, *, minimum: int = 2, significance: float = SIGNIFICANT) -> list[Key]:
    """Content lemmas more frequent here than in ordinary French, surest first.

    The reference is wordfreq's French list. It counts forms, so that a lemma is compared through the very forms
    found here. Only lemmas found `minimum` times whose G2 passes `significance` are given.
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
    """Lemmas a section uses more (score > 0) or less (< 0) than chance would have it, section by section."""
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
    """Signed -log10 of the chance of `here` or more (or fewer) of `total` in a part of `size` words out of `whole`."""
    expected = total * size / whole if whole else 0.0
    low, high = max(0, total - (whole - size)), min(total, size)
    reach = range(max(here, low), high + 1) if here >= expected else range(low, min(here, high) + 1)
    chance = min(1.0, sum(math.exp(_log_hypergeometric(k, total, size, whole)) for k in reach))
    return (1 if here >= expected else -1) * -math.log10(chance) if chance > 0 else math.inf


def _log_hypergeometric(k: int, total: int, size: int, whole: int) -> float:
    return _log_choose(total, k) + _log_choose(whole - total, size - k) - _log_choose(whole, size)


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
