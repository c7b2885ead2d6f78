"""nbconvert's exporters of this package: any notebook to one quiet HTML file, or to a PDF from the same HTML."""

from __future__ import annotations

import copy
import sys
from itertools import count
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import Exporter
from nbconvert.exporters.html import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode
from traitlets import default

from press_briefing.report import design, failures, outputs, page, pdf, prose, prose_html, sanitise, wording
from press_briefing.report.identity import identify

TEMPLATES = Path(__file__).parent / "templates"
# "lab-only" cells speak to whoever has the notebook open, not to the reader of the document.
# papermill marks a failed notebook with red English cells; the failing cell says it itself, in the reader's language.
DROPPED_TAGS = frozenset({"papermill-error-cell-tag", "lab-only", "remove-cell", "remove_cell"})
SHOW_CODE, HIDE_CODE, HIDE_OUTPUT = "show-code", frozenset({"hide-input", "remove-input"}), frozenset({"remove-output"})


class BriefingHTMLExporter(HTMLExporter):
    """A notebook as one HTML file: no script, nothing loaded from anywhere, fonts and figures inside.

    Title, author, date, language, paper and `hide_code` come from `metadata.press_briefing`; other notebooks show
    their code and take their first heading as title.
    """

    export_from_notebook = "Briefing (HTML)"
    _page: page.ArrangedPage

    @default("template_name")
    def _template_name_default(self) -> str:
        return "briefing"

    @default("optimistic_validation")
    def _optimistic_validation_default(self) -> bool:
        return True  # once after all preprocessors, not after each of the eleven

    @default("extra_template_basedirs")
    def _basedirs_default(self) -> list[str]:
        return [str(TEMPLATES)]

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page as text; `resources["briefing"]["page"]` holds it as trees, for the PDF.

        Raises `RenderError` where the notebook cannot be read or set. Jupyter's server would make that an error
        page of its own with a status of 500: whoever exports from a menu gets a document that says what is wrong.
        """
        return failures.told(self._page_of, nb, resources, log=self.log, **kw)

    def _page_of(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        notebook = prose.localised(tidy(nb), prose.language_of(nb))
        resources = dict(resources or {})
        name = resources.get("metadata", {"name": "Notebook"}).get("name")  # as nbconvert calls what has none
        identity = identify(notebook, name=str(name or ""), language=self.language_code)
        resources["briefing"] = {
            "identity": identity,
            "words": wording.of(identity.language),
            "css": design.stylesheet(),
            "policy": design.POLICY,
        }
        self._register(notebook, resources)
        # HTMLExporter would send the page through BeautifulSoup, which lowercases SVG and is slow.
        text, resources = TemplateExporter.from_notebook_node(self, notebook, resources, **kw)
        resources["briefing"]["page"] = self.__dict__.pop("_page")  # nbconvert works on a deep copy of the resources
        return text, resources

    def _register(self, notebook: NotebookNode, resources: dict[str, Any]) -> None:
        from nbconvert.filters.highlight import Highlight2HTML

        identity = resources["briefing"]["identity"]
        info = notebook.metadata.get("language_info", {})
        highlight = Highlight2HTML(pygments_lexer=info.get("pygments_lexer", info.get("name")), parent=self)

        numbers = count(1)

        def markdown(source: str, cell: NotebookNode | None = None) -> str:
            attachments = cell.get("attachments") if cell else None
            return prose_html.to_html(source, attachments=attachments, scope=f"c{next(numbers)}-")

        def prose(cell: NotebookNode) -> str:
            return sanitise.clean_html(markdown(cell.source, cell), language=identity.language)

        def shown(output: NotebookNode) -> str:
            return outputs.output_html(output, markdown=markdown, language=identity.language, quiet=identity.hide_code)

        def arranged(body: str) -> page.ArrangedPage:
            self._page = page.arrange(body, identity)
            return self._page

        self.register_filter("prose", prose)
        self.register_filter("shown", shown)
        self.register_filter("raw_cell", lambda cell: raw_html(cell, markdown, identity.language))
        self.register_filter("listing", lambda cell: listing_html(cell, highlight))
        self.register_filter("arranged", arranged)
        self.register_filter("contents", page.contents_html)
        self.register_filter("shows_code", lambda cell: shows_code(cell, hidden=identity.hide_code))
        self.register_filter("shows_output", lambda cell: not HIDE_OUTPUT & _tags(cell))


class BriefingPDFExporter(BriefingHTMLExporter):
    """A notebook as PDF/A-3a and PDF/UA-1 by Typst, from the page `BriefingHTMLExporter` makes."""

    export_from_notebook = "Briefing (PDF)"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    @default("template_extension")
    def _template_extension_default(self) -> str:
        return ".html.j2"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """The PDF as bytes; errors as for the page."""
        return failures.told(self._pdf_of, nb, resources, log=self.log, **kw)

    def _pdf_of(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        _, resources = self._page_of(nb, resources, **kw)
        resources["output_extension"] = ".pdf"
        return pdf.page_to_pdf(resources["briefing"]["page"]), resources


class CommandOnly(Exporter):
    """A format that Jupyter's server does not list: it would answer 404 for a name with a hyphen."""

    @default("enabled")
    def _enabled_default(self) -> bool:
        return "jupyter_server.serverapp" not in sys.modules


class BriefingHTMLCommand(CommandOnly, BriefingHTMLExporter):
    """`jupyter nbconvert --to briefing-html`."""


class BriefingPDFCommand(CommandOnly, BriefingPDFExporter):
    """`jupyter nbconvert --to briefing-pdf`."""


def tidy(notebook: NotebookNode) -> NotebookNode:
    """A copy without the cells and outputs no reader should meet."""
    clean = copy.copy(notebook)
    clean.cells = [cell for cell in notebook.cells if not DROPPED_TAGS & _tags(cell)]
    return clean


def shows_code(cell: NotebookNode, *, hidden: bool) -> bool:
    tags = _tags(cell)
    if not cell.source.strip() or HIDE_CODE & tags:
        return False
    return not hidden or SHOW_CODE in tags


def raw_html(cell: NotebookNode, markdown: outputs.Markdown, language: str) -> str:
    """A raw cell meant for HTML, Markdown or nobody in particular; those for other formats stay out."""
    mime = str(cell.metadata.get("raw_mimetype") or cell.metadata.get("format") or "").lower()
    if mime == "text/html":
        return sanitise.clean_html(cell.source, language=language)
    if mime == "text/markdown":
        return sanitise.clean_html(markdown(cell.source), language=language)
    return (
        outputs.data_html({"data": {"text/plain": cell.source}}, markdown=markdown, language=language)
        if mime in ("", "text/plain")
        else ""
    )


def listing_html(cell: NotebookNode, highlight: Any) -> str:
    """The source of a code cell, coloured by Pygments."""
    return sanitise.clean_html(str(highlight(sanitise.printable(cell.source), metadata=cell.metadata)))


def _tags(cell: NotebookNode) -> frozenset[str]:
    tags = cell.metadata.get("tags") or ()
    return frozenset(map(str, tags)) if isinstance(tags, list | tuple) else frozenset()
