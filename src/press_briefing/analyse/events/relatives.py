"""A relative clause or a participle told as a clause of its own: of the noun before it, without the pronoun between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import typography

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR = 14  # words looked back for the noun: a longer phrase is told by its end
POINTERS = ("ce", "celui", "celle", "ceux", "celles", "c'")


def with_antecedent(tokens: list[Token], head: Token) -> list[Token]:
    """The clause's tokens behind the noun that they tell of.

    « l'homme qui a fui » is told as « l'homme a fui »; of « la loi que la Chambre a votée » nothing can go.
    """
    if head.dep_ not in ("acl:relcl", "acl") or not tokens or any(child.dep_ == "mark" for child in head.children):
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
    while near and near[0].pos_ == "ADP":
        near = near[1:]
    if noun not in near:
        return tokens
    return _closed_up(near) + tokens[1:] if _is_subject_pronoun(tokens[0], head, noun) else near + comma + tokens


def _counted_together(head: Token) -> Token:
    """The noun; of two that are counted together by a plural verb (« Anne et Paul, qui ont fui ») the first."""
    noun = head.head
    finite = [token for token in (head, *head.children) if "Fin" in token.morph.get("VerbForm", [])]
    plural = any("Plur" in token.morph.get("Number", []) for token in finite)
    single = "Plur" not in noun.morph.get("Number", [])
    return noun.head if plural and single and noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN") else noun


def _is_subject_pronoun(token: Token, head: Token, noun: Token) -> bool:
    """« qui » or « lequel » as the subject of the clause; « ce qui » and « ceux qui » say nobody without it."""
    who = typography.key(token.text)
    own = token.dep_.startswith("nsubj") and token.head == head and (who == "qui" or who.startswith("lequel"))
    return own and typography.key(noun.text) not in POINTERS


def _closed_up(tokens: list[Token]) -> list[Token]:
    """Without the comma that opened the relative clause."""
    while tokens and tokens[-1].pos_ in ("PUNCT", "CCONJ"):
        tokens = tokens[:-1]
    return tokens


def _below(token: Token, head: Token) -> bool:
    return token == head or head.is_ancestor(token)
