"""Capitals and palaces that stand for who governs there, and towns that act: never where they are only a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from ...french.grammar.classes import words
from ...gazetteer import places
from ...lexicons import keys, members, rows
from ...model.analysis import Entity
from ...model.typography import key
from ..entities.around import adjectives
from ..entities.geography import country_of, is_part_of_the_world
from . import acting
from .book import Book, Draft
from .groups import Group, Named
from .kinds import is_seat
from .tree import Tree

# What is said or done to a government, not to a town: stems of verbs.
_TO_POWERS = ("accus", "exhort", "menac", "critiqu", "condamn", "remerci", "convain", "appel", "press", "avert", "somm")
# What two governments do with one another.
_WITH_POWERS = ("negoci", "discut", "dialogu", "coope", "romp", "s'entend", "allie", "rapproch", "collabor")


def find_states(book: Book, tree: Tree, groups: Iterable[Group], index: Sequence[Entity]) -> None:
    """Mentions of capitals go to their state; palaces and towns that act are bodies of their own."""
    countries = _countries(index)
    groups = list(groups)
    told = _told_of(tree, index)
    powers = sum(bool(capital_of(key(g.entity.name))) and any(_governs(tree, n) for n in g.names) for g in groups)
    for group in groups:
        name = key(group.entity.name)
        if is_seat(name):
            _enter_seat(book, tree, group)
        elif name == _UNIONS_SEAT and "BE" not in told and (union := _union(book)) is not None:
            for mention in group.names:
                if _governs(tree, mention):
                    _meet(book, union, mention, "place")
        elif (
            group.label in ("LOC", "ORG")
            and (code := capital_of(name))
            and (powers > 1 or code in told or name in keys("actors/powers.txt"))
        ):
            for mention in group.names:
                if _governs(tree, mention):
                    draft = _state(book, code, countries)
                    _meet(book, draft, mention, "place")
        elif group.label == "LOC":
            _enter_town(book, tree, group)


# Where the article names the Union, and Belgium in nothing, « Bruxelles » is the Union.
_UNIONS_SEAT = "bruxelles"
_UNION = ("union europeenne", "ue", "commission europeenne")


def _union(book: Book) -> Draft | None:
    named = (d for name in _UNION for d in book.drafts.values() if d.kind == "organisation" and name in d.keys)
    return next(named, None)


def capital_of(name: str) -> str:
    """Code of the country whose capital this is; empty when it is none or a country's own name."""
    found = places(name)
    if any(place.kind == "C" for place in found):
        return ""
    return next((place.country for place in found if place.kind == "K"), "")


def _countries(index: Sequence[Entity]) -> dict[str, Entity]:
    """The rows of countries by code."""
    found: dict[str, Entity] = {}
    for row in index:
        if row.label in ("LOC", "ORG") and (code := country_of(key(row.name))):
            found.setdefault(code, row)
    return found


def _told_of(tree: Tree, index: Iterable[Entity]) -> frozenset[str]:
    """Codes of the countries the article speaks of: by name, by adjective, by a place there."""
    found = {adjectives().get(unit.key, "") for unit in tree.units}
    for row in index:
        if row.label == "LOC" and row.country and not capital_of(key(row.name)):
            found.add(row.country)
    return frozenset(found - {""})


def _state(book: Book, code: str, countries: dict[str, Entity]) -> Draft:
    """The draft of a state: its row where the article names it, else one of our own with the country's name."""
    row = countries.get(code)
    if row is not None:
        return book.add(Draft(row.id, row.name, "state", entity=row.id, gender=state_gender(code)))
    made = next((d for d in book.drafts.values() if d.kind == "state" and country_of(key(d.name)) == code), None)
    return made or book.new("state", country_name(code), named=True, gender=state_gender(code))


def state_gender(code: str) -> str:
    """m for « du Mali », f for « d'Ukraine », « de la Chine »; empty where the name alone does not tell."""
    said = _country(code)
    if said.startswith(("du ", "des ")):
        return "m" if said.startswith("du ") else ""
    return "f" if said.endswith("e") else ""


@cache
def country_name(code: str) -> str:
    """« Mali » for ML, as the article-bearing form of the list gives it (« du Mali », « d'Israël »)."""
    told = _country(code)
    for opening in ("de la ", "de l'", "du ", "des ", "de ", "d'"):
        if told.startswith(opening):
            return told.removeprefix(opening)
    return told


@cache
def _country(code: str) -> str:
    """« du Mali », « d'Israël »; the code itself of a country that the list lacks."""
    return next((row[1] for row in rows("entities/demonyms.tsv") if row[0] == code), code)


def _governs(tree: Tree, name: Named) -> bool:
    """Whether a capital stands for its government here."""
    i = acting.climbed(tree, name.head)
    head, case = tree.heads[i], tree.case(i)
    verb = tree.units[head] if head >= 0 else None
    if name.part == acting.ACTS and verb is not None and tree.relation(i) != "nsubj:pass":
        return acting.is_act(verb.key) or case == "par"
    if case in ("selon", "entre"):
        return case == "selon" or _related(tree, i)
    if verb is None:
        return False
    if name.part == acting.UNDERGOES:
        return verb.key.startswith(_TO_POWERS)
    if case in ("avec", "contre"):
        return verb.key.startswith(_WITH_POWERS) or verb.key in keys("entities/relations.txt")
    return name.part == acting.OF and verb.key in keys("entities/supports.txt")


def _related(tree: Tree, i: int) -> bool:
    """« les relations entre Paris et Alger »: what there is between two powers, not a road between two towns."""
    return any(tree.units[at].key in keys("entities/relations.txt") for at in range(max(0, i - 6), i))


def _meet(book: Book, draft: Draft, name: Named, form: str) -> None:
    book.meet(draft, name.mention.start, name.mention.end, form, name.head, name.mention.text)
    draft.acts |= name.part == acting.ACTS


def _enter_seat(book: Book, tree: Tree, group: Group) -> None:
    """« le Kremlin accuse », « avec le Kremlin »: a palace that acts or is dealt with; not where somebody only is."""
    if any(_is_dealt_with(tree, name) for name in group.names):
        draft = book.add(Draft(group.entity.id, group.entity.name, "organisation", entity=group.entity.id))
        for name in group.names:
            if name.part == acting.OF or _is_dealt_with(tree, name):
                _meet(book, draft, name, "place")


def _is_dealt_with(tree: Tree, name: Named) -> bool:
    """Whether a palace is its ruler: « reçu à l'Élysée » is where, « il l'a demandé à l'Élysée » is whom."""
    i = acting.climbed(tree, name.head)
    if tree.case(i) not in ("à", "au", "aux"):
        return name.part in (acting.ACTS, acting.UNDERGOES, acting.WITH)
    verb = tree.units[tree.heads[i]] if tree.heads[i] >= 0 else None
    told = members("words/reporting_verbs.txt") | words("told_to")
    return verb is not None and verb.lemma in told and name.part == acting.UNDERGOES


def _enter_town(book: Book, tree: Tree, group: Group) -> None:
    """A town or province that decides: its council, under its name; « le Sahel » has none, and nobody speaks for it."""
    if not group.entity.name[0].isupper() or is_part_of_the_world(group.entity.name):
        return  # « rue Victor-Hugo »
    deciding = [n for n in group.names if n.part == acting.ACTS and _governs(tree, n)]
    if deciding:
        draft = book.add(Draft(group.entity.id, group.entity.name, "organisation", entity=group.entity.id))
        for name in deciding:
            _meet(book, draft, name, "name")
