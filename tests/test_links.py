"""Accusations and credit: who, about whom, of what; traps beside each pattern."""

from __future__ import annotations

from functools import cache

import pytest

from press_briefing import Article, analyse
from press_briefing.analysis import Analysis


@cache
def analysed(text: str) -> Analysis:
    return analyse(Article.from_text(text, verbatim=True))


# text, kind, by (None: the article), about, of what, denied
SAID = [
    (
        "Le gouvernement accuse les rebelles de piller les convois.",
        "accusation",
        "gouvernement",
        "rebelles",
        "piller les convois",
        False,
    ),
    (
        "L'opposition a accusé le président de la République de corruption.",
        "accusation",
        "opposition",
        "président de la République",
        "corruption",
        False,
    ),
    (
        "Le maire, Paul Kaboré, est accusé par les habitants de détournement de fonds.",
        "accusation",
        "habitants",
        "Paul Kaboré",
        "détournement de fonds",
        False,
    ),
    (
        "Les civils, accusés sans preuves d'être complices, ont fui.",
        "accusation",
        None,
        "civils",
        "être complices",
        False,
    ),
    ("Le parti a des élus qu'il accuse de trahison.", "accusation", "il", "élus", "trahison", False),
    (
        "Amnesty International reproche à l'armée d'avoir tué des bergers.",
        "accusation",
        "Amnesty International",
        "armée",
        "avoir tué des bergers",
        False,
    ),
    ("L'ONU impute le massacre aux miliciens.", "accusation", "ONU", "miliciens", "le massacre", False),
    (
        "Ces attaques sont attribuées aux rebelles par les autorités.",
        "accusation",
        "autorités",
        "rebelles",
        "Ces attaques",
        False,
    ),
    (
        "Le colonel tient le ministre pour responsable de la défaite.",
        "accusation",
        "colonel",
        "ministre",
        "la défaite",
        False,
    ),
    ("Awa Diallo tient pour responsables les élus de la crise.", "accusation", "Awa Diallo", "élus", "la crise", False),
    ("Le rapport met en cause la police.", "accusation", "rapport", "police", "", False),
    ("L'association pointe du doigt le préfet.", "accusation", "association", "préfet", "", False),
    ("Selon l'ONU, l'armée est responsable de massacres.", "accusation", "ONU", "armée", "massacres", False),
    (
        "Awa Diallo affirme que la junte est responsable de la famine.",
        "accusation",
        "Awa Diallo",
        "junte",
        "la famine",
        False,
    ),
    ("La junte est coupable de crimes.", "accusation", None, "junte", "crimes", False),
    (
        "« La junte est responsable de la mort de ces enfants », a déclaré Awa Diallo.",
        "accusation",
        "Awa Diallo",
        "junte",
        "la mort de ces enfants",
        False,
    ),
    ("Le ministre n'accuse pas les élus de complicité.", "accusation", "ministre", "élus", "complicité", True),
    ("L'armée n'est pas responsable du massacre.", "accusation", None, "armée", "massacre", True),
    (
        "Le président a félicité les joueurs pour leur victoire.",
        "credit",
        "président",
        "joueurs",
        "leur victoire",
        False,
    ),
    (
        "Le maire a remercié les pompiers d'avoir sauvé l'école.",
        "credit",
        "maire",
        "pompiers",
        "avoir sauvé l'école",
        False,
    ),
    ("Awa Diallo a salué le courage des infirmières.", "credit", "Awa Diallo", "infirmières", "le courage", False),
    (
        "Le ministre a rendu hommage aux soldats pour leur bravoure.",
        "credit",
        "ministre",
        "soldats",
        "leur bravoure",
        False,
    ),
]


@pytest.mark.parametrize(("text", "kind", "by", "about", "what", "denied"), SAID)
def test_a_link(text: str, kind: str, by: str | None, about: str, what: str, denied: bool) -> None:
    (link,) = analysed(text).links
    assert link.kind == kind
    assert (link.by is None) if by is None else (link.by is not None and by in link.by.text)
    assert link.about is not None
    assert about in link.about.text
    assert link.what == what
    assert link.negated is denied


NOTHING = [
    "La banque a accusé réception du courrier.",
    "Le directeur est responsable de la communication.",
    "Le prix a été attribué à une jeune chimiste.",
    "Le ministre a salué la foule.",
    "L'accusé a quitté la salle.",
    "La responsable de l'agence a visité le site.",
    "Les accusations ont été rejetées.",
    "Le marché a été attribué à une entreprise locale.",
    "Le président accuse le coup.",
    "Elle est responsable d'un projet de recherche.",
    "Le reproche est injuste.",
    "Les félicitations pleuvent depuis lundi.",
    "Le film rend hommage.",
    "La police met en garde les automobilistes.",
    "Le juge a été mis en examen.",
    "La victoire a été saluée dans tout le pays.",
    "On tient la corde pour le titre.",
    "Il tient le magasin pour son oncle.",
    "Le responsable des ventes dans le pays a parlé.",
    "Cet échec est douloureux.",
    "Les remerciements ont duré une heure.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_link(text: str) -> None:
    assert analysed(text).links == ()


def test_there_are_forty_sentences() -> None:
    assert len(SAID) + len(NOTHING) >= 40


def test_parties_slice_to_their_text() -> None:
    for text, *_ in SAID:
        for link in analysed(text).links:
            for party in (link.by, link.about):
                assert party is None or text[party.start : party.end] == party.text


@pytest.mark.parametrize("row", SAID)
def test_typographic_apostrophes_change_nothing(row: tuple) -> None:
    text = row[0]
    plain, changed = analysed(text).links, analysed(text.replace("'", "’")).links
    assert [(x.kind, x.negated, x.start, x.end) for x in plain] == [
        (x.kind, x.negated, x.start, x.end) for x in changed
    ]
