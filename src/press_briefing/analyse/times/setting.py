"""What surrounds a time expression, what a meaning is, and what it becomes when it is resolved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .calendars import Point

UNKNOWN = "unknown"  # tense


@dataclass(frozen=True)
class Setting:
    """What surrounds an expression.

    `published`: the article's date. `tense`: of the verb nearest to it. `frame`: since, until, after, before or "".
    `year`: a year its own sentence names before it. `last`: the last date told, and its words in `last_words`.
    `nominal`: it hangs on a noun. `told`: a date with its year, just told, and its words; `told_before`: told in the
    paragraph before. `here`: `last` stands in the same sentence; then `earlier` is the date before that one. `twofold`: the
    sentence of `last`, another one, told two years.
    `completed`: the verb right before it tells what is over (« est décédée le 10 juillet »). `habit`: it comes back
    every year. `school`: the year in which the school year or the season of the sentence began. `perfect`: its verb is
    a compound past, which leads back from an older story to now; `told_perfect`: so was that of `told`. `night`: `last`
    is an evening or a night, whose small hours are the next day's. `days`: days of the week that the article dates
    for sure.
    """

    published: date | None = None
    tense: str = UNKNOWN
    frame: str = ""
    year: int | None = None
    year_words: str = ""
    last: Point | None = None
    last_words: str = ""
    nominal: bool = False
    told: Point | None = None
    told_words: str = ""
    told_before: bool = False
    earlier: Point | None = None
    earlier_words: str = ""
    twofold: bool = False
    here: bool = False
    completed: bool = False
    habit: bool = False
    school: int | None = None
    perfect: bool = False
    told_perfect: bool = False
    night: bool = False
    days: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Resolved:
    """A resolved expression: TIMEX3 type and value, EDTF, certainty, anchor, and the date later ones may lean on.

    `sure`: a day of the week whose week is beyond doubt, by a number or by the tense.
    """

    type: str
    value: str | None
    edtf: str | None = None
    certainty: str = "explicit"
    anchor: str | None = None
    point: Point | None = None
    named_year: bool = False
    sure: bool = False


class Meaning:
    """A meaning resolves itself against its setting."""

    def resolve(self, setting: Setting) -> Resolved:
        """The value this expression has in that setting."""
        raise NotImplementedError
