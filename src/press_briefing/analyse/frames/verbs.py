"""What a verb is in its clause: finite, passive, reflexive, negated, only a helper of another verb."""

from __future__ import annotations

from ...french.grammar.classes import words
from ...lexicons import keys
from ...model.typography import key
from ..actors.tree import Tree

DEEP = 6  # steps climbed in a tree: no sentence that is read nests deeper
_NEGATING = frozenset(("ne", "n'"))
_SELVES = frozenset(("se", "s'"))


def lemma_in(tree: Tree, i: int, name: str) -> bool:
    """Whether the lemma of a word is in a list of `lexicons`, however it is accented."""
    return key(tree.units[i].lemma) in keys(name)


def is_verb(tree: Tree, i: int) -> bool:
    """Whether a word is a verb that stands for itself: no auxiliary, no copula, no part of a fixed phrase."""
    relation = tree.relation(i)
    if tree.units[i].pos not in ("VERB", "AUX"):
        return False
    return not relation.startswith(("aux", "cop", "fixed", "flat", "case", "mark"))


def is_stated(tree: Tree, i: int) -> bool:
    """Whether a copula says a noun or an adjective of somebody: « est ministre », « est absent »."""
    return not is_verb(tree, i) and any(True for _ in tree.of(i, "cop"))


def auxiliaries(tree: Tree, i: int) -> list[int]:
    return [child for child in tree.children[i] if tree.relation(child).startswith("aux")]


def finite_form(tree: Tree, i: int) -> int:
    """The conjugated word of a predicate: itself, an auxiliary, its copula or a helper (« doit »); -1 if none."""
    for at in (i, *auxiliaries(tree, i), *tree.of(i, "cop")):
        if tree.morph(at, "VerbForm") == "Fin":
            return at
    if shares_auxiliary(tree, i):
        first = tree.heads[i]
        return finite_form(tree, first) if first < i and auxiliaries(tree, first) else -1
    top = helped(tree, i)
    return finite_form(tree, top) if top != i else -1


def helped(tree: Tree, i: int) -> int:
    """The topmost helper of an infinitive (« doit pouvoir partir »), or the word itself."""
    for _ in range(DEEP):
        above = tree.heads[i]
        infinitive = above >= 0 and tree.relation(i) in ("xcomp", "ccomp", "obl:arg", "obj") and is_infinitive(tree, i)
        if not infinitive or not lemma_in(tree, above, "frames/helpers.txt") or not is_verb(tree, above):
            break
        i = above
    return i


def is_participle(tree: Tree, i: int) -> bool:
    return tree.morph(i, "VerbForm") == "Part"


def shares_auxiliary(tree: Tree, i: int) -> bool:
    """« a fermé la gare et vendu l'hôtel »: a participle joined to another, without an auxiliary of its own."""
    return tree.relation(i) == "conj" and is_participle(tree, i) and not auxiliaries(tree, i)


def is_infinitive(tree: Tree, i: int) -> bool:
    """« tuer », « avoir tué »."""
    return any(tree.morph(at, "VerbForm") == "Inf" for at in (i, *auxiliaries(tree, i), *tree.of(i, "cop")))


def is_helper(tree: Tree, i: int) -> bool:
    """« doit », « va », « vient de » before an infinitive: a shade of it, and no act."""
    infinitive = any(is_infinitive(tree, child) for child in tree.of(i, "xcomp", "ccomp", "obl:arg", "obj"))
    return infinitive and lemma_in(tree, i, "frames/helpers.txt")


def is_reflexive(tree: Tree, i: int) -> bool:
    return any(tree.low(child) in _SELVES for child in tree.children[i])


def is_passive(tree: Tree, i: int) -> bool:
    """« a été élu », « l'homme tué mardi »: what stands as its subject undergoes it; « s'est installé » is done."""
    if is_reflexive(tree, i):
        return False
    if any(tree.relation(child) in ("aux:pass", "nsubj:pass", "obl:agent") for child in tree.children[i]):
        return not _moves(tree, i)
    if not is_participle(tree, i) or tree.morph(i, "Tense") == "Pres" or auxiliaries(tree, i) or _has_done(tree, i):
        return False
    first = tree.heads[i]
    if tree.relation(i) == "conj" and first >= 0:
        return is_passive(tree, first)
    return not _moves(tree, i)


def _has_done(tree: Tree, i: int) -> bool:
    """« affirme avoir déjà vu »: behind « avoir » a participle is active, wherever the parse hangs « avoir »."""
    at = i - 1
    while at > 0 and tree.units[at].pos == "ADV":
        at -= 1
    return tree.low(at) in ("avoir", "ayant")


def _moves(tree: Tree, i: int) -> bool:
    """Verbs that make their past with « être »: « est arrivé » is done, not undergone."""
    return lemma_in(tree, i, "frames/moved_verbs.txt")


def is_negated(tree: Tree, i: int) -> bool:
    """« n'a pas signé », « sans signer », « personne n'a signé »; « n'a signé que » and « ne compte plus que » are none."""
    low = {tree.low(child) for child in tree.children[i] if not _is_only(tree, child)}
    if "sans" in low:
        return True
    if low & _NEGATING:
        nobody = any(tree.low(at) in words("nobody") for child in tree.of(i, "nsubj", "nsubj:pass", "obj")
                     for at in (child, *tree.of(child, "det")))  # fmt: skip
        return bool(low & words("negation")) or nobody or _is_of_neither(tree, i)
    above = tree.heads[i]
    return above >= 0 and tree.relation(i) in ("xcomp", "ccomp") and is_helper(tree, above) and is_negated(tree, above)


def _is_of_neither(tree: Tree, i: int) -> bool:
    """« ni la maire ni le préfet n'ont signé », « n'a signé ni l'un ni l'autre »."""
    told = [at for child in tree.of(i, "nsubj", "nsubj:pass", "obj") for at in (child, *tree.of(child, "conj"))]
    return any(tree.low(at) == "ni" for above in (i, *told) for at in tree.of(above, "cc"))


def _is_only(tree: Tree, i: int) -> bool:
    """« plus » of « ne … plus que douze »: a bound, and no negation; « n'espère plus que … » opens a clause."""
    if tree.low(i) != "plus" or i + 1 >= len(tree.heads) or tree.low(i + 1) not in ("que", "qu'"):
        return False
    return tree.relation(i + 1) != "mark"


def governed(tree: Tree, i: int) -> tuple[str, int]:
    """(relation, head) of a predicate; of « soupçonné par la police d'avoir menacé » the verb, not its agent."""
    relation, above = tree.relation(i), tree.heads[i]
    if relation != "acl" or above < 0 or not is_infinitive(tree, i):
        return relation, above
    verb = tree.heads[above]
    agent = tree.relation(above) == "obl:agent" or (tree.relation(above) == "obl:mod" and tree.case(above) == "par")
    if agent and verb >= 0 and is_verb(tree, verb):
        return "xcomp", verb
    return relation, above
