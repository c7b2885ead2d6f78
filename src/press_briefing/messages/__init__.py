"""What a briefing says in its reader's language: French in the code, other languages in gettext catalogues.

`translator("en")("Chronologie")` is « Chronology ». French needs no catalogue. `make messages` compiles the `.po`
files; a test fails on a message without a translation.
"""
from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from importlib.resources import as_file, files

from ..errors import UsageError

LANGUAGES = ("fr", "en")
Translator = Callable[[str], str]


@cache
def translator(language: str) -> Translator:
    """The function that turns a French message into `language`. Raises `UsageError` for one we do not speak."""
    if language not in LANGUAGES:
        raise UsageError(f"language {language!r} is not one the report speaks", cure=f"use one of {', '.join(LANGUAGES)}")
    if language == "fr":
        return str
    with as_file(files(__name__).joinpath(f"{language}.mo")) as path, path.open("rb") as catalogue:
        return gettext.GNUTranslations(catalogue).gettext
