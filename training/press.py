"""The press set: French Wikinews with names, read by hand (`training/press/`), and how far two readers agree.

    python training/press.py
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "press"
LABELS = ("PER", "LOC", "ORG", "MISC")
TOKEN = re.compile(r"\w+['’]|\w+(?:[-.]\w+)*|[^\w\s]")
Name = tuple[str, int, int, str]      # article, first token, token after the last, label


def names(path: Path) -> Iterator[Name]:
    """The names of a two-column BIO file whose articles are led by « # id »."""
    article, at, start, label = "", 0, 0, ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        tag = line.split("\t")[1] if "\t" in line else ""
        if label and tag != f"I-{label}":
            yield article, start, at, label
            label = ""
        if line.startswith("# ") and not tag:
            article, at = line[2:], 0
        if tag:
            if tag.startswith("B-"):
                start, label = at, tag[2:]
            at += 1


def agreement() -> dict[str, float]:
    """F1 of the second reader's names against the first's, exact bounds, on the articles that both read."""
    second = set(names(FOLDER / "second.bio"))
    read = {line[2:] for line in (FOLDER / "second.bio").read_text(encoding="utf-8").splitlines() if line[:2] == "# "}
    first = {name for part in ("train", "test") for name in names(FOLDER / f"{part}.bio") if name[0] in read}
    return {label: 2 * sum(name[3] == label for name in first & second)
            / sum(name[3] == label for group in (first, second) for name in group) for label in LABELS}


if __name__ == "__main__":
    for label, score in agreement().items():
        print(f"{label} {score:.3f}")
