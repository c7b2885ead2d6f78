"""Dates that stand aside from the clause: in brackets behind a name, a work or a happening, or in an apposed office."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...french.grammar.clauses import is_predicate
from ...model.analysis import Mention
from .nouns import is_happening

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

BRACKET = 12  # words looked back for the bracket that a date stands in


def is_bracketed(span: Span) -> bool:
    """Whether a date stands in brackets that hold no verb: « (2004, 2008 et 2010) »."""
    return _opening(span) is not None


def is_within_its_bracket(span: Span, above: Token) -> bool:
    """Whether what a date hangs on stands in the brackets of the date: « (en 2004, il a fui) »."""
    opening = _opening(span)
    closed = next((token.i for token in span.doc[span.end : span.sent.end] if token.text == ")"), span.sent.end)
    return opening is not None and is_predicate(above) and opening.i < above.i < closed


def is_alone_in_brackets(span: Span) -> bool:
    """« (1861-1865) »: it belongs to the words before the bracket, whatever the parse hangs it on."""
    doc = span.doc
    return span.start > 0 and span.end < len(doc) and doc[span.start - 1].text == "(" and doc[span.end].text == ")"


def is_of_a_person(span: Span, mentions: Sequence[Mention]) -> bool:
    """« Jeanne Roy (1817-1825) »: years of a life or a term behind a person's name date nothing but the name."""
    opening = _opening(span)
    if opening is None:
        return False
    edge = opening.idx
    place = bisect_right(mentions, edge, key=lambda row: row.start) - 1
    row = mentions[place] if place >= 0 else None
    return row is not None and row.label == "PER" and not opening.doc.text[row.end : edge].strip()


def is_of_an_office(above: Token) -> bool:
    """« X, président de 1954 à 1970, »: the date is that of what is apposed."""
    for token in (above, *above.ancestors):
        if is_predicate(token) or token.dep_.startswith(("nsubj", "obj", "obl")):
            return False
        if token.dep_ == "appos" and not is_happening(token):
            return True
    return False


def happening_before(span: Span) -> Token | None:
    """The happening that a date in brackets stands behind; None where that is a person, a work, an office."""
    opening = _opening(span)
    if opening is None or not opening.i:
        return None
    before = opening.nbor(-1)
    for noun in (before, *before.ancestors):
        if is_predicate(noun) or noun.i >= opening.i:
            return None
        if noun.pos_ == "NOUN" and is_happening(noun) and not _is_part_of_a_noun(noun):
            return noun
    return None


def _is_part_of_a_noun(noun: Token) -> bool:
    """« Sécession » of « la guerre de Sécession »: without an article it belongs to the noun before it."""
    bare = not any(child.dep_ == "det" for child in noun.children)
    return bare and noun.dep_ == "nmod" and noun.head.pos_ == "NOUN"


def _opening(span: Span) -> Token | None:
    """The bracket that opens before a date, with no verb and no closing one between."""
    for token in reversed(span.doc[max(span.sent.start, span.start - BRACKET) : span.start]):
        if token.text == "(":
            return token
        if token.text == ")" or is_predicate(token):
            return None
    return None
