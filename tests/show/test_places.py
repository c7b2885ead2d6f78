"""The map of places: wherever they lie, there is a region to show."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgba

from press_briefing.show.figures.places import _near, places_map
from press_briefing.show.palette import WASH

LATITUDES, LONGITUDES = st.floats(-60, 75), st.floats(-180, 180)


def rows(*told: tuple[float, float]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [f"Lieu {number}" for number in range(len(told))],
            "latitude": [one[0] for one in told],
            "longitude": [one[1] for one in told],
            "count": [1] * len(told),
            "is_country": [False] * len(told),
        }
    )


@given(st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=1, max_size=6))
def test_some_place_is_in_the_region(told: list[tuple[float, float]]) -> None:
    assert _near(rows(*told)).any()


@pytest.mark.parametrize("told", [((51.5, -0.1), (-34.6, -58.4), (-1.3, 36.8)), ((60.0, -100.0), (-30.0, 20.0))])
def test_places_on_three_continents(told: tuple[tuple[float, float], ...]) -> None:
    """The medians of latitude and longitude then meet in the open sea."""
    drawn = places_map(rows(*told))
    grounds = [artist for artist in drawn.artists if tuple(np.ravel(artist.get_facecolor())) == to_rgba(WASH)]
    assert len(grounds) == 2  # the region, and the world
    plt.close(drawn)
