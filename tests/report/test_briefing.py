"""The whole way, from a capture to the finished folder: what is made, that it holds, and what a failure leaves."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import lxml.html
import nbformat
import pandas as pd
import pikepdf
import pypdfium2
import pytest
import test_browser
from nbformat.v4 import new_code_cell, new_notebook

from press_briefing import Analysis, Article, Briefing, build, read
from press_briefing.measure.tables import TABLES
from press_briefing.model.errors import NotebookError, OutputError, ParameterError, RunError, UsageError

DEMO = "demo:conseil-de-securite"
PARAMETERS = 'article: str = "x"\npublished: str = ""\nlanguage: str = "fr"'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Briefing:
    return build(DEMO, out=tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="module")
def article() -> Article:
    return read(DEMO)


def notebook(folder: Path, *sources: str, parameters: str = PARAMETERS) -> Path:
    """A notebook of our own making at `folder/own.ipynb`."""
    first = new_code_cell(parameters)
    first.metadata["tags"] = ["parameters"]
    path = folder / "own.ipynb"
    nbformat.write(
        new_notebook(
            cells=[first, *map(new_code_cell, sources)],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        ),
        path,
    )
    return path


def contents(folder: Path) -> dict[str, str]:
    """The hash of every file below a folder, the run record left out: it tells of one run."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "run.json"
    }


def test_everything_is_there(made: Briefing) -> None:
    assert made.pdf is not None
    for path in (made.notebook, made.html, made.pdf, made.manifest):
        assert path.stat().st_size > 500
    assert {path.name for path in made.data} == {
        "analysis.json",
        "CODEBOOK.md",
        "note.json",
        "together.csv",
        *(f"{name}.csv" for name in TABLES),
    }
    assert not list(made.folder.parent.glob(".*"))


def test_manifest_tells_the_truth(made: Briefing, article: Article) -> None:
    told = json.loads(made.manifest.read_text(encoding="utf-8"))
    assert told["state"] == "completed"
    assert told["article"]["sha256"] == article.sha256
    assert told["outputs"] == {k: v for k, v in contents(made.folder).items() if k != "manifest.json"}
    assert told["capture"]["name"] == "conseil-de-securite.txt"


def test_analysis_and_tables_read_back(made: Briefing, article: Article) -> None:
    found = Analysis.from_dict(json.loads((made.folder / "data/analysis.json").read_text(encoding="utf-8")))
    assert found.article == article
    for name, columns in ((name, table.meanings) for name, table in TABLES.items()):
        table = pd.read_csv(BytesIO((made.folder / f"data/{name}.csv").read_bytes()))
        said = [name for name in table.columns if not name.endswith("_in_words")]  # beside the column they read out
        assert said == list(columns)


def test_page_loads_nothing_and_every_link_has_its_place(made: Briefing) -> None:
    page = lxml.html.fromstring(made.html.read_bytes())
    assert not page.xpath("//script | //iframe | //object | //embed | //link[@rel='stylesheet']")
    assert all(src.startswith("data:") for src in page.xpath("//@src"))
    assert page.xpath("//meta[@http-equiv='Content-Security-Policy']")
    targets = set(page.xpath("//@id"))
    links = [href for href in page.xpath("//a/@href") if href.startswith("#")]
    assert len(links) > 100
    assert {href[1:] for href in links} <= targets
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("/html/@lang") == ["fr"]
    assert all(alt.strip() for alt in page.xpath("//img/@alt"))


@pytest.mark.skipif(not test_browser.READY, reason="needs Chromium, node, axe-core and playwright-core in NODE_PATH")
def test_a_browser_has_nothing_to_say_of_the_briefing(made: Briefing) -> None:
    """axe-core in light, dark and on a phone; no request; nothing scrolls sideways."""
    script = Path(test_browser.__file__).parent.parent / "browser" / "check.cjs"
    run = subprocess.run(
        ["node", str(script), str(made.html), str(test_browser.CHROMIUM)],
        capture_output=True,
        text=True,
        check=True,
        timeout=180,
        env={**os.environ, "NODE_PATH": str(test_browser.MODULES)},
    )
    for look in json.loads(run.stdout):
        assert look["found"] == []
        assert look["requests"] == []
        assert not look["sideways"]


def test_nothing_is_doubled_and_no_banner_counts(made: Briefing) -> None:
    """The demonstration article is pasted twice, with furniture around it."""
    words = pd.read_csv(made.folder / "data/words.csv")
    assert not {"cookie", "newsletter", "facebook", "abonner"} & set(words["lemma"])
    sentences = pd.read_csv(made.folder / "data/sentences.csv")
    assert not sentences["text"][sentences["text"].str.len() > 30].duplicated().any()


def test_pdf_says_the_article(made: Briefing, article: Article) -> None:
    document = pypdfium2.PdfDocument(made.pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    flat = "".join(text.replace("\ufffe", "").replace("-", "").split())
    for word in ("MINUSMA", "Tinzaouatène", "l’ambassadeur"):
        assert word in flat
    with pikepdf.open(made.pdf) as pdf:
        assert str(pdf.Root.Lang).startswith("fr")
        assert {"analysis.json", "manifest.json", "words.csv"} <= set(pdf.attachments)
        assert article.title is not None
        assert article.title in str(pdf.docinfo.get("/Title", "")) or article.title in str(
            pdf.open_metadata()["dc:title"]
        )


def test_executed_notebook_runs_again_where_it_lies(made: Briefing) -> None:
    cells = nbformat.read(made.notebook, as_version=4).cells
    (injected,) = [cell for cell in cells if "injected-parameters" in cell.metadata.get("tags", ())]
    assert "capture/conseil-de-securite.txt" in injected.source
    assert (made.folder / "capture/conseil-de-securite.txt").is_file()
    assert not [o for cell in cells if cell.cell_type == "code" for o in cell.outputs if o.output_type == "error"]


def test_same_bytes_elsewhere(made: Briefing, tmp_path: Path) -> None:
    """Another folder, user home, locale, time zone, hash seed and clock's zone: the same bytes of everything."""
    environment = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7", "HOME": str(tmp_path)}
    (tmp_path / "elsewhere").mkdir()
    subprocess.run(
        [sys.executable, "-m", "press_briefing", "build", DEMO, "--out", str(tmp_path / "out")],
        check=True,
        cwd=tmp_path / "elsewhere",
        env=environment,
        capture_output=True,
        timeout=280,
    )
    (again,) = (tmp_path / "out").iterdir()
    assert again.name == made.id
    assert contents(again) == contents(made.folder)


def test_no_path_or_name_of_this_machine_leaks(made: Briefing) -> None:
    for path in (made.notebook, made.html, made.manifest, made.folder / "data/analysis.json"):
        text = path.read_text(encoding="utf-8")
        for secret in (str(Path.home()), str(made.folder), str(Path(__file__).parent.parent)):
            assert secret not in text, (path.name, secret)


def test_english_by_one_parameter(tmp_path: Path) -> None:
    told = build(DEMO, out=tmp_path, language="en", pdf=False)
    page = lxml.html.fromstring(told.html.read_bytes())
    assert page.xpath("/html/@lang") == ["en"]
    heads = " ".join(page.xpath("//h2//text()"))
    assert "Chronology" in heads
    assert "Chronologie" not in heads


def test_a_failed_run_leaves_its_page_and_the_earlier_briefing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same id: the first run completes, the second, with the same capture and parameters, fails."""
    source = tmp_path / "a.txt"
    source.write_text("Le ministre a annoncé un accord à Bamako. Les routes restent fermées. " * 3, encoding="utf-8")
    path = notebook(tmp_path, "import os\nassert os.environ.get('FAIL') != 'yes', 'on demand'\nprint('fini')")
    first = build(source, out=tmp_path / "out", notebook=path, pdf=False)
    before = contents(first.folder)
    monkeypatch.setenv("FAIL", "yes")
    with pytest.raises(RunError, match="failed in cell 3: AssertionError: on demand") as raised:
        build(source, out=tmp_path / "out", notebook=path, pdf=False)
    assert contents(first.folder) == before
    failed = tmp_path / "out" / f"{first.id}.failed"
    assert str(failed / "briefing.html") in str(raised.value)
    assert "on demand" in lxml.html.fromstring((failed / "briefing.html").read_bytes()).text_content()
    assert json.loads((failed / "manifest.json").read_text(encoding="utf-8"))["state"] == "failed"
    monkeypatch.delenv("FAIL")
    build(source, out=tmp_path / "out", notebook=path, pdf=False)
    assert not failed.exists()


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("raise SystemExit(3)", "failed"),
        ("import os; os._exit(1)", "killed"),
    ],
)
def test_papermills_completed_is_not_believed(tmp_path: Path, source: str, told: str) -> None:
    with pytest.raises(RunError, match=f"ended as {told}"):
        build(DEMO, out=tmp_path / "out", notebook=notebook(tmp_path, source), pdf=False)


def test_request_is_checked_before_anything_is_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    bare = notebook(tmp_path, "1", parameters="top: int = 3")
    untagged = tmp_path / "untagged.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("1")]), untagged)
    wrong: list[tuple[type[Exception], Callable[[], object]]] = [
        (ParameterError, lambda: build(DEMO, out=out, parameters={"tpo": 3})),
        (ParameterError, lambda: build(DEMO, out=out, parameters={"top": "x"})),
        (NotebookError, lambda: build(DEMO, out=out, notebook=tmp_path / "none.ipynb")),
        (NotebookError, lambda: build(DEMO, out=out, notebook=untagged)),
        (NotebookError, lambda: build(DEMO, out=out, notebook=bare)),
        (UsageError, lambda: build(DEMO, out=out, language="de")),
        (UsageError, lambda: build(DEMO, out=out, published="18 novembre")),
    ]
    for kind, attempt in wrong:
        with pytest.raises(kind):
            attempt()
    assert not out.exists() or not list(out.iterdir())


def test_out_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError):
        build(DEMO, out=tmp_path / "out")


def test_braces_in_paths_are_only_braces(tmp_path: Path) -> None:
    """papermill runs paths through str.format."""
    folder = tmp_path / "{x} é"
    folder.mkdir()
    source = folder / "l’été {0}.txt"
    source.write_text("Le ministre a annoncé un accord à Bamako. Les routes restent fermées. " * 3, encoding="utf-8")
    told = build(source, out=folder / "out", notebook=notebook(tmp_path, "print(article)"), pdf=False)
    assert told.id.startswith("l-ete-0-")


@pytest.mark.parametrize(("source", "most"), [("demo:blocus-carburant", 7), ("demo:fin-minusma", 8)])
def test_paper_is_short(source: str, most: int, tmp_path: Path) -> None:
    """Articles of 590 and 770 words: what is long stays in the page, and a heading never opens a page of its own."""
    made = build(source, out=tmp_path)
    assert made.pdf is not None
    sheets = [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(made.pdf)]
    assert len(sheets) <= most
    assert all(len(sheet.split()) > 60 for sheet in sheets)
    assert "Mesuré le" in made.html.read_text(encoding="utf-8")
