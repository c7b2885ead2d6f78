"""Names that stand in an article and act in nothing: signatures, credits, names of streets and prizes."""

from __future__ import annotations

from ...french.grammar.classes import is_finite, words
from ...lexicons import keys, members
from ...model.article import HEADS
from ..reading import Reading
from .tree import Tree

LONGEST_SIGNATURE = 12  # words
FIRST, LAST = 4, 6  # paragraphs from the top and from the end among which an article is signed
_CREDITS = words("credits")


class Aside:
    """Tells whether the name at these words only signs, credits, or is what something is called."""

    def __init__(self, reading: Reading, tree: Tree) -> None:
        self.article, self.tree = reading.article, tree
        self.signatures = _signatures(reading, tree)

    def holds(self, ranks: range, label: str) -> bool:
        start = self.tree.units[ranks[0]].start
        if not self.article.counts(start):
            return True
        if self._signs(ranks, label) or self._credited(ranks):
            return True
        return self._called(ranks) or (label == "ORG" and self._agency_credit(ranks))

    def _signs(self, ranks: range, label: str) -> bool:
        number = self.tree.of_sentence[ranks[0]]
        return label in ("PER", "ORG") and number >= 0 and self.tree.sentences[number].paragraph in self.signatures

    def _credited(self, ranks: range) -> bool:
        before = [self.tree.units[i].key for i in range(max(0, ranks[0] - 3), ranks[0])]
        marks = [word for word in before if not word[0].isalpha() and word != "©"]
        return bool(_CREDITS & set(before)) and (":" in marks or "©" in before or "(" in marks or "/" in marks)

    def _called(self, ranks: range) -> bool:
        """« la rue Victor-Hugo », « le prix Albert-Londres »: the noun stands right before, « de » aside."""
        at = ranks[0] - 1
        linked = self.tree.low(at) in ("de", "d'", "du")
        noun = at - 1 if linked else at
        if noun < 0 or self.tree.units[noun].capital or self.tree.of_sentence[noun] != self.tree.of_sentence[ranks[0]]:
            return False
        return self.tree.units[noun].key in keys("actors/named_after.txt") and not (linked and len(ranks) == 1)

    def _agency_credit(self, ranks: range) -> bool:
        """« (avec AFP) », « (AFP) - », « avec Reuters. »: an agency that only lent its words."""
        if " ".join(self.tree.units[i].key for i in ranks) not in keys("entities/agencies.txt"):
            return False
        before, after = self.tree.low(ranks[0] - 1), self.tree.low(ranks[-1] + 1)
        if before in ("(", "/", "–", "-", "—") and after in (")", "/", "–", "-", "—", ","):
            return True
        return before == "avec" and self.tree.low(ranks[0] - 2) in ("(", "", ".", "»", "–", "-")


def _signatures(reading: Reading, tree: Tree) -> frozenset[int]:
    """Paragraphs of the body that only sign: a name, and words of signing around it."""
    found = []
    paragraphs = reading.article.paragraphs
    for number, paragraph in enumerate(paragraphs):
        if FIRST <= number < len(paragraphs) - LAST or len(paragraphs) == 1:
            continue
        ranks = tree.ranks(paragraph.start, paragraph.end)
        if paragraph.kind not in HEADS and 0 < len(ranks) <= LONGEST_SIGNATURE:
            inside = [tree.units[i] for i in ranks]
            told = all(
                t.capital or not t.word or t.low in members("actors/signature_words.txt") or t.text.isdigit()
                for t in inside
            )
            closed = inside[-1].text in "?!:" or any(is_finite(t) for t in inside)
            if told and not closed:
                found.append(number)
    return frozenset(found)
