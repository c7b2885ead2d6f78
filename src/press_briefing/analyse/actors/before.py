"""Functions stated before a name: « le ministre français X », « Le ministre de la Justice, X, »."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from ...french.grammar.classes import is_determiner, is_finite, words
from ...lexicons import members
from ..entities.geography import country_of
from . import acting
from .book import Role
from .roles import (
    DEFINITE,
    FORE,
    FRESH,
    LIKELY,
    LINKS,
    LONGEST_BRACKET,
    LONGEST_TITLE,
    MAYBE,
    RELATIVES,
    STOPS,
    SURE,
    body_nouns,
    is_agent,
    is_human,
    is_person_noun,
    is_plural,
    one_of,
    opening,
    role,
)
from .tree import Tree

_LEADING = DEFINITE | words("no_title_leads")
MOST_CIVILITIES = 4
LONGEST_NAME = 6  # words
_CIVILITIES = frozenset(("m", "mm", "mme", "mlle", "me", "dr", "pr", "mgr", "st"))


def title_before(tree: Tree, ranks: range) -> Role | None:
    """« le ministre français des Affaires étrangères X »: nothing but the function's words up to the name."""
    last = _past_naming(tree, past_civility(tree, ranks[0] - 1))
    if last < 0 or not tree.units[last].word or tree.of_sentence[last] != tree.of_sentence[ranks[0]]:
        return None
    if tree.low(last) in words("of", "prepositions", "contracted", "determiners") | LINKS:
        return None
    if tree.low(last) in members("actors/place_nouns.txt"):
        return None  # « le maire de la ville Oran »
    if tree.low(last) in body_nouns() and len(ranks) == 1:
        return None  # « le gouvernement Aznar », « le parti Ano »: the noun of a body names it
    noun = noun_left(tree, last, nearest=True)
    noun = _headed(tree, ranks) if noun < 0 else noun
    if noun < 0 or not _introduced(tree, opening(tree, noun)):
        return None
    return role(tree, opening(tree, noun), last + 1, noun, "title")


def past_civility(tree: Tree, last: int) -> int:
    """The word before « M. », « le Dr »; the end of a sentence is none."""
    dotted = last > 0 and tree.units[last].text == "." and tree.low(last - 1) in _CIVILITIES
    last -= dotted
    least = last - MOST_CIVILITIES
    while last >= max(0, least) and tree.low(last).rstrip(".") in _CIVILITIES:
        last -= 1
    return last


def past_grade(tree: Tree, last: int) -> int:
    """The mark before « le Dr X », « Mme X », behind which a name stands beside a function."""
    at = past_civility(tree, last)
    return at - 1 if at < last and tree.low(at) in ("le", "la") else at


def _past_naming(tree: Tree, last: int) -> int:
    """The word before « nommé », « du nom de », « identifié comme » behind a noun."""
    for phrase in _namings().get(tree.low(last), ()):
        first = last - len(phrase) + 1
        if first > 0 and all(tree.low(first + k) == word for k, word in enumerate(phrase)):
            return first - 1
    return last


@cache
def _namings() -> dict[str, list[list[str]]]:
    """By the last word."""
    found: dict[str, list[list[str]]] = {}
    for phrase in sorted(members("actors/namings.txt")):
        found.setdefault(phrase.split()[-1], []).append(phrase.split())
    return found


def _introduced(tree: Tree, first: int) -> bool:
    """Whether a title begins as one does: behind an article or « et », or where a sentence or a phrase begins.

    Bare behind a name and a comma it is that name's: « Paul Lens, enseignant en dessin Zoé Roth, » lost a comma.
    """
    if first <= 0 or tree.units[first].first:
        return True
    before = tree.units[first - 1]
    if before.text == "," and first > 1 and tree.units[first - 2].pos == "PROPN":
        return False
    return is_determiner(before) or before.low in words("contracted") or before.low in LINKS or not before.word


def before_comma(tree: Tree, ranks: range, starts: Collection[int] = ()) -> Role | None:
    """« Le ministre de la Justice, X, a … »: a definite function, its name between commas or at the end."""
    comma, after = past_grade(tree, ranks[0] - 1), ranks[-1] + 1
    closed = after >= len(tree.units) or tree.units[after].text in STOPS or tree.low(after) in RELATIVES
    if comma < 1 or tree.units[comma].text != "," or not closed:
        return None
    last = comma - 1
    if tree.units[last].text == ")":  # « la secrétaire à l'Intérieur (Environnement), X »
        while last > comma - LONGEST_BRACKET and tree.units[last].text != "(":
            last -= 1
        last -= 1
    noun = noun_left(tree, last, nearest=False)
    noun = _headed(tree, ranks) if noun < 0 else noun
    if noun >= 0 and (one := one_of(tree, noun)) >= 0:
        return role(tree, one, comma, noun, "before")
    if noun < 0 or _apart(tree, noun, ranks):
        return None
    first = opening(tree, noun)
    if tree.low(first - 1) not in DEFINITE | {"du", "au"} or _listed(tree, first - 1, starts):
        return None
    return role(tree, first, comma, noun, "before")


def _apart(tree: Tree, noun: int, ranks: range) -> bool:
    """« Devant le juge, X, 40 ans, a nié »: a function behind a preposition, and a name that is the subject."""
    name = tree.top(ranks)
    if not tree.case(noun) or not tree.relation(name).startswith("nsubj"):
        return False
    return not any(at < noun and tree.relation(at).startswith("nsubj") for at in tree.children[tree.heads[name]])


def _listed(tree: Tree, determiner: int, starts: Collection[int]) -> bool:
    """« …, le maire, X, »: the function is itself a member of a list or an apposition to somebody before it."""
    at = determiner - 1
    if at > 0 and tree.units[at].text == "," and _is_person(tree, at - 1, starts):
        return True  # « Aux côtés de Paul Roux, le premier maire de Sorval, Jean Dru a … »
    before = tree.units[at - 1]
    placed = tree.case(acting.climbed(tree, at - 1)) if at > 0 else ""  # « Pour la Finlande, le commissaire X »
    return at > 0 and tree.units[at].text == "," and before.pos == "PROPN" and not before.first and not placed


def _is_person(tree: Tree, last: int, starts: Collection[int]) -> bool:
    """Whether the name of a person ends at a word."""
    first = last
    while first > 0 and first not in starts and last - first < LONGEST_NAME:
        if not (tree.units[first].capital or tree.low(first) in words("particles")):
            return False
        first -= 1
    return first in starts and not country_of(tree.units[last].key)


def noun_left(tree: Tree, last: int, *, nearest: bool, plural: bool = False) -> int:
    """The person noun whose phrase ends at word `last`; -1 when none does.

    `nearest`: of « le conseiller du président X » it is « président » (X follows at once), else « conseiller ».
    `plural`: « les ministres X et Y » too.
    """
    found, sentence = -1, tree.of_sentence[last]
    for at in range(last, max(-1, last - LONGEST_TITLE), -1):
        unit = tree.units[at]
        if tree.abbreviates(at):
            continue
        if tree.of_sentence[at] != sentence or not unit.word or unit.text in STOPS:
            break
        if _is_verb(tree, at) or unit.low in words("subject", "stops") or _bare_name(tree, at, found):
            break
        if _is_title_noun(tree, at):
            if plural or not is_plural(tree, at) or one_of(tree, at) >= 0:
                found = at
            elif not _is_complement(tree, at):
                break
        if found >= 0 and nearest and at <= found and tree.low(at - 1) in words("of", "contracted"):
            break
        if is_determiner(unit) and not _complement(tree, at) and tree.low(at + 1) not in ("plus", "moins", "mieux"):
            break
    return found if nearest else _outer(tree, found)


def _is_complement(tree: Tree, at: int) -> bool:
    """« chef de file des députés », « ami des deux ministres »: a plural behind « de », whose somebody is."""
    return any(tree.low(i) in ("des", "de", "d'") for i in range(max(0, at - 3), at))


def _outer(tree: Tree, noun: int) -> int:
    """Of « le gendre du roi » the son-in-law, though no list has him; -1 where it is unclear whether he is meant."""
    above = tree.heads[noun] if noun >= 0 else -1
    if not 0 <= above < noun or tree.relation(noun) != "nmod" or not tree.human(above, MAYBE):
        return noun
    return above if is_human(tree, above, MAYBE) and _led(tree, above) else -1


def _headed(tree: Tree, ranks: range) -> int:
    """The noun that no list has and that the parse says the name stands beside: « l'assistant principal …, X »."""
    name = tree.top(ranks)
    noun = tree.heads[name]
    if not 0 <= noun < ranks[0] or ranks[0] - noun > LONGEST_TITLE or tree.case(name) or not _led(tree, noun):
        return -1
    beside = tree.relation(name) == "appos" or tree.relation(name).startswith(("flat", "nmod"))
    least = MAYBE if len(ranks) > 1 and tree.low(noun) not in body_nouns() else LIKELY
    told = is_agent(tree, noun, wide=True) or is_human(tree, noun, least)
    return noun if beside and told and not is_plural(tree, noun) else -1


def _is_verb(tree: Tree, at: int) -> bool:
    """A finite verb or an infinitive: it ends the phrase of a function."""
    unit = tree.units[at]
    return is_finite(unit) or (unit.pos in ("VERB", "AUX") and "VerbForm=Inf" in unit.morph)


def _is_title_noun(tree: Tree, at: int) -> bool:
    unit = tree.units[at]
    led = _led(tree, at)
    if not is_person_noun(tree, at):
        return led and (is_agent(tree, at) or is_human(tree, at, SURE))
    if unit.capital and not (led or unit.first) and unit.low not in ("premier", "ministre", "président"):
        return False
    if unit.pos not in ("NOUN", "PROPN", "ADJ") and not led:
        return False  # « a accusé Oslo »
    if unit.low == "cadre" and tree.low(at - 2) == "dans":
        return False  # « dans le cadre du projet X »
    adjective = unit.pos == "ADJ" and tree.units[at - 1].pos in ("NOUN", "PROPN") and at > 0
    leading = unit.pos == "ADJ" and tree.low(at + 1) != "" and tree.units[at + 1].pos == "NOUN"
    return not adjective and not leading  # « ses jeunes voisins X et Y »


def _led(tree: Tree, at: int) -> bool:
    """Whether an article stands before a noun and the adjectives before it."""
    first = at - 1
    while first > 0 and tree.low(first) in FORE | FRESH:
        first -= 1
    return tree.low(first) in _LEADING | words("contracted")


def _bare_name(tree: Tree, at: int, found: int) -> bool:
    """A capital left of the noun is somebody else, « Premier » aside."""
    return found >= 0 and tree.units[at].capital and tree.low(at) not in words("capitals_before")


def _complement(tree: Tree, at: int) -> bool:
    """Whether a determiner stands behind « de », « à »: then it opens a complement, not the phrase."""
    return tree.low(at - 1) in words("complement_leads")
