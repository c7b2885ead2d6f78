"""From matched tokens to a meaning: periods, sets, amounts of time, hours, references.

One builder a kind of expression; None when a closer look says that it is no time (an age, a reading time).
"""

from __future__ import annotations

from . import meanings as m
from . import periods as p
from .match import Match, category, in_list, listed, word

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
        return p.Period(unit, match.turn, context=match.has("PRECEDING"))
    turn = 0 if match.has("PRECEDING") else match.turn
    return p.Lasting(count, unit, turn)


def period(match: Match) -> m.Meaning | None:
    """« la semaine dernière », « ce mois », « l'année suivante », « la fin de l'année »."""
    unit = match.value("UNIT", "WEEKEND") or ""
    before_unit = word((match.all("UNIT", "WEEKEND"))[0])
    if unit.startswith(("TH", "TM", "TS")) or (before_unit.endswith("s") and unit != "M 1"):
        return None
    if unit == "D 1":
        return m.FromPublished(match.turn) if match.has("THIS") and not match.has("DASH") else None
    context = match.has("FOLLOWING", "PRECEDING", "SAME") or _that(match)
    return p.Period(unit, match.turn, context=context)


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
        return p.Often("XXXX-WXX-WE")
    count = match.number("CARD", "DAY", "FIGURE") or 1
    return p.Often(p.duration(count, unit))


def often(match: Match) -> m.Meaning | None:
    """« hebdomadaire »; « le quotidien » is a newspaper."""
    noun = category(match.before()) in ("DEF", "OF", "ONE", "THIS", "POSS") and category(match.after()) not in ("DASH",)
    newspaper = noun and word(match.tokens[match.first]) in listed("periodicals")
    return None if newspaper else p.Often(match.value("OFTEN") or "")


def part_adjective(match: Match) -> m.Meaning | None:
    """« une explosion nocturne »."""
    return p.Reference(f"T{match.value('PARTADJ')}")


def _amount(match: Match) -> float | None:
    value = match.value("CARD", "DAY", "FIGURE", "YEAR", "DOZEN", "ONE")
    if match.has("DOZEN"):
        value = match.value("DOZEN")
    return float(value) if value else None


def ago(match: Match) -> m.Meaning | None:
    """« il y a deux ans »."""
    if match.has("HALF", "QUARTER"):
        return _half_away(match, -1)
    return p.Away(int(_amount(match) or 1), match.value("UNIT") or "", -1)


def _half_away(match: Match, sign: int) -> m.Meaning | None:
    """« il y a un an et demi » is eighteen months ago."""
    if match.value("UNIT") == "Y 1":
        return p.Away(int(_amount(match) or 1) * 12 + 6, "M 1", sign)
    return p.Away(int(_amount(match) or 1), match.value("UNIT") or "", sign)


def ahead(match: Match) -> m.Meaning | None:
    """« dans trois jours »."""
    return p.Away(int(_amount(match) or 1), match.value("UNIT") or "", 1)


def added(match: Match) -> m.Meaning | None:
    """« deux ans et huit jours », « un an et un jour plus tard »: from the longer unit to the shorter."""
    units = [token.value.partition(" ") for token in match.all("UNIT")]
    counts = [int(float(token.value)) for token in match.all("CARD", "DAY", "FIGURE", "ONE", "YEAR")]
    order = [("Y", "M", "W", "D", "TH", "TM", "TS").index(code) for code, _, _ in units]
    if len(counts) != 2 or order[0] >= order[1] or is_age(match):
        return None
    parts = tuple((count * int(size), code) for count, (code, _, size) in zip(counts, units, strict=True))
    return p.Added(parts, 1 if match.has("LATER") else -1 if match.has("EARLIER") else 0)


def later(match: Match) -> m.Meaning | None:
    """« deux jours plus tard »."""
    return p.Away(int(_amount(match) or 1), match.value("UNIT") or "", 1 if match.has("LATER") else -1, context=True)


def half_unit(match: Match) -> m.Meaning | None:
    """« une demi-heure »."""
    count = _amount(match) or 1
    unit = match.value("UNIT") or ""
    return p.Lasting(0, unit, half=True) if count == 1 else p.Lasting(count / 2, unit)


def lasting(match: Match) -> m.Meaning | None:
    """An amount of time, unless it is an age, a reading time or part of something else."""
    unit = match.value("UNIT") or ""
    count = None if match.has("VAGUE") else _amount(match)
    if match.has("ONE") and not match.has("DOZEN", "HALF", "QUARTER") and _not_counted(match):
        return None
    if is_age(match) or _is_reading_time(match):
        return None
    return p.Lasting(count, unit, half=match.has("HALF"))


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
    minutes = 30 if match.has("HALF") else 15 if match.has("QUARTER") else numbers[1] if len(numbers) > 1 else 0
    hour = numbers[0] + (12 if match.value("PART") in ("AF", "EV") and numbers[0] < 12 else 0)
    before = match.before()
    sure = category(before) in ("A", "AROUND", "FROM", "BETWEEN", "TO") or word(before).startswith("a partir")
    sure = sure or len(numbers) > 1
    return m.Hour(f"{hour:02d}:{minutes:02d}") if sure and hour <= 24 and minutes < 60 else None


def last_part(match: Match) -> m.Meaning | None:
    """« la nuit dernière »: it began the day before."""
    part = match.value("PART")
    return m.FromPublished(match.turn if part == "NI" or match.turn > 0 else -1, part)


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
    return p.Reference(value)


def hence(match: Match) -> m.Meaning | None:
    """« désormais »: French TimeBank dates it on the published day."""
    return m.Hence()


def here(match: Match) -> m.Meaning | None:
    """« d'ici le 30 juin »: from the published day on; « d'ici là » points back and is no date."""
    after, next_one = match.after(), category(match.after(2))
    if after is not None and (after.word == "là" or next_one in ("COMMA", "STOP", "BREAK", "CLOSE", "")):
        return None
    return m.FromPublished(0)
