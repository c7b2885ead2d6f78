"""Small drawings of a note, written as SVG by hand: the bar of sources, and the track of a happening in time.

A line of text high or less: no letters, so that nothing has to be laid out; what they show stands beside them in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ...analyse.times.calendars import edtf_days
from .. import palette

# Points. The bar of sources: wide, high. A track: wide, high, half of a bar's height.
BAR, BAR_HIGH = 190.0, 7.0
TRACK, TRACK_HIGH, THICK = 112.0, 11.0, 2.4
NARROWEST, DOT = 3.0, 3.1
# A first date before a gap of more than this share of all time shown is drawn at the edge, as long ago.
LONG_AGO = 0.6
# By origin: fill and stroke. Three lightnesses apart; hollow where no source is told.
ORIGINS = {
    "author": (palette.RULE, "none"),
    "named": (palette.ACCENT, "none"),
    "institutional": (palette.LOC, "none"),
    "unattributed": ("none", palette.INK_SOFT),
}
KINDS = {"event": palette.ACCENT, "background": palette.NEUTRAL, "planned": palette.ORG}


def source_bar(shares: Sequence[tuple[str, int]]) -> str:
    """One thin bar: a block an origin (`ORIGINS`), as wide as its share of 100."""
    blocks, x = [], 0.0
    for origin, share in shares:
        wide = BAR * share / 100
        blocks.append(_block(x, 0, max(wide - 0.8, 0.5), BAR_HIGH, *ORIGINS[origin]))
        x += wide
    return _svg(BAR, BAR_HIGH, blocks)


def swatch(origin: str) -> str:
    """The look of an origin, as a square."""
    return _svg(8, 8, [_block(0.4, 1, 7, 6.4, *ORIGINS[origin])])


@dataclass(frozen=True)
class Axis:
    """The days a column of tracks shows, `first` to `last` (ordinals)."""

    first: int
    last: int

    def x(self, day: int) -> float:
        """Points from the left; a day beside the axis stands at its end."""
        share = (min(max(day, self.first), self.last) - self.first) / max(1, self.last - self.first)
        return DOT + share * (TRACK - 2 * DOT)

    @property
    def years(self) -> tuple[int, int]:
        """The years of both ends."""
        return date.fromordinal(self.first).year, date.fromordinal(self.last).year


def axis(dates: Iterable[str], until: str = "") -> Axis | None:
    """The axis of some EDTF dates, up to `until` where something lasts; None where no date has days."""
    spans = [days for days in map(edtf_days, filter(None, dates)) if days]
    if not spans:
        return None
    starts = sorted(first.toordinal() for first, _ in spans)
    ends = [last.toordinal() for first, last in spans if (last - first).days < 366 * 30]
    stop = edtf_days(until) if until else None
    last = max(
        [
            *starts,
            *(end for end in ends if not stop or end <= stop[1].toordinal() + 366),
            *([stop[1].toordinal()] if stop else []),
        ]
    )
    return Axis(_recent(starts, last), last)


def _recent(starts: list[int], last: int) -> int:
    """The first day drawn to scale: what lies before a great gap is long ago."""
    for before, after in pairwise(starts):
        if after - before <= LONG_AGO * max(1, last - before):
            return before
    return starts[0] if len(starts) == 1 else starts[-1] if starts[-1] < last else starts[0]


def track(edtf: str, kind: str, scale: Axis, *, deduced: bool) -> str:
    """Where a happening stands on the axis: a dot or a bar, hollow where its date is deduced."""
    days = edtf_days(edtf)
    middle, colour = TRACK_HIGH / 2, KINDS.get(kind, palette.ACCENT)
    line = f'<path d="M0 {middle:g}H{TRACK:g}" stroke="{palette.RULE}" stroke-width="0.6"/>'
    look = ("#ffffff", colour) if deduced else (colour, colour)
    if not days:
        return _svg(TRACK, TRACK_HIGH, [line])
    if days[1].toordinal() < scale.first:  # long ago: a wedge that points beyond the edge
        wedge = f"M{DOT:g} {middle - DOT:g}L0 {middle:g}L{DOT:g} {middle + DOT:g}Z"
        return _svg(TRACK, TRACK_HIGH, [line, f'<path d="{wedge}" fill="{look[0]}" stroke="{look[1]}"/>'])
    first, last = days[0].toordinal(), scale.last if edtf.endswith("..") else days[1].toordinal()
    a, b = scale.x(first), scale.x(last)
    if b - a < NARROWEST:
        mark = (
            f'<circle cx="{(a + b) / 2:.1f}" cy="{middle:g}" r="{DOT - 0.6:g}" fill="{look[0]}" '
            f'stroke="{look[1]}" stroke-width="1.1"/>'
        )
    else:
        mark = _block(a, middle - THICK, b - a, 2 * THICK, *look)
    return _svg(TRACK, TRACK_HIGH, [line, mark])


def spark(counts: Sequence[int], totals: Sequence[int]) -> str:
    """Bars over time, one a unit, as high as their count to the largest; a unit without any article is a dot.

    `counts`: articles that hold a name; `totals`: all articles of each unit.
    """
    wide, most = TRACK / max(1, len(totals)), max([*counts, 1])
    gap = min(0.8, wide / 4)
    bars = [f'<path d="M0 {TRACK_HIGH - 0.4:g}H{TRACK:g}" stroke="{palette.RULE}" stroke-width="0.6"/>']
    for place, (count, total) in enumerate(zip(counts, totals, strict=True)):
        high = (TRACK_HIGH - 1) * count / most
        if count:
            bars.append(_block(place * wide, TRACK_HIGH - high, max(wide - gap, 0.4), high, palette.ACCENT, "none"))
        elif not total and wide >= 2:
            middle = place * wide + (wide - gap) / 2
            bars.append(f'<circle cx="{middle:.1f}" cy="{TRACK_HIGH - 1.2:g}" r="0.6" fill="{palette.NEUTRAL}"/>')
    return _svg(TRACK, TRACK_HIGH, bars)


def _block(x: float, y: float, wide: float, high: float, fill: str, stroke: str) -> str:
    inset = 0.4 if stroke != "none" else 0.0
    edge = f' stroke="{stroke}" stroke-width="0.8"' if stroke != "none" else ""
    return (
        f'<rect x="{x + inset:.1f}" y="{y + inset:.1f}" width="{max(wide - 2 * inset, 0.2):.1f}" '
        f'height="{high - 2 * inset:.1f}" fill="{fill}"{edge}/>'
    )


def _svg(wide: float, high: float, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}pt" height="{high:g}pt" '
        f'viewBox="0 0 {wide:g} {high:g}">{"".join(parts)}</svg>'
    )
