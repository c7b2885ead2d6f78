"""IRaMuTeQ and Alceste: a line of variables, « **** *source_Le_Fleuve *date_2024-03-05 », above each text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....lexicons import members
from ....model.article import Removal
from ...clean.draft import Line, lines_of
from ..record import Record, named, people
from . import columns

NAME = "IRaMuTeQ"
_STARS = re.compile(r"^(?:\*\*\*\*|\d{4,6}) {1,5}\*[^\W\d_][^\n]*$|^\*\*\*\*$", re.M)
_FIRST = re.compile(r"(?:\*\*\*\* {1,5}\*[^\W\d_]|\d{4,6} {1,5}\*[^\W\d_][^\W_]{0,60}_)")
_VARIABLE = re.compile(r"\*([^\W\d_][^\W_]{0,60})(?:_(\S{1,300}))?(?=\s|$)")
_THEME = re.compile(r"^-\*\S{1,100}[ \t]*$", re.M)
# Letters before which an apostrophe was, where nothing but letters and « _ » may stand.
_ELIDED = re.compile(r"(?<![^\W_])([cdjlmnstCDJLMNST]|qu|Qu)_(?=[aeiouyhàâéèêëîïôûœAEIOUYHÀÂÉÈÊËÎÏÔÛŒ])")
_WEB = re.compile(r"_(site_web|web)_?$")
TITLE_WORDS = 25  # of a sentence that opens a text in one line, and is its title


def is_iramuteq(text: str) -> bool:
    """Whether a text begins with a line of variables."""
    return bool(_FIRST.match(text.lstrip("\ufeff \t\n")))


def texts(text: str) -> Iterator[Record]:
    """Each text with its variables."""
    stars = list(_STARS.finditer(text))
    for match, end in zip(stars, [*(star.start() for star in stars[1:]), len(text)], strict=True):
        yield _record(match[0], text[match.end() : end])


def _record(stars: str, body: str) -> Record:
    told = [(name, value or "") for name, value in _VARIABLE.findall(stars)]
    fields = {name: value if _is_plain(name) else _restored(value) for name, value in told}
    themes = _THEME.findall(body)
    lines = list(lines_of(_THEME.sub("", body)))
    made = columns.record_of(fields, columns.roles_of(list(fields)), "")
    title, lines = (made.title, lines) if made.title else _titled(lines)
    removed = (Removal("variables-line", stars), *(Removal("variables-line", theme) for theme in themes))
    return Record(
        tuple(lines), named(title), made.outlet, people(made.author), made.date, made.url, made.filed, removed
    )


def _is_plain(name: str) -> bool:
    """Whether the value of a variable holds no words: a day, a number, an address."""
    return columns.known().get(columns.folded(name), "-") in ("date", "reference", "url", "page", "words")


def _restored(value: str) -> str:
    """Words of a value, as far as « _ » tells them: « L_Écho_du_Midi_site_web_ » is « L'Écho du Midi (site web) »."""
    web = _WEB.search(value)
    words = _ELIDED.sub(r"\1'", value[: web.start()] if web else value).replace("_", " ").strip()
    return f"{words} ({web[1].replace('_', ' ')})" if web else words


def _titled(lines: list[Line]) -> tuple[str, list[Line]]:
    """The title of a text: its first line where others follow and it is no sentence; else a short first sentence."""
    if not lines:
        return "", lines
    first = lines[0].text
    if len(lines) > 1:
        is_title = len(first.split()) <= TITLE_WORDS and first[-1:] not in ".;,"
        return (first, lines[1:]) if is_title else ("", lines)
    head, point, rest = _first_sentence(first)
    if point and rest and len(head.split()) <= TITLE_WORDS:
        return head, [Line(rest, gap=True)]
    return "", lines


def _first_sentence(text: str) -> tuple[str, str, str]:
    """What stands before the first full stop that ends a sentence, the stop, the rest; no stop of an abbreviation."""
    for match in re.finditer(r"\. (?=[«A-ZÀ-Þ])", text[:400]):
        word = text[: match.start()].rpartition(" ")[2]
        if not (len(word) == 1 and word.isalpha()) and word.lower() not in members("read/short_words.txt"):
            return text[: match.start()], ".", text[match.end() :]
    return "", "", text
