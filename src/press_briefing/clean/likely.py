"""How likely a line is the page's rather than the article's, by what it is: where it stands, how it is built, what it
shares with the rest. A logistic regression (`models/lines/weights.json`, trained by `training/lines.py`).

The lists of `furniture` are one of its features. It decides on lines that no list knows, and on none that holds prose.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from ..lexicons import keys
from ..typography import key
from .byline import NAME, is_byline
from .draft import Line

PROSE_WORDS = 15        # of a line that is prose
SAID_WORDS = 4          # of a sentence below the prose that may end the article
CONTENT = 4             # letters of a word that tells what is spoken of
LEAST_PROSE = 3         # lines of prose, without which nothing is judged
MOST_WORDS = 30         # of a line that is judged
SHORT = 4               # words of a label
TITLE = 3               # of a line at the head that speaks of what the rest does, from which it is the title
TURNS = 3
TAIL = 15               # lines below the prose that no list knows, above which they are a table
_BULLETS = "-–—•*●▪■"
UNSURE = "unsure"       # of a line that stays and is told
OUT = "page-line"       # the rule of a line taken out
LENGTHS = (2, 5, 9, 14, 20, 30)
REACH = 4               # lines from the prose, beyond which distance says no more
_WORD = re.compile(r"\w+")
_END = re.compile(r"([.!?…:])[\s»”\"')\]]*$")
_MARKS = re.compile(r"[|·•›→/©@#+]")
_VERB = re.compile(
    r"\b(?:a|ont|est|sont|etait|etaient|avait|avaient|sera|seront|fut|va|vont|peut|peuvent|doit|doivent|ne|n'"
    r"|[a-z]{3,}(?:ait|aient|eront|era|irent|erent))\b")
_READER = re.compile(r"\b(?:nous|nos|notre|vous|vos|votre|je|j'|mes|mon|ma|tu|ton)\b")
_ASKS = re.compile(r"[a-z]{3,}(?:ez|er|ir|re)\b")
_OPENS = re.compile(r"(?:les?|la|l'|une?|des|du|en|a|au|aux|dans|sur|pour|par|avec)\b")
_QUOTED = re.compile(r"[«»“”\"]")
_SIGNS = re.compile(rf"{NAME}(?:,? (?:avec|et|à|pour|in|en|au) .{{2,30}}|[ /]?\(?[A-Z]{{2,8}}\)?)?")


@dataclass(frozen=True)
class Place:
    """Where the lines of a capture stand: its first and last prose, its title (the head line most of the rest speaks
    of), -1 without one, and in how many different lines each word stands."""

    first: int
    last: int
    title: int
    spread: Counter[str]


def place_of(lines: Sequence[Line], rules: Sequence[str]) -> Place:
    """Where prose begins and ends among lines whose `rules` (of furniture, empty for none) are known."""
    words = [_content(line.text) for line in lines]
    spread = Counter(word for one in dict(zip((key(line.text) for line in lines), words, strict=True)).values()
                     for word in one)
    prose = [number for number, line in enumerate(lines) if not rules[number] and _is_prose(line)]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    told = [number for number in range(last, len(lines)) if prose and not rules[number] and _is_said(lines[number])]
    last = told[-1] if told else last
    begun = next((number for number in range(min(first, len(lines))) if _is_said(lines[number])), first)
    first = min(first, begun)
    above = [number for number in range(min(first, len(lines))) if not rules[number]]
    heads = [(_heading(words[number], spread), -number) for number in above]
    best, place = max(heads, default=(0, 1))
    return Place(first, last, -place if best >= TITLE else -1, spread)


def _heading(content: set[str], spread: Counter[str]) -> int:
    """How much a line at the head speaks of what the rest does, rather than of a site."""
    return sum(-3 if word in _site_words() else 2 if spread[word] > 1 else 1 for word in content)


def _is_prose(line: Line) -> bool:
    return len(_WORD.findall(line.text)) >= PROSE_WORDS and bool(_END.search(line.text) or _QUOTED.search(line.text))


def _is_said(line: Line) -> bool:
    """Whether a line is a sentence, an item that goes on or a part of one: what stands above it is no foot of a page."""
    return len(_WORD.findall(line.text)) >= SAID_WORDS and line.text[-1] in ".;,:»”"


def _content(text: str) -> set[str]:
    return {word for word in _WORD.findall(key(text)) if len(word) >= CONTENT}


def _shared(content: set[str], spread: Counter[str]) -> float:
    """The share of the words of a line that other lines have too."""
    return sum(spread[word] > 1 for word in content) / len(content) if content else 0.0


def features(lines: Sequence[Line], rules: Sequence[str], place: Place, number: int) -> dict[str, float]:
    """What a line is, by name; what is not named is 0."""
    text, told = lines[number].text, dict[str, float]()
    plain = key(text)
    words = _WORD.findall(plain)
    told |= {f"where:{name}": value for name, value in _where(place, number, len(lines)).items()}
    told[f"words:{next((most for most in LENGTHS if len(words) <= most), 99)}"] = 1.0
    end = _END.search(text)
    told[f"end:{end[1] if end else ''}"] = 1.0
    content = _content(text)
    told["shared"] = _shared(content, place.spread)
    told[f"shared:{min(3, sum(place.spread[word] > 1 for word in content))}"] = 1.0
    told["no-content"] = float(not content)
    told[f"{_side(place, number)}:{'ended' if end else 'short' if len(words) <= SHORT else 'open'}"] = 1.0
    told["capitals"] = sum(word[:1].isupper() for word in _WORD.findall(text)[1:]) / max(1, len(words) - 1)
    told["again"] = float(any(other is not lines[number] and key(other.text) == plain for other in lines[:200]))
    told |= dict(_forms(text, plain))
    told |= dict(_neighbours(lines, rules, number))
    told["site-words"] = sum(word in _site_words() for word in words) / max(1, len(words))
    told["listed"] = float(bool(rules[number]))
    return told | {f"word:{word}": 1.0 for word in words}


@cache
def _site_words() -> frozenset[str]:
    """Words of interfaces, of services and of consent, as the lists of `furniture` have them."""
    return keys("clean/interface_words.txt") | keys("clean/service_words.txt") | keys("clean/consent_words.txt")


def _side(place: Place, number: int) -> str:
    if number > place.last:
        return "below"
    return "within" if number >= place.first else "under" if 0 <= place.title < number else "above"


def _where(place: Place, number: int, count: int) -> dict[str, float]:
    if place.last < 0:
        return {"no-prose": 1.0}
    if number > place.last:
        return {"below": 1.0, "from-prose": min(number - place.last, REACH) / REACH}
    if number < place.first:
        return {"above-title": float(number < place.title), "under-title": float(number > place.title >= 0),
                "untitled": float(place.title < 0)}
    return {"within": 1.0, "at": number / count}


def _forms(text: str, plain: str) -> Iterator[tuple[str, float]]:
    """How a line is built."""
    for name, pattern in (("marks", _MARKS), ("quoted", _QUOTED)):
        yield name, float(bool(pattern.search(text)))
    for name, pattern in (("verb", _VERB), ("reader", _READER)):
        yield name, float(bool(pattern.search(plain)))
    for name, pattern in (("asks", _ASKS), ("opens", _OPENS)):
        yield name, float(bool(pattern.match(plain)))
    yield "digits", float(any(char.isdigit() for char in text))
    yield "upper", float(text.isupper())
    yield "lower", float(text[:1].islower())


def _neighbours(lines: Sequence[Line], rules: Sequence[str], number: int) -> Iterator[tuple[str, float]]:
    """What stands right above and below: furniture by the lists, short lines, prose, the end of the page."""
    for name, at in (("before", number - 1), ("after", number + 1)):
        if not 0 <= at < len(lines):
            yield f"{name}:none", 1.0
        elif rules[at]:
            yield f"{name}:listed", 1.0
        else:
            yield f"{name}:{'prose' if _is_prose(lines[at]) else 'short'}", 1.0


@cache
def _model() -> tuple[dict[str, float], float, float]:
    """(weights, least probability to take a line out, least to be unsure of it)."""
    told = json.loads(files(__package__).joinpath("../models/lines/weights.json").read_text(encoding="utf-8"))
    return told["weights"], told["out"], told["unsure"]


def probability(told: dict[str, float]) -> float:
    """How likely a line of these features is the page's, 0 to 1."""
    weights = _model()[0]
    score = sum(weights.get(name, 0.0) * value for name, value in told.items()) + weights["bias"]
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def judged(lines: Sequence[Line], rules: Sequence[str]) -> list[str]:
    """`OUT`, `UNSURE` or nothing for each line that no list knows; headings and prose are never judged.

    What is out tells of its neighbours as what a list knows does: so lines are judged again, `TURNS` times at most.
    """
    _, out, unsure = _model()
    known, scores = list(rules), dict[int, float]()
    place = place_of(lines, rules)
    prose = sum(not rule and _is_prose(line) for line, rule in zip(lines, rules, strict=True))
    for _ in range(TURNS if prose >= LEAST_PROSE else 0):
        scores |= {n: probability(features(lines, known, place, n)) for n in candidates(lines, known, place)}
        found = [number for number, score in scores.items() if score >= out and not known[number]]
        if not found:
            break
        for number in found:
            known[number] = OUT
    told = {number: OUT if score >= out else UNSURE for number, score in scores.items() if score >= unsure}
    return [told.get(number, "") for number in range(len(lines))]


def candidates(lines: Sequence[Line], rules: Sequence[str], place: Place) -> Iterator[int]:
    """The lines that may be judged: around the prose, short, of no kind that the source tells, and not the title.

    Within the prose short lines are headings, items and cells of tables: there the lists alone decide. So they do
    where a long tail of short lines is a table.
    """
    tail = sum(not rule for rule in rules[place.last + 1 :])
    around = [*range(min(place.first, len(lines))), *(range(place.last + 1, len(lines)) if tail <= TAIL else ())]
    for number in around:
        line = lines[number]
        if not rules[number] and not line.kind and number != place.title and _may_be_judged(line.text):
            yield number


def _may_be_judged(text: str) -> bool:
    """Whether a line is short, holds a word, and is no item and no signature."""
    if not any(map(str.isalpha, text)) or text[:1] in _BULLETS or len(_WORD.findall(text)) > MOST_WORDS:
        return False
    return not _is_prose(Line(text)) and not is_byline(text) and not _signs(text)


def _signs(text: str) -> bool:
    """Whether a line is a name, or a name with an agency or a place, as somebody signs."""
    return bool(_SIGNS.fullmatch(text)) and not _site_words().intersection(_WORD.findall(key(text)))
