"""Fit how likely rows are right on sheets of careful readers; write weights and thresholds, print reliability tables.

    python training/confidence.py SCORE --seen FOLDER... --unseen FOLDER... [--test FOLDER...]

SCORE is the folder of the scorer (`readings.py`), which says of each row whether the reader confirms it. `--seen`:
sheets that rules were written on; they share an offset, so that what they flatter does not count. `--unseen`: sheets
nobody reads; thresholds are chosen on them, each article left out of the fit that weighs it. `--test`: sheets that are
no part of either; only their table is printed. Written: `src/press_briefing/analyse/confidence.json`.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import itertools
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from press_briefing import Article, analyse
from press_briefing.analyse.confidence import Evidence, of_quantity
from press_briefing.model.analysis import Analysis
from press_briefing.model.settings import Settings

OUT = Path(__file__).parent.parent / "src/press_briefing/analyse/confidence.json"
RIDGE, STEPS, FOLDS = 3.0, 40, 10
MARKED = ("voices", "events")  # kinds of rows that views can mark
UNSURE = 1 / 2  # of the rows below a threshold: so few are right that they are marked
STEP = 0.05  # between two thresholds that are tried
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.001)
# By kind: parts of an analysis, the scorer's function, its counts of rows and of right ones, rows taken away meanwhile.
SCORED = {
    "actors": [("actors", "actors", "actor_rows", "actor_hit", "")],
    "voices": [("claims", "voices", "voice_rows", "voice_right", "quotes"),
               ("quotes", "voices", "voice_rows", "voice_right", "claims")],
    "events": [("events", "happenings", "event_rows", "event_right", "")],
    "quantities": [("quantities", "figures", "figure_rows", "figure_right", "")],
}  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """A row's facts, whether the reader confirms it, whose article it is in, and whether rules were written on that."""

    facts: dict[str, float]
    right: bool
    article: str
    seen: bool


def main() -> None:
    """Read the sheets, fit each kind, print its table, write the scales."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("score", type=Path)
    for name in ("seen", "unseen", "test"):
        parser.add_argument(f"--{name}", type=Path, nargs="+", default=[])
    told = parser.parse_args()
    scorer = _module(told.score / "readings.py")
    rows = [*judged(told.seen, scorer, seen=True), *judged(told.unseen, scorer, seen=False)]
    test = list(judged(told.test, scorer, seen=False))
    found = {}
    for kind in SCORED:
        found[kind] = scale(kind, [row for name, row in rows if name == kind], [row for n, row in test if n == kind])
    OUT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("readings", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(folders: list[Path], scorer: Any, *, seen: bool) -> Iterator[tuple[str, Judged]]:
    """Every row that the scorer counts, with its kind."""
    for path in sorted(path for folder in folders for path in folder.glob("*.yaml")):
        found: list[Analysis] = []
        sheet = scorer.Sheet(path, lambda text, published, kept=found: _analysed(text, published, kept))
        evidence = Evidence(found[0])
        facts = {"actors": evidence.of_actor, "claims": evidence.of_claim, "quotes": evidence.of_quote,
                 "events": evidence.of_event, "quantities": of_quantity}  # fmt: skip
        for kind, parts in SCORED.items():
            for part, function, total, right, aside in parts:
                kept = sheet.found[aside] if aside else []
                verdicts = _verdicts(sheet, part, getattr(scorer, function), total, right, aside)
                if aside:
                    sheet.found[aside] = kept
                for row, verdict in zip(getattr(found[0], part), verdicts, strict=True):
                    told = facts[part](row)
                    if verdict is not None and told is not None:
                        yield kind, Judged(told, verdict, path.stem, seen)


def _analysed(text: str, published: str | None, kept: list[Analysis]) -> dict[str, Any]:
    kept.append(analyse(Article.from_text(text, published=published, verbatim=True), settings=Settings(cache="none")))
    return kept[0].to_dict()


def _verdicts(sheet: Any, part: str, count: Any, total: str, right: str, aside: str) -> list[bool | None]:
    """Of each row, whether the scorer counts it as right; None where it does not count it."""
    rows, before, found = sheet.found[part], Counter[str](), []
    if aside:
        sheet.found[aside] = []
    for end in range(1, len(rows) + 1):
        sheet.found[part] = rows[:end]
        with contextlib.redirect_stderr(io.StringIO()):
            now = count(sheet)
        found.append(bool(now[right] - before[right]) if now[total] > before[total] else None)
        before = now
    sheet.found[part] = rows
    return found


def scale(kind: str, rows: list[Judged], test: list[Judged]) -> dict[str, Any]:
    """Weights and thresholds of one kind; its tables are printed."""
    names = sorted(rows[0].facts)
    weights = fitted(rows, names)
    left_out = np.array(_left_out(rows, names))
    unseen = np.array([not row.seen for row in rows])
    right = np.array([row.right for row in rows])
    told, confirmed = left_out[unseen], right[unseen]
    plain = _below(told, confirmed, UNSURE) if kind in MARKED else 0.0
    print(f"\n{kind}: {len(rows)} rows, {unseen.sum()} unseen; plain from {plain}")
    table("unseen, left out", left_out[unseen], right[unseen])
    if test:
        told = np.array([_share(weights, names, row.facts) for row in test])
        table("test", told, np.array([row.right for row in test]))
    return {
        "weights": {"bias": weights[0], **dict(zip(names, weights[1:-1], strict=True))},
        "plain": plain,
    }


def fitted(rows: list[Judged], names: list[str]) -> list[float]:
    """Bias, a weight a fact, and the offset of seen sheets: logistic regression with a ridge, by Newton's steps."""
    x = np.array([[1.0, *(float(row.facts[name]) for name in names), float(row.seen)] for row in rows])
    y = np.array([float(row.right) for row in rows])
    ridge, weights = np.eye(x.shape[1]) * RIDGE, np.zeros(x.shape[1])
    ridge[0, 0] = 0.01
    for _ in range(STEPS):
        share = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (share - y) + ridge @ weights
        weights -= np.linalg.solve((x * (share * (1 - share))[:, None]).T @ x + ridge, slope)
    return [round(float(weight), 3) for weight in weights]


def _left_out(rows: list[Judged], names: list[str]) -> list[float]:
    """Of each row, its probability by the rows of other articles."""
    order = sorted({row.article for row in rows})
    fold = {article: place % FOLDS for place, article in enumerate(order)}
    weights = [fitted([row for row in rows if fold[row.article] != part], names) for part in range(FOLDS)]
    return [_share(weights[fold[row.article]], names, row.facts) for row in rows]


def _share(weights: list[float], names: list[str], facts: dict[str, float]) -> float:
    total = weights[0] + sum(weight * float(facts[name]) for weight, name in zip(weights[1:-1], names, strict=True))
    return float(1 / (1 + np.exp(-total)))


def _below(told: np.ndarray, right: np.ndarray, share: float) -> float:
    """The highest threshold below which fewer than this share of the rows are right; 0 where there is none."""
    tried = [round(float(value), 2) for value in np.arange(STEP, 1, STEP)]
    return max((value for value in tried if (told < value).any() and right[told < value].mean() < share), default=0.0)


def table(name: str, told: np.ndarray, right: np.ndarray) -> None:
    """Print, by what was told, how many rows there are, what was told on average and how many of them are right."""
    print(f"{name}\n| told | rows | mean | right |\n|---|---:|---:|---:|")
    for low, high in itertools.pairwise(BINS):
        inside = (told >= low) & (told < high)
        if inside.any():
            share = right[inside].mean()
            print(f"| {low:.2f}-{min(high, 1):.2f} | {inside.sum()} | {told[inside].mean():.2f} | {share:.2f} |")


if __name__ == "__main__":
    main()
