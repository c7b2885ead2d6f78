"""Tables of what is told: when, how many, what happened, what is said and where it differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...model.analysis import Analysis, in_doubt
from ...model.analysis.said import Source, Speaker
from .declared import Column, Rows, table
from .rows import Places, spans


@table(
    Column("number", "number of the disagreement, from 1", "int64"),
    Column("kind", "figure, date or version"),
    Column("what", "what the sides differ on"),
    Column("told", "what this side says"),
    Column("source", "who says it, empty: the article"),
    Column("start", "first character", "int64"),
    Column("end", "character after the last", "int64"),
    Column("sentence", "sentence", "int64"),
)
def disagreements(analysis: Analysis) -> Rows:
    """One row a side of a disagreement."""
    places = Places(analysis)
    return (
        {
            "number": number,
            "kind": row.kind,
            "what": row.what,
            "told": side.told,
            "source": side.source,
            "start": side.start,
            "end": side.end,
            "sentence": places.sentence(side.start),
        }
        for number, row in enumerate(analysis.disagreements, 1)
        for side in row.rows
    )


@table(
    Column("date", "EDTF date, empty where the article gives none"),
    Column("label", "words of the article that tell it"),
    Column("actors", "who does it: names of actors"),
    Column("places", "places named there"),
    Column("certainty", "day, month, year, interval, open, inferred or vague; none: undated, in the order of the text"),
    Column("kind", "event, background or planned"),
    Column("quantities", "figures given in its sentence"),
    Column("resolved", "how its date was resolved; inherited: from the happening told right before it"),
    Column("section", "heading above it"),
    Column("also", "other dates and sentences for the same happening"),
    Column("sentence", "sentence", "int64"),
    Column("when", "the article's own words for the time, empty where it has none"),
    Column("action", "lemma of its verb or event noun"),
    Column("targets", "to whom or what it is done: names of actors"),
    Column("status", "happened, ongoing, planned, denied or alleged"),
    Column("said_by", "on whose word it is told, empty: the article's own"),
    Column("inherited", "true where the date is that of the happening told right before it", "bool"),
    Column("negated", "true where it is told not to have happened", "bool"),
    Column("actor_ids", "rows of actors"),
    Column("target_ids", "rows of actors"),
    Column("place_ids", "rows of entities"),
    Column("doubtful", "true where it is to be checked: no view shows it as told", "bool"),
    Column("confidence", "how likely it is right, 0 to 1, by sheets of readers; empty: nothing to weigh", "double"),
    Column("unsure", "true where fewer than half of such rows in unread articles were right: views mark it", "bool"),
)
def chronology(analysis: Analysis) -> Rows:
    """One row a happening: in date order, then those without a date in the order of the text."""
    places = Places(analysis)
    names = {row.id: row.name for row in analysis.entity_index} | {row.id: row.name for row in analysis.actors}
    return (
        {
            "date": row.date,
            "label": row.label,
            "actors": _listed(row.actors, names),
            "places": _listed(row.places, names),
            "certainty": row.certainty,
            "kind": row.kind,
            "resolved": analysis.resolved(row),
            "section": places.section(row.start),
            "quantities": " | ".join(q.text for q in analysis.quantities if row.start <= q.start < row.end),
            "also": " ".join(f"{date}@{places.sentence(start)}" for start, _, date in row.also),
            "sentence": places.sentence(row.start),
            "when": row.when,
            "action": row.action,
            "targets": _listed(row.targets, names),
            "status": row.status,
            "said_by": names.get(row.said_by or "", ""),
            "inherited": row.inherited,
            "negated": row.negated,
            "actor_ids": " ".join(row.actors),
            "target_ids": " ".join(row.targets),
            "place_ids": " ".join(row.places),
            "doubtful": row.doubtful,
            "confidence": row.confidence,
            "unsure": row.unsure,
        }
        for row in analysis.events
    )


def _listed(ids: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(one, one) for one in ids)


def is_deduced(certainty: str, resolved: str, published: str) -> bool:
    """Whether a date is of our making: its year was inferred, or it leans on the date of an article that was.

    `certainty` of the event and how its date was `resolved`, as in the chronology; `published`: as the article's own.
    """
    made = "inferred" in (certainty, resolved) or resolved == "inherited"
    return made or (resolved == "published" and published == "inferred")


@table(
    Column("speaker", "fullest name or function, empty: none found"),
    Column("words", "what is between the marks"),
    Column("cue", "verb or noun that reports it"),
    Column("named", "whether a name was found for the speaker", "bool"),
    Column("kind", "person, institution, group, document"),
    Column("size", "words quoted", "int64"),
    Column("continuation", "speaker carried over from the quotation before", "bool"),
    Column("start", "first character", "int64"),
    Column("end", "character after the last", "int64"),
    Column("sentence", "sentence", "int64"),
    Column("actor", "row of actors that the speaker is, empty: none"),
    Column("source_type", "of the speaker, as in claims"),
    Column("kind_doubtful", "as in claims", "bool"),
    Column("confidence", "how likely it is right, 0 to 1, by sheets of readers; empty: nothing to weigh", "double"),
    Column("unsure", "true where fewer than half of such rows in unread articles were right: views mark it", "bool"),
)
def quotes(analysis: Analysis) -> Rows:
    """One row a quotation, in the order of the text."""
    from ..sourcing import type_of

    kinds = [type_of(row) for row in analysis.quotes]
    told = spans(analysis, analysis.quotes, "words", "cue", "named", "kind", "continuation", "confidence", "unsure")
    return (
        {
            **span,
            "speaker": _called(row.speaker),
            "actor": _actor(row.speaker),
            "size": len(row.words.split()),
            "source_type": kind,
            "kind_doubtful": in_doubt(kind),
        }
        for row, kind, span in zip(analysis.quotes, kinds, told, strict=True)
    )


def _actor(source: Source | Speaker | None) -> str:
    """The id of the actor that a source is; nothing where it is none."""
    return (source.actor or "") if source else ""


def _called(source: Source | Speaker | None) -> str:
    """What a source is called: its name, or the words that designate it; nothing where there is none."""
    return (source.name or source.text) if source else ""


@table(
    Column("source", "words that name the source"),
    Column("source_type", "author, named, institutional, office, anonymous, unattributed"),
    Column("cue", "reporting word"),
    Column("hedge", "words that hold it at a distance"),
    Column("act", "assertion, or demand: asked, hoped, promised, threatened, felt, judged"),
    Column("claim", "the passage"),
    Column("start", "first character", "int64"),
    Column("end", "character after the last", "int64"),
    Column("sentence", "sentence", "int64"),
    Column("actor", "row of actors that the source is, empty: none"),
    Column(
        "kind_doubtful",
        "true where anonymous: of 37 such rows in articles that no rule was written on, 25 were wrong",
        "bool",
    ),
    Column("confidence", "how likely it is right, 0 to 1, by sheets of readers; empty: nothing to weigh", "double"),
    Column("unsure", "true where fewer than half of such rows in unread articles were right: views mark it", "bool"),
)
def claims(analysis: Analysis) -> Rows:
    """One row what is told on somebody's word, in the order of the text."""
    told = spans(
        analysis, analysis.claims, "source_type", "cue", "hedge", "act", "kind_doubtful", "confidence", "unsure"
    )
    return (
        {**span, "source": _called(row.source), "actor": _actor(row.source), "claim": analysis.text_of(row)}
        for row, span in zip(analysis.claims, told, strict=True)
    )


@table(
    Column("kind", "accuses, blames, denies, praises or supports"),
    Column("by", "who takes it; empty where nobody is told, `author` for the article's own voice"),
    Column(
        "whom", "on whom; empty where it is none: a denial that does not say whose charge, a cause that is supported"
    ),
    Column("what", "of what, in words of the article"),
    Column("cue", "words that tell it"),
    Column("answers", "row of this table that a denial replies to, from 1", "int64", optional=True),
    Column("by_id", "row of actors"),
    Column("whom_id", "row of actors"),
    Column("confidence", "how sure it is, 0 to 1", "double"),
    Column("start", "first character", "int64"),
    Column("end", "character after the last", "int64"),
    Column("sentence", "sentence", "int64"),
    Column("doubtful", "true where it is to be checked: no view shows it as told", "bool"),
)
def stances(analysis: Analysis) -> Rows:
    """One row a stance, in the order of the text."""
    places, names = Places(analysis), {row.id: row.name for row in analysis.actors}

    def name(party: str | None) -> str:
        return names.get(party, party) if party else ""

    return (
        {
            "kind": row.kind,
            "by": name(row.by),
            "whom": name(row.whom),
            "what": row.what,
            "cue": row.cue,
            "by_id": row.by or "",
            "whom_id": row.whom or "",
            "confidence": row.confidence,
            "start": row.start,
            "end": row.end,
            "sentence": places.sentence(row.start),
            "doubtful": row.doubtful,
            "answers": None if row.answers is None else row.answers + 1,
        }
        for row in analysis.stances
    )
