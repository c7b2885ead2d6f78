"""Accusations and credit, as the article words them."""
from __future__ import annotations

from ..analysis import Claim, Entity, Link, Mention, Quote
from .reading import Reading


def find_links(reading: Reading, mentions: tuple[Mention, ...], index: tuple[Entity, ...], quotes: tuple[Quote, ...],
               claims: tuple[Claim, ...]) -> tuple[Link, ...]:
    return ()
