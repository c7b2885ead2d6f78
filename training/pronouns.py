"""Whom a pronoun stands for: a mention-pair model on DEMOCRAT's chains of reference (CC BY-SA 4.0).

    python training/pronouns.py dem1921_sg.dev.conll dem1921_sg.test.conll

The package's own analysis reads the texts; each pronoun it looks at gives a row a candidate (`actors/pairs.py`) and the
chain of each. A first regression tells from the vectors of the pronoun and of its verb whether it stands for people; a
softmax over the candidates and « nobody » tells which. Measured on texts of Est Républicain, each left out of what it
is measured by; then both are fitted on all texts, once with and once without the encoder's vectors.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import numpy as np

from conll_coref import Document, documents
from persons import fitted, likely
from press_briefing import Article, analyse
from press_briefing.analyse.actors import pairs, pronouns
from press_briefing.analyse.actors.book import Draft
from press_briefing.analyse.actors.scene import Scene
from press_briefing.analyse.actors.tree import Tree
from press_briefing.settings import Settings

OUT = Path(__file__).parent.parent / "src" / "press_briefing" / "models" / "actors" / "pronouns.npz"
PRESS, FOLDS, STEPS, RATE, PENALTY = "estrepublicain", 6, 120, 0.05, 0.02
Matrix = np.ndarray


class Case(NamedTuple):
    """A pronoun: what speaks for people, its candidates, which of them are right, whether its chain is a person's."""

    text: str
    beside: Matrix | None
    tree: Tree
    rank: int
    found: list[pairs.Candidate]
    right: Matrix
    people: bool


def main(paths: Sequence[Path]) -> None:
    """Measure and fit both profiles, write the weights."""
    stored: dict[str, Any] = {}
    for profile in ("full", "bare"):
        cases = [case for path in paths for document in documents(path) for case in read(document, profile)]
        measure(profile, cases)
        stored |= {f"{profile}.{name}": np.float32(value) for name, value in fit(cases).items()}
    np.savez(OUT, **stored)


def read(document: Document, profile: str) -> list[Case]:
    """Every pronoun of a text that the analysis looks at, outside quotations, with a known chain.

    What the analysis makes of a pronoun is what its chain says, so that no earlier weights are needed.
    """
    met: list[tuple[Scene, int, list[pairs.Candidate]]] = []
    chains: dict[int, int] = {}

    def told(scene: Scene, i: int) -> Draft | None:
        if scene.tree.quoted[i]:
            return None
        chains.update({} if chains else heads(document, scene.tree))
        found = pairs.candidates(scene, i)
        met.append((scene, i, found))
        right = next((c.draft for c in found if c.draft and chains.get(c.rank) == chains.get(i, -1)), None)
        if right is None:
            return None
        unit, draft = scene.tree.units[i], scene.book.drafts[right]
        scene.book.meet(draft, unit.start, unit.end, "pronoun", i, unit.text)
        return draft

    article = Article.from_text(document.text, verbatim=True)
    with mock.patch.object(pronouns, "resolve", told):
        analyse(article, settings=Settings(profile="precise" if profile == "full" else "fast"))
    people = people_chains(met, chains)
    return [_case(document.name, scene, i, found, chains, people) for scene, i, found in met if i in chains and found]


def heads(document: Document, tree: Tree) -> dict[int, int]:
    """The chain of each head word, inner mentions last."""
    found = {}
    for start, end, chain in sorted(document.mentions, key=lambda row: row[0] - row[1]):
        if ranks := tree.ranks(start, end):
            found[tree.top(ranks)] = chain
    return found


def people_chains(met: Iterable[tuple[Scene, int, list[pairs.Candidate]]], chains: dict[int, int]) -> set[int]:
    """Chains of which a mention is a person's."""
    return {chains[c.rank] for _, _, found in met for c in found if c.kind == "person" and c.rank in chains}


def _case(
    name: str, scene: Scene, i: int, found: list[pairs.Candidate], chains: dict[int, int], people: set[int]
) -> Case:
    right = np.array([chains.get(c.rank) == chains[i] for c in found], dtype=float)
    return Case(name, pairs.beside(scene.tree, i), scene.tree, i, found, right, chains[i] in people)


def measure(profile: str, cases: Sequence[Case]) -> None:
    """Links and right ones by how likely they are, on press texts left out in turn."""
    chance = random.Random(0)
    fold = {name: chance.randrange(FOLDS) for name in dict.fromkeys(case.text for case in cases)}
    told = []
    for number in range(FOLDS):
        weights = fit([case for case in cases if fold[case.text] != number or PRESS not in case.text])
        told += [linked(case, weights) for case in cases if fold[case.text] == number and PRESS in case.text]
    for least in (0.4, 0.5, 0.6, 0.7, 0.8):
        sure = [right for share, right in told if share >= least]
        print(f"{profile}, {least}: {len(sure)} of {len(told)} linked, {sum(sure)} right")


def fit(cases: Sequence[Case]) -> dict[str, Any]:
    """The weights of both steps."""
    person, bias = np.zeros(0), 0.0
    if cases[0].beside is not None:
        table = np.array([case.beside for case in cases], dtype=float)
        person, bias = fitted(table, np.array([case.people for case in cases], dtype=float), penalty=3000.0)
    rows, none = [], []
    for case in cases:
        told = chance_of(case, person, bias)
        rows.append(pairs.rows(case.tree, case.rank, case.found, told))
        none.append(pairs.nobody(case.tree, case.rank, len(case.found), told))
    joined = np.concatenate(rows)
    mean, spread = joined.mean(0), joined.std(0) + 1e-6
    pair, nobody = descend([(row - mean) / spread for row in rows], none, [case.right for case in cases])
    return {"person": person, "person_bias": bias, "mean": mean, "spread": spread, "pair": pair, "nobody": nobody}


def chance_of(case: Case, person: Matrix, bias: float) -> float:
    """How likely a pronoun stands for people."""
    return 0.5 if case.beside is None else float(likely(case.beside[None].astype(float), person, bias)[0])


def descend(rows: list[Matrix], none: list[Matrix], right: list[Matrix]) -> tuple[Matrix, Matrix]:
    """Weights of the softmax over candidates and nobody, by Adam on the likelihood of all right ones together."""
    weights = np.zeros(rows[0].shape[1] + len(none[0]))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    width = rows[0].shape[1]
    even = np.r_[np.full(width, PENALTY), np.full(len(none[0]), 0.001)]
    for step in range(1, STEPS):
        slope = even * weights
        for table, nobody, told in zip(rows, none, right, strict=True):
            share = pairs.shares(np.append(table @ weights[:width], nobody @ weights[width:]))
            wanted = np.append(told, float(not told.any())) * share
            off = share - wanted / (wanted.sum() + 1e-12)
            slope += np.r_[table.T @ off[:-1], nobody * off[-1]] / len(rows)
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope * slope
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights[:width], weights[width:]


def linked(case: Case, weights: dict[str, Any]) -> tuple[float, bool]:
    """How likely the likeliest actor is, and whether a mention of that actor is right."""
    told = chance_of(case, weights["person"], weights["person_bias"])
    table = (pairs.rows(case.tree, case.rank, case.found, told) - weights["mean"]) / weights["spread"]
    nobody = pairs.nobody(case.tree, case.rank, len(case.found), told) @ weights["nobody"]
    share = pairs.shares(np.append(table @ weights["pair"], nobody))
    by_draft: dict[str, float] = {}
    for c, part in zip(case.found, share[:-1], strict=True):
        if c.draft is not None:
            by_draft[c.draft] = by_draft.get(c.draft, 0.0) + float(part)
    if not by_draft:
        return 0.0, False
    best = max(by_draft, key=lambda one: by_draft[one])
    right = any(c.draft == best and is_right for c, is_right in zip(case.found, case.right, strict=True))
    return by_draft[best], right


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
