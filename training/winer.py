"""WiNER (names in French Wikinews of 2016 to 2018, annotations CC BY 4.0) as a two-column BIO file with our labels.

    git clone https://github.com/YoannDupont/WiNER-fr; python training/winer.py WiNER-fr OUT.bio

Outermost names only. Articles of the months that `training/press/test.bio` is drawn from are left out.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from press import TOKEN

LABELS = {"Person": "PER", "Location": "LOC", "Organization": "ORG", "Product": "MISC", "Event": "MISC"}
HELD_OUT = {"2016_10", "2017_03", *(f"2018_{month:02d}" for month in range(6, 13))}
Span = tuple[int, int, str]


def main(folder: Path, out: Path) -> None:
    """Write every article that may be learnt from, a paragraph a sequence, led by its name."""
    with out.open("w", encoding="utf-8") as file:
        for path in sorted(folder.glob("201*/**/*.ann")):
            if path.name[:7] not in HELD_OUT:
                text = path.with_suffix(".txt").read_bytes().decode("utf-8")
                file.write(f"# {path.stem}\n")
                file.writelines(paragraphs(text, list(outermost(path))))


def outermost(path: Path) -> Iterator[Span]:
    """The names of an annotation file that lie in no other, in the order of the text."""
    end = 0
    for start, stop, label in sorted(annotated(path), key=lambda span: (span[0], -span[1])):
        if start >= end:
            yield start, stop, label
            end = stop


def annotated(path: Path) -> Iterator[Span]:
    """Every name of a kind that we have; a name in pieces is taken from its first to its last character."""
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        kind, _, places = fields[1].partition(" ") if len(fields) > 2 else ("", "", "")
        if kind in LABELS:
            numbers = [int(number) for number in re.findall(r"\d+", places)]
            yield numbers[0], numbers[-1], LABELS[kind]


def paragraphs(text: str, names: list[Span]) -> Iterator[str]:
    """Lines of the BIO file."""
    for paragraph in re.finditer(r"[^\n]+", text):
        last = None
        for token in TOKEN.finditer(text, *paragraph.span()):
            name = next((span for span in names if span[0] <= token.start() < span[1]), None)
            yield f"{token[0]}\t{'O' if name is None else ('I-' if name == last else 'B-') + name[2]}\n"
            last = name
        yield "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
