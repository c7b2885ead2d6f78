"""What the package stands on: versions past known weaknesses, fitting licences, a bill of materials; no secret.

`docs/licences.md` is written by `python tests/house/test_supply.py`, from what is installed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zlib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent.parent
LICENCES = ROOT / "docs" / "licences.md"
LOCK = dict(
    re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.M)
)

# Below these versions a weakness is publicly known.
FLOORS = {
    "jupyter-server": "2.20",
    "nbconvert": "7.17.1",
    "jupyterlab": "4.6.2",
    "jinja2": "3.1.6",
    "tornado": "6.5",
    "urllib3": "2.5",
    "requests": "2.32.4",
    "lxml": "5.2",
    "pillow": "11.3",
    "mistune": "3.1",
    "h11": "0.16",
    "certifi": "2024.7.4",
    "idna": "3.7",
    "setuptools": "78.1.1",
}
# Words of licences under which what we ship may stand on a package: permissive, or copyleft that ends at the file.
COMPATIBLE = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|Zlib|CNRI|HPND", re.IGNORECASE)
FORBIDDEN = re.compile(r"AGPL|(?<!L)GPL", re.IGNORECASE)
# What the metadata do not say: read in the package's own licence file.
READ = {"locate": "MIT", "entrypoints": "MIT"}
# A choice the package offers, of which we take the first.
CHOICE = re.compile(r"\bOR\b")


def closure(name: str) -> dict[str, Distribution]:
    """Everything installed that `name` needs to run, without extras."""
    found: dict[str, Distribution] = {}
    todo = [(name, frozenset[str]())]
    done = set()
    while todo:
        name, extras = todo.pop()
        if (name, extras) in done:
            continue
        done.add((name, extras))
        try:
            found[canonicalize_name(name)] = distribution(name)
        except PackageNotFoundError:
            continue  # for another system
        for told in found[canonicalize_name(name)].requires or ():
            needed = Requirement(told)
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in [*extras, ""]):
                todo.append((needed.name, frozenset(needed.extras)))
    return found


def licence(dist: Distribution) -> str:
    """The licence as the package tells it: expression, classifiers, first line of its field."""
    meta, name = dist.metadata, canonicalize_name(dist.metadata["Name"])
    classifiers = [line.split(" :: ")[-1] for line in meta.get_all("Classifier") or () if line.startswith("License ::")]
    field = (meta.get("License") or "").strip().splitlines()
    return READ.get(name) or meta.get("License-Expression") or "; ".join(classifiers) or "".join(field[:1])[:60]


def table() -> str:
    """The licences of everything a plain installation brings, as Markdown."""
    rows = [
        f"| {name} | {licence(dist)} |"
        for name, dist in sorted(closure("press-briefing").items())
        if name != "press-briefing"
    ]
    return "\n".join(
        [
            "# Licences of what press-briefing stands on",
            "",
            "Everything a plain installation brings, as each package tells it "
            "(written by `python tests/house/test_supply.py`).",
            "",
            "| package | licence |",
            "|---|---|",
            *rows,
            "",
        ]
    )


@pytest.mark.parametrize("name", FLOORS)
def test_versions_are_past_known_weaknesses(name: str) -> None:
    assert Version(LOCK[name]) >= Version(FLOORS[name])


def test_licences_are_compatible() -> None:
    for name, dist in closure("press-briefing").items():
        told = licence(dist)
        if CHOICE.search(told):
            told = CHOICE.split(told)[0]
        assert COMPATIBLE.search(told), (name, told)
        assert not FORBIDDEN.search(told), (name, told)


def test_licences_are_listed() -> None:
    """Every package of the lock that a plain installation brings here stands in the list, and none beside."""
    listed = set(re.findall(r"^\| ([a-z0-9-]+) \|", LICENCES.read_text(encoding="utf-8"), re.M)) - {"package"}
    assert set(closure("press-briefing")) - {"press-briefing"} <= listed


def test_bill_of_materials(tmp_path: Path) -> None:
    """`make sbom` writes a valid CycloneDX file that names what is installed, the same bytes each time."""
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    files = []
    for name in ("one", "two"):
        files.append(tmp_path / f"{name}.json")
        command = ["make", "-s", "sbom", f"SBOM={files[-1]}"]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=200)
    assert files[0].read_bytes() == files[1].read_bytes()
    told = json.loads(files[0].read_text(encoding="utf-8"))
    assert told["bomFormat"] == "CycloneDX"
    named = {canonicalize_name(part["name"]): part.get("version") for part in told["components"]}
    for name, dist in closure("press-briefing").items():
        if name != "press-briefing":
            assert named[name] == dist.version


# Words the scanner takes for secrets, and why each is none.
NO_SECRETS = {
    "docs/delivery.md": "names of environment variables",
    "deploy/systemd/press-briefing.service": "a path",
    "src/press_briefing/service/post/checks.py": "the message that refuses a password in a file",
    "tests/post_kit.py": "a password made up for a server of the test's own",
    "tests/postgres.py": "the same",
    "tests/service/test_ledger.py": "an address with a made-up password, to see it masked",
    "tests/service/test_post.py": "made-up passwords, to see them refused and masked",
    "tests/service/test_post_mail.py": "the same",
    "tests/house/test_supply.py": "the canary below",
    "benchmarks/evaluate.py": "hashes of public files",
    "tests/notebooks/odd.ipynb": "a picture in base 64",
}
BIG = re.compile(r"src/press_briefing/(models|lexicons|gazetteer|outlines|fonts)/|requirements\.lock|\.(png|otf|ttf)$")


@pytest.mark.skipif(not (ROOT / ".git").exists() or shutil.which("git") is None, reason="not a git checkout")
def test_no_secret_in_the_repository() -> None:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    named = [name for name in names if name and not BIG.search(name) and (ROOT / name).is_file()]
    command = [sys.executable, "-m", "detect_secrets", "scan", *named]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=280)
    found = {
        (name, row["type"], row["line_number"])
        for name, rows in json.loads(told.stdout)["results"].items()
        for row in rows
        if name not in NO_SECRETS
    }
    assert found == set()


def test_no_secret_of_the_environment_in_a_briefing(tmp_path: Path) -> None:
    """What stands in the environment of a build (a mail server's password) is in nothing it makes."""
    canary = "canari-7f3a9c51"
    env = {**os.environ, "PRESS_BRIEFING_SMTP_PASSWORD": canary, "AWS_SECRET_ACCESS_KEY": canary}
    done = subprocess.run(
        [sys.executable, "-m", "press_briefing", "build", "demo:conseil-de-securite", "--out", str(tmp_path)],
        env=env,
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert canary.encode() not in done.stdout + done.stderr
    made = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(made) > 10
    for path in made:
        data = path.read_bytes()
        assert canary.encode() not in data, path
        for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL) if path.suffix == ".pdf" else ():
            try:
                assert canary.encode() not in zlib.decompress(stream), path
            except zlib.error:
                continue  # not every stream is packed


if __name__ == "__main__":
    LICENCES.write_text(table(), encoding="utf-8")
