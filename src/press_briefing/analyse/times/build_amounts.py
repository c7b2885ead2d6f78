"""From matched tokens to a meaning: periods, sets, amounts of time, hours, references.

One builder a kind of expression; None when a closer look says that it is no time (an age, a reading time).
"""

from __future__ import annotations

from . import meanings as m
from . import periods as p
from .match import Match, category, in_list, listed, word

TERMS = ("Y 5", "Y 7")  # of office: counted, but no period of the calendar
UNCOUNTED = (*TERMS, "Y 25", "Y 50")

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
    turn = 0 if match.has("PRECEDING") else match.turn
    if count is None and not plural:
        short = unit.startswith("T") or unit in UNCOUNTED
        return p.Period(unit, match.turn, context=match.has("PRECEDING")) if not short else _turned_one(unit, turn)
    return p.Lasting(count, unit, turn)


def _turned_one(unit: str, turn: int) -> m.Meaning | None:
    """« la dernière heure », « le dernier quart de siècle » last; « le dernier quinquennat » is no date."""
    return None if unit in TERMS else p.Lasting(1, unit, turn)


def period(match: Match) -> m.Meaning | None:
    """« la semaine dernière », « ce mois », « l'année suivante », « la fin de l'année »."""
    unit = match.value("UNIT", "WEEKEND") or ""
    before_unit = word((match.all("UNIT", "WEEKEND"))[0])
    plural = before_unit.endswith("s") and (unit != "M 1" or word(match.tokens[match.first]) in ("les", "des"))
    if unit.startswith(("TH", "TM", "TS")) or unit in UNCOUNTED or plural:
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


def uncounted(match: Match) -> m.Meaning | None:
    """« depuis des années », « des mois plus tard »: nobody says how many."""
    unit = match.all("UNIT")[0]
    plural = word(unit).endswith("s") and word(match.tokens[match.first]) == "des"
    joined = category(match.before()) in ("AND", "OR") and category(match.before(2)) != "UNIT"
    return p.Lasting(None, unit.value) if plural and not joined else None


def following(match: Match) -> m.Meaning | None:
    """« les mois suivants »: some of them; one is a period of the calendar."""
    unit = match.all("UNIT")[0]
    plural = word(match.tokens[match.first]) == "les"
    return p.Lasting(None, unit.value) if plural else None


def whole(match: Match) -> m.Meaning | None:
    """« toute l'année », « toute une journée »."""
    return p.Lasting(1, match.value("UNIT") or "")


def last_dozen(match: Match) -> m.Meaning | None:
    """« la dernière dizaine d'années »: up to now."""
    return p.Lasting(_amount(match), match.value("UNIT") or "", match.turn)


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
    dozens = word(next(iter(match.all("DOZEN")), None)).endswith("s")
    count = None if match.has("VAGUE") or dozens else _amount(match)
    if match.has("ONE") and not match.has("DOZEN", "HALF", "QUARTER") and _not_counted(match):
        return None
    if is_age(match) or _is_reading_time(match) or _is_programme(match):
        return None
    return p.Lasting(count, unit, half=match.has("HALF"))


def _is_programme(match: Match) -> bool:
    """« le 20 heures » is the news, « les 24 Heures du Mans » a race."""
    unit = match.all("UNIT")[0]
    return unit.value == "TH 1" and (unit.capital or word(match.tokens[match.first]) == "le")


def _not_counted(match: Match) -> bool:
    """« une journée de dupes », « un jour »: an article, not the number one."""
    unit = word(match.all("UNIT")[0])
    if unit in ("journee", "jour", "minute", "seconde", "siecle", "heure"):
        return category(match.before()) not in ("FOR", "BEFORE", "AFTER", "IN", "SINCE", "EN", "APPROX", "DE") or (
            unit == "jour" and category(match.before()) not in ("FOR", "SINCE", "EN", "APPROX")
        )
    if match.all("UNIT")[0].value in TERMS:
        return category(match.before()) not in ("FOR", "AFTER", "IN", "SINCE", "EN", "APPROX")
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
    if category(before) == "DASH" and category(further) in ("DAY", "FIGURE"):
        return True
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


# -- references


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
