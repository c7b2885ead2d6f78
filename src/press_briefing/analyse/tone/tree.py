"""The dependency tree of one sentence, read from each token's head alone."""
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


class Tree:
    """Who depends on whom in `span`. Without a parse (`parsed` is False) every token stands alone.

    Heads are trusted, spaCy's own `children` is not: a pipeline that moves annotations from one doc to another
    may leave it empty.
    """

    def __init__(self, span: Span) -> None:
        self.span = span
        self.parsed = any(token.dep_ for token in span)
        self._below: dict[int, list[Token]] = {}
        for token in span if self.parsed else ():
            if token.head.i != token.i:
                self._below.setdefault(token.head.i, []).append(token)

    def children(self, token: Token) -> list[Token]:
        """The direct dependents of `token`, in the order of the text."""
        return self._below.get(token.i, [])

    def below(self, token: Token, stop: tuple[str, ...] = ()) -> list[int]:
        """The indices of `token` and all that depends on it, but for branches whose relation is in `stop`."""
        reached, waiting, seen = [], [token], set()
        while waiting:
            at = waiting.pop()
            if at.i not in seen:
                seen.add(at.i)
                reached.append(at.i)
                waiting += [child for child in self.children(at) if child.dep_ not in stop]
        return sorted(reached)
