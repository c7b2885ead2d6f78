"""Train a names tagger: a linear-chain CRF over words, lists and the rest of the article. Two are shipped (MODEL.md).

    python training/names.py DATA [--articles FILE.bio...] [--out FILE] [--models N]

DATA is a folder with token<TAB>label files (BIO; PER, LOC, ORG, MISC): `sequoia.train_noemea.bio`
(UD French Sequoia with the names of PARSEME-FR, LGPL-LR) and `pud-wiki.silver.bio` (UD French PUD, CC BY-SA 3.0).
`--articles`: files whose articles are led by « # id » (`press/train.bio`, Wikinews, CC BY 2.5; what `taught.py` writes),
each a document of its own, so that the tagger learns from whole articles as it meets them. Several models, each trained on
the data as it is, copies with exchanged names and filled templates (names_augment.py), are averaged into one. Needs
python-crfsuite. The weights are written as one zlib-compressed JSON that `press_briefing` reads by itself.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pycrfsuite

import names_augment
from press_briefing.analyse.entities.features import Document, sentence_features
from press_briefing.analyse.entities.tokens import in_text
from press_briefing.french.tokens import Token

OUTPUT = Path(__file__).parent.parent / "src/press_briefing/analyse/entities/names.z"
SOURCES = ("sequoia.train_noemea.bio", "pud-wiki.silver.bio")
SENTENCES_PER_DOCUMENT = 10
NEGLIGIBLE = 0.01  # weights below change no label
STOPS = (".", "!", "?", "…")
Sentence = tuple[list[Token], list[str]]


def blocks(path: Path) -> Iterator[list[list[tuple[str, str]]]]:
    """Sentences of (token, label) in runs of `SENTENCES_PER_DOCUMENT`, as if each run were an article."""
    sentences: list[list[tuple[str, str]]] = []
    for chunk in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        rows = [line.split("\t") for line in chunk.split("\n") if line.strip()]
        if rows:
            sentences.append([(row[0], row[-1]) for row in rows])
    for start in range(0, len(sentences), SENTENCES_PER_DOCUMENT):
        yield sentences[start : start + SENTENCES_PER_DOCUMENT]


def spelled(sentence: list[tuple[str, str]]) -> tuple[str, list[tuple[int, int, str]]]:
    """The sentence as French typography joins it, and its names as spans."""
    text, spans, glued = "", [], True
    for token, label in sentence:
        if not (glued or re.fullmatch(r"[.,)\]…%]+|-.*", token)):
            text += " "
        start = len(text)
        text += token
        glued = token[-1] in "'’([-"
        if label.startswith("B-"):
            spans.append((start, len(text), label[2:]))
        elif label.startswith("I-") and spans:
            spans[-1] = (spans[-1][0], len(text), label[2:])
    return text, spans


def labelled(text: str, spans: list[tuple[int, int, str]]) -> Sentence:
    """The sentence in our tokens, each with its BIO label."""
    tokens = in_text(text)
    labels = ["O"] * len(tokens)
    for start, end, label in spans:
        inside = [i for i, t in enumerate(tokens) if t.start < end and start < t.end]
        for n, i in enumerate(inside):
            labels[i] = f"{'I' if n else 'B'}-{label}"
    return tokens, labels


def featured(document: list[Sentence]) -> Iterator[tuple[list[list[str]], list[str]]]:
    context = Document([tokens for tokens, _ in document])
    for tokens, labels in document:
        if tokens:
            yield sentence_features(tokens, context), labels


def documents(path: Path) -> list[list[Sentence]]:
    return [[labelled(*spelled(sentence)) for sentence in block] for block in blocks(path)]


def articles(path: Path) -> Iterator[list[list[tuple[str, str]]]]:
    """The articles of a file, each as its sentences."""
    for block in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        rows = [line.split("\t") for line in block.split("\n")[1:]]
        yield list(cut([(row[0], row[-1]) if len(row) > 1 else None for row in rows]))


def cut(rows: list[tuple[str, str] | None]) -> Iterator[list[tuple[str, str]]]:
    """Sentences: up to a final stop before a capital that begins or follows a name, or to the end of the paragraph."""
    sentence: list[tuple[str, str]] = []
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        if row is not None:
            sentence.append(row)
        ends = row is not None and row[0] in STOPS and after is not None and after[0][:1].isupper()
        if sentence and (row is None or (ends and not after[1].startswith("I-"))):
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def whole(path: Path) -> list[list[Sentence]]:
    """The articles of a file as documents."""
    return [[labelled(*spelled(sentence)) for sentence in article] for article in articles(path)]


def altered(path: Path) -> list[list[Sentence]]:
    """The documents with their names exchanged for others of their class."""
    return [[labelled(*names_augment.exchanged(*spelled(sentence))) for sentence in block] for block in blocks(path)]


def written(copies: int) -> list[list[Sentence]]:
    """The filled templates, as documents."""
    sentences = [labelled(*sentence) for sentence in names_augment.templates(copies)]
    return [
        sentences[start : start + SENTENCES_PER_DOCUMENT] for start in range(0, len(sentences), SENTENCES_PER_DOCUMENT)
    ]


def train(data: list[list[Sentence]], target: Path, chosen: argparse.Namespace) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(
        {
            "c1": chosen.c1,
            "c2": chosen.c2,
            "max_iterations": 150,
            "feature.possible_transitions": True,
            "feature.minfreq": chosen.least,
        }
    )
    for document in data:
        for features, labels in featured(document):
            trainer.append(features, labels)
    trainer.train(str(target))


Weights = tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]


def learnt(model: Path) -> Weights:
    """State and transition weights of a trained model."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    info = tagger.info()
    return info.state_features, info.transitions


def averaged(models: list[Weights]) -> Weights:
    """The mean of the weights: the scores of a linear model are linear, so this is the vote of all the models."""
    out: tuple[dict, dict] = ({}, {})
    for model in models:
        for total, part in zip(out, model, strict=True):
            for name, weight in part.items():
                total[name] = total.get(name, 0.0) + weight / len(models)
    return out


def export(weights: Weights, target: Path) -> int:
    """Write the weights: labels, transitions, and per feature the labels it speaks for, in thousandths."""
    states, moves = weights
    labels = sorted({label for pair in moves for label in pair})
    number = {label: i for i, label in enumerate(labels)}
    rows: dict[str, list[int]] = {}
    for (feature, label), weight in states.items():
        if abs(weight) >= NEGLIGIBLE:
            rows.setdefault(feature, []).extend((number[label], round(weight * 1000)))
    table = [[round(moves.get((a, b), 0.0) * 1000) for b in labels] for a in labels]
    body = json.dumps(
        {"labels": labels, "transitions": table, "states": dict(sorted(rows.items()))},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    target.write_bytes(zlib.compress(body.encode(), 9))
    return len(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=Path, nargs="*", default=[], help="files of whole articles")
    parser.add_argument("--out", type=Path, default=OUTPUT)
    parser.add_argument("--least", type=int, default=2, help="how often a feature must occur")
    parser.add_argument("--models", type=int, default=3, help="models trained on other drawings, then averaged")
    parser.add_argument("--altered", type=int, default=3, help="copies of the data with names exchanged")
    parser.add_argument("--templates", type=int, default=8, help="fillings of every template")
    parser.add_argument("--c1", type=float, default=0.05)
    parser.add_argument("--c2", type=float, default=0.5)
    chosen = parser.parse_args()
    models = []
    for seed in range(chosen.models):
        random.seed(seed)
        data = [document for name in SOURCES for document in documents(chosen.data / name)]
        data += [
            document for name in SOURCES for _ in range(chosen.altered) for document in altered(chosen.data / name)
        ]
        data += written(chosen.templates)
        data += [document for path in chosen.articles for document in whole(path)]
        with tempfile.TemporaryDirectory() as folder:
            model = Path(folder) / "names.crfsuite"
            train(data, model, chosen)
            models.append(learnt(model))
    kept = export(averaged(models), chosen.out)
    sys.stdout.write(f"{kept} features, {chosen.out.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
