"""The date of an act: that of its time expression, open or closed as preposition, duration and predicate say.

« 2020 » alone is a year; « depuis 2020 » begins one, « jusqu'en 2020 » ends one, « dès mardi » begins one only where what
is told lasts. The TIMEX3 values of the times themselves stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ...french.grammar.clauses import auxiliaries, governor, is_predicate, span_of
from ...french.grammar.tense import is_conditional
from ...model import typography
from ...model.analysis import Time
from ..times.calendars import add_days, edtf_days
from .words import listed

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ...model.analysis import Sentence
    from ..reading import Reading

LEAD = 30  # characters before a time in which what leads it stands
_ARTICLE = r"(?:l[ae] |l' ?|les |ce |cet |cette )?"
_END_OF = r"(?:(?:la )?fin (?:de |d' ?|du |des ))?" + _ARTICLE
_FROM = re.compile(rf"\ba (?:partir|compter) (?:de |d' ?|du |des )?{_ARTICLE}$")
_AS_OF = re.compile(rf"\bdès {_ARTICLE}$")
_UNTIL = re.compile(rf"\bjusqu'(?:a|au|aux|en)? ?{_END_OF}$")
_BY = re.compile(rf"\bd'ici ?(?:a |au |aux |en )?{_END_OF}$")
_BEFORE = re.compile(rf"\bavant {_ARTICLE}$")
_BEFORE_END = re.compile(r"\bavant (?:la )?fin (?:de |d' ?|du |des )" + _ARTICLE + "$")
_SINCE = re.compile(rf"\bdepuis {_ARTICLE}$")
_FOR = re.compile(r"\b(?:pendant|durant|pour) (?:pres de |environ |plus de )?$")
_SEASON = re.compile(r"\s?[-–/]\s?(?:\d\d)?(\d\d)\b(?![-–/\d])")
_LASTED = re.compile(r"P(\d+)([DW])")
_END = ("fin", "la fin")
_THAT = re.compile(r"\s+qu(?:e\b|')")
_COUNTED_SINCE = re.compile(r"(?:voila|voici|cela fait|ca fait|il y a)\b")


def plain_date(row: Time) -> str | None:
    """The EDTF of a time, to the day; None where nobody knows the year."""
    if row.certainty == "unresolved":
        return None  # « le 3 mai » of no known year has no place in the order; the row keeps the words
    return re.sub(r"T[\d:]+Z?", "", row.edtf or "") or None


def date_of(reading: Reading, row: Time, sentence: Sentence, inside: Sequence[Time], head: Token) -> str | None:
    """EDTF of what `head` tells with the time `row`. `inside`: the times of its `sentence`."""
    told = plain_date(row)
    if told is None:
        return None
    if row.type == "TIME" and "T" in (row.edtf or ""):
        return told.removesuffix("/..").removeprefix("../")  # « à partir de 22 h »: of that day all the same
    rest = reading.article.text[row.end : sentence.end]
    if (season := _season(told, rest)) is not None:
        return season
    if "/" not in told and is_end(reading, row, sentence):
        told = f"../{told}"  # « avant la fin de l'année 2023 »
    if "/" not in told:
        return _opened(reading, row, sentence, inside, head, told)
    if not told.startswith("../") and leads(reading, row, sentence, _BY):
        return f"../{told.partition('/')[2]}"  # the times begin it on the day it was written
    if told.startswith("../") and leads(reading, row, sentence, _BEFORE, _BEFORE_END):
        return _within_running(told, reading.article.published.value)
    if told.endswith("/..") and (days := _lasting(reading, row, inside, head)):
        return _counted(told.removesuffix("/.."), days)
    return _up_to_now(row, told, reading.article.published.value, head)


def is_end(reading: Reading, row: Time, sentence: Sentence) -> bool:
    """Whether a time is told as the end of what lasts or has to be done: « jusqu'au 3 mai », « d'ici la fin du mois ».

    « avant 2019 » alone says only when something was not yet so.
    """
    if leads(reading, row, sentence, _UNTIL, _BY, _BEFORE_END):
        return True
    return leads(reading, row, sentence, _BEFORE) and typography.key(row.text).startswith(_END)


def is_since(reading: Reading, row: Time, sentence: Sentence) -> bool:
    """« depuis 2020 », « à partir de mai »."""
    return leads(reading, row, sentence, _SINCE, _FROM)


def leads(reading: Reading, row: Time, sentence: Sentence, *forms: re.Pattern[str]) -> bool:
    """Whether one of these stands right before a time."""
    before = reading.plain[max(sentence.start, row.start - LEAD) : row.start].lower()
    kept = re.sub(r"\s+", " ", before).replace("dès ", "\0")  # « des » is an article
    told = typography.unaccented(kept).replace("\0", "dès ")
    return any(form.search(told) for form in forms)


def _season(told: str, rest: str) -> str | None:
    """« en 2018-19 »: the two years of a season, of which the time has the first."""
    behind = _SEASON.match(rest)
    if behind is None or not re.fullmatch(r"\d{4}", told) or (int(told) + 1) % 100 != int(behind[1]):
        return None
    return f"{told}/{int(told) + 1}"


def _opened(reading: Reading, row: Time, sentence: Sentence, inside: Sequence[Time], head: Token, told: str) -> str:
    """« à partir du 3 mai »; « dès le 3 mai » and « voilà dix ans que » before what lasts."""
    if leads(reading, row, sentence, _FROM):
        days = _lasting(reading, row, inside, head)
        return _counted(told, days) if days else f"{told}/.."
    counted = _COUNTED_SINCE.match(typography.key(row.text)) and _THAT.match(reading.plain[row.end : sentence.end])
    behind = next((child for child in head.subtree if child.idx > row.end and is_predicate(child)), head)
    if counted and _is_unfinished(behind):
        return f"{told}/.."
    return f"{told}/.." if leads(reading, row, sentence, _AS_OF) and is_durative(head) else told


def is_durative(head: Token) -> bool:
    """Whether a clause tells what lasts from then on: a state, what can be done, a verb of lasting; no completed act."""
    if not _is_unfinished(head):
        return False
    if any(child.dep_ == "cop" for child in head.children):
        return True
    lemma = typography.key(head.lemma_)
    return lemma in listed("durative") or f"{lemma}r" in listed("durative")


def _is_unfinished(head: Token) -> bool:
    """A future, a present or an imperfect: no compound past, no past historic."""
    if any(child.dep_ == "aux:tense" for child in head.children):
        return False
    finite = [token for token in (head, *head.children) if "Fin" in token.morph.get("VerbForm", [])]
    return any({"Fut", "Pres", "Imp"} & set(token.morph.get("Tense", [])) for token in finite)


def _within_running(told: str, published: str | None) -> str:
    """« avant la fin du mois » of the running month is within it; of another period it is up to then."""
    end = told.removeprefix("../")
    days = edtf_days(end)
    running = days and published and days[0].isoformat() <= published[:10] <= days[1].isoformat()
    return end if running else told


def _lasting(reading: Reading, row: Time, inside: Sequence[Time], head: Token) -> int:
    """Days that « pendant dix jours » gives to what begins with `row`; 0 where nothing does."""
    for other in inside:
        lasted = _LASTED.fullmatch(other.value or "")
        if other.type != "DURATION" or lasted is None or len(plain_date(row) or "") < len("2020-01-01"):
            continue
        before = typography.unaccented(reading.plain[max(0, other.start - LEAD) : other.start].lower())
        span = span_of(reading.doc, other.start, other.end)
        below = span is not None and (governor(span) == head or head.is_ancestor(span.root))
        if _FOR.search(before) and below:
            return int(lasted[1]) * (7 if lasted[2] == "W" else 1)
    return 0


def _counted(first: str, days: int) -> str:
    """From the first day on so many days, that day included."""
    return f"{first}/{add_days(date.fromisoformat(first), days - 1).isoformat()}" if days > 1 else first


def _up_to_now(row: Time, told: str, published: str | None, head: Token) -> str:
    """« a réuni cette semaine » ends with the day it was written, « réunira cette semaine » begins by it."""
    first, _, last = told.partition("/")
    running = row.certainty == "published" and re.fullmatch(r"\d{4}-W\d\d", row.value or "") and published
    if not running or published is None or not first <= published[:10] <= last:
        return told
    if _is_unfinished(head):
        future = any("Fut" in token.morph.get("Tense", []) for token in (head, *auxiliaries(head)))
        return f"{published[:10]}/{last}" if future and published[:10] < last else told
    return f"{first}/{published[:10]}" if first < published[:10] else published[:10]


def depends(head: Token) -> bool:
    """« la loi tomberait »: what a condition that stands in another word would bring."""
    return any(is_conditional(token) for token in (head, *head.children) if token == head or _carries(token))


def _carries(token: Token) -> bool:
    return token.dep_.startswith("aux") or token.dep_ == "cop"
