"""Where a row's happening took place: the places of its label that its words put it in.

« la Russie a bombardé le port d'Odessa » happened in Odessa; who did it, whose club it is and what lies near are no
place of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from ...french.grammar.classes import words
from ...lexicons import keys, rows
from ...model.analysis import Mention, Sentence
from ...model.typography import key
from ..actors.acting import addressed
from ..actors.tree import Tree
from ..frames.acts import is_act

STEPS = 4  # nouns between a name and the preposition that puts something there: « dans le nord de la région de Gao »
_BELOW = ("nmod", "appos", "flat", "flat:name", "conj", "compound")


def places_in(
    tree: Tree, mentions: Sequence[Mention], sentence: Sentence, label: str, parties: Collection[str] = ()
) -> tuple[str, ...]:
    """Ids of the places that a label puts its happening in. `parties`: ids of who takes part, who are no place."""
    first, last = (bisect_left(mentions, at, key=lambda row: row.start) for at in (sentence.start, sentence.end))
    inside = [row for row in mentions[first:last] if row.label == "LOC" and row.text in label]
    return tuple(dict.fromkeys(row.id for row in inside if _is_put_there(tree, row, parties)))


def _is_put_there(tree: Tree, name: Mention, parties: Collection[str]) -> bool:
    """« à Gao », « dans la ville de Gao », « l'attaque de Gao »; no « Paris a répondu », no « un club de Gao »."""
    ranks = tree.ranks(name.start, name.end)
    if not ranks or not any(unit.relation for unit in (tree.units[at] for at in ranks)):
        return True  # no parse: nothing is known against it
    i = tree.top(ranks)
    if _is_there(tree, i, name, parties):
        return True
    for _ in range(STEPS):
        above = tree.heads[i]
        if above < 0 or not tree.relation(i).startswith(_BELOW) or not _leads_to(tree, i, above):
            return False
        if is_act(tree, above):
            return name.id not in parties
        i = above
        if _is_there(tree, i, name, parties):
            return True
    return False


def _is_there(tree: Tree, i: int, name: Mention, parties: Collection[str]) -> bool:
    """« à Gao », and what a verb is done to: « a quitté Gao », unless that takes part as a state."""
    case = tree.case(i)
    before = next((tree.low(at - 1) for at in tree.of(i, "case")), "")
    if case == "à" and addressed(tree, i):
        return False  # « a répondu à la Chine »: there would be « en Chine »
    led = case == "entre" or case in words("placed") - words("of")
    if led or (case in words("of") and before in words("where")):
        return True  # « à Gao », « près de Gao »
    return not case and tree.relation(i) == "obj" and name.id not in parties


def _leads_to(tree: Tree, i: int, above: int) -> bool:
    """Whether what is at the noun above is at the place below it: « le nord du Mali », « Gao et Kidal », « la ville »."""
    if tree.relation(i) == "conj":
        return True
    if tree.case(i) not in words("of") | {""}:
        return False
    return key(tree.units[above].lemma) in _place_nouns() or tree.units[above].pos == "PROPN" or is_act(tree, above)


def _place_nouns() -> frozenset[str]:
    """Folded nouns of places and their parts."""
    towns = frozenset(key(row[0]) for row in rows("entities/place_nouns.tsv"))
    return towns | keys("events/place_parts.txt") | keys("actors/place_nouns.txt") | keys("actors/venues.txt")
