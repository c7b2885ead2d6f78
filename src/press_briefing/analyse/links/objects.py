"""The parts of « accuse Y de Z », « reproche à Y Z », « attribue Z à Y »: who, and of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ... import lexicons
from ...french.grammar.after import phrase_after
from ...french.grammar.classes import is_adverb, is_determiner, is_finite, words
from ...french.grammar.phrases import Phrase
from ...french.grammar.verbs import plural, reporting
from ...french.tokens import Token

_COMPOUND_HEADS = frozenset(
    (
        "chef",
        "chefs",
        "cheffe",
        "secrétaire",
        "homme",
        "femme",
        "hommes",
        "garde",
        "agent",
        "agents",
        "groupe",
        "groupes",
        "mouvement",
        "homme",
        "corps",
        "maison",
        "agence",
        "parti",
        "ministre",
        "premier",
        "état",
        "coup",
        "directeur",
        "membre",
        "membres",
        "comité",
        "conseil",
        "cour",
        "société",
        "compagnie",
        "force",
        "forces",
        "bande",
        "responsables",
        "leaders",
        "partis",
        "organisations",
        "poignée",
        "ensemble",
    )
)


@dataclass(frozen=True)
class Parts:
    """About whom (a phrase) and of what (tokens from `first` to `last`)."""

    about: Phrase
    first: int
    last: int


@cache
def deeds() -> dict[str, str]:
    """Head nouns of deeds, singular and plural: bad, good or praised."""
    table = {}
    for noun, side in lexicons.rows("voices/deeds.tsv"):
        table[noun] = table[plural(noun)] = side
    return table


def is_infinitive(tokens: Sequence[Token], i: int) -> bool:
    """Whether an infinitive stands at `i`, past its clitics and negation."""
    while i < len(tokens) and (
        (tokens[i].low in words("clitics") and tokens[i].low not in ("la", "le", "l'", "les"))
        or tokens[i].low in ("ne", "n'", "pas", "l'")
        or is_adverb(tokens[i])
    ):
        i += 1
    if (
        i < len(tokens)
        and tokens[i].low in ("le", "la", "les")
        and i + 1 < len(tokens)
        and tokens[i + 1].low.endswith(("er", "ir", "re"))
    ):
        i += 1
    if i >= len(tokens) or tokens[i].capital or tokens[i].quote >= 0:
        return False
    return (
        tokens[i].low.endswith(("er", "ir", "oir", "re"))
        and len(tokens[i].low) > 3
        and tokens[i].pos in ("", "VERB", "AUX")
    )


def with_de(tokens: Sequence[Token], i: int, *, link: Sequence[str] = ("de", "d'")) -> Parts | None:
    """« le gouvernement de Bamako de soutenir … » after « accuse »: the person, then what « de » says."""
    phrase = phrase_after(tokens, i)
    if phrase is None or (tokens[phrase.first].low in ("de", "d'") and is_infinitive(tokens, phrase.first + 1)):
        return None
    reach = _clause_end(tokens, phrase.first)
    for j in range(phrase.first + 1, reach):
        if tokens[j].low in link and j + 1 < reach and (tokens[j].low not in ("de", "d'") or opens_what(tokens, j)):
            return Parts(
                Phrase(phrase.first, min(j, max(phrase.last, j)) if j < phrase.last else phrase.last), j + 1, reach
            )
    return None


def opens_what(tokens: Sequence[Token], j: int) -> bool:
    """Whether the « de » at `j` says of what (« de soutenir », « de corruption »), not whose (« de la République »)."""
    if tokens[j].low not in ("de", "d'"):
        return False
    if is_infinitive(tokens, j + 1) or tokens[j + 1].quote >= 0:
        return True
    following = tokens[j + 1]
    bare = following.word and not following.capital and not is_determiner(following)
    return bare and tokens[j - 1].low not in _COMPOUND_HEADS and following.low not in ("ce", "cet", "cette")


def what_after(
    tokens: Sequence[Token], i: int, link: Sequence[str] = ("de", "d'", "du", "des", "pour", "dans")
) -> tuple[int, int] | None:
    """What the words after « de », « pour » say, starting at the link word at `i`."""
    if i >= len(tokens) or tokens[i].low not in link:
        return None
    reach = _clause_end(tokens, i)
    return (i + 1, reach) if i + 1 < reach else None


def _clause_end(tokens: Sequence[Token], i: int) -> int:
    """Where the clause ends: at strong punctuation, or at a comma or word that opens another clause."""
    j = i
    inside = False  # a relative or a « que » has opened: a finite verb there is its own
    while j < len(tokens):
        token = tokens[j]
        inside = inside or token.low in ("qui", "que", "qu'", "dont", "où")
        after = tokens[j + 1] if j + 1 < len(tokens) else None
        if (
            not inside
            and j > i
            and after is not None
            and token.low in ("et", "ne", "n'", "se", "s'")
            and is_finite(after)
        ):
            break
        if token.low == "et" and _tells(tokens, j + 1):
            break
        if token.text in (".", ";", ":", "!", "?", "(", ")", "…", "..."):
            break
        if token.text == "," and j + 1 < len(tokens) and _new_clause(tokens, j + 1):
            break
        j += 1
    return j


def _tells(tokens: Sequence[Token], i: int) -> bool:
    """« et a déclaré »: the sentence goes on with its own subject, even past a relative."""
    return (
        i + 1 < len(tokens) and tokens[i].low in ("a", "ont", "avait", "avaient") and tokens[i + 1].low in reporting()
    )


def _new_clause(tokens: Sequence[Token], i: int) -> bool:
    low = tokens[i].low
    if low in words("stops") | {
        "selon",
        "alors",
        "mais",
        "tandis",
        "après",
        "ce",
        "affirmant",
        "a",
        "ont",
    } or low.endswith("ant"):
        return True
    return is_finite(tokens[i]) or tokens[i].low in words("clitics") & {"se", "s'", "ne", "n'"}


def head_of(tokens: Sequence[Token], first: int, last: int) -> str:
    """The head of « la mort de … » when it is a deed we know, else nothing."""
    for token in tokens[first : min(last, first + 6)]:
        if token.low in deeds():
            return token.low
        if token.low in words("of", "prepositions") and token is not tokens[first]:
            break
    return ""
