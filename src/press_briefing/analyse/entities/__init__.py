"""Names and the entities they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...analysis import Entity, Mention
    from ..reading import Reading


def find_entities(reading: Reading) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Every name where it stands, and one row for each entity, in the order of the text.

    1. the article's words, sentence by sentence
    2. the tagger: names as learnt, with gazetteer and lists
    3. repair: bounds, labels, one sense an article, names found again, the byline
    4. clusters: variants merged where there is no doubt, kin linked
    5. rows: names, counts outside the byline, places located, capitals that govern
    """
    from .index import cluster
    from .page import Page, names_of
    from .repair import repaired
    from .rows import mentions_and_index
    from .tagger import tag

    page = Page(reading)  # 1
    names = names_of(page, tag(page.sentences, page.document))  # 2
    names = repaired(page, names)  # 3
    clusters = cluster(page, names)  # 4
    return mentions_and_index(page, names, clusters)  # 5
