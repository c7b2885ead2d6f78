"""The gender of a name, a body or a function, as civility, first name, article and form tell it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from ...lexicons import entries, rows
from ...model.typography import key
from .before import title_before
from .book import Role
from .groups import Group, Named, bare
from .roles import person_nouns
from .tree import Tree


def name_gender(tree: Tree, name: Named) -> str:
    """The gender that a civility tells, or a lone surname's title: « au colonel Roux », « la juge Roux »."""
    told = civil_gender(tree.low(name.ranks[0])) or civil_gender(tree.low(name.ranks[0] - 1))
    if told or len(name.ranks) > 1:
        return told
    title = title_before(tree, name.ranks)
    return role_gender(tree, [title]) if title is not None else ""


def civil_gender(low: str) -> str:
    """« m. », « mme »: the gender a civility tells."""
    word = low.rstrip(".")
    return "m" if word in ("m", "mr", "monsieur", "mgr") else "f" if word in ("mme", "mlle", "madame", "mrs") else ""


def group_gender(tree: Tree, group: Group) -> str:
    told = {name_gender(tree, name) for name in group.names} - {""}
    if len(told) == 1:
        return told.pop()
    return first_name_gender(group.entity.name)


@cache
def _first_names() -> dict[str, str]:
    return {key(name): gender for gender, names in rows("actors/first_names.tsv") for name in names.split()}


def first_name_gender(name: str) -> str:
    """The gender of a first name that only women or only men bear; empty for every other."""
    parts = bare(name).split()
    return _first_names().get(re.split(r"-", parts[0])[0], "") if len(parts) > 1 else ""


def role_gender(tree: Tree, roles: Iterable[Role]) -> str:
    """The gender a function tells: by its article, or by its form where it has two."""
    for role in roles:
        low, before = tree.low(role.noun), tree.low(role.first - 1)
        if before in ("la", "une", "cette"):
            return "f"
        if before in ("le", "un", "du", "au", "ce"):
            return "m"
        if feminine_noun(low):
            return "f"
    return ""


def feminine_noun(low: str) -> bool:
    """« directrice », « députée »: the noun has a masculine form that it is not."""
    return low.endswith(entries("actors/feminine_endings.txt")) and low in person_nouns()


def body_gender(tree: Tree, names: Iterable[Named]) -> str:
    """The gender of a body or a state, as its article tells."""
    told: Counter[str] = defaultdict(int)  # type: ignore[assignment]
    for name in names:
        at = tree.determiner(name.head)
        low = tree.low(at) if at >= 0 else ""
        told["f" if low in ("la", "une", "cette") else "m" if low in ("le", "un", "ce", "du", "au") else ""] += 1
    told.pop("", None)
    return max(told, key=lambda gender: told[gender], default="")
