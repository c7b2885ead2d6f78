"""The words that report, frame by frame: verbs with their subject, « selon », « d'après », « pour ».

A cue is found by form and place alone; the parse only helps `grammar.is_finite`. Who the subject is in the article is
decided later (`people`).
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ... import lexicons
from . import forms
from .grammar import is_adverb, is_determiner, is_finite, words
from .phrases import Phrase, antecedent, can_speak, head_noun, is_name, phrase_after, skip_adverbials, subject_before
from .tokens import Frame, Token
from .verbs import Verb, reporting

ACCORDING = "according"
_AUXILIARY_GAP = 9  # tokens between « a » and « déclaré »: « a, de son côté et non sans malice, déclaré »


@dataclass(frozen=True)
class Cue:
    """A reporting expression. Token indices: `begin` (clitics and auxiliary included), `first:last` the cue's words.

    `how`: verb, inverted, participle, infinitive, passive, reduced or according. `that`: a « que » clause follows, at
    `content`. `denied`: « n'a pas confirmé ». `hedged`: the verb itself stands in the conditional.
    """

    begin: int
    first: int
    last: int
    how: str
    lemma: str
    classes: frozenset[str]
    subject: Phrase | None
    content: int
    that: bool = False
    denied: bool = False
    hedged: bool = False


@dataclass(frozen=True)
class _Group:
    """A verb with its auxiliary: `begin` before it all, `first:last` the cue's words, `mood` as used here."""

    begin: int
    first: int
    last: int
    mood: str
    reflexive: bool
    denied: bool
    pronoun: int | None = None


def find_cues(frame: Frame) -> tuple[Cue, ...]:
    """Every reporting expression of a frame, in order."""
    tokens = frame.tokens
    found: list[Cue] = []
    skip = 0
    for i, token in enumerate(tokens):
        if i < skip or not token.word:
            continue
        cue = _according(tokens, i) or _verbal(tokens, i, found)
        if cue:
            found.append(cue)
            skip = max(i + 1, cue.last)
    return tuple(found)


# -- selon, d'après, pour ---------------------------------------------------------------------

@cache
def _according_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for entry in lexicons.entries("voices/according.tsv"):
        phrase = tuple(entry.split())
        table.setdefault(phrase[0], []).append(phrase)
    return {head: tuple(sorted(rows, key=len, reverse=True)) for head, rows in table.items()}


def _according(tokens: Sequence[Token], i: int) -> Cue | None:
    low = tokens[i].low
    if low in ("à", "a") and _overheard(tokens, i):
        return _overheard(tokens, i)
    for phrase in _according_phrases().get(low, ()):
        after = i + len(phrase)
        if tuple(t.low for t in tokens[i:after]) == phrase and after < len(tokens):
            subject = _source_after(tokens, after, phrase)
            if subject and (low != "pour" or _opens_opinion(tokens, i, subject)):
                return Cue(i, i, after, ACCORDING, " ".join(phrase), frozenset(("assert",)), subject, subject.edges[1])
    return None


def _overheard(tokens: Sequence[Token], i: int) -> Cue | None:
    """« À l'entendre », « à les en croire », « à l'en croire »."""
    lows = [t.low for t in tokens[i:i + 4]]
    if len(lows) > 2 and lows[1] in ("l'", "les", "le", "la") and "entendre" in lows[2:3] + lows[3:4] or lows[1:2] in (["les"], ["l'"]) and lows[2:4] == ["en", "croire"]:
        last = i + 2 + (2 if lows[2] == "en" else 1)
        return Cue(i, i, last, ACCORDING, "entendre", frozenset(("assert",)), Phrase(i + 1, i + 2), last)
    return None


def _source_after(tokens: Sequence[Token], i: int, phrase: tuple[str, ...]) -> Phrase | None:
    token = tokens[i]
    if token.low in ("lui", "elle", "eux", "elles", "moi", "nous") or token.low in words("subject"):
        return Phrase(i, i + 1)
    if phrase[0] != "pour" and token.low in ("source", "sources", "témoins"):
        return phrase_after_bare(tokens, i)
    if phrase[-1] in ("du", "des", "d'", "de") and not is_determiner(token):
        return phrase_after_bare(tokens, i)
    subject = _phrase_here(tokens, i)
    if subject is None or _is_no_source(tokens, subject):
        return None
    return subject


def phrase_after_bare(tokens: Sequence[Token], i: int) -> Phrase | None:
    """A noun phrase that begins without determiner (« selon plusieurs », « selon sources concordantes »)."""
    if not tokens[i].word or tokens[i].quote >= 0:
        return None
    rest = phrase_after(tokens, i) if tokens[i].capital or is_determiner(tokens[i]) else None
    if rest:
        return rest
    last = i + 1
    while last < len(tokens) and tokens[last].word and tokens[last].quote < 0 and tokens[last].low not in words("stops") \
            and not is_finite(tokens[last]):
        last += 1
    return Phrase(i, last)


def _phrase_here(tokens: Sequence[Token], i: int) -> Phrase | None:
    """The phrase that starts exactly here."""
    token = tokens[i]
    if is_adverb(token) or token.low in words("prepositions") or (token.low in ("de", "d'") and skip_adverbials(tokens, i) != i):
        return None
    return phrase_after(tokens, i)


def _is_no_source(tokens: Sequence[Token], subject: Phrase) -> bool:
    content = [t.low for t in tokens[subject.first:subject.last] if t.word and not is_determiner(t)]
    return bool(content) and content[0] in lexicons.members("voices/not_sources.txt") and not subject.name


def _opens_opinion(tokens: Sequence[Token], i: int, subject: Phrase) -> bool:
    """« Pour X, … » gives an opinion only at the head of a clause, of a definite or plural speaker, before a comma."""
    before = tokens[i - 1] if i else None
    after = tokens[subject.edges[1]] if subject.edges[1] < len(tokens) else None
    head = before is None or before.text in (",", ";", "—", "–", "-", ":", ".") or \
        before.low in ("mais", "et", "or", "car", "donc", "enfin", "puis")
    if not head or not can_speak(tokens, subject):
        return False
    if after is not None and after.text not in (",", ":", "."):
        return False
    single = tokens[subject.first].low in ("un", "une")
    place = is_name(tokens, subject.first, subject.last) is False and tokens[subject.first].low in ("le", "la", "l'", "les") \
        and subject.last == subject.first + 2 and tokens[subject.first + 1].capital and not tokens[subject.first + 1].text.isupper()
    return not single and not place


# -- verbs ------------------------------------------------------------------------------------

def _verbal(tokens: Sequence[Token], i: int, earlier: Sequence[Cue]) -> Cue | None:
    best: Cue | None = None
    for verb in sorted(reporting().get(tokens[i].low, ()), key=lambda v: (-len(v.rest), v.mood != forms.FINITE)):
        cue = _cue_of(tokens, i, verb, earlier)
        if cue and (best is None or (best.subject is None and cue.subject is not None)):
            best = cue
    return best


def _cue_of(tokens: Sequence[Token], i: int, verb: Verb, earlier: Sequence[Cue]) -> Cue | None:
    last = _past_rest(tokens, i + 1, verb.rest)
    if last is None or (not verb.rest and _is_noun(tokens, i, verb)):
        return None
    group = _group(tokens, i, last, verb)
    if group is None or group.reflexive != verb.reflexive:
        return None
    return _with_subject(tokens, group, verb, earlier)


def _past_rest(tokens: Sequence[Token], i: int, rest: tuple[str, ...]) -> int | None:
    """The token after the fixed words of a verb (« état » of « fait état »), or None when they do not follow."""
    for word in rest:
        while i < len(tokens) and (is_adverb(tokens[i]) or tokens[i].low in words("subject")):
            i += 1
        if i >= len(tokens) or tokens[i].low != word:
            return None
        i += 1
    return i


def _is_noun(tokens: Sequence[Token], i: int, verb: Verb) -> bool:
    """Whether a form that is also a noun or an adjective stands as one: « la note », « une déclaration dite »."""
    if verb.mood in (forms.INFINITIVE, forms.PRESENT_PARTICIPLE) or not i:
        return bool(i) and verb.mood == forms.INFINITIVE and is_determiner(tokens[i - 1]) and tokens[i - 1].low in ("le", "un", "ce", "du")
    before = tokens[i - 1]
    if (before.text.startswith("-") and before.word) or before.low in ("qui", "ne", "n'", "se", "s'", "il", "elle", "on", "ils", "elles"):
        return False
    alike = tokens[i].low in lexicons.members("voices/nouns_like_verbs.txt")
    if verb.mood in (forms.FINITE, forms.CONDITIONAL) and before.low in words("prepositions") | {"de", "d'", "du", "des", "au", "aux"}:
        return True
    # The parse may take « l'opposition annonce que » for a noun: what follows settles it.
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    clause = after is not None and (after.low in ("que", "qu'") or after.text.startswith("-") or after.quote >= 0 or after.text == ":")
    if alike and tokens[i].pos in ("NOUN", "ADJ", "PROPN") and before.quote < 0 and before.text != "," \
            and not clause and not (before.capital and before.word and not is_determiner(before)):
        return True
    if not alike or not (is_determiner(before) or before.low in words("contracted")):
        return False
    return i < 2 or not (tokens[i - 2].low in words("subject") or tokens[i - 2].low in ("qui", "ne", "n'"))


def _group(tokens: Sequence[Token], i: int, last: int, verb: Verb) -> _Group | None:
    if verb.mood in (forms.INFINITIVE, forms.PRESENT_PARTICIPLE):
        begin = i if verb.mood == forms.PRESENT_PARTICIPLE and i and tokens[i - 1].low == "en" else _past_clitics(tokens, i)
        return _Group(begin, i, last, verb.mood, _has_se(tokens, begin, i), _denied(tokens, begin, last))
    if verb.mood == forms.PAST:
        return _participle_group(tokens, i, last)
    begin = _past_clitics(tokens, i)
    pronoun = i + 1 if i + 1 < len(tokens) and tokens[i + 1].text.startswith("-") and tokens[i + 1].word else None
    return _Group(begin, i, last, verb.mood, _has_se(tokens, begin, i), _denied(tokens, begin, last), pronoun)


def _past_clitics(tokens: Sequence[Token], i: int) -> int:
    while i and tokens[i - 1].low in words("clitics") and not (tokens[i - 1].low in ("nous", "vous") and i > 1 and tokens[i - 2].low == ","):
        i -= 1
    return i


def _has_se(tokens: Sequence[Token], begin: int, end: int) -> bool:
    return any(t.low in ("se", "s'") for t in tokens[begin:end])


def _denied(tokens: Sequence[Token], begin: int, last: int) -> bool:
    ne = any(t.low in ("ne", "n'") for t in tokens[begin:last])
    return ne and any(t.low in words("negation") for t in tokens[begin:min(last + 2, len(tokens))])


_ASIDE_WORDS = frozenset(("son", "sa", "leur", "ses", "part", "côté", "tour", "ailleurs", "outre", "même", "occasion", "temps",
                          "fois", "la", "l'", "suite", "foulée", "lieu", "revanche", "retour", "effet", "particulier", ",",
                          "lui", "elle", "eux", "propos", "le", "ce", "sujet", "entre-temps", "et", "ne", "des", "reprises",
                          "plusieurs", "d'", "de", "passé", "fait", "emblée", "longs", "années", "fond", "premier"))


def _participle_group(tokens: Sequence[Token], i: int, last: int) -> _Group:
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
        return _Group(_past_clitics(tokens, shared), i, last, forms.FINITE, False, False)
    return _Group(i, i, last, "reduced", False, False)


def _auxiliary_group(tokens: Sequence[Token], j: int, i: int, last: int, passive: bool, pronoun: int | None) -> _Group:
    begin = _past_clitics(tokens, j)
    reflexive = _has_se(tokens, begin, j)
    if tokens[j].low in ("ayant", "étant"):
        return _Group(begin, i, last, forms.PRESENT_PARTICIPLE, reflexive, False)
    if tokens[j].low in words("être") and not reflexive and tokens[j].low != "été":
        passive = True
    first = j if i - j == 1 or all(t.low in words("adverbs") for t in tokens[j + 1:i]) and i - j < 2 else i
    mood = "passive" if passive else forms.FINITE
    return _Group(begin, first, last, mood, reflexive, _denied(tokens, begin, last), pronoun)


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


def _with_subject(tokens: Sequence[Token], group: _Group, verb: Verb, earlier: Sequence[Cue]) -> Cue | None:
    content = skip_adverbials(tokens, group.last)
    that = content < len(tokens) and tokens[content].low in ("que", "qu'")
    how, subject = _subject(tokens, group, earlier)
    if subject is None and how == "verb" and tokens[group.first].low in lexicons.members("voices/nouns_like_verbs.txt"):
        return None
    if how == "reduced" and not verb.classes & {"label", "accuse"}:
        return None
    if how == "inverted" and subject and tokens[subject.first].low not in words("subject"):
        content = subject.edges[1]
        that = content < len(tokens) and tokens[content].low in ("que", "qu'")
    return Cue(group.begin, group.first, group.last, how, verb.lemma, verb.classes, subject, content, that, group.denied,
               verb.mood == forms.CONDITIONAL)


def _subject(tokens: Sequence[Token], group: _Group, earlier: Sequence[Cue]) -> tuple[str, Phrase | None]:
    if group.pronoun is not None:
        return "inverted", Phrase(group.pronoun, group.pronoun + 1)
    if group.mood == forms.PRESENT_PARTICIPLE:
        return "participle", _participle_subject(tokens, group, earlier)
    if group.mood == forms.INFINITIVE:
        return "infinitive", _infinitive_subject(tokens, group.begin, earlier)
    several = tokens[group.begin].low in ("ont", "avaient", "sont", "auraient", "seraient") or tokens[group.first].low.endswith("ent")
    if group.mood in ("passive", "reduced"):
        return group.mood, _agent(tokens, group.last)
    if _inverts(tokens, group.begin):
        after = phrase_after(tokens, group.last, several=several)
        if after and can_speak(tokens, after):
            return "inverted", after
    if group.begin and tokens[group.begin - 1].low in ("et", "mais", "puis", "ou"):
        return "verb", _shared_subject(tokens, group.begin, earlier)
    return "verb", subject_before(tokens, group.begin, several=several)


def _shared_subject(tokens: Sequence[Token], begin: int, earlier: Sequence[Cue]) -> Phrase | None:
    """The subject of a second verb: « X dénonce … et a menacé … »."""
    told = next((cue.subject for cue in reversed(earlier) if cue.how in ("verb", "inverted") and cue.subject), None)
    return told or frame_subject(tokens, begin)


def _infinitive_subject(tokens: Sequence[Token], begin: int, earlier: Sequence[Cue]) -> Phrase | None:
    """Who does the infinitive: the subject of the verb it hangs on (« tente-t-il de corriger », « tient à rappeler »)."""
    for j in range(begin - 1, max(-1, begin - 7), -1):
        if tokens[j].text.startswith("-") and tokens[j].word:
            return Phrase(j, j + 1)
        if not tokens[j].word or tokens[j].quote >= 0:
            break
        if tokens[j].low in words("helpers") or is_finite(tokens[j]):
            start = _past_clitics(tokens, j)
            if _inverts(tokens, start):
                return None
            return subject_before(tokens, start)
    return _shared_subject(tokens, begin, earlier)


def _inverts(tokens: Sequence[Token], begin: int) -> bool:
    """Whether the verb stands where an inverted subject follows: after a quotation, a clause and comma, « comme »."""
    if begin == 0:
        return True
    before = tokens[begin - 1]
    if before.quote >= 0 or before.low in ("comme", "que", "qu'", "ainsi"):
        return True
    if before.text in ("!", "?", "…", "—", "–", ".", ")"):
        return before.text != ")"
    if before.text != ",":
        return False
    return (begin > 1 and tokens[begin - 2].quote >= 0) or subject_before(tokens, begin) is None


def _participle_subject(tokens: Sequence[Token], group: _Group, earlier: Sequence[Cue]) -> Phrase | None:
    before = tokens[group.begin - 1] if group.begin else None
    if before is not None and before.word and before.low != "en" and before.quote < 0 and not is_adverb(before):
        return antecedent(tokens, group.begin - 1)
    told = next((cue.subject for cue in reversed(earlier) if cue.how in ("verb", "inverted") and cue.subject), None)
    return told or frame_subject(tokens, group.begin)


def _agent(tokens: Sequence[Token], i: int) -> Phrase | None:
    """The « par X » of a passive, within the clause."""
    for j in range(i, min(len(tokens) - 1, i + 14)):
        if tokens[j].text in (";", ":", ".") or tokens[j].low in ("qui", "que", "qu'"):
            return None
        if tokens[j].low == "par":
            found = phrase_after(tokens, j + 1)
            return found if found and found.first == j + 1 and can_speak(tokens, found) else None
    return None


def frame_subject(tokens: Sequence[Token], upto: int | None = None) -> Phrase | None:
    """The subject of the frame's first verb."""
    for i, token in enumerate(tokens[:upto]):
        verbs = reporting().get(token.low, ())
        surely = token.low not in lexicons.members("voices/nouns_like_verbs.txt") and any(v.mood == forms.FINITE for v in verbs)
        if i and (is_finite(token) or surely):
            return subject_before(tokens, _past_clitics(tokens, i))
    return None


__all__ = ["ACCORDING", "Cue", "find_cues", "frame_subject", "head_noun"]
