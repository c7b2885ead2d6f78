"""What every view of a briefing is a function of: the analysis, its tables, and words in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any

from ...measure import deeds, tables
from ...model.analysis import Analysis
from ..formats import bare, number, typeset
from ..messages import translator
from . import markup
from .markup import View, esc, link

LINKS = 3  # sentences told in a cell
TOP = 20  # rows of a table of words or names, where nobody says otherwise
NAMES_ON_PAPER = 14  # of these, on paper
# Below so many sentences the two pages of the note show in full what a large figure would show again.
SHORT = 40
# Below so many the paper leaves out figures that repeat at length what note and tables tell; the page has them.
MIDDLE = 120


class Teller:
    """What tells a reader things, in one language. `top`: rows shown of a table of words or names.

    `translate` turns one of our French messages into that language, as it stands; `say` also fills in its values and
    sets its spaces.
    """

    def __init__(self, language: str, top: int) -> None:
        self.language, self.top = language, top
        self.translate = translator(language)

    def say(self, message: str, **values: Any) -> str:
        """A message in the reader's language, its values filled in, its spaces set."""
        return typeset(self.translate(message).format(**values), self.language)

    def quote(self, words: str) -> str:
        """Words of the article as HTML between the quotation marks of the reader's language, marked as the article's."""
        first, last = self.say("« {words} »", words="|").split("|")
        return f'{first}<span class="of-article">{words}</span>{last}'

    @property
    def names_on_paper(self) -> int:
        """Rows of a table of names on paper: fewer than on the page, unless more than usual were asked for."""
        return self.top if self.top > TOP else NAMES_ON_PAPER

    def none(self, message: str) -> View:
        """A line for a view that has nothing to show."""
        return View.of(prose=markup.paragraph(self.say(message), "nothing"))

    def on_screen(self, view: View) -> View:
        """A view for the page and the notebook: the paper leaves it out."""
        return replace(view, html=f'<div class="on-screen">{view.html}</div>')

    def on_paper(self, view: View) -> View:
        """A view for the paper alone: the page and the notebook show more in its place."""
        return View(f'<div class="on-paper" hidden>{view.html}</div>', "")

    def cut(self, name: str) -> Callable[[int], str]:
        """The line under a table that is cut: how many rows are left out, and the CSV that has them all."""
        return lambda left: self.say(
            "Lignes non montrées : {left} ; toutes dans {name}.csv, avec les données jointes.",
            left=number(left, self.language),
            name=name,
        )

    def columns(self, sheet: tables.DeclaredColumns) -> Callable[..., markup.ShownColumn]:
        """How columns of a declared table are shown: `column(name, show=…, head=…, numeric=…)`.

        The head is the column's label, and numbers are set as numbers, unless told otherwise.
        """
        declared = {column.name: column for column in sheet.columns}

        def column(
            name: str, show: Callable[[Any], str] | None = None, *, head: str = "", numeric: bool | None = None
        ) -> markup.ShownColumn:
            counted = declared[name].type in ("int64", "double") if numeric is None else numeric
            usual = markup.numeric(self.language) if counted else esc
            return markup.ShownColumn(name, self.say(head or declared[name].label), show or usual, counted)

        return column


class Context(Teller):
    """One analysis and its tables, in one language.

    `tables["chronology"]` is one of its tables, a pandas frame, made when first looked up.

    Parameters
    ----------
    analysis: what was found in the article.
    language: of the views, fr or en.
    top: rows of a table of words or names, 1 or more.
    annexes: whether pages have what is else for the notebook and the data alone.

    Raises
    ------
    `UsageError` for a language that we do not speak.
    """

    def __init__(self, analysis: Analysis, *, language: str = "fr", top: int = TOP, annexes: bool = False) -> None:
        super().__init__(language, top)
        self.analysis, self.annexes = analysis, annexes
        self.tables = tables.Tables(tables.TABLES, analysis)

    @cached_property
    def sheets(self) -> list[deeds.ActorDeeds]:
        """What each actor did, said and underwent, those mentioned most often first."""
        return deeds.sheets(self.analysis)

    # -- where a view stands -----------------------------------------------------------------------

    def annex(self, view: View) -> View:
        """A view for the notebook and the data alone: pages leave it out, unless annexes were asked for."""
        return view if self.annexes else replace(view, html=f'<div class="annex">{view.html}</div>')

    def annex_if(self, condition: bool, view: View) -> View:
        """A view that pages leave out under a condition: where the note shows the same in full."""
        return self.annex(view) if condition else view

    @property
    def is_brief(self) -> bool:
        """Whether the article is too short for large figures."""
        return len(self.analysis.sentences) < SHORT

    def on_long_paper(self, view: View) -> View:
        """A figure that paper shows of a long article only, the page always, a short article nowhere."""
        if self.is_brief or len(self.analysis.sentences) >= MIDDLE:
            return self.annex_if(self.is_brief, view)
        return self.on_screen(view)

    # -- links to evidence -------------------------------------------------------------------------

    def number(self, offset: int) -> int:
        """The number, from 1, of the sentence that holds a character of the text."""
        return (self.analysis.sentence_at(offset) or 0) + 1

    def links(self, value: Any, most: int = LINKS) -> str:
        """Links to the first sentences of a row, told as « 3 7 12 », and how many more there are.

        Parameters
        ----------
        value: numbers of sentences, from 1, apart by spaces.
        most: links that are shown.

        Returns
        -------
        HTML.
        """
        numbers = [int(number) for number in bare(value).split()]
        shown, left = ", ".join(map(link, numbers[:most])), len(numbers) - most
        if left <= 0:
            return shown
        return f"{shown} {esc(self.say('et {count} autres', count=left) if left > 1 else self.say('et 1 autre'))}"
