"""Who is nobody, who is one and the same, and who a description beside a name is: own sentences by kind, with traps."""

from __future__ import annotations

from functools import cache

import pytest

from actors_kit import straight
from press_briefing import Article, analyse
from press_briefing.model.analysis import Actor, Analysis


@cache
def analysed(text: str) -> Analysis:
    return analyse(Article.from_text(text, verbatim=True))


def names(text: str) -> set[str]:
    return {straight(row.name) for row in analysed(text).actors}


def row(text: str, name: str) -> Actor:
    return next(actor for actor in analysed(text).actors if straight(actor.name) == name)


def forms(text: str, name: str) -> set[str]:
    """Every way a row is called in the text, doubtful ones aside."""
    return {straight(text[m.start : m.end]) for m in row(text, name).mentions if not m.doubtful}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # denied, hypothetical
        ("Aucun élu n’a voté la loi.", set()),
        ("Une telle union paraît impossible à ce jour.", set()),
        ("Il n’existe pas d’organisme qui contrôle le port.", set()),
        ("Un élu n’a pas voté la loi.", {"élu"}),
        # things called like people
        ("Le texte donne un cadre aux écoles du port.", set()),
        ("Un cadre de la banque a démissionné hier.", {"cadre de la banque"}),
        ("Un agent pathogène a contaminé la cuve.", set()),
        ("Un agent de police a contrôlé la cuve.", {"agent de police"}),
        ("Le port a reçu 290.000 unités cette année.", set()),
        ("L’armée a envoyé trois unités au port.", {"trois unités"}),
        # acts called like bodies
        ("L’administration de ces vaccins a sauvé la commune.", set()),
        ("L’organisation du scrutin a coûté cher.", set()),
        ("L’organisation de défense des chats a porté plainte.", {"organisation de défense des chats"}),
        # an office, and a body that is told something
        ("Jean Dru a été nommé à la présidence du club.", {"Jean Dru"}),
        ("Jean Dru a remis son texte à la direction.", {"Jean Dru", "direction"}),
        # a palace as a place, and as who sits there
        ("Reçue mardi à l’Élysée, Anne Roux a parlé sous les dorures du palais de l’Élysée.", {"Anne Roux"}),
        ("On a demandé à l’Élysée de répondre avant mardi.", {"Élysée"}),
        # letters that stand for a thing, for people, for a body
        ("Le virus de la grippe porcine (VGP) a tué. L’OMS craint le VGP. Le VGP a gagné le nord.", {"OMS"}),
        (
            "L’Organisation mondiale de la santé (OMS) alerte. L’OMS a insisté.",
            {"Organisation mondiale de la santé"},
        ),
        # where a description begins and ends
        ("De nombreuses personnes ont fui le port.", {"nombreuses personnes"}),
        ("Le village a reçu 14 personnes, dont 9 athlètes du pays.", {"14 personnes"}),
        ("La banque a averti les investisseurs contre le commerce de titres.", {"banque", "investisseurs"}),
    ],
)
def test_who_is_somebody(text: str, found: set[str]) -> None:
    assert names(text) - {"armée", "commune", "écoles"} == found


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("Bachar al-Assouad a fui. On tient Assouad pour responsable.", "Bachar al-Assouad", "Assouad"),
        ("Jan W. de Vos a perdu un prix. Jan Willem de Vos est mort.", "Jan Willem de Vos", "Jan W. de Vos"),
        ("Jan W. de Vos a gagné. Jan Willem de Vos est mort. M. de Vos dormait.", "Jan Willem de Vos", "de Vos"),
        ("J. Drula a gagné. Jean Drula reviendra.", "Jean Drula", "J. Drula"),
        # descriptions beside the name, or of who was told to be so
        (
            "Sophie Bonnet, secrétaire générale de la CGT, est venue. La dirigeante de la CGT a souri.",
            "Sophie Bonnet",
            "La dirigeante de la CGT",
        ),
        (
            "L’attaquant Luis Bravo a défié le premier ministre, Jean Dru. Le joueur est payé peu.",
            "Luis Bravo",
            "Le joueur",
        ),
        ("Marcus Rishford a joué. Le jeune homme a grandi à Lens.", "Marcus Rishford", "Le jeune homme"),
    ],
)
def test_who_is_the_same(text: str, name: str, told: str) -> None:
    assert told in forms(text, name)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Jan W. de Vos a perdu un prix. Jan Albert de Vos est mort.", {"Jan W. de Vos", "Jan Albert de Vos"}),
        (
            "Sophie Bonnet, secrétaire générale de la CGT, est venue. La dirigeante de la Ligue a souri.",
            {"Sophie Bonnet", "dirigeante de la Ligue"},
        ),
        (
            "L’attaquant Luis Bravo a défié le gardien Jean Dru. Le joueur est payé peu.",
            {"Luis Bravo", "Jean Dru", "joueur"},
        ),
        ("La CGT, un institut et un club ont acheté le terrain.", {"CGT", "institut"}),
    ],
)
def test_who_is_another(text: str, own: set[str]) -> None:
    assert own <= names(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("L’agence de presse Tass l’a dit hier.", {"Tass"}),
        ("La société pharmaceutique américaine Eli Lally a vendu le brevet.", {"Eli Lally"}),
        ("Le jury cite l’ONU, une organisation née en 1945.", {"ONU"}),
        ("Le jury a écrit à Reuters, l’agence britannique, hier.", {"Reuters"}),
    ],
)
def test_a_description_beside_a_name_has_no_row(text: str, found: set[str]) -> None:
    assert names(text) - {"jury"} == found


def test_whose_widow_she_is() -> None:
    text = "La veuve de M. de Klark, Elita, affirme que la porte était ouverte."
    assert row(text, "Elita").role == "veuve de M. de Klark"


def test_a_function_between_two_names_is_of_the_first() -> None:
    text = "Aux côtés de M. Manda, le premier maire noir de Sorval, M. Roux, décédé en 2021, a reçu un prix."
    assert (row(text, "Manda").role, row(text, "Roux").role) == ("premier maire noir de Sorval", None)


def test_a_title_that_two_bear_is_nobodys_for_sure() -> None:
    text = (
        "Selon le ministre des Ports interrogé mardi, tout va bien. L’entourage du ministre se tait comme celui de "
        "Paul Roux, le ministre de la Mer. Le ministre a rappelé la règle."
    )
    assert "Le ministre" not in forms(text, "Paul Roux")
