"""A notebook's own prose in the reader's language: its Markdown cells are messages like any other."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from ..show.messages import LANGUAGES, translator

if TYPE_CHECKING:
    from nbformat import NotebookNode


def localised(notebook: NotebookNode, language: str) -> NotebookNode:
    """A copy whose Markdown cells stand in `language`; a cell without a translation keeps its words.

    A notebook of ours (with `metadata.press_briefing`) is marked with the language.
    """
    told = copy.deepcopy(notebook)
    if language not in LANGUAGES:
        return told
    _ = translator(language)
    for cell in told.cells:
        if cell.cell_type == "markdown" and cell.source.strip():
            cell.source = _(cell.source)
    if "press_briefing" in told.metadata:
        told.metadata["press_briefing"]["language"] = language
    return told


def language_of(notebook: NotebookNode) -> str:
    """The language a notebook was run in: its mark, the injected parameter, else French."""
    told = (notebook.metadata.get("press_briefing") or {}).get("language")
    for cell in notebook.cells if not told else ():
        if "injected-parameters" in cell.metadata.get("tags", ()):
            for line in cell.source.splitlines():
                name, _, value = line.partition("=")
                if name.strip() == "language" and value.strip().strip("'\"") in ("fr", "en"):
                    told = value.strip().strip("'\"")
    return told or "fr"
