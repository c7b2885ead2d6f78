"""What the encoder learns from, sentence by sentence: trees, names, or both; what is not annotated is left open.

treebanks/fr_sequoia-ud-train, fr_gsd-ud-dev    trees; names of Sequoia from ner/sequoia.train.bio, without those of
                                                its drug leaflets, which are brands
ner/pud-wiki.silver.bio                         names without MISC: « O » there may be MISC
any further BIO files                           names with MISC (the press set), paragraphs cut into sentences
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

import bio
import conllu
from augment import Sample
from press_briefing.french.encoder.reader import Classes
from press_briefing.french.sentences import sentence_bounds

NAMES = ("O", *(f"{bound}-{label}" for label in bio.LABELS for bound in "BI"))
# What the analysis reads or will; the rest is noise to it.
FEATURES = frozenset(
    (
        "Definite",
        "Gender",
        "Mood",
        "Number",
        "Person",
        "Polarity",
        "Poss",
        "PronType",
        "Reflex",
        "Tense",
        "VerbForm",
        "Voice",
    )
)
RARE = 2  # tags seen less often keep their part of speech only
OPEN = -1  # a class nobody annotated
LEAFLETS = "emea"
_VOCAB = Vocab()


@dataclass
class Sentence:
    """A sample and how it counts: whether MISC names are annotated in it, its weight in the loss; whether it may be
    given once more with other names."""

    sample: Sample
    misc: bool = True
    weight: float = 1.0
    again: bool = True


def classes(samples: Iterable[Sample]) -> Classes:
    """All classes that `samples` have."""
    counts: dict[str, int] = {}
    relations: set[str] = set()
    for sample in samples:
        relations.update(sample.deps or ())
        for tag in tags_of(sample):
            counts[tag] = counts.get(tag, 0) + 1
    bare = {tag.split("|")[0] for tag in counts}
    kept = {tag for tag, count in counts.items() if count >= RARE}
    return Classes(NAMES, tuple(sorted(kept | bare)), tuple(sorted(relations)))


def tags_of(sample: Sample) -> list[str]:
    """« VERB|Mood=Ind|Tense=Pres » of each word, with the features in use."""
    return [tag(pos, morph) for pos, morph in zip(sample.pos or (), sample.morphs or (), strict=True)]


def tag(pos: str, morph: str) -> str:
    """Part of speech and those of its features that are in use, in one."""
    return "|".join([pos, *(pair for pair in morph.split("|") if pair.split("=")[0] in FEATURES)])


def read_trees(data: Path) -> list[Sample]:
    """Sequoia with trees and names, GSD with trees."""
    named = {_key(sentence.text): sentence for sentence in bio.read_bio(data / "ner/sequoia.train.bio")}
    sequoia = [_with_names(tree, named) for tree in conllu.read_trees(data / "treebanks/fr_sequoia-ud-train.conllu")]
    gsd = [conllu.sample_of(tree) for tree in conllu.read_trees(data / "treebanks/fr_gsd-ud-dev.conllu")]
    return [*sequoia, *gsd]


def _with_names(tree: conllu.Tree, named: dict[str, bio.Named]) -> Sample:
    sample = conllu.sample_of(tree)
    found = named.get(_key(tree.text))
    if found is None or LEAFLETS in tree.source:
        return sample
    names = bio.sample_of(found)
    return replace(sample, tags=names.tags) if names.words == sample.words else sample


def _key(text: str) -> str:
    return "".join(text.split())


def read_names(path: Path) -> list[Sample]:
    """The sentences of a BIO file, which may hold paragraphs."""
    return [sentence for paragraph in bio.read_bio(path) for sentence in _cut(bio.sample_of(paragraph))]


def _cut(sample: Sample) -> Iterator[Sample]:
    """A paragraph by the rules that cut articles into sentences; what they leave open stays together."""
    doc = sentence_bounds(Doc(_VOCAB, words=sample.words, spaces=sample.spaces))
    starts = [place for place, token in enumerate(doc) if place == 0 or token.is_sent_start]
    for first, last in zip(starts, [*starts[1:], len(doc)], strict=True):
        yield replace(
            sample, **{name: value[first:last] for name, value in sample.__dict__.items() if isinstance(value, list)}
        )


def read_all(data: Path, press: Sequence[Path]) -> list[Sentence]:
    """Everything to learn from but what is made up."""
    silver = [Sentence(sample, misc=False) for sample in read_names(data / "ner/pud-wiki.silver.bio")]
    return [*map(Sentence, read_trees(data)), *silver, *read_press(press)]


def read_press(press: Sequence[Path], *, again: bool = True) -> list[Sentence]:
    """The sentences of BIO files with MISC."""
    return [Sentence(sample, again=again) for path in press for sample in read_names(path)]
