"""What « il » or « elles » as a subject, « l' », « les » or « lui » as an object, stands for, where `actors` knows nobody.

Taken only where nothing else can be meant: for a subject the one subject before it in its sentence or in the sentence
before, for an object the one noun that takes part there, alone to agree with it, beside no other person. Of a verb that
is done to people (« l'a arrêté ») only people are asked. What is not sure is left.
"""

from __future__ import annotations

from ..actors.pronouns import is_pronoun
from ..actors.who import Actors
from .undergoers import People, gender_of_object, is_done_to_somebody
from .verbs import lemma_in

BACK = 4  # pronouns that may pass a subject along
FAR = 120  # words looked back, so that the work stays linear
HUMAN = 0.5  # from which the encoder takes a noun for people
_SUBJECTS = ("nsubj", "nsubj:pass")
_RIVALS = ("obj", "iobj", "obl:arg", "obl:agent", "nsubj", "nsubj:pass")
_CLOSED = frozenset((".", "!", "?", "…", "»", '"', "”"))  # what a sentence ends by, and a heading does not
_PLURAL = frozenset(("ils", "elles", "les"))
_GENDERS = {"il": "Masc", "ils": "Masc", "elle": "Fem", "elles": "Fem"}
_OBJECTS = frozenset(("le", "la", "les", "l'"))
_CLAUSES = ("words/reporting_verbs.txt", "frames/sayings.txt", "events/support_verbs.txt")  # « il l'a dit »: a clause


class Topics:
    """Finds the noun that a subject pronoun stands for; each pronoun is looked at once."""

    def __init__(self, actors: Actors) -> None:
        self.actors, self.tree = actors, actors.tree
        self.people = People(actors)
        self._found: dict[int, int] = {}

    def of(self, i: int, back: int = BACK) -> int:
        """The rank of that noun; -1 for any other word, and where doubt is left."""
        if not back or self.tree.units[i].pos != "PRON":
            return -1
        if i not in self._found:
            self._found[i] = self._looked_for(i, back) if not self.tree.quoted[i] else -1
        return self._found[i]

    def _looked_for(self, i: int, back: int) -> int:
        before = self._before_the_verb_joined(i)
        if before >= 0:
            return self.of(before, back)
        if is_done_to_somebody(self.tree, i):
            return self.people.of(i)
        return self._noun(i, back) if self._is_object(i) or is_pronoun(self.tree, i) else -1

    def _is_object(self, i: int) -> bool:
        """« l' » of « l'a vendu »; no « l' » of « il l'a dit »."""
        if self.tree.low(i) not in _OBJECTS or self.tree.relation(i) != "obj":
            return False
        return not any(lemma_in(self.tree, self.tree.heads[i], name) for name in _CLAUSES)

    def _before_the_verb_joined(self, i: int) -> int:
        """The « l' » of « l'ont arrêté » for that of « et l'ont transféré »; -1 for none."""
        verb = self.tree.heads[i]
        if self.tree.low(i) not in _OBJECTS or verb < 0 or self.tree.relation(verb) != "conj":
            return -1
        above, low = self.tree.heads[verb], self.tree.low(i)
        joined = (at for at in self.tree.of(above, "obj") if self.tree.low(at) == low and at < i)
        return next(joined, -1) if self.tree.relation(i) == "obj" else -1

    def _noun(self, i: int, back: int) -> int:
        here = self.tree.of_sentence[i]
        first = max(0, i - FAR)
        near = [at for at in range(first, i) if here - self.tree.of_sentence[at] <= 1 and self._may_be(at, i)]
        own = [at for at in near if self.tree.of_sentence[at] == here]
        found = self._only(own, i) if own else self._of_the_sentence_before(i, near, back)
        return found if found >= 0 and self._agrees_with_actors(found, i) else -1

    def _of_the_sentence_before(self, i: int, near: list[int], back: int) -> int:
        start = self.tree.first_at(self.tree.sentences[self.tree.of_sentence[i]].start)
        if start < 1 or self.tree.units[start - 1].text not in _CLOSED:
            return -1
        if near:
            return self._only(near, i)
        told = [at for at in range(max(0, i - FAR), start) if self._is_same(at, i)]
        return self.of(told[-1], back - 1) if told else -1

    def _only(self, near: list[int], i: int) -> int:
        """The one that is a subject, where no other can be meant; of an object any that takes part."""
        right = [at for at in near if self.tree.relation(at) in _SUBJECTS or self._is_object(i)]
        return right[0] if len(near) == len(right) == 1 else -1

    def _is_same(self, at: int, i: int) -> bool:
        """A pronoun of the sentence before that is the same word and a subject, or of one number and an object."""
        tree = self.tree
        if tree.of_sentence[i] - tree.of_sentence[at] != 1 or tree.units[at].pos != "PRON":
            return False
        if self._is_object(i):
            done = self._is_object(at) or is_done_to_somebody(tree, at)
            return done and (tree.low(at) in _PLURAL) == (tree.low(i) in _PLURAL)
        return tree.low(at) == tree.low(i) and tree.relation(at) in _SUBJECTS

    def _may_be(self, at: int, i: int) -> bool:
        """Whether a noun can be what the pronoun stands for: it agrees, and takes part in its clause or is somebody."""
        tree, unit = self.tree, self.tree.units[at]
        if unit.pos not in ("NOUN", "PROPN") or not self._agree(at, i) or self._does_it(at, i):
            return False
        if tree.relation(at) in ("conj", "flat:name", "flat", "appos"):
            return False
        return tree.relation(at) in _RIVALS or at in self.actors.heads or tree.human(at, HUMAN)

    def _does_it(self, noun: int, pronoun: int) -> bool:
        """Whether a noun is the subject of the verb whose object the pronoun is, or the same as that."""
        if not self._is_object(pronoun):
            return False
        heads = self.actors.heads
        doing = self.people.doing(pronoun)
        return noun in doing or any(heads.get(noun, "") == heads.get(at) for at in doing)

    def _agree(self, noun: int, pronoun: int) -> bool:
        low = self.tree.low(pronoun)
        several = any(self.tree.units[at].pos in ("NOUN", "PROPN") for at in self.tree.of(noun, "conj"))
        number = "Plur" if several else self.tree.morph(noun, "Number") or self._number(noun)
        gender = self.tree.morph(noun, "Gender")
        right = number == ("Plur" if low in _PLURAL else "Sing")
        asked = _GENDERS.get(low) or gender_of_object(self.tree, pronoun)
        return right and ("" in (gender, asked) or gender == asked or (several and asked == "Masc"))

    def _number(self, noun: int) -> str:
        """Of a name: that of its article."""
        determiner = self.tree.determiner(noun)
        return (self.tree.morph(determiner, "Number") if determiner >= 0 else "") or "Sing"

    def _agrees_with_actors(self, noun: int, pronoun: int) -> bool:
        """Whether nothing that `actors` takes for likely speaks against it."""
        likely = self.actors.heads.get(pronoun)
        return not self.is_pointed(noun) and (likely is None or likely == self.actors.heads.get(noun))

    def is_pointed(self, noun: int) -> bool:
        """« son mari », « cet homme »: the phrase itself needs another to be understood."""
        determiner = self.tree.determiner(noun)
        if determiner < 0:
            return False
        return self.tree.morph(determiner, "PronType") == "Dem" or self.tree.morph(determiner, "Poss") == "Yes"
