"""Past a stated limit: one line that names the limit and the setting that raises it; at the limit nothing is said."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from press_briefing import Article, analyse
from press_briefing.capture.clean import clean
from press_briefing.capture.read import from_capture, many, read
from press_briefing.capture.read.sources import Capture
from press_briefing.model.errors import LimitError
from press_briefing.model.settings import Settings

PROSE = "Le ministre des Affaires étrangères a reçu mardi une délégation à Bamako, selon le gouvernement."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("max_characters", PROSE * 3),
        ("max_lines", f"{PROSE}\n" * 3),
        ("max_paragraph", PROSE),
    ],
)
def test_of_one_article(name: str, text: str) -> None:
    count = {"max_characters": len(text), "max_lines": text.count("\n") + 1, "max_paragraph": len(text)}[name]
    assert clean(text, settings=replace(Settings(), **{name: count})).text
    with pytest.raises(LimitError) as caught:
        clean(text, settings=replace(Settings(), **{name: count - 1}), source="article.txt")
    assert str(caught.value).startswith("article.txt: holds")
    assert str(count) in str(caught.value)
    assert str(caught.value).endswith(f"raise {name}")


def test_of_names() -> None:
    article = Article.from_text("Issa Camara et Awa Traoré ont parlé à Bamako, à Mopti et à Gao.")
    found = len(analyse(article).entity_index)
    assert found >= 4
    assert analyse(article, settings=replace(Settings(), max_entities=found)).entity_index
    with pytest.raises(LimitError, match="raise max_entities"):
        analyse(article, settings=replace(Settings(), max_entities=found - 1))


def feed(count: int) -> bytes:
    entries = "".join(
        f"<item><title>Titre {n}</title><description>{PROSE * 8}</description></item>" for n in range(count)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Fil</title>{entries}</channel></rss>'.encode()


def test_of_a_feed(tmp_path: Path) -> None:
    """The entries up to the limit are taken, and what was not is told."""
    path = tmp_path / "fil.xml"
    path.write_bytes(feed(5))
    assert [item.error for item in many(path, Settings())] == [None] * 5
    *taken, last = many(path, replace(Settings(), max_feed_items=3))
    assert [item.error for item in taken] == [None] * 3
    assert isinstance(last.error, LimitError)
    assert "holds 5 entries" in str(last.error)


def test_of_bytes(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(PROSE, encoding="utf-8")
    with pytest.raises(LimitError, match="raise max_bytes"):
        read(path, settings=replace(Settings(), max_bytes=20))


def test_xml_without_entities() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><item>&b;</item></rss>'
    with pytest.raises(Exception, match="defines entities"):
        from_capture(Capture("fil.xml", bomb, "fil.xml"), settings=Settings())


def test_every_limit_has_its_reason() -> None:
    """Beside each limit in the settings stands why it is what it is, and SECURITY.md lists them all."""
    root = Path(__file__).parent.parent.parent
    source = (root / "src" / "press_briefing" / "model" / "settings.py").read_text(encoding="utf-8").splitlines()
    told = (root / "SECURITY.md").read_text(encoding="utf-8")
    for field in fields(Settings):
        if field.name.startswith("max_") or field.name.endswith("timeout"):
            (line,) = [line for line in source if line.strip().startswith(f"{field.name}:")]
            assert "#" in line
            assert f"`{field.name}`" in told
            assert f"{field.default:,}".replace(",", " ") in told.replace("\u202f", " "), field.name
