"""Every message has a translation, and every translation a message."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import nbformat
import pytest

from press_briefing.model.errors import UsageError
from press_briefing.show.messages import catalogue, translator

# A message is the first argument of one of these, or the label or head of a column; text handed over by name stands in
# one of the tables below.
CALLS = {"_", "say", "none"}
NAMED = {("Column", "label"), ("column", "head")}
TABLES = {
    ("show/views/annotated.py", "MARKS"),
    ("show/formats.py", "_SEASONS"),
    ("show/views/words_of.py", "RULES"),
    ("show/figures/voices.py", "LABELS"),
}


def said(root: Path) -> set[str]:
    """Every message of the code, and every Markdown cell of the notebooks."""
    package = root / "src/press_briefing"
    found = set()
    for path in package.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            found |= _in_call(node) | _in_table(node, path.relative_to(package).as_posix())
    for path in [*(root / "notebooks").glob("*.ipynb"), *(root / "notebooks" / "explore").glob("*.ipynb")]:
        notebook = nbformat.read(path, as_version=4)
        found |= {cell.source for cell in notebook.cells if cell.cell_type == "markdown"}
    return found


def _in_call(node: ast.AST) -> set[str]:
    if not isinstance(node, ast.Call):
        return set()
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    told = [*(node.args[:1] if name in CALLS else ()), *(kw.value for kw in node.keywords if (name, kw.arg) in NAMED)]
    return {value.value for value in told if isinstance(value, ast.Constant) and isinstance(value.value, str)}


def _in_table(node: ast.AST, path: str) -> set[str]:
    if not isinstance(node, ast.Assign) or not any(
        (path, getattr(target, "id", "")) in TABLES for target in node.targets
    ):
        return set()
    values = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
    return {value.value for value in values if isinstance(value, ast.Constant)}


def test_nothing_is_left_untranslated(root: Path) -> None:
    assert said(root) - set(catalogue("en")) == set()


def test_no_translation_without_a_message(root: Path) -> None:
    assert set(catalogue("en")) - said(root) == set()


def test_translations_keep_their_fields() -> None:
    for french, english in catalogue("en").items():
        if "{" in french:
            assert _fields(french) == _fields(english), french


def _fields(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def test_french_is_the_source_and_others_are_refused() -> None:
    assert translator("fr")("Chronologie") == "Chronologie"
    with pytest.raises(UsageError, match="does not speak 'de'"):
        translator("de")
