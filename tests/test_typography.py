"""Typography made equal without moving a character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from press_briefing.typography import key, plain, unaccented


@given(st.text())
def test_plain_keeps_the_length(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text())
def test_plain_twice_is_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_keys_meet() -> None:
    assert key("L’Œuvre\u202fde l’ÉTAT") == key("l'oeuvre de  l'Etat") == "l'oeuvre de l'etat"
    assert unaccented("Taoudéni, Goïta, ça") == "Taoudeni, Goita, ca"
