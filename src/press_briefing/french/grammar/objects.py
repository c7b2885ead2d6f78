"""The objects of a verb: whom it is done to, what « de », « à » say after it, what a participle is said of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..tokens import Token
from .after import phrase_after
from .before import antecedent
from .classes import is_adverb, is_determiner, is_finite, words
from .phrases import Phrase, can_speak
from .verbs import reporting

TO = ("à", "au", "aux")
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


def to_whom(tokens: Sequence[Token], i: int) -> Phrase | None:
    """The « à Y » that follows token `i` closely."""
    for j in range(i, min(len(tokens) - 1, i + 5)):
        if tokens[j].low in TO:
            begin = j if tokens[j].low in ("au", "aux") else j + 1
            found = phrase_after(tokens, j + 1) if begin > j else None
            if found is None or found.first != j + 1:
                found = _bare(tokens, j + 1)
            return found
        if not tokens[j].word:
            return None
    return None


def _bare(tokens: Sequence[Token], i: int) -> Phrase | None:
    """The words after « aux », up to « par », a comma or a clause."""
    last = i
    while (
        last < len(tokens)
        and tokens[last].word
        and tokens[last].low not in words("stops", "prepositions") | {"et"}
        and not is_finite(tokens[last])
    ):
        last += 1
    return Phrase(i, last) if last > i else None


def stop_of(tokens: Sequence[Token], i: int) -> int:
    """The next mark of punctuation at `i` or after it."""
    while i < len(tokens) and (tokens[i].word or tokens[i].quote >= 0):
        i += 1
    return i


def said_of(tokens: Sequence[Token], begin: int, *, speaks: bool = True) -> Phrase | None:
    """The noun a reduced participle is said of: what stands right before it, past one comma."""
    if not begin:
        return None
    found = antecedent(tokens, begin - 1)
    if (
        found
        and tokens[begin].low.endswith("s")
        and tokens[found.first].low in ("le", "la", "l'", "un", "une", "son", "sa")
    ):
        found = _plural_before(tokens, found, begin) or found
    return found if found and (not speaks or can_speak(tokens, found)) else None


def _plural_before(tokens: Sequence[Token], phrase: Phrase, begin: int) -> Phrase | None:
    """« les responsables de l'agence accusés de »: the plural the participle agrees with, left of a singular."""
    for first in range(phrase.first - 1, max(-1, begin - 20), -1):
        if not tokens[first].word or is_finite(tokens[first]):
            return None
        if tokens[first].low in ("les", "des", "ces", "plusieurs", "certains", "deux", "trois"):
            return Phrase(first, phrase.last)
    return None
