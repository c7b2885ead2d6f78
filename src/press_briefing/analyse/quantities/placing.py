"""Which event of the chronology a figure belongs to: the one whose clause holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...model.analysis import Event, Quantity
from ...model.typography import key


def placed(quantities: Sequence[Quantity], events: Sequence[Event]) -> tuple[Quantity, ...]:
    """The quantities, each with the index of the event that tells it; None where no event's words hold it."""
    return tuple(replace(row, event=_event(row, events)) for row in quantities)


def _event(row: Quantity, events: Sequence[Event]) -> int | None:
    """The only event of the sentence, by the words of its label; of two that hold it, neither is sure."""
    held = [
        i for i, event in enumerate(events) if event.start <= row.start < event.end and _holds(event.label, row.text)
    ]
    return held[0] if len(held) == 1 else None


def _holds(label: str, text: str) -> bool:
    """Whether the number and its unit stand in the label, with or without the words that bound it."""
    words, told = key(text).split(), f" {' '.join(key(label).split())} "
    ends = (" ".join(words[i:]) for i in range(len(words)))
    return any(f" {end}" in told for end in ends if " " in end or any(c.isdigit() for c in end))
