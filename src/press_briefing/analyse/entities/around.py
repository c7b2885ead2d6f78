"""What stands around the name of a place: what it is said to lie in, whether it is a town, what countries are named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from ...french.tokens import Token
from ...gazetteer import places
from ...lexicons import rows
from ...model.typography import key
from .atlas import Area, areas, is_town, shared
from .features import listed
from .page import Name, Page

FARTHEST = 12  # tokens between a place and what it lies in
BEFORE = 4  # tokens between a place and the noun that says what it is
TOWN, AREA = 1, -1

_OPENERS = frozenset((",", "("))
_DASHES = frozenset(("–", "—", "-"))
_INTO = frozenset(("en", "au", "aux", "dans"))
_OF = frozenset(("de", "d'", "du", "des"))
_ARTICLES = frozenset(("le", "la", "les", "l'"))
_CONTRACTED = frozenset(("au", "aux", "du", "des"))
# Between two names of one row of places: what is said behind the last is said of all.
_ROW = frozenset(("a", "et", "ou", "comme", "entre", "puis", "que", ",", *_OF, *_ARTICLES))


@dataclass(frozen=True, slots=True)
class Around:
    """What one mention tells. `form`: `TOWN`, `AREA` or 0; `inside`: it lies in one of these; `row`: what others in its
    row of names lie in; `countries`: codes named in its sentence; `hidden`: its article may be in « au », « du »."""

    form: int
    inside: tuple[Area, ...]
    row: tuple[Area, ...]
    countries: frozenset[str]
    hidden: bool


@cache
def adjectives() -> dict[str, str]:
    """Country code of each adjective, in every form, as keys."""
    found: dict[str, str] = {}
    for code, _, masculine, feminine in rows("entities/demonyms.tsv"):
        if code != "-":
            for word in (key(masculine), key(feminine)):
                found |= {word: code, word + "s": code}
    return found


@cache
def _common() -> dict[str, tuple[str, ...]]:
    """Codes of the countries that share an adjective, by how it begins."""
    return {
        key(adjective): tuple(place.country for place in (*places(key(name))[:1], *shared(key(name))))
        for name, _, adjective in rows("entities/shared_names.tsv")
    }


@lru_cache(maxsize=20_000)
def countries_of(word: str) -> tuple[str, ...]:
    """Codes of the countries an adjective may be of, in any of its forms."""
    both = next((codes for start, codes in _common().items() if word.startswith(start)), ())
    return both or ((adjectives()[word],) if word in adjectives() else ())


@cache
def kinds() -> dict[str, int]:
    """Nouns of places, and what they make of the name after them."""
    told = {"town": TOWN, "area": AREA, "any": 0}
    return {key(noun): told[kind] for noun, kind in rows("entities/place_nouns.tsv")}


def around(page: Page, names: Sequence[Name]) -> dict[Name, Around]:
    """What stands around every name of a place."""
    found: dict[Name, Around] = {}
    for sentence, inside in _by_sentence(names).items():
        starts = {name.first: name for name in inside if name.label != "PER"}
        countries = _countries(page, page.sentences[sentence], inside)
        following: Name | None = None
        for name in reversed(inside):
            if name.label == "LOC":
                found[name] = _told(page, name, starts, countries)
                if following is not None and _in_row(page, name, following):
                    after = found[following]
                    found[name] = replace(found[name], row=after.inside or after.row)
                following = name
    return found


def _by_sentence(names: Iterable[Name]) -> dict[int, list[Name]]:
    found: dict[int, list[Name]] = {}
    for name in sorted(names, key=lambda n: (n.sentence, n.first)):
        found.setdefault(name.sentence, []).append(name)
    return found


def _countries(page: Page, tokens: Sequence[Token], names: Sequence[Name]) -> frozenset[str]:
    """Codes of the countries a sentence names, by name, by the name of a part, or by adjective."""
    named = {area.country for name in names if name.label == "LOC" for area in areas(page.key(name))[:1]}
    return frozenset(named.union(*(countries_of(token.key) for token in tokens)))


def _in_row(page: Page, left: Name, right: Name) -> bool:
    between = page.sentences[left.sentence][left.last : right.first]
    return len(between) <= BEFORE and all(token.key in _ROW for token in between)


def _told(page: Page, name: Name, starts: dict[int, Name], countries: frozenset[str]) -> Around:
    form, before = _before(page, name)
    link = page.before(name)
    inside = before or _after(page, name, starts)
    hidden = link is not None and link.key in _CONTRACTED
    return Around(form or _by_link(page, name), inside, (), countries, hidden)


def _by_link(page: Page, name: Name) -> int:
    """« à » stands before a town, « en » and an article before a country or a part of one, as brackets around it do."""
    link, after = page.before(name), page.after(name)
    if link is None or (link.text == "(" and not (after is not None and after.text == ")")):
        return 0
    if link.key == "a":
        return TOWN
    return AREA if link.key == "en" or link.text == "(" or link.key in _ARTICLES | _CONTRACTED else 0


def _before(page: Page, name: Name) -> tuple[int, tuple[Area, ...]]:
    """« la ville nigériane de Bama »: what it is, and the country of the adjective between."""
    link = page.before(name)
    if link is not None and link.key in _ARTICLES and (farther := page.before(name, 2)) is not None:
        start = 3 if farther.key in _OF else 2
    else:
        start = 2 if link is not None and link.key in _OF else 1
    codes: list[str] = []
    for distance in range(start, start + BEFORE):
        token = page.before(name, distance)
        if token is None or not token.word or token.key in _OF:
            return 0, ()
        if token.key in kinds():
            return kinds()[token.key], tuple(map(Area, codes))
        codes += countries_of(token.key)
    return 0, ()


def _after(page: Page, name: Name, starts: dict[int, Name]) -> tuple[Area, ...]:
    """« Kayes, dans l'ouest du Mali », « Tripoli (Liban) », « Tripoli, deuxième ville libanaise »."""
    tokens, at = page.sentences[name.sentence], name.last
    dash = at + 1 < len(tokens) and tokens[at].text in _DASHES and tokens[at + 1].key in _INTO
    if at >= len(tokens) or not (dash or tokens[at].text in _OPENERS or tokens[at].key in _INTO):
        return ()
    at += dash or tokens[at].text in _OPENERS
    for place in range(at, min(at + FARTHEST, len(tokens))):
        if place in starts:
            return _holding(page, starts[place])
        token = tokens[place]
        if place > at and (codes := countries_of(token.key)):
            return tuple(map(Area, codes))
        if not _leads_on(token):
            return ()
    return ()


def _holding(page: Page, name: Name) -> tuple[Area, ...]:
    """What the other name is, if it is no town: « à Namur » behind « à Liège, » is the next of a row."""
    link, word = page.before(name), page.key(name)
    if link is not None and (link.key == "a" or link.text == ",") and is_town(word):
        return ()
    return areas(word)


def _leads_on(token: Token) -> bool:
    if token.key in listed("outside.txt"):
        return False
    return token.key in listed("inside.txt") or token.key in kinds() or token.key.endswith("ieme")
