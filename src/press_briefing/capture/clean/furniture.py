"""The page around the article: lines that are buttons, banners, links, credits. Kinds are recognised, not strings.

A line is furniture when it opens as its kind opens and is no longer than its kind is, when it holds nothing but
words of an interface, or when it speaks to the reader about consent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ...lexicons import keys, rows
from ...model.article import Removal
from ...model.typography import key
from .byline import is_byline
from .dateline import date_line
from .draft import ArticleDraft, Dated, Line
from .judge import UNSURE, judged
from .walls import PROSE_WORDS, wall, walls_of, without_mark

_WORD = re.compile(r"\w+")
_HEAD = re.compile(r"^(?:[^\w©(«\"“]|\((?!c\)))+")
_QUOTED = re.compile(r"[«»“”\"]")
_READER = re.compile(r"\b(?:nous|nos|notre|vous|vos|votre|ce site)\b")
_SERVED = re.compile(r"\b(?:nos|notre|vous|vos|votre)\b")
_IMPERATIVE = re.compile(r"(?:(?!chez|nez|assez|rez)[a-z]{3,}ez)\b")
_SAID = re.compile(r", (?:a|ont) [a-z]+e\b")  # « Abonnez-vous, a lancé le directeur » is his word, not the page's
_SENTENCE_END = re.compile(r"[.!?…»][\s\"')\]]*$")
_ARROW = re.compile(r"\w\s*[›>→]\s*\w")
_SEPARATOR = re.compile(r"(?<!\s)\s*(?:[›»>|•·→]|::|\s/\s)\s*")  # the look behind keeps long runs of spaces linear
_CONSENT = re.compile(r"cookie|traceur|consent", re.I)
LONG_CHARACTERS = 500  # longer furniture is about consent
LONGEST = 160  # words: no piece of furniture known to us is longer
KEPT_KINDS = ("title", "byline", "post", "cell")
HEADING_RULES = ("related", "newsletter", "comments", "tags", "share", "paywall", "consent", "listen")
OTHERS = ("related", "comments")  # rules of lines that head what other articles and readers say
BESIDE_WALLS = ("paywall", "newsletter", "advertisement", "share")  # rules of sentences in the line of a wall
HEAD_PROSE = 1  # lines of prose above which a publication line may stand: the standfirst
FRAGMENT_WORDS = 14  # of a line at the foot of a page that is no sentence
READER_WORDS = 26  # a line about the services of a site is short
FEW_CONSENT_WORDS = 2  # in a short line
CONSENT_WORDS = 4  # different words of consent in one paragraph
CRUMBS = 3  # parts of a line of separated rubrics, when it does not begin at the home page
CRUMB_WORDS = 4  # words one part may have


def without_furniture(draft: ArticleDraft) -> ArticleDraft:
    """The draft without the lines that belong to the page."""
    rules = [_rule(line) for line in draft.lines]
    walls = walls_of(draft.lines, rules, _beside)
    rules = ["paywall" if kind else rule for rule, kind in zip(rules, walls.kinds, strict=True)]
    rules = _with_foot(draft.lines, _with_days(draft.lines, rules))
    likely = judged(draft.lines, rules, draft.title)
    rules = [rule or (told if told != UNSURE else "") for rule, told in zip(rules, likely, strict=True)]
    kept = [line for line, rule in zip(draft.lines, rules, strict=True) if not rule]
    removed = [Removal(rule, line.text) for line, rule in zip(draft.lines, rules, strict=True) if rule]
    removed += [Removal(UNSURE, line.text) for line, told in zip(draft.lines, likely, strict=True) if told == UNSURE]
    if walls.mark >= 0 and kept:
        marked = draft.lines[walls.mark]
        text, mark = without_mark(marked.text)
        kept = [replace(line, text=text) if line is marked else line for line in kept]
        removed.append(Removal("cut-short", mark))
    return draft.with_lines(kept, *removed, dates=_dated(draft.lines, rules), cut=walls.cut)


def _beside(sentence: str) -> bool:
    """Whether a sentence may stand beside a wall in its line: an offer, a button, a way in."""
    plain = _HEAD.sub("", key(sentence))
    return _by_opening(plain, len(_WORD.findall(plain))) in BESIDE_WALLS


def _dated(lines: Sequence[Line], rules: Sequence[str]) -> Iterator[Dated]:
    """The publication lines of the article: below its prose, what stands under other articles or comments is theirs."""
    prose, elsewhere = 0, False
    for line, rule in zip(lines, rules, strict=True):
        if rule == "date-line" and not elsewhere:
            yield Dated(line.text, prose <= HEAD_PROSE)
        elsewhere = elsewhere or (prose > HEAD_PROSE and rule in OTHERS)
        prose += not rule and len(_WORD.findall(line.text)) >= PROSE_WORDS


def _rule(line: Line) -> str:
    """The rule for a line; what the source says is a heading may still head a box of links."""
    rule = "" if line.kind in KEPT_KINDS else _page_rule(line.text)
    return rule if line.kind != "heading" or rule in HEADING_RULES else ""


def _with_days(lines: Sequence[Line], rules: list[str]) -> list[str]:
    """Lines that are nothing but a day: one such day is when the page appeared, several are a chronology and stay."""
    days = {
        line.text
        for line, rule in zip(lines, rules, strict=True)
        if rule == "date-line" and (told := date_line(line.text)) and told.alone
    }
    return ["" if len(days) > 1 and line.text in days else rule for line, rule in zip(lines, rules, strict=True)]


def _with_foot(lines: Sequence[Line], rules: list[str]) -> list[str]:
    """Fragments below the first piece of furniture at the foot of the page, where no prose follows, belong to it."""
    start = len(lines)
    while start and (rules[start - 1] or _is_fragment(lines[start - 1])):
        start -= 1
    rules = [
        *("" if rule == "address" else rule for rule in rules[:start]),
        *rules[start:],
    ]  # told in the text, it stays
    if not start:
        return rules
    foot = [rule or _tag_list(line.text) for line, rule in zip(lines[start:], rules[start:], strict=True)]
    first = next((number for number, rule in enumerate(foot) if rule), len(foot))
    return [*rules[:start], *foot[:first], *(rule or "page-foot" for rule in foot[first:])]


def _tag_list(text: str) -> str:
    """« Afrique, Mali, Sahel » at the foot of a page: short names between commas and nothing else."""
    parts = text.split(",")
    names = all(part.strip()[:1].isupper() and len(part.split()) <= CRUMB_WORDS for part in parts)
    return "tags" if len(parts) >= CRUMBS and names and not is_byline(text) else ""


def _is_fragment(line: Line) -> bool:
    """A few words that are no sentence, no item of a list and no byline."""
    return (
        not line.kind
        and len(_WORD.findall(line.text)) <= FRAGMENT_WORDS
        and not _SENTENCE_END.search(line.text)
        and line.text[:1] not in "-–—•*"
        and not is_byline(line.text)
    )


def listed(lines: Sequence[Line]) -> list[str]:
    """The rule of the lists for each line by itself, an empty string for none."""
    return [_rule(line) or ("paywall" if wall(line.text, _beside) else "") for line in lines]


def furniture_rule(text: str) -> str:
    """The rule that makes this line furniture, or an empty string."""
    return "paywall" if wall(text, _beside) else _page_rule(text)


def _page_rule(text: str) -> str:
    """The rule that makes a line furniture, walls apart: those are judged by what stands around them."""
    if len(text) > LONG_CHARACTERS and not _CONSENT.search(text):
        return ""
    plain = _HEAD.sub("", key(text))
    count = len(_WORD.findall(plain))
    if count > LONGEST:
        return ""
    return (
        ("date-line" if date_line(text) else "")
        or _by_opening(plain, count)
        or _interface_only(plain, count)
        or _breadcrumb(text, plain)
        or _consent(text, plain)
        or _to_reader(text, plain, count)
        or _hashtags(text)
        or ("symbols" if not count and not _QUOTED.search(text) else "")
    )


@cache
def _any_opening() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for _, _, pattern in rows("clean/furniture.tsv")))


@cache
def _openings() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    return tuple((rule, int(most), re.compile(pattern)) for rule, most, pattern in rows("clean/furniture.tsv"))


def _by_opening(plain: str, count: int) -> str:
    if not _any_opening().match(plain):
        return ""
    for rule, most, pattern in _openings():
        if count <= most and pattern.match(plain):
            return rule
    return ""


def _interface_only(plain: str, count: int) -> str:
    """« Facebook · X · WhatsApp · Courriel · Imprimer »: nothing but words of an interface."""
    words = _WORD.findall(plain)
    only = 0 < count <= 24 and all(word in keys("clean/interface_words.txt") for word in words)
    return "share" if only and any(len(word) > 3 for word in words) else ""


def _breadcrumb(text: str, plain: str) -> str:
    """« Monde › Afrique › Mali »: short parts between separators, no sentence; two suffice between arrows."""
    parts = [part for part in _SEPARATOR.split(plain) if part.strip()]
    short = all(len(part.split()) <= CRUMB_WORDS for part in parts)
    quoted = _QUOTED.search(text.replace("»", "", max(0, text.count("»") - text.count("«"))))
    enough = len(parts) >= CRUMBS or (len(parts) == 2 and _ARROW.search(text))
    return "breadcrumb" if enough and short and not quoted and text[-1] not in ".!?…" else ""


def _to_reader(text: str, plain: str, count: int) -> str:
    """« Chaque matin, l'essentiel dans votre boîte mail »: a short line to the reader about the site's services."""
    if count > READER_WORDS or _QUOTED.search(text) or _SAID.search(plain):
        return ""
    if not _SERVED.search(plain) and not _IMPERATIVE.match(plain):
        return ""
    return "service" if keys("clean/service_words.txt").intersection(_WORD.findall(plain)) else ""


def _hashtags(text: str) -> str:
    """« #Mali #Sahel »: nothing but hashtags."""
    return (
        "tags" if text.startswith("#") and all(word.startswith("#") and len(word) > 1 for word in text.split()) else ""
    )


def _consent(text: str, plain: str) -> str:
    """A paragraph that speaks to the reader about cookies, partners and choices, and quotes nobody."""
    if _QUOTED.search(_BUTTON_NAME.sub("", text)) or not _READER.search(plain):
        return ""
    words = _WORD.findall(plain)
    found = keys("clean/consent_words.txt").intersection(words)
    told = bool(found & _CONSENT_CORE) or found >= {"donnees", "partenaires"}
    return (
        "consent" if told and len(found) >= (FEW_CONSENT_WORDS if len(words) <= READER_WORDS else CONSENT_WORDS) else ""
    )


_CONSENT_CORE = frozenset(("cookie", "cookies", "traceurs", "consentement", "consentir"))
# The name of a button in quotation marks is no quotation.
_BUTTON_NAME = re.compile(r"«[^«»]{1,34}»|“[^“”]{1,30}”|\"[^\"]{1,30}\"")
