"""Actors: who does or says something, what the article says they did and said, what was done to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ...measure.deeds import MAIN, Line, Sheet, counted, sheets
from ...measure.tables import is_deduced
from ...model.analysis import Claim, Event, Quote
from ..formats import dated, plural
from ..palette import ACTORS
from . import markup, words_of
from .base import forms, quoted, shortened
from .markup import Column, View, esc, link
from .names import DRAWN, Names

if TYPE_CHECKING:
    import pandas as pd

FEW = 3  # sheets of a short article on paper
LINES = 3  # told of one kind on a sheet; more are given as sentences


class Actors(Names):
    """Sheets of the main actors, and the table and the figure of all of them."""

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The sheets of all actors, those mentioned most often first."""
        return sheets(self.analysis)

    def deeds(self, most: int = MAIN) -> View:
        """Sheets of those mentioned most often of whom something is told."""
        shown = [self.sheet(row) for row in self.sheets if row.did or row.said or row.undergone][:most]
        shown = [view if place < FEW or not self.is_brief else self.on_screen(view) for place, view in enumerate(shown)]
        if not shown:
            return self.none("Ce que les acteurs ont fait, dit ou subi : rien relevé.")
        return View("\n".join(view.html for view in shown), "\n\n".join(view.text for view in shown))

    def actors(self) -> View:
        """All actors: where they stand, and their table."""
        if not self.sheets:
            return self.none("Acteurs : rien relevé.")
        return self.everybody()

    def everybody(self) -> View:
        """All actors by number of mentions, of whatever form: where they stand, and their table."""
        if self._marked.empty:
            return self.none("Acteurs : rien relevé.")
        return self.annex(self._positions()) + self._all()

    def sheet(self, row: Sheet) -> View:
        """One actor: function, kind and mentions, then what they did, said and underwent, each line to its sentence."""
        head, items = self._head(row), [(name, self._lines_of(lines)) for name, lines in self._by_kind(row)]
        body = "".join(f"<div><dt>{esc(name)}</dt><dd>{made.html}</dd></div>" for name, made in items)
        name = row.actor.name[:1].upper() + row.actor.name[1:]
        doubt = f" {self._doubt()}" if row.actor.doubtful else ""
        html = (
            f'<div class="actor"><h3>{esc(name)}{doubt}</h3><p class="source">{esc(head)}</p>'
            f'<dl class="deeds">{body}</dl></div>'
        )
        return View(
            html,
            "\n".join([markup.bared(f"{esc(name)}{doubt}"), head, *(f"{name}: {made.text}" for name, made in items)]),
        )

    def _by_kind(self, row: Sheet) -> list[tuple[str, list[Line]]]:
        """What they did, said and underwent, under its name; what is empty together, last."""
        say = self.say
        told = [(say("Fait"), row.did), (say("Dit"), row.said), (say("Subi"), row.undergone)]
        empty = ", ".join(name for name, lines in told if not lines)
        kept = [(name, lines) for name, lines in told if lines]
        return [*kept, (empty.capitalize(), [])] if empty else kept

    def _head(self, row: Sheet) -> str:
        """« président, personne, 12 mentions »: the function as the article words it, the kind, the mentions."""
        kind = words_of.actor_kinds(self._translate)[row.actor.kind]
        count = plural(row.count, self.say("mention"), self.say("mentions"), self.language)
        return " · ".join(filter(None, (row.actor.role, kind, count)))

    def _doubt(self) -> str:
        return f"<em>({esc(self.say('à vérifier'))})</em>"

    def _lines_of(self, lines: Sequence[Line]) -> View:
        """Lines of one kind, each with its sentence; past the first few, the sentences alone."""
        if not lines:
            nothing = self.say("rien relevé")
            return View(f"<em>{esc(nothing)}</em>", nothing)
        shown = [(self._told(line), line) for line in lines[:LINES]]
        items = [f"{html}{chr(0xA0)}{link(self._number(line))}" for html, line in shown]
        if rest := dict.fromkeys(map(self._number, lines[LINES:])):
            items.append(f"{esc(self.say('Aussi, phrases'))} {self.links(' '.join(map(str, rest)))}")
        text = " / ".join(map(markup.bared, items))
        return View("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>", text)

    def _number(self, line: Line) -> int:
        return (self.analysis.sentence_at(line.start) or 0) + 1

    def _told(self, line: Line) -> str:
        """The words of the article that a line shows: what was said, or when what happened."""
        row = line.row
        if isinstance(row, Quote):
            return quoted(shortened(row.words))
        told = shortened(self.analysis.text_of(row) if isinstance(row, Claim) else row.label)
        when = "" if isinstance(row, Claim) else esc(self._when(row))
        return f'{when}<span class="of-article">{esc(told)}</span>'

    def _when(self, row: Event) -> str:
        """The date of a happening before its words, marked where it is deduced."""
        if not row.date:
            return ""
        published = self.analysis.article.published.certainty
        deduced = is_deduced(row.certainty, self.analysis.resolved(row), published)
        return f"{dated(row.date, self.language, deduced=deduced)}{self.say(' : ')}"

    # -- all of them -------------------------------------------------------------------------------

    def _positions(self) -> View:
        """Where the actors stand in the article, those mentioned most often."""
        listed = frozenset(self._marked["id"])
        kept = [sheet.actor for sheet in self.sheets if sheet.actor.id in listed]
        rows = [
            (actor.name, [mention.start for mention in counted(self.analysis, actor)], ACTORS[actor.kind])
            for actor in kept[:DRAWN]
        ]
        caption = self.say("Les acteurs les plus cités, et où ils se trouvent : noms, titres, descriptions et pronoms.")
        return self._dispersion(rows, caption, len(kept))

    def _all(self) -> View:
        kinds = words_of.actor_kinds(self._translate)
        columns = [
            Column("name", self.say("Nom")),
            Column("role", self.say("Fonction")),
            Column("kind", self.say("Sorte"), lambda v: esc(kinds.get(v, v))),
            Column("mentions", self.say("Mentions"), markup.numeric(self.language), True),
            Column("forms", self.say("Formes relevées"), forms, on_paper=False),
            Column("sentences", self.say("Phrases"), self.links),
        ]
        if self._marked["doubt"].any():
            columns.insert(3, Column("doubt", self.say("Doute"), esc))
        return markup.table(
            self._marked,
            columns,
            caption=self.say("Acteurs relevés, par nombre de mentions"),
            most=self.top,
            cut=self.cut("actors"),
            paper=self.names_on_paper,
        )

    @cached_property
    def _marked(self) -> pd.DataFrame:
        """The table of actors in the order of the sheets, with a word for those in doubt."""
        table, order = self.table["actors"], {sheet.actor.id: rank for rank, sheet in enumerate(self.sheets)}
        table = table[table["id"].isin(list(order))]
        table = table.assign(doubt=[self.say("à vérifier") if doubtful else "" for doubtful in table["doubtful"]])
        return table.sort_values("id", key=lambda ids: ids.map(order))

    # -- one of them -------------------------------------------------------------------------------

    def mentions(self, identifier: str, form: str = "", most: int = markup.LONGEST_TABLE) -> View:
        """Every mention of an actor, or those of one form, each in its words and with its sentence."""
        import pandas as pd

        from ...measure.lexicometry import lines_at

        actor = next(actor for actor in self.analysis.actors if actor.id == identifier)
        named = words_of.mention_forms(self._translate)
        kept = [row for row in actor.mentions if form in ("", row.form)]
        lines = lines_at(self.analysis, [(row.start, row.end) for row in kept[:most]])
        rows = [
            {
                "left": line.left,
                "found": line.found,
                "right": line.right,
                "form": named[row.form],
                "doubt": self.say("à vérifier") if row.doubtful else "",
                "sentence": (line.sentence or 0) + 1,
            }
            for row, line in zip(kept, lines, strict=False)
        ]
        if not rows:
            return self.none("Mentions de cette forme : rien relevé.")
        columns = [
            Column("left", self.say("Avant"), esc, True),
            Column("found", self.say("Mention"), lambda v: f"<strong>{esc(v)}</strong>"),
            Column("right", self.say("Après")),
            Column("form", self.say("Forme")),
            Column("sentence", self.say("Phrase"), link, True),
        ]
        if any(row["doubt"] for row in rows):
            columns.insert(4, Column("doubt", self.say("Doute")))
        caption = self.say(
            "{name} : {shown} mentions sur {all}", name=actor.name, shown=len(rows), all=len(actor.mentions)
        )
        return markup.table(pd.DataFrame(rows), columns, caption=caption)

    def concordance(self, most: int = 4, lines: int = 6) -> View:
        """The most mentioned actors, their first mentions in their words."""
        if not self.sheets:
            return self.none("Acteurs : rien relevé.")
        views = [self.mentions(sheet.actor.id, most=lines) for sheet in self.sheets[:most]]
        return self.annex(View("\n".join(view.html for view in views), "\n\n".join(view.text for view in views)))
