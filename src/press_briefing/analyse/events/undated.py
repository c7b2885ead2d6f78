"""Happenings that no date is given for: those that a summary must have, in the order that the text tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from ...french.grammar.clauses import clause_of, governor, is_finite_clause, span_of
from ...lexicons import keys
from ...model.analysis import Event, Time
from ...model.typography import key, unclosed
from ..frames import VERB, Frame
from ..frames.status import ALLEGED, DENIED, PLANNED, UNREAL
from ..frames.verbs import helped
from ..reading import Reading
from .clauses import SHORTEST, clause_label
from .named import Who, subject_of
from .parties import Telling
from .places import places_in
from .select import names_something, within
from .untold import is_repeated
from .weight import Scale

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = frozenset(("lequel", "laquelle", "lesquels", "lesquelles", "dont"))
A_SENTENCE = 2  # rows of one sentence
RELATIONS = frozenset(("ROOT", "conj", "ccomp", "parataxis"))


class Undated:
    """Finds the happenings of an article that have no date."""

    def __init__(self, reading: Reading, telling: Telling, people: Who, times: tuple[Time, ...]) -> None:
        self.reading, self.telling, self.people, self.times = reading, telling, people, times
        self.tree = telling.tree

    def rows(self, dated: Collection[int]) -> list[Event]:
        """Their rows. `dated`: starts of the sentences that have a dated row, which is enough of them."""
        scale = Scale(self.reading, self.tree)
        told: dict[int, list[Event]] = defaultdict(list)
        for frame in self.telling.frames:
            open_to_it = len(told[frame.sentence]) < A_SENTENCE
            if open_to_it and self.reading.sentences[frame.sentence].start not in dated:
                row = self.row(frame) if self._may_be_told(frame, scale) else None
                told[frame.sentence] += [row] if row is not None and _is_new(row, told[frame.sentence]) else []
        return [row for found in told.values() for row in found]

    def _may_be_told(self, frame: Frame, scale: Scale) -> bool:
        if frame.kind != VERB or frame.negated or frame.status in (UNREAL, DENIED) or not _is_act(frame):
            return False
        if scale.kind(frame) in ("heading", "list-item") or (frame.reported and frame.said_by is None):
            return False
        if self.tree.quoted[frame.head] and not scale.is_weighty(frame):
            return False
        if frame.status == PLANNED and self._tells_back(frame):
            return False
        if is_repeated(self._token(frame.verb), within(self.times, self.reading.sentences[frame.sentence])):
            return False
        if self._is_headline(frame, scale):
            return not self._is_asked(frame)
        verb = helped(self.tree, frame.verb)
        if not frame.finite or self.tree.relation(verb) not in RELATIONS or not _is_told(frame, scale):
            return False
        if self._is_asked(frame) or self._is_judged(frame):
            return False
        return self._is_content(frame, verb) and self._says_who(verb)

    def _tells_back(self, frame: Frame) -> bool:
        """« Il en fera un slogan, répété de 2021 à 2023 »: the future of a story that is over announces nothing."""
        published, sentences = self.reading.article.published.value or "", self.reading.sentences
        here = sentences[frame.sentence]
        near = [
            row for row in sentences[max(frame.sentence - 1, 0) : frame.sentence + 2] if row.paragraph == here.paragraph
        ]
        years = [time.edtf[:4] for row in near for time in within(self.times, row) if time.edtf]
        return bool(years) and max(years) < published[:4]

    def _is_headline(self, frame: Frame, scale: Scale) -> bool:
        """« Deux ouvriers tués sur un chantier »: a title that is a noun with its participle."""
        noun = self.tree.heads[frame.head]
        if scale.kind(frame) != "title" or self.tree.relation(frame.head) != "acl" or noun < 0:
            return False
        return self.tree.heads[noun] < 0 and frame.passive

    def _is_asked(self, frame: Frame) -> bool:
        """A question, or a title that promises an answer: « Pourquoi le pont a fermé »."""
        sentence = self.reading.sentences[frame.sentence]
        text = unclosed(self.reading.article.text[sentence.start : sentence.end])
        first = self.tree.first_at(sentence.start)
        return text.endswith(("?", ":")) or self.tree.low(first) in keys("frames/asking_words.txt")

    def _is_judged(self, frame: Frame) -> bool:
        """« a incontestablement freiné », « est certainement devenu »: the author's opinion."""
        below = self.tree.children[helped(self.tree, frame.verb)]
        return any(self.tree.units[at].key in keys("frames/judging.txt") for at in below)

    def _says_who(self, verb: int) -> bool:
        """Whether the subject is a noun or a name that stands by itself, or a pronoun for somebody known."""
        subject = subject_of(self._token(verb))
        if subject is None or key(subject.text) in keys("frames/speakers.txt"):
            return False
        if subject.pos_ == "PRON":
            return bool(self.people.name(subject))
        pointed = any(key(child.text) in keys("frames/pointing.txt") for child in subject.children)
        named = self.people.actors.at(subject.idx, subject.idx + len(subject.text)) is not None
        counted = any(child.dep_ == "nmod" and child.i > subject.i for child in subject.children)  # « la plupart des »
        empty = key(subject.text) in keys("frames/empty_subjects.txt") and not counted
        return not empty and (named or not pointed)

    def _is_content(self, frame: Frame, verb: int) -> bool:
        """A clause below a verb is told by itself only where that verb says it."""
        if self.tree.relation(verb) != "ccomp":
            return True
        return key(self.tree.units[self.tree.heads[verb]].lemma) in keys("frames/sayings.txt") | keys(
            "frames/weighty.txt"
        )

    def _token(self, rank: int) -> Token:
        return self.reading.doc[self.tree.units[rank].place]

    def row(self, frame: Frame) -> Event | None:
        """The row of a frame; None where no label can be made of it."""
        token = self._token(frame.verb)
        head = token if is_finite_clause(token) else clause_of(token)
        subject = subject_of(head)
        label = clause_label(head, [], self.people.names(subject, head))
        if len(label) < SHORTEST or " " not in label or _hangs_in_the_air(label):
            return None
        sentence = self.reading.sentences[frame.sentence]
        told = self.telling.told((token,))
        return Event(
            date=None,
            start=sentence.start,
            end=sentence.end,
            label=label,
            when=self._when(frame, head),
            action=told.action,
            actors=told.actors,
            targets=told.targets,
            places=places_in(self.tree, self.people.mentions, sentence, label, (*told.actors, *told.targets)),
            certainty="none",
            kind="planned" if frame.status == PLANNED else "event",
            status=frame.status,
            said_by=told.said_by,
            doubtful=self.people.is_of_many(subject),
        )

    def _when(self, frame: Frame, head: Token) -> str:
        """The time words that hang on the clause, as the article has them."""
        for row in within(self.times, self.reading.sentences[frame.sentence]):
            span = span_of(self.reading.doc, row.start, row.end)
            vague = (row.value or "").endswith("_REF") or row.type not in ("DATE", "TIME")
            named = names_something(self.reading.article.text, row)  # « l'édition 2009 »
            if span is not None and not vague and not named and clause_of(governor(span)) == head:
                return row.text
        return ""


def _is_act(frame: Frame) -> bool:
    """Whether its verb tells something done: no state, no telling, no « a été faite ».

    Of somebody who undergoes it a verb of telling is an act: « va être jugée », « a été dénoncé ».
    """
    action = key(frame.action)
    empty = action in keys("frames/light.txt") and frame.passive
    told_of = frame.passive and any(party.actor is not None for party in frame.targets)
    telling = action in keys("frames/sayings.txt") and not told_of
    return not empty and not telling and action not in keys("frames/states.txt")


def _is_told(frame: Frame, scale: Scale) -> bool:
    """Whether tense and weight make news of it.

    A present, or what somebody has to do, is news only where the article begins (« sont interdits » never
    is, « est détruit » can be, nor is what somebody says that others must do); an imperfect is a setting, and what can be or seems to be is no
    act. A rumour needs somebody who tells it. Past the beginning a verb that says little needs somebody who takes part.
    """
    tense, helper, early = scale.tense(frame), scale.helper(frame), scale.is_early(frame)
    matters = scale.is_weighty(frame) or scale.has_parties(frame)
    if helper in keys("frames/possible.txt") and tense != "past":
        return False
    if frame.status == ALLEGED and frame.said_by is None:
        return False
    if helper == "devoir":
        return early and not frame.reported and not frame.passive
    if tense == "present" and frame.status != PLANNED:
        return early and (scale.is_weighty(frame) if frame.passive else matters)
    return (early or matters or not scale.is_light(frame)) and (tense == "past" or frame.status == PLANNED)


def _is_new(row: Event, told: Sequence[Event]) -> bool:
    """Whether no row of its sentence has its words already."""
    return all(row.label not in other.label and other.label not in row.label for other in told)


def _hangs_in_the_air(label: str) -> bool:
    """« dans lesquels les joueurs restent », « pourquoi le pont a fermé »: words of a clause that needs another."""
    words = key(label).replace("'", " ").split()[:3]
    return bool(words) and (words[0] in keys("frames/asking_words.txt") or bool(set(words) & _RELATIVE))
