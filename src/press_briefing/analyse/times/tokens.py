"""The article's words in pieces with a category, so that a time expression can be told by a pattern over categories.

A word is one piece or several (« avant-hier », « 2019-2020 »), cut once for each different word; hours, numbers and set
phrases are grouped. Each piece becomes one letter of a string; the grammar's patterns are regular expressions over that
string. A 1,500-word article is a string of about 1,800 letters, and most of them are `word`, so that matching is cheap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from ...french.tokens import Token as Word
from ...lexicons import rows
from ...model import typography
from .numbers import merge_numbers, number_words
from .token import Token, bare

CATEGORIES = [
    "MONTH",
    "WEEKDAY",
    "WEEKDAYS",
    "WEEKEND",
    "WEEKENDS",
    "PART",
    "PARTS",
    "NOON",
    "SEASON",
    "UNIT",
    "DOZEN",
    "HALF",
    "QUARTER",
    "TODAY",
    "RELDAY",
    "ANAPHOR",
    "FEAST",
    "FEASTWORD",
    "LAST",
    "NEXT",
    "FOLLOWING",
    "PRECEDING",
    "SAME",
    "NEW",
    "COURSE",
    "EDGE",
    "FROMEDGE",
    "APPROX",
    "VAGUE",
    "LONG",
    "EACH",
    "ALL",
    "PER",
    "ORD",
    "REF",
    "REFADJ",
    "OFTEN",
    "PARTADJ",
    "DEF",
    "OF",
    "DE",
    "THIS",
    "ONE",
    "EN",
    "A",
    "TO",
    "SINCE",
    "FROM",
    "BEFORE",
    "AFTER",
    "BETWEEN",
    "AND",
    "OR",
    "IN",
    "AROUND",
    "FOR",
    "ON",
    "HERE",
    "AGO",
    "LATER",
    "EARLIER",
    "ZONE",
    "AGED",
    "POSS",
    "HAVE",
    "FUNC",
    "YEAR",
    "DAY",
    "FIGURE",
    "CARD",
    "FIRST",
    "ROMAN",
    "CLOCK",
    "DATE",
    "SLASHED",
    "HOURS",
    "BREAK",
    "COMMA",
    "STOP",
    "DASH",
    "OPEN",
    "CLOSE",
    "SLASH",
    "SIGN",
    "NAME",
    "WORD",
    "HENCE",
    "REPMONTH",
    "MINUS",
    "WHOLE",
]
# One letter a category: private-use characters, which no pattern can confuse with a sign of its own.
LETTERS = {name: chr(0xE000 + place) for place, name in enumerate(CATEGORIES)}
MARKS = {
    "\n": "BREAK",
    "\r": "BREAK",
    ",": "COMMA",
    ";": "STOP",
    ".": "STOP",
    ":": "STOP",
    "!": "STOP",
    "?": "STOP",
    "…": "STOP",
    "-": "DASH",
    "–": "DASH",
    "—": "DASH",
    "(": "OPEN",
    "[": "OPEN",
    "«": "OPEN",
    "“": "OPEN",
    ")": "CLOSE",
    "]": "CLOSE",
    "»": "CLOSE",
    "”": "CLOSE",
    '"': "CLOSE",
    "/": "SLASH",
}
ACCENTS = "\u0300-\u036f"
PIECE = re.compile(
    rf"""(?P<DATE>\d{{4}}-\d\d-\d\d(?!\d)|\d{{1,2}}(?P<by>[/.-])\d{{1,2}}(?P=by)\d{{4}}(?!\d)|\d{{1,2}}/\d{{1,2}}/\d\d(?!\d))
    |(?P<CLOCK>(?:[01]?\d|2[0-4])(?:[ ]?h(?:[ ]?[0-5]\d(?!\d)(?:[ ]?mn?\b)?)?|:[0-5]\d(?::[0-5]\d)?)(?!\w))
    |(?P<SLASHED>[0-3]?\d/[01]?\d(?![\w/]))
    |(?P<ORDINAL>\d+(?:ers?|re|ère|ere|e|ème|eme|nde?|es|°)(?!\w))
    |(?P<ROMAN>[IVXivx]{{1,5}}(?:e|ème|eme|es)(?!\w))
    |(?P<NUMBER>\d{{1,3}}(?:[ .]\d{{3}})+(?![\d])(?:,\d+)?|\d+(?:,\d+)?)
    |(?P<TODAY>aujourd'hui(?!\w))
    |(?P<WORD>[^\W\d_]+(?:[{ACCENTS}][^\W\d_]*)*'?)
    |(?P<OTHER>[^\ ])""",
    re.VERBOSE | re.IGNORECASE,
)


def tokenise(words: Sequence[Word], text: str) -> list[Token]:
    """The pieces of an article's words with their categories; `text` is the article in plain typography."""
    pieces: list[Token] = []
    end = 0
    for start, stop in _runs(words, text):
        if start > end + 1 or text[end:start].strip(" "):
            pieces += (
                Token(at, at + 1, text[at], MARKS.get(text[at], "SIGN"), "", text[at])
                for at in range(end, start)
                if text[at] != " "
            )
        pieces += [Token(start + said[0], start + said[1], *said[2:]) for said in _pieces(text[start:stop])]
        end = stop
    return _merge_phrases(merge_numbers(_abbreviations(pieces)))


def _runs(words: Sequence[Word], text: str) -> Iterator[tuple[int, int]]:
    """Where each word stands; an hour (« 14 h 30 ») and « 2° » are one."""
    place = 0
    while place < len(words):
        first = last = words[place]
        place += 1
        if first.text[0].isdigit():
            while place < len(words) and _goes_on(last, words[place], text):
                last = words[place]
                place += 1
        yield first.start, last.end


def _goes_on(word: Word, after: Word, text: str) -> bool:
    if after.start - word.end > 1 or text[word.end : after.start].strip(" "):
        return False
    hour = after.low in _HOURS or (word.low == "h" and after.text.isdigit())
    return hour or (after.start == word.end and after.text[0] == "°")


@lru_cache(maxsize=20_000)
def _pieces(form: str) -> tuple[tuple[int, int, str, str, str, str, bool], ...]:
    """Where the pieces of a word begin and end in it, and what is told of each; an address is one piece."""
    if form.startswith(_ADDRESS) or "@" in form:
        return ((0, len(form), form.lower(), "SIGN", "", form.lower(), False),)
    found = PIECE.finditer(form)
    return tuple((match.start(), match.end(), *_classified(match.lastgroup or "OTHER", match[0])) for match in found)


_HOURS = frozenset(("h", "m", "mn"))
_ADDRESS = ("http://", "https://", "www.")


def letters(tokens: list[Token]) -> str:
    """The string the patterns are matched against: one letter a token."""
    return "".join([LETTERS[token.category] for token in tokens])


def _classified(kind: str, raw: str) -> tuple[str, str, str, str, bool]:
    """The lower-case form, category, value and bare form of a piece, and whether it opens with a capital."""
    word = raw.lower()
    return word, *_CLASSIFIERS[kind](raw, word), bare(word), raw[0].isupper()


def _word(raw: str, word: str) -> tuple[str, str]:
    known = _lookup(word)
    if known:
        return known
    return ("NAME" if raw[0].isupper() else "WORD"), ""


def _lookup(word: str) -> tuple[str, str] | None:
    words, folded = _words()
    # « là » is not « la »: only a word without accents can have lost them
    return words.get(word) or (folded.get(word) if word == bare(word) else None)


def _number(raw: str, word: str) -> tuple[str, str]:
    digits = word.replace(" ", "").replace(".", "")
    if digits.isdigit() and len(word) == 4 and 1000 <= int(digits) <= 2100:
        return "YEAR", digits
    if digits.isdigit() and len(word) <= 2 and 1 <= int(digits) <= 31:
        return "DAY", str(int(digits))
    return "FIGURE", digits.replace(",", ".")


def _ordinal(raw: str, word: str) -> tuple[str, str]:
    value = re.match(r"\d+", word)[0]  # type: ignore[index]
    return ("FIRST" if word in ("1er", "1ers", "1°") else "ORD"), value


def _roman(raw: str, word: str) -> tuple[str, str]:
    numeral = re.match(r"[ivx]+", word)[0]  # type: ignore[index]
    known = _lookup(word)
    if known or (not raw[0].isupper() and len(numeral) < 2):
        return known or ("WORD", "")
    return "ROMAN", str(_roman_value(numeral))


def _roman_value(numeral: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in numeral]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def _clock(raw: str, word: str) -> tuple[str, str]:
    parts = re.findall(r"\d+", word)
    return "CLOCK", ":".join(part.zfill(2) for part in [*parts, "00"][: max(2, len(parts))])


_CLASSIFIERS = {
    "DATE": lambda raw, word: ("DATE", word),
    "by": lambda raw, word: ("DATE", word),
    "CLOCK": _clock,
    "SLASHED": lambda raw, word: ("SLASHED", word),
    "ORDINAL": _ordinal,
    "ROMAN": _roman,
    "NUMBER": _number,
    "TODAY": lambda raw, word: ("TODAY", "0"),
    "WORD": _word,
    "OTHER": lambda raw, word: (MARKS.get(word, "SIGN"), ""),
}


@cache
def _lexicon() -> tuple[tuple[tuple[str, ...], str, str], ...]:
    """Every entry as (its tokens, category, value)."""
    entries = []
    for category, form, *value in rows("times/words.tsv"):
        parts = tuple(match[0].lower() for match in PIECE.finditer(typography.plain(form)))
        entries.append((parts, category, value[0] if value else ""))
    return tuple(entries)


@cache
def _words() -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]]:
    """Single words as written, and without accents (capitals often lose them); the first entry wins."""
    words: dict[str, tuple[str, str]] = {}
    for parts, category, value in _lexicon():
        if len(parts) == 1:
            words.setdefault(parts[0], (category, value))
    for word, number in number_words().items():
        words.setdefault(word, ("CARD", str(number)))
    folded: dict[str, tuple[str, str]] = {}
    for word, known in words.items():
        folded.setdefault(bare(word), known)
    return words, folded


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    """Entries of several tokens by their first word, longest first, without accents."""
    found: dict[str, list] = {}
    for parts, category, value in _lexicon():
        if len(parts) > 1:
            plain_parts = tuple(map(bare, parts))
            found.setdefault(plain_parts[0], []).append((plain_parts, category, value))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in found.items()}


def _merge_phrases(tokens: list[Token]) -> list[Token]:
    phrases, merged, place = _phrases(), [], 0
    while place < len(tokens):
        phrase = _phrase_at(tokens, place, phrases) if tokens[place].bare in phrases else None
        if phrase is None:
            merged.append(tokens[place])
            place += 1
        else:
            length, token = phrase
            merged.append(token)
            place += length
    return merged


def _phrase_at(tokens: list[Token], place: int, phrases: dict) -> tuple[int, Token] | None:
    head, following = tokens[place], tokens[place + 1].bare if place + 1 < len(tokens) else None
    for parts, category, value in phrases[head.bare]:
        if parts[1] != following:
            continue
        run = tokens[place : place + len(parts)]
        if len(run) == len(parts) and all(token.bare == part for token, part in zip(run, parts, strict=True)):
            word = " ".join(parts)
            return len(parts), Token(head.start, run[-1].end, word, category, value, bare(word), head.capital)
    return None


@cache
def _abbreviated() -> dict[str, tuple[str, str]]:
    return {bare(form): (category, value) for category, form, value in rows("times/abbreviations.tsv")}


def _abbreviations(tokens: list[Token]) -> list[Token]:
    """Abbreviated months and days take their full stop, where a day or a year stands beside them."""
    abbreviated = _abbreviated()
    result: list[Token] = []
    skip = False
    for place, token in enumerate(tokens):
        if skip:
            skip = False
            continue
        known = abbreviated.get(token.bare) if len(token.word) <= 5 else None
        if known is None:
            result.append(token)  # as most tokens
            continue
        stop = place + 1 < len(tokens) and tokens[place + 1].word == "."
        if _beside_a_date(tokens, place, stop, known[0]):
            token = replace(token, category=known[0], value=known[1], end=tokens[place + 1].end if stop else token.end)
            skip = stop
        result.append(token)
    return result


def _beside_a_date(tokens: list[Token], place: int, stop: bool, category: str) -> bool:
    after = tokens[place + 1 + stop : place + 3 + stop]
    if category == "WEEKDAY":
        return (
            len(after) == 2
            and after[0].category in ("DAY", "FIRST")
            and (after[1].category == "MONTH" or after[1].bare in _abbreviated())
        )
    before = place and tokens[place - 1].category in ("DAY", "FIRST")
    return bool(before or (stop and after and after[0].category == "YEAR"))
