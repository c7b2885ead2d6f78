"""What a frame is: one predicate with who does it, to whom, where, how sure and on whose word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

VERB, STATE, NOUN = "verb", "state", "noun"


@dataclass(frozen=True)
class Party:
    """Who takes part: the phrase as it stands, `head` the rank of its head word, and the actor it stands for.

    `actor`: an id of `Actors.rows`; None where nobody with a row is meant. `doubtful`: whom it stands for is likely
    only. `through`: the rank of the noun between party and predicate (« l'offre » of « rejette l'offre de la banque »).
    """

    start: int
    end: int
    head: int
    actor: str | None = None
    doubtful: bool = False
    through: int = -1


@dataclass(frozen=True)
class Frame:
    """One predicate. `head`: the rank of its word among `Reading.units`; `start:end` that word's characters.

    `action`: its lemma; of a noun carried by a verb (« procède à l'arrestation ») the noun's, `carrier` being the rank
    of the verb. `kind`: verb, state (what a copula says) or noun. `finite`: it has a verb form of its own that is
    conjugated. `passive`: its subject undergoes it. `places`: ids of entities. `above`: the rank of the frame that it
    is a complement of, -1 where it stands by itself. `status`: as in `Event`, of the words alone. `negated`: it is
    said not to be. `reported`: it stands in words that somebody else than the author answers for; `said_by`: who does.
    """

    head: int
    start: int
    end: int
    sentence: int
    action: str
    kind: str
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    places: tuple[str, ...] = ()
    finite: bool = False
    passive: bool = False
    negated: bool = False
    status: str = "happened"
    above: int = -1
    carrier: int = -1
    reported: bool = False
    said_by: str | None = None

    @property
    def verb(self) -> int:
        """The rank of the word with its verb form: the verb that carries it, else its own."""
        return self.carrier if self.carrier >= 0 else self.head

    def who(self, *, doubtful: bool = False) -> tuple[str, ...]:
        """Ids of those who do it, each once."""
        return _ids(self.actors, doubtful)

    def whom(self, *, doubtful: bool = False) -> tuple[str, ...]:
        """Ids of those to whom it is done, each once."""
        return _ids(self.targets, doubtful)


def _ids(parties: Sequence[Party], doubtful: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.actor for p in parties if p.actor is not None and (doubtful or not p.doubtful)))


@dataclass(frozen=True)
class Frames:
    """All frames of an article, in the order of their words."""

    rows: tuple[Frame, ...] = ()

    def __iter__(self) -> Iterator[Frame]:
        return iter(self.rows)

    @cached_property
    def by_head(self) -> dict[int, Frame]:
        """A frame by the rank of its word, and of the verb that carries it."""
        carried = {row.carrier: row for row in self.rows if row.carrier >= 0}
        return carried | {row.head: row for row in self.rows}

    def inside(self, start: int, end: int) -> Sequence[Frame]:
        """The frames whose word lies inside these characters."""
        first, last = (bisect_left(self.rows, place, key=lambda row: row.start) for place in (start, end))
        return self.rows[first:last]
