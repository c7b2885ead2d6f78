"""Pronouns and who they can stand for: every pair of a pronoun and a mention before it as a row of numbers.

`training/pronouns.py` fits the weights on DEMOCRAT's chains of reference with these very functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log1p
from typing import Any, NamedTuple

import numpy as np

from . import acting
from .scene import Scene
from .tree import Tree

Floats = np.ndarray[Any, np.dtype[Any]]
REACH = 2  # sentences a pronoun looks back
WORDS = 150  # words back in which things are looked for
MOST = 40  # mentions weighed, the latest
KINDS = ("person", "organisation", "group", "state", "thing")
FEMININE = frozenset(("elle", "-elle", "-t-elle", "elles", "-elles", "-t-elles", "celle-ci", "celles-ci", "dernière"))
PLURAL = frozenset(("ils", "-ils", "-t-ils", "elles", "-elles", "-t-elles", "ceux-ci", "celles-ci", "eux"))
_OF = frozenset(("de", "d'", "du", "des"))


class Candidate(NamedTuple):
    """A mention before the pronoun: its head, whose it is (None for a thing), and what is known of that row."""

    rank: int
    draft: str | None
    kind: str
    gendered: bool
    named: bool
    told: int
    subject: bool
    quoted: bool


def candidates(scene: Scene, i: int) -> list[Candidate]:
    """The mentions of actors and the things that agree with pronoun `i`, the latest first."""
    found: dict[int, Candidate] = {}
    seen_ranks = set()
    for seen in scene.back(i, REACH + 1):
        draft = scene.book.drafts[seen.draft]
        seen_ranks.add(seen.rank)
        if seen.rank < i and agrees(draft, scene.tree.low(i)):
            told = (draft.kind, draft.gender != "", draft.named, len(draft.mentions), seen.subject, seen.quoted)
            found.setdefault(seen.rank, Candidate(seen.rank, draft.id, *told))
    for rank in _things(scene.tree, i, seen_ranks):
        subject = scene.tree.relation(acting.climbed(scene.tree, rank)).startswith("nsubj")
        found[rank] = Candidate(rank, None, "thing", True, False, 1, subject, scene.tree.quoted[rank])
    return [found[rank] for rank in sorted(found, reverse=True)[:MOST]]


def agrees(draft: Any, low: str) -> bool:
    """Whether gender, number and kind of a row allow the pronoun."""
    plural, gender = low in PLURAL, "f" if low in FEMININE else "m"
    if draft.kind == "state":
        return not plural and draft.gender in ("", gender)
    if draft.plural != plural:
        return False
    if draft.kind == "group":
        return plural and (gender == "m" or draft.gender in ("", "f"))
    return not plural and draft.gender in ("", gender)


def _things(tree: Tree, i: int, taken: set[int]) -> list[int]:
    """Nouns that agree and are nobody's mention."""
    low, sentence, found = tree.low(i), tree.of_sentence[i], []
    wanted = ("Fem" if low in FEMININE else "Masc", "Plur" if low in PLURAL else "Sing")
    for at in range(i - 1, max(-1, i - WORDS), -1):
        if tree.of_sentence[at] < sentence - REACH:
            break
        unit = tree.units[at]
        if unit.pos == "NOUN" and at not in taken and unit.relation not in ("fixed", "compound"):
            gender, number = tree.morph(at, "Gender") or wanted[0], tree.morph(at, "Number") or "Sing"
            if (gender, number) == wanted:
                found.append(at)
    return found


def rows(tree: Tree, i: int, found: Sequence[Candidate], person: float) -> Floats:
    """One row of numbers for each candidate; `person`: how likely the pronoun stands for people."""
    table = [_row(tree, i, c, place, person) for place, c in enumerate(found)]
    return np.hstack((np.array(table, dtype=np.float64), _alike(tree, i, [c.rank for c in found])))


def _row(tree: Tree, i: int, c: Candidate, place: int, person: float) -> list[float]:
    apart, top = min(3, tree.of_sentence[i] - tree.of_sentence[c.rank]), acting.climbed(tree, c.rank)
    case, low, pos = tree.case(top), tree.low(i), tree.units[c.rank].pos
    is_person, is_thing = c.kind == "person", c.kind == "thing"
    human = tree.people[c.rank] if tree.people and pos == "NOUN" else float(is_person)
    subject = tree.relation(i).startswith("nsubj")
    told = [
        *(apart == sentences for sentences in range(4)), log1p(i - c.rank),
        c.subject, c.subject and subject, c.subject and apart == 1, c.subject and apart == 0,
        tree.relation(top) in ("obj", "iobj"), case in _OF, case != "",
        *(c.kind == kind for kind in KINDS),
        human, pos == "PRON", pos == "PROPN", c.named, c.gendered, log1p(c.told), c.quoted, log1p(place),
        tree.clause(top) == tree.clause(i), tree.heads[top] == tree.heads[i],
        person * is_person, person * is_thing * (1 - human), person * human, person * (c.kind == "organisation"),
        c.subject and is_person, apart == 0 and is_thing, is_thing and c.subject and apart == 1,
        low.startswith("-") and c.subject, low in ("lui", "eux") and c.subject, low.endswith("-ci") and not c.subject,
    ]  # fmt: skip
    return [float(value) for value in told]


def _alike(tree: Tree, i: int, ranks: Sequence[int]) -> Floats:
    """Cosines of the pronoun with each mention, and of the words the two hang on; zeros without an encoder."""
    if tree.vectors is None:
        return np.zeros((len(ranks), 2))
    above = [max(0, tree.heads[acting.climbed(tree, rank)]) for rank in ranks]
    words = _cosines(tree.vectors[i], tree.vectors[list(ranks)])
    return np.stack((words, _cosines(tree.vectors[max(0, tree.heads[i])], tree.vectors[above])), axis=1)


def _cosines(one: Floats, many: Floats) -> Floats:
    lengths = np.linalg.norm(many, axis=1) * np.linalg.norm(one) + 1e-6
    return np.asarray(many @ one / lengths, dtype=np.float64)


def nobody(tree: Tree, i: int, count: int, person: float) -> Floats:
    """The numbers that speak for none of the candidates."""
    low = tree.low(i)
    told = (1.0, person, log1p(count), low in ("il", "-il", "-t-il"), low in ("lui", "eux"), low.endswith("-ci"))
    return np.array(told, dtype=np.float64)


def beside(tree: Tree, i: int) -> Floats | None:
    """What tells whether a pronoun stands for people: its vector and that of the word it hangs on."""
    if tree.vectors is None:
        return None
    above = tree.heads[i]
    upper = tree.vectors[above] if above >= 0 else np.zeros_like(tree.vectors[i])
    return np.concatenate((tree.vectors[i], upper))


def shares(scores: Floats) -> Floats:
    """Scores as shares that sum up to one."""
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


def sigmoid(score: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))
