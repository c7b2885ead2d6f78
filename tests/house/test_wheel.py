"""The wheel carries all it needs: installed in an environment of its own, it works from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SHARE = Path(sys.prefix) / "share" / "jupyter"
LARGEST_WHEEL = 60_000_000  # bytes; a model and fonts are inside, a browser or a LaTeX would not fit

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel of the checkout, built with the installed hatchling: nothing is fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
        timeout=240,
    )
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory) -> Path:
    """The Python of a fresh environment: the wheel in it, the dependencies borrowed from this one.

    A path line in a `.pth` file makes the packages importable without running the `.pth` files beside them, so the
    editable checkout is not reachable.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    fresh = folder / "bin" / "python"
    subprocess.run(
        [
            fresh,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            "--no-compile",
            "--disable-pip-version-check",
            wheel,
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    (site,) = folder.glob("lib/python*/site-packages")
    borrowed = dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    (site / "borrowed.pth").write_text("\n".join(borrowed) + "\n", encoding="utf-8")
    return fresh


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("elsewhere")


def run(python: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """A command of the fresh environment, in another folder; nbconvert's own templates are borrowed like the rest."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run(
        [python, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
        env={**clean, "JUPYTER_PATH": str(SHARE)},
    )


def test_wheel_carries_all_it_needs(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "press_briefing/notebooks/briefing.ipynb" in names
    for article in (ROOT / "data" / "articles").iterdir():
        assert f"press_briefing/demonstration/{article.name}" in names
    for part in ("lexicons/", "fonts/", "report/templates/", "py.typed"):
        assert any(name.startswith(f"press_briefing/{part}") for name in names), part
    assert any(name.endswith("share/jupyter/nbconvert/templates/briefing/conf.json") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_wheel_carries_every_file_of_the_package(wheel):
    """What git ignores never reaches a wheel; a word list or a model lost that way is found here."""
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "src" / "press_briefing"
    files = {path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert {f"press_briefing/{path.relative_to(package).as_posix()}" for path in files} <= names


def test_wheel_carries_nothing_else(wheel):
    for name in zipfile.ZipFile(wheel).namelist():
        assert not name.endswith((".pyc", ".orig", ".part"))
        assert not name.startswith(("tests/", "data/", "reports/"))
    assert wheel.stat().st_size < LARGEST_WHEEL


def test_the_installed_package_is_the_one_used(python, elsewhere):
    done = run(python, elsewhere, "-c", "import press_briefing as p; print(p.__file__, p.__version__)")
    assert done.returncode == 0, done.stderr
    assert str(python.parents[1]) in done.stdout
    assert str(ROOT) not in done.stdout


def test_doctor(python, elsewhere):
    done = run(python, elsewhere, str(python.with_name("press-briefing")), "doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAIL" not in done.stdout


def test_analyse(python, elsewhere, demonstration):
    (elsewhere / "à lire.txt").write_bytes((demonstration / "depart-cedeao.txt").read_bytes())
    done = run(python, elsewhere, str(python.with_name("press-briefing")), "analyse", "à lire.txt")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["article"]["published"]["value"] == "2025-01-30"
    assert len(found["sentences"]) > 20


def test_build(python, elsewhere):
    done = run(
        python,
        elsewhere,
        str(python.with_name("press-briefing")),
        "build",
        "demo:conseil-de-securite",
        "--out",
        "made here",
    )
    assert done.returncode == 0, done.stderr
    made = [elsewhere / line for line in done.stdout.splitlines()]
    assert {path.suffix for path in made} == {".ipynb", ".html", ".pdf", "", ".json"}
    assert all(path.exists() for path in made)
    assert not list(elsewhere.rglob("*.failed"))
