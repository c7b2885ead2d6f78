"""A reporting verb with its auxiliary, clitics and negation: « n'a, de son côté, pas confirmé »."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ... import lexicons
from ..tokens import Token
from . import forms
from .classes import is_adverb, is_determiner, words
from .verbs import Verb

_AUXILIARY_GAP = 9  # tokens between « a » and « déclaré »: « a, de son côté et non sans malice, déclaré »


@dataclass(frozen=True)
class Group:
    """A verb with its auxiliary: `begin` before it all, `first:last` the cue's words, `mood` as used here."""

    begin: int
    first: int
    last: int
    mood: str
    reflexive: bool
    denied: bool
    pronoun: int | None = None


def past_rest(tokens: Sequence[Token], i: int, rest: tuple[str, ...]) -> int | None:
    """The token after the fixed words of a verb (« état » of « fait état »), or None when they do not follow."""
    for word in rest:
        while i < len(tokens) and (is_adverb(tokens[i]) or tokens[i].low in words("subject")):
            i += 1
        if i >= len(tokens) or tokens[i].low != word:
            return None
        i += 1
    return i


def is_noun(tokens: Sequence[Token], i: int, verb: Verb) -> bool:
    """Whether a form that is also a noun or an adjective stands as one: « la note », « une déclaration dite »."""
    if verb.mood in (forms.INFINITIVE, forms.PRESENT_PARTICIPLE) or not i:
        return (
            bool(i)
            and verb.mood == forms.INFINITIVE
            and is_determiner(tokens[i - 1])
            and tokens[i - 1].low in ("le", "un", "ce", "du")
        )
    before = tokens[i - 1]
    if (before.text.startswith("-") and before.word) or before.low in words("verb_leads"):
        return False
    # « nous relations » is rare beside « les relations », and no source either way
    alike = tokens[i].low in lexicons.members("voices/nouns_like_verbs.txt") or tokens[i].low.endswith("ions")
    if verb.mood in (forms.FINITE, forms.CONDITIONAL) and before.low in words("prepositions") | {
        "de",
        "d'",
        "du",
        "des",
        "au",
        "aux",
    }:
        return True
    # The parse may take « l'opposition annonce que » for a noun: what follows settles it.
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    clause = after is not None and (
        after.low in ("que", "qu'") or after.text.startswith("-") or after.quote >= 0 or after.text == ":"
    )
    if (
        alike
        and tokens[i].pos in ("NOUN", "ADJ", "PROPN")
        and before.quote < 0
        and before.text != ","
        and not clause
        and not (before.capital and before.word and not is_determiner(before))
    ):
        return True
    if not alike or not (is_determiner(before) or before.low in words("contracted")):
        return False
    return i < 2 or not (tokens[i - 2].low in words("subject") or tokens[i - 2].low in ("qui", "ne", "n'"))


def group_of(tokens: Sequence[Token], i: int, last: int, verb: Verb) -> Group | None:
    if verb.mood in (forms.INFINITIVE, forms.PRESENT_PARTICIPLE):
        begin = (
            i if verb.mood == forms.PRESENT_PARTICIPLE and i and tokens[i - 1].low == "en" else past_clitics(tokens, i)
        )
        return Group(begin, i, last, verb.mood, _has_se(tokens, begin, i), _denied(tokens, begin, last))
    if verb.mood == forms.PAST:
        return _participle_group(tokens, i, last)
    begin = past_clitics(tokens, i)
    pronoun = i + 1 if i + 1 < len(tokens) and tokens[i + 1].text.startswith("-") and tokens[i + 1].word else None
    return Group(begin, i, last, verb.mood, _has_se(tokens, begin, i), _denied(tokens, begin, last), pronoun)


def past_clitics(tokens: Sequence[Token], i: int) -> int:
    while (
        i
        and tokens[i - 1].low in words("clitics")
        and not (tokens[i - 1].low in ("nous", "vous") and i > 1 and tokens[i - 2].low == ",")
    ):
        i -= 1
    return i


def _has_se(tokens: Sequence[Token], begin: int, end: int) -> bool:
    return any(t.low in ("se", "s'") for t in tokens[begin:end])


def _denied(tokens: Sequence[Token], begin: int, last: int) -> bool:
    ne = any(t.low in ("ne", "n'") for t in tokens[begin:last])
    return ne and any(t.low in words("negation") for t in tokens[begin : min(last + 2, len(tokens))])


_ASIDE_WORDS = words("inside_group")


def _participle_group(tokens: Sequence[Token], i: int, last: int) -> Group:
    """A past participle with its auxiliary, found to the left; without one it is reduced (« présentée comme »)."""
    j = i - 1
    passive = False
    pronoun = None
    while j >= 0 and i - j < _AUXILIARY_GAP:
        low = tokens[j].low
        if low == "été":
            passive = True
        elif tokens[j].text.startswith("-") and tokens[j].word:
            pronoun = j
        elif low in words("avoir") or low in words("être"):
            return _auxiliary_group(tokens, j, i, last, passive, pronoun)
        elif not (is_adverb(tokens[j]) or low in words("prepositions") or low in _ASIDE_WORDS):
            break
        j -= 1
    shared = _shared_auxiliary(tokens, i)
    if shared is not None:
        return Group(past_clitics(tokens, shared), i, last, forms.FINITE, False, False)
    return Group(i, i, last, "reduced", False, False)


def _auxiliary_group(tokens: Sequence[Token], j: int, i: int, last: int, passive: bool, pronoun: int | None) -> Group:
    begin = past_clitics(tokens, j)
    reflexive = _has_se(tokens, begin, j)
    if tokens[j].low in ("ayant", "étant"):
        return Group(begin, i, last, forms.PRESENT_PARTICIPLE, reflexive, False)
    if tokens[j].low in words("être") and not reflexive and tokens[j].low != "été":
        passive = True
    first = j if i - j == 1 or (all(t.low in words("adverbs") for t in tokens[j + 1 : i]) and i - j < 2) else i
    mood = "passive" if passive else forms.FINITE
    return Group(begin, first, last, mood, reflexive, _denied(tokens, begin, last), pronoun)


def _shared_auxiliary(tokens: Sequence[Token], i: int) -> int | None:
    """The auxiliary of « a condamné le crime et estimé que », seen from the second participle."""
    j = i - 1
    while j >= 0 and (is_adverb(tokens[j]) or tokens[j].low in ("également", "ensuite")):
        j -= 1
    if j < 0 or tokens[j].low not in ("et", "puis", "mais"):
        return None
    for k in range(j - 1, -1, -1):
        if tokens[k].text in (";", ":") or tokens[k].low in ("qui", "que", "qu'"):
            return None
        if tokens[k].low in words("avoir") and k + 1 < len(tokens):
            return k
    return None
