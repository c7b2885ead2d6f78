"""A packed PDF is the same document, and links to numbered sentences lead to their numbers."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from press_briefing.report import packing, pdf
from press_briefing.report.render import to_pdf

METADATA = {"title": "Un essai", "date": "2025-11-19", "language": "fr"}
PAGES = "<p>Une phrase assez longue pour faire une ligne.</p>" * 60


def number(count: int) -> str:
    """A sentence's number as the annotated text writes it."""
    return f'<span id="s{count}"></span><span class="snum"><a href="#s{count}">{count}</a></span> Phrase {count}.'


def opened(markup: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(to_pdf(f"<body>{markup}</body>", metadata=METADATA)))


def goals(document: pikepdf.Pdf) -> list[tuple[int, int]]:
    """The pages that links stand on and lead to."""
    numbers = {page.obj.objgen: count for count, page in enumerate(document.pages, start=1)}
    return [
        (count, numbers[link.Dest[0].objgen])
        for count, page in enumerate(document.pages, start=1)
        for link in page.obj.get("/Annots", [])
    ]


def told_later(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What Typst is given from now on."""
    seen: list[dict[str, Any]] = []
    compiled = pdf._compile

    def compile_(root: Any, content: dict[str, Any], moment: Any) -> bytes:
        seen.append(content)
        return compiled(root, content, moment)

    monkeypatch.setattr(pdf, "_compile", compile_)
    return seen


def test_links_lead_to_the_numbers_of_sentences() -> None:
    document = opened(f"<p><a href='#s2'>deux</a></p>{PAGES}<p>{number(1)}</p>{PAGES}<p>{number(2)}</p>")
    assert goals(document) == [(1, 3), (2, 2), (3, 3)]
    first, _, own = (link for page in document.pages for link in page.obj.get("/Annots", []))
    assert first.Dest[2] == own.Rect[0]
    assert 0 < float(first.Dest[3]) - float(own.Rect[3]) < 2
    assert str(first.Contents) == "page 3"
    assert document.check_pdf_syntax() == []


@pytest.mark.parametrize(
    "markup",
    [
        f"<p><a href='#s1'>un</a></p>{PAGES}<p>{number(1)}</p><p>{number(1)}</p>",  # twice the same
        f"<p><a href='#s1'>un</a></p>{PAGES}<p id='s1'>a</p><p><span class='snum'><a href='#s1'>1</a></span> b</p>",
        f"<p><a href='#s1'>un</a></p>{PAGES}<p><span id='s1'></span><b>1</b></p>",  # not a link
    ],
)
def test_a_number_that_is_not_one_place_is_found_by_typst(markup: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = told_later(monkeypatch)
    document = opened(markup)
    from_first = [goal for place, goal in goals(document) if place == 1]
    assert from_first[-1] == 2
    assert len(seen) == 1


def test_a_link_to_a_number_that_is_not_there_is_set_by_typst(monkeypatch: pytest.MonkeyPatch) -> None:
    markup = f"<p><a href='#s1'>un</a></p>{PAGES}<p>{number(1)}</p>"
    before, seen = goals(opened(markup)), told_later(monkeypatch)
    monkeypatch.setattr(packing, "HERE", "elsewhere")
    assert goals(opened(markup)) == before
    assert [content["later"] for content in seen] == [True, False]


def test_an_address_of_others_is_left_alone() -> None:
    document = opened("<p><a href='https://a.example/x)/A%3C%3C/URI(place:to-1)'>un</a> <a href='place:to-1'>b</a></p>")
    links = [link for page in document.pages for link in page.obj.get("/Annots", [])]
    assert [str(link.A.URI) for link in links] == ["https://a.example/x)/A%3C%3C/URI(place:to-1)"]


def test_packed_objects_are_the_same() -> None:
    import typst

    source = b"#set document(date: auto)\n= A\n" + b"#link(<b>)[c] #lorem(30)\n\n" * 200 + b"= D <b>\n"
    data = bytes(typst.compile(source, format="pdf", pdf_standards=["a-3a"], timestamp=pdf.EPOCH))
    small = packing.packed(data)
    assert len(small) < len(data) * 0.7
    assert packing.packed(data) == small
    with pikepdf.open(io.BytesIO(data)) as before, pikepdf.open(io.BytesIO(small)) as after:
        assert [page.Contents.read_bytes() for page in before.pages] == [
            page.Contents.read_bytes() for page in after.pages
        ]
        assert len(before.Root.StructTreeRoot.K) == len(after.Root.StructTreeRoot.K)
