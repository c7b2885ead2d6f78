"""One sentence as the finders of tone ask for it: its tokens by their place in the document, and its parse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ...french.tokens import Tokens
from ..reading import Reading
from .lexicon import fold, forms_of
from .tree import SentenceTree


@dataclass(frozen=True)
class ToneText:
    """The article: its text and tokens, and for each token its `lexicon.fold` and its `lexicon.forms_of`."""

    text: str
    tokens: Tokens
    folded: list[str]
    forms: list[tuple[str, ...]]

    @classmethod
    def of(cls, reading: Reading) -> ToneText:
        """The page of an article; each different word is folded once."""
        tokens = reading.tokens
        folded = {text: fold(text) for text in set(tokens.texts)}
        return cls(
            reading.article.text,
            tokens,
            [folded[text] for text in tokens.texts],
            list(map(forms_of, tokens.texts, map(_lemma, tokens.texts, tokens.lemmas, tokens.pos))),
        )

    def end_of(self, token: int) -> int:
        """The offset after a token."""
        return self.tokens.starts[token] + len(self.tokens.texts[token])


def _lemma(text: str, lemma: str, pos: str) -> str:
    """The lemma, or the infinitive of a verb in -er that was left as it stands: « le chômage baisse »."""
    if pos != "VERB" or lemma != text.lower():
        return lemma
    return f"{lemma}r" if lemma.endswith("e") else f"{lemma[:-3]}er" if lemma.endswith("ent") else lemma


@dataclass(frozen=True)
class ToneSentence:
    """A sentence: the tokens `start` to `end` (excluded) of a page."""

    page: ToneText
    start: int
    end: int

    @property
    def range(self) -> range:
        """The places of its tokens in the document."""
        return range(self.start, self.end)

    @cached_property
    def text(self) -> str:
        """Its characters."""
        return self.page.text[self.page.tokens.starts[self.start] : self.page.end_of(self.end - 1)]

    @cached_property
    def words(self) -> list[int]:
        """The places of its tokens but for line breaks and spaces."""
        spaces = self.page.tokens.spaces
        return [index for index in self.range if not spaces[index]]

    @cached_property
    def forms(self) -> list[tuple[str, ...]]:
        """The forms of its `words`, in step with them."""
        return [self.page.forms[index] for index in self.words]

    @cached_property
    def capitals(self) -> list[bool]:
        """Which of its `words` begin with a capital."""
        texts = self.page.tokens.texts
        return [texts[index][:1].isupper() for index in self.words]

    @cached_property
    def tree(self) -> SentenceTree:
        """Who depends on whom in it."""
        return SentenceTree(self.page.tokens, self.start, self.end)
