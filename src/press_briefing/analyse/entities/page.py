"""The article as the names steps see it: tokens by sentence, names as runs of tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...french.tokens import Token
from ..reading import Reading
from .calm import calmed
from .features import Document
from .tokens import sentences_of

LABELS = ("PER", "LOC", "ORG", "MISC")


@dataclass(frozen=True, slots=True)
class Name:
    """A name: tokens `first:last` of a sentence. `fixed`: its label follows from what it is or the words around it.

    `confidence`: its probability, where a decoder tells one. `named`: that of a name with these bounds, whatever label.
    """

    sentence: int
    first: int
    last: int
    label: str
    fixed: bool = False
    confidence: float | None = None
    named: float | None = None

    def labelled(self, label: str, *, fixed: bool = False) -> Name:
        """The name with a label; where that is certain and another than the decoder's, its probability is void."""
        void = fixed and label != self.label
        return replace(self, label=label, fixed=fixed or self.fixed, confidence=None if void else self.confidence)

    def overlaps(self, other: Name) -> bool:
        return self.sentence == other.sentence and self.first < other.last and other.first < self.last


class Page:
    """An article's words, sentence by sentence."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.article.text
        self.sentences = calmed(sentences_of(reading.units, reading.sentences, reading.plain))
        self.document = Document(self.sentences)

    def tokens(self, name: Name) -> list[Token]:
        return self.sentences[name.sentence][name.first : name.last]

    def bounds(self, name: Name) -> tuple[int, int]:
        tokens = self.tokens(name)
        return tokens[0].start, tokens[-1].end

    def key(self, name: Name) -> str:
        return joined(self.tokens(name))

    def before(self, name: Name, distance: int = 1) -> Token | None:
        at = name.first - distance
        return self.sentences[name.sentence][at] if at >= 0 else None

    def after(self, name: Name, distance: int = 1) -> Token | None:
        at = name.last - 1 + distance
        tokens = self.sentences[name.sentence]
        return tokens[at] if at < len(tokens) else None


def joined(tokens: Sequence[Token]) -> str:
    """Key of a run of tokens, spaced as in the text."""
    out = tokens[0].key
    for left, right in pairwise(tokens):
        out += right.key if left.end == right.start else " " + right.key
    return out


def names_of(page: Page, labels: Sequence[Sequence[str]]) -> list[Name]:
    """The runs of BIO labels as names."""
    found = []
    for number, row in enumerate(labels):
        start, label = 0, ""
        for at, tag in enumerate([*row, "O"]):
            if label and not (tag[0] == "I" and tag[2:] == label):
                found.append(Name(number, start, at, label))
                label = ""
            if tag != "O" and not label:
                start, label = at, tag[2:]
    return found


def free(names: Iterable[Name], page: Page) -> Iterator[tuple[int, int, int]]:
    """Runs of tokens outside every name: (sentence, first, last)."""
    taken: dict[int, list[Name]] = {}
    for name in names:
        taken.setdefault(name.sentence, []).append(name)
    for number, tokens in enumerate(page.sentences):
        at = 0
        for name in sorted(taken.get(number, ()), key=lambda n: n.first):
            if at < name.first:
                yield number, at, name.first
            at = max(at, name.last)
        if at < len(tokens):
            yield number, at, len(tokens)
