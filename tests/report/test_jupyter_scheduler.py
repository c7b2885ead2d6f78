"""Our notebooks as jobs of jupyter-scheduler, on a real server. Skipped where that package is not installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

pytest.importorskip("jupyter_scheduler", reason="jupyter-scheduler is an extra, and not installed here")

from press_briefing.model.errors import ParameterError
from press_briefing.service.schedule import jupyter

WAIT = 240  # seconds a server or a job may take on a busy machine
TOKEN = "for-this-test"
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Any]]:
    """`server(path, data=None)` asks a Jupyter server that runs with our two classes."""
    home = tmp_path_factory.mktemp("jupyter")
    (home / "root").mkdir()
    shutil.copy(ROOT / "notebooks" / "briefing.ipynb", home / "root")
    shutil.copy(ROOT / "data" / "articles" / "depart-cedeao.txt", home / "root")
    port = _free_port()
    own = {name: str(home / name.lower()) for name in ("JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR")}
    with (home / "log").open("w") as log:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "jupyter",
                "server",
                "--no-browser",
                "--allow-root",
                f"--port={port}",
                "--ServerApp.port_retries=0",
                f"--IdentityProvider.token={TOKEN}",
                f"--SchedulerApp.db_url=sqlite:///{home / 'jobs.sqlite'}",
                "--SchedulerApp.environment_manager_class=press_briefing.service.schedule.jupyter.BriefingEnvironments",
                "--Scheduler.execution_manager_class=press_briefing.service.schedule.jupyter.BriefingExecution",
            ],
            cwd=home / "root",
            env={**os.environ, **own},
            stdout=log,
            stderr=log,
        )

    def ask(path: str, data: Any = None) -> Any:
        request = Request(
            f"http://127.0.0.1:{port}/{path}",
            headers={"Authorization": f"token {TOKEN}"},
            data=None if data is None else json.dumps(data).encode(),
        )
        with urlopen(request, timeout=60) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    ask.home = home  # type: ignore[attr-defined]
    try:
        _until(lambda: _answers(ask))
        yield ask
    finally:
        process.terminate()
        process.wait(30)


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(ask: Callable[..., Any]) -> bool:
    try:
        return bool(ask("api/status"))
    except OSError:
        return False


def _until(true: Callable[[], Any]) -> Any:
    end = time.monotonic() + WAIT
    while not (found := true()):
        assert time.monotonic() < end, "nothing came"
        time.sleep(0.3)
    return found


def ran(server: Callable[..., Any], **more: Any) -> dict[str, Any]:
    """A job of the briefing notebook, when it has ended."""
    job = server(
        "scheduler/jobs",
        {
            "name": "n",
            "input_uri": "briefing.ipynb",
            "output_formats": ["html", "pdf", "ipynb"],
            "runtime_environment_name": jupyter.NAME,
            **more,
        },
    )["job_id"]
    return _until(lambda: (told := server(f"scheduler/jobs/{job}"))["status"] in ("COMPLETED", "FAILED") and told)


def test_the_formats_are_offered(server: Callable[..., Any]) -> None:
    (told,) = server("scheduler/runtime_environments")
    assert {each["name"]: each["label"] for each in told["output_formats"]} == jupyter.FORMATS
    assert server("scheduler/config")["supported_features"]["parameters"] is True


def test_a_job_gives_a_pdf(server: Callable[..., Any]) -> None:
    told = ran(server, parameters={"article": "depart-cedeao.txt", "language": "'fr'", "top": "20"})
    assert told["status"] == "COMPLETED", told["status_message"]
    server(f"scheduler/jobs/{told['job_id']}/download_files")
    folder = server.home / "root" / "jobs" / f"briefing-{told['job_id']}"  # type: ignore[attr-defined]
    (pdf,) = _until(lambda: list(folder.glob("*.pdf")))
    _until(lambda: pdf.stat().st_size)
    assert pdf.read_bytes().startswith(b"%PDF-1.7")
    (page,) = _until(lambda: list(folder.glob("*.html")))
    assert "CEDEAO" in _until(lambda: page.read_text(encoding="utf-8"))


def test_a_job_that_cannot_work_says_why(server: Callable[..., Any]) -> None:
    told = ran(server, parameters={"artikel": "depart-cedeao.txt"})
    assert told["status"] == "FAILED"
    assert "did you mean 'article'" in told["status_message"]


def test_parameters_have_their_types(root: Path) -> None:
    import nbformat

    notebook = nbformat.read(root / "notebooks" / "briefing.ipynb", as_version=4)
    assert jupyter.typed(notebook, {"top": "20", "article": "'a.txt'", "language": "en"}) == {
        "top": 20,
        "article": "a.txt",
        "language": "en",
    }
    with pytest.raises(ParameterError, match="must be int"):
        jupyter.typed(notebook, {"top": "many"})


def test_paths_are_beside_the_notebook_or_in_the_servers_folder(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    for name in ("a.txt", "root/b.txt"):
        (tmp_path / name).touch()
    found = jupyter.placed({"article": "b.txt", "folder": "a.txt", "top": 3}, tmp_path, tmp_path / "root")
    assert found == {"article": str(tmp_path / "root" / "b.txt"), "folder": "a.txt", "top": 3}
