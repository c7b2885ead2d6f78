"""Tables of what is told: when, how many, what happened, what is said and where it differs."""
from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from ..analysis import Analysis, in_doubt
from .rows import Places, frame, spans

_OF_TOLL = ("kind", "value", "second", "bound", "what", "source", "text")


def times(analysis: Analysis) -> pd.DataFrame:
    """One row a time expression, in the order of the text."""
    return spans(analysis, "times", analysis.times, "text", "type", "value", "edtf", "certainty", "anchor")


def quantities(analysis: Analysis) -> pd.DataFrame:
    """One row a quantity, in the order of the text."""
    kept = ("text", "value", "unit", "bound", "kind", "what", "source", "second", "cause", "again")
    table = spans(analysis, "quantities", analysis.quantities, *kept)
    return table.assign(per=[" | ".join(row.per) for row in analysis.quantities],
                        event=[0 if row.event is None else row.event + 1 for row in analysis.quantities])


def tolls(analysis: Analysis) -> pd.DataFrame:
    """One row a toll, in the order of the text; rival tolls of one happening share its number."""
    from ..tolls import tolls as found

    places = Places(analysis)
    return frame("tolls", ({"group": row.group, "event": row.event, "place": row.place, "date": row.date,
                            "part": row.part,
                            **{name: getattr(row.quantity, name) for name in _OF_TOLL},
                            "sentence": places.sentence(row.quantity.start)} for row in found(analysis)))


def disagreements(analysis: Analysis) -> pd.DataFrame:
    """One row a side of a disagreement."""
    places = Places(analysis)
    return frame("disagreements", ({"number": number, "kind": row.kind, "what": row.what, "told": side.told,
                                    "source": side.source, "start": side.start, "end": side.end,
                                    "sentence": places.sentence(side.start)}
                                   for number, row in enumerate(analysis.disagreements, 1) for side in row.rows))


def chronology(analysis: Analysis) -> pd.DataFrame:
    """One row a happening: in date order, then those without a date in the order of the text."""
    places = Places(analysis)
    names = {row.id: row.name for row in analysis.entity_index} | {row.id: row.name for row in analysis.actors}
    return frame("chronology", (
        {"date": row.date, "label": row.label, "actors": _listed(row.actors, names),
         "places": _listed(row.places, names), "certainty": row.certainty, "kind": row.kind,
         "resolved": analysis.resolved(row),
         "section": places.section(row.start),
         "quantities": " | ".join(q.text for q in analysis.quantities if row.start <= q.start < row.end),
         "also": " ".join(f"{date}@{places.sentence(start)}" for start, _, date in row.also),
         "sentence": places.sentence(row.start), "when": row.when, "action": row.action,
         "targets": _listed(row.targets, names), "status": row.status,
         "said_by": names.get(row.said_by or "", ""), "inherited": row.inherited,
         "negated": row.negated, "doubtful": row.doubtful} for row in analysis.events))


def _listed(ids: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(one, one) for one in ids)


def is_deduced(certainty: str, resolved: str, published: str) -> bool:
    """Whether a date is of our making: its year was inferred, or it leans on the date of an article that was.

    `certainty` of the event and how its date was `resolved`, as in the chronology; `published`: as the article's own.
    """
    made = "inferred" in (certainty, resolved) or resolved == "inherited"
    return made or (resolved == "published" and published == "inferred")


def quotes(analysis: Analysis) -> pd.DataFrame:
    """One row a quotation, in the order of the text."""
    from ..sourcing import type_of

    table = spans(analysis, "quotes", analysis.quotes, "words", "cue", "named", "kind", "continuation")
    speakers, kinds = [row.speaker for row in analysis.quotes], [type_of(row) for row in analysis.quotes]
    return table.assign(speaker=[(speaker.name or speaker.text) if speaker else "" for speaker in speakers],
                        size=[len(row.words.split()) for row in analysis.quotes],
                        source_type=kinds, kind_doubtful=[in_doubt(kind) for kind in kinds])


def claims(analysis: Analysis) -> pd.DataFrame:
    """One row what is told on somebody's word, in the order of the text."""
    table = spans(analysis, "claims", analysis.claims, "source_type", "cue", "hedge", "act", "kind_doubtful")
    return table.assign(source=[(row.source.name or row.source.text) if row.source else "" for row in analysis.claims],
                        claim=[analysis.text_of(row) for row in analysis.claims])


def stances(analysis: Analysis) -> pd.DataFrame:
    """One row a stance, in the order of the text."""
    places, names = Places(analysis), {row.id: row.name for row in analysis.actors}

    def name(party: str | None) -> str:
        return names.get(party, party) if party else ""

    table = frame("stances", ({"kind": row.kind, "by": name(row.by), "whom": name(row.whom), "what": row.what,
                               "cue": row.cue, "by_id": row.by or "", "whom_id": row.whom or "",
                               "confidence": row.confidence, "start": row.start, "end": row.end,
                               "sentence": places.sentence(row.start), "doubtful": row.doubtful}
                              for row in analysis.stances))
    answers = [None if row.answers is None else row.answers + 1 for row in analysis.stances]
    return table.assign(answers=pd.array(answers, "Int64"))
