"""Who is blamed or praised, and by whom. Only what the parse ties to a named entity; victims and losers are none."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...analysis import Mention, Quote, Target
from ...lexicons import members
from .charges import Charge
from .tree import Tree

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

FLOOR = 1.0                     # a charge below it, a weak word's, blames and praises nobody
OBJECTS = ("obj", "obl:arg", "iobj", "nsubj:pass", "xcomp")
COMPLEMENTS = ("nmod", "obl:arg")   # of a noun: « la condamnation de Y »


@dataclass(frozen=True)
class Names:
    """The mentions of a sentence by the token they begin with, and the quotations around them."""

    mentions: dict[int, Mention]
    quotes: tuple[Quote, ...]

    def within(self, tree: Tree, token: Token) -> Mention | None:
        """The first mention in the nominal group `token` heads."""
        group = tree.below(token, ("acl:relcl", "acl", "advcl", "obl", "nsubj", "xcomp", "ccomp", "parataxis"))
        return next((self.mentions[index] for index in group if index in self.mentions), None)

    def headed(self, token: Token) -> Mention | None:
        """The mention `token` itself belongs to: for a subject only it counts, not a complement of it."""
        return self.mentions.get(token.i)

    def voice(self, offset: int) -> str | None:
        """Who speaks at this character: the entity, else the name; None for the author."""
        for quote in self.quotes:
            if quote.start <= offset < quote.end and quote.speaker:
                return quote.speaker.entity or quote.speaker.name
        return None


def names_of(span: Span, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...]) -> Names:
    """The names of a sentence, ready to be asked."""
    inside = [mention for mention in mentions if span.start_char <= mention.start < span.end_char]
    tokens = {token.i: mention for mention in inside for token in span
              if mention.start <= token.idx < mention.end}
    near = tuple(quote for quote in quotes if quote.start < span.end_char and span.start_char < quote.end)
    return Names(tokens, near)


def targets_of(span: Span, charges: tuple[Charge, ...], names: Names) -> Iterator[Target]:
    """The entities a sentence blames or praises, each once a polarity."""
    tree = Tree(span)
    if not tree.parsed or not names.mentions:
        return
    told = set()
    for charge in charges:
        for mention, by in _tied(tree, charge, names) if abs(charge.score) >= FLOOR else ():
            polarity = "positive" if charge.score > 0 else "negative"
            if (mention.id, polarity) not in told and by != mention.id:
                told.add((mention.id, polarity))
                yield Target(mention.id, polarity, mention.start, mention.end, by)


def _tied(tree: Tree, charge: Charge, names: Names) -> Iterator[tuple[Mention, str | None]]:
    word = tree.span.doc[charge.first]
    voice = names.voice(word.idx)
    if charge.entry.kind == "stance":
        yield from _of_stance(tree, word, names, voice)
    elif charge.entry.pos == "VERB" and charge.entry.lemma not in members("tone/undergone.txt"):
        yield from ((mention, voice) for mention in _agents(tree, word, names))
    elif charge.entry.kind == "judgement":
        yield from ((mention, voice) for mention in _described(tree, word, names))


def _of_stance(tree: Tree, word: Token, names: Names, voice: str | None) -> Iterator[tuple[Mention, str | None]]:
    """« X accuse Y », « Y est accusé par X », « la condamnation de Y »: Y is meant, X is whose stance it is."""
    by = next((mention.id for mention in _agents(tree, word, names)), voice)
    relations = COMPLEMENTS if word.pos_ == "NOUN" else OBJECTS
    for child in tree.children(word):
        if child.dep_ in relations:
            mention = names.within(tree, child)
            if mention is not None:
                yield mention, by
                return


def _agents(tree: Tree, verb: Token, names: Names) -> Iterator[Mention]:
    """The subject of an active verb, the agent of a passive one."""
    passive = any(child.dep_ in ("nsubj:pass", "aux:pass") for child in tree.children(verb))
    for child in tree.children(verb):
        if (child.dep_ == "nsubj" and not passive) or _agent(child):
            mention = names.headed(child)
            if mention is not None:
                yield mention


def _agent(token: Token) -> bool:
    return token.dep_ == "obl:agent"


def _described(tree: Tree, word: Token, names: Names) -> Iterator[Mention]:
    """« X est impitoyable », « l'impitoyable X »."""
    for child in tree.children(word):
        if child.dep_ == "nsubj":
            mention = names.headed(child)
            if mention is not None:
                yield mention
    if word.dep_ == "amod":
        mention = names.headed(word.head)
        if mention is not None:
            yield mention
