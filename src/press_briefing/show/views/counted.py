"""Figures: what is counted, the tolls side by side, and where the article disagrees with itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...measure.highlights import is_definite
from ...model.analysis.comparing import FATES
from ..formats import bare, date_text, number
from . import markup, words_of
from .base import Base, forms
from .markup import Column, View, esc, link

if TYPE_CHECKING:
    import pandas as pd

    from ...model.analysis import Disagreement, Side


# Kinds of figures that paper has room for; durations, distances, scores and the rest are on the page.
NEWS = ("people", "money", "share", *FATES)


class Counted(Base):
    """The numbers of an article."""

    def quantities(self) -> View:
        """The figures of the article: what each counts, its kind, value, bound and source.

        A sum told again in another currency stands in the row of the sum.
        """
        table = self.table["quantities"]
        if table.empty:
            return self.none("Chiffres : rien relevé.")
        kinds, bounds = words_of.figure_kinds(self._translate), words_of.bounds(self._translate)
        shown = self._folded(table)
        columns = [
            Column("text", self.say("Expression")),
            Column("what", self.say("Ce qui est compté")),
            Column("kind", self.say("Sorte"), lambda v: esc(kinds.get(v, v))),
            Column("shown", self.say("Valeur"), esc, True, on_paper=False),
            Column("unit", self.say("Unité"), on_paper=False),
            Column("per", self.say("Par"), forms, on_paper=False),
            Column("bound", self.say("Borne"), lambda v: esc(bounds.get(v, v)), on_paper=False),
            Column("source", self.say("Source")),
            Column("sentence", self.say("Phrase"), link, True),
        ]
        return markup.table(
            shown,
            columns,
            caption=self.say("Chiffres donnés par l’article"),
            cut=self.cut("quantities"),
            paper=_counting(shown),
        )

    def _folded(self, table: pd.DataFrame) -> pd.DataFrame:
        """The rows to show: a value for each that is a number, the other currency beside the first."""
        texts = table["text"].tolist()
        for place in (i for i, again in enumerate(table["again"].tolist()) if again and i):
            texts[place - 1] = f"{texts[place - 1]} = {texts[place]}"
        # « Des centaines » is no number: neither 100 nor « plus de 100 » stands in its row.
        definite = table["text"].map(is_definite)
        values = [
            self._value(*row) for row in zip(table["value"], table["second"], table["kind"], table["unit"], strict=True)
        ]
        ranged = table["second"].notna() & (table["bound"] == "at-least")
        bounds = table["bound"].where(definite, "rough").where(~ranged, "exact")
        shown = table.assign(
            text=texts,
            shown=[value if told else "" for value, told in zip(values, definite, strict=True)],
            bound=bounds,
        )
        return shown[~table["again"].astype(bool)]

    def _value(self, value: float, second: Any, kind: str, unit: Any) -> str:
        """A value as a reader sees it; a share in words (« la moitié ») has none beside its expression."""
        if kind == "share" and not bare(unit):
            return ""
        shown = number(value, self.language)
        return shown if bare(second) == "" else f"{shown}–{number(second, self.language)}"

    # -- tolls -------------------------------------------------------------------------------------

    def tolls(self) -> View:
        """Dead, wounded, missing, displaced, arrested: a row a happening, rival tolls side by side in a cell."""
        table = self.table["tolls"]
        if table.empty:
            return self.none("Bilans humains : rien relevé.")
        kinds = [kind for kind in FATES if (table["kind"] == kind).any()]
        heads = words_of.figure_kinds(self._translate)
        rows = [self._happening(group, kinds) for _, group in table.groupby("group", sort=True)]
        import pandas as pd

        columns = [
            Column("event", self.say("Événement")),
            Column("place", self.say("Lieu")),
            Column("date", self.say("Date")),
            *(Column(kind, heads[kind].capitalize(), str) for kind in kinds),
        ]
        return markup.table(
            pd.DataFrame(rows), columns, caption=self.say("Bilans humains, par fait"), cut=self.cut("tolls")
        )

    def _happening(self, group: pd.DataFrame, kinds: list[str]) -> dict[str, str]:
        told = {
            name: next((bare(value) for value in group[name] if bare(value)), "") for name in ("event", "place", "date")
        }
        dates = {"date": date_text(told["date"], self.language) if told["date"] else ""}
        return {**told, **dates, **{kind: self._rivals(group[group["kind"] == kind]) for kind in kinds}}

    def _rivals(self, rows: pd.DataFrame) -> str:
        """The tolls of one kind, each different one once, with who gives it and its sentences."""
        found: dict[tuple[str, str], list[int]] = {}
        for row in rows.to_dict("records"):
            found.setdefault((self._toll(row), bare(row["source"])), []).append(int(row["sentence"]))
        return "<br>".join(self._rival(*told, sentences) for told, sentences in found.items())

    def _rival(self, toll: str, source: str, sentences: list[int]) -> str:
        by = f" ({esc(source)})" if source else ""
        return f"{esc(toll)}{by} {self.links(' '.join(map(str, dict.fromkeys(sentences))))}"

    def _toll(self, row: Mapping[Any, Any]) -> str:
        """« au moins 16 », « plusieurs centaines », « dont 12 »."""
        part = f"{self.say('dont')} " if row["part"] else ""
        if not is_definite(row["text"]):
            return f"{part}{' '.join(row['text'].split())}"
        value = self._value(row["value"], row["second"], row["kind"], "1")
        bound = "" if bare(row["second"]) != "" else words_of.bounds(self._translate).get(row["bound"], "")
        return f"{part}{bound} {value}".replace("  ", " ").strip()

    # -- disagreements -------------------------------------------------------------------------------

    def disagreements(self) -> View:
        """Two figures, dates or versions of one thing within the article, side by side."""
        found = self.analysis.disagreements
        if not found:
            return self.none("Désaccords dans l’article : rien relevé.")
        kinds = words_of.disagreement_kinds(self._translate)
        rows = [(f"{kinds[row.kind]}{self.say(' : ')}{' '.join(row.what.split())}", row) for row in found]
        items = "".join(f"<li>{esc(head)}<ul>{self._sides(row)}</ul></li>" for head, row in rows)
        title = self.say("Désaccords dans l’article")
        sides = [" | ".join([head, *(self._in_words(side, row.kind) for side in row.rows)]) for head, row in rows]
        return View(f'<aside class="note"><p>{esc(title)}</p><ul>{items}</ul></aside>', "\n".join([title, *sides]))

    def _sides(self, row: Disagreement) -> str:
        return "".join(self._side(side, row.kind) for side in row.rows)

    def _side(self, side: Side, kind: str) -> str:
        by = f" ({esc(self._named(side.source))})" if side.source else ""
        told = esc(self._in_words(side, kind))
        return f"<li>{told}{by} {link((self.analysis.sentence_at(side.start) or 0) + 1)}</li>"

    def _in_words(self, side: Side, kind: str) -> str:
        """A date in words; a figure or a version as the article has it."""
        return date_text(side.told, self.language) if kind == "date" else side.told

    def _named(self, source: str) -> str:
        """The name of an actor by its id, or the words of a source."""
        return next((actor.name for actor in self.analysis.actors if actor.id == source), source)


def _counting(table: pd.DataFrame) -> list[int]:
    """The places of the rows that paper has room for: people, tolls, money, shares; all of a table without them."""
    kinds = table["kind"].tolist()
    told = [place for place, kind in enumerate(kinds) if kind in NEWS]
    return (told or list(range(len(kinds))))[: markup.LONGEST_PAPER]
