"""Lemmas of words that are known: what the treebanks say of the form, else the lexicon, else the network."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import ensure_path

from .lexicon import lemma_of

_VERBS = ("er", "ir", "ïr", "re")  # how infinitives end
_SURE_VERBS = ("er", "ir", "ïr", "dre", "ttre")  # without « affaire », « frontière », « lettre » in the singular
_FILE = "lemmas.msg"


class KnownLemmas:
    """Component after the trained lemmatizer. `table` has « POS form » to lemma, as the treebanks have them."""

    def __init__(self, table: Mapping[str, str] | None = None) -> None:
        self.table = dict(table or {})

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            known = self.known(token.pos_, token.text)
            if known and known != token.lemma_:
                token.lemma_ = known
        return doc

    def known(self, pos: str, word: str) -> str | None:
        """The lemma of a levelled word as that part of speech; None where only the network can tell."""
        return self.table.get(f"{pos} {word.lower()}") or _from_lexicon(pos, word)

    def to_bytes(self, **kwargs: Any) -> bytes:
        """The table, as msgpack."""
        return srsly.msgpack_dumps(self.table)

    def from_bytes(self, data: bytes, **kwargs: Any) -> KnownLemmas:
        """The inverse of `to_bytes`."""
        self.table = srsly.msgpack_loads(data)
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Write the table into the folder `path`."""
        folder = ensure_path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **kwargs: Any) -> KnownLemmas:
        """The inverse of `to_disk`."""
        return self.from_bytes((ensure_path(path) / _FILE).read_bytes())


@Language.factory("known_lemmas", assigns=["token.lemma"])
def create_known_lemmas(nlp: Language, name: str) -> KnownLemmas:
    """The factory a pipeline's `config.cfg` names."""
    return KnownLemmas()


@lru_cache(maxsize=50_000)
def _from_lexicon(pos: str, word: str) -> str | None:
    """The lexicon's lemma where it fits the part of speech; a name is its own lemma."""
    if pos == "PROPN":
        return word
    if pos == "ADV":
        return word.lower()
    if pos in ("VERB", "AUX"):
        lemma = lemma_of(word)
        return lemma if lemma and lemma.endswith(_VERBS) else None
    if pos in ("NOUN", "ADJ"):
        lemma = lemma_of(word)
        fits = lemma and (not lemma.endswith(_SURE_VERBS) or word.lower().rstrip("sx") == lemma.rstrip("sx"))
        return lemma if fits else None
    return None
