"""Noun phrases by their edges: what may begin one, what is a name, what can speak.

No parse is needed: French marks the left edge of a noun phrase by a determiner, a title or a capital, and its right
edge by punctuation, a relative, a verb or a preposition other than « de » (see `after` and `before`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...lexicons import entries
from ..tokens import Token
from .classes import is_adverb, is_determiner, is_title, words
from .verbs import nouns, speaking

MAX_LENGTH = 22  # tokens: the longest functions of the press (« le directeur exécutif adjoint de … ») fit


@dataclass(frozen=True)
class Phrase:
    """Tokens `first` to `last` (excluded) of a frame. `name`: the apposed name, when the phrase is a function."""

    first: int
    last: int
    name: tuple[int, int] | None = None

    @property
    def edges(self) -> tuple[int, int]:
        """The tokens to show: the apposed name when there is one."""
        return self.name or (self.first, self.last)


def starts_phrase(tokens: Sequence[Token], i: int) -> bool:
    """Whether a noun phrase can begin at token `i`."""
    token = tokens[i]
    if token.quote >= 0 or not token.word:
        return False
    if token.low in words("prepositions"):
        return False
    return (
        is_determiner(token)
        or token.capital
        or is_title(token)
        or token.low in words("count_openers")
        or token.low in words("demonstratives")
    )


def is_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the tokens are nothing but a name, with or without its title: « Mme Fatou Bensouda »."""
    if not first < last:
        return False
    if last - first == 1 and not _may_be_name(tokens, first):
        return False
    if tokens[first].pos == "VERB" and tokens[first].low.endswith(entries("language/participle_endings.txt")):
        return False  # « Surnommé Rambo, … » opens a sentence
    rest = [t for t in tokens[first:last] if t.low not in words("particles") | {"l'", "."}]
    opener = is_determiner(tokens[first]) or tokens[first].low in words("of", "prepositions")
    return bool(rest) and tokens[first].capital and all(t.capital for t in rest) and not opener


def _may_be_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether a capital is more than the capital of a sentence: « Cependant », « Interrogé » open sentences only."""
    token = tokens[i]
    if token.low in words("connectors", "prepositions", "subject") or is_adverb(token):
        return False
    opens = i == 0 or not tokens[i - 1].word or tokens[i - 1].quote >= 0
    return not opens or token.pos in ("", "PROPN", "NOUN", "X") or token.text.isupper()


def has_capital(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a name stands in the phrase (a capital past its first word, or a bare name)."""
    return any(
        t.capital and (i > first or is_name(tokens, first, first + 1))
        for i, t in enumerate(tokens[first:last], first)
        if t.word and not is_determiner(t)
    )


def joined(tokens: Sequence[Token], phrase: Phrase) -> tuple[Phrase, ...]:
    """« Le Soudan et Israël », « X, Y et Z »: the names a subject joins; nothing when it is but one name."""
    last = phrase.last
    joints = [i for i in range(phrase.first + 1, last - 1) if tokens[i].low == "et" or tokens[i].text == ","]
    if phrase.name or not joints or tokens[joints[-1]].low != "et":
        return ()
    edges = [phrase.first, *(i + 1 for i in joints)], [*joints, last]
    parts = tuple(Phrase(first, stop) for first, stop in zip(*edges, strict=True))
    return parts if all(_is_bare_name(tokens, part) for part in parts) else ()


def _is_bare_name(tokens: Sequence[Token], part: Phrase) -> bool:
    first = part.first + (part.last - part.first > 1 and is_determiner(tokens[part.first]))
    return is_name(tokens, first, part.last)


def past_quantity(tokens: Sequence[Token], phrase: Phrase) -> int:
    """Where who is counted begins: past « plus de 2 500 », « une centaine d' », « la moitié des »; else its first."""
    for i in range(phrase.first, min(phrase.last - 2, phrase.first + 4)):
        if tokens[i].low in words("quantifiers") and tokens[i + 1].low in words("of"):
            return i + 2
    return phrase.first


def head_noun(tokens: Sequence[Token], phrase: Phrase) -> str:
    """The head of a noun phrase, as it stands: the first noun we know, else its first word past the determiner."""
    known = speaking()
    first = past_quantity(tokens, phrase)
    told_of = _noun_at(tokens, first, phrase.last)
    content = [
        t.low
        for i, t in enumerate(tokens[first : phrase.last], first)
        if t.word and not is_determiner(t) and t.low not in words("of") and not (t.pos == "ADJ" and i == told_of + 1)
    ]
    upto = next((i for i, t in enumerate(tokens[first : phrase.last]) if t.low in words("of") and i), None)
    head = [t.low for t in tokens[first : first + upto]] if upto else content
    return next(
        (low for low in head if low in known),
        next((low for low in content if low in known), content[0] if content else ""),
    )


def _noun_at(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where the noun of a phrase stands that an adjective may follow: « preuves scientifiques » is no scientist."""
    for i in range(first, last):
        if tokens[i].low in words("of"):
            break
        if tokens[i].pos == "NOUN":
            return i
    return last


def is_speaker(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Stricter: the head itself is a name or a noun of those who speak (not « les manifestations de la MONUSCO »)."""
    if phrase.name or phrase.last == phrase.first + 1:
        return can_speak(tokens, phrase)
    known = speaking()
    head: list[Token] = []
    for token in tokens[past_quantity(tokens, phrase) : phrase.last]:
        if head and (token.low in words("of") or token.low in words("prepositions")):
            break
        after_noun = bool(head) and head[-1].pos == "NOUN" and token.pos == "ADJ"
        if token.word and not is_determiner(token) and token.low not in words("of") and not after_noun:
            head.append(token)
    return any(t.low in known or (t.capital and (i or t.pos in ("", "PROPN", "NOUN", "X"))) for i, t in enumerate(head))


def can_speak(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether the phrase is somebody or something that can be a source."""
    if phrase.last == phrase.first + 1 and tokens[phrase.first].low in nouns("groups"):
        return True  # « certains », « plusieurs »
    known = speaking()
    return (
        has_capital(tokens, *phrase.edges)
        or head_noun(tokens, phrase) in known
        or (
            phrase.last == phrase.first + 1
            and tokens[phrase.first].low in words("subject") | {"lui", "eux", "les", "l'", "moi"}
        )
    )
