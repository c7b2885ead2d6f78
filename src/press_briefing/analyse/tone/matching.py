"""Entries of a table where they stand in a sentence: by lemma of the pipeline, by simplemma, by the form itself."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ...lexicons import members
from ...typography import key
from .lexicon import FULL, Entry, Table, fold

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# Parts of speech an entry may be met under: participles are read as adjectives, verbs and nouns by turns.
MET_AS = {
    "NOUN": {"NOUN", "PROPN", "ADJ", "X"},
    "VERB": {"VERB", "AUX", "ADJ", "NOUN", "X"},
    "ADJ": {"ADJ", "VERB", "NOUN", "AUX", "ADV", "X"},
    "ADV": {"ADV", "ADJ", "ADP", "INTJ", "X"},
    "ADP": {"ADP", "ADV", "SCONJ", "X"},
}
# Unaccented forms of these function words are other words with an accent: « sur » and « sûr », « ou » and « où ».
FUNCTION_WORDS = members("tone/function_words.txt")
GAPS = frozenset({"ADV", "DET", "NUM"})
LONGEST_GAP = 2
PRONOUN_REACH = 4               # « s'est très vite imposé »


@dataclass(frozen=True)
class Match:
    """An entry met at tokens `first` to `last` of the document (both included)."""

    first: int
    last: int
    entry: Entry


@lru_cache(maxsize=50_000)
def dictionary_lemma(word: str) -> str:
    """The lemma in simplemma's French list, or the word itself. Works offline, with or without a pipeline."""
    import simplemma

    return fold(simplemma.lemmatize(word, "fr"))


def forms(token: Token) -> tuple[str, ...]:
    """The forms under which `token` may stand in a table, the surest first."""
    return _forms(token.text, token.lemma_)


@lru_cache(maxsize=50_000)
def _forms(text: str, lemma: str) -> tuple[str, ...]:
    surface = fold(text)
    if surface in FULL:
        return surface, FULL[surface]
    found = [fold(lemma)] if lemma else []
    found += [dictionary_lemma(surface), surface]
    return tuple(dict.fromkeys(found))


def match(table: Table, span: Span) -> Iterator[Match]:
    """The entries met in `span`, left to right, longest first, none overlapping."""
    tokens = [token for token in span if not token.is_space]
    met = [forms(token) for token in tokens]
    at = 0
    while at < len(tokens):
        if table.known.isdisjoint(met[at]) and not tokens[at].text[:1].isupper():
            at += 1                                 # as most words
            continue
        single = _pronominal(table, met, at) or _word(table, tokens[at], met[at])
        length, entry = _phrase(table, tokens, met, at) or (1, single)
        if entry is not None:
            yield Match(tokens[at].i, tokens[at + length - 1].i, entry)
        at += length


def _phrase(table: Table, tokens: list[Token], met: list[tuple[str, ...]], at: int) -> tuple[int, Entry] | None:
    """The longest expression that begins at `at`; a verb may be parted from the rest: « a très peur »."""
    for form in met[at]:
        for pieces, entry in table.phrases.get(form, ()):
            for gap in range(1 + (_gap(tokens, at) if entry.pos == "VERB" else 0)):
                window = met[at + 1 + gap:at + len(pieces) + gap]
                if len(window) == len(pieces) - 1 and all(
                        piece in forms for piece, forms in zip(pieces[1:], window, strict=True)):
                    return len(pieces) + gap, entry
    return None


def _gap(tokens: list[Token], at: int) -> int:
    """How many adverbs, determiners and numbers follow, `LONGEST_GAP` at most."""
    gap = 0
    while gap < LONGEST_GAP and at + gap + 1 < len(tokens) and tokens[at + gap + 1].pos_ in GAPS:
        gap += 1
    return gap


def _pronominal(table: Table, met: list[tuple[str, ...]], at: int) -> Entry | None:
    """« s'est qualifié »: a verb that bears polarity only with its reflexive pronoun a few words before."""
    found = [entry for form in met[at] for entry in table.pronominal.get(form, ())]
    near = met[max(0, at - PRONOUN_REACH):at]
    return found[0] if found and any("se" in forms for forms in near) else None


def _word(table: Table, token: Token, met: tuple[str, ...]) -> Entry | None:
    found = [entry for form in met for entry in table.words.get(form, ())]
    if not found and token.text[:1].isupper() and met[-1] not in FUNCTION_WORDS:
        found = [entry for form in met for entry in table.bare.get(key(form), ())]
    fitting = [entry for entry in found if _fits(entry, token)]
    return min(fitting, key=lambda entry: entry.pos != token.pos_) if fitting else None


def _fits(entry: Entry, token: Token) -> bool:
    if entry.pos == "ADJ" and token.text.endswith("ant") and token.i and fold(token.nbor(-1).text) == "en":
        return False                                # a gerund: « en confiant »
    if token.pos_ == "PROPN" and token.text.islower():
        return True                                 # no name is written without a capital: the tagger is mistaken
    return not token.pos_ or token.pos_ == entry.pos or token.pos_ in MET_AS.get(entry.pos, ())
