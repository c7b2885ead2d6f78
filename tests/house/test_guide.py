"""The guide is true: what it names is there, and its recipes work as they are told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from press_briefing import Article
from press_briefing.capture.clean.draft import Line
from press_briefing.capture.read import exports
from press_briefing.capture.read.exports.layout import ExportContents
from press_briefing.capture.read.exports.rows import Row
from press_briefing.capture.read.record import Record
from press_briefing.corpus import corpora

GUIDES = ("CONTRIBUTING.md", "docs/architecture.md", "docs/index.md")
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:md|toml|ipynb))`")


def named(root: Path) -> Iterator[tuple[str, str]]:
    for guide in GUIDES:
        text = (root / guide).read_text(encoding="utf-8")
        yield from ((guide, path) for path in PATH.findall(text) if "xx.po" not in path)


def test_every_path_that_a_guide_names_is_there(root: Path) -> None:
    found = list(named(root))
    package = root / "src/press_briefing"
    assert len(found) > 20
    assert [pair for pair in found if not any((folder / pair[1]).exists() for folder in (root, package))] == []


def test_every_target_that_a_guide_names_is_one(root: Path) -> None:
    told = re.findall(r"\bmake ([a-z]+)", (root / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    targets = re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), re.M)
    assert told
    assert set(told) <= set(targets)


def headlines(articles: Iterable[Article]) -> Iterator[str]:
    """An exporter: the first line of each."""
    return (f"{article.text.splitlines()[0]}\n" for article in articles)


def test_an_exporter_is_a_function_and_a_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(corpora.FORMS, "headlines", (headlines, ".txt"))
    articles = [Article.from_text(f"{name} ferme son port\n\nLe maire l’a annoncé hier.") for name in ("Sète", "Brest")]
    assert corpora.write(articles, "headlines", tmp_path / "h.txt") == 2
    assert (tmp_path / "h.txt").read_text(encoding="utf-8").splitlines() == [
        "Sète ferme son port",
        "Brest ferme son port",
    ]


def _fits(rows: Sequence[Row]) -> bool:
    return bool(rows) and rows[0].text == "ARCHIVES DU FLEUVE"


def _read(rows: Sequence[Row]) -> ExportContents:
    articles = [row.text.partition(" | ") for row in rows[1:] if " | " in row.text]
    return ExportContents("Archives du Fleuve", [Record((Line(body),), title) for title, _, body in articles])


def test_a_press_database_is_a_module_and_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    fleuve = SimpleNamespace(NAME="Archives du Fleuve", fits=_fits, read=_read)
    text = "ARCHIVES DU FLEUVE\n\nLe pont | Le pont de Kolda rouvre.\n\nLa digue | La digue a tenu.\n"
    assert exports.of_text(text) is None
    monkeypatch.setattr(exports, "LAYOUTS", (*exports.LAYOUTS, fleuve))
    found = exports.of_text(text)
    assert found is not None
    assert [record.title for record in found.records] == ["Le pont", "La digue"]
