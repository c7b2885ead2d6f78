"""The rows of an analysis: mentions with their entity, and the entity index."""

from __future__ import annotations

from dataclasses import replace

from ...model.analysis import Entity, Mention
from ...model.typography import key
from .geography import LIKELY, SURE, Found, Map, stands_for
from .index import Cluster, Clusters, identifiers, title_of
from .offices import holders
from .page import Name, Page


def mentions_and_index(
    page: Page, names: list[Name], clusters: Clusters
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Mentions in the order of the text; entities in the order of their first mention."""
    roots = sorted(clusters.roots(), key=lambda n: min((m.sentence, m.first) for m in clusters.all[n].names))
    ids = identifiers(clusters, roots)
    mentions = tuple(
        _mention(page, name, ids[clusters.root(clusters.by_key[name.label, page.key(name)])]) for name in names
    )
    held, kinship = holders(page, names, clusters), clusters.kinship()
    found = _located(page, names, clusters, roots)
    index = tuple(
        _placed(page, clusters.all[n], _entity(page, clusters.all[n], ids[n], held.get(n, [])), found.get(n))
        for n in roots
    )
    index = tuple(
        replace(row, related=tuple(sorted(ids[m] for m in kinship[n]))) for n, row in zip(roots, index, strict=True)
    )
    return mentions, index + _author(page, index)


def _mention(page: Page, name: Name, entity: str) -> Mention:
    start, end = page.bounds(name)
    share = None if name.confidence is None else round(name.confidence, 3)
    return Mention(start, end, page.text[start:end], name.label, entity, share)


def _entity(page: Page, cluster: Cluster, identifier: str, held: list[str]) -> Entity:
    """One row; the offices a person holds stand after the forms of the name and are not counted."""
    counted = sum(page.reading.article.counts(page.bounds(name)[0]) for name in cluster.names)
    return Entity(identifier, cluster.label, title_of(cluster), (*cluster.forms, *held), counted)


def _located(page: Page, names: list[Name], clusters: Clusters, roots: list[int]) -> dict[int, Found]:
    """Where the places of the article are, by the number of their cluster."""
    numbers = [n for n in roots if clusters.all[n].label == "LOC"]
    wanted = [((key(title_of(clusters.all[n])), clusters.all[n].key), clusters.all[n].names) for n in numbers]
    return dict(zip(numbers, Map(page, names).place(wanted), strict=True))


def _placed(page: Page, cluster: Cluster, row: Entity, found: Found | None) -> Entity:
    """The row with what a capital stands for and, where it is a place and sure enough, its coordinates and country."""
    governs = stands_for(page, cluster.names, cluster.key) if cluster.label in ("LOC", "ORG") else None
    row = replace(row, stands_for=governs, certainty=found.certainty if found else "")
    if found is None or found.place is None or found.certainty not in (SURE, LIKELY):
        return row
    place = found.place
    return replace(row, latitude=place.latitude, longitude=place.longitude, country=place.country or None)


def _author(page: Page, index: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The author's row, where no mention of the text gives one: reported, never counted."""
    author = page.reading.article.author
    if author is None or any(row.label == "PER" and key(author.name) in map(key, row.forms) for row in index):
        return ()
    from .index import slug

    taken = {row.id for row in index}
    name = f"per-{slug(author.name) or 'auteur'}"
    return (Entity(name if name not in taken else f"{name}-auteur", "PER", author.name, (author.name,), 0),)
