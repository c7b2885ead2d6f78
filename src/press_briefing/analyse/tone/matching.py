"""Entries of a table where they stand in a sentence: by lemma of the pipeline, by simplemma, by the form itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from ...lexicons import members
from ...model.typography import key
from .lexicon import Ranked, ToneEntry, ToneLexicon

if TYPE_CHECKING:
    from .lines import ToneSentence

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
PRONOUN_REACH = 4  # « s'est très vite imposé »


@dataclass(frozen=True)
class EntryMatch:
    """An entry met at tokens `first` to `last` of the document (both included)."""

    first: int
    last: int
    entry: ToneEntry


def match(table: ToneLexicon, line: ToneSentence) -> Iterator[EntryMatch]:
    """The entries met in `line`, left to right, longest first, none overlapping."""
    words, met = line.words, line.forms
    free = 0
    for at in _beginnings(table, line):
        if at >= free:
            length, entry = _phrase(table, line, at) or (1, _pronominal(table, met, at) or _word(table, line, at))
            free = at + length
            if entry is not None:
                yield EntryMatch(words[at], words[free - 1], entry)


def _beginnings(table: ToneLexicon, line: ToneSentence) -> list[int]:
    """Where an entry may begin; a word with a capital may have lost its accents to it: « Etat »."""
    known, bare, capitals = table.known, table.bare.keys(), line.capitals
    return [
        at
        for at, forms in enumerate(line.forms)
        if not known.isdisjoint(forms) or (capitals[at] and not bare.isdisjoint(_bare(forms)))
    ]


@lru_cache(maxsize=50_000)
def _bare(met: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a word without accents."""
    return tuple(key(form) for form in met)


def _phrase(table: ToneLexicon, line: ToneSentence, at: int) -> tuple[int, ToneEntry] | None:
    """The longest expression that begins at `at`; a verb may be parted from the rest: « a très peur »."""
    met = line.forms
    near = met[at + 1 : at + 2 + LONGEST_GAP]
    for form in met[at]:
        seconds = table.seconds.get(form)
        if not seconds or seconds.keys().isdisjoint(chain.from_iterable(near)):
            continue  # no expression that begins so goes on with what follows
        longest = _gap(line, at)
        for _, pieces, entry in _ranked(seconds, set(chain.from_iterable(near))):
            for gap in range(1 + (longest if entry.pos == "VERB" else 0)):
                if _goes_on(met, at + 1 + gap, pieces):
                    return len(pieces) + gap, entry
    return None


def _ranked(seconds: dict[str, list[Ranked]], near: set[str]) -> list[Ranked]:
    """The expressions whose second word is near, in the order of the table."""
    return sorted((row for second in near & seconds.keys() for row in seconds[second]), key=lambda row: row[0])


def _goes_on(met: list[tuple[str, ...]], at: int, pieces: tuple[str, ...]) -> bool:
    """Whether all but the first word of an expression stand from `at` on."""
    window = met[at : at + len(pieces) - 1]
    return len(window) == len(pieces) - 1 and all(
        piece in forms for piece, forms in zip(pieces[1:], window, strict=True)
    )


def _gap(line: ToneSentence, at: int) -> int:
    """How many adverbs, determiners and numbers follow, `LONGEST_GAP` at most."""
    words, pos = line.words, line.page.tokens.pos
    gap = 0
    while gap < LONGEST_GAP and at + gap + 1 < len(words) and pos[words[at + gap + 1]] in GAPS:
        gap += 1
    return gap


def _pronominal(table: ToneLexicon, met: list[tuple[str, ...]], at: int) -> ToneEntry | None:
    """« s'est qualifié »: a verb that bears polarity only with its reflexive pronoun a few words before."""
    if table.pronominal.keys().isdisjoint(met[at]):
        return None
    found = [entry for form in met[at] for entry in table.pronominal.get(form, ())]
    near = met[max(0, at - PRONOUN_REACH) : at]
    return found[0] if found and any("se" in forms for forms in near) else None


def _word(table: ToneLexicon, line: ToneSentence, at: int) -> ToneEntry | None:
    met, token, tokens = line.forms[at], line.words[at], line.page.tokens
    found: list[ToneEntry] = []
    if not table.words.keys().isdisjoint(met):
        found = [entry for form in met for entry in table.words.get(form, ())]
    elif line.capitals[at] and met[-1] not in FUNCTION_WORDS:
        found = [entry for form in _bare(met) for entry in table.bare.get(form, ())]
    fitting = [entry for entry in found if _fits(entry, line, token)]
    return min(fitting, key=lambda entry: entry.pos != tokens.pos[token]) if fitting else None


def _fits(entry: ToneEntry, line: ToneSentence, token: int) -> bool:
    text, pos = line.page.tokens.texts[token], line.page.tokens.pos[token]
    if entry.pos == "ADJ" and text.endswith("ant") and _is_participle(line, token):
        return False
    if pos == "PROPN" and text.islower():
        return True  # no name is written without a capital: the tagger is mistaken
    return not pos or pos == entry.pos or pos in MET_AS.get(entry.pos, ())


def _is_participle(line: ToneSentence, token: int) -> bool:
    """« en confiant », « accueillant les troupes »: a form in -ant with « en » before or an object behind it."""
    pos = line.page.tokens.pos
    return (token > line.start and line.page.folded[token - 1] == "en") or (
        token + 1 < line.end and pos[token + 1] in ("DET", "NUM", "PRON")
    )
