"""Names and the entities they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...model.analysis import Entity, Mention
    from ..reading import Reading
    from .page import Name, Page


def find_entities(reading: Reading) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Every name where it stands, and one row for each entity, in the order of the text.

    1. the article's words, sentence by sentence
    2. names as learnt: encoder, tagger and article in one decoder; without an encoder the tagger
    3. repair: what learnt names lack, names found again, the byline
    4. clusters: variants merged where there is no doubt, kin linked
    5. rows: names, counts outside the byline, places located, capitals that govern
    """
    from .index import cluster
    from .page import Page
    from .repair import repaired
    from .rows import mentions_and_index

    page = Page(reading)  # 1
    names = _learnt(page, reading)  # 2
    names = repaired(page, names)  # 3
    clusters = cluster(page, names)  # 4
    return mentions_and_index(page, names, clusters)  # 5


def _learnt(page: Page, reading: Reading) -> list[Name]:
    if reading.names is None:
        from .page import names_of
        from .tagger import tag

        return names_of(page, tag(page.sentences, page.document))
    from . import joint

    return joint.tag(page, reading.names)
