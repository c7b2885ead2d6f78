"""What makes a reporting expression a claim, which type its source is, and the words that hedge it."""
from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ... import lexicons
from ...typography import plain
from .cues import ACCORDING
from .grammar import is_determiner, is_title, words
from .hearing import Report
from .people import Party
from .phrases import can_speak, is_speaker
from .tokens import Frame, Token

_MODAL = ("pourrait", "pourraient", "serait", "seraient", "aurait", "auraient", "devrait", "devraient")
# Documents that are the words of people nobody names.
_HEARSAY = frozenset(("témoignage", "témoignages", "information", "informations", "indiscrétion", "indiscrétions"))


def is_claim(report: Report) -> bool:
    """Whether a report holds an assertion with a source that can speak."""
    cue, tokens = report.cue, report.frame.tokens
    if report.party is None or report.party.kind == "nobody" or cue.subject is None or not can_speak(tokens, cue.subject):
        return False
    if cue.denied:
        return False
    if cue.how == ACCORDING:
        return True
    if cue.how in ("reduced", "passive"):
        return bool(cue.classes & {"label", "accuse", "object"}) and not (cue.lemma in _AS and not _as_follows(tokens, cue.last))
    if cue.how == "inverted" and tokens[-1].text == "?" and not any(t.quote >= 0 for t in tokens):
        return False
    if "accuse" in cue.classes:
        return True
    if (not cue.that or cue.lemma in _SHOWING) and not is_speaker(tokens, cue.subject):
        return False
    if cue.that:
        return bool(cue.classes & {"assert", "object", "hedge", "document"})
    if "object" in cue.classes and _has_object(tokens, cue.content, cue.how, cue.begin):
        return True
    if "assert" not in cue.classes:
        return False
    return _asserts(tokens, report)


# Labels that need « comme »: « présenté par X » presents a show, « présenté par X comme » reports.
_AS = frozenset(("présenter", "décrire", "définir", "désigner", "percevoir", "traiter", "dépeindre", "interpréter", "caractériser"))
# Verbs whose subject is often a fact: « ce drame rappelle que ».
_SHOWING = frozenset(("montrer", "prouver", "révéler", "suggérer", "rappeler", "souligner", "indiquer", "signifier", "confirmer",
                      "illustrer", "démontrer", "attester", "établir", "justifier"))


def _as_follows(tokens: Sequence[Token], i: int) -> bool:
    return any(t.low == "comme" for t in tokens[i:i + 12])


def _has_object(tokens: Sequence[Token], content: int, how: str, begin: int) -> bool:
    """A noun phrase as object right after the verb: « annonce la création », « dénonce des violences »."""
    if how == "inverted":
        return begin > 1 and tokens[begin - 1].text in (",", "–", "—", "-") and tokens[begin - 2].quote < 0
    i = content
    if i >= len(tokens):
        return False
    if tokens[i].quote >= 0 or tokens[i].text == ":":
        return tokens[i].text == ":"
    return is_determiner(tokens[i]) or tokens[i].low in ("des", "de", "du", "d'") or tokens[i].capital or is_title(tokens[i]) \
        or tokens[i].low in words("of")


def _asserts(tokens: Sequence[Token], report: Report) -> bool:
    """A clause before (« …, déplore l'ONU »), an infinitive (« affirme avoir »), a figure (« estime à »), a colon."""
    cue = report.cue
    if cue.how == "inverted":
        return cue.begin > 1 and tokens[cue.begin - 1].text in (",", "–", "—", "-") and tokens[cue.begin - 2].quote < 0
    i = cue.content
    after = tokens[cue.last] if cue.last < len(tokens) else None
    if after is not None and after.low in ("à", "au") and cue.lemma in ("estimer", "évaluer", "chiffrer"):
        return True
    if i >= len(tokens):
        return False
    if tokens[i].text == ":":
        return i + 1 < len(tokens) and tokens[i + 1].quote < 0
    if tokens[i].low in words("of") and tokens[i].low != "des":
        return False
    infinitive = tokens[i].low.endswith(("er", "ir", "oir", "re")) and not tokens[i].capital and tokens[i].pos in ("", "VERB", "AUX")
    judged = cue.lemma in ("juger", "considérer", "estimer", "trouver", "se dire", "se déclarer") and tokens[i].word and tokens[i].quote < 0
    return (infinitive and len(tokens[i].low) > 3) or (judged and cue.lemma not in ("se dire", "se déclarer"))


def source_type(party: Party | None) -> str:
    """author, named, institutional, anonymous or unattributed."""
    if party is None or party.kind == "nobody":
        return "unattributed"
    if party.kind == "author":
        return "author"
    if party.kind == "person" and party.named:
        return "named"
    if party.kind == "document" and party.role in _HEARSAY and not party.named:
        return "anonymous"
    if party.kind in ("institution", "document") or party.named:
        return "institutional"
    return "anonymous"


# -- hedges -------------------------------------------------------------------------------------

@cache
def _expressions() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Hedging expressions by their first word, longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for entry in lexicons.entries("voices/hedges.txt"):
        expression = tuple(entry.replace("'", "' ").replace("-t- ", "-t-").split())
        table.setdefault(expression[0], []).append(expression)
    return {head: tuple(sorted(rows, key=len, reverse=True)) for head, rows in table.items()}


def hedge_of(frame: Frame, text: str, party: Party | None, report: Report | None) -> str | None:
    """The words that hold a claim at a distance: its own, a conditional, or its unnamed source."""
    own = _expression(frame, text) or _conditional(frame)
    if own:
        return own
    if report and ("hedge" in report.cue.classes or report.cue.hedged):
        return report.words
    if report and party and source_type(party) == "anonymous":
        tokens = frame.tokens
        start = min(tokens[report.cue.first].start, party.start)
        end = max(tokens[report.cue.last - 1].end, party.end)
        return text[start:end] if end - start < 160 else party.text
    return None


def _expression(frame: Frame, text: str) -> str | None:
    tokens = frame.tokens
    for i, token in enumerate(tokens):
        for expression in _expressions().get(token.low, ()):
            if tuple(t.low for t in tokens[i:i + len(expression)]) == expression:
                return plain(text[token.start:tokens[i + len(expression) - 1].end]) and text[token.start:tokens[i + len(expression) - 1].end]
    return None


def _conditional(frame: Frame) -> str | None:
    """The conditional of hearsay: « aurait été », « pourrait chercher »; not one that « si » conditions."""
    tokens = frame.tokens
    lows = [t.low for t in tokens]
    if any(low in ("si", "s'") and i + 1 < len(lows) and (low == "si" or lows[i + 1] in ("il", "ils")) for i, low in enumerate(lows)):
        return None
    return next((t.text for t in tokens if t.low in _MODAL or "Mood=Cnd" in t.morph), None)


def unsourced(frame: Frame, text: str) -> str | None:
    """The hedge of a sentence that gives no source."""
    return _expression(frame, text) or _conditional(frame)
