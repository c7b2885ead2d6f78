"""Every row tells how likely it is right; what is likelier by its facts is likelier in number, and marks follow it."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press_briefing.analyse.confidence import ConfidenceScale, Evidence, of_quantity, rated, scales

confidence = sys.modules[rated.__module__]  # the package's `analyse` is its function
TEXT = """La maire rouvre le pont

« Le pont tient », a déclaré Louise Castan, maire de Brévent, le 12 mars 2025. Depuis quelques années, rien. \
Des habitants demandent un abri. Le 14 mars 2025, Louise Castan a inauguré la halle devant 300 personnes.
"""
PARTS = ("actors", "quotes", "claims", "events", "quantities")


def test_every_row_that_claims_something_has_a_confidence(analysed):
    found = analysed(TEXT)
    for part in PARTS:
        rows = getattr(found, part)
        assert rows, part
        for row in rows:
            nothing = (part == "events" and row.date is None) or (part == "claims" and row.source is None)
            assert (row.confidence is None) == nothing
            assert nothing or 0 <= row.confidence <= 1


def test_a_row_is_marked_where_its_confidence_is_below_the_threshold(analysed, monkeypatch):
    found = analysed(TEXT)
    every = {kind: replace(one, plain=1.0) for kind, one in scales().items()}
    monkeypatch.setattr(confidence, "scales", lambda: every)
    strict = rated(found)
    assert all(row.unsure for row in strict.events if row.date)
    assert all(row.unsure for row in (*strict.quotes, *strict.claims) if row.confidence is not None)
    none = {kind: replace(one, plain=0.0) for kind, one in scales().items()}
    monkeypatch.setattr(confidence, "scales", lambda: none)
    assert not any(row.unsure for row in (*rated(found).events, *rated(found).claims))


def test_weighing_changes_nothing_else_and_is_the_same_twice(analysed):
    found = analysed(TEXT)
    assert rated(found) == found
    bare = replace(found, events=tuple(replace(row, confidence=None, unsure=False) for row in found.events))
    assert rated(bare) == found


def test_a_claim_of_a_named_person_is_likelier_than_one_of_a_group(analysed):
    found = analysed("Louise Castan affirme que le pont tient. Des habitants affirment que le pont penche.")
    named, group = sorted(found.claims, key=lambda row: row.start)
    assert named.confidence > group.confidence


def test_a_happening_whose_parties_are_known_is_likelier(analysed):
    found = analysed("Le 14 mars 2025, Louise Castan a inauguré la halle de Brévent. Le 15 mars 2025, il a plu.")
    known = next(row for row in found.events if row.date == "2025-03-14")
    evidence = Evidence(found)
    assert scales()["events"].of(evidence.of_event(known)) > scales()["events"].of(
        evidence.of_event(replace(known, actors=(), targets=()))
    )


def test_every_fact_has_a_weight_and_every_weight_a_fact(analysed):
    found = analysed(TEXT)
    evidence = Evidence(found)
    facts = {
        "actors": evidence.of_actor(found.actors[0]),
        "voices": evidence.of_quote(found.quotes[0]),
        "events": evidence.of_event(next(row for row in found.events if row.date)),
        "quantities": of_quantity(found.quantities[0]),
    }
    assert evidence.of_claim(next(row for row in found.claims if row.source)).keys() == facts["voices"].keys()
    assert {kind: {"bias", *told} for kind, told in facts.items()} == {
        kind: set(one.weights) for kind, one in scales().items()
    }


@given(st.dictionaries(st.sampled_from("abc"), st.floats(-2, 2), min_size=3), st.floats(0, 2))
def test_more_of_what_speaks_for_a_row_never_makes_it_less_likely(facts, more):
    scale = ConfidenceScale({"bias": 0.5, "a": 1.0, "b": -1.0, "c": 0.0}, plain=0.5)
    assert scale.of({**facts, "a": facts["a"] + more}) >= scale.of(facts)
    assert scale.of({**facts, "b": facts["b"] + more}) <= scale.of(facts)
    assert 0 <= scale.of(facts) <= 1


@pytest.mark.parametrize("kind", ["actors", "voices", "events", "quantities"])
def test_thresholds_are_probabilities(kind):
    assert 0 <= scales()[kind].plain < 1
