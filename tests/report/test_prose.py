"""A notebook's prose follows its language parameter, however it was run."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from press_briefing.report.exporters import BriefingHTMLExporter
from press_briefing.report.prose import language_of, localised
from press_briefing.report.run import inject


@pytest.fixture
def notebook(root: Path) -> NotebookNode:
    return nbformat.read(root / "notebooks/briefing.ipynb", as_version=4)


def headings(notebook: NotebookNode) -> list[str]:
    return [cell.source.splitlines()[0] for cell in notebook.cells if cell.source.startswith("## ")]


def test_prose_is_translated_in_a_copy(notebook: NotebookNode) -> None:
    assert headings(localised(notebook, "en"))[0] == "## Annotated text"
    assert headings(notebook)[0] == "## Texte annoté"
    assert headings(localised(notebook, "fr")) == headings(notebook)


@pytest.mark.parametrize(
    ("parameters", "language"), [({"language": "en"}, "en"), ({"language": "fr"}, "fr"), ({}, "fr")]
)
def test_a_bare_papermill_run_tells_its_language(notebook: NotebookNode, parameters: dict, language: str) -> None:
    run = inject(notebook, parameters) if parameters else notebook
    assert language_of(run) == language


def test_the_exporter_follows_the_parameter(notebook: NotebookNode) -> None:
    text, _ = BriefingHTMLExporter().from_notebook_node(inject(notebook, {"language": "en"}))
    assert '<html lang="en"' in text
    assert "Chronology" in text
    assert "Chronologie" not in text


def test_a_language_we_do_not_speak_is_left_alone(notebook: NotebookNode) -> None:
    assert headings(localised(notebook, "de")) == headings(notebook)
