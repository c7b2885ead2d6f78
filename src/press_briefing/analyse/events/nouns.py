"""Nouns that happen, and the label of a happening told by a noun: « le premier coup d'État »."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ...model import typography
from ..frames.happening import names_happening
from .cutting import time_phrase
from .joining import cut, joined, tidy
from .words import listed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


TELLING = ("NOUN", "PROPN", "ADJ", "NUM", "X")
NEAR = 6  # words between a noun and its date


def is_happening(noun: Token, *, to_the_day: bool = False) -> bool:
    """Whether a noun names something that happens: by its word, or because it is dated to the day."""
    known = {typography.key(noun.lemma_ or noun.text), typography.key(noun.text)}
    if known & listed("not_happenings"):
        return False
    return to_the_day or names_happening(noun.text, noun.lemma_)


def noun_label(noun: Token, times: list[Span]) -> str:
    """A happening told by a noun: « le premier coup d'État »; a pronoun (« celui du 20 mai ») is told with its noun.

    A noun alone keeps its date (« la révolution de 2011 »); `""` for « sa naissance », which says not whose.
    """
    if noun.pos_ == "PRON":
        return cut(_pronoun_label(noun, times))
    dropped = _time_tokens(times) | subtrees(noun, ("acl:relcl", "advcl", "acl", "conj", "appos", "parataxis"))
    kept = [token for token in noun.subtree if token.i not in dropped and not _leads_only(token, noun)]
    places = {token.i for token in kept if token.dep_ != "punct"}
    if any(token.head == noun and "Yes" in token.morph.get("Poss", []) for token in kept):
        return ""
    if sum(token.pos_ in TELLING for token in kept) < 2:
        return _with_its_date(noun, kept, times)
    return cut(joined([token for token in kept if token.i in places or {token.i - 1, token.i + 1} <= places]))


def _with_its_date(noun: Token, kept: list[Token], times: list[Span]) -> str:
    """The words from the noun's article to the end of the date behind it."""
    span = next((span for span in times if 0 < span.start - noun.i <= NEAR), None)
    vague = any(
        "Yes" in token.morph.get("Poss", [])
        or "Dem" in token.morph.get("PronType", [])
        or "Ind" in token.morph.get("Definite", [])
        for token in kept
    )
    led = span is not None and span.start and span.doc[span.start - 1].lower_ in ("de", "du", "d'", "d’", "des")
    if span is None or vague or not kept or not led:
        return ""
    return cut(tidy(noun.doc[kept[0].i : span.end].text))


def _leads_only(token: Token, noun: Token) -> bool:
    """The preposition before the noun, and its marks."""
    return token.head == noun and token.dep_ in ("case", "punct")


def _pronoun_label(pronoun: Token, times: list[Span]) -> str:
    """From the noun it hangs on to the end of its date, as the text has it."""
    before = [*pronoun.ancestors, *reversed(list(pronoun.sent[: pronoun.i - pronoun.sent.start]))]
    noun = next(
        (token for token in before if token.i < pronoun.i and token.pos_ == "NOUN" and is_happening(token)), pronoun
    )
    first = next((child.i for child in noun.children if child.dep_ == "det" and child.i < noun.i), noun.i)
    last = next((span.end for span in times if span.start > pronoun.i), pronoun.i + 1)
    return tidy(pronoun.doc[first:last].text)


def _time_tokens(times: list[Span]) -> set[int]:
    """The tokens of the dates, with what only leads to them and the commas that set them off."""
    found: set[int] = set()
    for span in times:
        found |= set(time_phrase(span))
    for left, right in pairwise(times):
        between = range(left.end, right.start)
        if len(between) <= 3 and all(right.doc[place].pos_ in ("ADP", "DET", "CCONJ") for place in between):
            found |= set(between)
    return found


def subtrees(head: Token, kinds: tuple[str, ...]) -> set[int]:
    return {token.i for child in head.children if child.dep_ in kinds for token in child.subtree}
