"""Our pipeline read by the shortest way: the same weights, rules and results as component after component.

What a text's briefing has no use for is left out (the pipeline's own names: the analysis finds them its own way), what
several components ask for is made once, and what the lexicon knows is not asked of the network.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps

from ...french.components import STEPS, Syntax
from ...french.levelling import WordAnnotations, carry, kept_words, printed_lemmas
from ...french.sentences import sentence_bounds
from .arcs import parse
from .threads import one_thread
from .vectors import Floats, Vectors

# What the short way knows how to compute, as a pipeline's `config.cfg` says it.
_KNOWN = {
    "tok2vec.model.@architectures": "spacy.Tok2Vec.v2",
    "tok2vec.model.embed.@architectures": "spacy.MultiHashEmbed.v2",
    "tok2vec.model.embed.attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "TAG"],
    "tok2vec.model.embed.include_static_vectors": False,
    "tok2vec.model.encode.@architectures": "spacy.MaxoutWindowEncoder.v2",
    "tok2vec.model.encode.window_size": 1,
    "morphologizer.model.@architectures": "spacy.Tagger.v2",
    "morphologizer.extend": False,
    "lemmatizer.model.@architectures": "spacy.Tagger.v2",
    "lemmatizer.backoff": "orth",
    "parser.model.@architectures": "spacy.TransitionBasedParser.v2",
    "parser.model.use_upper": True,
}


def fits(nlp: Language) -> bool:
    """Whether a pipeline is built as ours is, whatever it has learnt."""
    if nlp.pipe_names != STEPS:
        return False
    settings, parser = nlp.config["components"], dict[str, Any](nlp.pipeline)["parser"]
    on_cpu = isinstance(parser.model.ops, NumpyOps)
    built_alike = all(_setting(settings, path) == value for path, value in _KNOWN.items())
    return on_cpu and built_alike and not parser.model.attrs["unseen_classes"]


def _setting(settings: Any, path: str) -> Any:
    for name in path.split("."):
        settings = settings.get(name, {})
    return settings


class QuickReader:
    """Reads a tokenised doc as the pipeline does, but for `doc.ents`; `fits` says of which pipelines."""

    def __init__(self, nlp: Language) -> None:
        self.vocab = nlp.vocab
        parts: dict[str, Any] = dict(nlp.pipeline)
        self.vectors = Vectors(parts["tok2vec"].model, nlp.vocab)
        self.morphologizer, self.lemmatizer = parts["morphologizer"], parts["lemmatizer"]
        self.lexicon, self.parser = parts["known_lemmas"], parts["parser"]
        settings, labels, add = self.morphologizer.cfg, self.morphologizer.labels, nlp.vocab.morphology.add
        self.morphs = np.array([add(settings["labels_morph"].get(label, 0)) for label in labels], dtype=np.uint64)
        self.pos = np.array([settings["labels_pos"].get(label, 0) for label in labels], dtype=np.uint64)

    def __call__(self, doc: Doc, syntax: Syntax | None = None) -> Doc:
        """Sentence bounds, vectors, parts of speech and morphology, lemmas, the parse: set on `doc`.

        `syntax`: parts of speech, morphology and parse where another has read them; lemmas follow it.
        """
        sentence_bounds(doc)
        words, kept = kept_words(doc)
        if not kept:
            return doc
        starts = doc.to_array([SENT_START]).reshape(-1)[kept].astype(np.int64)
        starts[0] = 1
        with one_thread():
            carry(doc, kept, self._found(doc, words, kept, starts, syntax))
        return doc

    def _found(
        self, doc: Doc, words: list[str], kept: list[int], starts: np.ndarray, told: Syntax | None
    ) -> WordAnnotations:
        vectors = self.vectors(words)
        syntax = told or self._syntax(vectors, starts)
        orths = np.array([self.vocab.strings[word] for word in words], dtype=np.uint64)
        lemmas = printed_lemmas(doc, kept, orths, self._lemmas(words, syntax.pos, vectors))
        return WordAnnotations(syntax.pos, syntax.morphs, lemmas, syntax.heads, syntax.relations)

    def _syntax(self, vectors: Floats, starts: np.ndarray) -> Syntax:
        guesses = _scores(self.morphologizer, vectors).argmax(axis=1)
        return Syntax(self.pos[guesses], self.morphs[guesses], *parse(self.parser, vectors, starts))

    def _lemmas(self, words: list[str], pos: np.ndarray, vectors: Floats) -> np.ndarray:
        strings = self.vocab.strings
        told = list(zip([strings[number] for number in pos.tolist()], words, strict=True))
        known = {pair: self.lexicon.known(*pair) for pair in set(told)}
        lemmas = [known[pair] or "" for pair in told]
        unknown = [place for place, lemma in enumerate(lemmas) if not lemma]
        for place, lemma in zip(unknown, self._guessed([words[i] for i in unknown], vectors[unknown]), strict=True):
            lemmas[place] = lemma
        numbers = {lemma: strings.add(lemma) for lemma in set(lemmas)}
        return np.array([numbers[lemma] for lemma in lemmas], dtype=np.uint64)

    def _guessed(self, words: list[str], vectors: Floats) -> Iterator[str]:
        """The network's lemmas: by the likeliest of its first few edits that the word allows, else the word."""
        edits, labels = self.lemmatizer.trees, self.lemmatizer.cfg["labels"]
        for word, scores in zip(words, _scores(self.lemmatizer, vectors), strict=True):
            best = _likeliest(scores, self.lemmatizer.top_k)
            yield next((lemma for label in best if (lemma := edits.apply(labels[label], word)) is not None), word)


def _likeliest(scores: Floats, most: int) -> Iterator[int]:
    """The labels of the highest scores, one after the other: the first nearly always does."""
    for _ in range(min(most, len(scores))):
        best = int(scores.argmax())
        yield best
        scores[best] = np.finfo(np.float32).min


def _scores(tagger: Any, vectors: Floats) -> Floats:
    """One column a label; not normalised, since only the largest counts."""
    softmax = next(node for node in tagger.model.walk() if node.name == "softmax")
    return vectors @ softmax.get_param("W").T + softmax.get_param("b")
