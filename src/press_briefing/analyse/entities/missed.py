"""Steps on what the decoder is too unsure of to name, and what stands around it makes plain."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from ...french.tokens import Token
from ...gazetteer import places
from .features import VERY_FREQUENT, listed, ordinary, peoples
from .page import Name, Page, free, joined

TOWN, CITY = 15_000, 300_000  # inhabitants from which « Les Ulis », « Le Cap » (an ordinary word), opens a sentence
_ARTICLES = frozenset(("le", "la", "les"))
_AND = frozenset((",", "et", "ou"))
_THE = frozenset(("le", "la", "l'", "du", "au"))
_OF = frozenset(("de", "d'"))
_ATTACHED = frozenset(("nmod", "appos", "flat:name", "flat:foreign"))


def affairs(page: Page, names: list[Name]) -> list[Name]:
    """« la réforme Valois », « le procès Valois »: what the parse hangs on a thing's noun names the thing."""
    names = [part for name in names for part in _one_by_one(page, name)]
    found = [
        Name(number, at, _run(page.sentences[number], at, end), "MISC", True)
        for number, start, end in free(names, page)
        for at in range(max(start, 1), end)
        if _names_affair(page.sentences[number], at)
    ]
    return sorted([*names, *found], key=lambda n: (n.sentence, n.first))


def _one_by_one(page: Page, name: Name) -> list[Name]:
    """« affaire Valois et le procès Delmas », taken for one name, is two."""
    tokens = page.sentences[name.sentence]
    seam = next((at for at in range(name.first + 1, name.last - 1) if tokens[at].text in _AND), None)
    noun = seam + 1 + (tokens[seam + 1].pos == "DET") if seam else name.last
    if seam is None or noun >= name.last - 1 or not _is_thing(tokens[noun]) or not tokens[noun + 1].capital:
        return [name]
    return [replace(name, last=seam), *_one_by_one(page, replace(name, first=noun + 1))]


def _is_thing(noun: Token) -> bool:
    return noun.pos == "NOUN" and noun.text.islower() and noun.key in listed("things.txt")


def _names_affair(tokens: list[Token], at: int) -> bool:
    noun, token = tokens[at - 1], tokens[at]
    return _is_proper(token) and token.head == noun.place and token.relation in _ATTACHED and _is_thing(noun)


def _is_proper(token: Token) -> bool:
    skipped = listed("no_names.txt") | listed("civilities.txt") | listed("days_months.txt") | peoples()
    return token.capital and token.text[0].isalpha() and token.key not in skipped


def _run(tokens: list[Token], at: int, end: int) -> int:
    return at + sum(1 for _ in takewhile(_is_proper, tokens[at:end]))


def articled(page: Page, names: list[Name]) -> list[Name]:
    """« Le Havre attend »: a town whose name begins with its article, where that opens the sentence."""
    names = [
        replace(name, first=name.first - 1)
        if name.label == "LOC"
        and name.first == 1 == name.last - name.first
        and _opens_with_town(page.sentences[name.sentence], 0)
        else name
        for name in names
    ]
    found = [
        Name(number, start, start + 2, "LOC", True)
        for number, start, end in free(names, page)
        if start + 1 < end and _opens_with_town(page.sentences[number], start)
    ]
    return sorted([*names, *found], key=lambda n: (n.sentence, n.first))


def _opens_with_town(tokens: list[Token], at: int) -> bool:
    article, word = tokens[at : at + 2]
    if not (article.first and article.key in _ARTICLES and word.capital) or word.text.isupper():
        return False
    if word.key in listed("first_names.txt") | listed("civilities.txt") | peoples():
        return False
    after = tokens[at + 2] if at + 2 < len(tokens) else None
    if after is not None and (after.capital or after.pos == "ADJ" or after.text == "'"):
        return False  # « La Flèche wallonne », « La Rochelle Basket »
    fewest = CITY if ordinary().get(word.key, VERY_FREQUENT) < VERY_FREQUENT else TOWN
    return any(place.population >= fewest for place in places(joined([article, word])))


def particles(page: Page, names: list[Name]) -> list[Name]:
    """« le général de Brissac », « la sénatrice de Brissac »: « de » is the person's, unless she stands without it."""
    bare, whole = _people(page, names)
    return [_with_particle(page, name, bare, whole) for name in names]


def _with_particle(page: Page, name: Name, bare: set[str], whole: set[str]) -> Name:
    of, noun = page.before(name), page.before(name, 2)
    word = page.tokens(name)[-1].key
    if of is None or noun is None or of.text not in _OF or not noun.text.islower() or word in bare:
        return name
    known = word in whole and noun.key in listed("titles.txt")
    if known or _is_her_title(page, name, noun):
        return Name(name.sentence, name.first - 1, name.last, "PER", True, name.confidence)
    return name


def _is_her_title(page: Page, name: Name, noun: Token) -> bool:
    """« le général de X », not « un général de X » nor « le général de Macron », whom every reader knows without.

    A general is of no village, whatever the decoder takes the name for; a senator or a captain may be.
    """
    article, word = page.before(name, 3), page.tokens(name)[-1].key
    if article is None or article.key not in _THE or word in listed("surnames.txt") | listed("first_names.txt"):
        return False
    if noun.key in listed("army_ranks.txt"):
        return name.label == "PER" or (name.label == "LOC" and not name.fixed and _is_small(page.key(name)))
    return name.label == "PER" and noun.key in listed("ranks.txt")


def _is_small(place: str) -> bool:
    return all(found.kind == "P" and found.population < CITY for found in places(place))


def _people(page: Page, names: list[Name]) -> tuple[set[str], set[str]]:
    """The last words of people named without a particle somewhere, and with one."""
    bare, whole = set(), set()
    for name in names:
        tokens = page.tokens(name)
        if name.label == "PER":
            before = tokens[-2] if len(tokens) > 1 else page.before(name)
            if before is None or before.key not in _OF:
                bare.add(tokens[-1].key)
            elif len(tokens) > 1:
                whole.add(tokens[-1].key)
    return bare, whole
