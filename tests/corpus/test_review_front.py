"""The first page of a press review: what several report, where they differ, what is new, and no guessed period."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

import review_kit as kit
from press_briefing.corpus.review import Review, build, joining, views
from press_briefing.corpus.review.front import rows, summary, words
from press_briefing.corpus.review.happenings import ArticleTelling
from press_briefing.corpus.review.who import unarticled
from press_briefing.show import live
from press_briefing.show.figures import strips

FLOOD = "Le 6 mai 2025, la rivière Dorne a inondé Brévent. Le maire de Brévent, Jean Aubry, a ouvert le gymnase."
NOTICES = (
    ("Le Courrier de Brévent", "2025-05-07", f"{FLOOD} Le préfet Luc Dumas a compté 40 maisons sinistrées à Brévent."),
    (
        "La Voix de la Dorne",
        "2025-05-08",
        "La rivière Dorne a inondé Brévent le 6 mai 2025. Jean Aubry, maire de Brévent, remercie les pompiers. "
        "Le Courrier de Brévent et l’AFP ont publié des images. La Croix a suivi les secours.",
    ),
    (
        "Le Courrier de Brévent",
        "2025-05-12",
        "Le 11 mai 2025, la ministre Anne Vasseur a visité Brévent avec Jean Aubry. Anne Vasseur a promis une digue.",
    ),
)


@pytest.fixture(autouse=True)
def nobody_sits_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(live.VARIABLE, "0")


def reviewed(folder: Path, articles: list[dict[str, str]], **options: str) -> Review:
    return Review(kit.write(folder / "articles.jsonl", articles), **options)


@pytest.fixture(scope="module")
def flood(tmp_path_factory: pytest.TempPathFactory) -> Review:
    articles = [
        {"title": f"Crue {place}", "outlet": outlet, "published": day, "text": text}
        for place, (outlet, day, text) in enumerate(NOTICES)
    ]
    return reviewed(tmp_path_factory.mktemp("flood"), articles)


@pytest.fixture(scope="module")
def traps(tmp_path_factory: pytest.TempPathFactory) -> Review:
    return reviewed(tmp_path_factory.mktemp("traps"), kit.traps(), since="2025-10-01", until="2025-10-31")


# -- what several report, and where they differ --------------------------------------------------------


def test_what_two_papers_report_says_so(flood: Review) -> None:
    row = next(row for row in rows.reported(flood) if row.date == "2025-05-06")
    assert (row.articles, row.papers) == (2, 2)
    assert "Dorne" in row.words
    assert "2 articles, 2 journaux" in plain(views.note(flood).text)


def test_what_one_article_tells_is_not_reported_by_several(flood: Review) -> None:
    assert all(row.articles > 1 for row in rows.reported(flood))
    reported = views.note(flood).text.split("Où ils ne s’accordent pas")[0]
    assert "digue" not in reported


def test_numbers_and_dates_that_differ_stand_side_by_side(traps: Review) -> None:
    told = {row.kind: [side for side, _ in row.sides] for row in rows.disputes(traps)}
    assert set(told["number"]) == {"12 morts", "15 morts"}
    assert set(told["date"]) == {"2025-10-13", "2025-10-14"}
    text = plain(views.note(traps).text)
    assert re.search(r"Chiffre · 1[25] morts \([\d·]+\) / 1[25] morts", text)


def telling(number: int, manner: str) -> ArticleTelling:
    return ArticleTelling(number, 1, "2025-10-04", "le pont de Dioïla s’est effondré", manner=manner)


def test_a_happening_told_here_and_denied_there_has_versions() -> None:
    (row,) = joining.merge([telling(1, "told"), telling(2, "denied")])
    assert list(row.versions) == ["told", "denied"]
    (same,) = joining.merge([telling(1, "told"), telling(2, "told")])
    assert same.versions == {}


def test_articles_that_agree_do_not_differ(flood: Review) -> None:
    assert rows.disputes(flood) == ()
    assert "Où ils ne s’accordent pas\nRien relevé." in plain(views.note(flood).text)


# -- what is new ---------------------------------------------------------------------------------------


def test_new_is_what_no_earlier_article_names(flood: Review) -> None:
    sets = rows.compared(flood)
    assert sets is not None
    assert (len(sets.earlier), len(sets.later)) == (2, 1)
    names = {row.name for row in rows.new_names(flood, sets)}
    assert "Anne Vasseur" in names
    assert "Jean Aubry" not in names
    assert any("visité" in row.shown.label for row in rows.new_happenings(flood, sets))


def test_the_days_before_are_those_of_the_same_length(tmp_path: Path) -> None:
    articles = [{"title": "Crue", "published": day, "text": text} for _, day, text in NOTICES]
    review = reviewed(tmp_path, articles, since="2025-05-10", until="2025-05-13")
    sets = rows.compared(review)
    assert sets is not None
    assert sets.earlier_since == date(2025, 5, 6)
    assert {row.name for row in rows.new_names(review, sets)} >= {"Anne Vasseur"}
    assert not any("inondé" in row.shown.label for row in rows.new_happenings(review, sets))


def test_a_single_day_has_nothing_before_it(tmp_path: Path) -> None:
    review = reviewed(tmp_path, [{"title": "Crue", "published": "2025-05-07", "text": FLOOD}])
    assert rows.compared(review) is None
    assert "Articles antérieurs à comparer" in views.note(review).text


# -- the period ----------------------------------------------------------------------------------------


def test_a_guessed_date_never_sets_the_period(tmp_path: Path) -> None:
    """An article without a date whose text lets one be guessed, beside one that states its own."""
    guessed = {"title": "Marché", "text": "Le 2 mars 2025, la halle a brûlé. Mardi, les marchands sont revenus. " * 3}
    stated = {"title": "Crue", "published": "2025-05-07", "text": FLOOD}
    review = reviewed(tmp_path, [guessed, stated])
    assert review.collection.guessed, "the trap needs a date that is deduced"
    assert review.collection.days == (date(2025, 5, 7), date(2025, 5, 7))
    for name in ("volume", "actors", "words", "chronology", "trends"):
        made = getattr(views, name)(review)
        assert made if hasattr(made, "html") else made.view().text
    text = plain(views.note(review).text)
    assert "Période | 7 mai 2025, d’après les dates" in text
    assert "1 lue, 1 déduite" in text


def test_dates_that_are_all_guessed_leave_the_period_unknown(tmp_path: Path) -> None:
    text = "Le 2 mars 2025, la halle a brûlé. Mardi, les marchands sont revenus. " * 3
    review = reviewed(tmp_path, [{"title": "Marché", "text": text}])
    assert review.collection.guessed
    assert review.collection.days is None
    assert views.title(review) == "Revue de presse"
    assert "inconnue" in words.facts(review)[0][1]


# -- actors --------------------------------------------------------------------------------------------


def test_a_paper_is_no_actor_in_any_article(flood: Review) -> None:
    """Neither one whose article another quotes, nor one that everybody knows; who reads like one stays."""
    names = set(flood.tables["actors"]["actor"])
    assert not names & {"Le Courrier de Brévent", "Courrier de Brévent", "AFP", "La Croix", "La Voix de la Dorne"}
    assert "Jean Aubry" in names


@pytest.mark.parametrize(
    ("one", "other", "same"), [("Le Fleuve", "FLEUVE", True), ("Le Fleuve", "Le Fleuve noir", False)]
)
def test_an_article_before_a_paper_is_not_its_name(one: str, other: str, same: bool) -> None:
    assert (unarticled(one) == unarticled(other)) == same


def test_one_sparkline_an_actor(flood: Review) -> None:
    html = views.note(flood).html
    courses = rows.courses(flood)
    assert html.count("<img") == len(courses) + 1
    assert all(sum(row.counts) == row.articles for row in courses)


def test_a_bar_is_as_high_as_its_count() -> None:
    drawn = strips.spark((0, 2, 1), (0, 3, 3))
    heights = [float(height) for height in re.findall(r'<rect [^>]*height="([\d.]+)"', drawn)]
    assert heights[0] == pytest.approx(2 * heights[1], abs=0.2)
    assert drawn.count("<circle") == 1


# -- as words, and on paper ----------------------------------------------------------------------------


def test_the_mail_has_the_page(flood: Review) -> None:
    told = summary(flood)
    titles = [section["title"] for section in told["sections"]]
    assert titles == ["", "Ce que plusieurs articles rapportent", "Ce qui est nouveau", "Acteurs au fil du temps"]
    assert all(not re.search(r"[<>]", words) for section in told["sections"] for _, words in section["rows"])
    assert "(2 articles, 2 journaux" in plain(told["sections"][1]["rows"][0][1])


def test_english_says_the_same_in_english(tmp_path: Path) -> None:
    english = reviewed(tmp_path, kit.traps(), since="2025-10-01", until="2025-10-31", language="en")
    text = views.note(english).text
    assert "Where they disagree" in text
    assert "Period | 1 – 31 October 2025, as requested" in text
    assert "Rien relevé" not in text


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_review_has_six_pages_at_most(tmp_path: Path, paper: str) -> None:
    import pypdfium2

    source = kit.write(tmp_path / "month.jsonl", [*kit.traps(), *kit.period(60)])
    options = {"since": "2025-10-01", "until": "2025-10-31", "language": "en", "paper": paper}
    made = build(source, out=tmp_path / "out", **options)
    assert made.pdf is not None
    with pypdfium2.PdfDocument(made.pdf) as document:
        assert len(document) <= 6
        first = document[0].get_textpage().get_text_range()
    assert "Actors over time" in first
    note = json.loads((made.folder / "data" / "note.json").read_text(encoding="utf-8"))
    assert note["title"] == "Press review, 1 – 31 October 2025"


def plain(text: str) -> str:
    return re.sub(r"[\u202f\u00a0]", " ", text)
