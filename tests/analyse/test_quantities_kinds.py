"""Kinds of quantity one by one: what is counted, its fate, durations, scores, numbers alone; half are traps."""

from __future__ import annotations

from functools import cache

import pytest

from press_briefing import Article, analyse
from press_briefing.model.analysis import Quantity


@cache
def found(text: str) -> tuple[Quantity, ...]:
    return analyse(Article.from_text(text, published="2024-05-10", verbatim=True)).quantities


FATES = [
    ("Quatre bergers ont été tués.", "dead"),
    ("Le bilan est d'un décès et trois blessés.", "dead"),
    ("Un obus a tué trois écoliers.", "dead"),
    ("Onze mineurs sont morts dans l'éboulement.", "dead"),
    ("La crue a coûté la vie à 25 personnes.", "dead"),
    ("On le juge pour le meurtre de deux avocats.", "dead"),
    ("Cinq pompiers ont trouvé la mort.", "dead"),
    ("La bombe a blessé huit passants.", "wounded"),
    ("Vingt marins sont portés disparus.", "missing"),
    ("Des milliers d'habitants ont fui.", "displaced"),
    ("Sept étudiants ont été interpellés.", "arrested"),
    ("Huit élus ont été placés en garde à vue.", "arrested"),
    ("Trois mille habitants ont dû quitter leur maison.", "displaced"),
    ("Les corps de sept marins ont été retrouvés.", "dead"),
    ("L'arrestation de trois journalistes inquiète.", "arrested"),
    ("L'armée annonce l'arrestation lundi de neuf colonels.", "arrested"),
    # traps
    ("Quatre bergers ont vu le tueur.", "people"),
    ("Trois écoliers pleurent un mort.", "people"),
    ("Onze mineurs pourraient mourir.", "people"),
    ("Il menace de tuer deux avocats.", "people"),
    ("Cinq pompiers n'ont pas été blessés.", "people"),
    ("La foudre a tué huit vaches.", "other"),
    ("Vingt valises ont disparu.", "other"),
    ("Sept étudiants ont arrêté leurs études.", "people"),
    ("Trois journalistes ont été relâchés.", "people"),
    ("Huit élus ont été placés sur la liste.", "people"),
    ("Trois mille habitants devraient quitter leur maison.", "people"),
    ("Le président a gracié 200 détenus.", "people"),
]


@pytest.mark.parametrize(("text", "kind"), FATES)
def test_what_became_of_those_counted(text: str, kind: str) -> None:
    assert found(text)[0].kind == kind


LASTING = [
    ("Le procès a duré trois semaines.", 3, "exact"),
    ("Il a été condamné à six mois de prison.", 6, "exact"),
    ("La maire, condamnée à deux ans avec sursis, proteste.", 2, "exact"),
    ("Le délai est prolongé d'un an.", 1, "exact"),
    ("Il a attendu près de dix heures.", 10, "about"),
    ("L'aide arrive sous quarante-huit heures.", 48, "at-most"),
    ("Cinq ans après le coup d'État, rien ne va.", 5, "exact"),
    ("La traversée a duré deux jours et demi.", 2, "exact"),
    # traps: ages, dates, clocks
    ("Un apprenti de 17 ans a disparu.", None, ""),
    ("Awa Sow, 43 ans, dirige le port.", None, ""),
    ("Elle avait 12 ans à la mort du roi.", None, ""),
    ("À 60 ans, il court encore.", None, ""),
    ("Les moins de 25 ans votent peu.", None, ""),
    ("L'âge de la retraite est fixé à 62 ans.", None, ""),
    ("Il est parti il y a deux ans.", None, ""),
    ("Le magasin ouvre 24 heures sur 24.", None, ""),
    ("Un an auparavant, il chantait.", None, ""),
]


@pytest.mark.parametrize(("text", "value", "bound"), LASTING)
def test_durations_are_no_ages_and_no_dates(text: str, value: float | None, bound: str) -> None:
    rows = [row for row in found(text) if row.kind == "duration"]
    assert [int(row.value) for row in rows] == ([] if value is None else [value])
    assert not rows or rows[0].bound == bound


RANGES = [
    ("De 200 à 300 soldats seront envoyés.", 200, 300, "soldats"),
    ("Le voyage dure de huit à dix jours.", 8, 10, "jours"),
    ("Il faudra entre trois et cinq ans.", 3, 5, "ans"),
    ("La dette atteint entre 8 et 10 millions d'euros.", 8_000_000, 10_000_000, "euros"),
    ("Deux ou trois villages sont coupés.", 2, 3, "villages"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), RANGES)
def test_a_range_is_one_row(text: str, low: float, high: float, unit: str) -> None:
    (row,) = found(text)
    assert (row.value, row.second, row.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Le prix est passé de 8 à 10 euros.", [8, 10]),
        ("Le tirage a chuté de 30 000 à 12 000 exemplaires.", [30_000, 12_000]),
        ("Deux routes et trois ponts sont coupés.", [2, 3]),
    ],
)
def test_a_change_or_a_list_is_no_range(text: str, values: list[float]) -> None:
    assert [(row.value, row.second) for row in found(text)] == [(value, None) for value in values]


ALONE = [
    ("Les ventes sont passées de 12 000 à 2,5 millions.", [12_000, 2_500_000]),
    ("La police a contrôlé 300 cars, dont 24 sans frein.", [300, 24]),
    ("Le bus portait 60 élèves ; douze d'entre eux sont blessés.", [60, 12]),
    ("Sept des dix ponts sont coupés.", [7, 10]),
    ("Ils étaient plus de 400 à défiler.", [400]),
    ("Le stade a reçu 9 000 spectateurs, contre 4 000 l'an passé.", [9000, 4000]),
    ("Une mine a tué deux soldats et en a blessé trois autres.", [2, 3]),
    ("À quatre, ils ont porté le piano.", [4]),
    ("Les domaines sont au nombre de vingt.", [20]),
    # traps
    ("Il l'a signé le premier à trois.", []),
    ("Le ministre habite au 12.", []),
    ("Il a voté pour le numéro 7.", []),
    ("France 2 diffuse le film.", []),
    ("Elle habite Paris 8 depuis peu.", []),
    ("Voir la note (3) au bas du texte.", []),
    ("Tous deux sont partis.", []),
    ("Les deux pays ont signé.", []),
    ("Ces deux hommes se connaissent.", []),
    ("En 1994, ils sont partis.", []),
    ("Elle a marqué son 644 ème but.", []),
    ("Il a gagné le 200 m.", []),
]


@pytest.mark.parametrize(("text", "values"), ALONE)
def test_a_number_without_a_noun(text: str, values: list[float]) -> None:
    assert [row.value for row in found(text)] == values


SHARES = [
    ("Huit camions sur dix roulent à vide.", 8, "camions sur dix"),
    ("Un Malien sur deux lit le journal.", 1, "Malien sur deux"),
    ("Un tiers des routes est en terre.", 0.3333, ""),
    ("La subvention est versée, dont un quart aux clubs.", 0.25, ""),
    ("Le taux atteint 12,5 %.", 12.5, "%"),
]


@pytest.mark.parametrize(("text", "value", "unit"), SHARES)
def test_a_share(text: str, value: float, unit: str) -> None:
    (row,) = found(text)
    assert (row.value, row.unit, row.kind) == (value, unit, "share")


@pytest.mark.parametrize("text", ["Il est parti il y a un quart d'heure.", "Le tiers monde proteste."])
def test_no_share(text: str) -> None:
    assert not [row for row in found(text) if row.kind == "share"]


MONEY = [
    ("Le pont coûte 3 M€.", 3_000_000, "€"),
    ("Il doit 150.000 F au port.", 150_000, "F"),
    ("La taxe rapporte deux milliards de francs guinéens.", 2e9, "francs guinéens"),
    ("Le prêt est de 40 millions de dollars des États-Unis.", 4e7, "dollars des États-Unis"),
    ("Elle a payé 80 livres pour un vol.", 80, "livres"),
    ("Le cahier vaut 7, 50 €.", 7.5, "€"),
]


@pytest.mark.parametrize(("text", "value", "unit"), MONEY)
def test_money_has_its_country(text: str, value: float, unit: str) -> None:
    (row,) = found(text)
    assert (row.value, row.unit, row.kind) == (value, unit, "money")


def test_books_are_no_pounds() -> None:
    (row,) = found("La caisse contient 80 livres d'école.")
    assert row.kind == "other"


def test_one_sum_in_two_currencies_is_one_figure() -> None:
    rows = found("Le test coûte jusqu'à 50 dollars (soit 27 000 francs CFA).")
    assert [(row.again, row.bound) for row in rows] == [(False, "at-most"), (True, "at-most")]
    assert not any(row.again for row in found("Le test coûte 50 dollars et le vol 900 euros."))


SCORES = [
    ("Les Aigles ont battu le Ghana 3-1.", 3, 1),
    ("Le club s'est imposé deux buts à zéro.", 2, 0),
    ("Nantes mène 2 à 1 face à Brest.", 2, 1),
    ("Le club s'est incliné 2:0 à Oran.", 2, 0),
]


@pytest.mark.parametrize(("text", "one", "other"), SCORES)
def test_a_score(text: str, one: float, other: float) -> None:
    (row,) = found(text)
    assert (row.kind, row.value, row.second) == ("score", one, other)


@pytest.mark.parametrize(
    "text", ["La saison 2019-20 est finie.", "Les 15-24 ans votent peu.", "Le car 3-1 est en retard."]
)
def test_no_score(text: str) -> None:
    assert not [row for row in found(text) if row.kind == "score"]


BOUNDS = [
    ("Au plus fort des combats, 30 obus sont tombés.", "exact"),
    ("Le chômage est à 38 %.", "exact"),
    ("Jusqu'à 30 obus sont tombés.", "at-most"),
    ("Pas moins de 30 obus sont tombés.", "at-least"),
    ("Plus que jamais, 30 élus protestent.", "exact"),
    ("Il gagne en moyenne 900 euros.", "about"),
    ("Des centaines d'obus sont tombés.", "more-than"),
    ("Une centaine d'obus sont tombés.", "about"),
    ("Le cours est tombé en dessous de 900 dollars.", "less-than"),
]


@pytest.mark.parametrize(("text", "bound"), BOUNDS)
def test_a_bound_governs_its_number(text: str, bound: str) -> None:
    assert found(text)[0].bound == bound


TIMES = [
    ("Le site a été vu 40 000 fois.", [40_000]),
    ("Le loyer est trois fois plus cher.", [3]),
    ("La dette a été multipliée par dix.", [10]),
    ("Il faut réfléchir deux fois.", []),
]


@pytest.mark.parametrize(("text", "values"), TIMES)
def test_multiples(text: str, values: list[float]) -> None:
    assert [row.value for row in found(text) if row.unit == "fois"] == values


WHAT = [
    ("Il a nommé 12 anciens ministres de la santé.", "anciens ministres de la santé"),
    ("Les tests coûtent 50 dollars.", "tests"),
    ("Il a reçu une facture de 2 millions d'euros.", "facture"),
    ("Près de 10 % de leur population attend.", "population"),
    ("Il purge dix ans de réclusion.", "réclusion"),
    ("Trois cents personnes ont contracté le virus.", "personnes qui ont contracté le virus"),
    ("Le club a été dissous six jours après la grève.", "après la grève"),
]


@pytest.mark.parametrize(("text", "what"), WHAT)
def test_what_is_counted(text: str, what: str) -> None:
    assert found(text)[0].what == what


def test_what_is_counted_stands_in_its_sentence() -> None:
    assert "loi" not in found("Le parti a été dissous six jours après. Une loi promulguée en mai le remplace.")[0].what


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Selon la mairie, 300 arbres sont tombés.", "la mairie"),
        ("La mairie affirme que 300 arbres sont tombés.", "La mairie"),
        ("« Nous avons perdu 300 arbres », dit Awa Sow.", "Awa Sow"),
        ("La mairie a fait abattre 300 arbres.", None),
        ("Trois cents arbres, que la mairie dit malades, sont tombés.", None),
    ],
)
def test_who_gives_it(text: str, source: str | None) -> None:
    assert found(text)[0].source == source


def test_the_event_whose_words_hold_it() -> None:
    text = "Le 3 mai 2024, une bombe a tué six soldats à Gao. Douze autres soldats sont malades."
    made = analyse(Article.from_text(text, published="2024-05-10", verbatim=True))
    rows = made.quantities
    assert rows[0].event is not None
    assert "six soldats" in made.events[rows[0].event].label
    assert rows[1].event is None


@pytest.mark.parametrize(
    ("text", "said", "what"),
    [
        ("Le Mali a battu le Niger 2 à 0 mardi soir à Bamako.", "2 à 0", "Mali a battu le Niger"),
        ("Les Aigles l’ont emporté 4-2 face au Ghana.", "4-2", "Aigles l’ont emporté"),
        ("Les exportations de coton, en hausse de 12 %, restent fragiles.", "12 %", "exportations de coton"),
        ("Les ventes de riz, en recul de 7 %, inquiètent la filière.", "7 %", "ventes de riz"),
    ],
)
def test_what_scores_and_shares_are_of(text: str, said: str, what: str) -> None:
    assert {row.text: row.what for row in found(text)}[said] == what


def test_a_range_behind_a_match_is_no_score() -> None:
    rows = found("L’équipe a battu son record : elle passe de 2 à 5 buts par match.")
    assert not any(row.kind == "score" for row in rows)
