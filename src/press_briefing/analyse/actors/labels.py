"""What a name is beside its label: functions said of it, and titles, first names, nouns of bodies that correct it."""

from __future__ import annotations

from collections.abc import Collection

from ...french.grammar.classes import is_determiner, is_finite, words
from ...lexicons import keys, members
from ...model.typography import key, plain
from ..entities.acronyms import is_acronym
from ..entities.known import is_country
from .gender import first_name_gender
from .groups import Group, Named, bare_person, known_acronyms, known_body, shown
from .roles import body_nouns, is_person_noun
from .stated import roles_of
from .tree import Tree

LONGEST_PHRASE = 7  # words between the article of « le groupe de … » and the name


def find_roles(tree: Tree, group: Group, starts: set[int]) -> None:
    """The functions stated beside its names; a title right before a name, or a first name, tells a person."""
    if is_country(key(group.entity.name)):
        return
    for name in group.names:
        if group.label == "PER" or name.ranks[-1] + 1 not in starts:  # « le député LREM Jean Roux »
            group.roles += roles_of(tree, name.ranks, name.head, starts)
    if group.label != "PER" and any(_graded(name.mention.text) for name in group.names):
        _correct(group, "PER")
    if group.label in ("LOC", "MISC") and plain(group.entity.name).upper() in known_acronyms():
        _correct(group, "ORG")
    if group.label == "PER" and key(group.entity.name) in keys("actors/powers.txt"):
        _correct(group, "LOC")  # « Berne interdit … »
    if _is_party(group, starts) or _has_body_word(group) or _is_firm(tree, group):
        _correct(group, "ORG")
    elif _has_title(tree, group) or _has_first_name(tree, group):
        _correct(group, "PER")
    elif _has_body_noun(tree, group):
        _correct(group, "ORG")


def _correct(group: Group, label: str) -> None:
    if group.label != label:
        group.labels[label] += 1 + sum(group.labels.values())


def _is_party(group: Group, starts: Collection[int]) -> bool:
    """« le député LREM Jean Roux »: letters right before a person's name."""
    followed = any(name.ranks[-1] + 1 in starts for name in group.names)
    return followed and is_acronym(plain(group.entity.name))


def _has_title(tree: Tree, group: Group) -> bool:
    if known_body(group.entity.name) or is_acronym(plain(group.entity.name)):
        return False
    return any(role.how == "title" and is_person_noun(tree, role.noun) for role in group.roles)


def _has_body_noun(tree: Tree, group: Group) -> bool:
    """« la société CSIA », « l'hebdomadaire Respekt »: a body's noun right before a name of one or two words."""
    return any(len(name.ranks) < 3 and not _full_name(name) and _body_noun(tree, name) for name in group.names)


def _has_body_word(group: Group) -> bool:
    """« Zanaco FC », « Jesus College »: a word that only bodies bear."""
    parts = key(group.entity.name).split()
    return len(parts) > 1 and not members("actors/body_words.txt").isdisjoint(parts)


def _is_firm(tree: Tree, group: Group) -> bool:
    makers = members("actors/makers.txt")
    if not first_name_gender(group.entity.name):
        makers |= members("actors/firms.txt")
    return any(_is_made(tree, name, makers) for name in group.names)


def _is_made(tree: Tree, name: Named, makers: Collection[str]) -> bool:
    """« son groupe de luxe X », « la marque X »: the phrase right before the name is a firm's, a club's, a label's.

    Not where it is whose somebody is: « le patron du groupe X ».
    """
    first, last = name.ranks[0] - LONGEST_PHRASE, name.ranks[0] - 1
    for at in range(last, max(-1, first), -1):
        unit = tree.units[at]
        if not unit.word or is_finite(unit) or unit.low in words("contracted") or unit.low in ("par", "avec", "contre"):
            return False  # « le syndicat présidé par X »
        if is_determiner(unit):
            of_somebody = tree.low(at - 1) in words("of") and is_person_noun(tree, at - 2)
            noun = at + 1 + (tree.units[at + 1].pos == "ADJ")
            return noun <= last and tree.low(noun) in makers and not of_somebody
        if unit.capital:
            return False
    return False


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


_PLACED = words("places_around")


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
