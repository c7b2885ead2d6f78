"""Our notebooks as jobs of jupyter-scheduler, with our page and our PDF among the output formats.

For a server that has the package `jupyter-scheduler`:

    jupyter lab \\
      --SchedulerApp.environment_manager_class=press_briefing.service.schedule.jupyter.BriefingEnvironments \\
      --Scheduler.execution_manager_class=press_briefing.service.schedule.jupyter.BriefingExecution

Its own execution manager opens every output as text and so cannot write a PDF, runs a notebook in whatever kernel it
names, and knows no types of parameters.

A job files nothing, so it does not go through `report.pipeline`, which makes a folder in an archive with manifest and
crate: jupyter-scheduler keeps a job's outputs itself, under names of its own, the notebook may be anybody's and is no
report of an article, and a job that failed has outputs too. What the two share is shared: parameters, run, exporters. A
briefing that is filed and delivered on time is a report in `schedule.toml`.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import fsspec
import nbformat
from jupyter_scheduler.environments import EnvironmentManager
from jupyter_scheduler.executors import DefaultExecutionManager
from jupyter_scheduler.models import JobFeature, RuntimeEnvironment
from nbformat import NotebookNode

from ...capture.read.places import located
from ...model.errors import BriefingError, NotebookError, RunError

NAME = "press-briefing"
FORMATS = {"ipynb": "Notebook", "html": "Briefing (HTML)", "pdf": "Briefing (PDF)"}
# Parameters that name something to read.
_PATHS = ("article", "articles", "source", "folder")


class BriefingEnvironments(EnvironmentManager):
    """One environment: this Python."""

    def list_environments(self) -> list[RuntimeEnvironment]:
        return [
            RuntimeEnvironment(
                name=NAME,
                label=NAME,
                description="Notebooks of press-briefing",
                file_extensions=["ipynb"],
                output_formats=list(FORMATS),
                metadata={},
            )
        ]

    def manage_environments_command(self) -> str:
        return ""

    def output_formats_mapping(self) -> dict[str, str]:
        return dict(FORMATS)


class BriefingExecution(DefaultExecutionManager):
    """Runs a job as `press-briefing build` runs its notebook, and writes what was asked for, also when it failed."""

    def execute(self) -> None:
        """Run the notebook of the job, write its outputs, then say how it ended."""
        job, folder = self.model, Path(self.staging_paths["input"]).parent
        notebook = nbformat.read(self.staging_paths["input"], as_version=4)
        try:
            ended = executed(notebook, job.parameters or {}, folder, Path(self.root_dir))
        finally:
            self.add_side_effects_files(str(folder))
        for name in job.output_formats or ():
            with fsspec.open(self.staging_paths[name], "wb") as stream:
                stream.write(exported(ended.notebook, name, Path(job.input_filename).stem))
        if ended.state != "completed":
            raise RunError(
                f"the notebook ended as {ended.state} in cell {(ended.cell or 0) + 1}: {ended.reason[:300]}",
                where=job.input_filename,
            )

    # jupyter-scheduler calls these two on the class, and hands the class in itself.
    def supported_features(cls) -> dict[JobFeature, bool]:
        return {**DefaultExecutionManager.supported_features(cls), JobFeature.parameters: True}

    def validate(cls, input_path: str) -> bool:
        """Every notebook will do: the kernel is this Python, whatever the notebook says."""
        try:
            nbformat.read(input_path, as_version=4)
        except (OSError, ValueError, AttributeError):
            return False
        return True


def executed(notebook: NotebookNode, told: Mapping[str, str], folder: Path, root: Path) -> Any:
    """The notebook run in `folder`, and how it ended."""
    from ...model.settings import Settings
    from ...report import run
    from ...report.prose import localised

    values = placed(typed(notebook, told), folder, root)
    settings = Settings.current()
    prepared = localised(notebook, str(values.get("language", "fr")))
    ended = run.run(
        run.inject(prepared, values) if values else prepared,
        folder=folder,
        timeout=settings.cell_timeout,
        environment=settings.environment(),
    )
    return run.NotebookRun(run.settled(ended.notebook), ended.state, ended.reason, ended.cell)


def typed(notebook: NotebookNode, told: Mapping[str, str]) -> dict[str, Any]:
    """The parameters with the types the notebook declares; a form sends text, in quotes or without.

    Raises `ParameterError` for one that is unknown or of another type.
    """
    from ...report import parameters

    values = {name: _literal(value) for name, value in told.items()}
    try:
        known = parameters.declared(notebook)
    except NotebookError:
        return values
    return parameters.checked(
        {
            name: value if known.get(name) is None or known[name].kind != "str" else str(value)
            for name, value in values.items()
        },
        known,
    )


def _literal(value: str) -> Any:
    try:
        return ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return value


def placed(values: Mapping[str, Any], folder: Path, root: Path) -> dict[str, Any]:
    """Paths that are not beside the notebook are meant from the server's folder.

    Parameters
    ----------
    folder: of the notebook.
    root: the server's.
    """
    found = dict(values)
    for name in _PATHS:
        told = found.get(name)
        if isinstance(told, str) and told and not located(told, folder) and (there := located(told, root)):
            found[name] = os.fspath((root / there).resolve())
    return found


def exported(notebook: NotebookNode, form: str, name: str) -> bytes:
    """The notebook in one of `FORMATS`, as bytes. Raises `RenderError`."""
    from ...report.exporters import BriefingHTMLExporter, BriefingPDFExporter

    if form == "ipynb":
        return (nbformat.writes(notebook) + "\n").encode()
    if form not in FORMATS:
        raise BriefingError(f"no output format {form!r}", where=name, cure=f"use {', '.join(FORMATS)}")
    exporter = BriefingPDFExporter() if form == "pdf" else BriefingHTMLExporter()
    made, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": name}})
    return made if isinstance(made, bytes) else made.encode("utf-8", "replace")
