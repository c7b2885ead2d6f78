"""Dependencies are said once and meant everywhere: pyproject.toml, environment.yml, requirements.lock, Makefile."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import press_briefing

ROOT = Path(__file__).parent.parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")

# conda-forge's name -> the Python package's
CONDA_NAMES = {"matplotlib-base": "matplotlib", "dask-core": "dask"}


def declared(*, run: bool = True, dev: bool = True) -> dict[str, Requirement]:
    """The requirements of pyproject.toml, for running, for development or both, by name."""
    lines = PROJECT["dependencies"] * run + PROJECT["optional-dependencies"]["dev"] * dev
    return {canonicalize_name(req.name): req for req in map(Requirement, lines)}


def locked() -> dict[str, list[str]]:
    """Every version the lock pins (one for each environment a marker names), by name."""
    pins: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", LOCK, re.M):
        pins.setdefault(canonicalize_name(name), []).append(version)
    return pins


def environment(name: str = "environment.yml") -> tuple[dict, list[str], list[str]]:
    """An environment file, its conda requirements, its pip requirements."""
    stored = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    conda = [entry for entry in stored["dependencies"] if isinstance(entry, str)]
    pip = [entry for entry in stored["dependencies"] if isinstance(entry, dict)]
    return stored, conda, pip[0]["pip"]


@pytest.mark.parametrize(
    ("name", "wanted"), [("environment.yml", {"dev": False}), ("environment-dev.yml", {"run": False})]
)
def test_environment_says_the_same_as_pyproject(name, wanted):
    _, conda, pip = environment(name)
    lines = [line for line in conda if line.split(">")[0] not in ("python", "pip")] + [p for p in pip if p != "-e ."]
    found = {}
    for req in map(Requirement, lines):
        package = canonicalize_name(CONDA_NAMES.get(req.name, req.name))
        assert package not in found, f"{package} stands in {name} twice"
        found[package] = req.specifier
    assert found == {package: req.specifier for package, req in declared(**wanted).items()}


def test_environment_takes_conda_forge_and_installs_the_checkout():
    stored, conda, pip = environment()
    assert stored["channels"] == ["conda-forge", "nodefaults"]
    assert f"python{PROJECT['requires-python']},<3.12" in conda  # bounded by the Python that tests run on
    assert "pip" in conda
    assert pip[-1] == "-e ."


def test_lock_pins_and_hashes_everything():
    entries = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n", "", LOCK, flags=re.M).strip())
    assert len(entries) > 100
    for entry in entries:
        assert re.match(r"[A-Za-z0-9._-]+(\[[^\]]*\])?==\S+", entry), entry[:80]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry[:80]


def test_lock_names_no_index():
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|file:| @ ", LOCK)


@pytest.mark.parametrize("name", sorted(declared()))
def test_lock_satisfies_pyproject(name):
    req, versions = declared()[name], locked().get(name, [])
    assert versions, f"{name} is not in requirements.lock: run make lock"
    assert all(req.specifier.contains(version) for version in versions)


def test_what_builds_the_package_is_locked_too():
    """An editable install runs without build isolation, so that nothing unhashed is fetched."""
    for req in map(Requirement, PYPROJECT["build-system"]["requires"]):
        versions = locked()[canonicalize_name(req.name)]
        assert all(req.specifier.contains(version) for version in versions)


def test_version_is_said_once():
    assert PROJECT["version"] == press_briefing.__version__
    assert re.search(
        rf"^## \[({re.escape(PROJECT['version'])}|Unreleased)\]",
        (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"),
        re.M,
    )


def test_licence():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("MIT License")
    assert PROJECT["license"] == "MIT"


@pytest.mark.parametrize(
    ("group", "name"),
    [
        ("console_scripts", "press-briefing"),
        ("nbconvert.exporters", "briefing-html"),
        ("nbconvert.exporters", "briefing-pdf"),
        ("nbconvert.exporters", "briefing_html"),
        ("nbconvert.exporters", "briefing_pdf"),
    ],
)
def test_entry_points_load(group, name):
    (entry,) = entry_points(group=group, name=name)
    assert callable(entry.load())


def test_check_run_can_be_run():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")


@pytest.mark.skipif(not (ROOT / ".git").exists() or shutil.which("git") is None, reason="not a git checkout")
@pytest.mark.parametrize(
    ("path", "ignored"),
    [
        ("data/raw/an-article.txt", True),
        ("reports/conseil-de-securite-0/briefing.pdf", True),
        (".venv/bin/python", True),
        ("data/raw/.gitkeep", False),
        ("reports/README.md", False),
        ("data/articles/another.txt", False),
        ("src/press_briefing/models/any/model", False),
        ("src/press_briefing/lexicons/any.txt", False),
    ],
)
def test_what_git_ignores(path, ignored):
    told = subprocess.run(["git", "check-ignore", "--no-index", "-q", path], cwd=ROOT, check=False).returncode
    assert told == (0 if ignored else 1)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
class TestMakefile:
    TARGETS = (
        "briefing",
        "check",
        "clean",
        "docs",
        "evaluate",
        "help",
        "lab",
        "lock",
        "quick",
        "sbom",
        "setup",
        "test",
        "torture",
        "train",
    )

    def make(self, *arguments: str) -> str:
        return subprocess.run(["make", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    def test_alone_lists_the_targets(self):
        listed = dict(re.findall(r"^make (\w+) +(\S.*)$", self.make(), re.M))
        assert set(listed) == set(self.TARGETS)
        assert all(len(line) < 100 for line in listed.values())

    def test_default_article_exists(self):
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        (stem,) = re.findall(r"^ARTICLE \?= demo:(\S+)$", makefile, re.M)
        assert list((ROOT / "data" / "articles").glob(f"{stem}.*"))

    def test_a_path_with_an_apostrophe_and_a_space_is_no_shell(self):
        said = self.make("--dry-run", "briefing", "ARTICLE=l'article du jour; false.txt")
        assert 'build "$ARTICLE"' in said
        assert "false.txt" not in said

    def test_lock_says_what_it_needs(self, tmp_path):
        done = subprocess.run(
            [shutil.which("make"), "lock"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            env={"PATH": str(tmp_path), "SHELL": "/bin/sh"},
            check=False,
        )
        assert done.returncode != 0
        assert "needs uv" in done.stderr
