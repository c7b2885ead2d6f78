"""The versions a briefing comes out of."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

# What the words, the figures and the pages of a briefing come out of.
TOLD_PACKAGES = (
    "press-briefing",
    "spacy",
    "pandas",
    "matplotlib",
    "nbconvert",
    "papermill",
    "typst",
    "babel",
    "trafilatura",
    "wordfreq",
)
# Parts of the package told by a hash of their own; everything else is its code: modules, word lists, messages, maps.
PARTS = {"templates": ("report/templates", "fonts"), "model": ("models",)}
# Only in an installed package, or made while it runs: no part of what a briefing comes out of.
LOCK = "requirements.lock"
ASIDE = ("notebooks", "demonstration", "__pycache__", LOCK)


@cache
def versions(*more: str) -> dict[str, str]:
    """The versions of Python, of the packages a briefing comes out of, and of those an extra brings (`more`)."""
    told = {"python": platform.python_version()}
    for name in (*TOLD_PACKAGES, *more):
        try:
            told[name] = version(name)
        except PackageNotFoundError:
            told[name] = "not installed"
    return told


@cache
def fingerprints() -> dict[str, str]:
    """SHA-256 of our code, templates, language model and lock: two programs of one version may differ in them."""
    package = Path(str(files("press_briefing")))
    names: dict[str, list[str]] = {"code": [], **{part: [] for part in PARTS}}
    for path in package.rglob("*"):
        name = path.relative_to(package)
        if path.is_file() and not set(name.parts) & set(ASIDE) and not path.name.startswith("."):
            names[_part(name.as_posix())].append(name.as_posix())
    lock = next((folder for folder in (package, package.parents[1]) if (folder / LOCK).is_file()), None)
    return {
        **{part: _hash(package, sorted(members)) for part, members in names.items()},
        **({"lock": _hash(lock, [LOCK])} if lock else {}),
    }


def _part(name: str) -> str:
    return next((part for part, tops in PARTS.items() if any(name.startswith(f"{top}/") for top in tops)), "code")


def _hash(package: Path, names: Iterable[str]) -> str:
    """The hash of files: their names, and what they hold."""
    digest = hashlib.sha256()
    for name in names:
        data = (package / name).read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()
