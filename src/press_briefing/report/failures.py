"""When an export fails: one readable line for those who call us, a document that says it for those at a menu."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from press_briefing.model.errors import BriefingError, RenderError
from press_briefing.show.messages import ABROAD, SOURCE, spoken, translator

LONGEST = 300  # characters of a foreign error: a schema's complaint quotes the whole cell
Document = TypeVar("Document", str, bytes)
Exported = tuple[Document, dict[str, Any]]


def told(
    export: Callable[..., Exported[Document]],
    notebook: NotebookNode,
    resources: dict[str, Any] | None,
    *,
    log: logging.Logger | logging.LoggerAdapter,
    **kw: Any,
) -> Exported[Document]:
    """What `export` makes of the notebook; a failure as `RenderError`, or as a document when a server asked."""
    try:
        return export(notebook, resources, **kw)
    except Exception as error:  # a notebook may hold anything, and whoever asked must be told
        failure = readable(error, notebook, name_of(resources))
        if not asked_by_server(resources):
            raise failure from error
        log.warning("%s", failure, exc_info=error)
        return export(explained(failure, notebook, name_of(resources)), resources, **kw)


def readable(error: Exception, notebook: object, name: str) -> BriefingError:
    """The failure as one of ours: a line that says what, where and the cure.

    Parameters
    ----------
    notebook: the one that could not be shown, whatever it is.
    name: of its file.
    """
    if isinstance(error, BriefingError):
        return error
    line = next(filter(None, map(str.strip, str(error).splitlines())), "")[:LONGEST]
    invalid = complaint(notebook)
    if invalid:
        return RenderError(
            f"not a valid notebook: {invalid}",
            where=name,
            cure="open it in JupyterLab, mend or remove that cell, and save it",
        )
    return RenderError(
        f"could not be exported ({type(error).__name__}: {line})", where=name, cure="please report the notebook"
    )


def complaint(notebook: object) -> str:
    """What the notebook format says against the notebook, in a line; "" when nothing."""
    import warnings

    from nbformat import ValidationError, validate

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # missing ids are no reason
            validate(notebook)
    except ValidationError as error:
        return next(filter(None, map(str.strip, str(error).splitlines())), "")[:LONGEST]
    except Exception as error:  # too broken for the validator itself
        return f"{type(error).__name__}: {error}"[:LONGEST]
    return ""


def asked_by_server(resources: dict[str, Any] | None) -> bool:
    """Whether Jupyter's server asks: it names its folder of settings, and unlike the command no `unique_key`."""
    known = resources or {}
    return "config_dir" in known and "unique_key" not in known


def name_of(resources: dict[str, Any] | None) -> str:
    """The notebook's name as the caller gives it, "" without."""
    return str(((resources or {}).get("metadata") or {}).get("name") or "")


def explained(failure: BriefingError, notebook: object, name: str) -> NotebookNode:
    """A notebook that tells the failure, in the language of the one that failed."""
    own = _own(notebook)
    language = spoken(str(own.get("language") or (SOURCE if own else ABROAD)))
    say = translator(language)
    heading = say("Ce carnet n’a pas pu être exporté")
    advice = say("Le carnet lui-même n’a pas été modifié. Ce qui a empêché l’export :")
    message = new_output("error", ename=heading, evalue=str(failure), traceback=[])
    return new_notebook(
        cells=[new_markdown_cell(advice), new_code_cell("", outputs=[message])],
        metadata={"press_briefing": {"title": name or heading, "language": language}},
    )


def _own(notebook: object) -> dict[str, Any]:
    metadata = notebook.get("metadata") if isinstance(notebook, dict) else None
    own = metadata.get("press_briefing") if isinstance(metadata, dict) else None
    return own if isinstance(own, dict) else {}
