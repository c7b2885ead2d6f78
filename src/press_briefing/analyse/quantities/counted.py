"""The noun a number counts, by the parse, and the words that say what it is: the noun with its complements."""

from __future__ import annotations

from functools import cache

from ... import lexicons
from ...french.grammar.classes import is_finite, words
from ...french.grammar.verbs import both_numbers, nouns
from .fates import named_fates
from .numbers import Number
from .scan import Scan
from .units import measured, peoples

REACH = 4  # adjectives between a number and its noun
WHAT_LENGTH = 12  # words of « what »: a noun with its complements, not a clause
STEPS = 6  # from a word of a noun phrase up to its noun
_INSIDE = frozenset(
    (
        "amod",
        "nmod",
        "flat:name",
        "flat:foreign",
        "flat",
        "fixed",
        "det",
        "case",
        "nummod",
        "compound",
        "acl",
        "advmod",
        "appos",
        "obl:arg",
        "obl:mod",
        "obl:agent",
        "mark",
    )
)
_COUNTING = ("NOUN", "PROPN", "X")


@cache
def people() -> frozenset[str]:
    """Nouns that count people, singular and plural."""
    kept = nouns("persons") | nouns("groups") | both_numbers(lexicons.members("quantities/people.txt"))
    return kept - lexicons.members("quantities/no_people.txt")


def counted_after(scan: Scan, number: Number) -> int:
    """The rank of the noun a number counts, -1 when none follows it."""
    i = _behind(scan, number)
    for at in range(i, min(i + REACH, len(scan.tokens))):
        if _is_noun(scan, number, at):
            return at if _counts(scan, number, at) else -1
        if not _leads(scan, at):
            return -1
    return -1


def _behind(scan: Scan, number: Number) -> int:
    """The first word past the number and its « de »; « la moitié de la ville » has an article too."""
    i = number.last
    if not (number.noun or number.share) or scan.low(i) not in ("de", "d'", "des", "du"):
        return i
    i += 1
    return i + (number.share and scan.low(i) in words("owned_or_known"))


def _leads(scan: Scan, i: int) -> bool:
    """Whether a word may stand between the number and its noun: « trois grands barrages », « deux « camps » »."""
    token = scan.tokens[i]
    if token.low in lexicons.members("quantities/adjectives_before.txt") or token.text in ("«", '"', "“"):
        return True
    return token.pos == "ADJ" and scan.tree.heads[i] > i


def _is_noun(scan: Scan, number: Number, i: int) -> bool:
    token = scan.tokens[i]
    if (
        not token.text[:1].isalpha()
        or token.low in lexicons.members("quantities/adjectives_before.txt")
        or (token.pos == "ADJ" and 0 < scan.tree.heads[i] - i < REACH and token.low not in people())
    ):
        return token.low in _ADJECTIVE_NOUNS and not _noun_next(scan, i)
    if token.pos in _COUNTING or token.low in people():
        return True
    tied = any(scan.tree.heads[at] == i for at in range(number.first, number.last))
    return (
        tied and not is_finite(token) and (token.pos == "ADJ" or (token.pos == "VERB" and token.low in named_fates()))
    )


_ADJECTIVE_NOUNS = frozenset(("jeunes", "anciens", "petits", "grands", "vieux"))


def _noun_next(scan: Scan, i: int) -> bool:
    return i + 1 < len(scan.tokens) and scan.tokens[i + 1].pos in _COUNTING


def _counts(scan: Scan, number: Number, i: int) -> bool:
    token = scan.tokens[i]
    if (
        token.low in lexicons.members("quantities/not_units.txt")
        or len(token.low) < 2
        or not scan.same_sentence(number.first, i)
    ):
        return False
    return not token.capital or _may_be_capital(scan, number, i)


def _may_be_capital(scan: Scan, number: Number, i: int) -> bool:
    """« 16 États », « 17 Grands Prix », « 12 Ivoiriens »; not « France 2 Grève », « Entente 2 Lomé »."""
    token = scan.tokens[i]
    if token.low in people() or token.low in measured() or is_people_name(token.text):
        return True
    before = scan.tokens[number.first - 1] if number.first else None
    if before is not None and before.capital and not before.first:
        return False
    return token.low.endswith(("s", "x", "z")) and (token.text[1:].islower() or len(token.text) > 5)


def is_people_name(text: str) -> bool:
    """Whether a word names a people: « Tchadiens », « Américaines », « un Malien sur deux »."""
    return text[:1].isupper() and (
        text.lower() in peoples() or text.lower().endswith(lexicons.entries("quantities/people_endings.txt"))
    )


def is_people(scan: Scan, i: int) -> bool:
    """Whether the noun counts people: by the lists, by its ending, or because an actor of the article is called so."""
    token = scan.tokens[i]
    if token.low in lexicons.members("quantities/no_people.txt"):
        return False
    return _inclusive(token.low) in people() or is_people_name(token.text) or scan.who.get(i) == "person"


def _inclusive(low: str) -> str:
    """« chercheur·eus·e·s » and « salarié.es » as « chercheur », « salarié »."""
    return low.split("·")[0].split(".")[0]


# -- what is counted ----------------------------------------------------------------------------


def phrase_end(scan: Scan, noun: int, length: int = WHAT_LENGTH) -> int:
    """The token after a noun with its complements: « victimes d'exécutions sommaires »; no relative clause."""
    last = noun + 1
    while last < len(scan.tokens) and last - noun < length and _inside(scan, noun, last):
        last += 1
    while last > noun + 1 and (
        scan.low(last - 1) in words("of", "determiners", "prepositions")
        or scan.tokens[last - 1].relation in ("case", "det", "mark")
    ):
        last -= 1
    return last


def _inside(scan: Scan, noun: int, i: int) -> bool:
    """Whether a word belongs to the noun phrase: the way up from it leads to the noun, through complements only."""
    token = scan.tokens[i]
    if (
        not (token.word or token.text in "«»“”\"'")
        or is_finite(token)
        or token.low in lexicons.members("quantities/phrase_ends.txt")
    ):
        return False
    at = i
    for _ in range(STEPS):
        if scan.tokens[at].relation not in _INSIDE:
            return False
        if scan.tokens[at].relation == "acl" and "VerbForm=Inf" in scan.tokens[at].morph:
            return False
        at = scan.tree.heads[at]
        if at == noun:
            return True
        if at < noun:
            return False
    return False


def phrase(scan: Scan, noun: int, first: int | None = None) -> str:
    """The words of a noun with its complements, its adjectives before it from token `first` on."""
    begin = noun if first is None else first
    while begin < noun and (not scan.tokens[begin].word or scan.low(begin) in words("of")):
        begin += 1
    return scan.text(begin, phrase_end(scan, noun)).strip(" «»“”\"'")
