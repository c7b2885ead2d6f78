"""The note: what two pages say of an article, as frozen rows. Everything is extracted, each row names its sentence.

`strip`, `heading`, `lead`, `numbers`, `moments`, `agenda` and `bar` fill the first page beside `highlights.points`;
`matrix`, `accusations`, `pulls` and `to_check` the second; `views/note` lays them out. A function here takes an
`Analysis` and decides what is told; words of our own stand in the view.
"""

from .bearers import Bearer, Bearers
from .doubts import Accusation, accusations, denials, pulls, to_check
from .lead import Lead, When, lead
from .main import main_event
from .opening import Heading, Masthead, heading, strip
from .sources import Matrix, bar, matrix
from .story import Moment, NoteNumber, agenda, moments, numbers

__all__ = [
    "Accusation",
    "Bearer",
    "Bearers",
    "Heading",
    "Lead",
    "Masthead",
    "Matrix",
    "Moment",
    "NoteNumber",
    "When",
    "accusations",
    "agenda",
    "bar",
    "denials",
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
