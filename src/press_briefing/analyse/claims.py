"""Reported assertions: each sentence told on somebody's word, its source, and what holds it at a distance.

Direct speech, « X affirme que », « selon X », « …, déplore X »: a claim with its source. A sentence that only hedges
(« présenté comme », « aurait été ») is a claim with no source. Requests, promises and emotions are none.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..analysis import Claim, Source, in_doubt
from .reading import Reading
from .voices.claiming import hedge_of, is_claim, unsourced
from .voices.hearing import Heard, Report, Said
from .voices.people import Party
from .voices.sources import source_type


def find_claims(reading: Reading, heard: Heard) -> tuple[Claim, ...]:
    """One claim a source and sentence, in the order of the text; `start:end` is the whole sentence.

    A sentence of the author's with a quotation of several sentences inside counts as one.
    """
    rows = [
        row
        for row in (*_reported(heard, reading.article.text), *_quoted(heard), *_hedged(heard, reading.article.text))
        if reading.article.counts(row.start)
    ]
    kept: dict[tuple[int, str], Claim] = {}
    for row in sorted(rows, key=lambda row: (row.start, row.source is None)):
        kept.setdefault((row.start, row.source.name if row.source else row.source_type), row)
    sourced = {row.start for row in kept.values() if row.source}
    return tuple(row for row in kept.values() if row.source or row.start not in sourced)


def _reported(heard: Heard, text: str) -> Iterator[Claim]:
    for report in heard.reports:
        if is_claim(report):
            yield _claim(report, text)


def _claim(report: Report, text: str) -> Claim:
    party = report.party
    kind = source_type(party)
    return Claim(
        report.frame.start,
        report.frame.end,
        _source(party),
        kind,
        report.words,
        hedge_of(report.frame, text, party, report),
        in_doubt(kind),
    )


def _quoted(heard: Heard) -> Iterator[Claim]:
    """Direct speech is reported too: a claim from its first mark to its last."""
    for said in heard.said:
        if said.direct and said.party:
            kind = source_type(said.party)
            yield Claim(
                _head(said),
                max(said.passage.outer_end, said.frame.end),
                _source(said.party),
                kind,
                said.cue,
                kind_doubtful=in_doubt(kind),
            )


def _head(said: Said) -> int:
    return min(said.frame.start, said.passage.outer_start)


def _hedged(heard: Heard, text: str) -> Iterator[Claim]:
    for frame in heard.frames:
        hedge = unsourced(frame, text)
        if hedge:
            yield Claim(frame.start, frame.end, None, "unattributed", None, hedge)


def _source(party: Party | None) -> Source | None:
    if party is None or party.kind == "nobody":
        return None
    return Source(party.start, party.end, party.text, party.name, party.entity)
