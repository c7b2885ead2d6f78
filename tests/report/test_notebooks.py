"""Notebooks only show: stored clean, without logic, with typed parameters; and they run bare."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path
from unicodedata import normalize

import nbformat
import pytest

from press_briefing.report import lab

ROOT = Path(__file__).parent.parent.parent
NOTEBOOKS = sorted(path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
BRIEFING = ROOT / "notebooks" / "briefing.ipynb"
REVIEW = ROOT / "notebooks" / "press_review.ipynb"
EXPLORE = sorted((ROOT / "notebooks" / "explore").glob("*.ipynb"))
LONGEST_CELL = 12  # lines: a cell longer than this is doing the package's work
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


@each_notebook
def test_hygiene_cells_are_short_and_define_nothing(path):
    """What an analyst edits is a line or two; whatever needs a name and a test stands in the package."""
    for cell in code(path):
        assert len(source(cell).splitlines()) <= 8, source(cell)
        tree = ast.parse(source(cell))
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)]


@each_notebook
def test_hygiene_a_failed_reading_leaves_nothing_of_an_earlier_article(path):
    """The names that views and tables are asked of stand for nothing until what they are made of has been read."""
    cells = [ast.parse(source(cell)).body for cell in code(path)]
    (reading,) = [number for number, body in enumerate(cells) if "unread" in ast.unparse(body)]
    (cleared,) = [line for line in cells[reading] if ast.unparse(line).endswith("= unread")]
    unread = {target.id for target in cleared.targets}
    later = [node for body in cells[reading + 1 :] for line in body for node in ast.walk(line)]
    after = {node.id for node in later if isinstance(node, ast.Name)}
    made = {
        target.id
        for line in cells[reading][cells[reading].index(cleared) + 1 :]
        for target in line.targets
        if isinstance(line, ast.Assign)
    }
    carried = _carried(cells[reading + 1 :]) if path in EXPLORE else set()  # every line of a briefing asks the context
    assert unread == (made & after) | carried


def _carried(cells):
    """Names that one cell makes and a later one asks of without making them: they outlive a reading that failed."""
    made, carried = set(), set()
    for body in cells:
        names = [node for line in body for node in ast.walk(line) if isinstance(node, ast.Name)]
        stored = {node.id for node in names if isinstance(node.ctx, ast.Store)}
        carried |= {node.id for node in names if node.id in made - stored}
        made |= stored
    return carried


PROPOSED = re.compile(r"^(\w+) = .*# to choose: (.+)", re.M)


@pytest.mark.parametrize("path", [BRIEFING, *EXPLORE], ids=lambda path: path.stem)
def test_what_a_cell_proposes_to_choose_goes_into_a_view(path, tmp_path, monkeypatch):
    """As an analyst would: the line with its comment put in its place, then the cells below once more."""
    monkeypatch.setenv("PRESS_BRIEFING_CONTROLS", "0")
    root = lab.settle(tmp_path)
    monkeypatch.chdir((root / path.relative_to(ROOT)).parent)
    known = {}
    before = [shown(source(cell), known) for cell in code(path)]
    proposed = [cell for cell in code(path) if PROPOSED.search(source(cell))]
    after = [shown(PROPOSED.sub(r"\1 = \2", source(cell)), known) for cell in code(path)]
    views = [old != new for cell, old, new in zip(code(path), before, after, strict=True) if "views." in source(cell)]
    assert len(proposed) >= (10 if path == BRIEFING else 1)
    assert sum(views) >= (6 if path == BRIEFING else 1)
    assert len(list((root / "reports").glob("*.csv"))) == (path != BRIEFING)


def shown(cell, known):
    """What the last line of a cell shows, in a notebook where `known` is known."""
    *lines, last = ast.parse(cell).body
    if not isinstance(last, ast.Expr):
        exec(cell, known)
        return ""
    exec(compile(ast.Module(lines, []), "cell", "exec"), known)
    value = eval(ast.unparse(last), known)
    return getattr(value, "html", None) or str(value)


@pytest.mark.parametrize("path", [BRIEFING, *EXPLORE], ids=lambda path: path.stem)
def test_cells_that_choose_rows_run_where_there_is_nothing_to_choose(path, tmp_path, monkeypatch):
    monkeypatch.setenv("PRESS_BRIEFING_CONTROLS", "0")
    root = lab.settle(tmp_path)
    (root / "data" / "raw" / "little.txt").write_text("Il pleut sur la ville de Sète.", encoding="utf-8")
    monkeypatch.chdir((root / path.relative_to(ROOT)).parent)
    known = {}
    for cell in code(path):
        shown(source(cell).replace("demo:conseil-de-securite", "data/raw/little.txt"), known)
        shown(PROPOSED.sub(r"\1 = \2", source(cell)).replace("demo:conseil-de-securite", "data/raw/little.txt"), known)


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


# Stored with its accents apart, as a disk formatted by Apple gives it; typed as a keyboard does.
OWN = "L’été d'Amélie, n° 3 (fin).txt"


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory, demonstration: Path) -> Path:
    """What `press-briefing lab --folder` makes, with an article of one's own in `data/raw/`."""
    folder = lab.settle(tmp_path_factory.mktemp("atelier") / "l’atelier d'été")
    text = (demonstration / "blocus-carburant.txt").read_text(encoding="utf-8")
    (folder / "data" / "raw" / normalize("NFD", OWN)).write_text(text, encoding="utf-8")
    return folder


def papermill(workplace: Path, name: str, out: Path, cwd: Path, **values: str) -> nbformat.NotebookNode:
    """The bare command, called in `cwd` on a notebook of the workplace."""
    told = [part for each in values.items() for part in ("-p", *each)]
    command = [sys.executable, "-m", "papermill", workplace / "notebooks" / name, out, *told, "--no-progress-bar"]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return nbformat.read(out, as_version=4)


@pytest.mark.slow
@each_notebook
def test_ones_own_article_by_the_path_the_prose_gives(path, workplace, tmp_path):
    """`data/raw/…` from the root of the checkout and from the notebook's folder: the same article, the same views."""
    name = path.relative_to(ROOT / "notebooks").as_posix()
    given = {"source": "data/raw"} if path == REVIEW else {"article": f"data/raw/{OWN}"}
    shown = []
    for number, cwd in enumerate((workplace, (workplace / "notebooks" / name).parent)):
        notebook = papermill(workplace, name, tmp_path / f"{number}.ipynb", cwd, **given)
        looks_complete(notebook)
        shown.append(everything_shown(notebook))
    assert "carburant" in shown[0]
    assert shown[0] == shown[1]
    assert workplace.name not in shown[0]
    assert str(workplace.parent) not in shown[0]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["explore/chronology.ipynb", "press_review.ipynb"])
def test_ones_own_article_by_its_whole_path_from_elsewhere(name, workplace, tmp_path):
    own = str(workplace / "data" / "raw")
    given = {"source": own} if name == REVIEW.name else {"article": f"{own}/{normalize('NFD', OWN)}"}
    notebook = papermill(workplace, name, tmp_path / "out.ipynb", tmp_path, **given)
    looks_complete(notebook)
    assert "carburant" in everything_shown(notebook)
    assert own not in everything_shown(notebook)


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
SHOWN = {
    "chronology": "Chronologie relevée",
    "entities": "Carte des lieux",
    "tone": "Les phrases les plus chargées",
    "voices": "Qui parle, et combien",
    "words": "Mots les plus fréquents",
}


def executed(path: Path, out: Path, **values: str) -> nbformat.NotebookNode:
    import papermill

    papermill.execute_notebook(
        str(path), str(out), values, progress_bar=False, execution_timeout=120, cwd=str(path.parent)
    )
    return nbformat.read(out, as_version=4)


@pytest.mark.slow
@pytest.mark.parametrize("path", EXPLORE, ids=lambda path: path.stem)
def test_exploring_notebooks_run_and_leave_plain_views(path, tmp_path):
    article = "../../data/articles/fin-minusma.md"  # the notebook's own folder comes first
    notebook = executed(path, tmp_path / "out.ipynb", article=article, search="Mali")
    looks_complete(notebook)
    shown = everything_shown(notebook)
    for words in ("Casques bleus", SHOWN[path.stem], "« Mali » dans le texte", "annotated"):
        assert words in shown.replace("\u202f", " ")
    assert "widget" not in shown
    assert not any(
        "widget" in mime
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        for mime in output.get("data", {})
    )


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
@pytest.mark.parametrize(
    ("path", "name"),
    [(BRIEFING, "article"), (EXPLORE[0], "article"), (REVIEW, "source")],
    ids=lambda told: getattr(told, "stem", told),
)
def test_a_wrong_path_is_one_line_with_the_folders_tried(path, name, tmp_path):
    from papermill.exceptions import PapermillExecutionError

    root = lab.settle(tmp_path / "atelier")
    stored_at = root / path.relative_to(ROOT)
    with pytest.raises(PapermillExecutionError):
        executed(stored_at, tmp_path / "out.ipynb", **{name: "no-such.txt"})
    notebook = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    (error,) = [
        output for cell in notebook.cells for output in cell.get("outputs", ()) if output.output_type == "error"
    ]
    what = "no such file or folder" if path == REVIEW else "no such file"
    assert error.traceback == [
        f"SourceError: no-such.txt: {what}, neither in {stored_at.parent} nor in {root} - "
        f"put the file into {root / 'data/raw'} and give data/raw/ and its name, or give its whole path"
    ]
