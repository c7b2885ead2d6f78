"""A text read by our pipeline component after component, as spaCy does; the encoder's syntax stands in for the network's."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from spacy.attrs import DEP, HEAD, MORPH, POS
from spacy.language import Language
from spacy.tokens import Doc

from .levelling import set_columns

# Our pipeline, in its order.
STEPS = [
    "sentence_bounds",
    "level_looks",
    "tok2vec",
    "morphologizer",
    "lemmatizer",
    "known_lemmas",
    "parser",
    "ner",
    "printed_looks",
]
# What the encoder has read already; and the pipeline's own names, which an analysis finds in another way.
_SYNTAX, _UNUSED = ("morphologizer", "parser"), ("ner",)


class Syntax(NamedTuple):
    """Part of speech, morphology, relative head and relation of each word, white space left out, as spaCy's numbers."""

    pos: np.ndarray
    morphs: np.ndarray
    heads: np.ndarray
    relations: np.ndarray


def read(nlp: Language, doc: Doc, syntax: Syntax | None = None) -> Doc:
    """Sentence bounds, parts of speech, morphology, lemmas and the parse, set on a tokenised doc.

    Parameters
    ----------
    nlp: a pipeline; of one that is not built of `STEPS` every component is called, and `syntax` left aside.
    syntax: parts of speech, morphology and parse where the encoder has read them; lemmas follow it.
    """
    if nlp.pipe_names != STEPS:
        return nlp(doc)
    left = (*_UNUSED, *(_SYNTAX if syntax else ()))
    for name, component in nlp.pipeline:
        if name not in left:
            doc = component(doc)
        if name == "morphologizer" and syntax is not None and len(doc):
            set_columns(doc, [POS, MORPH], np.stack([syntax.pos, syntax.morphs], axis=1))
        if name == "parser" and syntax is not None and len(doc):
            table = np.stack([syntax.heads.view("uint64"), syntax.relations], axis=1)
            set_columns(doc, [HEAD, DEP], table)
    return doc
