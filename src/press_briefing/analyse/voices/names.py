"""The names of an article for those who speak: which stand in a phrase, what each is in full, whose document it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...french.grammar.classes import is_determiner, is_title, words
from ...french.grammar.nominals import capital_run
from ...french.grammar.phrases import Phrase, is_name, past_quantity
from ...french.grammar.verbs import nouns
from ...model.analysis import Mention
from ...model.typography import key
from .descriptions import is_made_by
from .party import Party
from .tokens import Frame

if TYPE_CHECKING:
    from ..actors.who import Actors

MADE = 10  # tokens behind a document in which « par » names its maker


@dataclass
class Names:
    """The mentions by name of an article, and the fullest form of each."""

    text: str
    mentions: Sequence[Mention]
    names: dict[str, str]
    actors: Actors | None = None
    people: dict[str, str] = field(default_factory=dict)  # folded name -> name, of the named persons heard

    def mention_in(self, start: int, end: int) -> list[Mention]:
        """The name mentions that lie inside a span."""
        at = bisect_left(self.mentions, start, key=lambda m: m.start)
        inside = []
        while at < len(self.mentions) and self.mentions[at].start < end:
            if self.mentions[at].end <= end:
                inside.append(self.mentions[at])
            at += 1
        return inside

    def _name(self, frame: Frame, phrase: Phrase, head: str) -> tuple[str, str | None, str] | None:
        """(name, actor, label) when the phrase is a name, or a function with its name."""
        tokens = frame.tokens
        first, last = phrase.edges
        first = max(first, past_quantity(tokens, phrase))  # « Plus de 200 élus »: no name
        start, end = tokens[first].start, tokens[last - 1].end
        for mention in self.mention_in(start, end):
            lead = [t for t in tokens[first:last] if t.end <= mention.start and not (is_title(t) or t.text == ".")]
            before = lead[-1] if lead else None
            bare = (
                before is None
                or before.low not in words("of", "prepositions") | {"l'", "la", "le", "les"}
                or (is_determiner(before) and before.start == start)
            )
            whole = mention.end >= end - 1 or mention.label == "PER"
            if (
                bare
                and whole
                and (mention.label in ("PER", "ORG") or (mention.label == "LOC" and mention.start - start < 4))
                and not (
                    mention.label == "PER"
                    and head in nouns("institutions") | nouns("documents")
                    and before is not None
                    and before.start > start
                )
            ):
                return *self.called(mention), mention.label
        run = capital_run(tokens, first, last)
        if run and (is_name(tokens, first, last) or head in nouns("persons") or is_title(tokens[first])):
            a, b = run
            free = a > first and not (is_determiner(tokens[a - 1]) or is_title(tokens[a - 1]))
            if free and self._is_place(tokens[a].start, tokens[b - 1].end):
                return None  # « le recteur de la région académique Bretagne »
            shown = self.text[tokens[a].start : tokens[b - 1].end]
            return (
                self._fullest(shown),
                None,
                "PER" if b - a > 1 or head in nouns("persons") or is_title(tokens[first]) or "." in shown else "ORG",
            )
        return None

    def _holds_body(self, frame: Frame, phrase: Phrase) -> bool:
        inside = self.mention_in(frame.tokens[phrase.first].start, frame.tokens[phrase.last - 1].end)
        return any(mention.label == "ORG" for mention in inside)

    def _maker(self, frame: Frame, phrase: Phrase) -> tuple[str, str | None] | None:
        """The body whose document it is: « le rapport de l'ONU », « un sondage réalisé par l'IFOP »."""
        tokens = frame.tokens
        stop = min(len(tokens), phrase.last + MADE)
        for mention in self.mention_in(tokens[phrase.first].start, tokens[stop - 1].end):
            if mention.label == "ORG" and is_made_by(tokens, phrase, mention):
                return self.called(mention)
        return None

    def called(self, mention: Mention) -> tuple[str, str | None]:
        """The fullest form of a name, and the id of the actor that it is, if any."""
        row = self.actors.standing(mention.start, mention.end) if self.actors is not None else None
        if row is not None and row.named:
            return row.name, row.id
        return self.names.get(mention.id, mention.text), None

    def is_place(self, party: Party) -> bool:
        """Whether somebody shown by a name is a place by that name."""
        return party.named and party.kind == "institution" and self._is_place(party.start, party.end)

    def _is_place(self, start: int, end: int) -> bool:
        return any(m.label == "LOC" and m.start <= start and end <= m.end for m in self.mention_in(start, end))

    def _fullest(self, shown: str) -> str:
        """The longest name heard so far that ends with this one: « Sambou » is « Abdoulaye Sambou »."""
        part = key(shown)
        full = [
            name for folded, name in self.people.items() if folded.endswith(" " + part) or folded.startswith(part + " ")
        ]
        return max(full, key=len, default=shown)
