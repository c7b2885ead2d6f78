"""The optional engine: the same page by WeasyPrint, where it is installed, and one plain line where it is not."""

from __future__ import annotations

import importlib.util
import io
import sys
import tomllib
from pathlib import Path

import nbformat
import pikepdf
import pypdfium2
import pytest
from packaging.requirements import Requirement

from press_briefing import build
from press_briefing.model.errors import UsageError
from press_briefing.model.settings import Settings
from press_briefing.report import weasy
from press_briefing.report.briefing import check
from press_briefing.report.pdf import Attachment
from press_briefing.report.render import convert, render

ROOT = Path(__file__).parent.parent.parent
NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
INSTALLED = importlib.util.find_spec("weasyprint") is not None


def converted(name: str) -> tuple:
    return convert(nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4))


def test_without_it_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(UsageError, match="WeasyPrint is not installed"):
        weasy.page_to_pdf(*converted("title_only"))


def test_it_is_asked_for_before_any_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(UsageError, match="WeasyPrint is not installed") as raised:
        build("demo:conseil-de-securite", out=tmp_path / "out", pdf_engine="weasyprint")
    assert "press-briefing[weasyprint]" in str(raised.value)
    assert len(str(raised.value).splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_without_a_pdf_the_engine_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    checked = check(
        out=tmp_path,
        published=None,
        language="fr",
        parameters={},
        notebook=None,
        pdf=False,
        paper="a4",
        settings=Settings(),
        pdf_engine="weasyprint",
    )
    assert checked.told()["pdf_engine"] == "weasyprint"


def test_the_extra_is_told_and_in_no_default_install() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [Requirement(line).name for line in project["optional-dependencies"]["weasyprint"]] == ["weasyprint"]
    assert "weasyprint" not in " ".join(project["dependencies"])
    assert "\nweasyprint==" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_an_unknown_engine_is_named(tmp_path: Path) -> None:
    notebook = nbformat.read(NOTEBOOKS / "title_only.ipynb", as_version=4)
    with pytest.raises(UsageError, match="'latex'"):
        render(notebook, html=tmp_path / "a.html", pdf=tmp_path / "a.pdf", pdf_engine="latex")


def test_the_frame_counts_the_pages() -> None:
    assert 'content: "page " counter(page) " / " counter(pages)' in weasy.frame_css(converted("title_only")[1])


def test_the_frame_holds_any_title() -> None:
    _, page = converted("title_only")
    page.title = 'a"; } @import url(x); \\'
    assert r'content: "a\"; } @import url(x); \\"' in weasy.frame_css(page)


@pytest.mark.skipif(not INSTALLED, reason="WeasyPrint is an optional extra")
@pytest.mark.parametrize("name", ["hostile", "failed"])
def test_pages_are_set_and_fetch_nothing(name: str) -> None:
    text, page = converted(name)
    data = weasy.page_to_pdf(text, page, attachments=[Attachment("a.csv", b"1", "text/csv")])
    with pikepdf.open(io.BytesIO(data)) as document:
        assert set(document.attachments) == {"a.csv"}
    words = " ".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(data))
    assert "root:" not in words
    assert len(words) > 100
