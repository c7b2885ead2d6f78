"""Train the names tagger shipped with the package: a linear-chain CRF over words, lists and the rest of the article.

    python training/names.py DATA [--out FILE] [--score FILE ...] [--without NAME]

DATA is a folder with token<TAB>label files (BIO; PER, LOC, ORG, MISC): `sequoia.train_noemea.bio`
(UD French Sequoia with the names of PARSEME-FR, LGPL-LR) and `pud-wiki.silver.bio` (UD French PUD, CC BY-SA 3.0).
Needs python-crfsuite. The weights are written as one zlib-compressed JSON that `press_briefing` reads by itself.
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

import names_augment
import pycrfsuite

from press_briefing.analyse.entities.features import Document, sentence_features
from press_briefing.analyse.entities.tokens import Token, tokenize

OUTPUT = Path(__file__).parent.parent / "src/press_briefing/analyse/entities/names.z"
SOURCES = ("sequoia.train_noemea.bio", "pud-wiki.silver.bio")
SENTENCES_PER_DOCUMENT = 10
Sentence = tuple[list[Token], list[str]]


def blocks(path: Path) -> Iterator[list[list[tuple[str, str]]]]:
    """Sentences of (token, label) in runs of `SENTENCES_PER_DOCUMENT`, as if each run were an article."""
    sentences: list[list[tuple[str, str]]] = []
    for chunk in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        rows = [line.split("\t") for line in chunk.split("\n") if line.strip()]
        if rows:
            sentences.append([(row[0], row[-1]) for row in rows])
    for start in range(0, len(sentences), SENTENCES_PER_DOCUMENT):
        yield sentences[start:start + SENTENCES_PER_DOCUMENT]


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
    tokens = tokenize(text)
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


def altered(path: Path) -> list[list[Sentence]]:
    """The documents with their names exchanged for others of their class."""
    return [[labelled(*names_augment.exchanged(*spelled(sentence))) for sentence in block] for block in blocks(path)]


def written(copies: int) -> list[list[Sentence]]:
    """The filled templates, as documents."""
    sentences = [labelled(*sentence) for sentence in names_augment.templates(copies)]
    return [sentences[start:start + SENTENCES_PER_DOCUMENT] for start in range(0, len(sentences), SENTENCES_PER_DOCUMENT)]


def train(data: list[list[Sentence]], target: Path, c1: float, c2: float) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": 150, "feature.possible_transitions": True, "feature.minfreq": 2})
    for document in data:
        for features, labels in featured(document):
            trainer.append(features, labels)
    trainer.train(str(target))


def spans_of(tokens: list[Token], labels: list[str]) -> set[tuple[int, int, str]]:
    found, opened = set(), None
    for token, label in zip([*tokens, None], [*labels, "O"], strict=True):
        if opened and not (label.startswith("I-") and label[2:] == opened[2]):
            found.add(tuple(opened))
            opened = None
        if label != "O" and token is not None:
            if opened:
                opened[1] = token.end
            else:
                opened = [token.start, token.end, label[2:]]
    return found


def score(model: Path, path: Path) -> str:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    hit = system = gold = 0
    for document in documents(path):
        for (tokens, labels), (features, _) in zip(document, featured(document), strict=True):
            told = {s for s in spans_of(tokens, tagger.tag(features)) if s[2] != "MISC"}
            wanted = {s for s in spans_of(tokens, labels) if s[2] != "MISC"}
            hit, system, gold = hit + len(told & wanted), system + len(told), gold + len(wanted)
    return f"{path.name}: precision {hit / max(1, system):.3f} recall {hit / gold:.3f} f1 {2 * hit / (system + gold):.3f}"


def export(model: Path, target: Path) -> int:
    """Write the weights: labels, transitions, and per feature the labels it speaks for, in thousandths."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    info = tagger.info()
    labels = sorted(info.labels)
    number = {label: i for i, label in enumerate(labels)}
    states: dict[str, list[int]] = {}
    for (feature, label), weight in info.state_features.items():
        if rounded := round(weight * 1000):
            states.setdefault(feature, []).extend((number[label], rounded))
    moves = [[round(info.transitions.get((a, b), 0.0) * 1000) for b in labels] for a in labels]
    body = json.dumps({"labels": labels, "transitions": moves, "states": dict(sorted(states.items()))},
                      ensure_ascii=False, separators=(",", ":"))
    target.write_bytes(zlib.compress(body.encode(), 9))
    return len(states)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=OUTPUT)
    parser.add_argument("--score", type=Path, nargs="*", default=[])
    parser.add_argument("--altered", type=int, default=2, help="copies of the data with names exchanged")
    parser.add_argument("--templates", type=int, default=6, help="fillings of every template")
    parser.add_argument("--c1", type=float, default=0.05)
    parser.add_argument("--c2", type=float, default=0.5)
    chosen = parser.parse_args()
    random.seed(1)
    data = [document for name in SOURCES for document in documents(chosen.data / name)]
    data += [document for name in SOURCES for _ in range(chosen.altered) for document in altered(chosen.data / name)]
    data += written(chosen.templates)
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "names.crfsuite"
        train(data, model, chosen.c1, chosen.c2)
        for path in chosen.score:
            sys.stdout.write(score(model, path) + "\n")
        kept = export(model, chosen.out)
    sys.stdout.write(f"{kept} features, {chosen.out.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
