"""Pronouns that may look ahead: « Face à ce qu'il juge inacceptable, le régime … »: the régime, or who was spoken of."""

from __future__ import annotations

from .roles import body_nouns, is_person_noun
from .tree import Tree

STEPS = 6  # clauses climbed from the pronoun to the main verb
_SUBJECTS = frozenset(("il", "elle", "ils", "elles"))


def main_subject(tree: Tree, i: int) -> int:
    """The subject of the main clause behind the fronted one that a pronoun is the subject of; -1 where there is none.

    It is somebody: a name, a function or a body, of the pronoun's gender and number as far as the parse tells.
    """
    if tree.low(i) not in _SUBJECTS or not tree.relation(i).startswith("nsubj"):
        return -1
    top, own = _root(tree, i), tree.heads[i]
    if top < 0 or top == own:
        return -1
    behind = (at for at in tree.children[top] if at > i and tree.relation(at).startswith("nsubj"))
    subject = next(behind, -1)
    if subject < 0 or not any(tree.units[at].text == "," for at in range(i, subject)):
        return -1
    somebody = tree.units[subject].pos == "PROPN" or is_person_noun(tree, subject)
    somebody = somebody or tree.low(subject) in body_nouns()
    return subject if somebody and _agree(tree, subject, i) else -1


def _root(tree: Tree, i: int) -> int:
    """The main verb above a pronoun; -1 where it is farther up than clauses go."""
    for _ in range(STEPS):
        if tree.heads[i] < 0:
            return i
        i = tree.heads[i]
    return -1


def _agree(tree: Tree, noun: int, pronoun: int) -> bool:
    gender = "Fem" if tree.low(pronoun).startswith("elle") else "Masc"
    number = "Plur" if tree.low(pronoun).endswith("s") else "Sing"
    return tree.morph(noun, "Gender") in ("", gender) and tree.morph(noun, "Number") in ("", number)
