"""Who was spoken of when: what a title, a description or a pronoun looks back to."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import acting
from .book import Book, Draft
from .tree import Tree

MOST = 400  # mentions kept in mind


@dataclass(frozen=True)
class Seen:
    """A mention that was read: where, whose, and whether it was the subject."""

    rank: int
    sentence: int
    draft: str
    subject: bool
    quoted: bool


@dataclass
class Scene:
    """The mentions read so far, the latest last."""

    book: Book
    tree: Tree
    seen: list[Seen] = field(default_factory=list)

    def see(self, rank: int, draft: Draft) -> None:
        """Remember a mention."""
        subject = acting.part(self.tree, rank) == acting.ACTS and not self._is_called_within(rank, draft)
        sentence = self.tree.of_sentence[rank]
        self.seen.append(Seen(rank, sentence, draft.id, subject, self.tree.quoted[rank]))
        del self.seen[:-MOST]

    def _is_called_within(self, rank: int, draft: Draft) -> bool:
        """« un soldat » of « Roux, fils de Morin, un soldat, demande »: it describes Morin, and Morin demands nothing."""
        above = self.tree.heads[rank]
        if self.tree.relation(rank) != "appos" or above < 0:
            return False
        called = self.book.of(above)
        return called is not None and called is not draft

    def back(self, rank: int, sentences: int) -> list[Seen]:
        """What was read in this sentence and so many before it, the latest first."""
        here = self.tree.of_sentence[rank]
        found = []
        for seen in reversed(self.seen):
            if here - seen.sentence > sentences:
                break
            found.append(seen)
        return found

    def meets(self, rank: int, draft: Draft) -> bool:
        """Whether the draft is already another party of the verb the word at `rank` hangs on."""
        ranks = [seen.rank for seen in self.back(rank, 0) if seen.draft == draft.id]
        return acting.meet(self.tree, rank, ranks)

    def drafts(self, rank: int, sentences: int) -> list[Draft]:
        """Those spoken of there, each once, the latest first."""
        ids = dict.fromkeys(seen.draft for seen in self.back(rank, sentences))
        return [self.book.drafts[i] for i in ids]
