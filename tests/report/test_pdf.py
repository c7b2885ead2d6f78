"""The PDF: every word of the page is in it, it is archival and accessible, and the same bytes every time."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from functools import cache
from html import unescape
from pathlib import Path

import nbformat
import pikepdf
import pypdfium2
import pytest
from lxml import html as lxml_html
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from press_briefing.report import blocks, pdf, sanitise, tables
from press_briefing.report.pdf import Attachment
from press_briefing.report.render import convert, to_pdf

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
OURS = {
    "title": "Un essai",
    "author": "Awa Exemple",
    "date": "2025-11-19",
    "language": "fr",
    "keywords": ["Mali", "ONU"],
    "description": "Ce que montre l’essai",
}


@cache
def made(name: str) -> tuple[str, bytes]:
    """Page and PDF of a stored notebook."""
    text, page = convert(nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4))
    return text, pdf.page_to_pdf(page)


def pdf_of(*markup: str, metadata: dict | None = None, attachments: tuple[Attachment, ...] = ()) -> bytes:
    cells = [new_code_cell("x", outputs=[new_output("display_data", data={"text/html": m})]) for m in markup]
    _, page = convert(new_notebook(cells=cells), metadata={**OURS, **(metadata or {})})
    return pdf.page_to_pdf(page, attachments=attachments)


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def squeezed(text: str) -> str:
    """Without white space, hyphenation and invisible signs: what must be equal on both sides."""
    text = re.sub(r"[-‐\ufffe]\r?\n|\ufffe", "", text)
    return re.sub(r"[\s\u00ad\u200b\u2060\ufe0f\u200d]+", "", text)


def opened(data: bytes) -> pikepdf.Pdf:
    import io

    return pikepdf.open(io.BytesIO(data))


# Nothing disappears --------------------------------------------------------------------------------------------------


def words_of_page(text: str) -> list[str]:
    page = lxml_html.document_fromstring(text)
    for element in page.xpath("//head|//nav[@id='sommaire']|//a[@class='skip']|//p[@class='failure-banner']"):
        element.getparent().remove(element)
    return " ".join(page.itertext()).split()


@pytest.mark.parametrize("name", ["odd", "hostile", "failed"])
def test_every_word_of_the_page_is_in_the_pdf(name: str) -> None:
    text, data = made(name)
    found = squeezed(text_of(data))
    # Shown, but extracted by pdfium in another order or form: right-to-left words, flags, joined emoji, ligatures.
    other = re.compile(r"[\u0590-\u07ff\ufb00-\ufb06\ue000-\uf8ff\U0001f1e6-\U0001f1ff\U0001f468-\U0001f469]|^-+$")
    missing = [word for word in words_of_page(text) if not other.search(word) and squeezed(word) not in found]
    assert missing == []


def test_every_word_of_the_source_is_in_the_page() -> None:
    notebook = nbformat.read(NOTEBOOKS / "odd.ipynb", as_version=4)
    words = " ".join(words_of_page(made("odd")[0]))
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            markup = re.sub(r"(?s)<(style|script).*?</\1>", "", output.get("data", {}).get("text/html", ""))
            for word in unescape(re.sub(r"<[^>]*>", " ", markup)).split():
                assert word in words


def test_text_is_never_typst_source() -> None:
    hostile = '#panic("x") #read("/etc/passwd") $x$ *gras* _ital_ `code` <étiquette> @ref = titre // fin /* c */ \\ ~'
    cell = new_markdown_cell("\n".join(f"    {hostile}" for _ in range(2)))
    _, page = convert(
        new_notebook(cells=[cell, new_code_cell(hostile)]),
        metadata={
            **OURS,
            "title": hostile,
            "hide_code": False,
            "author": hostile,
            "keywords": [hostile],
            "description": hostile,
        },
    )
    found = squeezed(text_of(pdf.page_to_pdf(page)))
    assert found.count(squeezed('#panic("x")#read("/etc/passwd")$x$*gras*')) >= 3
    assert "root:" not in found


SCRIPTS = [
    "😀 🎉 🇲🇱 👩🏽‍💻",
    "中文 漢字",
    "السلام",
    "ⵜⴰⵎⴰⵛⴰⵇ",
    "ߒߞߏ",
    "हिन्दी",
    "ɲɔgɔn",
    "\ue000\uf8ff",
    "a\u0301\u0302",
    "\ufeff\u200b\u2028\u2029\u00ad",
    "\U0010ffff\U000f0000",
    "\u202eabc\u202c",
]


@pytest.mark.parametrize("text", SCRIPTS)
def test_every_script_and_sign_is_set(text: str) -> None:
    assert pdf_of(
        f"<p>avant {text} après</p><table><tr><th>{text}</th></tr></table><pre>{text}</pre>", metadata={"title": text}
    ).startswith(b"%PDF")


# The document itself -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["odd", "hostile", "failed", "empty", "title_only"])
def test_archival_accessible_and_tagged(name: str) -> None:
    document = opened(made(name)[1])
    with document.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
    assert document.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in document.Root
    assert document.Root.ViewerPreferences.DisplayDocTitle


def structure(document: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    found, todo = [], [document.Root.StructTreeRoot]
    while todo:
        node = todo.pop()
        if isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(node)
            kids = node.get("/K")
            todo.extend(kids if isinstance(kids, pikepdf.Array) else [kids] if kids is not None else [])
    return found


def test_structure_names_figures_tables_lists_and_headings() -> None:
    document = opened(made("odd")[1])
    nodes = structure(document)
    kinds = {str(node.S) for node in nodes}
    assert {"/Figure", "/Table", "/TH", "/TD", "/L", "/LI", "/H1", "/Link", "/Caption"} <= kinds
    assert all(str(node.get("/Alt", "")).strip() for node in nodes if str(node.S) == "/Figure")


def test_properties() -> None:
    document = opened(pdf_of("<h2>Un</h2><p>texte</p>"))
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == "Un essai"
        assert metadata["dc:creator"] == ["Awa Exemple"]
        assert metadata["dc:description"] == "Ce que montre l’essai"
        assert set(metadata["pdf:Keywords"].split(", ")) == {"Mali", "ONU"}
        assert metadata["xmp:CreateDate"].startswith("2025-11-19")
    assert str(document.Root.Lang).startswith("fr")


def test_outline_and_internal_links() -> None:
    document = opened(
        pdf_of("<h2>Un</h2><p id='s1'>a</p><h3>Sous</h3><h2>Deux</h2><h2>Trois</h2><a href='#s1'>vers a</a>")
    )
    with document.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Un", "Deux", "Trois"]
        assert [item.title for item in outline.root[0].children] == ["Sous"]
    links = [a for page in document.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
    assert len(links) >= 4  # three in the contents, one in the text


def test_contents_are_tagged_and_numbered() -> None:
    data = pdf_of("<h2>Un</h2><p>a</p><h2>Deux</h2><p>b</p><h2>Trois</h2>")
    document = opened(data)
    assert {"/TOC", "/TOCI"} <= {str(node.S) for node in structure(document)}
    assert re.search(r"Sommaire\s+Un[ .]+1\s+Deux[ .]+1", text_of(data))


def test_fonts_are_embedded() -> None:
    document = opened(made("odd")[1])
    dictionaries = (o for o in document.objects if isinstance(o, pikepdf.Dictionary))
    descriptors = [o for o in dictionaries if o.get("/Type") == "/FontDescriptor"]
    assert descriptors
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(d.keys()) for d in descriptors)
    assert any("BriefingSerif" in str(d.FontName) for d in descriptors)


def test_data_travel_inside() -> None:
    data = pdf_of(
        "<p>a</p>",
        attachments=(
            Attachment("mots.csv", "mot;n\nélan;3\n".encode(), "text/csv", "Les mots"),
            Attachment("manifest.json", b"{}", "application/json"),
        ),
    )
    document = opened(data)
    assert set(document.attachments) == {"mots.csv", "manifest.json"}
    assert document.attachments["mots.csv"].get_file().read_bytes() == "mot;n\nélan;3\n".encode()
    assert len(document.Root.AF) == 2


@pytest.mark.parametrize(("paper", "width", "height"), [("a4", 595.28, 841.89), ("letter", 612, 792)])
def test_paper(paper: str, width: float, height: float) -> None:
    document = opened(pdf_of("<p>a</p>", metadata={"paper": paper}))
    box = document.pages[0].mediabox
    assert [float(box[2]), float(box[3])] == pytest.approx([width, height], abs=0.1)


def test_english_documents_are_english() -> None:
    data = pdf_of("<h2>A</h2><h2>B</h2><h2>C</h2>", metadata={"language": "en"})
    assert "Contents" in text_of(data)
    assert str(opened(data).Root.Lang).startswith("en")


def test_words_of_the_article_keep_their_language() -> None:
    data = pdf_of(
        '<div class="annotated"><p>Une phrase.</p></div><p lang="de-DE">Ein Satz.</p>', metadata={"language": "en"}
    )
    document = opened(data)
    langs = {str(node.get("/Lang", ""))[:2] for node in structure(document)}
    assert {"fr", "de"} <= langs


def test_hyphenated_words_are_found() -> None:
    word = "anticonstitutionnellement"
    data = pdf_of(f"<table><tr>{'<td>' + word + '</td>'}</tr></table>" + f"<p>{(word + ' ') * 60}</p>")
    assert squeezed(text_of(data)).count(word) >= 61


def test_pages_are_numbered_and_headed() -> None:
    data = pdf_of(*["<p>" + "mot " * 700 + "</p>"] * 3)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    assert len(pages) > 1
    assert f"page 2 / {len(pages)}" in pages[1]
    assert pages[1].startswith("Un essai")


def test_no_heading_ends_a_page_and_no_caption_leaves_its_table() -> None:
    parts = []
    for number in range(60):
        parts.append(
            f"<h2>Titre-{number}</h2><p>{'mot ' * (37 * number % 160 + 5)}</p><h3>Sous-titre-{number}</h3>"
            f"<p>{'mot ' * (53 * number % 90 + 5)}</p><table><caption>Légende-{number}</caption><thead><tr>"
            f"<th>Colonne-{number}</th></tr></thead><tr><td>Cellule-{number}</td></tr></table>"
        )
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf_of("".join(parts)))]
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        assert "page" in lines[-1]  # the foot of the page
        assert not re.match(r"(Sous-t|T)itre-\d+$|Légende-|Colonne-", lines[-2]), lines[-4:]


# Tables --------------------------------------------------------------------------------------------------------------


def table(markup: str) -> list[dict]:
    return [b for b in blocks.document(sanitise.tree(markup)).blocks if b["t"] == "table"]


def test_heads_repeat_on_every_page_and_rows_do_not_split() -> None:
    rows = "".join(f"<tr><td>ligne-{n}-début<br>deux<br>ligne-{n}-fin</td></tr>" for n in range(90))
    data = pdf_of(f"<table><thead><tr><th>Tête</th></tr></thead><tbody>{rows}</tbody></table>")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    assert len(pages) > 2
    assert all("Tête" in page for page in pages)
    for page in pages:
        assert set(re.findall(r"ligne-(\d+)-début", page)) == set(re.findall(r"ligne-(\d+)-fin", page))


def wide(columns: int, word: str = "colonne") -> str:
    return (
        "<table><tr>"
        + "".join(f"<th>{word}{n}</th>" for n in range(columns))
        + "</tr><tr>"
        + "".join(f"<td>valeur{n}</td>" for n in range(columns))
        + "</tr></table>"
    )


def test_wide_tables_are_turned_then_split() -> None:
    assert [t["turned"] for t in table(wide(5))] == [False]
    assert [t["turned"] for t in table(wide(14))] == [True]
    parts = table(wide(40))
    assert len(parts) > 2
    assert all(not part["turned"] for part in parts)
    assert {cell["c"][0]["c"][0] for part in parts for cell in part["rows"][0]} == {f"colonne{n}" for n in range(40)}
    assert all(part["rows"][0][0]["c"][0]["c"] == ["colonne0"] for part in parts)


def test_turned_tables_stand_on_their_own_page() -> None:
    document = opened(pdf_of("<p>avant</p>" + wide(14) + "<p>après</p>"))
    sizes = [float(page.mediabox[2]) > float(page.mediabox[3]) for page in document.pages]
    assert sizes == [False, True, False]


@pytest.mark.parametrize(
    "markup",
    [
        '<table><tr><td rowspan="99">a</td><td colspan="99">b</td></tr><tr><td>c</td></tr></table>',
        '<table><tr><td rowspan="2" colspan="2">a</td><td>b</td></tr><tr><td rowspan="3">c</td></tr><tr><td>d</td></tr>'
        "</table>",
        '<table><thead><tr><th rowspan="3">a</th></tr></thead><tbody><tr><td>b</td></tr><tr><td>c</td></tr></tbody>'
        "</table>",
        '<table><tr><td>a</td><td rowspan="2">b</td></tr><tr><td colspan="2">c</td></tr></table>',
        "<table><caption>seule</caption></table>",
        "<table><tr></tr></table>",
        "<table></table>",
        "<table><tr><td><table><tr><td>dedans</td></tr></table></td></tr></table>",
        '<table><tr><td id="x">a</td><td id="x">b</td></tr><tr id="y"><td>c</td></tr></table><a href="#y">vers c</a>',
    ],
)
def test_odd_spans_are_set(markup: str) -> None:
    found = squeezed(text_of(pdf_of(markup)))
    for word in re.sub(r"<[^>]*>", " ", markup).split():
        assert word in found


def test_columns_share_the_page_by_need() -> None:
    rows = "".join(f"<tr><td>oui</td><td>{'mot ' * 40}</td><td></td></tr>" for _ in range(9))
    widths = table(f"<table>{rows}<tr><td>non</td><td>x</td><td>{'rare ' * 12}</td></tr></table>")[0]["widths"]
    assert widths[1] > 2 * widths[2] > 2 * widths[0]
    assert sum(widths) == pytest.approx(tables.PORTRAIT_EM, abs=0.5)


def test_short_texts_of_a_table_stand_whole() -> None:
    cells = "".join(f"<td>{word}</td>" for word in ("septembre 2025", "Conseil de sécurité", "déduite " * 20, "x" * 60))
    flags = [cell["hyphenate"] for cell in table(f"<table><tr>{cells}</tr></table>")[0]["rows"][0]]
    assert flags == [False, False, True, True]


def test_long_tables_take_seconds() -> None:
    import time

    rows = "".join(f"<tr><td>{n}</td><td>texte {n}</td><td>12,5</td></tr>" for n in range(1500))
    begun = time.perf_counter()
    pdf_of(f"<table><thead><tr><th>a</th><th>b</th><th>c</th></tr></thead>{rows}</table>")
    assert time.perf_counter() - begun < 20


# Stress --------------------------------------------------------------------------------------------------------------


def nested(opening: str, closing: str, depth: int = 40) -> str:
    return opening * depth + "au-fond" + closing * depth


@pytest.mark.parametrize(
    "markup",
    [
        nested("<blockquote>", "</blockquote>"),
        nested("<ul><li>a", "</li></ul>"),
        "<p>" + nested("<em>", "</em>") + "</p>",
        nested("<aside>", "</aside>"),
        nested('<mark class="ent-per time">', "</mark>"),
        nested("<dl><dt>a</dt><dd>", "</dd></dl>"),
        nested("<table><tr><td>a", "</td></tr></table>", 11),
        "<table><thead>" + "<tr><th>a</th></tr>" * 120 + "</thead><tr><td>au-fond</td></tr></table>",
        "<table><tr><td>" + "mot " * 6000 + "au-fond</td></tr></table>",
        '<p class="caveat">c</p>' * 60 + "au-fond",
        "<p>" + "x" * 3000 + " au-fond</p>",
        "<pre>" + "ligne\n" * 300 + "au-fond</pre>",
        "<table><tr><td>" + "y" * 2000 + "</td><td>au-fond</td></tr></table>",
        '<svg width="0" height="0"></svg><p>au-fond</p>',
        '<a href="https://exa mple.org/é?x=&lt;">au-fond</a>',
        "<table><tr><td><h2>au-fond</h2></td></tr></table>",
    ],
)
def test_depth_and_length_are_borne(markup: str) -> None:
    assert "au-fond" in squeezed(text_of(pdf_of(markup)))


@pytest.mark.parametrize("holder", ["aside", "blockquote", "li", 'div lang="de"', 'div class="caveat"'])
def test_wide_tables_inside_something_are_split(holder: str) -> None:
    assert "valeur13" in text_of(pdf_of(f"<{holder}>{wide(14)}</{holder.split()[0]}>"))


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("CMYK", "JPEG"),
        ("RGB", "JPEG"),
        ("I;16", "PNG"),
        ("LA", "PNG"),
        ("P", "PNG"),
        ("1", "PNG"),
        ("RGBA", "WEBP"),
        ("L", "GIF"),
    ],
)
def test_pictures_of_every_kind_are_set(mode: str, kind: str) -> None:
    import base64
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new(mode, (20, 20)).save(out, kind)
    uri = f"data:image/{kind.lower()};base64,{base64.b64encode(out.getvalue()).decode()}"
    document = opened(pdf_of(f'<img alt="vue" src="{uri}">'))
    assert [str(node.Alt) for node in structure(document) if str(node.S) == "/Figure"] == ["vue"]


def test_a_picture_typst_refuses_becomes_its_alternate_text() -> None:
    assert "[sans taille]" in text_of(pdf_of('<svg width="0" height="0"><title>sans taille</title></svg><p>suite</p>'))


# The same bytes ------------------------------------------------------------------------------------------------------


def test_the_same_page_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = pdf_of("<h2>a</h2><p>texte</p>", attachments=(Attachment("a.csv", b"1", "text/csv"),))
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert pdf_of("<h2>a</h2><p>texte</p>", attachments=(Attachment("a.csv", b"1", "text/csv"),)) == first


def test_another_process_folder_and_hash_seed_give_the_same_bytes(tmp_path: Path) -> None:
    code = (
        "import nbformat, hashlib, sys\nfrom press_briefing.report.render import convert\n"
        "from press_briefing.report import pdf\n"
        f"t, p = convert(nbformat.read({str(NOTEBOOKS / 'odd.ipynb')!r}, as_version=4))\n"
        "print(hashlib.sha256(t.encode()).hexdigest(), hashlib.sha256(pdf.page_to_pdf(p)).hexdigest())"
    )
    env = {**os.environ, "PYTHONHASHSEED": "1", "TZ": "America/Lima", "LC_ALL": "C"}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=True, timeout=120
    )
    page, data = made("odd")
    assert run.stdout.split() == [hashlib.sha256(page.encode()).hexdigest(), hashlib.sha256(data).hexdigest()]


def test_source_date_epoch_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    with opened(pdf_of("<p>a</p>", metadata={"date": ""})).open_metadata() as metadata:
        assert metadata["xmp:CreateDate"].startswith("2001-09-09")


def test_any_html_can_be_set() -> None:
    data = to_pdf(
        "<!DOCTYPE html><html><body><h1>Titre</h1><p>Corps <script>1</script></p></body></html>",
        metadata={"language": "fr"},
    )
    assert "Corps" in text_of(data)


@pytest.mark.parametrize(
    "inside",
    [
        "<span id='s1'></span>C",
        "<b>C <i><span id='s1'></span></i></b> D",
        "<span id='s1'></span><span id='s2'></span>C",
    ],
)
def test_a_place_inside_a_heading_that_the_contents_repeat(inside: str) -> None:
    markup = f"<h2>A</h2><p>a</p><h2>B</h2><p>b</p><h2>{inside}</h2><p><a href='#s1'>x</a></p>"
    data = to_pdf(f"<body>{markup}</body>", metadata={"title": "Un essai", "language": "fr"})
    with pikepdf.open(io.BytesIO(data)) as document:
        links = [link for page in document.pages for link in page.obj.get("/Annots", [])]
        assert all("/Dest" in link or "/D" in link.A for link in links)
        assert len(links) == 4


@pytest.mark.parametrize(("language", "mark"), [("fr", "article tronqué"), ("en", "truncated article")])
def test_every_page_of_a_cut_article_says_so(language: str, mark: str) -> None:
    markup = "<h1>Titre</h1>" + "<p>Une ligne de texte qui remplit la page.</p>" * 120
    for cut in (True, False):
        made = pypdfium2.PdfDocument(pdf_of(markup, metadata={"truncated": cut, "language": language}))
        told = [mark in page.get_textpage().get_text_range() for page in made]
        assert len(told) > 2
        assert all(told) if cut else not any(told)
