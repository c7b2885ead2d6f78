"""Which noun a date hangs on: « le coup d'État du 18 août », « depuis l'invasion de 2001 », « la chute, le 3 mai, »."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...french.grammar.clauses import governor, is_predicate
from ...model import typography
from ...model.analysis import Time
from .cutting import is_time_head, time_phrase
from .nouns import is_happening
from .participles import in_a_source, subject_told
from .words import listed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

OPENED = (",", "(", "–", "—", "-")
NEXT = ("conj", "parataxis", "ccomp", "advcl:cleft")
SINCE_WORDS = 8  # before a date, in which « depuis » and its noun are looked for
FRONTED_WORDS = 12  # before a date, in which the participle that opens its sentence is looked for
CLOSED = (",", ".", ";", ")", "»", "…")  # what may follow a date set off by a comma


def date_governor(span: Span) -> Token:
    """What a date hangs on by the parse, set right where the marks of the sentence speak against it."""
    above = _past_its_lead(span, governor(span))
    above = next((child for child in above.children if child.dep_ == "advcl:cleft"), above)  # « c'est mardi que … »
    return in_a_source(span, _of_the_next_clause(span, _within_marks(span, above)))


def _past_its_lead(span: Span, above: Token) -> Token:
    """« au cours de la nuit », « à la fin des années 1990 »: a noun that only leads to the date is passed over."""
    led = above.i < span.start and all(token.pos_ in ("ADP", "DET") for token in span.doc[above.i + 1 : span.start])
    return above.head if led and is_time_head(above) and above.head != above else above


def _within_marks(span: Span, above: Token) -> Token:
    """« …, où des rebelles ont pris le nord en 2012 »: a clause behind a comma holds what no comma parts from it."""
    first = time_phrase(span).start
    if first < above.i:
        return _fronted_participle(span, first) or above
    if first == above.i + 1 or span.doc[first - 1].pos_ == "PUNCT":
        return above
    for token in (span.doc[first - 1], *span.doc[first - 1].ancestors):
        if token == above or not above.is_ancestor(token):
            return above
        if token.dep_ in ("acl:relcl", "acl") and is_predicate(token) and token.right_edge.i < first:
            edge = token.left_edge
            opened = edge.text in OPENED or (edge.i > 0 and edge.nbor(-1).text in OPENED)
            return token if opened and token.i > above.i else above
    return above


def _fronted_participle(span: Span, first: int) -> Token | None:
    """« Introduit pour la première fois en 1997, l'impôt… »: the participle that opens the sentence."""
    doc = span.doc
    for place in range(first - 1, max(span.sent.start, first - FRONTED_WORDS) - 1, -1):
        token = doc[place]
        if token.pos_ in ("PUNCT", "CCONJ"):
            return None
        if token.i - span.sent.start <= 1 and subject_told(token) is not None:
            return token
    return None


def _of_the_next_clause(span: Span, above: Token) -> Token:
    """« elle s'est battue et en 2021, la loi est entrée en vigueur »: a date led by « et » and closed by a comma."""
    phrase, doc = time_phrase(span), span.doc
    if span.start <= above.i < span.end:  # « il y a un demi-siècle, la mine a fermé », read as two clauses
        behind = (child for child in above.rights if child.dep_ in NEXT and child.i >= span.end)
        return next((child for child in behind if is_predicate(child)), above)
    if not phrase.start or phrase.stop >= len(doc):
        return above
    if doc[phrase.start - 1].pos_ != "CCONJ" or doc[phrase.stop].text != "," or above.i > phrase.start:
        return above
    following = (child for child in above.rights if child.dep_ in ("conj", "parataxis") and is_predicate(child))
    return next((child for child in following if 0 <= child.left_edge.i - phrase.stop <= 1), above)


def dated_noun(span: Span, row: Time, above: Token, head: Token, inside: Sequence[Time]) -> Token | None:
    """The noun that a date is of; None when it is that of a verb. `inside`: the times of its sentence."""
    return (
        _noun_of_a_date(span, above)
        or _noun_before(span, row)
        or _noun_apposed(span, _has_another(row, inside))
        or _noun_inside(span, above, head)
    )


def _noun_of_a_date(span: Span, above: Token) -> Token | None:
    """The noun a date hangs on (« le coup d'État du 18 août »); None when a verb is dated."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    if before == "du" and span.start > 1 and span.doc[span.start - 2].lower_ in ("celui", "celle", "ceux", "celles"):
        return span.doc[span.start - 2]
    if is_predicate(above) or above.i in range(span.start, span.end) or above.pos_ not in ("NOUN", "PROPN"):
        return None
    if above.pos_ == "NOUN" and any(child.dep_ == "acl:relcl" for child in span.root.children) and is_happening(above):
        return above  # « l'attaque de la gare, fin juin, qui a fait dix morts, »
    if before not in ("du", "de", "d'", "d’", "des"):
        return None
    noun = above
    while (
        noun.dep_ in ("nmod", "fixed", "flat", "flat:name", "compound")
        and noun.head.pos_ == "NOUN"
        and not is_happening(noun)
        and not any(child.dep_ == "det" for child in noun.children)
    ):
        noun = noun.head
    return noun


def _noun_before(span: Span, row: Time) -> Token | None:
    """The noun right before « de » and the date, where the parse hangs the date elsewhere; a range is the verb's."""
    doc, place = span.doc, span.start - 1
    while place >= 0 and doc[place].lower_ in ("le", "la", "l'", "l’"):
        place -= 1
    if place < 1 or doc[place].lower_ not in ("du", "de", "d'", "d’", "des") or "/" in (row.edtf or ""):
        return None
    noun = next(
        (doc[back] for back in range(place - 1, max(place - 3, -1), -1) if doc[back].pos_ not in ("ADJ", "PROPN")), None
    )
    return noun if noun is not None and noun.pos_ == "NOUN" and not is_time_head(noun) else None


def _has_another(row: Time, inside: Sequence[Time]) -> bool:
    """Whether the sentence tells another date after this one."""
    return any(row.end < other.start and other.type == "DATE" and other.edtf for other in inside)


def _noun_apposed(span: Span, another: bool) -> Token | None:
    """« depuis la chute de la ville, le 3 mai, »: a date between commas right after the happening it dates.

    A subject is dated so only where the verb has `another` date: « la fermeture, le 3 mai, a pris effet le 8 ».
    """
    doc, place = span.doc, span.start - 1
    while place > 0 and doc[place].pos_ == "DET":
        place -= 1
    if place < 1 or doc[place].text != "," or span.end >= len(doc) or doc[span.end].text not in CLOSED:
        return None
    for noun in (doc[place - 1], *doc[place - 1].ancestors):
        if is_predicate(noun) or noun.i >= place:
            return None
        if noun.pos_ == "NOUN" and _is_led(noun):
            return noun
        if noun.pos_ == "NOUN" and another and noun.dep_.startswith("nsubj") and is_happening(noun, to_the_day=True):
            return noun
    return None


def _noun_inside(span: Span, above: Token, head: Token) -> Token | None:
    """« depuis l'invasion du pays en 2001 », « l'annonce du plan en mai a surpris »: a date within a happening's words.

    The verb has no part in it where the noun stands before its verb, is led by « depuis », « après » or lies deeper
    than the verb's complements. Right behind a verb (« il a annoncé la fermeture en mai ») both readings are possible,
    and the verb's clause keeps the date.
    """
    if above.pos_ != "NOUN" or above.i > span.start or span.root.head != above:
        return None
    top = _top_noun(above)
    led = _is_led(above) or _is_led(top)
    noun = above if is_happening(above, to_the_day=_is_led(above)) else _happening_beside(span, above)
    if noun is None or any(token.text == "," for token in span.doc[above.i : span.start]):
        return None
    before_its_verb = top.dep_.startswith("nsubj") and top.head.i > span.start
    return noun if before_its_verb or led or _is_led(noun) or _is_deep(top, head) else None


def _is_led(noun: Token) -> bool:
    """« depuis la reconnaissance », « après le vote »."""
    cases = (child for child in noun.children if child.dep_ == "case")
    return any(typography.key(child.text) in listed("happening_leads") for child in cases)


def _happening_beside(span: Span, above: Token) -> Token | None:
    """« en proie à des attaques de drones depuis 2015 »: the happening nearest before a date, below the noun it has."""
    inside = [token for token in span.doc[above.i : span.start] if token.pos_ == "NOUN" and above.is_ancestor(token)]
    return next((token for token in reversed(inside) if is_happening(token)), None)


def _is_deep(top: Token, head: Token) -> bool:
    """Whether a noun phrase is no complement of the clause's own verb or of what is coordinated with that."""
    own = top.head == head or (top.dep_ == "conj" and top.head.head == head)
    return not own and top.head != top and top.dep_ not in ("ROOT", "appos", "parataxis")


def _top_noun(noun: Token) -> Token:
    """The noun that the whole phrase hangs by: « les suites » of « les suites de l'invasion »."""
    while noun.dep_ == "nmod" and noun.head.pos_ == "NOUN" and noun.head.i < noun.i:
        noun = noun.head
    return noun


def is_of_a_thing(span: Span, above: Token, head: Token) -> bool:
    """« accusé d'avoir acheté des voix pour la Coupe de football en 2022 »: the date says which thing is meant.

    So where the parse hangs it on a noun that is no happening, deeper than the verb's own complements.
    """
    if above.pos_ != "NOUN" or above.i > span.start or span.root.head != above or span.root.dep_ != "nmod":
        return False
    if is_predicate(above) or is_happening(above):
        return False
    return _is_deep(_top_noun(above), head)


def is_of_a_period(above: Token) -> bool:
    """« pour la saison 2018-2019 »: a noun that says nothing but how long the years behind it are."""
    return typography.key(above.text) in listed("periods")


def since_noun(span: Span) -> Token | None:
    """The predicate of « depuis la rentrée de janvier », « depuis son lancement en 2014 »: it lasts since that date.

    Only where « depuis » leads a noun phrase that ends in the date and hangs on a verb.
    """
    doc = span.doc
    for place in range(span.start - 1, max(span.start - 1 - SINCE_WORDS, span.sent.start - 1), -1):
        token = doc[place]
        if token.pos_ == "PUNCT" or is_predicate(token):
            return None
        if token.lower_ == "depuis":
            noun = token.head
            led = noun.pos_ == "NOUN" and place < noun.i < span.start and not is_predicate(noun)
            return noun.head if led and noun.head.pos_ == "VERB" and noun.head != noun else None
    return None
