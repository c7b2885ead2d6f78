"""The decoder that joins encoder, tagger and article: well-formed names, and probabilities that are some."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from press_briefing.french.encoder.labels import Chain, forbidden, inside, spans

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def chain(seed: int = 0) -> Chain:
    moves = np.random.default_rng(seed).normal(size=(len(LABELS), len(LABELS)))
    return Chain(moves + forbidden(LABELS))


def allowed(row: tuple[int, ...]) -> bool:
    names = [LABELS[place] for place in row]
    pairs = itertools.pairwise(["O", *names])
    return all(not label.startswith("I-") or last[2:] == label[2:] for last, label in pairs)


def weigh(moves: np.ndarray, rows: np.ndarray, way: tuple[int, ...]) -> float:
    return float(
        sum(rows[at, label] for at, label in enumerate(way))
        + sum(moves[last, label] for last, label in itertools.pairwise(way))
    )


def every_way(moves: np.ndarray, rows: np.ndarray) -> dict[tuple[int, ...], float]:
    ways = itertools.product(range(len(LABELS)), repeat=len(rows))
    return {way: weigh(moves, rows, way) for way in ways if allowed(way)}


@pytest.mark.parametrize("seed", range(12))
def test_the_best_row_is_the_best_of_all(seed: int) -> None:
    rows = np.random.default_rng(seed).normal(size=(4, len(LABELS))) * 2
    ways = every_way(chain(seed).moves, rows)
    assert tuple(chain(seed).best(rows)) == max(ways, key=ways.__getitem__)


@pytest.mark.parametrize(("first", "last", "label"), [(0, 1, "PER"), (1, 3, "LOC"), (0, 4, "PER"), (3, 4, "LOC")])
def test_the_share_of_a_name_is_that_of_the_rows_that_have_it(first: int, last: int, label: str) -> None:
    rows = np.random.default_rng(7).normal(size=(4, len(LABELS))) * 2
    ways = every_way(chain(7).moves, rows)
    whole = sum(np.exp(value) for value in ways.values())
    found = {way: spans([LABELS[place] for place in way]) for way in ways}
    having = sum(np.exp(value) for way, value in ways.items() if (first, last, label) in found[way])
    assert chain(7).ways(rows).share(first, last, *inside(LABELS, label)) == pytest.approx(having / whole, abs=1e-9)


def test_no_row_begins_inside_a_name() -> None:
    rows = np.zeros((3, len(LABELS)))
    rows[:, LABELS.index("I-PER")] = 50
    found = [LABELS[place] for place in chain().best(rows)]
    assert found[0] != "I-PER"
    assert allowed(tuple(map(LABELS.index, found)))


def test_spans_of_labels() -> None:
    assert spans(["B-PER", "I-PER", "O", "B-LOC", "B-LOC"]) == [(0, 2, "PER"), (3, 4, "LOC"), (4, 5, "LOC")]
