"""How sure a stance is, by how it was found; below `SHOWN` it is doubtful."""

from __future__ import annotations

from ...lexicons import members
from .lexicon import ACCUSES, DENIES, SUPPORTS
from .parties import Cast
from .verbal import StanceDraft

SHOWN = 0.8
# By how a stance was found; as read on rows drawn at random from articles that no rule was written on.
_SURE = {
    "obj": 0.93,
    "denial": 0.9,
    "owner": 0.88,
    "noun": 0.88,
    "label": 0.85,
    "feeling": 0.85,
    "implied": 0.85,
    "said": 0.82,
    "own": 0.8,
    "nobody": 0.7,
}
_UNSURE_PARTY, _HEARSAY, _UNKNOWN_GROUP = 0.7, 0.8, 0.6


def confidence(cast: Cast, found: StanceDraft) -> float:
    """From 0 to 1."""
    value = _SURE.get(found.how, 0.9)
    for party in (found.by, found.whom):
        if party is not None and not party.sure:
            value *= _UNSURE_PARTY
    if found.by is not None and found.kind == ACCUSES and found.lemma in members("stances/legal.txt"):
        value *= 1.0 if _may_charge(cast, found.by.id) else _UNSURE_PARTY
    if _is_hearsay(cast, found.cue[0]):
        value *= _HEARSAY
    if found.kind != DENIES and found.whom is not None and _is_crowd(cast, found.whom.id) and _is_untold(found):
        value *= _UNKNOWN_GROUP
    if found.kind == SUPPORTS and found.whom is not None and _is_crowd(cast, found.whom.id):
        value *= _UNKNOWN_GROUP  # « soutient les femmes »: help, and no side that is taken
    return round(value, 3)


def _may_charge(cast: Cast, identifier: str) -> bool:
    """Whether an actor may charge and sentence: a court, a state, a body; not a lawyer who tells of it."""
    row = cast.actors.by_id.get(identifier)
    return cast.is_court(identifier) or (row is not None and row.kind in ("state", "organisation"))


def _is_untold(found: StanceDraft) -> bool:
    """Whether no words tell who it is: nobody, or the only court of the article."""
    return found.by is None or (found.how in ("obj", "owner") and found.by.at == found.cue[0])


def _is_hearsay(cast: Cast, i: int) -> bool:
    """« accuserait », « aurait accusé »."""
    tree = cast.tree
    verbs = [i] if tree.units[i].pos != "NOUN" else [tree.heads[i]]
    helpers = [
        at for verb in verbs if verb >= 0 for at in (verb, *tree.of(verb, "aux:tense", "aux:pass", "aux", "cop"))
    ]
    return any(tree.morph(at, "Mood") == "Cnd" for at in helpers)


def _is_crowd(cast: Cast, identifier: str) -> bool:
    """« des personnes soupçonnées de … »: a kind of people, nobody in particular."""
    row = cast.actors.by_id.get(identifier)
    return row is not None and row.kind == "group" and not row.named
