"""Which tokens of a sentence are names: these carry no charge."""

from __future__ import annotations

from bisect import bisect_left

from ...model.analysis import Mention
from .lines import ToneSentence


def names_of(line: ToneSentence, mentions: tuple[Mention, ...]) -> frozenset[int]:
    """The tokens that belong to a mention, by their index in the document."""
    starts = line.page.tokens.starts
    first, last = starts[line.start], line.page.end_of(line.end - 1)
    return frozenset(
        index
        for mention in mentions
        if first <= mention.start < last
        for index in range(
            bisect_left(starts, mention.start, line.start, line.end),
            bisect_left(starts, mention.end, line.start, line.end),
        )
    )
