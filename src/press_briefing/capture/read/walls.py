"""Pages that stand where an article was wanted: a challenge, a consent wall, an error, a login; and unfilled templates.

An article may tell of all these. So what counts is what is left beside the sentences that speak as such a page does:
an article has paragraphs of its own, the page has not. What is quoted (« … ») is an article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ...lexicons import rows
from ...model.errors import SourceError
from ...model.typography import key

# Characters and lines looked at: such a page is short.
MOST_CHARACTERS, MOST_LINES = 60_000, 1_500
# Words of prose beside what speaks as such a page does, from which it is an article; more where its title says it.
PROSE, PROSE_BELOW_TITLE, HARDLY_ANY = 30, 120, 10
# A line of fewer words is a menu's or a heading's, no prose; a sentence with a phrase has so many words of its own.
MENU_WORDS, PHRASE_WORDS = 7, 25
BUTTON_WORDS = 3  # beside a button's own
# Different phrases that make a page one of a kind. A challenge is often a single sentence: then one is enough.
ENOUGH = {"challenge": 2, "consent": 2, "missing": 2, "login": 3}
ALONE = "challenge"
# A template: words beside its blanks, blanks at least.
TEMPLATE_WORDS, FEW_BLANKS = 60, 2

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?…](?=\s)")
_PART = re.compile(r" [|–—·•»:-] ")
_QUOTED = re.compile(r"«[^«»]{0,400}»|“[^“”]{0,400}”|\"[^\"]{0,400}\"")
_ROUND = " .…!?"  # of a title or a button, of no weight
_BLANK = re.compile(
    r"\{\{[^{}\n]{0,160}\}\}|\{%[^%{}\n]{0,160}%\}|<%[^%<>\n]{0,160}%>|\$\{[^${}\n]{0,100}\}|"
    r"\*\|[A-Z][A-Z0-9_:]{1,60}\|\*"
)
_TOLD = {
    "challenge": (
        "is a page that asks to prove one is human",
        "open it in a browser, wait until the article is there, save the page and give the file",
    ),
    "consent": (
        "is a page that asks for consent to cookies",
        "open it in a browser, choose, save the page once the article is there, and give the file",
    ),
    "missing": (
        "is an error page: what was asked for is not there",
        "find the article's address, or save it from where it can still be read",
    ),
    "login": (
        "is a page that asks to log in",
        "log in with a browser, save the page once the article is there, and give the file",
    ),
}


@dataclass(frozen=True)
class _Phrases:
    """What one kind of page says: in its title, in its sentences (`also`: advice says it too), on its buttons."""

    title: frozenset[str]
    text: tuple[str, ...]
    also: tuple[str, ...]
    button: tuple[tuple[str, int], ...]


@cache
def _phrases(kind: str) -> _Phrases:
    told = {
        where: [phrase for one, place, phrase in rows("read/walls.tsv") if (one, place) == (kind, where)]
        for where in ("title", "text", "also", "button")
    }
    title = frozenset(phrase.strip(_ROUND) for phrase in told["title"])
    return _Phrases(
        title,
        tuple(told["text"]),
        tuple(told["also"]),
        tuple((phrase, len(_WORD.findall(phrase))) for phrase in told["button"]),
    )


def refuse_walls(title: str | None, lines: Sequence[str], source: str) -> None:
    """Raise `SourceError` when the lines of a page (or of a text pasted from one) are no article but such a page."""
    if len(lines) > MOST_LINES or sum(map(len, lines)) > MOST_CHARACTERS:
        return
    heads, whole = _heads(title, lines), key("\n".join(lines))
    maybe = [kind for kind in _TOLD if _says_enough(kind, heads, whole)]
    sentences = [sentence for line in lines for sentence in _sentences(line)] if maybe else []
    kind = next((kind for kind in maybe if _is_wall(kind, heads, sentences)), "")
    if kind:
        what, cure = _TOLD[kind]
        raise SourceError(f"{what}, not an article", where=source, cure=cure)
    if _is_template(title, lines):
        raise SourceError(
            "is a template whose blanks ({{…}}, {%…%}) are not filled, not an article",
            where=source,
            cure="give the page that is made from it",
        )


def _heads(title: str | None, lines: Sequence[str]) -> frozenset[str]:
    """The title and the first line, and their parts between bars and dashes, as keys."""
    told = [text for text in (title or "", *lines[:1]) if text]
    return frozenset(key(part).strip(_ROUND) for text in told for part in (text, *_PART.split(text)))


def _sentences(line: str) -> Iterator[str]:
    return (part for part in _SENTENCE.split(line) if part.strip())


def _says_enough(kind: str, heads: frozenset[str], whole: str) -> bool:
    """Whether phrases of a kind are there at all; most texts end here."""
    phrases = _phrases(kind)
    told = any(phrase in whole for phrase in (*phrases.text, *(phrase for phrase, _ in phrases.button)))
    return told or bool(heads & phrases.title)


def _is_wall(kind: str, heads: frozenset[str], sentences: Sequence[str]) -> bool:
    """Whether phrases of a kind are there and hardly any prose beside them."""
    phrases = _phrases(kind)
    found: set[str] = set()
    prose = 0
    for sentence in sentences:
        words = len(_WORD.findall(sentence))
        told = _said(sentence, words, phrases)
        found |= told
        prose += max(0, words - PHRASE_WORDS) if told else words if words >= MENU_WORDS else 0
    if heads & phrases.title:
        return prose < HARDLY_ANY or (len(found - heads) >= ENOUGH[kind] - 1 and prose < PROSE_BELOW_TITLE)
    if found <= set(phrases.also):
        return False
    return (len(found) >= ENOUGH[kind] and prose < PROSE) or (kind == ALONE and prose < HARDLY_ANY)


def _said(sentence: str, words: int, phrases: _Phrases) -> set[str]:
    """The phrases a sentence holds outside quotation marks."""
    plain = key(_QUOTED.sub(" ", sentence))
    buttons = {phrase for phrase, own in phrases.button if words <= own + BUTTON_WORDS and phrase in plain}
    told = (phrase for phrase in (*phrases.text, *phrases.also) if phrase in plain)
    return (buttons or _run_together(plain, phrases)).union(told)


def _run_together(plain: str, phrases: _Phrases) -> set[str]:
    """The buttons and fields of a form that its reader wrote as one line, when hardly anything else is in it."""
    found, rest = set(), plain
    for phrase, _ in sorted(phrases.button, key=lambda button: -len(button[0])):
        if phrase in rest:
            found.add(phrase)
            rest = rest.replace(phrase, " ")
    return found if len(_WORD.findall(rest)) <= BUTTON_WORDS else set()


def _is_template(title: str | None, lines: Sequence[str]) -> bool:
    """Blanks and hardly a word beside them, or nothing but a blank in the place of the title and of another line."""
    blanks = sum(len(_BLANK.findall(line)) for line in lines)
    if not blanks:
        return False
    beside = [len(_WORD.findall(_BLANK.sub(" ", line))) for line in lines]
    bare = [bool(_BLANK.search(line)) and not words for line, words in zip(lines, beside, strict=True)]
    untitled = bool(title and _BLANK.search(title) and not _WORD.search(_BLANK.sub(" ", title))) or bare[0]
    return (blanks >= FEW_BLANKS and any(bare) and sum(beside) < TEMPLATE_WORDS) or (untitled and sum(bare) >= 2)
