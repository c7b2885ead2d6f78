"""Names and the entities they stand for."""
from __future__ import annotations

from ...analysis import Entity, Mention
from ..reading import Reading
from .page import Page, names_of
from .repair import STEPS
from .tagger import tag


def find_entities(reading: Reading) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    page = Page(reading)
    names = names_of(page, tag(page.sentences))
    for step in STEPS:
        names = step(page, names)
    mentions = []
    for name in names:
        start, end = page.bounds(name)
        mentions.append(Mention(start, end, page.text[start:end], name.label, "x"))
    return tuple(mentions), ()
