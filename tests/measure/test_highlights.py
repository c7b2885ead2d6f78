"""Figures in large print name what they count, or are left to the table; the counts beside them say what was found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from press_briefing.measure import highlights
from press_briefing.model.analysis import Analysis
from press_briefing.show import views
from press_briefing.show.messages import translator
from press_briefing.show.views import Context, words_of

# What the article says, and what stands in large print.
TOLD = [
    ("Le loyer est de 1 400 euros par mois et par logement.", "1 400 euros par mois et par logement"),
    ("La marche a réuni plus de 12 000 personnes à Lille.", "plus de 12 000 personnes"),
    ("Le stade peut recevoir un public dépassant 30 000 spectateurs.", "plus de 30 000 spectateurs"),
    ("La ville compte près de deux millions d’habitants.", "environ 2 millions d’habitants"),
    ("L’État a versé 250 millions d’euros de subventions.", "250 millions d’euros de subventions"),
    ("La crue a fait au moins 140 morts dans la vallée.", "au moins 140 morts (crue)"),
    ("Le barrage nourrit 1,5 million de personnes.", "1,5 million de personnes"),
    ("La caserne abrite mille soldats.", "1 000 soldats"),
    ("Un contrat a été signé pour plus de 1 500 gardiens.", "plus de 1 500 gardiens"),
]
# What the article says, and what must not stand in large print: nothing does.
UNTOLD = [
    "Des centaines de personnes ont défilé dans les rues de Lille.",
    "Plusieurs milliers de soldats ont été envoyés à la frontière.",
    "Des millions d’habitants attendent encore la pluie.",
    "Quelques dizaines de milliers de manifestants sont attendus.",
    "Le prix est passé à 900 dollars.",
    "Entre 300 et 500 ouvriers travaillent sur le chantier.",
    "Le village, 200e du classement, attend un médecin.",
    "En 1998, la France avait gagné la Coupe du monde.",
    "Il est né le 14 juillet 1789 à Paris.",
    "Le numéro 450 a gagné la course.",
    "La région compte 12 médecins pour 100 000 habitants.",
    "Le préfet assure qu’il n’y a pas 300 manifestants.",
    "Trois hommes ont été vus près du pont.",
    "Le train roule à 320 km/h entre Lyon et Paris.",
    "Quelque 45 % des électeurs ont voté.",
    "Elle a détourné 3 millions d’euros de façon régulière.",
    "Il avait perdu des centaines de millions d’euros par an.",
]


def shown(analysis: Analysis, language: str = "fr") -> list[str]:
    say = translator(language)
    return [
        " ".join(highlights.told(row, language, words_of.bounds(say), say)).replace("\u202f", " ")
        for row in highlights.figures(analysis)
    ]


@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_a_figure_names_what_it_counts(analysed: Callable[..., Analysis], text: str, wanted: str) -> None:
    assert shown(analysed(text)) == [wanted]


@pytest.mark.parametrize("text", UNTOLD)
def test_what_names_nothing_is_left_to_the_table(analysed: Callable[..., Analysis], text: str) -> None:
    assert shown(analysed(text)) == []


def test_what_the_article_recalls_is_not_in_large_print(analysed: Callable[..., Analysis]) -> None:
    text = "La tempête a privé 40 000 habitants d’eau mardi. En janvier 2011, une autre tempête avait fait 180 morts."
    assert shown(analysed(text, "2024-02-14")) == ["40 000 habitants"]


def test_the_same_figure_stands_once(analysed: Callable[..., Analysis]) -> None:
    text = "Le camp abrite 5 200 réfugiés. Les 5 200 réfugiés attendent. Près de 800 enfants vivent là."
    assert shown(analysed(text)) == ["5 200 réfugiés", "environ 800 enfants"]


def test_english_says_its_own_words_around_the_article_s(analysed: Callable[..., Analysis]) -> None:
    text = "La ville compte plus de deux millions d’habitants."
    assert shown(analysed(text), "en") == ["more than 2 million habitants"]


@pytest.mark.parametrize(
    ("text", "definite"),
    [
        ("mille hommes", True),
        ("deux cents ouvriers", True),
        ("2,5 millions de tonnes", True),
        ("vingt-cinq milliers", True),
        ("deux centaines de pages", True),
        ("une centaine de pages", True),
        ("cent mille lecteurs", True),
        ("des centaines de pages", False),
        ("plusieurs millions d’euros", False),
        ("milliers de soldats", False),
        ("quelques dizaines de milliers", False),
        ("Des dizaines de morts", False),
        ("milliards de dollars", False),
    ],
)
def test_orders_of_size_are_no_numbers(text: str, definite: bool) -> None:
    assert highlights.is_definite(text) is definite


def test_an_order_of_size_has_no_value_in_the_table(analysed: Callable[..., Analysis]) -> None:
    text = views.quantities(Context(analysed("Des centaines de pages manquent. Il reste 120 pages au dossier."))).text
    rough, exact = (line for line in text.splitlines() if "pages |" in line)
    assert "100" not in rough
    assert "ordre de grandeur" in rough
    assert "| 120 |" in exact


@pytest.mark.parametrize(("language", "one"), [("fr", "lieu"), ("en", "place")])
def test_counts_are_singular_for_one_and_left_out_for_none(language: str, one: str) -> None:
    found = highlights.counts(translator(language), language, actors=0, places=1, events=1200, quotes=2, claims=0)
    assert found[0] == ("1", one)
    assert [label for _, label in found] == (
        ["lieu", "faits datés", "citations"] if language == "fr" else ["place", "dated events", "quotations"]
    )


# What an article says, and what its key sentence rests on.
GROUNDS = [
    ("Le barrage de Verzan a cédé mardi sous la pression des eaux, et trois villages sont sous l’eau.", ("author",)),
    (
        "Le barrage a cédé mardi et trois villages sont sous l’eau, a déclaré Claire Vannier, la préfète de Verzan.",
        ("named",),
    ),
    (
        "Le gouvernement de Verzan affirme que le barrage a cédé mardi et que trois villages sont sous l’eau.",
        ("institutional",),
    ),
    (
        "Nous avons laissé le barrage de Verzan vieillir sans rien dire, et trois villages sont sous l’eau.",
        ("author", "opinion"),
    ),
    (
        "Le barrage de Verzan aurait cédé mardi sous la pression des eaux, selon la préfète Claire Vannier.",
        ("named", "conditional"),
    ),
]


@pytest.mark.parametrize(("text", "wanted"), GROUNDS)
def test_a_key_sentence_tells_what_it_rests_on(
    analysed: Callable[..., Analysis], text: str, wanted: tuple[str, ...]
) -> None:
    assert [point.tags for point in highlights.points(analysed(text))] == [wanted]


def test_a_pronoun_has_its_name_in_brackets(analysed: Callable[..., Analysis]) -> None:
    told = (
        "La ministre Awa Ndiaye est arrivée à Dakar.\n\n"
        "Mardi, elle a promis de rouvrir les écoles de la région avant la fin du mois de mars."
    )
    found = {point.index: point.text for point in highlights.points(analysed(told))}
    assert (
        "Mardi, elle [Awa Ndiaye] a promis de rouvrir les écoles de la région avant la fin du mois de mars."
        in found.values()
    )


def test_who_is_named_in_a_sentence_needs_no_brackets(analysed: Callable[..., Analysis]) -> None:
    told = "La ministre Awa Ndiaye a promis mardi à Dakar qu’elle rouvrirait les écoles de la région avant mars."
    assert [point.text for point in highlights.points(analysed(told))] == [told]
