"""The crate beside the manifest: JSON-LD that holds together, true to the files, for failed runs too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from press_briefing import Article, build
from press_briefing.capture.read import Capture
from press_briefing.model.errors import RunError
from press_briefing.report.crate import NAME, UNWEIGHED, crate
from press_briefing.report.of_article import described

TEXT = (
    "L’accord de Bamako\n\nPar Awa Exemple, enseignante\n\nPublié le 19 novembre 2025 - Mis à jour le 21 novembre 2025\n\n"
    + "Le ministre a annoncé un accord à Bamako. Les routes restent fermées depuis septembre. " * 3
)
SPECIFICATION = "https://w3id.org/ro/crate/1.1"  # told elsewhere, not in the crate


@pytest.fixture(scope="module", params=["completed", "failed"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a briefing that completed, and of one that did not; each notebook leaves a file of its own."""
    first = new_code_cell('article: str = "x"\nlabels: list = []')
    first.metadata["tags"] = ["parameters"]
    cells = [
        first,
        new_code_cell("open('ma carte 1.svg', 'w').write('<svg/>')"),
        *([new_code_cell("1 / 0")] if request.param == "failed" else []),
    ]
    out = tmp_path_factory.mktemp(request.param)
    path = out / "own.ipynb"
    nbformat.write(
        new_notebook(
            cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        ),
        path,
    )
    capture = Capture("accord.txt", TEXT.encode(), "https://example.org/accord")
    try:
        return build(capture, out=out / "reports", notebook=path, pdf=False, parameters={"labels": ["a", "b"]}).folder
    except RunError:
        (failed,) = (out / "reports").glob("*.failed")
        return failed


@pytest.fixture(scope="module")
def entities(folder: Path) -> dict[str, dict[str, Any]]:
    """The entities of the crate by their id."""
    told = json.loads((folder / NAME).read_text(encoding="utf-8"))
    assert told["@context"][0] == "https://w3id.org/ro/crate/1.1/context"
    found = {entity["@id"]: entity for entity in told["@graph"]}
    assert len(found) == len(told["@graph"]), "an id stands twice"
    return found


def manifest(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def references(value: object) -> Iterator[str]:
    """Every id a value refers to."""
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            yield value["@id"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_every_reference_leads_somewhere(entities: dict) -> None:
    told = {reference for entity in entities.values() for reference in references(entity)}
    assert told - {SPECIFICATION} <= set(entities)
    assert all(isinstance(entity["@type"], str) for entity in entities.values())


def test_flattened_as_the_specification_asks(entities: dict) -> None:
    """No entity inside another: a value is a scalar, a reference, or a list of these."""
    for entity in entities.values():
        for value in entity.values():
            for one in value if isinstance(value, list) else [value]:
                assert isinstance(one, (str, int, float)) or set(one) == {"@id"}


def test_root_and_descriptor(folder: Path, entities: dict) -> None:
    assert entities[NAME] == {
        "@id": NAME,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
    }
    root = entities["./"]
    assert root["@type"] == "Dataset"
    assert root["datePublished"] == "2025-11-19"
    assert {"name", "description", "license"} <= set(root)
    assert entities[root["license"]["@id"]]["description"]
    profile = entities[root["conformsTo"]["@id"]]
    assert (profile["@id"], profile["@type"]) == ("https://w3id.org/ro/wfrun/process/0.5", "CreativeWork")
    assert root["identifier"] == manifest(folder)["briefing"]


def test_files_are_the_files_of_the_folder(folder: Path, entities: dict) -> None:
    listed = {unquote(reference["@id"]) for reference in entities["./"]["hasPart"]}
    assert listed == {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {NAME}
    for entity in (entities[reference["@id"]] for reference in entities["./"]["hasPart"]):
        name = unquote(entity["@id"])
        assert entity["@type"] == "File"
        if name in UNWEIGHED:
            assert not {"sha256", "contentSize"} & set(entity)
            continue
        data = (folder / name).read_bytes()
        assert entity["sha256"] == hashlib.sha256(data).hexdigest()
        assert entity["contentSize"] == str(len(data))
    assert entities["ma%20carte%201.svg"]["description"] == "A file the notebook wrote"
    assert entities["capture/accord.txt"]["url"] == "https://example.org/accord"


def test_action_tells_how_it_ended(folder: Path, entities: dict) -> None:
    (action,) = [entity for entity in entities.values() if entity["@type"] == "CreateAction"]
    told = manifest(folder)
    assert entities["./"]["mentions"] == {"@id": action["@id"]}
    assert {"name", "description", "instrument", "object", "result"} <= set(action)
    tool = entities[action["instrument"]["@id"]]
    assert tool["@type"] == "SoftwareApplication"
    assert tool["softwareVersion"] == told["versions"]["press-briefing"]
    assert {"@id": "capture/accord.txt"} in action["object"]
    assert {"@id": "briefing.html"} in action["result"]
    good = told["state"] == "completed"
    assert action["actionStatus"] == f"http://schema.org/{'Completed' if good else 'Failed'}ActionStatus"
    assert ("error" not in action) if good else ("ZeroDivisionError" in action["error"])
    assert entities["#notebook"]["sha256"] == told["notebook"]["sha256"]


def test_parameters_and_author(folder: Path, entities: dict) -> None:
    values = {entity["name"]: entity["value"] for entity in entities.values() if entity["@type"] == "PropertyValue"}
    assert set(values) == set(manifest(folder)["parameters"])
    assert values["labels"] == "['a', 'b']"
    assert entities["#author"]["name"] == "Awa Exemple"


@pytest.mark.parametrize(
    ("more", "published", "day"),
    [
        ({}, "2025-11-19", "2025-11-19"),
        ({"source_date_epoch": 0}, "2025-11-19", "1970-01-01"),
        ({}, None, None),
    ],
)
def test_the_date_is_never_the_clocks(folder: Path, more: dict, published: str | None, day: str | None) -> None:
    told = {**manifest(folder), **more}
    article = Article.from_text(TEXT)
    article = replace(article, published=replace(article.published, value=published))
    of_it = described(article, Capture("accord.txt", b"", ""))
    assert crate(told, of_it, folder)["@graph"][1].get("datePublished") == day


def test_the_last_change_is_told_beside_the_first_publication(folder: Path, entities: dict) -> None:
    told = manifest(folder)["article"]
    assert (told["published"]["value"], told["updated"]) == ("2025-11-19", "2025-11-21")
    (article,) = (entity for entity in entities.values() if entity["@type"] == "Article")
    assert (article["datePublished"], article["dateModified"]) == ("2025-11-19", "2025-11-21")


def test_every_program_has_a_home(entities: dict) -> None:
    """All but our own, which have none to name."""
    programs = {entity["@id"]: entity for entity in entities.values() if entity["@type"] == "SoftwareApplication"}
    assert {name for name in programs if not name.startswith("https://")} == {"#press-briefing", "#language-model"}
    assert all(program["softwareVersion"] for program in programs.values())


def test_no_clock_in_it(folder: Path) -> None:
    """Times belong to the run record: the crate has the same bytes every time, and the manifest holds its hash."""
    data = (folder / NAME).read_bytes()
    assert b"Time" not in data
    assert manifest(folder)["outputs"][NAME] == hashlib.sha256(data).hexdigest()
