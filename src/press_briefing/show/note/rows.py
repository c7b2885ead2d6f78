"""What the rows of a note are made of: words of the article, with the number of their sentence."""

from __future__ import annotations

from dataclasses import dataclass

from ... import lexicons
from ...model.analysis import Analysis
from ...model.typography import key


@dataclass(frozen=True)
class NoteLine:
    """Words of the article and their sentence, counted from 1. `note`: what is told of them, such as a function."""

    words: str
    sentence: int
    note: str = ""


def sentence_of(analysis: Analysis, offset: int) -> int:
    """The number of the sentence that holds a character, from 1; the next one's between two sentences.

    Parameters
    ----------
    offset: of a character of the text, from 0.
    """
    index = analysis.sentence_at(offset)
    if index is None:
        index = sum(row.end <= offset for row in analysis.sentences)
    return min(index + 1, len(analysis.sentences))


def flat(words: str) -> str:
    """Words on one line."""
    return " ".join(words.split())


def capital(words: str) -> str:
    """Words that begin like a sentence."""
    return words[:1].upper() + words[1:]


def whole(words: str) -> str:
    """Words of a function without an end that calls for more: « présidente de la ligue de l’ » is read so where a tag cuts."""
    told = words.split()
    while told and (told[-1][-1] in "'’" or key(told[-1]) in lexicons.keys("words/function_words.txt")):
        told.pop()
    return " ".join(told)
