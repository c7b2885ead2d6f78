"""Dated happenings."""
from __future__ import annotations

from ..analysis import Entity, Event, Mention, Quote, Time
from .reading import Reading


def find_events(reading: Reading, times: tuple[Time, ...], mentions: tuple[Mention, ...], index: tuple[Entity, ...],
                quotes: tuple[Quote, ...]) -> tuple[Event, ...]:
    return ()
