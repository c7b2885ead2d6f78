"""On whose word a frame is told: inside a quotation, below a verb of saying, beside « selon »."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...french.grammar.classes import words
from ..actors.tree import Tree
from ..actors.who import Actors
from .verbs import DEEP, auxiliaries, governed, is_infinitive, lemma_in

if TYPE_CHECKING:
    from ..voices.heard import Heard, Report
    from ..voices.people import Party as Voice

_CONTENT = frozenset(("ccomp", "xcomp", "parataxis", "csubj", "obl:arg"))
_WILLED = ("frames/object_control.txt", "frames/deciding.txt", "events/planning.txt", "frames/perceiving.txt")
_SPOKEN = "words/reporting_verbs.txt"
_OPENING = frozenset((":", "«", '"', "“"))
_ASIDE = ("parataxis", "parataxis:insert")
# A relative clause, an apposition, a participle of a noun are the author's own, however the clause around them is told.
_SAME_TELLING = _CONTENT | frozenset(("conj", "advcl", "obj", "obl:mod", "advcl:cleft"))


@dataclass
class Saying:
    """Who answers for what: verbs of saying and phrases with « selon » by rank, quotations by their bounds."""

    tree: Tree
    verbs: dict[int, str | None] = field(default_factory=dict)  # rank of a verb of saying -> who says it
    sources: dict[int, str | None] = field(default_factory=dict)  # rank of the predicate that « selon X » hangs on
    quotes: list[tuple[int, int, str | None]] = field(default_factory=list)

    @classmethod
    def of(cls, actors: Actors, heard: Heard | None) -> Saying:
        """What is heard in an article, by the ranks of its words."""
        found = cls(actors.tree)
        if heard is None:
            return found
        for report in heard.reports:
            found._note(report, _actor(actors, report.party))
        quotes = [
            (said.passage.start, said.passage.end, _actor(actors, said.party)) for said in heard.said if said.party
        ]
        if (talk := heard.talk) is not None:
            person = actors.at(talk.person.start, talk.person.end) or actors.by_id.get(talk.person.id)
            quotes = [quote for quote in quotes if quote[1] <= talk.answers[0][0]]
            quotes += [(start, end, person.id if person is not None else None) for start, end in talk.answers]
        found.quotes = sorted(quotes, key=lambda quote: quote[:2])
        return found

    def _note(self, report: Report, who: str | None) -> None:
        cue, tokens = report.cue, report.frame.tokens
        ranks = self.tree.ranks(tokens[cue.first].start, tokens[max(cue.first, cue.last - 1)].end)
        if not ranks or cue.denied:
            return
        if cue.how == "according":
            party = self.tree.first_at(report.party.start) if report.party is not None else ranks[0]
            self.sources[self.tree.clause(min(party, len(self.tree.units) - 1))] = who
            return
        for i in ranks:
            if self.tree.units[i].pos in ("VERB", "AUX", "NOUN"):
                self.verbs[i] = who

    def quoted(self, offset: int) -> tuple[bool, str | None]:
        """Whether a character stands in somebody's own words, and whose they are."""
        at = bisect_right(self.quotes, (offset, 1 << 62)) - 1
        if at >= 0 and offset < self.quotes[at][1]:
            return True, self.quotes[at][2]
        return False, None

    def about(self, i: int, *, alone: bool = False) -> tuple[bool, str | None]:
        """Whether what the predicate at a rank tells is told on somebody's word, and whose.

        `alone`: it is a noun: the author takes it for known unless it stands in a quotation.
        """
        inside, who = self.quoted(self.tree.units[i].start)
        if inside or alone:
            return inside, who
        for at, relation, above in self._upwards(i):
            if at in self.sources and at not in self.verbs:
                return True, self.sources[at]
            aside = next((child for child in self.tree.of(at, *_ASIDE) if self._is_aside(child)), -1)
            if aside >= 0 and at not in self.verbs:
                return True, self.verbs[aside]
            if above in self.verbs and self._is_apart(i, above):
                return False, None
            if above in self.verbs and self._is_content(at, relation, above):
                return True, self.verbs[above]
        return False, None

    def _is_aside(self, i: int) -> bool:
        """« …, a déclaré le maire »: a verb of saying that has nothing said of its own."""
        return i in self.verbs and not any(True for _ in self.tree.of(i, "ccomp", "obj", "xcomp"))

    def _is_content(self, i: int, relation: str, above: int) -> bool:
        """Whether a clause is what the verb of saying above it says; one beside it only behind a colon or a quote."""
        if relation == "parataxis":
            edge = min((i, *self.tree.children[i]))
            if i < above or not any(self.tree.low(at) in _OPENING for at in range(edge - 2, edge + 1)):
                return False
        return relation in _CONTENT and not self._is_to_be(i, above)

    def _is_apart(self, i: int, above: int) -> bool:
        """« il espère la paix : en mai, la ville avait cédé »: behind a colon stands what is said, not what is hoped."""
        colon = any(self.tree.low(at) == ":" for at in range(above + 1, i))
        return colon and not lemma_in(self.tree, above, _SPOKEN)

    def _is_to_be(self, i: int, above: int) -> bool:
        """« appelle Paul à partir », « promet de partir »: what is asked or promised, and told by nobody as done.

        « a vu ses ventes baisser » is told by the author, whoever saw it.
        """
        if not is_infinitive(self.tree, i) or auxiliaries(self.tree, i):
            return False
        return any(lemma_in(self.tree, above, name) for name in _WILLED)

    def _upwards(self, i: int) -> Iterator[tuple[int, str, int]]:
        """(word, its relation, its head) from a predicate up, as long as each belongs to the same telling."""
        for _ in range(DEEP):
            relation, above = governed(self.tree, i)
            yield i, relation, above
            if above < 0 or relation not in _SAME_TELLING:
                return
            i = above

    def speakers(self, starts: Iterable[tuple[int, int]]) -> dict[int, str]:
        """Words of the first person (rank, offset) inside quotations -> whose they are."""
        found = {}
        for i, offset in starts:
            who = self.quoted(offset)[1] if self.tree.low(i) in words("first_person") else None
            if who is not None:
                found[i] = who
        return found


def _actor(actors: Actors, voice: Voice | None) -> str | None:
    """The actor that a voice is: by the words, else by the id it was given."""
    if voice is None or voice.kind in ("nobody", "author"):
        return None
    found = actors.at(voice.start, voice.end)
    if found is None and voice.actor is not None:
        found = actors.by_id.get(voice.actor)
    return found.id if found is not None else None
