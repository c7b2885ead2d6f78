"""Time expressions: TIMEX3 and EDTF."""
from __future__ import annotations

from ..analysis import Time
from .reading import Reading


def find_times(reading: Reading) -> tuple[Time, ...]:
    return ()
