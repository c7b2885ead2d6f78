"""The parameters of a notebook, typed and checked before anything runs (papermill alone only warns)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from ..model.errors import NotebookError, ParameterError

if TYPE_CHECKING:
    from nbformat import NotebookNode

_KINDS: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}
_COUNTED = "1 or more"  # in the comment of a parameter: a count, of which none is nothing to show
_TRUE, _FALSE = {"true", "yes", "1", "on", "oui", "vrai"}, {"false", "no", "0", "off", "non", "faux"}


@dataclass(frozen=True)
class Parameter:
    """One declared parameter: `name: kind = default  # help`; `kind` is str, int, float, bool, or "" (any)."""

    name: str
    kind: str
    default: str
    help: str = ""


def declared(notebook: NotebookNode, *, where: object = "") -> dict[str, Parameter]:
    """The parameters a notebook declares. Raises `NotebookError` when it has no cell tagged `parameters`."""
    from papermill import inspect_notebook

    if not any("parameters" in cell.metadata.get("tags", ()) for cell in notebook.cells):
        raise NotebookError(
            "the notebook has no cell tagged 'parameters'",
            where=where,
            cure="tag the cell that sets article, published and language 'parameters'",
        )
    found = inspect_notebook(notebook)
    return {
        name: Parameter(name, _kind(row["inferred_type_name"]), row["default"], row["help"])
        for name, row in found.items()
    }


def _kind(told: str) -> str:
    name = told.strip("\"'").split("[")[0]
    return name if name in _KINDS else ""


def checked(given: Mapping[str, Any], known: Mapping[str, Parameter], *, where: object = "") -> dict[str, Any]:
    """The values, each known and of its declared type; text from a command line is converted.

    Raises `ParameterError` naming the parameter, and the nearest known one.
    """
    values = {}
    for name, value in given.items():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "use one of those known"
            raise ParameterError(
                f"unknown parameter {name!r}", where=where, cure=f"{hint} (known: {', '.join(sorted(known))})"
            )
        values[name] = _within(name, _converted(name, value, known[name].kind, where), known[name].help, where)
    return values


def _within(name: str, value: Any, told: str, where: object) -> Any:
    """The value, at least 1 where the notebook's own comment on the parameter says so."""
    if _COUNTED in told and value < 1:
        raise ParameterError(
            f"parameter {name!r} must be {_COUNTED}, got {value!r}",
            where=where,
            cure=f"write for instance -p {name}=20",
        )
    return value


def _converted(name: str, value: Any, kind: str, where: object) -> Any:
    wanted = _KINDS.get(kind)
    if wanted is None or type(value) is wanted or (wanted is float and type(value) is int):
        return value
    if isinstance(value, str):
        try:
            return _parsed(value, wanted)
        except ValueError:
            pass
    raise ParameterError(
        f"parameter {name!r} must be {kind}, got {value!r}", where=where, cure=f"write -p {name}=<{kind}>"
    )


def _parsed(value: str, wanted: type) -> Any:
    if wanted is not bool:
        return wanted(value)
    if value.lower() not in _TRUE | _FALSE:
        raise ValueError(value)
    return value.lower() in _TRUE
