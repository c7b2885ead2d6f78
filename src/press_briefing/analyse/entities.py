"""Names and the entities they stand for."""
from __future__ import annotations

from ..analysis import Entity, Mention
from .reading import Reading


def find_entities(reading: Reading) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    return (), ()
