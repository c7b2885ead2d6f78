"""Who « il » or « elle » is, where only one reading is left: the name goes into the label, in square brackets.

Certain means: the subject of the sentence before is one named person of the pronoun's gender (or such a pronoun
itself), and neither that sentence nor the words before the pronoun name anybody else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ... import typography
from ...analysis import Entity, Mention
from ...french.grammar.clauses import span_of
from ..reading import Reading
from .words import listed

if TYPE_CHECKING:
    from spacy.tokens import Token

BACK = 4  # sentences that pronouns may pass a name along
PRONOUNS = {"il": "Masc", "elle": "Fem", "-il": "Masc", "-elle": "Fem", "-t-il": "Masc", "-t-elle": "Fem"}


def subject_of(head: Token) -> Token | None:
    """The subject of a predicate, its own or that of the verb it is coordinated with."""
    for _ in range(BACK):
        own = next((child for child in head.children if child.dep_.startswith("nsubj")), None)
        if own is not None or head.dep_ != "conj":
            return own
        head = head.head
    return None


def is_personal(token: Token | None) -> bool:
    """« il » or « elle » for somebody or something; not the « il » of « il faut »."""
    if token is None or token.lower_ not in PRONOUNS or not token.dep_.startswith("nsubj"):
        return False
    return typography.key(token.head.lemma_) not in listed("impersonal_verbs")


def antecedent(
    reading: Reading, pronoun: Token, mentions: Sequence[Mention], names: dict[str, Entity], back: int = BACK
) -> str | None:
    """The name of the one person a pronoun can stand for, or None."""
    place = bisect_left(reading.sentences, pronoun.idx + 1, key=lambda sentence: sentence.start) - 1
    if place < 1 or not back:
        return None
    own, before = reading.sentences[place], reading.sentences[place - 1]
    if not reading.article.text[before.start : before.end].rstrip().endswith((".", "!", "?", "…", "»", '"')):
        return None  # a heading
    if _people(mentions, own.start, pronoun.idx):
        return None
    span = span_of(reading.doc, before.start, before.end)
    subject = subject_of(span.root) if span is not None else None
    if subject is None:
        return None
    people = _people(mentions, before.start, before.end)
    if is_personal(subject) and PRONOUNS[subject.lower_] == PRONOUNS[pronoun.lower_]:
        told = antecedent(reading, subject, mentions, names, back - 1)
        others = {_name(row, names) for row in people} - {told}
        return told if told and not others else None
    return _named_subject(subject, pronoun, people, names)


def _named_subject(
    subject: Token, pronoun: Token, people: list[Mention], names: dict[str, Entity]
) -> str | None:
    if len({_name(row, names) for row in people}) != 1:
        return None
    within = [row for row in people if _holds(row, subject)]
    gender = _gender(subject)
    return _name(within[0], names) if within and gender in ("", PRONOUNS[pronoun.lower_]) else None


def _holds(row: Mention, subject: Token) -> bool:
    """The name is the subject, or what the subject noun is called: « le maire Paul Morin »."""
    if row.start <= subject.idx < row.end:
        return True
    called = [child for child in subject.children if child.dep_.startswith(("appos", "flat", "nmod"))]
    led = {child.i for child in called if any(below.dep_ == "case" for below in child.children)}
    return any(row.start <= child.idx < row.end and child.i not in led and child.i - subject.i < 4 for child in called)


def _gender(subject: Token) -> str:
    """Of the noun, or of the participle that agrees with it."""
    told = subject.morph.get("Gender", [])
    passive = subject.dep_ == "nsubj:pass"
    return next(iter(subject.head.morph.get("Gender", []) if passive else told), "") or next(iter(told), "")


def _people(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    at, inside = bisect_left(mentions, start, key=lambda row: row.start), []
    while at < len(mentions) and mentions[at].start < end:
        if mentions[at].label == "PER":
            inside.append(mentions[at])
        at += 1
    return inside


def _name(row: Mention, names: dict[str, Entity]) -> str:
    return names[row.id].name if row.id in names else row.text

