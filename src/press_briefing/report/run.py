"""Run a notebook with papermill, and tell the truth about how it ended.

papermill leaves a notebook marked « completed » when its kernel dies or a cell times out, follows the user's
kernelspecs and IPython profile, and formats paths; here the state comes from what happened, the kernel is this
Python, and what differs from run to run is taken out of the notebook afterwards.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..guard.own import text_of
from ..model.errors import NotebookError
from .worker.kernel import NotebookRun, Watch, environment_of

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from ..accelerate.kernels.nursery import Nursery, Twin

_ADDRESS = re.compile(r"\bat 0x[0-9a-f]+")


def load(path: Path) -> NotebookNode:
    """The notebook at `path`, upgraded. Raises `NotebookError` when there is none or it is not one."""
    import nbformat

    try:
        notebook = nbformat.reads(text_of(path), as_version=4)
    except FileNotFoundError:
        raise NotebookError("no such notebook", where=path, cure="give the path of an .ipynb file") from None
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:  # nbformat trusts what it upgrades
        raise NotebookError(
            f"is not a notebook: {str(error)[:80]}", where=path, cure="give the path of an .ipynb file"
        ) from None
    if "cells" not in notebook:
        raise NotebookError("is not a notebook: it has no cells", where=path, cure="give the path of an .ipynb file")
    return notebook


def inject(notebook: NotebookNode, parameters: Mapping[str, Any]) -> NotebookNode:
    """The notebook with a cell that sets the parameters, in plain readable Python (papermill escapes every accent).

    Parameters
    ----------
    parameters: name to value, written by `repr`.

    Returns
    -------
    A copy; the cell follows the one tagged `parameters`.
    """
    from papermill.iorw import load_notebook_node
    from papermill.parameterize import parameterize_notebook

    filled = parameterize_notebook(load_notebook_node(notebook), dict(parameters))
    for cell in filled.cells:
        if "injected-parameters" in cell.metadata.get("tags", ()):
            cell.source = "\n".join(["# Parameters", *(f"{name} = {value!r}" for name, value in parameters.items())])
    return filled


def nursery(twin: Twin | None = None) -> Nursery:
    """A place to fork kernels from, for `run` and `briefing.build`; to be used with `with` and kept for many runs.

        with run.nursery() as nursery:
            for notebook in notebooks:
                run.run(notebook, folder=folder, timeout=600, nursery=nursery)

    It holds one process that has imported what our notebooks import (started by `prepare`, or by the first run); each
    run is a fresh fork of it, which no other run can see. Where kernels cannot be forked, or when the environment
    variable `PRESS_BRIEFING_PLAIN` names `kernels`, runs start plain kernels and the nursery does nothing.
    One nursery serves one run at a time; `twin`, of another process's nursery, spares this one the imports.
    """
    from ..accelerate.kernels.nursery import Nursery

    return Nursery(twin)


def prepare(
    nursery: Nursery, environment: Mapping[str, str] | None = None, base: Mapping[str, str] | None = None
) -> None:
    """Start the nursery's process now, so that it imports while the caller does something else; never raises.

    Parameters
    ----------
    environment: variables for the kernel beside the user's.
    base: the environment of the process that will run it, where that is not this one.
    """
    from ..accelerate.kernels.nursery import NurseryError

    if nursery.available():
        with contextlib.suppress(NurseryError):
            nursery.start(environment_of(None, environment, base))


def run(
    notebook: NotebookNode,
    *,
    folder: Path,
    timeout: int,
    environment: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
    nursery: Nursery | None = None,
) -> NotebookRun:
    """Execute `notebook` in `folder` with a kernel of this Python, each cell at most `timeout` seconds.

    The kernel is a fresh process, forked from `nursery` when one is given. `progress(done, total)` is called after
    each cell. Never raises for what the notebook does.

    Parameters
    ----------
    folder: where the kernel works.
    timeout: seconds a cell may take.
    environment: variables for the kernel beside the user's.

    Returns
    -------
    A `NotebookRun`: the notebook with its outputs, `completed`, `failed`, `timeout` or `killed`, and the cell where it stopped.
    """
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    watch = Watch(notebook, progress)
    with tempfile.TemporaryDirectory(prefix="press-briefing-") as private:
        try:
            _execute(
                notebook,
                execution_timeout=timeout,
                watch=watch,
                nursery=nursery,
                private=Path(private),
                resources={"metadata": {"path": str(folder)}},
                environment=environment_of(Path(private), environment),
            )
        except PapermillExecutionError as error:
            return watch.ended("failed", f"{error.ename}: {error.evalue}")
        except CellTimeoutError:
            return watch.ended("timeout", f"a cell took longer than {timeout} s")
        except (DeadKernelError, RuntimeError) as error:
            return watch.ended("killed", f"the kernel died: {str(error).strip() or type(error).__name__}")
    return watch.ended("completed")


def _execute(notebook: NotebookNode, **options: Any) -> None:
    """What papermill's `execute_notebook` does between reading a file and writing one; here there are no files."""
    from papermill.engines import papermill_engines
    from papermill.execute import raise_for_execution_errors, remove_error_markers
    from papermill.iorw import load_notebook_node

    from .worker.engine import ENGINE

    prepared = remove_error_markers(load_notebook_node(notebook))
    name = papermill_engines.nb_kernel_name(ENGINE, prepared)
    done = papermill_engines.execute_notebook_with_engine(ENGINE, prepared, name, progress_bar=False, **options)
    raise_for_execution_errors(done, None)


def settled(notebook: NotebookNode) -> NotebookNode:
    """The notebook without what differs from run to run: cell ids, timings, addresses, how a stream came in pieces."""
    notebook.metadata.pop("papermill", None)
    for number, cell in enumerate(notebook.cells):
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if {"injected-parameters", "papermill-error-cell-tag"} & set(cell.metadata.get("tags", ())):
            cell["id"] = hashlib.sha256(f"{number}\0{cell.source}".encode()).hexdigest()[:8]
        if "outputs" in cell:
            cell.outputs = _joined(cell.outputs)
        for output in cell.get("outputs", ()):
            _settle_output(output)
    return notebook


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Pieces of one stream that follow each other made one: a kernel cuts it by the clock."""
    joined: list[NotebookNode] = []
    for output in outputs:
        last = joined[-1] if joined else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined


def _settle_output(output: NotebookNode) -> None:
    data = output.get("data")
    if data and "text/plain" in data and isinstance(data["text/plain"], str):
        data["text/plain"] = _ADDRESS.sub("at 0x…", data["text/plain"])
    output.pop("transient", None)
