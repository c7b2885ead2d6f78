"""Who says what, mechanism by mechanism: ten sentences each, half of them traps. Wordings of our own."""

from __future__ import annotations

from functools import cache

import pytest

from press_briefing import Article, analyse
from press_briefing.model.analysis import Analysis

LEAD = "Le tramway de la ville sera prolongé vers le nord. La salle des fêtes était comble mardi soir."
TYPOGRAPHIES = {
    "plain": str,
    "curly": lambda text: text.replace("'", "’"),
    "spaces": lambda text: text.replace("« ", "«\u00a0").replace(" »", "\u202f»").replace(" :", "\u00a0:"),
    "straight": lambda text: text.replace("« ", '"').replace(" »", '"'),
}


@cache
def found(text: str) -> Analysis:
    return analyse(Article.from_text(f"{LEAD}\n\n{text}", published="2024-03-06"))


def sources(text: str) -> set[tuple[str, str]]:
    """(name, kind) of every claim that has a source."""
    return {(c.source.name, c.source_type) for c in found(text).claims if c.source and c.source_type != "unattributed"}


def names(text: str) -> set[str]:
    return {name for name, _ in sources(text)}


def speakers(text: str) -> list[str | None]:
    return [quote.speaker.name if quote.speaker else None for quote in found(text).quotes]


# -- « on » and where it has it from (according) ---------------------------------------------------

HEARD_FROM = [
    ("Le pont a cédé, a-t-on appris de sources diplomatiques.", {("sources diplomatiques", "anonymous")}),
    ("De source policière, deux hommes sont en fuite.", {("source policière", "anonymous")}),
    ("Le pont a cédé, apprend-on de source proche du dossier.", {("source proche du dossier", "anonymous")}),
    ("Le pont a cédé, a-t-on appris auprès du parquet de Lyon.", {("parquet de Lyon", "institutional")}),
    ("Le pont a cédé, indique-t-on à la préfecture.", {("la préfecture", "institutional")}),
    ("Le pont a cédé, apprend-on à Bruxelles.", {("à Bruxelles", "anonymous")}),
]
HEARD_FROM_NOBODY = [
    "Le pont a cédé, apprend-on en marchant.",
    "Les pèlerins boivent de l'eau de source sur la place.",
    "De source en rivière, l'eau descend vers la plaine.",
    "On a vu le pont auprès du vieux moulin.",
    "On a appris à nager à la piscine du quartier.",
]


@pytest.mark.parametrize(("text", "told"), HEARD_FROM)
@pytest.mark.parametrize("typography", TYPOGRAPHIES)
def test_what_on_has_from_somebody(text: str, told: set[tuple[str, str]], typography: str) -> None:
    assert {kind for _, kind in sources(TYPOGRAPHIES[typography](text))} == {kind for _, kind in told}
    if typography == "plain":
        assert sources(text) == told


@pytest.mark.parametrize("text", HEARD_FROM_NOBODY)
def test_on_alone_is_nobody(text: str) -> None:
    assert sources(text) == set()


# -- in somebody's eyes -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "La maire Awa Sow reste ferme. À ses yeux, le projet est perdu.",
        "La maire Awa Sow reste ferme. A ses yeux, le projet est perdu.",
        "La maire Awa Sow reste ferme. Mais à ses yeux, le projet est perdu.",
        "La maire Awa Sow reste ferme. À son avis, le projet est perdu.",
        "La maire Awa Sow reste ferme. Le projet, à ses yeux, est perdu.",
    ],
)
def test_in_her_eyes(text: str) -> None:
    assert names(text) == {"Awa Sow"}


@pytest.mark.parametrize(
    "text",
    [
        "La maire Awa Sow porte la main à ses yeux.",
        "La maire Awa Sow doit à ses yeux clairs un surnom.",
        "La maire Awa Sow tient à son avis personnel.",
        "La maire Awa Sow donne à leurs yeux un éclat.",
        "La maire Awa Sow a soumis le texte à leur avis.",
    ],
)
def test_eyes_that_see(text: str) -> None:
    assert names(text) == set()


# -- kin and company --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Awa Sow dit que le pont tient. Sa mère affirme que les travaux durent trop.",
        "Awa Sow dit que le pont tient. Selon son ancienne collègue, les travaux durent trop.",
        "Awa Sow dit que le pont tient. Son adversaire affirme que les travaux durent trop.",
    ],
)
def test_kin_and_company_are_somebody_else(text: str) -> None:
    assert ("Awa Sow", "named") in sources(text)
    assert {kind for name, kind in sources(text) if name != "Awa Sow"} == {"office"}


@pytest.mark.parametrize(
    "text",
    [
        "Awa Sow dit que le pont tient. La fille affirme que les travaux durent trop.",
        "Luc Noir dit que le pont tient. Le quinquagénaire anonyme du marché affirme que les travaux durent trop.",
    ],
)
def test_what_anybody_is_pins_nobody_down(text: str) -> None:
    assert "office" not in {kind for _, kind in sources(text)}


# -- several speakers, and who the sentence turns to -----------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Awa Sow et Luc Noir affirment que le projet est perdu.", {"Awa Sow", "Luc Noir"}),
        ("Luc Noir a refusé. Quant à Awa Sow, elle affirme que le projet tient.", {"Awa Sow"}),
        ("Luc Noir a refusé. Quant au maire de Vance, il estime que le projet tient.", {"maire de Vance"}),
        ("Le projet tient, résume quant à elle Awa Sow.", {"Awa Sow"}),
        ("Luc Noir a salué les pays qui soutiennent la paix et a déclaré que le projet tenait.", {"Luc Noir"}),
    ],
)
def test_who_speaks_of_two(text: str, told: set[str]) -> None:
    assert names(text) == told


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Luc Noir aide Awa Sow et affirme que le projet tient.", "Awa Sow"),
        ("Luc Noir, élu de la ville, et non Awa Sow, affirme que le projet tient.", "élu"),
        ("La hausse du nombre de gens qui disent que le projet tient inquiète Awa Sow.", "gens"),
        ("Luc Noir a quitté la liste des États qui soutiennent la paix et a déclaré que le projet tenait.", "États"),
        ("Quant à la date du vote, elle sera fixée lundi.", "la date du vote"),
    ],
)
def test_who_does_not(text: str, never: str) -> None:
    assert never not in names(text)


# -- what the author's own clause carries, and what stands alone (hanging, hearing) ------------------


@pytest.mark.parametrize(
    "text",
    [
        "Awa Sow affirme que le projet tient. « Nous irons jusqu'au bout de la ligne, quoi qu'il en coûte. »",
        "Awa Sow est quant à elle plus nuancée : « Nous verrons bien ce que cela donne demain. »",
        "Awa Sow s'est dite prête à « tout reprendre depuis le début ».",
        "« Le projet tient », résume quant à elle Awa Sow.",
        "Awa Sow se dit « très alarmée ».",
    ],
)
def test_words_that_are_hers(text: str) -> None:
    assert speakers(text) == ["Awa Sow"]


@pytest.mark.parametrize(
    "text",
    [
        "Awa Sow affirme que le projet tient. La question « Qui paiera donc tout cela demain ? » a été posée.",
        "Awa Sow affirme que le projet tient. D'où « la nécessité de reprendre tout le chantier ».",
        "Awa Sow affirme que le projet tient. Tel est le sens du « grand chantier ».",
        "Awa Sow affirme que le projet tient. Une affiche porte « le nom de tous les élus de la ville ».",
        "Awa Sow affirme que le projet tient. Sans doute faut-il citer les « grands travaux ».",
    ],
)
def test_words_that_are_not(text: str) -> None:
    assert "Awa Sow" not in speakers(text)


# -- what makes a verb speech (claiming) ------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Awa Sow a manifesté sa crainte que le projet échoue.",
        "Awa Sow dit en avoir parlé avec les élus.",
        "La ville a payé, ce que nie Awa Sow.",
        "La ville a payé, ce qu'Awa Sow a démenti.",
        "Des violences attribuées aux vigiles par Awa Sow ont choqué.",
    ],
)
def test_speech_by_its_object(text: str) -> None:
    assert names(text) == {"Awa Sow"}


@pytest.mark.parametrize(
    "text",
    [
        "Awa Sow a manifesté devant la mairie.",
        "Awa Sow a affiché le plan du tramway.",
        "Awa Sow a exclu du groupe un élu.",
        "Les places attribuées aux élèves par Awa Sow sont rares.",
        "Awa Sow confirme sa place de première.",
    ],
)
def test_no_speech_by_its_object(text: str) -> None:
    assert names(text) == set()


# -- kinds of sources (sources, functions, descriptions) --------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Le ministre des Ports estime que tout va. Luc Noir, ministre des Ports, est reparti.", ("Luc Noir", "named")),
        ("La procureure de Vance affirme que tout va. Awa Sow, la procureure de Vance, rentre.", ("Awa Sow", "named")),
        ("Un porte-parole de l'armée affirme que tout va.", ("Un porte-parole de l'armée", "office")),
        ("Selon le rapport annuel de l'ONU, tout va.", ("ONU", "institutional")),
        ("Des habitants affirment que tout va.", ("Des habitants", "anonymous")),
    ],
)
def test_kinds(text: str, told: tuple[str, str]) -> None:
    assert sources(text) == {told}


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Le ministre des Forêts estime que tout va. Luc Noir, ministre des Ports, est reparti.", "Luc Noir"),
        ("La procureure affirme que tout va. Luc Noir, le procureur de Vance, rentre.", "Luc Noir"),
        (
            "Luc Noir affirme que tout va. Paul Brun dit que non. Le conseiller du préfet affirme que oui.",
            "le conseiller",
        ),
        ("Le recteur de la région académique Bretagne affirme que tout va.", "Bretagne"),
        ("Personne ne soutiendrait que tout va.", "Personne"),
    ],
)
def test_kinds_that_are_not(text: str, never: str) -> None:
    assert never not in names(text)


def test_nobody_answers_to_a_pronoun() -> None:
    assert not any(kind == "anonymous" for _, kind in sources("Elle affirme que tout va."))


def test_fish_are_no_source() -> None:
    assert sources("Le bilan est lourd pour la population de poissons.") == set()


# -- the floor that goes on (claims) ----------------------------------------------------------------


def test_the_conditional_goes_on() -> None:
    text = "Selon Awa Sow, le chef a fui. Il aurait pris la route du nord."
    assert [c.source.name if c.source else None for c in found(text).claims] == ["Awa Sow", "Awa Sow"]


def test_but_not_past_a_turn() -> None:
    text = "Selon Awa Sow, le chef a fui. Mais il aurait été vu en ville."
    assert [c.source.name if c.source else None for c in found(text).claims] == ["Awa Sow", None]


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("Il aurait traversé la frontière.", True),
        ("Deux complices l’auraient aidé.", True),
        ("Les pompiers auraient été appelés trop tard.", True),
        ("Son frère, lui, aurait payé le passeur.", True),
        ("La voiture aurait roulé sans phares.", True),
        # traps: a condition, a wish, a question, another paragraph, a promise of somebody else's
        ("S’il revenait, il serait arrêté.", False),
        ("Le maire voudrait un commissariat.", False),
        ("Qui aurait pu le croire ?", False),
        ("\n\nLa ville aurait besoin d’un pont.", False),
        ("Le maire a promis que la grille serait fermée.", False),
    ],
)
def test_the_conditional_of_the_press(text: str, goes: bool) -> None:
    """A sentence in the conditional right behind « selon X » is X's still; a conditional of another kind is not."""
    rows = found(f"Selon le parquet, l’homme a fui. {text}").claims
    assert sum(c.source is not None and c.source.name == "le parquet" for c in rows) == 1 + goes


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("psychologue diplômée et experte en sommeil chez Linéa, à San Diego,", "Awa Sow"),
        ("avocate et militante des droits humains, à Dakar,", "Awa Sow"),
        ("juge et mère de trois enfants, hier,", "Awa Sow"),
        # traps: somebody else stands behind « et », the name is only of the place
        ("et un expert de l’université de Delft, à Paris,", None),
    ],
)
def test_two_appositions_between_a_name_and_its_verb(told: str, who: str | None) -> None:
    sources_ = [c.source.name for c in found(f"Awa Sow, {told} affirme que le pont tiendra.").claims if c.source]
    assert (sources_ == [who]) == (who is not None)


# -- interviews -------------------------------------------------------------------------------------

ASKED = ["Comment tout a-t-il commencé ?", "Qui vous a aidée ?", "Que ferez-vous demain ?"]
SAID = [
    "Je suis née près du dépôt et j'ai toujours aimé les rails.",
    "Mes voisins m'ont aidée, nous étions dix.",
    "Je reprendrai mon métier, sans regret.",
]


def talk(intro: str, said: list[str]) -> str:
    return "\n\n".join([intro, *(line for pair in zip(ASKED, said, strict=True) for line in pair)])


def test_answers_belong_to_who_is_asked() -> None:
    text = talk("Entretien avec Awa Sow, conductrice de tramway.", SAID)
    assert sum(c.source is not None and c.source.name == "Awa Sow" for c in found(text).claims) == 3


@pytest.mark.parametrize(
    "text",
    [
        talk("Entretien sur le tramway de la ville.", SAID),  # nobody is named
        talk("Luc Noir et Awa Sow ont écrit un livre.", SAID),  # which of the two?
        talk("Awa Sow conduit le tramway.", ["Le dépôt date de 1900.", "La ville a payé.", "Rien n'est prévu."]),
    ],
)
def test_what_is_no_interview(text: str) -> None:
    assert names(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Le Sahel demande des moyens à ses voisins.",
        "Au sommet, le Sahel central réclame une réponse.",
        "L’Afrique de l’Ouest réclame une réponse commune.",
        "Le Maghreb affirme son unité, et la Méditerranée attend.",
    ],
)
def test_nobody_speaks_for_a_part_of_the_world(analysed, text):
    found = analysed(text)
    assert not [row for row in found.claims if row.source_type in ("institutional", "named")]
    assert not {"Sahel", "Afrique de l'Ouest", "Maghreb", "Méditerranée"} & {row.name for row in found.actors}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le Mali demande des moyens à ses voisins.", "Mali"),
        ("L’Europe réclame une réponse commune.", "Europe"),
        ("La France affirme que les quotas seront tenus.", "France"),
    ],
)
def test_a_state_and_its_union_do_speak(analysed, text, name):
    assert name in {row.source.name for row in analysed(text).claims if row.source}
