"""Quotations and who speaks: words between marks that somebody is given to have said.

Names, titles, terms and words held at a distance stand between marks too; they are no quotations and are left out
(`aside` gives them to who wants them).
"""

from __future__ import annotations

from ..model.analysis import Quote, Speaker
from .reading import Reading
from .voices.attribution import Heard, Said
from .voices.people import Party
from .voices.sources import source_type


def find_quotes(reading: Reading, heard: Heard) -> tuple[Quote, ...]:
    """Every quotation with its speaker, in order. `start:end` is inside the marks, without padding."""
    return tuple(
        _quote(said, reading.article.text) for said in heard.said if reading.article.counts(said.passage.start)
    )


def _quote(said: Said, text: str) -> Quote:
    passage, party = said.passage, said.party
    return Quote(
        passage.start,
        passage.end,
        text[passage.start : passage.end],
        _speaker(party),
        said.cue,
        named=bool(party and party.named),
        kind=_kind(party),
        continuation=said.continuation,
        office=source_type(party) == "office",
    )


def _speaker(party: Party | None) -> Speaker | None:
    if party is None or party.kind == "nobody":
        return None
    return Speaker(party.start, party.end, party.text, party.name, party.actor)


def _kind(party: Party | None) -> str:
    return party.kind if party and party.kind in ("person", "institution", "group", "document") else ""
