"""Labels that can be signed: whole clauses with subject and verb, names for pronouns, ends at a phrase."""

from __future__ import annotations

import pytest

from press_briefing.model.analysis import Event

PUBLISHED = "2025-11-20"


def events_of(analysed, text: str) -> tuple[Event, ...]:
    return tuple(event for event in analysed(text, published=PUBLISHED).events if event.certainty != "none")


NAMED = [
    ("Paul Morin a quitté la mairie en 2019. Il a rejoint le Sénat en 2020.", "[Paul Morin] a rejoint le Sénat"),
    (
        "Paul Morin a quitté la mairie. Il vit à Nantes. Il a vendu sa maison en 2020.",
        "[Paul Morin] a vendu sa maison",
    ),
    # traps: two persons, another gender, a thing, an impersonal « il », a heading between
    ("Paul Morin a reçu Jean Petit à Lyon. Il a rejoint le Sénat en 2020.", "Il a rejoint le Sénat"),
    ("Le maire Paul Morin a perdu la gare. Elle a quitté le réseau en 2020.", "Elle a quitté le réseau"),
    ("Le chantier de Paul Morin avance. Il a coûté deux millions d’euros en 2020.", "Il a coûté deux millions d’euros"),
    ("Paul Morin a quitté la mairie. Il a fallu voter un budget en 2020.", "Il a fallu voter un budget en 2020"),
]


@pytest.mark.parametrize(("text", "label"), NAMED)
def test_a_name_for_a_pronoun_only_where_it_is_certain(analysed, text: str, label: str) -> None:
    assert [event.label for event in events_of(analysed, text) if event.date != "2019"] == [label]


def test_the_actor_behind_a_pronoun(analysed) -> None:
    *_, event = events_of(analysed, "Paul Morin a quitté la mairie en 2019. Il a rejoint le Sénat en 2020.")
    assert event.actors == ("per-paul-morin",)


LONG = (
    "Le 4 mai 2025, les pompiers de la vallée ont évacué les habitants de quatre hameaux, alors que la rivière montait "
    "depuis deux jours et que les routes étaient coupées par les arbres que le vent avait couchés dans la nuit noire."
)


def test_a_long_label_ends_at_a_phrase_behind_the_object(analysed) -> None:
    (event,) = events_of(analysed, LONG)
    assert event.label == "Les pompiers de la vallée ont évacué les habitants de quatre hameaux"


def test_a_long_subject_keeps_its_verb(analysed) -> None:
    text = (
        "Le 4 mai 2025, les éleveurs de la vallée de la Drôme, les vignerons des coteaux de Die, les apiculteurs du "
        "plateau du Vercors, les bergers des alpages et les maraîchers de la plaine ont bloqué la préfecture."
    )
    (event,) = events_of(analysed, text)
    assert event.label.endswith("ont bloqué la préfecture")
    assert "les bergers" in event.label


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Le maire (élu le 6 juillet 2020) a démissionné lundi.", "Le maire (élu le 6 juillet 2020)"),
        ("La finale de la coupe (le 6 juillet 2020) a réuni mille personnes.", "La finale de la coupe"),
        ("Anne Roy (présidente de la région en 2004) a quitté la salle.", None),
        ("Le film (2004) a ému le public.", None),
    ],
)
def test_a_date_in_brackets_belongs_to_what_it_stands_in(analysed, text: str, told: str | None) -> None:
    labels = [event.label for event in events_of(analysed, text) if event.date in ("2020-07-06", "2004")]
    assert labels == ([told] if told else [])


def test_a_claim_keeps_who_makes_it(analysed) -> None:
    (event,) = events_of(analysed, "L’usine a pollué la rivière le 3 mai 2025, affirme Anne Roy.")
    assert event.label == "L’usine a pollué la rivière, affirme Anne Roy"


def test_the_day_of_a_cleft_is_its_clause_s(analysed) -> None:
    (event,) = events_of(analysed, "C’est le 3 mai 2025 que le maire a ouvert la halle aux habitants.")
    assert (event.date, event.label) == ("2025-05-03", "Le maire a ouvert la halle aux habitants")


# -- one happening, one row: the same act of the same parties

MERGED = [
    ("Le 3 mai 2025, la mairie a fermé le pont de Die. La fermeture du pont de Die, le 3 mai 2025, a surpris.", 1),
    ("Le 3 mai 2025, la mairie a fermé le pont de Die. Le 3 mai 2025, la mairie a ouvert le pont de Crest.", 2),
    ("Le 3 mai 2025, Paul Morin a accusé le club de Die. Le 3 mai 2025, Anne Roy a accusé le club de Die.", 2),
    ("Le 3 mai 2025, un bus a heurté un arbre. Dans la nuit du 3 mai 2025, un incendie a détruit la gare.", 2),
]


@pytest.mark.parametrize(("text", "count"), MERGED)
def test_merging_needs_the_same_act_and_parties(analysed, text: str, count: int) -> None:
    assert len([event for event in events_of(analysed, text) if event.date == "2025-05-03"]) == count


def test_what_leads_over_is_no_part_of_a_label(analysed) -> None:
    text = "La pluie menace, c’est pourquoi le maire a fermé le marché le 3 mai 2024."
    assert [row.label for row in analysed(text, published="2024-05-10").events] == ["Le maire a fermé le marché"]


def test_a_label_is_never_a_list_of_dates(analysed) -> None:
    text = "Le club en est à sa dixième coupe, qu’il a remportée en 1961, en 1974, en 1993 et en 2004."
    rows = analysed(text, published="2021-05-10").events
    assert rows
    assert all("coupe" in row.label for row in rows)


def test_who_is_the_one_that_the_verb_can_mean(analysed) -> None:
    text = "L’usine montée par les Philippines qui, en 1926, a ouvert une mine a fermé."
    (row,) = analysed(text, published="2021-05-10").events
    assert row.label == "L’usine montée par les Philippines a ouvert une mine"
    assert row.actors == ()


WHOLE = [
    # what ties the sentence to the one before goes, what belongs to it stays
    ("Par exemple, le nombre de visiteurs a doublé en 2007.", "Le nombre de visiteurs a doublé"),
    ("Au contraire, le musée a fermé en 2007.", "Le musée a fermé"),
    ("On ignore comment le bateau a quitté Brest le 8 mars.", "Le bateau a quitté Brest"),
    ("Le courant devrait être rétabli au cours de la nuit.", "Le courant devrait être rétabli"),
    ("La ville a perdu dix écoles au début des années 1970.", "La ville a perdu dix écoles"),
    ("Un gang tient le port depuis au moins 2011.", "Un gang tient le port depuis au moins 2011"),
]
NO_HAPPENING = [
    "Rendez-vous dans un quart d’heure pour la suite.",
    "Retrouvez-nous lundi sur notre antenne.",
    "Notre invité, mercredi à 8 heures : Paul Morin.",
]


@pytest.mark.parametrize(("text", "label"), WHOLE)
def test_a_label_is_whole_and_stands_alone(analysed, text: str, label: str) -> None:
    assert [row.label for row in analysed(text, published="2025-11-20").events] == [label]


@pytest.mark.parametrize("text", NO_HAPPENING)
def test_what_is_said_to_the_reader_is_no_happening(analysed, text: str) -> None:
    assert not [row.label for row in analysed(text, published="2025-11-20").events if row.date]


def test_what_the_author_judges_is_no_undated_happening(analysed) -> None:
    told = "Le maire a {}renforcé la police de la ville. Les habitants ont manifesté."
    labels = [row.label for row in analysed(told.format("incontestablement "), published="2025-11-20").events]
    assert not any("renforcé" in label for label in labels)
    assert any("renforcé" in row.label for row in analysed(told.format(""), published="2025-11-20").events)


NAMED = [
    # who « il », « l’ » or « lui » is, where only one can be meant
    ("Le public a entouré Sylvie Morin lundi. Elle a promis mardi des logements.", "[Sylvie Morin] a promis des logements"),
    ("Sylvie Morin a fui en mai. Les gendarmes l’ont arrêtée en juin.", "Les gendarmes l’ont arrêtée [Sylvie Morin]"),
    ("Sylvie Morin a fui en mai. Son voisin lui a écrit en juin.", "Son voisin lui [Sylvie Morin] a écrit en juin"),
    # traps: a thing is the subject or the object of the sentence before, two women, one in a clause of her own
    ("Un voisin de Sylvie Morin a montré une souris lundi. Elle a sauté mardi de la table.", "Elle a sauté de la table"),
    ("Sylvie Morin a vu Julie Roux lundi. Elle a promis mardi des logements.", "Elle a promis des logements"),
    ("Sylvie Morin a parlé de sa société lundi. Julie Roux, qui l’a vendue mardi, se tait.", "Julie Roux l’a vendue"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "label"), NAMED)
def test_a_label_names_whom_its_pronouns_mean(analysed, text: str, label: str) -> None:
    """Nobody stands in square brackets where two can be meant."""
    labels = [row.label for row in analysed(text, published="2025-11-20").events]
    assert labels[-1].replace("'", "’") == label


def test_where_of_a_clause_is_told_with_its_preposition(analysed) -> None:
    """« où »: a phrase that nothing leads to is no place of it, and stays before its clause."""
    told = "Elle vit dans un foyer, où elle a été placée par la mairie en 2013."
    assert analysed(told, published="2025-11-20").events[0].label.endswith("[dans un foyer]")
    told = "Le maire aime la ville où il a grandi en 1980."
    assert "[la ville]" not in "".join(row.label for row in analysed(told, published="2025-11-20").events)


def test_a_minute_of_play_dates_nothing(analysed) -> None:
    rows = analysed("Paul Roy a marqué à la 29ème minute. Le match a eu lieu mardi.", published="2025-11-20").events
    assert [row.date for row in rows if row.date] == ["2025-11-18"]
