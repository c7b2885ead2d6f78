"""The weights of the mention-pair model, and whom it takes a pronoun for."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np

from .book import Draft
from .pairs import Floats, beside, candidates, nobody, rows, shares, sigmoid
from .scene import Scene


def best(scene: Scene, i: int) -> tuple[Draft | None, float]:
    """The row the pronoun most likely stands for, and how likely; None where a thing or nobody is likelier known."""
    found = candidates(scene, i)
    if all(c.draft is None for c in found):
        return None, 0.0
    tree = scene.tree
    weights = _weights("bare" if tree.vectors is None else "full")
    person = _person(weights, beside(tree, i))
    table = (rows(tree, i, found, person) - weights["mean"]) / weights["spread"]
    none = nobody(tree, i, len(found), person) @ weights["nobody"]
    told = shares(np.append(table @ weights["pair"], none))
    by_draft: dict[str, float] = {}
    for c, share in zip(found, told[:-1], strict=True):
        if c.draft is not None:
            by_draft[c.draft] = by_draft.get(c.draft, 0.0) + float(share)
    name = max(by_draft, key=lambda one: (by_draft[one], one))
    return scene.book.drafts[name], by_draft[name]


def _person(weights: dict[str, Floats], vector: Floats | None) -> float:
    if vector is None:
        return 0.5
    return sigmoid(float(vector @ weights["person"] + weights["person_bias"]))


@cache
def _weights(profile: str) -> dict[str, Floats]:
    """The weights of `training/pronouns.py`: `full` with the encoder's vectors, `bare` without."""
    with files("press_briefing").joinpath("models", "actors", "pronouns.npz").open("rb") as file:
        stored = np.load(file)
        names = [name for name in stored.files if name.startswith(profile)]
        return {name.partition(".")[2]: stored[name].astype(np.float64) for name in names}
