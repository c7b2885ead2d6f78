"""Every message has a translation, and every translation a message."""
from __future__ import annotations

import ast
import string
from pathlib import Path

import nbformat
import pytest

from press_briefing.errors import UsageError
from press_briefing.messages import catalogue, translator

# A message is the first argument of one of these; text handed over by name stands in one of the tables below.
CALLS = {"_", "say", "none"}
TABLES = {("views/annotated.py", "MARKS"), ("formats.py", "_SEASONS"), ("views/words_of.py", "RULES")}


def said(root: Path) -> set[str]:
    """Every message of the code, and every Markdown cell of the briefing notebook."""
    package = root / "src/press_briefing"
    found = set()
    for path in package.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            found |= _in_call(node) | _in_table(node, path.relative_to(package).as_posix())
    for name in ("briefing.ipynb",):
        notebook = nbformat.read(root / "notebooks" / name, as_version=4)
        found |= {cell.source for cell in notebook.cells if cell.cell_type == "markdown"}
    return found


def _in_call(node: ast.AST) -> set[str]:
    if not isinstance(node, ast.Call) or not node.args:
        return set()
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    first = node.args[0]
    return {first.value} if name in CALLS and isinstance(first, ast.Constant) and isinstance(first.value, str) else set()


def _in_table(node: ast.AST, path: str) -> set[str]:
    if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Dict):
        return set()
    names = {getattr(target, "id", "") for target in node.targets}
    known = any((path, name) in TABLES for name in names)
    return {value.value for value in node.value.values if isinstance(value, ast.Constant)} if known else set()


def test_nothing_is_left_untranslated(root: Path) -> None:
    assert said(root) - set(catalogue("en")) == set()


def test_no_translation_without_a_message(root: Path) -> None:
    assert set(catalogue("en")) - said(root) == set()


def test_translations_keep_their_fields() -> None:
    fields = string.Formatter().parse
    for french, english in catalogue("en").items():
        if "{" in french:
            assert {name for _, name, _, _ in fields(french)} == {name for _, name, _, _ in fields(english)}, french


def test_french_is_the_source_and_others_are_refused() -> None:
    assert translator("fr")("Chronologie") == "Chronologie"
    with pytest.raises(UsageError, match="does not speak 'de'"):
        translator("de")
