"""What `import press_briefing` offers a person at a prompt."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import press_briefing
from press_briefing import Analysis, analyse, build
from press_briefing.model.errors import ParameterError, UsageError

SOURCE = "demo:conseil-de-securite"


def test_rooms_are_there_without_an_import_of_their_own():
    code = "import press_briefing; print(press_briefing.tables.__name__, press_briefing.errors.__name__)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["press_briefing.measure.tables", "press_briefing.model.errors"]


def test_dir_offers_what_is_of_use():
    offered = dir(press_briefing)
    assert not {"annotations", "Any", "TYPE_CHECKING"} & set(offered)
    assert {*press_briefing.__all__, "tables"} <= set(offered)
    assert all(hasattr(press_briefing, name) for name in offered)


def test_what_is_not_there_is_not_made_up():
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        press_briefing.nonsense  # noqa: B018


def test_analyse_reads_a_source_by_itself(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "Le préfet a signé lundi 3 mars 2025 un arrêté à Nantes. Il ferme le pont pour un mois.", encoding="utf-8"
    )
    assert analyse(path).article.source == "a.txt"
    assert analyse(str(path)) == analyse(path)


def test_an_analysis_is_told_in_five_lines():
    found = analyse(SOURCE)
    assert isinstance(found, Analysis)
    assert len(repr(found).splitlines()) <= 5
    assert len(repr(found)) < 500
    assert found.article.title in repr(found)


@pytest.mark.parametrize("function", [build, analyse, press_briefing.read])
def test_help_explains_each_parameter(function):
    told = inspect.getdoc(function)
    for name in inspect.signature(function).parameters:
        assert name in told, name


def test_help_of_build_has_an_example_and_what_comes_back():
    told = inspect.getdoc(build)
    assert "made = build(" in told
    assert "Returns" in told


@pytest.mark.parametrize(
    ("asked", "kind", "words"),
    [
        ({"paper": "A3"}, UsageError, "no paper 'A3'"),
        ({"published": ""}, UsageError, "published: is empty"),
        ({"parameters": {"language": "en"}}, ParameterError, "'language' is set by"),
        ({"parameters": {"top": 0}}, ParameterError, "1 or more"),
    ],
)
def test_build_refuses_what_the_command_refuses(tmp_path, asked, kind, words):
    with pytest.raises(kind, match=words):
        build(SOURCE, out=tmp_path / "out", **asked)
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())
