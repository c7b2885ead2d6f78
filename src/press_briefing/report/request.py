"""What was asked for, checked: every mistake a user can make is told before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model.errors import NotebookError, ParameterError, UsageError
from ..model.settings import Settings
from ..show.messages import SOURCE, translator
from . import archive
from .subject import ReportKind

if TYPE_CHECKING:
    from nbformat import NotebookNode

PAPERS = ("a4", "letter")


@dataclass(frozen=True)
class Request:
    """What was asked for, checked: nothing runs before this object exists."""

    kind: ReportKind
    notebook: NotebookNode
    notebook_path: Path
    parameters: Mapping[str, Any]
    settings: Settings
    out: Path
    pdf: bool = True
    paper: str = "a4"
    pdf_engine: str = "typst"

    @property
    def language(self) -> str:
        """The report's language: French for a notebook that knows no other."""
        return str(self.parameters.get("language", SOURCE))

    def told(self) -> dict[str, Any]:
        """The parameters the bytes of a report depend on, as the manifest tells them."""
        return {**self.parameters, **{name: getattr(self, name) for name in self.kind.options}}


def check(
    kind: ReportKind,
    *,
    own: Mapping[str, Any],
    parameters: Mapping[str, Any],
    notebook: str | PathLike[str] | None,
    out: Path,
    settings: Settings,
    pdf: bool,
    paper: str,
    pdf_engine: str = "typst",
) -> Request:
    """The request, with every mistake a user can make in it raised before anything is written.

    `own`: the parameters the kind sets in a way of its own, `language` among them; a notebook gets those it declares.
    """
    translator(own["language"])
    if paper not in PAPERS:
        raise UsageError(f"there is no paper {paper!r}", where="paper", cure=f"write {' or '.join(PAPERS)}")
    check_names(kind, parameters)
    if pdf:
        from .printing import check_engine

        check_engine(pdf_engine)
    path = Path(notebook) if notebook else stored_notebook(kind.notebook)
    stored, values = filled(kind, path, own, parameters, settings)
    archive.prepare(out)
    return Request(kind, stored, path, values, settings, out, pdf, paper, pdf_engine)


def check_names(kind: ReportKind, parameters: Iterable[str]) -> None:
    """Raise `ParameterError` for a parameter that the kind sets in a way of its own."""
    if name := next((name for name in parameters if name in kind.reserved), ""):
        raise ParameterError(
            f"parameter {name!r} is set by {kind.reserved[name]}", cure="leave it out of the parameters"
        )


def filled(
    kind: ReportKind, path: Path, own: Mapping[str, Any], parameters: Mapping[str, Any], settings: Settings
) -> tuple[NotebookNode, dict[str, Any]]:
    """The notebook at `path`, and the values of its parameters, each known and of its type."""
    from . import parameters as typed
    from .run import load

    stored = load(path)
    known = typed.declared(stored, where=path)
    values = {name: value for name, value in own.items() if name in known}
    if settings.annexes and "annexes" in known:  # what a setting asks of every notebook that knows it
        values["annexes"] = True
    values.update(typed.checked(parameters, known, where=path.name))
    if kind.material not in known:
        raise NotebookError(
            f"the notebook declares no parameter {kind.material!r}",
            where=path,
            cure=f'add {kind.material}: str = "…" to its parameters cell',
        )
    return stored, values


def stored_notebook(name: str = "briefing.ipynb") -> Path:
    """Where a notebook of ours is: inside the installed package, or in the checkout beside it."""
    package = Path(str(files("press_briefing")))
    for folder in (package.parents[1] / "notebooks", package / "notebooks"):
        if (folder / name).is_file():
            return folder / name
    raise NotebookError("not found in this installation", where=name, cure="install the package again")
