"""What makes a reporting expression a claim, and the words that hedge it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ... import lexicons
from ...french.grammar.classes import is_determiner, is_finite, is_title, words
from ...french.grammar.objects import is_infinitive
from ...french.grammar.phrases import Phrase, can_speak, is_speaker, past_quantity
from ...french.grammar.verbs import is_agent
from ...french.tokens import Token, units_in
from .according import MINDS
from .attribution import Report
from .cue import ACCORDING, NOMINAL, Cue
from .people import Party
from .sources import source_type
from .tokens import Frame

_POSSIBLE = ("pourrait", "pourraient")
_HEARSAY_MOOD = ("serait", "seraient", "aurait", "auraient")


def is_claim(report: Report) -> bool:
    """Whether a report holds an assertion with a source that can speak."""
    cue, tokens = report.cue, report.frame.tokens
    if report.party is None or report.party.kind == "nobody" or cue.subject is None or cue.denied:
        return False
    if _is_condition(tokens, cue.subject) or _is_neither(tokens, cue.subject):
        return False
    if not (can_speak(tokens, cue.subject) or speaks(tokens, cue, report.party) or cue.lemma in MINDS):
        return False
    if cue.how == ACCORDING:
        return True
    if cue.how == NOMINAL:
        return "assertion" in cue.classes
    if cue.how in ("reduced", "passive"):
        told = cue.classes & {"label", "accuse"} or cue.lemma in lexicons.members("voices/passive.txt")
        shared_out = cue.lemma == "attribuer" and not _is_blamed(tokens, cue)
        return (
            bool(told)
            and not shared_out
            and not (cue.lemma in lexicons.members("voices/as.txt") and not _as_follows(tokens, cue.last))
        )
    if cue.how == "inverted" and tokens[-1].text == "?" and not any(t.quote >= 0 for t in tokens):
        return False
    if cue.how == "infinitive" and not _is_done(tokens, cue):
        return False
    if "accuse" in cue.classes:
        return True
    if (not cue.that or cue.lemma in lexicons.members("voices/showing.txt")) and not speaks(tokens, cue, report.party):
        return False
    if cue.that:
        return bool(cue.classes & {"assert", "object", "hedge", "document"})
    if cue.classes & {"assert", "object"} and _is_pointed_at(tokens, cue):
        return True
    if cue.how == "verb" and not _is_told(tokens, cue):
        return False
    if "object" in cue.classes and _has_object(tokens, cue):
        return True
    if "assert" not in cue.classes:
        return False
    return _asserts(tokens, report)


def _is_neither(tokens: Sequence[Token], subject: Phrase) -> bool:
    """« Ni la maire ni le préfet n'ont confirmé »: of both it is told that they did not."""
    return subject.first > 0 and tokens[subject.first - 1].low == "ni"


def _is_condition(tokens: Sequence[Token], subject: Phrase) -> bool:
    """« La cour sera saisie si elle estime que … »; « S'il assure que …, les élus doutent » grants that he does."""
    return subject.first > 1 and tokens[subject.first - 1].low in ("si", "s'")


def speaks(tokens: Sequence[Token], cue: Cue, party: Party | None = None) -> bool:
    """Whether the subject is an actor, a name, a noun of those who speak, or somebody by its form."""
    return cue.subject is not None and (
        (party is not None and party.acts)
        or is_speaker(tokens, cue.subject)
        or _somebody(tokens, cue)
        or (cue.lemma not in lexicons.members("voices/showing.txt") and is_agent_phrase(tokens, cue.subject))
    )


def is_agent_phrase(tokens: Sequence[Token], subject: Phrase) -> bool:
    """« Les exploitants du gazoduc »: the noun of the phrase is somebody by its form."""
    heads = (t for t in tokens[past_quantity(tokens, subject) : subject.last] if t.pos == "NOUN")
    head = next(heads, None)
    return head is not None and is_agent(head.low)


def _somebody(tokens: Sequence[Token], cue: Cue) -> bool:
    """A noun that no list has speaks when it « estime que »: « les deux écuries estiment que »."""
    first, last = cue.subject.edges if cue.subject else (0, 0)
    content = cue.that or is_infinitive(tokens, cue.last)
    return content and last - first > 1 and is_determiner(tokens[first]) and cue.lemma in _personal()


@cache
def _personal() -> frozenset[str]:
    return lexicons.members("voices/personal.txt")


def _is_done(tokens: Sequence[Token], cue: Cue) -> bool:
    """« … tient à préciser que », « Et le ministre d'ajouter : »."""
    before = tokens[max(0, cue.begin - 6) : cue.begin]
    if any(t.low in words("done") for t in before):
        return True
    alone = not any(is_finite(t) for t in tokens[: cue.begin])
    return bool(before) and before[-1].low in ("de", "d'") and alone


def _is_pointed_at(tokens: Sequence[Token], cue: Cue) -> bool:
    """« C'est ce qu'a annoncé X », « comme le souligne X », « comme X l'a expliqué »: what is said stands beside."""
    start = cue.begin
    ends = cue.last >= len(tokens) or not tokens[cue.last].word
    if (
        cue.lemma in lexicons.members("voices/answers.txt")
        and (ends or cue.how == "inverted")
        and _takes_up(tokens, cue.subject.first if cue.how == "verb" and cue.subject else start)
    ):
        return True
    if cue.how == "verb" and cue.subject and cue.last - start > 1:
        clitic = any(t.low in ("l'", "le") for t in tokens[start : cue.last])
        start = min(start, cue.subject.first) if clitic else 0
    if not start:
        return False
    before = [t.low for t in tokens[max(0, start - 4) : start]]
    if before[-1:] == ["comme"] or before[-2:] == ["ainsi", "que"]:
        return True
    return before[-2:] in (["ce", "que"], ["ce", "qu'"]) and before[:-2][-1:] == ["est"]


def _takes_up(tokens: Sequence[Token], start: int) -> bool:
    """« …, ce que » right before a verb or its subject, « des accusations qu' »."""
    before = tokens[max(0, start - 3) : start]
    if len(before) < 2 or before[-1].low not in ("que", "qu'"):
        return False
    if before[-2].low == "ce":
        return len(before) > 2 and before[0].text in (",", "-", "–", "—", "(")
    return before[-2].pos in ("NOUN", "ADJ", "PROPN") or before[-2].text == ","


@cache
def _objects() -> dict[str, tuple[str, frozenset[str]]]:
    return {verb: (rule, frozenset(heads.split())) for verb, rule, heads in lexicons.rows("voices/objects.tsv")}


def _is_told(tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether the object makes the verb speech: « relève des erreurs » does, « relève ses objectifs » does not."""
    rule, heads = _objects().get(cue.lemma, ("", frozenset()))
    if not rule or cue.content >= len(tokens) or not tokens[cue.content].word:
        return True
    following = [t.low for t in tokens[cue.content : cue.content + 5] if t.word]
    stop = next((i for i, low in enumerate(following) if low in words("of") and i), len(following))
    held = any(low in heads for low in following[:stop])
    return held if rule == "only" and following[0] not in ("de", "d'") else not held


@cache
def _bad_deeds() -> frozenset[str]:
    return frozenset(noun for noun, kind in lexicons.rows("voices/deeds.tsv") if kind == "bad")


def _is_blamed(tokens: Sequence[Token], cue: Cue) -> bool:
    """« attribué par X à Y », « des attaques attribuées à Y par X »; « les notes attribuées aux élèves » are given."""
    i = cue.last
    if cue.begin and tokens[cue.begin - 1].low.removesuffix("s") in _bad_deeds():
        return True
    return i < len(tokens) and tokens[i].low == "par" and any(t.low in ("à", "au", "aux") for t in tokens[i : i + 12])


def _as_follows(tokens: Sequence[Token], i: int) -> bool:
    return any(t.low == "comme" for t in tokens[i : i + 12])


def _has_object(tokens: Sequence[Token], cue: Cue) -> bool:
    """A noun phrase as object right after the verb: « annonce la création », « dénonce des violences »."""
    i, begin = cue.content, cue.begin
    if cue.how == "inverted":
        return begin > 1 and tokens[begin - 1].text in (",", "–", "—", "-") and tokens[begin - 2].quote < 0
    if " " in cue.lemma and cue.last < len(tokens) and tokens[cue.last].low in words("of"):
        return True  # « fait état d'une hausse »
    if i >= len(tokens):
        return False
    if tokens[i].quote >= 0 or tokens[i].text == ":":
        return tokens[i].text == ":"
    return (
        is_determiner(tokens[i])
        or tokens[i].low in ("des", "de", "du", "d'")
        or tokens[i].capital
        or is_title(tokens[i])
        or tokens[i].low in words("of")
    )


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
    if after is not None and after.low in ("en", "y"):
        i = cue.last  # the clitic, no preposition
    while i + 1 < len(tokens) and tokens[i].low in words("clitics", "negation"):
        i += 1  # « dit en avoir parlé », « affirme ne pas savoir »
    infinitive = (
        tokens[i].low.endswith(("er", "ir", "oir", "re"))
        and not tokens[i].capital
        and (tokens[i].pos in ("", "VERB", "AUX") or tokens[i].relation == "xcomp")
    )
    judged = cue.lemma in words("judging") and tokens[i].word and tokens[i].quote < 0
    return (infinitive and len(tokens[i].low) > 3) or (judged and cue.lemma not in ("se dire", "se déclarer"))


# -- hedges -------------------------------------------------------------------------------------


@cache
def _expressions() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Hedging expressions by their first word, longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for entry in lexicons.entries("voices/hedges.txt"):
        expression = tuple(token.low for token in units_in(entry))
        table.setdefault(expression[0], []).append(expression)
    return {head: tuple(sorted(rows, key=len, reverse=True)) for head, rows in table.items()}


def hedge_of(frame: Frame, text: str, party: Party | None, report: Report | None) -> str | None:
    """The words that hold a claim at a distance: its own, a conditional, or its unnamed source."""
    # « a annoncé que … seraient » is the future seen from the past, no distance; « selon X, … seraient » is.
    reported = report is not None and report.cue.that
    own = _expression(frame, text) or _conditional(frame, _POSSIBLE if reported else (*_POSSIBLE, *_HEARSAY_MOOD))
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
            if tuple(t.low for t in tokens[i : i + len(expression)]) == expression:
                return text[token.start : tokens[i + len(expression) - 1].end]
    return None


def _conditional(frame: Frame, moods: Sequence[str]) -> str | None:
    """The conditional of hearsay: « aurait été », « pourrait chercher »; not one that « si » conditions."""
    tokens = frame.tokens
    lows = [t.low for t in tokens]
    if any(
        low in ("si", "s'") and i + 1 < len(lows) and (low == "si" or lows[i + 1] in ("il", "ils"))
        for i, low in enumerate(lows)
    ):
        return None
    return next((t.text for i, t in enumerate(tokens) if t.low in moods and _of_hearsay(tokens, i)), None)


def _of_hearsay(tokens: Sequence[Token], i: int) -> bool:
    """« aurait été tué », « serait lié à », « pourrait chercher »; not « ce serait bien » or « aurait dû »."""
    before = next((t for t in reversed(tokens[:i]) if t.low not in ("ne", "n'", "se", "s'", "y", "en")), None)
    if before is not None and before.low in words("no_hearsay"):
        return False
    if tokens[i].low in _POSSIBLE:
        return True
    after = next((t for t in tokens[i + 1 : i + 5] if t.word and t.low not in words("adverbs")), None)
    return (
        after is not None
        and after.low not in ("dû", "pu", "fallu", "voulu", "suffi")
        and (
            after.low in lexicons.members("voices/behind_hearsay.txt")
            or after.low.endswith(lexicons.entries("voices/participle_endings.txt"))
        )
    )


def unsourced(frame: Frame, text: str) -> str | None:
    """The hedge of a sentence that gives no source."""
    return _expression(frame, text) or _conditional(frame, (*_POSSIBLE, *_HEARSAY_MOOD))


def goes_on(before: Report, frame: Frame, text: str) -> bool:
    """Whether a sentence in the conditional is still the word of who spoke in the one before: « Il aurait pris … »."""
    if "\n\n" in text[before.frame.end - 1 : frame.start] or any(t.quote >= 0 for t in frame.tokens):
        return False
    apart = any(t.low in lexicons.members("voices/turns.txt") for t in frame.tokens[:3])
    return not apart and _conditional(frame, _HEARSAY_MOOD) is not None
