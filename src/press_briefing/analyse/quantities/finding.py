"""The figures of an article, one row each, in the order of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ... import lexicons
from ...analysis import Quantity, Time
from ...french.grammar.classes import is_finite, words
from ...french.tokens import Token
from ..reading import Reading
from ..voices.claiming import is_claim
from ..voices.hearing import Heard, Report, hear
from .bounds import bound_after, bound_before
from .numbers import Number, number_at, number_places
from .units import Unit, per_after, unit_after

_DEAD = frozenset(
    (
        "tué",
        "tués",
        "tuée",
        "tuées",
        "mort",
        "morts",
        "morte",
        "mortes",
        "décédé",
        "décédés",
        "décédées",
        "péri",
        "abattu",
        "abattus",
        "abattue",
        "abattues",
        "assassiné",
        "assassinés",
        "assassinée",
        "assassinées",
        "massacré",
        "massacrés",
        "exécuté",
        "exécutés",
        "noyés",
        "noyées",
    )
)
MEASURED_REACH = 7  # tokens from « Le coût » to its figure: farther, the sentence speaks of something else
WHAT_LENGTH = 9  # tokens of « what »: a noun with its complements, not a clause


def find_quantities(reading: Reading, times: tuple[Time, ...]) -> tuple[Quantity, ...]:
    """Every quantity outside the time expressions. `value` is in units of `unit` (millions are multiplied out)."""
    text = reading.article.text
    tokens = reading.units
    heard = hear(reading)
    sources = _Sources(heard)
    rows = _rows(tokens, text, times, sources)
    return tuple(row for row in rows if reading.article.counts(row.start))


def _rows(tokens: Sequence[Token], text: str, times: Sequence[Time], sources: _Sources) -> Iterator[Quantity]:
    starts = [time.start for time in times]
    free = 0
    for i in number_places(tokens):
        number = number_at(tokens, i) if i >= free and _may_start(tokens, i) else None
        if number is None:
            continue
        free = number.last
        if _in_time(tokens, number, times, starts) or _is_reference(tokens, number):
            continue
        row = _quantity(tokens, text, number, sources)
        if row:
            yield row


def _may_start(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number can begin here: not behind « 2- », « 03/ » or « 18h »."""
    glued = i and tokens[i - 1].end == tokens[i].start
    return tokens[i].word and not (glued and (tokens[i - 1].text in "-/:" or tokens[i - 1].low == "h"))


def _in_time(tokens: Sequence[Token], number: Number, times: Sequence[Time], starts: Sequence[int]) -> bool:
    start, end = tokens[number.first].start, tokens[number.last - 1].end
    at = bisect_right(starts, end - 1) - 1
    return any(time.start < end and start < time.end for time in times[max(0, at - 1) : at + 1])


def _is_reference(tokens: Sequence[Token], number: Number) -> bool:
    """« article 49 », « Boeing 737 », « 2-1 », « 19h00 », « 2024/03 »: a name or a mark, not a count."""
    before = tokens[number.first - 1] if number.first else None
    after = tokens[number.last] if number.last < len(tokens) else None
    if before is not None and before.low in lexicons.members("quantities/reference_words.txt"):
        return True
    if (
        after is not None
        and after.start == tokens[number.last - 1].end
        and (after.text in "-/:" or after.low[:1] == "h")
    ):
        return True
    digits = tokens[number.first].text
    if number.noun and number.last == number.first + 1 and not number.rough and not number.share:
        return not (after is not None and after.low in ("de", "d'"))
    year = digits.isdigit() and len(digits) == 4 and 1000 <= int(digits) < 2100 and number.last == number.first + 1
    return (
        year
        and before is not None
        and before.low in {"en", "depuis", "dès", "avant", "après", "fin", "début", "de", "d'", *words("months")}
    )


def _quantity(tokens: Sequence[Token], text: str, number: Number, sources: _Sources) -> Quantity | None:
    interval = _interval(tokens, number)
    counted = interval[0] if interval else number
    unit = unit_after(tokens, counted)
    if unit is None and not number.ordinal:
        unit = _of_which(tokens, number)
    if unit is None or _is_age(tokens, number, unit):
        return None
    bound, begin = bound_before(tokens, number.first)
    per, last = per_after(tokens, unit.last)
    later, last = bound_after(tokens, last)
    if interval:
        bound = interval[1]
    elif number.rough:
        bound = "more-than" if number.plural else bound or "about"
    kind = _kind(tokens, number, unit)
    end = tokens[last - 1].end if interval is None or interval[2] else tokens[number.last - 1].end
    start = tokens[begin].start
    value = _value(number, unit, kind, tokens) * (interval[3] if interval else 1)
    return Quantity(
        start,
        end,
        text[start:end],
        value,
        unit.name if not number.share else "%",
        per,
        bound or later or "exact",
        _what(tokens, text, number, unit, kind),
        sources.of(start),
        kind,
    )


def _value(number: Number, unit: Unit, kind: str, tokens: Sequence[Token]) -> float:
    value = number.value * unit.scale
    # « 1,500 personnes » is fifteen hundred: nobody counts people in thousandths.
    if (
        kind in ("people", "deaths")
        and value != int(value)
        and "," in tokens[number.first].text
        and len(tokens[number.first].text.partition(",")[2]) == 3
    ):
        value = float(round(value * 1000))
    return round(value, 6)


def _interval(tokens: Sequence[Token], number: Number) -> tuple[Number, str, bool, float] | None:
    """« entre 10 et 20 », « de 10 à 20 », « 10 à 20 »: (number that bears the unit, bound, is the last, scale)."""
    i = number.last
    if i + 1 < len(tokens) and tokens[i].low in ("et", "à"):
        other = number_at(tokens, i + 1)
        opened = number.first and tokens[number.first - 1].low in ("entre", "de")
        if other and (opened or tokens[i].low == "à") and not other.ordinal and other.value > number.value % 1e6:
            changes = number.first > 1 and tokens[number.first - 2].low in lexicons.members("quantities/changing.txt")
            scale = 1e6 if other.noun and number.value < 1000 <= other.value else 1.0
            return other, "exact" if changes else "at-least", False, scale
    j = number.first - 1
    if j > 1 and tokens[j].low in ("et", "à"):
        for k in range(max(0, j - 3), j):
            before = number_at(tokens, k)
            if (
                before
                and before.last == j
                and not before.ordinal
                and (tokens[j].low == "à" or (k and tokens[k - 1].low == "entre"))
            ):
                changes = k > 1 and tokens[k - 2].low in lexicons.members("quantities/changing.txt")
                return number, "exact" if changes else "at-most", True, 1.0
    return None


def _of_which(tokens: Sequence[Token], number: Number) -> Unit | None:
    """« sept des seize mausolées »: the unit of the number after."""
    i = number.last
    if i + 1 < len(tokens) and tokens[i].low in ("des", "sur"):
        j = i + 2 if tokens[i + 1].low in ("les", "ces") else i + 1
        other = number_at(tokens, j) if j < len(tokens) else None
        return unit_after(tokens, other) if other and tokens[i].low == "des" else None
    return None


def _is_age(tokens: Sequence[Token], number: Number, unit: Unit) -> bool:
    return any(t.low in ("âgé", "âgée", "âgés", "âgées") for t in tokens[max(0, number.first - 3) : number.first])


def _kind(tokens: Sequence[Token], number: Number, unit: Unit) -> str:
    if number.ordinal:
        return "ordinal"
    if number.share:
        return "percentage"
    if unit.kind == "people" and _die(tokens, number, unit.last):
        return "deaths"
    return unit.kind


def _die(tokens: Sequence[Token], number: Number, i: int) -> bool:
    """« 1.500 civils ont été tués », « douze soldats tués », « a tué trois enfants »."""
    for token in tokens[i : i + 6]:
        if token.low in _DEAD:
            return True
        if not token.word or token.low in ("qui", "que", "dont", "par", "et"):
            break
    before = [t.low for t in tokens[max(0, number.first - 4) : number.first]]
    return any(low in ("tué", "tuant", "tue", "tuent") for low in before)


def _what(tokens: Sequence[Token], text: str, number: Number, unit: Unit, kind: str) -> str:
    if kind in ("money", "distance") or (kind == "percentage" and not number.share):
        return _whole(tokens, text, unit.last) or _measured_thing(tokens, number)
    last = unit.last
    while last < len(tokens) and last - unit.first < WHAT_LENGTH and _belongs(tokens, last):
        last += 1
    while last > unit.last and tokens[last - 1].low in words("of", "determiners", "prepositions"):
        last -= 1
    return text[tokens[unit.first].start : tokens[last - 1].end]


def _belongs(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if not token.word or is_finite(token) or token.low in words("stops") or token.low in ("et", "ou"):
        return False
    return token.low in words("of") or (
        token.low not in words("prepositions")
        and token.low not in words("adverbs")
        and token.low not in ("se", "s'", "ne", "n'", "y", "en", "lui", "leur")
    )


def _whole(tokens: Sequence[Token], text: str, i: int) -> str:
    """« 46 % des électeurs »: what the share is taken of."""
    if i >= len(tokens) or tokens[i].low not in words("of"):
        return ""
    last = i + 1
    while last < len(tokens) and last - i < WHAT_LENGTH and _belongs(tokens, last):
        last += 1
    return text[tokens[i + 1].start : tokens[last - 1].end] if last > i + 1 else ""


def _measured_thing(tokens: Sequence[Token], number: Number) -> str:
    """« un budget de 3 millions », « Le coût est vertigineux : 10 000 dollars »: the noun the measure is said of."""
    i = number.first - 1
    while i > 0 and (
        tokens[i].low in ("de", "d'", "à", ":", "est", "de", "près", "plus", "moins", "environ", "quelque")
        or (not tokens[i].word and tokens[i].text == ":")
    ):
        i -= 1
    if (
        tokens[i].word
        and i + 1 < number.first
        and tokens[i + 1].low in ("de", "d'")
        and not is_finite(tokens[i])
        and tokens[i].low not in words("prepositions", "adverbs", "of")
    ):
        return tokens[i].text
    begin = number.first
    while begin > 0 and tokens[begin - 1].text not in (".", ";", "!", "?"):
        begin -= 1
    between = tokens[begin : number.first]
    near = len(between) <= MEASURED_REACH and any(
        t.low in lexicons.members("quantities/measuring.txt") for t in between
    )
    if near and begin + 1 < len(tokens) and tokens[begin].low in words("determiners"):
        return tokens[begin + 1].text
    return ""


class _Sources:
    """The words of the source a character's sentence gives: its speaker in a quotation, else its « selon X »."""

    def __init__(self, heard: Heard) -> None:
        self._said = [(s.passage.start, s.passage.end, s.party.text) for s in heard.said if s.party]
        self._reports = [r for r in heard.reports if r.party and is_claim(r)]

    def of(self, offset: int) -> str | None:
        at = bisect_right(self._said, offset, key=lambda row: row[0]) - 1
        if at >= 0 and offset < self._said[at][1]:
            return self._said[at][2]
        at = bisect_right(self._reports, offset, key=lambda r: r.frame.start) - 1
        near: list[Report] = []
        while at >= 0 and self._reports[at].frame.start <= offset < self._reports[at].frame.end:
            near.append(self._reports[at])
            at -= 1
        governing = [r for r in near if _governs(r, offset)]
        best = min(governing, key=lambda r: abs(r.frame.tokens[r.cue.first].start - offset), default=None)
        return best.party.text if best and best.party else None


def _governs(report: Report, offset: int) -> bool:
    """« selon X » governs its sentence; a verb what follows it, an inverted one what goes before."""
    before = report.frame.tokens[report.cue.first].start < offset
    return report.cue.how == "according" or before != (report.cue.how == "inverted")
