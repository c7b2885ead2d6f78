"""Readers are told figures of unseen texts, from one file, with their date; never those of texts that were at hand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest

from press_briefing.corpus.review import Review
from press_briefing.corpus.review import views as review_views
from press_briefing.measure import accuracy
from press_briefing.model.analysis import Analysis
from press_briefing.show import views
from press_briefing.show.formats import date_text, number, percent
from press_briefing.show.views import Context

TEXT = "Le maire Paul Ndiaye a ouvert le marché le 3 mars 2024. « Tout va bien », dit-il. Deux étals ont brûlé hier."


def test_both_kinds_of_figure_are_shares() -> None:
    assert all(0 <= figure <= 1 for view in accuracy.seen().values() for figure in view.values())
    assert 0 < accuracy.unseen("tone", "macro_f1") < 1
    with pytest.raises(KeyError):
        accuracy.unseen("tone", "accuracy")


def test_names_are_told_as_a_range() -> None:
    low, high, sets = accuracy.names()
    assert low < high
    assert sets > 1


@pytest.mark.parametrize("language", ["fr", "en"])
def test_method_tells_unseen_figures_only(analysed: Callable[..., Analysis], language: str) -> None:
    tree = lxml.html.fragment_fromstring(
        views.method(Context(analysed(TEXT), language=language)).html, create_parent="div"
    )
    measured = " ".join(row[-1].text_content() for row in tree.xpath("//tbody/tr"))
    told = set(re.findall(r"\b0[.,]\d\d\b|\b\d+[\s\u00a0]?%", measured.replace("\u202f", "\u00a0")))
    known = {
        text
        for view, figures in accuracy._told()["unseen"].items()
        if view != "date"
        for name, figure in figures.items()
        if name != "date"
        for text in (number(figure, language, 2), percent(figure, language))
    }
    assert len(told) > 10
    assert told <= known


@pytest.mark.parametrize("language", ["fr", "en"])
def test_date_and_texts_of_the_measure_are_told(analysed: Callable[..., Analysis], language: str) -> None:
    (first, *_) = lxml.html.fragment_fromstring(
        views.method(Context(analysed(TEXT), language=language)).html, create_parent="div"
    ).xpath("./p/text()")
    assert date_text(accuracy.measured().isoformat(), language) in first
    assert number(accuracy.unseen("readings", "articles"), language) in first


@pytest.mark.parametrize("language", ["fr", "en"])
def test_caveat_of_the_charge_tells_the_unseen_figure(analysed: Callable[..., Analysis], language: str) -> None:
    caveat = views.tone(Context(analysed(TEXT + " Le pont est ouvert." * 20), language=language)).html.partition(
        "</p>"
    )[0]
    assert number(accuracy.unseen("tone", "macro_f1"), language, 2) in caveat
    assert number(accuracy.seen()["tone"]["macro_f1"], language, 2) not in caveat


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_review_tells_unseen_figures(tmp_path: Path, language: str) -> None:
    source = tmp_path / "articles.jsonl"
    source.write_text(json.dumps({"title": "Un", "published": "2024-03-04", "text": TEXT}) + "\n", encoding="utf-8")
    review = Review(str(source), language=language)
    told = review_views.method(review).text
    assert number(accuracy.unseen("quotes", "quote_and_speaker_f1"), language, 2) in told
    assert date_text(accuracy.measured().isoformat(), language) in told
    assert percent(accuracy.unseen("readings", "events_recall"), language) in told.replace("\u202f", "\u00a0")
