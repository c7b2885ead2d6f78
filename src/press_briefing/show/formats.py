"""Dates, numbers and typography as a French or an English reader expects them (CLDR through Babel).

French: « 18 novembre 2025 », « 1er septembre 2025 », « 10 000 » with narrow no-break spaces, and a narrow
no-break space before ; : ! ? and inside « ».
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from ..model.article import DECLARED
from ..model.typography import NARROW_NO_BREAK_SPACE as NNBSP
from .messages import SOURCE, in_context, translator

_DAY = re.compile(r"(-?\d{4})-(\d\d)-(\d\d)")
_PLAIN = re.compile(r"\d{4}(-[0-2]\d(-\d\d)?)?")  # « jusqu’en » stands before a year, a month, a season
_SEASONS = {"21": "printemps", "22": "été", "23": "automne", "24": "hiver"}
# EDTF (ISO 8601-2) sub-year groupings: quarters and halves.
_PARTS = ("33", "34", "35", "36", "40", "41")
_BEFORE = re.compile(r"(?<![ \u00a0\u202f])[ \u00a0\u202f]+([;:!?»%])")
_AFTER = re.compile(r"«[ \u00a0\u202f]+")


def typeset(text: str, language: str = "fr") -> str:
    """Prose of our own with the spaces its language wants; never applied to the article's text.

    Parameters
    ----------
    language: of the report; in French the spaces before ; : ! ? » and behind « do not break.
    """
    text = text.replace("'", "’")
    if not translator(language)(" : ").startswith(" "):  # a language without spaces before its marks
        return text
    return _AFTER.sub(f"«{NNBSP}", _BEFORE.sub(rf"{NNBSP}\1", text))


def reason_text(reason: str, language: str) -> str:
    """Why something is known, as `capture` tells it: in the language of our messages only, elsewhere nothing."""
    return typeset(reason, SOURCE) if language == SOURCE else ""


def number(value: float, language: str = "fr", decimals: int | None = None) -> str:
    """A number with its thousands apart: 10 000 in French, 10,000 in English. `decimals`: exactly so many."""
    from babel.numbers import format_decimal

    pattern = "#,##0.###" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=language)


def percent(share: float, language: str = "fr") -> str:
    """A share from 0 to 1 as a whole percentage.

    Returns
    -------
    « 12 % », with the space that the language wants.
    """
    from babel.numbers import format_percent

    return format_percent(share, locale=language)


def signed(value: float, language: str = "fr", decimals: int = 2) -> str:
    """A score with its sign, a true minus, and two decimals.

    Parameters
    ----------
    decimals: digits after the comma.
    """
    text = number(abs(value), language, decimals)
    return f"−{text}" if round(value, decimals) < 0 else f"+{text}" if round(value, decimals) > 0 else text


@cache
def date_text(edtf: str | None, language: str = "fr", short: bool = False) -> str:
    """An EDTF date in words: « 18 novembre 2025 », « septembre 2023 », « depuis 2020 », « 2021 – 2023 ».

    What is not understood is shown as it stands. `short` abbreviates the months. A table's empty cell (NaN) is no date.
    """
    _ = translator(language)
    if not edtf or not isinstance(edtf, str):
        return _("date non relevée")
    if "/" not in edtf:
        return _one(edtf, language, short)
    start, end = edtf.split("/", 1)
    if end in ("..", ""):
        since = _("depuis le {date}") if _DAY.fullmatch(start) else _("depuis {date}")
        return since.format(date=_one(start, language, short))
    if start in ("..", ""):
        until = _("jusqu’au {date}") if _DAY.fullmatch(end) else _("jusqu’en {date}")
        return (until if _PLAIN.fullmatch(end) else _("jusqu’à {date}")).format(date=_one(end, language, short))
    return f"{_start(start, end, language, short)} – {_one(end, language, short)}"


def marked(texts: Iterable[str], unsure: Iterable[Any], mark: str) -> list[str]:
    """Each text, with `mark` in brackets behind it where its row is unsure and there is a text."""
    return [f"{text} ({mark})" if text and doubt else text for text, doubt in zip(texts, unsure, strict=True)]


def dated(edtf: str | None, language: str = "fr", *, deduced: bool, short: bool = False) -> str:
    """`date_text`, marked where nobody states the date and we inferred it: « 18 novembre 2025 (déduite) »."""
    _, text = translator(language), date_text(edtf, language, short)
    return f"{text} ({_('déduite')})" if deduced and isinstance(edtf, str) and edtf else text


def _start(start: str, end: str, language: str, short: bool) -> str:
    """The first date of an interval, less the year, or the month and year, that it shares with the last."""
    text = _one(start, language, short)
    left, right = start.split("-"), end.split("-")
    if start == end or not (_is_calendar(left) and _is_calendar(right)) or left[0] != right[0]:
        return text
    shared = 1 + (len(left) == 3 and left[1] == right[1])
    return text.rsplit(" ", shared)[0]


def _is_calendar(parts: list[str]) -> bool:
    """Whether these are a year with a month, and perhaps a day, of the calendar."""
    whole = len(parts) in (2, 3) and all(part.isdigit() for part in parts)
    return whole and 1 <= int(parts[1]) <= 12


def _one(edtf: str, language: str, short: bool) -> str:
    _ = translator(language)
    bare = edtf.rstrip("~?%")
    text = _precise(bare, language, short)
    return text if bare == edtf else f"{_('vers')} {text}"


def _precise(bare: str, language: str, short: bool) -> str:
    if match := _DAY.fullmatch(bare):
        try:
            day = date(*map(int, match.groups()))
        except ValueError:
            return bare
        return in_pattern(day, "d MMMM y" if day.day > 1 else "'1er' MMMM y", language, short)
    if match := re.fullmatch(r"(\d{4})-(\d\d)", bare):
        year, part = match.groups()
        if part in _PARTS:
            return _part_of_year(part, year, language)
        if part in _SEASONS:
            return f"{translator(language)(_SEASONS[part])} {year}"
        if 1 <= int(part) <= 12:
            return in_pattern(date(int(year), int(part), 1), "MMMM y", language, short)
    if match := re.fullmatch(r"(\d{3})X", bare):
        _ = translator(language)
        return _("années {decade}").format(decade=f"{match.group(1)}0")
    if match := re.fullmatch(r"(\d\d)XX", bare):
        return _century(int(match.group(1)) + 1, language)
    if match := re.fullmatch(r"XXXX-(\d\d)-(\d\d)", bare):
        day = date(2000, int(match.group(1)), int(match.group(2)))
        return in_pattern(day, "d MMMM" if day.day > 1 else "'1er' MMMM", language, short)
    return bare


def in_pattern(day: date, pattern: str, language: str, short: bool) -> str:
    """A day after a pattern of CLDR, as the language's catalogue has it.

    Parameters
    ----------
    pattern: in CLDR's letters, such as `d MMMM y`.
    short: whether names of months are cut.

    Source
    ------
    CLDR, by Babel.
    """
    from babel.dates import format_date

    own = in_context("date", pattern, language)
    return format_date(day, own.replace("MMMM", "MMM") if short else own, locale=language)


def _part_of_year(part: str, year: str, language: str) -> str:
    """EDTF 33 to 36 are quarters, 40 and 41 halves: « 2e trimestre 2024 », « 1er semestre 2024 »."""
    _ = translator(language)
    place = (int(part) - 32) if part < "40" else int(part) - 39
    ordinal = _by_class("ordinal", "{number}er", "{number}e", place, language)
    words = _("{ordinal} trimestre {year}") if part < "40" else _("{ordinal} semestre {year}")
    return words.format(ordinal=ordinal, year=year)


def _century(number: int, language: str) -> str:
    """« XVe siècle », « Ier siècle »; « 15th century » in English."""
    return _by_class("century", "{roman}er siècle", "{roman}e siècle", number, language)


def _by_class(what: str, one: str, other: str, number: int, language: str) -> str:
    """A message for an ordinal, by the class that CLDR gives the number in the language: one, two, few, other."""
    from babel import Locale

    kind = str(Locale(language).ordinal_form(number))
    said = in_context(f"{what} {kind}", one if kind == "one" else other, language)
    return said.format(number=number, roman=_roman(number))


def _roman(number: int) -> str:
    signs = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, sign in signs:
        count, number = divmod(number, value)
        text += sign * count
    return text


def cut_text(reason: str, language: str = "fr") -> str:
    """That only a part of the article was captured, and what says so: « article tronqué : « Il vous reste … » »."""
    _ = translator(language)
    if not reason:
        return ""
    if reason == DECLARED:
        return typeset(_("article tronqué : sa page le dit payant, et le texte capturé est court"), language)
    return typeset(_("article tronqué : « {reason} »"), language).format(reason=" ".join(reason.split()))


def plural(count: float, one: str, many: str, language: str = "fr") -> str:
    """`one` or `many` after CLDR's rules for the language (0 is singular in French), with the number before it."""
    return f"{number(count, language)}{chr(0xA0)}{one if is_one(count, language) else many}"


def is_one(count: float, language: str = "fr") -> bool:
    """Whether a count takes the singular, by CLDR's rules for the language.

    Source
    ------
    CLDR, by Babel: in French 0 and 1.5 are singular, in English 1 alone.
    """
    from babel import Locale

    return str(Locale(language).plural_form(abs(count))) == "one"


def bare(value: Any) -> str:
    """A cell's value as text, empty for None and NaN."""
    return "" if value is None or value != value else str(value)
