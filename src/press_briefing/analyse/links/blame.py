"""« Y est responsable de Z », « tient Y pour responsable de Z », Z a bad deed."""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis import Link, Source
from ...french.grammar.before import subject_before
from ...french.grammar.classes import is_finite, words
from ...french.grammar.objects import what_after
from ...french.grammar.phrases import Phrase, can_speak
from ..voices.cues import find_cues
from .context import Context, source_of
from .deeds import deeds, head_of

BLAMED = frozenset(("responsable", "responsables", "coupable", "coupables", "complice", "complices"))


def responsible(context: Context) -> Iterator[Link]:
    """« Y est responsable de Z », Z a bad deed; « tient Y pour responsable de Z », « rend Y responsable de Z »."""
    tokens = context.tokens
    for i, token in enumerate(tokens[:-2]):
        if token.low not in BLAMED or not i or tokens[i + 1].low not in words("of") | {"dans"}:
            continue
        what = what_after(tokens, i + 1, ("de", "d'", "du", "des", "dans"))
        if not what or deeds().get(head_of(tokens, *what)) != "bad":
            continue
        link = _held(context, i, what) or _is_responsible(context, i, what)
        if link:
            yield link


def _held(context: Context, i: int, what: tuple[int, int]) -> Link | None:
    """« tient / rend Y (pour) responsable de Z »."""
    tokens = context.tokens
    stop = i - 1 if tokens[i - 1].low in ("pour", "comme") else i
    for j in range(stop - 1, max(-1, stop - 14), -1):
        if tokens[j].low in (
            "tient",
            "tiennent",
            "tenait",
            "tenaient",
            "rend",
            "rendent",
            "rendait",
            "considère",
            "considèrent",
            "désigne",
            "désignent",
        ):
            clitic = j and tokens[j - 1].low in ("le", "la", "l'", "les") and stop == j + 1
            about = Phrase(j - 1, j) if clitic else Phrase(j + 1, stop)
            by = subject_before(tokens, j - 1 if clitic else j)
            if by is None or not about.first < about.last or not (clitic or can_speak(tokens, about)):
                return None
            denied = any(t.low in ("ne", "n'") for t in tokens[max(0, j - 3) : j])
            return Link(
                context.frame.start,
                context.frame.end,
                "accusation",
                context.source(by),
                context.source(about),
                context.words(*what),
                denied,
            )
    return None


def _is_responsible(context: Context, i: int, what: tuple[int, int]) -> Link | None:
    tokens = context.tokens
    j = i - 1
    while j > 0 and tokens[j].low in words("adverbs") | {
        "directement",
        "principalement",
        "en",
        "partie",
        "largement",
        "seul",
        "seule",
    }:
        j -= 1
    if tokens[j].low not in ("est", "sont", "était", "étaient", "serait", "seraient", "fut", "furent") or not is_finite(
        tokens[j]
    ):
        return None
    begin = j - 1 if tokens[j - 1].low in ("n'", "ne") else j
    about = subject_before(tokens, begin)
    if about is None or not can_speak(tokens, about):
        return None
    by = source_of(context.by) or _reported_by(context, begin)
    denied = begin != j or any(t.low == "pas" for t in tokens[j:i])
    return Link(
        context.frame.start, context.frame.end, "accusation", by, context.source(about), context.words(*what), denied
    )


def _reported_by(context: Context, i: int) -> Source | None:
    """The source of « X affirme que Y est responsable »."""
    for cue in reversed(find_cues(context.frame)):
        if cue.that and cue.content < i and cue.subject and can_speak(context.tokens, cue.subject):
            return context.source(cue.subject)
    return None
