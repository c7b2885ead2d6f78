"""Names in BIO columns into spaCy docs on the tokens of the French tokenizer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from augment import Sample
from press_briefing.french.tokenizer import token_ends

LABELS = ("PER", "LOC", "ORG", "MISC")
_GLUED_LEFT = frozenset((",", ".", ")", "]", "...", "…", "%"))
_GLUED_RIGHT = frozenset(("(", "["))


@dataclass
class Named:
    """A sentence and its names as `(start, end, label)` character spans."""

    text: str
    names: list[tuple[int, int, str]]


def read_bio(path: Path) -> Iterator[Named]:
    """Every sentence of a two-column BIO file, set as print would."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if "\t" in line]
        if rows:
            yield printed([(row[0], row[-1]) for row in rows])


def printed(rows: list[tuple[str, str]]) -> Named:
    """The words as a text: no space after an elision, nor before a comma."""
    text, glue = "", True
    names: list[tuple[int, int, str]] = []
    for word, tag in rows:
        if not (glue or word in _GLUED_LEFT or word.startswith(("-t-", "-il", "-elle", "-ce", "-on", "-je"))):
            text += " "
        start = len(text)
        text += word
        glue = word in _GLUED_RIGHT or (word.endswith(("'", "’")) and len(word) > 1)
        if tag.startswith("B-") or (tag.startswith("I-") and not names):
            names.append((start, len(text), tag[2:]))
        elif tag.startswith("I-"):
            names[-1] = (names[-1][0], len(text), names[-1][2])
    return Named(text, names)


def sample_of(sentence: Named) -> Sample:
    """The sentence as a sample without a tree."""
    spans = [(start, end) for start, end, is_space in token_ends(sentence.text) if not is_space]
    return Sample(
        words=[sentence.text[start:end] for start, end in spans],
        spaces=[end >= len(sentence.text) or sentence.text[end].isspace() for _, end in spans],
        tags=[_tag(sentence, start, end) for start, end in spans],
    )


def _tag(sentence: Named, start: int, end: int) -> str:
    for first, last, label in sentence.names:
        if start < last and first < end:
            return f"{'B' if start <= first else 'I'}-{label}"
    return "O"
