"""Clubs called by their city: bodies in an article about a team sport, places elsewhere. Sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from press_briefing.model.analysis import Analysis

SPORT = (
    "\n\nLe match a été serré : deux buts, un but refusé, un gardien héroïque. La saison du championnat finit en juin."
)
CLUBS = [
    ("Prêté à Girona l’an dernier, il progresse.", "Girona"),
    ("Samedi, Toulouse a battu ses rivaux.", "Toulouse"),
    ("L’équipe a gagné contre Bordeaux.", "Bordeaux"),
    ("L’entraîneur de Nantes a félicité ses joueurs.", "Nantes"),
    ("Sa victoire face à Reading a surpris.", "Reading"),
    ("Il est arrivé de Valence en juillet.", "Valence"),
    ("Ils ont gagné contre Swindon Town.", "Swindon Town"),
    ("L’attaquant de Brême a marqué.", "Brême"),
    ("Il a signé à Bologne jusqu’en 2031.", "Bologne"),
    ("Son départ vers Leeds a échoué, et la victoire de Leeds l’a vexé.", "Leeds"),
]
TOWNS = [
    ("Le maire de Rennes était au stade.", "Rennes"),
    ("Le défenseur est né à Lens.", "Lens"),
    ("Le match aura lieu à Manchester.", "Manchester"),
    ("Il vit près de Bruges avec sa mère.", "Bruges"),
    ("Les joueurs sont arrivés à Lyon par le train.", "Lyon"),
    ("Le climat de Gand plaît au gardien.", "Gand"),
    ("La police de Dresde surveille le stade.", "Dresde"),
    ("Il a grandi dans les rues de Naples.", "Naples"),
    ("Les supporters ont dormi à Cologne.", "Cologne"),
    ("L’équipe s’entraîne en Suède.", "Suède"),
]
ELSEWHERE = [
    ("Le maire de Nantes a plaidé contre Bordeaux.", "Bordeaux"),
    ("Le tribunal a tranché contre Toulouse.", "Toulouse"),
    ("Elle est arrivée de Valence en juillet.", "Valence"),
]


def label(analysis: Analysis, name: str) -> str | None:
    return next((row.label for row in analysis.entity_index if row.name == name), None)


@pytest.mark.parametrize(("text", "name"), CLUBS)
def test_a_club_is_a_body(analysed: Callable[..., Analysis], text: str, name: str) -> None:
    found = analysed(text + SPORT)
    assert label(found, name) == "ORG"
    assert any(row.name == name and row.kind == "organisation" for row in found.actors)


@pytest.mark.parametrize(("text", "name"), TOWNS)
def test_a_town_stays_one(analysed: Callable[..., Analysis], text: str, name: str) -> None:
    assert label(analysed(text + SPORT), name) == "LOC"


@pytest.mark.parametrize(("text", "name"), ELSEWHERE)
def test_no_club_without_sport(analysed: Callable[..., Analysis], text: str, name: str) -> None:
    assert label(analysed(text), name) == "LOC"
