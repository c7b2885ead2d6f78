"""One pattern a verb: « accuse Y de Z », « reproche à Y Z », « félicite Y pour Z »."""

from __future__ import annotations

from collections.abc import Sequence

from ...french.grammar.after import phrase_after
from ...french.grammar.before import subject_before
from ...french.grammar.classes import words
from ...french.grammar.objects import said_of, stop_of, to_whom, what_after, with_de
from ...french.grammar.phrases import Phrase
from ...french.tokens import Token
from ..voices.cues import Cue
from .context import Context, Found
from .deeds import deeds, head_of
from .pieces import after_agent, object_clitic, past_subject, relative, side_of, tail, to


def _accuse(context: Context, cue: Cue) -> Found:
    """accuser Y de Z; Y est accusé (par X) de Z; Y, accusé de Z."""
    tokens = context.tokens
    if cue.how in ("passive", "reduced"):
        what = after_agent(tokens, cue)
        about = subject_before(tokens, cue.begin) if cue.how == "passive" else said_of(tokens, cue.begin)
        return ("accusation", about, context.words(*what)) if what else None
    clitic = object_clitic(tokens, cue) or relative(tokens, cue)
    if clitic:
        what = what_after(tokens, past_subject(cue), ("de", "d'"))
        return ("accusation", clitic, context.words(*what)) if what else None
    parts = with_de(tokens, past_subject(cue))
    return ("accusation", parts.about, context.words(parts.first, parts.last)) if parts else None


def _reproach(context: Context, cue: Cue) -> Found:
    """reprocher à Y de Z, reprocher Z à Y, lui reprocher Z."""
    tokens = context.tokens
    at = past_subject(cue)
    dative = next((i for i in range(cue.begin, cue.first) if tokens[i].low in ("lui", "leur")), None)
    if dative is not None and at < len(tokens):
        rest = what_after(tokens, at) or (at, stop_of(tokens, at))
        return "accusation", Phrase(dative, dative + 1), context.words(*rest)
    if cue.how in ("passive", "reduced") or at >= len(tokens):
        return None
    return to(context, at, "accusation")


def _impute(context: Context, cue: Cue) -> Found:
    """imputer / attribuer Z à Y; Z attribué à Y (par X): Z must be a deed, good or bad."""
    tokens = context.tokens
    if cue.how in ("passive", "reduced"):
        about = to_whom(tokens, cue.last)
        what = subject_before(tokens, cue.begin) if cue.how == "passive" else said_of(tokens, cue.begin, speaks=False)
        side = deeds().get(head_of(tokens, what.first, what.last)) if what else None
        if about is None or what is None or side is None:
            return None
        return side_of(side), about, context.words(what.first, what.last)
    at = past_subject(cue)
    side = deeds().get(head_of(tokens, at, len(tokens))) if at < len(tokens) else None
    found = to(context, at, side_of(side or "bad")) if at < len(tokens) else None
    return found if side or (found and cue.lemma == "imputer") else None


def _hold(context: Context, cue: Cue) -> Found:
    """tenir pour responsable(s) Y (de Z); mettre en cause Y; pointer du doigt Y."""
    tokens = context.tokens
    at = cue.last
    if cue.how == "reduced" and cue.subject is None:
        return None
    if cue.how in ("passive", "reduced"):
        about = subject_before(tokens, cue.begin) if cue.how == "passive" else said_of(tokens, cue.begin)
        return "accusation", about, tail(context, cue.last)
    if cue.lemma == "tenir pour":
        if not (at < len(tokens) and tokens[at].low in ("responsable", "responsables", "coupable", "coupables")):
            return None
        at += 1
    about = phrase_after(tokens, at)
    if about is None or about.first != at:
        return None
    about = _without_deed(tokens, about)
    return "accusation", about, tail(context, about.last)


def _without_deed(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """« les élus de la crise » after « tient pour responsables »: the crisis is what they are blamed for."""
    for i in range(phrase.first + 1, phrase.last - 1):
        if tokens[i].low in words("of") and deeds().get(head_of(tokens, i + 1, phrase.last)) == "bad":
            return Phrase(phrase.first, i)
    return phrase


def _praise(context: Context, cue: Cue) -> Found:
    """féliciter, remercier Y pour / de / d'avoir Z."""
    tokens = context.tokens
    if cue.how in ("passive", "reduced"):
        return None
    clitic = object_clitic(tokens, cue)
    at = past_subject(cue)
    if clitic:
        what = what_after(tokens, at, ("de", "d'", "pour"))
        return ("credit", clitic, context.words(*what)) if what else None
    parts = with_de(tokens, at, link=("de", "d'", "pour"))
    if parts:
        return "credit", parts.about, context.words(parts.first, parts.last)
    about = phrase_after(tokens, at)
    return ("credit", about, "") if about and cue.lemma in ("féliciter", "remercier") else None


def _salute(context: Context, cue: Cue) -> Found:
    """saluer, louer, vanter le courage / le rôle de Y; saluer Y pour Z."""
    tokens = context.tokens
    if cue.how in ("passive", "reduced"):
        return None
    at = past_subject(cue)
    quality = phrase_after(tokens, at)
    if quality is None:
        return None
    head = head_of(tokens, quality.first, quality.last)
    if deeds().get(head) in ("praised", "good"):
        return _praised_quality(context, quality)
    if quality.last < len(tokens) and tokens[quality.last].low == "pour":
        what = what_after(tokens, quality.last, ("pour",))
        return ("credit", quality, context.words(*what)) if what else None
    return None


def _praised_quality(context: Context, quality: Phrase) -> Found:
    tokens = context.tokens
    for i in range(quality.first + 1, quality.last - 1):
        if tokens[i].low in words("of"):
            owner = Phrase(i + 1, quality.last)
            return "credit", owner, context.words(quality.first, i)
    return None


def _homage(context: Context, cue: Cue) -> Found:
    """rendre hommage à Y (pour Z)."""
    about = to_whom(context.tokens, cue.last)
    if about is None or about.first > cue.last + 2:
        return None
    what = what_after(context.tokens, about.last, ("pour",))
    return "credit", about, context.words(*what) if what else ""


PATTERNS = {
    "accuser": _accuse,
    "incriminer": _hold,
    "reprocher": _reproach,
    "imputer": _impute,
    "attribuer": _impute,
    "tenir pour": _hold,
    "mettre en cause": _hold,
    "pointer du doigt": _hold,
    "féliciter": _praise,
    "remercier": _praise,
    "créditer": _praise,
    "saluer": _salute,
    "louer": _salute,
    "vanter": _salute,
    "encenser": _salute,
    "applaudir": _salute,
    "rendre hommage": _homage,
}
