"""Rows that can be read alone, and those that cannot: pronouns, clauses that lost a part, several dates of one act."""
from __future__ import annotations

import pytest


def events_of(analysed, text: str):
    return analysed(text, published="2025-06-10").events


NAMED = [
    ("Les pompiers ont quitté la caserne. Ils ont bloqué le pont en 2019.", "[Les pompiers] ont bloqué le pont"),
    ("La raffinerie a été vendue. Elle a brûlé le 3 mai 2025.", "[La raffinerie] a brûlé"),
    ("Les éleveurs ont manifesté. Elles ont fermé.", ""),
    # traps: two can be meant, an « il » that is nobody
    ("Le barrage surplombe le village. Il a été détruit en 1998.", ""),
    ("Le directeur a licencié le gardien. Il a été condamné en 2021.", ""),
    ("Il a neigé le 3 mai 2025 sur tout le massif.", "Il a neigé sur tout le massif"),
]


@pytest.mark.parametrize(("text", "label"), NAMED)
def test_a_pronoun_is_named_by_the_one_subject_it_can_mean(analysed, text: str, label: str) -> None:
    labels = [event.label for event in events_of(analysed, text) if event.date]
    assert labels == ([label] if label else [])
