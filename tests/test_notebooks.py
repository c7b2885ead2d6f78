"""Notebooks only show: stored clean, without logic, with typed parameters; and they run bare."""
from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted(path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
BRIEFING = ROOT / "notebooks" / "briefing.ipynb"
REVIEW = ROOT / "notebooks" / "press_review.ipynb"
EXPLORE = sorted((ROOT / "notebooks" / "explore").glob("*.ipynb"))
LONGEST_CELL = 12                     # lines: a cell longer than this is doing the package's work
LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
READABLE_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
RANDOM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f-]+)?")

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def stored(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def source(cell: dict) -> str:
    return "".join(cell["source"])


def code(path: Path) -> list[dict]:
    return [cell for cell in stored(path)["cells"] if cell["cell_type"] == "code"]


def parameters(path: Path) -> list[dict]:
    return [cell for cell in code(path) if "parameters" in cell["metadata"].get("tags", [])]


def test_hygiene_they_are_all_there():
    assert {BRIEFING, REVIEW} <= set(NOTEBOOKS)
    assert [path.stem for path in EXPLORE] == ["chronology", "entities", "tone", "voices", "words"]


@each_notebook
def test_hygiene_the_first_cell_says_where_an_article_goes(path):
    first = stored(path)["cells"][0]
    assert first["metadata"]["tags"] == ["remove-cell"]
    assert "data/raw/" in source(first)


@each_notebook
def test_hygiene_french_spaces(path):
    """A narrow no-break space before ; : ! ? and inside « » in every Markdown cell; code stays as it is."""
    for cell in stored(path)["cells"]:
        if cell["cell_type"] == "markdown":
            prose = re.sub(r"`[^`]*`", "", source(cell))
            assert not re.search(r"[^\u202f\s][;!?»]|«[^\u202f]|[ \u00a0][;:!?»]", prose), prose


@each_notebook
def test_hygiene_valid_and_ends_with_a_line_end(path):
    nbformat.validate(nbformat.reads(path.read_text(encoding="utf-8"), as_version=4))
    assert (stored(path)["nbformat"], stored(path)["nbformat_minor"]) >= (4, 5)
    assert path.read_bytes().endswith(b"}\n")


@each_notebook
def test_hygiene_no_outputs(path):
    for cell in code(path):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


@each_notebook
def test_hygiene_ids_are_chosen_not_drawn(path):
    ids = [cell["id"] for cell in stored(path)["cells"]]
    assert len(set(ids)) == len(ids)
    for name in ids:
        assert READABLE_ID.fullmatch(name), name
        assert not RANDOM_ID.fullmatch(name), name


@each_notebook
def test_hygiene_no_logic(path):
    for cell in code(path):
        for node in ast.walk(ast.parse(source(cell))):
            assert not isinstance(node, LOGIC), source(cell)
        assert len(source(cell).splitlines()) <= LONGEST_CELL, source(cell)


@each_notebook
def test_hygiene_no_empty_cell(path):
    assert all(source(cell).strip() for cell in stored(path)["cells"])


@each_notebook
def test_hygiene_metadata_tells_nothing_of_a_machine(path):
    metadata = stored(path)["metadata"]
    assert metadata["kernelspec"]["name"] == "python3"
    assert not {"papermill", "widgets", "toc", "vscode"} & set(metadata)
    assert not re.search(r"(?<![\w.])/(home|root|tmp|Users|work)/|[A-Z]:\\\\", path.read_text(encoding="utf-8"))
    for cell in stored(path)["cells"]:
        assert not {"execution", "papermill", "collapsed", "scrolled"} & set(cell["metadata"])


@each_notebook
def test_hygiene_parameters_are_typed_with_plain_defaults(path):
    (cell,) = parameters(path)
    for statement in ast.parse(source(cell)).body:
        assert isinstance(statement, ast.AnnAssign), ast.unparse(statement)
        assert ast.unparse(statement.annotation) in ("str", "int", "float", "bool", "list[str]"), ast.unparse(statement)
        ast.literal_eval(statement.value)


@pytest.mark.parametrize("path", [BRIEFING, *EXPLORE], ids=lambda path: path.stem)
def test_hygiene_default_article_is_the_demonstration(path):
    (cell,) = parameters(path)
    defaults = {line.target.id: ast.literal_eval(line.value) for line in ast.parse(source(cell)).body}
    assert defaults["article"] == "demo:conseil-de-securite"


def everything_shown(notebook: nbformat.NotebookNode) -> str:
    """All text the outputs of a notebook show, in every form."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert not [output for output in outputs if output.output_type == "error"]
    return "\n".join(str(form) for output in outputs for form in output.get("data", {}).values())


def looks_complete(notebook: nbformat.NotebookNode) -> None:
    assert not notebook.metadata.get("papermill", {}).get("exception")
    ran = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    assert all(cell.execution_count for cell in ran)
    assert not [output for cell in ran for output in cell.outputs if output.get("name") == "stderr"]


@pytest.mark.slow
def test_runs_bare_by_the_papermill_command_from_another_folder(tmp_path, demonstration):
    """`papermill notebooks/briefing.ipynb out.ipynb -p article PATH`, as the README has it."""
    out, article = tmp_path / "out.ipynb", demonstration / "blocus-carburant.txt"
    command = [sys.executable, "-m", "papermill", BRIEFING, out, "-p", "article", article, "--no-progress-bar"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    notebook = nbformat.read(out, as_version=4)
    looks_complete(notebook)
    shown = everything_shown(notebook)
    for words in ("Kayes", "JNIM", "Bamako"):
        assert words in shown


@pytest.mark.slow
def test_runs_as_stored_on_the_demonstration_article(tmp_path):
    """*Run all*, with no parameter given at all."""
    import papermill

    out = tmp_path / "out.ipynb"
    papermill.execute_notebook(str(BRIEFING), str(out), progress_bar=False, execution_timeout=120, cwd=str(tmp_path))
    notebook = nbformat.read(out, as_version=4)
    looks_complete(notebook)
    shown = everything_shown(notebook)
    assert "Au Conseil de sécurité, le Sahel central demande des moyens" in shown
    for words in ("Goïta", "MINUSMA", "Niamey"):
        assert words in shown


# What only the second article and the notebook's own view together show.
SHOWN = {"chronology": "Chronologie relevée", "entities": "Carte des lieux", "tone": "Les phrases les plus chargées",
         "voices": "Qui parle, et combien", "words": "Mots les plus fréquents"}


def executed(path: Path, out: Path, **values: str) -> nbformat.NotebookNode:
    import papermill

    papermill.execute_notebook(str(path), str(out), values, progress_bar=False, execution_timeout=120,
                               cwd=str(path.parent))
    return nbformat.read(out, as_version=4)


@pytest.mark.slow
@pytest.mark.parametrize("path", EXPLORE, ids=lambda path: path.stem)
@pytest.mark.parametrize(("article", "title"), [
    ("demo:conseil-de-securite", "Au Conseil de sécurité"), ("../../data/articles/fin-minusma.md", "Casques bleus")])
def test_exploring_notebooks_run_and_leave_plain_views(path, article, title, tmp_path):
    notebook = executed(path, tmp_path / "out.ipynb", article=article, search="Mali")
    looks_complete(notebook)
    shown = everything_shown(notebook)
    for words in (title, SHOWN[path.stem], "« Mali » dans le texte", "annotated"):
        assert words in shown.replace("\u202f", " ")
    assert "widget" not in shown
    assert not any("widget" in mime for cell in notebook.cells for output in cell.get("outputs", ())
                   for mime in output.get("data", {}))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
def test_press_review_runs_on_a_folder_with_a_file_that_is_no_article(language, tmp_path, demonstration):
    for name in ("fin-minusma.md", "depart-cedeao.txt"):
        (tmp_path / name).write_bytes((demonstration / name).read_bytes())
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    notebook = executed(REVIEW, tmp_path / "out.ipynb", source=str(tmp_path / "*.[tm]*"), language=language)
    looks_complete(notebook)
    shown = everything_shown(notebook)
    for words in ("Casques bleus", "CEDEAO", "empty.txt"):
        assert words in shown
    assert ("Names, by number of articles" in shown) == (language == "en")


@pytest.mark.slow
@pytest.mark.parametrize("path", [BRIEFING, EXPLORE[0]], ids=lambda path: path.stem)
def test_a_wrong_path_is_one_line(path, tmp_path):
    from papermill.exceptions import PapermillExecutionError

    with pytest.raises(PapermillExecutionError):
        executed(path, tmp_path / "out.ipynb", article="no-such.txt")
    notebook = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    (error,) = [output for cell in notebook.cells for output in cell.get("outputs", ())
                if output.output_type == "error"]
    assert error.traceback == ["SourceError: no-such.txt: no such file - check the path"]
