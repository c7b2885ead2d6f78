"""Which nouns are people: told by the encoder's vector of a word in its sentence, where a list does not have it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from ..reading import Reading

Floats = np.ndarray[Any, np.dtype[np.float32]]


def likely_people(reading: Reading) -> list[float]:
    """How likely each word of `reading.units` is a noun for people, 0 to 1; empty where no encoder read the text."""
    vectors = vectors_of(reading)
    if vectors is None:
        return []
    weights, bias = _weights()
    scores = vectors @ weights + bias
    shares: list[float] = (1 / (1 + np.exp(-scores))).tolist()
    return shares


def vectors_of(reading: Reading) -> Floats | None:
    """The encoder's vectors of `reading.units`, (words, 384); None where no encoder read the text."""
    names = reading.names
    if names is None or names.vectors is None or not reading.units:
        return None
    return np.asarray(names.vectors[[unit.place for unit in reading.units]])


@cache
def _weights() -> tuple[Floats, float]:
    """The regression of `training/persons.py`."""
    with files("press_briefing").joinpath("models", "actors", "persons.npz").open("rb") as file:
        stored = np.load(file)
        return stored["weights"], float(stored["bias"])
