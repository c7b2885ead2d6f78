"""The note: what two pages say of an article, as frozen rows. Everything is extracted, each row names its sentence.

`strip`, `heading`, `lead`, `numbers`, `moments`, `agenda` and `bar` fill the first page beside `highlights.points`;
`matrix`, `accusations`, `pulls` and `to_check` the second; `views/note` lays them out. A function here takes an
`Analysis` and decides what is told; words of our own stand in the view.
"""

from .doubts import accusations, pulls, to_check
from .lead import Lead, lead, main_event
from .opening import Heading, Masthead, heading, strip
from .sources import Matrix, bar, matrix
from .story import Moment, NoteNumber, agenda, moments, numbers

__all__ = [
    "Heading",
    "Lead",
    "Masthead",
    "Matrix",
    "Moment",
    "NoteNumber",
    "accusations",
    "agenda",
    "bar",
    "heading",
    "lead",
    "main_event",
    "matrix",
    "moments",
    "numbers",
    "pulls",
    "strip",
    "to_check",
]
