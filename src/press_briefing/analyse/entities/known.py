"""What needs no context: countries, and the organisations every reader knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ...french.tokens import Token
from ...gazetteer import places
from ...lexicons import rows
from ...model.typography import key
from .features import listed
from .page import Name, Page, joined


@cache
def _certain() -> dict[str, str]:
    """Names whose label needs no context: every reader's acronyms, by their exact letters when all capitals."""
    return {row[0] if row[0].isupper() else key(row[0]): row[1] for row in rows("entities/acronyms.tsv")}


@cache
def _ends_high(folded: str) -> bool:
    """Whether the last word of a listed name has a capital: « L'Équipe » is a paper, « L'équipe » is not."""
    form = next(row[0] for row in rows("entities/acronyms.tsv") if key(row[0]) == folded)
    return re.split(r"[ ']", form)[-1][:1].isupper()


@cache
def is_country(name: str) -> bool:
    """Whether a folded name is a country's before anything else (« Maurice » and « Jersey » are people or clothes)."""
    return len(name) > 2 and name not in listed("first_names.txt") and any(p.kind == "C" for p in places(name))


def certain_label(page: Page, name: Name) -> str | None:
    """ORG, MISC or LOC for a known organisation, thing or country; None for every other name."""
    return label_of(page.tokens(name))


def label_of(tokens: Sequence[Token]) -> str | None:
    """The same for a run of tokens."""
    folded = joined(tokens)
    if len(tokens) == 1 and (label := _certain().get(tokens[0].text)):
        return label
    if (label := _certain().get(folded)) and (len(tokens) == 1 or tokens[-1].capital == _ends_high(folded)):
        return label
    small = len(tokens) > 1 and tokens[0].key in _ARTICLES and not tokens[1].capital  # « La réunion »
    return "LOC" if is_country(folded) and not small else None


_ARTICLES = frozenset(("la", "le", "les", "l'"))
