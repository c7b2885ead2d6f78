"""Happenings without a date, dates passed on, and who does what to whom in a row."""

from __future__ import annotations

import pytest

from press_briefing.model.analysis import Event

PUBLISHED = "2025-11-20"


def told(analysed, text: str) -> tuple[Event, ...]:
    return analysed(text, published=PUBLISHED).events


def undated(analysed, text: str) -> list[str]:
    return [event.label for event in told(analysed, text) if event.date is None]


TOLD = [
    ("Awa Diallo a quitté la mairie de Ségou.", ["Awa Diallo a quitté la mairie de Ségou"]),
    ("Des inconnus ont incendié le marché de Kita.", ["Des inconnus ont incendié le marché de Kita"]),
    ("Le gouvernement doit présenter un plan contre la sécheresse.",
     ["Le gouvernement doit présenter un plan contre la sécheresse"]),
    ("La préfète a affirmé que deux mineurs ont été tués.", ["Deux mineurs ont été tués"]),
    # a verb of telling that somebody undergoes, a present of the press, a share of something
    ("Awa Diallo va être jugée pour fraude.", ["Awa Diallo va être jugée pour fraude"]),
    ("Une statue du maire est détruite par des inconnus.", ["Une statue du maire est détruite par des inconnus"]),
    ("La plupart des villages ont été incendiés.", ["La plupart des villages ont été incendiés"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "labels"), TOLD)
def test_what_happened_is_told_without_a_date(analysed, text: str, labels: list[str]) -> None:
    assert undated(analysed, text) == labels


NOT_TOLD = [
    # how things are, can be, or seem
    "Le fleuve traverse la ville.",
    "Une allergie peut tuer.",
    "Les habitants sont préoccupés par la hausse des prix.",
    "Awa Diallo aime la lecture.",
    "Les villageois sont nourris par la mairie.",
    "La plupart ont été incendiés.",
    "Awa Diallo a jugé la loi mauvaise.",
    # what is only said, asked, hoped or not done
    "Awa Diallo a déclaré que la vie est chère.",
    "Le gouvernement a-t-il quitté la capitale ?",
    "« Des inconnus ont incendié le marché de Kita\u202f?\u00a0»",
    "Awa Diallo n’a pas quitté la mairie.",
    "Le syndicat espère que le maire démissionnera.",
    # nobody knows who it is
    "Il a quitté la mairie.",
    "Cette décision a surpris tout le monde.",
    "Nous avons vendu la maison.",
]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_no_happening_has_no_row(analysed, text: str) -> None:
    assert undated(analysed, text) == []


def test_a_dated_row_is_enough_of_its_sentence(analysed) -> None:
    assert undated(analysed, "Le 4 mai 2025, Awa Diallo a vendu la gare avant qu’Issa Camara ne quitte la ville.") == []


def test_what_is_told_again_has_one_row(analysed) -> None:
    text = "Des inconnus ont incendié le marché de Kita. À Kita, le marché central a été incendié par des inconnus."
    rows = told(analysed, text)
    assert len(rows) == 1
    assert len(rows[0].also) == 1


def test_a_telling_with_a_date_keeps_the_row(analysed) -> None:
    text = "Des inconnus ont incendié le marché de Kita. Le marché de Kita a été incendié le 3 mai 2025 par eux."
    (row,) = told(analysed, text)
    assert row.date == "2025-05-03"


PASSED_ON = [
    ("Deux hommes ont été arrêtés le 3 mai 2025. Ensuite, le juge a libéré les deux hommes.", True),
    # traps: no word of a sequence, another paragraph, no day
    ("Deux hommes ont été arrêtés le 3 mai 2025. Le juge a libéré les deux hommes.", False),
    ("Deux hommes ont été arrêtés le 3 mai 2025.\n\nEnsuite, le juge a libéré les deux hommes.", False),
    ("Deux hommes ont été arrêtés en 2025. Ensuite, le juge a libéré les deux hommes.", False),
]


@pytest.mark.parametrize(("text", "passes"), PASSED_ON)
def test_a_date_passes_on_in_a_told_sequence_only(analysed, text: str, passes: bool) -> None:
    (row,) = [event for event in told(analysed, text) if event.action == "libérer"]
    assert (row.date == "2025-05-03", row.inherited) == (passes, passes)


def test_who_does_it_to_whom_and_when(analysed) -> None:
    (row,) = told(analysed, "Mardi, la gendarmerie a arrêté Issa Camara à Kita.")
    assert (row.action, row.actors, row.targets) == ("arrêter", ("org-gendarmerie",), ("per-issa-camara",))
    assert (row.date, row.when, row.places) == ("2025-11-18", "Mardi", ("loc-kita",))


def test_on_whose_word(analysed) -> None:
    (row,) = told(analysed, "Selon Awa Diallo, Issa Camara a vidé la caisse le 3 mai 2025.")
    assert (row.said_by, row.status) == ("per-awa-diallo", "alleged")


def test_a_rumour_is_nobodys_deed(analysed) -> None:
    from press_briefing.measure.deeds import sheets

    found = analysed("Selon Awa Diallo, Issa Camara a vidé la caisse le 3 mai 2025.", published=PUBLISHED)
    assert not any(sheet.did for sheet in sheets(found) if sheet.actor.id == "per-issa-camara")


def test_undated_rows_stand_last_in_the_order_of_the_text(analysed) -> None:
    text = "Awa Diallo a fermé le port. Issa Camara a acheté le pont. Le musée a ouvert le 3 mai 2025."
    assert [event.action for event in told(analysed, text)] == ["ouvrir", "fermer", "acheter"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Le maire en fera un slogan. Une formule répétée entre 2011 et 2013 dans tous les journaux.", 0),
        ("Le maire en fera un slogan. Une formule que les journaux répètent déjà partout dans la ville.", 1),
    ],
)
def test_the_future_of_a_story_that_is_over_announces_nothing(analysed, text: str, count: int) -> None:
    rows = analysed(f"Le pont a fermé. {text}", published="2021-05-20").events
    assert sum(row.status == "planned" for row in rows) == count
