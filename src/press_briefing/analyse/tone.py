"""Tone: what happens, how it is judged, who is blamed."""
from __future__ import annotations

from ..analysis import Claim, Entity, Mention, Quote, Tone
from .reading import Reading


def find_tone(reading: Reading, mentions: tuple[Mention, ...], index: tuple[Entity, ...], quotes: tuple[Quote, ...],
              claims: tuple[Claim, ...]) -> Tone:
    return Tone()
