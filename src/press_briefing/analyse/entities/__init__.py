"""Names and the entities they stand for."""
from __future__ import annotations

from ...analysis import Entity, Mention
from ..reading import Reading
from .tagger import tag
from .tokens import tokenize


def find_entities(reading: Reading) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    text = reading.article.text
    sentences = [tokenize(text, s.start, s.end) for s in reading.sentences]
    mentions = []
    for tokens, labels in zip(sentences, tag(sentences), strict=True):
        opened: list | None = None
        for token, label in zip([*tokens, None], [*labels, "O"], strict=True):
            if opened and not (label.startswith("I-") and label[2:] == opened[2]):
                mentions.append(Mention(opened[0], opened[1], text[opened[0]:opened[1]], opened[2], "x"))
                opened = None
            if label != "O" and token is not None:
                if opened:
                    opened[1] = token.end
                else:
                    opened = [token.start, token.end, label[2:]]
    return tuple(mentions), ()
