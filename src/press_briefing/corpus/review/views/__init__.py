"""The views of a press review: each a function of a `Review` that gives a `View`, or a `Panel` with controls.

    views.chronology(review)

None knows another. What a view shows is one of `review.tables`; what it links to, `evidence` shows at the end.
"""

from .actors import actors
from .chronology import chronology
from .copies import copies
from .evidence import evidence
from .listing import articles
from .method import method
from .note import note, title
from .places import places
from .tone import tone
from .trends import trends
from .voices import voices
from .volume import volume
from .words import words

__all__ = [
    "actors",
    "articles",
    "chronology",
    "copies",
    "evidence",
    "method",
    "note",
    "places",
    "title",
    "tone",
    "trends",
    "voices",
    "volume",
    "words",
]
