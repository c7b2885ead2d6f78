"""Which kind of source a party is: named, a body, somebody a function or kinship pins down, nobody in particular."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ... import lexicons
from ...french.grammar.classes import is_determiner, words
from ...french.grammar.nominals import is_definite
from ...french.grammar.phrases import Phrase
from ...french.grammar.verbs import both_numbers, nouns, people
from ...french.tokens import Token
from ..entities.features import peoples

if TYPE_CHECKING:
    from .party import Party

# Documents that are the words of people nobody names.
HEARSAY = words("hearsay")
# Documents that are so when nobody is said to have made them.
_OWNERLESS = words("ownerless")
_POSSESSIVES = words("all_possessives")
OFFICE, BODY, OWNED = "office", "body", "owned"


def standing(tokens: Sequence[Token], phrase: Phrase, head: str, *, plural: bool, introduced: Collection[str]) -> str:
    """What pins an unnamed phrase down: `office`, `body` (authorities of a named place), `owned`, or nothing.

    `introduced`: nouns that the article brought in with « un »: « le témoin » after « un témoin » is still anybody.
    """
    owned = tokens[phrase.first].low in _POSSESSIVES or _of_somebody(tokens, phrase)
    if head == "porte-parole" and not plural and _has_complement(tokens, phrase):
        return OFFICE  # whoever it is, the body speaks
    if not is_definite(tokens, phrase) and tokens[phrase.first].low not in _POSSESSIVES:
        return OWNED if owned else ""
    if head in _close() and owned:
        return OFFICE
    if head in ("autorités", "officiels") and (owned or _is_of_the_place(tokens, phrase, head)):
        return BODY
    if plural and _are_counted(tokens, phrase) and head in nouns("institutions") | _states():
        return BODY  # « les deux pays »: those just named
    if plural:
        return BODY if owned and head in lexicons.members("voices/officials.txt") else OWNED if owned else ""
    pinned = owned or _has_complement(tokens, phrase)
    loose = head in _loose() or (head in introduced and not pinned)
    return "" if loose else OFFICE


def _are_counted(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """« les deux pays », « ces trois clubs »."""
    lows = [t.low for t in tokens[phrase.first : phrase.first + 2]]
    return len(lows) == 2 and lows[0] in ("les", "ces") and lows[1] in words("numerals")


@cache
def _states() -> frozenset[str]:
    return words("states_counted")


def are_both(tokens: Sequence[Token], phrase: Phrase, named: int) -> bool:
    """« les deux hommes » where `named` people were named right before: nobody asks who they are."""
    return named > 1 and _are_counted(tokens, phrase) and tokens[phrase.first + 1].low == "deux"


def speaks_for(tokens: Sequence[Token], phrase: Phrase, head: str) -> bool:
    """Whether a noun with the name of a body behind it is that body's word: « des représentants de Twitter »."""
    told = lexicons.members("voices/spokesmen.txt")
    inner = tokens[phrase.first + 1 : phrase.last]
    tied = any(t.low in words("of") or t.low in ("à", "au", "par") for t in inner)
    return tied and (head in told or (f"les {head}" in told and tokens[phrase.first].low == "les"))


@cache
def _close() -> frozenset[str]:
    """Who is pinned down by whose they are, singular and plural."""
    return both_numbers(people("kin")) | lexicons.members("voices/owned.txt")


@cache
def _loose() -> frozenset[str]:
    """Who is nobody in particular even with « le »."""
    return people("anybody", "crowd", "victims") | lexicons.members("voices/loose.txt")


def is_somebodys(tokens: Sequence[Token], phrase: Phrase, head: str) -> bool:
    """« sa mère », « son ancien collègue »: another than whose they are, who was spoken of last."""
    return tokens[phrase.first].low in _POSSESSIVES and head in people("kin", "company")


_PLACES = words("places_spoken_of")


def _is_of_the_place(tokens: Sequence[Token], phrase: Phrase, head: str) -> bool:
    """« les autorités », « les autorités du pays »: of the place that is spoken of."""
    said = [t.low for t in tokens[phrase.first + 1 : phrase.last] if t.word]
    return said == [head] or bool(_PLACES.intersection(said))


def _has_complement(tokens: Sequence[Token], phrase: Phrase) -> bool:
    return any(t.low in words("of") for t in tokens[phrase.first + 1 : phrase.last])


def _of_somebody(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """« du Mali », « de Mme Diallo », « maliennes »: a name or a people inside the phrase."""
    inner = [t for t in tokens[phrase.first + 1 : phrase.last] if t.word and not is_determiner(t)]
    named = any(t.capital and t.low not in words("of", "prepositions") for t in inner[1:])
    return named or any(t.key in peoples() for t in inner[1:])


def source_type(party: Party | None) -> str:
    """author, named, institutional, office, anonymous or unattributed."""
    if party is None or party.kind in ("nobody", "unresolved"):
        return "unattributed"
    if party.kind == "author":
        return "author"
    if party.kind == "person" and party.named:
        return "named"
    if party.kind == "document" and _of_nobody(party):
        return "anonymous"
    if party.kind == "institution" and not party.named and party.standing != BODY and _is_any(party):
        return "anonymous"  # « un groupe armé »
    if party.kind in ("institution", "document") or party.named or party.standing == BODY:
        return "institutional"
    somebody = party.kind == "person" or party.plural or party.role in _close()
    return "office" if party.standing == OFFICE and somebody else "anonymous"


def _is_any(party: Party) -> bool:
    """« un groupe armé », « des associations »: one of many; a court or a ministry is its state's all the same."""
    opens = party.text.split()[0].lower() if party.text else ""
    return opens in ("un", "une", "des", "plusieurs") and party.role not in lexicons.members("actors/state_bodies.txt")


def _of_nobody(party: Party) -> bool:
    if party.named:
        return False
    return party.role in HEARSAY or (party.role in _OWNERLESS and party.standing != OWNED)


def brought_in(tokens: Sequence[Token]) -> set[str]:
    """The nouns for people that a frame brings in with « un »: « un témoin », « une jeune femme »."""
    found = set()
    for i, token in enumerate(tokens):
        if token.low in ("un", "une"):
            found |= {t.low for t in tokens[i + 1 : i + 3] if t.low in nouns("persons")}
    return found
