"""Which place a name means: by what stands around it, not by its size alone; and what is left out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from press_briefing.model.analysis import Analysis, Entity

sys.path.insert(0, str(Path(__file__).parent.parent / "places"))
import sheet

# Points that are right, and of what could be drawn what is: the least of each half.
RIGHT, DRAWN = 0.97, 0.80


def row(analysis: Analysis, name: str) -> Entity:
    return next(entity for entity in analysis.entity_index if name in entity.forms)


@pytest.mark.parametrize("half", ["written", "kept"])
def test_points_are_right(half: str) -> None:
    found = sheet.score(half)
    assert found["right"] >= RIGHT * found["drawn"]
    assert found["right"] >= DRAWN * found["wanted"]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("La police a bouclé le port de Tripoli, dans le nord du Liban.", "Tripoli", "LB"),
        ("La police a bouclé le port de Tripoli (Liban).", "Tripoli", "LB"),
        ("Les blessés ont été conduits à Tripoli, première ville libyenne par son port.", "Tripoli", "LY"),
        ("Le maire de la petite ville malienne de Koro a démissionné.", "Koro", "ML"),
    ],
)
def test_what_stands_around_a_name_tells_the_place(
    analysed: Callable[..., Analysis], text: str, name: str, country: str
) -> None:
    assert row(analysed(text), name).country == country


def test_a_place_of_two_countries_is_listed(analysed: Callable[..., Analysis]) -> None:
    analysis = analysed("Des tirs à Tripoli, au Liban, ont fait un mort. Des tirs à Tripoli, en Libye, aucun.")
    found = row(analysis, "Tripoli")
    assert (found.certainty, found.latitude) == ("unsure", None)


def test_a_town_said_to_lie_where_none_is_known_is_listed(analysed: Callable[..., Analysis]) -> None:
    assert row(analysed("Un incendie menace la ville de Kayes, en Islande, depuis lundi."), "Kayes").latitude is None


@pytest.mark.parametrize(
    ("other", "country"), [("Brazzaville", "CG"), ("Kinshasa", "CD"), ("République démocratique du Congo", "CD")]
)
def test_two_countries_of_one_name(analysed: Callable[..., Analysis], other: str, country: str) -> None:
    text = f"Au Congo, les écoles ont rouvert, dit-on à {other}. Le président congolais était absent."
    assert row(analysed(text), "Congo").country == country
