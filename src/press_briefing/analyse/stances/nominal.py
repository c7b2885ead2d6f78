"""Stances told by a noun: « les accusations de X contre Y », « X a reçu le soutien de Y »."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...french.grammar.classes import words
from ...lexicons import keys
from ...model.typography import key
from ..actors.tree import Tree
from . import clauses
from .lexicon import nouns
from .parties import Cast, PlacedActor
from .verbal import StanceDraft, is_asked, is_told


def nominal(cast: Cast) -> Iterator[StanceDraft]:
    """Every stance that a noun tells."""
    for i, unit in enumerate(cast.tree.units):
        if unit.low in nouns() and unit.pos == "NOUN" and not _is_denied(cast.tree, i):
            kind, cases = nouns()[unit.low]
            verb = cast.tree.heads[i]
            if verb >= 0 and cast.tree.units[verb].pos == "VERB" and not is_told(cast, verb, kind):
                continue
            for by, whom in _parties(cast, i, cases):
                if by is None or by.id != whom.id:
                    yield StanceDraft(by, kind, whom, None, (i, i), "noun", unit.low)


def _is_denied(tree: Tree, i: int) -> bool:
    """« aucune accusation », « sans critique », what is asked or not so."""
    low = {tree.low(child) for child in tree.children[i]}
    return (
        not low.isdisjoint(("aucun", "aucune", "sans", "nul", "nulle"))
        or is_asked(tree, i)
        or (tree.heads[i] >= 0 and clauses.is_negated(tree, tree.heads[i]))
    )


def _parties(cast: Cast, i: int, cases: tuple[str, ...]) -> Iterator[tuple[PlacedActor | None, PlacedActor]]:
    """Who takes the stance, and on whom."""
    tree, verb = cast.tree, cast.tree.heads[i]
    leads = ("par",) if "de" in cases else ("de", "par")
    givers = [party for child in _givers(tree, i, leads) for party in cast.at(child)]
    lemma = key(tree.units[verb].lemma) if verb >= 0 else ""
    targets = list(_targets(cast, i, cases))
    if not targets and verb >= 0 and _is_received(tree, i, verb, lemma):
        targets = _subjects(cast, verb)
    elif not givers and verb >= 0 and lemma in keys("stances/giving.txt"):
        passive = clauses.is_passive(tree, verb)
        givers = (
            [p for agent in clauses.agents(tree, verb) for p in cast.at(agent)] if passive else _subjects(cast, verb)
        )
        targets = targets or [p for case in cases for at in clauses.complements(tree, verb, case) for p in cast.at(at)]
    yield from ((by, whom) for by in givers for whom in targets)


def _subjects(cast: Cast, verb: int) -> list[PlacedActor]:
    head = clauses.subject(cast.tree, verb)
    return [*cast.at(head), *cast.owners(head)] if head >= 0 else []


def _is_received(tree: Tree, i: int, verb: int, lemma: str) -> bool:
    """« a reçu le soutien de », « est visé par une plainte de »."""
    if lemma in keys("stances/receiving.txt"):
        return not clauses.is_passive(tree, verb)
    return lemma in ("viser", "cibler") and i in set(clauses.agents(tree, verb))


def _givers(tree: Tree, i: int, leads: tuple[str, ...]) -> Iterator[int]:
    for child in tree.of(i, "nmod", "obl:agent", "obl:mod", "obl:arg"):
        if clauses.plain_case(tree.case(child)) in leads and not _is_about(tree, child):
            yield child


def _is_about(tree: Tree, child: int) -> bool:
    """« accusations de corruption »: what is told, without an article, is nobody."""
    return (
        tree.units[child].pos == "NOUN"
        and tree.determiner(child) < 0
        and tree.low(child - 1) in words("of") - {"du", "des"}
    )


def _targets(cast: Cast, i: int, cases: Iterable[str]) -> Iterator[PlacedActor]:
    """Whom the noun is on, by the words before them."""
    tree = cast.tree
    for child in _near(tree, i):
        if any(_led(tree, child, case) for case in cases):
            found = list(cast.at(child))
            yield from found
            if found:
                return


def _near(tree: Tree, i: int) -> Iterator[int]:
    """The complements of a noun, and those the parse hangs on its first complement."""
    for child in tree.children[i]:
        if child > i:
            yield child
            yield from (below for below in tree.children[child] if below > child)


def _led(tree: Tree, child: int, case: str) -> bool:
    """Whether a phrase opens by a preposition: « contre », « à l'encontre de »."""
    head, _, noun = case.partition("_")
    if plain := clauses.plain_case(tree.case(child)):
        if not noun:
            return plain == head
        return plain in (head, "de") and any(key(tree.low(at)) == key(noun) for at in range(max(0, child - 5), child))
    return False
