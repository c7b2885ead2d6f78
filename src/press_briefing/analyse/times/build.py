"""From matched tokens to a meaning: dates of the calendar, days, feasts, seasons, years.

One builder a kind of expression; None when a closer look says that it is no time.
"""

from __future__ import annotations

import re

from . import meanings as m
from . import periods as p
from .build_days import decade_value, in_street, named_day
from .build_hours import part_or_noon
from .calendars import Point, exists
from .match import NUMBERS, Match, category, full_year, in_list, listed, word
from .near import Blocked

# -- dates of the calendar


def numeric_date(match: Match) -> m.Meaning | None:
    """2025-11-18, 18/11/2025, 18.11.25: day first unless the year leads."""
    raw = match.value("DATE") or ""
    parts = [int(part) for part in re.findall(r"\d+", raw)]
    year, month, day = parts if len(re.findall(r"\d+", raw)[0]) == 4 else parts[::-1]
    year = year if year > 99 else year + (1900 if year > 50 else 2000)
    return m.Calendar(year, month, day) if exists(year, month, day) else None


def slashed(match: Match) -> m.Meaning | None:
    """18/11 after an article."""
    day, month = map(int, (match.value("SLASHED") or "0/0").split("/"))
    return m.Calendar(None, month, day) if exists(2000, month, day) else None


def calendar(match: Match) -> m.Meaning | None:
    """A day, or a month, with whatever else is told."""
    month = match.number("MONTH")
    day = (
        next((int(token.value) for token in match.all("DAY", "FIRST", "CARD", "ORD")), None)
        if _has_day(match)
        else None
    )
    if month is None or (day is not None and not exists(2000, month, day)):
        return None
    if in_street(match):
        return Blocked()
    if day is None and _is_plain_month(match) and word(match.all("MONTH")[0]) == "mars" and _planet(match):
        return None
    part = part_or_noon(match)
    found = m.Calendar(_year_told(match, day), month, day, match.number("WEEKDAY"), part, _turn_of_month(match))
    return named_day(match, found)


def _turn_of_month(match: Match) -> int:
    """« en août dernier » turns the month; « la dernière semaine d'août » does not."""
    run = match.tokens[match.first : match.end]
    month = next(place for place, token in enumerate(run) if token.category == "MONTH")
    return next((int(token.value) for token in run[month:] if token.category in ("LAST", "NEXT", "PRECEDING")), 0)


def _has_day(match: Match) -> bool:
    """Whether a number stands right before the month."""
    run = match.tokens[match.first : match.end]
    place = next(place for place, token in enumerate(run) if token.category == "MONTH")
    place -= place > 0 and run[place - 1].category == "DASH"
    return place > 0 and run[place - 1].category in ("DAY", "FIRST", "CARD", "ORD")


def _year_told(match: Match, day: int | None) -> int | None:
    year = match.value("YEAR")
    if year:
        return int(year)
    late = match.all("DAY", "FIGURE")[1 if day and match.all("DAY") else 0 :]
    if day is not None and match.all("CARD", "FIRST", "ORD") and not match.all("DAY")[1:]:
        late = match.all("FIGURE", "DAY")
    return full_year(late[0].value) if late else None


def _is_plain_month(match: Match) -> bool:
    return match.end - match.first == 1


def _planet(match: Match) -> bool:
    """« la planète Mars », « sur Mars » : a capital in mid-sentence."""
    return match.all("MONTH")[0].category == "MONTH" and category(match.before()) in ("ON", "TO", "FOR")


def month_short_year(match: Match) -> m.Meaning | None:
    """« en mai 98 »: two figures are a year only from 32 on."""
    year = match.value("FIGURE", "DAY")
    if not year or not year.isdigit() or not 32 <= int(year) <= 99:
        return None
    return m.Calendar(1900 + int(year), match.number("MONTH"))


def fortnight(match: Match) -> m.Meaning | None:
    """« la première quinzaine de juillet »: its month."""
    return m.Calendar(match.number("YEAR"), match.number("MONTH")) if match.value("DOZEN") == "15" else None


def nth_day(match: Match) -> m.Meaning | None:
    """« le troisième jour d'octobre »."""
    if match.value("UNIT") != "D 1":
        return None
    return m.Calendar(match.number("YEAR"), match.number("MONTH"), match.number("ORD"))


def night(match: Match) -> m.Meaning | None:
    """« la nuit du 6 au 7 novembre »: the night that begins on the first day."""
    days = [int(token.value) for token in match.all("DAY", "FIRST", "CARD", "ORD")]
    months = [int(token.value) for token in match.all("MONTH")]
    if len(days) < 2 or not months:
        return None
    month = months[0]
    if len(months) == 1 and days[0] > days[1]:
        month = (month - 2) % 12 + 1
    if not exists(2000, month, days[0]):
        return None
    year = match.number("YEAR")
    return m.Calendar(
        year - (month > months[-1]) if year else None, month, days[0], None, match.value("PART"), night_to=days[1]
    )


def night_weekdays(match: Match) -> m.Meaning | None:
    """« la nuit de mardi à mercredi »."""
    return m.Weekday(int(match.value("WEEKDAY") or 1), match.value("PART"))


def ranged_day(match: Match) -> m.Meaning | None:
    """« du 6 au 7 novembre »: the first day borrows the month (and the year) of the last."""
    rest = match.tokens[match.end : match.end + 14]
    month = next((token for token in rest if token.category == "MONTH"), None)
    if month is None:
        return None
    place = rest.index(month)
    year = next((token.value for token in rest[place + 1 : place + 2] if token.category == "YEAR"), None)
    day, number = match.number("DAY", "FIRST", "CARD", "ORD") or 0, int(month.value)
    last = next((int(token.value) for token in reversed(rest[:place]) if token.category in NUMBERS), 31)
    if day > last:
        number = (number - 2) % 12 + 1
    if not exists(2000, number, day):
        return None
    full = int(year) - (number > int(month.value)) if year else None
    return m.Calendar(full, number, day, match.number("WEEKDAY"))


def ranged_month(match: Match) -> m.Meaning | None:
    """« de juin à août 2023 »: the first month borrows the year of the last."""
    rest = match.tokens[match.end : match.end + 4]
    months = [token for token in rest if token.category == "MONTH"]
    year = next((token.value for token in rest if token.category == "YEAR"), None)
    month = match.number("MONTH") or 1
    if not months or year is None:
        return calendar(match)
    return m.Calendar(int(year) - (month > int(months[0].value)), month)


# -- days from today


def relative_day(match: Match) -> m.Meaning | None:
    """« hier », « demain matin »."""
    return m.FromPublished(int(match.value("RELDAY") or 0), part_or_noon(match))


def today(match: Match) -> m.Meaning | None:
    """« aujourd'hui »: of the day when a weekday is beside it."""
    listed = category(match.after()) in ("AND", "COMMA") and category(match.after(2)) in ("WEEKDAY", "RELDAY")
    at_an_hour = category(match.after()) in ("A", "DE", "AROUND", "FROM") and category(match.after(2)) == "CLOCK"
    act = any(in_list(match.before(distance), "acts") for distance in (1, 2))
    begins = category(match.before()) == "FROM" or word(match.before()).startswith("a partir")
    return m.Today(of_day=listed or at_an_hour or act or begins)


def today_named(match: Match) -> m.Meaning | None:
    """« aujourd'hui vendredi »."""
    return m.Today(of_day=True)


def this_part(match: Match) -> m.Meaning | None:
    """« ce soir », « cette nuit »."""
    return m.FromPublished(0, match.value("PART"))


def weekday(match: Match) -> m.Meaning | None:
    """« mardi », « lundi prochain », « ce même samedi soir »."""
    if match.has("RELDAY"):
        return relative_day(match)
    saint = word(match.after())
    if saint in ("saint", "noir", "gras") and not match.has("LAST", "NEXT", "PART"):
        return None
    return m.Weekday(
        int(match.value("WEEKDAY") or 1),
        part_or_noon(match),
        match.turn,
        _is_habit(match),
        match.has("SAME"),
        match.number("DAY", "FIRST", "CARD", "ORD"),
        context=match.has("FOLLOWING", "PRECEDING"),
        this=match.has("THIS"),
    )


def _is_habit(match: Match) -> bool:
    """« fermé le mercredi »: the press tells one day without its article."""
    return match.end - match.first == 2 and word(match.tokens[match.first]) == "le"


def weekday_in(match: Match) -> m.Meaning | None:
    """« lundi en huit »: a week after the coming one."""
    weeks = {8: 1, 15: 2}.get(match.number("CARD", "DAY") or 0)
    return m.Weekday(int(match.value("WEEKDAY") or 1), turn=1, weeks=weeks) if weeks else None


def every_weekday(match: Match) -> m.Meaning | None:
    """« tous les lundis », « chaque mardi soir »."""
    part = match.value("PART", "PARTS")
    return p.Often(f"XXXX-WXX-{match.value('WEEKDAY', 'WEEKDAYS')}" + (f"T{part}" if part else ""))


def habit(match: Match) -> m.Meaning | None:
    """« le mercredi et le samedi »."""
    return m.Habit(int(match.value("WEEKDAY") or 1))


def that_part(match: Match) -> m.Meaning | None:
    """« cette nuit-là »: of the day told before."""
    return m.Anaphor(0, match.value("PART")) if match.tokens[match.end - 1].word in ("là", "la") else None


def same_part(match: Match) -> m.Meaning | None:
    """« le même soir », « le soir même »: of the day told before."""
    return m.Anaphor(0, match.value("PART"))


def day_beside(match: Match) -> m.Meaning | None:
    """« le jour suivant », « le jour d'avant »."""
    unit = match.all("UNIT")[0]
    one_day = unit.value == "D 1" and word(unit) == "jour"
    return m.Anaphor(match.number("FOLLOWING", "PRECEDING") or 0) if one_day else None


def every_part(match: Match) -> m.Meaning | None:
    """« tous les soirs », « chaque matin »."""
    return p.Often(f"XXXX-XX-XXT{match.value('PART', 'PARTS')}")


def anaphor(match: Match) -> m.Meaning | None:
    """« le lendemain matin », « la veille », « au lendemain de l'attentat »."""
    days = int(match.value("ANAPHOR") or 0)
    if category(match.after()) in ("DE", "OF"):
        return m.Anaphor(0, match.value("PART"), after_event=days)
    return m.Anaphor(days, match.value("PART"))


def same_day(match: Match) -> m.Meaning | None:
    """« le même jour », « ce jour-là »."""
    if match.has("DASH") and word(match.tokens[match.end - 1]) != "la":
        return None
    if match.value("UNIT") == "D 1":
        return m.Anaphor(0)
    return p.Period(match.value("UNIT") or "", 0, context=True)


def same_time(match: Match) -> m.Meaning | None:
    """« la même époque »."""
    return m.SameTime() if word(match.tokens[match.end - 1]) in ("epoque", "periode", "date") else None


# -- feasts, seasons, years


def feast(match: Match) -> m.Meaning | None:
    """« Noël », « la fête de Pentecôte », « le mois de ramadan 2024 »."""
    if in_list(match.before(), "feast_traps") or in_list(match.before(2), "feast_traps"):
        return None
    if match.has("THIS") and not match.has("YEAR", "LAST", "NEXT") and category(match.after()) == "WORD":
        return None  # « cette ascension fulgurante »
    named = category(match.after()) == "DEF" and category(match.after(2)) == "NAME"
    if not match.has("YEAR", "LAST", "NEXT") and (named or category(match.after()) == "NAME"):
        return None  # a first name: « Noël Dupont »
    return p.Feast(match.value("FEAST") or "", match.number("YEAR"), match.turn)


def season(match: Match) -> m.Meaning | None:
    """« cet été », « l'automne dernier », « le printemps 2001 »."""
    bare = not match.has("THIS", "YEAR", "LAST", "NEXT", "FOLLOWING")
    if bare and (category(match.before()) in ("EN",) or (not match.has("DEF") and category(match.before()) != "OF")):
        return None
    if bare and word(match.before()) in ("du", "des", "aux"):
        return None
    if word(match.all("SEASON")[0]).endswith(("etes", "mnes", "ers")) and bare:
        return None
    opens = bare and match.has("DEF") and category(match.before()) in ("", "STOP", "BREAK")
    habit = opens and category(match.after()) == "COMMA"
    return p.Season(match.value("SEASON") or "SU", match.number("YEAR"), match.turn, match.has("FOLLOWING"), habit)


def every_season(match: Match) -> m.Meaning | None:
    """« chaque été », « tous les hivers », « chaque mois de mai », « chaque Noël »."""
    if match.has("UNIT") and match.value("UNIT") != "M 1":
        return None
    season, month = match.value("SEASON"), match.number("MONTH")
    return p.Often(f"XXXX-{season}" if season else f"XXXX-{month:02d}" if month else "P1Y")


def part_of_year(match: Match) -> m.Meaning | None:
    """« le deuxième trimestre 2024 », « le premier semestre de 1999 »."""
    place, year = match.number("ORD", "FIRST") or 1, match.number("YEAR") or 0
    code = {"M 3": "Q", "M 6": "H"}.get(match.value("UNIT") or "")
    return p.Fixed(f"{year}-{code}{place}", point=Point(year)) if code and place <= {"Q": 4, "H": 2}[code] else None


def nth(match: Match) -> m.Meaning | None:
    """« le second semestre », « la première minute », « la quatrième journée »."""
    place, unit = match.number("ORD", "FIRST") or 1, match.value("UNIT") or ""
    code = {"M 3": "Q", "M 6": "H"}.get(unit)
    if code and place <= {"Q": 4, "H": 2}[code]:
        return p.PartOfYear(code, place)
    if unit == "TM 1":
        return m.Hour("XX:XX")
    last = match.tokens[match.end - 1]
    return p.Lasting(1, unit) if unit == "D 1" and word(last).startswith("journee") else None


def decade(match: Match) -> m.Meaning | None:
    """« les années 60 », « l'année 2001 », « l'an 2000 »."""
    unit = word(match.all("UNIT")[0])
    value = match.value("YEAR", "FIGURE", "DAY", "CARD") or ""
    if not value.isdigit() or unit not in ("annees", "annee", "an", "decennies", "decennie"):
        return None
    number = int(value)
    if unit in ("annees", "decennies", "decennie"):
        return decade_value(value)
    if number > 999 and not in_list(match.before(), "numbered"):
        return m.Calendar(number)
    return None


def century(match: Match) -> m.Meaning | None:
    """« le XIXe siècle », « la fin du 19e siècle »."""
    number = match.number("ROMAN", "ORD", "FIRST") or 0
    if match.value("UNIT") != "Y 100" or not 1 <= number <= 21:
        return None
    return p.Fixed(f"{number - 1:02d}XX")


def year(match: Match) -> m.Meaning | None:
    """A year on its own, after something that expects one."""
    number = match.number("YEAR") or 0
    if in_list(match.before(), "numbered") or in_list(match.before(2), "numbered"):
        return None
    certain = match.has("EDGE") or category(match.before()) in ("EN", "SINCE", "FROM", "BETWEEN", "TO", "HERE")
    if category(match.before()) == "TO" and word(match.after()) in listed("counted"):
        return None
    if (not certain and not 1700 <= number <= 2099) or not 1000 <= number <= 2100:
        return None
    if not certain and match.tokens[match.end - 1].word[0].isalpha():
        return None
    return m.Calendar(number)


def year_before_word(match: Match) -> m.Meaning | None:
    """« en 1878 exige », « le pic de 2017 passant »; a noun in the plural is counted: « en 1200 pages »."""
    number, following = match.number("YEAR") or 0, match.after()
    if word(following).endswith(("s", "x")) or in_list(following, "counted"):
        return None
    after_name = category(match.before()) in ("NAME", "DE")
    if after_name and (number % 100 == 0 or not 1900 <= number <= 2050 or word(following) in listed("measures")):
        return None
    return year(match)


def year_noun(match: Match) -> m.Meaning | None:
    """« le budget 2002 »: after a noun only years near our own."""
    number = match.number("YEAR") or 0
    before = match.before()
    if in_list(before, "numbered") or not 1900 <= number <= 2099 or match.all("YEAR")[0].word[0].isalpha():
        return None
    if category(match.after()) in ("DASH", "SIGN") and category(match.after(2)) == "FIGURE":
        return None
    return m.Calendar(number)


def short_year(match: Match) -> m.Meaning | None:
    """« en 97 »."""
    value = match.value("FIGURE", "DAY") or ""
    return m.Calendar(1900 + int(value)) if value.isdigit() and 32 <= int(value) <= 99 else None
