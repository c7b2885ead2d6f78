"""Rows that are one: a surname and its person, an acronym and the body it spells; and one surname that two bear."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from ...lexicons import members
from ...model.typography import key, plain
from ..entities.acronyms import in_order, is_acronym, spells
from .gender import first_name_gender, group_gender, name_gender
from .groups import SHORT, Group, Named, bare, bare_person
from .roles import body_keys
from .tree import Tree

LEAST = 2  # words of a name that may be another one's beginning


def by_civility(tree: Tree, group: Group) -> list[Group]:
    """« M. Traoré », « Mme Traoré »: a surname that two people bear, each with what stands closest after them."""
    told = [name_gender(tree, name) for name in group.names]
    if " " in bare(group.entity.name):
        return _apart(tree, group, told)
    if not {"m", "f"} <= set(told):
        return [group]
    parts = {"m": Group(group.entity), "f": Group(group.entity)}
    latest = next(gender for gender in told if gender)
    for name, gender in zip(group.names, told, strict=True):
        latest = gender or latest
        parts[latest].names.append(name)
        parts[latest].labels["PER"] += 1
    for role in group.roles:
        nearest = min(group.names, key=lambda name: abs(name.ranks[0] - role.first))
        parts["m" if nearest in parts["m"].names else "f"].roles.append(role)
    return list(parts.values())


def _apart(tree: Tree, group: Group, told: list[str]) -> list[Group]:
    """« Zoé Roth … M. Roth, photographe, … »: the surname with the other civility is somebody else's."""
    own = first_name_gender(group.entity.name)
    pairs = list(zip(group.names, told, strict=True))
    others = [name for name, gender in pairs if own and gender not in ("", own) and len(name.ranks) < 3]
    if not others or len(others) == len(pairs):
        return [group]
    surname = group.entity.name.split()[-1]
    other = Group(replace(group.entity, name=surname, forms=(surname,)), others)
    other.labels["PER"] += len(others)
    nearest = [min(group.names, key=lambda name: abs(name.ranks[0] - role.first)) for role in group.roles]
    other.roles = [role for role, name in zip(group.roles, nearest, strict=True) if name in others]
    group.roles = [role for role in group.roles if role not in other.roles]
    group.names = [name for name in group.names if name not in others]
    return [group, other]


def shared(tree: Tree, groups: list[Group]) -> list[Group]:
    """The groups after surnames have gone to their person and acronyms to the body they spell."""
    groups = _merged(groups, lambda group, people, _: _initialled(group, people))
    return _merged(groups, lambda group, people, bodies: _the_other(tree, group, people, bodies))


def _merged(groups: list[Group], other_of: Callable[[Group, list[Group], list[Group]], Group | None]) -> list[Group]:
    """The groups with the names of each put to the one it is another form of."""
    people = [g for g in groups if g.label == "PER"]
    bodies = [g for g in groups if g.label in ("ORG", "MISC")]
    gone: set[int] = set()
    for group in groups:
        other = other_of(group, people, bodies)
        if other is not None and other is not group and id(other) not in gone:
            other.names += group.names
            other.roles += group.roles
            other.labels["PER" if other.label == "PER" else "ORG"] += len(group.names)
            gone.add(id(group))
    return [g for g in groups if id(g) not in gone]


def _the_other(tree: Tree, group: Group, people: list[Group], bodies: list[Group]) -> Group | None:
    """The person or the body that a group of names is a form of."""
    other = _nicknamed(tree, group, people) or _person_of(tree, group, people) or _misprinted(group, people)
    other = other or _body_of(group, bodies) or _glossed(tree, group, bodies) or _named_after_noun(group, bodies)
    return other or _abridged(group, bodies)


def _person_of(tree: Tree, group: Group, people: Iterable[Group]) -> Group | None:
    """The only person a lone surname can be; of several the one that civility or gender points to."""
    word = bare(group.entity.name)
    if " " in word and not word.startswith(("de ", "d'", "du ", "van ", "von ", "ben ", "el ", "al ")):
        return None
    fits = [p for p in people if p is not group and _is_surname(word, bare(p.entity.name))]
    if not fits and group.label == "PER":
        fits = [p for p in people if p is not group and _is_part(word, bare(p.entity.name))]
    civil = {name_gender(tree, name) for name in group.names} - {""}
    fits = [p for p in fits if len(civil) != 1 or first_name_gender(p.entity.name) in ("", *civil)]
    if group.label != "PER" and (len(fits) != 1 or not all(bare_person(tree, name) for name in group.names)):
        return None
    if len(fits) > 1:
        genders = {name_gender(tree, name) for name in group.names} - {""}
        told = [p for p in fits if genders and group_gender(tree, p) in genders]
        group.doubtful = len(told) != 1
        return told[0] if len(told) == 1 else None
    return fits[0] if fits else None


def _nicknamed(tree: Tree, group: Group, people: Iterable[Group]) -> Group | None:
    """« Paul Roux, alias Rocky », « Surnommé Rocky, M. Roux »: the only other person whom the sentence names."""
    told = [name for name in group.names if is_nickname(tree, name)]
    if not told:
        return None
    sentence = tree.of_sentence[told[0].ranks[0]]
    others = [p for p in people if p is not group and any(tree.of_sentence[n.ranks[0]] == sentence for n in p.names)]
    return others[0] if len(others) == 1 else None


def is_nickname(tree: Tree, name: Named) -> bool:
    """Whether a name stands behind « surnommé », « alias », marks and an article between or not."""
    at = name.ranks[0] - 1
    while at > name.ranks[0] - 4 and tree.low(at) in _BETWEEN:
        at -= 1
    return tree.low(at) in members("actors/nicknaming.txt")


_BETWEEN = frozenset(("«", '"', "“", "le", "la"))


def _initialled(group: Group, people: Iterable[Group]) -> Group | None:
    """« Jan W. de Vos » of « Jan Willem de Vos », « J. Dru » of « Jean Dru »: the one whose initials these are."""
    own = _letters(bare(group.entity.name))
    if group.label != "PER" or not any(len(part) == 1 for part in own):
        return None
    others = [p for p in people if p is not group and _begins(own, _letters(bare(p.entity.name)))]
    return others[0] if len(others) == 1 else None


def _letters(name: str) -> list[str]:
    return [part for part in re.split(r"[ .-]+", name) if part]


def _begins(short: list[str], full: list[str]) -> bool:
    """Whether each word is the other's or its first letter, the surname being whole."""
    same = len(short) == len(full) > 1 and short != full and short[-1] == full[-1] and len(short[-1]) > SHORT
    return same and all(a == b or (len(a) == 1 and b[0] == a) for a, b in zip(short, full, strict=True))


def _is_surname(word: str, full: str) -> bool:
    return " " in full and full != word and full.endswith((" " + word, " al-" + word, " el-" + word))


def _is_part(word: str, full: str) -> bool:
    """A first name by itself: « Tahsha » of « Tahsha Renee »."""
    return " " not in word and len(word) > SHORT and word in full.split()[:-1]


def _body_of(group: Group, bodies: Iterable[Group]) -> Group | None:
    """The only body whose name the acronym spells, brackets or not."""
    short = plain(group.entity.name).replace(".", "")
    if not is_acronym(short) or len(short) <= SHORT or group.label not in ("ORG", "MISC"):
        return None
    fits = [b for b in bodies if b is not group and _spelled(b.entity.name, short)]
    return fits[0] if len(fits) == 1 else None


def _misprinted(group: Group, people: Iterable[Group]) -> Group | None:
    """« Hwank Sok-yong » of « Hwang Sok-yong »: two words or more, one letter of them another."""
    own = bare(group.entity.name)
    if " " not in own or group.label != "PER":
        return None

    def weight(one: Group) -> tuple[int, int]:
        return len(one.names), -one.names[0].ranks[0]

    others = (p for p in people if p is not group and weight(p) > weight(group))
    fits = [p for p in others if _one_off(own, bare(p.entity.name))]
    return fits[0] if len(fits) == 1 else None


def _one_off(one: str, other: str) -> bool:
    """Whether one letter inside a word of five letters or more differs, all other words being the same."""
    pairs = list(zip(one.split(), other.split(), strict=False))
    unlike = [(a, b) for a, b in pairs if a != b]
    if len(one.split()) != len(other.split()) or len(unlike) != 1:
        return False
    a, b = unlike[0]
    return len(a) == len(b) > 4 and sum(x != y for x, y in zip(a, b, strict=True)) == 1 and a[0] == b[0]


def _named_after_noun(group: Group, bodies: Iterable[Group]) -> Group | None:
    """« le parti ANO » and « ANO », « l'université Paris-8 » and « Paris-8 »: one body with and without its noun."""
    if group.label not in ("ORG", "MISC"):
        return None
    own = bare(group.entity.name)
    for body in bodies:
        noun, _, rest = bare(body.entity.name).partition(" ")
        if body is not group and rest == own and noun in body_keys():
            return body
    return None


def _abridged(group: Group, bodies: Iterable[Group]) -> Group | None:
    """« Ligue Sport BZH » of « Ligue Sport Bretagne … », « Fédération nationale » of « Fédération nationale de … ».

    What is left out begins with « de » and was said before; or the last word is made of its first letters.
    """
    if group.label not in ("ORG", "MISC") or len(bare(group.entity.name).split()) < LEAST:
        return None
    fits = [b for b in bodies if b is not group and _is_abridged(group, b)]
    return fits[0] if len(fits) == 1 else None


def _is_abridged(short: Group, full: Group) -> bool:
    one, other = bare(short.entity.name), bare(full.entity.name)
    stem, _, last = one.rpartition(" ")
    if other.startswith(stem + " ") and is_acronym(short.entity.name.split()[-1]) and len(last) > SHORT:
        return _spelled(other.removeprefix(stem + " ").replace("-", " "), last.upper())
    said = full.names[0].ranks[0] < short.names[0].ranks[0]
    headed = one.split()[0] in body_keys()
    return said and headed and other.startswith((one + " de ", one + " d'", one + " du ", one + " des "))


def _glossed(tree: Tree, group: Group, bodies: Iterable[Group]) -> Group | None:
    """« Office fédéral de l'environnement (OFEV) »: letters in brackets right behind the only name they can gloss."""
    short = key(group.entity.name).replace(".", "")
    if not is_acronym(plain(group.entity.name)) or len(short) <= SHORT or group.label not in ("ORG", "MISC"):
        return None
    opens = {n.ranks[0] - 2 for n in group.names if n.ranks[0] > 1 and tree.units[n.ranks[0] - 1].text == "("}
    for body in bodies:
        name = key(body.entity.name)
        behind = body is not group and any(n.ranks[-1] in opens for n in body.names)
        if behind and name[0] == short[0] and in_order(short, name):
            return body
    return None


def _spelled(name: str, short: str) -> bool:
    parts = [part for part in re.split(r"[ '’]+", key(name)) if part]
    return len(parts) >= len(short) - 1 and len(parts) > 1 and spells(parts, key(short))
