"""The index the page's script searches: one JSON object, each name and date written once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Generic, TypeVar

from ...show.formats import cut_text
from .entry import Entry
from .words import day, words

# A list of suggestions longer than this slows the browser and helps nobody.
SUGGESTIONS = 300
# In JSON inside HTML: no tag, no entity, no line end of JavaScript.
_HARMLESS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


Value = TypeVar("Value")


class Numbered(Generic[Value]):
    """Each value once, by its number."""

    def __init__(self) -> None:
        self.numbers: dict[Value, int] = {}

    def __call__(self, value: Value) -> int:
        return self.numbers.setdefault(value, len(self.numbers))


def index(entries: Sequence[Entry], language: str) -> dict[str, Any]:
    """What the script needs: `rows`, the `names` and `dates` they point to, `words` it says.

    A row: address, title, date, made, source, author, actors, places, words, opening, sizes of page, PDF, notebook and
    data, file stem ("" briefing), reports, pinned (1 or 0), that it is cut, page and name of each other form of it. Dates
    and names are numbers into `dates` and `names`.
    """
    name, date = Numbered[str](), Numbered[tuple[str, bool]]()
    rows = [_row(entry, name, date, language) for entry in entries]
    dates = [[value, day(value, language, deduced)] for value, deduced in date.numbers]
    return {"rows": rows, "names": list(name.numbers), "dates": dates, "words": words(language), "language": language}


def _row(entry: Entry, name: Numbered[str], date: Numbered[tuple[str, bool]], language: str) -> list[Any]:
    return [
        entry.href,
        entry.title,
        date((entry.date, entry.deduced)),
        date((entry.made[:10], False)),
        name(entry.source),
        name(entry.author),
        [name(each) for each in entry.actors],
        [name(each) for each in entry.places],
        entry.words,
        entry.opening,
        [entry.html, entry.pdf, entry.notebook, entry.data],
        "" if entry.stem == "briefing" else entry.stem,
        [name(each) for each in entry.labels],
        int(entry.pinned),
        cut_text(entry.cut, language),
        [list(each) for each in entry.variants],
    ]


def suggestions(values: Iterable[Iterable[str]]) -> list[str]:
    """The values most briefings have, in the order of the alphabet."""
    counted = Counter(value for each in values for value in set(each) if value)
    most = sorted(counted, key=lambda value: (-counted[value], value))[:SUGGESTIONS]
    return sorted(most, key=str.casefold)


def embedded(told: dict[str, Any]) -> str:
    """The index as JSON that can stand inside a script element."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_HARMLESS)
