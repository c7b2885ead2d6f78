"""Functions said of several at once, « les ministres X et Y », and of somebody's kin: « X et son épouse, Y »."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ...french.grammar.classes import words
from ...lexicons import members
from ...model.typography import key
from . import acting
from .after import closing
from .before import noun_left, past_civility
from .book import Role
from .roles import FORE, FRESH, is_person_noun, is_plural, masculine, opening, role
from .tree import Tree

MOST_NAMES = 6  # of an enumeration
_OWNED = frozenset(("son", "sa"))


def shared_title(tree: Tree, ranks: range, starts: Collection[int]) -> Role | None:
    """« les experts en sécurité X et Y », « MM. X et Y, adjoints, »: the function in the singular, for each of them."""
    first, end = _first_name(tree, ranks, starts), _last_name(tree, ranks, starts)
    if (first, end) == (ranks[0], ranks[-1]):
        return None
    return _before_all(tree, first) or _behind_all(tree, end)


def _before_all(tree: Tree, first: int) -> Role | None:
    last = past_civility(tree, first - 1)
    comma = last > 0 and tree.units[last].text == ","
    if tree.low(last - comma) in words("of", "prepositions", "contracted"):
        return None  # « vainqueur des champions avec X et Y »
    noun = noun_left(tree, last - comma, nearest=True, plural=True)
    if noun < 0 or not _of_many(tree, noun) or (comma and tree.case(noun)):
        return None
    begun = opening(tree, noun)
    while tree.low(begun - 1).removesuffix("s") in FORE | FRESH:
        begun -= 1  # « les jeunes avocats X et Y »
    if tree.low(begun - 1) not in members("actors/before_several.txt"):
        return None
    told = role(tree, begun, last + (not comma), noun, "title")
    return _for_one(tree, told)


def _behind_all(tree: Tree, end: int) -> Role | None:
    comma = end + 1
    if comma + 1 >= len(tree.units) or tree.units[comma].text != "," or not _of_many(tree, comma + 1):
        return None
    told = role(tree, comma + 1, closing(tree, comma + 1), comma + 1, "apposition")
    return _for_one(tree, told)


def _for_one(tree: Tree, told: Role) -> Role:
    """The function as each of them bears it."""
    return replace(told, text=_singular(tree, told), head=masculine(_one(tree.low(told.noun))))


def _of_many(tree: Tree, noun: int) -> bool:
    return is_person_noun(tree, noun) and is_plural(tree, noun)


def _last_name(tree: Tree, ranks: range, starts: Collection[int]) -> int:
    """The last word of the enumeration of names that this one opens or stands in."""
    last = ranks[-1]
    for _ in range(MOST_NAMES):
        after = last + 1
        if tree.low(after) not in ("et", ","):
            break
        start = next((at for at in range(after + 1, after + 4) if at in starts), -1)
        if start < 0 or (start > after + 1 and past_civility(tree, start - 1) != after):
            break
        last = _whole(tree, start)[-1]
    return last


def _first_name(tree: Tree, ranks: range, starts: Collection[int]) -> int:
    """The first word of the enumeration of names that this one ends or stands in."""
    first = ranks[0]
    for _ in range(MOST_NAMES):
        before = first - 1
        if tree.low(before) not in ("et", ",") or before < 1 or not tree.units[before - 1].capital:
            break
        start = max((at for at in range(max(0, before - 5), before) if at in starts), default=-1)
        if start < 0 or not all(tree.units[i].capital or i == start for i in range(start, before)):
            break
        first = start
    return first


def _singular(tree: Tree, told: Role) -> str:
    """« chirurgiens britanniques de Lyon » as « chirurgien britannique de Lyon »: the noun and its adjectives."""
    parts = []
    for i in range(told.first, told.last):
        unit = tree.units[i]
        space = " " if i + 1 < told.last and tree.units[i + 1].start > unit.end else ""
        of_noun = i == told.noun or (tree.heads[i] == told.noun and unit.pos == "ADJ")
        parts.append((_one(unit.text) if of_noun else unit.text) + space)
    return "".join(parts)


def _one(word: str) -> str:
    if word.endswith("aux") and not word.endswith("eaux"):
        return word[:-3] + "al"
    return word[:-1] if word.endswith(("s", "x")) and len(word) > 3 else word


def of_owner(tree: Tree, told: Role, ranks: range, starts: Collection[int]) -> Role | None:
    """« épouse de Paul Roux » for « Paul Roux et son épouse, X », where one name alone can be meant."""
    if tree.low(told.first - 1) not in _OWNED:
        return None
    owner = _owner(tree, told, ranks, starts)
    if owner is None:
        return None
    start, end = tree.chars(owner)
    name = " ".join(tree.text[start:end].split())
    link = "d’" if key(name)[0] in "aeiouy" else "de "
    return replace(told, text=f"{told.text} {link}{name}", content=told.content | {key(name)})


def _owner(tree: Tree, told: Role, ranks: range, starts: Collection[int]) -> range | None:
    """The name before « et son … », or the only one before it in the sentence, which is its subject."""
    sentence = tree.of_sentence[told.first]
    here = min(told.first, ranks[0])
    named = [at for at in range(max(0, here - 40), here) if at in starts and tree.of_sentence[at] == sentence]
    if told.first > ranks[0] or not named:  # « X, son épouse, … »: somebody spoken of before
        return None
    last = _whole(tree, named[-1])
    beside = tree.low(told.first - 2) == "et" and last[-1] == told.first - 3
    alone = len(named) == 1 and acting.part(tree, tree.top(last)) == acting.ACTS
    return last if beside or alone else None


def _whole(tree: Tree, first: int) -> range:
    """The words of a name that begins here."""
    last = first
    while last + 1 < len(tree.units) and tree.units[last + 1].relation.startswith("flat"):
        last += 1
    return range(first, last + 1)
