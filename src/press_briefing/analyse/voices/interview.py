"""Interviews: questions stand as paragraphs of their own, what follows each is the answer of the person the lead names.

Answers stand without marks and say « je »: the one case in which « je » is not the author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...analysis import Mention
from ...article import Paragraph
from ...typography import plain

LEAST = 3  # questions: two may be rhetorical
LONGEST = 400  # characters of a question
_OWN = re.compile(r"\b(?:je|j'|nous|notre|nos|mon|ma|mes|moi)(?!\w)", re.IGNORECASE)
_INTRODUCES = ("entretien avec", "interview de", "interview avec", "rencontre avec", "questions à", "conversation avec")


@dataclass(frozen=True)
class Interview:
    """Who is asked, and the answers: one a question, from its first paragraph to its last."""

    person: Mention
    answers: tuple[tuple[int, int], ...]


def interview_of(text: str, paragraphs: Sequence[Paragraph], mentions: Sequence[Mention]) -> Interview | None:
    """The interview a text holds, when there is one and one person only can be the one who is asked."""
    asked = [i for i, p in enumerate(paragraphs) if _is_question(text, p)]
    if len(asked) < LEAST:
        return None
    answers = tuple(_answers(paragraphs, asked))
    own = sum(bool(_OWN.search(plain(text[start:end]))) for start, end in answers)
    if len(answers) < LEAST or 2 * own < len(answers):
        return None
    person = _who(text, paragraphs[asked[0]].start, mentions)
    return Interview(person, answers) if person else None


def _is_question(text: str, paragraph: Paragraph) -> bool:
    words = text[paragraph.start : min(paragraph.end, paragraph.start + LONGEST + 1)].strip()
    return paragraph.kind != "title" and len(words) <= LONGEST and words.endswith("?") and words[0] not in "«\"“"


def _answers(paragraphs: Sequence[Paragraph], asked: Sequence[int]) -> Iterator[tuple[int, int]]:
    """What stands between a question and the next; the last answer ends where a heading or the text does."""
    for i, following in zip(asked, [*asked[1:], len(paragraphs)], strict=True):
        told = []
        for paragraph in paragraphs[i + 1 : following]:
            if paragraph.kind in ("title", "heading"):
                break
            told.append(paragraph)
        if told:
            yield told[0].start, told[-1].end


def _who(text: str, first: int, mentions: Sequence[Mention]) -> Mention | None:
    """The one person named before the first question, or the one an « entretien avec » names."""
    named: dict[str, Mention] = {}
    for mention in mentions:
        if mention.label == "PER" and mention.start < first:
            named.setdefault(mention.id, mention)
            if plain(text[max(0, mention.start - 40) : mention.start]).lower().rstrip().endswith(_INTRODUCES):
                return mention
    return next(iter(named.values())) if len(named) == 1 else None
