"""Claims: what is reported, on whose word, held at what distance; traps beside each mechanism."""

from __future__ import annotations

from functools import cache

import pytest

from press_briefing import Article, analyse
from press_briefing.model.analysis import SOURCE_TYPES, Analysis, Claim
from press_briefing.model.typography import key


@cache
def analysed(text: str) -> Analysis:
    return analyse(Article.from_text(text, verbatim=True))


def sourced(text: str) -> list[Claim]:
    return [claim for claim in analysed(text).claims if claim.source_type not in ("author", "unattributed")]


# text, words of the source, its type, what hedges it ("" for none)
REPORTED = [
    ("Le ministre des Mines a affirmé que le permis était en règle.", "ministre des Mines", "office", None),
    ("Awa Diallo a affirmé que le permis était en règle.", "Awa Diallo", "named", ""),
    ("Awa Diallo affirme avoir vu deux hommes armés.", "Awa Diallo", "named", ""),
    ("Le gouvernement annonce la réouverture des écoles.", "gouvernement", "institutional", ""),
    ("L'armée a confirmé la mort du chef rebelle.", "armée", "institutional", ""),
    ("Amnesty International dénonce des arrestations arbitraires.", "Amnesty International", "institutional", ""),
    ("La route est coupée depuis lundi, déplore la mairie.", "mairie", "institutional", ""),
    ("Les secours sont arrivés trop tard, a indiqué à l'AFP un témoin de la scène.", "témoin", "anonymous", "témoin"),
    ("Selon l'agence A&O, la route est coupée.", "l'agence A&O", "institutional", ""),
    ("Selon l'ONU, la famine menace la région.", "ONU", "institutional", ""),
    ("La famine menace la région, selon l'ONU.", "ONU", "institutional", ""),
    ("D'après un diplomate européen, l'accord est mort.", "diplomate européen", "anonymous", "diplomate"),
    ("À en croire Awa Diallo, la caisse est vide.", "Awa Diallo", "named", ""),
    ("Pour plusieurs analystes, le pouvoir vacille.", "analystes", "anonymous", "analystes"),
    ("Pour Awa Diallo, cette loi ne changera rien.", "Awa Diallo", "named", ""),
    ("Aux yeux des habitants, la promesse est oubliée.", "habitants", "anonymous", "habitants"),
    ("Les témoignages recueillis par les ONG décrivent des villages vides.", "ONG", "anonymous", "ONG"),
    ("Une étude de l'université révèle que l'eau est polluée.", "étude", "institutional", ""),
    ("Le maire, qui assure que tout est prêt, a visité le chantier.", "maire", "office", None),
    ("Paul Kaboré a quitté la salle, ajoutant que la séance était une farce.", "Paul Kaboré", "named", ""),
    ("Le parquet a fait savoir qu'une enquête était ouverte.", "parquet", "institutional", ""),
    ("Le RHDP accuse l'opposition de préparer un coup de force.", "RHDP", "institutional", ""),
    ("L'attaque est attribuée aux rebelles par les autorités.", "autorités", "institutional", None),
    ("La moyenne du site estime à deux points l'écart entre les candidats.", "moyenne du site", "institutional", ""),
    ("Le colonel a prétendu que la ville était prise.", "colonel", "office", "prétendu"),
    ("Des sources concordantes rapportent que l'avion s'est écrasé.", "sources concordantes", "anonymous", "sources"),
]


@pytest.mark.parametrize(("text", "source", "kind", "hedge"), REPORTED)
def test_a_claim_and_its_source(text: str, source: str, kind: str, hedge: str | None) -> None:
    claims = sourced(text)
    assert claims, "no claim"
    told = claims[0]
    assert told.source is not None
    assert key(source) in key(told.source.text)
    assert told.source_type == kind
    if hedge is not None:
        assert (hedge in (told.hedge or "")) if hedge else told.hedge is None


# Sentences that report nothing on somebody's word.
NOT_REPORTED = [
    "Les pompiers ont éteint l'incendie dans la nuit.",
    "Le ministre a demandé aux élèves de rester chez eux.",
    "Le président a promis une école à chaque village.",
    "Le maire a appelé au calme.",
    "La note de l'élève était mauvaise.",
    "L'annonce a surpris tout le monde.",
    "Le juge est en vacances.",
    "Le président n'a pas confirmé sa venue.",
    "Les tarifs varient selon les régions.",
    "Selon les cas, la peine est doublée.",
    "Pour la première fois, la ville a un théâtre.",
    "Pour un gouvernement qui se dit fort, ce recul est étonnant.",
    "Pour l'instant, la route reste ouverte.",
    "Pour la Russie, c'est un revers.",
    "Le chanteur est accueilli par une foule joyeuse.",
    "Cette vidéo est présentée par une jeune actrice.",
    "La crise rappelle que rien n'est acquis.",
    "Il a conclu un accord avec ses voisins.",
]


@pytest.mark.parametrize("text", NOT_REPORTED)
def test_no_claim(text: str) -> None:
    assert [claim for claim in sourced(text) if claim.act == "assertion"] == []


def test_there_are_forty_sentences() -> None:
    assert len(REPORTED) + len(NOT_REPORTED) >= 40


HEDGED = [
    ("Le chef rebelle aurait été tué dimanche.", "aurait"),
    ("Les drones sont présentés comme le symbole d'une armée moderne.", "présentés comme"),
    ("Présentée comme une victoire, la prise de la ville n'a rien changé.", "Présentée comme"),
    ("Les prétendus experts ont quitté la ville.", "prétendus"),
    ("Le groupe pourrait encercler la capitale.", "pourrait"),
    ("Les auteurs présumés ont fui.", "présumés"),
    ("L'avion a vraisemblablement heurté la montagne.", "vraisemblablement"),
]


@pytest.mark.parametrize(("text", "hedge"), HEDGED)
def test_a_hedge_without_a_source_is_unattributed(text: str, hedge: str) -> None:
    (claim,) = analysed(text).claims
    assert claim.source is None
    assert claim.source_type == "unattributed"
    assert claim.hedge == hedge


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("Selon un habitant, le pont est coupé.", True),
        ("« Le pont est coupé », déplore un habitant du quartier.", True),
        ("Awa Diallo affirme que le pont est coupé.", False),
        ("Selon l'ONU, le pont est coupé.", False),
        ("Le pont aurait été coupé.", False),
    ],
)
def test_a_source_told_to_be_nameless_is_doubtful(text: str, doubtful: bool) -> None:
    (claim,) = analysed(text).claims
    assert claim.kind_doubtful is doubtful is (claim.source_type == "anonymous")


@pytest.mark.parametrize(
    "text", ["S'il pleuvait, la route serait coupée.", "Si le prix baissait, les clients pourraient revenir."]
)
def test_a_condition_is_no_hedge(text: str) -> None:
    assert analysed(text).claims == ()


def test_direct_speech_is_reported_too() -> None:
    (claim,) = analysed("« La caisse est vide depuis des mois », affirme Awa Diallo.").claims
    assert claim.source
    assert claim.source.name == "Awa Diallo"
    assert claim.source_type == "named"


def test_a_pronoun_gives_the_name() -> None:
    text = "Awa Diallo préside la caisse. Elle affirme que les comptes sont justes."
    (claim,) = sourced(text)
    assert claim.source
    assert claim.source.text == "Elle"
    assert "Awa Diallo" in claim.source.name


def test_two_sources_give_two_claims() -> None:
    text = (
        "Paul Kaboré tient pour responsables les élus des violences qui ont fait neuf morts, selon un bilan officiel."
    )
    assert {c.source.text for c in sourced(text) if c.source} == {"Paul Kaboré", "un bilan officiel"}


def test_spans_are_sentences_in_order() -> None:
    text = "Selon l'ONU, la famine menace. Awa Diallo affirme que non. Le maire aurait fui."
    rows = analysed(text).claims
    assert [text[row.start : row.end] for row in rows] == [
        "Selon l'ONU, la famine menace.",
        "Awa Diallo affirme que non.",
        "Le maire aurait fui.",
    ]
    assert all(row.source_type in SOURCE_TYPES for row in rows)


@pytest.mark.parametrize(("text", "source", "kind", "hedge"), REPORTED)
@pytest.mark.parametrize(("old", "new"), [("'", "’"), (" ", "\u00a0")])
def test_typography_changes_nothing(text: str, source: str, kind: str, hedge: str | None, old: str, new: str) -> None:
    if old == " ":
        text, old = text.replace(" :", "\u00a0:"), new
    changed = sourced(text.replace(old, new))
    assert [c.source_type for c in changed] == [c.source_type for c in sourced(text)]
    assert changed[0].source is not None
    assert key(source) in key(changed[0].source.text)
