"""Put the trained parts together as `fr_press`, ready to ship: parse and names in one pipeline, typography around."""
from __future__ import annotations

import argparse
from pathlib import Path

import spacy

import press_briefing.french  # noqa: F401  registers the language and its components

def main():
    ap = argparse.ArgumentParser(); ap.add_argument("parse", type=Path); ap.add_argument("names", type=Path, nargs="?"); ap.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "src/press_briefing/models/fr_press")
    ap.add_argument("--version", default="0.1.0")
    a = ap.parse_args()
    nlp = spacy.load(a.parse)
    if a.names:
        names = spacy.load(a.names, vocab=nlp.vocab)
        nlp.add_pipe("ner", source=names)
    nlp.add_pipe("sentence_bounds", first=True)
    nlp.add_pipe("level_looks", after="sentence_bounds")
    nlp.add_pipe("printed_looks", last=True)
    nlp.meta.update(name="fr_press", version=a.version, description="French press: morphology, lemmas, parse, sentence bounds, names", author="press-briefing", license="LGPL-LR and CC BY-SA 4.0 (data); see README.md", url="")
    nlp.to_disk(a.out)
main()
