"""From matched tokens to a meaning: one builder a kind of expression; None when a closer look says it is no time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ... import typography
from ...lexicons import members
from . import meanings as m
from .calendars import Point, exists
from .tokens import Token

NUMBERS = ("DAY", "FIRST", "CARD", "ORD", "FIGURE", "YEAR", "ONE")


@dataclass(frozen=True)
class Match:
    """Matched tokens `tokens[first:end]`, with what stands around them."""

    tokens: list[Token]
    first: int
    end: int

    def all(self, *categories: str) -> list[Token]:
        """The matched tokens of these categories."""
        return [token for token in self.tokens[self.first : self.end] if token.category in categories]

    def value(self, *categories: str) -> str | None:
        """The value of the first matched token of these categories."""
        found = self.all(*categories)
        return found[0].value if found else None

    def number(self, *categories: str) -> int | None:
        """The same as a whole number."""
        value = self.value(*categories)
        return int(float(value)) if value else None

    def has(self, *categories: str) -> bool:
        """Whether a token of these categories was matched."""
        return bool(self.all(*categories))

    def before(self, distance: int = 1) -> Token | None:
        """The token so many places before the match."""
        place = self.first - distance
        return self.tokens[place] if place >= 0 else None

    def after(self, distance: int = 1) -> Token | None:
        """The token so many places after the match."""
        place = self.end - 1 + distance
        return self.tokens[place] if place < len(self.tokens) else None

    @property
    def turn(self) -> int:
        """-1 for « dernier », 1 for « prochain », 0 when neither is said."""
        return int(self.value("LAST", "NEXT", "PRECEDING", "FOLLOWING") or 0)


def category(token: Token | None) -> str:
    """The category of a token, `""` when there is none."""
    return token.category if token else ""


def word(token: Token | None) -> str:
    """The unaccented lower-case word of a token, `""` when there is none."""
    return typography.unaccented(token.word) if token else ""


@cache
def _members(name: str) -> frozenset[str]:
    return frozenset(map(typography.key, members(f"times/{name}.txt")))


def in_list(token: Token | None, name: str) -> bool:
    """Whether the token, or its singular, stands in a list of `lexicons/times`."""
    bare = word(token)
    return bool(bare) and (bare in _members(name) or bare.removesuffix("s") in _members(name))


def _full_year(value: str | None) -> int | None:
    """A year in four or two figures: 93 is 1993, 05 is 2005."""
    if value is None or not value.isdigit():
        return None
    number = int(value)
    return number if number > 99 else number + (1900 if number >= 32 else 2000)


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
    if in_list(match.before(2) if category(match.before()) in ("OF", "DE") else match.before(), "streets"):
        return None
    if day is None and _is_plain_month(match) and word(match.all("MONTH")[0]) == "mars" and _planet(match):
        return None
    part = match.value("PART", "NOON")
    return m.Calendar(_year_told(match, day), month, day, match.number("WEEKDAY"), _part(part), match.turn)


def _has_day(match: Match) -> bool:
    """Whether a number stands right before the month."""
    run = match.tokens[match.first : match.end]
    place = next(place for place, token in enumerate(run) if token.category == "MONTH")
    return place > 0 and run[place - 1].category in ("DAY", "FIRST", "CARD", "ORD")


def _year_told(match: Match, day: int | None) -> int | None:
    year = match.value("YEAR")
    if year:
        return int(year)
    late = [token for token in match.all("DAY", "FIGURE")][1 if day and match.all("DAY") else 0 :]
    if day is not None and match.all("CARD", "FIRST", "ORD") and not match.all("DAY")[1:]:
        late = match.all("FIGURE", "DAY")
    return _full_year(late[0].value) if late else None


def _is_plain_month(match: Match) -> bool:
    return match.end - match.first == 1


def _planet(match: Match) -> bool:
    """« la planète Mars », « sur Mars » : a capital in mid-sentence."""
    return match.all("MONTH")[0].category == "MONTH" and category(match.before()) in ("ON", "TO", "FOR")


def _part(value: str | None) -> str | None:
    return value


def month_short_year(match: Match) -> m.Meaning | None:
    """« en mai 98 »: two figures are a year only from 32 on."""
    year = match.value("FIGURE", "DAY")
    if not year or not year.isdigit() or not 32 <= int(year) <= 99:
        return None
    return m.Calendar(1900 + int(year), match.number("MONTH"))


def nth_day(match: Match) -> m.Meaning | None:
    """« le troisième jour d'octobre »."""
    if match.value("UNIT") != "D 1":
        return None
    return m.Calendar(match.number("YEAR"), match.number("MONTH"), match.number("ORD"))


def night(match: Match) -> m.Meaning | None:
    """« la nuit du 6 au 7 novembre »: the night that begins on the first day."""
    days = [int(token.value) for token in match.all("DAY", "FIRST", "CARD", "ORD")]
    months = [int(token.value) for token in match.all("MONTH")]
    if len(days) < 2 or not months or not exists(2000, months[0], days[0]):
        if not (len(months) == 1 and days[0] > days[1]):
            return None
    month = months[0]
    if len(months) == 1 and days[0] > days[1]:
        month = (month - 2) % 12 + 1
    year = match.number("YEAR")
    return m.Calendar(
        year - (month > months[-1]) if year else None, month, days[0], None, match.value("PART"), night_to=days[1]
    )


def night_weekdays(match: Match) -> m.Meaning | None:
    """« la nuit de mardi à mercredi »."""
    return m.Weekday(int(match.value("WEEKDAY") or 1), match.value("PART"))


def ranged_day(match: Match) -> m.Meaning | None:
    """« du 6 au 7 novembre »: the first day borrows the month (and the year) of the last."""
    rest = match.tokens[match.end : match.end + 9]
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


# -- days from today


def relative_day(match: Match) -> m.Meaning | None:
    """« hier », « demain matin »."""
    return m.FromPublished(int(match.value("RELDAY") or 0), match.value("PART", "NOON"))


def today(match: Match) -> m.Meaning | None:
    """« aujourd'hui »: of the day when a weekday is beside it."""
    listed = category(match.after()) in ("AND", "COMMA") and category(match.after(2)) in ("WEEKDAY", "RELDAY")
    return m.Today(of_day=listed)


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
        match.value("PART", "NOON"),
        match.turn,
        _is_habit(match),
        match.has("SAME"),
        match.number("DAY", "FIRST", "CARD", "ORD"),
    )


def _is_habit(match: Match) -> bool:
    """« fermé le mercredi »: the press tells one day without its article."""
    return match.end - match.first == 2 and word(match.tokens[match.first]) == "le"


def weekday_in(match: Match) -> m.Meaning | None:
    """« lundi en huit »: a week after the coming one."""
    return m.Weekday(int(match.value("WEEKDAY") or 1)) if match.number("CARD", "DAY") in (8, 15) else None


def every_weekday(match: Match) -> m.Meaning | None:
    """« tous les lundis », « chaque mardi soir »."""
    part = match.value("PART", "PARTS")
    return m.Often(f"XXXX-WXX-{match.value('WEEKDAY', 'WEEKDAYS')}" + (f"T{part}" if part else ""))


def habit(match: Match) -> m.Meaning | None:
    """« le mercredi et le samedi »."""
    return m.Habit(int(match.value("WEEKDAY") or 1))


def every_part(match: Match) -> m.Meaning | None:
    """« tous les soirs », « chaque matin »."""
    return m.Often(f"XXXX-XX-XXT{match.value('PART', 'PARTS')}")


def anaphor(match: Match) -> m.Meaning | None:
    """« le lendemain matin », « la veille »; « au lendemain de » is that day itself as the press tells it."""
    days = int(match.value("ANAPHOR") or 0)
    if category(match.after()) in ("DE", "OF"):
        days = 0
    return m.Anaphor(days, match.value("PART"))


def same_day(match: Match) -> m.Meaning | None:
    """« le même jour », « ce jour-là »."""
    if match.value("UNIT") == "D 1":
        return m.Anaphor(0)
    return m.Period(match.value("UNIT") or "", 0, context=True) if match.has("SAME") else None


def same_time(match: Match) -> m.Meaning | None:
    """« la même époque »."""
    return m.SameTime() if word(match.tokens[match.end - 1]) in ("epoque", "periode", "date") else None


# -- feasts, seasons, years


def feast(match: Match) -> m.Meaning | None:
    """« Noël », « la fête de Pentecôte », « le mois de ramadan 2024 »."""
    if in_list(match.before(), "feast_traps") or in_list(match.before(2), "feast_traps"):
        return None
    return m.Feast(match.value("FEAST") or "", match.number("YEAR"), match.turn)


def season(match: Match) -> m.Meaning | None:
    """« cet été », « l'automne dernier », « le printemps 2001 »."""
    bare = not match.has("THIS", "YEAR", "LAST", "NEXT")
    if bare and (category(match.before()) in ("EN",) or (not match.has("DEF") and category(match.before()) != "OF")):
        return None
    if bare and word(match.before()) in ("du", "des", "aux"):
        return None
    return m.Season(match.value("SEASON") or "SU", match.number("YEAR"), match.turn)


def part_of_year(match: Match) -> m.Meaning | None:
    """« le deuxième trimestre 2024 », « le premier semestre de 1999 »."""
    place, year = match.number("ORD", "FIRST") or 1, match.number("YEAR") or 0
    code = {"M 3": "Q", "M 6": "H"}.get(match.value("UNIT") or "")
    return m.Fixed(f"{year}-{code}{place}", point=Point(year)) if code and place <= {"Q": 4, "H": 2}[code] else None


def nth(match: Match) -> m.Meaning | None:
    """« le second semestre », « la première minute », « la quatrième journée »."""
    place, unit = match.number("ORD", "FIRST") or 1, match.value("UNIT") or ""
    code = {"M 3": "Q", "M 6": "H"}.get(unit)
    if code and place <= {"Q": 4, "H": 2}[code]:
        return m.PartOfYear(code, place)
    if unit == "TM 1":
        return m.Hour("XX:XX")
    last = match.tokens[match.end - 1]
    return m.Lasting(1, unit) if unit == "D 1" and word(last).startswith("journee") else None


def decade(match: Match) -> m.Meaning | None:
    """« les années 60 », « l'année 2001 », « l'an 2000 »."""
    unit = word(match.all("UNIT")[0])
    value = match.value("YEAR", "FIGURE", "DAY") or ""
    if not value.isdigit() or unit not in ("annees", "annee", "an"):
        return None
    number = int(value)
    if unit == "annees" and number % 10 == 0:
        full = number if number > 99 else 1900 + number if number >= 20 else 2000 + number
        return m.Fixed(f"{full // 10:03d}X")
    if unit != "annees" and number > 999:
        return m.Calendar(number)
    return None


def century(match: Match) -> m.Meaning | None:
    """« le XIXe siècle », « la fin du 19e siècle »."""
    number = match.number("ROMAN", "ORD", "FIRST") or 0
    if match.value("UNIT") != "Y 100" or not 1 <= number <= 21:
        return None
    return m.Fixed(f"{number - 1:02d}XX")


def year(match: Match) -> m.Meaning | None:
    """A year on its own, after something that expects one."""
    number = match.number("YEAR") or 0
    if in_list(match.before(), "numbered") or in_list(match.before(2), "numbered"):
        return None
    certain = match.has("EDGE") or category(match.before()) in ("EN", "SINCE", "FROM", "BETWEEN", "TO")
    if category(match.before()) == "TO" and word(match.after()) in _members("counted"):
        return None
    if (not certain and not 1700 <= number <= 2099) or not 1000 <= number <= 2100:
        return None
    if not certain and match.tokens[match.end - 1].word[0].isalpha():
        return None
    return m.Calendar(number)


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


# -- periods


def turned(match: Match) -> m.Meaning | None:
    """« ces dernières années », « les trois prochains mois »; one of them is a period of the calendar."""
    unit = match.value("UNIT") or ""
    count = match.number("CARD", "DAY", "FIGURE", "ONE")
    last = (
        match.tokens[match.end - 1]
        if match.all("UNIT") and match.tokens[match.end - 1].category == "UNIT"
        else match.all("UNIT")[0]
    )
    plural = (word(last).endswith("s") and unit != "M 1") or word(match.all("LAST", "NEXT", "PRECEDING")[0]).endswith(
        ("s", "nent")
    )
    if count is None and not plural:
        return m.Period(unit, match.turn, context=match.has("PRECEDING"))
    turn = 0 if match.has("PRECEDING") else match.turn
    return m.Lasting(count, unit, turn)


def period(match: Match) -> m.Meaning | None:
    """« la semaine dernière », « ce mois », « l'année suivante », « la fin de l'année »."""
    unit = match.value("UNIT", "WEEKEND") or ""
    before_unit = word((match.all("UNIT", "WEEKEND"))[0])
    if unit.startswith(("TH", "TM", "TS")) or (before_unit.endswith("s") and unit != "M 1"):
        return None
    if unit == "D 1":
        return m.FromPublished(match.turn) if match.has("THIS") and not match.has("DASH") else None
    context = match.has("FOLLOWING", "PRECEDING") or _that(match)
    return m.Period(unit, match.turn, context=context)


def _that(match: Match) -> bool:
    """« cette année-là » (of the text) against « cette année-ci » (of today)."""
    return match.has("DASH") and word(match.tokens[match.end - 1]) == "la"


def nothing(match: Match) -> m.Meaning | None:
    """A frame that takes its tokens out of the grammar's reach."""
    return None


# -- sets, amounts


def every(match: Match) -> m.Meaning | None:
    """« chaque année », « tous les quatre ans », « par mois »."""
    unit = match.value("UNIT")
    if unit is None:
        return m.Often("XXXX-WXX-WE")
    count = match.number("CARD", "DAY", "FIGURE") or 1
    return m.Often(m.duration(count, unit))


def often(match: Match) -> m.Meaning | None:
    """« hebdomadaire »; « le quotidien » is a newspaper."""
    noun = category(match.before()) in ("DEF", "OF", "ONE", "THIS", "POSS") and category(match.after()) not in ("DASH",)
    newspaper = noun and word(match.tokens[match.first]) in _members("periodicals")
    return None if newspaper else m.Often(match.value("OFTEN") or "")


def part_adjective(match: Match) -> m.Meaning | None:
    """« une explosion nocturne »."""
    return m.Reference(f"T{match.value('PARTADJ')}")


def _amount(match: Match) -> float | None:
    value = match.value("CARD", "DAY", "FIGURE", "YEAR", "DOZEN", "ONE")
    if match.has("DOZEN"):
        value = match.value("DOZEN")
    return float(value) if value else None


def ago(match: Match) -> m.Meaning | None:
    """« il y a deux ans »."""
    if match.has("HALF", "QUARTER"):
        return _half_away(match, -1)
    return m.Away(int(_amount(match) or 1), match.value("UNIT") or "", -1)


def _half_away(match: Match, sign: int) -> m.Meaning | None:
    """« il y a un an et demi » is eighteen months ago."""
    if match.value("UNIT") == "Y 1":
        return m.Away(int(_amount(match) or 1) * 12 + 6, "M 1", sign)
    return m.Away(int(_amount(match) or 1), match.value("UNIT") or "", sign)


def ahead(match: Match) -> m.Meaning | None:
    """« dans trois jours »."""
    return m.Away(int(_amount(match) or 1), match.value("UNIT") or "", 1)


def later(match: Match) -> m.Meaning | None:
    """« deux jours plus tard »."""
    return m.Away(int(_amount(match) or 1), match.value("UNIT") or "", 1 if match.has("LATER") else -1, context=True)


def half_unit(match: Match) -> m.Meaning | None:
    """« une demi-heure »."""
    count = _amount(match) or 1
    unit = match.value("UNIT") or ""
    return m.Lasting(0, unit, half=True) if count == 1 else m.Lasting(count / 2, unit)


def lasting(match: Match) -> m.Meaning | None:
    """An amount of time, unless it is an age, a reading time or part of something else."""
    unit = match.value("UNIT") or ""
    count = None if match.has("VAGUE") else _amount(match)
    if match.has("ONE") and not match.has("DOZEN") and _not_counted(match):
        return None
    if is_age(match) or _is_reading_time(match):
        return None
    return m.Lasting(count, unit, half=match.has("HALF"))


def _not_counted(match: Match) -> bool:
    """« une journée de dupes », « un jour »: an article, not the number one."""
    unit = word(match.all("UNIT")[0])
    if unit in ("journee", "jour", "minute", "seconde", "siecle", "heure"):
        return category(match.before()) not in ("FOR", "BEFORE", "AFTER", "IN", "SINCE", "EN", "APPROX", "DE") or (
            unit == "jour" and category(match.before()) not in ("FOR", "SINCE", "EN", "APPROX")
        )
    if unit == "annee":
        return category(match.before()) not in ("FOR", "SINCE", "EN", "APPROX", "DE", "AGO")
    return False


def _is_reading_time(match: Match) -> bool:
    """« Temps de lecture estimé : 8 minutes »."""
    return any(word(match.before(distance)) == "lecture" for distance in range(1, 5))


def is_age(match: Match) -> bool:
    """Whether « N ans » is somebody's age."""
    unit = match.all("UNIT")[0]
    if match.has("DOZEN") and unit.value == "Y 1":
        return _of_a_person(match)
    if unit.value not in ("Y 1", "M 1") or word(unit) not in ("ans", "an", "mois"):
        return False
    run = match.first
    before, further = match.before(), match.before(2)
    aged = category(before) == "AGED" or (category(before) in ("DE",) and category(further) == "AGED")
    if aged or category(before) == "POSS" or (word(match.after()) in ("d'",) and word(match.after(2)) == "age"):
        return True
    if word(unit) == "mois" or match.has("VAGUE"):
        return False
    if match.has("APPROX") and match.tokens[run].category in ("DEF",):
        return True
    return _is_apposed(match) or _of_a_person(match) or _has_an_age(match)


def _lasts(match: Match) -> bool:
    """« dix ans de prison »: what follows is lived through."""
    return category(match.after()) == "DE" and in_list(match.after(2), "lasting")


def _is_apposed(match: Match) -> bool:
    """« Jean Burget, 87 ans, », « (32 ans) »."""
    left, right = category(match.before()), category(match.after())
    if left == "OPEN":
        return right in ("CLOSE", "COMMA")
    return (
        left == "COMMA"
        and right in ("COMMA", "CLOSE", "STOP", "AND", "BREAK")
        and (category(match.before(2)) in ("NAME", "WORD", "CLOSE"))
    )


def _of_a_person(match: Match) -> bool:
    """« un chauffeur de 38 ans », « les moins de 17 ans », « à 60 ans »."""
    before, further = match.before(), match.before(2)
    if _lasts(match):
        return False
    if category(before) == "DE" and category(further) in ("WORD", "NAME", "PER", "REFADJ"):
        return not _lasting_noun(match)
    if category(before) in ("DEF", "OF") and match.has("APPROX"):
        return True
    return category(before) == "A" and not in_list(further, "condemned")


def _lasting_noun(match: Match) -> bool:
    """Whether one of the three words before « de » is something that lasts."""
    return any(in_list(match.before(distance), "lasting") for distance in (2, 3, 4))


def _has_an_age(match: Match) -> bool:
    """« elle a 60 ans », « il avait vingt ans »."""
    return category(match.before()) == "HAVE" or (
        word(match.before()) == "a"
        and category(match.before(2)) in ("FUNC", "NAME", "WORD")
        and category(match.after()) not in ("DE",)
    )


# -- hours


def clock(match: Match) -> m.Meaning | None:
    """« 18 h 30 », « 5 h du matin », « 16:50 (UTC) »."""
    value = match.value("CLOCK") or "00:00"
    if category(match.before()) in ("WORD",) and word(match.before()) in _members("ratios"):
        return None
    part = match.value("PART")
    hour = int(value[:2])
    if part in ("AF", "EV") and hour < 12:
        value = f"{hour + 12}{value[2:]}"
    return m.Hour(value, match.value("ZONE") or "")


def worded_clock(match: Match) -> m.Meaning | None:
    """« à vingt heures trente »; « après deux heures de route » is no time of the day."""
    if match.value("UNIT") != "TH 1" or word(match.after()) in ("de", "d'") or category(match.after()) == "PER":
        return None
    numbers = [int(float(token.value)) for token in match.all("DAY", "CARD", "ONE")]
    minutes = 30 if match.has("HALF") else 15 if match.has("QUARTER") else numbers[1] if len(numbers) > 1 else 0
    hour = numbers[0] + (12 if match.value("PART") in ("AF", "EV") and numbers[0] < 12 else 0)
    sure = category(match.before()) in ("A", "AROUND", "FROM", "BETWEEN", "AND", "TO") or len(numbers) > 1
    return m.Hour(f"{hour:02d}:{minutes:02d}") if sure and hour <= 24 and minutes < 60 else None


def noon(match: Match) -> m.Meaning | None:
    """« à midi »; « le Midi » is a region."""
    return m.Hour(match.value("NOON") or "12:00")


def part(match: Match) -> m.Meaning | None:
    """« dans la soirée », « en fin d'après-midi »."""
    return m.Hour(match.value("PART") or "MO")


def reference(match: Match) -> m.Meaning | None:
    """« actuellement », « les prochaines élections », « un précédent dîner »."""
    value = match.value("REF", "REFADJ")
    if value is None:
        value = "FUTURE_REF" if match.has("NEXT") else "PAST_REF"
    return m.Reference(value)


def hence(match: Match) -> m.Meaning | None:
    """« désormais »: French TimeBank dates it on the published day."""
    return m.Hence()


def here(match: Match) -> m.Meaning | None:
    """« d'ici le 30 juin »: from the published day on."""
    return m.FromPublished(0)
