"""Two acts or two dates in one sentence: whose each date is, and that a denial with « ni » stays one."""

from __future__ import annotations

import pytest

PUBLISHED = "2025-11-20"


def rows(analysed, text: str) -> list[tuple[str | None, str]]:
    return [(row.date, row.label) for row in analysed(text, published=PUBLISHED).events]


LED = [
    (
        "Paul Morin a pris la tête de la ligue le 24 janvier 2022, avant d’en être chassé le 30 septembre par Jean Roy.",
        [("2022-01-24", "Paul Morin a pris la tête de la ligue"), ("2022-09-30", "[Paul Morin] chassé par Jean Roy")],
    ),
    (
        "Anne Roy a quitté le parti le 5 mars 2024, après avoir été exclue du bureau le 2 février.",
        [("2024-02-02", "[Anne Roy] exclue du bureau"), ("2024-03-05", "Anne Roy a quitté le parti")],
    ),
]


@pytest.mark.parametrize(("text", "told"), LED)
def test_an_act_led_by_avant_or_apres_is_a_row_of_its_own(analysed, text: str, told: list) -> None:
    assert rows(analysed, text) == told


def test_who_undergoes_it_is_no_actor_of_it(analysed) -> None:
    *_, row = analysed(LED[0][0], published=PUBLISHED).events
    assert (row.actors, row.targets) == (("per-jean-roy",), ("per-paul-morin",))


def test_what_the_subject_does_itself_keeps_its_clause(analysed) -> None:
    text = "Le club Lunor a vendu le stade le 3 mai 2024, avant de le racheter le 12 juin."
    first, second = rows(analysed, text)
    assert first == ("2024-05-03", "Le club Lunor a vendu le stade")
    assert second[0] == "2024-06-12"
    assert "avant de le racheter" in second[1]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "Le 27 octobre, les écoles de Lunéville ont fermé leurs portes, jusqu’au 9 novembre inclus.",
            ["2025-10-27/2025-11-09"],
        ),
        # what moves an end is of its first day
        ("Le 3 mai, la mairie a prolongé la fermeture, jusqu’au 9 juin.", ["2025-05-03", "../2025-06-09"]),
    ],
)
def test_what_lasts_from_one_day_to_another_is_one_row(analysed, text: str, dates: list[str]) -> None:
    assert [date for date, _ in rows(analysed, text)] == dates


@pytest.mark.parametrize(
    "day", ["Vendredi dernier, 6 juin 2025", "Vendredi dernier, le 6 juin 2025", "Hier, 6 juin 2025"]
)
def test_a_day_told_twice_is_the_date_beside_it(analysed, day: str) -> None:
    assert rows(analysed, f"{day}, le maire a fermé la gare.") == [("2025-06-06", "Le maire a fermé la gare")]


def test_another_weekday_is_another_day(analysed) -> None:
    found = analysed("Lundi, 6 juin 2025, le maire a fermé la gare.", published=PUBLISHED).times
    assert [row.edtf for row in found] == ["2025-11-17", "2025-06-06"]


def test_neither_nor_is_a_denial(analysed) -> None:
    found = analysed("Ni le maire ni la préfète n’ont répondu mardi.", published=PUBLISHED)
    (row,) = found.events
    assert (row.label, row.negated) == ("Ni le maire ni la préfète n’ont répondu mardi", True)


def test_neither_nor_claims_nothing(analysed) -> None:
    found = analysed("Ni Lunéville ni Die n’ont confirmé ce montant.", published=PUBLISHED)
    assert [row for row in found.claims if row.source] == []
    assert found.events == ()
