"""The classifier of sentence tone: word-list charges and encoder vectors, by logistic regression, in NumPy alone.

    git clone https://github.com/YoannDupont/WiNER-fr
    python training/tone.py DATA WiNER-fr      # cross-validates, writes press_briefing/analyse/tone/judging.json

`training/tone/labels.tsv` names 1,220 sentences by their place with their tone: of UD French Sequoia (train) and GSD
(dev) by `sent_id`, of WiNER's Wikinews articles by file and characters; `own.tsv` holds 423 sentences of ours, half of
them traps. `DATA/treebanks` as training/README.md says. Deterministic: no dice but the folds', which have a seed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from press_briefing import Article
from press_briefing.analyse.entities import find_entities
from press_briefing.analyse.language import load_encoder, read_language
from press_briefing.analyse.tone.charges import charges_of
from press_briefing.analyse.tone.features import features_of
from press_briefing.analyse.tone.lines import ToneSentence, ToneText
from press_briefing.analyse.tone.names import names_of
from press_briefing.french.levelling import level
from press_briefing.model.settings import Settings

HERE = Path(__file__).parent / "tone"
OUT = Path(__file__).parent.parent / "src/press_briefing/analyse/tone/judging.json"
SIGNS = "-0+"
TREEBANKS = {"seq": "fr_sequoia-ud-train.conllu", "gsd": "fr_gsd-ud-dev.conllu"}
AHEAD = "Le gouvernement de la République a publié son rapport annuel sur les routes du pays."
TOGETHER = 25  # sentences read as one article
FOLDS, SEED = 8, 1
STEPS, RATE = 1500, 0.5
PENALTY, VECTORS = 3e-3, 0.06  # on squared weights; the scale of the vectors, so that 384 of them drown nothing
FLAT = 0.25  # what plain sentences are held back by: they are the most, and all three shall be found
DIGITS = 5
Floats = np.ndarray[Any, np.dtype[Any]]


def main(data: Path, winer: Path) -> None:
    """Read, cross-validate, train on all, write."""
    texts, labels = zip(*sentences(data, winer), strict=True)
    listed, vectors = read(list(texts))
    gold = np.array([SIGNS.index(label) for label in labels])
    held_out = cross_validated(listed, vectors, gold)
    heat = temperature(held_out, gold)
    told = (held_out / heat - np.array([0, FLAT, 0])).argmax(axis=1)
    print(f"{len(gold)} sentences, temperature {heat:.2f}, macro-F1 held out {macro(gold, told):.3f}")
    write(*fitted(listed, vectors, gold), heat)


def sentences(data: Path, winer: Path) -> Iterator[tuple[str, str]]:
    """Text and label of every sentence, those of others first."""
    known = {source: dict(treebank(data / "treebanks" / name)) for source, name in TREEBANKS.items()}
    for place, label in rows(HERE / "labels.tsv"):
        source, _, where = place.partition(":")
        yield (known[source][where] if source in known else passage(winer, where)), label
    for label, text in rows(HERE / "own.tsv"):
        yield text, label


def rows(path: Path) -> Iterator[tuple[str, str]]:
    """The two columns of a file of ours, comments left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            first, second = line.split("\t")
            yield first, second


def treebank(path: Path) -> Iterator[tuple[str, str]]:
    """Id and text of each sentence."""
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id = "):
            name = line.removeprefix("# sent_id = ")
        elif line.startswith("# text = "):
            yield name, line.removeprefix("# text = ").strip()


def passage(winer: Path, where: str) -> str:
    """The characters `2016_01_01-001:12-80` of WiNER's article of that name."""
    name, _, span = where.partition(":")
    start, end = map(int, span.split("-"))
    return (winer / name[:4] / name[5:7] / f"{name}.txt").read_bytes().decode("utf-8")[start:end]


def read(texts: list[str]) -> tuple[Floats, Floats]:
    """What the classifier is told of each sentence: numbers of the word list, mean vector of its words."""
    found = [row for at in range(0, len(texts), TOGETHER) for row in _article(texts[at : at + TOGETHER])]
    listed, vectors = zip(*found, strict=True)
    return np.array(listed), np.array(vectors, dtype=np.float64)


def _article(texts: list[str]) -> Iterator[tuple[list[float], Floats]]:
    article = Article.from_text("\n\n".join([AHEAD, *texts]), published="2017-01-01", verbatim=True)
    reading = read_language(article, Settings(profile="precise"))
    mentions, _ = find_entities(reading)
    page, encoder = ToneText.of(reading), load_encoder(reading.settings.model)
    for paragraph in article.paragraphs[1:]:
        span = reading.doc.char_span(paragraph.start, paragraph.end, alignment_mode="expand")
        line = ToneSentence(page, span.start, span.end)
        names = names_of(line, mentions)
        words = [level(page.tokens.texts[place]) for place in line.words]
        inner = encoder([words], vectors=True)[0].vectors
        yield features_of(line, charges_of(line, names)), inner.mean(axis=0)


def fitted(listed: Floats, vectors: Floats, gold: Floats) -> tuple[Floats, Floats, Floats]:
    """Weights of the listed numbers, of the vectors, and bias, on the numbers as they come: (3, n), (3, 384), (3)."""
    parts = [(listed, 1.0), (vectors, VECTORS)]
    middles = np.concatenate([part.mean(axis=0) for part, _ in parts])
    widths = np.concatenate([(part.std(axis=0) + 1e-6) / scale for part, scale in parts])
    inputs = (np.hstack([part for part, _ in parts]) - middles) / widths
    weights, bias = descended(inputs, gold)
    weights /= widths
    return weights[:, : listed.shape[1]], weights[:, listed.shape[1] :], bias - weights @ middles


def descended(inputs: Floats, gold: Floats) -> tuple[Floats, Floats]:
    """Multinomial logistic regression by accelerated gradient descent, penalised."""
    wanted = np.eye(len(SIGNS))[gold]
    weights, bias = np.zeros((len(SIGNS), inputs.shape[1])), np.zeros(len(SIGNS))
    speeds, rate = (np.zeros_like(weights), np.zeros_like(bias)), RATE / (np.linalg.norm(inputs, 2) ** 2 / len(gold))
    for _ in range(STEPS):
        gap = softmax(inputs @ weights.T + bias) - wanted
        slopes = gap.T @ inputs / len(gold) + PENALTY * weights, gap.mean(axis=0)
        for value, speed, slope in zip((weights, bias), speeds, slopes, strict=True):
            speed *= 0.95
            speed -= rate * slope
            value += speed
    return weights, bias


def softmax(sums: Floats) -> Floats:
    """Shares along the last axis."""
    shares = np.exp(sums - sums.max(axis=-1, keepdims=True))
    return shares / shares.sum(axis=-1, keepdims=True)


def cross_validated(listed: Floats, vectors: Floats, gold: Floats) -> Floats:
    """The sums (sentences, valences) of each sentence by a training that has not seen it."""
    folds = np.random.default_rng(SEED).permutation(len(gold)) % FOLDS
    sums = np.zeros((len(gold), len(SIGNS)))
    for fold in range(FOLDS):
        seen = folds != fold
        by_list, by_vector, bias = fitted(listed[seen], vectors[seen], gold[seen])
        sums[~seen] = listed[~seen] @ by_list.T + vectors[~seen] @ by_vector.T + bias
    return sums


def temperature(sums: Floats, gold: Floats) -> float:
    """What the sums are divided by so that the shares are as sure as they are right."""
    heats = np.linspace(0.5, 3, 126)
    losses = [-np.log(softmax(sums / heat)[np.arange(len(gold)), gold]).mean() for heat in heats]
    return float(heats[int(np.argmin(losses))])


def macro(gold: Floats, told: Floats) -> float:
    """Mean of the three F1."""
    f1 = [2 * ((gold == k) & (told == k)).sum() / max(1, (gold == k).sum() + (told == k).sum()) for k in range(3)]
    return float(np.mean(f1))


def write(by_list: Floats, by_vector: Floats, bias: Floats, heat: float) -> None:
    """The weights as the package reads them, temperature and bias of plain sentences inside."""
    stored = {"features": by_list / heat, "vectors": by_vector / heat, "bias": bias / heat - np.array([0, FLAT, 0])}
    text = json.dumps({name: np.round(value, DIGITS).tolist() for name, value in stored.items()})
    OUT.write_text(text.replace("], [", "],\n[") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
