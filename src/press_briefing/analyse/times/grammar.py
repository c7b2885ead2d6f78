"""The grammar: what a time expression looks like, as patterns over token categories.

A pattern is written with category names (`tokens.CATEGORIES`); what stands in a look-behind or look-ahead frames the
expression and is no part of it. The first rule that covers a token keeps it, so the longest come first. Bounds
follow French TimeBank: determiner in, preposition and contracted article out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import build
from . import build_amounts as amounts
from . import build_days as days
from . import build_hours as hours
from .match import Match
from .near import Blocked
from .setting import Meaning
from .tokens import LETTERS, Token

Builder = Callable[[Match], "Meaning | None"]

MACROS = {
    "NUM": "(?:YEAR|DAY|FIGURE|CARD)",
    "COUNT": "(?:NUM|ONE)",
    "NTH": "(?:DAY|FIRST|CARD|ORD)",
    # « midi et demi », « midi moins le quart », « minuit vingt »
    "NOONS": "NOON (?:AND (?:HALF|QUARTER)|MINUS (?:DEF QUARTER|DAY|CARD)|(?:DAY|CARD) (?=COMMA|STOP|CLOSE|$|BREAK))?",
    "SIDE": "(?:LAST|NEXT|PRECEDING)",
    "YEARLIKE": "(?:YEAR|(?:DAY|FIGURE)(?=AND|COMMA|STOP|CLOSE|$|BREAK|FUNC|A|OF))",
    # what may follow a bare year, so that « 2000 habitants » is none
    "YEAREND": "(?=$|BREAK|COMMA|STOP|CLOSE|OPEN|DASH|SLASH|AND|OR|OF|DE|A|EN|TO|SINCE|FROM|BEFORE|AFTER|BETWEEN|IN"
    "|AROUND|FOR|ON|FUNC|DEF|THIS|ONE|HAVE|REF|REFADJ|PER|POSS|APPROX|TODAY|ALL|NAME|LATER|EARLIER|SIGN|VAGUE|SAME)",
    # what may follow a day told by its number alone
    "BAREEND": "(?=$|BREAK|COMMA|STOP|CLOSE|FUNC|A|EN|TO|IN|AND|OR|FOR|AFTER|BEFORE|HAVE)",
    "TEXTEND": "(?=$|BREAK|COMMA|STOP|CLOSE|OPEN|DASH|AND|OR|OF|A|EN|TO|SINCE|FROM|BEFORE|AFTER|IN|AROUND|FOR|ON|FUNC"
    "|DEF|ONE|HAVE|PER|ALL|TODAY|REF)",
}


NTH_WEEKDAY = (
    "(?:(?:DEF|THIS|EACH|ALL DEF|(?<=OF)) (?:FIRST|ORD|LAST|LONG)|EACH (?:FIRST|ORD|LAST)) (?:WEEKDAY|WEEKDAYS) PART?"
)
OF_MONTH = (
    "(?:(?:DE|OF) MONTH YEAR?|OF UNIT DE MONTH YEAR?|(?:OF UNIT|DE THIS UNIT|DE DEF UNIT|DE EACH UNIT)"
    " (?:LAST|NEXT|PRECEDING|FOLLOWING)?)"
)


@dataclass(frozen=True)
class Rule:
    """A compiled pattern, what it means, and the letters without which it matches nowhere."""

    name: str
    pattern: re.Pattern
    build: Builder
    needs: frozenset[str]


def compiled(pattern: str) -> re.Pattern:
    """The pattern over letters: macros, then category names, then no spaces."""
    for _ in range(2):
        pattern = re.sub(r"[A-Z]{2,}|\bA\b", lambda match: MACROS.get(match[0], match[0]), pattern)
    return re.compile(re.sub(r"[A-Z]+", lambda match: LETTERS[match[0]], pattern).replace(" ", ""))


def needed(pattern: str) -> frozenset[str]:
    """The letters a pattern cannot do without: its categories outside any group that are not optional."""
    outside, inside = "", pattern
    while outside != inside:  # the innermost groups first
        outside, inside = inside, re.sub(r"\([^()]*\)[?*]?|\[[^][]*\][?*]?", " ", inside)
    names = re.findall(r"[A-Z]+(?![A-Z?*{])", outside) if "|" not in outside else []
    return frozenset(LETTERS[name] for name in names if name in LETTERS)


def rules() -> tuple[Rule, ...]:
    """Every rule, in order of precedence."""
    return RULES


def _rule(name: str, pattern: str, builder: Builder) -> Rule:
    return Rule(name, compiled(pattern), builder, needed(pattern))


RULES = tuple(
    _rule(*row)
    for row in (
        # -- days that are named, or told beside another
        (
            "day of the republic",
            "DEF? NTH DASH? REPMONTH (?:(?:COMMA|DE|DE DEF)? UNIT (?:NAME|WORD|DAY))?",
            days.republican,
        ),
        (
            "day beside a date",
            "(?:DEF|(?<=OF)) ANAPHOR PART? (?:OF|DE|DE DEF) (?:FEASTWORD (?:DE|OF|DE DEF))? "
            "(?:WEEKDAY? NTH DASH? MONTH (?:DASH? YEAR)?|FEAST YEAR?)",
            days.beside,
        ),
        ("day with a hyphen", "(?:DEF PART OF|DEF)? (?:DAY|FIRST) DASH MONTH (?:DASH? YEAR)?", days.hyphened_day),
        ("the month of 1968", "MONTH DASH? FIGURE", days.month_of_68),
        ("nth weekday", f"{NTH_WEEKDAY} {OF_MONTH}", days.nth_weekday),
        ("wars", "(?:DAY|FIGURE) DASH (?:DAY|FIGURE)", days.war),
        # -- dates of the calendar
        ("iso date", "DATE", build.numeric_date),
        ("weekday and numeric date", "DEF? WEEKDAY DATE", build.numeric_date),
        ("slashed day", "(?<=[DEF OF TO SINCE BETWEEN]) SLASHED", build.slashed),
        (
            "night of two dates",
            "(?:DEF|THIS)? PART OF WEEKDAY? NTH MONTH? YEAR? OF WEEKDAY? NTH MONTH YEAR?",
            build.night,
        ),
        ("night of two weekdays", "(?:DEF|THIS)? PART (?:DE|OF) WEEKDAY (?:A|OF) WEEKDAY", build.night_weekdays),
        ("part of a date", "(?:DEF|THIS)? EDGE? DE? PART (?:OF|DE) WEEKDAY? NTH MONTH YEAR?", build.calendar),
        ("part of a weekday", "(?:DEF|THIS)? EDGE? DE? PART (?:OF|DE) (?:WEEKDAY|RELDAY) SIDE?", build.weekday),
        (
            "full date",
            "(?:DEF|THIS)? SAME? WEEKDAY? COMMA? NTH MONTH YEARLIKE?"
            " SIDE? (?:OF|IN DEF|EN)? (?:EDGE (?:DE|OF))? (?:PART|(?<=OF)PART)",
            build.calendar,
        ),
        (
            "date",
            "(?:DEF|THIS)? SAME? WEEKDAY? NTH DASH? MONTH"
            " (?:YEAR|(?:DAY|FIGURE)(?=COMMA|STOP|CLOSE|$|BREAK))? SIDE? NOON?",
            build.calendar,
        ),
        ("first day of a month", "DEF? ORD UNIT (?:DE|OF) MONTH YEAR?", build.nth_day),
        (
            "weekdays and days listed",
            "DEF? WEEKDAY NTH (?=(?:COMMA DEF? WEEKDAY NTH){0,31} (?:COMMA|AND|OR) DEF? WEEKDAY NTH MONTH)",
            build.ranged_day,
        ),
        (
            "weekday and day",
            "(?:DEF|THIS)? WEEKDAY NTH (?!UNIT|CLOCK) (?=COMMA|STOP|CLOSE|$|BREAK|AND|OF|A|FUNC|EN|IN)",
            build.weekday,
        ),
        (
            "bare night",
            "(?:DEF|THIS)? PART OF (?:DAY|FIRST|CARD) OF (?:DAY|FIRST|CARD) (?!MONTH|DASH)",
            days.bare_night,
        ),
        (
            "day of a range",
            "(?:(?<=[OF BETWEEN SINCE])|(?<=[BETWEEN OF SINCE AND DE]DEF)) (?:(?<=[BETWEEN SINCE])DEF)? WEEKDAY? NTH "
            "(?=(?:OF|AND DEF?|TO OF|OR DEF?) WEEKDAY? NTH MONTH)",
            build.ranged_day,
        ),
        ("day of a range without du", "WEEKDAY? NTH (?=(?:OF|DASH) WEEKDAY? NTH MONTH)", build.ranged_day),
        (
            "days listed",
            "(?<=DEF) NTH (?=(?:COMMA NTH){0,31} (?:AND|OR|A|OF|DASH|COMMA) DEF? NTH MONTH)",
            build.ranged_day,
        ),
        ("days listed, next", "(?<=COMMA) NTH (?=(?:COMMA NTH){0,31} (?:AND|OR) DEF? NTH MONTH)", build.ranged_day),
        ("day with article of a list", "DEF NTH (?=(?:AND|OR|COMMA|OF) DEF? NTH MONTH)", build.ranged_day),
        ("month of a range", "(?<=[DE BETWEEN]) MONTH (?=(?:A|AND|DASH|TO A) MONTH)", build.ranged_month),
        ("edge of a month", "DEF? EDGE (?:DASH|DE|OF UNIT DE|OF UNIT OF|OF)? MONTH (?:YEAR|SIDE)?", build.calendar),
        (
            "month of",
            "(?:DEF|THIS)? (?:ORD|FIRST|LAST)? (?:UNIT|WEEKEND) (?:DE|OF) MONTH (?:YEAR|SIDE)?",
            build.calendar,
        ),
        ("fortnight of a month", "DEF? (?:ORD|FIRST) DOZEN (?:DE|OF) MONTH YEAR?", build.fortnight),
        ("month and year", "(?:THIS|DEF)? MONTH (?:YEAR|SIDE)", build.calendar),
        ("month after en and two figures", "MONTH (?:DAY|FIGURE) (?=COMMA|STOP|CLOSE|$|BREAK)", build.month_short_year),
        (
            "months joined",
            "(?<=[DE EN SINCE AND OR COMMA A FROM BETWEEN BEFORE AFTER DASH OPEN TO ON]) MONTH (?!NAME)",
            build.calendar,
        ),
        ("this month named", "THIS MONTH", build.calendar),
        # -- a day by its number alone
        (
            "day of this month",
            "(?:DEF|(?<=OF)) (?:DAY|FIRST) (?:COURSE|EDGE|OF UNIT (?:LAST|NEXT)? (?!DE))",
            days.bare_day,
        ),
        ("day and its part", "(?:DEF|(?<=OF)) (?:DAY|FIRST) OF PART", days.bare_day),
        ("day and its hour", "DEF (?:DAY|FIRST) (?=A CLOCK)", days.bare_day),
        (
            "days between",
            "(?<=BETWEEN) DEF (?:DAY|FIRST) (?=AND DEF (?:DAY|FIRST) BAREEND)|(?<=[OF]) (?:DAY|FIRST) "
            "(?=OF (?:DAY|FIRST) BAREEND)",
            days.ranged_bare_day,
        ),
        (
            "days between, the last",
            "(?<=AND) DEF (?:DAY|FIRST) BAREEND|(?<=OF) (?:DAY|FIRST) BAREEND",
            days.last_bare_day,
        ),
        ("day after a verb", "(?<=[WORD HAVE]) DEF (?:DAY|FIRST) BAREEND", days.day_after_verb),
        ("day after a date", "(?<=[AND COMMA WORD FUNC]) DEF (?:DAY|FIRST) BAREEND", days.day_after_date),
        ("day that opens a clause", "(?:(?<=[STOP BREAK OPEN])|^) DEF (?:DAY|FIRST) (?=COMMA)", days.opening_day),
        # -- days told from today
        ("today and its weekday", "TODAY (?:COMMA? WEEKDAY (?:NTH MONTH? YEAR?)?)", build.today_named),
        ("day and its part", "RELDAY (?:EN|OF|IN DEF)? (?:EDGE (?:DE|OF))? PART", build.relative_day),
        ("day and noon", "RELDAY A? NOONS", build.relative_day),
        ("day from today", "RELDAY", build.relative_day),
        ("today", "TODAY", build.today),
        (
            "weekday and its part",
            "(?:DEF|THIS)? SAME? WEEKDAY SIDE? (?:EN|OF|IN DEF)? (?:EDGE (?:DE|OF))? PART SIDE?",
            build.weekday,
        ),
        ("weekday noon", "(?:DEF|THIS)? WEEKDAY A? NOONS", build.weekday),
        ("every weekday", "(?:EACH|ALL DEF) (?:WEEKDAY|WEEKDAYS) (?:PARTS?)?", build.every_weekday),
        ("weekdays as a habit", "DEF WEEKDAYS", build.every_weekday),
        ("a habit", "DEF WEEKDAY (?=(?:AND|COMMA|OR) DEF? WEEKDAY|DE CLOCK|OF WEEKDAY)", build.habit),
        ("a habit, the second day", "(?<=DEF WEEKDAY AND) DEF WEEKDAY (?!SIDE|PART|FOLLOWING|NTH)", build.habit),
        (
            "weekday of a week",
            "(?:DEF|THIS)? WEEKDAY PART? DE (?:DEF|THIS) UNIT (?:LAST|NEXT)?",
            days.weekday_of_week,
        ),
        ("weekday in eight", "WEEKDAY EN (?:CARD|DAY)", build.weekday_in),
        ("weekday", "(?:DEF|THIS)? SAME? WEEKDAY (?:SIDE|FOLLOWING)?", build.weekday),
        ("last night", "DEF PART SIDE", hours.last_part),
        ("that part of the day", "THIS PART DASH (?:WORD|DEF)", build.that_part),
        ("this part of the day", "(?:EDGE DE)? THIS SAME? PART", build.this_part),
        ("the same part of the day", "DEF SAME PART|DEF PART SAME", build.same_part),
        ("the day after or before", "DEF UNIT (?:FOLLOWING|PRECEDING)", build.day_beside),
        ("every part of the day", "(?:EACH PART|ALL DEF (?:PARTS|PART))", build.every_part),
        ("next day", "DEF (?:SAME)? ANAPHOR (?:OF|EN|A)? PART", build.anaphor),
        ("next day alone", "(?:DEF|(?<=OF)) ANAPHOR (?:(?<=ANAPHOR)SAME)?", build.anaphor),
        ("same day", "(?:THIS|DEF) SAME UNIT (?!DE)|THIS UNIT DASH WORD|DEF UNIT SAME", build.same_day),
        ("same time", "DEF SAME WORD", build.same_time),
        # -- feasts
        ("feast", "(?:DEF|THIS)? (?:FEASTWORD (?:DE|OF|DE DEF))? (?:DEF)? FEAST (?:YEAR|SIDE)?", build.feast),
        # -- seasons, quarters, years
        ("every season", "(?:EACH|ALL DEF) (?:SEASON|MONTH|FEAST|UNIT DE MONTH)", build.every_season),
        ("season", "(?:DEF|THIS|(?<=[OF EN])) (?:EDGE (?:DE DEF|OF))? SEASON (?:YEAR|SIDE|FOLLOWING)?", build.season),
        ("part of a year", "(?:DEF|THIS)? (?:ORD|FIRST) UNIT (?:DE|OF)? (?:DEF UNIT)? (?:YEAR)", build.part_of_year),
        ("part of this year", "(?:DEF|(?<=OF)) (?:ORD|FIRST) UNIT (?:DE THIS UNIT|DE DEF UNIT)?", build.nth),
        ("decade", "(?:DEF|THIS|(?<=[OF DE EN])) UNIT (?:YEAR|FIGURE|DAY|CARD)", build.decade),
        ("edge of a decade", "DEF? EDGE (?:OF|DE DEF) UNIT (?:YEAR|FIGURE|DAY|CARD)", build.decade),
        ("decades joined", "(?<=[AND OR DASH COMMA DEF]) (?:YEAR|FIGURE|DAY|CARD)", days.decade_joined),
        ("century", "(?:DEF? EDGE (?:OF|DE))? (?:DEF)? (?:ROMAN|ORD|FIRST) UNIT", build.century),
        ("edge of a year", "DEF? EDGE (?:DASH|DE DEF UNIT|DE)? YEAR", build.year),
        ("year of", "(?:DEF|THIS)? UNIT YEAR", build.decade),
        ("first of two years", "(?<!SIGN) YEAR (?=(?:DASH|SLASH) YEAR)", build.year_noun),
        ("years of a season", "(?:(?<=WORD)|(?<=NAME)) YEAR (?=(?:DASH|SLASH)(?:YEAR|DAY|FIGURE))", build.year),
        ("year and a verb", "(?<=[EN SINCE AROUND HERE NAME DE]) YEAR (?=WORD)", build.year_before_word),
        ("year about", "(?<=[AROUND HERE]) YEAR (?!SIGN) YEAREND|(?<=SINCE APPROX) YEAR YEAREND", build.year),
        ("year after a preposition", "(?<=[EN SINCE FROM BEFORE AFTER BETWEEN TO]) YEAR (?!SIGN) YEAREND", build.year),
        ("year", "(?<=[OF DE A AND OR COMMA OPEN DASH SLASH MONTH SEASON FOR]) YEAR (?!SIGN) YEAREND", build.year),
        ("year after a noun", "(?<=WORD) YEAR YEAREND", build.year_noun),
        ("year after a name", "(?<=NAME) YEAR YEAREND", build.year_noun),
        ("short year", "(?<=EN) (?:FIGURE|DAY) (?=COMMA|STOP|CLOSE|OPEN|$|BREAK|AND|A|OF)", build.short_year),
        # -- periods told from today
        (
            "past or coming amount",
            "(?:DEF|THIS|(?<=OF)) (?:COUNT|VAGUE) (?:SIDE) UNIT|(?:DEF|THIS|(?<=OF)) SIDE (?:COUNT)? UNIT|"
            "(?:DEF|THIS|(?<=OF)) (?:COUNT|VAGUE) UNIT SIDE",
            amounts.turned,
        ),
        (
            "period",
            "(?:DEF? EDGE (?:DE|OF|DE DEF)?)? (?:DEF|THIS|(?<=OF)) (?:UNIT|WEEKEND) (?:SIDE|FOLLOWING|COURSE)",
            amounts.period,
        ),
        ("this period", "(?:DEF? EDGE DE)? (?:THIS) (?:UNIT|WEEKEND) (?:DASH HERE|DASH WORD)?", amounts.period),
        ("edge of this period", "DEF? EDGE (?:DE DEF|OF) (?:UNIT|WEEKEND) TEXTEND", amounts.period),
        ("edge of the running period", "(?<=EN) EDGE DE (?:UNIT|WEEKEND)", amounts.period),
        ("new year", "DEF NEW UNIT", amounts.period),
        ("week of a date", "(?:DEF|THIS) (?:UNIT|WEEKEND) OF (?=NTH MONTH)", amounts.nothing),
        ("week-end", "DEF WEEKEND TEXTEND|(?<=OF) WEEKEND TEXTEND", amounts.period),
        ("in the course of", "(?<=FOR DE) DEF UNIT TEXTEND|(?<=FOR OF) UNIT TEXTEND", amounts.period),
        ("amount that follows", "DEF UNIT FOLLOWING", amounts.following),
        ("a whole unit", "WHOLE (?:DEF|ONE) UNIT", amounts.whole),
        # -- how often
        ("every amount", "ALL DEF (?:COUNT)? UNIT", amounts.every),
        ("each", "EACH (?:UNIT|WEEKEND)", amounts.every),
        ("times an amount", "(?<=PER) UNIT", amounts.every),
        (
            "hour in words",
            "(?<=[A AROUND FROM BEFORE TO DE BETWEEN AND SINCE AFTER]) (?:DAY|CARD|ONE) UNIT"
            " (?:DAY|CARD|AND (?:HALF|QUARTER)|MINUS (?:DEF QUARTER|DAY|CARD))? (?:OF PART|DE DEF PART)?",
            hours.worded_clock,
        ),
        # -- how long, or how far
        ("amounts added", "APPROX? COUNT UNIT (?:AND|COMMA) COUNT UNIT (?:LATER|EARLIER)?", amounts.added),
        ("ago", "AGO (?:APPROX|DEF)? COUNT UNIT (?:AND ONE? (?:HALF|QUARTER))?", amounts.ago),
        ("ago, about", "AGO APPROX? ONE (?:NEW)? DOZEN DE UNIT", amounts.ago),
        ("later, about", "APPROX? ONE (?:NEW)? DOZEN DE UNIT (?:LATER|EARLIER)", amounts.later),
        ("in, about", "IN APPROX? ONE DOZEN DE UNIT", amounts.ahead),
        ("last dozen", "(?:DEF|THIS) (?:LAST|NEXT) DOZEN DE UNIT", amounts.last_dozen),
        ("in an amount", "IN APPROX? COUNT UNIT TEXTEND", amounts.ahead),
        ("amount later", "(?:APPROX)? COUNT UNIT (?:LATER|EARLIER)", amounts.later),
        ("half an hour", "APPROX? ONE HALF DASH UNIT|APPROX? COUNT HALF DASH UNIT", amounts.half_unit),
        (
            "amount",
            "(?:THIS|DEF|(?<=POSS))? (?:APPROX DE?)? APPROX? COUNT LONG? UNIT (?:AND ONE? (?:HALF|QUARTER))?",
            amounts.lasting,
        ),
        ("about an amount", "(?:THIS|DEF)? APPROX? ONE (?:NEW)? DOZEN DE UNIT", amounts.lasting),
        ("vague amount", "(?:DEF|THIS)? VAGUE LONG? UNIT|VAGUE DOZEN DE UNIT|OF DOZEN DE UNIT", amounts.lasting),
        (
            "units without a number",
            "(?<=[SINCE FOR AGO AFTER OR AND]) OF LONG? UNIT|OF LONG? UNIT (?:LATER|EARLIER|AFTER)",
            amounts.uncounted,
        ),
        ("minute of play", "DEF (?:ORD|FIRST) UNIT", build.nth),
        # -- hours
        ("hour with its zone", "CLOCK (?:ZONE|OPEN ZONE CLOSE)", hours.clock),
        ("hour of the morning", "CLOCK (?:OF PART|DE DEF PART)?", hours.clock),
        ("noon of today", "THIS NOON", hours.noon_today),
        ("noon", "(?<=[A AROUND FROM BEFORE AFTER TO DE BETWEEN AND]) NOONS", hours.noon),
        (
            "part of the day",
            "(?:EDGE DE) PART|(?:DEF) (?:EDGE DE)? PART TEXTEND|(?<=IN)(?:DEF) PART|(?<=IN)DEF (?:EDGE DE) PART"
            "|(?<=EN)PART|(?<=OF)PART TEXTEND",
            hours.part,
        ),
        # -- no date of their own
        ("reference", "REF", amounts.reference),
        ("from today on", "HENCE", amounts.hence),
        ("adjective of reference", "REFADJ", amounts.reference),
        ("coming", "(?<=[DEF OF THIS POSS]) NEXT (?=WORD|NAME)", amounts.reference),
        ("preceding", "(?<=[DEF OF THIS POSS ONE]) PRECEDING (?=WORD|NAME)|(?<=WORD) PRECEDING", amounts.reference),
        ("how often", "OFTEN", amounts.often),
        ("part of the day as an adjective", "PARTADJ", amounts.part_adjective),
        ("from now", "(?<=DE) HERE (?=A|DEF|OF|PART)", amounts.here),
    )
)


def matches(tokens: list[Token], letters: str) -> Iterator[tuple[Rule, int, int, Meaning]]:
    """Every expression as (rule, first token, token after the last, meaning); they do not overlap."""
    taken = bytearray(len(tokens))
    present = frozenset(letters)
    for rule in RULES:
        if not rule.needs <= present:
            continue  # as most rules: an article holds some dozens of the categories
        for match in rule.pattern.finditer(letters):
            first, end = match.span()
            if first == end or any(taken[first:end]):
                continue
            meaning = rule.build(Match(tokens, first, end))
            if meaning is not None:
                taken[first:end] = b"\1" * (end - first)
            if meaning is not None and not isinstance(meaning, Blocked):
                yield rule, first, end, meaning
