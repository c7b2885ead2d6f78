"""Whether « il » or « elles » can be named in a label, in square brackets: who it is is said by `analyse/actors`.

For a person that link is taken only where nothing speaks against it: the sentence before has the same person as its
subject (by name, or by a pronoun of which the same holds), and neither it nor the words before the pronoun name anybody
else. Bodies, groups and things are named by their own phrase, as the text has it before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ...french.grammar.clauses import span_of
from ...model.analysis import Actor, Mention
from ..frames.topics import FAR, Topics
from ..frames.undergoers import is_done_to_somebody
from ..reading import Reading
from .completed import Completed

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..actors.who import Actors

BACK = 4  # sentences that pronouns may pass a name along
NEAR = 4  # words between a noun and what it is called: « le maire Paul Morin »
OBJECTS = ("obj", "iobj")
CORE = ("nsubj", "nsubj:pass", "obj")
PLURAL = frozenset(("ils", "elles", "ceux-ci", "celles-ci", "eux"))
CLOSED = (".", "!", "?", "…", "»", '"')  # what a sentence ends by, and a heading does not


def subject_of(head: Token) -> Token | None:
    """The subject of a predicate, its own or that of the verb it is coordinated with."""
    for _ in range(BACK):
        own = next((child for child in head.children if child.dep_.startswith("nsubj")), None)
        if own is not None or head.dep_ != "conj":
            return own
        head = head.head
    return None


def _noun_told(subject: Token | None, verb: Token | None) -> Token | None:
    """The subject, or the noun that a relative clause or a participle is told of: « la maire, qui a fermé la gare »."""
    relative = subject is not None and "Rel" in subject.morph.get("PronType", [])
    if verb is None or not (relative or (subject is None and verb.dep_ == "acl")):
        return subject
    return verb.head if verb.dep_.startswith("acl") else subject


@dataclass(frozen=True, eq=False)
class Who:
    """The actors as a label may name them: `name` gives what a pronoun stands for, where that is beyond doubt."""

    reading: Reading
    actors: Actors
    mentions: Sequence[Mention]

    @cached_property
    def topics(self) -> Topics:
        return Topics(self.actors)

    @cached_property
    def completed(self) -> Completed:
        return Completed(self.actors)

    def name(self, subject: Token | None) -> str:
        """The person, or the phrase of the body, the group or the thing that a pronoun stands for; else empty."""
        if subject is None or subject.pos_ != "PRON":
            return ""
        person = self.of(subject)
        if person is not None:
            return person.name
        i = self.actors.tree.first_at(subject.idx)
        noun = self._told_before(i)
        noun = self.topics.of(i) if noun < 0 else noun
        if noun >= 0 and (self._counts_otherwise(noun, i) or self._is_outranked(noun, i)):
            return ""
        actor = self.actors.by_id.get(self.actors.heads.get(noun, ""))
        if noun < 0 or (actor is not None and actor.kind == "person" and actor.named):
            return ""
        tree = self.actors.tree
        start, end = tree.chars(tree.span(noun))
        return self.reading.article.text[start:end]

    def _counts_otherwise(self, noun: int, pronoun: int) -> bool:
        """« celles-ci ont bondi » is of several, and no name of one."""
        tree = self.actors.tree
        article = tree.determiner(noun)
        number = tree.morph(article, "Number") if article >= 0 else ""
        number = number or (tree.morph(noun, "Number") if tree.units[noun].pos == "NOUN" else "")
        several = any(True for _ in tree.of(noun, "conj")) or number == "Plur"
        return number != "" and several != (tree.low(pronoun) in PLURAL)

    def _is_outranked(self, noun: int, pronoun: int) -> bool:
        """« Les députés ont voté la loi défendue par le maire. Elle … »: what stands by the way gives way to an object."""
        tree = self.actors.tree
        if tree.relation(noun).startswith("nsubj") or tree.of_sentence[noun] == tree.of_sentence[pronoun]:
            return False
        actors, sentence = self.actors.heads, tree.of_sentence[noun]
        for at in range(noun - 1, max(-1, noun - FAR), -1):
            if tree.of_sentence[at] != sentence:
                break
            core = tree.relation(at) in CORE and tree.units[at].pos in ("NOUN", "PROPN")
            alike = all(tree.morph(at, kind) == tree.morph(noun, kind) for kind in ("Gender", "Number"))
            if core and alike and actors.get(at) != actors.get(noun):
                return True
        return False

    def id_of(self, subject: Token) -> tuple[str, ...]:
        """The id of the actor a word stands for beyond doubt, if any."""
        i = self.actors.tree.first_at(subject.idx)
        found = "" if i in self.actors.unsure else self.actors.heads.get(i, "")
        return (found,) if found else ()

    def names(self, subject: Token | None, verb: Token | None) -> dict[int, str]:
        """What a label has in square brackets, by the place of the word: for the subject, and behind the verb of
        « l'a arrêté » for the object."""
        who = self.name(subject)
        found = {subject.i: f"[{who}]"} if subject is not None and who else self._told_fully(_noun_told(subject, verb))
        for child in verb.children if verb is not None else ():
            whom = self._whom(child) if child.dep_ in OBJECTS and child.i < child.head.i else ""
            shown = child if child.dep_ == "iobj" else child.head  # « lui [X] a écrit », « l'a arrêté [X] »
            found |= {shown.i: f"{shown.text} [{whom}]"} if whom else {}
        return found

    def _told_fully(self, subject: Token | None) -> dict[int, str]:
        """« La maire [Anne Roy] a fermé la gare »: what a noun is called stands behind its phrase."""
        if subject is None or subject.pos_ != "NOUN":
            return {}
        place, words = self.completed.of(self.actors.tree.first_at(subject.idx))
        if place < 0:
            return {}
        last = subject.doc[self.actors.tree.units[place].place]
        return {last.i: f"{last.text} [{words}]"}

    def is_of_many(self, subject: Token | None) -> bool:
        """Whether a subject says which one is meant only to whoever has the article before them."""
        if subject is None or subject.pos_ != "NOUN" or self._told_fully(subject) or self._names_a_body:
            return False
        return self.completed.is_of_many(self.actors.tree.first_at(subject.idx))

    @cached_property
    def _names_a_body(self) -> bool:
        """Whether the title names an organisation, of which « le groupe » will be understood."""
        paragraphs = self.reading.article.paragraphs
        end = paragraphs[0].end if paragraphs and paragraphs[0].kind == "title" else 0
        return any(row.label == "ORG" and row.end <= end for row in self.mentions)

    def _whom(self, pronoun: Token) -> str:
        """Who « l' » or « lui » is, by name or by the phrase before, as it stands inside a sentence."""
        if pronoun.pos_ != "PRON":
            return ""
        tree = self.actors.tree
        noun = self.topics.of(tree.first_at(pronoun.idx))
        if noun < 0:
            return ""
        actor = self.actors.by_id.get(self.actors.heads.get(noun, ""))
        if actor is not None and actor.kind == "person" and actor.named:
            return actor.name if is_done_to_somebody(tree, tree.first_at(pronoun.idx)) else ""
        if tree.units[noun].pos == "PRON":
            noun = self._noun_of(actor, noun)
            if noun < 0:
                return ""
        start, end = tree.chars(tree.span(noun))
        phrase = self.reading.article.text[start:end]
        return phrase if tree.units[tree.first_at(start)].pos == "PROPN" else phrase[:1].lower() + phrase[1:]

    def _noun_of(self, actor: Actor | None, i: int) -> int:
        """The rank of the noun by which somebody was told last before a pronoun; -1 for none near."""
        heads, tree = self.actors.heads, self.actors.tree
        told = (at for at in range(i - 1, max(-1, i - FAR), -1) if actor is not None and heads.get(at) == actor.id)
        nouns = (at for at in told if tree.units[at].pos in ("NOUN", "PROPN"))
        return next((at for at in nouns if not self.topics.is_pointed(at)), -1)

    def _told_before(self, i: int) -> int:
        """The rank of the noun by which the one whom `actors` is sure of was told last; -1 for persons."""
        actor = self.actors.by_id.get(self.actors.heads.get(i, ""))
        if actor is None or actor.doubtful or i in self.actors.unsure or actor.kind == "person":
            return -1
        return self._noun_of(actor, i)

    def of(self, subject: Token | None, back: int = BACK) -> Actor | None:
        """The named person behind a subject pronoun; None for a noun, and where any doubt is left."""
        if subject is None or subject.pos_ != "PRON" or not back:
            return None
        actor = self.actors.at(subject.idx, subject.idx + len(subject.text))
        if actor is None or not actor.named or actor.kind != "person" or actor.entity is None:
            return None
        alone = self.topics.people.is_alone(self.actors.tree.first_at(subject.idx), actor.id)
        return actor if alone or self._goes_on(actor, subject, back) else None

    def _goes_on(self, actor: Actor, pronoun: Token, back: int) -> bool:
        """Whether the sentence before is about the actor, and nobody else comes between."""
        sentences = self.reading.sentences
        place = bisect_left(sentences, pronoun.idx + 1, key=lambda sentence: sentence.start) - 1
        if place < 1:
            return False
        own, before = sentences[place], sentences[place - 1]
        if not self.reading.article.text[before.start : before.end].rstrip().endswith(CLOSED):
            return False
        told = self._people(before.start, before.end)
        if self._people(own.start, pronoun.idx) or any(row.id != actor.entity for row in told):
            return False
        span = span_of(self.reading.doc, before.start, before.end)
        subject = subject_of(span.root) if span is not None else None
        if subject is None:
            return False
        return any(_holds(row, subject) for row in told) or self.of(subject, back - 1) == actor

    def _people(self, start: int, end: int) -> list[Mention]:
        first, last = (bisect_left(self.mentions, place, key=lambda row: row.start) for place in (start, end))
        return [row for row in self.mentions[first:last] if row.label == "PER"]


def _holds(row: Mention, subject: Token) -> bool:
    """The name is the subject, or what the subject noun is called: « le maire Paul Morin »."""
    if row.start <= subject.idx < row.end:
        return True
    called = [child for child in subject.children if child.dep_.startswith(("appos", "flat", "nmod"))]
    led = {child.i for child in called if any(below.dep_ == "case" for below in child.children)}
    return any(
        row.start <= child.idx < row.end and child.i not in led and child.i - subject.i < NEAR for child in called
    )
