"""Reporting verbs: which forms in a text are one, and what kind of saying it is.

The list is `lexicons/voices/verbs.tsv`; classes: assert (an assertion), object (its plain object is one too), quote
(introduces words only), ask (asks, promises, feels: no assertion), label (calls X « … »), accuse, document, hedge.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from ... import lexicons
from ..lexicon import lemma_of
from . import forms

# The lists of `lexicons/people`: by what they are, whose they are, as one of many, by what befell them.
PEOPLE = ("functions", "kin", "company", "anybody", "references", "crowd", "victims", "plights")


@dataclass(frozen=True)
class Verb:
    """A form of a reporting verb: infinitive, mood, classes, and whether the list has it as reflexive."""

    lemma: str
    mood: str
    classes: frozenset[str]
    reflexive: bool = False
    rest: tuple[str, ...] = ()


@cache
def reporting() -> dict[str, tuple[Verb, ...]]:
    """Every form of every reporting verb, lower case with accents."""
    table: dict[str, dict[Verb, None]] = {}
    for infinitive, classes in lexicons.rows("voices/verbs.tsv"):
        reflexive = infinitive.startswith(("se ", "s'"))
        head, *rest = infinitive.removeprefix("se ").removeprefix("s'").split()
        for form, mood in forms.conjugated(head):
            verb = Verb(infinitive, mood, frozenset(classes.split()), reflexive, tuple(rest))
            table.setdefault(form, {})[verb] = None
    return {form: tuple(verbs) for form, verbs in table.items()}


@cache
def by_length() -> dict[str, tuple[Verb, ...]]:
    """The same, verbs with more fixed words first, then finite forms."""
    return {
        form: tuple(sorted(verbs, key=lambda verb: (-len(verb.rest), verb.mood != forms.FINITE)))
        for form, verbs in reporting().items()
    }


@cache
def surely_finite() -> frozenset[str]:
    """The finite forms of reporting verbs that are no nouns."""
    alike = lexicons.members("voices/nouns_like_verbs.txt")
    return frozenset(
        form
        for form, verbs in reporting().items()
        if form not in alike and any(verb.mood == forms.FINITE for verb in verbs)
    )


@cache
def nouns(kind: str) -> frozenset[str]:
    """Nouns of `persons`, `institutions`, `groups` or `documents`, singular and plural."""
    listed = people(*PEOPLE) if kind == "persons" else lexicons.members(f"voices/{kind}.txt")
    return both_numbers(listed)


@cache
def people(*kinds: str) -> frozenset[str]:
    """Nouns for one person, of some of the kinds told apart by `lexicons/people`."""
    return frozenset[str]().union(*(lexicons.members(f"people/{kind}.txt") for kind in kinds))


def both_numbers(nouns: Collection[str]) -> frozenset[str]:
    """These nouns and their plurals."""
    return frozenset(nouns) | {plural(noun) for noun in nouns}


@cache
def speaking() -> frozenset[str]:
    """Every noun of those who speak: persons, bodies, groups and documents."""
    return nouns("persons") | nouns("institutions") | nouns("groups") | nouns("documents")


def plural(noun: str) -> str:
    """The regular plural of a French noun."""
    if noun.endswith(("s", "x", "z")):
        return noun
    return noun + "x" if noun.endswith(("au", "eu")) else noun[:-1] + "ux" if noun.endswith("al") else noun + "s"


_AGENTS = ("iste", "logue", "iatre")
# Endings of who does something, and what they become for a woman: the lexicon must know her too.
_GENDERED = (("eur", ("euse", "rice")), ("ant", ("ante",)), ("ien", ("ienne",)), ("ier", ("ière",)), ("ais", ("aise",)),
             ("ois", ("oise",)), ("ain", ("aine",)), ("ent", ("ente",)))  # fmt: skip


@cache
def is_agent(noun: str) -> bool:
    """Whether a noun's own form says that it is a person: « exploitant » for « exploitante », « -iste »."""
    lemma = lemma_of(noun) or noun
    if lemma.endswith(_AGENTS):
        return True
    women = next((told for ending, told in _GENDERED if lemma.endswith(ending)), ())
    return any(lemma_of(lemma[:-3] + ending) == lemma for ending in women)
