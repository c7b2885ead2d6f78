"""Names of the article that are one: where each stands, what it was labelled, and what its bare form is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache

from ...french.grammar.classes import words
from ...lexicons import members, rows
from ...model.analysis import Entity, Mention
from ...model.typography import key
from ..entities.features import known_names, organisation_heads
from . import acting
from .book import Role
from .tree import Tree

SHORT = 2  # letters of an acronym that is a body only where every reader knows it


@dataclass(frozen=True)
class Named:
    """A name where it stands: the words `ranks`, `head` among them, the part it plays."""

    mention: Mention
    ranks: range
    head: int
    part: str


@dataclass
class Group:
    """The names that are one: rows of the entity index with one name, or short forms of one another."""

    entity: Entity
    names: list[Named] = field(default_factory=list)
    labels: Counter[str] = field(default_factory=Counter)
    roles: list[Role] = field(default_factory=list)
    doubtful: bool = False  # a surname that several of the article's people bear

    @property
    def label(self) -> str:
        return max(("PER", "ORG", "LOC", "MISC"), key=lambda label: (self.labels[label], label != "MISC"))


@lru_cache(maxsize=10_000)
def bare(name: str) -> str:
    """A folded name without civilities and grades before it (« Cmdt Marks » is « marks »)."""
    parts = key(name).removeprefix("les ").split()  # « Les Verts » and « des Verts »
    while len(parts) > 1 and parts[0].rstrip(".") in titles():
        parts = parts[1:]
    return " ".join(parts)


@cache
def titles() -> frozenset[str]:
    """Civilities and grades, folded, without their full stop."""
    grades = members("actors/grades.txt") | members("entities/army_ranks.txt")
    return frozenset(key(word).rstrip(".") for word in grades | members("entities/civilities.txt") | words("titles"))


def shown(name: str) -> str:
    """The name a row bears: civilities and grades before it left out."""
    parts = name.split()
    while len(parts) > 1 and key(parts[0]).rstrip(".") in titles():
        parts = parts[1:]
    return " ".join(parts)


def led_by(tree: Tree, name: Named) -> bool:
    """« le gouvernement Aznar »: the name is that of the body before it."""
    return tree.low(name.ranks[0] - 1) in members("actors/teams.txt")


def bare_person(tree: Tree, name: Named) -> bool:
    """Whether a surname that was labelled otherwise stands as a person's does: no article, no preposition of place."""
    return tree.determiner(name.head) < 0 and name.part != acting.PLACE


def known_body(name: str) -> bool:
    return key(name) in known_names() or key(name.split()[0]) in organisation_heads()


@cache
def known_acronyms() -> frozenset[str]:
    return frozenset(row[0] for row in rows("entities/acronyms.tsv"))
