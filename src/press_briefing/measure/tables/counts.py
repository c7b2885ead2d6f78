"""Tables of what an article counts: dates, quantities, tolls."""

from __future__ import annotations

from ...model.analysis import Analysis
from .declared import Column, Rows, table
from .rows import Places, spans

_OF_TOLL = ("kind", "value", "second", "bound", "what", "source", "text")


@table(
    Column("text", "the expression"),
    Column("type", "TIMEX3 type"),
    Column("value", "TIMEX3 value"),
    Column("edtf", "EDTF date"),
    Column("certainty", "how it was resolved"),
    Column("anchor", "what it was resolved against"),
    Column("start", "first character", "int64"),
    Column("end", "character after the last", "int64"),
    Column("sentence", "sentence", "int64"),
)
def times(analysis: Analysis) -> Rows:
    """One row a time expression, in the order of the text."""
    return spans(analysis, analysis.times, "text", "type", "value", "edtf", "certainty", "anchor")


@table(
    Column("text", "the expression"),
    Column("value", "number", "double"),
    Column("unit", "what is counted"),
    Column("per", "what it is reckoned by"),
    Column("bound", "exact, about, at-least, at-most, more-than, less-than"),
    Column(
        "kind", "dead, wounded, missing, displaced, arrested, people, money, share, duration, distance, score or other"
    ),
    Column("what", "what is counted or measured"),
    Column("source", "who gives it, empty: the article"),
    Column("start", "first character", "int64"),
    Column("end", "character after the last", "int64"),
    Column("sentence", "sentence", "int64"),
    Column("second", "upper end of a range, other side of a score", "double"),
    Column("cause", "happening it comes from, in words of the article"),
    Column("again", "true where it says the figure before in another unit", "bool"),
    Column("event", "row of chronology that tells it, from 1; 0: none", "int64"),
    Column("confidence", "how likely it is right, 0 to 1, by sheets of readers; empty: nothing to weigh", "double"),
)
def quantities(analysis: Analysis) -> Rows:
    """One row a quantity, in the order of the text."""
    kept = ("text", "value", "unit", "bound", "kind", "what", "source", "second", "cause", "again", "confidence")
    return (
        {**told, "per": " | ".join(row.per), "event": 0 if row.event is None else row.event + 1}
        for row, told in zip(analysis.quantities, spans(analysis, analysis.quantities, *kept), strict=True)
    )


@table(
    Column("group", "number of the happening, from 1", "int64"),
    Column("event", "happening, in words of the article"),
    Column("place", "where"),
    Column("date", "EDTF date of the event"),
    Column("kind", "dead, wounded, missing, displaced or arrested"),
    Column("value", "number", "double"),
    Column("second", "upper end of a range", "double"),
    Column("bound", "as in quantities"),
    Column("what", "who is counted"),
    Column("part", "true where it counts some of another toll", "bool"),
    Column("source", "who gives it, empty: the article"),
    Column("text", "the expression"),
    Column("sentence", "sentence", "int64"),
)
def tolls(analysis: Analysis) -> Rows:
    """One row a toll, in the order of the text; rival tolls of one happening share its number."""
    from ..tolls import tolls as found

    places = Places(analysis)
    return (
        {
            "group": row.group,
            "event": row.event,
            "place": row.place,
            "date": row.date,
            "part": row.part,
            **{name: getattr(row.quantity, name) for name in _OF_TOLL},
            "sentence": places.sentence(row.quantity.start),
        }
        for row in found(analysis)
    )
