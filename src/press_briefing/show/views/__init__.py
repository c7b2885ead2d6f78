"""The views of a briefing: each a function of a `Context` that gives a `View`, HTML and the same as plain text.

    context = Context(analysis, language="fr")
    chronology(context)

One that shows a table takes the rows to show in its place: `chronology(context, events[events["kind"] == "planned"])`.
None knows another; what several need is in `context`, `markup`, `cells` and `dispersion`.
"""

from .actors import actors, concordance, deeds, mentions, sheet
from .chronology import chronology
from .context import Context
from .head import cleaning, head, key_figures, key_sentences
from .markup import View
from .method import left_out, made_from, method
from .note import note, summary
from .places import places
from .quantities import disagreements, quantities, tolls
from .stances import stances
from .text import text
from .together import together
from .tone import tone, tone_entities, tone_layers, tone_sections, tone_words
from .voices import claims, quotes, sourcing
from .words import distinctive, words

__all__ = [
    "Context",
    "View",
    "actors",
    "chronology",
    "claims",
    "cleaning",
    "concordance",
    "deeds",
    "disagreements",
    "distinctive",
    "head",
    "key_figures",
    "key_sentences",
    "left_out",
    "made_from",
    "mentions",
    "method",
    "note",
    "places",
    "quantities",
    "quotes",
    "sheet",
    "sourcing",
    "stances",
    "summary",
    "text",
    "together",
    "tolls",
    "tone",
    "tone_entities",
    "tone_layers",
    "tone_sections",
    "tone_words",
    "words",
]
