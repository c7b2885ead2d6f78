"""What a briefing says in its reader's language: French in the code, other languages in gettext catalogues.

`translator("en")("Chronologie")` is « Chronology ». French needs no catalogue. A test fails on a message without a
translation, and on a translation without a message.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files

from ...model.errors import UsageError

LANGUAGES = ("fr", "en")
Translator = Callable[[str], str]


@cache
def translator(language: str) -> Translator:
    """The function that turns a French message into `language`. Raises `UsageError` for one we do not speak."""
    if language not in LANGUAGES:
        raise UsageError(f"the report does not speak {language!r}", cure=f"use --language {' or '.join(LANGUAGES)}")
    if language == "fr":
        return str
    known = catalogue(language)
    return lambda message: known.get(message, message)


@cache
def catalogue(language: str) -> dict[str, str]:
    """The messages of a language: French to translation."""
    from babel.messages.pofile import read_po

    with files(__name__).joinpath(f"{language}.po").open("rb") as stored:
        return {str(message.id): str(message.string) for message in read_po(stored, locale=language) if message.id}
