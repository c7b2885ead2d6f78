"""Two predicates of one date, two frames; and labels that nobody could sign."""

from __future__ import annotations

import pytest

PUBLISHED = "2021-05-12"  # a Wednesday


def told(analysed, text: str) -> list[tuple[str | None, str]]:
    events = analysed(text, published=PUBLISHED).events
    return [(event.date, event.label) for event in events if event.date and not event.doubtful]


TOGETHER = [
    (
        "En 1996, lorsque le maire a vendu le théâtre, les habitants ont occupé la scène.",
        {("1996", "Le maire a vendu le théâtre"), ("1996", "Les habitants ont occupé la scène")},
    ),
    (
        "En 2013, quand les pirates ont pris la centrale, la vallée a perdu deux ponts.",
        {("2013", "Les pirates ont pris la centrale"), ("2013", "La vallée a perdu deux ponts")},
    ),
    (
        "Samedi, les voleurs ont forcé la porte. Puis ils ont vidé le coffre.",
        {("2021-05-08", "Les voleurs ont forcé la porte"), ("2021-05-08", "[Les voleurs] ont vidé le coffre")},
    ),
    (
        "Le navire a quitté Brest le 3 mai et coulé le 5.",
        {("2021-05-03", "Le navire a quitté Brest"), ("2021-05-05", "Le navire a coulé")},
    ),
    (
        "La police a arrêté le banquier en décembre 2018 et l'a remis à la Suisse le mois suivant.",
        {("2018-12", "La police a arrêté le banquier"), ("2019-01", "La police l'a remis [le banquier] à la Suisse")},
    ),
    # traps: a habit, an imperfect, a condition, a stretch, a present
    ("Le chat dort quand il pleut depuis 2019.", {("2019/..", "Le chat dort quand il pleut depuis 2019")}),
    (
        "En 1996, lorsque le maire dirigeait le théâtre, les habitants ont occupé la scène.",
        {("1996", "Les habitants ont occupé la scène")},
    ),
    (
        "En 1996, comme le maire avait vendu le théâtre, les habitants ont occupé la scène.",
        {("1996", "Les habitants ont occupé la scène")},
    ),
    (
        "Depuis 1996, les habitants occupent la scène lorsque le maire a vendu un décor.",
        {("1996/..", "Les habitants occupent la scène lorsque le maire a vendu un décor")},
    ),
    (
        "Le préfet a fermé l'école lundi. Il pleuvait lorsque les parents sont venus.",
        {("2021-05-10", "Le préfet a fermé l'école")},
    ),
]


@pytest.mark.parametrize(("text", "rows"), TOGETHER)
def test_acts_of_one_date(analysed, text: str, rows: set[tuple[str, str]]) -> None:
    assert set(told(analysed, text)) == rows


OUTCOMES = [
    ("Hier, un camion a heurté un car, tuant quatre lycéens.", "Un camion a heurté un car, tuant quatre lycéens"),
    ("Un camion a heurté un car hier, faisant quatre morts.", "Un camion a heurté un car, faisant quatre morts"),
    ("La crue a gagné le bourg mardi, emportant deux ponts.", "La crue a gagné le bourg, emportant deux ponts"),
    ("Le feu a pris mardi, détruisant trois granges.", "Le feu a pris, détruisant trois granges"),
    ("La digue a cédé lundi, blessant deux ouvriers.", "La digue a cédé, blessant deux ouvriers"),
    # traps: what goes with the act, no object, a reason in front
    ("Le maire a parlé mardi, souriant aux élèves.", "Le maire a parlé"),
    ("Le maire a reçu mardi les élèves, portant un chapeau.", "Le maire a reçu les élèves"),
    ("Voulant gagner du temps, le pilote a sauté lundi.", "Le pilote a sauté"),
    ("Le chœur a chanté mardi, dansant sur la place.", "Le chœur a chanté"),
    ("Sachant la route coupée, le facteur a marché lundi.", "Le facteur a marché"),
]


@pytest.mark.parametrize(("text", "label"), OUTCOMES)
def test_what_came_of_it_is_told_with_it(analysed, text: str, label: str) -> None:
    assert [row for _, row in told(analysed, text)] == [label]


UNSIGNED = [
    "Rien ne devrait changer avant le 1er juin.",
    "Rien n'a changé en 2019.",
    "Un tel succès a surpris le club en 2019.",
    "Chaque été, le village a accueilli des peintres en 2019.",
    "Chaque année, les bergers montent en mai à l'alpage.",
    "Les Pays-Bas a ouvert une ambassade en 2019.",
    "La saison 2018-2019 a été gâchée par la pluie.",
]


@pytest.mark.parametrize("text", UNSIGNED)
def test_what_nobody_could_sign_has_no_plain_row(analysed, text: str) -> None:
    assert told(analysed, text) == []


SIGNED = [
    (
        "La police enquête sur ce vol, qui s'est produit le 3 mai dans un parc.",
        "La police enquête sur ce vol, qui s'est produit le 3 mai dans un parc",
    ),
    ("A LIRE AUSSI Paul Morin a été élu maire en 2010.", "Paul Morin a été élu maire"),
    ("À lire également : Paul Morin a été élu maire en 2010.", "Paul Morin a été élu maire"),
    ("L’hôtel Morin a acheté la gare en 2019.", "L’hôtel Morin a acheté la gare"),
    ("Les Pays-Bas ont ouvert une ambassade en 2019.", "Les Pays-Bas ont ouvert une ambassade"),
    (
        "Bien que la ville ait fermé le bac en 2019, les touristes viennent.",
        "Bien que la ville ait fermé le bac en 2019, les touristes viennent",
    ),
    ("La halte-garderie La Farandole rouvrira lundi.", "La halte-garderie La Farandole rouvrira"),
    ("Le lac n’a pas été aussi bas en 2019.", "Le lac n’a pas été aussi bas"),
]


@pytest.mark.parametrize(("text", "label"), SIGNED)
def test_what_stands_alone_keeps_its_row(analysed, text: str, label: str) -> None:
    assert [row for _, row in told(analysed, text)] == [label]


def test_a_wait_is_no_announcement(analysed) -> None:
    (event,) = analysed("La chirurgienne attendait samedi d'opérer un enfant.", published=PUBLISHED).events
    assert (event.status, event.kind) == ("happened", "event")


def test_a_story_goes_on_over_sentences_without_a_time(analysed) -> None:
    """« Puis » takes up the day of the row told last in its paragraph; a new time or a new paragraph ends that."""
    told = "Le 24 mars, les jeunes ont volé une barque. Ils étaient trois. Puis ils ont traversé le lac."
    rows = analysed(told, published="2025-11-20").events
    assert [(row.date, row.inherited) for row in rows if "lac" in row.label] == [("2025-03-24", True)]
    other = told.replace("Ils étaient trois.", "Ils reviendront en décembre.")
    assert not [row for row in analysed(other, published="2025-11-20").events if "lac" in row.label and row.inherited]
    apart = told.replace("Puis", "\n\nPuis")
    assert not [row for row in analysed(apart, published="2025-11-20").events if "lac" in row.label and row.inherited]


def test_a_verb_in_a_clause_of_place_has_not_the_place_for_subject(analysed) -> None:
    told = "Les jeunes ont gagné un appartement, où ils ont retrouvé deux amis et ont renouvelé les dégâts."
    assert not [row.label for row in analysed(told, published="2025-11-20").events if row.label.startswith("Un appart")]
