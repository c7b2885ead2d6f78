"""Tolls by happening, place and source, rival ones side by side."""

from __future__ import annotations

from functools import cache

import pytest

from press_briefing import Article, analyse
from press_briefing.measure import tables
from press_briefing.measure.tolls import tolls
from press_briefing.model.analysis import Analysis
from press_briefing.show import views
from press_briefing.show.views import Context


@cache
def analysed(text: str) -> Analysis:
    return analyse(Article.from_text(text, published="2024-05-10", verbatim=True))


TOLD = [
    (
        "L'attentat de Gao a fait neuf morts et une vingtaine de blessés.",
        [("dead", 9, "attentat de Gao"), ("wounded", 20, "attentat de Gao")],
    ),
    ("Trente personnes ont péri dans un naufrage près de Dakar.", [("dead", 30, "naufrage près de Dakar")]),
    ("Six villageois ont été tués lors d'un raid et douze sont portés disparus.", [("dead", 6, "raid")]),
    ("Il pleut sur la ville. Cent habitants ont fui.", [("displaced", 100, "Cent habitants ont fui")]),
    ("La police a arrêté 45 manifestants.", [("arrested", 45, "La police a arrêté 45 manifestants")]),
    # traps: nobody died, was hurt or was taken
    ("Trente personnes ont assisté au match.", []),
    ("Dix soldats pourraient être tués chaque jour.", []),
    ("Deux cents vaches ont été tuées par la foudre.", []),
    ("La police n'a pas arrêté les 45 manifestants.", []),
    ("Il est jugé pour tentative de meurtre de trois gendarmes.", []),
]


@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_a_toll_has_its_kind_and_its_happening(text: str, wanted: list) -> None:
    found = [(row.quantity.kind, row.quantity.value, row.event) for row in tolls(analysed(text))]
    assert found[: len(wanted)] == wanted
    assert bool(found) == bool(wanted)


RIVALS = (
    "L'attaque de Djibo a fait seize morts, selon l'armée. La ville est calme. Des habitants parlent de 30 morts dans "
    "l'attaque. Le séisme en Turquie a fait 41 000 morts, dont 3 000 enfants."
)


def test_rivals_of_one_happening_share_a_number() -> None:
    rows = tolls(analysed(RIVALS))
    assert [(row.quantity.value, row.group) for row in rows] == [(16, 1), (30, 1), (41_000, 2), (3_000, 2)]
    assert [row.part for row in rows] == [False, False, False, True]


def test_the_view_has_a_row_a_happening() -> None:
    lines = views.tolls(Context(analysed(RIVALS))).text.splitlines()
    (attack,) = [line for line in lines if line.startswith("attaque")]
    assert "16" in attack
    assert "30" in attack
    assert "41" not in attack
    assert "rien relevé" in views.tolls(Context(analysed("Il pleut."))).text


def test_the_table_has_every_toll() -> None:
    assert len(tables.tolls(analysed(RIVALS))) == 4
    assert tables.tolls(analysed("Il pleut.")).empty


def test_a_place_is_a_name_and_two_places_are_two_rows() -> None:
    rows = tolls(analysed("À Bamako, 80 personnes sont mortes. À Gao, 18 personnes ont été blessées."))
    assert [row.place for row in rows] == ["Bamako", "Gao"]
    assert len({row.group for row in rows}) == 2
