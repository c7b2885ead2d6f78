"""How well each view does: `accuracy.toml`, the one place that every figure told to a reader comes from.

`unseen` is what readers are told, measured on texts that nobody here had seen; `seen` are the floors that tests hold.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _told() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("accuracy.toml").read_text(encoding="utf-8"))


def seen() -> dict[str, dict[str, float]]:
    """By view, measure and figure (0 to 1) on texts that were at hand while rules were written: floors, for tests."""
    return dict(_told()["seen"])


def unseen(view: str, name: str) -> float:
    """A figure on texts that nobody here had seen (0 to 1), or how many of them there were. Raises `KeyError`."""
    return float(_told()["unseen"][view][name])


def names() -> tuple[float, float, int]:
    """Lowest and highest F1 of names over the unseen sets, and how many sets: one mean would hide how far they lie."""
    found = [float(value) for value in _told()["unseen"]["entities"].values()]
    return min(found), max(found), len(found)


def measured(view: str = "") -> date:
    """The day the unseen figures were measured; those of a view measured again later, on a day of their own."""
    unseen = _told()["unseen"]
    told: date = unseen.get(view, {}).get("date", unseen["date"])
    return told
