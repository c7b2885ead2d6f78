"""One sentence with what resolves its phrases, and who says what stands in it."""

from __future__ import annotations

from ...analysis import Source
from ...french.grammar.phrases import Phrase
from ..voices.people import Party, Scene
from ..voices.tokens import Frame

# What a pattern finds: kind, about whom, of what.
Found = tuple[str, Phrase | None, str] | None


class Context:
    """One frame with what resolves its phrases, and who says what stands in it."""

    def __init__(self, frame: Frame, scene: Scene, by: Party | None) -> None:
        self.frame, self.tokens, self.scene, self.by = frame, frame.tokens, scene, by

    def source(self, phrase: Phrase | None) -> Source | None:
        if phrase is None or not phrase.edges[0] < phrase.edges[1]:
            return None
        party = self.scene.resolve(self.frame, phrase)
        return source_of(party)

    def words(self, first: int, last: int) -> str:
        while last > first + 1 and not self.tokens[last - 1].word and self.tokens[last - 1].quote < 0:
            last -= 1
        return self.scene.text[self.tokens[first].start : self.tokens[last - 1].end]


def source_of(party: Party | None) -> Source | None:
    if party is None or party.kind == "nobody" or not party.start < party.end:
        return None
    return Source(party.start, party.end, party.text, party.name, party.entity)
