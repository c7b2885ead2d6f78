"""What stands around a predicate by the parse: its subject, objects and complements, past relatives and control."""

from __future__ import annotations

from collections.abc import Iterator

from ...french.grammar.classes import words
from ..actors.tree import Tree

STEPS = 8  # governors climbed at most
LOOK = 6  # words right of a verb among which its fixed words stand
RELATIVE = "acl:relcl"
CLAUSES = ("acl:relcl", "advcl", "ccomp", "parataxis", "csubj", "advcl:cleft")
OBJECTS = ("obj", "obj:lvc", "obj:agent")
# The second half of a negation, « plus » aside.
_DENYING = frozenset(("pas", "jamais", "guère", "nullement", "point", "rien", "aucunement"))
_PARTICLES = frozenset(("ADV", "CCONJ", "PRON", "PART"))
# What an elided or contracted preposition is.
_PLAIN = {"d'": "de", "du": "de", "des": "de", "au": "à", "aux": "à"}


def plain_case(low: str) -> str:
    return _PLAIN.get(low, low)


def is_passive(tree: Tree, verb: int) -> bool:
    """« est accusé », « accusé de … » behind a noun or before its clause."""
    if any(tree.of(verb, "aux:pass", "nsubj:pass")):
        return True
    shared = tree.relation(verb) == "conj" and not any(tree.of(verb, "aux:tense", "nsubj", *OBJECTS))
    if shared and is_past(tree, verb) and is_past(tree, tree.heads[verb]):
        return is_passive(tree, tree.heads[verb])
    alone = not any(tree.of(verb, "aux:tense"))
    return alone and is_past(tree, verb) and tree.relation(verb) in ("acl", "amod", "advcl", "appos", "xcomp", "ROOT")


def is_past(tree: Tree, verb: int) -> bool:
    """A past participle."""
    part = tree.morph(verb, "VerbForm") == "Part" and tree.morph(verb, "Tense") != "Pres"
    return part and not tree.low(verb).endswith("ant")


def is_infinitive(tree: Tree, verb: int) -> bool:
    """An infinitive, or « avoir accusé »."""
    first = next(tree.of(verb, "aux:tense", "aux:pass", "aux", "cop"), verb)
    return tree.morph(first, "VerbForm") == "Inf"


def subject(tree: Tree, verb: int, depth: int = 0) -> int:
    """The head of the subject of a verb, as the surface has it (of a passive: who undergoes); -1 where none is told.

    « qui » is whom it stands behind; an infinitive, a gerund and a second verb have the subject of the first.
    """
    own = next(tree.of(verb, "nsubj", "nsubj:pass", "nsubj:caus", "nsubj:outer"), -1)
    if own >= 0:
        return _antecedent(tree, verb) if tree.low(own) in ("qui", "lequel", "laquelle") else own
    head, relation = tree.heads[verb], tree.relation(verb)
    if head < 0 or depth > STEPS:
        return -1
    if relation == "conj" or relation in ("xcomp", "advcl") or relation == "obl:mod":
        return subject(tree, head, depth + 1) if not _is_of_another(tree, verb, head) else -1
    if relation in ("acl", "amod") and tree.units[head].pos in ("NOUN", "PROPN", "PRON"):
        return -1 if any(tree.of(verb, "mark")) else head
    return -1


def _is_of_another(tree: Tree, verb: int, head: int) -> bool:
    """« demande à X de condamner Y », « accuse X de soutenir Y »: the infinitive's subject is not that of its governor."""
    if tree.relation(verb) == "conj":
        return tree.relation(head) == "acl" and not is_past(tree, verb)
    return tree.relation(verb) == "xcomp" and any(tree.of(head, *OBJECTS, "iobj", "obl:arg"))


def _antecedent(tree: Tree, verb: int) -> int:
    """The noun a relative clause stands behind."""
    at = verb
    for _ in range(STEPS):
        if tree.relation(at) == RELATIVE:
            return tree.heads[at]
        if tree.relation(at) not in ("conj", "xcomp") or tree.heads[at] < 0:
            break
        at = tree.heads[at]
    return -1


def objects(tree: Tree, verb: int) -> Iterator[int]:
    """The heads of what a verb has as object; « que » is whom it stands behind."""
    for child in tree.of(verb, *OBJECTS):
        if tree.low(child) in ("que", "qu'"):
            found = _antecedent(tree, verb)
            if found >= 0:
                yield found
        else:
            yield child


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
    own = [child for child in tree.children[verb] if tree.relation(child) == "obl:agent" or tree.case(child) == "par"]
    yield from own or complements(tree, verb, "par")


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
    near = [i for i in range(max(0, verb - 6), verb + 3) if i < len(tree.units)]
    own = {tree.low(i) for i in near if tree.heads[i] in (verb, tree.heads[verb]) and tree.units[i].pos in _PARTICLES}
    own |= {tree.low(child) for child in tree.of(verb, "advmod", "det", "cc")}
    if "ni" in own or tree.low(verb - 1) == "ni":
        return True
    opened = not own.isdisjoint(("ne", "n'"))
    return not own.isdisjoint(_DENYING) and (opened or "pas" in own) or (opened and "plus" in own)


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


def is_noun_word(tree: Tree, i: int) -> bool:
    """Whether a word that looks like a verb stands as a noun: « une plainte », « la critique »."""
    return tree.units[i].pos == "NOUN" or (i > 0 and tree.low(i - 1) in words("determiners", "contracted"))
