"""How sure a dated happening is: told, planned, denied or alleged; what is only hoped or supposed has no row."""

from __future__ import annotations

import pytest

from press_briefing.model.analysis import Event

PUBLISHED = "2025-11-20"


def events_of(analysed, text: str) -> tuple[Event, ...]:
    return tuple(event for event in analysed(text, published=PUBLISHED).events if event.certainty != "none")


UNREAL = [
    "Si les digues avaient été levées en 2019, la ville aurait été sauvée.",
    "Paul Morin espère que le pont ouvrira le 3 mai 2026.",
    "Le couvreur risquait de tomber le 3 mai 2024.",
    "Le club pourrait quitter la ligue en 2027.",
    "La préfète redoute que la rivière déborde le 2 décembre.",
    "Le syndicat souhaite que les salaires augmentent en 2026.",
    "Le festival a failli fermer en 2019.",
    "La coopérative aurait dû vendre ses terres en 2021.",
    "Le musée a renoncé à ouvrir ses portes en 2023.",
    "Si la région paie, le tunnel ouvrira en 2030.",
]


@pytest.mark.parametrize("text", UNREAL)
def test_what_is_hoped_feared_or_supposed_has_no_row(analysed, text: str) -> None:
    assert events_of(analysed, text) == ()


# -- traps: words of a hope or a condition around a fact

REAL = [
    ("Si le chômage a baissé en 2019, il reste élevé dans la région.", "2019"),
    ("La mairie craignait une grève le 12 octobre 2025.", "2025-10-12"),
    ("L’usine a fermé en 2019 avant que la région n’achète le site.", "2019"),
    ("L’école qui a fermé en 2021 espère des crédits.", "2021"),
    ("Le maire, réélu en 2020, souhaite que la gare rouvre.", "2020"),
]


@pytest.mark.parametrize(("text", "date"), REAL)
def test_a_fact_beside_a_hope_keeps_its_row(analysed, text: str, date: str) -> None:
    (event,) = events_of(analysed, text)
    assert (event.date, event.status) == (date, "happened")


STATUS = [
    ("Le suspect aurait tué deux gardiens le 4 mai 2025.", "alleged"),
    ("Le caissier est accusé d’avoir volé une voiture le 3 mai 2025.", "alleged"),
    ("Le maire a annoncé que l’école rouvrirait le 3 mars 2026.", "planned"),
    ("Le maire doit inaugurer la halle le 12 décembre 2025.", "planned"),
    ("Le conseil votera le budget le 9 décembre.", "planned"),
    ("Le tunnel a été fermé pour rouvrir le 3 mai 2026.", "planned"),
    ("Le préfet a démenti que la digue ait cédé le 3 mai 2025.", "denied"),
    ("Depuis 2021, la fonderie manque de commandes.", "ongoing"),
    ("Le maire a inauguré la halle le 12 octobre 2025.", "happened"),
    ("Le maire a dû fermer la halle le 12 octobre 2025.", "happened"),
    ("La cour a relaxé l’éleveur qui était jugé le 4 mai 2025.", "happened"),
]


@pytest.mark.parametrize(("text", "status"), STATUS)
def test_status(analysed, text: str, status: str) -> None:
    assert [event.status for event in events_of(analysed, text)] == [status]


def test_a_denial_is_told_with_who_denies(analysed) -> None:
    (event,) = events_of(analysed, "Le préfet a démenti que la digue ait cédé le 3 mai 2025.")
    assert event.label.startswith("Le préfet a démenti que la digue ait cédé")


@pytest.mark.parametrize("text", ["Qui a fermé l’usine en 2019 ?", "C’est ce qu’a annoncé mardi le maire."])
def test_questions_and_pointers_tell_nothing(analysed, text: str) -> None:
    assert events_of(analysed, text) == ()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Une réunion est prévue en 2022 à Gao.", "planned"),
        ("Le tunnel, dont l’ouverture est programmée pour 2022, coûte cher.", "planned"),
        ("Une réunion a été organisée en 2022 à Gao.", "happened"),
    ],
)
def test_what_is_announced_is_planned_whenever_that_was(analysed, text: str, status: str) -> None:
    """Without a published date too."""
    assert [row.status for row in analysed(text).events if row.date] == [status]
