"""Rows of who and what an article names: mentions, entities, actors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Mention:
    """A name where it stands. `label`: PER, LOC, ORG or MISC. `id`: its row in the entity index.

    `confidence`: how likely bounds and label are right, 0 to 1, where the decoder of the profile `precise` found it so;
    None for names that lists and rules found, and in the profile `fast`.
    """

    start: int
    end: int
    text: str
    label: str
    id: str
    confidence: float | None = None


@dataclass(frozen=True)
class Entity:
    """One row an entity: its aliases merged. `related`: ids of entities that are linked but distinct.

    Places carry coordinates (WGS 84 degrees), ISO 3166 country and how sure the match is; `stands_for` says
    that a capital stands for its government (« Ankara ») in at least one mention.
    """

    id: str
    label: str
    name: str
    forms: tuple[str, ...]
    count: int
    related: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    certainty: str = ""
    stands_for: str | None = None


@dataclass(frozen=True)
class ActorMention:
    """An actor where it stands. `form`: name, title, description, pronoun or place (a capital that governs).

    `doubtful`: whom it stands for is likely, not certain.
    """

    start: int
    end: int
    form: str
    doubtful: bool = False


@dataclass(frozen=True)
class Actor:
    """Somebody who does or says something, or to whom something is done: one row, however the article calls them.

    `kind`: person, organisation, state or group. `named`: it has a name in the article, not only a description.
    `role`: what they are, as the article words it. `affiliation`: the body they belong to. `entity`: their row in the
    entity index, whose id is theirs too. `doubtful`: it may be no actor, or another row's. `confidence`: how likely a
    named row is right, 0 to 1.
    """

    id: str
    name: str
    kind: str
    named: bool
    forms: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    entity: str | None = None
    mentions: tuple[ActorMention, ...] = ()
    doubtful: bool = False
    confidence: float | None = None


def pronouns_of(actors: Iterable[Actor], row: Any) -> list[tuple[int, str]]:
    """The pronouns of a sentence whose actor it does not name: where the first of each ends, and their name.

    Only of actors with a name: whom « elle » stands for among people described is wrong too often.
    """
    found = []
    for actor in actors:
        inside = [mention for mention in actor.mentions if row.start <= mention.start < row.end]
        if actor.named and inside and all(mention.form == "pronoun" and not mention.doubtful for mention in inside):
            found.append((inside[0].end, actor.name))
    return sorted(found)
