"""Who carries an article: how much of its text each source says."""

from __future__ import annotations

from dataclasses import dataclass

from ...measure.sourcing import Stretch, Voice, stretches, voices
from ...model.analysis import Analysis
from .rows import flat, sentence_of, whole
from .sources import rounded

NAMED = 3
# In percent of the text: below, a source is one of the others.
LEAST = 3


@dataclass(frozen=True)
class Bearer:
    """A source that carries the article: its name or description, its function, its percent, where it speaks first."""

    name: str
    role: str
    percent: int
    sentence: int


@dataclass(frozen=True)
class Bearers:
    """The article by who says it, in whole percent that add up to 100: the author, the sources that say most, all the
    others (`others`: how many) and what is told on nobody's word."""

    author: int
    rows: tuple[Bearer, ...]
    others: int
    others_percent: int
    nobody: int


def bearers(analysis: Analysis, most: int = NAMED) -> Bearers:
    """How much of the text is the author's and how much each source's, quoted or reported; those who say most first."""
    found, sizes = voices(analysis), {"author": 0, "nobody": 0}
    by_voice = dict.fromkeys(range(len(found)), 0)
    for piece in stretches(analysis):
        size, voice = piece.end - piece.start, _voice_at(found, piece)
        if voice is not None:
            by_voice[voice] += size
        else:
            sizes["author" if piece.source_type == "author" else "nobody"] += size
    whole = rounded([sizes["author"], sizes["nobody"], *by_voice.values()])
    percents = dict(zip(by_voice, whole[2:], strict=True))
    order = sorted(by_voice, key=lambda place: -by_voice[place])
    shown = [place for place in order if percents[place] >= LEAST and _is_told(found[place])][:most]
    rest = [place for place in order if place not in shown]
    rows = tuple(_bearer(analysis, found[place], percents[place]) for place in shown)
    return Bearers(whole[0], rows, len(rest), sum(percents[place] for place in rest), whole[1])


def _voice_at(found: tuple[Voice, ...], piece: Stretch) -> int | None:
    """The source of a stretch: that of the shortest of its passages that hold the stretch."""
    if piece.source_type in ("author", "unattributed"):
        return None
    inside = [
        (end - start, place)
        for place, voice in enumerate(found)
        for start, end in voice.where
        if start <= piece.start < end
    ]
    return min(inside)[1] if inside else None


def _is_told(voice: Voice) -> bool:
    """Whether the words for a source tell who it is: a name, an actor, or people described in more than a word.

    « des », « il », « le récit » and a thing that is taken for a body are counted among the others.
    """
    if voice.source_type == "named" or voice.actor is not None:
        return True
    return voice.source_type != "institutional" and len(voice.name.split()) > 1


def _bearer(analysis: Analysis, voice: Voice, percent: int) -> Bearer:
    role = next((row.role for row in analysis.actors if row.id == voice.actor), None) if voice.actor else None
    return Bearer(flat(voice.name), whole(role or ""), percent, sentence_of(analysis, voice.where[0][0]))
