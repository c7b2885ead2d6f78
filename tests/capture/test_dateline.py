"""Publication lines: what labels, days and names they hold, and the sentences that only begin as they do."""

from __future__ import annotations

from datetime import date

import pytest

from press_briefing import Article
from press_briefing.capture.clean.dateline import date_line, opening_day

PROSE = [
    "Le conseil du bourg a voté mardi la réfection du lavoir, après trois heures de discussion devant les habitants.",
    "« Nous voulons garder la pierre et changer la charpente », a expliqué la maire en montrant les plans aux élus.",
    "Les travaux doivent durer quatre mois. Le département en paie un tiers, la commune cherche encore le reste.",
]


def published(*lines: str) -> tuple[str | None, str]:
    found = Article.from_text("\n".join(lines)).published
    assert found.reason
    return found.value, found.certainty


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Publié le 2 févr. 2021 à 7h05", "2021-02-02"),
        ("Publié le 02 août 2021", "2021-08-02"),
        ("Publié le mer. 1er déc. 2021, à 11 h 20", "2021-12-01"),
        ("Publié le 9 juil. 22", "2022-07-09"),
        ("Mis à jour le 4/10/2022 à 8:15, publié le 30/09/2022 à 19:00", "2022-09-30"),
        ("Modifié le 4 oct. 2022 - Mis en ligne le 30 sept. 2022", "2022-09-30"),
        ("Mis en ligne le 30 sept. 2022 - Modifié le 4 oct. 2022", "2022-09-30"),
        ("Publié : 30.09.2022, 19h00", "2022-09-30"),
        ("Posté le 30/09/2022 dans Patrimoine", "2022-09-30"),
        ("Date de publication : 30-09-2022", "2022-09-30"),
        ("Publié le vendredi 30 septembre 2022 | La Gazette du Lavoir", "2022-09-30"),
        ("Publié à Mopti le 30 septembre 2022 par la rédaction", "2022-09-30"),
    ],
)
def test_the_day_the_label_says_it_was_published(line, day):
    assert date_line(line).published == date.fromisoformat(day)
    assert published("Le lavoir sera refait", line, *PROSE) == (day, "found")
    assert line not in Article.from_text("\n".join(["Le lavoir sera refait", line, *PROSE])).text


@pytest.mark.parametrize(
    ("line", "day", "author"),
    [
        ("Par Nadège Roumier | 30/09/2022 | 19h00", "2022-09-30", "Nadège Roumier"),
        ("Par Nadège Roumier, publié le 30 sept. 2022 à 19h, modifié le 4 oct. 2022", "2022-09-30", "Nadège Roumier"),
        ("Nadège Roumier - 30 septembre 2022 à 19h00", "2022-09-30", "Nadège Roumier"),
        ("Date : 30-09-2022 | Par Nadège Roumier", "2022-09-30", "Nadège Roumier"),
        ("sam. 1 oct. 2022", "2022-10-01", None),
        ("30 septembre 2022 19:00", "2022-09-30", None),
        ("Par AFP - Publié le 30 septembre 2022", "2022-09-30", None),
    ],
)
def test_who_signs_and_days_without_a_label(line, day, author):
    article = Article.from_text("\n".join(["Le lavoir sera refait", line, *PROSE]))
    assert (article.published.value, article.published.certainty) == (day, "found")
    assert (article.author.name if article.author else None) == author


@pytest.mark.parametrize(
    "line",
    [
        "Publié le 30 septembre 2022, le rapport de la mission parle d’un gâchis.",
        "Publié le 30 septembre 2022, le rapport accable la commune",
        "Modifié le 4 octobre 2022, le texte prévoit une amende de cent euros.",
        "Rédigé le 30 septembre 2022 par le préfet, l’arrêté interdit la baignade",
        "Diffusé le 30 septembre 2022, le documentaire a été vu par un million de personnes.",
        "Paru en 2022, le livre raconte la vie du lavoir.",
        "Le 30 septembre 2022, la maire coupe le ruban.",
        "Concert le 30 septembre 2022 à Mopti",
        "30 mars 24 blessés",
        "Par 30 voix contre 22, le conseil a dit non.",
        "Du 3 au 5 mars 2022",
        "30 septembre 2022 – Le vote",
        "30 septembre 2022 | Mopti",
        "Nadège Roumier – 30 septembre 2022",
        "Stade du Lavoir - 30/09/2022",
        "Mopti, 30 septembre",
        "Hier, aujourd’hui.",
    ],
)
def test_a_sentence_that_begins_as_a_line_is_none(line):
    assert date_line(line) is None
    text = Article.from_text("\n".join(["Le lavoir sera refait", PROSE[0], line, *PROSE[1:]])).text
    assert line in text


def test_a_time_reckoned_from_the_reader_tells_no_day():
    assert published("Le lavoir sera refait", "Publié il y a 3 heures", *PROSE) == (None, "unknown")
    assert published("Le lavoir sera refait", "Mis à jour hier à 18:02", *PROSE) == (None, "unknown")


def test_a_page_that_tells_only_its_last_change_lets_one_infer():
    told = published("Le lavoir sera refait", "Mis à jour le 4 octobre 2022", *PROSE)
    assert told == ("2022-10-04", "inferred")


def test_a_day_alone_is_found_at_the_head_and_inferred_elsewhere():
    assert published("Le lavoir sera refait", "30 septembre 2022", *PROSE) == ("2022-09-30", "found")
    assert published("Le lavoir sera refait", PROSE[0], "30 septembre 2022", *PROSE[1:]) == ("2022-09-30", "found")
    assert published("Le lavoir sera refait", *PROSE, "30 septembre 2022") == ("2022-09-30", "inferred")


def test_the_line_of_another_article_or_a_comment_is_not_its_own():
    below = ["Sur le même sujet", "La fontaine coule de nouveau", "Publié le 3 mai 2016"]
    assert published("Le lavoir sera refait", *PROSE, *below) == (None, "unknown")
    assert published("Le lavoir sera refait", *PROSE, "2 commentaires", "Publié le 3 mai 2016") == (None, "unknown")
    own = published("Le lavoir sera refait", *PROSE, "Publié le 30 septembre 2022", *below)
    assert own == ("2022-09-30", "found")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mopti, le 30 sept. 2022 (AMAP) - Le conseil a voté.", "2022-09-30"),
        ("Port-au-Prince, 30 septembre 2022 – Le conseil a voté.", "2022-09-30"),
        ("30 septembre 2022. - Le conseil a voté.", "2022-09-30"),
        ("30 septembre 2022 (AFP) : le conseil a voté.", "2022-09-30"),
        ("Arrêté à Mopti, le 30 septembre 2022 – jour de fête –, il a été relâché.", None),
        ("30 septembre 2022 : le conseil vote la réfection.", None),
        ("Le 30 septembre 2022 – c’était un vendredi –, le conseil a voté.", None),
    ],
)
def test_the_day_that_opens_a_dispatch(text, day):
    assert opening_day(text) == (date.fromisoformat(day) if day else None)


def test_days_that_open_one_paragraph_after_another_are_a_chronology():
    days = ["3 mai 2016 – Le lavoir prend feu.", "30 septembre 2022 – Le conseil vote sa réfection."]
    assert published("Le lavoir en dates", PROSE[0], *days)[1] != "found"
