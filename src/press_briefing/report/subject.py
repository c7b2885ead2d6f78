"""What a report is of, told once, so that one pipeline makes them all: an article, a period of the press, anything else.

A `ReportKind` is what all reports of one sort have in common; a `Subject` is what one of them is of. `report.briefing` and
`corpus.review` are two kinds; `tests/report/test_pipeline.py` adds a third, of a table of figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..model.settings import Settings

Progress = Callable[[str, int, int], None]
Entity = dict[str, Any]  # of JSON-LD


def untold(phase: str, done: int, total: int) -> None:
    """The `Progress` of those who listen to none."""


@dataclass(frozen=True)
class FiledReport:
    """A finished report: its folder and the files in it (`pdf` is None when none was asked for)."""

    id: str
    folder: Path
    notebook: Path
    html: Path
    pdf: Path | None
    data: tuple[Path, ...]
    manifest: Path


@dataclass(frozen=True)
class ReportKind:
    """A sort of report.

    Attributes
    ----------
    schema: what its manifests are marked with.
    notebook: the file name of the notebook of ours that is run where no other is given.
    material: the parameter that leads a notebook to what it is run on; every notebook of the kind declares it.
    reserved: parameters with a way of their own, by which they are to be given: `{"published": "--published"}`. As
        parameters like others they would be overruled without a word. `material` is one of them.
    options: fields of a `Request` that the bytes depend on beside its parameters; the manifest tells them.
    rests_on: what a manifest says the report was made from: path in its folder -> SHA-256.
    again: makes a report once more, below `Again.out`.
    """

    schema: str
    notebook: str
    material: str
    reserved: Mapping[str, str]
    options: tuple[str, ...]
    rests_on: Callable[[Mapping[str, Any]], Mapping[str, str]]
    again: Callable[[Again], FiledReport]


@dataclass(frozen=True)
class Again:
    """A report that is to be made once more.

    Attributes
    ----------
    folder, told: where it lies, and its manifest.
    out: where the new one goes.
    source: what to make it from instead of what was filed with it; empty: that.
    """

    kind: ReportKind
    folder: Path
    told: Mapping[str, Any]
    out: Path
    notebook: Path
    settings: Settings
    progress: Progress | None = None
    source: str = ""

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of `build` that give the same report: options, parameters and what they go with."""
        parameters = dict(self.told["parameters"])
        names = (*self.kind.reserved, *self.kind.options)
        own = {name: parameters.pop(name) for name in names if name in parameters}
        return {
            **{name: value for name, value in own.items() if value != ""},
            "parameters": parameters,
            "notebook": self.notebook,
            "pdf": "briefing.pdf" in self.told["outputs"],
            "out": self.out,
            "settings": self.settings,
            "progress": self.progress,
        }


@dataclass(frozen=True)
class Described:
    """What an RO-Crate says of a report, beyond what its manifest tells.

    Attributes
    ----------
    name, description: of the whole; the description ends with a full stop.
    command: the command that makes it, as a user would type it after `press-briefing`.
    material: the folder in the report's own that holds what was read, and what such a file is.
    works: what the report is about, and whom these entities name; the first is the work itself.
    rights: name and description of what may be done with it.
    day: when it was published, as ISO date; None where nobody knows.
    citation: the work as a line of a bibliography; empty for none.
    origin: the address the material came from; empty for none.
    files: path in the folder -> what it is.
    table: what a file under `data/` is that `files` does not name.
    """

    name: str
    description: str
    command: str
    material: tuple[str, str]
    works: Sequence[Entity]
    rights: tuple[str, str]
    day: str | None = None
    citation: str = ""
    origin: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    table: str = "A table of the analysis"


@dataclass(frozen=True)
class Subject:
    """What one report is of. What is a function is called when its turn comes, once.

    Attributes
    ----------
    identifier: of the report, and the name of its folder (`archive.identifier`).
    facts: what the manifest tells of what the report was made from.
    place: puts the material into the report's folder; gives the parameters that lead the notebook to it.
    data: the files for `data/`, by name; called while the notebook runs.
    about: what the pages say of themselves: title, author, date, keywords, … (`report.identity`); called after `data`.
    described: what the crate says.
    means: what the manifest tells of what read the material (`model`, `profile`).
    packages: whose versions the manifest tells beside the usual ones.
    lent: the settings the notebook's kernel works under, for as long as it runs.
    """

    identifier: str
    facts: Mapping[str, Any]
    place: Callable[[Path], Mapping[str, Any]]
    data: Callable[[], Mapping[str, bytes]]
    about: Callable[[], Mapping[str, Any]]
    described: Described
    means: Mapping[str, Any] = field(default_factory=dict)
    packages: tuple[str, ...] = ()
    lent: Callable[[Settings], AbstractContextManager[Settings]] = nullcontext
