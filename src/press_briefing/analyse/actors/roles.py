"""What the article says a person is: the nouns of functions, and how a function is worded and compared."""

from __future__ import annotations

from functools import cache

from ...french.grammar.classes import is_determiner, words
from ...french.grammar.verbs import nouns
from ...lexicons import entries, members
from ...model.typography import key, plain
from ..entities.around import adjectives
from ..entities.geography import country_of
from .book import Role
from .tree import Tree

LONGEST_BRACKET = 8  # words
LONGEST_TITLE = 14  # words of a function before a name
# How likely a noun is a person: where the parse and a whole name vouch for it, where the parse does, where nothing.
MAYBE, LIKELY, SURE = 0.13, 0.35, 0.85
DEFINITE = words("function_determiners")
STOPS = frozenset((",", ".", ";", ":", "(", ")", "»", "«", '"', "!", "?", "…", "—", "–", "[", "]", "..."))
FRESH = words("fresh")
FORE = words("before_function")
LINKS = words("coordinators")
RELATIVES = words("relative_pronouns")
# Endings of nouns of those who do something; what is a thing all the same is listed.
_AGENTS = entries("actors/agent_endings.txt")
_WIDE = ("ant", "ante", "aire", "ent", "ente", "graphe", "nome", "sophe", "pathe")


@cache
def person_nouns() -> frozenset[str]:
    """Functions, trades and kin of one person, accents kept."""
    return nouns("persons") | members("actors/person_nouns.txt")


def is_person_noun(tree: Tree, i: int) -> bool:
    """« ministre », « vice-présidente », « ex-patron »: small letters, whatever stands before the hyphen.

    « tête de liste », « numéro deux » by their first word.
    """
    if not 0 <= i < len(tree.units):
        return False
    low = tree.units[i].low
    known = low in person_nouns() or ("-" in low and low.rsplit("-", 1)[-1] in person_nouns())
    return known or is_phrase(tree, i)


def is_phrase(tree: Tree, i: int) -> bool:
    """Whether a set phrase for a person begins here."""
    told = _phrases().get(tree.units[i].low, ())
    return any([tree.low(i + k) for k in range(len(words_))] == words_ for words_ in told)


@cache
def _phrases() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for phrase in members("actors/phrases.txt"):
        found.setdefault(phrase.split()[0], []).append(phrase.split())
    return found


def is_human(tree: Tree, i: int, least: float) -> bool:
    """A noun for people that no list has, as the encoder tells; what tells no function (« victime ») is none."""
    if not tree.human(i, least) or tree.units[i].capital:
        return False
    low = tree.units[i].low
    listed = members("actors/no_functions.txt") | members("actors/no_agents.txt") | members("actors/craft.txt")
    return low not in listed and low not in body_nouns() and low not in nouns("groups")


def is_agent(tree: Tree, i: int, *, wide: bool = False) -> bool:
    """A noun that no list has, formed as those of trades are: « académicien », « détentrice », « statisticien ».

    `wide`: endings too that things have as often (« assistant », « mandataire »), where the parse vouches for it.
    """
    if not 0 <= i < len(tree.units):
        return False
    unit = tree.units[i]
    endings = _AGENTS + _WIDE if wide else _AGENTS
    formed = unit.pos == "NOUN" and not unit.capital and len(unit.low) > 5 and unit.low.endswith(endings)
    return formed and unit.low not in members("actors/no_agents.txt") and unit.key not in adjectives()


def one_of(tree: Tree, noun: int) -> int:
    """The rank of « un » in « l'un des grands prétendants », -1 where a plural has none before it."""
    at = noun - 1
    while at > 0 and noun - at < 4 and tree.units[at].pos in ("ADJ", "ADV"):
        at -= 1
    if tree.low(at) in ("ses", "leurs", "ces") and tree.low(at - 1) == "de":
        at -= 1
    return at - 1 if tree.low(at) in ("des", "de") and tree.low(at - 1) in ("un", "une") else -1


def is_plural(tree: Tree, at: int) -> bool:
    return tree.morph(at, "Number") == "Plur" or (tree.low(at).endswith("s") and tree.low(at)[:-1] in person_nouns())


def role(tree: Tree, first: int, last: int, noun: int, how: str) -> Role:
    """The function in words `first:last`, whose noun is `noun`."""
    while first < noun and tree.low(first).removesuffix("s") in FRESH:
        first += 1
    start, end = tree.units[first].start, tree.units[last - 1].end
    shown = " ".join(plain(tree.text[start:end]).split()) if "\n" in tree.text[start:end] else tree.text[start:end]
    return Role(first, last, head_of(tree, noun), content(tree, range(first, last)), shown, how, noun)


def head_of(tree: Tree, noun: int) -> str:
    """The key of a function's noun; « premier ministre » is another function than « ministre »."""
    before = tree.low(noun - 1)
    if tree.low(noun) in ("ministre", "ministres") and before.rsplit("-", 1)[-1] in ("premier", "première"):
        return "vice-premier ministre" if before.startswith("vice") else "premier ministre"
    return masculine(tree.low(noun))


@cache
def masculine(noun: str) -> str:
    """One key for the two genders of a function: « présidente » and « président », « directrice » and « directeur »."""
    bare = noun.rsplit("-", 1)[-1].lower()
    if bare.endswith(("é", "ée")):  # « député », « députée »
        return key(bare.removesuffix("e"))
    word = key(bare)
    for feminine, male in (("trice", "teur"), ("euse", "eur"), ("ienne", "ien"), ("ere", "er"), ("fe", "f")):
        if word.endswith(feminine):
            return word.removesuffix(feminine) + male
    return word.removesuffix("e") if len(word) > 4 else word


def content(tree: Tree, ranks: range) -> frozenset[str]:
    """The words of a phrase that tell it from others; a country and its adjective are one."""
    found = set()
    for i in ranks:
        unit = tree.units[i]
        if not unit.word or is_determiner(unit) or unit.low in words("of", "prepositions", "contracted"):
            continue
        code = adjectives().get(unit.key) or (country_of(unit.key) if unit.capital else "")
        found.add(f"@{code}" if code else masculine(unit.low) if is_person_noun(tree, i) else unit.key)
    return frozenset(found)


@cache
def body_nouns() -> frozenset[str]:
    """Nouns of bodies: « parti », « gouvernement », « société »."""
    return nouns("institutions") | members("entities/organisation_heads.txt")


@cache
def body_keys() -> frozenset[str]:
    """The same, folded as names are compared."""
    return frozenset(map(key, body_nouns()))


def opening(tree: Tree, noun: int) -> int:
    """Where the function begins: adjectives that stand before its noun belong to it."""
    at = noun
    while at > 0 and (tree.low(at - 1) in FORE | FRESH or tree.low(at - 1).endswith("-premier")):
        at -= 1
    return at


def past_bracket(tree: Tree, at: int) -> int:
    """The word after « (…) » when a bracket opens at `at`, and after an asterisk (« Antoine*, »)."""
    if at < len(tree.units) and tree.units[at].text == "*":
        at += 1
    if at < len(tree.units) and tree.units[at].text == "(":
        for last in range(at + 1, min(len(tree.units), at + LONGEST_BRACKET + 2)):
            if tree.units[last].text == ")":
                return last + 1
    return at
