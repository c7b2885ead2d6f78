"""Reported assertions, their sources and hedges."""
from __future__ import annotations

from ..analysis import Claim, Entity, Mention, Quote
from .reading import Reading


def find_claims(reading: Reading, mentions: tuple[Mention, ...], index: tuple[Entity, ...],
                quotes: tuple[Quote, ...]) -> tuple[Claim, ...]:
    return ()
