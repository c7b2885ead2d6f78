"""A notebook to HTML and PDF in one go: converted once, both written from the same trees."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from press_briefing.model.errors import OutputError
from press_briefing.report import page as pages
from press_briefing.report import pdf as pdfs
from press_briefing.report import sanitise
from press_briefing.report.exporters import BriefingHTMLExporter
from press_briefing.report.identity import identify
from press_briefing.report.pdf import Attachment
from press_briefing.report.printing import ENGINES, check_engine

__all__ = ["ENGINES", "Attachment", "check_engine", "render", "to_html", "to_pdf"]


def render(
    notebook: NotebookNode,
    *,
    html: Path,
    pdf: Path | None = None,
    attachments: Sequence[Attachment] = (),
    metadata: Mapping[str, Any] | None = None,
    pdf_engine: str = "typst",
    note: Path | None = None,
) -> None:
    """Write the page, the PDF unless it is None, and to `note`, where the page has one, its note alone.

    `metadata` wins over `notebook.metadata.press_briefing`.
    Files are written beside their place and moved there, so that an earlier document is replaced whole or not at all.
    `pdf_engine` is "typst" or "weasyprint" (an optional extra).
    Raises `RenderError` when the PDF cannot be made (the page is written by then), `OutputError` for the folder.
    """
    text, page = convert(notebook, metadata=metadata, name=html.stem)
    _place(html, text.encode("utf-8"))
    if pdf is not None:
        _place(pdf, _pdf(text, page, attachments, pdf_engine))
    alone = pdfs.note_to_pdf(page) if note is not None else None
    if note is not None and alone is not None:
        _place(note, alone)


def _pdf(text: str, page: pages.ArrangedPage, attachments: Sequence[Attachment], engine: str) -> bytes:
    check_engine(engine)
    if engine == "typst":
        return pdfs.page_to_pdf(page, attachments=attachments)
    from press_briefing.report import weasy

    return weasy.page_to_pdf(text, page, attachments=attachments)


def convert(
    notebook: NotebookNode,
    *,
    metadata: Mapping[str, Any] | None = None,
    name: str = "",
) -> tuple[str, pages.ArrangedPage]:
    """The page as text and as trees.

    Parameters
    ----------
    metadata: title, author, date, language, paper; it wins over the notebook's own.
    name: of the notebook, a title where it has none.

    Returns
    -------
    The page as text, and its `ArrangedPage`, from which the PDF is set.

    Raises
    ------
    `RenderError` where the notebook cannot be read.
    """
    if metadata:
        notebook = NotebookNode(notebook)
        own = notebook.metadata.get("press_briefing") or {}
        notebook.metadata = NotebookNode({**notebook.metadata, "press_briefing": {**own, **metadata}})
    text, resources = _exporter().from_notebook_node(notebook, {"metadata": {"name": name}})
    return text, resources["briefing"]["page"]


_OWN = threading.local()


def _exporter() -> BriefingHTMLExporter:
    """One exporter a thread: its template is compiled once. It keeps nothing of the notebooks it converts."""
    if not hasattr(_OWN, "exporter"):
        _OWN.exporter = BriefingHTMLExporter()
    return _OWN.exporter  # type: ignore[no-any-return]


def to_html(notebook: NotebookNode, *, metadata: Mapping[str, Any] | None = None) -> str:
    """The page as text.

    Parameters
    ----------
    metadata: as for `convert`.
    """
    return convert(notebook, metadata=metadata)[0]


def to_pdf(
    html: str,
    *,
    metadata: Mapping[str, Any] | None = None,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """The PDF of any HTML text: its body, cleaned and arranged like a notebook's.

    Parameters
    ----------
    html: a whole page or a fragment; only what `sanitise` allows of it is set.
    metadata: title, author, date, language, paper.
    attachments: files inside the PDF.

    Returns
    -------
    PDF/A-3a and PDF/UA-1, as bytes.

    Raises
    ------
    `RenderError` when Typst refuses it.
    """
    identity = identify({}, extra=metadata)
    page = pages.arrange(sanitise.clean_html(_body(html), language=identity.language), identity)
    return pdfs.page_to_pdf(page, attachments=attachments)


def _body(html: str) -> str:
    """What is between the body tags, without the navigation our own pages carry."""
    lowered = html.lower()
    start = lowered.find("<body")
    inside = html[html.find(">", start) + 1 :] if start >= 0 else html
    end = inside.lower().rfind("</body")
    inside = inside[:end] if end >= 0 else inside
    for opening, closing in (('<a class="skip"', "</a>"), ('<nav class="contents"', "</nav>")):
        first = inside.find(opening)
        last = inside.find(closing, first)
        if 0 <= first < last:
            inside = inside[:first] + inside[last + len(closing) :]
    return inside


def _place(path: Path, data: bytes) -> None:
    """Write aside, then replace."""
    try:
        aside = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
        with aside.open("xb") as file:  # as wide as the umask has it, which mkstemp would not be
            file.write(data)
        aside.replace(path)
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror or error}", where=path, cure="choose another folder with --out"
        ) from None
