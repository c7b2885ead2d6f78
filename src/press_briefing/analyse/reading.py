"""What every finder is handed: the article, its tokens and sentences, the settings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from ..french.tokens import Token, Tokens, units
from ..model.analysis import Sentence
from ..model.article import Article
from ..model.settings import Settings
from ..model.typography import plain

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from ..french.encoder.article import Names

_start, _end = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True)
class Reading:
    """An article as the language model read it.

    `doc.text == article.text`, so a token's `idx` is an offset into the article. `sentences` never cross a
    paragraph. `model` names what read it, with versions. `names`: what the encoder says of each token of `doc`, in the
    profile `precise`. `parted`: how many sentences were too long to be read at once.
    """

    article: Article
    doc: Doc
    sentences: tuple[Sentence, ...]
    settings: Settings
    model: str
    names: Names | None = None
    parted: int = 0

    @cached_property
    def tokens(self) -> Tokens:
        """The document's tokens as plain lists, read out when first asked for."""
        return Tokens.of(self.doc)

    @cached_property
    def plain(self) -> str:
        """The article's text in plain typography, to the character."""
        return plain(self.article.text)

    @cached_property
    def units(self) -> list[Token]:
        """The article's words, cut once for all finders."""
        return units(self.tokens, self.plain, self.sentences)

    def between(self, start: int, end: int) -> list[Token]:
        """The words that lie inside these characters."""
        first = bisect_left(self.units, start, key=_start)
        last = bisect_right(self.units, end, lo=first, key=_end)
        return self.units[first:last]

    def count(self, start: int, end: int) -> int:
        """How many words and numbers lie inside these characters."""
        return sum(token.word for token in self.between(start, end))

    def spans(self) -> Iterator[Span]:
        """Each sentence as a spaCy span, in step with `sentences`."""
        for sentence in self.sentences:
            span = self.doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
            if span is not None:
                yield span
