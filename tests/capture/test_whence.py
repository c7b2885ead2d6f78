"""Who published an article, and that it is cut, wherever a reader or a program is told of it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import etree, html

import shelves
from press_briefing import Analysis, Article, analyse, build
from press_briefing.analyse import saved
from press_briefing.capture.read import Capture, from_capture
from press_briefing.corpus import dataset
from press_briefing.model.article import DECLARED
from press_briefing.model.settings import Settings
from press_briefing.service import site
from press_briefing.service.post.content import read_content
from press_briefing.service.post.letter import as_html, as_text, letter_of
from press_briefing.service.post.webhook import body
from press_briefing.service.site import entry, feed, index, options, rows
from press_briefing.show import views
from press_briefing.show.formats import cut_text
from press_briefing.show.views import Context

WALL = "Il vous reste 58 % de ce récit à découvrir."
TITLE = "Le bac de Sansanding cherche un passeur"
TEXT = (
    "Le bac de Sansanding ne traverse plus depuis mardi : son passeur, Bakary Exemple, a pris sa retraite à 71 ans.",
    "« Personne ne veut de ce métier, l’eau est basse et la corde use les mains », dit-il devant la rive du fleuve.",
    "La commune promet de payer un remplaçant avant la fin du mois. Les maraîchers font un détour de douze kilomètres.",
)
PAGE = (
    f"<html lang='fr'><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
    f"<p>Publié le 5 févr. 2024 à 7h10</p>{''.join(f'<p>{line}</p>' for line in (*TEXT, WALL))}</article></body></html>"
)
ADDRESS = "https://www.fleuve.example/2024/bac"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A briefing of a cut page that names no outlet, as if it had been fetched."""
    capture = Capture("fleuve.example-bac.html", PAGE.encode(), ADDRESS)
    return build(capture, out=tmp_path_factory.mktemp("reports")).folder


def told(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def text_of(path: Path) -> str:
    return " ".join(html.fromstring(path.read_bytes()).text_content().split())


def test_the_briefing_tells_outlet_and_cut_at_its_head(folder):
    page = text_of(folder / "briefing.html")
    head = page[page.rindex("Note ·") : page.rindex("Quoi")]
    assert "· fleuve.example ·" in head
    assert "fleuve.example-bac.html" not in head
    assert f"article tronqué : « {WALL} »" in head
    assert ADDRESS in page


def test_the_notebook_ran_on_the_analysis_handed_to_it(folder):
    cells = told(folder, "briefing.ipynb")["cells"]
    heads = [output["data"]["text/plain"] for cell in cells for output in cell.get("outputs", ()) if "data" in output]
    assert any("· fleuve.example ·" in "".join(head).splitlines()[0] for head in heads if "".join(head))


def test_the_id_and_the_capture_are_named_after_the_file(folder):
    assert folder.name.startswith("fleuve-example-bac-")
    assert (folder / "capture" / "fleuve.example-bac.html").read_bytes() == PAGE.encode()


def test_manifest_analysis_and_crate(folder):
    for article in (told(folder, "manifest.json")["article"], told(folder, "data/analysis.json")["article"]):
        assert (article["outlet"], article["url"]) == ("fleuve.example", ADDRESS)
        assert article["truncated"] == {"reason": WALL}
    graph = {node["@id"]: node for node in told(folder, "ro-crate-metadata.json")["@graph"]}
    work = graph["#article"]
    assert graph[work["publisher"]["@id"]]["name"] == "fleuve.example"
    assert (work["url"], WALL in work["description"]) == (ADDRESS, True)


def test_mail_and_webhook(folder):
    content = read_content(folder)
    letter = letter_of(content, report="", intro="", base_url="", attached="", left_out=0, picture=None)
    for words in (as_text(letter), html.fromstring(as_html(letter)).text_content()):
        flat = " ".join(words.split())
        assert "fleuve.example" in flat
        assert "article tronqué" in flat
        assert WALL in flat
    run = SimpleNamespace(report="r", id="1", logical_date=datetime(2024, 2, 5))
    posted = json.loads(body(run, content, SimpleNamespace(format="json", base_url="")))
    assert (posted["source"], posted["truncated"]) == ("fleuve.example", WALL)


def test_archive_index_and_feed(folder):
    found = site.shelf_of(folder.parent).entries[0]
    assert (found.source, found.cut) == ("fleuve.example", WALL)
    assert "truncated article: “" in rows.item(found, "", "en")
    assert f"article tronqué\u202f: «\u202f{WALL}\u202f»" in rows.item(found, "", "fr")
    assert index.index([found], "fr")["rows"][0][-2].startswith("article tronqué")
    summary = etree.fromstring(feed.feed([found], options.Options())).findtext(".//{*}entry/{*}summary")
    assert "fleuve.example" in summary
    assert WALL in summary


def test_a_briefing_that_says_nothing_of_either_stays_as_it_was(tmp_path):
    shelves.shelve(tmp_path, "a-1")
    found = entry.read(tmp_path / "a-1", "a-1")
    assert (found.source, found.cut) == ("journal.example", "")
    assert "tronqué" not in rows.item(found, "", "fr")


def test_the_dataset_carries_it(tmp_path):
    capture = Capture("bac.html", PAGE.encode(), ADDRESS)
    dataset.write(tmp_path / "d", "k", [dataset.DatasetEntry.of(capture, Analysis(from_capture(capture)))])
    with dataset.open_dataset(tmp_path / "d") as opened:
        row = opened.articles().iloc[0]
    assert (row["outlet"], row["origin"], row["truncated"]) == ("fleuve.example", ADDRESS, WALL)


@pytest.mark.parametrize(
    ("reason", "language", "words"),
    [
        ("", "fr", ""),
        ("La suite : abonnés", "fr", "article tronqué\u202f: «\u202fLa suite : abonnés\u202f»"),
        ("{x} <b>", "en", "truncated article: “{x} <b>”"),
        (DECLARED, "fr", "article tronqué\u202f: sa page le dit payant, et le texte capturé est court"),
        (DECLARED, "en", "truncated article: its page says it is behind a paywall, and the captured text is short"),
    ],
)
def test_how_it_is_said(reason, language, words):
    assert cut_text(reason, language) == words


def test_a_hostile_reason_is_only_text():
    article = Article.from_text("\n".join([TITLE, *TEXT, "Il vous reste 9 % de cet article à lire <script>x</script>"]))
    assert "<script>" in article.truncated.reason
    assert "<script>" not in views.head(Context(Analysis(article))).html


def test_an_analysis_handed_over_is_found_by_who_knows_less_of_its_article(tmp_path):
    settings = Settings(cache=str(tmp_path))
    capture = Capture("bac.html", PAGE.encode(), ADDRESS)
    analysis = analyse(from_capture(capture))
    again = from_capture(Capture("bac.html", PAGE.encode(), "capture/bac.html"))
    saved.save(analysis, settings, under=again)
    assert saved.load(again, settings) == analysis
    assert saved.load(from_capture(capture), settings) is None


@pytest.mark.parametrize(
    ("signed", "told"),
    [
        ("Le Fanal, Awa Traoré", "Awa Traoré"),
        ("Awa Traoré, LE FANAL", "Awa Traoré"),
        ("Awa Traoré, Luc Morel", "Awa Traoré, Luc Morel"),
        ("Le Fanal", "Le Fanal"),
        ("Awa Lefanal", "Awa Lefanal"),
    ],
)
def test_the_outlet_is_nobody_who_signs(signed: str, told: str) -> None:
    text = "La halle de Guéret a rouvert lundi 3 mars 2025, après deux ans de travaux, a dit la mairie aux marchands."
    page = (
        f'<html lang="fr"><head><meta name="author" content="{signed}"><meta property="og:site_name" content="Le Fanal">'
        f"</head><body><article><h1>La halle rouvre</h1><p>{text}</p><p>{text} Elle compte quarante étals.</p></article></body></html>"
    )
    article = from_capture(Capture("a.html", page.encode(), "a.html"))
    assert article.author is not None
    assert article.author.name == told
