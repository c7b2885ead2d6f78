"""The dependency tree of one sentence, read from each token's head alone."""

from __future__ import annotations

from ...french.tokens import Tokens


class SentenceTree:
    """Who depends on whom from token `start` to `end`. Without a parse (`parsed` is False) every token stands alone.

    Tokens are told by their place in the document. Heads are trusted, spaCy's own `children` is not: a pipeline that
    moves annotations from one doc to another may leave it empty.
    """

    def __init__(self, tokens: Tokens, start: int, end: int) -> None:
        self._relations = tokens.relations
        self.parsed = any(tokens.relations[start:end])
        self._below: dict[int, list[int]] = {}
        for index, head in enumerate(tokens.heads[start:end] if self.parsed else (), start):
            if head != index:
                self._below.setdefault(head, []).append(index)

    def children(self, token: int) -> list[int]:
        """The direct dependents of `token`, in the order of the text."""
        return self._below.get(token, [])

    def below(self, token: int, stop: tuple[str, ...] = ()) -> list[int]:
        """`token` and all that depends on it, but for branches whose relation is in `stop`, in the text's order."""
        waiting, seen = [token], set()
        while waiting:
            at = waiting.pop()
            if at not in seen:
                seen.add(at)
                waiting += [child for child in self.children(at) if self._relations[child] not in stop]
        return sorted(seen)
