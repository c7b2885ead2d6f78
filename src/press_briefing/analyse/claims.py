"""Reported assertions: each sentence told on somebody's word, its source, and what holds it at a distance.

Direct speech, « X affirme que », « selon X », « …, déplore X »: a claim with its source. A sentence that only hedges
(« présenté comme », « aurait été ») is a claim with no source. Demands, promises, hopes and judgements are rows of
their own `act`: told on somebody's word, they assert nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from ..model.analysis import Claim, Source, in_doubt
from ..model.article import Article
from .reading import Reading
from .voices.attribution import Heard, Report, Said
from .voices.claiming import goes_on, hedge_of, is_claim, unsourced
from .voices.demanding import act_of
from .voices.people import Party
from .voices.reproduced import document_in, frames_in, items_after, signed_by
from .voices.sources import source_type
from .voices.tokens import Frame


def find_claims(reading: Reading, heard: Heard) -> tuple[Claim, ...]:
    """One claim a source and sentence, in the order of the text; `start:end` is the whole sentence.

    A sentence of the author's with a quotation of several sentences inside counts as one.
    """
    rows = [
        row
        for row in (
            *_reported(heard, reading.article.text),
            *_quoted(heard),
            *_hedged(heard, reading.article),
            *_printed(reading, heard),
        )
        if reading.article.counts(row.start)
    ]
    rows = _with_answers(reading, heard, rows)
    kept: dict[tuple[int, str], Claim] = {}
    for row in sorted(rows, key=lambda row: (row.start, row.source is None, row.act)):
        kept.setdefault((row.start, row.source.name if row.source else row.source_type), row)
    sourced = {row.start for row in kept.values() if row.source}
    return tuple(row for row in kept.values() if row.source or row.start not in sourced)


def _with_answers(reading: Reading, heard: Heard, rows: list[Claim]) -> list[Claim]:
    """The sentences of an interview's answers, each as one claim, in place of what « je » says in them."""
    talk, scene = heard.talk, heard.scene
    if talk is None:
        return rows
    who = talk.person
    source = Source(who.start, who.end, who.text, *scene.called(who))
    begins = [start for start, _ in talk.answers]
    firsts, ends = [row.start for row in reading.sentences], [row.end for row in reading.sentences]

    def is_own(row: Claim) -> bool:
        at = bisect_right(begins, row.start) - 1
        return row.source_type == "author" and at >= 0 and row.start < talk.answers[at][1]

    said = [
        Claim(max(start, row.start), min(end, row.end), source, "named", None, None, in_doubt("named"))
        for start, end in talk.answers
        for row in reading.sentences[bisect_right(ends, start) : bisect_left(firsts, end)]
    ]
    return [row for row in rows if not is_own(row)] + said


def _reported(heard: Heard, text: str) -> Iterator[Claim]:
    for report in heard.reports:
        act = act_of(report)
        if act:
            for party in (report.party, *report.others):
                yield replace(_claim(report, party, text), act=act)
            for item in items_after(heard.frames, text, report):
                yield replace(_plainly(item, report.party), act=act)


def _plainly(frame: Frame, party: Party | None) -> Claim:
    """A sentence that is somebody's whole, without a word that says so."""
    kind = source_type(party)
    return Claim(frame.start, frame.end, _source(party), kind, kind_doubtful=in_doubt(kind))


def _printed(reading: Reading, heard: Heard) -> Iterator[Claim]:
    """The sentences of a letter or a communiqué that the article prints whole."""
    article = reading.article
    found = document_in(article.text, article.paragraphs)
    party = signed_by([r for r in heard.reports if act_of(r)], found[0]) if found else None
    if found and party:
        for frame in frames_in(heard.frames, *found):
            yield _plainly(frame, party)


def _claim(report: Report, party: Party | None, text: str) -> Claim:
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


def _hedged(heard: Heard, article: Article) -> Iterator[Claim]:
    """Sentences without a source of their own; the conditional of hearsay goes on with the one told right before."""
    text, headings = article.text, {p.start for p in article.paragraphs if p.kind == "heading"}
    told = {report.frame.number: report for report in heard.reports if is_claim(report)}
    own = {report.frame.number for report in heard.reports if act_of(report)}  # « a promis qu'il serait là »
    for frame in heard.frames:
        hedge = unsourced(frame, text)
        before = told.get(frame.number - 1)
        if hedge and before and frame.number not in own and goes_on(before, frame, text):
            told[frame.number] = before
            kind = source_type(before.party)
            yield Claim(frame.start, frame.end, _source(before.party), kind, None, hedge, in_doubt(kind))
        elif hedge and frame.start not in headings:  # « Un accord, peut-être » over a section claims nothing
            yield Claim(frame.start, frame.end, None, "unattributed", None, hedge)


def _source(party: Party | None) -> Source | None:
    if party is None or party.kind == "nobody":
        return None
    return Source(party.start, party.end, party.text, party.name, party.actor)
