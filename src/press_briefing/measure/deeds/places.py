"""Who stands where: the mentions of all actors in the order of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ...french.grammar.classes import words
from ...lexicons import members
from ...model.analysis import Actor, ActorMention, Analysis
from ...model.typography import plain

REACH = 120  # characters a mention may begin before the words it stands at
LIGHT = frozenset(("DET", "ADJ", "NUM"))  # words before a noun that are not its head


@dataclass(frozen=True)
class PlacedMention:
    """A mention with the actor it stands for."""

    actor: Actor
    mention: ActorMention

    @property
    def doubtful(self) -> bool:
        return self.actor.doubtful or self.mention.doubtful


class Where:
    """The mentions of all actors in the order of the text, and who the words of a span are."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.places = sorted(
            (PlacedMention(actor, mention) for actor in analysis.actors for mention in actor.mentions),
            key=lambda place: (place.mention.start, -place.mention.end),
        )

    def touching(self, start: int, end: int) -> list[PlacedMention]:
        """The mentions that share a character with a span, the longer of nested ones only."""
        first = bisect_left(self.places, start - REACH, key=lambda place: place.mention.start)
        last = bisect_left(self.places, end, key=lambda place: place.mention.start)
        kept: list[PlacedMention] = []
        for place in self.places[first:last]:
            if place.mention.end > start and not (kept and place.mention.end <= kept[-1].mention.end):
                kept.append(place)
        return kept

    def words(self, start: int, end: int) -> Sequence[tuple[str, str, str, int, int]]:
        """(text, lemma, part of speech, start, end) of the words in a span; text in lower case, apostrophes plain."""
        rows, text = self.analysis.words, self.analysis.article.text
        first = bisect_left(rows, start, key=lambda word: word.start)
        last = bisect_left(rows, end, key=lambda word: word.start)
        return [(plain(text[w.start : w.end]).lower(), w.lemma, w.pos, w.start, w.end) for w in rows[first:last]]

    def at(self, start: int, end: int, actor: str | None = None) -> PlacedMention | None:
        """Who a phrase is: the mention at its head, or the one whose actor the phrase was given."""
        touching = self.touching(start, end)
        heads = [place for place in touching if self._is_head(place, start)]
        linked = [place for place in touching if place.actor.id == actor]
        found = heads[:1] or linked[:1]
        return found[0] if found else None

    def _is_head(self, place: PlacedMention, start: int) -> bool:
        """Whether only small words stand before a mention in its phrase, and titles: « le fils de X » is not X."""
        titles = members("entities/titles.txt") if place.actor.kind == "person" else frozenset()
        before = self.words(start, place.mention.start)
        return all(is_light(text, pos) or text in titles for text, _, pos, _, _ in before)


def is_light(text: str, pos: str) -> bool:
    """Whether a word may stand before the head of its phrase."""
    return (pos in LIGHT and text not in words("contracted")) or text in words("titles")
