"""Where an article is cut and says so: « Il vous reste 57 % de cet article à lire », « La suite est réservée aux … ».

A wall is told by what it is made of: what is missing of this article, whom it is reserved to, what its reader is asked
to do in order to go on. A line is one when nothing else stands in it; a sentence about subscriptions has more to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ...lexicons import rows
from ...model.typography import key
from .draft import Line

# Kinds of wall, the surest first. `rest`: more of this article is elsewhere. `article`: this article is not for all.
# `label`: « Réservé aux abonnés », as it stands beside headlines and for those who may read on. `offer`: the site's.
KINDS = ("rest", "article", "label", "offer")
SURE = KINDS[:2]  # those that speak of the article they stand in
MOST_WORDS, MOST_CHARACTERS = 60, 600  # of a line that is a wall
PROSE_WORDS = 14  # of a line that is no title, no name and no label
LONGEST = 200  # characters of a wall that are told
SHORT = 150  # words of prose below which an article that is called reserved is a teaser
_SENTENCE = re.compile(r"(?<=[.!?…\]])\s+(?=[\wÀ-Þ«[(])")
_WORD = re.compile(r"\w+")
# « abonné·e·s », « abonné(e)s », « abonné.e.s »: one word, as « abonnés » is.
_INCLUSIVE = re.compile(r"(?<=[^\W\d])(?:[·•∙]|\.(?=es?\b)|\((?=es?\)))e?[·•∙.)]?s?\b\)?")
_HEAD = re.compile(r"^[^\w«\"“\[]+")
_TEASER = re.compile(r"(?<!\s)\s*\[(?:…|\.\.\.|\+ ?\d+ (?:chars|caracteres|signes))\]\s*$")
_OPEN = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")
_ONWARD = re.compile(r"(?:lire|lisez|voir|read) (?:la suite|plus|more|l'article|l'integralite|tout)\b[^.!?]{0,40}$")
# Without one of these words a line is not looked at closer.
_MAY = re.compile(
    r"abonn|r[eé]serv|reste|suite|\b(?:lire|lu|lisez)\b|lecture|inscri|connect|acc[eé]d|accessible|gratuit|offert"
    r"|verrouill|d[eé]bloq|payant|premium|exclusif|consult|poursui|continue|int[eé]gral|limite|quota",
    re.I,
)
_ADDRESSED = re.compile(r"\b(?:vous|votre|cet|cette|ce|nos)\b|-vous\b|\bl['’]article", re.I)
_SUBSCRIBING = re.compile(r"\b(?:abonn|gratuit|payant)", re.I)


@cache
def _group(name: str) -> str:
    return "(?:" + "|".join(words for group, words in rows("clean/walls.tsv") if group == name) + ")"


@cache
def _walls() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The forms of a wall, each matched over a whole sentence."""
    piece, rest, readers, go, read = (_group(name) for name in ("piece", "rest", "readers", "go", "read"))
    this = rf"(?:(?:cet|cette|ce|votre|l'|notre) ?{piece})"
    part = r"(?:\d{1,3}(?:[.,]\d{1,2})? ?%|\d{1,5} (?:mots|paragraphes|signes|lignes)|la moitie|les trois quarts)"
    part_of = rf"(?:{rest}|{_group('reading')})(?: d[eu] (?:{this}|nos {piece}))?"
    whole = rf"(?:{part_of}|{this} en (?:entier|integralite))"
    solely = _group("solely")
    whom = rf"(?:a|aux|pour) (?:tous )?(?:nos |les |vos |seuls )?{readers}"
    to = rf" (?:{solely} )?{_group('reserved')}(?: {solely})? {whom}"
    tail, end = r"(?: [^\s,;]+){0,6}", r"(?: ?[.!?:…)]+)?"
    few, about, few_words = r"(?:plus que |encore )?", r"(?:encore |environ )?", r"(?:[^\s,;]+ ){0,6}"
    free = rf"{piece} (?:gratuit|offert)e?s?"
    must = r"vous devez (?:etre (?:abonne|connecte|inscrit|membre)\w*|vous (?:abonner|connecter|inscrire|identifier))"
    ask = rf"(?:{go}|{must})"
    also = rf"(?:,? (?:ou|et) (?:{go}))?"
    onward, paid = _group("onward"), rf"(?<![a-z]){_group('paid')}"
    forms = (
        ("rest", rf"{few}il vous (?:en )?reste {about}{part} (?:de {this}|a (?:lire|decouvrir)){tail}"),
        ("rest", rf"(?:il reste )?{part} de {this} (?:restent? )?a (?:lire|decouvrir|parcourir){tail}"),
        ("rest", rf"vous (?:avez|n'avez) lu (?:que |qu')?(?:{part}|le debut|un extrait|l'extrait) de {this}{tail}"),
        ("rest", rf"{rest}(?: {piece})? (?:est|reste|sont){to}{_group('site')}"),
        ("rest", rf"{rest} d[eu] {this} (?:est|reste|sont){to}{tail}"),
        ("rest", rf"(?:pour|afin de) {read} {whole}(?:{tail}(?:,| :)? {ask}{also}{tail})?"),
        ("rest", rf"{ask}{also}{tail} (?:pour|afin de|et) {read} {whole}{tail}"),
        ("rest", rf"(?:vous (?:avez envie|souhaitez|voulez|desirez)|envie)(?: de)? {read} {whole}{tail} ?\?"),
        ("rest", rf"(?:{onward} {whole}[^.!?]{{0,40}}|lire {whole} ?\(?){paid}{tail}"),
        ("article", rf"(?:la lecture de |l'acces a )?(?:{this}|nos {piece}) (?:est|sont|reste){to}{tail}"),
        ("article", rf"la lecture des {piece} (?:est|reste){to}{tail}"),
        ("article", rf"(?:pour|afin de) {read} {this}{tail}(?:,| :)? {ask}{also}{tail}"),
        ("article", rf"{ask}{also}{tail} (?:pour|afin de|et) {read} {this}{tail}"),
        ("article", rf"(?:{onward} {this}[^.!?]{{0,40}}|lire {this} ?\(?){paid}{tail}"),
        ("label", rf"(?:premium ?[-–|:] ?)?(?:{piece} )?{to[1:]}{_group('site')}"),
        ("label", rf"{piece} (?:reservee?s? )?(?:{readers}|payant|verrouille|exclusif|reserve)e?s?"),
        ("offer", rf"{onward} (?:tous (?:les|nos)|toutes (?:les|nos)|l'ensemble de nos|nos) {piece}{tail}"),
        ("offer", rf"vous (?:lisez|consultez|avez (?:lu|atteint|epuise)) {few_words}(?:{free}|limite|quota){tail}"),
        ("offer", rf"(?:il vous reste|encore|plus que) (?:\d{{1,2}}|une?|deux|trois) {free}{tail}"),
    )
    return tuple((kind, re.compile(form + end)) for kind, form in forms)


def wall(text: str, beside: Callable[[str], bool] = lambda sentence: False) -> str:
    """The kind of wall a line is, empty when none. `beside`: whether a sentence may stand beside one, as an offer."""
    if len(text) > MOST_CHARACTERS or not _MAY.search(text) or len(_WORD.findall(text)) > MOST_WORDS:
        return ""
    sentences = _SENTENCE.split(text)
    kinds = [_kind(one) for one in sentences]
    if not any(kinds) or not all(kind or beside(one) for kind, one in zip(kinds, sentences, strict=True)):
        return ""
    return min(filter(None, kinds), key=KINDS.index)


@lru_cache(1000)
def _kind(sentence: str) -> str:
    plain = _HEAD.sub("", key(_INCLUSIVE.sub("s", sentence)))
    return next((kind for kind, form in _walls() if form.fullmatch(plain)), "")


@dataclass(frozen=True)
class Walls:
    """The walls among the lines of an article, and what says that it is cut; `cut` is empty where nothing does.

    `kinds`: one a line, empty for what is none. `mark`: the place of a last line that ends in « […] », or -1.
    """

    kinds: tuple[str, ...]
    cut: str = ""
    mark: int = -1


def walls_of(lines: Sequence[Line], rules: Sequence[str], beside: Callable[[str], bool]) -> Walls:
    """The walls of lines whose `rules` (of furniture, empty for what stays) are known."""
    found = [wall(line.text, beside) if line.kind not in ("title", "byline", "post", "cell") else "" for line in lines]
    prose = [
        number
        for number, (line, rule) in enumerate(zip(lines, rules, strict=True))
        if not rule and not found[number] and len(_WORD.findall(line.text)) >= PROSE_WORDS
    ]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    if any(speaks_of(lines[number].text) for number in prose):  # an article about walls may word them
        found = [kind if not first < number < last else "" for number, kind in enumerate(found)]
    mark = last if last >= 0 and _TEASER.search(lines[last].text) else -1
    short = sum(len(_WORD.findall(lines[number].text)) for number in prose) < SHORT
    says = _says(found, first, last, short)
    cut = lines[says].text if says >= 0 else _teased(lines, rules, last) if last >= 0 else ""
    return Walls(tuple(found), " ".join(cut.split())[:LONGEST], mark)


def _says(kinds: Sequence[str], first: int, last: int, short: bool) -> int:
    """The line that says that the article is cut, -1 for none: a label and an offer say so of a teaser only."""
    told = [number for number, kind in enumerate(kinds) if kind == "rest"]
    told += [number for number, kind in enumerate(kinds) if kind == "article" and (short or number > last >= 0)]
    told += [number for number, kind in enumerate(kinds) if short and kind == "label" and number < first]
    told += [number for number, kind in enumerate(kinds) if short and kind == "offer" and number > last >= 0]
    return next(iter(told), -1)


def _teased(lines: Sequence[Line], rules: Sequence[str], last: int) -> str:
    """« […] » at the end of the text, or « Lire la suite » behind a text that breaks off."""
    mark = _TEASER.search(lines[last].text)
    below = [line.text for line, rule in zip(lines[last + 1 :], rules[last + 1 :], strict=True) if rule][:1]
    onward = next((text for text in below if _ONWARD.match(_HEAD.sub("", key(text)))), "")
    return onward if onward and _OPEN.search(lines[last].text) else mark.group().strip() if mark else ""


def without_mark(text: str) -> tuple[str, str]:
    """(text, mark): « […] » taken from the end of a text."""
    mark = _TEASER.search(text)
    return (text[: mark.start()], mark.group().strip()) if mark else (text, "")


def run_in(text: str, spoken_of: bool) -> int:
    """Where a wall begins that was run into the end of a text; the length of the text without one.

    `spoken_of`: the article speaks of subscriptions; a sentence must then address its reader, or name this article.
    """
    end = len(text)
    for start in reversed([match.end() for match in _SENTENCE.finditer(text)]):
        last = text[start:end].strip()
        if not _leads_on(last) or (spoken_of and not _ADDRESSED.search(last)):
            break
        end = start
    return end if end < len(text) and not _kind(text[:end].strip()) else len(text)


def _leads_on(sentence: str) -> bool:
    return _kind(sentence) == "rest" or bool(_ONWARD.fullmatch(_HEAD.sub("", key(sentence))))


def speaks_of(text: str) -> bool:
    """Whether a text speaks of subscriptions: it may well word what a wall says."""
    return bool(_SUBSCRIBING.search(text))
