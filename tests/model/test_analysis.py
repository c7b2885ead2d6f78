"""The material's invariants: every span slices to the text it claims, in memory and from JSON."""

from __future__ import annotations

import copy
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from press_briefing.analyse import analyse
from press_briefing.model import analysis as a
from press_briefing.model.article import Article, Paragraph
from press_briefing.model.settings import Settings

TEXT = "Jean dit : « oui ». Paris brûle."


def sample() -> a.Analysis:
    speaker = a.Speaker(0, 4, "Jean", "Jean Dupont", "per-jean")
    tone = a.Tone(
        a.DocumentTone("negative", -0.2, 0.5),
        (a.SentenceTone(20, 32, "negative", -0.6, "fact", (a.ScoredWord(26, 31, "brûler", -2, -0.6, "happening"),)),),
    )
    return a.Analysis(
        article=Article(text=TEXT, paragraphs=(Paragraph(0, 32),)),
        sentences=(a.Sentence(0, 19, 0), a.Sentence(20, 32, 0)),
        words=(a.Word(0, 4, "Jean", "PROPN"),),
        entities=(a.Mention(20, 25, "Paris", "LOC", "loc-paris"),),
        entity_index=(
            a.Entity("loc-paris", "LOC", "Paris", ("Paris",), 1, latitude=48.9, longitude=2.3, country="FR"),
        ),
        events=(a.Event("2025", 20, 32, "Paris brûle", also=((0, 4, "2024"),)),),
        quotes=(a.Quote(13, 16, "oui", speaker, "dit", True, "person"),),
        claims=(a.Claim(0, 19, a.Source(0, 4, "Jean"), "named", "dit"),),
        stances=(a.Stance(0, 19, "denies", "per-jean", None, "oui", 0, "dit", 0.9),),
        quantities=(a.Quantity(0, 4, "Jean", 1, "unité", ("mois",)),),
        tone=tone,
        model="essai 1",
    )


def test_survives_json() -> None:
    told = json.loads(json.dumps(sample().to_dict(), ensure_ascii=False))
    assert a.Analysis.from_dict(told) == sample()


def test_only_what_is_dated_is_counted_as_dated() -> None:
    """As on the first page: an event whose date could not be resolved is one, and no dated one."""
    undated = a.Event(None, 0, 19, "Jean dit oui")
    told = replace(sample(), events=(*sample().events, undated))._repr_mimebundle_()["text/plain"]
    assert "Faits datés: 1" in told


def test_public_keys() -> None:
    told = sample().to_dict()
    assert {
        "article",
        "cleaning",
        "sentences",
        "words",
        "entities",
        "entity_index",
        "times",
        "events",
        "quotes",
        "claims",
        "quantities",
        "stances",
        "tone",
    } <= set(told)
    assert "links" not in told
    names = "text title language author published updated source sha256 paragraphs outlet url truncated filed"
    assert set(names.split()) == set(told["article"])
    assert {"document", "sentences"} == set(told["tone"])


def test_an_analysis_saved_before_the_outlet_was_known_still_loads() -> None:
    told = sample().to_dict()
    for name in ("outlet", "url", "truncated"):
        del told["article"][name]
    assert a.Analysis.from_dict(told) == sample()


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("entities", {"text": "Lyon"}),
        ("quotes", {"words": "non"}),
        ("entities", {"end": 999}),
        ("words", {"start": 4}),
        ("words", {"start": -3}),
    ],
)
def test_a_span_that_does_not_hold_is_refused(table: str, change: dict[str, Any]) -> None:
    told = copy.deepcopy(sample().to_dict())
    told[table][0].update(change)
    with pytest.raises(ValueError, match=table):
        a.Analysis.from_dict(told)


def test_nested_spans_are_checked_too() -> None:
    told = sample().to_dict()
    told["quotes"][0]["speaker"]["text"] = "Paul"
    with pytest.raises(ValueError, match=r"quotes\.speaker"):
        a.Analysis.from_dict(told)


def test_rows_that_are_often_wrong_say_so() -> None:
    """Claims of a source told to be nameless, and no other."""
    source = a.Source(0, 4, "Jean")
    told = replace(
        sample(), claims=(a.Claim(0, 19, source, "anonymous", kind_doubtful=a.in_doubt("anonymous")), *sample().claims)
    ).to_dict()
    assert [row["kind_doubtful"] for row in told["claims"]] == [True, False]


def test_what_was_saved_before_rows_told_their_doubt_is_read() -> None:
    found = replace(
        sample(), claims=tuple(a.Claim(0, 19, None, kind, kind_doubtful=a.in_doubt(kind)) for kind in a.SOURCE_TYPES)
    )
    old = json.loads(json.dumps(found.to_dict()))
    for row in old["claims"]:
        row.pop("kind_doubtful", None)
    assert a.Analysis.from_dict(old) == found


def test_sentence_at() -> None:
    found = sample()
    assert [found.sentence_at(i) for i in (0, 18, 19, 20, 31)] == [0, 0, None, 1, 1]


@pytest.mark.parametrize("damage", ["{", "[]", "null", '"x"', '{"article": 1}', "[" * 100_000, "pipe", "folder"])
def test_whatever_stands_in_place_of_a_saved_analysis_is_passed_over(damage: str, tmp_path: Path) -> None:
    settings = Settings(profile="fast", cache=str(tmp_path))
    article = Article.from_text("Le bac de Royan a repris son service lundi 3 mars 2025, a annoncé le port.")
    found = analyse(article, settings=settings)
    (path,) = tmp_path.glob("*.json")
    path.unlink()
    if damage == "pipe":
        os.mkfifo(path)
    elif damage == "folder":
        path.mkdir()
    else:
        path.write_text(damage)
    assert analyse(article, settings=settings) == found
