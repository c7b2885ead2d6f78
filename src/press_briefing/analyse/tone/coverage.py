"""How much of a text the lexicon knows: without it a neutral score says nothing."""

from __future__ import annotations

from collections.abc import Iterable

from .charges import Charge
from .lines import ToneSentence

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
SHORTEST = 4  # letters of a content word where no pipeline tells the part of speech


def coverage_of(read: Iterable[tuple[ToneSentence, tuple[Charge, ...]]]) -> float:
    """The share of content words inside a scored word or expression, 0 to 1."""
    known = content = 0
    for line, charges in read:
        scored = {index for charge in charges for index in range(charge.first, charge.last + 1)}
        words = [index for index in line.range if _is_content(line, index)]
        content += len(words)
        known += sum(index in scored for index in words)
    return round(known / content, 3) if content else 0.0


def _is_content(line: ToneSentence, index: int) -> bool:
    pos, text = line.page.tokens.pos[index], line.page.tokens.texts[index]
    return pos in CONTENT if pos else text.isalpha() and len(text) >= SHORTEST
