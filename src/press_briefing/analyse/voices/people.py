"""Who a noun phrase or a pronoun stands for: the fullest name the article gives, whether it is one, and of what kind.

A scene keeps who has spoken and who was last spoken about. The actors say who is meant where they know; else a
function is the speaker of the moment; a pronoun to the nearest speaker or subject that agrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ... import lexicons
from ...french.grammar.classes import words
from ...french.grammar.nominals import agreement, content_of, is_definite, is_specific, kind_of
from ...french.grammar.phrases import Phrase, head_noun
from ...french.grammar.verbs import is_agent, nouns, speaking
from ...french.tokens import Token
from ...model.analysis import Entity, Mention
from ...model.typography import key
from ..actors.gender import first_name_gender
from ..entities.features import peoples
from ..entities.geography import is_part_of_the_world
from .descriptions import is_demonstrative, is_own, made_by_group, takes_up
from .names import Names
from .party import Party
from .sources import BODY, HEARSAY, OFFICE, OWNED, are_both, is_somebodys, speaks_for, standing
from .tokens import Frame

if TYPE_CHECKING:
    from ...model.analysis import Actor
    from ..actors.who import Actors

FLOOR = 12  # frames in which one speaker alone makes a longer function hers
REACH = 6  # frames a pronoun looks back: farther than that a reader needs the name again
NEAR = 4  # frames in which a description takes up who spoke
MAX_PEOPLE = 300  # names and functions kept in mind: more are in no article, and the work stays linear
FORMER = frozenset(("ancien", "ancienne", "ex"))
NEARBY = 900  # characters in which the only name there is stands behind a pronoun
_PLURAL = frozenset(("ils", "elles", "-ils", "-elles", "-t-ils", "-t-elles", "eux", "les", "ceux-ci", "celles-ci"))
_FEMININE = frozenset(("elle", "elles", "-elle", "-elles", "-t-elle", "-t-elles", "celle-ci", "celles-ci"))
_NEUTRAL = words("no_gender")
_NOBODY = words("no_antecedent")
_AUTHOR = frozenset(("je", "j'", "nous", "moi", "-je"))


@dataclass
class Scene(Names):
    """What the article has told so far: functions, speakers and subjects by frame."""

    roles: list[tuple[str, frozenset[str], Party]] = field(default_factory=list)
    heard: list[tuple[int, int, Party]] = field(default_factory=list)  # (frame, 2 spoke or 1 subject, who)
    bodies: list[tuple[frozenset[str], Party]] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    introduced: set[str] = field(default_factory=set)  # nouns for people that came in with « un »
    nameless: dict[str, Party] = field(default_factory=dict)  # actors without a name, as they were last described
    incise: bool = False  # what is resolved follows its verb: « …, explique la chercheuse »
    turned: bool = False  # the frame says « quant à X »: its pronouns are X

    @classmethod
    def of(cls, text: str, mentions: Sequence[Mention], index: Sequence[Entity], actors: Actors | None = None) -> Scene:
        return cls(text, mentions, {entity.id: entity.name for entity in index}, actors=actors)

    def note(self, frame: Frame, party: Party, *, spoke: bool) -> None:
        """Remember who spoke, or who a frame was about."""
        thing = party.kind in ("group", "institution") and not party.acts and not party.named and not party.plural
        if party.kind not in ("nobody", "author") and not (thing and party.role not in speaking()):
            self.heard.append((frame.number, 2 if spoke else 1, party))
            if party.named and party.kind == "person" and len(self.people) < MAX_PEOPLE:
                self.people.setdefault(key(party.name), party.name)
            if party.gender and party.named:
                self.genders.setdefault(party.name, party.gender)

    # -- resolving ------------------------------------------------------------------------------

    def resolve(self, frame: Frame, phrase: Phrase) -> Party:
        """The party a phrase of a frame stands for."""
        tokens = frame.tokens
        first, last = phrase.edges
        low = tokens[first].low
        if last - first == 1 and low in _AUTHOR | _NOBODY:
            return self._shown(frame, phrase, kind="author" if low in _AUTHOR else "nobody")
        if low == "à" and last - first > 1:
            return self._there(frame, phrase)
        if not self.turned and (told := self._actor(frame, phrase)) is not None:
            return told
        if self._is_pronoun(tokens, phrase):
            return self._pronoun(frame, phrase)
        return self._noun(frame, phrase)

    def _actor(self, frame: Frame, phrase: Phrase) -> Party | None:
        """The named actor the phrase stands for."""
        if self.actors is None:
            return None
        shown = self._shown(frame, phrase)
        row = self.actors.standing(shown.start, shown.end)
        if row is None and frame.tokens[phrase.first].quote >= 0:
            inner = [m for m in self.mention_in(shown.start, shown.end) if m.end - m.start > len(shown.text) - 6]
            row = self.actors.standing(inner[0].start, inner[0].end) if inner else None
        head = head_noun(frame.tokens, phrase)
        if row is not None and not row.named:
            return self._nameless(frame, phrase, row, shown)
        if row is None or (row.entity is None and head in nouns("groups")):
            return None
        places = {m.text for m in self.mention_in(shown.start, shown.end) if m.label == "LOC"}
        if row.kind == "person" and row.name in places:
            return None  # « le recteur de la région académique Bretagne »
        gender, plural = agreement(frame.tokens, phrase)
        low = frame.tokens[phrase.first].low
        kind = "person" if row.kind == "person" else "group" if row.kind == "group" else "institution"
        party = replace(
            shown,
            name=row.name,
            actor=row.id,
            kind=kind,
            named=True,
            acts=True,
            plural=plural and kind != "person",
            gender="f" if low in _FEMININE else gender,
            role=head if head in nouns("persons") else "",
        )
        return self._enriched(frame, phrase, party)

    def _there(self, frame: Frame, phrase: Phrase) -> Party:
        """« On indique à Bruxelles », « à Matignon »: the body whose seat it is, else people nobody names."""
        found = self._actor(frame, Phrase(phrase.first + 1, phrase.last))
        if found is not None and found.kind == "institution" and not self._is_place(found.start, found.end):
            return found
        return self._shown(frame, phrase, kind="group", plural=True)

    def _nameless(self, frame: Frame, phrase: Phrase, row: Actor, shown: Party) -> Party | None:
        """An actor without a name: a pronoun is who the description was, and once pinned down is so everywhere."""
        known = self.nameless.get(row.id)
        if self._is_pronoun(frame.tokens, phrase):
            other = "m" if frame.tokens[phrase.first].low in _FEMININE else "f"
            agrees = known is not None and known.gender != other
            return replace(known, start=shown.start, end=shown.end, text=shown.text) if known and agrees else None
        party = self._noun(frame, phrase, named=False)
        pinned = known.standing if known is not None and known.standing in (OFFICE, BODY) else ""
        if known is not None and pinned and not party.named and party.standing != pinned:
            party = replace(party, name=known.name, standing=pinned)
        if not party.named and party.actor is None:
            party = replace(party, actor=row.id)
        self.nameless[row.id] = party
        return party

    def _is_pronoun(self, tokens: Sequence[Token], phrase: Phrase) -> bool:
        first, last = phrase.edges
        alone = tokens[first].low in words("subject") | {"lui", "eux", "les", "l'"}
        return (last - first == 1 and alone) or is_demonstrative(tokens, phrase)

    def _shown(self, frame: Frame, phrase: Phrase, **known: object) -> Party:
        first, last = phrase.edges
        start, end = frame.tokens[first].start, frame.tokens[last - 1].end
        if frame.tokens[first].text.startswith("-"):
            start += len(frame.tokens[first].text) - len(frame.tokens[first].text.lstrip("-").removeprefix("t-"))
        shown = self.text[start:end]
        return Party(start, end, shown, **{"name": shown, **known})  # type: ignore[arg-type]

    def _same(self, frame: Frame, phrase: Phrase, told: Party, **other: object) -> Party:
        """Somebody told of before, as this phrase shows them."""
        known = {name: getattr(told, name) for name in ("name", "actor", "kind", "named", "role", "standing")}
        return self._shown(frame, phrase, **{**known, **other})

    def _pronoun(self, frame: Frame, phrase: Phrase) -> Party:
        low = frame.tokens[phrase.first].low
        plural = low in _PLURAL or low in ("ces", "leurs", "leur")
        gender = "f" if low in _FEMININE or low == "cette" else "" if low in _NEUTRAL else "m"
        told = (
            self.last(frame, gender=gender, plural=plural)
            or self._only_one(frame, phrase, gender, plural)
            or (self._collective(frame) if plural else None)
        )
        if told is not None and not told.named and told.kind == "person":
            told = self._only_one(frame, phrase, gender, plural, since=told.end) or told
        likely = self._likely(frame, phrase)
        ahead = self.actors.ahead(frame.tokens[phrase.first].start) if self.actors is not None else None
        if told is not None and ahead not in (None, told.actor) and told.start < frame.start:
            told = None
        if told is None or (told.kind == "institution" and likely is not None and likely.kind == "person"):
            return self._shown(frame, phrase, kind="unresolved", gender=gender, plural=plural)
        return self._same(frame, phrase, told, gender=told.gender or gender, plural=plural)

    def _likely(self, frame: Frame, phrase: Phrase) -> Actor | None:
        """Whom the actors take a phrase for, if without being sure which."""
        shown = self._shown(frame, phrase)
        return self.actors.at(shown.start, shown.end, doubtful=True) if self.actors is not None else None

    def _is_other(self, told: Party, likely: Actor | None) -> bool:
        """Whether the actors take the phrase for another person: where two readings differ, nobody is told."""
        return likely is not None and likely.kind == "person" and likely.named and told.actor not in (None, likely.id)

    def _holds_alone(self, frame: Frame, party: Party) -> bool:
        """Whether of those who spoke for a while nobody else lacks a function."""
        near = [row for row in self.heard[-MAX_PEOPLE:] if frame.number - row[0] <= FLOOR and row[1] == 2]
        told = {p.name for _, _, p in self.roles[-MAX_PEOPLE:]}
        return not {row[2].name for row in near if row[2].kind == "person" and row[2].named} - told - {party.name}

    def _named_before(self, here: int) -> int:
        """How many people were named right before."""
        return len({self.called(m)[0] for m in self.mention_in(max(0, here - NEARBY), here) if m.label == "PER"})

    def _is_last_named(self, tokens: Sequence[Token], phrase: Phrase, told: Party) -> bool:
        """Whether no other person was named since somebody spoke: « le chef de la délégation » may be that one.

        Behind words on their own, « …, affirme le chef de la délégation », who spoke goes on.
        """
        if self.incise:
            return True
        here = tokens[phrase.first].start
        since = self.mention_in(max(told.end, here - NEARBY), here)
        return all(self.called(m)[0] == told.name for m in since if m.label == "PER")

    def _collective(self, frame: Frame) -> Party | None:
        """« La famille … Ils affirment »: one body of several people, spoken of right before."""
        told = self.last(frame, plural=False, reach=2)
        return told if told is not None and told.kind in ("group", "institution") and not told.plural else None

    def _only_one(
        self, frame: Frame, phrase: Phrase, gender: str, plural: bool, *, since: int | None = None
    ) -> Party | None:
        """The one person named right before, wherever in the sentence: more than one leaves a pronoun open.

        `since`: in a paragraph after who was told of ends there: « Un voisin appelle », says the title.
        """
        here = frame.tokens[phrase.first].start
        if since is not None:
            since = self.text.find("\n\n", since, here)
            if since < 0:
                return None
        if plural:
            return None
        first = max(since or 0, here - NEARBY)
        named = {m.id: m for m in self.mention_in(first, here) if m.label == "PER"}
        if len(named) != 1:
            return None
        (mention,) = named.values()
        name, actor = self.called(mention)
        known = self.genders.get(name, "")
        if known and gender and known != gender:
            return None
        return Party(mention.start, mention.end, mention.text, name, actor, "person", True, gender)

    def _gender(self, party: Party) -> str:
        """m, f or "" when unknown: as its words tell, or a first name that only women or only men bear."""
        told = party.gender or self.genders.get(party.name, "")
        return told or (first_name_gender(party.name) if party.kind == "person" and party.named else "")

    def last(
        self, frame: Frame, *, gender: str = "", plural: bool | None = None, reach: int = REACH, weakest: int = 1
    ) -> Party | None:
        """The latest speaker or subject that agrees; in one frame, a speaker goes before a subject."""
        nearest: tuple[int, int] | None = None
        chosen: Party | None = None
        for number, strength, party in reversed(self.heard):
            if frame.number - number > reach:
                break
            known = self._gender(party)
            agrees = (not gender or not known or known == gender) and plural in (None, party.plural)
            if agrees and strength >= weakest and (nearest is None or (number, strength) > nearest):
                nearest, chosen = (number, strength), party
        return chosen

    def _noun(self, frame: Frame, phrase: Phrase, *, named: bool = True) -> Party:
        """`named`: whether a person with a name in the phrase may be who is meant: never of « le porte-parole de X »."""
        tokens = frame.tokens
        gender, plural = agreement(tokens, phrase)
        head = head_noun(tokens, phrase)
        if is_part_of_the_world(head):
            return self._shown(frame, phrase, kind="unresolved")  # nobody speaks for « le Sahel »
        name = self._name(frame, phrase, head)
        if name is not None and (named or name[1] is None or name[2] != "PER"):
            shown, actor, label = name
            kind = "person" if label == "PER" else "institution"
            party = self._shown(
                frame,
                phrase,
                name=shown,
                actor=actor,
                kind=kind,
                named=True,
                gender=gender,
                plural=plural and label != "PER",
                role=head if head in nouns("persons") else "",
            )
            return self._enriched(frame, phrase, party)
        kind = kind_of(tokens, phrase, head)
        if kind == "institution" and key(head) in peoples():
            kind = "group" if plural else "person"  # « un Nigérian »
        if kind == "group" and not plural and head not in nouns("groups") and is_definite(tokens, phrase):
            kind = "person" if is_agent(head) else "institution"  # « l'endocrinologue », « l'industrie »
        known = self._known(frame, phrase, head, kind, gender, plural)
        if known is not None and not self._is_other(known, self._likely(frame, phrase)):
            return self._same(frame, phrase, known, gender=known.gender or gender, plural=plural, role=head)
        if kind == "document" and (maker := self._maker(frame, phrase)):
            return self._shown(
                frame,
                phrase,
                name=maker[0],
                actor=maker[1],
                kind=kind,
                named=is_specific(tokens, phrase, kind),
                plural=plural,
                role=head,
                standing=OWNED,
            )
        if kind == "document" and head in HEARSAY and (by := made_by_group(tokens, phrase)):
            return self.resolve(frame, by)  # « les témoignages recueillis par les ONG »
        specific = is_specific(tokens, phrase, kind)
        pinned = standing(tokens, phrase, head, plural=plural, introduced=self.introduced)
        if speaks_for(tokens, phrase, head) and self._holds_body(frame, phrase):
            pinned = BODY
        if not pinned and are_both(tokens, phrase, self._named_before(tokens[phrase.first].start)):
            pinned = OFFICE
        party = self._shown(
            frame, phrase, kind=kind, named=specific, gender=gender, plural=plural, role=head, standing=pinned
        )
        if kind == "institution" and specific:
            self.bodies.append((content_of(tokens, phrase), party))
        return party

    def _enriched(self, frame: Frame, phrase: Phrase, party: Party) -> Party:
        """Remember the function a name comes with, before or after it."""
        if phrase.name or party.role:
            role = Phrase(phrase.first, phrase.last) if phrase.name else phrase
            self.roles.append((head_noun(frame.tokens, role), content_of(frame.tokens, role), party))
        return party

    def _protagonist(self, frame: Frame, gender: str) -> Party | None:
        """The one named person told of in the last sentences; nobody where there are two."""
        near = [row[2] for row in self.heard[-MAX_PEOPLE:] if frame.number - row[0] <= NEAR]
        people = {party.name: party for party in near if party.kind == "person" and party.named}
        told = next(iter(people.values())) if len(people) == 1 else None
        known = self._gender(told) if told else ""
        return None if gender and known and known != gender else told

    def _known(self, frame: Frame, phrase: Phrase, head: str, kind: str, gender: str, plural: bool) -> Party | None:
        tokens = frame.tokens
        if plural or not is_definite(tokens, phrase) or not is_own(tokens, phrase, head):
            return None
        content = content_of(tokens, phrase)
        for role, told, party in reversed(self.roles[-MAX_PEOPLE:]):
            former = told & FORMER and not content & FORMER  # « l'ancien ministre » is not « le ministre »
            if role == head and not former and (content <= told or told <= content):
                return party
        if kind == "institution":
            full = [party for told, party in self.bodies[-MAX_PEOPLE:] if content < told and head in told]
            if full:
                return full[-1]
            return None
        if kind != "person" or is_somebodys(tokens, phrase, head):
            return None
        last = self.last(frame, gender=gender, plural=False, reach=NEAR, weakest=2)
        if takes_up(tokens, phrase, head, incise=self.incise):
            named = last is not None and last.named and last.kind == "person"
            return last if named else self._protagonist(frame, gender)
        told_apart = any(t.low in words("of") for t in tokens[phrase.first + 1 : phrase.last])
        if head.removeprefix("ex-") in lexicons.members("voices/generic.txt"):
            one = self._protagonist(frame, gender)  # « l'ancien joueur du club »
            return one if one is None or not told_apart or self._is_last_named(tokens, phrase, one) else None
        if last is None or last.kind != "person" or not last.named:
            return None
        mine = {role for role, _, party in self.roles[-MAX_PEOPLE:] if party.name == last.name}
        told_apart = told_apart and not (self._holds_alone(frame, last) and self._is_last_named(tokens, phrase, last))
        return last if (not mine and not told_apart) or head in mine else None
