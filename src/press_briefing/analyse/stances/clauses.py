"""What stands around a predicate by the parse: its subject, objects and complements, past relatives and control."""

from __future__ import annotations

from collections.abc import Iterator

from ...french.grammar.classes import words
from ..actors.tree import Tree
from ..frames import doers, verbs
from ..frames.doers import subjects
from ..frames.relatives import antecedent_of
from ..frames.verbs import is_infinitive as is_infinitive
from ..frames.verbs import is_passive as is_passive

LOOK = 6  # words right of a verb among which its fixed words stand
RELATIVE = "acl:relcl"
CLAUSES = ("acl:relcl", "advcl", "ccomp", "parataxis", "csubj", "advcl:cleft")
OBJECTS = ("obj", "obj:lvc", "obj:agent")
# What an elided or contracted preposition is.
_PLAIN = {"d'": "de", "du": "de", "des": "de", "au": "à", "aux": "à"}


def plain_case(low: str) -> str:
    return _PLAIN.get(low, low)


def subject(tree: Tree, verb: int) -> int:
    """The head of the subject of a verb, as the surface has it (of a passive: who undergoes); -1 where none is told."""
    if tree.relation(verb) == "xcomp" and tree.units[verb].pos in ("ADJ", "NOUN"):
        verb = tree.heads[verb]  # « demeure incapable », « se dit fier »
    return next((_meant(tree, at) for at in subjects(tree, verb)), -1)


def _meant(tree: Tree, i: int) -> int:
    """The noun that a relative pronoun stands behind, if its verb agrees; any other word stands for itself."""
    if tree.low(i) not in words("relatives"):
        return i
    noun, verb = antecedent_of(tree, i), tree.heads[i]
    if noun < 0 or tree.low(i) != "qui" or verb < 0:
        return noun
    form = verbs.finite_form(tree, verb)
    numbers = {tree.morph(noun, "Number"), tree.morph(form, "Number") if form >= 0 else ""} - {""}
    joined = any(True for _ in tree.of(noun, "conj"))
    return noun if len(numbers) < 2 or joined else -1  # « les partisans de Paul, qui a menti »


def objects(tree: Tree, verb: int) -> Iterator[int]:
    """The heads of what a verb has as object; « que » is whom it stands behind."""
    for child in tree.of(verb, *OBJECTS):
        found = _meant(tree, child)
        if found >= 0:
            yield found


def complements(tree: Tree, verb: int, case: str) -> Iterator[int]:
    """Nouns behind this preposition that belong to a verb, also where the parse hangs them on one of its nouns."""
    pending = [(child, 0) for child in tree.children[verb]]
    while pending:
        at, depth = pending.pop(0)
        if tree.relation(at) in CLAUSES or (depth and tree.units[at].pos == "VERB" and tree.relation(at) != "xcomp"):
            continue
        if plain_case(tree.case(at)) == case and (depth == 0 or at > verb):
            yield at
        if depth < 2 and at > verb:
            pending += [(child, depth + 1) for child in tree.children[at]]


def agents(tree: Tree, verb: int) -> Iterator[int]:
    """Whom a passive is done by, also where the parse hangs them on a noun: « soupçonné de fraude par la police »."""
    yield from list(doers.agents(tree, verb)) or complements(tree, verb, "par")


def owner(tree: Tree, noun: int) -> Iterator[int]:
    """« la passivité du gouvernement »: whom a noun is of."""
    for child in tree.of(noun, "nmod", "obl:arg", "obl:mod"):
        if plain_case(tree.case(child)) == "de":
            yield child


def members(tree: Tree, i: int) -> Iterator[int]:
    """A noun and those that stand in a list with it: « Lime et Bird »."""
    yield i
    for child in tree.of(i, "conj"):
        if tree.units[child].pos in ("NOUN", "PROPN", "PRON"):
            yield from members(tree, child)


def is_negated(tree: Tree, verb: int) -> bool:
    """« n'accuse pas », « n'a jamais soutenu », « ni confirmé ni démenti »; « ne … que » is no negation."""
    joined = {tree.low(child) for child in tree.of(verb, "cc", "advmod")}
    first = tree.heads[verb]
    shared = tree.relation(verb) == "conj" and "ni" in joined and first >= 0
    return verbs.is_negated(tree, verb) or tree.low(verb - 1) == "ni" or shared


def is_reflexive(tree: Tree, verb: int) -> bool:
    """« se défend », « s'en prend »: a reflexive in front; behind a verb it belongs to the next one."""
    return any(tree.low(child) in ("se", "s'") for child in tree.children[verb] if child < verb)


def is_supposed(tree: Tree, verb: int) -> bool:
    """« si X accuse Y », « si X tente de ne pas respecter »: told in a condition."""
    for _ in range(verbs.DEEP):
        if verb < 0 or any(tree.low(mark) in ("si", "s'") for mark in tree.of(verb, "mark")):
            return verb >= 0
        if tree.relation(verb) not in ("xcomp", "ccomp", "conj", "cop", "aux:tense"):
            return False
        verb = tree.heads[verb]
    return False


def fixed_after(tree: Tree, verb: int, wanted: tuple[str, ...]) -> int:
    """The last of these words right behind a verb (`_`: one word of any sort, or none), -1 where they do not stand."""
    at, end = verb + 1, min(len(tree.units), verb + LOOK + len(wanted))
    for place, word in enumerate(wanted):
        if word == "_":
            continue
        loose = 2 if place == 0 or wanted[place - 1] == "_" else 0
        found = next((i for i in range(at, min(end, at + loose + 1)) if tree.low(i) in word.split("|")), -1)
        if found < 0 or any(not tree.units[i].word for i in range(at, found)):
            return -1
        at = found + 1
    return at - 1


def is_past(tree: Tree, verb: int) -> bool:
    """A past participle."""
    return verbs.is_participle(tree, verb) and tree.morph(verb, "Tense") != "Pres"


def is_noun_word(tree: Tree, i: int) -> bool:
    """Whether a word that looks like a verb stands as a noun: « une plainte », « la critique »."""
    return tree.units[i].pos == "NOUN" or (i > 0 and tree.low(i - 1) in words("determiners", "contracted"))
