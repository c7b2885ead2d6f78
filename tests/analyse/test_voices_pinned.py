"""Who is nobody in particular, and who speaks for a body or holds the floor: sentences of our own, half of them traps."""

from __future__ import annotations

import pytest

from press_briefing import Article, analyse
from press_briefing.model.analysis import Analysis


def found(text: str) -> Analysis:
    return analyse(Article.from_text(text, published="2024-03-06"))


def kinds(text: str) -> list[str]:
    return [claim.source_type for claim in found(text).claims if claim.source]


def speakers(text: str) -> list[str | None]:
    return [quote.speaker.name if quote.speaker else None for quote in found(text).quotes]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Des représentants de Twitter ont dit vouloir rencontrer le club.", ["institutional"]),
        ("Une équipe de l’Inserm affirme avoir mis au point un test.", ["institutional"]),
        ("Les chercheurs de l’Inserm estiment que le test est fiable.", ["institutional"]),
        ("Selon les experts de l’ONU, la crue durera.", ["institutional"]),
        (
            "Les chercheurs de l’Inserm estiment que le test est fiable. Selon les chercheurs, il faut attendre.",
            ["institutional", "institutional"],
        ),
        # traps: not all of them, of no body, some or other, tied to a body only
        ("Des chercheurs de l’Inserm estiment que le test est fiable.", ["anonymous"]),
        ("Les chercheurs estiment que le test est fiable.", ["anonymous"]),
        ("Les chercheurs de Paul Roux estiment que le test est fiable.", ["anonymous"]),
        ("Un groupe armé lié au Fatah affirme avoir frappé.", ["anonymous"]),
        ("Des représentants des parents ont dit vouloir partir.", ["anonymous"]),
    ],
)
def test_who_speaks_for_a_body(text: str, told: list[str]) -> None:
    assert kinds(text) == told


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Anne Martin a déclaré que des voisins avaient signalé une fuite. « C’est rare. »", "Anne Martin"),
        ("Paul Roux assure que le maire avait promis un lit. « Rien n’est venu. »", "Paul Roux"),
        ("Paul Roux affirme que le syndicat a annoncé la grève. « Nous tiendrons bon. »", "Paul Roux"),
        # traps: a clause of its own, the later sentence, words with their own verb
        ("Anne Martin affirme que tout va, mais Paul Roux estime que non. « C’est une honte. »", "Paul Roux"),
        ("Anne Martin affirme que tout va. Paul Roux estime que non. « C’est une honte. »", "Paul Roux"),
        ("Anne Martin dit que Paul Roux a menti. « J’ai dit vrai », répond Paul Roux.", "Paul Roux"),
        ("Anne Martin affirme que tout va, mais le préfet estime que non. « C’est une honte. »", "le préfet"),
    ],
)
def test_who_holds_the_floor(text: str, who: str) -> None:
    assert speakers(text) == [who]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Un Suédois dit qu’il part\n\nDes voisins ont répondu au président chilien, Pablo Reyes. Il a déclaré "
            "que son pays les attendait.",
            ["Un Suédois", "Pablo Reyes"],
        ),
        ("Un voisin a appelé Paul Roux. Il a dit que le feu couvait.", ["Un voisin"]),
        ("Certains ont dit redouter qu’il ne s’agisse d’une fuite.", ["Certains"]),
        ("Des riverains ont dit redouter la crue.", ["Des riverains"]),
        # traps
        ("Certains ont dit une prière.", []),
        ("Des riverains ont lu leur crainte dans ses yeux.", []),
    ],
)
def test_whose_words_they_are(text: str, names: list[str]) -> None:
    assert [claim.source.name for claim in found(text).claims if claim.source] == names
