"""Each short way and its plain way, run both: the same analysis, the same marks, the same briefing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from matplotlib.font_manager import FontProperties

from figures_kit import axes_of, elements
from press_briefing import analyse, build, read
from press_briefing.accelerate.switch import ALL, VARIABLE, WAYS, short
from press_briefing.model.errors import UsageError
from press_briefing.model.settings import Settings
from press_briefing.show.figures import style
from press_briefing.show.figures.svg import measured, svg

DRAWN = re.compile(r'data:image/svg\+xml;base64,[^"]+')


def test_the_switch_names_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert all(map(short, WAYS))
    monkeypatch.setenv(VARIABLE, "figures, kernels")
    assert [way for way in WAYS if short(way)] == ["imports", "reading"]
    monkeypatch.setenv(VARIABLE, ALL)
    assert not any(map(short, WAYS))


def test_a_name_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "figure")
    with pytest.raises(UsageError, match=r"'figure'.*figures"):
        short("figures")


@pytest.mark.parametrize("profile", ["fast", "precise"])
@pytest.mark.parametrize("name", ["demo:alliance-confederation", "demo:blocus-carburant"])
def test_both_ways_read_an_article_alike(name: str, profile: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings, article = Settings(profile=profile, cache="none"), read(name)  # type: ignore[arg-type]
    taken = analyse(article, settings=settings)
    monkeypatch.setenv(VARIABLE, "reading")
    assert analyse(article, settings=settings).to_dict() == taken.to_dict()


def test_both_ways_draw_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = elements(svg(axes_of("constrained")))
    monkeypatch.setenv(VARIABLE, "figures")
    assert elements(svg(axes_of("constrained"))) == taken


@pytest.mark.parametrize("text", ["Bamako", "l’armée « régulière »", "1 234,5 %"])
def test_both_ways_measure_alike(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    style.apply()
    face = FontProperties(size=9)
    taken = measured(text, face)
    monkeypatch.setenv(VARIABLE, "figures")
    assert measured(text, face) == pytest.approx(taken, abs=0.02)


def test_both_ways_build_the_same_briefing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same page but for how figures spell their letters, the same data; kernels of either kind ran it."""
    settings = Settings(cache="none")
    taken = build("demo:blocus-carburant", out=tmp_path / "short", settings=settings)
    monkeypatch.setenv(VARIABLE, ALL)
    other = build("demo:blocus-carburant", out=tmp_path / "plain", settings=settings)
    assert dict(told(other.folder)) == dict(told(taken.folder))


def told(folder: Path) -> Iterator[tuple[str, str]]:
    """What a briefing says in words and numbers: its page without the figures, and its data."""
    yield "page", DRAWN.sub("", (folder / "briefing.html").read_text(encoding="utf-8"))
    for path in sorted((folder / "data").glob("*.*")):
        yield path.name, path.read_text(encoding="utf-8")
