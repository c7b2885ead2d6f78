"""The other way to a PDF, for notebooks that live on CSS: WeasyPrint, an optional extra.

It sets the very HTML page, style sheet and all, where Typst sets its content. Slower and larger; the page has been
cleaned before it comes here, and nothing but `data:` addresses is ever fetched.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

from press_briefing.model.errors import RenderError, UsageError
from press_briefing.report import wording
from press_briefing.report.page import ArrangedPage
from press_briefing.report.pdf import Attachment, moment_of

VARIANT = "pdf/a-3a"
PAPERS = {"a4": "A4", "letter": "Letter"}
# What paper needs and a browser does not know: running title, page numbers. Then the grids it cannot lay out (subgrid,
# auto-fill), told again as tables and blocks; as a style sheet of the user it needs `important` to have the last word.
_FRAME = """
@page {{
  size: {paper}; margin: 2.2cm 2cm;
  @top-left {{ content: {title}; font: 8pt "Briefing Sans"; color: #545a62; }}
  @bottom-right {{ content: {page}; font: 8pt "Briefing Sans"; color: #545a62; }}
}}
@page :first {{ @top-left {{ content: none; }} }}
.head dl {{ display: table !important; }}
.head dl > div {{ display: table-row !important; }}
.head dt, .head dd {{ display: table-cell !important; padding-right: 1em; }}
.key-figures ul {{ display: block !important; }}
.key-figures li {{ display: inline-block; width: 22%; margin: 0 2% 1em 0; vertical-align: top; }}
"""


def library() -> tuple[Any, Any]:
    """WeasyPrint and its URL fetcher. Raises `UsageError` where either, or the Pango it draws with, is missing."""
    try:
        # Without Pango it prints some lines of its own before it fails; ours says enough.
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            import weasyprint
            from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:
        missing = "Pango, which WeasyPrint draws with," if isinstance(error, OSError) else "WeasyPrint"
        raise UsageError(
            f"{missing} is not installed",
            where="PDF engine",
            cure="install press-briefing[weasyprint], or use the default engine",
        ) from None
    return weasyprint, URLFetcher


def page_to_pdf(text: str, page: ArrangedPage, *, attachments: Sequence[Attachment] = ()) -> bytes:
    """The page (`text`, its HTML) as PDF/A-3a bytes. Raises `UsageError` where WeasyPrint is not installed."""
    weasyprint, fetcher = library()
    moment, inside = moment_of(page.identity), fetcher(allowed_protocols={"data"})
    files = [
        weasyprint.Attachment(
            file_obj=io.BytesIO(a.data),
            name=a.name,
            description=a.description or a.name,
            created=moment,
            modified=moment,
            relationship="Data",
        )
        for a in attachments
    ]
    frame = weasyprint.CSS(string=frame_css(page), url_fetcher=inside)
    try:
        return bytes(
            weasyprint.HTML(string=text, base_url="data:,", url_fetcher=inside).write_pdf(
                stylesheets=[frame], attachments=files, pdf_variant=VARIANT, pdf_tags=True
            )
        )
    except Exception as error:
        raise RenderError(
            f"WeasyPrint could not set the page: {error}", where=page.title[:60], cure="use the default engine"
        ) from error


def frame_css(page: ArrangedPage) -> str:
    """The frame of every page; the title is a CSS string, quoted as JSON quotes it."""
    before, _, rest = wording.of(page.identity.language)["page"].partition("{n}")
    between = rest.replace("{total}", "")
    number = f"{json.dumps(before)} counter(page) {json.dumps(between)} counter(pages)"
    title = _quoted(page.identity.running_title or page.title)
    return _FRAME.format(paper=PAPERS[page.identity.paper], title=title, page=number)


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False) if text.strip() else '" "'
