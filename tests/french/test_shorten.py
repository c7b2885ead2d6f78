"""Texts that are cut end where a phrase does, and say that they are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press_briefing.french.shorten import at_phrase
from press_briefing.model.typography import key

CUT = {
    # at a comma, before a clause, before a phrase
    ("La préfète a rouvert la route du col, fermée depuis l’hiver par une avalanche", 60): (
        "La préfète a rouvert la route du col…"
    ),
    ("Le conseil communal refuse le plan que la ministre lui avait présenté en mai", 45): (
        "Le conseil communal refuse le plan…"
    ),
    ("Le tribunal a condamné l’entreprise à réparer les dégâts de la crue", 45): (
        "Le tribunal a condamné l’entreprise…"
    ),
    # never behind a determiner, a preposition, a conjunction, an auxiliary, half a number or a title
    ("Les pêcheurs réclament leur barrage rénové", 32): "Les pêcheurs réclament…",
    ("La ville a dépensé environ 12 000 euros", 31): "La ville a dépensé…",
    ("La cheffe du service attend toujours M. Delvaux", 40): "La cheffe du service attend…",
    ("Le ministre dit qu’il n’a jamais signé", 34): "Le ministre dit…",
    # an open quotation is closed, an open bracket is left out
    ("Il répond : « Nous n’avons rien vu venir, personne ne nous a prévenus »", 48): (
        "Il répond : « Nous n’avons rien vu venir…\u202f»"
    ),
    ("Le syndicat des mines (fondé à Liège en 1921 par des porions) a signé", 45): "Le syndicat des mines…",
}


@pytest.mark.parametrize(("given_", "wanted"), CUT.items())
def test_a_text_is_cut_at_the_border_of_a_phrase(given_: tuple[str, int], wanted: str) -> None:
    text, longest = given_
    assert at_phrase(text, longest) == wanted
    assert at_phrase(text.replace("’", "'"), longest) == wanted.replace("’", "'")


def test_a_text_that_fits_stays_whole() -> None:
    text = "La préfète a rouvert la route du col"
    assert at_phrase(text, len(text)) == text


@given(st.text(alphabet="abc deà'’«»(),.19", max_size=200), st.integers(8, 90))
def test_what_is_kept_is_the_beginning_of_the_text(text: str, longest: int) -> None:
    flat = " ".join(text.split())
    made = at_phrase(text, longest)
    assert len(made) <= longest
    assert key(flat).startswith(key(made.removesuffix("\u202f»").removesuffix("…")))
