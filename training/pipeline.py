"""The networks of `fr_press`: one shared encoder, and what reads it."""

from __future__ import annotations

from typing import Any

import spacy
from spacy.language import Language

import press_briefing.french.pipeline  # noqa: F401  registers the language and its components

WIDTH, DEPTH = 96, 4
FEATURES = {"NORM": 7000, "PREFIX": 2500, "SUFFIX": 2500, "SHAPE": 1500, "TAG": 4000}  # attribute: rows of its table
BOUNDS, LEVEL, KNOWN, PRINTED = "sentence_bounds", "level_looks", "known_lemmas", "printed_looks"


def encoder() -> dict[str, Any]:
    """Hashed embeddings of each word's looks, then convolutions over four words each way."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": list(FEATURES),
            "rows": list(FEATURES.values()),
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "depth": DEPTH,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _reader() -> dict[str, Any]:
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "*"}


def _transitions(kind: str) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": _reader(),
    }


def networks(names: bool = True) -> Language:
    """The parts that learn, untrained."""
    nlp = spacy.blank("fr_press")
    nlp.add_pipe("tok2vec", config={"model": encoder()})
    nlp.add_pipe("morphologizer", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": _reader()}})
    nlp.add_pipe(
        "trainable_lemmatizer",
        name="lemmatizer",
        config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": _reader()}, "top_k": 3, "min_tree_freq": 2},
    )
    nlp.add_pipe("parser", config={"model": _transitions("parser"), "min_action_freq": 10})
    if names:
        nlp.add_pipe("ner", config={"model": _transitions("ner")})
    return nlp


def complete(nlp: Language, lemmas: dict[str, str]) -> Language:
    """The trained parts with typography and sentence bounds before, known lemmas and the printed doc after."""
    nlp.add_pipe(BOUNDS, first=True)
    nlp.add_pipe(LEVEL, after=BOUNDS)
    nlp.add_pipe(KNOWN, after="lemmatizer").table.update(lemmas)  # type: ignore[attr-defined]
    nlp.add_pipe(PRINTED, last=True)
    return nlp


def stripped(nlp: Language) -> Language:
    """The inverse of `complete`: the parts that learn, alone."""
    for part in (BOUNDS, LEVEL, KNOWN, PRINTED):
        nlp.remove_pipe(part)
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    # spaCy does not read this table back; without it a resumed training would pass every lemma over in silence.
    lemmatizer.tree2label = {tree: place for place, tree in enumerate(lemmatizer.cfg["labels"])}
    return nlp
