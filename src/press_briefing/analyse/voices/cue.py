"""What a reporting expression is."""

from __future__ import annotations

from dataclasses import dataclass

from ...french.grammar.phrases import Phrase

ACCORDING = "according"
NOMINAL = "nominal"


@dataclass(frozen=True)
class Cue:
    """A reporting expression. Token indices: `begin` (clitics and auxiliary included), `first:last` the cue's words.

    `how`: verb, inverted, participle, infinitive, passive, reduced, according, nominal. `that`: a clause follows,
    at `content`. `denied`: « n'a pas confirmé ». `hedged`: the verb itself stands in the conditional.
    """

    begin: int
    first: int
    last: int
    how: str
    lemma: str
    classes: frozenset[str]
    subject: Phrase | None
    content: int
    that: bool = False
    denied: bool = False
    hedged: bool = False
