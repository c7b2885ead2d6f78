"""A database's export of several articles, told by what comes back for each: heads, ends, numbers, fields.

One such sign is no proof, and an article may quote it; an export has the same sign twice or more, of other documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from ....model.errors import SourceError

# Characters looked at for two signs, and behind a sign to tell one document from another.
HEAD = 1_000_000
ROUND = 600
FEWEST = 2
LETTERS = 40  # in a document: less is the end of a file

_DAY = r"(?:\d{1,2}(?:er)?|[A-Za-zéû]{3,9}) [A-Za-zéû\d]{1,9},? \d{4}"


@dataclass(frozen=True)
class _Sign:
    """What each document of an export has. `told`: by what two of them differ; `also`: another line each has.

    `holds`: letters without which the pattern need not be looked for.
    """

    name: str
    holds: str
    pattern: re.Pattern[str]
    told: Callable[[re.Match[str]], str]
    also: re.Pattern[str] | None = None


def _itself(match: re.Match[str]) -> str:
    return " ".join(match[0].split())


def _behind(match: re.Match[str]) -> str:
    return " ".join(match.string[match.end() : match.end() + ROUND].split())


def _before(match: re.Match[str]) -> str:
    """Everything since the last match of the same letters: what the document holds."""
    letters = match[0].strip()
    last = match.string.rfind(letters, 0, match.start())
    return " ".join(match.string[last + len(letters) if last >= 0 else 0 : match.start()].split())


def _line(body: str) -> re.Pattern[str]:
    """A whole line of a text, or the whole content of an element."""
    return re.compile(rf"(?:^|(?<=>))[ \t\xa0]{{0,200}}(?:{body})[ \t\r\xa0]{{0,200}}(?=$|<)", re.M)


def _code(letters: str) -> re.Pattern[str]:
    """A field's code alone on its line, or with its content behind two spaces."""
    return re.compile(rf"(?:^|(?<=>))[ \t\xa0]{{0,200}}{letters}(?=[ \t]{{2}}|[ \t]?(?:$|<))", re.M)


_SIGNS = (
    # the name of the paper above each article
    _Sign(
        "Europresse",
        "DocPublicationName",
        re.compile(r"""class=["'](?:[\w-]{1,60} ){0,5}DocPublicationName\b"""),
        _behind,
    ),
    # « Politique, mardi 5 mars 2024 139 mots, p. 8 »
    _Sign(
        "Europresse",
        " mots",
        re.compile(r"\b(?:19|20)\d\d,? \d{1,6} mots(?:, p\.[ \xa0]?[\w-]{1,10})?[ \t\xa0]{0,20}(?=$|<)", re.M),
        _behind,
    ),
    _Sign("Europresse", "news", re.compile(r"\bnews[·•]\d{8}[·•]\w{2,8}[·•]\w{1,20}"), _itself),
    # the number below each article: the paper's code, the day, a code
    _Sign("Factiva", "Document ", _line(r"Document [A-Z][A-Z0-9]{3,11}\d{8}[0-9a-z]{6,14}"), _itself),
    _Sign("Factiva", "Article", re.compile(r"""class=["']article [a-z]{2}Article\b"""), _behind),
    # the code of the title's field, and that of the day's
    _Sign("Factiva", "HD", _code("HD"), _behind, _code("PD")),
    # length and day on lines of their own
    _Sign("Factiva", " mots", _line(rf"\d[\d\xa0 .,]{{0,8}} mots[ \t\r]{{0,20}}\n[ \t]{{0,20}}{_DAY}"), _itself),
    _Sign("Factiva", " words", _line(rf"\d[\d\xa0 .,]{{0,8}} words[ \t\r]{{0,20}}\n[ \t]{{0,20}}{_DAY}"), _itself),
    _Sign("LexisNexis", " DOCUMENT", _line(r"\d{1,6} (?:of|de|sur|von|di) \d{1,6} DOCUMENTS?"), _itself),
    _Sign("LexisNexis", "End of Document", _line(r"End of Document"), _before),
    _Sign("LexisNexis", " words", _line(r"(?:LENGTH|Length)\xa0?: ?\d{1,6} words"), _itself),
    _Sign("LexisNexis", " mots", _line(r"(?:LONGUEUR|Longueur)[\xa0 ]?: ?\d{1,6} mots"), _itself),
    _Sign(
        "ProQuest",
        "Document ",
        _line(r"Document \d{1,6} (?:of|de|sur) \d{1,6}"),
        _itself,
        re.compile(r"(?:^|(?<=>))(?:Publication title|Titre de la publication|ProQuest document ID)[ \xa0]?:", re.M),
    ),
)
# IRaMuTeQ and Alceste: « **** *journal_X *date_Y » above each text; one suffices, since no article begins so.
_STARS = re.compile(r"^(?:\*\*\*\*|\d{4,6}) {1,5}\*[^\W\d]\w{0,60}_[^\n]{0,500}$", re.M)


def refuse_exports(text: str, source: str) -> None:
    """Raise `SourceError` when the text is an export of several articles, with how many it seems to hold.

    Its lines end with « \\n » alone.
    """
    stars = _STARS.match(text.lstrip("\ufeff \t\n"))
    name = "IRaMuTeQ" if stars else _database(text[:HEAD])
    if not name:
        return
    number = sum(1 for _ in _STARS.finditer(text)) if stars else _number(text)
    if number == 1:
        raise SourceError(
            f"is an export of {name}, whose line of variables would be read as the article's",
            where=source,
            cure="delete that line",
        )
    raise SourceError(
        f"is an export of {name} with about {number} articles, which would be read as one",
        where=source,
        cure="save each article in a file of its own, and give the folder",
    )


def _database(head: str) -> str:
    """Whose export it is: that of the first sign two documents have; empty when none has two."""
    return next((sign.name for sign in _SIGNS if _documents(sign, head, FEWEST) >= FEWEST), "")


def _number(text: str) -> int:
    return max(_documents(sign, text) for sign in _SIGNS)


def _documents(sign: _Sign, text: str, enough: int = 0) -> int:
    """How many different documents have the sign; counting stops at `enough`."""
    if sign.holds not in text:
        return 0
    if sign.also is not None and len(list(islice(sign.also.finditer(text), FEWEST))) < FEWEST:
        return 0
    found: set[str] = set()
    for match in sign.pattern.finditer(text):
        told = sign.told(match)
        if sum(map(str.isalnum, told)) >= (LETTERS if sign.told is _before else 1):
            found.add(told)
        if enough and len(found) >= enough:
            break
    return len(found)
