"""When the article was published: given, found on a line of the capture, or inferred from the dates it tells.

The reason is a sentence the reader of the briefing sees, in French.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...lexicons import entries
from ...model.article import Published
from ...model.errors import UsageError
from ...model.typography import key, plain
from .dateline import date_line, month_of, opening_day, year_of
from .draft import Dated

MONTHS = entries("clean/months.txt")
WEEKDAYS = entries("clean/weekdays.txt")
_MONTH = "|".join(MONTHS) + "|fevrier|aout|decembre"
_DAY = r"1er|[0-3]?\d"
_FULL = re.compile(rf"\b(?P<day>{_DAY})[ ](?P<month>{_MONTH})[ ](?P<year>(?:19|20)\d\d)\b", re.I)
_YEARLESS = re.compile(
    rf"\b(?:(?P<weekday>{'|'.join(WEEKDAYS)})[ ])?(?P<day>{_DAY})[ ](?P<month>{_MONTH})\b(?![ ]\d{{4}}\b)", re.I
)
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<day>[0-3]?\d)[/.-](?P<month>[01]?\d)[/.-](?P<year>(?:19|20)\d\d|\d\d)(?![\d/-])"
)
_MONTH_YEAR = re.compile(rf"\b(?<!\d )(?<!1er )(?P<month>{_MONTH})[ ](?P<year>(?:19|20)\d\d)\b", re.I)
_YEAR = re.compile(r"\b(?:en|depuis|dès|fin|début|courant|année|l'an)[ ](?P<year>(?:19|20)\d\d)\b", re.I)
_ISO = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)")
# Words that put a date ahead of the article, or say that it is no day of the story.
_AHEAD = re.compile(
    r"\b(?:prévue?s?|aura lieu|auront lieu|se tiendra|se tiendront|d'ici|au plus tard|prochaine?s?|attendue?s?"
    r"|devrait|devront|devra|doit|doivent|sera|seront|jusqu'au|jusqu'en|horizon|objectif|prévoi\w+"
    r"|à partir du|à compter du|avant le|aura|auront)\b",
    re.I,
)
# Words right before a date that say when somebody or something began or ended: no news of the day.
_BEHIND = re.compile(r"\b(?:née?s?|morte?s?|fondée?s?|créée?s?|depuis)\b[^,.;!?]{0,12}$", re.I)
EARLIEST_YEAR = 1990  # an article whose latest date is older tells of history, not when it appeared
DATELINE_REACH = 4  # paragraphs one of which a dateline opens
SAME_NEWS = 31  # days within which a later date still belongs to the same news
# Of 59 dates deduced in 400 articles of 2019 to 2022, from whatever day stood anywhere, some 40 were of the background,
# half of them years off. News tell first what is new: only the opening tells when, and a bare year places no day.
OPENING = 200  # characters that open the text: its first sentence or two
FRESH = 183  # days after the latest date cited in which a day without weekday or year may lie
DAY, MONTH, YEAR = "day", "month", "year"  # how far a date of the text is told
WEEKDAY_YEARS = 5  # in which a weekday falls on a given day once or twice
_ANY_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FUTURE = re.compile(r"\b[a-zéèê]{2,}(?:era|eront|ira|iront|dra|dront|tra|tront|ura|uront)\b")
AHEAD_REACH = 60  # characters before and after a date in which such a word bears on it


@dataclass(frozen=True)
class _Seen:
    """A date the text tells: the day (year 0 when it is not told), its words, its weekday, whether it is background."""

    year: int
    month: int
    day: int
    text: str
    weekday: str = ""
    behind: bool = False

    def on(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def given(value: str) -> Published:
    """The date the user gave (ISO 8601). Raises `UsageError` when it is none."""
    try:
        day = date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        raise UsageError(
            f"{value!r} is not a date", where="published", cure="write it as YYYY-MM-DD, e.g. 2025-11-18"
        ) from None
    return Published(day.isoformat(), "given", "date donnée par l’utilisateur")


def looked_at(published: Published, last: date) -> Published:
    """The date, marked where it is later than the last day on which an article may have appeared.

    Parameters
    ----------
    last: a day; what is later cannot have been published.
    """
    is_ahead = published.value is not None and published.value > last.isoformat()
    return replace(published, ahead=True) if is_ahead else published


def in_french(day: date) -> str:
    """« 1er mars 2024 »."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def on_lines(dates: Sequence[Dated]) -> tuple[Published | None, Published | None]:
    """(found, near) on the publication lines of a page.

    Found: the day a label says it was published, in whatever order the labels come; else one that stands alone at the
    head. Near: a day that stands alone elsewhere, or when it was last changed.
    """
    told = [(one, line) for one in dates if (line := date_line(one.text))]
    found = [(one, day) for one, line in told if (day := line.published)]
    found += [(one, day) for one, line in told if one.head and (day := line.bare)]
    if found:
        one, day = found[0]
        return Published(day.isoformat(), "found", f"date lue sur la ligne « {_shown(one.text)} »"), None
    near = [(day, f"date isolée dans la page, « {_shown(one.text)} »") for one, line in told if (day := line.bare)]
    near += [
        (day, f"mise à jour le {in_french(day)} : article paru ce jour-là ou avant")
        for _, line in told
        if (day := line.updated)
    ]
    return None, Published(near[0][0].isoformat(), "inferred", near[0][1]) if near else None


def updated_on(dates: Sequence[Dated]) -> str | None:
    """The last day on which publication lines say that the article was changed, ISO 8601."""
    days = [day for one in dates if (line := date_line(one.text)) and (day := line.updated)]
    return max(days).isoformat() if days else None


def _shown(line: str) -> str:
    return " ".join(line.split())[:120]


def any_date(told: str) -> date | None:
    """The first date in a string of metadata: ISO 8601, RFC 822, French in letters or figures; None without one."""
    line = date_line(told)
    if line and (day := line.published or line.bare):
        return day
    days = [day for seen in _dates(plain(told)) if (day := seen.on(seen.year))]
    if days:
        return days[0]
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(told).date()
    except (ValueError, TypeError, OverflowError):
        return None


def dateline(paragraphs: Sequence[str]) -> Published | None:
    """The day that opens one of the first paragraphs, « 5 juillet 2012. - »; several such days are a chronology."""
    days = [day for text in paragraphs if (day := opening_day(text))]
    first = next((day for text in paragraphs[:DATELINE_REACH] if (day := opening_day(text))), None)
    if first is None or len(set(days)) > 1:
        return None
    return Published(first.isoformat(), "found", f"date en tête du texte : « {in_french(first)} »")


def inferred(text: str) -> Published:
    """The date the text lets one infer: a day that its opening tells as past, put in its year by the rest.

    A day told further down is background as often as not: it says when the article cannot have appeared, no more.
    """
    text = plain(text)
    latest, cited, told = max(_bounds(text), default=(date.min, "", YEAR))
    if latest.year < EARLIEST_YEAR:
        return Published(reason="rien relevé de complet et de récent dans le texte")
    opening = text[:OPENING]
    recent = [(day, seen) for seen in _yearless(opening) if (day := _next_on(seen, latest, told))]
    if recent:
        day, seen = _most_recent(recent)
        reason = f"{cited} et « le {seen.text} » est raconté comme récent : {in_french(day)}"
        return Published(day.isoformat(), "inferred", reason)
    if told == DAY and any(seen.on(seen.year) == latest and not seen.behind for seen in _dates(opening)):
        reason = f"{cited}, en tête du texte : article paru ce jour-là ou après"
        return Published(latest.isoformat(), "inferred", reason)
    after = "article paru ce jour-là ou après" if told == DAY else "date de publication inconnue"
    return Published(reason=f"{cited}{', sans jour' if told != DAY else ''} : {after}")


def _bounds(text: str) -> list[tuple[date, str, str]]:
    """(day, reason, told): days, months and years told as past, before which the article cannot have appeared."""
    days = [
        (day, f"la date complète la plus récente citée est le {in_french(day)}", DAY)
        for seen in _dates(text)
        if (day := seen.on(seen.year))
    ]
    months = [
        (
            date(int(match["year"]), _month(match["month"]), 1),
            f"la date la plus récente citée est {match.group()}",
            MONTH,
        )
        for match in _MONTH_YEAR.finditer(text)
        if not _ahead(text, match)
    ]
    years = [
        (date(int(match["year"]), 1, 1), f"l’année la plus récente citée est {match['year']}", YEAR)
        for match in _YEAR.finditer(text)
        if not _ahead(text, match)
    ]
    return days + months + years


def _most_recent(candidates: list[tuple[date, _Seen]]) -> tuple[date, _Seen]:
    """The first told, as news tell first what is new, or one that follows it within weeks."""
    first = candidates[0][0]
    return max((pair for pair in candidates if 0 <= (pair[0] - first).days <= SAME_NEWS), key=lambda pair: pair[0])


def _next_on(seen: _Seen, latest: date, told: str) -> date | None:
    """The first such day on or after `latest`: within some years when its weekday is told, else soon after it.

    After a bare year only in that year; and, as after a bare month, only when its weekday says so.
    """
    years = 1 if told == YEAR else WEEKDAY_YEARS if seen.weekday else 2
    for year in range(latest.year, latest.year + years):
        day = seen.on(year)
        soon = told == DAY and day is not None and (day - latest).days <= FRESH
        if day and day >= latest and (WEEKDAYS[day.weekday()] == seen.weekday if seen.weekday else soon):
            return day
    return None


def _dates(text: str) -> list[_Seen]:
    """Every full date of a plain text that is told as past."""
    seen = [
        _Seen(
            year_of(match["year"]),
            _month(match["month"]),
            _day(match["day"]),
            match.group(),
            behind=_behind(text, match),
        )
        for pattern in (_FULL, _NUMERIC, _ISO)
        for match in pattern.finditer(text)
        if not _ahead(text, match)
    ]
    return seen


def _yearless(text: str) -> list[_Seen]:
    """Days without a year, where no year stands in their sentence to place them."""
    return [
        _Seen(
            0,
            _month(match["month"]),
            _day(match["day"]),
            f"{match['day']} {match['month']}",
            (match["weekday"] or "").lower(),
        )
        for match in _YEARLESS.finditer(text)
        if not _ahead(text, match) and not _behind(text, match) and not _ANY_YEAR.search(_sentence(text, match))
    ]


def _behind(text: str, match: re.Match[str]) -> bool:
    return bool(_BEHIND.search(text[max(0, match.start() - AHEAD_REACH) : match.start()]))


def _ahead(text: str, match: re.Match[str]) -> bool:
    """Whether words near a date, in its sentence, put it ahead of the article."""
    around = _sentence(text, match)
    return bool(_AHEAD.search(around) or _FUTURE.search(around))


def _sentence(text: str, match: re.Match[str]) -> str:
    """What stands near a date in its sentence, without the date."""
    before = re.split(r"[.!?\n]", text[max(0, match.start() - AHEAD_REACH) : match.start()])[-1]
    after = re.split(r"[.!?\n]", text[match.end() : match.end() + AHEAD_REACH])[0]
    return f"{before} | {after}"


def _month(text: str) -> int:
    return int(text) if text.isdigit() else month_of(key(text))


def _day(text: str) -> int:
    return int(text.removesuffix("er"))
