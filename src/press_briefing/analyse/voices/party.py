"""Who speaks, once resolved."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Party:
    """Somebody who speaks. `start:end` and `text` as it stands; `name` the fullest form; `actor` the id of its row.

    `kind`: person, institution, group or document, or author, nobody. `gender`: m, f or "" when unknown.
    """

    start: int
    end: int
    text: str
    name: str
    actor: str | None = None
    kind: str = ""
    named: bool = False
    gender: str = ""
    plural: bool = False
    role: str = ""
    standing: str = ""  # what pins an unnamed one down, as in `sources`
    acts: bool = False  # the actors know the phrase itself: it speaks whatever its noun
