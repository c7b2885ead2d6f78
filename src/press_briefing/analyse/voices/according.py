"""« selon X », « d'après X », « pour X », « à en croire X »: sources told by a preposition."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ... import lexicons
from ...french.grammar.after import phrase_after, skip_adverbials
from ...french.grammar.before import first_subject
from ...french.grammar.classes import is_adverb, is_determiner, is_finite, words
from ...french.grammar.nominals import agreement
from ...french.grammar.phrases import Phrase, can_speak, is_name, is_speaker
from ...french.grammar.verbs import reporting
from ...french.tokens import Token
from ..entities.features import peoples
from .cue import ACCORDING, Cue


@cache
def _according_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for entry in lexicons.entries("voices/according.tsv"):
        phrase = tuple(entry.split())
        table.setdefault(phrase[0], []).append(phrase)
    return {head: tuple(sorted(rows, key=len, reverse=True)) for head, rows in table.items()}


_HEARD_HEADS = frozenset(("à", "a"))  # « à l'entendre », a capital often written without its accent


_SOURCE_HEADS = frozenset(("de",))  # « de source policière »


@cache
def according_heads() -> frozenset[str]:
    """The words such a source can begin with."""
    return _HEARD_HEADS | _SOURCE_HEADS | _according_phrases().keys()


def according_at(tokens: Sequence[Token], i: int) -> Cue | None:
    low = tokens[i].low
    if low in _HEARD_HEADS and (heard := _overheard(tokens, i) or _in_eyes(tokens, i)):
        return heard
    if low in _SOURCE_HEADS and (told := _from_source(tokens, i)):
        return told
    for phrase in _according_phrases().get(low, ()):
        after = i + len(phrase)
        if len(phrase) > 1 and tokens[min(i + 1, len(tokens) - 1)].low != phrase[1]:
            continue  # as most « de » and « à »
        if tuple(t.low for t in tokens[i:after]) == phrase and after < len(tokens):
            subject = _source_after(tokens, after, phrase)
            subject = _teller(tokens, _trimmed(tokens, subject)) if subject else None
            if subject and _is_counted(tokens, subject):
                continue  # « selon les domaines »
            if low == "de" and not _heads_clause(tokens, i):
                continue  # « se passer de l'avis de la commission »
            if subject and (low != "pour" or _opens_opinion(tokens, i, subject)):
                return Cue(i, i, after, ACCORDING, " ".join(phrase), frozenset(("assert",)), subject, subject.edges[1])
    return None


def _trimmed(tokens: Sequence[Token], source: Phrase) -> Phrase:
    """« le ministre des Ports interrogé par … »: without the participle that goes on behind it."""
    last = tokens[source.last - 1]
    cut = last.pos == "VERB" and "VerbForm=Part" in last.morph and source.last - source.first > 2 and not source.name
    return Phrase(source.first, source.last - 1) if cut else source


def _teller(tokens: Sequence[Token], source: Phrase) -> Phrase:
    """« d'après le récit qu'elle livre », « selon la version qu'en donne X »: whose account it is."""
    that, told = source.edges[1], lexicons.members("voices/accounts.txt")
    if that + 2 >= len(tokens) or tokens[that].low not in ("que", "qu'"):
        return source
    if not any(t.low in told for t in tokens[source.first : source.last]):
        return source
    at = that + 1
    if tokens[at].low in words("subject"):
        return Phrase(at, at + 1)
    at += (tokens[at].low == "en") + (tokens[at].low == "en" and is_finite(tokens[at + 1]))
    found = phrase_after(tokens, at) if at < len(tokens) else None
    return found if found is not None and found.first == at and is_speaker(tokens, found) else source


_ONE_ALONE = {"lui": "m", "elle": "f"}


def told_by(tokens: Sequence[Token], cue: Cue) -> Phrase | None:
    """Who is the source: for « Une bergère se plaint : selon elle, … » the subject of the first half, if it agrees."""
    subject = cue.subject
    if subject is None or cue.how != ACCORDING or tokens[subject.first].low not in _ONE_ALONE:
        return subject
    if subject.last - subject.first > 1 or cue.begin < 2 or tokens[cue.begin - 1].text not in (":", ";"):
        return subject
    half = tokens[: cue.begin - 1]
    found = first_subject(half) or _parsed_subject(half)
    if found is None or not (can_speak(half, found) or _is_shown_to_feel(half, found)):
        return subject
    gender, plural = agreement(half, found)
    return subject if plural or gender not in ("", _ONE_ALONE[tokens[subject.first].low]) else found


def _parsed_subject(half: Sequence[Token]) -> Phrase | None:
    """« Une bergère, plus gaie, se réjouit »: the subject by the parse, behind which something is set apart."""
    head = next((i for i, t in enumerate(half) if t.relation.startswith("nsubj") and t.pos == "NOUN"), 0)
    found = phrase_after(half, head - 1) if head else None
    return found if found is not None and found.first == head - 1 else None


def _is_shown_to_feel(half: Sequence[Token], found: Phrase) -> bool:
    """« Une muletière se montre prudente »: only somebody does; a noun that no list of people has counts too."""
    shown = any(t.low in ("se", "s'") and after.lemma == "montrer" for t, after in pairwise(half))
    return shown and half[found.first].low in ("un", "une")


MINDS = frozenset(("yeux", "avis", "sens"))


def _in_eyes(tokens: Sequence[Token], i: int) -> Cue | None:
    """« À ses yeux, », « à leur avis, » at the head of a clause: whose eyes they are."""
    lows = [t.low for t in tokens[i + 1 : i + 3]]
    if len(lows) < 2 or lows[0] not in ("ses", "leurs", "son", "leur") or lows[1] not in MINDS:
        return None
    after = tokens[i + 3].text if i + 3 < len(tokens) else "."
    if not _heads_clause(tokens, i) or after not in (",", "."):
        return None
    return Cue(i, i, i + 3, ACCORDING, lows[1], frozenset(("assert",)), Phrase(i + 1, i + 3), i + 3)


def _heads_clause(tokens: Sequence[Token], i: int) -> bool:
    return i == 0 or not tokens[i - 1].word or tokens[i - 1].low in words("clause_leads")


def _from_source(tokens: Sequence[Token], i: int) -> Cue | None:
    """« De source policière, », « apprend-on de sources diplomatiques »: a source by what it is close to."""
    first = i + 1
    while first < min(len(tokens), i + 4) and tokens[first].low in ("même", "bonne", "bonnes", "plusieurs", "diverses"):
        first += 1
    if first + 1 >= len(tokens) or tokens[first].low not in ("source", "sources"):
        return None
    told = _heads_clause(tokens, i) or _is_reported(tokens, i)
    if not told or not (first > i + 1 or tokens[first + 1].key in lexicons.keys("voices/closeness.txt") | peoples()):
        return None
    subject = phrase_after_bare(tokens, i + 1)
    if subject is None:
        return None
    return Cue(i, i, subject.last, ACCORDING, "source", frozenset(("assert",)), subject, subject.last)


def _is_reported(tokens: Sequence[Token], i: int) -> bool:
    """Whether « de source … » hangs on words that report: « confirmé de source », « apprend-on de source »."""
    before = [t for t in tokens[max(0, i - 4) : i] if not is_adverb(t)]
    return any(t.low in reporting() for t in before) or any(t.low == "appris" for t in before)


def asked_at(tokens: Sequence[Token], i: int) -> Phrase | None:
    """Who « on » has it from: « a-t-on appris auprès du parquet », « indique-t-on à la préfecture »."""
    while i < len(tokens) and (is_adverb(tokens[i]) or (tokens[i].word and tokens[i].text.startswith("-"))):
        i += 1
    lows = [t.low for t in tokens[i : i + 2]]
    if lows[:1] == ["auprès"] and lows[1:] and lows[1] in ("de", "d'", "du", "des"):
        begin = i + 2
    elif lows[:1] in (["à"], ["au"], ["aux"], ["chez"], ["dans"], ["sur"]):
        begin = i + 1
    else:
        return None
    if begin >= len(tokens) or (tokens[begin - 1].low in ("dans", "sur") and _is_a_name(tokens, begin)):
        return None
    contracted = tokens[begin - 1].low in ("du", "des", "au", "aux")
    if not contracted and tokens[begin].capital and tokens[begin - 1].low == "à":
        stop = begin
        while stop < len(tokens) and tokens[stop].capital and tokens[stop].word:
            stop += 1
        return Phrase(begin - 1, stop)  # « on indique à Bruxelles »: people there
    found = phrase_after_bare(tokens, begin) if contracted else _phrase_here(tokens, begin)
    if found is None or found.first != begin or not is_speaker(tokens, found):
        return None
    return found


def _is_a_name(tokens: Sequence[Token], begin: int) -> bool:
    """« On craint dans l'UE », « on espère sur l'île de Ré »: a place with its article, where « l'entourage » is people."""
    at = begin + is_determiner(tokens[begin])
    return at < len(tokens) and tokens[at].capital


def _overheard(tokens: Sequence[Token], i: int) -> Cue | None:
    """« À l'entendre », « à les en croire », « à l'en croire »."""
    lows = [t.low for t in tokens[i : i + 4]]
    if (len(lows) > 2 and lows[1] in ("l'", "les", "le", "la") and "entendre" in lows[2:3] + lows[3:4]) or (
        lows[1:2] in (["les"], ["l'"]) and lows[2:4] == ["en", "croire"]
    ):
        last = i + 2 + (2 if lows[2] == "en" else 1)
        return Cue(i, i, last, ACCORDING, "entendre", frozenset(("assert",)), Phrase(i + 1, i + 2), last)
    return None


def _source_after(tokens: Sequence[Token], i: int, phrase: tuple[str, ...]) -> Phrase | None:
    token = tokens[i]
    if token.low in words("stressed") or token.low in words("subject"):
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
    while (
        last < len(tokens)
        and tokens[last].word
        and tokens[last].quote < 0
        and tokens[last].low not in words("stops")
        and not is_finite(tokens[last])
    ):
        last += 1
    return Phrase(i, last)


def _phrase_here(tokens: Sequence[Token], i: int) -> Phrase | None:
    """The phrase that starts exactly here."""
    token = tokens[i]
    if (
        is_adverb(token)
        or token.low in words("prepositions")
        or (token.low in ("de", "d'") and skip_adverbials(tokens, i) != i)
    ):
        return None
    return phrase_after(tokens, i)


def _is_no_source(tokens: Sequence[Token], subject: Phrase) -> bool:
    content = [t.low for t in tokens[subject.first : subject.last] if t.word and not is_determiner(t)]
    return bool(content) and content[0] in lexicons.members("voices/not_sources.txt") and not subject.name


def _is_counted(tokens: Sequence[Token], subject: Phrase) -> bool:
    """Things in the plural: cases to tell apart, not sources."""
    return tokens[subject.first].low in ("les", "des", "ces", "ses") and not (
        can_speak(tokens, subject) or tokens[subject.last - 1].low in MINDS
    )


def _opens_opinion(tokens: Sequence[Token], i: int, subject: Phrase) -> bool:
    """« Pour X, … » gives an opinion only at the head of a clause, of a definite or plural speaker, before a comma."""
    before = tokens[i - 1] if i else None
    after = tokens[subject.edges[1]] if subject.edges[1] < len(tokens) else None
    head = (
        before is None
        or before.text in (",", ";", "—", "–", "-", ":", ".")
        or before.low in words("clause_openers")
        or (before.quote >= 0 and is_name(tokens, subject.first, subject.last))  # « un recul » pour X,
    )
    if not head or not can_speak(tokens, subject):
        return False
    if before is not None and before.text == "," and not is_name(tokens, subject.first, subject.last):
        return False  # « … à faire, pour eux, … » is whom it concerns
    if after is not None and after.text not in (",", ":", "."):
        return False
    single = tokens[subject.first].low in ("un", "une")
    place = (
        is_name(tokens, subject.first, subject.last) is False
        and tokens[subject.first].low in ("le", "la", "l'", "les")
        and subject.last == subject.first + 2
        and tokens[subject.first + 1].capital
        and not tokens[subject.first + 1].text.isupper()
    )
    return not single and not place
