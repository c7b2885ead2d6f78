"""Time of cleaning against size, on made-up captures: an article once, twice, in one line, and hostile repetition.

    python benchmarks/clean.py [megabytes ...]

Prints one row a capture and size: megabytes, seconds, seconds a megabyte. The last column must not grow.
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace

from press_briefing.capture.clean import clean
from press_briefing.model.settings import Settings

TEXT = (
    "le la les un une des barrage berger maire préfet fleuve pont puits saison récolte "
    "dans avec pour sans près depuis attend cherche compte demande espère garde partage quitte "
    "refuse regarde est et qui que sur au du village marché route lac"
)
WORDS = TEXT.split()
SETTINGS = replace(Settings(), max_characters=100_000_000)


def article(size: int, glue: str = "\n") -> str:
    """Paragraphs of random French-looking sentences, about `size` characters."""
    dice = random.Random(1)
    paragraphs, length = [], 0
    while length < size:
        words = " ".join(dice.choices(WORDS, k=60))
        paragraphs.append(f"{words[0].upper()}{words[1:]}.")
        length += len(words) + 2
    return glue.join(paragraphs)


CAPTURES = {
    "once": lambda size: article(size),
    "twice": lambda size: "\n".join([article(size // 2)] * 2),
    "run-on and paragraphs": lambda size: article(size // 2, " ") + "\n" + article(size // 2),
    "one line": lambda size: article(size, " "),
    "one word again and again": lambda size: "le village est " * (size // 15),
    "one paragraph again and again": lambda size: "\n".join([article(300)] * (size // 300)),
    "short lines": lambda size: "\n".join(article(size, " ").split(" ")),
    "spaces and marks": lambda size: "« » ! ? : ; – Le village est\n" * (size // 29),
    "capitals": lambda size: "Depuis Le Lac Un Pont Dans La Saison Et Le Puits est " * (size // 52),
}


def main(sizes: list[float]) -> None:
    """One row a capture and size."""
    for name, capture in CAPTURES.items():
        for size in sizes:
            text = capture(int(size * 1_000_000))
            begun = time.perf_counter()
            clean(text, settings=SETTINGS)
            took = time.perf_counter() - begun
            sys.stdout.write(
                f"{name:32} {len(text) / 1e6:6.2f} MB {took:7.2f} s {took / (len(text) / 1e6):7.2f} s/MB\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main([float(size) for size in sys.argv[1:]] or [0.5, 1, 2, 5])
