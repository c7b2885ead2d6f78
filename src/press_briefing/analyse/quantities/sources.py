"""Who gives a figure: the speaker of its quotation, else the source of its clause."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from ...french.grammar.classes import words
from ..voices.attribution import Heard, Report
from ..voices.claiming import is_claim
from ..voices.people import Party
from .scan import Scan

if TYPE_CHECKING:
    from ..actors.who import Actors

STEPS = 30  # words from a figure up to the verb that reports it


class Sources:
    """The source of a figure: the speaker of the quotation around it, else who is said to tell its clause."""

    def __init__(self, scan: Scan, heard: Heard, actors: Actors | None) -> None:
        self._scan, self._actors = scan, actors
        self._said = [(s.passage.start, s.passage.end, s.party) for s in heard.said if s.party]
        self._reports = [r for r in heard.reports if r.party and is_claim(r)]

    def of(self, token: int) -> str | None:
        """The name of the source of what stands at a token, by the actors; its words where it is no actor."""
        party = self._party(token)
        return self._named(party) if party is not None else None

    def _named(self, party: Party) -> str | None:
        """A pronoun that nobody is found for names no source."""
        actor = self._actors.at(party.start, party.end) if self._actors is not None else None
        pronoun = party.text.lower().strip("-").removeprefix("t-") in words("subject") | {"lui", "eux"}
        if actor is not None and (actor.named or pronoun):
            return actor.name
        return (party.name if party.named else None) if pronoun else party.text

    def _party(self, token: int) -> Party | None:
        offset = self._scan.tokens[token].start
        at = bisect_right(self._said, offset, key=lambda row: row[0]) - 1
        if at >= 0 and offset < self._said[at][1]:
            return self._said[at][2]
        at = bisect_right(self._reports, offset, key=lambda r: r.frame.start) - 1
        near: list[Report] = []
        while at >= 0 and self._reports[at].frame.start <= offset < self._reports[at].frame.end:
            near.append(self._reports[at])
            at -= 1
        governing = [r for r in near if self._governs(r, token)]
        best = min(governing, key=lambda r: abs(r.frame.tokens[r.cue.first].start - offset), default=None)
        return best.party if best else None

    def _governs(self, report: Report, token: int) -> bool:
        """« selon X » governs its sentence, an inverted verb what goes before it, another what hangs on it."""
        cue = report.frame.tokens[report.cue.first]
        offset = self._scan.tokens[token].start
        party = report.party
        if party is not None and party.start <= offset < party.end:
            return False
        if report.cue.how == "according":
            return True
        if (cue.start < offset) != (report.cue.how != "inverted"):
            return False
        return report.cue.how == "inverted" or self._hangs(
            token, cue.start, report.frame.tokens[report.cue.last - 1].end
        )

    def _hangs(self, token: int, start: int, end: int) -> bool:
        """Whether the way up from a word meets the reporting words; without a parse it does."""
        heads, at = self._scan.tree.heads, token
        if all(head < 0 for head in heads[max(0, token - 1) : token + 2]):
            return True
        for _ in range(STEPS):
            at = heads[at]
            if at < 0:
                return False
            if start <= self._scan.tokens[at].start < end:
                return True
        return False
