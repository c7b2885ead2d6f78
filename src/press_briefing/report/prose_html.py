"""Markdown cells as (unsafe) HTML, by nbconvert's own reader, with footnotes and formulas that need no script."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_FORMULA = re.compile(r"[\\^_{}]")
_NOTE_ID = re.compile(r'((?:id|href)="#?)(fn(?:ref)?-)')


class MarkdownRenderer(IPythonRenderer):
    """TeX stays readable as its source: typesetting it would take a script, and paper has none."""

    def block_math(self, body: str) -> str:
        return f'</p><pre class="latex">{escape(body.strip(), quote=False)}</pre><p>'

    def multiline_math(self, text: str) -> str:
        return self.block_math(text)

    def latex_environment(self, name: str, body: str) -> str:
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")

    def inline_math(self, body: str) -> str:
        text = f"${escape(body, quote=False)}$"
        # Two sums in dollars in one paragraph are no formula.
        return f'<code class="latex">{text}</code>' if _FORMULA.search(body) else text

    def _embed_image_or_attachment(self, src: str) -> str:
        if src.startswith("attachment:") and src.removeprefix("attachment:") not in self.attachments:
            return src
        return str(super()._embed_image_or_attachment(src))


class Markdown(MarkdownWithMath):
    """nbconvert's dialect and footnotes."""

    DEFAULT_PLUGINS = (*MarkdownWithMath.DEFAULT_PLUGINS, "footnotes")  # type: ignore[assignment]


def to_html(source: str, *, attachments: Mapping[str, Any] | None = None, scope: str = "") -> str:
    """Markdown as HTML. `scope` keeps the footnotes of one cell apart from those of the next."""
    renderer = MarkdownRenderer(escape=False, attachments=dict(attachments or {}), exclude_anchor_links=True)
    made = str(Markdown(renderer=renderer).render(source))
    return _NOTE_ID.sub(rf"\g<1>{scope}\g<2>", made)
