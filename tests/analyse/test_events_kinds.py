"""What dates what: one row an act, brackets behind a name, participles by themselves, records and wishes not at all."""

from __future__ import annotations

import pytest

from press_briefing.model.analysis import Event

PUBLISHED = "2025-11-20"  # a Thursday


def events_of(analysed, text: str) -> tuple[Event, ...]:
    return tuple(event for event in analysed(text, published=PUBLISHED).events if event.certainty != "none")


def told(analysed, text: str) -> list[tuple[str | None, str]]:
    return [(event.date, event.label) for event in events_of(analysed, text)]


# -- one act with a coarse and a finer date

FINER = [
    (
        "Au printemps 2024, les clubs sont suspendus le 7 mai, puis dissous six jours après.",
        [("2024-05-07", "Les clubs sont suspendus, puis dissous six jours après")],
    ),
    ("En 2019, le maire a fermé la gare le 3 mai.", [("2019-05-03", "Le maire a fermé la gare")]),
    (
        "En mai 2025, le maire n’a été élu que le 7 mai.",
        [("2025-05-07", "En mai 2025, le maire n’a été élu que le 7 mai")],
    ),
    # traps: another act, an open stretch, a noun with a date of its own
    (
        "En 2019, l’usine a fermé et le maire a démissionné le 3 mai.",
        [("2019", "L’usine a fermé"), ("2019-05-03", "Le maire a démissionné")],
    ),
    ("Depuis 2019, le musée est fermé, et il a brûlé le 3 mai 2021.", ["2019/..", "2021-05-03"]),
    ("Après la grève de 2021, la mairie a ouvert un guichet le 3 mai 2021.", ["2021", "2021-05-03"]),
]


@pytest.mark.parametrize(("text", "rows"), FINER)
def test_one_act_has_one_date_the_finer(analysed, text: str, rows: list) -> None:
    found = told(analysed, text)
    assert found == rows if isinstance(rows[0], tuple) else [date for date, _ in found] == rows


# -- years in brackets

BRACKETS = [
    ("La règle, formulée par Jeanne Morin (1817-1825), a été reprise en 1904.", ["1904"]),
    ("Des présidents comme André Petit (1829-1837) ont appliqué cette politique.", []),
    ("Paul Morin (1954-2003) a fondé la revue.", []),
    # traps: a happening, a happening whose noun has a complement, a person with a clause in the bracket
    ("La grève des mineurs (1984-1985) a ruiné la vallée.", ["1984/1985"]),
    ("Après la guerre de Sécession (1861-1865), le pays a changé de monnaie.", ["1861/1865"]),
    ("Paul Morin (élu le 6 juillet 2020) a quitté la salle.", ["2020-07-06"]),
]


@pytest.mark.parametrize(("text", "dates"), BRACKETS)
def test_years_behind_a_person_date_nothing(analysed, text: str, dates: list[str]) -> None:
    assert [event.date for event in events_of(analysed, text)] == dates


def test_years_in_brackets_date_their_noun_alone(analysed) -> None:
    text = "Après la guerre de Sécession (1861-1865), le pays a changé de monnaie."
    assert told(analysed, text) == [("1861/1865", "La guerre de Sécession")]


# -- a participle in a complement

COMPLEMENTS = [
    (
        "Le journal a accusé le préfet, selon des documents déclassifiés il y a dix ans.",
        [("2015", "Des documents déclassifiés")],
    ),
    ("La procureure accuse le préfet, d’après un tract diffusé le 3 mai 2024.", [("2024-05-03", "Un tract diffusé")]),
    ("Le maire a inauguré l’école construite en 2019.", [("2019", "L’école construite")]),
    # traps: the clause has the date; the subject's participle is told with its clause
    ("Selon un rapport, le préfet a menti en 2019.", [("2019", "Selon un rapport, le préfet a menti")]),
    (
        "Une loi promulguée le 8 juillet 2025 accorde aux communes un délai.",
        [("2025-07-08", "Une loi promulguée le 8 juillet 2025 accorde aux communes un délai")],
    ),
]


@pytest.mark.parametrize(("text", "rows"), COMPLEMENTS)
def test_a_participle_in_a_complement_is_dated_alone(analysed, text: str, rows: list[tuple[str, str]]) -> None:
    assert told(analysed, text) == rows


# -- what nobody says to have happened

NOTHING = [
    "Le ministre a été associé à un don versé en janvier par une banque.",
    "Les deux pays parlent d’une monnaie dont ils souhaitent la création dès 2020.",
    "Le club veut gagner la coupe, comme il n’a pas su le faire en 2015.",
    "L’équipe a gagné la coupe, comme elle l’avait fait en 2015.",
    "• 3e en 2012 et 2013 ; • 4e en 1994, 2002 et 2004",
    "Palmarès : vainqueur en 1992, finaliste en 2000 et 2004.",
    "Quand je me réveille le matin, je bois de l’eau à la fontaine.",
    "La cuisinière sert des repas chauds, y compris le week-end.",
    "La meilleure nageuse bretonne en 2015 veut ouvrir une école.",
    "Le feu a peut-être pris le 3 mai 2025 dans la cave.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_rumours_wishes_likenesses_and_records_have_no_row(analysed, text: str) -> None:
    assert events_of(analysed, text) == ()


SOMETHING = [
    ("La banque a accordé un prêt au ministre en janvier 2025.", ["2025-01"]),
    ("Le ministre a été associé au contrat signé en 2021.", ["2021"]),
    ("Le syndicat a réclamé la création d’une crèche en 2020.", ["2020"]),
    ("Comme il avait plu en 2015, le maire a fermé la route.", ["2015"]),
    ("Une promesse répétée entre 2021 et 2023 par le maire.", ["2021/2023"]),
    ("Le maire a fermé l’école le week-end dernier.", ["2025-11-15/2025-11-16"]),
    ("La grève des mineurs en 2015 a ruiné la vallée.", ["2015"]),
    ("L’équipe a perdu la finale en 2000 et a gagné la coupe en 2004.", ["2000", "2004"]),
]


@pytest.mark.parametrize(("text", "dates"), SOMETHING)
def test_what_is_told_beside_such_words_keeps_its_row(analysed, text: str, dates: list[str]) -> None:
    assert [event.date for event in events_of(analysed, text)] == dates


# -- the present of headlines

HEADLINES = [
    ("Le Maroc se qualifie pour la finale après sa victoire, dimanche à Rabat.", "2025-11-16", "event"),
    ("Le club change d’entraîneur après sa défaite dimanche face à Nantes.", "2025-11-16", "event"),
    ("Le syndicat annonce samedi que la grève a cessé.", "2025-11-15", "event"),
    # traps: a day of the verb itself, a future
    ("Le syndicat annonce une marche samedi.", "2025-11-22", "planned"),
    ("Le club joue dimanche, après sa défaite contre Nantes.", "2025-11-23", "planned"),
    ("Le Mali reçoit le Togo dimanche.", "2025-11-23", "planned"),
]


@pytest.mark.parametrize(("text", "date", "kind"), HEADLINES)
def test_a_weekday_behind_a_result_is_past(analysed, text: str, date: str, kind: str) -> None:
    assert [(event.date, event.kind) for event in events_of(analysed, text)] == [(date, kind)]


# -- labels

OPENINGS = [
    ("Le directeur a quitté l’usine, tandis que le maire a fermé la gare en 2019.", "Le maire a fermé la gare"),
    ("Le maire est parti, puisque le conseil l’a désavoué en 2021.", "Le conseil l’a désavoué [le maire]"),
    (
        "Depuis la disparition de Jean Morin, son fondateur, le 23 août 2023, le groupe a changé de nom.",
        "La disparition de Jean Morin, son fondateur",
    ),
    ("Anne Roy dirige la ville. Élue en 2020, elle est l’une des plus jeunes maires du pays.", "[Anne Roy] élue"),
    ("Fondée en 1990 à Lyon, l’entreprise est l’une des plus grandes du pays.", "[L’entreprise] fondée à Lyon"),
    (
        "Le canal relie deux mers. Inauguré en 1869, il est l’une des routes les plus fréquentées du monde.",
        "[Le canal] inauguré",
    ),
    # traps: a relative clause keeps its comma
    (
        "La foule a salué Jean Petit, 37 ans, qui a sauvé deux enfants le 3 mai 2025.",
        "Jean Petit, 37 ans, a sauvé deux enfants",
    ),
]


def test_a_speech_is_told_with_what_was_said(analysed) -> None:
    ((_, label),) = told(analysed, "Le 3 mai 2025, le maire a déclaré : « Le pont rouvre ».")
    assert "Le pont rouvre" in label
    assert told(analysed, "La fermeture a été annoncée le 3 mai 2025.") == [
        ("2025-05-03", "La fermeture a été annoncée")
    ]


@pytest.mark.parametrize(("text", "label"), OPENINGS)
def test_a_label_opens_by_its_clause(analysed, text: str, label: str) -> None:
    assert [event.label for event in events_of(analysed, text)] == [label]


@pytest.mark.parametrize(
    "text",
    [
        "Le canal longe un lac. Inauguré en 1869, il est l’une des routes les plus fréquentées du monde.",
        "Paul Morin a reçu Jean Petit à Lyon. Élu en 2020, il est l’un des plus jeunes maires du pays.",
    ],
)
def test_a_fronted_participle_of_nobody_knows_whom_has_no_row(analysed, text: str) -> None:
    assert events_of(analysed, text) == ()
