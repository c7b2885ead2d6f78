"""Who is blamed or praised, and by whom. Only what the parse ties to a named entity; victims and losers are none."""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ...analysis import Mention, Quote, Target
from ...lexicons import members
from .charges import Charge
from .lines import Line

FLOOR = 1.0                     # a charge below it, a weak word's, blames and praises nobody
OBJECTS = ("obj", "obl:arg", "iobj", "nsubj:pass", "xcomp")
COMPLEMENTS = ("nmod", "obl:arg")   # of a noun: « la condamnation de Y »


@dataclass(frozen=True)
class Names:
    """The mentions of a sentence by the token they begin with, and the quotations around them."""

    mentions: dict[int, Mention]
    quotes: tuple[Quote, ...]

    def within(self, line: Line, token: int) -> Mention | None:
        """The first mention in the nominal group `token` heads."""
        group = line.tree.below(token, ("acl:relcl", "acl", "advcl", "obl", "nsubj", "xcomp", "ccomp", "parataxis"))
        return next((self.mentions[index] for index in group if index in self.mentions), None)

    def headed(self, token: int) -> Mention | None:
        """The mention `token` itself belongs to: for a subject only it counts, not a complement of it."""
        return self.mentions.get(token)

    def voice(self, offset: int) -> str | None:
        """Who speaks at this character: the entity, else the name; None for the author."""
        for quote in self.quotes:
            if quote.start <= offset < quote.end and quote.speaker:
                return quote.speaker.entity or quote.speaker.name
        return None


def names_of(line: Line, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...]) -> Names:
    """The names of a sentence, ready to be asked."""
    starts = line.page.tokens.starts
    first, last = starts[line.start], line.page.end_of(line.end - 1)
    tokens = {index: mention for mention in mentions if first <= mention.start < last
              for index in range(bisect_left(starts, mention.start, line.start, line.end),
                                 bisect_left(starts, mention.end, line.start, line.end))}
    near = tuple(quote for quote in quotes if quote.start < last and first < quote.end)
    return Names(tokens, near)


def targets_of(line: Line, charges: tuple[Charge, ...], names: Names) -> Iterator[Target]:
    """The entities a sentence blames or praises, each once a polarity."""
    if not names.mentions or not line.tree.parsed:
        return
    told = set()
    for charge in charges:
        for mention, by in _tied(line, charge, names) if abs(charge.score) >= FLOOR else ():
            polarity = "positive" if charge.score > 0 else "negative"
            if (mention.id, polarity) not in told and by != mention.id:
                told.add((mention.id, polarity))
                yield Target(mention.id, polarity, mention.start, mention.end, by)


def _tied(line: Line, charge: Charge, names: Names) -> Iterator[tuple[Mention, str | None]]:
    word = charge.first
    voice = names.voice(line.page.tokens.starts[word])
    if charge.entry.kind == "stance":
        yield from _of_stance(line, word, names, voice)
    elif charge.entry.pos == "VERB" and charge.entry.lemma not in members("tone/undergone.txt"):
        yield from ((mention, voice) for mention in _agents(line, word, names))
    elif charge.entry.kind == "judgement":
        yield from ((mention, voice) for mention in _described(line, word, names))


def _of_stance(line: Line, word: int, names: Names, voice: str | None) -> Iterator[tuple[Mention, str | None]]:
    """« X accuse Y », « Y est accusé par X », « la condamnation de Y »: Y is meant, X is whose stance it is."""
    by = next((mention.id for mention in _agents(line, word, names)), voice)
    relations = COMPLEMENTS if line.page.tokens.pos[word] == "NOUN" else OBJECTS
    for child in line.tree.children(word):
        if line.page.tokens.relations[child] in relations:
            mention = names.within(line, child)
            if mention is not None:
                yield mention, by
                return


def _agents(line: Line, verb: int, names: Names) -> Iterator[Mention]:
    """The subject of an active verb, the agent of a passive one."""
    children = [(child, line.page.tokens.relations[child]) for child in line.tree.children(verb)]
    passive = any(relation in ("nsubj:pass", "aux:pass") for _, relation in children)
    for child, relation in children:
        if (relation == "nsubj" and not passive) or relation == "obl:agent":
            mention = names.headed(child)
            if mention is not None:
                yield mention


def _described(line: Line, word: int, names: Names) -> Iterator[Mention]:
    """« X est impitoyable », « l'impitoyable X »."""
    tokens = line.page.tokens
    for child in line.tree.children(word):
        if tokens.relations[child] == "nsubj":
            mention = names.headed(child)
            if mention is not None:
                yield mention
    if tokens.relations[word] == "amod":
        mention = names.headed(tokens.heads[word])
        if mention is not None:
            yield mention
