"""Who says what, sentence by sentence: marked passages with their speaker, reporting expressions with their source.

`hear` reads the article once, in order, so that « il » and « le ministre » find who spoke before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ...french.grammar.after import phrase_after
from ...french.grammar.before import first_subject
from ...french.grammar.classes import is_finite
from ...french.grammar.phrases import Phrase, can_speak, is_speaker, joined
from ...french.grammar.verbs import nouns
from ...french.tokens import Token
from ...model.analysis import Entity, Mention
from ..reading import Reading
from .according import phrase_after_bare, told_by
from .afterwards import told_after
from .apart import cleft_after, inner_speaker, is_asked, shared_verb
from .cues import Cue, find_cues
from .hanging import is_nobodys, left_report, right_report, scope_report
from .heard import Heard, Report, Said
from .held import is_named, is_promotional, is_sentence, is_term
from .interview import interview_of
from .marks import Marked, find_marked
from .people import Party, Scene
from .sources import brought_in
from .tokens import Frame, frames

if TYPE_CHECKING:
    from ..actors.who import Actors

ALONE = 10  # frames in which nobody else is told of: then it is hers however late the words stand
MAX_HEARD = 60
CARRY = 3  # frames a speaker holds the floor after his last quotation


@dataclass(frozen=True)
class Ground:
    """What can be told without a name: marked passages and frames; of each its reporting expressions and subject."""

    marked: tuple[Marked, ...]
    inside: tuple[list[Token], ...]  # the words of each passage
    frames: tuple[Frame, ...]
    cues: tuple[tuple[Cue, ...], ...]
    subjects: tuple[Phrase | None, ...]  # of the first verb, when it can speak


def ground_of(reading: Reading) -> Ground:
    """1. pair the marks, 2. cut frames, 3. find cues: what can be told without a name."""
    article = reading.article
    marked = find_marked(article.text, article.paragraphs)  # 1
    cut = frames(reading.units, reading.plain, article.paragraphs, marked)  # 2
    inside = tuple(reading.between(passage.start, passage.end) for passage in marked)
    return Ground(marked, inside, cut, tuple(map(find_cues, cut)), tuple(map(_speaking_subject, cut)))  # 3


def hear(
    reading: Reading,
    mentions: Sequence[Mention] = (),
    index: Sequence[Entity] = (),
    actors: Actors | None = None,
) -> Heard:
    """The article heard through: 1. - 3. the ground, 4. resolve sources, 5. give each passage its speaker."""
    ground = ground_of(reading)
    marked, cut = ground.marked, ground.frames
    scene = Scene.of(reading.article.text, mentions, index, actors)
    said: list[Said] = []
    reports: list[Report] = []
    aside: list[Marked] = []
    for frame, cues, subject in zip(cut, ground.cues, ground.subjects, strict=True):
        scene.introduced |= brought_in(frame.tokens)
        found = _resolved(scene, frame, cues, subject)  # 4
        reports += found
        _named_after(scene, frame, said)
        for t, token in enumerate(frame.tokens):
            if token.quote >= 0:
                heard = _speech(scene, ground, frame, t, found)  # 5
                if heard is None:
                    aside.append(marked[token.quote])
                else:
                    said.append(heard)
                    if heard.party and not heard.continuation:
                        scene.note(frame, heard.party, spoke=True)
    talk = interview_of(reading.article.text, reading.article.paragraphs, mentions)
    return Heard(cut, marked, tuple(_forward(said)), tuple(reports), tuple(aside), scene, ground.cues, talk)


def _named_after(scene: Scene, frame: Frame, said: list[Said]) -> None:
    """« … ». « Cette petite phrase de X »: the words on their own right before are X's."""
    phrase = told_after(frame.tokens)
    last = said[-1] if said else None
    if phrase is None or last is None or last.frame.number != frame.number - 1 or last.cue is not None:
        return
    party = scene.resolve(frame, phrase)
    if last.party is None or last.continuation:
        said[-1] = replace(last, party=party, continuation=False)
        scene.note(frame, party, spoke=True)


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
    return subject if subject and is_speaker(frame.tokens, subject) else None


def _resolved(scene: Scene, frame: Frame, cues: Sequence[Cue], subject: Phrase | None) -> list[Report]:
    if subject:
        named = scene.resolve(frame, subject)
        if named.kind in ("person", "group") or named.named:
            scene.note(frame, named, spoke=False)
    topic = _topic(frame.tokens)
    scene.turned = topic is not None
    if topic:
        scene.note(frame, scene.resolve(frame, topic), spoke=True)
    found = []
    for cue in cues:
        scene.incise = cue.how == "inverted"
        teller = told_by(frame.tokens, cue)
        party = scene.resolve(frame, teller) if teller else None
        scene.incise = False
        if party and cue.subject and teller is not cue.subject:
            said = frame.tokens[cue.subject.first]
            party = replace(party, start=said.start, end=said.end, text=said.text)
        if party and party.kind != "person" and cue.lemma == "pour" and _after_marks(frame, cue):
            continue  # « une victoire » pour la ville
        if _is_alias(scene, frame, cue):
            continue
        shown = scene.text[frame.tokens[cue.first].start : frame.tokens[cue.last - 1].end]
        several = joined(frame.tokens, cue.subject) if cue.subject else ()
        if several:
            party, *rest = (scene.resolve(frame, one) for one in several)
        found.append(Report(frame, cue, party, shown, tuple(rest) if several else ()))
        if party and cue.subject and can_speak(frame.tokens, cue.subject) and party.kind != "document":
            spoke = bool(cue.classes & _TELLS) and not cue.denied and not _is_within(frame.tokens, cue, found[:-1])
            scene.note(frame, party, spoke=spoke)
    return found


def _is_within(tokens: Sequence[Token], cue: Cue, before: Sequence[Report]) -> bool:
    """« X affirme que des collègues ont signalé … »: told on the word of X, who holds the floor."""
    if cue.how != "verb" or cue.subject is None or tokens[cue.subject.first - 1].low not in ("que", "qu'"):
        return False
    that = cue.subject.first - 1
    return any(r.cue.that and r.party is not None and r.cue.how == "verb" and that - r.cue.last < 2 for r in before)


def _is_alias(scene: Scene, frame: Frame, cue: Cue) -> bool:
    """« David Lacks, dit Day »: a person's other name, no speech."""
    tokens = frame.tokens
    if cue.how != "inverted" or cue.lemma != "dire" or cue.begin < 2 or tokens[cue.begin - 1].text != ",":
        return False
    named = any(t.capital for t in tokens[cue.last : cue.last + 1])
    if tokens[cue.first].low not in ("dit", "dite") or not named:
        return False
    end = tokens[cue.begin - 2].end
    return any(m.label == "PER" and m.end == end for m in scene.mention_in(max(0, end - 60), end))


def _topic(tokens: Sequence[Token]) -> Phrase | None:
    """« Quant à X, elle affirme »: who the sentence turns to."""
    lows = [x.low for x in tokens[:2]]
    if lows[:1] != ["quant"] or lows[1:] not in (["à"], ["au"], ["aux"]):
        return None
    topic = phrase_after(tokens, 2) if lows[1] == "à" else phrase_after_bare(tokens, 2) if tokens[2:] else None
    return topic if topic and topic.first == 2 and can_speak(tokens, topic) else None


def _after_marks(frame: Frame, cue: Cue) -> bool:
    return cue.begin > 0 and frame.tokens[cue.begin - 1].quote >= 0


_TELLS = frozenset(("assert", "object", "quote", "accuse"))


# -- one passage --------------------------------------------------------------------------------


def _speech(scene: Scene, ground: Ground, frame: Frame, t: int, found: Sequence[Report]) -> Said | None:
    """The passage as speech, or None when its marks hold a name, a title, a term or distance."""
    tokens = frame.tokens
    passage, inner = ground.marked[tokens[t].quote], ground.inside[tokens[t].quote]
    if is_asked(tokens, t):
        return Said(passage, frame, None, None)
    told = shared_verb(scene, frame, t, found)
    if told:
        return Said(passage, frame, *told, direct=is_sentence(inner))
    near = right_report(tokens, t, found) or cleft_after(tokens, t, found) or left_report(tokens, t, found)
    if near is None or (near.party is None and near.cue.begin < t):
        told = inner_speaker(scene, frame, inner)
        if told:
            return Said(passage, frame, *told)
    if near and near.cue.how == "verb" and is_nobodys(tokens, near):
        outer = scope_report(
            tokens, t, found
        )  # « Il ajoute que ces coups l'incitent à « … » »: a verb without a speaker
        near = outer if outer and outer.party and not is_nobodys(tokens, outer) else near
    if near and near.party is None and near.cue.how in ("passive", "reduced") and tokens[t - 1].text == ":":
        near = None  # « X est plus nuancée : « … » »: who speaks is the subject
    if near and not (is_named(tokens, t) and not right_report(tokens, t, found)):
        sung = near.cue.classes == {"quote"} and t and tokens[t - 1].text != ":" and not right_report(tokens, t, found)
        if sung and is_term(tokens, t, inner):
            return None
        if near.party is None and near.cue.how in ("reduced", "passive") and not is_sentence(inner):
            return None
        if near.party is None and near.cue.how == "infinitive" and not _goes_on(tokens, near.cue):
            return None if not is_sentence(inner) else Said(passage, frame, None, near.words)
        if near.party is None and near.cue.how == "infinitive":  # « Et de poursuivre : »: who spoke goes on
            return replace(_carried(scene, ground, frame, t, passage), cue=near.words)
        return Said(passage, frame, _unless_denied(tokens, t, near), near.words)
    within = scope_report(tokens, t, found)
    judged = within is not None and "label" in within.cue.classes and inner and inner[0].text[0].islower()
    if passage.dialogue:  # lines alternate: without « dit-il » nobody is told
        return Said(passage, frame, None, None)
    if is_named(tokens, t) and tokens[t - 1].text != ":" and not judged:
        return None
    if within and within.party is None and within.cue.how == "infinitive" and _goes_on(tokens, within.cue):
        return replace(_carried(scene, ground, frame, t, passage), cue=within.words, direct=is_sentence(inner))
    if within:
        if is_term(tokens, t, inner) or (within.party and within.party.kind == "nobody" and not is_sentence(inner)):
            return None
        return Said(passage, frame, _unless_denied(tokens, t, within), within.words, direct=is_sentence(inner))
    if t and tokens[t - 1].text == ":" and not is_promotional(tokens, t):
        party = _before_colon(scene, frame, t)
        if party:
            return Said(passage, frame, party, None)
    if not is_sentence(inner) or _is_part(tokens, t):
        return None
    return _carried(scene, ground, frame, t, passage)


def _is_part(tokens: Sequence[Token], t: int) -> bool:
    """Whether the author's own clause goes on into the marks: « une règle veut que « … » », « la question « … » »."""
    return bool(t) and tokens[t - 1].word and tokens[t - 1].low not in ("et", "mais", "puis", "car", "ou")


def _goes_on(tokens: Sequence[Token], cue: Cue) -> bool:
    """« Et de poursuivre : »; « à noter », « il faut rappeler » are the author's."""
    return cue.begin > 0 and tokens[cue.begin - 1].low in ("de", "d'") and tokens[0].low in ("et", "puis", "avant")


def _unless_denied(tokens: Sequence[Token], t: int, report: Report) -> Party | None:
    """Nobody, for words that somebody « n'a pas dit »; after a colon they are said all the same."""
    denied = report.cue.denied and report.cue.begin < t and tokens[t - 1].text != ":"
    return None if denied else report.party


def _before_colon(scene: Scene, frame: Frame, t: int) -> Party | None:
    """Who is spoken of before « : » when no verb reports: « X enfonce le clou : », « Réaction de X : »."""
    tokens = frame.tokens[: t - 1]
    if not tokens:
        return None
    subject = subject_of_verb = first_subject(tokens)
    if subject is None and not any(is_finite(x) for x in tokens):
        subject = phrase_after(frame.tokens, 0)
    for phrase in (subject, _last_person(scene, frame, t)):
        if phrase and can_speak(tokens, phrase):
            party = scene.resolve(frame, phrase)
            if phrase is not subject_of_verb and scene.is_place(party):
                continue  # « Gabon - prison : « … » »: where it is
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
    alone = _alone(scene, frame) if t == 0 else None
    return Said(passage, frame, alone, None, continuation=alone is not None)


def _alone(scene: Scene, frame: Frame) -> Party | None:
    """The one person told of for a good while, who has spoken too: nobody else can hold the floor."""
    near = [row for row in scene.heard[-MAX_HEARD:] if frame.number - row[0] <= ALONE]
    persons = [row for row in near if row[2].kind in ("person", "group")]
    names = {row[2].name for row in persons}
    spoke = [row for row in persons if row[1] == 2 and row[2].named]
    return spoke[-1][2] if len(names) == 1 and spoke else None


__all__ = ["Heard", "Report", "Said", "hear", "nouns"]
