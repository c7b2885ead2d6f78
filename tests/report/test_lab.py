"""A real JupyterLab, started by `press-briefing lab`: what it opens, what its menu exports, what it says of failures.

One server for the module, on the loopback address, with settings of its own. The tests in a browser are skipped where
Chromium or npm's playwright-core is missing (`tests/browser/lab.cjs` says how it is found).
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import nbformat
import pypdfium2
import pytest
import yaml
from lxml import html as lxml_html

from press_briefing.model.errors import BriefingError, OutputError, RenderError, UsageError
from press_briefing.report import failures, lab
from press_briefing.report.exporters import BriefingHTMLExporter, BriefingPDFExporter
from press_briefing.show.views.markup import Tile, key_figures

HERE = Path(__file__).parent.parent
ROOT = HERE.parent
TOKEN = "only-for-this-test"
FORMATS = {"briefing_html": "text/html", "briefing_pdf": "application/pdf"}
STARTS_WITHIN, STOPS_WITHIN = 60, 10  # seconds

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
MODULES = Path(os.environ.get("NODE_PATH") or ROOT / "node_modules")
in_a_browser = pytest.mark.skipif(
    not (CHROMIUM and shutil.which("node") and (MODULES / "playwright-core").is_dir()),
    reason="needs Chromium, node, and playwright-core in NODE_PATH",
)

# Jupyter asks whether it may fetch news, and draws only the cells in view: neither helps a test.
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}

# Broken in ways that Jupyter lets pass: it opens them with a warning, and then asks us to export them.
BROKEN = {
    "sans-sorties": {
        "cells": [{"cell_type": "code", "source": "1", "metadata": {}}],
        "metadata": {"press_briefing": {"language": "fr"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    },
    "odd-output": {
        "cells": [
            {
                "cell_type": "code",
                "source": "1",
                "metadata": {},
                "execution_count": None,
                "outputs": [{"output_type": "weird"}],
            }
        ],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    },
}


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    kind: str
    body: bytes
    headers: dict[str, str]
    url: str


@dataclass(frozen=True)
class Server:
    """A running JupyterLab: its address and the folder it serves."""

    address: str
    folder: Path

    def get(self, path: str) -> Answer:
        """The answer at `path`, whatever its status."""
        request = urllib.request.Request(self.address + path, headers={"Authorization": f"token {TOKEN}"})
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return Answer(reply.status, reply.headers["Content-Type"], reply.read(), dict(reply.headers), reply.url)
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers["Content-Type"], error.read(), dict(error.headers), error.url)

    def export(self, name: str, path: str) -> Answer:
        """What the menu's entry fetches."""
        return self.get(f"/nbconvert/{name}/{quote(path)}?download=true")


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def private(folder: Path) -> dict[str, str]:
    """An environment in which Jupyter finds and leaves nothing of ours."""
    (folder / "config" / "labconfig").mkdir(parents=True)
    (folder / "config" / "labconfig" / "default_setting_overrides.json").write_text(json.dumps(SETTINGS))
    own = {
        "HOME": folder,
        "JUPYTER_CONFIG_DIR": folder / "config",
        "JUPYTER_DATA_DIR": folder / "share",
        "JUPYTER_RUNTIME_DIR": folder / "run",
        "IPYTHONDIR": folder / "ipython",
        "MPLCONFIGDIR": folder / "mpl",
        "JUPYTERLAB_WORKSPACES_DIR": folder / "workspaces",
        "JUPYTERLAB_SETTINGS_DIR": folder / "settings",
    }
    return {**os.environ, **{name: str(path) for name, path in own.items()}}


def stop(process: subprocess.Popen) -> None:
    """The server and, through it, its kernels."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(STOPS_WITHIN)


def wait_for(server: Server, process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            if server.get("/api/status").status == 200:
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`press-briefing lab --folder …` with notebooks of all kinds beside ours; always stopped."""
    base = tmp_path_factory.mktemp("lab")
    folder, log, port = base / "l’atelier de presse", base / "log", free_port()
    shutil.copytree(HERE / "notebooks", folder / "autres")
    for name, notebook in BROKEN.items():
        (folder / "autres" / f"{name}.ipynb").write_text(json.dumps(notebook))
    (folder / "autres" / "unreadable.ipynb").write_text("not a notebook")
    command = [
        sys.executable,
        "-m",
        "press_briefing",
        "lab",
        "--folder",
        str(folder),
        "--",
        "--no-browser",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={TOKEN}",
        "--LabApp.expose_app_in_browser=True",
        "--LabApp.extension_manager=readonly",
    ]
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=base, env=private(base / "home"), stdout=said, stderr=said, start_new_session=True
        )
    try:
        running = Server(f"http://127.0.0.1:{port}", folder)
        wait_for(running, process, log)
        yield running
    finally:
        stop(process)


def text_of_pdf(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def text_of(answer: Answer) -> str:
    """The words of an exported document, once it is seen to be one."""
    if answer.kind.startswith("application/pdf"):
        assert answer.body.startswith(b"%PDF-1.7")
        return text_of_pdf(answer.body)
    page = lxml_html.document_fromstring(answer.body.decode("utf-8"))
    assert len(page.xpath("//main")) == 1
    assert not page.xpath("//script")
    return page.text_content()


class TestServer:
    def test_opens_the_briefing_in_a_workspace_of_its_own(self, server: Server) -> None:
        answer = server.get("/")
        assert answer.status == 200
        assert answer.url.endswith("/lab/workspaces/press-briefing/tree/notebooks/briefing.ipynb")
        assert b"JupyterLab" in answer.body

    def test_notebooks_data_and_reports_are_at_hand(self, server: Server) -> None:
        listed = json.loads(server.get("/api/contents/").body)["content"]
        assert {"notebooks", "data", "reports"} <= {entry["name"] for entry in listed}
        articles = json.loads(server.get("/api/contents/data/articles").body)["content"]
        assert "conseil-de-securite" in " ".join(entry["name"] for entry in articles)

    def test_the_menu_is_given_both_formats(self, server: Server) -> None:
        offered = json.loads(server.get("/api/nbconvert").body)
        assert {name: offered[name]["output_mimetype"] for name in FORMATS} == FORMATS
        assert not [name for name in offered if name.startswith("briefing-")]  # the server would answer with 404
        names = [name for name in offered if name not in FORMATS]
        assert min(names) > max(FORMATS) or all(map(shutil.which, lab.NEEDS["ASCIIDocExporter"]))  # ours come first
        assert "pdf" not in offered or all(map(shutil.which, lab.NEEDS["PDFExporter"]))  # Jupyter's own would fail
        assert "qtpdf" not in offered or find_spec("PyQt5")
        assert "webpdf" not in offered or find_spec("playwright")
        assert BriefingHTMLExporter.export_from_notebook == "Briefing (HTML)"
        assert BriefingPDFExporter.export_from_notebook == "Briefing (PDF)"

    @pytest.mark.parametrize("name", FORMATS)
    @pytest.mark.parametrize(
        ("path", "words"),
        [
            ("notebooks/briefing.ipynb", "Chronologie"),
            ("autres/odd.ipynb", ""),
            ("autres/hostile.ipynb", ""),
            ("autres/failed.ipynb", "ZeroDivisionError"),
            ("autres/empty.ipynb", "empty"),
        ],
    )
    def test_any_notebook_is_exported(self, server: Server, name: str, path: str, words: str) -> None:
        answer = server.export(name, path)
        assert answer.status == 200, answer.body[-500:]
        assert answer.kind.startswith(FORMATS[name])
        file = f"{Path(path).stem}.{name.removeprefix('briefing_')}"
        assert file in answer.headers["Content-Disposition"]
        assert words in text_of(answer)

    @pytest.mark.parametrize("name", FORMATS)
    @pytest.mark.parametrize(
        ("path", "words"),
        [
            ("autres/sans-sorties.ipynb", "Ce carnet n’a pas pu être exporté"),
            ("autres/odd-output.ipynb", "This notebook could not be exported"),
        ],
    )
    def test_a_failure_is_a_message_not_a_server_error(self, server: Server, name: str, path: str, words: str) -> None:
        answer = server.export(name, path)
        assert answer.status == 200
        assert answer.kind.startswith(FORMATS[name])
        text = " ".join(text_of(answer).split())
        assert words in text
        assert "not a valid notebook" in text
        assert "Traceback" not in text

    @pytest.mark.parametrize(("path", "status"), [("autres/unreadable.ipynb", 400), ("autres/none.ipynb", 404)])
    def test_what_is_no_notebook_at_all_jupyter_itself_refuses(self, server: Server, path: str, status: int) -> None:
        answer = server.export("briefing_pdf", path)
        assert answer.status == status
        assert b"Traceback" not in answer.body

    def test_a_notebook_only_sent_is_exported_too(self, server: Server) -> None:
        """The server's other door, for notebooks never saved."""
        model = {"name": "jamais enregistré.ipynb", "content": nbformat.read(HERE / "notebooks" / "failed.ipynb", 4)}
        request = urllib.request.Request(
            f"{server.address}/nbconvert/briefing_pdf",
            json.dumps(model).encode(),
            {"Authorization": f"token {TOKEN}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as reply:
            assert "ZeroDivisionError" in text_of_pdf(reply.read())

    def test_listens_on_this_machine_with_a_token_only(self, server: Server) -> None:
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(f"{server.address}/api/contents", timeout=30)


@pytest.fixture
def drive(server: Server, tmp_path: Path) -> Callable[..., dict]:
    """`drive(path, *labels)`: open the notebook, run all, move a control, export; gives what was seen.

    `typed`: what is typed for the first parameter, with a run after each; `mistaken`: whether the last is an error.
    """

    def drive(path: str, *labels: str, address: str = "", typed: tuple[str, ...] = (), mistaken: bool = False) -> dict:
        where = address or f"/lab/tree/{quote(path)}?token={TOKEN}&reset"
        folder = Path(os.environ.get("LAB_SCREENSHOTS") or tmp_path)
        command = [
            "node",
            str(HERE / "browser" / "lab.cjs"),
            server.address + where,
            str(folder),
            str(CHROMIUM),
            Path(path).name,
            *(part for text in typed for part in ("--type", text)),
            *labels,
        ]
        run = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=150,
            check=False,
            env={**os.environ, "NODE_PATH": str(MODULES)},
        )
        assert run.returncode == 0, run.stderr[-2000:]
        seen = json.loads(run.stdout)
        assert "failure" not in seen, seen
        assert seen["foreign"] == []
        assert bool(seen["errors"]) == mistaken, seen["errors"]
        assert seen["stderr"] == []
        return seen

    return drive


@in_a_browser
class TestBrowser:
    def test_run_all_then_export_from_the_menu(self, drive: Callable[..., dict]) -> None:
        seen = drive("notebooks/briefing.ipynb", "Briefing_pdf", "Briefing_html", address=f"/?token={TOKEN}")
        assert "/lab/workspaces/press-briefing" in seen["address"]
        assert seen["pictures"] > 0
        assert {"Briefing_html", "Briefing_pdf"} <= set(seen["menu"])
        assert "MINUSMA" in text_of_pdf(Path(seen["files"]["Briefing_pdf"]).read_bytes())
        page = Path(seen["files"]["Briefing_html"]).read_text(encoding="utf-8")
        assert page.startswith("<!DOCTYPE html>")
        assert "MINUSMA" in page

    def test_every_value_stands_under_its_label_at_any_width(self, server: Server) -> None:
        """JupyterLab has a style sheet of its own for lists, tables and definitions; ours is not there."""
        tiles = [
            Tile("13", "acteurs nommés"),
            Tile("2", "affirmations rapportées"),
            Tile("plus de 1 000", "selon l’article, phrase", "hommes par mois et par combattant envoyé", 16),
        ]
        notebook = nbformat.v4.new_notebook(
            cells=[
                nbformat.v4.new_code_cell(
                    "page.key_figures()",
                    outputs=[nbformat.v4.new_output("display_data", {"text/html": key_figures(tiles).html})],
                )
            ]
        )
        nbformat.write(notebook, server.folder / "tuiles.ipynb")
        command = [
            "node",
            str(HERE / "browser" / "widths.cjs"),
            f"{server.address}/lab/tree/tuiles.ipynb?token={TOKEN}&reset",
            str(CHROMIUM),
            "600",
            "1000",
            "1500",
            "2000",
        ]
        run = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=150,
            check=False,
            env={**os.environ, "NODE_PATH": str(MODULES)},
        )
        assert run.returncode == 0, run.stderr[-2000:]
        for width, items in json.loads(run.stdout).items():
            assert [value[0].split()[0] for _, value in items] == ["13", "2", "plus"], width
            ends = [end for label, value in items for end in (label[2:], value[2:])]
            assert all(below[0] >= above[1] - 1 for above, below in pairwise(ends)), width  # one under the other
            assert len({round(left) for pair in items for _, left, _, _ in pair}) == 1, width  # all from one edge

    def test_no_words_of_a_view_are_aligned_to_the_right(self, drive: Callable[..., dict]) -> None:
        assert drive("notebooks/briefing.ipynb")["right"] == []

    @pytest.mark.skipif(not (ROOT / "notebooks" / "explore" / "words.ipynb").exists(), reason="no explore notebooks")
    def test_controls_change_what_is_drawn(self, drive: Callable[..., dict]) -> None:
        seen = drive("notebooks/explore/words.ipynb", "Briefing_pdf")
        assert seen["controls"] > 0
        assert seen["moved"] == dict.fromkeys(("slider", "list", "text"), True)
        text = text_of_pdf(Path(seen["files"]["Briefing_pdf"]).read_bytes())
        assert "Mots les plus fréquents" in text  # what the controls show is on paper too
        assert "VBox(" not in text
        assert "interactif" not in text

    @pytest.mark.parametrize("notebook", ["briefing.ipynb", "explore/entities.ipynb"])
    def test_ones_own_article_as_the_prose_says(
        self, server: Server, drive: Callable[..., dict], notebook: str
    ) -> None:
        """Put into data/raw/, its path typed as the first cell has it, Run All."""
        name = put(server, f"L’école d'Amélie à Kidal, {Path(notebook).stem} (2).txt")
        seen = drive(f"notebooks/{notebook}", typed=(name,))
        assert "À Kidal, les écoles rouvrent" in seen["text"]
        assert "Fousseyni Diarra" in seen["text"]
        assert str(server.folder) not in seen["text"]

    def test_the_article_stands_in_the_list_of_an_exploring_notebook(
        self, server: Server, drive: Callable[..., dict]
    ) -> None:
        name = put(server, "dans-la-liste.txt").removeprefix("data/")
        assert name in drive("notebooks/explore/chronology.ipynb")["lists"]

    def test_a_folder_of_articles_as_the_prose_says(self, server: Server, drive: Callable[..., dict]) -> None:
        put(server, "un de plusieurs.txt")
        seen = drive("notebooks/press_review.ipynb", typed=("data/raw",))
        assert "Revue de presse" in seen["text"]
        assert "À Kidal, les écoles rouvrent" in seen["text"]

    @pytest.mark.parametrize("notebook", ["briefing.ipynb", "explore/words.ipynb", "press_review.ipynb"])
    def test_a_wrong_path_says_where_it_looked_and_leaves_nothing_of_the_article_before(
        self, server: Server, drive: Callable[..., dict], notebook: str
    ) -> None:
        first = "demo:" if "review" in notebook else "demo:fin-minusma"
        seen = drive(f"notebooks/{notebook}", typed=(first, "data/raw/tout autre.txt"), mistaken=True)
        tried = (server.folder / "notebooks" / notebook).parent
        assert f"neither in {tried} nor in {server.folder} - put the file into" in seen["errors"][0]
        assert all("nothing has been read" in later for later in seen["errors"][1:])
        assert seen["text"].strip() == ""


ARTICLE = "\n\n".join(
    (
        "À Kidal, les écoles rouvrent sans instituteurs",
        "Publié le 3 octobre 2025",
        "Les écoles de Kidal ont rouvert mercredi, mais une sur trois attend encore son instituteur. « Nous avons les "
        "tables, pas les maîtres », dit Moussa Ag Ibrahim, directeur d’école.",
        "Selon le ministère de l’Éducation nationale, 42 postes restent à pourvoir dans le cercle. Le gouverneur, "
        "Fousseyni "
        "Diarra, promet des renforts avant le 15 novembre 2025. Les parents, eux, ont écrit une lettre au préfet.",
        "",
    )
)


def put(server: Server, name: str) -> str:
    """An article of one's own in `data/raw/`; its path as JupyterLab's « Copy Path » gives it."""
    (server.folder / "data" / "raw" / name).write_text(ARTICLE, encoding="utf-8")
    return f"data/raw/{name}"


class TestWorkplace:
    def test_a_checkout_is_left_as_it_stands(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """What JupyterLab saves are copies, in a folder that git ignores."""
        ignored = subprocess.run(
            ["git", "check-ignore", f"{lab.IN_CHECKOUT}/notebooks/briefing.ipynb"],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        if (ROOT / ".git").exists() and shutil.which("git"):
            assert ignored.returncode == 0
        monkeypatch.setattr(lab, "settle", lambda folder: folder)
        assert lab.workplace() == ROOT / lab.IN_CHECKOUT

    @pytest.mark.parametrize("root", [True, False])
    def test_root_is_let_in_and_nobody_else_asks(self, root: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lab, "is_root", lambda: root)
        assert ("--allow-root" in lab.command(ROOT)) is root

    def test_formats_whose_program_is_missing_are_not_offered(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "which", lambda name: None if name == "xelatex" else "/usr/bin/pandoc")
        monkeypatch.setattr(lab, "find_spec", lambda name: None if name == "PyQt5" else object())
        assert lab.unusable() == ["PDFExporter", "QtPDFExporter", "QtPNGExporter"]

    def test_nothing_is_overwritten(self, tmp_path: Path) -> None:
        own = tmp_path / "notebooks" / "briefing.ipynb"
        own.parent.mkdir()
        own.write_text("mine")
        assert lab.workplace(tmp_path) == tmp_path.resolve()
        assert own.read_text() == "mine"
        (tmp_path / "data" / "articles" / "README.md").write_text("mine too")
        lab.settle(tmp_path)
        assert (tmp_path / "data" / "articles" / "README.md").read_text() == "mine too"
        assert (tmp_path / "reports").is_dir()

    def test_every_notebook_is_in_the_wheel(self) -> None:
        """What an installed package has to copy from."""
        stored = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        carried = stored["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
        for path in (ROOT / "notebooks").rglob("*.ipynb"):
            if ".ipynb_checkpoints" not in path.parts:
                name = path.relative_to(ROOT).as_posix()
                assert carried[name] == f"press_briefing/{name}"

    def test_every_notebook_is_copied(self, tmp_path: Path) -> None:
        lab.settle(tmp_path)
        ours = {
            path.relative_to(ROOT / "notebooks")
            for path in (ROOT / "notebooks").rglob("*.ipynb")
            if ".ipynb_checkpoints" not in path.parts
        }
        assert {path.relative_to(tmp_path / "notebooks") for path in tmp_path.rglob("*.ipynb")} == ours

    def test_an_installed_package_copies_beside_where_one_stands(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(lab, "_checkout", lambda: None)
        monkeypatch.setattr(lab, "_demonstration", lambda: ROOT / "data" / "articles")
        monkeypatch.chdir(tmp_path)
        assert lab.workplace() == tmp_path / "press-briefing-notebooks"
        assert (tmp_path / "press-briefing-notebooks" / "notebooks" / "briefing.ipynb").is_file()

    def test_a_file_is_no_folder(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_text("")
        with pytest.raises(UsageError, match="not a folder"):
            lab.settle(tmp_path / "a")

    def test_a_folder_that_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "notebooks").write_text("a file where a folder must go")
        with pytest.raises(OutputError, match="cannot be put there"):
            lab.settle(tmp_path)

    def test_a_path_is_one_argument(self) -> None:
        made = lab.command(Path("/l’été d’Awa"), ["--no-browser"])
        assert "--ServerApp.root_dir=/l’été d’Awa" in made
        assert made[-1] == "--no-browser"

    def test_says_which_folder_it_opens(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        told, started = [], []
        monkeypatch.setattr(lab.os, "execve", lambda *arguments: started.append(arguments))
        lab.open_lab(tmp_path, ["--no-browser"], tell=told.append)
        assert told == [tmp_path.resolve()]
        ((program, arguments, environment),) = started
        assert (program, arguments[-1]) == (sys.executable, "--no-browser")
        assert environment["JUPYTER_PREFER_ENV_PATH"] == "1"

    def test_without_jupyterlab(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lab, "find_spec", lambda name: None)
        with pytest.raises(BriefingError, match="JupyterLab is not installed"):
            lab.open_lab()


class TestFailures:
    """Outside a server a failure stays a failure, in one line."""

    @pytest.mark.filterwarnings("ignore:Cell is missing an id")
    @pytest.mark.parametrize("exporter", [BriefingHTMLExporter, BriefingPDFExporter])
    @pytest.mark.parametrize("notebook", BROKEN.values(), ids=BROKEN)
    def test_raised_as_ours(self, exporter: type, notebook: dict) -> None:
        with pytest.raises(RenderError, match="not a valid notebook") as caught:
            exporter().from_notebook_node(nbformat.from_dict(notebook))
        assert "\n" not in str(caught.value)
        assert len(str(caught.value)) < 2 * failures.LONGEST

    def test_the_command_is_no_server(self) -> None:
        assert not failures.asked_by_server({"config_dir": "c", "unique_key": "k"})
        assert not failures.asked_by_server(None)
        assert failures.asked_by_server({"config_dir": "c"})


class TestBinder:
    """repo2docker reads `binder/` alone where there is one, else the top level; we use the top level."""

    def test_one_place(self) -> None:
        assert not (ROOT / "binder").exists()
        assert not (ROOT / ".binder").exists()
        assert (ROOT / "environment.yml").is_file()

    def test_post_build_can_be_run(self) -> None:
        script = ROOT / "postBuild"
        assert stat.S_IMODE(script.stat().st_mode) & 0o111 == 0o111
        assert script.read_bytes().startswith(b"#!/bin/bash\n")
        assert b"\r" not in script.read_bytes()
        subprocess.run(["bash", "-n", str(script)], check=True)

    def test_post_build_asks_for_nothing_the_environment_lacks(self) -> None:
        stored = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
        (pip,) = [entry["pip"] for entry in stored["dependencies"] if isinstance(entry, dict)]
        assert "-e ." in pip  # the command it runs; staged whole by repo2docker for it
        assert "pip install" not in (ROOT / "postBuild").read_text(encoding="utf-8")

    def test_kernels_go_by_the_name_every_installation_has(self) -> None:
        for path in (ROOT / "notebooks").rglob("*.ipynb"):
            if ".ipynb_checkpoints" not in path.parts:
                assert json.loads(path.read_text(encoding="utf-8"))["metadata"]["kernelspec"]["name"] == "python3"
