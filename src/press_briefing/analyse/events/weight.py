"""What speaks for a happening without a date: where it stands, who takes part, what kind of act it is, its tense."""

from __future__ import annotations

from ...lexicons import keys
from ...model.typography import key
from ..actors.tree import Tree
from ..frames import Frame
from ..frames.verbs import finite_form, helped
from ..reading import Reading

EARLY = 8  # sentences in which an article says what it is about


class Scale:
    """Tells of the frames of one article what they have going for them."""

    def __init__(self, reading: Reading, tree: Tree) -> None:
        self.reading, self.tree = reading, tree
        body = (n for n, row in enumerate(reading.sentences) if self._kind(row.paragraph) != "title")
        self._early = next(body, 0) + EARLY

    def _kind(self, paragraph: int) -> str:
        paragraphs = self.reading.article.paragraphs
        return paragraphs[paragraph].kind if paragraph < len(paragraphs) else "body"

    def kind(self, frame: Frame) -> str:
        """The kind of paragraph that a frame stands in."""
        return self._kind(self.reading.sentences[frame.sentence].paragraph)

    def is_early(self, frame: Frame) -> bool:
        """Whether it stands in the title, in the lead or where the text begins."""
        return frame.sentence < self._early or self.kind(frame) in ("title", "lead")

    def is_weighty(self, frame: Frame) -> bool:
        """Whether it is an act that chronologies are made of."""
        return key(frame.action) in keys("frames/weighty.txt")

    def is_light(self, frame: Frame) -> bool:
        """Whether its verb says little without what stands behind it."""
        return key(frame.action) in keys("frames/light.txt")

    def has_parties(self, frame: Frame) -> bool:
        """Whether somebody does it or undergoes it."""
        return any(party.actor is not None for party in (*frame.actors, *frame.targets))

    def tense(self, frame: Frame) -> str:
        """present, imperfect, future, or past: what is compound, or of the past by its ending.

        « sont nourris » is of the present: how things are, and no act. « vient de fermer » is of the past.
        """
        finite = finite_form(self.tree, frame.verb)
        if finite < 0 or any(True for _ in self.tree.of(frame.verb, "aux:tense")):
            return "past"
        led = {self.tree.low(at) for at in self.tree.of(frame.verb, "mark", "case")}
        if self.helper(frame) == "venir" and led & {"de", "d'"}:
            return "past"
        tenses = {"Pres": "present", "Imp": "imperfect", "Fut": "future"}
        return tenses.get(self.tree.morph(finite, "Tense"), "past")

    def helper(self, frame: Frame) -> str:
        """The verb that shades it (« doit », « peut »); empty where there is none."""
        top = helped(self.tree, frame.verb)
        return key(self.tree.units[top].lemma) if top != frame.verb else ""
