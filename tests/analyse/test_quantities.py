"""Quantities: value, unit, bound, per, kind; ages, dates, models and references are none."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press_briefing import Article, analyse
from press_briefing.analyse.quantities.numbers import number_at
from press_briefing.french.tokens import units_in
from press_briefing.model.analysis import Quantity


@cache
def found(text: str) -> tuple[Quantity, ...]:
    return analyse(Article.from_text(text, published="2024-05-10", verbatim=True)).quantities


# text, value, unit, bound, kind
COUNTED = [
    ("Le contingent dépasse 1 000 hommes.", 1000, "hommes", "more-than", "people"),
    ("Le contingent compte mille hommes.", 1000, "hommes", "exact", "people"),
    ("Dix mille personnes ont défilé.", 10_000, "personnes", "exact", "people"),
    ("10 000 personnes ont défilé.", 10_000, "personnes", "exact", "people"),
    ("10.000 personnes ont défilé.", 10_000, "personnes", "exact", "people"),
    ("Le mercure dépasse 37,5 °C à Matam.", 37.5, "°C", "more-than", "other"),
    ("Le colis pèse 25kg au départ.", 25, "kg", "exact", "other"),
    ("Près de 500.000 personnes ont fui.", 500_000, "personnes", "about", "displaced"),
    ("Une dizaine de maisons ont brûlé.", 10, "maisons", "about", "other"),
    ("Au moins seize morts ont été comptés.", 16, "morts", "at-least", "dead"),
    ("Les combats ont fait 9 morts.", 9, "morts", "exact", "dead"),
    ("Plus de 1.500 civils ont été tués dans la région.", 1500, "civils", "more-than", "dead"),
    ("Le projet coûte 2,5 millions de dollars.", 2_500_000, "dollars", "exact", "money"),
    ("Le budget atteint trois milliards de francs CFA.", 3e9, "francs CFA", "exact", "money"),
    ("La dette s'élève à 100 € par habitant.", 100, "€", "exact", "money"),
    ("Les prix ont augmenté de 46 %.", 46, "%", "exact", "share"),
    ("Plus de 90% de l'électorat a voté.", 90, "%", "more-than", "share"),
    ("La moitié des électeurs a voté.", 0.5, "", "exact", "share"),
    ("La ville est à 40 kilomètres du fleuve.", 40, "kilomètres", "exact", "distance"),
    ("Jusqu'à vingt et une écoles fermeront.", 21, "écoles", "at-most", "other"),
    ("Quatre-vingt-dix-sept villages sont isolés.", 97, "villages", "exact", "other"),
    ("Des milliers de familles ont fui.", 1000, "familles", "more-than", "other"),
    ("Moins de deux cents élèves sont venus.", 200, "élèves", "less-than", "people"),
    ("Les trois corridors vitaux sont coupés.", 3, "corridors", "exact", "other"),
]


@pytest.mark.parametrize(("text", "value", "unit", "bound", "kind"), COUNTED)
def test_a_quantity(text: str, value: float, unit: str, bound: str, kind: str) -> None:
    (row,) = found(text)
    assert row.value == pytest.approx(value)
    assert (row.unit, row.bound, row.kind) == (unit, bound, kind)
    assert text[row.start : row.end] == row.text


NONE = [
    "La 5G arrive au village.",
    "Ils partent à 18h45 du camp.",
    "Un lycéen de 17 ans a été blessé.",
    "Ils sont âgés d'environ 18 ans.",
    "Le 5 juillet 2012, la ville dormait.",
    "Depuis 2015, le pays attend.",
    "Le drone TB2 a survolé la ville.",
    "Un Boeing 737 s'est posé.",
    "L'article 49 de la Constitution le permet.",
    "Le train part à 19h00.",
    "C'est le troisième barrage du pays.",
    "Le 5e anniversaire sera fêté en juin.",
    "Le Covid-19 recule.",
    "Pour la première fois, elle a voté.",
    "Il l'a dit deux fois.",
    "La route nationale RN4 est coupée.",
    "L'élection présidentielle de 2012 fut longue.",
    "Temps de lecture : 8 minutes.",
    "Le fusil AK-47 est interdit.",
    "Un homme attend.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_quantity(text: str) -> None:
    assert found(text) == ()


def test_there_are_forty_sentences() -> None:
    assert len(COUNTED) + len(NONE) >= 40


def test_per_what() -> None:
    (row,) = found("Le coût est élevé : 10 000 dollars par mois et par combattant.")
    assert row.per == ("mois", "combattant")
    assert row.value == 10_000
    assert row.unit == "dollars"


def test_an_agent_is_no_reckoning() -> None:
    (row,) = found("Douze soldats tués par les rebelles ont été enterrés.")
    assert row.per == ()
    assert row.kind == "dead"


def test_a_range_is_one_row_with_two_bounds() -> None:
    (row,) = found("Entre 10 et 20 personnes ont été blessées.")
    assert (row.value, row.second, row.bound, row.kind) == (10, 20, "at-least", "wounded")


def test_a_change_is_no_interval() -> None:
    rows = found("Le bilan est passé de 12 à 15 morts.")
    assert [(row.value, row.bound, row.kind) for row in rows] == [(12, "exact", "dead"), (15, "exact", "dead")]


def test_peoples_are_counted() -> None:
    (row,) = found("1 200 Tchadiens sont déployés.")
    assert (row.value, row.unit, row.kind) == (1200, "Tchadiens", "people")


def test_a_number_has_the_source_of_its_sentence() -> None:
    (row,) = found("Selon la police, 300 manifestants étaient présents.")
    assert row.source == "la police"
    (row,) = found("« Nous avons perdu 40 bêtes », dit Awa Diallo.")
    assert row.source == "Awa Diallo"


@pytest.mark.parametrize("row", COUNTED)
@pytest.mark.parametrize(("old", "new"), [(" ", "\u202f"), (" ", "\u00a0"), ("'", "’")])
def test_typography_changes_nothing(row: tuple, old: str, new: str) -> None:
    import re

    text = row[0].replace(old, new) if old != " " else re.sub(r"(?<=\d) (?=\d|%|€)", new, row[0])
    assert [(q.value, q.bound, q.kind) for q in found(text)] == [(q.value, q.bound, q.kind) for q in found(row[0])]


UNITS = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}


def in_words(n: int) -> str:
    """The number in words, as an independent speller writes it."""
    if n < 20:
        return UNITS[n]
    if n < 100:
        ten = max(t for t in TENS if t <= n)
        rest = n - ten
        if not rest:
            return TENS[ten] + ("s" if ten == 80 else "")
        if rest in (1, 11) and ten < 80:
            return f"{TENS[ten]} et {UNITS[rest]}"
        return f"{TENS[ten]}-{UNITS[rest]}"
    if n < 1000:
        head, rest = divmod(n, 100)
        hundred = "cent" if head == 1 else f"{UNITS[head]} cent{'s' if not rest else ''}"
        return hundred + (f" {in_words(rest)}" if rest else "")
    head, rest = divmod(n, 1000)
    return (
        "mille"
        if head == 1
        else f"{in_words(head).removesuffix('s') if head % 100 in (0, 80) and head > 79 else in_words(head)} mille"
    ) + (f" {in_words(rest)}" if rest else "")


@given(st.integers(min_value=2, max_value=999_999))
def test_words_and_digits_agree(n: int) -> None:
    tokens = units_in(in_words(n) + " maisons")
    number = number_at(tokens, 0)
    assert number is not None
    assert number.value == n
    assert tokens[number.last].text == "maisons"


@given(st.text(alphabet="0123456789 .,%€un deuxmillecentàet-/", max_size=40))
def test_any_digits_are_read_or_left(text: str) -> None:
    for i in range(len(units_in(text))):
        number = number_at(units_in(text), i)
        assert number is None or number.first < number.last
