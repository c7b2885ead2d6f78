"""Rows that an analyst can sign: with the title and the row alone, nobody has to open the article to understand them."""

from __future__ import annotations

import pytest

PUBLISHED = "2025-11-20"


def labels(analysed, text: str, published: str = PUBLISHED) -> list[tuple[str | None, str]]:
    return [(row.date, row.label) for row in analysed(text, published=published).events if not row.doubtful]


ENDS = [
    # what a verb is about stays, though the longer rest of the sentence goes
    (
        "Selon Morin Conseil, le savon Lune a été cité dans plus de 5 000 billets par semaine entre le 3 et le 5 mars, "
        "contre environ 325 billets par semaine en moyenne entre le 1er janvier et le 28 février.",
        "Selon Morin Conseil, le savon Lune a été cité dans plus de 5 000 billets par semaine",
    ),
    # a clause below goes whole or not at all
    (
        "La délégation de la ville voisine récemment arrivée à Lunéville a rencontré le maire Paul Morin mardi et a "
        "annoncé que le chantier du grand pont suspendu se poursuivait dans de bonnes conditions malgré la crue.",
        "La délégation de la ville voisine récemment arrivée à Lunéville a rencontré le maire Paul Morin",
    ),
    ("Le conflit a duré tout au long du premier trimestre.", "Le conflit a duré tout au long du premier trimestre"),
    # whose office it is
    (
        "Paul Roy, le nouveau président du club de Die (élu le 6 juillet), reçoit les joueurs.",
        "Paul Roy, le nouveau président du club de Die (élu le 6 juillet)",
    ),
]


@pytest.mark.parametrize(("text", "label"), ENDS)
def test_a_label_keeps_what_its_verb_is_about(analysed, text: str, label: str) -> None:
    assert [told for date, told in labels(analysed, text) if date] == [label]


def test_a_list_within_brackets_is_not_cut(analysed) -> None:
    (_, label), *_ = labels(
        analysed,
        "L’assemblée des riverains de la vallée organise une grande réunion publique mercredi dans la salle des fêtes "
        "de la commune voisine (3, rue du Moulin, Lunéville, quartier de la gare) sur les crues et les digues du fleuve.",
    )
    assert label.count("(") == label.count(")")
    assert "(" not in label or "(3, rue du Moulin, Lunéville, quartier de la gare)" in label


def test_the_hour_of_an_entry_is_no_part_of_it(analysed) -> None:
    text = "8h47 - La Bourse de Lunéville ouvre dans le vert"
    assert labels(analysed, text) == [("2025-11-20", "La Bourse de Lunéville ouvre dans le vert")]


def test_an_entry_with_a_date_of_its_own_has_one_row(analysed) -> None:
    text = "8h47 - Lunor voit ses ventes fléchir au deuxième trimestre"
    assert labels(analysed, text) == [("2025-34", "Lunor voit ses ventes fléchir au deuxième trimestre")]


def test_a_kicker_is_no_part_of_a_label(analysed) -> None:
    text = "RUGBY Le club de Die a recruté un arrière mardi."
    assert labels(analysed, text) == [("2025-11-18", "Le club de Die a recruté un arrière")]


@pytest.mark.parametrize(
    "text",
    [
        "Vendre la gare serait aujourd’hui une erreur.",
        "Les services pourront procéder à des contrôles.",
        "Toutes les infos de ce jeudi 20 novembre",
    ],
)
def test_what_did_not_happen_has_no_row(analysed, text: str) -> None:
    assert labels(analysed, text) == []


def test_figures_that_others_are_compared_with_date_nothing(analysed) -> None:
    text = "La perte a atteint 3 milliards en 2022, après 42 % en 2020 et 58 % en 2019."
    assert [date for date, _ in labels(analysed, text)] == ["2022"]
    text = "En octobre, la commune a noté 134 annonces, contre 67 en mai 2024."
    assert [date for date, _ in labels(analysed, text)] == ["2025-10"]


def test_a_compound_past_is_over_whatever_day_the_page_tells(analysed) -> None:
    (row,) = analysed("Les députés ont adopté la loi Morin, mardi 5 mai.", published="2015-05-04").events
    assert (row.date, row.status, row.kind) == ("2015-05-05", "happened", "event")


def test_what_has_just_been_done_is_told(analysed) -> None:
    text = "Le plan est prêt. La commune vient de vendre la gare de Die pour deux millions d’euros."
    assert (None, "La commune vient de vendre la gare de Die pour deux millions d’euros") in labels(analysed, text)


def test_what_somebody_saw_is_told_by_the_author(analysed) -> None:
    (row,) = analysed("Lunor a vu ses ventes baisser de 3 % en mai.", published=PUBLISHED).events
    assert (row.status, row.said_by) == ("happened", None)


def test_behind_a_colon_stands_nobodys_hope(analysed) -> None:
    text = "La Hollande espère rassurer ses voisins : en mars, le maire Paul Morin avait fait sauter le vieux pont."
    (row,) = (row for row in analysed(text, published=PUBLISHED).events if row.date)
    assert (row.status, row.actors, row.said_by) == ("happened", ("per-paul-morin",), None)


COMPLETED = [
    (
        "Un navire de guerre ostrovien a quitté le port de Die le 3 mai. L’équipage dormait. Le navire a coulé le 5 mai.",
        "Le navire [de guerre ostrovien] a coulé",
    ),
    (
        "Anne Roy, syndicaliste, a reçu le préfet lundi. La syndicaliste a quitté ses fonctions mardi.",
        "La syndicaliste [Anne Roy] a quitté ses fonctions",
    ),
    # traps: two of that name; a body of which there is one
    (
        "Un navire de guerre a quitté Die. Un navire de pêche l’a suivi. Le navire a coulé le 5 mai.",
        "Le navire a coulé",
    ),
    (
        "Le gouvernement de Lunéville a réagi. Le gouvernement a fermé le port le 5 mai.",
        "Le gouvernement a fermé le port",
    ),
]


@pytest.mark.parametrize(("text", "label"), COMPLETED)
def test_a_noun_is_completed_by_what_it_was_called_first(analysed, text: str, label: str) -> None:
    assert label in [row.label for row in analysed(text, published=PUBLISHED).events]


def test_a_body_that_nobody_can_tell_is_to_be_checked(analysed) -> None:
    (row,) = (row for row in analysed("Une rue a brûlé. Le groupe a pris la mairie lundi.", published=PUBLISHED).events
              if row.date)  # fmt: skip
    assert row.doubtful


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Les élus ont voté le budget défendu par le gouvernement. Il sera examiné par le Sénat mardi.",
            "gouvernement",
        ),
        (
            "Doudou Sarr, fils de Mamadou Sarr, un docker mort à Die, demande justice. Il a été reçu mardi par le préfet.",
            "Mamadou Sarr",
        ),
    ],
)
def test_no_name_for_a_pronoun_that_can_be_another(analysed, text: str, name: str) -> None:
    assert not any(f"[{name}" in row.label or f"[Le {name}" in row.label
                   for row in analysed(text, published=PUBLISHED).events)  # fmt: skip


def test_days_told_together_are_of_one_week(analysed) -> None:
    text = "La paix sera le sujet le plus vif discuté jeudi et vendredi."
    times = [time.value for time in analysed(text, published="2017-04-05").times]
    assert times == ["2017-04-06", "2017-04-07"]


def test_that_month_is_the_last_month_told(analysed) -> None:
    text = "En février, la commune a suspendu les achats jusqu’à la fin 2017. Ce mois-là, les achats avaient bondi de 39 %."
    assert analysed(text, published="2017-04-05").times[-1].value == "2017-02"


def test_since_an_old_year_no_month_leans_on_it(analysed) -> None:
    text = (
        "Depuis 2017, des résidus ont été repérés dans les puits. L’alerte avait été donnée en juin dernier à Die. "
        "Lunéville avait dû fermer ses puits fin août."
    )
    assert analysed(text, published="2019-12-12").times[-1].value == "2019-08"
