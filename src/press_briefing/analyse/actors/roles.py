"""What the article says a person is: title before the name, apposition, « est le … », « qui dirige … »."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from ...french.grammar.classes import is_adverb, is_determiner, is_finite, words
from ...french.grammar.verbs import nouns
from ...lexicons import members
from ...typography import key, plain
from ..entities.around import adjectives
from ..entities.where import country_of
from .book import Role
from .tree import Tree

LONGEST_TITLE = 14  # words of a function before a name
LONGEST_APPOSITION = 26
LONGEST_BRACKET = 8
_DEFINITE = frozenset(("le", "la", "l'", "un", "une", "son", "sa", "leur", "notre", "mon", "ma"))
_STOPS = frozenset((",", ".", ";", ":", "(", ")", "»", "«", '"', "!", "?", "…", "—", "–", "[", "]", "..."))
_FRESH = frozenset(("nouveau", "nouvel", "nouvelle", "actuel", "actuelle", "célèbre", "jeune", "fameux", "très"))
_LINKS = frozenset(("et", "ou", "ni", "mais", "comme", "que", "qu'"))
_RELATIVES = frozenset(("qui", "que", "qu'", "dont", "où", "lequel", "laquelle"))


@cache
def person_nouns() -> frozenset[str]:
    """Functions, trades and kin of one person, accents kept."""
    return nouns("persons") | members("actors/person_nouns.txt")


@cache
def _no_functions() -> frozenset[str]:
    return members("actors/no_functions.txt")


def is_person_noun(tree: Tree, i: int) -> bool:
    """« ministre », « vice-présidente », « ex-patron »: small letters, whatever stands before the hyphen."""
    if not 0 <= i < len(tree.units):
        return False
    low = tree.units[i].low
    return low in person_nouns() or ("-" in low and low.rsplit("-", 1)[-1] in person_nouns())


def roles_of(tree: Tree, ranks: range, head: int, starts: Collection[int]) -> Iterator[Role]:
    """Every function stated beside this name. `starts`: ranks at which names of persons begin."""
    found = (
        title_before(tree, ranks),
        before_comma(tree, ranks),
        apposed(tree, ranks, starts),
        predicated(tree, head),
        clause_after(tree, ranks),
    )
    yield from (role for role in found if role is not None and _says(tree, role))


def _says(tree: Tree, role: Role) -> bool:
    """« femme », « homme » say no function, and « mère » only with whose."""
    if role.head in _unsaid() and not (role.how in ("apposition", "is") and len(role.content) > 3):
        return False
    return role.head not in _kin() or len(role.content) > 1


@cache
def _unsaid() -> frozenset[str]:
    return frozenset(masculine(word) for word in members("actors/people.txt"))


@cache
def _kin() -> frozenset[str]:
    return frozenset(masculine(word) for word in members("actors/kin.txt"))


def role(tree: Tree, first: int, last: int, noun: int, how: str) -> Role:
    """The function in words `first:last`, whose noun is `noun`."""
    while first < noun and tree.low(first) in _FRESH:
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
    word = key(noun.rsplit("-", 1)[-1])
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


# -- before the name ----------------------------------------------------------------------------


def title_before(tree: Tree, ranks: range) -> Role | None:
    """« le ministre français des Affaires étrangères X »: nothing but the function's words up to the name."""
    last = ranks[0] - 1
    if last > 0 and tree.units[last].text == "." and tree.units[last - 1].end == tree.units[last].start:
        last -= 1  # « M. »
    while last >= 0 and tree.low(last).rstrip(".") in ("m", "mme", "mlle", "me", "dr", "pr"):
        last -= 1
    if last < 0 or tree.low(last) in words("of", "prepositions", "contracted", "determiners") | _LINKS:
        return None
    if tree.low(last) in body_nouns() and len(ranks) == 1:
        return None  # « le gouvernement Aznar », « le parti Ano »: the noun of a body names it
    noun = _noun_left(tree, last, nearest=True)
    return role(tree, _opening(tree, noun), last + 1, noun, "title") if noun >= 0 else None


def before_comma(tree: Tree, ranks: range) -> Role | None:
    """« Le ministre de la Justice, X, a … »: a definite function, its name between commas or at the end."""
    comma, after = ranks[0] - 1, ranks[-1] + 1
    closed = after >= len(tree.units) or tree.units[after].text in _STOPS or tree.low(after) in _RELATIVES
    if comma < 1 or tree.units[comma].text != "," or not closed:
        return None
    last = comma - 1
    if tree.units[last].text == ")":  # « la secrétaire à l'Intérieur (Environnement), X »
        while last > comma - LONGEST_BRACKET and tree.units[last].text != "(":
            last -= 1
        last -= 1
    noun = _noun_left(tree, last, nearest=False)
    if noun < 0:
        return None
    first = _opening(tree, noun)
    if tree.low(first - 1) not in _DEFINITE | {"du", "au"} or _listed(tree, first - 1):
        return None
    return role(tree, first, comma, noun, "before")


def _listed(tree: Tree, determiner: int) -> bool:
    """« …, le maire, X, »: the function is itself a member of a list or an apposition to somebody before it."""
    at = determiner - 1
    before = tree.units[at - 1]
    return at > 0 and tree.units[at].text == "," and before.pos == "PROPN" and not before.first


def _noun_left(tree: Tree, last: int, *, nearest: bool) -> int:
    """The person noun whose phrase ends at word `last`; -1 when none does.

    `nearest`: of « le conseiller du président X » it is « président » (X follows at once), else « conseiller ».
    """
    found, sentence = -1, tree.of_sentence[last]
    for at in range(last, max(-1, last - LONGEST_TITLE), -1):
        unit = tree.units[at]
        if tree.of_sentence[at] != sentence or not unit.word or unit.text in _STOPS:
            break
        if is_finite(unit) or unit.low in words("subject", "stops") or _bare_name(tree, at, found):
            break
        if _is_title_noun(tree, at):
            if _is_plural(tree, at):
                break
            found = at
        if found >= 0 and nearest and at <= found and tree.low(at - 1) in words("of", "contracted"):
            break
        if is_determiner(unit) and found > at and not _complement(tree, at):
            break
    return found


def _is_title_noun(tree: Tree, at: int) -> bool:
    unit = tree.units[at]
    if not is_person_noun(tree, at) or (unit.capital and unit.low not in ("premier", "ministre", "président")):
        return False
    adjective = unit.pos == "ADJ" and tree.units[at - 1].pos in ("NOUN", "PROPN") and at > 0
    return not adjective


def _is_plural(tree: Tree, at: int) -> bool:
    return tree.morph(at, "Number") == "Plur" or (tree.low(at).endswith("s") and tree.low(at)[:-1] in person_nouns())


@cache
def body_nouns() -> frozenset[str]:
    """Nouns of bodies: « parti », « gouvernement », « société »."""
    return nouns("institutions") | members("entities/organisation_heads.txt")


def _bare_name(tree: Tree, at: int, found: int) -> bool:
    """A capital left of the noun is somebody else, « Premier » aside."""
    return found >= 0 and tree.units[at].capital and tree.low(at) not in ("premier", "première", "le", "la", "l'", "un")


def _complement(tree: Tree, at: int) -> bool:
    """Whether a determiner stands behind « de », « à »: then it opens a complement, not the phrase."""
    return tree.low(at - 1) in ("de", "à", "d'", "pour", "sur", "dans", "aux", "chez")


_FORE = frozenset(("ancien", "ancienne", "ex", "futur", "future", "haut", "haute", "vice", "premier", "première",
                   "co", "grand", "grande", "deuxième", "second", "seconde", "simple", "principal"))  # fmt: skip


def _opening(tree: Tree, noun: int) -> int:
    """Where the function begins: adjectives that stand before its noun belong to it."""
    at = noun
    while at > 0 and (tree.low(at - 1) in _FORE | _FRESH or tree.low(at - 1).endswith("-premier")):
        at -= 1
    return at


# -- after the name -----------------------------------------------------------------------------


def past_bracket(tree: Tree, at: int) -> int:
    """The word after « (…) » when a bracket opens at `at`, and after an asterisk (« Antoine*, »)."""
    if at < len(tree.units) and tree.units[at].text == "*":
        at += 1
    if at < len(tree.units) and tree.units[at].text == "(":
        for last in range(at + 1, min(len(tree.units), at + LONGEST_BRACKET + 2)):
            if tree.units[last].text == ")":
                return last + 1
    return at


def apposed(tree: Tree, ranks: range, starts: Collection[int]) -> Role | None:
    """« X (LR), 53 ans, procureure de la CPI et ancienne ministre, »."""
    comma = past_bracket(tree, ranks[-1] + 1)
    if comma + 1 >= len(tree.units) or tree.units[comma].text != ",":
        return None
    first = _past_age(tree, comma + 1)
    noun = _noun_right(tree, first)
    if noun < 0:
        return None
    begun = first
    if is_determiner(tree.units[begun]):
        begun += 1
    last = _closing(tree, noun)
    if _another(tree, range(first, last), starts) or _members(tree, first, last):
        return None
    return role(tree, begun, last, noun, "apposition")


def _past_age(tree: Tree, at: int) -> int:
    """Past « 53 ans, », « âgée de 53 ans, », « né en 1953, »."""
    for _ in range(2):
        last = at
        while last < len(tree.units) and last < at + 6 and tree.units[last].text not in _STOPS:
            last += 1
        inside = {tree.low(i) for i in range(at, last)}
        if inside & {"ans", "âgé", "âgée", "né", "née"} and last + 1 < len(tree.units) and tree.units[last].text == ",":
            at = last + 1
    return at


def _noun_right(tree: Tree, first: int) -> int:
    """The person noun that opens an apposition: after an article and adjectives, adverbs aside; -1 when none does."""
    at, limit = first, min(len(tree.units), first + 5)
    bare = not is_determiner(tree.units[at]) if at < len(tree.units) else False
    while at < limit:
        unit = tree.units[at]
        if is_person_noun(tree, at) and not (unit.capital and at > first + 1):
            return at
        if bare and at == first and _is_function(tree, at):
            return at
        known = is_determiner(unit) or unit.pos == "ADJ" or is_adverb(unit) or unit.low in _FORE | _FRESH
        if not known or (is_determiner(unit) and unit.low not in _DEFINITE):
            return -1
        at += 1
    return -1


def _is_function(tree: Tree, at: int) -> bool:
    """A bare noun behind the comma after a name tells what the person is, times and set phrases aside."""
    unit = tree.units[at]
    if unit.pos != "NOUN" or unit.capital or unit.low in _no_functions() or unit.low.endswith(("tion", "age", "isme")):
        return False
    return tree.morph(at, "Number") == "Sing" and unit.relation == "appos" and not tree.case(at)


def _closing(tree: Tree, noun: int) -> int:
    """Where the apposition of `noun` ends: at a mark, a relative or a verb; another function behind « , » goes on."""
    at, limit = noun + 1, min(len(tree.units), noun + LONGEST_APPOSITION)
    sentence = tree.of_sentence[noun]
    while at < limit and tree.of_sentence[at] == sentence:
        unit = tree.units[at]
        if unit.text == "," and _goes_on(tree, at):
            at = _noun_right(tree, at + 1) + 1
            continue
        if unit.text == "(" and tree.units[past_bracket(tree, at) - 1].text == ")" and _in_phrase(tree, at):
            at = past_bracket(tree, at)
            continue
        if unit.low == "et" and at + 1 < limit and tree.units[at + 1].capital:
            break
        if unit.text in _STOPS or unit.low in _RELATIVES or is_finite(unit) or unit.low in words("subject"):
            break
        at += 1
    while at > noun + 1 and tree.low(at - 1) in ("et", "ou", "ne", "n'", "se", "s'", "y", "en", "de", "à", "lui"):
        at -= 1
    return at


def _in_phrase(tree: Tree, bracket: int) -> bool:
    after = past_bracket(tree, bracket)
    return after < len(tree.units) and tree.low(after) in words("of", "contracted")


def _goes_on(tree: Tree, comma: int) -> bool:
    """« ancien ministre, sénateur de Savoie, »: another function without article behind the comma, itself closed."""
    noun = _noun_right(tree, comma + 1)
    if noun < 0 or is_determiner(tree.units[comma + 1]) or not is_person_noun(tree, noun):
        return False
    return not is_finite(tree.units[min(noun + 1, len(tree.units) - 1)])


def _another(tree: Tree, ranks: range, starts: Collection[int]) -> bool:
    """« X, le ministre Y et … »: another person's name stands in the phrase, and hangs on no « de » there."""
    return any(i in starts and not _hangs(tree, i, ranks[0]) for i in ranks)


def _hangs(tree: Tree, i: int, first: int) -> bool:
    """Whether a preposition stands before a name, its title between: « bras droit du Premier ministre Y »."""
    for at in range(i - 1, max(first, i - LONGEST_TITLE), -1):
        if tree.low(at) in words("of", "prepositions", "contracted"):
            return True
        if not tree.units[at].word or tree.low(at) in _LINKS:
            return False
    return False


def _members(tree: Tree, first: int, last: int) -> bool:
    """« X, le maire et le préfet »: with its article and « et » plus an article it is a list of people."""
    if not is_determiner(tree.units[first]):
        return False
    return any(tree.low(i) == "et" and is_determiner(tree.units[i + 1]) for i in range(first, last - 1))


# -- clauses ------------------------------------------------------------------------------------


def predicated(tree: Tree, head: int) -> Role | None:
    """« X est le directeur de … », « X est devenue ministre »: stated, not denied."""
    noun = tree.heads[head]
    if noun < 0 or not tree.relation(head).startswith("nsubj") or not is_person_noun(tree, noun):
        return None
    copula = next(tree.of(noun, "cop"), -1)
    between = [tree.low(i) for i in range(head, noun)]
    if copula < head or {"ne", "n'", "pas", "si", "comme"} & set(between) or tree.units[noun].capital:
        return None
    if "Mood=Cnd" in tree.units[copula].morph or tree.morph(noun, "Number") == "Plur":
        return None
    return role(tree, _opening(tree, noun), _closing(tree, noun), noun, "is")


def clause_after(tree: Tree, ranks: range) -> Role | None:
    """« X, qui dirige la commission des lois, »: the clause as worded, from its verb."""
    at = past_bracket(tree, ranks[-1] + 1)
    at += at < len(tree.units) and tree.units[at].text == ","
    if tree.low(at) != "qui" or at + 2 >= len(tree.units):
        return None
    verb = at + 1
    if tree.units[verb].lemma not in members("actors/function_verbs.txt") or not is_finite(tree.units[verb]):
        return None
    last = _closing(tree, verb)
    return role(tree, verb, last, verb, "clause") if last > verb + 1 else None


def bracket_after(tree: Tree, ranks: range) -> range:
    """The words in brackets right after a name: « (LR) », « (FC Nantes) »; empty where there are none."""
    first = ranks[-1] + 1
    last = past_bracket(tree, first)
    return range(first + 1, last - 1) if last > first else range(0)
