"""Which time expressions date a happening, and which are rhetoric, comparisons, names or frequencies."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ...french.grammar.clauses import clause_of, is_predicate, span_of
from ...lexicons import entries
from ...model import typography
from ...model.analysis import Mention, Sentence, Time
from ...model.article import Paragraph
from ..reading import Reading
from ..times.calendars import edtf_days
from ..times.numbers import number_words
from .asides import (
    happening_before,
    is_alone_in_brackets,
    is_bracketed,
    is_of_a_person,
    is_of_an_office,
    is_within_its_bracket,
)
from .clauses import is_speech
from .dating import date_of, depends, is_end, is_since, plain_date
from .finer import with_company, with_ranges, with_the_finer
from .hanging import date_governor, dated_noun, is_of_a_period, is_of_a_thing, since_noun
from .nouns import is_happening
from .untold import is_habit, is_list, is_of_now, is_repeated, is_set_against, is_year_of_a_subject, tells_nothing
from .words import listed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


DAY = re.compile(r"\d{4}-\d\d-\d\d")
BESIDE_AGO = 20  # the same for « il y a dix semaines jour pour jour, le 3 mai »
BESIDE = 6  # characters between « neuf mois plus tard » and the date it comes to


@dataclass(frozen=True)
class Candidate:
    """A time that dates something: its index, its sentence, the clause's head, and the noun when a noun is dated."""

    time: int
    row: Time
    sentence: Sentence
    date: str | None
    head: Token | None = None
    noun: Token | None = None
    dateline: bool = False
    above: Token | None = None  # the word that the date itself hangs on
    framed: tuple[Time, ...] = ()  # coarser dates of the same act, which this one lies within
    ranged: bool = False  # it runs from the first date of what changed to the second
    beside: tuple[Time, ...] = ()  # other dates of the same act, as « en 1992 et en 2015 »
    doubtful: bool = False  # whether it may be the date of something else


def candidates(reading: Reading, times: tuple[Time, ...], mentions: tuple[Mention, ...] = ()) -> list[Candidate]:
    """The times that date a happening, one a sentence and date, in text order; of one act only the finest."""
    found: list[Candidate] = []
    for place, row in enumerate(times):
        sentence = sentence_at(reading, row.start)
        if sentence is None or (reading.article.paragraphs and _in_title(reading, row)):
            continue
        for candidate in _candidates(reading, times, mentions, place, row, sentence):
            if not any(_same_day(candidate, other) for other in found[-8:]):
                found.append(candidate)
    own = {row.sentence.start for row in found if not row.dateline}
    found = [row for row in found if not row.dateline or row.sentence.start not in own]
    told = [row for place, row in enumerate(found) if not _says_only(row, found[max(0, place - 3) : place])]
    return with_company(with_the_finer(with_ranges(told)))


def _says_only(candidate: Candidate, before: list[Candidate]) -> bool:
    """« …, a indiqué jeudi la police »: the day it was said, of a sentence that has told the day it happened."""
    head = candidate.head
    aside = head is not None and head.dep_.startswith("parataxis") and is_speech(head)
    return aside and any(other.sentence == candidate.sentence for other in before)


def within(times: tuple[Time, ...], sentence: Sentence) -> tuple[Time, ...]:
    """The times of a sentence."""
    first, end = (bisect_left(times, place, key=_start) for place in (sentence.start, sentence.end))
    return times[first:end]


def _start(row: Time | Paragraph) -> int:
    return row.start


def sentence_at(reading: Reading, offset: int) -> Sentence | None:
    """The sentence that holds the character at `offset`."""
    place = bisect_right(reading.sentences, offset, key=lambda sentence: sentence.start) - 1
    return reading.sentences[place] if place >= 0 and offset < reading.sentences[place].end else None


def _in_title(reading: Reading, row: Time) -> bool:
    paragraphs = reading.article.paragraphs
    place = bisect_right(paragraphs, row.start, key=_start) - 1
    return place >= 0 and paragraphs[place].kind == "title" and row.start < paragraphs[place].end


def _same_day(one: Candidate, other: Candidate) -> bool:
    return one.sentence == other.sentence and one.date == other.date


def _candidates(
    reading: Reading,
    times: tuple[Time, ...],
    mentions: tuple[Mention, ...],
    place: int,
    row: Time,
    sentence: Sentence,
) -> tuple[Candidate, ...]:
    """What a time dates: one happening, and with « depuis » before its noun what lasts since then."""
    text = reading.article.text
    if _is_aftermath(text, row) or not _has_date(reading, row, sentence) or _is_compared(text, row, sentence):
        return ()
    if _is_stamp(text, row, sentence) and not _dates_alone(reading, times, row, sentence):
        return ()
    if is_dateline(reading, row, sentence):
        following = _sentence_after(reading, sentence)
        if following is None:
            return ()
        return (Candidate(place, row, following, plain_date(row), _root(reading, following), dateline=True),)
    inside = within(times, sentence)
    lasting = _lasting_since(reading, inside, place, row, sentence)
    dated = _dated(reading, inside, mentions, place, row, sentence)
    if lasting is not None and dated is not None and dated.noun is None:
        dated = None  # « vendue cent fois depuis son lancement en 2014 »: since then, not then
    return tuple(one for one in (dated, lasting) if one is not None)


def _lasting_since(
    reading: Reading, inside: tuple[Time, ...], place: int, row: Time, sentence: Sentence
) -> Candidate | None:
    """« les élèves mangent froid depuis la rentrée de janvier »: the clause lasts since the date of a noun."""
    span = span_of(reading.doc, row.start, row.end)
    if span is None or not reading.doc.has_annotation("DEP") or _leans_on_its_day(row, inside):
        return None
    told, head = plain_date(row), since_noun(span)
    if head is None or told is None or "/" in told or tells_nothing(head, head, span):
        return None
    if head.dep_.startswith("acl"):
        return None  # « l'élite du parti, qui gouverne depuis l'indépendance en 1975 »: of whom is told by a guess
    return Candidate(place, row, sentence, f"{told}/..", head, above=head, ranged=True)


def _has_date(reading: Reading, row: Time, sentence: Sentence) -> bool:
    """A date, an interval, or an unresolved day; no set, century, reference or bare amount."""
    value, edtf = row.value or "", row.edtf or ""
    if typography.key(row.text) in ("ici", "desormais", "dorenavant"):
        return False
    if value.endswith("TXX:XX"):
        return False  # « à la 29e minute »: of a match, on a day that is not told
    if row.type == "SET" or row.certainty == "vague" or re.fullmatch(r"PAST_REF|FUTURE_REF|\d\dXX", value):
        return False
    if row.certainty == "event" and not DAY.fullmatch(edtf):
        return False
    if row.type == "DURATION":
        return edtf.endswith("/..") or (bool(edtf) and row.certainty == "published")  # « ces trois dernières années »
    if row.certainty == "unresolved":
        return not reading.article.published.value and value.startswith("XXXX-")
    return bool(edtf) and (not edtf.startswith("../") or is_end(reading, row, sentence))


def _is_aftermath(text: str, row: Time) -> bool:
    """« au lendemain de la guerre »: that war dates it, not the date told before."""
    if row.certainty == "event" and DAY.fullmatch(row.edtf or ""):
        return False  # « au lendemain de l'attentat du 14 juillet 2016 »
    told = re.search(r"(?:lendemain|veille)$", typography.key(row.text))
    return bool(told and re.match(r"\s*(?:de|du|des|d['’])\b|\s*d['’]", text[row.end : row.end + 6]))


def _is_compared(text: str, row: Time, sentence: Sentence) -> bool:
    """« par rapport à 2001 », « contre 72 % en septembre »."""
    before = typography.key(text[max(sentence.start, row.start - 40) : row.start]) + " "
    if f" {before}".rstrip().endswith(_comparisons()) or re.search(
        r"\b(?:par rapport|comparee?s?) a[^,;.]{1,30}$", before
    ):
        return True
    if re.search(
        r"\b(?:plus|moins|autant|aussi|memes?)\b[^,;]*\bqu(?:e |')(?:en |au |a |le |la |l' ?)?$",
        before.replace("' ", "'"),
    ):
        return True
    if re.search(r"\b(?:an|annee|moi|jour|semaine|heure)s? (?:apres|avant) (?:le |la |l' ?)?$", before):
        return True  # « un mois après le 3 mai »: the third of June
    if re.search(r"\bdepuis (?:le |la |les |l' ?)?$", before) and _is_unequalled(text[sentence.start : row.start]):
        return True
    return bool(re.search(rf"(?:contre|que) (?:les )?(?:{_numbers()}) ?(?:%|\w+)? ?(?:en|au|a|fin|debut|le)?$", before))


@cache
def _numbers() -> str:
    """In figures or in words: « contre 72 % en mai », « contre six l'année précédente »."""
    return "|".join([r"[\d ,.]+", *(rf"{re.escape(word)}\b" for word in number_words() if word not in ("un", "une"))])


@cache
def _comparisons() -> tuple[str, ...]:
    return tuple(f" {typography.key(form)}" for form in entries("events/comparisons.txt"))  # « jusqu'au » is none


def _is_unequalled(before: str) -> bool:
    """« le prix le plus élevé depuis 2020 », « du jamais-vu depuis dix ans »: nothing began on that date."""
    words = typography.key(before)[-90:]
    if re.search(r"\bl[ea]s? (?:plus|moins) \w+[^,;:]*$|\bjamais\b[^,;:]*\b(?:aussi|autant|si|tant)\b[^,;:]*$", words):
        return True
    return any(
        re.search(rf"\b{re.escape(typography.key(form))}\b[^,;:]*$", words) for form in entries("events/unequalled.txt")
    )


def _is_stamp(text: str, row: Time, sentence: Sentence) -> bool:
    """« 8 h 35 - La Bourse ouvre dans le vert »: the hour at which a page got its entry."""
    opens = not text[sentence.start : row.start].strip()
    return row.type == "TIME" and opens and bool(re.match(r"\s*[-–—|]\s", text[row.end : sentence.end]))


def _dates_alone(reading: Reading, times: tuple[Time, ...], row: Time, sentence: Sentence) -> bool:
    """Whether an entry has a verb, and no date of its own beside its hour."""
    span = span_of(reading.doc, row.end, sentence.end)
    told = span is not None and any("Fin" in token.morph.get("VerbForm", []) for token in span)
    return told and not any(
        other.type == "DATE" and _has_date(reading, other, sentence) for other in within(times, sentence)
    )


def is_dateline(reading: Reading, row: Time, sentence: Sentence) -> bool:
    """« 5 juillet 2012. - » or « BAMAKO, 3 mai » before the first sentence: it dates what follows."""
    if re.match(r"\s*:\s*\w", reading.article.text[row.end : sentence.end]) and row.type == "DATE":
        return False  # « 3 mai 2021 : signature »
    words = reading.count(sentence.start, row.start) + reading.count(row.end, sentence.end)
    return words <= 2 and len(row.value or "") >= 10


def _sentence_after(reading: Reading, sentence: Sentence) -> Sentence | None:
    place = bisect_right(reading.sentences, sentence.start, key=lambda row: row.start) - 1
    return reading.sentences[place + 1] if place + 1 < len(reading.sentences) else None


def _root(reading: Reading, sentence: Sentence) -> Token | None:
    span = span_of(reading.doc, sentence.start, sentence.end)
    return span.root if span is not None and reading.doc.has_annotation("DEP") else None


def _dated(
    reading: Reading,
    inside: tuple[Time, ...],
    mentions: tuple[Mention, ...],
    place: int,
    row: Time,
    sentence: Sentence,
) -> Candidate | None:
    """The candidate with what it dates, read off the parse; without a parse the sentence is taken as told.

    `inside`: the times of its sentence.
    """
    if _leans_on_its_day(row, inside):
        return None
    span = span_of(reading.doc, row.start, row.end)
    if span is None or not reading.doc.has_annotation("DEP"):
        return Candidate(place, row, sentence, plain_date(row))
    if names_something(reading.article.text, row) or is_set_against(span):
        return None
    above = date_governor(span)
    head = clause_of(above)
    if tells_nothing(head, above, span) or is_list(above, sentence, inside) or is_of_a_person(span, mentions):
        return None
    aside = is_bracketed(span) and not is_within_its_bracket(span, above)
    if is_alone_in_brackets(span) or aside or (is_of_an_office(above) and not is_predicate(above)):
        noun = happening_before(span)
        return None if noun is None else Candidate(place, row, sentence, plain_date(row), head, noun, above=above)
    ended = is_end(reading, row, sentence)
    if ended and (any(other.type == "SET" for other in inside) or depends(head)):
        return None  # « ils reviendront chaque jour jusqu'à lundi », « sans accord d'ici lundi, la loi tomberait »
    if is_of_a_period(above) and (above.dep_.startswith("nsubj") or not is_predicate(above.head)):
        return None  # « la saison 2018-2019 a été abandonnée », « le champion de la saison 2018-2019 »
    noun = None if ended or is_of_a_period(above) else dated_noun(span, row, above, head, inside)
    told = date_of(reading, row, sentence, inside, head)
    if noun is not None and noun.pos_ != "PRON":
        if not is_happening(noun, to_the_day=len(row.edtf or "") == 10):
            return None
        told = plain_date(row) if not is_since(reading, row, sentence) else told
    if (_is_rhetoric(row, head, noun, reading) and not ended) or _is_described(span) or is_of_now(row, span, head):
        return None
    thing = not ended and is_of_a_thing(span, above, head)
    if noun is None and (
        is_habit(row, head) or is_repeated(head, inside) or is_year_of_a_subject(span, above) or thing
    ):
        return None
    return Candidate(place, row, sentence, told, head, noun, above=above)


def _is_described(span: Span) -> bool:
    """« L'année 2020 a été difficile », « ce 3 mai marque les dix ans de… »: what is spoken of is the time itself."""
    root = span.root
    verb = span.doc[span.end] if span.end < len(span.doc) else root
    alone = verb.i > root.i and not any("subj" in child.dep_ or child.dep_ == "punct" for child in verb.lefts)
    if alone and "Fin" in verb.morph.get("VerbForm", []) and verb.pos_ == "VERB" and span.start - span.sent.start <= 1:
        return True  # the parse takes it for an adverbial, and leaves the verb without a subject
    if not root.dep_.startswith("nsubj"):
        return False
    present = "Pres" in root.head.morph.get("Tense", []) and "Fin" in root.head.morph.get("VerbForm", [])
    return present or any(child.dep_ == "cop" for child in root.head.children)


def names_something(text: str, row: Time) -> bool:
    """« le budget 2002 »: a year right after a noun belongs to its name."""
    word = re.search(r"[\w’'-]+$", text[max(0, row.start - 20) : row.start].rstrip())
    return (
        bool(re.fullmatch(r"\d{4}", row.text))
        and word is not None
        and typography.key(word[0]) not in listed("year_words") | listed("periods")
    )


def _leans_on_its_day(row: Time, inside: tuple[Time, ...]) -> bool:
    """« 18 h » beside « hier », « neuf mois plus tard, le 24 mai »: the day has its row already."""
    if row.certainty not in ("context", "published"):
        return False
    return any(
        (other.certainty != "context" or row.start > other.start)
        and other != row
        and typography.key(other.text) != "ici"
        and (
            _repeats(row, other)
            or (is_ago(row) and 0 <= other.start - row.end <= BESIDE_AGO)
            or _is_bounded(row, other)
            or (row.certainty == "context" and 0 <= other.start - row.end <= BESIDE)
        )
        for other in inside
    )


def is_ago(row: Time) -> bool:
    """« il y a dix semaines »: a round count back from the published date."""
    return row.certainty == "published" and typography.key(row.text).startswith("il y a")


def _is_bounded(row: Time, other: Time) -> bool:
    """« il y a moins de deux ans » beside the day it speaks of."""
    return bool(re.search(r"\b(?:moins|plus) d", row.text)) and len((other.value or "")[:10]) == 10 and bool(other.edtf)


def _repeats(row: Time, other: Time) -> bool:
    """« 18 h » of the day told beside it; « il y a moins d'un mois » beside the day it holds."""
    one, day = (row.value or "")[:10], (other.value or "")[:10]
    if row.certainty == "context" and (one == day or (row.type == "TIME" and row.anchor == other.text)):
        return True  # of a night also the small hours, which are the next day's
    return len(one) in (4, 7) and len(day) == 10 and day.startswith(one) and not (row.edtf or "").endswith("/..")


def _is_rhetoric(row: Time, head: Token, noun: Token | None, reading: Reading) -> bool:
    """The running year, month or week as a frame (« cette année ») where nothing is said to have happened."""
    days = edtf_days(row.edtf or "") if row.edtf else None
    published = reading.article.published.value
    if row.certainty != "published" or not days or not published or noun is not None:
        return False
    running = days[0] < days[1] and days[0].isoformat() <= published[:10] <= days[1].isoformat()
    return running and "/.." not in (row.edtf or "") and not _has_happened(head)


def _has_happened(head: Token) -> bool:
    """Whether the clause tells a completed or coming act: a participle, a past, a future."""
    morph = head.morph
    return "Part" in morph.get("VerbForm", []) or bool({"Past", "Fut"} & set(morph.get("Tense", [])))
