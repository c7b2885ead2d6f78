"""By what an article on sport goes on about somebody: « le joueur », « la star du club », « l'Argentin »."""

from __future__ import annotations

from functools import cache

from ...lexicons import members
from ..entities.around import adjectives
from .book import Draft
from .roles import masculine
from .scene import Scene
from .tree import Tree

NEAR = 3  # sentences in which nobody else may be spoken of
# Whose player somebody is, when that tells nobody apart.
_OWN_SIDE = frozenset(("club", "equipe", "formation", "selection"))
_EPICENE = frozenset(("star", "vedette", "legend", "icon", "pepit", "recru", "idol", "prodig"))


@cache
def _players() -> frozenset[str]:
    return frozenset(map(masculine, members("actors/players.txt")))


def the_player(scene: Scene, i: int, head: str, said: frozenset[str], gender: str) -> Draft | None:
    """The only person spoken of lately, where a noun of sport without a name of its own can be meant for them."""
    if head not in _players() or _is_told_apart(scene.tree, i):
        return None
    wanted = "" if head in _EPICENE else gender
    countries = {word for word in said if word[0] == "@"}
    near = [d for d in scene.drafts(i, NEAR) if d.kind == "person" and d.gender in ("", wanted or d.gender)]
    near = [d for d in near if _may_play(d, head, countries)]
    if len(near) != 1 or not near[0].named:
        return None
    return None if scene.meets(i, near[0]) else near[0]


def _is_told_apart(tree: Tree, i: int) -> bool:
    """« le joueur qui marquera », « l'attaquant de Lyon », « le joueur X »: another, or one of many."""
    if any(tree.relation(at) == "acl:relcl" and tree.units[at - 1].text != "," for at in tree.children[i]):
        return True
    return any(at > i and tree.units[at].key not in _OWN_SIDE for at in tree.of(i, "nmod", "flat:name", "appos"))


def _may_play(draft: Draft, head: str, countries: set[str]) -> bool:
    """Whether what is told of somebody goes with it: nothing, or sport too; and no other country."""
    told = {role.head for role in draft.roles if role.how != "clause" and not role.beside}
    own = {word for role in draft.roles for word in role.content if word[0] == "@"}
    sport = {noun.rsplit("-", 1)[-1] for noun in told} <= _players() | {head}
    return sport and not (own and countries and not own & countries)


def is_stated(tree: Tree, i: int, span: range) -> bool:
    """Whether such a noun is worth a function: « l'international chilien » more than « le joueur »."""
    known = masculine(tree.low(i)) in _players() and masculine(tree.low(i)) not in _EPICENE
    return known and any(tree.units[at].pos in ("ADJ", "PROPN") for at in range(i + 1, span[-1] + 1))


def countryman(scene: Scene, i: int) -> Draft | None:
    """« l'Argentin », « la Kényane »: the only one spoken of lately of whom that country is told."""
    tree = scene.tree
    code = adjectives().get(tree.units[i].key)
    lead = tree.low(i - 1)
    if not code or not tree.units[i].capital or lead not in ("l'", "le", "la") or tree.morph(i, "Number") == "Plur":
        return None
    if i + 1 < len(tree.units) and (tree.units[i + 1].capital or tree.units[i + 1].pos in ("NOUN", "PROPN")):
        return None
    gender = {"le": "m", "la": "f"}.get(lead, "")
    near = [d for d in scene.drafts(i, NEAR) if d.kind == "person" and d.named and d.gender in ("", gender or d.gender)]
    fits = [d for d in near if any(f"@{code}" in role.content for role in d.roles if role.how != "clause")]
    return fits[0] if len(fits) == 1 and not scene.meets(i, fits[0]) else None
