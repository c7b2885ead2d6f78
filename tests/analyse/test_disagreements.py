"""Figures, dates and versions of one thing that cannot both hold; updates, parts and other things are none."""

from __future__ import annotations

from functools import cache

import pytest

from press_briefing import Article, analyse
from press_briefing.analyse.disagreements import find_disagreements
from press_briefing.model.analysis import Analysis, Event, Sentence, Stance
from press_briefing.show import views
from press_briefing.show.views import Context


@cache
def analysed(text: str) -> Analysis:
    return analyse(Article.from_text(text, published="2024-05-10", verbatim=True))


FIGURES = [
    ("L'attaque a fait 12 morts. Le maire a compté les corps. Il parle de 15 morts.", 1),
    ("L'attaque a fait au moins 20 morts. Plus tard, on a compté 15 morts.", 1),
    ("Ils étaient 3 000 selon la police et 9 000 selon les syndicats.", 1),
    ("L'explosion a blessé 40 personnes, selon le préfet. L'hôpital compte 65 blessés dans l'explosion.", 1),
    # traps
    ("L'attaque a fait 12 morts. Plus tard, on a parlé de douze morts.", 0),
    ("L'attaque a fait au moins 12 morts. Plus tard, on a compté 15 morts.", 0),
    ("Trois écoles ont brûlé. Quatre ponts sont coupés.", 0),
    ("Le 3 mai 2024, l'attaque a fait 12 morts. Le 5 mai 2024, elle a fait 15 morts.", 0),
    ("L'armée a perdu 12 soldats. Les rebelles ont perdu 15 miliciens.", 0),
    ("Le séisme a fait 300 morts. Le bilan s'est alourdi : on compte 340 morts.", 0),
    ("Le naufrage a fait 32 morts, dont 12 enfants. Les 32 morts ont été enterrés.", 0),
    ("L'incendie a fait neuf morts. Une explosion a fait quatre morts la veille à Lomé.", 0),
    ("Le billet coûte 50 dollars (27 000 francs CFA).", 0),
    ("Entre 300 et 500 maisons ont brûlé. Le maire compte 400 maisons brûlées.", 0),
]


@pytest.mark.parametrize(("text", "count"), FIGURES)
def test_figures_that_cannot_both_hold(text: str, count: int) -> None:
    assert sum(row.kind == "figure" for row in analysed(text).disagreements) == count


def test_each_side_stands_where_the_article_says_it() -> None:
    text = FIGURES[0][0]
    (row,) = analysed(text).disagreements
    assert [text[side.start : side.end] for side in row.rows] == ["12 morts", "15 morts"]
    assert Analysis.from_dict(analysed(text).to_dict()).disagreements == (row,)


def test_rivals_of_one_sentence_have_their_sources() -> None:
    (row,) = analysed(FIGURES[2][0]).disagreements
    assert [side.source for side in row.rows] == ["la police", "les syndicats"]


def event(date: str, also: tuple[tuple[int, int, str], ...]) -> Event:
    return Event(date, 0, 10, "Le pont a cédé", also=also)


@pytest.mark.parametrize(
    ("date", "again", "count"),
    [
        ("2024-05-03", "2024-05-04", 1),
        ("2024-05-03", "2023-05", 1),
        ("2024-05-03", "2024-05-03", 0),
        ("2024-05-03", "2024-05", 0),
        ("2024-05-03", "", 0),
    ],
)
def test_an_event_told_with_another_date(date: str, again: str, count: int) -> None:
    article = Article.from_text("Le pont a cédé. Il a cédé.", verbatim=True)
    sentences = (Sentence(0, 15, 0), Sentence(16, 26, 0))
    found = find_disagreements(article, sentences, (), (), (event(date, ((16, 26, again),)),))
    assert [row.kind for row in found] == ["date"] * count
    assert all([side.told for side in row.rows] == [date, again] for row in found)


def stance(start: int, end: int, kind: str, answers: int | None = None, doubtful: bool = False) -> Stance:
    return Stance(start, end, kind, "x", "y", "d'armer les rebelles", answers, doubtful=doubtful)


@pytest.mark.parametrize(
    ("denial", "count"),
    [
        (stance(16, 26, "denies", 0), 1),
        (stance(16, 26, "denies"), 0),
        (stance(16, 26, "denies", 0, doubtful=True), 0),
        (stance(16, 26, "supports", 0), 0),
    ],
)
def test_an_accusation_that_is_denied(denial: Stance, count: int) -> None:
    article = Article.from_text("Bamako accuse. Paris dément.", verbatim=True)
    charge = stance(0, 14, "accuses")
    found = find_disagreements(article, (), (), (), (), (charge, denial))
    assert [row.kind for row in found] == ["version"] * count


def test_the_view_says_where_nothing_was_found() -> None:
    assert "rien relevé" in views.disagreements(Context(analysed("Trois écoles ont brûlé."))).text
    shown = views.disagreements(Context(analysed(FIGURES[0][0]))).text
    assert "12 morts" in shown
    assert "15 morts" in shown
