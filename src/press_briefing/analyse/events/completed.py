"""What a label adds to a noun that needs the rest of the article: « la maire [Anne Roy] », « le navire [de guerre iranien] ».

By name where `actors` is sure whom the noun stands for; else by what the noun was called where the article first told
of it, where nothing else of that name was told of since. Nothing is added to people by their words alone.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ...lexicons import keys
from ...model.typography import key
from ..actors.roles import person_nouns

if TYPE_CHECKING:
    from ..actors.tree import Tree
    from ..actors.who import Actors

BACK = 15  # sentences after which a first mention is out of mind
LONGEST = 60  # characters of what is added
DEFINITE = frozenset(("le", "la", "l'", "les"))


@dataclass(frozen=True, eq=False)
class Completed:
    """Finds what a noun is called, or was called first; asked by the rank of the noun."""

    actors: Actors

    @property
    def tree(self) -> Tree:
        return self.actors.tree

    def of(self, noun: int) -> tuple[int, str]:
        """The rank of the word behind which the words stand, and the words; (-1, "") where nothing is to be added."""
        phrase = self.tree.span(noun)
        words = self._name(noun) or self._first_called(noun)
        return (phrase[-1], words) if words else (-1, "")

    def is_of_many(self, noun: int) -> bool:
        """« le groupe », « la société »: alone it says which one only to whoever has the article before them."""
        return self._is_bare(noun) and key(self.tree.units[noun].lemma) in keys("events/of_many.txt")

    def _name(self, noun: int) -> str:
        """The name of whom a noun stands for beyond doubt, where its own phrase does not tell it."""
        tree, actors = self.tree, self.actors
        actor = actors.by_id.get(actors.heads.get(noun, ""))
        if (
            tree.units[noun].pos != "NOUN"
            or actor is None
            or not actor.named
            or actor.doubtful
            or noun in actors.unsure
        ):
            return ""
        determiner = tree.determiner(noun)
        if determiner < 0 or tree.low(determiner) not in DEFINITE or any(True for _ in tree.of(noun, "conj")):
            return ""
        told = {tree.units[at].key for at in self._below(noun)}
        return "" if told & {key(word) for word in actor.name.split()} else actor.name

    def _below(self, noun: int) -> list[int]:
        """The words of a noun's phrase and of what stands in apposition to it."""
        found, pending = [], [noun]
        while pending:
            at = pending.pop()
            found.append(at)
            pending += [child for child in self.tree.children[at] if not self.tree.relation(child).startswith("acl")]
        return found

    def _first_called(self, noun: int) -> str:
        """What stood behind the noun where it was told first, and nothing else of that name was told of since."""
        tree = self.tree
        if not self._is_bare(noun) or tree.units[noun].low in person_nouns():
            return ""
        if key(tree.units[noun].lemma) in keys("events/sole.txt"):
            return ""
        here = tree.of_sentence[noun]
        before = [at for at in self._mentions.get(self._kind(noun), ()) if at < noun]
        if not before or here - tree.of_sentence[before[-1]] > BACK or tree.of_sentence[before[0]] == here:
            return ""
        told = {self._behind(at) for at in before} - {""}
        return told.pop() if len(told) == 1 and self._behind(before[0]) else ""

    @cached_property
    def _mentions(self) -> dict[tuple[str, str], list[int]]:
        """Ranks of the nouns by lemma and number."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i, unit in enumerate(self.tree.units):
            if unit.pos == "NOUN":
                found[self._kind(i)].append(i)
        return found

    def _kind(self, i: int) -> tuple[str, str]:
        return key(self.tree.units[i].lemma), self.tree.morph(i, "Number")

    def _is_bare(self, noun: int) -> bool:
        """« le navire »: a definite article and nothing that says which."""
        tree, phrase = self.tree, self.tree.span(noun)
        article = tree.determiner(noun)
        alone = article == noun - 1 and tree.low(article) in DEFINITE and phrase[-1] == noun
        return tree.units[noun].pos == "NOUN" and alone and not any(True for _ in self._said_of(noun))

    def _said_of(self, noun: int) -> list[int]:
        kinds = ("nmod", "acl", "acl:relcl", "appos", "flat", "flat:name", "conj")
        return [child for child in self.tree.children[noun] if self.tree.relation(child) in kinds]

    def _behind(self, noun: int) -> str:
        """The words of a phrase behind its noun, where they are few and name or describe it."""
        phrase = self.tree.span(noun)
        if phrase[-1] == noun:
            return ""
        start, end = self.tree.chars(range(noun + 1, phrase[-1] + 1))
        words = " ".join(self.tree.text[start:end].split())
        return words if len(words) <= LONGEST else ""
