"""From matched tokens to a meaning: days told beside others, by a name, or by the calendar of the Republic.

One builder a kind of expression; `Blocked` when neither it nor a piece of it is a time, None when another rule may try.
"""

from __future__ import annotations

import re
from datetime import date

from ...lexicons import rows
from . import meanings as m
from . import periods as p
from .calendars import Point, exists, republican_day
from .match import Match, category, in_list, listed, word
from .near import LAST_OF_MONTH, BareDay, Beside, Blocked, NamedDay, NthWeekday

ROMAN = re.compile(r"x{0,1}(?:ix|iv|v?i{0,3})")
RANKS = ("FIRST", "ORD", "LONG", "LAST")

# -- streets, and days known by a name


def in_street(match: Match) -> bool:
    """Whether a date is (part of) the name of a street or a building: « rue du 11-Novembre », « stade du 26-Mars »."""
    opens = match.tokens[match.first].category
    if opens in ("DEF", "THIS"):
        return False  # « à l'hôpital le 3 mars »
    link = 2 if category(match.before()) in ("OF", "DE") else 1
    place = match.before(link)
    if in_list(place, "streets"):
        return category(match.before(link + 1)) != "EN"  # « la mise en place du 1er mai »
    return in_list(place, "places") and _is_written_as_name(match)


def _is_written_as_name(match: Match) -> bool:
    return any(token.capital for token in match.all("MONTH"))


def hyphened_day(match: Match) -> m.Meaning | None:
    """« le 11-Septembre », « le défilé du 14-Juillet », « l'avenue du 8-Mai-1945 »."""
    day, month = match.number("DAY", "FIRST", "CARD") or 0, match.number("MONTH") or 0
    if in_street(match) or not exists(2000, month, day):
        return Blocked()
    if match.has("YEAR") or not _is_written_as_name(match) or (str(month), str(day)) in rows("times/feast_days.tsv"):
        return m.Calendar(match.number("YEAR"), month, day, part=match.value("PART"))
    known = _known(month, day)
    return NamedDay(known, m.Calendar(None, month, day), match.value("PART")) if known else Blocked()


def _known(month: int, day: int, before: str | None = None) -> date | None:
    """The date of a day known by its name; `before` are the words that must then tell what happened on it."""
    for row in rows("times/named_days.tsv"):
        if (int(row[0]), int(row[1])) == (month, day):
            told = before is None or any(noun in before for noun in "".join(row[3:4]).split(",") if noun)
            return date.fromisoformat(row[2]) if told else None
    return None


def named_day(match: Match, calendar: m.Calendar) -> m.Meaning:
    """« les attentats du 11 septembre » as that day, any other date as it stands."""
    if calendar.year is not None or calendar.day is None or calendar.weekday or category(match.before()) != "OF":
        return calendar
    before = " ".join(word(match.before(distance)) for distance in (4, 3, 2))
    known = _known(calendar.month or 0, calendar.day, before)
    return NamedDay(known, calendar) if known else calendar


def month_of_68(match: Match) -> m.Meaning | None:
    """« Mai 68 », « mai-68 »; « en mai 68 personnes » counts people."""
    if match.number("MONTH") != 5 or match.value("FIGURE") != "68":
        return None
    if category(match.after()) == "WORD" and not (match.all("MONTH")[0].capital and category(match.before()) != "EN"):
        return None
    return m.Calendar(1968, 5)


# -- the calendar of the Republic


def republican(match: Match) -> m.Meaning | None:
    """« le 18 brumaire an VIII », « le 9 thermidor »; a novel, a street and Marx's book are none."""
    day, month = match.number("DAY", "FIRST", "CARD") or 0, match.number("REPMONTH") or 0
    named = category(match.after()) == "DE" and category(match.after(2)) == "NAME"
    if not 1 <= day <= 30 or named or in_street(match):
        return Blocked()
    year = _year_of_republic(match) or _known_year(month, day)
    if year is None:
        return p.Fixed("XXXX-XX-XX")
    point = Point.of(republican_day(year, month, day))
    return p.Fixed(point.iso, point=point)


def _year_of_republic(match: Match) -> int | None:
    if not match.has("UNIT"):
        return None
    last = match.tokens[match.end - 1]
    number = int(last.value) if last.value.isdigit() else _roman(last.bare)
    return number if 1 <= number <= 14 else None


def _roman(numeral: str) -> int:
    if not ROMAN.fullmatch(numeral):
        return 0
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in numeral]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def _known_year(month: int, day: int) -> int | None:
    days = {(int(one), int(other)): int(year) for one, other, year in rows("times/republican_days.tsv")}
    return days.get((month, day))


# -- the nth weekday of a month


def nth_weekday(match: Match) -> m.Meaning | None:
    """« le troisième jeudi de novembre 2023 », « le premier mercredi du mois », « chaque premier samedi de mai »."""
    rank = match.all(*RANKS)[0]
    place = LAST_OF_MONTH if rank.category == "LAST" else int(rank.value or 1)
    weekday, month = int(match.value("WEEKDAY", "WEEKDAYS") or 1), match.number("MONTH")
    units = [token.value for token in match.all("UNIT")]
    if place > 5 or any(unit not in ("M 1", "Y 1") for unit in units):
        return None
    every = "P1Y" if month or "Y 1" in units else "P1M"
    habit = match.has("EACH", "ALL", "WEEKDAYS") or match.tokens[match.first].word == "les"
    month = month or (1 if "Y 1" in units and place > 0 else 12 if "Y 1" in units else None)
    said = match.has("THIS", "MONTH") or bool(_after_weekday(match)) or "Y 1" in units
    return NthWeekday(
        place,
        weekday,
        month,
        match.number("YEAR"),
        _after_weekday(match),
        match.value("PART"),
        every if habit else "",
        said,
    )


def _after_weekday(match: Match) -> int:
    """The turn that is said of the month: « du mois prochain »."""
    run = match.tokens[match.first : match.end]
    last = run[-1]
    return int(last.value or 0) if last.category in ("LAST", "NEXT", "PRECEDING", "FOLLOWING") else 0


def weekday_of_week(match: Match) -> m.Meaning | None:
    """« mardi de la semaine prochaine »: that day of that week."""
    if match.value("UNIT") != "W 1":
        return None
    return m.Weekday(int(match.value("WEEKDAY") or 1), match.value("PART"), week=match.turn, habit=False)


# -- the day before, the day after


def beside(match: Match) -> m.Meaning | None:
    """« au lendemain du 7 octobre 2023 », « la veille de Noël », « la veille du 14-Juillet »."""
    days = int(match.value("ANAPHOR") or 0)
    if match.has("FEAST"):
        return Beside(days, p.Feast(match.value("FEAST") or "", match.number("YEAR"), match.turn), match.value("PART"))
    day, month = match.number("DAY", "FIRST", "CARD", "ORD") or 0, match.number("MONTH") or 0
    if not exists(2000, month, day):
        return None
    known = None if match.has("YEAR") or not match.has("DASH") else _known(month, day)
    if known and _is_written_as_name(match):
        return Beside(days, NamedDay(known, m.Calendar(None, month, day)), match.value("PART"))
    return Beside(days, m.Calendar(match.number("YEAR"), month, day, match.number("WEEKDAY")), match.value("PART"))


# -- a day by its number alone


def bare_night(match: Match) -> m.Meaning | None:
    """« la nuit du 2 au 3 »; an hour or a month would have said more."""
    first, last = (int(token.value) for token in match.all("DAY", "FIRST", "CARD"))
    if last != first + 1 and last != 1:
        return None
    return BareDay(first, match.value("PART"), night=True)


def bare_day(match: Match) -> m.Meaning | None:
    """« le 20 au soir », « le 3 courant », « Le 1er, »."""
    number, last = match.all("DAY", "FIRST")[0], match.tokens[match.end - 1]
    if not _is_le(match) or in_list(match.after(), "counted_days"):
        return None
    if (match.has("EDGE") and last.bare != "courant") or (match.has("UNIT") and match.value("UNIT") != "M 1"):
        return None
    running = match.has("EDGE", "UNIT", "COURSE")
    return BareDay(int(number.value), match.value("PART"), running, shift=match.turn)


def _is_le(match: Match) -> bool:
    return word(match.tokens[match.first]) in ("le", "du", "au", "ce") or category(match.before()) == "OF"


def opening_day(match: Match) -> m.Meaning | None:
    """« Le 1er, le maire … »: at the head of a clause and set off by a comma; « Le 1er, Jean Dupont » is a ranking."""
    after = match.after(2)
    ranked = category(after) in ("NAME", "DAY", "FIGURE", "ORD")
    ranked = ranked or in_list(after, "streets") or in_list(after, "places")
    if word(match.tokens[match.first]) != "le" or ranked:
        return None
    return BareDay(match.number("DAY", "FIRST") or 1)


def day_after_verb(match: Match) -> m.Meaning | None:
    """« aura lieu le 12 », « est arrivé le 12 »: after a verb that takes a day."""
    verb = word(match.before())
    stem = verb.rstrip("s").removesuffix("e")
    if word(match.tokens[match.first]) != "le" or not (verb in listed("dated_verbs") or stem in listed("dated_verbs")):
        return None
    return BareDay(match.number("DAY", "FIRST") or 1)


def day_after_date(match: Match) -> m.Meaning | None:
    """« le 3 mars puis le 12 »: a day of the month told just before."""
    return BareDay(match.number("DAY", "FIRST") or 1) if _month_told(match) else None


def _month_told(match: Match) -> bool:
    return any(category(match.before(distance)) == "MONTH" for distance in range(1, 9))


def ranged_bare_day(match: Match) -> m.Meaning | None:
    """« entre le 12 et le 15 », « du 12 au 15 »: neither pages, nor houses, nor a score."""
    if any(in_list(match.before(2), name) for name in ("numbered", "streets", "ratios")):
        return None
    return BareDay(match.number("DAY", "FIRST") or 1)


def last_bare_day(match: Match) -> m.Meaning | None:
    """The second day of such a range, if the first is one."""
    last = match.number("DAY", "FIRST") or 1
    before = [match.before(distance) for distance in range(1, 5)]
    first = next((int(token.value) for token in before if token and token.category in ("DAY", "FIRST")), None)
    between = any(category(match.before(distance)) in ("BETWEEN", "OF") for distance in range(2, 6))
    return BareDay(last) if first is not None and between and first != last else None


# -- wars by their years


def war(match: Match) -> m.Meaning | None:
    """« la guerre de 14-18 »; « 14-18 ans » and a score are none."""
    first, last = (int(float(token.value)) for token in match.all("DAY", "FIGURE"))
    if (first, last) not in ((14, 18), (39, 45), (39, 40)) or category(match.after()) == "UNIT":
        return None
    link = 2 if category(match.before()) in ("DE", "OF") else 1
    if category(match.before()) != "EN" and not in_list(match.before(link), "war_words"):
        return None
    value = f"19{first}/19{last}"
    return p.Fixed(value, edtf=value)


def decade_joined(match: Match) -> m.Meaning | None:
    """The second of « les années 1970 et 1980 », « les années soixante-dix-quatre-vingt »."""
    back = 3 if category(match.before(2)) == "DEF" else 2
    before, unit = match.before(back), match.before(back + 1)
    if word(unit) not in ("annees", "decennies", "decennie") or not (before and before.value.isdigit()):
        return None
    value = match.value("YEAR", "FIGURE", "DAY", "CARD") or ""
    return decade_value(value)


def decade_value(value: str) -> m.Meaning | None:
    """« 60 », « 1960 », « soixante » after « les années » as a decade."""
    if not value.isdigit() or int(value) % 10 or 100 <= int(value) < 1000:
        return None
    number = int(value)
    full = number if number > 99 else 1900 + number if number >= 20 else 2000 + number
    return p.Fixed(f"{full // 10:03d}X")
