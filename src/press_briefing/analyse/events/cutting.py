"""Cutting the date out of the clause it dates, only where what is left still reads as French.

A date goes with its preposition and commas at an edge of the clause, between commas, or where it merely hangs on the
verb; anywhere else it stays: a label with its date in reads better than one with a hole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...french.grammar.clauses import is_predicate
from ...model import typography
from .words import listed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

OPENING = ("«", "“", "(", "[", ":", ";", "–", "—", '"')
CLOSING = ("»", "”", ")", "]", ":", ";", ".", "!", "?", "…", '"')
PARTICIPLE = re.compile(r"(?:é|i|u|ert|it|is|us)e?s?$")
OF = ("de", "du", "des", "d'", "d’")
LINK_WORDS = 4  # between two tellings of one date: « il y a dix semaines jour pour jour, le 3 septembre »
ASIDE_WORDS = 9  # of a second fronted phrase that repeats the date: « soit près de onze semaines avant le discours »


def time_phrase(span: Span) -> range:
    """Token places of a date with what only leads to it (« à partir de ») and what only shades it (« environ »)."""
    doc, first, last = span.doc, span.start, span.end
    edge = span.sent.start
    while first > edge and _leads(doc[first - 1]):
        first -= 1
    if first - edge > 1 and doc[first - 1].lower_ in ("tôt", "tard") and doc[first - 2].lower_ == "plus":
        first -= 2  # « plus tôt en 2022 »
    while last < span.sent.end and _shades(doc[last]):
        last += 1
    return range(first, last)


def _leads(token: Token) -> bool:
    joins = token.pos_ in ("ADP", "DET", "SPACE") and not token.lower_.startswith("qu")
    if token.lower_ == "tout" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "au":
        return True  # « tout au long de l'année »
    return joins or typography.key(token.text) in listed("date_leads") or is_time_head(token)


def is_time_head(token: Token) -> bool:
    """« cours » of « au cours de la nuit », « début » of « au début des années 1970 »: it only leads to a date."""
    last = token.i + 1 >= len(token.doc)
    return not last and typography.key(token.text) in listed("time_heads") and token.nbor(1).lower_ in OF


def _shades(token: Token) -> bool:
    return typography.key(token.text) in listed("date_shades")


def without_date(tokens: list[Token], head: Token, own: list[Span]) -> list[Token]:
    """The clause's tokens less its own date, where it can go; `own` are the ways the sentence tells this one date.

    One that has to stay keeps the others, which frame it: « en mai 2025, il n'a été élu que le 7 ».
    """
    if tokens and tokens[0].pos_ == "CCONJ" and tokens[0].lower_ != "ni":
        tokens = tokens[1:]
    whole, phrases = tokens, _phrases(own)
    for phrase in phrases:
        place = next((place for place, token in enumerate(tokens) if token.i in phrase), None)
        inside = [token for token in tokens if token.i in phrase]
        together = bool(inside) and tokens[place or 0 : (place or 0) + len(inside)] == inside
        if place is not None and together and not _is_needed(inside, head, phrase):
            tokens = _cut_at(tokens, place, place + len(inside), head)
    left = sum(any(token.i in phrase for token in tokens) for phrase in phrases)
    return whole if left else tokens


def _phrases(own: list[Span]) -> list[range]:
    """The phrases of the spans; what has only a few words between is one."""
    joined: list[range] = []
    for phrase in map(time_phrase, own):
        if joined and _close(own[0].doc[joined[-1].stop : phrase.start]):
            joined[-1] = range(joined[-1].start, phrase.stop)
        else:
            joined.append(phrase)
    return joined


def _close(between: Span) -> bool:
    return len(between) <= LINK_WORDS and not any(token.pos_ in ("VERB", "AUX", "PROPN") for token in between)


def _is_needed(inside: list[Token], head: Token, phrase: range) -> bool:
    """Whether the clause says nothing without its date: it is the subject, the predicate, or has more hanging on it."""
    roots = [token for token in inside if token.head.i not in phrase]
    following = head.doc[phrase.stop] if phrase.stop < len(head.doc) else None
    after = following.text if following is not None else "."
    if following is not None and following.pos_ == "DET" and inside[-1].lower_ in ("suivant", "précédant"):
        return True  # « le week-end suivant sa mort »
    if following is not None and inside[-1].lower_ in ("lendemain", "veille") and following.lower_ in OF:
        return True  # « au lendemain de l'attentat »
    if after != "," and (head.i in phrase or any(token.dep_.startswith(("nsubj", "cop")) for token in roots)):
        return True
    if any(token.dep_ == "obj" and typography.key(token.head.lemma_) == "avoir" for token in roots):
        return True  # « des régions où il y a l'hiver »
    if any(token.head != head and token.head.dep_ == "acl" and token.head.i not in phrase for token in roots):
        return True
    return any(
        child.i not in phrase and child.pos_ not in ("PUNCT", "SPACE", "ADV") and child.i < token.sent.end
        for token in inside
        for child in token.rights
        if child.dep_ in ("conj", "acl:relcl", "acl")
    )


def _cut_at(tokens: list[Token], first: int, last: int, head: Token) -> list[Token]:
    left = tokens[first - 1] if first else None
    right = tokens[last] if last < len(tokens) else None
    if left is not None and typography.key(left.text) in listed("date_needed_after"):
        return tokens
    if left is not None and left != head and left.dep_ in ("amod", "acl") and PARTICIPLE.search(left.lower_):
        return tokens  # « met fin à un mandat ouvert le 3 mai 2013 »: the date may be the participle's
    if left is None or left.text in OPENING:
        return tokens[:first] + _opened(tokens[last:])
    if right is None or right.text in CLOSING:
        return (tokens[: first - 1] if left.text == "," else tokens[:first]) + tokens[last:]
    if left.text == right.text == ",":
        comma = is_comma_needed(tokens[: first - 1], tokens[last + 1 :], head)
        return tokens[: first - 1 + comma] + tokens[last + 1 :]
    if left.text != "," and (right.text == "," or _hangs_on_a_verb(tokens[first:last])):
        return tokens[:first] + tokens[last:]
    return tokens


def is_comma_needed(before: list[Token], after: list[Token], head: Token) -> bool:
    """Whether one of the two commas around what is cut has to stay.

    After a fronted phrase; where it closes an aside opened after the subject; before what is no complement of the verb.
    """
    top = next((above for token in after[:1] for above in (token, *token.ancestors) if above.head == head), None)
    if head in before:
        return top is None or not top.dep_.startswith(("obl", "xcomp", "ccomp", "iobj"))
    if top is None or (top != head and top.dep_.startswith(("obl", "advcl", "appos", "parataxis", "nmod"))):
        return True
    subject = next((token.i for token in before if token.head == head and token.dep_.startswith("nsubj")), None)
    return subject is None or sum(token.text == "," and token.i > subject for token in before) % 2 == 1


def _hangs_on_a_verb(inside: list[Token]) -> bool:
    """« a annoncé mardi la fermeture »: an adverbial of the verb, led by nothing but an article, « en », « à »."""
    places = {token.i for token in inside}
    worded = [token for token in inside if token.pos_ != "SPACE"]
    governors = [token.head for token in worded if token.head.i not in places]
    led = typography.key(worded[0].text) in listed("date_needed_with")
    return not led and len(governors) == 1 and is_predicate(governors[0])


def _opened(tokens: list[Token]) -> list[Token]:
    """What follows a fronted date, less its comma and a second phrase that tells the date again."""
    if not tokens or tokens[0].text != ",":
        return tokens
    tokens = tokens[1:]
    comma = next((place for place, token in enumerate(tokens[: ASIDE_WORDS + 1]) if token.text == ","), None)
    if comma and _tells_again(tokens[:comma]):
        return tokens[comma + 1 :]
    return tokens


def _tells_again(segment: list[Token]) -> bool:
    """« soit onze semaines avant le discours », « deux mois après sa mutinerie », « dans la même enceinte »."""
    if any(token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm", []) for token in segment):
        return False
    words = [typography.key(token.text) for token in segment]
    counted = bool(set(words) & {"apres", "avant"}) and (segment[0].pos_ == "NUM" or segment[0].like_num)
    anaphoric = segment[0].pos_ == "ADP" and bool({"meme", "memes"} & set(words))
    return words[0] == "soit" or counted or anaphoric or bool({"plus", "tard"} <= set(words))
