"""One look for all typography: the model sees « L’ÉTAT » and « L'ETAT » as the same words.

The pipeline opens with `level_looks` (the printed `Doc` steps aside for a levelled one, without odd white space)
and closes with `printed_looks` (what was found is carried back to the printed `Doc`, token by token). So equal
analyses are a fact of construction, not a hope about training data.
"""
from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, SENT_START, SPACY, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.vocab import Vocab

from ..typography import plain, unaccented
from .lexicon import look_of

_MARKS = str.maketrans({
    **dict.fromkeys("«»“”„‟‹›＂", '"'), **dict.fromkeys("–—―−", "-"), **dict.fromkeys("‘‚‛", "'"),
    "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ﬁ": "fi", "ﬂ": "fl", "…": "...",
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
})
_CAPITAL = re.compile("[À-ÖØ-Þ]")
_PRINTED = "printed_doc"


def set_columns(doc: Doc, attributes: list[int | str], values: np.ndarray) -> None:
    """`Doc.from_array` with one row a token, one column an attribute, as unsigned 64-bit integers."""
    table: Any = values.astype("int64").view("uint64") if values.dtype.kind == "i" else values
    doc.from_array(attributes, table.reshape(len(doc), len(attributes)))


@lru_cache(maxsize=100_000)
def level(word: str) -> str:
    """The word as the model sees it: composed, straight, capitals bare, ligatures undone; never empty."""
    if word.isascii():
        return word
    same = unicodedata.normalize("NFC", plain(word)).translate(_MARKS)
    same = _CAPITAL.sub(lambda capital: unaccented(capital.group()), same)
    return same or word


def look_doc(vocab: Vocab, words: list[str], spaces: list[bool]) -> Doc:
    """A doc of levelled words as the network reads it: TAG holds what the lexicon says of each word."""
    return Doc(vocab, words=words, spaces=spaces, tags=[look_of(word) for word in words])


def level_doc(doc: Doc) -> tuple[Doc, list[int]]:
    """A levelled copy of `doc` without its white-space tokens, and where each of its tokens stands in `doc`."""
    texts = [token.text for token in doc]
    kept = [i for i, text in enumerate(texts) if not text.isspace()]
    follows = doc.to_array([SPACY]).reshape(-1).astype(bool)
    spaces = [bool(follows[i]) or (i + 1 < len(texts) and texts[i + 1].isspace()) for i in kept]
    return look_doc(doc.vocab, [level(texts[i]) for i in kept], spaces), kept


@Language.component("level_looks")
def level_looks(doc: Doc) -> Doc:
    """Hand the levelled doc to the components that follow; sentence starts already known go with it."""
    levelled, kept = level_doc(doc)
    if kept:
        starts = doc.to_array([SENT_START]).reshape(-1)[kept]
        starts[0] = 1
        set_columns(levelled, [SENT_START], starts)
    levelled.user_data[_PRINTED] = (doc, kept)
    return levelled


@Language.component("printed_looks", assigns=["token.pos", "token.lemma", "token.dep", "doc.ents"])
def printed_looks(doc: Doc) -> Doc:
    """Carry what was found back to the printed doc. A doc that was never levelled passes through."""
    printed, kept = doc.user_data.pop(_PRINTED, (None, None))
    if printed is None or kept is None:
        return doc
    if kept:
        _carry(doc, printed, kept)
    return printed


def _carry(levelled: Doc, printed: Doc, kept: list[int]) -> None:
    columns: list[int | str] = [POS, TAG, MORPH, DEP]
    whole = np.zeros((len(printed), len(columns)), dtype="uint64")
    strings = printed.vocab.strings
    whole[:, :2] = strings.add("SPACE")
    whole[:, 3] = strings.add("dep") if levelled.has_annotation("DEP") else 0
    whole[kept] = levelled.to_array([POS, POS, MORPH, DEP])
    set_columns(printed, columns, whole)
    lemmas = np.array([token.orth for token in printed], dtype="uint64")
    lemmas[kept] = [_printed_lemma(levelled[place], printed[i]) for place, i in enumerate(kept)]
    set_columns(printed, [LEMMA], lemmas)
    _carry_tree(levelled, printed, kept)
    _carry_names(levelled, printed, kept)


def _printed_lemma(levelled: Token, printed: Token) -> int:
    """A lemma that only repeats the levelled word is the printed word, with straight apostrophes."""
    if levelled.lemma != levelled.orth or levelled.orth == printed.orth:
        return levelled.lemma
    return printed.vocab.strings.add(plain(printed.text))


def _carry_tree(levelled: Doc, printed: Doc, kept: list[int]) -> None:
    """Heads and sentence bounds; a white-space token hangs on the word before it (the first ones on the first word)."""
    before = np.maximum(np.searchsorted(kept, np.arange(len(printed)), side="right") - 1, 0)
    heads = np.asarray(kept)[before] - np.arange(len(printed))
    if levelled.has_annotation("DEP"):
        for place, i in enumerate(kept):
            heads[i] = kept[levelled[place].head.i] - i
        relations = printed.to_array([DEP]).reshape(-1).astype("int64")
        # with DEP beside HEAD spaCy also links each head to its children; with HEAD alone it does not
        set_columns(printed, [HEAD, DEP], np.stack([heads, relations], axis=1))
    elif levelled.has_annotation("SENT_START"):
        starts = np.full(len(printed), -1, dtype="int64")
        starts[kept] = [1 if token.is_sent_start else -1 for token in levelled]
        set_columns(printed, [SENT_START], starts)


def _carry_names(levelled: Doc, printed: Doc, kept: list[int]) -> None:
    printed.set_ents([Span(printed, kept[ent.start], kept[ent.end - 1] + 1, label=ent.label) for ent in levelled.ents])

