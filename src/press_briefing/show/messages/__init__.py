"""What a briefing says in its reader's language: French in the code, other languages in gettext catalogues.

`translator("en")("Chronologie")` is « Chronology ». French needs no catalogue. A test fails on a message without a
translation, and on a translation without a message.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files

from ...model.errors import UsageError

SOURCE = "fr"  # the language of the messages in the code
ABROAD = "en"  # what we say in a document of somebody else's, in a language we do not speak
FOLDER = files(__name__)
Translator = Callable[[str], str]


def languages() -> tuple[str, ...]:
    """The languages a report is written in: that of the code, and one a catalogue `xx.po`."""
    others = sorted(entry.name.removesuffix(".po") for entry in FOLDER.iterdir() if entry.name.endswith(".po"))
    return (SOURCE, *others)


LANGUAGES = languages()


def spoken(language: str) -> str:
    """The language itself where we speak it, else the one foreigners are spoken to in."""
    return language if language in LANGUAGES else ABROAD


@cache
def translator(language: str) -> Translator:
    """The function that turns a French message into `language`. Raises `UsageError` for one we do not speak."""
    if language not in LANGUAGES:
        raise UsageError(f"the report does not speak {language!r}", cure=f"use --language {' or '.join(LANGUAGES)}")
    if language == SOURCE:
        return str
    known = catalogue(language)
    return lambda message: known.get(message, message)


@cache
def catalogue(language: str) -> dict[str, str]:
    """The messages of a language: French to translation."""
    return {french: said for (context, french), said in _read(language).items() if not context}


@cache
def _read(language: str) -> dict[tuple[str, str], str]:
    """(context, French) -> translation."""
    from babel.messages.pofile import read_po

    with FOLDER.joinpath(f"{language}.po").open("rb") as stored:
        found = read_po(stored, locale=language)
    return {(message.context or "", str(message.id)): str(message.string) for message in found if message.id}


def in_context(context: str, message: str, language: str) -> str:
    """A message that languages tell apart where French does not, by its gettext context (`msgctxt`).

    Parameters
    ----------
    context
        What is spoken of: `date` for a CLDR pattern of dates, `ordinal two` for a CLDR class of ordinals, the name of
        a figure for its labels.
    message
        The French message.
    language
        Code of the report's language.

    Returns
    -------
    str
        The translation; the French message itself where the catalogue has none, and in French.
    """
    return message if language == SOURCE else _read(language).get((context, message), message)
