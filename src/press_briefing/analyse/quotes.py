"""Quotations and who speaks."""
from __future__ import annotations

from ..analysis import Entity, Mention, Quote
from .reading import Reading


def find_quotes(reading: Reading, mentions: tuple[Mention, ...], index: tuple[Entity, ...]) -> tuple[Quote, ...]:
    return ()
