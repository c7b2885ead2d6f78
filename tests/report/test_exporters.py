"""Any notebook to one HTML page: what is shown, how it is arranged, and that it can load nothing."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from lxml import html as lxml_html
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from press_briefing.report import design
from press_briefing.report.exporters import BriefingHTMLExporter, BriefingPDFExporter
from press_briefing.report.identity import identify
from press_briefing.report.outputs import terminal
from press_briefing.report.render import render, to_html

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
OURS = {"press_briefing": {"language": "fr", "title": "Essai", "author": "Awa Exemple", "date": "2025-11-19"}}


def load(name: str) -> nbformat.NotebookNode:
    return nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)


def page_of(notebook: nbformat.NotebookNode) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(to_html(notebook))


def shown(output: dict, *, source: str = "x", metadata: dict | None = None) -> str:
    """The main part of a page with one output, as HTML text."""
    cell = new_code_cell(source, outputs=[new_output(**output)])
    page = page_of(new_notebook(cells=[cell], metadata=metadata or OURS))
    return lxml_html.tostring(page.get_element_by_id("contenu"), encoding="unicode")


@pytest.mark.parametrize("name", ["odd", "hostile", "failed", "empty", "title_only"])
def test_every_notebook_becomes_a_sound_page(name: str) -> None:
    text = to_html(load(name))
    page = lxml_html.document_fromstring(text)
    assert text.startswith("<!DOCTYPE html>")
    assert page.get("lang")
    assert len(page.xpath("//h1")) == 1
    assert len(page.xpath("//main")) == 1
    assert page.xpath("//title")[0].text.strip()
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for link in page.xpath("//a[starts-with(@href, '#')]/@href"):
        assert link[1:] in ids
    for image in page.xpath("//img"):
        assert image.get("alt").strip()
        assert image.get("src").startswith("data:image/")


@pytest.mark.parametrize("name", ["odd", "hostile", "failed"])
def test_a_page_can_load_and_run_nothing(name: str) -> None:
    page = page_of(load(name))
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == [design.POLICY]
    for forbidden in ("script", "iframe", "object", "embed", "link", "base", "form", "video", "audio", "source"):
        assert not page.xpath(f"//{forbidden}")
    for element in page.iter():
        for attribute, value in element.attrib.items():
            assert not attribute.startswith("on")
            if attribute == "src":
                assert value.startswith("data:image/")
            if attribute == "href":
                assert re.match(r"#|https?://|mailto:|[\w./-]+$", value), value
            if attribute == "style":
                assert "url(" not in value


def test_headings_have_no_gaps() -> None:
    for name in ("odd", "hostile"):
        levels = [int(h.tag[1]) for h in page_of(load(name)).iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_first_of_several_level_one_titles_is_the_page_s() -> None:
    page = page_of(new_notebook(cells=[new_markdown_cell("# Un"), new_markdown_cell("# Deux\n\n## Trois")]))
    assert page.xpath("string(//h1)") == "Un"
    assert page.xpath("string(//h2)") == "Deux"
    assert page.xpath("string(//h3)") == "Trois"


def test_sections_before_a_second_level_one_title_stay_sections() -> None:
    page = page_of(new_notebook(cells=[new_markdown_cell("# Un\n\n## A\n\n## B\n\n# Deux\n\n## C")]))
    assert [h.text for h in page.iter("h2")] == ["A", "B", "Deux"]
    assert [h.text for h in page.iter("h3")] == ["C"]


def test_sections_stand_in_the_contents() -> None:
    page = page_of(new_notebook(cells=[new_markdown_cell("# T\n\n## Élan vital\n\n## B\n\n## B\n\ntexte")]))
    links = page.xpath("//nav[@id='sommaire']//a")
    assert [link.text for link in links] == ["Élan vital", "B", "B"]
    assert len({link.get("href") for link in links}) == 3
    assert len(page.xpath("//main/section[@aria-labelledby]")) == 3


def test_head_of_a_view_is_lifted_out_of_main() -> None:
    html = '<header class="head"><h1>Titre de l’article</h1><dl><dt>Auteur</dt><dd>A</dd></dl></header><p>suite</p>'
    page = page_of(
        new_notebook(
            cells=[new_code_cell("x", outputs=[new_output("display_data", data={"text/html": html})])], metadata=OURS
        )
    )
    assert page.xpath("string(/html/body/header//h1)") == "Titre de l’article"
    assert not page.xpath("//main//h1")
    assert page.xpath("string(//main)").strip() == "suite"


def test_code_is_hidden_in_our_documents_only() -> None:
    cells = [
        new_code_cell("alpha = 1"),
        new_code_cell("beta = 2", metadata={"tags": ["show-code"]}),
        new_code_cell("gamma = 3", metadata={"tags": ["hide-input"]}),
    ]
    ours, other = to_html(new_notebook(cells=cells, metadata=OURS)), to_html(new_notebook(cells=cells))
    assert "beta" in ours
    assert "alpha" not in ours
    assert "alpha" in other
    assert "gamma" not in other


def test_a_failed_cell_says_what_happened() -> None:
    page = page_of(load("failed"))
    failure = page.get_element_by_id("failure").text_content()
    assert "ZeroDivisionError" in failure
    assert "division by zero" in failure
    assert "\x1b" not in failure
    text = page.text_content()
    assert "An Exception was encountered" not in text
    assert "Document incomplet" in text
    assert "Texte après." in text
    assert "Mode d’emploi" not in text
    assert "secret" not in text
    assert "montré" in text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"text/html": "<b>a</b>", "text/plain": "p"}, "<b>a</b>"),
        ({"text/html": "<script>1</script>", "image/png": "bad", "text/plain": "repli"}, "repli"),
        ({"application/vnd.jupyter.widget-view+json": {}, "text/plain": "IntSlider(value=3)"}, "IntSlider(value=3)"),
        ({"application/vnd.jupyter.widget-view+json": {}}, "Élément interactif"),
        ({"application/javascript": "alert(1)"}, "application/javascript"),
        ({"text/latex": r"$\alpha$", "text/plain": "p"}, r"$\alpha$"),
        ({"application/json": {"é": [1]}, "text/plain": "p"}, '"é"'),
        ({"text/markdown": "*a*"}, "<em>a</em>"),
        ({"text/plain": "<b>"}, "&lt;b&gt;"),
    ],
)
def test_the_richest_form_that_says_something_is_shown(data: dict, expected: str) -> None:
    assert expected in shown({"output_type": "display_data", "data": data})


@pytest.mark.parametrize(
    "metadata",
    [
        {"image/svg+xml": {"alt": "Trois barres"}},
        {"alt": "Trois barres"},
        {"image/svg+xml": {"description": "Trois barres"}},
    ],
)
def test_figures_keep_their_alternate_text(metadata: dict) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    main = shown({"output_type": "display_data", "data": {"image/svg+xml": drawing}, "metadata": metadata})
    assert 'alt="Trois barres"' in main
    assert "data:image/svg+xml;base64," in main


def test_tables_of_pandas_get_scopes_and_right_aligned_numbers() -> None:
    import pandas as pd

    frame = pd.DataFrame({"lieu": ["Gao", "Kidal"], "n": [1234.5, -3]})
    page = page_of(
        new_notebook(
            cells=[new_code_cell("x", outputs=[new_output("display_data", data={"text/html": frame.to_html()})])],
            metadata=OURS,
        )
    )
    heads = page.xpath("//thead//th")
    assert [head.get("scope") for head in heads] == ["col", "col"]  # the empty corner is no head
    assert [row.get("scope") for row in page.xpath("//tbody//th")] == ["row", "row"]
    assert [cell.text for cell in page.xpath("//td[contains(@class, 'num')]") if cell.text] == ["1234.5", "-3.0"]
    assert page.xpath("//div[@class='table-frame']/@tabindex") == ["0"]


def test_dead_links_inside_the_page_become_text() -> None:
    html = '<p id="s1">a</p><a href="#s1">vif</a> <a href="#s2">mort</a>'
    page = page_of(
        new_notebook(
            cells=[new_code_cell("x", outputs=[new_output("display_data", data={"text/html": html})])], metadata=OURS
        )
    )
    assert page.xpath("//main//a[@href]/text()") == ["vif"]
    assert "mort" in page.xpath("string(//main)")


def test_footnotes_of_two_cells_stay_apart() -> None:
    cell = "Texte[^1].\n\n[^1]: Note."
    page = page_of(new_notebook(cells=[new_markdown_cell(cell), new_markdown_cell(cell)]))
    notes = [i for i in page.xpath("//@id") if "fn-" in i]
    assert len(notes) == 2


def test_two_sums_in_dollars_are_no_formula() -> None:
    page = page_of(new_notebook(cells=[new_markdown_cell("De 5 $ à 6 $, et $x^2$.")]))
    assert page.xpath("//code/text()") == ["$x^2$"]


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("\x1b[31mrouge\x1b[0m", "rouge"),
        ("10%\r50%\r100%", "100%"),
        ("a\r\nb", "a\nb"),
        ("abc\b\bd", "ad"),
        ("<f at 0x7f00aa11bb22>", "<f at 0x…>"),
    ],
)
def test_streams_read_as_a_terminal_leaves_them(printed: str, seen: str) -> None:
    assert terminal(printed) == seen


def test_warnings_are_folded_away_in_our_documents() -> None:
    stream = {"output_type": "stream", "name": "stderr", "text": "attention"}
    assert "<details" in shown(stream)
    assert "<details" not in shown(stream, metadata={"kernelspec": {"name": "python3", "display_name": "Python"}})


@pytest.mark.parametrize(
    ("own", "field", "expected"),
    [
        ({"language": "en"}, "language", "en"),
        ({}, "language", "en"),
        ({"title": "T"}, "language", "fr"),
        ({"language": "<script>"}, "language", "fr"),
        ({"paper": "Letter"}, "paper", "letter"),
        ({"paper": "a0"}, "paper", "a4"),
        ({"keywords": "a, b,,"}, "keywords", ("a", "b")),
        ({"author": [{"name": "A"}, "B"]}, "author", "A, B"),
        ({"hide_code": False}, "hide_code", False),
        ({"title": 3}, "title", "3"),
        ({"title": None}, "title", ""),
    ],
)
def test_identity_reads_what_metadata_hold(own: dict, field: str, expected: object) -> None:
    assert getattr(identify({"metadata": {"press_briefing": own}}), field) == expected


def test_the_same_notebook_gives_the_same_page() -> None:
    assert to_html(load("odd")) == to_html(load("odd"))


def test_cell_ids_and_run_times_leave_no_trace() -> None:
    one, two = load("odd"), load("odd")
    for number, cell in enumerate(two.cells):
        cell["id"] = f"other-{number}"
        cell.metadata["execution"] = {"iopub.execute_input": f"2026-01-01T00:00:{number:02d}"}
    two.metadata["papermill"] = {"duration": 3.14, "output_path": "/elsewhere/out.ipynb"}
    assert to_html(one) == to_html(two)


def test_exporters_are_known_to_nbconvert() -> None:
    from importlib.metadata import entry_points

    names = {entry.name: entry for entry in entry_points(group="nbconvert.exporters")}
    assert issubclass(names["briefing-html"].load(), BriefingHTMLExporter)
    assert issubclass(names["briefing-pdf"].load(), BriefingPDFExporter)
    assert names["briefing_html"].load() is BriefingHTMLExporter
    assert names["briefing_pdf"].load() is BriefingPDFExporter


def test_no_input_is_honoured() -> None:
    exporter = BriefingHTMLExporter(exclude_input=True)
    text, _ = exporter.from_notebook_node(new_notebook(cells=[new_code_cell("alpha = 1")]))
    assert "alpha" not in text


def test_render_writes_both_and_replaces_whole(tmp_path: Path) -> None:
    render(load("title_only"), html=tmp_path / "a.html", pdf=tmp_path / "a.pdf", metadata={"language": "fr"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert 'lang="fr"' in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_page_weighs_little() -> None:
    assert len(to_html(load("title_only")).encode()) < 300_000
