"""How likely each line of a capture is the page's, seen in its row: a linear-chain CRF over the features of `looks`.

Lafferty, McCallum & Pereira 2001 (ICML). What stands around an article comes in blocks and in an order (the page, the
title, the text, the page again), so that a line is told by its neighbours too. `models/lines/` has the weights, made by
`training/lines.py`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log

ABOVE, TITLE, TEXT, WITHIN, BELOW = LABELS = ("above", "title", "text", "within", "below")
PAGE = (ABOVE, WITHIN, BELOW)
Marginals = tuple[dict[str, float], ...]


@dataclass(frozen=True)
class LineWeights:
    """`states`: of a feature and each of `LABELS`; `steps`: from a label (row) to the next one (column)."""

    states: dict[str, tuple[float, ...]]
    steps: tuple[tuple[float, ...], ...]


@cache
def weights() -> LineWeights:
    """The trained weights."""
    told = json.loads(files("press_briefing").joinpath("models/lines/weights.json").read_text(encoding="utf-8"))
    return LineWeights({name: tuple(row) for name, row in told["states"].items()}, tuple(map(tuple, told["steps"])))


def marginals(rows: Sequence[dict[str, float]], known: LineWeights | None = None) -> Marginals:
    """The probability of each label for each line, whose features are `rows`, by the forward-backward algorithm."""
    known = known or weights()
    states = [_state(row, known) for row in rows]
    forward = _passed(states, known.steps)
    back = _passed(states[::-1], tuple(zip(*known.steps, strict=True)))[::-1]
    return tuple(_shares(one, other, state) for one, other, state in zip(forward, back, states, strict=True))


def _state(row: dict[str, float], known: LineWeights) -> list[float]:
    found = [(known.states[name], value) for name, value in row.items() if name in known.states]
    return [sum(weight[label] * value for weight, value in found) for label in range(len(LABELS))]


def _passed(states: Sequence[list[float]], steps: Sequence[Sequence[float]]) -> list[list[float]]:
    """The log weight of all ways to each line and label, the line's own included."""
    told: list[list[float]] = []
    for state in states:
        ways = [
            _sum([one + steps[origin][label] for origin, one in enumerate(told[-1])]) if told else 0.0
            for label in range(len(LABELS))
        ]
        told.append([way + own for way, own in zip(ways, state, strict=True)])
    return told


def _shares(forward: list[float], back: list[float], state: list[float]) -> dict[str, float]:
    told = [one + other - own for one, other, own in zip(forward, back, state, strict=True)]
    whole = _sum(told)
    return {label: exp(one - whole) for label, one in zip(LABELS, told, strict=True)}


def _sum(logs: Sequence[float]) -> float:
    """The logarithm of a sum of exponentials."""
    most = max(logs)
    return most + log(sum(exp(one - most) for one in logs))
