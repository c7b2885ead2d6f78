"""A relative clause or a participle told as a clause of its own: of the noun before it, without the pronoun between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...french.grammar.classes import words
from ...model import typography
from .cutting import OF

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR = 14  # words looked back for the noun: a longer phrase is told by its end
CLIMBED = 3  # words above a noun that a relative clause can mean instead
POINTERS = words("pointers")


def with_antecedent(tokens: list[Token], head: Token) -> list[Token]:
    """The clause's tokens behind the noun that they tell of.

    « l'homme qui a fui » is told as « l'homme a fui »; of « la loi que la Chambre a votée » nothing can go.
    """
    if head.dep_ not in ("acl:relcl", "acl") or not tokens:
        return tokens
    if head.dep_ == "acl" and any(child.dep_ == "mark" for child in head.children):
        return tokens
    noun = _counted_together(head)
    opened = next((place for place, token in enumerate(tokens) if token.pos_ not in ("PUNCT", "SPACE")), 0)
    comma, tokens = tokens[:opened], tokens[opened:]
    before = [
        token
        for token in noun.subtree
        if token.i < tokens[0].i
        and token.i >= noun.left_edge.i
        and not (token.dep_ in ("case", "punct") and token.head == noun)
        and not _below(token, head)
    ]
    near = [token for token in before if tokens[0].i - token.i < NEAR]
    near = _without_circumstances(near, noun)
    if noun not in near:
        return tokens
    if _is_subject_pronoun(tokens[0], head, noun) and not (comma and _is_nested(noun)):
        inner = [token for token in comma if token.text == ","] if any(token.text == "," for token in near) else []
        return _closed_up(near) + inner[-1:] + tokens[1:]  # « Jean Petit, 37 ans, a sauvé »
    return _around(near, noun) + comma + tokens if comma and _is_nested(noun) else near + comma + tokens


def _without_circumstances(near: list[Token], noun: Token) -> list[Token]:
    """The noun phrase without what leads to it: « y compris ceux qui », « par exemple, le nombre de »."""
    while near and (near[0].pos_ == "ADP" or near[0].lower_ in ("y", "compris")):
        led = near[0].head
        apart = led != noun and near[0].dep_ == "case" and led in near and not led.is_ancestor(noun)
        near = [token for token in near if token.i > led.right_edge.i] if apart else near[1:]
        near = near[1:] if near and near[0].text == "," else near
    return near


def is_behind_a_phrase(head: Token) -> bool:
    """« un accord avec le Gabon voisin, frappé par la crise »: behind a comma a participle may tell of either noun."""
    edge = head.left_edge
    comma = edge.text == "," or (edge.i > 0 and edge.nbor(-1).text == ",")
    return head.dep_ == "acl" and comma and _is_nested(head.head)


def _is_nested(noun: Token) -> bool:
    """« l'annexion de l'île par l'État, qui a eu lieu »: behind a comma any noun of the phrase can be meant."""
    return noun.dep_ in ("nmod", "obl:agent", "appos", "obl:arg") and noun.head.pos_ in ("NOUN", "PROPN")


def _around(near: list[Token], noun: Token) -> list[Token]:
    """The whole phrase that a noun stands in, without its preposition."""
    top = noun
    while _is_nested(top):
        top = top.head
    inside = (token for token in top.subtree if token.i <= near[-1].i)
    before = [token for token in inside if not (token.dep_ == "case" and token.head == top)]
    return before if top in before else near


def place_told(head: Token) -> tuple[Token, list[Token]] | None:
    """« où » of a relative clause and the phrase it stands for, which is told in square brackets behind the clause.

    With its preposition: « il y travaille [dans une usine] ». A phrase without one (« il aime la ville où … ») is
    nowhere that could be put there: then there is none.
    """
    where = next((child for child in head.children if typography.key(child.text) == "ou" and child.i < head.i), None)
    noun = head.head
    if head.dep_ != "acl:relcl" or where is None or where.pos_ == "CCONJ" or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    inside = (token for token in noun.subtree if token.i < where.i)
    led = any(child.dep_ == "case" and child.lower_ not in OF for child in noun.children)
    return (where, _closed_up([token for token in inside if not _below(token, head)])) if led else None


def _counted_together(head: Token) -> Token:
    """The noun; of two that are counted together by a plural verb (« Anne et Paul, qui ont fui ») the first; above a
    plural that a singular verb cannot mean (« l'usine fondée par les États-Unis qui a fermé ») the one that it can."""
    noun = head.head
    finite = [token for token in (head, *head.children) if "Fin" in token.morph.get("VerbForm", [])]
    plural = any("Plur" in token.morph.get("Number", []) for token in finite)
    single = "Plur" not in noun.morph.get("Number", [])
    asked = next((child for child in head.children if child.dep_.startswith("nsubj")), None)
    if asked is not None and typography.key(asked.text) == "qui" and finite and not plural and not single:
        return _above(noun)
    return noun.head if plural and single and noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN") else noun


def _above(noun: Token) -> Token:
    """The nearest noun above a plural that is none; the noun itself where there is none."""
    above = noun
    for _ in range(CLIMBED):
        above = above.head
        if above.pos_ in ("NOUN", "PROPN") and "Plur" not in above.morph.get("Number", []):
            return above
    return noun


def _is_subject_pronoun(token: Token, head: Token, noun: Token) -> bool:
    """« qui » or « lequel » as the subject of the clause; « ce qui » and « ceux qui » say nobody without it."""
    who = typography.key(token.text)
    own = token.dep_.startswith("nsubj") and token.head == head and (who == "qui" or who.startswith("lequel"))
    return own and typography.key(noun.text) not in POINTERS


def _closed_up(tokens: list[Token]) -> list[Token]:
    """Without the comma that opened the relative clause."""
    while tokens and (tokens[-1].text in (",", "-", "–", "—", "(") or tokens[-1].pos_ == "CCONJ"):
        tokens = tokens[:-1]
    return tokens


def _below(token: Token, head: Token) -> bool:
    return token == head or head.is_ancestor(token)
