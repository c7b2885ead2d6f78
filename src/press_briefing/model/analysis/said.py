"""Rows of what is said, and by whom: quotations, claims, stances."""

from __future__ import annotations

from dataclasses import dataclass

# office: no name, but a function or a kinship pins the person down (« l’ambassadeur du Mali », « sa sœur »).
SOURCE_TYPES = ("author", "named", "institutional", "office", "anonymous", "unattributed")


def in_doubt(source_type: str) -> bool:
    """Whether a kind of source is wrong too often on unseen articles to be shown as told, or counted."""
    return source_type == "anonymous"


@dataclass(frozen=True)
class Speaker:
    """Who speaks: the mention as it stands, the fullest name it resolves to, the id of its actor if it is one."""

    start: int
    end: int
    text: str
    name: str
    actor: str | None = None


@dataclass(frozen=True)
class Quote:
    """Words put in somebody's mouth: `start:end` is inside the marks, without padding.

    `kind`: person, institution, group, document or "" when nobody is told. `continuation`: speaker carried over
    from the quotation before. `office`: no name is known, but a function or a kinship pins the speaker down.
    `confidence`: how likely it is theirs, 0 to 1 (None: nobody is told); `unsure`: views mark it as to be checked.
    """

    start: int
    end: int
    words: str
    speaker: Speaker | None = None
    cue: str | None = None
    named: bool = False
    kind: str = ""
    continuation: bool = False
    office: bool = False
    confidence: float | None = None
    unsure: bool = False


@dataclass(frozen=True)
class Source:
    """The words that say where a claim comes from; `name` and `actor` (its id) when they resolve."""

    start: int
    end: int
    text: str
    name: str = ""
    actor: str | None = None


@dataclass(frozen=True)
class Claim:
    """What is told on somebody's word. `source_type`: see `SOURCE_TYPES`. `hedge`: words that hold it at a distance.

    `act`: assertion, or demand: what is asked, hoped, promised, threatened, felt or judged, and asserts nothing.

    `kind_doubtful`: its source type is `in_doubt`, and no view shows it as told; who says it, and what, is shown.
    `confidence`: how likely it is on this source's word, 0 to 1 (None: no source); `unsure`: views mark it as to be
    checked.
    """

    start: int
    end: int
    source: Source | None
    source_type: str
    cue: str | None = None
    hedge: str | None = None
    kind_doubtful: bool = False
    act: str = "assertion"
    confidence: float | None = None
    unsure: bool = False


@dataclass(frozen=True)
class Stance:
    """Who accuses, blames, denies, praises or supports whom, of what; `start:end` are the words that tell it.

    `by`: an actor's id, `author` where the article's own voice judges, None where nobody is told (« est soupçonné »).
    `whom`: an actor's id; None for a denial that does not say whose charge it is. `answers`: for a denial, the index of
    the accusation it replies to. `cue`: the word or expression that tells it, as the lists have it. `doubtful`: its
    confidence is below what is shown as told.
    """

    start: int
    end: int
    kind: str
    by: str | None
    whom: str | None
    what: str
    answers: int | None = None
    cue: str = ""
    confidence: float = 1.0
    doubtful: bool = False
