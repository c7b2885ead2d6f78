"""The units of `deploy/`: they are what they say, and the command in each is really run."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml

from press_briefing.service.ledger import Ledger
from press_briefing.service.schedule import cron, load

ROOT = Path(__file__).resolve().parent.parent.parent
DEPLOY = ROOT / "deploy"
HERE = ("/opt/press-briefing/bin/", "/srv/press-briefing")


def loaded(name: str) -> Any:
    return yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))


def crontab() -> str:
    (line,) = [
        line
        for line in (DEPLOY / "crontab").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return line


def unit(name: str, key: str) -> str:
    (value,) = re.findall(rf"^{key}=(.+)$", (DEPLOY / "systemd" / name).read_text(encoding="utf-8"), re.M)
    return value


def step(name: str) -> dict[str, Any]:
    return next(
        step for step in loaded("github/press-briefing.yml")["jobs"]["run-due"]["steps"] if step.get("name") == name
    )


def container() -> dict[str, Any]:
    job = loaded("kubernetes/cronjob.yaml")["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    return job["containers"][0]


COMMANDS = {
    "systemd": lambda: unit("press-briefing.service", "ExecStart"),
    "cron": lambda: " ".join(crontab().split()[5:]),
    "github": lambda: step("Run what is due")["run"],
    "kubernetes": lambda: shlex.join(container()["command"]),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the units expect it, with the example schedule and an article."""
    folder = tmp_path_factory.mktemp("press")
    text = (DEPLOY / "schedule.example.toml").read_text(encoding="utf-8")
    (folder / "schedule.toml").write_text(text, encoding="utf-8")
    (folder / "inbox").mkdir()
    shutil.copy(ROOT / "data" / "articles" / "depart-cedeao.txt", folder / "inbox")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_the_command_is_run(desk: Path, name: str) -> None:
    """The first really builds the briefing; those after it find nothing to do. That is the point of run-due."""
    command = COMMANDS[name]().replace(HERE[0], f"{Path(sys.executable).parent}/").replace(HERE[1], str(desk))
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", "-c", command], cwd=desk, env=environment, capture_output=True, text=True, timeout=250, check=False
    )
    assert done.returncode == 0, done.stderr
    with Ledger.open(desk / "reports" / ".ledger.sqlite") as ledger:
        (run,) = [run for run in ledger.runs() if run.key]
    assert (run.state, run.attempt, Path(run.source).name) == ("completed", 1, "depart-cedeao.txt")
    assert (desk / "reports" / run.folder / "briefing.pdf").is_file()
    assert (desk / "reports" / "index.html").is_file()


def test_the_example_schedule(desk: Path) -> None:
    (report,) = load(desk / "schedule.toml").reports
    assert (report.name, report.parameters, report.retention) == ("matinale", {"top": 30}, {"days": 365})


def test_crontab() -> None:
    assert cron.wrong(" ".join(crontab().split()[:5])) == ""
    assert "%" not in crontab()  # cron would take it for a line end


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze on this machine")
def test_systemd_units(tmp_path: Path) -> None:
    """Verified with the program this machine has in the place of the one that will be there."""
    for name in ("press-briefing.service", "press-briefing.timer"):
        text = (DEPLOY / "systemd" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(f"{HERE[0]}press-briefing", sys.executable), encoding="utf-8")
    done = subprocess.run(
        [
            "systemd-analyze",
            "verify",
            "--man=no",
            str(tmp_path / "press-briefing.service"),
            str(tmp_path / "press-briefing.timer"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line for line in done.stderr.splitlines() if "press-briefing" in line]
    assert (told, done.returncode) == ([], 0), done.stderr
    when = subprocess.run(
        ["systemd-analyze", "calendar", unit("press-briefing.timer", "OnCalendar")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert when.returncode == 0, when.stderr


def test_github_workflow() -> None:
    told = loaded("github/press-briefing.yml")
    triggers = told[True]  # YAML 1.1 reads « on » as true, and GitHub does not mind
    assert cron.wrong(triggers["schedule"][0]["cron"]) == ""
    assert told["concurrency"]["cancel-in-progress"] is False
    assert all("uses" in each or "run" in each for each in told["jobs"]["run-due"]["steps"])
    assert step("Keep the briefings and their ledger")["if"] == "always()"
    for each in told["jobs"]["run-due"]["steps"]:
        subprocess.run(["bash", "-n", "-c", re.sub(r"\$\{\{.*?\}\}", "x", each.get("run", ""))], check=True)


def test_compose_and_dockerfile() -> None:
    told = loaded("docker/compose.yaml")
    ours = told["services"]["press-briefing"]
    dockerfile = (DEPLOY / "docker" / "Dockerfile").read_text(encoding="utf-8")
    assert ours["command"] == yaml.safe_load(re.findall(r"^CMD (.+)$", dockerfile, re.M)[0])
    assert yaml.safe_load(re.findall(r"^ENTRYPOINT (.+)$", dockerfile, re.M)[0]) == ["press-briefing"]
    assert (DEPLOY / "docker" / ours["build"]["context"]).resolve() == ROOT
    assert (ROOT / ours["build"]["dockerfile"]).is_file()
    assert {name for service in told["services"].values() for name in service["secrets"]} == set(told["secrets"])
    assert set(ours["depends_on"]) <= set(told["services"])
    assert re.findall(r"^USER (.+)$", dockerfile, re.M) == ["press"]
    assert "postgres" in re.findall(r"\.\[(.+?)\]", dockerfile)[0]


def test_kubernetes_cronjob() -> None:
    told = loaded("kubernetes/cronjob.yaml")
    assert (told["apiVersion"], told["kind"], cron.wrong(told["spec"]["schedule"])) == ("batch/v1", "CronJob", "")
    pod = told["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    assert pod["restartPolicy"] == "Never"
    mounted = {mount["name"]: mount["mountPath"] for mount in container()["volumeMounts"]}
    assert set(mounted) == {volume["name"] for volume in pod["volumes"]}
    assert mounted["press"] == container()["workingDir"] == HERE[1]


class Operator:
    """What stands in for Airflow's operators: remembers its arguments and its place in the order."""

    def __init__(self, **told: Any) -> None:
        self.told, self.after = told, []  # type: ignore[var-annotated]

    def __rshift__(self, others: list[Operator]) -> list[Operator]:
        for other in others:
            other.after.append(self)
        return others


class Dag:
    def __init__(self, **told: Any) -> None:
        self.told = told

    def __enter__(self) -> Dag:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture
def dag(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """The DAG file, run with stand-ins for Airflow, which is no dependency of ours."""
    for name, content in (
        ("airflow", {"DAG": Dag}),
        ("airflow.operators", {}),
        ("airflow.operators.bash", {"BashOperator": Operator}),
        ("airflow.providers", {}),
        ("airflow.providers.papermill", {}),
        ("airflow.providers.papermill.operators", {}),
        ("airflow.providers.papermill.operators.papermill", {"PapermillOperator": Operator}),
    ):
        module = types.ModuleType(name)
        module.__dict__.update(content)
        monkeypatch.setitem(sys.modules, name, module)
    spec = importlib.util.spec_from_file_location("dag", DEPLOY / "airflow" / "press_briefing_dag.py")
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_airflow_dag(dag: types.ModuleType) -> None:
    assert cron.wrong(dag.dag.told["schedule"]) == ""
    assert dag.dag.told["start_date"].tzinfo is not None
    told = dag.notebook.told
    assert set(told) <= {"task_id", "input_nb", "output_nb", "parameters", "kernel_name", "language_name"}
    stored = nbformat.read(ROOT / "notebooks" / dag.NOTEBOOK.name, as_version=4)
    (cell,) = [cell for cell in stored.cells if "parameters" in cell.metadata.get("tags", ())]
    assert all(re.search(rf"^{name}\b", cell.source, re.M) for name in told["parameters"])
    for task, exporter in ((dag.page, "briefing-html"), (dag.pdf, "briefing-pdf")):
        assert task.after == [dag.notebook]
        assert task.told["bash_command"] == f"jupyter nbconvert --to {exporter} {told['output_nb']}"
