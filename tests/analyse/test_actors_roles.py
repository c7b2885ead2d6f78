"""Functions of people as the article states them: sentences of our own, half of them traps.

Each article is one mechanism; its people never meet, so each row shows what one sentence says.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actors_kit import people, role_of, straight
from press_briefing.model.analysis import Analysis

Check = dict[str, str | None]

# A title right before the name. None: nothing is stated.
TITLES: list[tuple[str, Check]] = [
    (
        "Le ministre norvégien des Transports Odd Hauge a signé le texte.",
        {"Odd Hauge": "ministre norvégien des Transports"},
    ),
    ("Le Secrétaire général Pedro Ramos estime que la crise dure.", {"Pedro Ramos": "Secrétaire général"}),
    ("L’académicienne Jeanne Verneuil a écrit au maire.", {"Jeanne Verneuil": "académicienne"}),
    ("La géologue et navigatrice Lise Aubry rentre vendredi.", {"Lise Aubry": "géologue et navigatrice"}),
    ("Selon l’ancien préfet du Doubs Marc Ferry, rien ne presse.", {"Marc Ferry": "ancien préfet du Doubs"}),
    ("Le député LR Hugo Tanguy demande une enquête.", {"Hugo Tanguy": "député LR"}),
    # traps: another sentence, an infinitive, a participle, somebody else's complement
    ("La salle a applaudi le nouveau préfet. Bruno Castel est sorti sans un mot.", {"Bruno Castel": None}),
    ("C’est le premier élu de la ville à défier M. Orsini en public. Sandro Orsini se tait.", {"Sandro Orsini": None}),
    ("La cour a accusé mercredi Rita Vogel de retarder le procès.", {"Rita Vogel": None}),
    ("Elle a confié à son mari la gestion du domaine Clara Maurin, puis elle est partie.", {"Clara Maurin": None}),
    ("Le gouvernement a reçu Nils Brandt, puis le syndicat.", {"Nils Brandt": None}),
    ("Le documentaire Paul Robin sort mercredi en salles.", {"Paul Robin": None}),
]

# What is somebody's, for whom somebody is, and the subject of the next verb tell no function of the name beside them.
BESIDE: list[tuple[str, Check]] = [
    (
        "Le mandat de la secrétaire générale de la ligue, Lena Brodin, finit.",
        {"Lena Brodin": "secrétaire générale de la ligue"},
    ),
    ("Il retrouve ses jeunes compatriotes Vito Junot et Rodo Palm.", {"Vito Junot": None, "Rodo Palm": None}),
    ("Selon Luc Baron, le préfet a menti.", {"Luc Baron": None}),
    ("Vainqueur des champions avec Pia Sand et Eva Holm, elle pleure.", {"Pia Sand": None, "Eva Holm": None}),
    ("Pour Bo Lind, la reine a raison.", {"Bo Lind": None}),
    ("Anna Weil, la directrice du port, a démissionné.", {"Anna Weil": "directrice du port"}),
    ("Nils Aker, le maire de Rennes, dort.", {"Nils Aker": "maire de Rennes"}),
    ("Les jeunes avocats Tea Mori et Ugo Fink plaident.", {"Tea Mori": "avocat", "Ugo Fink": "avocat"}),
    ("Le procès du préfet du Doubs, Max Orban, commence.", {"Max Orban": "préfet du Doubs"}),
    ("La nomination de la juge Iris Kahn a surpris.", {"Iris Kahn": "juge"}),
]

# The function told of a pronoun, where no other is stated.
TAKEN_UP: list[tuple[str, Check]] = [
    (
        "Julie Marsan a perdu son recours. Elle est la directrice du musée de Rouen.",
        {"Julie Marsan": "directrice du musée de Rouen"},
    ),
    ("Hugo Tessier a été arrêté. Il est un ancien trésorier du parti.", {"Hugo Tessier": "ancien trésorier du parti"}),
    ("Nora Lindt a gagné. Elle a été élue maire en mars.", {"Nora Lindt": "maire"}),
    ("Le juge Karl Odin a tranché. Il est le doyen de la cour.", {"Karl Odin": "juge"}),
    ("Clara Nodier a vu Mme Sarah Brun. Elle est la directrice du musée.", {"Sarah Brun": None}),
    ("Otto Berg a fui. Il n’est pas le trésorier du parti.", {"Otto Berg": None}),
    ("Rosa Klein a parlé. Elle serait la trésorière du parti.", {"Rosa Klein": None}),
    ("Iván Peral dort. Il est possible que le maire parte.", {"Iván Peral": None}),
    ("Zoé Marchal est venue. « Elle est la trésorière du parti », dit un voisin.", {"Zoé Marchal": None}),
    ("Émile Vasseur a chuté. Il est blessé au genou.", {"Émile Vasseur": None}),
]

# The function first, the name behind the comma.
COMMAS: list[tuple[str, Check]] = [
    (
        "La ministre allemande des Finances, Petra Vogt, a reçu la presse.",
        {"Petra Vogt": "ministre allemande des Finances"},
    ),
    ("L’une des bénévoles, Nora Simon, raconte la nuit.", {"Nora Simon": "une des bénévoles"}),
    (
        "Pour la Suède, la commissaire sortante au budget, Maja Holm, reste en lice.",
        {"Maja Holm": "commissaire sortante au budget"},
    ),
    (
        "L’assistant principal de la politique agricole, Yves Cadiou, était là.",
        {"Yves Cadiou": "assistant principal de la politique agricole"},
    ),
    ("Le patron de la régie (transports), Alain Muret, s’est tu.", {"Alain Muret": "patron de la régie (transports)"}),
    # traps
    ("Devant le juge, Simon Paret, 40 ans, a tout nié.", {"Simon Paret": None}),
    ("Après le départ des ministres, Elsa Moulin, seule, a répondu.", {"Elsa Moulin": None}),
    ("Le jour où le maire a parlé, Rémi Lachaud, lui, écoutait.", {"Rémi Lachaud": None}),
    ("Interrogé par les enquêteurs, Igor Savic, a reconnu les faits.", {"Igor Savic": None}),
    ("À la demande du notaire, Gil Roussel, 30 ans, a signé.", {"Gil Roussel": None}),
]

# The name first.
APPOSITIONS: list[tuple[str, Check]] = [
    (
        "Marc Delvaux, un des conseillers de la préfète, a démissionné.",
        {"Marc Delvaux": "un des conseillers de la préfète"},
    ),
    (
        "Pierre Lamy – professeur de droit à Nantes et membre du jury – a voté contre.",
        {"Pierre Lamy": "professeur de droit à Nantes et membre du jury"},
    ),
    ("Anne Duval (PS), 53 ans, sénatrice de la Drôme, a répondu.", {"Anne Duval": "sénatrice de la Drôme"}),
    ("Samir Kaci, nommé directeur du port en mai, a salué la décision.", {"Samir Kaci": "nommé directeur du port"}),
    ("Inès Carlier, la détentrice du record de saut, a renoncé.", {"Inès Carlier": "détentrice du record de saut"}),
    ("Rose Tellier, employée de la banque, a donné l’alerte.", {"Rose Tellier": "employée de la banque"}),
    (
        "Paula Sorel, conseillère du ministre belge Tom Raes, a signé.",
        {"Paula Sorel": "conseillère du ministre belge Tom Raes"},
    ),
    # traps: what befell somebody, circumstances, company, the next one
    (
        "Sont présents Hugo Marin, enseignant en mécanique Fanny Colas, membre du jury",
        {"Fanny Colas": "membre du jury"},
    ),
    ("Karim Bensaïd, accusé d’avoir volé sa voisine, nie les faits.", {"Karim Bensaïd": None}),
    ("Luc Royer, blessé, a quitté le terrain.", {"Luc Royer": None}),
    ("Irène Holt, directrice de l’école et son mari ont été libérés.", {"Irène Holt": "directrice de l’école"}),
    ("Jules Perrot, préfet de la Meuse depuis mars, se tait.", {"Jules Perrot": "préfet de la Meuse"}),
    ("Edgar Noll, menteur selon la défense, a quitté la barre.", {"Edgar Noll": None}),
    ("Olga Brun, lundi soir, a quitté la salle.", {"Olga Brun": None}),
    (
        "Mona Diop, envoyée spéciale du journal en Égypte, raconte.",
        {"Mona Diop": "envoyée spéciale du journal en Égypte"},
    ),
    ("Lola Perez, désormais étudiante à Metz, a tout vendu.", {"Lola Perez": "étudiante à Metz"}),
    ("Théo Blin - il a vingt ans - court chaque matin.", {"Théo Blin": None}),
]

# A clause says it.
CLAUSES: list[tuple[str, Check]] = [
    ("Tom Berg, qui dirige la fondation Aurore, a écrit.", {"Tom Berg": "dirige la fondation Aurore"}),
    ("Léa Fabre, qui est pianiste, a joué hier.", {"Léa Fabre": "pianiste"}),
    ("Eva Lind, qui, comme son père, est avocate, a plaidé.", {"Eva Lind": "avocate"}),
    ("Noé Garnier, qui préside le syndicat des bouchers, refuse.", {"Noé Garnier": "préside le syndicat des bouchers"}),
    ("Zoé Marty est la directrice de la prison de Metz.", {"Zoé Marty": "directrice de la prison de Metz"}),
    # traps
    ("Max Ferrier, qui dirige vers lui la lampe, a peur.", {"Max Ferrier": None}),
    ("Ugo Petit n’est pas le maire de la ville.", {"Ugo Petit": None}),
    ("Fanny Legros serait la directrice du réseau.", {"Fanny Legros": None}),
    ("Carl Weber, qui est absent, ne vote pas.", {"Carl Weber": None}),
    ("« Guy Moreau est un escroc », a lancé le maire.", {"Guy Moreau": None}),
    ("Ada Kern, qui est la victime, a porté plainte.", {"Ada Kern": None}),
]

KINDS = {
    "titles": TITLES,
    "beside": BESIDE,
    "taken_up": TAKEN_UP,
    "commas": COMMAS,
    "appositions": APPOSITIONS,
    "clauses": CLAUSES,
}
CASES = [(kind, name, told) for kind, rows in KINDS.items() for _, wanted in rows for name, told in wanted.items()]


@pytest.fixture(scope="module")
def read_kinds(analysed: Callable[..., Analysis]) -> dict[str, Analysis]:
    return {kind: analysed("\n\n".join(text for text, _ in rows)) for kind, rows in KINDS.items()}


@pytest.mark.parametrize(("kind", "name", "told"), CASES, ids=[name for _, name, _ in CASES])
def test_function(read_kinds: dict[str, Analysis], kind: str, name: str, told: str | None) -> None:
    found = people(read_kinds[kind])
    assert name in found
    assert role_of(found[name]) == (straight(told) if told else None)


@pytest.mark.parametrize(("old", "new"), [("’", "'"), (" ", "\u00a0"), ("–", "—")])
def test_typography_changes_no_function(
    analysed: Callable[..., Analysis], read_kinds: dict[str, Analysis], old: str, new: str
) -> None:
    texts = [text for text, _ in APPOSITIONS]
    if new == "\u00a0":
        texts = [text.replace(" – ", "\u00a0– ") for text in texts]
    found = people(analysed("\n\n".join(text.replace(old, new) if new != "\u00a0" else text for text in texts)))
    for name, row in people(read_kinds["appositions"]).items():
        assert role_of(found[name]) == role_of(row)


def test_a_function_is_words_of_the_text(read_kinds: dict[str, Analysis]) -> None:
    for analysis in read_kinds.values():
        assert all(row.role in analysis.article.text for row in analysis.actors if row.role)
