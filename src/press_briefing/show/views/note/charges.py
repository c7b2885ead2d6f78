"""Who accuses whom of what, and who answers, in words: on both pages of a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....french.shorten import at_phrase
from .. import words_of
from ..markup import esc
from .parts import mark, words

if TYPE_CHECKING:
    from ...note.doubts import Accusation
    from ..context import Context

NAME, CLAUSE = 70, 160


def charge(context: Context, row: Accusation) -> str:
    """A charge with its answers, or that none was found; a denial alone."""
    say, colon = context.say, esc(context.say(" : "))
    if row.kind == "denies":
        return _denial(context, row.by, row.what, row.sentence)
    verb = words_of.stance_kinds(context.translate)[row.kind]
    answers = "; ".join(_denial(context, one.by, one.what, one.sentence) for one in row.answers)
    answers = answers or esc(say("rien relevé"))
    return (
        f"{_accuser(context, row.by)} {esc(verb)} <strong>{words(row.whom, NAME)}</strong>"
        f"{_quoted(context, row.what, row.sentence)} — {esc(say('réponse'))}{colon}{answers}"
    )


def _denial(context: Context, by: str, what: str, sentence: int) -> str:
    """« la ville dément : « avoir reçu le courrier » §7 »."""
    verb = words_of.stance_kinds(context.translate)["denies"]
    return f"<strong>{words(by, NAME)}</strong> {esc(verb)}{_quoted(context, what, sentence)}"


def _accuser(context: Context, by: str) -> str:
    """A name, the article itself, or that nobody is told."""
    if by == "author":
        return esc(context.say("l’article"))
    return words(by, NAME) if by else f"<em>{esc(context.say('non relevé'))}</em>"


def _quoted(context: Context, told: str, sentence: int) -> str:
    """Words after a colon, between quotation marks, with their sentence; their sentence alone where there are none."""
    if not told.strip("   «»"):
        return f" {mark(sentence)}"
    return f"{esc(context.say(' : '))}{context.quote(esc(at_phrase(told, CLAUSE)))}&nbsp;{mark(sentence)}"
