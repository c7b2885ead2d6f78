"""What was asked for, checked: every mistake a user can make is told before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..model.errors import NotebookError, ParameterError, UsageError
from ..model.settings import Settings
from ..show.messages import translator
from . import archive

if TYPE_CHECKING:
    from nbformat import NotebookNode


Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Request:
    """What was asked for, checked: nothing runs before this object exists."""

    notebook: NotebookNode
    notebook_path: Path
    parameters: Mapping[str, Any]
    settings: Settings
    out: Path
    pdf: bool = True
    paper: str = "a4"
    pdf_engine: str = "typst"

    def told(self) -> dict[str, Any]:
        """The parameters the bytes of a briefing depend on, as the manifest tells them."""
        return {**self.parameters, "paper": self.paper, "pdf_engine": self.pdf_engine}


def check(
    *,
    out: Path,
    published: str | None,
    language: str,
    parameters: Mapping[str, Any],
    notebook: str | PathLike[str] | None,
    pdf: bool,
    paper: str,
    settings: Settings,
    pdf_engine: str = "typst",
) -> Request:
    """The request, with every mistake a user can make in it raised before anything is written."""
    from . import parameters as typed
    from .printing import check_engine
    from .run import load

    translator(language)
    _check_options(published, parameters, paper)
    if pdf:
        check_engine(pdf_engine)
    path = Path(notebook) if notebook else stored_notebook()
    stored = load(path)
    known = typed.declared(stored, where=path)
    own: dict[str, Any] = {
        name: value for name, value in (("published", published or ""), ("language", language)) if name in known
    }
    if settings.annexes and "annexes" in known:  # what a setting asks of every notebook that knows it
        own["annexes"] = True
    values = {**own, **typed.checked(parameters, known, where=path.name)}
    if "article" not in known:
        raise NotebookError(
            "the notebook declares no parameter 'article'",
            where=path,
            cure='add article: str = "…" to its parameters cell',
        )
    archive.prepare(out)
    return Request(stored, path, values, settings, out, pdf, paper, pdf_engine)


PAPERS = ("a4", "letter")


# What a briefing is told in its own way; as a parameter it would be overruled without a word.
_OWN = {"article": "the source", "published": "--published (published=)", "language": "--language (language=)"}


def _check_options(published: str | None, parameters: Mapping[str, Any], paper: str) -> None:
    if published is not None and not published.strip():
        raise UsageError("is empty", where="published", cure="give the date as YYYY-MM-DD, or none at all")
    if paper not in PAPERS:
        raise UsageError(f"there is no paper {paper!r}", where="paper", cure=f"write {' or '.join(PAPERS)}")
    if name := next((name for name in parameters if name in _OWN), ""):
        raise ParameterError(f"parameter {name!r} is set by {_OWN[name]}", cure="leave it out of the parameters")


def stored_notebook(name: str = "briefing.ipynb") -> Path:
    """Where a notebook of ours is: inside the installed package, or in the checkout beside it."""
    package = Path(str(files("press_briefing")))
    for folder in (package.parents[1] / "notebooks", package / "notebooks"):
        if (folder / name).is_file():
            return folder / name
    raise NotebookError("not found in this installation", where=name, cure="install the package again")
