"""Actors in the making: drafts that take up mentions, and the book that holds them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ...lexicons import keys
from ...model.analysis import Actor, ActorMention
from ...model.typography import key, plain

LONGEST_ID = 48
NEAR = 8  # words between two functions of one name


@dataclass(frozen=True)
class Role:
    """A function stated of a person: words `first:last`, `noun` the rank of its noun, `head` that noun
    in one gender; `how`: title, before, apposition, is, clause; `beside`: whose kin or friend somebody is, or
    what they won: told where nothing else is."""

    first: int
    last: int
    head: str
    content: frozenset[str]
    text: str
    how: str
    noun: int = -1
    beside: bool = False


@dataclass
class Draft:
    """One actor in the making. `gender`: m, f or ""; `heads`: ranks of the words that stand for it, with their form."""

    id: str
    name: str
    kind: str
    named: bool = True
    entity: str | None = None
    gender: str = ""
    plural: bool = False
    acts: bool = False
    doubtful: bool = False
    forms: Counter[str] = field(default_factory=Counter)
    roles: list[Role] = field(default_factory=list)
    nouns: dict[str, None] = field(default_factory=dict)  # what the article calls a body: « parti », « quotidien »
    affiliation: str | None = None
    mentions: dict[tuple[int, int], ActorMention] = field(default_factory=dict)
    first: int = 1 << 62  # rank of its first head

    def meet(self, start: int, end: int, form: str, head: int, shown: str, *, doubtful: bool = False) -> None:
        """One more mention."""
        self.mentions.setdefault((start, end), ActorMention(start, end, form, doubtful))
        self.first = min(self.first, head)
        if form != "pronoun" and not doubtful:
            self.forms[" ".join(plain(shown).split()) if "\n" in shown else shown] += 1

    @property
    def keys(self) -> set[str]:
        return {key(form) for form in self.forms} | {key(self.name)}


class Book:
    """All drafts by id, and which draft a word stands for."""

    def __init__(self) -> None:
        self.drafts: dict[str, Draft] = {}
        self.by_head: dict[int, str] = {}
        self.unsure: set[int] = set()  # words whose actor is likely only
        self.nameless: dict[tuple[str, frozenset[str], str], Draft] = {}  # by what is said of them
        self.bearers: dict[str, dict[str, None]] = {}  # head of a function -> ids of who bears it
        self.names: list[tuple[int, int]] = []  # of every name of the article, actor or not, in order
        self.name_ranks: dict[int, tuple[int, str, str]] = {}  # first word of a name -> its last, key, label

    def add(self, draft: Draft) -> Draft:
        return self.drafts.setdefault(draft.id, draft)

    def new(self, kind: str, name: str, **known: object) -> Draft:
        """A draft with an id of its own, made of its kind and name."""
        base = identifier(kind, name)
        number = 1
        while (wanted := base if number == 1 else f"{base}-{number}") in self.drafts:
            number += 1
        return self.add(Draft(wanted, name, kind, **known))  # type: ignore[arg-type]

    def meet(
        self, draft: Draft, start: int, end: int, form: str, head: int, shown: str, *, doubtful: bool = False
    ) -> None:
        if head in self.by_head:
            return
        draft.meet(start, end, form, head, shown, doubtful=doubtful)
        self.by_head[head] = draft.id
        if doubtful:
            self.unsure.add(head)

    def note_bearers(self) -> None:
        """Say which functions are borne by whom."""
        for draft in self.drafts.values():
            for role in draft.roles:
                if role.how != "clause":
                    self.bearers.setdefault(role.head, {})[draft.id] = None

    def spans_near(self, offset: int) -> list[tuple[int, int]]:
        """The names around an offset."""
        at = bisect_right(self.names, (offset, 1 << 62))
        return self.names[max(0, at - 1) : at + 1]

    def covered(self, offset: int) -> bool:
        """Whether a character stands inside a name."""
        return any(start <= offset < end for start, end in self.spans_near(offset))

    def of(self, head: int) -> Draft | None:
        """Whom a word stands for."""
        found = self.by_head.get(head)
        return self.drafts.get(found) if found is not None else None

    def rows(self) -> tuple[Actor, ...]:
        """The rows, in the order of their first mention."""
        found = [_row(draft) for draft in self.drafts.values() if draft.mentions]
        return tuple(sorted(found, key=lambda row: (row.mentions[0].start, row.mentions[0].end, row.id)))


def _row(draft: Draft) -> Actor:
    mentions = tuple(sorted(draft.mentions.values(), key=lambda m: (m.start, m.end)))
    return Actor(
        id=draft.id,
        name=draft.name,
        kind=draft.kind,
        named=draft.named,
        forms=tuple(form for form, _ in sorted(draft.forms.items(), key=lambda pair: -pair[1])) or (draft.name,),
        role=fullest(draft.roles),
        affiliation=draft.affiliation,
        entity=draft.entity,
        mentions=mentions,
        doubtful=draft.doubtful,
    )


def fullest(roles: Iterable[Role]) -> str | None:
    """The fullest statement of a function; of equally full ones the first.

    A clause, and whose friend somebody is, only where nothing else is said. What stands on the other side of the same
    name is told with it: « sociologue, spécialiste du vote » of « le sociologue X, spécialiste du vote, ».
    """
    found = list(roles)
    stated = [role for role in found if role.how != "clause" and not role.beside] or found
    if not stated:
        return None
    best = max(stated, key=lambda role: len(role.content))
    other = next((role for role in stated if _around(role, best) or _around(best, role)), None)
    told = sorted((best, other), key=lambda role: role.first) if other is not None else [best]
    return ", ".join(role.text for role in told)


def _around(before: Role, after: Role) -> bool:
    """Whether two functions stand before and behind one name, and say different things."""
    placed = before.how in ("title", "before") and after.how == "apposition" and 0 < after.first - before.last < NEAR
    graded = before.head in keys("actors/grades.txt") | keys("entities/civilities.txt")
    return placed and not graded and before.head != after.head and not before.content & after.content


_PREFIX = {"person": "per", "organisation": "org", "state": "loc", "group": "grp"}


def identifier(kind: str, name: str) -> str:
    whole = re.sub(r"[^a-z0-9]+", "-", key(name)).strip("-")
    slug = whole if len(whole) <= LONGEST_ID else whole[:LONGEST_ID].rsplit("-", 1)[0]
    return f"{_PREFIX[kind]}-{slug or 'x'}"
