"""Which place a name means here, how sure that is, and when a capital stands for its government."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ...french.tokens import Token
from ...gazetteer import Place, places
from ...lexicons import rows
from ...typography import key
from .features import listed
from .page import Name, Page, joined

SURE, LIKELY, UNSURE, UNKNOWN = "sure", "likely", "unsure", "unknown"
CONTEXT = 4.0  # what a country the article speaks of all the time is worth, in powers of ten of inhabitants
CLEAR = 1.0  # lead, in the same unit, from which a choice is more than a guess
LONGEST_SEAT = 3  # words of the longest seat of power (« quai d'Orsay »)
_KIND = {"C": 9.0, "R": 9.5, "K": 6.0, "A": 4.5, "P": 0.0}


@dataclass(frozen=True)
class Found:
    """The place chosen for a name and how sure: `sure`, `likely`, `unsure`, or `unknown` when no gazetteer has it."""

    place: Place | None
    certainty: str


@cache
def adjectives() -> dict[str, str]:
    """Country code of each adjective, in every form, as keys."""
    found: dict[str, str] = {}
    for code, _, masculine, feminine in rows("entities/demonyms.tsv"):
        if code != "-":
            for word in (key(masculine), key(feminine)):
                found |= {word: code, word + "s": code}
    return found


def country_of(word: str) -> str:
    """Code of the country a name is the name of; empty when it is none."""
    return next((place.country for place in places(word) if place.kind == "C"), "")


def context(page: Page, names: list[Name]) -> dict[str, float]:
    """How much the article speaks of each country, from 0 to 1: its names, its capital, its adjective."""
    weights: Counter[str] = Counter()
    for name in names:
        if name.label == "LOC":
            found = places(page.key(name))
            if found and found[0].kind in "CK":
                weights[found[0].country] += 2 if found[0].kind == "C" else 1
            elif found and len({place.country for place in found}) == 1 and found[0].country:
                weights[found[0].country] += 1
    for tokens in page.sentences:
        for token in tokens:
            if code := adjectives().get(token.key):
                weights[code] += 1
    most = max(weights.values(), default=1)
    return {code: weight / most for code, weight in weights.items()}


def locate(word: str, countries: dict[str, float]) -> Found:
    """The place `word` most likely means in an article that speaks of `countries`."""
    found = places(word)
    if not found:
        return Found(None, UNKNOWN)
    scored = sorted(((_weight(place, countries), place) for place in found), key=lambda pair: -pair[0])
    best = scored[0][1]
    rivals = [weight for weight, place in scored[1:] if place.country != best.country]
    if best.latitude is None:
        best = next((p for _, p in scored if p.country == best.country and p.latitude is not None), best)
    if scored[0][1].kind in "CR" or not rivals:
        sure = scored[0][1].kind in "CR" or countries.get(best.country, 0) > 0 or best.population > 100_000
        return Found(best, SURE if sure else LIKELY)
    lead = scored[0][0] - rivals[0]
    here = countries.get(best.country, 0) > 0
    return Found(
        best, SURE if (here and lead > CLEAR) or lead > 2 * CLEAR else LIKELY if here or lead > CLEAR else UNSURE
    )


def _weight(place: Place, countries: dict[str, float]) -> float:
    told = countries.get(place.country, 0.0)
    size = math.log10(place.population + 1) if place.population else 3.0
    return max(_KIND[place.kind] if place.kind != "P" else 0.0, size) + CONTEXT * math.sqrt(told)


# -- capitals that govern ----------------------------------------------------------------------


@cache
def _government() -> dict[str, str]:
    """Adjective, masculine, of each country by code."""
    return {code: masculine for code, _, masculine, _ in reversed(rows("entities/demonyms.tsv")) if code != "-"}


def stands_for(page: Page, names: list[Name], word: str) -> str | None:
    """« gouvernement turc » when « Ankara » acts in at least one of these mentions, else None."""
    found = next((p for p in places(word) if p.kind == "K" or word in listed("seats.txt")), None)
    if found is None or found.country not in _government():
        return None
    seat = word in listed("seats.txt")
    acts = any(_governs(page, name) or (seat and _is_subject(page, name)) for name in names)
    return f"gouvernement {_government()[found.country]}" if acts else None


def _governs(page: Page, name: Name) -> bool:
    before = page.before(name)
    if before is not None and before.key in ("l'", "le", "la"):
        before = page.before(name, 2)
    previous = before.key if before is not None else ""
    if previous in listed("place_prepositions.txt"):
        noun = page.before(name, 2)
        return previous in ("de", "d'") and noun is not None and noun.key in listed("supports.txt")
    if previous in listed("between_powers.txt") or (previous == "et" and _related_before(page, name)):
        return _related_before(page, name)
    return _acts(page, name) or (before is not None and before.text.islower() and _is_act(before))


def seats(page: Page, names: list[Name]) -> list[Name]:
    """« Matignon a tranché », « à l'Élysée »: a seat of power that was not found as a body or a place is a body where
    it is the subject of a verb, else a place; it is no person."""
    found = [name for number, tokens in enumerate(page.sentences) for name in _seats(tokens, number)]
    told = [name.labelled("ORG" if _is_subject(page, name) or _governs(page, name) else "LOC") for name in found
            if not any(other.overlaps(name) and _is_other(other, name) for other in names)]
    kept = [name for name in names if not any(name.overlaps(seat) for seat in told)]
    return sorted([*kept, *told], key=lambda n: (n.sentence, n.first))


def _is_other(name: Name, seat: Name) -> bool:
    """Whether a name that overlaps a seat's is better left: a body's or a place's, or one of more words."""
    return name.label in ("LOC", "ORG") or name.last - name.first > seat.last - seat.first


def _seats(tokens: Sequence[Token], sentence: int) -> Iterator[Name]:
    for at, token in enumerate(tokens):
        if token.capital and token.text[0].isalpha():
            ends = (last for last in range(min(at + LONGEST_SEAT, len(tokens)), at, -1)
                    if joined(tokens[at:last]) in listed("seats.txt"))
            if last := next(ends, 0):
                yield Name(sentence, at, last, "ORG", True)


def _is_subject(page: Page, name: Name) -> bool:
    return any(token.relation.startswith("nsubj") for token in page.tokens(name))


def _acts(page: Page, name: Name) -> bool:
    """Whether a verb of government follows, small words or another capital between (« Paris et Washington … »)."""
    distance, after = 1, page.after(name)
    if after is not None and after.key == "et" and (second := page.after(name, 2)) is not None and second.capital:
        distance, after = 3, page.after(name, 3)
    while after is not None and (
        after.key in listed("before_verbs.txt") or (after.text.islower() and after.key.endswith("ment"))
    ):
        distance += 1
        after = page.after(name, distance)
    return after is not None and _is_act(after)


def _is_act(token: Token) -> bool:
    return any(token.key.startswith(stem) for stem in _stems(token.key[:2]))


@cache
def _stems(start: str) -> tuple[str, ...]:
    return tuple(stem for stem in listed("government_verbs.txt") if stem.startswith(start))


def _related_before(page: Page, name: Name) -> bool:
    tokens = page.sentences[name.sentence][max(0, name.first - 8) : name.first]
    return any(token.key in listed("relations.txt") for token in tokens) and any(
        token.key in listed("between_powers.txt") for token in tokens
    )
