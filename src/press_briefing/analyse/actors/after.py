"""Functions stated behind a name: apposition, bracket; and the bracket of a party."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from ...french.grammar.classes import is_adverb, is_determiner, is_finite, words
from ...lexicons import members
from .before import past_civility
from .book import Role
from .roles import (
    DEFINITE,
    FORE,
    FRESH,
    LIKELY,
    LINKS,
    LONGEST_TITLE,
    RELATIVES,
    STOPS,
    SURE,
    body_nouns,
    is_agent,
    is_human,
    is_person_noun,
    is_plural,
    one_of,
    past_bracket,
    role,
)
from .tree import Tree

_DASHES = frozenset(("-", "–", "—"))
_APPOINTED = words("appointed")
_ARTICLES = frozenset(("Le", "La", "Les", "Un", "Une"))
_POSSESSIVES = words("possessives")
# Prepositions that open a circumstance, unless the parse hangs it on the function.
AWAY = words("circumstance")
LONGEST_APPOSITION = 26  # words
_SINCE = words("since")


def apposed(tree: Tree, ranks: range, starts: Collection[int]) -> Role | None:
    """« X (LR), 53 ans, procureure de la CPI et ancienne ministre, », « X (directrice du port) »."""
    if (told := _bracketed(tree, ranks)) is not None:
        return told
    comma = past_bracket(tree, ranks[-1] + 1)
    if comma + 1 >= len(tree.units) or not (tree.units[comma].text == "," or _dash(tree, comma)):
        return None
    first = _past_age(tree, comma + 1)
    if (told := leads(tree, first)) is not None:
        return told
    noun = noun_right(tree, first)
    noun = _vouched(tree, first, ranks) if noun < 0 else noun
    if noun < 0 or (_dash(tree, comma) and not is_person_noun(tree, noun)) or _has_own_verb(tree, noun):
        return None
    if is_plural(tree, noun) and one_of(tree, noun) < 0:
        return None
    opened, last = begun(tree, first, noun), closing(tree, noun)
    if _another(tree, range(first, last), starts) or _members(tree, first, last):
        return None
    return role(tree, opened, last, noun, "apposition")


def _has_own_verb(tree: Tree, noun: int) -> bool:
    """« Selon X, le préfet a menti »: the subject of the verb that follows is somebody else."""
    verb = tree.heads[noun]
    if not tree.relation(noun).startswith("nsubj") or verb <= noun:
        return False
    return all(tree.units[i].word for i in range(noun + 1, verb)) and is_determiner(tree.units[noun - 1])


def _bracketed(tree: Tree, ranks: range) -> Role | None:
    """« X (présidente) », « X (directeur sportif du club) »: a function in brackets."""
    inside = bracket_after(tree, ranks)
    noun = noun_right(tree, inside[0]) if inside else -1
    known = noun in inside and (is_person_noun(tree, noun) or is_human(tree, noun, SURE))
    if not known or is_plural(tree, noun) or tree.units[noun].pos in ("VERB", "AUX"):
        return None
    return role(tree, begun(tree, inside[0], noun), min(closing(tree, noun), inside.stop), noun, "apposition")


def leads(tree: Tree, first: int) -> Role | None:
    """« X, à la tête de l'agence, », « X, en charge du dossier, »: the words of an office that is no noun."""
    for phrase in members("actors/leading.txt"):
        told = phrase.split()
        last = first + len(told) - 1
        if all(tree.low(first + k) == word for k, word in enumerate(told)):
            end = closing(tree, last) if tree.low(last + 1) in words("of", "contracted") else 0
            return role(tree, first, end, last, "clause") if end > last + 2 else None
    return None


def _vouched(tree: Tree, first: int, ranks: range) -> int:
    """The noun in apposition by the parse that no list has and that is likely a person; -1 where there is none."""
    at = first + is_determiner(tree.units[first])
    for noun in range(at, min(len(tree.units), at + 3)):
        unit = tree.units[noun]
        if unit.pos == "NOUN":
            tied = unit.relation in ("appos", "nmod", "conj") and tree.heads[noun] in ranks
            definite = at == first or tree.low(first) in DEFINITE
            told = tied and definite and not tree.case(noun) and not is_plural(tree, noun)
            return noun if told and is_human(tree, noun, LIKELY) else -1
        if unit.pos not in ("ADJ", "ADV"):
            break
    return -1


def begun(tree: Tree, first: int, noun: int) -> int:
    """Where the wording of a function begins: without its article; with « un des », with « nommé »."""
    if (one := one_of(tree, noun)) >= 0:
        return one
    while first < noun and is_adverb(tree.units[first]):
        first += 1  # « désormais étudiante »
    return first + is_determiner(tree.units[first])


def _dash(tree: Tree, at: int) -> bool:
    """« X – présidente du club – »: a dash between two spaces."""
    apart = tree.units[at].start > tree.units[at - 1].end and at + 1 < len(tree.units)
    return apart and tree.units[at].text in _DASHES and tree.units[at + 1].start > tree.units[at].end


def _past_age(tree: Tree, at: int) -> int:
    """Past « 53 ans, », « âgée de 53 ans, », « né en 1953, »; not past « coiffeuse de 53 ans, »."""
    for _ in range(2):
        last = at
        while last < len(tree.units) and last < at + 6 and tree.units[last].text not in STOPS:
            last += 1
        inside = {tree.low(i) for i in range(at, last)}
        if is_person_noun(tree, at) or is_human(tree, at, SURE):
            return at
        if inside & {"ans", "âgé", "âgée", "né", "née"} and last + 1 < len(tree.units) and tree.units[last].text == ",":
            at = last + 1
    return at


def noun_right(tree: Tree, first: int) -> int:
    """The person noun that opens an apposition: after an article and adjectives, adverbs aside; -1 when none does."""
    at = _past_opening(tree, first)
    bare, limit = at == first and not _determined(tree, at), min(len(tree.units), at + 5)
    for here in range(at, limit):
        unit = tree.units[here]
        if is_person_noun(tree, here) and not (unit.capital and here > first + 1):
            alone = bare and here == first and unit.pos in ("VERB", "AUX")
            return -1 if alone and not _has_complement(tree, here) else here
        told = is_agent(tree, here) if here > first and not bare else here == first and _is_function(tree, here)
        if told or is_human(tree, here, SURE):
            return here
        known = is_determiner(unit) or unit.pos == "ADJ" or is_adverb(unit) or unit.low in FORE | FRESH
        if not known or (is_determiner(unit) and unit.low not in DEFINITE):
            break
    return -1


def _has_complement(tree: Tree, at: int) -> bool:
    """« employé de la banque », « envoyé spécial », where « blessé », « accusé par » tell what befell somebody."""
    after = tree.low(at + 1)
    return after in words("of", "contracted") or (after != "" and tree.units[at + 1].pos == "ADJ")


def _determined(tree: Tree, at: int) -> bool:
    return at < len(tree.units) and is_determiner(tree.units[at])


def _past_opening(tree: Tree, first: int) -> int:
    """Past « l'un des » and « nommé », « devenue le », behind which the noun of a function stands."""
    at = first + (tree.low(first) == "l'")
    if tree.low(at) in ("un", "une") and tree.low(at + 1) in ("des", "de"):
        return at + 2 + (tree.low(at + 2) in ("ses", "leurs", "ces"))
    if _is_appointed(tree, first) and (is_person_noun(tree, first + 1) or _determined(tree, first + 1)):
        return first + 1
    return first


def _is_appointed(tree: Tree, at: int) -> bool:
    return tree.low(at).removesuffix("e") in _APPOINTED


def _is_function(tree: Tree, at: int) -> bool:
    """A bare noun behind the comma after a name tells what the person is, times and set phrases aside."""
    unit = tree.units[at]
    if unit.pos != "NOUN" or unit.capital or unit.low in _no_functions() or unit.low.endswith(("tion", "age", "isme")):
        return False
    return tree.morph(at, "Number") == "Sing" and unit.relation == "appos" and not tree.case(at)


def closing(tree: Tree, noun: int) -> int:
    """Where the apposition of `noun` ends: at a mark, a relative or a verb; another function behind « , » goes on."""
    at, limit = noun + 1, min(len(tree.units), noun + LONGEST_APPOSITION)
    sentence = tree.of_sentence[noun]
    while at < limit and tree.of_sentence[at] == sentence:
        unit = tree.units[at]
        if unit.text == "," and _goes_on(tree, at):
            at = noun_right(tree, at + 1) + 1
            continue
        if unit.text == "(" and tree.units[past_bracket(tree, at) - 1].text == ")" and _in_phrase(tree, at):
            at = past_bracket(tree, at)
            continue
        if unit.text in ("Par", "Avec", "Photo") or (unit.text in _ARTICLES and tree.units[at - 1].capital):
            break  # the mark between two sentences was lost
        if unit.low == "et" and at + 1 < limit and _somebody_else(tree, at + 1):
            break
        if unit.text in STOPS or unit.low in RELATIVES or is_finite(unit) or unit.low in words("subject"):
            break
        if _dash(tree, at) or _circumstance(tree, noun, at) or _aside(tree, noun, at):
            break
        at += 1
    while at > noun + 1 and tree.low(at - 1) in words("hanging_end"):
        at -= 1
    return at


def _somebody_else(tree: Tree, at: int) -> bool:
    """Behind « et »: a name, « son épouse », « le maire » are no part of the function."""
    if tree.units[at].capital or tree.low(at) in _POSSESSIVES:
        return True
    return is_determiner(tree.units[at]) and is_person_noun(tree, at + 1) and one_of(tree, at + 2) < 0


def _circumstance(tree: Tree, noun: int, at: int) -> bool:
    """« … dans un entretien », « … lundi soir »: words that hang on no word of the function."""
    said = tree.units[noun].pos != "VERB"  # « qui dirige le pays depuis mars » is so since
    if tree.low(at) in words("weekdays") or (said and tree.low(at) in _SINCE):
        return True
    if tree.low(at) not in AWAY or tree.relation(at) != "case":
        return False
    onto = tree.heads[tree.heads[at]] if tree.heads[at] >= 0 else -1
    return not noun <= onto < at


def _aside(tree: Tree, noun: int, at: int) -> bool:
    """« … atteint d'un cancer », « … de 40 ans », « … en 1975 »: what befell somebody, ages and dates."""
    low, after = tree.low(at), tree.low(at + 1)
    if low == "en" and (after.isdigit() or after in words("months")):
        return True
    if low in ("de", "d'") and after.isdigit():
        return tree.low(at + 2) == "ans"
    participle = tree.morph(at, "Tense") == "Past" and tree.relation(at) == "acl" and at > noun
    told = after in words("of", "contracted", "prepositions")
    return participle and told and low.removesuffix("e") not in members("actors/offices.txt")


def _in_phrase(tree: Tree, bracket: int) -> bool:
    after = past_bracket(tree, bracket)
    return after < len(tree.units) and tree.low(after) in words("of", "contracted")


def _goes_on(tree: Tree, comma: int) -> bool:
    """« ancien ministre, sénateur de Savoie, »: another function without article behind the comma, itself closed."""
    noun = noun_right(tree, comma + 1)
    if noun < 0 or is_determiner(tree.units[comma + 1]) or not is_person_noun(tree, noun):
        return False
    return not is_finite(tree.units[min(noun + 1, len(tree.units) - 1)])


def _another(tree: Tree, ranks: range, starts: Collection[int]) -> bool:
    """« X, le ministre Y et … »: another person's name stands in the phrase, and hangs on no « de » there."""
    return any(i in starts and not hangs(tree, i, ranks[0]) for i in ranks)


def hangs(tree: Tree, i: int, first: int) -> bool:
    """Whether a preposition stands before a name, but for its title: « bras droit du Premier ministre Y ».

    Behind any other word, « chef de la prévention routière Y, », a name stands for itself: the comma is lost.
    """
    last = past_civility(tree, i - 1)  # « veuve de M. Y »
    for at in range(last, max(first, i - LONGEST_TITLE), -1):
        if tree.low(at) in words("of", "prepositions", "contracted"):
            return at == last or _bears(tree, i - 1) or any(is_person_noun(tree, k) for k in range(at, i))
        if not tree.units[at].word or tree.low(at) in LINKS:
            return False
    return False


def _bears(tree: Tree, i: int) -> bool:
    """« la fondation Y », « l'affaire Y »: what goes by somebody's name."""
    return tree.low(i) in body_nouns() or tree.low(i) in members("actors/named_after.txt")


def _members(tree: Tree, first: int, last: int) -> bool:
    """« X, le maire et le préfet »: with its article and « et » plus an article it is a list of people."""
    if not is_determiner(tree.units[first]):
        return False
    return any(tree.low(i) == "et" and _opens_another(tree, i + 1) for i in range(first, last - 1))


def _opens_another(tree: Tree, at: int) -> bool:
    """« et le préfet », « et deux élus » are others; « et la dernière femme à … » is the same person."""
    opens = is_determiner(tree.units[at]) or tree.units[at].pos == "NUM"
    return opens and tree.low(at + 1) not in words("same_person")


def bracket_after(tree: Tree, ranks: range) -> range:
    """The words in brackets right after a name: « (LR) », « (FC Nantes) »; empty where there are none."""
    first = ranks[-1] + 1
    last = past_bracket(tree, first)
    return range(first + 1, last - 1) if last > first else range(0)


@cache
def _no_functions() -> frozenset[str]:
    return members("actors/no_functions.txt")
