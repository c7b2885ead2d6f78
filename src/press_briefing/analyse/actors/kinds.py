"""What is an actor, and of which kind: a name that is only a place, a slogan or a word in capitals is none."""

from __future__ import annotations

import re
from functools import cache

from ...french.grammar.classes import is_determiner
from ...french.grammar.verbs import nouns
from ...lexicons import keys, members
from ...model.typography import key, plain
from ..entities.acronyms import is_acronym
from ..entities.features import known_names, ordinary, organisation_heads, peoples
from ..entities.known import is_country
from . import acting
from .acting import is_act
from .gender import first_name_gender
from .glossed import glossed_kind, glossed_noun
from .groups import SHORT, Group, Named, known_acronyms, led_by
from .roles import body_nouns, is_person_noun
from .tree import Tree

THEME = 3  # mentions past the first of a country that an article is about


def kind_of(tree: Tree, group: Group) -> str:
    """person, organisation, state or group; empty when nothing here is an actor."""
    parts = {name.part for name in group.names}
    name = key(group.entity.name)
    if is_country(_without_article(name)) and group.label != "MISC":
        return "state" if _state_acts(tree, group) or _is_theme(tree, group) else ""
    if group.label == "PER" and name in _peoples():
        return "group" if _is_people(tree, group) and parts & {acting.ACTS, acting.UNDERGOES} else ""
    if group.label == "PER":
        alone = not all(led_by(tree, name) for name in group.names)
        placed = any(_is_placed(tree, name) for name in group.names)
        return "person" if alone and not placed and not _is_slogan(tree, group) and not _no_person(group) else ""
    if is_seat(name):
        return ""
    if group.label in ("ORG", "MISC") and (noun := glossed_noun(tree, group)) >= 0:
        return glossed_kind(tree, noun)
    if group.label == "ORG":
        scene = _is_scene(group) or _is_platform(tree, group)
        if _no_body(tree, group) or (scene and not _rules(tree, group)):
            return ""
        venue = name.split()[0] in keys("actors/venues.txt")
        acts = not venue or any(_takes_part(tree, n) for n in group.names)
        return "organisation" if acts and not _is_slogan(tree, group) else ""
    if group.label == "MISC" and _is_people(tree, group):
        acted_on = any(name.part == acting.OF and acting.holds_act(tree, name.head) for name in group.names)
        return "group" if acted_on or parts & {acting.ACTS, acting.UNDERGOES, acting.WITH} else ""
    return "organisation" if group.label == "MISC" and _decides(tree, group) else ""


def _is_scene(group: Group) -> bool:
    """« Premier League », « Bourse du Travail »: where others play or meet.

    A club, a federation or a firm may be called so: « Federation Cup » is one, « Fédération de la Coupe » is not.
    """
    name = key(plain(group.entity.name))
    parts = re.split(r"[ -]", name)
    if parts[0] in _body_heads() - keys("actors/scenes.txt") | {"ligue"}:
        return name.startswith(tuple(keys("actors/scene_phrases.txt")))
    told = keys("actors/scenes.txt").intersection(parts)
    return bool(told) or name.startswith(tuple(keys("actors/scene_phrases.txt")))


def _is_platform(tree: Tree, group: Group) -> bool:
    """« un compte Twitter », « sur Facebook »: where somebody writes; « la société Facebook » is a firm."""
    if key(plain(group.entity.name)) not in keys("actors/platforms.txt"):
        return False
    return all(_hosts(tree, n) for n in group.names)


def _hosts(tree: Tree, name: Named) -> bool:
    before = tree.units[name.ranks[0] - 1]
    posted = before.pos == "NOUN" and before.low not in body_nouns() and not is_person_noun(tree, name.ranks[0] - 1)
    return (posted and name.ranks[0] > 0) or tree.case(acting.climbed(tree, name.head)) in _SITES


def _takes_part(tree: Tree, name: Named) -> bool:
    """Whether a house is more than a place here: « à l'université de Lyon » is where somebody is."""
    there = tree.case(acting.climbed(tree, name.head)) in ("à", "au", "aux")
    return name.part not in (acting.PLACE, acting.ALONE) and not there


def _decides(tree: Tree, group: Group) -> bool:
    """« WhatsApp a annoncé »: a name of no known kind that does what only bodies do, and is nobody's work or event."""
    name = plain(group.entity.name)
    if name.startswith(("Le ", "La ", "Les ")) or key(name.split()[0]) in keys("actors/named_after.txt"):
        return False
    led = (tree.units[n.ranks[0] - 1] for n in group.names if n.part == acting.ACTS and n.ranks[0])
    return not any(is_determiner(unit) for unit in led) and _rules(tree, group)


def _rules(tree: Tree, group: Group) -> bool:
    """Whether what it does is mostly what only bodies do: « annonce », « refuse »."""
    acts = [n for n in group.names if n.part == acting.ACTS]
    decided = [n for n in acts if is_act(tree.units[max(0, tree.heads[acting.climbed(tree, n.head)])].key)]
    return bool(decided) and len(decided) * 2 >= len(acts)


def _is_placed(tree: Tree, name: Named) -> bool:
    """« la capitale, Nay Pyi Taw », « la capitale Jakarta »: what is called a place is one."""
    at = name.ranks[0] - 1
    if tree.low(at) in members("actors/craft.txt") and is_determiner(tree.units[max(0, at - 1)]):
        return True  # « le cargo Ever Green »
    at -= tree.low(at) == "," or tree.units[at].pos == "ADJ"  # « la région académique Bretagne »
    return tree.low(at) in members("actors/place_nouns.txt") and tree.low(at - 1) in ("la", "le", "l'", "sa", "du")


def _no_person(group: Group) -> bool:
    """« le milliardaire Français », « (Thiès Sénégal) », « Sadio M-Riyad N », « Trophée Q »: labelled so only."""
    name = plain(group.entity.name)
    parts = name.split()
    if any(char.isdigit() for char in name) or any(_is_glued(part) for part in parts):
        return True
    joined = any("-" in part.strip("-") for part in parts[1:-1]) and len(parts) > 2 and "-" not in parts[-1]
    if joined and all(part[0].isupper() for part in parts):
        return True
    if key(parts[0]) in keys("actors/named_after.txt"):
        return True
    if len(parts) > 2 and parts[-2] in ("Le", "La", "Les", "L'") and is_country(key(parts[-1])):
        return True  # « Cédéao Le Sénégal »: two lines that lost their break
    return len(parts) == 2 and is_country(key(parts[1])) and not first_name_gender(name)


def _is_glued(part: str) -> bool:
    """« LopesH »: a list whose gaps were lost."""
    return len(part) > 5 and part[-1].isupper() and part[-2].islower()


@cache
def _peoples() -> frozenset[str]:
    return frozenset(key(word) for word in peoples())


@cache
def _singular_peoples() -> frozenset[str]:
    return frozenset(people.removesuffix("s") for people in peoples())


_SITES = frozenset(("sur", "via", "depuis"))


def _no_body(tree: Tree, group: Group) -> bool:
    """« publié sur X », « (NED/Liverpool) », « gaz naturel liquéfié »: a site, a code, a thing behind its letters."""
    name = plain(group.entity.name)
    first = key(name).split()[0]
    if (name == name.lower() and first not in _body_heads()) or _is_glued(name):
        return True
    if name in members("actors/country_codes.txt") and all(_bracketed(tree, n) for n in group.names):
        return True
    return all(tree.case(acting.climbed(tree, n.head)) in _SITES for n in group.names)


def _bracketed(tree: Tree, name: Named) -> bool:
    return tree.low(name.ranks[0] - 1) in ("(", "/", "-", ",")


@cache
def _body_heads() -> frozenset[str]:
    return frozenset(map(key, body_nouns())) | keys("actors/state_bodies.txt") | organisation_heads()


def _without_article(name: str) -> str:
    """« Le Tchad » where a heading begins with it."""
    for article in ("le ", "la ", "les ", "l'"):
        if name.startswith(article):
            return name.removeprefix(article)
    return name


def _state_acts(tree: Tree, group: Group) -> bool:
    return any(
        name.part in (acting.ACTS, acting.UNDERGOES, acting.WITH)
        or (name.part == acting.OF and acting.holds_act(tree, name.head))
        or (name.part == acting.ALONE and tree.determiner(name.head) >= 0)
        for name in group.names
    )


def _is_theme(tree: Tree, group: Group) -> bool:
    """A country that stands in the first sentence and in three more: what is told befalls it."""
    return len(group.names) > THEME and tree.of_sentence[group.names[0].ranks[0]] == 0


def _is_slogan(tree: Tree, group: Group) -> bool:
    """« FRAYEURS. - … »: an ordinary word in capitals that opens its paragraph; « AG »: two letters nobody knows."""
    name = plain(group.entity.name)
    if len(group.entity.forms) > 1:
        return False
    if name.isupper() and name.isalpha() and len(name) > SHORT + 1 and key(name) in ordinary():
        return True
    if name.isupper() and len(name) > SHORT + 1 and all(_opens(tree, n) for n in group.names):
        return True
    unknown = is_acronym(name) and len(name) <= SHORT and name not in known_acronyms()
    return unknown and all(n.part != acting.ACTS for n in group.names)


def _opens(tree: Tree, name: Named) -> bool:
    """« FRAYEURS. En route … », « STATS : … »: a word in capitals that heads its paragraph."""
    after = name.ranks[-1] + 1
    first = tree.units[name.ranks[0]].first and "." not in name.mention.text
    return (
        first
        and after < len(tree.units)
        and tree.units[after].text in (".", ":", "-", "–", "—")
        and (key(name.mention.text) not in known_names())
    )


def _is_people(tree: Tree, group: Group) -> bool:
    """« les Palestiniens »: a people, with its article; « un Palestinien » is somebody else."""
    if not any(tree.low(tree.determiner(name.head)) in _OF_PEOPLES for name in group.names):
        return False
    return key(group.entity.name).removesuffix("s") in _singular_peoples() or (
        key(group.entity.name) in _groups_by_name()
    )


_OF_PEOPLES = frozenset(("les", "des", "aux", "ces"))


@cache
def _groups_by_name() -> frozenset[str]:
    return frozenset(key(noun) for noun in nouns("groups"))


def is_seat(name: str) -> bool:
    """« Matignon », « Kremlin »: a palace that stands for who governs there; `name` is folded."""
    return name in keys("entities/seats.txt")
