"""A notebook's own prose in the reader's language: its Markdown cells are messages like any other."""
from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from ..messages import translator

if TYPE_CHECKING:
    from nbformat import NotebookNode


def localised(notebook: NotebookNode, language: str) -> NotebookNode:
    """A copy whose Markdown cells stand in `language`; a cell without a translation keeps its words."""
    _ = translator(language)
    told = copy.deepcopy(notebook)
    for cell in told.cells:
        if cell.cell_type == "markdown":
            cell.source = _(cell.source) if cell.source.strip() else cell.source
    return told


def language_of(notebook: NotebookNode) -> str:
    """The language a notebook was run in: its mark, the injected parameter, else French."""
    told = notebook.metadata.get("press_briefing", {}).get("language")
    for cell in notebook.cells if not told else ():
        if "injected-parameters" in cell.metadata.get("tags", ()):
            for line in cell.source.splitlines():
                name, _, value = line.partition("=")
                if name.strip() == "language" and value.strip().strip("'\"") in ("fr", "en"):
                    told = value.strip().strip("'\"")
    return told or "fr"
