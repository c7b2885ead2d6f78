"""How likely a row is right, 0 to 1, and which rows views mark as to be checked.

Every row of actors, quotations, claims, events and quantities is weighed by a logistic regression over a dozen plain
facts about it: who speaks, how they are called, how exact the date is. Weights and thresholds stand in
`confidence.json`; `training/confidence.py` fits them on sheets of careful readers and keeps a reliability table. Sheets
that rules were written on carry an offset of their own there, so that a row is weighed as on press that nobody has read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any, TypeVar

from ..model.analysis import Actor, Analysis, Claim, Event, Quantity, Quote, Speaker
from ..model.analysis.said import Source

Row = TypeVar("Row", Actor, Claim, Quote, Event, Quantity)
Facts = dict[str, float]

_CUT = 0.4  # share of its sentence below which a label leaves out so much that it may leave out what is dated
_SENTENCE, _LABEL = 400, 20  # characters and words past which a sentence or a label is no longer told apart


@dataclass(frozen=True)
class ConfidenceScale:
    """How one kind of row is weighed. `plain`: from it on a row is shown unmarked; 0 where this kind has no marks.

    Of unread rows below it fewer than half were right, of those above nine in ten or nearly so. Marked rows stay where
    they are: on further unread sheets more than half of them were right, so leaving them out would cost more than it saves.
    """

    weights: dict[str, float]
    plain: float

    def of(self, facts: Facts) -> float:
        """The probability that a row with these facts is right; a fact that no fit has weighed yet weighs nothing."""
        total = self.weights["bias"] + sum(self.weights.get(name, 0.0) * value for name, value in facts.items())
        return round(1 / (1 + exp(-total)), 3)


@cache
def scales() -> dict[str, ConfidenceScale]:
    """By kind of row: actors, voices (quotations and claims), events, quantities. Source: training/confidence.py."""
    stored = json.loads(files(__package__).joinpath("confidence.json").read_text(encoding="utf-8"))
    return {kind: ConfidenceScale(**told) for kind, told in stored.items()}


def rated(analysis: Analysis) -> Analysis:
    """The analysis with a confidence on each row; attributions and dates that are unlikely are marked."""
    facts = Evidence(analysis)
    return replace(
        analysis,
        actors=_rated(analysis.actors, scales()["actors"], facts.of_actor),
        quotes=_rated(analysis.quotes, scales()["voices"], facts.of_quote),
        claims=_rated(analysis.claims, scales()["voices"], facts.of_claim),
        events=_rated(analysis.events, scales()["events"], facts.of_event),
        quantities=_rated(analysis.quantities, scales()["quantities"], of_quantity),
    )


def _rated(rows: Iterable[Row], scale: ConfidenceScale, facts: Callable[[Row], Facts | None]) -> tuple[Row, ...]:
    """The rows, each weighed by its facts; those without facts (nothing is claimed of them) as they are."""
    return tuple(row if (told := facts(row)) is None else _weighed(row, scale, scale.of(told)) for row in rows)


def _weighed(row: Row, scale: ConfidenceScale, value: float) -> Row:
    """The row with its confidence, and its mark where this kind of row can be marked."""
    mark: dict[str, Any] = {"unsure": value < scale.plain} if hasattr(row, "unsure") else {}
    return replace(row, confidence=value, **mark)


class Evidence:
    """What speaks for the rows of one analysis: facts by name, each a number between 0 and about 2."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.actors = {row.id: row for row in analysis.actors}
        self.forms = {(m.start, m.end): m.form for row in analysis.actors for m in row.mentions}
        parties = [row.source for row in analysis.claims] + [row.speaker for row in analysis.quotes]
        self.speaking = {party.actor for party in parties if party is not None}
        self.likely: dict[str, float] = {}
        for name in analysis.entities:
            if name.confidence is not None:
                self.likely[name.id] = max(name.confidence, self.likely.get(name.id, 0.0))

    def of_actor(self, row: Actor) -> Facts:
        """An actor with a name: what it is, how often it stands there, whether it speaks, how sure its name is."""
        likely = self.likely.get(row.entity or "")
        return {
            "person": row.kind == "person",
            "group": row.kind == "group",
            "once": len(row.mentions) == 1,
            "role": row.role is not None,
            "speaks": row.id in self.speaking,
            "by_list": likely is None,
            "unlikely": 0.0 if likely is None else 1 - likely,
        }

    def of_claim(self, row: Claim) -> Facts | None:
        """A claim of a source: who it is and how it is called, what kind of speech tells it."""
        if row.source is None:
            return None
        told = {"quoted": 0.0, "demand": float(row.act == "demand"), "hedge": float(row.hedge is not None)}
        return {**told, **self._of_party(row.source, row.start), "cue": row.cue is not None}

    def of_quote(self, row: Quote) -> Facts | None:
        """A quotation with a speaker, in the same facts."""
        if row.speaker is None:
            return None
        told = {"quoted": 1.0, "demand": 0.0, "hedge": 0.0}
        return {**told, **self._of_party(row.speaker, row.start), "cue": row.cue is not None}

    def _of_party(self, party: Source | Speaker, start: int) -> Facts:
        actor = self.actors.get(party.actor or "")
        form = self.forms.get((party.start, party.end), "")
        return {
            "person": actor is not None and actor.kind == "person",
            "group": actor is not None and actor.kind == "group",
            "named": actor is not None and actor.named,
            "nobody": actor is None,
            "description": form == "description",
            "pronoun": form == "pronoun",
            "beside": self.analysis.sentence_at(party.start) == self.analysis.sentence_at(start),
        }

    def of_event(self, row: Event) -> Facts | None:
        """A dated happening: whether its parties are known, how exact its date is, how much of it the label tells."""
        if row.date is None:
            return None
        time = self.analysis.times[row.time] if row.time is not None else None
        sentence = self.analysis.sentences[self.analysis.sentence_at(row.start) or 0]
        return {
            "actor": bool(row.actors),
            "target": bool(row.targets),
            "told": row.status in ("happened", "ongoing"),
            "said": row.said_by is not None,
            "day": row.certainty == "day",
            "span": row.certainty in ("interval", "open"),
            "duration": time is not None and time.type == "DURATION",
            "inherited": row.inherited,
            "cut": len(row.label) < _CUT * (sentence.end - sentence.start),
            "words": min(len(row.label.split()), _LABEL) / _LABEL * 2,
            "sentence": min(sentence.end - sentence.start, _SENTENCE) / _SENTENCE * 2,
        }


def of_quantity(row: Quantity) -> Facts:
    """A figure: whether what it counts is known, how it is bounded, of what kind it is."""
    return {
        "what": bool(row.what),
        "exact": row.bound == "exact",
        "people": row.kind in ("dead", "wounded", "missing", "displaced", "arrested", "people"),
        "other": row.kind == "other",
        "digits": any(letter.isdigit() for letter in row.text),
        "range": row.second is not None,
    }
