"""Predicates of stance, by the form that stands in a text; the lists are `lexicons/stances`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ... import lexicons
from ...french.grammar import forms
from ...french.grammar.verbs import plural
from ...model.typography import key

ACCUSES, BLAMES, DENIES, PRAISES, SUPPORTS = KINDS = ("accuses", "blames", "denies", "praises", "supports")
AGAINST, FOR = frozenset((ACCUSES, BLAMES)), frozenset((PRAISES, SUPPORTS))


JUDGED = 2.0  # a judgement weaker than this is none


@dataclass(frozen=True)
class StanceVerb:
    """A verb of stance. `reflexive`, `with_en`: how it must stand; `rest`: its fixed words; `whom`, `what`: where
    these stand, the likeliest first."""

    lemma: str
    kind: str
    whom: tuple[str, ...]
    what: tuple[str, ...]
    rest: tuple[str, ...] = ()
    reflexive: bool = False
    with_en: bool = False


@dataclass(frozen=True)
class StanceGround:
    """What somebody does or is by which a source blames or praises them.

    `negated`: it is one where it is denied (« n'a pas respecté »); `objects`: the nouns one of which must be its
    object, none where any will do, `valued`: with a word of value; `own`: an author who words it so judges herself.
    """

    lemma: str
    kind: str
    negated: bool = False
    rest: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    own: bool = False
    reflexive: bool = False
    valued: bool = False


@cache
def verbs() -> dict[str, tuple[StanceVerb, ...]]:
    """Every form of every verb of stance, lower case with accents; those with most fixed words first."""
    table: dict[str, list[StanceVerb]] = {}
    for predicate, kind, whom, what in lexicons.rows("stances/verbs.tsv"):
        reflexive, with_en, head, rest = _parted(predicate)
        entry = StanceVerb(predicate, kind, tuple(whom.split()), tuple(what.split()), rest, reflexive, with_en)
        for form in dict.fromkeys(form for form, _ in forms.conjugated(head)):
            table.setdefault(form, []).append(entry)
    return {
        form: tuple(sorted(found, key=lambda one: (-len(one.rest), not one.reflexive))) for form, found in table.items()
    }


def _parted(predicate: str) -> tuple[bool, bool, str, tuple[str, ...]]:
    """« se en prendre »: reflexive, with « en », the infinitive, its fixed words."""
    bare = predicate.removeprefix("se ").removeprefix("s'")
    reflexive, with_en = bare != predicate, bare.startswith("en ")
    head, *rest = bare.removeprefix("en ").split()
    return reflexive, with_en, head, tuple(rest)


@cache
def nouns() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Nouns of stance, both numbers: kind, prepositions before whom it is on."""
    table = {}
    for noun, kind, cases in lexicons.rows("stances/nouns.tsv"):
        row = kind, tuple(case.replace("_", " ") for case in cases.split())
        table[noun] = table[plural(noun)] = row
    return table


@cache
def faults() -> dict[str, tuple[StanceGround, ...]]:
    """Every form of what one is blamed or praised for, verbs and adjectives."""
    table: dict[str, list[StanceGround]] = {}
    for sort, predicate, kind, objects in lexicons.rows("stances/faults.tsv"):
        reflexive, _, head, rest = _parted(predicate)
        named = frozenset(key(noun) for one in _nouns(objects) for noun in (one, plural(one)))
        valued = "=+" in objects
        fault = StanceGround(predicate, kind, "not" in sort, rest, named, "own" in sort, reflexive, valued)
        for form in _fault_forms(sort, head):
            table.setdefault(form, []).append(fault)
    return {
        form: tuple(sorted(found, key=lambda one: (-len(one.rest), not one.objects))) for form, found in table.items()
    }


def _nouns(told: str) -> Iterable[str]:
    """The nouns a field tells: none, those it lists, or all bad deeds."""
    if told == "@bad":
        return (noun for noun, side in lexicons.rows("voices/deeds.tsv") if side == "bad")
    return () if told == "-" else (noun.removesuffix("=+") for noun in told.split())


@cache
def bad() -> frozenset[str]:
    """Nouns of bad deeds, both numbers."""
    return frozenset(key(form) for noun in _nouns("@bad") for form in (noun, plural(noun)))


@cache
def ruins() -> frozenset[str]:
    """Nouns of what is caused and bad, both numbers."""
    listed = lexicons.entries("stances/ruins.txt")
    return bad() | frozenset(key(form) for noun in listed for form in (noun, plural(noun)))


def _fault_forms(sort: str, head: str) -> dict[str, None]:
    if "adj" in sort:
        return dict.fromkeys(form for one in (head, feminine(head)) for form in (one, plural(one)))
    return dict.fromkeys(form for form, _ in forms.conjugated(head))


def feminine(adjective: str) -> str:
    """The regular feminine of a French adjective."""
    for masculine, ending in (("eux", "euse"), ("if", "ive"), ("teur", "trice"), ("el", "elle"), ("en", "enne"),
                              ("er", "ère"), ("c", "que"), ("on", "onne")):  # fmt: skip
        if adjective.endswith(masculine):
            return adjective[: -len(masculine)] + ending
    return adjective if adjective.endswith("e") else adjective + "e"


@cache
def doings() -> frozenset[str]:
    """Nouns whose « de X » is the doer: « la passivité de X »; never the victim."""
    return frozenset(form for noun in lexicons.entries("stances/doings.txt") for form in (key(noun), key(plural(noun))))


@cache
def assaults() -> frozenset[str]:
    """Nouns whose « de X » may be the doer or the victim, and is the doer where « contre » tells the victim."""
    return frozenset(
        form for noun in lexicons.entries("stances/assaults.txt") for form in (key(noun), key(plural(noun)))
    )


@cache
def courts() -> frozenset[str]:
    """Nouns of those who judge and prosecute."""
    return lexicons.keys("stances/courts.txt")


@cache
def judgements() -> dict[str, float]:
    """Adjectives and nouns that judge, all forms, with their polarity (-3 to 3)."""
    table: dict[str, float] = {}
    called = [(word, "ADJ", "-2") for word in lexicons.entries("stances/names_called.txt")]
    for lemma, pos, polarity, *_ in (*lexicons.rows("tone/judgement.tsv"), *called):
        if pos in ("ADJ", "NOUN") and " " not in lemma and abs(float(polarity)) >= JUDGED:
            forms_of = (lemma, feminine(lemma)) if pos == "ADJ" else (lemma,)
            table.update({form: float(polarity) for one in forms_of for form in (one, plural(one))})
    return table


@cache
def good_words() -> frozenset[str]:
    """Adjectives that praise a piece of work, all forms."""
    listed = lexicons.entries("stances/good_words.txt")
    return frozenset(form for one in listed for word in (one, feminine(one)) for form in (word, plural(word)))
