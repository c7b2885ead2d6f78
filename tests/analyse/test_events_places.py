"""Where a happening took place: what its words put it in, not who did it or whose something is."""

from __future__ import annotations

import pytest

PLACES = [
    ("Une bombe a explosé lundi dans le nord du Mali, près de Gao.", ["Mali", "Gao"]),
    ("La police a évacué lundi le quartier de Montmartre, à Paris.", ["Montmartre", "Paris"]),
    ("Deux hommes ont été tués lundi à Kidal et à Gao.", ["Kidal", "Gao"]),
    ("L’attaque de Kidal a fait dix morts lundi.", ["Kidal"]),
    ("La marche a quitté Lyon lundi.", ["Lyon"]),
    ("La compagnie a inauguré lundi une ligne entre Bamako et Lomé.", ["Bamako", "Lomé"]),
    ("La compagnie a inauguré lundi sa ligne vers Lomé au départ de Bamako.", ["Lomé", "Bamako"]),
    # traps: whoever acts, whose it is, what somebody is champion of, what it lies near of by name only
    ("La Russie a signé lundi un traité.", []),
    ("Paris a répondu mardi à la Chine.", []),
    ("Le champion de France a été battu lundi.", []),
    ("La moitié des élus du Finistère ont démissionné lundi.", []),
    ("Un responsable de Nantes a démissionné lundi.", []),
]


@pytest.mark.parametrize(("text", "places"), PLACES)
def test_places_are_where_it_happened(analysed, text: str, places: list[str]) -> None:
    found = analysed(text, published="2025-11-20")
    names = {row.id: row.name for row in found.entity_index}
    assert [names[place] for event in found.events for place in event.places] == places
