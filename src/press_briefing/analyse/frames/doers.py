"""Who a verb is said of: its subject, shared, controlled or understood; and who does what is done to a subject."""

from __future__ import annotations

from collections.abc import Iterator

from ...french.grammar.classes import words
from ..actors.tree import Tree
from .verbs import DEEP, governed, is_infinitive, is_participle, is_passive, is_verb, lemma_in, shares_auxiliary

_TO = frozenset(("à", "au", "aux"))


def subjects(tree: Tree, i: int) -> list[int]:
    """The words that stand as subject of a predicate, its own or one it takes from the clause around it."""
    for _ in range(DEEP):
        own = own_subjects(tree, i)
        if own:
            return own[:1]
        relation, above = governed(tree, i)
        if above < 0:
            return []
        if relation == "acl" and not is_infinitive(tree, i):
            return [above]  # « le maire élu en 2020 »
        if relation == "amod" and is_participle(tree, i):
            return [above]
        if relation == "acl":
            return _of_a_noun(tree, above)
        step = _controller(tree, i, relation, above)
        if step is None:
            return []
        if step != above:
            return [step]
        i = above
    return []


def own_subjects(tree: Tree, i: int) -> list[int]:
    """The subjects that hang on a predicate, less those that can only be its objects."""
    objects = misread_objects(tree, i)
    return [child for child in tree.of(i, "nsubj", "nsubj:pass", "nsubj:caus") if child not in objects]


def misread_objects(tree: Tree, i: int) -> list[int]:
    """« Anne a vu Paul », « Anne est venue et a vu Paul »: a name behind a verb that the parse takes for a subject,
    though the verb has one in front or shares its auxiliary, and with it its subject."""
    found = list(tree.of(i, "nsubj"))
    before = [child for child in found if child < i]
    return [child for child in found if child > i and (before or shares_auxiliary(tree, i))] if is_verb(tree, i) else []


def _controller(tree: Tree, i: int, relation: str, above: int) -> int | None:
    """The verb whose subject is that of `i`, or the word itself that is; None where nobody is understood."""
    if tree.units[above].pos not in ("VERB", "AUX", "ADJ", "NOUN", "PROPN"):
        return None
    if relation == "conj":
        return above if is_verb(tree, above) or any(True for _ in tree.of(above, "cop")) else None
    loose = is_infinitive(tree, i) or is_participle(tree, i)
    if not loose or tree.units[above].pos in ("NOUN", "PROPN"):
        return None
    if relation in ("xcomp", "ccomp", "obl:arg", "obj") and is_infinitive(tree, i):
        ordered = _ordered(tree, above)
        return above if ordered is None else ordered
    if relation.startswith(("advcl", "obl", "xcomp", "dislocated", "parataxis")):
        return above
    return None


def _ordered(tree: Tree, above: int) -> int | None:
    """« demande au maire de partir », « accuse Anne Roy d'avoir volé »: who is to do it is the object."""
    if not lemma_in(tree, above, "frames/object_control.txt") or is_passive(tree, above):
        return None
    for child in tree.of(above, "obj", "iobj", "obl:arg", "obl:mod"):
        direct = tree.relation(child) in ("obj", "iobj") and tree.units[child].pos in ("NOUN", "PROPN", "PRON")
        if direct or (tree.case(child) in _TO and tree.units[child].pos in ("NOUN", "PROPN", "PRON")):
            return child
    return None


def _of_a_noun(tree: Tree, noun: int) -> list[int]:
    """« la décision du maire de partir », « le maire a pris la décision de partir »: whose it is."""
    owners = [child for child in tree.of(noun, "nmod") if tree.case(child) in words("of")]
    if owners:
        return owners[:1]
    above = tree.heads[noun]
    if tree.relation(noun) in ("obj", "obl:arg") and above >= 0 and is_verb(tree, above):
        return subjects(tree, above)
    return []


def agents(tree: Tree, i: int) -> Iterator[int]:
    """« par la police » of a passive."""
    for child in tree.children[i]:
        case, relation = tree.case(child), tree.relation(child)
        if (relation == "obl:agent" and case in words("of") | {"par", ""}) or (relation == "obl:mod" and case == "par"):
            yield child
