"""Parameters are typed and checked before anything runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from nbformat import read, write
from nbformat.v4 import new_code_cell, new_notebook

from press_briefing.model.errors import NotebookError, ParameterError
from press_briefing.model.settings import Settings
from press_briefing.report.briefing import check
from press_briefing.report.parameters import checked, declared
from press_briefing.report.request import stored_notebook
from press_briefing.report.run import inject
from press_briefing.show.views.context import TOP

KERNEL = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}
CELL = 'article: str = "x"  # the article\ntop: int = 20\nshare: float = 0.5\nbrief: bool = True\nany = None'


def notebook(*, tagged: bool = True) -> Any:
    cell = new_code_cell(CELL)
    cell.metadata["tags"] = ["parameters"] if tagged else []
    return new_notebook(cells=[cell], metadata=KERNEL)


def test_declared_with_kind_and_help() -> None:
    found = declared(notebook())
    assert {name: row.kind for name, row in found.items()} == {
        "article": "str",
        "top": "int",
        "share": "float",
        "brief": "bool",
        "any": "",
    }
    assert found["article"].help == "the article"


def test_no_parameters_cell() -> None:
    with pytest.raises(NotebookError, match="no cell tagged 'parameters'"):
        declared(notebook(tagged=False))


def test_text_from_the_command_line_is_converted() -> None:
    told = checked({"top": "5", "share": "0.25", "brief": "non", "article": "É"}, declared(notebook()))
    assert told == {"top": 5, "share": 0.25, "brief": False, "article": "É"}


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("tpo", "5", "unknown parameter 'tpo' - did you mean 'top'"),
        ("top", "five", "'top' must be int, got 'five'"),
        ("brief", "maybe", "must be bool"),
        ("top", 2.5, "must be int"),
        ("top", True, "must be int"),
        ("article", 3, "must be str"),
    ],
)
def test_mistakes_are_named(name: str, value: Any, told: str) -> None:
    with pytest.raises(ParameterError) as raised:
        checked({name: value}, declared(notebook()))
    assert told in str(raised.value)


def test_injected_as_it_was_given() -> None:
    """papermill escapes accents; ours stays readable, and evaluates to the same."""
    value = "É\"l'{x}\n\\u00e9"
    cell = inject(notebook(), {"article": value}).cells[1]
    space: dict[str, Any] = {}
    exec(cell.source, space)
    assert space["article"] == value
    assert "É" in cell.source


def test_annexes_are_a_parameter_and_a_setting(tmp_path: Path) -> None:
    """The parameter wins over the setting; a notebook that does not know annexes is not told of them."""

    def asked(parameters: dict[str, Any], annexes: bool, stored: Path | None = None) -> Any:
        request = check(
            out=tmp_path,
            published=None,
            language="fr",
            parameters=parameters,
            notebook=stored,
            pdf=False,
            paper="a4",
            settings=Settings(annexes=annexes),
        )
        return request.told().get("annexes")

    assert asked({}, True) is True
    assert asked({}, False) is None
    assert asked({"annexes": "no"}, True) is False
    write(notebook(), tmp_path / "own.ipynb")
    assert asked({}, True, tmp_path / "own.ipynb") is None


def test_every_notebook_has_the_same_usual_number_of_rows() -> None:
    folder = stored_notebook().parent
    tops = {
        path.name: int(found["top"].default)
        for path in folder.rglob("*.ipynb")
        if "top" in (found := declared(read(path, 4)))
    }
    assert len(tops) > 5
    assert set(tops.values()) == {TOP}
