"""What a noun phrase is: its gender and number, its kind, whether it is definite, and the name inside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...model.typography import key
from ..tokens import Token
from .classes import is_determiner, is_title, words
from .phrases import Phrase, has_capital, head_noun, past_quantity
from .verbs import nouns


def agreement(tokens: Sequence[Token], phrase: Phrase) -> tuple[str, bool]:
    low = tokens[phrase.first].low
    if past_quantity(tokens, phrase) > phrase.first:
        return "", True
    if any(t.low == "et" and is_determiner(after) for t, after in pairwise(tokens[phrase.first : phrase.last])):
        return "", True  # « son oncle et son frère »
    if low in ("son", "mon", "ton") and (head := head_noun(tokens, phrase)) and head[0] not in "aeiouyéèêâhœ":
        return "m", False
    lows = {t.low for t in tokens[phrase.first : phrase.first + 3]}
    if low in words("feminine_openers"):
        return "f", False
    if low in words("masculine_openers"):
        return "m", False
    if low in words("plural_openers") or lows & {"nombreux", "nombreuses"} or low in words("several_openers"):
        return ("f" if low in ("certaines", "toutes", "diverses") else ""), True
    head = head_noun(tokens, phrase)
    feminine = head.endswith(("trice", "euse", "ère", "ente", "ienne")) or _is_feminine(tokens, phrase, head)
    return ("f" if feminine else ""), False


def _is_feminine(tokens: Sequence[Token], phrase: Phrase, head: str) -> bool:
    """Where « l' » tells no gender the parse does: « l'ingénieure », « l'élue »."""
    told = next((t for t in tokens[phrase.first : phrase.last] if t.low == head), None)
    return told is not None and told.pos == "NOUN" and "Gender=Fem" in told.morph and head.endswith("e")


def content_of(tokens: Sequence[Token], phrase: Phrase) -> frozenset[str]:
    return frozenset(
        key(t.text)
        for t in tokens[phrase.first : phrase.last]
        if t.word and not is_determiner(t) and t.low not in words("of", "prepositions")
    )


def is_definite(tokens: Sequence[Token], phrase: Phrase) -> bool:
    if tokens[phrase.first].low in words("definite_openers"):
        return True
    # « quant au chef », « auprès du maire »: the article is in the word before
    bare = phrase.first > 0 and tokens[phrase.first - 1].low in ("au", "aux", "du")
    return bare and not is_determiner(tokens[phrase.first])


def kind_of(tokens: Sequence[Token], phrase: Phrase, head: str) -> str:
    for kind, group in (
        ("institution", "institutions"),
        ("document", "documents"),
        ("person", "persons"),
        ("group", "groups"),
    ):
        if head in nouns(group):
            plural = agreement(tokens, phrase)[1]
            crowd = head in ("opposition", "majorité", "population", "foule", "public")
            if head in nouns("groups") and (plural or crowd or _is_civil(tokens, phrase, head)):
                return "group"
            return "group" if plural and kind == "person" else kind
    return (
        "institution"
        if has_capital(tokens, phrase.first, phrase.last) and is_determiner(tokens[phrase.first])
        else "group"
    )


def _is_civil(tokens: Sequence[Token], phrase: Phrase, head: str) -> bool:
    """« la société civile »: people; « la société » is a firm."""
    after = [t.low for t in tokens[phrase.first : phrase.last] if t.low not in ("la", "une", "cette")]
    return head == "société" and after[1:] == ["civile"]


def is_specific(tokens: Sequence[Token], phrase: Phrase, kind: str) -> bool:
    """Whether an unnamed phrase still names one body: « le gouvernement malien », « le ministère de l'Intérieur »."""
    if tokens[phrase.first].low in words("indefinite") | {"des", "de", "d'", "du", "certains"}:
        return False
    if kind == "institution":
        return tokens[phrase.first].low not in ("les", "ces") or has_capital(tokens, phrase.first, phrase.last)
    return kind == "document" and has_capital(tokens, phrase.first, phrase.last) and tokens[phrase.first].low != "les"


def _in_name(tokens: Sequence[Token], first: int, i: int) -> bool:
    """« M. Le Drian », « Jean-Marie Le Pen »: a capital article after a title or a name is part of it."""
    before = next((t for t in reversed(tokens[first:i]) if t.text != "."), None)
    return before is not None and (is_title(before) or (before.capital and before.word))


def _before_title(tokens: Sequence[Token], first: int, i: int) -> int:
    """The token before a name and its title: the « de » of « la famille de M. Diallo »."""
    i -= 1
    while i >= first and (is_title(tokens[i]) or tokens[i].text == "."):
        i -= 1
    return i


def capital_run(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int] | None:
    """The last run of capitals in the phrase that no « de » hangs on something else."""
    best: tuple[int, int] | None = None
    i = first
    while i < last:
        if (
            tokens[i].capital
            and tokens[i].word
            and not is_title(tokens[i])
            and tokens[i].low not in words("numerals")
            and (
                _in_name(tokens, first, i)
                or not (is_determiner(tokens[i]) or tokens[i].low in words("of", "prepositions"))
            )
        ):
            stop = i + 1
            while stop < last and (
                tokens[stop].capital
                or (
                    tokens[stop].low in ("de", "el", "ag", "ben", "von", "van", "la", "le", ".")
                    and stop + 1 < last
                    and tokens[stop + 1].capital
                )
            ):
                stop += 1
            lead = _before_title(tokens, first, i)
            free = (
                lead < first
                or tokens[lead].low not in words("of", "prepositions") | {"l'", "la", "le", "les"}
                or (i - first <= 3 and is_title(tokens[first]))
            )
            if free:
                best = (i, stop)
            i = stop
        i += 1
    return best
