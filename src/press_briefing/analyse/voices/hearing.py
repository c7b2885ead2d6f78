"""Who says what, sentence by sentence: marked passages with their speaker, reporting expressions with their source.

`hear` reads the article once, in order, so that « il » and « le ministre » find who spoke before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from ... import lexicons
from ...analysis import Entity, Mention
from ...french.grammar.after import phrase_after
from ...french.grammar.before import first_subject
from ...french.grammar.classes import is_adverb, is_finite, words
from ...french.grammar.phrases import Phrase, can_speak
from ...french.grammar.verbs import nouns
from ...french.tokens import Token
from ...typography import key
from ..reading import Reading
from .cues import ACCORDING, Cue, find_cues
from .marks import Marked, find_marked
from .people import Party, Scene
from .sources import brought_in
from .tokens import Frame, frames

CARRY = 3  # frames a speaker holds the floor after his last quotation


@dataclass(frozen=True)
class Report:
    """A reporting expression with the party it comes from (None: nobody is told)."""

    frame: Frame
    cue: Cue
    party: Party | None
    words: str


@dataclass(frozen=True)
class Said:
    """A marked passage that is speech. `cue`: the words that report it. `direct`: no mere piece of a clause."""

    passage: Marked
    frame: Frame
    party: Party | None
    cue: str | None
    continuation: bool = False
    direct: bool = True


@dataclass(frozen=True)
class Heard:
    """An article heard through: its frames, marked passages, speech and reports, in order."""

    frames: tuple[Frame, ...]
    marked: tuple[Marked, ...]
    said: tuple[Said, ...]
    reports: tuple[Report, ...]
    aside: tuple[Marked, ...]
    scene: Scene
    cues: tuple[tuple[Cue, ...], ...]  # of each frame


@dataclass(frozen=True)
class Ground:
    """What can be told without a name: marked passages and frames; of each its reporting expressions and subject."""

    marked: tuple[Marked, ...]
    inside: tuple[list[Token], ...]  # the words of each passage
    frames: tuple[Frame, ...]
    cues: tuple[tuple[Cue, ...], ...]
    subjects: tuple[Phrase | None, ...]  # of the first verb, when it can speak


def ground_of(reading: Reading) -> Ground:
    """1. pair the marks, 2. cut frames, 3. find cues; asked of a reading as `reading.ground`, once."""
    article = reading.article
    marked = find_marked(article.text, article.paragraphs)  # 1
    cut = frames(reading.units, reading.plain, article.paragraphs, marked)  # 2
    inside = tuple(reading.between(passage.start, passage.end) for passage in marked)
    return Ground(marked, inside, cut, tuple(map(find_cues, cut)), tuple(map(_speaking_subject, cut)))  # 3


def hear(reading: Reading, mentions: Sequence[Mention] = (), index: Sequence[Entity] = ()) -> Heard:
    """The article heard through: 1. - 3. the ground, 4. resolve sources, 5. give each passage its speaker."""
    ground = reading.ground
    marked, cut = ground.marked, ground.frames
    scene = Scene.of(reading.article.text, mentions, index)
    said: list[Said] = []
    reports: list[Report] = []
    aside: list[Marked] = []
    for frame, cues, subject in zip(cut, ground.cues, ground.subjects, strict=True):
        scene.introduced |= brought_in(frame.tokens)
        found = _resolved(scene, frame, cues, subject)  # 4
        for report in found:
            reports.append(report)
        for t, token in enumerate(frame.tokens):
            if token.quote >= 0:
                heard = _speech(scene, ground, frame, t, found)  # 5
                if heard is None:
                    aside.append(marked[token.quote])
                else:
                    said.append(heard)
                    if heard.party and not heard.continuation:
                        scene.note(frame, heard.party, spoke=True)
    return Heard(cut, marked, tuple(_forward(said)), tuple(reports), tuple(aside), scene, ground.cues)


def _forward(said: Sequence[Said]) -> list[Said]:
    """« A ». « B », dit X: a passage on its own right before one that tells its speaker is X's too."""
    found = list(said)
    for i in range(len(found) - 2, -1, -1):
        here, after = found[i], found[i + 1]
        held = i and found[i - 1].frame.number >= here.frame.number - 1
        if (
            (here.continuation or here.party is None)
            and not held
            and after.cue
            and after.party
            and not after.continuation
            and after.frame.number == here.frame.number + 1
            and after.frame.tokens[0].quote >= 0
        ):
            found[i] = replace(here, party=after.party)
    return found


def _speaking_subject(frame: Frame) -> Phrase | None:
    subject = first_subject(frame.tokens)
    return subject if subject and can_speak(frame.tokens, subject) else None


def _resolved(scene: Scene, frame: Frame, cues: Sequence[Cue], subject: Phrase | None) -> list[Report]:
    if subject:
        named = scene.resolve(frame, subject)
        if named.kind in ("person", "group") or named.named:
            scene.note(frame, named, spoke=False)
    found = []
    for cue in cues:
        party = scene.resolve(frame, cue.subject) if cue.subject else None
        shown = scene.text[frame.tokens[cue.first].start : frame.tokens[cue.last - 1].end]
        found.append(Report(frame, cue, party, shown))
        if party and cue.subject and can_speak(frame.tokens, cue.subject) and party.kind != "document":
            scene.note(frame, party, spoke=bool(cue.classes & _TELLS) and not cue.denied)
    return found


_TELLS = frozenset(("assert", "object", "quote", "accuse"))


# -- one passage --------------------------------------------------------------------------------


def _speech(scene: Scene, ground: Ground, frame: Frame, t: int, found: Sequence[Report]) -> Said | None:
    """The passage as speech, or None when its marks hold a name, a title, a term or distance."""
    tokens = frame.tokens
    passage, inner = ground.marked[tokens[t].quote], ground.inside[tokens[t].quote]
    near = _right(tokens, t, found) or _left(tokens, t, found)
    if near and near.party is None and near.cue.how == "verb":
        outer = _scope(tokens, t, found)  # « Il ajoute que payer signifie que « … » »: a verb without a speaker
        near = outer if outer and outer.party else near
    if near and not (_is_named(tokens, t) and not _right(tokens, t, found)):
        sung = near.cue.classes == {"quote"} and t and tokens[t - 1].text != ":" and not _right(tokens, t, found)
        if sung and _is_term(tokens, t, inner):
            return None
        if near.party is None and near.cue.how in ("reduced", "passive") and not _is_sentence(inner):
            return None
        if near.party is None and near.cue.how == "infinitive":  # « Et de poursuivre : »: who spoke goes on
            return replace(_carried(scene, ground, frame, t, passage), cue=near.words)
        return Said(passage, frame, near.party, near.words)
    within = _scope(tokens, t, found)
    judged = within is not None and "label" in within.cue.classes and inner and inner[0].text[0].islower()
    if passage.dialogue:  # lines alternate: without « dit-il » nobody is told
        return Said(passage, frame, None, None)
    if _is_named(tokens, t) and tokens[t - 1].text != ":" and not judged:
        return None
    if within:
        if _is_term(tokens, t, inner) or (within.party and within.party.kind == "nobody" and not _is_sentence(inner)):
            return None
        return Said(passage, frame, within.party, within.words, direct=_is_sentence(inner))
    if t and tokens[t - 1].text == ":" and not _is_promotional(tokens, t):
        party = _before_colon(scene, frame, t)
        if party:
            return Said(passage, frame, party, None)
    if not _is_sentence(inner):
        return None
    return _carried(scene, ground, frame, t, passage)


def _right(tokens: Sequence[Token], t: int, found: Sequence[Report]) -> Report | None:
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


def _left(tokens: Sequence[Token], t: int, found: Sequence[Report]) -> Report | None:
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


_SCOPED = frozenset(("label", "object", "ask", "accuse", "hedge"))


def _scope(tokens: Sequence[Token], t: int, found: Sequence[Report]) -> Report | None:
    """The reporting expression a piece of speech inside a clause hangs on: one with a source before one without."""
    told = _governing(tokens, t, [report for report in found if report.party])
    return told or _governing(tokens, t, found)


def _governing(tokens: Sequence[Token], t: int, found: Sequence[Report]) -> Report | None:
    for report in reversed(found):
        cue = report.cue
        if cue.last > t or _blocked(tokens, cue.last, t):
            continue
        if cue.how == ACCORDING and cue.content <= t:
            return report
        if cue.how in ("reduced", "passive") and report.party is None:
            continue
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


def _before_colon(scene: Scene, frame: Frame, t: int) -> Party | None:
    """Who is spoken of before « : » when no verb reports: « X enfonce le clou : », « Réaction de X : »."""
    tokens = frame.tokens[: t - 1]
    if not tokens:
        return None
    subject = first_subject(tokens)
    if subject is None and not any(is_finite(x) for x in tokens):
        subject = phrase_after(frame.tokens, 0)
    for phrase in (subject, _last_person(scene, frame, t)):
        if phrase and can_speak(tokens, phrase):
            party = scene.resolve(frame, phrase)
            if party.kind in ("person", "group", "institution") and (party.named or party.kind != "institution"):
                return party
    return None


def _last_person(scene: Scene, frame: Frame, t: int) -> Phrase | None:
    mentions = [m for m in scene.mention_in(frame.start, frame.tokens[t - 1].end) if m.label == "PER"]
    if not mentions:
        return None
    inside = [i for i, x in enumerate(frame.tokens[:t]) if mentions[-1].start <= x.start < mentions[-1].end]
    return Phrase(inside[0], inside[-1] + 1) if inside else None


def _carried(scene: Scene, ground: Ground, frame: Frame, t: int, passage: Marked) -> Said:
    """A quotation on its own: the frame before when it ends in a colon, else the speaker who holds the floor."""
    if t == 0 and frame.number and ground.frames[frame.number - 1].tokens[-1].text == ":":
        introduced = scene.last(frame, reach=1)
        if introduced:
            return Said(passage, frame, introduced, None)
    for number, strength, party in reversed(scene.heard):
        if frame.number - number > CARRY:
            break
        if strength == 2:
            return Said(passage, frame, party, None, continuation=True)
    return Said(passage, frame, None, None)


# -- what the marks hold ------------------------------------------------------------------------


def _is_named(tokens: Sequence[Token], t: int) -> bool:
    """A word right before the marks says that they hold a name or a term."""
    before = [x.low for x in tokens[max(0, t - 3) : t] if x.word and x.low not in words("determiners", "of")]
    return (
        bool(before)
        and before[-1] in lexicons.members("voices/naming.txt")
        and not (before[-1] in ("dit", "dits") and t > 1 and tokens[t - 2].low in words("avoir", "subject"))
    )


_SPEAKING = frozenset(("je", "j'", "nous", "vous", "tu", "il", "elle", "ils", "elles", "on", "c'", "ce", "ça", "qui"))


@cache
def _small_words() -> frozenset[str]:
    return words("avoir", "être") | _SPEAKING


def _is_sentence(inner: Sequence[Token]) -> bool:
    """Whether a passage is long or finite enough to be somebody's words by itself."""
    said = [token for token in inner if token.word]
    if len(said) >= 8 or (_is_closed(inner) and len(said) > (1 if inner[-1].text[0] in "?!" else 2)):
        return True
    # « a-t-il ajouté » between two misprinted marks is the author's
    finite = any(
        token.key in _small_words() and after.text[0] != "-" for token, after in pairwise((*said, *inner[-1:]))
    )
    return len(said) >= 4 and finite


def _is_closed(inner: Sequence[Token]) -> bool:
    return bool(inner) and inner[-1].text[-1] in ".!?…"


def _is_term(tokens: Sequence[Token], t: int, inner: Sequence[Token]) -> bool:
    """A name or a coined word inside reported words: « Conseil national de transition », la « dédiabolisation »."""
    if not (t and inner):
        return False
    if inner[0].capital and not _is_sentence(inner) and not _is_closed(inner) and tokens[t - 1].word:
        return True
    coined = inner[0].low.endswith(("isation", "isations", "isme", "ismes"))
    return len(inner) == 1 and coined and tokens[t - 1].low in ("la", "le", "l'", "les")


def _is_promotional(tokens: Sequence[Token], t: int) -> bool:
    before = " ".join(x.key for x in tokens[: t - 1])
    return any(before.startswith(key(entry)) for entry in lexicons.entries("voices/promotional.txt"))


__all__ = ["Heard", "Report", "Said", "hear", "nouns"]
