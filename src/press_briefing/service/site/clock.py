"""The clock that retention goes by. One that leapt ahead takes nothing away before it has said so for a day.

What the clock said at each call is noted beside the site. Within a week and a day of the call before it is believed.
Later than that it may be right (nobody called) or wrong (a battery, a virtual machine that was put away): age is then
counted to what it said before, until a later call, a day on or more, finds it still there. One that was set back is
believed at once: by it everything is younger, and nothing goes that would have stayed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from .place import OWN, put

NOTE = "clock.json"
LEAP, PROOF = timedelta(days=8), timedelta(days=1)


@dataclass(frozen=True)
class Sighting:
    """What the clock said last (`seen`), and when it was first found far ahead of that (None: it is not)."""

    seen: datetime
    leapt: datetime | None = None

    def after(self, now: datetime) -> Sighting:
        """What is to be noted when the clock says `now`; age is counted to its `seen`."""
        if now - self.seen <= LEAP:
            return Sighting(now)
        if self.leapt is None or now < self.leapt:
            return Sighting(self.seen, now)
        if now - self.leapt < PROOF:
            return self
        return Sighting(now) if now - self.leapt <= LEAP else Sighting(self.leapt, now)


def sighted(out: Path, now: datetime) -> Sighting:
    """What the clock is worth now. Without a note that can be read there is nothing to doubt it by."""
    try:
        told = json.loads((out / OWN / NOTE).read_bytes())
        seen, leapt = (datetime.fromisoformat(told[name]) if told[name] else None for name in ("seen", "leapt"))
        return Sighting(seen, leapt).after(now) if seen else Sighting(now)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Sighting(now)


def note(out: Path, sighting: Sighting) -> None:
    """Write it down, whole."""
    leapt = sighting.leapt.isoformat() if sighting.leapt else None
    put(out / OWN / NOTE, json.dumps({"seen": sighting.seen.isoformat(), "leapt": leapt}).encode())
