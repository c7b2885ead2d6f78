"""One pipeline, any subject: a table of river levels, which is neither an article nor a review, made, filed, verified."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from press_briefing.model.errors import NotebookError, ParameterError, RunError, UsageError
from press_briefing.model.settings import Settings
from press_briefing.report import archive, pipeline
from press_briefing.report.manifest import sha256
from press_briefing.report.request import check
from press_briefing.report.subject import Again, Described, FiledReport, ReportKind, Subject
from press_briefing.report.verify import Verdict, verify

LEVELS = "jour,niveau\n2025-11-01,310\n2025-11-02,335\n"
CELLS = (
    "import csv\nrows = list(csv.DictReader(open(levels)))",
    "assert len(rows) >= least, 'trop peu de jours'\nprint(f'{station} : {max(row[\"niveau\"] for row in rows)} cm')",
)


def _rests_on(told: Mapping[str, Any]) -> dict[str, str]:
    return {"material/levels.csv": told["levels"]["sha256"]}


def _again(report: Again) -> FiledReport:
    return gauge(report.folder / "material/levels.csv", **report.arguments())


GAUGE = ReportKind(
    schema="gauge/1",
    notebook="",
    material="levels",
    reserved={"levels": "the file", "station": "station="},
    options=("paper",),
    rests_on=_rests_on,
    again=_again,
)


def gauge(
    levels: Path,
    *,
    out: Path,
    notebook: Path,
    station: str = "Koulé",
    parameters: Mapping[str, Any] | None = None,
    **more: Any,
) -> FiledReport:
    """The report of the levels of one river: all that a stranger writes beside the kind and the notebook."""
    asked = {"pdf": False, "paper": "a4", "settings": Settings(), **{n: v for n, v in more.items() if n != "progress"}}
    own = {"station": station, "language": "fr"}
    request = check(GAUGE, own=own, parameters=parameters or {}, notebook=notebook, out=out, **asked)
    data = levels.read_bytes()

    def place(folder: Path) -> dict[str, str]:
        (folder / "material").mkdir()
        (folder / "material/levels.csv").write_bytes(data)
        return {"levels": "material/levels.csv"}

    subject = Subject(
        identifier=archive.identifier(station, data, request.told()),
        facts={"levels": {"sha256": sha256(data)}},
        place=place,
        data=lambda: {"days.txt": str(data.count(b"\n") - 1).encode()},
        about=lambda: {"title": f"Le fleuve à {station}"},
        described=Described(
            name=f"Levels at {station}",
            description="Levels of a river.",
            command="gauge",
            material=("material", "The levels as they were measured"),
            works=[{"@id": "#levels", "@type": "Dataset", "name": "Levels"}],
            rights=("Free", "Anybody may use it."),
        ),
    )
    return pipeline.make(subject, request)


def stored(path: Path, *cells: str, parameters: str = 'levels: str = ""\nstation: str = ""\nleast: int = 1') -> Path:
    """A notebook of three cells, the first its parameters."""
    first = new_code_cell(parameters)
    first.metadata["tags"] = ["parameters"]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    told = [new_markdown_cell("## Niveaux"), *map(new_code_cell, cells)]
    nbformat.write(new_notebook(cells=[first, *told], metadata=kernel), path)
    return path


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("own") / "gauge.ipynb", *CELLS)


@pytest.fixture(scope="module")
def levels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("levels") / "koule.csv"
    path.write_text(LEVELS, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made(notebook: Path, levels: Path, tmp_path_factory: pytest.TempPathFactory) -> FiledReport:
    return gauge(levels, out=tmp_path_factory.mktemp("reports"), notebook=notebook, parameters={"least": "2"})


def again(folder: Path, notebook: Path) -> Verdict:
    return verify(folder, kinds=[GAUGE], notebook=notebook)


def test_it_is_filed_like_a_briefing(made: FiledReport, levels: Path) -> None:
    assert (made.folder / "material/levels.csv").read_bytes() == levels.read_bytes()
    assert [path.name for path in made.data] == ["days.txt"]
    assert made.data[0].read_text() == "2"
    page = made.html.read_text(encoding="utf-8")
    assert "Le fleuve à Koulé" in page
    assert "Koulé : 335 cm" in page
    told = json.loads(made.manifest.read_text(encoding="utf-8"))
    assert (told["schema"], told["state"], told["parameters"]) == (
        "gauge/1",
        "completed",
        {"station": "Koulé", "least": 2, "paper": "a4"},
    )
    assert set(told["outputs"]) >= {"briefing.html", "briefing.ipynb", "data/days.txt", "ro-crate-metadata.json"}


def test_its_crate_says_what_it_is_of(made: FiledReport) -> None:
    graph = json.loads((made.folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    entities = {entity["@id"]: entity for entity in graph}
    assert entities["./"]["about"] == {"@id": "#levels"}
    assert entities["material/levels.csv"]["description"] == "The levels as they were measured"
    assert "datePublished" not in entities["./"]
    assert {"@id": "material/levels.csv"} in entities[f"#run-{made.id}"]["object"]


def test_it_is_verified_and_what_was_changed_is_named(made: FiledReport, notebook: Path, tmp_path: Path) -> None:
    assert again(made.folder, notebook).identical
    spoilt = tmp_path / "spoilt"
    for path in (path for path in made.folder.rglob("*") if path.is_file()):
        target = spoilt / path.relative_to(made.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (spoilt / "data/days.txt").write_text("3")
    assert again(spoilt, notebook).told().startswith("data/days.txt: changed since it was built")
    (spoilt / "material/levels.csv").write_text("jour,niveau\n")
    assert again(spoilt, notebook).told().startswith("material/levels.csv: changed since the report was made from it")


def test_another_kind_is_not_taken_for_it(made: FiledReport, notebook: Path) -> None:
    with pytest.raises(UsageError, match="is of another kind"):
        verify(made.folder, kinds=[], notebook=notebook)


def test_a_failure_is_told_and_left_to_be_read(notebook: Path, levels: Path, tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"ended as failed in cell 5: AssertionError: trop peu de jours"):
        gauge(levels, out=tmp_path, notebook=notebook, parameters={"least": 9})
    (failed,) = tmp_path.iterdir()
    assert failed.name.endswith(".failed")
    assert "trop peu de jours" in (failed / "briefing.html").read_text(encoding="utf-8")
    assert not (failed / "data").exists()
    assert again(failed, notebook).identical


def test_a_wrong_request_writes_nothing(notebook: Path, levels: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(ParameterError, match="'station' is set by station="):
        gauge(levels, out=out, notebook=notebook, parameters={"station": "x"})
    with pytest.raises(ParameterError, match="did you mean 'least'"):
        gauge(levels, out=out, notebook=notebook, parameters={"leest": 1})
    other = stored(tmp_path / "other.ipynb", parameters='station: str = ""')
    with pytest.raises(NotebookError, match="declares no parameter 'levels'"):
        gauge(levels, out=out, notebook=other)
    assert not out.exists()
