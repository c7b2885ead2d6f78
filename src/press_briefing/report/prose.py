"""A notebook's own prose in the reader's language: its Markdown cells are messages like any other."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from ..show.messages import SOURCE, spoken, translator

if TYPE_CHECKING:
    from nbformat import NotebookNode


def localised(notebook: NotebookNode, language: str) -> NotebookNode:
    """A copy whose Markdown cells stand in `language`; a cell without a translation keeps its words.

    A notebook of ours (with `metadata.press_briefing`) is marked with the language.
    """
    told = copy.deepcopy(notebook)
    if spoken(language) != language:
        return told
    _ = translator(language)
    for cell in told.cells:
        if cell.cell_type == "markdown" and cell.source.strip():
            cell.source = _(cell.source)
    if "press_briefing" in told.metadata:
        told.metadata["press_briefing"]["language"] = language
    return told


def language_of(notebook: NotebookNode) -> str:
    """The language a notebook was run in: its mark, the injected parameter, else that of its messages."""
    mark = (notebook.metadata.get("press_briefing") or {}).get("language")
    return mark or _injected(notebook) or SOURCE


def _injected(notebook: NotebookNode) -> str:
    """The last value of the parameter `language` that the pipeline set, "" where it set none that we speak."""
    told = ""
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", ()):
            for line in cell.source.splitlines():
                name, _, value = line.partition("=")
                value = value.strip().strip("'\"")
                told = value if name.strip() == "language" and spoken(value) == value else told
    return told
