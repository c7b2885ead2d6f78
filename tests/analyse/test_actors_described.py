"""Whom « le président », « le joueur », « l'Argentin » stand for: sentences of our own, half of them traps."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actors_kit import straight
from press_briefing.model.analysis import Analysis

Told = dict[str, str]


def told(analysis: Analysis) -> Told:
    """Descriptions that surely stand for a row, with its name; those of their own row are left out."""
    return {
        straight(analysis.article.text[m.start : m.end]): straight(row.name)
        for row in analysis.actors
        for m in row.mentions
        if m.form == "description" and not m.doubtful and straight(row.name) not in straight(m_text(analysis, m))
    }


def m_text(analysis: Analysis, mention: object) -> str:
    return analysis.article.text[mention.start : mention.end]  # type: ignore[attr-defined]


PLAYERS = [
    ("L’attaquant Luis Bravo a signé à Nantes. Le joueur a été opéré lundi.", {"Le joueur": "Luis Bravo"}),
    ("Luis Bravo a signé à Nantes. L’international chilien a été opéré.", {"L'international chilien": "Luis Bravo"}),
    ("La gardienne Ana Sol est blessée. La star du club attend.", {"La star du club": "Ana Sol"}),
    ("Le sprinteur Abel Kato a couru. Le champion reviendra.", {"Le champion": "Abel Kato"}),
    ("Paul Dru a marqué. Le buteur a salué la foule.", {"Le buteur": "Paul Dru"}),
    # traps: another trade, two of them, one of many, another side's, another country's
    ("Le ministre Paul Morin a reçu le club. Le joueur a remercié.", {}),
    ("Luis Bravo et Marc Dru ont signé. Le joueur a été opéré.", {}),
    ("Luis Bravo a signé. Le joueur qui marquera gagnera une voiture.", {}),
    ("Luis Bravo a signé. L’attaquant de Lyon a été opéré.", {}),
    ("Le gardien suédois Nils Berg a plongé. L’international chilien a marqué.", {}),
    ("La gardienne Ana Sol a plongé. Le buteur a souri.", {}),
]

COUNTRYMEN = [
    ("L’attaquant argentin Luis Bravo part. L’Argentin a écrit au club.", {"l'Argentin": "Luis Bravo"}),
    ("La coureuse kényane Ada Ruto a gagné. La Kényane reviendra.", {"La Kényane": "Ada Ruto"}),
    ("Nils Berg, gardien suédois, a plongé. Le Suédois est blessé.", {"Le Suédois": "Nils Berg"}),
    # traps: nobody told to be one, two of them, the other gender, another's name behind, several
    ("Luis Bravo part. L’Argentin a écrit au club.", {}),
    ("L’attaquant argentin Luis Bravo et le gardien argentin Leo Paz partent. L’Argentin a écrit.", {}),
    ("La coureuse kényane Ada Ruto a gagné. Le Kényan reviendra.", {}),
    ("L’attaquant argentin Luis Bravo part. Le Français l’a remplacé.", {}),
    ("L’attaquant argentin Luis Bravo part. Les Argentins le regrettent.", {}),
]

BEARERS = [
    (
        "Le président Amani Juma a refusé. La loi passera en mai. Les élus ont voté. La salle était pleine. On a ri. "
        "Le président de la ligue, Eli Osa, est venu en juin. La loi fut votée. Les gens ont dansé. On a bu. "
        "La salle s’est vidée. Le président a signé la loi.",
        {"Le président": "Amani Juma"},
    ),
    ("Le président Amani Juma a refusé. Le président a signé la loi.", {"Le président": "Amani Juma"}),
    (
        "L’ambassadeur du Mali s’est levé. Le diplomate a décrit la crise.",
        {"Le diplomate": "ambassadeur du Mali"},
    ),
    # traps: the other presides too and was spoken of last; somebody of whom no function is told came since
    (
        "Le président Amani Juma a refusé. Le président de la ligue, Eli Osa, est venu. Le président a ri.",
        {},
    ),
    (
        "Le gouverneur Dmitri Lune a visité le front. Boris Nash a écrit une lettre. Le dirigeant a ri.",
        {},
    ),
    ("Un ambassadeur dort. La diplomate a ri.", {}),
]


@pytest.mark.parametrize(("text", "names"), PLAYERS + COUNTRYMEN + BEARERS)
def test_descriptions(analysed: Callable[..., Analysis], text: str, names: Told) -> None:
    found = {key[:1].upper() + key[1:]: name for key, name in told(analysed(text)).items()}
    assert found == {key[:1].upper() + key[1:]: name for key, name in names.items()}


def test_somebody_likely_makes_the_pronoun_behind_likely_too(analysed: Callable[..., Analysis]) -> None:
    text = (
        "Le président Amani Juma a refusé. Le président de la ligue, Eli Osa, est venu. Le président a ri. "
        "Il a quitté la salle."
    )
    pronouns = [m for row in analysed(text).actors for m in row.mentions if m.form == "pronoun"]
    assert all(mention.doubtful for mention in pronouns)
