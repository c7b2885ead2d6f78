"""What every finder is handed: the article, its tokens and sentences, the settings."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ..analysis import Sentence
from ..article import Article
from ..french.tokens import Token, Tokens, units
from ..settings import Settings
from ..typography import plain

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


@dataclass(frozen=True)
class Reading:
    """An article as the language model read it.

    `doc.text == article.text`, so a token's `idx` is an offset into the article. `sentences` never cross a
    paragraph. `model` names the pipeline and its version.
    """

    article: Article
    doc: Doc
    sentences: tuple[Sentence, ...]
    settings: Settings
    model: str

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

    @cached_property
    def parsed(self) -> dict[int, tuple[str, str]]:
        """Part of speech and morphology of each token by its offset; empty without a parse."""
        if not self.doc.has_annotation("POS"):
            return {}
        tokens = self.tokens
        return dict(zip(tokens.starts, zip(tokens.pos, tokens.morphs, strict=True), strict=True))

    def spans(self) -> Iterator[Span]:
        """Each sentence as a spaCy span, in step with `sentences`."""
        for sentence in self.sentences:
            span = self.doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
            if span is not None:
                yield span
