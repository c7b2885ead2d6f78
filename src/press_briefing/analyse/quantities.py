"""Numbers with what they count."""
from __future__ import annotations

from ..analysis import Quantity, Time
from .reading import Reading


def find_quantities(reading: Reading, times: tuple[Time, ...]) -> tuple[Quantity, ...]:
    return ()
