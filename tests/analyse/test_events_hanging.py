"""What a date hangs on: a happening's own words, the clause that holds it, one change from date to date."""

from __future__ import annotations

import pytest

HANGING = [
    # a verb in the past keeps what stands behind it
    ("Le ministre a fermé l’usine de Die en 2014.", "2014", "Le ministre a fermé l’usine de Die"),
    # coordination
    ("Anne Roy est née à Die en 1945 et a étudié à Lyon.", "1945", "Anne Roy est née à Die"),
    ("Anne Roy est née à Die, et a étudié à Lyon en 1965.", "1965", "Anne Roy a étudié à Lyon"),
    # « et » and a comma around the date of the next clause
    ("Anne Roy s’est battue et en 2021, la loi est entrée en vigueur.", "2021", "La loi est entrée en vigueur"),
    # relatives
    ("La ville a salué le pompier qui a sauvé deux enfants en 2019.", "2019", "Le pompier a sauvé deux enfants"),
    ("Paul Morin, qui a dirigé le port entre 2006 et 2012, a parlé.", "2006/2012", "Paul Morin a dirigé le port"),
    # one change
    (
        "Le chômage est passé de 9 % en 2015 à 7 % en 2019.",
        "2015/2019",
        "Le chômage est passé de 9 % en 2015 à 7 % en 2019",
    ),
    # a participle that opens the sentence
    ("Créé pour la première fois en 1997, le prix revient à Anne Roy.", "1997", "[Le prix] créé pour la première fois"),
]


@pytest.mark.parametrize(("text", "date", "label"), HANGING)
def test_a_date_is_of_what_it_hangs_on(analysed, text: str, date: str, label: str) -> None:
    assert (date, label) in [(event.date, event.label) for event in analysed(text).events]


@pytest.mark.parametrize(
    "text",
    [
        "Le groupe accuse le port d’avoir acheté des voix pour la Coupe de voile en 2022.",
        "Ce 3 mai 2019 marque les dix ans du pont.",
        "La hausse atteint 32 % en comparaison du même trimestre de 2020.",
    ],
)
def test_a_date_of_nothing_that_happened(analysed, text: str) -> None:
    assert [event.label for event in analysed(text).events if event.date] == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("La ligne a fermé en mars 2015. En mai, le maire a démissionné.", "2015-05"),
        # a year that only stands nearby, a month before the one told, the future, « l’an dernier »
        ("La ligne a ouvert en 2015. En mai, le maire a démissionné.", None),
        ("La ligne a fermé en novembre 2015. En mars, le maire a démissionné.", None),
        ("La ligne a fermé en mars 2015. Le maire partira en mai.", None),
        ("La ligne a fermé en 2015. L’an dernier, le maire a démissionné.", None),
    ],
)
def test_a_year_is_lent_only_within_a_story(analysed, text: str, date: str | None) -> None:
    dates = [event.date for event in analysed(text).events if "maire" in event.label]
    assert dates == [date]
