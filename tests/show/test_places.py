"""The map of places: wherever they lie there is a region to show, and no name lies over another."""

from __future__ import annotations

from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgba

from press_briefing.show.figures import ground
from press_briefing.show.figures.labels import Labels
from press_briefing.show.figures.locator import locator_map
from press_briefing.show.figures.places import framed, nearby, places_map, sorts
from press_briefing.show.figures.sheet import Sheet
from press_briefing.show.outlines import countries
from press_briefing.show.palette import NAMED_LAND, PAPER

LATITUDES, LONGITUDES = st.floats(-60, 75), st.floats(-180, 180)
TOWNS = {"Lyon": (45.748, 4.847), "Grenoble": (45.167, 5.716), "Annecy": (45.9, 6.117), "Valence": (44.933, 4.892)}


def rows(*told: tuple[float, float], counts: tuple[int, ...] = ()) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [f"Lieu {number}" for number in range(len(told))],
            "latitude": [one[0] for one in told],
            "longitude": [one[1] for one in told],
            "count": counts or [1] * len(told),
            "is_country": [False] * len(told),
            "country": [""] * len(told),
        }
    )


def named(*told: tuple[str, float, float, str, bool]) -> pd.DataFrame:
    table = pd.DataFrame(told, columns=["name", "latitude", "longitude", "country", "is_country"])
    return table.assign(count=range(len(told), 0, -1))


def words(figure: object) -> dict[str, str]:
    """The texts of a figure, and how they slant."""
    return {text.get_text(): text.get_style() for text in figure.texts}  # type: ignore[attr-defined]


def with_sorts(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(sort=sorts(table))


@given(st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_some_place_is_in_the_region(told: list[tuple[float, float]]) -> None:
    table = with_sorts(rows(*told))
    assert nearby(table).any()
    assert framed(table).any()


@pytest.mark.parametrize("told", [((51.5, -0.1), (-34.6, -58.4), (-1.3, 36.8)), ((60.0, -100.0), (-30.0, 20.0))])
def test_places_on_three_continents(told: tuple[tuple[float, float], ...]) -> None:
    """The medians of latitude and longitude then meet in the open sea."""
    drawn = places_map(rows(*told))
    seas = [artist for artist in drawn.artists if tuple(np.ravel(artist.get_facecolor())) == to_rgba(PAPER)]
    assert len(seas) == 2  # the region, and the world
    plt.close(drawn)


def test_one_village_far_off_does_not_make_the_frame() -> None:
    table = with_sorts(rows((45.7, 4.8), (45.2, 5.7), (45.9, 6.1), (57.0, 10.0), counts=(9, 6, 5, 1)))
    assert framed(table).tolist() == [True, True, True, False]
    assert nearby(table).all()


def test_a_named_country_is_shaded_and_has_no_disc() -> None:
    drawn = places_map(named(("Lyon", *TOWNS["Lyon"], "FR", False), ("France", 46.6, 2.4, "FR", True)))
    (points,) = [artist for artist in drawn.artists if len(getattr(artist, "get_offsets", list)()) == 1][:1]
    assert len(points.get_offsets()) == 1
    shades = {tuple(np.ravel(artist.get_facecolor())) for artist in drawn.artists}
    assert to_rgba(NAMED_LAND) in shades
    assert "FRANCE" in words(drawn)
    plt.close(drawn)


def test_regions_are_italic_and_neighbours_are_named() -> None:
    table = named(("Lyon", *TOWNS["Lyon"], "FR", False), ("Sahel", 15.5, 0.0, "", False))
    assert sorts(table) == ["settlement", "area"]
    drawn = places_map(named(("Ouagadougou", 12.366, -1.534, "BF", False), ("Sahel", 15.5, 0.0, "", False)))
    told = words(drawn)
    assert told["Sahel"] == "italic"
    assert told["Ouagadougou"] == "normal"
    assert "Burkina Faso" in told
    assert any(text.endswith("km") for text in told)
    plt.close(drawn)


def test_neighbours_are_named_in_the_language_of_the_report() -> None:
    drawn = places_map(named(("Genève", 46.2, 6.15, "CH", False), ("Berne", 46.95, 7.45, "CH", False)), language="en")
    assert "Germany" in words(drawn)
    assert "Allemagne" not in words(drawn)
    plt.close(drawn)


@given(st.lists(st.tuples(st.floats(44, 46), st.floats(3, 7)), min_size=1, max_size=25))
@settings(max_examples=25, deadline=None)
def test_no_name_lies_over_another(told: list[tuple[float, float]]) -> None:
    box = (2.0, 43.0, 8.0, 47.0)
    map_ = ground.MapSheet(Sheet(7), box, 0.1, 0.1, 7 * ground.ratio(box), 6.8)
    labels = Labels(map_)
    labels.place(
        [f"Village de {n}" for n in range(len(told))], [(map_.x(x), map_.y(y)) for y, x in told], [30.0] * len(told)
    )
    for code in ("FR", "IT", "CH"):
        labels.on_land(code, ground.rooms(map_, code))
    for one, other in combinations([name.box(0) for name in labels.names], 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize("draw", [places_map, locator_map])
def test_a_map_of_countries_alone_frames_them(draw: object) -> None:
    drawn = draw(named(("Portugal", 39.6, -8.0, "PT", True)))  # type: ignore[operator]
    assert {"PORTUGAL", "Portugal"} & set(words(drawn))
    plt.close(drawn)


def test_every_country_is_one_or_more_rings() -> None:
    found = countries()
    assert len(found) > 190
    assert all(ring.shape[1] == 2 and len(ring) > 2 for rings in found.values() for ring in rings)
    (west, south), (east, north) = max(found["PT"], key=len).min(axis=0), max(found["PT"], key=len).max(axis=0)
    assert -10 < west < east < -6
    assert 36 < south < north < 43
