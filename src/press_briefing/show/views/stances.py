"""Who accuses, who answers: accusations with their answers side by side, then who praises and supports whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..formats import bare
from . import markup, words_of
from .base import Base
from .markup import Column, View, esc, link

if TYPE_CHECKING:
    import pandas as pd

AUTHOR = "author"  # as in the column `by` of the table
AGAINST, FOR = ("accuses", "blames"), ("praises", "supports")


class Stances(Base):
    """The stances of an article, each with its sentence. What is doubtful is shown only where somebody answers it."""

    def stances(self) -> View:
        """Accusations and reproaches with their answers; then praise and support, and denials of other things."""
        return self._accusations() + self._others()

    def _accusations(self) -> View:
        import pandas as pd

        table = self.table["stances"]
        answers = self._answers(table)
        rows = [
            self._accusation(number, row, answers.get(number, []))
            for number, row in _numbered(table)
            if row["kind"] in AGAINST and (not row["doubtful"] or number in answers)
        ]
        if not rows:
            return self.none("Accusations : rien relevé.")
        columns = [
            Column("by", self.say("Qui accuse"), str),
            Column("kind", self.say("Position")),
            Column("whom", self.say("Qui est visé")),
            Column("what", self.say("De quoi")),
            Column("answer", self.say("Réponse"), str),
            Column("sentence", self.say("Phrase"), link, True),
        ]
        return markup.table(
            pd.DataFrame(rows), columns, caption=self.say("Qui accuse, qui répond"), cut=self.cut("stances")
        )

    def _answers(self, table: pd.DataFrame) -> dict[int, list[dict[str, Any]]]:
        """The denials that are sure, by the number of the accusation each replies to."""
        found: dict[int, list[dict[str, Any]]] = {}
        for _, row in _numbered(table):
            if row["kind"] == "denies" and not row["doubtful"] and bare(row["answers"]) != "":
                found.setdefault(int(row["answers"]), []).append(row)
        return found

    def _accusation(self, number: int, row: dict[str, Any], answers: list[dict[str, Any]]) -> dict[str, Any]:
        doubt = f" <em>{esc(self.say('à vérifier'))}</em>" if row["doubtful"] else ""
        told = "<br>".join(map(self._answer, answers)) or f"<em>{esc(self.say('rien relevé'))}</em>"
        return {
            "by": self._taker(row["by"]) + doubt,
            "kind": self._stance_words[row["kind"]],
            "whom": row["whom"],
            "what": row["what"],
            "answer": told,
            "sentence": row["sentence"],
        }

    def _answer(self, row: dict[str, Any]) -> str:
        """« Paris dément » with its words and its sentence."""
        what = self.say(" : ") + bare(row["what"]) if bare(row["what"]) else ""
        told = f"{bare(row['by'])} {self._stance_words['denies']}{what}"
        return f"{esc(told)} {link(int(row['sentence']))}"

    def _others(self) -> View:
        """Praise, support, and denials of what no accusation of the article tells."""
        table = self.table["stances"]
        kept = table[
            ~table["doubtful"].astype(bool)
            & (table["kind"].isin(FOR) | ((table["kind"] == "denies") & table["answers"].isna()))
        ]
        if kept.empty:
            return self.none("Louanges, soutiens, démentis : rien relevé.")
        columns = [
            Column("by", self.say("Qui"), self._taker),
            Column("kind", self.say("Position"), self._stance_word),
            Column("whom", self.say("À qui")),
            Column("what", self.say("De quoi")),
            Column("sentence", self.say("Phrase"), link, True),
        ]
        return markup.table(kept, columns, caption=self.say("Qui loue, soutient ou dément"), cut=self.cut("stances"))

    @property
    def _stance_words(self) -> dict[str, str]:
        return words_of.stance_kinds(self._translate)

    def _stance_word(self, value: Any) -> str:
        return esc(self._stance_words.get(value, value))

    def _taker(self, value: Any) -> str:
        """A name, the article itself, or that nobody is told."""
        if bare(value) == AUTHOR:
            return esc(self.say("l’article"))
        return esc(value) if bare(value) else f"<em>{esc(self.say('non relevé'))}</em>"


def _numbered(table: pd.DataFrame) -> list[tuple[int, dict[str, Any]]]:
    """The rows of a table with their numbers, from 1."""
    rows: list[Any] = table.to_dict("records")
    return list(enumerate(rows, 1))
