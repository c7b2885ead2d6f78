"""What is heard in an article: reports, speech, and both together."""

from __future__ import annotations

from dataclasses import dataclass

from .cue import Cue
from .interview import Interview
from .marks import Marked
from .people import Party, Scene
from .tokens import Frame


@dataclass(frozen=True)
class Report:
    """A reporting expression with the party it comes from (None: nobody is told)."""

    frame: Frame
    cue: Cue
    party: Party | None
    words: str
    others: tuple[Party, ...] = ()  # « X et Y affirment »: who speaks beside the first


@dataclass(frozen=True)
class Said:
    """A marked passage that is speech. `cue`: the words that report it. `direct`: no mere piece of a clause."""

    passage: Marked
    frame: Frame
    party: Party | None
    cue: str | None
    continuation: bool = False
    direct: bool = True


@dataclass(frozen=True)
class Heard:
    """An article heard through: its frames, marked passages, speech and reports, in order; `talk`: its interview."""

    frames: tuple[Frame, ...]
    marked: tuple[Marked, ...]
    said: tuple[Said, ...]
    reports: tuple[Report, ...]
    aside: tuple[Marked, ...]
    scene: Scene
    cues: tuple[tuple[Cue, ...], ...]  # of each frame
    talk: Interview | None = None
