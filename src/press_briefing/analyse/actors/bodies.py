"""Bodies by description that are one of a kind: « l'armée malienne », « le ministère de la santé »."""

from __future__ import annotations

from functools import cache

from ...french.grammar.classes import words
from ...lexicons import members
from ...model.typography import key
from ..entities.around import adjectives
from ..entities.geography import country_of
from . import acting
from .book import Book, Draft
from .roles import person_nouns
from .tree import Tree

LONGEST = 9  # words of a body's description
_DEFINITE = words("definite_bodies")
# Words for who governs: of one country they are one actor.
_POWER = words("power")
_PARTIES = frozenset(("parti", "syndicat", "ligue"))
_PORTFOLIO = "ministère"
_COURTS = frozenset(("tribunal", "parquet", "mairie", "préfecture", "cour"))
_MANY = frozenset(("autorités", "forces"))  # of a country they are many bodies, none of them named


@cache
def state_bodies() -> frozenset[str]:
    return members("actors/state_bodies.txt")


def find_bodies(book: Book, tree: Tree) -> None:
    """Enter every definite body that an adjective of a country, a name or a portfolio pins down."""
    entered: dict[tuple[str, ...], Draft] = {}
    for draft in book.drafts.values():
        if draft.kind == "organisation":
            for form in draft.forms:
                entered.setdefault((key(form),), draft)
    for i, unit in enumerate(tree.units):
        if unit.low in state_bodies() and i not in book.by_head:
            _enter(book, tree, i, entered)


def _enter(book: Book, tree: Tree, i: int, entered: dict[tuple[str, ...], Draft]) -> None:
    determiner = _determiner(tree, i)
    if determiner < 0 or book.covered(tree.units[i].start):
        return
    last, mark = _pinned(book, tree, i)
    if not mark:
        last, mark = _sole(tree, i)
    part = acting.part(tree, i)
    placed = tree.low(i) in members("actors/places_that_act.txt") and part not in (acting.ACTS, acting.UNDERGOES)
    if not mark or part == acting.PLACE or placed:
        return
    start, end = tree.units[i].start, tree.units[last].end
    shown = tree.text[start:end]
    own = (key(shown),)
    noun = "pouvoir" if tree.low(i) in _POWER else tree.units[i].key
    draft = entered.get(own) or entered.get((noun, mark)) or _town(book, tree, i, last)
    if draft is None:
        named = tree.low(i) not in _MANY or mark[0] != "@"
        draft = book.new("organisation", " ".join(shown.split()), named=named, gender=_gender(tree, i, determiner))
        entered[own] = draft
    entered.setdefault((noun, mark), draft)
    draft.nouns[tree.low(i)] = None
    book.meet(draft, start, end, "name", i, shown)


def _sole(tree: Tree, i: int) -> tuple[int, str]:
    """« la cour constitutionnelle »: of which a state has one; (i, "") where it is none of these."""
    for phrase in members("actors/sole_bodies.txt"):
        size = len(phrase.replace("'", "' ").split())
        if " ".join(tree.low(at) for at in range(i, i + size)).replace("' ", "'") == phrase:
            return i + size - 1, key(phrase)
    return i, ""


_TOWN_HALLS = frozenset(("mairie", "municipalité"))


def _town(book: Book, tree: Tree, i: int, last: int) -> Draft | None:
    """The town that acts in the article, of which this is the town hall."""
    found = book.of(last) if tree.low(i) in _TOWN_HALLS else None
    by_name = (d for d in book.drafts.values() if d.entity and tree.units[last].key in d.keys)
    found = found or (next(by_name, None) if tree.low(i) in _TOWN_HALLS else None)
    return found if found is not None and found.kind == "organisation" else None


def _determiner(tree: Tree, i: int) -> int:
    """The definite article of the noun, right before it or before one adjective; -1 where it has none."""
    for at in (i - 1, i - 2):
        if at >= 0 and tree.low(at) in _DEFINITE:
            return at
        if at < 0 or tree.units[at].pos != "ADJ":
            break
    return -1


def _pinned(book: Book, tree: Tree, i: int) -> tuple[int, str]:
    """The last word of the description and what pins it down; an empty mark where nothing does."""
    at = i + 1
    while at < len(tree.units) and at < i + LONGEST and tree.of_sentence[at] == tree.of_sentence[i]:
        unit = tree.units[at]
        if code := adjectives().get(unit.key):
            return (at, f"@{code}") if _agree(tree, i, at) else (i, "")
        if unit.pos == "ADJ" and unit.word and not unit.capital:
            if tree.low(i) in _PARTIES and unit.low in person_nouns():
                return _adjectives(tree, i, at)
            at += 1
            continue
        break
    return _complement(book, tree, i, at)


def _agree(tree: Tree, noun: int, adjective: int) -> bool:
    """« le ministre de la défense letton »: the adjective is the minister's, as its gender tells."""
    genders = {tree.morph(noun, "Gender"), tree.morph(adjective, "Gender")} - {""}
    return len(genders) < 2


def _adjectives(tree: Tree, i: int, at: int) -> tuple[int, str]:
    """« le parti socialiste francophone » by its adjectives."""
    last = at
    while last + 1 < len(tree.units) and tree.units[last + 1].pos == "ADJ" and tree.units[last + 1].word:
        last += 1
    return last, " ".join(tree.units[k].key for k in range(i + 1, last + 1))


def _complement(book: Book, tree: Tree, i: int, at: int) -> tuple[int, str]:
    """« … de la santé » after a ministry, « … de Lyon », « … Aznar », « … d'Assimi Goïta »: the name or portfolio."""
    if at >= len(tree.units):
        return i, ""
    linked = tree.low(at) in ("de", "d'", "du", "des", "à")
    begun = at + 1 if linked else at
    if linked and begun < len(tree.units) and tree.low(begun) in ("la", "l'"):
        begun += 1
    if begun >= len(tree.units):
        return i, ""
    if (named := book.name_ranks.get(begun)) is not None:
        last, mark, label = named
        if not linked and (label != "PER" or tree.low(i) not in members("actors/teams.txt")):
            return i, ""
        code = country_of(mark)
        return last, f"@{code}" if code else mark
    if linked and tree.low(i) in _COURTS and tree.units[begun].pos == "PROPN" and tree.units[begun].capital:
        return begun, tree.units[begun].key  # a town that no list and no model knows
    if linked and tree.low(i) == _PORTFOLIO and tree.units[begun].pos == "NOUN" and tree.low(at) != "à":
        return _portfolio(tree, begun)
    return i, ""


def _portfolio(tree: Tree, begun: int) -> tuple[int, str]:
    """« affaires étrangères », « santé et de la prévention » by their first noun and its adjectives."""
    last = begun
    while last + 1 < len(tree.units) and tree.units[last + 1].pos == "ADJ" and tree.units[last + 1].word:
        last += 1
    return last, " ".join(tree.units[i].key for i in range(begun, last + 1))


def _gender(tree: Tree, i: int, determiner: int) -> str:
    low = tree.low(determiner)
    told = {"le": "m", "la": "f", "du": "m", "au": "m"}.get(low, "")
    return told or {"Masc": "m", "Fem": "f"}.get(tree.morph(i, "Gender"), "")
