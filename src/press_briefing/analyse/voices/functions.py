"""Functions the article gives to the persons it names: « la ministre Awa Sow », « Awa Sow, ministre, ».

Read before anybody is heard, so that « le procureur » who speaks in the first paragraph is the one named in the last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...analysis import Mention
from ...french.grammar.after import phrase_after
from ...french.grammar.before import phrase_ending
from ...french.grammar.classes import is_determiner, is_finite, is_title, words
from ...french.grammar.nominals import agreement, content_of
from ...french.grammar.phrases import Phrase, head_noun
from ...french.grammar.verbs import nouns
from ...french.tokens import Token
from .tokens import Frame

MAX_FUNCTION = 14  # tokens: what stands between two commas behind a name


@dataclass(frozen=True)
class Function:
    """A function and the mention it is said of. `at`: where in the text; `gender`: of the function's words, or ""."""

    head: str
    content: frozenset[str]
    gender: str
    mention: Mention
    at: int


def functions_of(frames: Sequence[Frame], mentions: Sequence[Mention]) -> tuple[Function, ...]:
    """Every function apposed to the name of a person, in order."""
    starts = [m.start for m in mentions]
    found: list[Function] = []
    for frame in frames:
        low, high = bisect_left(starts, frame.start), bisect_left(starts, frame.end)
        for mention in mentions[low:high]:
            if mention.label == "PER":
                found += _apposed(frame.tokens, mention)
    return tuple(found)


def _apposed(tokens: Sequence[Token], mention: Mention) -> Iterator[Function]:
    first = bisect_left(tokens, mention.start, key=lambda t: t.start)
    last = bisect_left(tokens, mention.end, key=lambda t: t.start)
    if first >= last or tokens[first].quote >= 0:
        return
    for phrase in (_before(tokens, first), _after(tokens, last)):
        head = head_noun(tokens, phrase) if phrase else ""
        if phrase and head in nouns("persons"):
            gender, plural = agreement(tokens, phrase)
            if not plural:
                yield Function(head, content_of(tokens, phrase), gender, mention, tokens[phrase.first].start)


def _before(tokens: Sequence[Token], first: int) -> Phrase | None:
    """« la ministre Awa Sow », « le maire, M. Sow »."""
    j = first - 1
    while j >= 0 and (is_title(tokens[j]) or tokens[j].text == "."):
        j -= 1
    comma = j >= 0 and tokens[j].text == ","
    j -= comma
    if j < 0 or not tokens[j].word or tokens[j].quote >= 0 or tokens[j].low in words("of", "prepositions", "stops"):
        return None
    phrase = phrase_ending(tokens, j)
    closed = not comma or _closes(tokens, first)
    return phrase if phrase and closed and is_determiner(tokens[phrase.first]) else None


def _closes(tokens: Sequence[Token], first: int) -> bool:
    """Whether the name behind a comma is closed by another mark: « le maire, Awa Sow, » and no list or clause."""
    stop = first
    while stop < len(tokens) and tokens[stop].word and (tokens[stop].capital or tokens[stop].low in words("particles")):
        stop += 1
    return stop >= len(tokens) or tokens[stop].text in (",", ".", ")", ";") or is_finite(tokens[stop])


def _after(tokens: Sequence[Token], last: int) -> Phrase | None:
    """« Awa Sow, ministre de la Santé, », « Awa Sow, la patronne du port, »."""
    if last + 1 >= len(tokens) or tokens[last].text != ",":
        return None
    begin = last + 1
    if is_determiner(tokens[begin]):
        phrase = phrase_after(tokens, begin)
        return phrase if phrase and phrase.first == begin and _ends_aside(tokens, phrase.last) else None
    stop = begin
    while (
        stop < len(tokens)
        and tokens[stop].word
        and tokens[stop].quote < 0
        and tokens[stop].low not in words("stops")
        and not is_finite(tokens[stop])
        and stop - begin < MAX_FUNCTION
    ):
        stop += 1
    bare = tokens[begin].low not in words("prepositions", "of") and not tokens[begin].capital
    known = any(t.low in nouns("persons") for t in tokens[begin : begin + 2])
    return Phrase(begin, stop) if stop > begin and bare and known and _ends_aside(tokens, stop) else None


def _ends_aside(tokens: Sequence[Token], stop: int) -> bool:
    return stop >= len(tokens) or tokens[stop].text in (",", ".", ";", ")") or tokens[stop].low in words("stops")
