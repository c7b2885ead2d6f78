"""Words told that assert nothing: demands, hopes, promises, threats, judgements, by the verb and what follows it.

« La fédération appelle à la grève », « le maire espère que », « l'ONU a condamné l'attaque ». What may follow each verb
stands in `lexicons/voices/demands.tsv`; the same verb with another object is a deed (« demander l'asile »).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ... import lexicons
from ...french.grammar.classes import is_adverb, is_determiner, words
from ...french.grammar.objects import is_infinitive
from ...french.tokens import Token
from .claiming import is_claim, speaks
from .cue import NOMINAL, Cue
from .heard import Report

REACH = 24  # words of an object that may stand between a verb and its « de », « à »: « appelle X, Y et Z à »
_FOR = frozenset(("pour", "contre"))
_HOWS = frozenset(("verb", "inverted", "participle", "infinitive"))


@cache
def _frames() -> dict[str, frozenset[str]]:
    return {verb: frozenset(told.split()) for verb, told in lexicons.rows("voices/demands.tsv")}


_ASSERTING = frozenset(("label", "as", "said", "that"))


def act_of(report: Report) -> str:
    """`assertion`, `demand` (or a hope, promise, threat, feeling, judgement), or nothing where it is no word."""
    if is_claim(report):
        return "assertion"
    if not demands(report):
        return ""
    frames = _frames().get(report.cue.lemma, frozenset())
    return "assertion" if frames and frames <= _ASSERTING else "demand"


def demands(report: Report) -> bool:
    """Whether a report holds what `lexicons/voices/demands.tsv` lists, from somebody who can speak."""
    cue, tokens = report.cue, report.frame.tokens
    if cue.how == NOMINAL:
        return "demand" in cue.classes and report.party is not None and report.party.kind != "unresolved"
    frames = _frames().get(cue.lemma)
    if not frames or report.party is None or report.party.kind in ("nobody", "unresolved") or cue.subject is None:
        return False
    if cue.denied or cue.hedged or not speaks(tokens, cue, report.party):
        return False
    if _is_none(tokens, cue) or _is_future(tokens, cue):
        return False
    if is_inner(tokens, cue) or (cue.how == "participle" and cue.begin and tokens[cue.begin - 1].text != ","):
        return False
    if cue.last < len(tokens) and tokens[cue.last].low in ("à", "au", "aux") and cue.how in ("passive", "reduced"):
        return False  # « condamné à six mois par le tribunal »
    if cue.how == "passive" or (cue.how == "reduced" and cue.begin and not tokens[cue.begin - 1].capital):
        return "deed" in frames and _is_deed(tokens, cue.begin - 1) if cue.how == "reduced" else "deed" in frames
    if cue.how not in _HOWS or (cue.how == "infinitive" and not _is_done(tokens, cue)):
        return False
    if cue.how == "inverted":
        return cue.begin > 1 and tokens[cue.begin - 1].text in (",", "–", "—", "-")
    return (bool(frames & {"que", "that"}) and cue.that) or _follows(tokens, cue, frames)


def _is_done(tokens: Sequence[Token], cue: Cue) -> bool:
    return any(t.low in words("done") for t in tokens[max(0, cue.begin - 6) : cue.begin])


CLIMB = 12  # words climbed at most to see what a clause hangs on


def is_inner(tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether the verb stands in what another says or in a condition: « il affirme que le club demande », « si »."""
    by_place = {token.place: token for token in tokens if token.quote < 0}
    marks = {token.head: token.low for token in tokens if token.relation == "mark" and token.quote < 0}
    token = tokens[cue.last - 1]
    for _ in range(CLIMB):
        if token.relation == "ccomp" or (token.relation == "advcl" and marks.get(token.place) in ("si", "s'")):
            return True
        above = by_place.get(token.head)
        if above is None or above is token:
            return False
        token = above
    return False


def _is_none(tokens: Sequence[Token], cue: Cue) -> bool:
    """« Aucune agence n'exige »: nobody does."""
    return cue.subject is not None and tokens[cue.subject.first].low in ("aucun", "aucune", "nul", "nulle", "personne")


def _is_future(tokens: Sequence[Token], cue: Cue) -> bool:
    """« il demandera à sa mère »: not said yet."""
    return any("Tense=Fut" in token.morph for token in tokens[cue.begin : cue.last])


def _follows(tokens: Sequence[Token], cue: Cue, frames: frozenset[str]) -> bool:
    """Whether the words behind the verb are a frame of it."""
    i = cue.last
    while i < len(tokens) and (is_adverb(tokens[i]) or tokens[i].text == ","):
        i += 1
    if i >= len(tokens):
        return False
    if "sur" in frames and tokens[i].low == "sur":
        return True
    if "of" in frames and tokens[i].low in words("of") and not is_infinitive(tokens, i + 1):
        return True
    if "label" in frames and _calls(tokens, cue):
        return True
    if "as" in frames and _sees(tokens, cue):
        return True
    if "felt" in frames:
        return _is_object(tokens, i) and _head(tokens, i) in lexicons.members("voices/felt.txt")
    if "said" in frames:
        return tokens[i].pos in ("ADJ", "VERB") and "VerbForm=Inf" not in tokens[i].morph
    if "pour" in frames and (tokens[i].low in _FOR or [t.low for t in tokens[i : i + 2]] == ["en", "faveur"]):
        return True
    if "obj" in frames and _is_object(tokens, i) and _head(tokens, i) not in lexicons.members("voices/asked.txt"):
        return True
    if "deed" in frames and _is_object(tokens, i) and _is_deed(tokens, i):
        return True
    return bool(frames & {"de", "à"}) and _linked(tokens, i, frames)


def _calls(tokens: Sequence[Token], cue: Cue) -> bool:
    """« traite ses collègues de menteurs », « le qualifie de fou »: an object or a clitic, « de », a bare noun."""
    clitic = any(t.low in words("object_clitics") for t in tokens[cue.begin : cue.first])
    for j in range(cue.last, min(len(tokens) - 1, cue.last + REACH)):
        token, after = tokens[j], tokens[j + 1]
        if token.text in (".", ";", ":", "(") or token.low in words("stops") or token.quote >= 0:
            return False
        bare = after.word and not after.capital and not is_determiner(after) and after.pos in ("NOUN", "ADJ", "VERB")
        if token.low in ("de", "d'") and bare and (clitic or j > cue.last + 1):
            return not is_infinitive(tokens, j + 1) and tokens[j - 1].low not in ("façon", "manière", "nombre")
    return False


def _sees(tokens: Sequence[Token], cue: Cue) -> bool:
    """« la vivent comme une trahison »: « comme » and a noun or adjective behind the verb and its object."""
    for j in range(cue.last, min(len(tokens) - 1, cue.last + REACH)):
        if tokens[j].text in (".", ";", ":", "(") or tokens[j].low in words("stops") - {"comme"}:
            return False
        if tokens[j].low == "comme":
            return tokens[j + 1].low in ("un", "une") or tokens[j + 1].pos == "ADJ"
    return False


def _is_object(tokens: Sequence[Token], i: int) -> bool:
    partitive = tokens[i].low in ("des", "du") or (tokens[i].low in ("de", "d'") and not is_infinitive(tokens, i + 1))
    return is_determiner(tokens[i]) or partitive


def _head(tokens: Sequence[Token], i: int) -> str:
    """The noun of the object that begins here."""
    for token in tokens[i : i + 6]:
        if token.pos == "NOUN":
            return token.low
    return ""


def _is_deed(tokens: Sequence[Token], i: int) -> bool:
    """« l'attaque », « cette décision »: a noun of something done or said, not a person condemned by a court."""
    head = _head(tokens, max(0, i))
    listed = lexicons.members("voices/judged.txt")
    return bool({head, head.removesuffix("s")} & listed) or head.endswith(("tion", "tions", "ment", "ments", "age"))


def _linked(tokens: Sequence[Token], i: int, frames: frozenset[str]) -> bool:
    """« de saisir », « les électeurs à rester », « à la levée »: the link and what it opens, past an object."""
    for j in range(i, min(len(tokens) - 1, i + REACH)):
        token = tokens[j]
        if token.text in (".", ";", ":", "(", ")", "?", "!") or token.low in words("stops") or token.quote >= 0:
            return False
        if "de" in frames and token.low in ("de", "d'") and is_infinitive(tokens, j + 1):
            return True
        if "à" in frames and token.low in ("à", "au", "aux") and _is_aim(tokens, j):
            return True
    return False


def _is_aim(tokens: Sequence[Token], j: int) -> bool:
    """What one is called to: an infinitive, something done; no person, place or hour."""
    following = tokens[j + 1]
    if is_infinitive(tokens, j + 1) or following.quote >= 0:
        return True
    begins = j if tokens[j].low != "à" else j + 1
    head = _head(tokens, begins)
    return bool(head) and not following.capital and _is_deed(tokens, begins)
