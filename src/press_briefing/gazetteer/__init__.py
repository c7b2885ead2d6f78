"""Places of the world as the French press writes them: what a name may stand for, and where it is.

`places("Tombouctou")` gives the candidates, most likely first. The index is compiled by `training/gazetteer.py` from
CLDR (countries), ISO 3166-2 (subdivisions) and GeoNames (towns, https://www.geonames.org, CC BY 4.0): see `LICENCE.md`.
Decompressed once a process (some 20 ms), then searched by bisection; nothing is built in memory.
"""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from ..model.typography import key


class Place(NamedTuple):
    """One place. `kind`: C country, K capital, A subdivision, P town, R region, sea, river or mountain.

    `country`: ISO 3166 alpha-2, empty when it lies in several. Coordinates in WGS 84 degrees, None when unknown:
    of a country, the middle of its towns. `population`: inhabitants, 0 when unknown.
    """

    kind: str
    country: str
    latitude: float | None
    longitude: float | None
    population: int


@cache
def _index() -> bytes:
    return zlib.decompress(files(__name__).joinpath("places.z").read_bytes())


@lru_cache(maxsize=20_000)
def _lines(wanted: str) -> tuple[str, ...]:
    """Every line of the index whose key is `wanted`, found by bisection over its bytes."""
    index, prefix = _index(), wanted.encode("utf-8", "surrogatepass") + b"\t"
    low, high = 1, len(index)  # starts of lines: the answer, if any, begins in low..high
    while low < high:
        line = index.rfind(b"\n", 0, (low + high) // 2) + 1
        if index[line : line + len(prefix)] < prefix:
            low = index.find(b"\n", (low + high) // 2) + 1
        else:
            high = line
    found = []
    while index.startswith(prefix, low):
        end = index.find(b"\n", low)
        found.append(index[low:end].decode("utf-8"))
        low = end + 1
    return tuple(found)


@lru_cache(maxsize=20_000)
def places(name: str) -> tuple[Place, ...]:
    """The places `name` may stand for, in any spelling, most prominent first; empty when there is none."""
    return tuple(_place(line) for line in _lines(key(name)))


def _place(line: str) -> Place:
    _, kind, country, latitude, longitude, population = line.split("\t")
    return Place(
        kind, country, float(latitude) if latitude else None, float(longitude) if longitude else None, int(population)
    )
