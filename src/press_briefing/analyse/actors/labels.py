"""What a name is beside its label: functions said of it, and titles, first names, nouns of bodies that correct it."""

from __future__ import annotations

from ...lexicons import members
from ...typography import key
from ..entities.known import is_country
from .gender import first_name_gender
from .groups import Group, Named, bare_person, known_body, shown
from .roles import body_nouns, roles_of
from .tree import Tree


def find_roles(tree: Tree, group: Group, starts: set[int]) -> None:
    """The functions stated beside its names; a title right before a name, or a first name, tells a person."""
    if is_country(key(group.entity.name)):
        return
    for name in group.names:
        group.roles += roles_of(tree, name.ranks, name.head, starts)
    if group.label != "PER" and any(_graded(name.mention.text) for name in group.names):
        group.labels["PER"] += 1 + sum(group.labels.values())
    if group.label != "ORG" and _has_body_noun(tree, group):
        group.labels["ORG"] += 1 + sum(group.labels.values())
    if group.label != "PER" and (_has_title(group) or _has_first_name(tree, group)):
        group.labels["PER"] += 1 + sum(group.labels.values())


def _has_title(group: Group) -> bool:
    return any(role.how == "title" for role in group.roles) and not known_body(group.entity.name)


def _has_body_noun(tree: Tree, group: Group) -> bool:
    """« la société CSIA », « l'hebdomadaire Respekt »: a body's noun right before a name of one or two words."""
    return any(len(name.ranks) < 3 and not _full_name(name) and _body_noun(tree, name) for name in group.names)


def _body_noun(tree: Tree, name: Named) -> bool:
    """The noun right before, or before a complement of one word (« la société d'analyse X »)."""
    at = name.ranks[0] - 1
    if tree.low(at) in body_nouns() - _PLACED - members("actors/teams.txt"):
        return True
    inner = at > 2 and tree.low(at - 1) in ("de", "d'") and tree.units[at].pos == "NOUN"
    return inner and tree.low(at - 2) in body_nouns() - _PLACED


def _graded(text: str) -> bool:
    """« Cmdt Marks »: a grade or civility is a word of the name."""
    return " " in text and shown(text) != text


_PLACED = frozenset(("ville", "région", "province", "commune", "camp", "radio", "école", "hôpital", "université",
                     "état", "mission", "ordre", "conseil", "commission", "cour", "tribunal", "comité"))  # fmt: skip


def _full_name(name: Named) -> bool:
    """A first name and a surname behind « du conseil régional » are a person's."""
    return name.mention.label == "PER" and len(name.ranks) > 1


def _has_first_name(tree: Tree, group: Group) -> bool:
    """« Francisca Joly-Gomez »: a first name and a surname, without article; nobody's paper or ship."""
    parts = group.entity.name.split()
    if not 1 < len(parts) < 4 or not first_name_gender(group.entity.name) or known_body(group.entity.name):
        return False
    capital = all(part[0].isupper() or key(part) in ("de", "du", "la", "ben", "van", "von") for part in parts)
    return capital and all(bare_person(tree, name) for name in group.names)
