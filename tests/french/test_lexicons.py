"""Word lists: one list a sense."""

from __future__ import annotations

from collections import Counter

import pytest

from press_briefing.french.grammar.verbs import PEOPLE, nouns, people
from press_briefing.lexicons import entries, members

TWO_SENSES = {"fille"}  # a daughter, and a girl


def test_a_noun_for_a_person_stands_in_one_list() -> None:
    lists = [*(people(kind) for kind in PEOPLE), members("actors/person_nouns.txt"), members("actors/plights.txt")]
    counted = Counter(word for list_ in lists for word in list_)
    assert {word for word, count in counted.items() if count > 1} == TWO_SENSES


@pytest.mark.parametrize("name", [f"people/{kind}.txt" for kind in PEOPLE] + ["voices/institutions.txt"])
def test_no_word_is_listed_twice(name: str) -> None:
    assert len(entries(name)) == len(members(name))


def test_nouns_for_persons_are_every_kind_in_both_numbers() -> None:
    assert {"maire", "maires", "tante", "homme", "témoins", "victime", "prévenue", "homologue"} <= nouns("persons")
    assert "mort" not in nouns("persons")
