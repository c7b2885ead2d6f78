"""The chronology: which dates date a happening, one row a happening, labels in the article's own words."""

from __future__ import annotations

import re

import pytest

from press_briefing.model.analysis import Analysis, Event
from press_briefing.model.typography import key

PUBLISHED = "2025-11-20"
NEWS = """Un pont ferme

Le maire a annoncé mardi la fermeture du pont de la Grève. Depuis 2020, la ville attend des crédits de l’État.
En 2021, la région signe un accord avec la métropole. La crue du 12 mars 2022 avait emporté deux piles.
Le conseil municipal se réunira le 4 décembre. Le Portugal vit aujourd’hui un moment étrange.
Chaque année, la fête rassemble des milliers de personnes. Ces dernières années, rien n’a changé.
Le budget a doublé par rapport à 2019. Les habitants ont manifesté entre 2021 et 2023 contre le projet.
"""


def dated(analysis: Analysis) -> tuple[Event, ...]:
    return tuple(event for event in analysis.events if event.certainty != "none")


def events_of(analysed, text: str, published: str | None = PUBLISHED) -> tuple[Event, ...]:
    return dated(analysed(text, published=published))


def dates(events: tuple[Event, ...]) -> list[str | None]:
    return [event.date for event in events]


@pytest.fixture(scope="module")
def news(analysed) -> Analysis:
    return analysed(NEWS, published=PUBLISHED)


def test_the_dates_an_analyst_would_keep_in_order(news: Analysis) -> None:
    assert dates(dated(news)) == ["2020/..", "2021", "2021/2023", "2022-03-12", "2025-11-18", "2025-12-04"]


def test_rhetoric_habits_and_comparisons_are_left_out(news: Analysis) -> None:
    told = " ".join(event.label for event in dated(news))
    assert not any(word in told for word in ("étrange", "fête", "doublé", "changé"))


def test_kinds(news: Analysis) -> None:
    kinds = {event.date: event.kind for event in dated(news)}
    assert kinds["2025-12-04"] == "planned"
    assert kinds["2025-11-18"] == "event"
    assert kinds["2022-03-12"] == kinds["2021"] == "background"


def test_certainties(news: Analysis) -> None:
    known = {event.date: event.certainty for event in dated(news)}
    assert known == {
        "2020/..": "open",
        "2021": "year",
        "2021/2023": "interval",
        "2022-03-12": "day",
        "2025-11-18": "day",
        "2025-12-04": "inferred",
    }


def test_labels_are_words_of_the_sentence_in_their_order(news: Analysis) -> None:
    for event in dated(news):
        words = re.findall(r"\w+", key(event.label))
        rest = iter(re.findall(r"\w+", key(news.article.text[event.start : event.end])))
        assert words
        assert all(word in rest for word in words), event.label


def test_labels_drop_the_date(news: Analysis) -> None:
    labels = {event.date: event.label for event in dated(news)}
    assert labels["2021"] == "La région signe un accord avec la métropole"
    assert labels["2025-11-18"] == "Le maire a annoncé la fermeture du pont de la Grève"


def test_an_event_knows_its_sentence_and_its_time(news: Analysis) -> None:
    for event in dated(news):
        assert news.article.text[event.start : event.end] in NEWS
        assert event.time is not None
        assert event.start <= news.times[event.time].start < event.end


def test_told_twice_is_one_row(analysed) -> None:
    text = (
        "Le 18 novembre 2025, l’ambassadeur du Mali a prononcé un discours au Conseil de sécurité. "
        "La salle était pleine. "
        "Le discours de l’ambassadeur, le 18 novembre 2025, a surpris le Conseil de sécurité."
    )
    (event,) = events_of(analysed, text)
    assert event.date == "2025-11-18"
    assert [date for _, _, date in event.also] == ["2025-11-18"]


def test_two_happenings_of_one_day_are_two_rows(analysed) -> None:
    text = "Le 3 mars 2025, un train a déraillé près de Lyon. Le 3 mars 2025, le chanteur a fêté son album à Nice."
    assert dates(events_of(analysed, text)) == ["2025-03-03", "2025-03-03"]


def test_a_contradiction_is_shown_in_one_row(analysed) -> None:
    text = (
        "Les militaires ont renversé le président malien le 20 mai 2021. Le pays s’en souvient. "
        "Les militaires ont renversé le président malien le 24 mai 2021."
    )
    (event,) = events_of(analysed, text)
    assert event.date == "2021-05-20"
    assert [date for _, _, date in event.also] == ["2021-05-24"]
    start, end, _ = event.also[0]
    assert "24 mai" in text[start:end]


def test_a_noun_that_happens_is_told_by_itself(analysed) -> None:
    text = "Cinq ans après le premier putsch du 18 août 2020, la junte reste incapable d’assurer la sécurité."
    (event,) = events_of(analysed, text)
    assert (event.date, event.label, event.kind) == ("2020-08-18", "Le premier putsch", "background")


def test_a_paper_and_its_year_are_no_happening(analysed) -> None:
    assert events_of(analysed, "Le budget 2002 et la Constitution de 1992 sont en vigueur.") == ()


def test_a_dateline_dates_the_first_sentence(analysed) -> None:
    text = "5 juillet 2012. - La commune a reçu un prix pour son jardin. Elle en est fière."
    (event,) = events_of(analysed, text, "2012-07-05")
    assert event.date == "2012-07-05"
    assert "prix" in event.label


def test_without_a_published_date_days_stay_undated_and_last(analysed) -> None:
    found = events_of(analysed, "Le ministre a démenti mardi la rumeur. En 2017, le projet a démarré.", None)
    assert dates(found) == ["2017", None]
    assert found[-1].certainty == "vague"


def test_nothing_dated(analysed) -> None:
    assert events_of(analysed, "La ville est belle. Les gens sont heureux.") == ()


@pytest.mark.parametrize(("old", "new"), [("’", "'"), (" ", "\u00a0")])
def test_typography_changes_no_event(analysed, old: str, new: str) -> None:
    text = "Le maire a annoncé mardi l’ouverture d’un lycée. Depuis 2020, l’État attend."
    plain, other = (events_of(analysed, variant) for variant in (text, text.replace(old, new)))
    assert [(e.date, e.start, e.end, key(e.label)) for e in plain] == [
        (e.date, e.start, e.end, key(e.label)) for e in other
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2020. 2021. Depuis 2022.",
        "Le 18 novembre",
        "18 h 30 — mardi",
        "« En 2021 » (2022) 2023 !",
        "En 2020\n\nEn 2021",
    ],
)
def test_scraps_are_survived(analysed, text: str) -> None:
    for event in events_of(analysed, text):
        assert event.label
        assert text[event.start : event.end].strip()


# -- labels read as French: the date goes only where it leaves no hole

LABELS = [
    ("À partir de 2018, selon Mme Duval, la coopérative vend du miel.", "Selon Mme Duval, la coopérative vend du miel"),
    (
        "La coopérative, à partir de 2018, toujours selon Mme Duval, vend du miel à l’étranger.",
        "La coopérative, toujours selon Mme Duval, vend du miel à l’étranger",
    ),
    (
        "Depuis le 4 mai 2025, soit près de six semaines avant le festival, les gares de la côte sont fermées.",
        "Les gares de la côte sont fermées",
    ),
    (
        "Les péages n’ont été rétablis que le 9 août 2024, après trois mois de travaux.",
        "Les péages n’ont été rétablis que le 9 août 2024, après trois mois de travaux",
    ),
    (
        "Les musées ont fermé du 2 au 14 juin 2025, deux semaines en tout.",
        "Les musées ont fermé, deux semaines en tout",
    ),
    (
        "Le 12 avril 2024, dans la même salle, le recteur avait annoncé la fermeture de l’école.",
        "Le recteur avait annoncé la fermeture de l’école",
    ),
    (
        "Une loi promulguée le 8 juillet 2025 accorde aux communes un délai de cinq ans.",
        "Une loi promulguée le 8 juillet 2025 accorde aux communes un délai de cinq ans",
    ),
    ("Il reste trois mois pour vider les salles : le 31 mars 2024, tout est terminé.", "Tout est terminé"),
    (
        "Selon la mairie, en 2021, la ville a accueilli mille familles.",
        "Selon la mairie, la ville a accueilli mille familles",
    ),
    ("Depuis la chute de la dictature, le 3 mai 2019, le pays vote tous les ans.", "La chute de la dictature"),
    (
        "Il y a dix semaines jour pour jour, le 10 septembre 2025, commençait la grève des bus.",
        "Commençait la grève des bus",
    ),
]


@pytest.mark.parametrize(("text", "label"), LABELS)
def test_a_label_has_no_hole(analysed, text: str, label: str) -> None:
    (event,) = events_of(analysed, text)
    assert event.label == label


@pytest.mark.parametrize(("text", "label"), LABELS)
def test_labels_whatever_the_typography(analysed, text: str, label: str) -> None:
    (event,) = events_of(analysed, text.replace("’", "'"))
    assert key(event.label) == key(label)


def test_a_participle_has_its_own_date(analysed) -> None:
    text = "La coopérative née à Quimper le 6 juin 2023 fêtera ses deux ans l’été prochain."
    labels = {event.date: event.label for event in events_of(analysed, text)}
    assert labels["2023-06-06"] == "La coopérative née à Quimper"
    assert "fêtera ses deux ans" in labels["2026-22"]


@pytest.mark.parametrize(
    ("text", "dates_told"),
    [
        ("Une seconde grève éclate six mois plus tard, le 24 mars 2022, et le directeur démissionne.", ["2022-03-24"]),
        ("Le maire a été suspendu le 13 juin 2024, il y a moins de deux ans.", ["2024-06-13"]),
        (
            "Elle est élue le 24 janvier 2022, puis chassée le 30 septembre, huit mois plus tard.",
            ["2022-01-24", "2022-09-30"],
        ),
        ("La foire se tiendra les 23 et 24 janvier 2026.", ["2026-01-23/2026-01-24"]),
    ],
)
def test_one_happening_is_one_row(analysed, text: str, dates_told: list[str]) -> None:
    assert dates(events_of(analysed, text)) == dates_told


@pytest.mark.parametrize(
    "text",
    [
        "Le prix du blé est le plus élevé depuis août 2020.",
        "L’année 2020 a été difficile.",
        "L’Europe est une union créée au lendemain de la guerre.",
    ],
)
def test_comparisons_and_frames_date_nothing(analysed, text: str) -> None:
    assert events_of(analysed, text) == ()


def test_a_date_before_a_colon_heads_its_line(analysed) -> None:
    (event,) = events_of(analysed, "3 mai 2021 : signature de l’accord à Lyon")
    assert (event.date, event.label) == ("2021-05-03", "Signature de l’accord à Lyon")


def test_a_second_participle_keeps_the_auxiliary_of_the_first(analysed) -> None:
    text = "Les clubs ont été suspendus le 7 mai 2025 et dissous le 13 mai."
    labels = {event.date: event.label for event in events_of(analysed, text)}
    assert labels["2025-05-13"] == "Les clubs ont été dissous"
