"""The way of an article from bytes to pages, with what must hold at each step, whatever the bytes are.

Nothing but our own errors; every span slices to its text; what is written down is read back the same; pages parse, and
hold no element that runs. Used by tests/guard/test_fuzz.py (Hypothesis) and tests/fuzz/cover.py (guided by coverage).
"""

from __future__ import annotations

import os
from dataclasses import replace

os.environ["PRESS_BRIEFING_CACHE"] = "none"

import lxml.html
import nbformat

from press_briefing import Analysis, Article, analyse
from press_briefing.capture.read import from_capture
from press_briefing.capture.read.sources import Capture, safe_name
from press_briefing.measure import tables
from press_briefing.model.errors import BriefingError
from press_briefing.model.settings import Settings
from press_briefing.report.render import to_html
from press_briefing.show import views
from press_briefing.show.views import Context

SETTINGS = replace(Settings(), cache="none", max_bytes=200_000, max_characters=60_000, max_pdf_pages=5)
SUFFIXES = (".txt", ".html", ".md", ".json", ".jsonl", ".xml", ".pdf", ".docx", ".htm", "")
PARTS = (
    "head",
    "key_sentences",
    "key_figures",
    "chronology",
    "words",
    "distinctive",
    "actors",
    "together",
    "places",
    "sourcing",
    "quotes",
    "claims",
    "quantities",
    "tolls",
    "disagreements",
    "tone",
    "tone_sections",
    "tone_entities",
    "tone_words",
    "tone_layers",
    "concordance",
    "text",
    "cleaning",
    "method",
    "made_from",
)


def read_bytes(data: bytes, suffix: str) -> Article | None:
    """The article in the bytes, or None with one clear line."""
    try:
        return from_capture(Capture(safe_name(f"article{suffix}"), data, "article"), settings=SETTINGS)
    except BriefingError as error:
        _one_line(error)
        return None


def read_text(text: str, published: str | None = None, verbatim: bool = False) -> Article | None:
    """The article in the text, or None with one clear line."""
    try:
        return Article.from_text(text, published=published, verbatim=verbatim)
    except BriefingError as error:
        _one_line(error)
        return None


def _one_line(error: BriefingError) -> None:
    assert str(error)
    assert "\n" not in str(error)
    assert "Traceback" not in str(error)


def understood(article: Article) -> Analysis | None:
    """The analysis, its invariants checked."""
    _sound(article)
    try:
        found = analyse(article, settings=SETTINGS)
    except BriefingError as error:
        _one_line(error)
        return None
    text = article.text
    for rows in (
        found.sentences,
        found.words,
        found.entities,
        found.times,
        found.events,
        found.quotes,
        found.claims,
        found.quantities,
        found.stances,
        found.tone.sentences,
    ):
        for row in rows:
            assert 0 <= row.start < row.end <= len(text)
            if hasattr(row, "text"):
                assert text[row.start : row.end] == row.text
    for quote in found.quotes:
        if quote.speaker is not None and quote.speaker.end > quote.speaker.start:
            assert text[quote.speaker.start : quote.speaker.end] == quote.speaker.text
    assert Analysis.from_dict(found.to_dict()).to_dict() == found.to_dict()
    return found


def _sound(article: Article) -> None:
    place = 0
    for paragraph in article.paragraphs:
        assert place <= paragraph.start < paragraph.end <= len(article.text)
        assert article.text[paragraph.start : paragraph.end].strip()
        place = paragraph.end


def tabled(found: Analysis) -> None:
    """Every table, its CSV without formulas, its sentences known."""
    count = len(found.sentences)
    for name, table in tables.every_table(found).items():
        assert list(table.columns) == list(tables.TABLES[name].meanings)
        if "sentence" in table:
            assert table["sentence"].between(0, count).all()
        tables.csv(table).decode("utf-8-sig")


def shown(found: Analysis, language: str = "fr", parts: tuple[str, ...] = PARTS) -> None:
    """Views and page: they parse, and hold nothing that runs."""
    page = Context(found, language=language)
    cells = [
        nbformat.v4.new_code_cell(
            part, outputs=[nbformat.v4.new_output("display_data", {"text/html": _view(page, part)})]
        )
        for part in parts
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["press_briefing"] = {"language": language, "title": found.article.title or "x"}
    parser = lxml.html.HTMLParser(huge_tree=True)
    whole = lxml.html.document_fromstring(to_html(notebook).encode("utf-8"), parser=parser)
    assert not whole.xpath("//script | //iframe | //object | //embed | //form | //@onerror | //@onload | //@onclick")
    assert not [a for a in whole.xpath("//@href | //@src") if a.strip().lower().startswith(("javascript:", "file:"))]


def _view(page: Context, part: str) -> str:
    return getattr(views, part)(page).html
