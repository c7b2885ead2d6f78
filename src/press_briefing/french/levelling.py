"""One look for all typography: the model sees « L’ÉTAT » and « L'ETAT » as the same words.

The pipeline opens with `level_looks` (the printed `Doc` steps aside for a levelled one, without odd white space)
and closes with `printed_looks` (what was found is carried back to the printed `Doc`, token by token). So equal
analyses are a fact of construction, not a hope about training data.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, ORTH, POS, SENT_START, SPACY, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from ..model.typography import plain, unaccented
from .lexicon import look_of

_MARKS = str.maketrans(
    {
        **dict.fromkeys("«»“”„‟‹›＂", '"'),
        **dict.fromkeys("–—―−", "-"),
        **dict.fromkeys("‘‚‛", "'"),
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "Æ": "AE",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "…": "...",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    }
)
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


def kept_words(doc: Doc) -> tuple[list[str], list[int]]:
    """The levelled words of `doc` without its white-space tokens, and where each of them stands."""
    texts = [token.text for token in doc]
    kept = [place for place, text in enumerate(texts) if not text.isspace()]
    return [level(texts[place]) for place in kept], kept


def level_doc(doc: Doc) -> tuple[Doc, list[int]]:
    """A levelled copy of `doc` without its white-space tokens, and where each of its tokens stands in `doc`."""
    words, kept = kept_words(doc)
    ends = [*kept, len(doc)][1:]  # a word is followed by a space, or by white space of its own
    follows = doc.to_array([SPACY]).reshape(-1).astype(bool)
    spaces = [bool(follows[place]) or end > place + 1 for place, end in zip(kept, ends, strict=True)]
    return look_doc(doc.vocab, words, spaces), kept


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
    parsed = levelled.has_annotation("DEP")
    pos, morphs, lemmas, heads, relations = levelled.to_array([POS, MORPH, LEMMA, HEAD, DEP]).T
    words = levelled.to_array([ORTH]).reshape(-1)
    carry(
        printed,
        kept,
        WordAnnotations(
            pos,
            morphs,
            printed_lemmas(printed, kept, words, lemmas),
            heads.astype("int64") if parsed else None,
            relations,
        ),
    )
    if not parsed and levelled.has_annotation("SENT_START"):
        starts = np.full(len(printed), -1, dtype="int64")
        starts[kept] = [1 if token.is_sent_start else -1 for token in levelled]
        set_columns(printed, [SENT_START], starts)
    _carry_names(levelled, printed, kept)


class WordAnnotations(NamedTuple):
    """What was found of each levelled word, as spaCy's numbers; `heads` are relative, None without a parse."""

    pos: np.ndarray
    morphs: np.ndarray
    lemmas: np.ndarray
    heads: np.ndarray | None
    relations: np.ndarray


def carry(printed: Doc, kept: list[int], found: WordAnnotations) -> None:
    """Set what was found on the printed doc. A white-space token is its own lemma, and hangs on the word before it."""
    strings = printed.vocab.strings
    whole = np.zeros((len(printed), 5), dtype="uint64")
    whole[:, :2] = strings.add("SPACE")
    whole[:, 3] = printed.to_array([ORTH]).reshape(-1)
    whole[:, 4] = strings.add("dep") if found.heads is not None else 0
    whole[kept] = np.stack([found.pos, found.pos, found.morphs, found.lemmas, found.relations], axis=1)
    columns: list[int | str] = [POS, TAG, MORPH, LEMMA, DEP]
    if found.heads is not None:
        # with DEP beside HEAD spaCy also links each head to its children; with HEAD alone it does not
        columns.append(HEAD)
        whole = np.column_stack((whole, _printed_heads(len(printed), np.asarray(kept), found.heads).view("uint64")))
    set_columns(printed, columns, whole)


def printed_lemmas(printed: Doc, kept: list[int], words: np.ndarray, lemmas: np.ndarray) -> np.ndarray:
    """A lemma that only repeats the levelled word is the printed word, with straight apostrophes."""
    strings = printed.vocab.strings
    shown = printed.to_array([ORTH]).reshape(-1)[kept]
    repeated = (lemmas == words) & (words != shown)
    same = {word: strings.add(plain(strings[word])) for word in set(shown[repeated].tolist())}
    out = lemmas.copy()
    out[repeated] = [same[word] for word in shown[repeated].tolist()]
    return out


def _printed_heads(length: int, kept: np.ndarray, heads: np.ndarray) -> np.ndarray:
    """Heads as the printed doc counts; a white-space token hangs on the word before it, the first ones on the first."""
    places = np.arange(length)
    found = kept[np.maximum(np.searchsorted(kept, places, side="right") - 1, 0)] - places
    found[kept] = kept[np.arange(len(kept)) + heads] - kept
    return found


def _carry_names(levelled: Doc, printed: Doc, kept: list[int]) -> None:
    printed.set_ents([Span(printed, kept[ent.start], kept[ent.end - 1] + 1, label=ent.label) for ent in levelled.ents])
