"""Train `fr_press` on French treebanks and names, on the CPU: about forty minutes on one core.

    python training/train.py DATA [--minutes N] [--out FOLDER]

DATA holds `treebanks/` (fr_sequoia-ud-train, fr_gsd-ud-dev to learn from, fr_sequoia-ud-dev to score: CoNLL-U of
https://github.com/UniversalDependencies/UD_French-Sequoia and UD_French-GSD) and `ner/` (sequoia.train.bio,
pud-wiki.silver.bio to learn from, sequoia.dev_noemea.bio to score: two columns, token and BIO label; see README.md).
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from thinc.api import set_current_ops

import bio
import conllu
from augment import Augmenter, Sample
from blas import BlasOps
from pipeline import complete, networks, stripped
from press_briefing.french.levelling import level, look_doc, set_columns
from reported import Reporter
from scores import name_scores, parse_scores
from ship import ship

OUTPUT = Path(__file__).parent.parent / "src/press_briefing/models/fr_press"
VERSION = "1.0.0"
SEED = 2025
DROPOUT = 0.2
PEAK, STEADY, FLOOR = 0.001, 0.4, 0.03  # learning rate, the share of the time it stays there, the share it ends at
RESUMED = 0.0003  # the peak when going on from a trained pipeline
TOGETHER = (1, 1, 1, 2, 3, 6)  # sentences in one doc, drawn: articles are read whole
REPORTED = 0.12  # share of sentences that are quoted and reported once more
BOUNDS_KNOWN = 0.8  # share of docs whose sentence bounds the parser is given, as rules will


def main() -> None:
    """Read, train for the time given, keep the best on the dev set, complete and write."""
    options = _options()
    rng = random.Random(SEED)
    spacy.util.fix_random_seed(SEED)
    set_current_ops(BlasOps())
    corpora = read_corpora(options.data)
    lemmas = known_lemmas(corpora[:2])
    nlp = stripped(spacy.load(options.resume)) if options.resume else networks()
    best = train(nlp, corpora, rng, options, lemmas)
    ship(options.out)
    print("best on dev:", best)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with treebanks/ and ner/")
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--out", type=Path, default=OUTPUT)
    parser.add_argument("--resume", type=Path, help="go on from this trained pipeline, at a lower learning rate")
    parser.add_argument("--every", type=int, default=3, help="epochs between two scorings")
    return parser.parse_args()


def read_corpora(data: Path) -> list[list[Sample]]:
    """Sequoia with trees and names, GSD with trees, PUD with names."""
    named = {_key(sentence.text): sentence for sentence in bio.read_bio(data / "ner/sequoia.train.bio")}
    sequoia = []
    for tree in conllu.read_trees(data / "treebanks/fr_sequoia-ud-train.conllu"):
        sample = conllu.sample_of(tree)
        names = bio.sample_of(named[_key(tree.text)]) if _key(tree.text) in named else None
        same = names is not None and len(names.words) == len(sample.words)
        sequoia.append(replace(sample, tags=names.tags) if names and same else sample)
    gsd = [conllu.sample_of(tree) for tree in conllu.read_trees(data / "treebanks/fr_gsd-ud-dev.conllu")]
    pud = [bio.sample_of(sentence) for sentence in bio.read_bio(data / "ner/pud-wiki.silver.bio")]
    print(sum(s.tags is not None for s in sequoia), "of", len(sequoia), "Sequoia sentences with names")
    return [sequoia, gsd, pud]


def _key(text: str) -> str:
    return "".join(text.split())


def known_lemmas(corpora: list[list[Sample]]) -> dict[str, str]:
    """« POS form » to the lemma the treebanks give it most often; names are their own lemma and left out."""
    seen: dict[str, Counter[str]] = {}
    for sample in (sample for corpus in corpora for sample in corpus):
        for word, pos, lemma in zip(sample.words, sample.pos or (), sample.lemmas or (), strict=True):
            if pos not in ("PROPN", "PUNCT", "X", "NUM"):
                seen.setdefault(f"{pos} {level(word).lower()}", Counter())[lemma] += 1
    return {form: lemmas.most_common(1)[0][0] for form, lemmas in sorted(seen.items())}


def docs(nlp: Language, corpora: list[list[Sample]], augment: Augmenter, rng: random.Random) -> Iterator[Example]:
    """One epoch: neighbouring sentences of one source together in docs, varied; some reported once more."""
    reporter = Reporter(rng, augment.places, augment.first_names, augment.surnames)
    for corpus in corpora:
        place = 0
        while place < len(corpus):
            together = [corpus[place]]
            wanted = rng.choice(TOGETHER)
            place += 1
            while (
                len(together) < wanted
                and place < len(corpus)
                and corpus[place].source == together[0].source
                and (corpus[place].tags is None) == (together[0].tags is None)
            ):
                together.append(corpus[place])
                place += 1
            together = [augment(reporter.nationality(sample)) for sample in together]
            yield example(nlp, together, bounds=rng.random() < BOUNDS_KNOWN)
        for sample in corpus:
            told = reporter(sample) if rng.random() < REPORTED else None
            if told:
                yield example(nlp, [augment(told)], bounds=rng.random() < BOUNDS_KNOWN)


def example(nlp: Language, samples: list[Sample], *, bounds: bool) -> Example:
    """The samples as one doc to read and one to compare with; what is not annotated stays missing."""
    words = [word for sample in samples for word in sample.words]
    spaces = [space for sample in samples for space in sample.spaces]
    predicted = look_doc(nlp.vocab, words, spaces)
    columns: dict[str, Any] = {}
    for name in ("pos", "morphs", "lemmas", "deps"):
        if all(getattr(sample, name) is not None for sample in samples):
            columns[name] = [value for sample in samples for value in getattr(sample, name)]
    offset, heads, starts = 0, [], []
    for sample in samples:
        heads += [head + offset for head in sample.heads or ()]
        starts += [True] + [False] * (len(sample.words) - 1)
        offset += len(sample.words)
    if "deps" in columns:
        columns["heads"] = heads
    if all(sample.tags is not None for sample in samples):
        columns["ents"] = [tag for sample in samples for tag in sample.tags or ()]
    if bounds:
        set_columns(predicted, [SENT_START], np.where(starts, 1, -1))
    return Example(predicted, Doc(nlp.vocab, words=words, spaces=spaces, **columns))


def train(
    nlp: Language, corpora: list[list[Sample]], rng: random.Random, options: argparse.Namespace, lemmas: dict[str, str]
) -> dict[str, float]:
    """Train for `options.minutes`; the best epoch by the mean of the dev scores is completed and written."""
    dev = list(conllu.read_trees(options.data / "treebanks/fr_sequoia-ud-dev.conllu"))
    dev_names = list(bio.read_bio(options.data / "ner/sequoia.dev_noemea.bio"))
    augment = Augmenter(rng)
    examples = list(docs(nlp, corpora, augment, rng))
    optimizer = nlp.resume_training() if options.resume else nlp.initialize(lambda: examples)
    peak = RESUMED if options.resume else PEAK
    begin, epoch, best = time.monotonic(), 0, {"mean": 0.0}
    done = 0.0
    while done < 1:
        examples = list(docs(nlp, corpora, augment, rng))
        rng.shuffle(examples)
        for batch in minibatch_by_words(examples, size=min(300 + 100 * epoch, 1500), discard_oversize=False):
            done = min(1.0, (time.monotonic() - begin) / (60 * options.minutes))
            optimizer.learn_rate = peak * max(FLOOR, min(1.0, (1 - done) / (1 - STEADY)))
            nlp.update(batch, sgd=optimizer, drop=DROPOUT)
        epoch += 1
        if epoch % options.every == 0 or done >= 1:
            with nlp.use_params(optimizer.averages):
                found = measured(nlp, lemmas, dev, dev_names, options.out, best)
            print(f"epoch {epoch}, {(time.monotonic() - begin) / 60:.1f} min:", found, flush=True)
            best = max(best, found, key=lambda row: row["mean"])
    return best


def measured(
    nlp: Language,
    lemmas: dict[str, str],
    dev: list[conllu.Tree],
    dev_names: list[bio.Named],
    out: Path,
    best: dict[str, float],
) -> dict[str, float]:
    """The dev scores of the completed pipeline, written to `out` when they are the best so far."""
    whole = complete(nlp, lemmas)
    parse = parse_scores(whole, dev)
    names = name_scores(whole, dev_names)
    found = {**parse, "names": names["f1"]}
    found["mean"] = round((found["upos"] + found["lemmas"] + found["las"] + 0.5 * found["names"]) / 3.5, 3)
    if found["mean"] > best["mean"]:
        nlp.meta.update(
            name="fr_press",
            version=VERSION,
            author="press-briefing",
            license="see README.md",
            description="French press: morphology, lemmas, parse, sentence bounds, names",
            performance=found,
        )
        whole.to_disk(out)
    stripped(nlp)
    return found


if __name__ == "__main__":
    main()
