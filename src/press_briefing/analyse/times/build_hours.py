"""From matched tokens to a meaning: hours, noon, parts of the day."""

from __future__ import annotations

from . import meanings as m
from . import periods as p
from .match import Match, category, listed, word


def clock(match: Match) -> m.Meaning | None:
    """« 18 h 30 », « 5 h du matin », « 16:50 (UTC) »."""
    value = match.value("CLOCK") or "00:00"
    if category(match.before()) in ("WORD",) and word(match.before()) in listed("ratios"):
        return None
    if category(match.before()) == "EN":
        return p.Fixed(f"PT{int(value[:2])}H{int(value[3:5])}M", "DURATION")
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
    hour = numbers[0] + (12 if match.value("PART") in ("AF", "EV") and numbers[0] < 12 else 0)
    before = match.before()
    sure = category(before) in ("A", "AROUND", "FROM", "BETWEEN", "TO") or word(before).startswith("a partir")
    sure = sure or len(numbers) > 1 or match.has("PART", "MINUS")
    minutes = _minutes(match, numbers[1:])
    return m.Hour(_hour_and(hour, minutes)) if sure and hour <= 24 and -60 < minutes < 60 else None


def _minutes(match: Match, numbers: list[int]) -> int:
    """« et demie », « et quart », « moins vingt », « trente » after an hour."""
    told = 30 if match.has("HALF") else 15 if match.has("QUARTER") else numbers[0] if numbers else 0
    return -told if match.has("MINUS") else told


def _hour_and(hour: int, minutes: int) -> str:
    whole = (hour * 60 + minutes) % 1440 if minutes else hour * 60
    return f"{whole // 60:02d}:{whole % 60:02d}"


def part_or_noon(match: Match) -> str | None:
    """The part of the day that is told, or the hour of noon or midnight with its minutes."""
    if match.has("NOON"):
        run = match.tokens[match.first : match.end]
        place = next(place for place, token in enumerate(run) if token.category == "NOON")
        numbers = [int(float(token.value)) for token in run[place:] if token.category in ("DAY", "CARD")]
        return _hour_and(int(run[place].value[:2]), _minutes(match, numbers))
    return match.value("PART")


def last_part(match: Match) -> m.Meaning | None:
    """« la nuit dernière »: it began the day before."""
    part = match.value("PART")
    return m.FromPublished(match.turn if part == "NI" or match.turn > 0 else -1, part)


def noon(match: Match) -> m.Meaning | None:
    """« à midi »; « le Midi » is a region."""
    return m.Hour(part_or_noon(match) or "12:00")


def noon_today(match: Match) -> m.Meaning | None:
    """« ce midi »."""
    return m.FromPublished(0, match.value("NOON"))


def part(match: Match) -> m.Meaning | None:
    """« dans la soirée », « en fin d'après-midi »."""
    return m.Hour(match.value("PART") or "MO")
