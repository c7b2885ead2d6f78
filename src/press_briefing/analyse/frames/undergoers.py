"""Whom « l' », « les » or « lui » stands for, of a verb that is done to people: « les gendarmes l'ont arrêtée ».

Only people are asked, for only they can be meant: everybody whom the sentence so far and the one before speak of, by a
noun or by a pronoun that `actors` is sure of. One alone who agrees and does not do it is taken; two, or a pronoun of
which nobody knows who it is, leave it open.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...french.grammar.classes import words
from ...lexicons import keys
from ..actors.gender import first_name_gender
from ..actors.pronouns import is_pronoun
from ..actors.tree import Tree
from ..actors.who import Actors
from .doers import subjects
from .relatives import antecedent_of
from .verbs import DEEP, is_infinitive, is_participle, is_verb, lemma_in

PEOPLE = "frames/done_to_people.txt"
FAR = 120  # words looked back, so that the work stays linear
BACK = 4  # pronouns that may pass somebody along
HUMAN = 0.5  # from which the encoder takes a noun for people
_OBJECTS = frozenset(("le", "la", "les", "l'"))
_GIVEN = frozenset(("lui", "leur"))
_PLURAL = frozenset(("les", "leur", "ils", "elles", "eux"))
_FEMININE = frozenset(("elle", "elles", "-elle", "-t-elle", "-elles", "-t-elles"))
_CORE = ("nsubj", "obj")
_CALLED = ("conj", "flat:name", "flat", "appos")


def is_done_to_somebody(tree: Tree, i: int) -> bool:
    """Whether a word is a pronoun before a verb, as the object of what is done to people."""
    verb = tree.heads[i]
    if tree.units[i].pos != "PRON" or not i < verb:
        return False
    if tree.low(i) in _GIVEN:
        return tree.relation(i) == "iobj"
    return tree.low(i) in _OBJECTS and tree.relation(i) == "obj" and _is_done_to_people(tree, verb)


def _is_done_to_people(tree: Tree, verb: int) -> bool:
    """By its lemma, or of a participle in « -é », which the tagger may not know, by its form."""
    form = f"{tree.units[verb].key.rstrip('es')}er"
    return lemma_in(tree, verb, PEOPLE) or (is_participle(tree, verb) and form in keys(PEOPLE))


def gender_of_object(tree: Tree, i: int) -> str:
    """That of « la » and « le »; of « l' » that of the participle, whose ending tells it: « l'a arrêtée »."""
    verb, low = tree.heads[i], tree.low(i)
    if low in ("le", "la"):
        return "Fem" if low == "la" else "Masc"
    if low not in ("l'", "les") or not is_participle(tree, verb):
        return ""
    return "Fem" if tree.low(verb).endswith(("e", "es")) else "Masc"


class People:
    """Finds who it is; asked by the rank of the pronoun, answered by the rank of a word that stands for them."""

    def __init__(self, actors: Actors) -> None:
        self.actors, self.tree = actors, actors.tree
        self._found: dict[int, int] = {}

    def of(self, i: int, back: int = BACK) -> int:
        """The last word before `i` that stands for the one who can be meant; -1 where doubt is left."""
        if i not in self._found:
            self._found[i] = self._only(i, back)
        return self._found[i]

    def _only(self, i: int, back: int) -> int:
        doing = self.doing(i)
        if any(is_pronoun(self.tree, at) and not self._is_known(at) and self._agrees(at, i) for at in doing):
            return -1  # « il l'a félicité »: which of two « il » is, is not known, so neither is « l' »
        does = {self.actors.heads.get(at) for at in doing} - {None}
        found: dict[str | int, int] = {}
        for at in self._spoken_of(i):
            meant = self.of(at, back - 1) if back and is_done_to_somebody(self.tree, at) else at
            if meant in doing or self.actors.heads.get(meant) in does:
                continue
            if meant < 0 or (is_pronoun(self.tree, meant) and not self._is_known(meant)):
                return -1
            found[self.actors.heads.get(meant, meant)] = meant
        return next(iter(found.values())) if len(found) == 1 else -1

    def is_alone(self, i: int, actor: str) -> bool:
        """Whether the subject of a sentence can stand for nobody and nothing but an actor of the sentence before it."""
        here, met = self.tree.of_sentence[i], False
        if self.tree.relation(self.tree.heads[i]) not in ("ROOT", "root", "conj"):
            return False
        for at in range(max(0, i - FAR), i):
            if here - self.tree.of_sentence[at] > 1 or not self._agrees(at, i):
                continue
            own = self.actors.heads.get(at) == actor and at not in self.actors.unsure
            met = met or (own and self.tree.of_sentence[at] < here)
            noun = self.tree.units[at].pos in ("NOUN", "PROPN")
            thing = noun and (self.tree.relation(at).startswith(_CORE) or self.tree.of_sentence[at] == here)
            if not own and (self._is_somebody(at) or thing):
                return False
        return met

    def doing(self, i: int) -> list[int]:
        """The subjects of its verb; of an infinitive those of the verbs above: « il a voulu l'arrêter »."""
        verb = self.tree.heads[i]
        found = [self._meant(at) for at in subjects(self.tree, verb)]
        for _ in range(DEEP):
            if found or verb < 0 or not (is_infinitive(self.tree, verb) or not is_verb(self.tree, verb)):
                break
            verb = self.tree.heads[verb]
            found = [self._meant(at) for at in subjects(self.tree, verb)] if verb >= 0 else []
        return found

    def _meant(self, i: int) -> int:
        """« Morin, qui l'a nommé »: who « qui » is."""
        antecedent = antecedent_of(self.tree, i) if self.tree.low(i) in words("relatives") else -1
        return antecedent if antecedent >= 0 else i

    def _is_known(self, at: int) -> bool:
        return at in self.actors.heads and at not in self.actors.unsure

    def _spoken_of(self, i: int) -> Iterator[int]:
        """Nouns and pronouns for people that agree, in this sentence and the one before."""
        here = self.tree.of_sentence[i]
        for at in range(max(0, i - FAR), i):
            near = here - self.tree.of_sentence[at] <= 1
            if near and (self._is_somebody(at) or self._is_given_to(at, i)) and self._agrees(at, i):
                yield at

    def _is_given_to(self, at: int, i: int) -> bool:
        """« leur a imposé des sanctions »: states and bodies can be given something too."""
        return self.tree.low(i) in _GIVEN and at in self.actors.heads

    def _is_somebody(self, at: int) -> bool:
        """A person, a group, or a noun that the encoder takes for people; no « ministre » of « l'a nommé ministre »."""
        tree = self.tree
        if tree.relation(at) in _CALLED or (tree.relation(at) == "xcomp" and tree.determiner(at) < 0):
            return False
        row = self.actors.by_id.get(self.actors.heads.get(at, ""))
        if is_done_to_somebody(tree, at):
            return True
        if row is None:
            return is_pronoun(tree, at) or tree.human(at, HUMAN)
        return row.kind in ("person", "group")

    def _agrees(self, at: int, i: int) -> bool:
        """In number and gender, as far as both are known; people joined by « et » are several."""
        tree = self.tree
        several = any(tree.units[child].pos in ("NOUN", "PROPN") for child in tree.of(at, "conj"))
        plural = several or tree.low(at) in _PLURAL or tree.morph(at, "Number") == "Plur"
        if plural != (tree.low(i) in _PLURAL):
            return False
        asked, own = self._gender(i), self._gender(at)
        return "" in (asked, own) or asked == own or (several and asked == "Masc")

    def _gender(self, at: int) -> str:
        if is_done_to_somebody(self.tree, at):
            return gender_of_object(self.tree, at)
        if is_pronoun(self.tree, at):
            return "Fem" if self.tree.low(at) in _FEMININE else "Masc"
        row = self.actors.by_id.get(self.actors.heads.get(at, ""))
        if row is not None and row.named:  # the tagger guesses at names
            return {"m": "Masc", "f": "Fem"}.get(first_name_gender(row.name), "")
        return self.tree.morph(at, "Gender")
