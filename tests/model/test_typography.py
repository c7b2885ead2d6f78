"""Typography made equal without moving a character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press_briefing.model.typography import disarmed, key, plain, unaccented


@given(st.text())
def test_plain_keeps_the_length(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text())
def test_plain_twice_is_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_keys_meet() -> None:
    assert key("L’Œuvre\u202fde l’ÉTAT") == key("l'oeuvre de  l'Etat") == "l'oeuvre de l'etat"
    assert unaccented("Taoudéni, Goïta, ça") == "Taoudeni, Goita, ca"


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-2", "@somme", "\t=1", "\n=1", "＝1+1", "＋1", "－1", "＠a"])
def test_a_cell_that_begins_like_a_formula_is_text_again(cell):
    assert disarmed(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=1", "« = »", "’-", "—", "3-2"])
def test_another_cell_stays(cell):
    assert disarmed(cell) == cell
