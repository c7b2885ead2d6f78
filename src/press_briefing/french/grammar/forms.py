"""French verb forms from an infinitive: third persons, first persons that open a sentence, participles.

Reporting verbs are looked up by the form that stands in the text, so that finding them needs no language model.
Regular verbs are conjugated here with their spelling changes; irregular ones stand in a list,
`lexicons/language/irregular_verbs.tsv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ... import lexicons

FINITE, PAST, PRESENT_PARTICIPLE, INFINITIVE, CONDITIONAL = "finite", "past", "ing", "inf", "cond"
_IMPERFECT = ("ais", "ait", "aient")
_FUTURE = ("ai", "a", "ont")
_CONDITIONAL = ("ais", "ait", "aient", "ions")


@cache
def irregular() -> dict[str, tuple[str, ...]]:
    """Irregular verbs: present (1s 3s 1p 3p), imperfect stem, past (3s 3p), future stem, both participles."""
    return {row[0]: row[1:] for row in lexicons.rows("language/irregular_verbs.tsv")}


def conjugated(infinitive: str) -> Iterator[tuple[str, str]]:
    """(form, mood) for every form met in reported speech. Reflexive « se » is given apart, not here."""
    yield infinitive, INFINITIVE
    model = _model(infinitive)
    if model:
        yield from _irregular(infinitive[: -len(model)], irregular()[model])
    elif infinitive.endswith("er"):
        yield from _first_group(infinitive[:-2])
    elif infinitive.endswith("ir"):
        yield from _second_group(infinitive[:-1])


def _model(infinitive: str) -> str:
    """The irregular verb this one is built on: itself, or the longest ending of it that is listed."""
    table = irregular()
    return next((infinitive[i:] for i in range(len(infinitive)) if infinitive[i:] in table), "")


def _first_group(stem: str) -> Iterator[tuple[str, str]]:
    hard = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
    for weak in _before_mute_e(stem):
        yield from ((weak + ending, FINITE) for ending in ("e", "ent", "es"))
        future = _future_stem(stem, weak)
        yield from ((future + "er" + ending, FINITE) for ending in _FUTURE)
        yield from ((future + "er" + ending, CONDITIONAL) for ending in _CONDITIONAL)
    yield hard + "ons", FINITE
    yield from ((hard + ending, FINITE) for ending in (*_IMPERFECT, "a"))
    yield stem + "ions", FINITE
    yield stem + "èrent", FINITE
    yield from ((stem + ending, PAST) for ending in ("é", "ée", "és", "ées"))
    yield hard + "ant", PRESENT_PARTICIPLE


def _before_mute_e(stem: str) -> tuple[str, ...]:
    """The stem before a mute e: « rappelle », « révèle », « suggère », « appuie »."""
    if stem.endswith(("el", "et")):
        return stem[:-2] + "è" + stem[-1], stem + stem[-1]
    if len(stem) > 2 and stem[-2] in "eé" and stem[-1] not in "aeiouyé":
        return (stem[:-2] + "è" + stem[-1],)
    if len(stem) > 3 and stem[-3] == "é" and stem[-2:] in ("gr", "gl", "br", "gn", "gu", "qu", "tr", "ch", "dr"):
        return (stem[:-3] + "è" + stem[-2:],)
    if stem.endswith(("oy", "uy")):
        return (stem[:-1] + "i",)
    return (stem,)


def _future_stem(stem: str, weak: str) -> str:
    # « suggérera » keeps its é, « rappellera » doubles.
    return stem if "é" in stem[-3:] and "è" in weak[-3:] else weak


def _second_group(stem: str) -> Iterator[tuple[str, str]]:
    yield from ((stem + ending, FINITE) for ending in ("s", "t", "ssons", "ssent", "ssait", "ssaient", "rent"))
    yield from ((stem + "r" + ending, FINITE) for ending in _FUTURE)
    yield from ((stem + "r" + ending, CONDITIONAL) for ending in _CONDITIONAL)
    yield from ((stem + ending, PAST) for ending in ("", "e", "s", "es"))
    yield stem + "ssant", PRESENT_PARTICIPLE


def _irregular(prefix: str, row: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    first, third, we, they, imperfect, past, pasts, future, participle, ing = row
    yield from ((prefix + form, FINITE) for form in (first, third, we, they, past, pasts))
    yield from ((prefix + imperfect + ending, FINITE) for ending in _IMPERFECT)
    yield from ((prefix + future + ending, FINITE) for ending in _FUTURE)
    yield from ((prefix + future + ending, CONDITIONAL) for ending in _CONDITIONAL)
    plural = participle if participle.endswith("s") else participle + "s"
    yield from ((prefix + form, PAST) for form in (participle, participle + "e", plural, participle + "es"))
    yield prefix + ing, PRESENT_PARTICIPLE
