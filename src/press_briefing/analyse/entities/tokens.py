"""The article's words as names are made of them: each sentence a list, marks of one look, two countries parted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from ...french.tokens import Token, by_sentence, joined, part, units_in
from ...gazetteer import places
from ...model.analysis import Sentence
from ...model.typography import plain

_ONE_MARK = {**dict.fromkeys("«»“”„‟", '"'), "—": "–", "…": "."}


def sentences_of(words: list[Token], sentences: Iterable[Sentence], text: str) -> list[list[Token]]:
    """The words of each sentence; `text` is the article in plain typography."""
    return [list(_parted(found, text)) for found in by_sentence(words, sentences)]


def in_text(text: str) -> list[Token]:
    """The words of a sentence that no language model read (for training)."""
    return list(_parted(units_in(text), plain(text)))


def _parted(words: Sequence[Token], text: str) -> Iterator[Token]:
    """The words as the tagger's weights were learnt: « dit-il » is one, figures, dots and handles come apart."""
    for word, after in zip(words, (*words[1:], None), strict=False):
        if word.text in _ONE_MARK:
            yield replace(word, text=_ONE_MARK[word.text], key=_ONE_MARK[word.text])
        elif len(word.text) > 1 and (cuts := _cuts(word.text)):
            bounds = pairwise((word.start, *(word.start + cut for cut in cuts), word.end))
            yield from (part(word, start, end, text) for start, end in bounds if text[start] != " ")
        elif after is not None and word.word and _is_inverted(after):
            yield joined(word, after.end, text)
        elif not _is_inverted(word):
            yield word


def _is_inverted(word: Token) -> bool:
    """« -il », « -t-elle »: a pronoun behind its verb."""
    return word.text[0] == "-" and word.word


@lru_cache(maxsize=20_000)
def _cuts(word: str) -> tuple[int, ...]:
    """Where a word is parted, from its beginning."""
    if word[0] in ".#@":
        return tuple(range(1, len(word))) if word[0] == "." else (1,)
    if word[0].isdigit():
        return tuple(place for at, mark in enumerate(word) if mark == " " for place in (at, at + 1))
    middle = word.find("-")
    return (middle, middle + 1) if middle > 0 and word[0].isupper() and _two_countries(word) else ()


def _two_countries(word: str) -> bool:
    """« Sénégal-Algérie » names two countries, « Guinée-Bissau » one."""
    parts = word.split("-")
    return (
        len(parts) == 2
        and parts[1][:1].isupper()
        and not places(word)
        and all(any(place.kind == "C" for place in places(part)) for part in parts)
    )
