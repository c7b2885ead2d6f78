"""Which reporting expression a passage between marks hangs on: right of it, left of it, or around it."""

from __future__ import annotations

from collections.abc import Sequence

from ...french.grammar.classes import is_adverb
from ...french.grammar.phrases import can_speak
from ...french.tokens import Token
from .cue import ACCORDING, Cue
from .heard import Report


def right_report(tokens: Sequence[Token], t: int, found: Sequence[Report]) -> Report | None:
    """« … », affirme X / a-t-il dit / selon X."""
    r = t + 1
    while r < len(tokens) and r - t < 3 and tokens[r].text in (",", ".", "!", "?", "…", "...", "–", "—", "-"):
        r += 1
    for report in found:
        cue = report.cue
        if cue.begin == r and cue.how in ("inverted", ACCORDING):
            return report
        if cue.how == "infinitive" and r < cue.first <= r + 4 and tokens[r + 1].text.startswith("-"):
            return report
    return None


def left_report(tokens: Sequence[Token], t: int, found: Sequence[Report]) -> Report | None:
    """X affirme : « … », X affirme que « … », qualifie de « … »."""
    links = ("que", "qu'", ":", ",", "comme", "de", "d'", "ainsi", "(", "-", "–", "—", "…", "...")
    for report in reversed(found):
        cue = report.cue
        if cue.last <= t and cue.begin < t:
            begin = (
                max(cue.last, cue.subject.edges[1]) if cue.how in ("inverted", ACCORDING) and cue.subject else cue.last
            )
            between = tokens[begin:t]
            if all(token.low in links or is_adverb(token) for token in between) and (
                cue.how != "inverted" or cue.begin == 0 or any(x.text == ":" for x in between)
            ):
                return report
            if any(x.text == ":" for x in tokens[t - 1 : t]) and cue.how in (
                "verb",
                "infinitive",
                "participle",
                "inverted",
            ):
                return report
    return None


_SELF = frozenset(("se dire", "se déclarer"))  # « s'est dit prêt à « … » », « se déclare « … » »
_SCOPED = frozenset(("label", "object", "ask", "accuse", "hedge"))


def scope_report(tokens: Sequence[Token], t: int, found: Sequence[Report]) -> Report | None:
    """The reporting expression a piece of speech inside a clause hangs on: one with a source before one without.

    « X affirme que ces coups l'incitent à « … » »: a source is who can speak, not the blows.
    """
    told = _governing(tokens, t, [report for report in found if not is_nobodys(tokens, report)])
    told = told or _governing(tokens, t, [report for report in found if report.party])
    return told or _governing(tokens, t, found)


def is_nobodys(tokens: Sequence[Token], report: Report) -> bool:
    """Whether a verb has no subject, or one that cannot speak."""
    party, subject = report.party, report.cue.subject
    return party is None or not (party.acts or party.named or (subject is not None and can_speak(tokens, subject)))


def _governing(tokens: Sequence[Token], t: int, found: Sequence[Report]) -> Report | None:
    for report in reversed(found):
        cue = report.cue
        if cue.last > t or _blocked(tokens, cue.last, t):
            continue
        if cue.how == ACCORDING and cue.content <= t:
            return report
        if cue.how in ("reduced", "passive") and report.party is None:
            continue
        if cue.lemma in _SELF and not any(x.text in (",", ":") for x in tokens[cue.last : t]):
            return report
        if cue.that or cue.classes & _SCOPED or _infinitive_follows(tokens, cue):
            return report
        if cue.how == "inverted" and all(x.text in (",", ":", "-", "–", "—", ".") for x in tokens[cue.content : t]):
            return report
    after = next(
        (
            r
            for r in found
            if r.cue.how in (ACCORDING, "inverted") and r.cue.begin > t and not _blocked(tokens, t + 1, r.cue.begin)
        ),
        None,
    )
    return after


def _blocked(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Whether a clause of its own opens between a cue and a passage."""
    for i in range(begin, end):
        if tokens[i].text == ";":
            return True
        if tokens[i].low in ("alors", "tandis", "pendant") and i + 1 < end and tokens[i + 1].low in ("que", "qu'"):
            return True
    return False


def _infinitive_follows(tokens: Sequence[Token], cue: Cue) -> bool:
    i = cue.content
    return i < len(tokens) and (
        tokens[i].low in ("de", "d'", "vouloir", "être", "avoir")
        or (tokens[i].low.endswith(("er", "ir", "re", "oir")) and not tokens[i].capital)
    )
