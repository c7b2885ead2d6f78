"""The gazetteer: places under the names of the French press, in any spelling."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press_briefing.gazetteer import _index, places


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Mali", "C", "ML"),
        ("États-Unis", "C", "US"),
        ("Côte d’Ivoire", "C", "CI"),
        ("Burkina", "C", "BF"),
        ("RDC", "C", "CD"),
        ("Bamako", "K", "ML"),
        ("Londres", "K", "GB"),
        ("Pékin", "K", "CN"),
        ("Le Caire", "K", "EG"),
        ("Afrique de l’Ouest", "R", ""),
        ("Sahel", "R", ""),
        ("Hauts-de-Seine", "A", "FR"),
        ("Casamance", "A", "SN"),
        ("Californie", "A", "US"),
        ("Saint-Denis", "P", "FR"),
        ("Djibo", "P", "BF"),
    ],
)
def test_place(name: str, kind: str, country: str) -> None:
    assert any((place.kind, place.country) == (kind, country) for place in places(name)), places(name)


@pytest.mark.parametrize("name", ["Pour", "Jamais", "Malgré", "Résultat", "Transition", "", " ", "\n", "zzzz", "’"])
def test_no_place(name: str) -> None:
    assert places(name) == ()


@pytest.mark.parametrize("name", ["Côte d’Ivoire", "COTE D'IVOIRE", "côte\u00a0d'ivoire", "Cote d'Ivoire"])
def test_spelling_does_not_matter(name: str) -> None:
    assert places(name) == places("Côte d'Ivoire")


def test_countries_come_first_then_capitals() -> None:
    assert places("Niger")[0].kind == "C"
    assert places("Paris")[0].kind == "K"


def test_coordinates_are_degrees() -> None:
    bamako = places("Bamako")[0]
    assert (bamako.latitude, bamako.longitude) == pytest.approx((12.6, -8.0), abs=0.1)
    assert bamako.population > 1_000_000


def test_every_line_is_found_again() -> None:
    lines = _index().decode("utf-8").split("\n")[1:-1]
    assert lines == sorted(lines, key=lambda line: line.split("\t")[0].encode())
    for line in [*lines[::997], lines[0], lines[-1]]:
        name, _, _, latitude, longitude, _ = line.split("\t")
        assert places(name), name
        assert not latitude or (-90 <= float(latitude) <= 90 and -180 <= float(longitude) <= 180)


@given(st.text(max_size=40))
def test_hostile_names(name: str) -> None:
    assert isinstance(places(name), tuple)


def test_fast() -> None:
    places("Mali")
    start = process_time()
    for number in range(500):
        places(f"Lieu {number}")
    assert process_time() - start < 0.1
