"""The places that a row names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ...model.analysis import Mention, Sentence


def places_in(mentions: Sequence[Mention], sentence: Sentence, label: str) -> tuple[str, ...]:
    """Ids of the places that a label names."""
    first, last = (bisect_left(mentions, at, key=lambda row: row.start) for at in (sentence.start, sentence.end))
    inside = [row for row in mentions[first:last] if row.label == "LOC"]
    return tuple(dict.fromkeys(row.id for row in inside if row.text in label))
