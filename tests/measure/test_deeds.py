"""What actors did, said and underwent: plain clauses tell it, all others tell nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from press_briefing.measure.deeds import ActorDeeds, sheets
from press_briefing.model.analysis import Analysis
from press_briefing.model.article import Article, Paragraph

DAY = "2025-11-18"


def sheet_of(found: Analysis, name: str) -> ActorDeeds:
    """The sheet of an actor of this name."""
    return next(sheet for sheet in sheets(found) if sheet.actor.name == name)


def roles(found: Analysis, name: str) -> tuple[bool, bool]:
    """Whether an actor did something, and whether something was done to them."""
    told = [sheet for sheet in sheets(found) if sheet.actor.name == name]
    return any(sheet.did for sheet in told), any(sheet.undergone for sheet in told)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        # the subject, at the start and after what is set before it
        ("Awa Diallo a ouvert une école à Ségou le 4 mai 2024.", "Awa Diallo", (True, False)),
        ("Le 4 mai 2024, à Ségou, Awa Diallo a ouvert une école.", "Awa Diallo", (True, False)),
        ("Le maire Issa Camara a inauguré le pont le 4 mai 2024.", "Issa Camara", (True, False)),
        # an apposition between two commas
        ("Awa Diallo, présidente de la région, a ouvert une école le 4 mai 2024.", "Awa Diallo", (True, False)),
        # passive, and its agent
        ("Awa Diallo a été arrêtée à Ségou le 4 mai 2024.", "Awa Diallo", (False, True)),
        ("Issa Camara a été blessé par la gendarmerie le 4 mai 2024.", "gendarmerie", (True, False)),
        # « est arrivé » and a reflexive are no passive
        ("Awa Diallo est arrivée à Ségou le 4 mai 2024.", "Awa Diallo", (True, False)),
        ("Awa Diallo s’est rendue à Ségou le 4 mai 2024.", "Awa Diallo", (True, False)),
        # the object
        ("La gendarmerie a arrêté Issa Camara le 4 mai 2024.", "Issa Camara", (False, True)),
    ],
)
def test_plain_clauses_tell_who_did_it(
    analysed: Callable[..., Analysis], text: str, name: str, expected: tuple[bool, bool]
) -> None:
    assert roles(analysed(text, DAY), name) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # behind a preposition, in a relative clause, a name of something else
        ("Le frère d’Awa Diallo a ouvert une école à Ségou le 4 mai 2024.", "Awa Diallo"),
        ("Le clan Camara a ouvert une école à Ségou le 4 mai 2024.", "Camara"),
        ("Une école qu’Awa Diallo soutient a ouvert ses portes le 4 mai 2024.", "Awa Diallo"),
        # what is denied was not done to them
        ("La gendarmerie n’a pas arrêté Issa Camara le 4 mai 2024.", "Issa Camara"),
        ("Issa Camara n’a pas été arrêté le 4 mai 2024.", "Issa Camara"),
        # a participle is no verb of its own, and a predicate no deed
        ("Le 4 mai 2024, à Ségou, pas d’école pour Awa Diallo.", "Awa Diallo"),
    ],
)
def test_any_other_clause_tells_nothing(analysed: Callable[..., Analysis], text: str, name: str) -> None:
    assert roles(analysed(text, DAY), name) == (False, False)


def test_words_are_in_the_mouth_that_says_them(analysed: Callable[..., Analysis]) -> None:
    found = analysed(
        "Awa Diallo dirige une école à Ségou. « Les bancs manquent », déplore Awa Diallo. « Rien ne "
        "vient », répond un porte-parole de la mairie. Selon Issa Camara, la route est coupée.",
        DAY,
    )
    (line,) = sheet_of(found, "Awa Diallo").said
    assert found.text_of(line.row) == "Les bancs manquent"
    (line,) = sheet_of(found, "Issa Camara").said
    assert "la route est coupée" in found.text_of(line.row)


def test_a_claim_around_a_quotation_of_the_same_mouth_is_one_line(analysed: Callable[..., Analysis]) -> None:
    found = analysed("Awa Diallo affirme que l’école est « pleine à craquer ». Elle reste ouverte.", DAY)
    assert len(sheet_of(found, "Awa Diallo").said) == 1


def test_what_is_said_on_a_day_is_no_deed_beside_it(analysed: Callable[..., Analysis]) -> None:
    found = analysed("Awa Diallo a annoncé le 4 mai 2024 que l’école fermerait.", DAY)
    sheet = sheet_of(found, "Awa Diallo")
    assert len(sheet.said) == 1
    assert not sheet.did


def test_a_doubtful_mention_makes_no_line(analysed: Callable[..., Analysis]) -> None:
    found = analysed("Awa Diallo a ouvert une école à Ségou le 4 mai 2024. Elle y enseigne.", DAY)
    assert len(sheet_of(found, "Awa Diallo").did) == 1
    actors = tuple(
        replace(row, mentions=(replace(row.mentions[0], doubtful=True), *row.mentions[1:])) for row in found.actors
    )
    assert not sheet_of(replace(found, actors=actors), "Awa Diallo").did


def test_those_mentioned_most_come_first_and_doubt_does_not_count(analysed: Callable[..., Analysis]) -> None:
    found = analysed(
        "Issa Camara a parlé. Awa Diallo a ouvert une école. Awa Diallo enseigne. Awa Diallo est partie.", DAY
    )
    told = sheets(found)
    assert [sheet.actor.name for sheet in told][:2] == ["Awa Diallo", "Issa Camara"]
    assert all(sheet.count == sum(not row.doubtful for row in sheet.actor.mentions) for sheet in told)


def test_nobody_has_no_sheet() -> None:
    assert sheets(Analysis(article=Article(text="Il pleut.", paragraphs=(Paragraph(0, 9),)))) == []
