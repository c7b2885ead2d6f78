"""Key sentences are the article's own, from its body, and do not say the same thing twice."""
from __future__ import annotations

from collections.abc import Callable

from press_briefing.analysis import Analysis

FIRST = "Le gouvernement malien a annoncé mardi un accord sur les prix du carburant avec les transporteurs de Bamako."
AGAIN = "Mardi, le gouvernement malien a annoncé avec les transporteurs de Bamako un accord sur les prix du carburant."
TEXT = f"""Carburant : un accord à Bamako

{FIRST} {AGAIN} Qui va payer la hausse des prix du carburant pour les transporteurs de la capitale malienne ?

Une suite courte

Les transporteurs demandaient depuis des semaines que le gouvernement malien protège les convois de carburant. Oui.

Les stations de la capitale malienne rationnent le carburant et les prix des transports augmentent chaque semaine."""


def chosen(found: Analysis) -> list[str]:
    return [found.text_of(found.sentences[index]) for index in found.key_sentences]


def test_they_stand_in_the_article(analysed: Callable[..., Analysis]) -> None:
    sentences = chosen(analysed(TEXT))
    assert sentences
    assert all(sentence in TEXT for sentence in sentences)
    assert not any(sentence.endswith("?") or "\n" in sentence for sentence in sentences)


def test_no_headings_no_scraps_no_repeats(analysed: Callable[..., Analysis]) -> None:
    sentences = chosen(analysed(TEXT))
    assert not {"Oui.", "Une suite courte", "Carburant : un accord à Bamako"} & set(sentences)
    assert not {FIRST, AGAIN} <= set(sentences)


def test_a_scrap_has_none(analysed: Callable[..., Analysis]) -> None:
    assert chosen(analysed("Oui.")) == []
