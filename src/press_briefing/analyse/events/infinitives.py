"""« avant d'en être chassé le 30 septembre », « après avoir été exclue »: an act with a date of its own beside its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import typography
from .cutting import without_date
from .joining import cut, joined
from .named import subject_of
from .participles import agree, name_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

LEADS = ("avant", "apres")


def is_led_infinitive(token: Token) -> bool:
    """Whether a word is the verb of « avant de … » or « après … », or the « avant » that the parse hangs it on."""
    if typography.key(token.text) in LEADS and token.pos_ == "ADV":
        return any(child.dep_ in ("xcomp", "ccomp") and _is_infinitive(child) for child in token.children)
    if not _is_infinitive(token):
        return False
    led = token.dep_ in ("xcomp", "ccomp") and typography.key(token.head.text) in LEADS
    return led or (token.dep_ == "advcl" and _first_word(token) in LEADS)


def is_set_off(token: Token) -> bool:
    """Whether a comma stands before a phrase or opens it."""
    edge = token.left_edge
    return edge.text == "," or (edge.i > token.sent.start and edge.nbor(-1).text == ",")


def undergone(above: Token | None, head: Token | None) -> bool:
    """Whether a date is that of such an infinitive, and what it tells is undergone by the subject of its clause."""
    if above is None or head is None or above == head or not is_led_infinitive(above):
        return False
    helped = any(child.dep_ == "aux:pass" for child in above.children)
    denied = any(child.lower_ in ("ne", "n'", "n’") for child in above.children)
    subject = subject_of(head)
    return helped and not denied and subject is not None and agree(above, subject)


def told_of_the_subject(above: Token, subject: Token, who: str, own: list[Span]) -> str:
    """« [Paul Morin] chassé par Jean Roy »: the words from the participle on, behind whom they tell of."""
    who = who if subject.pos_ == "PRON" else name_of(subject)
    told = joined(without_date([token for token in above.subtree if token.i >= above.i], above, own))
    return cut(f"[{who}] {told}") if who and told else ""


def _is_infinitive(verb: Token) -> bool:
    return any(
        "Inf" in token.morph.get("VerbForm", [])
        for token in (verb, *verb.children)
        if token == verb or token.dep_.startswith("aux")
    )


def _first_word(verb: Token) -> str:
    """The first word of a clause, behind its comma."""
    edge = verb.left_edge
    return typography.key((edge.nbor(1) if edge.pos_ == "PUNCT" else edge).text)
