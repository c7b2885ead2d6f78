"""The parts of a briefing, each a method that a notebook cell shows."""

from __future__ import annotations

from typing import Any

from . import note as notes
from .actors import Actors
from .annotated import MARKS, annotated
from .charge import Charge
from .counted import Counted
from .head import Head
from .markup import View, esc
from .method import Method
from .stances import Stances
from .voices import Voices
from .when import When


class Page(Head, When, Actors, Charge, Voices, Stances, Counted, Method):
    """The views of one analysis in one language. `top`: rows shown of a frequency table."""

    def note(self) -> View:
        """The note: two pages that answer first, each line with its sentence."""
        return notes.note(self)

    def summary(self) -> dict[str, Any]:
        """The first page of the note as plain words, for a mail and an archive."""
        return notes.summary(self)

    def left_out(self) -> View:
        """The line that names the sections which pages leave out; whoever sets the page adds their titles."""
        told = esc(self.say("Hors de ces pages, faute de matière ou réservé au carnet et aux données"))
        return View(f'<p class="left-out-sections">{told}</p>', "")

    def text(self) -> View:
        """The annotated text with its legend."""
        legend = " ".join(f'<mark class="{css}">{esc(self.say(name))}</mark>' for css, name in MARKS.items())
        label = esc(self.say("Légende"))
        return View(f'<nav class="legend" aria-label="{label}">{legend}</nav>', "") + annotated(self.analysis)
