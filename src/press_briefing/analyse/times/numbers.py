"""Written-out numbers: « vingt et un », « quatre-vingt-dix-sept », « deux mille vingt-quatre »."""

from __future__ import annotations

from functools import cache

from ...lexicons import rows
from ...model import typography
from .token import Token, bare

_NUMERAL = ("CARD", "ONE")


@cache
def number_words() -> dict[str, int]:
    """Every word a cardinal is built from, with its value."""
    return {word: int(value) for word, value, _ in rows("times/numbers.tsv")}


def value_of(words: list[str]) -> int:
    """The value of a cardinal given as its words, without « et » and hyphens."""
    total = group = 0
    for word in words:
        value = number_words()[word]
        if value == 1000:
            total, group = total + max(group, 1) * 1000, 0
        elif value == 100:
            group = max(group, 1) * 100
        elif word in ("vingt", "vingts") and group % 100 == 4:
            group += 76  # quatre-vingts: 4 becomes 80
        else:
            group += value
    return total + group


def merge_numbers(tokens: list[Token]) -> list[Token]:
    """One token a cardinal: runs of number words, joined by hyphens or « et », become one `CARD`."""
    merged: list[Token] = []
    place = 0
    while place < len(tokens):
        end = _run(tokens, place) if tokens[place].category in _NUMERAL else place
        if end > place + 1:
            merged.append(_cardinal(tokens[place:end]))
        else:
            merged.append(tokens[place])
        place = max(end, place + 1)
    return merged


def _run(tokens: list[Token], place: int) -> int:
    """The end of the cardinal that begins at `place` (`place` itself when none does)."""
    if not _is_number(tokens[place]):
        return place
    end = place + 1
    while end < len(tokens):
        joined = _joined(tokens, end)
        if joined == end:
            break
        end = joined
    return end


def _joined(tokens: list[Token], end: int) -> int:
    """The end after one more number word, reached by a hyphen, a space or « et un »."""
    before = number_words()[tokens[end - 1].word]
    if _is_number(tokens[end]) and _may_follow(before, number_words()[tokens[end].word]):
        return end + 1
    link = tokens[end].word
    if end + 1 < len(tokens) and _is_number(tokens[end + 1]):
        value = number_words()[tokens[end + 1].word]
        if link == "-" and _may_follow(before, value) and tokens[end].start == tokens[end - 1].end:
            return end + 2
        if link == "et" and value in (1, 11) and before in (20, 30, 40, 50, 60, 70):
            return end + 2
    return end


def _may_follow(before: int, value: int) -> bool:
    if value in (100, 1000):
        return before < value and before != 1
    return (
        before in (100, 1000)
        or (value < before and before >= 10 and not 10 < before < 20)
        or (before == 4 and value == 20)
    )


def _is_number(token: Token) -> bool:
    return token.category in _NUMERAL and token.word in number_words()


def _cardinal(run: list[Token]) -> Token:
    words = [token.word for token in run if token.word in number_words()]
    value = value_of(words)
    category = "YEAR" if 1100 <= value <= 2100 else "CARD"
    word = typography.key(" ".join(words))
    return Token(run[0].start, run[-1].end, word, category, str(value), bare(word))
