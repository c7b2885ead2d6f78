"""The note: what two pages say of an article, as frozen rows. Everything is extracted, each row names its sentence.

`strip`, `heading`, `lead`, `points`, `numbers`, `moments`, `agenda` and `bar` fill the first page, `matrix`,
`accusations`, `pulls` and `to_check` the second; `views/note.py` lays them out. A function here takes an `Analysis`
and decides what is told; words of our own stand in the view.
"""
from .doubts import accusations, pulls, to_check
from .lead import Lead, lead, main_event
from .opening import Heading, Strip, heading, strip
from .sources import Matrix, bar, matrix
from .story import Moment, Number, Point, agenda, moments, numbers, points

__all__ = ["Heading", "Lead", "Matrix", "Moment", "Number", "Point", "Strip", "accusations", "agenda", "bar", "heading",
           "lead", "main_event", "matrix", "moments", "numbers", "points", "pulls", "strip", "to_check"]
