"""Names that are one, and common nouns that are names: sentences of our own, half of them traps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actors_kit import straight
from press_briefing.model.analysis import Analysis

NICKNAMES = [
    ("Le juge a interrogé Paul Duval, alias Rocky, hier. Rocky a écrit à la presse.", {"Paul Duval"}),
    ("Surnommé Rocky, M. Duval est accusé de meurtres par la cour.", {"Duval"}),
    ("Hier, Paul Duval, surnommé « Rocky », a fui la ville avec ses hommes.", {"Paul Duval"}),
    # traps: two it may be, a name that is nobody's other one
    ("Paul Duval a présenté Marc Lenoir, un ami de la famille, à la presse.", {"Paul Duval", "Marc Lenoir"}),
    ("Surnommé le roi du vélo, Paul Duval a quitté la ville hier.", {"Paul Duval"}),
]


@pytest.mark.parametrize(("text", "names"), NICKNAMES)
def test_a_nickname_is_no_second_person(analysed: Callable[..., Analysis], text: str, names: set[str]) -> None:
    rows = [row for row in analysed(text).actors if row.named]
    assert {straight(row.name) for row in rows} == names


NAMED = [
    ("Les gilets jaunes ont défilé samedi dans le centre.", {"gilets jaunes"}),
    ("Le maire a reçu des « gilets jaunes » mardi matin.", {"gilets jaunes"}),
    ("Au moins 800 casques bleus surveillent la ligne.", {"casques bleus"}),
    ("La colère des bonnets rouges a surpris le préfet.", {"bonnets rouges"}),
    ("La cour constitutionnelle a annulé le vote de mai.", {"cour constitutionnelle"}),
    ("La cour suprême a tranché en faveur du maire.", {"cour suprême"}),
    ("Le tribunal de Pontivy va juger l’affaire lundi.", {"tribunal de Pontivy"}),
    # traps: clothes, one of them, a court that is any, a thing in it
    ("Les agents portaient des gilets jaunes sous la pluie.", set()),
    ("On voyait des cyclistes en gilets jaunes sur la route.", set()),
    ("Un gilet jaune a été trouvé dans la voiture.", set()),
    ("La cour a annulé le vote de mai.", set()),
    ("Une cour d’école a été repeinte par les parents.", set()),
    ("Le tribunal de première instance va juger l’affaire.", set()),
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_nouns_that_are_names(analysed: Callable[..., Analysis], text: str, names: set[str]) -> None:
    assert {straight(row.name) for row in analysed(text).actors if row.named} == names


ONE_BODY = [
    (
        "La Fédération internationale de ski a suspendu le juge. La Fédération internationale refuse de répondre.",
        {"Fédération internationale de ski"},
    ),
    (
        "La réunion de l’Union Sport IDF a eu lieu mardi. L’Union Sport Île-de-France appelle à la grève.",
        {"Union Sport Île-de-France"},
    ),
    # traps: two it may be, letters that spell something else
    (
        "La Fédération nationale de ski et la Fédération nationale de golf ont voté. La Fédération nationale se tait.",
        {"Fédération nationale de ski", "Fédération nationale de golf", "Fédération nationale"},
    ),
    (
        "La réunion de l’Union Sport PCA a eu lieu mardi. L’Union Sport Île-de-France appelle à la grève.",
        {"Union Sport PCA", "Union Sport Île-de-France"},
    ),
]


@pytest.mark.parametrize(("text", "names"), ONE_BODY)
def test_two_forms_of_one_body(analysed: Callable[..., Analysis], text: str, names: set[str]) -> None:
    assert {straight(row.name) for row in analysed(text).actors if row.named} == names


BRUSSELS = [
    ("Bruxelles a accordé à la Moldavie une aide de l’Union européenne.", "Union européenne"),
    ("Bruxelles a condamné la Suède. La Commission européenne l’avait avertie.", "Commission européenne"),
    # traps: Belgium is spoken of, the Union is not
    ("Bruxelles a condamné la Suède. L’Union européenne a voté. Le roi belge a approuvé.", "Belgique"),
    ("Bruxelles a condamné la Suède. La Belgique quitte l’Union européenne.", "Belgique"),
]


@pytest.mark.parametrize(("text", "name"), BRUSSELS)
def test_who_brussels_is(analysed: Callable[..., Analysis], text: str, name: str) -> None:
    places = {straight(row.name) for row in analysed(text).actors for m in row.mentions if m.form == "place"}
    assert places == {name}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Le recteur de la région académique Bretagne a répondu qu’il n’y aurait rien.", None),
        ("Le recteur Yann Bretagne a répondu qu’il n’y aurait rien.", "Yann Bretagne"),
    ],
)
def test_a_region_is_no_person(analysed: Callable[..., Analysis], text: str, person: str | None) -> None:
    assert [row.name for row in analysed(text).actors if row.named and row.kind == "person"] == [person] * bool(person)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("La maire Anne Roy est partie. L’usine Solvex a fermé. La société Solvex attend. Elle licencie.", []),
        ("La maire Anne Roy est partie. Elle reviendra.", ["Anne Roy"]),
    ],
)
def test_a_body_that_was_the_subject_since(analysed: Callable[..., Analysis], text: str, sure: list[str]) -> None:
    rows = analysed(text).actors
    found = [row.name for row in rows for m in row.mentions if m.form == "pronoun" and not m.doubtful]
    assert [name for name in found if name == "Anne Roy"] == sure
