"""Rows that can be read alone, and those that cannot: pronouns, clauses that lost a part, several dates of one act."""

from __future__ import annotations

import pytest


def events_of(analysed, text: str):
    return analysed(text, published="2025-06-10").events


NAMED = [
    ("Les pompiers ont quitté la caserne. Ils ont bloqué le pont en 2019.", "[Les pompiers] ont bloqué le pont"),
    ("La raffinerie a été vendue. Elle a brûlé le 3 mai 2025.", "[La raffinerie] a brûlé"),
    ("Les éleveurs ont manifesté. Elles ont fermé.", ""),
    # traps: two can be meant, an « il » that is nobody
    ("Le barrage surplombe le village. Il a été détruit en 1998.", ""),
    ("Le directeur a licencié le gardien. Il a été condamné en 2021.", ""),
    ("Il a neigé le 3 mai 2025 sur tout le massif.", "Il a neigé sur tout le massif"),
]


@pytest.mark.parametrize(("text", "label"), NAMED)
def test_a_pronoun_is_named_by_the_one_subject_it_can_mean(analysed, text: str, label: str) -> None:
    labels = [event.label for event in events_of(analysed, text) if event.date]
    assert labels == ([label] if label else [])


DOUBTFUL = [
    ("Le gardien dort. Sa cousine a quitté le pays le 3 mai 2025.", True),
    ("Cette fermeture a ruiné le port en 2019.", True),
    # traps: all is told
    ("La fermeture du port a ruiné la vallée en 2019.", False),
    ("Le maire a quitté sa commune le 3 mai 2025.", False),
    ("Les dockers ont dit en 2019 qu’ils partiraient.", False),
    ("Après avoir chuté, le blé a doublé en 2019.", False),
]


@pytest.mark.parametrize(("text", "doubtful"), DOUBTFUL)
def test_what_points_elsewhere_is_to_be_checked(analysed, text: str, doubtful: bool) -> None:
    rows = [event for event in events_of(analysed, text) if event.date]
    assert [event.doubtful for event in rows] == [doubtful]


def test_several_dates_of_one_act_are_told_with_all_of_them(analysed) -> None:
    rows = events_of(analysed, "Le club a gagné la coupe en 1992, en 2001 et en 2015.")
    assert [event.date for event in rows] == ["1992", "2001", "2015"]
    assert {event.label for event in rows} == {"Le club a gagné la coupe en 1992, en 2001 et en 2015"}


def test_a_clause_keeps_what_its_verb_needs(analysed) -> None:
    rows = events_of(analysed, "La ville a travaillé dur en 2019 pour obtenir un hôpital.")
    assert [event.label for event in rows] == ["La ville a travaillé dur pour obtenir un hôpital"]


WHOLE = [
    (
        "Venue saluer les soldats du camp avant de quitter son poste le 30 octobre 2024, la générale Awa Diarra a promis "
        "des renforts.",
        True,
    ),
    ("Même après que le maire a signé l’arrêté le 3 mai 2024, les habitants ont continué de protester.", True),
    # traps: a clause that can be read alone stays short; a sentence that points outside is no help
    ("Le maire a signé l’arrêté le 3 mai 2024, et les habitants protestent.", False),
    ("Sa société, fondée le 3 mars 2019 par deux ingénieurs, emploie cent personnes.", False),
]


@pytest.mark.parametrize(("text", "whole"), WHOLE)
def test_a_clause_that_lost_a_part_is_told_by_its_whole_sentence(analysed, text: str, whole: bool) -> None:
    (row,) = [event for event in events_of(analysed, text) if event.date]
    assert (row.label == text.rstrip(".")) == whole
    assert row.doubtful == (text.startswith("Sa société"))


def test_words_in_the_first_person_need_who_says_them(analysed):
    alone = analysed("La maire a écrit : « Regardez ce que nous avons bâti. Nous avons ouvert une école en 2020. »")
    assert all(row.doubtful for row in alone.events if row.date == "2020" and "nous" in row.label.lower())
    told = analysed("« Nous avons ouvert une école en 2020 », a déclaré la maire de Brévent.")
    assert [row for row in told.events if row.date == "2020" and not row.doubtful]


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("Le patron du club soupçonné de corruption Samuel Diarra a été nommé en février 2016.", True),
        ("Le directeur accusé de fraude Paul Roy a gagné la course lundi.", True),
        ("Le ministre chargé des transports Paul Roy a démissionné lundi.", False),
        ("Le maire de Lyon Paul Roy a été réélu lundi.", False),
        ("Le directeur, accusé de fraude, Paul Roy, a démissionné lundi.", False),
    ],
)
def test_a_title_run_into_a_sentence_is_no_fact_about_two_people(analysed, text: str, doubtful: bool) -> None:
    (row,) = analysed(text, published="2025-11-20").events
    assert row.doubtful == doubtful


def test_a_broadcast_is_not_the_person_who_speaks_in_it(analysed) -> None:
    told = "« Il fallait agir », explique dans l’émission Efraim Roy, qui a dirigé l’agence de 1998 à 2002."
    assert not [row for row in analysed(told, published="2025-11-20").events if row.label.startswith("L’émission")]
