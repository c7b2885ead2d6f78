"""What a pair of marks holds: somebody's words, or a name, a title, a term."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ... import lexicons
from ...french.grammar.classes import words
from ...french.tokens import Token
from ...model.typography import key


def is_named(tokens: Sequence[Token], t: int) -> bool:
    """A word right before the marks says that they hold a name or a term."""
    before = [x.low for x in tokens[max(0, t - 3) : t] if x.word and x.low not in words("determiners", "of")]
    if t > 2 and tokens[t - 1].text == ":":
        t -= 1
    return (
        bool(before)
        and before[-1] in lexicons.members("voices/naming.txt")
        and not (before[-1] in ("dit", "dits") and t > 1 and tokens[t - 2].low in _sayers())
    )


@cache
def _sayers() -> frozenset[str]:
    """What stands before a « dit » that is a verb."""
    return words("avoir", "subject") | {"se", "s'"}


_SPEAKING = words("speaking")


@cache
def _small_words() -> frozenset[str]:
    return words("avoir", "être") | _SPEAKING


def is_sentence(inner: Sequence[Token]) -> bool:
    """Whether a passage is long or finite enough to be somebody's words by itself."""
    said = [token for token in inner if token.word]
    if len(said) >= 8 or (is_closed(inner) and len(said) > (1 if inner[-1].text[0] in "?!" else 2)):
        return True
    # « a-t-il ajouté » between two misprinted marks is the author's
    finite = any(
        token.key in _small_words() and after.text[0] != "-" for token, after in pairwise((*said, *inner[-1:]))
    )
    return len(said) >= 4 and finite


def is_closed(inner: Sequence[Token]) -> bool:
    return bool(inner) and inner[-1].text[-1] in ".!?…"


def is_term(tokens: Sequence[Token], t: int, inner: Sequence[Token]) -> bool:
    """A name or a coined word inside reported words: « Conseil national de transition », la « dédiabolisation »."""
    if not (t and inner):
        return False
    if inner[0].capital and not is_sentence(inner) and not is_closed(inner) and tokens[t - 1].word:
        return True
    coined = inner[0].low.endswith(("isation", "isations", "isme", "ismes"))
    return len(inner) == 1 and coined and tokens[t - 1].low in ("la", "le", "l'", "les")


def is_promotional(tokens: Sequence[Token], t: int) -> bool:
    before = " ".join(x.key for x in tokens[: t - 1])
    return any(before.startswith(key(entry)) for entry in lexicons.entries("voices/promotional.txt"))
