"""The tense of a verb: what the parse says of it, and its ending where that is surer."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ...lexicons import keys
from ...model.typography import unaccented
from ..tokens import Tokens

if TYPE_CHECKING:
    from spacy.tokens import Token

PAST, PRESENT, FUTURE = "past", "present", "future"
_COND_ENDING = re.compile(r"r(?:ait|aient)$")
_FUTURE_ENDING = re.compile(r".{1,}r(?:a|ont|ons|ez|ai)$")


def tenses(tokens: Tokens) -> list[tuple[int, str]]:
    """(offset, tense) of every finite verb or past participle the parse tells of, in text order."""
    auxiliaries: dict[int, int] = {}
    for place, (head, relation) in enumerate(zip(tokens.heads, tokens.relations, strict=True)):
        if relation.startswith("aux"):
            auxiliaries.setdefault(head, place)
        elif relation == "xcomp":
            auxiliaries.setdefault(place, head)  # « resteront ouvertes »
    found = []
    for place, pos in enumerate(tokens.pos):
        if pos in ("VERB", "AUX") and (tense := _tense(tokens, place, auxiliaries)):
            found.append((tokens.starts[place], tense))
    return found


def _tense(tokens: Tokens, place: int, auxiliaries: dict[int, int]) -> str | None:
    """The tense of one verb; auxiliaries speak through their participle."""
    form = unaccented(tokens.texts[place].lower())
    if form in listed("planned"):
        return FUTURE
    told = features(tokens.morphs[place])
    if "Fin" in told.get("VerbForm", ()):
        return _finite(form, told, tokens.relations[place].startswith("aux"))
    if "Part" in told.get("VerbForm", ()) and "Past" in told.get("Tense", ()):
        helper = auxiliaries.get(place)
        future = helper is not None and features(tokens.morphs[helper]).get("Tense") == ("Fut",)
        return _tense(tokens, helper, {}) if future and helper is not None else PAST
    return None


def _finite(form: str, told: dict[str, tuple[str, ...]], auxiliary: bool) -> str | None:
    conditional = "Cnd" in told.get("Mood", ()) and not (has_imperfect_ending(form) and not _COND_ENDING.search(form))
    if has_future_ending(form) or "Fut" in told.get("Tense", ()) or conditional:
        return FUTURE
    if has_imperfect_ending(form) or {"Imp", "Past"} & set(told.get("Tense", ())):
        return PAST
    return None if auxiliary else PRESENT


def is_conditional(token: Token) -> bool:
    """Whether a verb form is a conditional, also where the tagger calls « fermerait » a future."""
    if "Cnd" in token.morph.get("Mood", []):
        return True
    return "Fut" in token.morph.get("Tense", []) and bool(_COND_ENDING.search(token.lower_))


@lru_cache(maxsize=2_000)
def features(morph: str) -> dict[str, tuple[str, ...]]:
    """The features of a word (« Tense=Imp|VerbForm=Fin ») by name."""
    pairs = (feature.split("=", 1) for feature in morph.split("|") if "=" in feature)
    return {name: tuple(values.split(",")) for name, values in pairs}


def has_future_ending(form: str) -> bool:
    """The ending, accents undone, tells a future more surely than a small tagger does."""
    return bool(_FUTURE_ENDING.match(form)) and len(form) > 3 and form not in listed("not_future")


def has_imperfect_ending(form: str) -> bool:
    """An imperfect by its ending, accents undone."""
    return form.endswith(("ait", "aient")) and form not in listed("not_imperfect")


@cache
def listed(name: str) -> frozenset[str]:
    """A list of verbs of `lexicons/times` as keys: `planned`, `not_future`, `not_imperfect`, `moved`, `results`."""
    return keys(f"times/{name}.txt")
