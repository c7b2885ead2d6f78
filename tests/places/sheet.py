"""Sheet of places: short articles of our own, and where each name lies; and a count of what is drawn rightly.

    python tests/places/sheet.py written|kept

`written.txt` is what the rules were written on; `kept.txt` serves as a score only, of which no rows are printed.
An article begins with `= id`; below its text a line `@ name | country | latitude longitude | kilometres` for each name:
`C XX` a country, `-` alone what is no place, `?` a place that nobody could find; kilometres are 40 unless told.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from press_briefing import Article, analyse
from press_briefing.model.analysis import Analysis, Entity
from press_briefing.model.typography import key

HERE = Path(__file__).parent
DRAWN = ("sure", "likely")
# French enough that an article of two sentences full of foreign names is taken for French.
FILLER = (
    "Personne n’a voulu répondre aux questions de la presse, qui a pourtant attendu toute la journée, "
    "sous la pluie, devant une porte qui est restée fermée."
)
REACH = 40.0  # kilometres within which a town is the right one


class Wanted(NamedTuple):
    """Where a name lies. `country` as in the sheet."""

    name: str
    country: str
    where: tuple[float, float] | None
    reach: float

    def fits(self, row: Entity) -> bool:
        """Whether a row is put where the sheet says."""
        if self.country.startswith("C "):
            return row.country == self.country[2:]
        if self.where is None or row.latitude is None or row.longitude is None:
            return False
        return kilometres(*self.where, row.latitude, row.longitude) <= self.reach


def kilometres(latitude: float, longitude: float, other: float, far: float) -> float:
    """Distance of two points, near enough."""
    return 111.2 * math.hypot(latitude - other, (longitude - far) * math.cos(math.radians(latitude)))


def articles(half: str) -> Iterator[tuple[str, str, list[Wanted]]]:
    """Each article's id, its text and what is wanted of it."""
    for block in re.split(r"^= ", (HERE / f"{half}.txt").read_text(encoding="utf-8"), flags=re.M)[1:]:
        name, text, *lines = block.strip().split("\n")
        yield name, text.replace("\\n", "\n"), [_wanted(line.removeprefix("@ ")) for line in lines]


def _wanted(line: str) -> Wanted:
    name, country, where, reach = (*map(str.strip, line.split("|")), "", "")[:4]
    point = tuple(map(float, where.split()))
    return Wanted(name, country, (point[0], point[1]) if point else None, float(reach or REACH))


class Tally(Counter[str]):
    """Counts of what is wanted and drawn."""

    def add(self, analysis: Analysis, wanted: list[Wanted]) -> list[str]:
        """Count one article; what is wrong, as lines."""
        rows = [row for row in analysis.entity_index if row.latitude is not None and row.certainty in DRAWN]
        self["wanted"] += sum(bool(one.where) or one.country.startswith("C ") for one in wanted)
        wrong = []
        for row in rows:
            right = any(one.fits(row) for one in wanted if key(one.name) in map(key, (row.name, *row.forms)))
            self["drawn"] += 1
            self["right"] += right
            self[f"{row.certainty} drawn"] += 1
            self[f"{row.certainty} right"] += right
            if not right:
                wrong.append(f"wrong: {row.name} {row.country} {row.latitude} {row.longitude} {row.certainty}")
        drawn = {key(form) for row in rows for form in (row.name, *row.forms)}
        return wrong + [
            _left(analysis, one)
            for one in wanted
            if key(one.name) not in drawn and (one.where or one.country.startswith("C "))
        ]


def _left(analysis: Analysis, one: Wanted) -> str:
    found = [row for row in analysis.entity_index if key(one.name) in map(key, (row.name, *row.forms))]
    return f"left: {one.name} " + ", ".join(f"{row.label} {row.country} {row.certainty}" for row in found)


def score(half: str, *, told: bool = False) -> Tally:
    """What is drawn of a half of the sheet; rows that are wrong are printed where `told`."""
    tally = Tally()
    for name, text, wanted in articles(half):
        lines = tally.add(analyse(Article.from_text(f"{text}\n\n{FILLER}", verbatim=True)), wanted)
        if told and lines:
            sys.stdout.write(f"{name}\n" + "".join(f"    {line}\n" for line in lines))
    return tally


if __name__ == "__main__":
    found = score(sys.argv[1], told=sys.argv[1] == "written")
    shares = ", ".join(f"{one} {found[f'{one} right']}/{found[f'{one} drawn']}" for one in DRAWN)
    sys.stdout.write(
        f"drawn {found['drawn']}, right {found['right'] / found['drawn']:.3f}; "
        f"of {found['wanted']} wanted {found['right'] / found['wanted']:.3f}; {shares}\n"
    )
