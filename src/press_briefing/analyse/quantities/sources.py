"""Who gives a figure: the speaker of its quotation, else the source of its clause."""

from __future__ import annotations

from bisect import bisect_right

from ..voices.claiming import is_claim
from ..voices.hearing import Heard, Report
from ..voices.people import Party


class Sources:
    """The source that a character's sentence gives: its speaker in a quotation, else its « selon X »."""

    def __init__(self, heard: Heard) -> None:
        self._said = [(s.passage.start, s.passage.end, s.party) for s in heard.said if s.party]
        self._reports = [r for r in heard.reports if r.party and is_claim(r)]

    def of(self, offset: int) -> str | None:
        """The fullest name of the source of what stands at a character; its words where it has no name."""
        party = self._party(offset)
        return (party.name if party.entity or party.named else party.text) if party is not None else None

    def _party(self, offset: int) -> Party | None:
        at = bisect_right(self._said, offset, key=lambda row: row[0]) - 1
        if at >= 0 and offset < self._said[at][1]:
            return self._said[at][2]
        at = bisect_right(self._reports, offset, key=lambda r: r.frame.start) - 1
        near: list[Report] = []
        while at >= 0 and self._reports[at].frame.start <= offset < self._reports[at].frame.end:
            near.append(self._reports[at])
            at -= 1
        governing = [r for r in near if _governs(r, offset)]
        best = min(governing, key=lambda r: abs(r.frame.tokens[r.cue.first].start - offset), default=None)
        return best.party if best else None


def _governs(report: Report, offset: int) -> bool:
    """« selon X » governs its sentence; a verb what follows it, an inverted one what goes before."""
    before = report.frame.tokens[report.cue.first].start < offset
    return report.cue.how == "according" or before != (report.cue.how == "inverted")
