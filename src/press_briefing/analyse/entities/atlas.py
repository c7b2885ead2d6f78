"""What a name can stand for on a map, and what a place can lie in: the gazetteer, and parts of countries."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from ...gazetteer import Place, places
from ...lexicons import rows
from ...model.typography import key

# Kilometres: two entries of one name as near as this are one place (a town and the district named after it).
SAME = 50.0
_DEGREE = 111.2  # kilometres
_ORDINAL = re.compile(r"[ivxlc]+e")  # a century or a district of any town, not a place
_ARTICLES = ("le ", "la ", "les ")
# Lands that the press places in France, with a code of their own.
FRENCH = frozenset(("RE", "GP", "MQ", "GF", "YT", "MF", "BL", "PM", "NC", "PF", "WF"))


class Area(NamedTuple):
    """What a place can lie in: a country, or a part of one with its middle and its reach in kilometres."""

    country: str
    latitude: float | None = None
    longitude: float | None = None
    reach: float = 0.0

    def has(self, place: Place) -> bool:
        """Whether the place lies in it, as far as is known."""
        if place.country != self.country and not (self.country == "FR" and place.country in FRENCH):
            return False
        if self.latitude is None or self.longitude is None or place.latitude is None or place.longitude is None:
            return True
        return distance(place, (self.latitude, self.longitude)) <= 1.3 * self.reach + 10


def distance(place: Place, point: tuple[float, float]) -> float:
    """Kilometres from a place that has coordinates to a point: on a flat map, near enough for a choice."""
    if place.latitude is None or place.longitude is None:
        return math.inf
    across = (place.longitude - point[1] + 180) % 360 - 180
    return _DEGREE * math.hypot(place.latitude - point[0], across * math.cos(math.radians(point[0])))


@cache
def _divisions() -> dict[str, tuple[Area, ...]]:
    found: dict[str, list[Area]] = defaultdict(list)
    for name, country, latitude, longitude, reach in rows("entities/divisions.tsv"):
        found[key(name)].append(Area(country, float(latitude), float(longitude), float(reach)))
    return {name: tuple(areas) for name, areas in found.items()}


def divisions(name: str) -> tuple[Area, ...]:
    """The parts of countries of this name whose reach is known."""
    return _divisions().get(name, ())


@lru_cache(maxsize=5_000)
def areas(name: str) -> tuple[Area, ...]:
    """What a town can be said to lie in by this name: countries, parts of countries."""
    known = divisions(name)
    lands = {p.country for p in places(name) if p.kind in "CAR" and p.country} - {area.country for area in known}
    return known + tuple(Area(country) for country in sorted(lands))


@lru_cache(maxsize=5_000)
def is_town(name: str) -> bool:
    """Whether the gazetteer knows a town of this name."""
    return any(place.kind in "KP" for place in places(name))


@cache
def _shared() -> dict[str, str]:
    return {key(name): key(other) for name, other, _ in rows("entities/shared_names.tsv")}


def shared(name: str) -> tuple[Place, ...]:
    """The other countries that go by this name (« Congo »)."""
    return tuple(place for place in places(_shared().get(name, "")) if place.kind == "C")


@lru_cache(maxsize=5_000)
def candidates(name: str) -> tuple[Place, ...]:
    """Every place a name may stand for; a part of a country with known reach once, at its middle."""
    if _ORDINAL.fullmatch(name):
        return ()
    known = divisions(name)
    drawn = [Place("A", area.country, area.latitude, area.longitude, 0) for area in known]
    countries = {area.country for area in known}
    others = (place for place in places(name) if place.kind != "A" or place.country not in countries)
    return (*drawn, *shared(name), *(_ranked(place, places(name)) for place in others))


def _ranked(place: Place, all_: tuple[Place, ...]) -> Place:
    """The place, a plain town where another of its name and country is the capital (there are eight Washingtons)."""
    largest = max(
        (other for other in all_ if other.kind == "K" and other.country == place.country),
        key=lambda other: other.population,
        default=place,
    )
    if place.kind != "K" or largest.latitude is None or largest.longitude is None:
        return place
    return place if distance(place, (largest.latitude, largest.longitude)) <= SAME else place._replace(kind="P")


def with_article(name: str) -> tuple[Place, ...]:
    """The towns whose own article « au », « du » hide: « du Havre »."""
    return tuple(p for article in _ARTICLES for p in places(article + name) if p.kind in "KP")


def bare(name: str, nouns: frozenset[str]) -> str:
    """The name behind what kind of place it is, « ville de Kayes »; empty when nothing such stands before it."""
    first, _, rest = name.partition(" ")
    for link in ("de la ", "de l' ", "de l'", "de ", "du ", "des ", "d' ", "d'", "l' "):
        if first in nouns and rest.startswith(link):
            return rest.removeprefix(link).strip()
    return ""
