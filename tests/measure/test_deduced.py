"""A date that nobody states is marked wherever it stands, and a date that somebody states never is."""

from __future__ import annotations

import email
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from email import policy
from pathlib import Path

import lxml.html
import nbformat
import pypdfium2
import pytest

import shelves
from press_briefing import Briefing, build
from press_briefing.corpus.review import Review
from press_briefing.corpus.review import views as review_views
from press_briefing.measure.tables import is_deduced
from press_briefing.model.analysis import Analysis
from press_briefing.report.identity import Identity, identify
from press_briefing.service import site
from press_briefing.service.post.content import read_content
from press_briefing.service.site import entry, index
from press_briefing.show import views
from press_briefing.show.figures import timeline as drawing
from press_briefing.show.formats import date_text, dated
from press_briefing.show.views import Context

TEXT = """Le marché de Brévent rouvre

Le 12 mars, la maire de Brévent, Louise Castan, a rouvert le marché couvert. Depuis le 3 février 2025, les étals \
étaient fermés.

« Nous avons refait le toit », a dit Louise Castan. Mardi, les commerçants ont retrouvé leurs places. Le marché avait \
brûlé le 20 janvier. À Brévent, Louise Castan attend 300 visiteurs.
"""
SETTINGS = """[[deliver]]
channel = "mail"
from = "a@example.org"
subject = "{title}, {date}"
host = "localhost"
"""
DAY, MARKED = "12 mars 2025", "12 mars 2025 (déduite)"


# Words --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "deduced", "told"),
    [
        ("fr", True, MARKED),
        ("fr", False, DAY),
        ("en", True, "12 March 2025 (inferred)"),
        ("en", False, "12 March 2025"),
    ],
)
def test_a_date_is_marked_in_the_reader_s_language(language: str, deduced: bool, told: str) -> None:
    assert dated("2025-03-12", language, deduced=deduced) == told


@pytest.mark.parametrize("missing", [None, "", float("nan")])
def test_no_date_is_not_marked(missing: object) -> None:
    assert dated(missing, deduced=True) == date_text(None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("certainty", "resolved", "published", "deduced"),
    [
        ("inferred", "inferred", "found", True),
        ("interval", "inferred", "given", True),
        ("open", "inferred", "found", True),
        ("day", "published", "inferred", True),
        ("day", "published", "found", False),
        ("day", "published", "given", False),
        ("day", "explicit", "inferred", False),
        ("vague", "vague", "found", False),
        ("day", "event", "inferred", False),
        ("day", "context", "found", False),
    ],
)
def test_what_is_deduced(certainty: str, resolved: str, published: str, deduced: bool) -> None:
    assert is_deduced(certainty, resolved, published) is deduced


# Views --------------------------------------------------------------------------------------------------------------


def dates(page: Context) -> list[str]:
    tree = lxml.html.fragment_fromstring(views.chronology(page).html, create_parent="div")
    return [row[1].text_content().removesuffix(" (à vérifier)") for row in tree.xpath("//tbody/tr")]


def test_views_mark_what_leans_on_a_deduced_date(analysed: Callable[..., Analysis]) -> None:
    page = Context(analysed(TEXT))
    assert page.analysis.article.published.deduced
    assert dates(page) == ["20 janvier 2025 (déduite)", "depuis le 3 février 2025", "11 mars 2025 (déduite)", MARKED]
    assert "d’après la date déduite de l’article" in views.chronology(page).text
    assert f"{DAY} (déduite" in views.head(page).text
    assert "2025-03-12 (déduite)" in page.analysis._repr_html_()


def test_views_leave_what_a_given_date_tells(analysed: Callable[..., Analysis]) -> None:
    page = Context(analysed(TEXT, "2025-03-13"))
    assert dates(page) == [
        "20 janvier 2025 (déduite)",
        "depuis le 3 février 2025",
        "11 mars 2025",
        "12 mars 2025 (déduite)",
    ]
    assert "date déduite de l’article" not in views.chronology(page).text
    assert "déduite" not in views.head(page).text


@pytest.mark.parametrize(
    ("published", "label"), [(None, f"publication · {MARKED}"), ("2025-03-12", f"publication · {DAY}")]
)
def test_the_timeline_marks_the_day_of_publication(
    analysed: Callable[..., Analysis], monkeypatch: pytest.MonkeyPatch, published: str | None, label: str
) -> None:
    texts: list[str] = []
    real = drawing.timeline

    def watched(*arguments: object, **told: object) -> object:
        figure = real(*arguments, **told)  # type: ignore[arg-type]
        texts.extend(text.get_text() for text in figure.texts)
        return figure

    monkeypatch.setattr(drawing, "timeline", watched)
    views.chronology(Context(analysed(TEXT, published)))
    assert label in texts
    assert "20 janv. 2025 (déduite)" in texts or "20 janvier 2025 (déduite)" in texts
    assert not any("3 févr" in text and "déduite" in text for text in texts)


# Pages and files ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where briefings lie: one of a deduced date, one whose date was given."""
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="module")
def made(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Briefing]:
    """By whether its date is deduced, a briefing of the text."""
    source = tmp_path_factory.mktemp("in") / "marche.txt"
    source.write_text(TEXT, encoding="utf-8")
    return {True: build(source, out=folder), False: build(source, out=folder, published="2025-03-12")}


@pytest.mark.parametrize("deduced", [True, False])
def test_every_page_of_the_pdf_marks_it(made: dict[bool, Briefing], deduced: bool) -> None:
    assert made[deduced].pdf is not None
    document = pypdfium2.PdfDocument(made[deduced].pdf)
    pages = [page.get_textpage().get_text_range().replace("\u00a0", " ") for page in document]
    feet = ["\n".join(page.splitlines()[-2:]) for page in pages]  # the rows of a page may deduce the same day
    assert all((MARKED in foot) == deduced for foot in feet[1:])
    assert all(DAY in foot for foot in feet)
    assert (MARKED in document.get_metadata_dict().get("Subject", "")) == deduced


@pytest.mark.parametrize("deduced", [True, False])
def test_notebook_and_crate_tell_it(made: dict[bool, Briefing], deduced: bool) -> None:
    notebook = nbformat.read(made[deduced].notebook, as_version=4)
    assert identify(notebook).date_words == (MARKED if deduced else DAY)
    graph = json.loads((made[deduced].folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    (article,) = [node for node in graph if node.get("@type") == "Article"]
    assert ("datePublished" in article) != deduced
    assert ("inferred" in article.get("description", "")) == deduced


def test_a_page_made_of_metadata_marks_it() -> None:
    own = {"press_briefing": {"date": "2025-03-12", "date_certainty": "inferred", "language": "fr"}}
    assert identify({"metadata": own}).date_words == MARKED
    assert Identity(date="").date_words == ""


# Archive, mail ------------------------------------------------------------------------------------------------------


def test_the_archive_marks_it_on_pages_in_feed_and_index(tmp_path: Path) -> None:
    for name, certainty in (("vu", "found"), ("deduit", "inferred")):
        shelves.shelve(tmp_path, name, title=name, date="2025-03-12")
        told = json.loads((tmp_path / name / "manifest.json").read_text(encoding="utf-8"))
        told["article"]["published"]["certainty"] = certainty
        (tmp_path / name / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    site.rebuild(tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    items = {
        item.xpath("string(.//h3)"): item.text_content() for item in lxml.html.fromstring(page).find_class("briefing")
    }
    assert MARKED in items["deduit"]
    assert "déduite" not in items["vu"]
    feed = (tmp_path / "feed.xml").read_text(encoding="utf-8")
    assert feed.count(MARKED) == 1
    found = [row for row in (entry.read(tmp_path / name, name) for name in ("vu", "deduit")) if row]
    told = index.index(found, "fr")
    assert sorted(told["dates"][row[2]][1] for row in told["rows"]) == [DAY, MARKED]
    assert {told["dates"][row[2]][0] for row in told["rows"]} == {"2025-03-12"}


@pytest.mark.parametrize("deduced", [True, False])
def test_the_mail_marks_it(made: dict[bool, Briefing], tmp_path: Path, deduced: bool) -> None:
    assert read_content(made[deduced].folder).date_words == (MARKED if deduced else DAY)
    shutil.copytree(made[deduced].folder, tmp_path / "briefing")
    (tmp_path / "mail.toml").write_text(SETTINGS, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "press_briefing",
        "send",
        "briefing",
        "--settings",
        "mail.toml",
        "--dry-run",
        "eml",
        "--to",
        "b@example.org",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = (tmp_path / "eml").glob("*.eml")
    message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    _, _, strip, *_ = body.get_content().splitlines()  # below it a happening's own year may be inferred
    assert DAY in strip
    assert (MARKED in strip) == deduced
    assert (MARKED in message["Subject"]) == deduced
    (attached,) = message.iter_attachments()
    assert ("déduite" in (attached.get_filename() or "")) == deduced


# Review -------------------------------------------------------------------------------------------------------------


def test_the_review_marks_it(tmp_path: Path) -> None:
    rows = [
        {"title": "Un", "text": TEXT},
        {
            "title": "Deux",
            "published": "2025-03-14",
            "text": "Le 14 mars 2025, le préfet Paul Aubin a visité Brévent et ses halles. Louise Castan l’a reçu.",
        },
    ]
    source = tmp_path / "articles.jsonl"
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    review = Review(str(source))
    said = re.sub(r"\s", " ", review_views.articles(review).text)
    assert "12 mars 2025 (déduite)" in said
    assert "14 mars 2025 (déduite)" not in said
    note = re.sub(r"\s", " ", review_views.note(review).text)
    assert "Dates | 1 lue, 1 déduite (12 mars 2025)" in note
    assert "Période | 14 mars 2025, d’après les dates" in note
    assert review_views.title(review).endswith("14 mars 2025")
    chronology = review_views.chronology(review).view().text
    assert MARKED in chronology
    assert "14 mars 2025 (déduite)" not in chronology
    castan = next(
        line for line in review_views.actors(review).view().text.splitlines() if line.startswith("Louise Castan")
    )
    assert "12 mars 2025 (déduite) | 14 mars 2025 |" in castan
