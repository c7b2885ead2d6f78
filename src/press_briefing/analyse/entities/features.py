"""What the tagger looks at: the word, its shape, its neighbours, what the lists and the article say of it."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from ...french.tokens import Token
from ...gazetteer import places
from ...lexicons import keys, rows
from ...model.typography import key

LONGEST_PLACE = 5  # words of the longest place name looked up (« Territoire britannique de l'océan Indien » is left)
LONGEST_LISTED = 6  # words of the longest listed organisation
VERY_FREQUENT = 2_500  # rank below which an ordinary word says much


@cache
def ordinary() -> dict[str, int]:
    """Ordinary words by rank of frequency: see training/names_lexicon.py."""
    words = zlib.decompress(files(__package__).joinpath("ordinary.z").read_bytes()).decode().split("\n")
    return {word: rank for rank, word in enumerate(words)}


@cache
def listed(name: str) -> frozenset[str]:
    """A list of `lexicons/entities` as keys."""
    return keys(f"entities/{name}")


@cache
def known_names() -> dict[str, str]:
    """Acronyms and organisations every reader knows, with their label."""
    return dict.fromkeys(keys("entities/press.txt") | keys("entities/organisations.txt"), "ORG") | {
        key(row[0]): row[1] for row in rows("entities/acronyms.tsv")
    }


@cache
def peoples() -> frozenset[str]:
    """Adjectives of countries and peoples in every form, as keys."""
    found = set()
    for _, _, masculine, feminine in rows("entities/demonyms.tsv"):
        for word in (masculine, feminine):
            found |= {key(word), key(word) + "s"}
    return frozenset(found)


@cache
def organisation_heads() -> frozenset[str]:
    return keys("entities/organisation_heads.txt")


@lru_cache(maxsize=20_000)
def shape(word: str) -> str:
    """Capitals, small letters, digits and marks, runs cut to two: « Saint-Dizier » is Xx-Xx."""
    drawn = "".join("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in word)
    return re.sub(r"(.)\1{2,}", r"\1\1", drawn)[:10]


@lru_cache(maxsize=20_000)
def place_class(name: str) -> str:
    """What the gazetteer says of a name, in a few classes; empty when it knows none."""
    found = places(name)
    if not found:
        return ""
    kinds = {place.kind for place in found}
    if kinds & {"C", "K"}:
        return "country" if "C" in kinds else "capital"
    people = max(place.population for place in found)
    if "R" in kinds:
        return "region"
    if "A" in kinds:
        return "division-large" if people > 100_000 else "division"
    return "city" if people > 300_000 else "town" if people > 30_000 else "small" if people > 5_000 else "village"


@lru_cache(maxsize=20_000)
def word_features(text: str, folded: str) -> tuple[str, ...]:
    """Features of a word by itself."""
    rank = ordinary().get(folded, -1)
    capital = text[0].isupper()
    out = [f"s={shape(text)}"]
    if text[0].isalpha():
        out += [f"w={folded}", f"e={folded[-3:]}", f"e2={folded[-2:]}"]
        if capital:
            out += [f"b={folded[:3]}"]
            out.append(f"o={0 if rank < 0 else 1 if rank < VERY_FREQUENT else 2}")
    else:
        out.append(f"w={text}")
    parts = folded.split("-")
    if capital and (
        folded in listed("first_names.txt") or (len(parts) > 1 and all(p in listed("first_names.txt") for p in parts))
    ):
        out.append("first-name")
    if capital and folded in listed("surnames.txt"):
        out.append("surname")
    if folded in listed("titles.txt"):
        out.append("title")
    if folded in organisation_heads():
        out.append("head" if capital else "small-head")
    if folded in peoples():
        out.append("people")
    if folded in listed("no_names.txt"):
        out.append("no-name")
    if len(text) > 1 and text.isupper():
        out.append(f"caps{min(len(text), 6)}")
    return tuple(out)


class Document:
    """What the article says of its words: how often in lower case, how often with a capital inside a sentence."""

    def __init__(self, sentences: Sequence[Sequence[Token]]) -> None:
        self.small: Counter[str] = Counter()
        self.inside: Counter[str] = Counter()
        for sentence in sentences:
            for token in sentence:
                if token.text.islower():
                    self.small[token.key] += 1
                elif token.capital and not token.first:
                    self.inside[token.key] += 1

    def features(self, token: Token) -> list[str]:
        if not token.capital:
            return []
        out = ["d-small"] if self.small[token.key] else []
        others = self.inside[token.key] - (not token.first)
        if others > 0:
            out.append("d-inside")
        return out


def spans_of_lists(tokens: Sequence[Token]) -> list[list[str]]:
    """For each token, what lists of names of several words say: places, known organisations."""
    out: list[list[str]] = [[] for _ in tokens]
    capitals = [at for at, token in enumerate(tokens) if token.capital]
    openers = [at for at, token in enumerate(tokens) if token.key in listed("small_openers.txt") and not token.capital]
    places_begin = [at for at in sorted(capitals + openers) if tokens[at].text[0].isalpha()]
    for kind, longest, begins, look in (
        ("g", LONGEST_PLACE, places_begin, _place_at),
        ("k", LONGEST_LISTED, capitals, _known_at),
    ):
        free = 0  # what the names before have not taken
        for at in begins:
            length, what = look(tokens, at, longest) if at >= free else (0, "")
            for offset in range(length):
                out[at + offset].append(f"{kind}={'B' if not offset else 'I'}-{what}")
                if length > 1:
                    out[at + offset].append(f"{kind}-long")
            free = max(free, at + length)
    return out


def _joined(tokens: Sequence[Token], at: int, length: int) -> str:
    """Key of the words as the text joins them."""
    out = tokens[at].key
    for left, right in zip(tokens[at : at + length - 1], tokens[at + 1 : at + length], strict=True):
        out += right.key if left.end == right.start else " " + right.key
    return out


def _place_at(tokens: Sequence[Token], at: int, longest: int) -> tuple[int, str]:
    for length in range(min(longest, len(tokens) - at), 0, -1):
        if tokens[at + length - 1].capital and (found := place_class(_joined(tokens, at, length))):
            return length, found
    return 0, ""


def _known_at(tokens: Sequence[Token], at: int, longest: int) -> tuple[int, str]:
    for length in range(min(longest, len(tokens) - at), 0, -1):
        if found := known_names().get(_joined(tokens, at, length)):
            return length, found
    return 0, ""


OFFSETS = (-2, -1, 1, 2)
_NEAR_ONLY = frozenset(("b=", "e=", "e2"))  # of words two steps away they would only be learnt by heart


def own_features(tokens: Sequence[Token], document: Document) -> list[tuple[str, ...]]:
    """The features of every token by itself."""
    return [
        (*word_features(token.text, token.key), *extra, *document.features(token), *(("first",) if token.first else ()))
        for token, extra in zip(tokens, spans_of_lists(tokens), strict=True)
    ]


def placed_features(tokens: Sequence[Token]) -> list[list[str]]:
    """What depends on where a token stands: the words around its run of capitals, an organisation's head before it."""
    heads = _nearest_head(tokens)
    return [
        [*(_around(tokens, i) if token.capital else ()), *((f"after-head={heads[i]}",) if heads[i] else ())]
        for i, token in enumerate(tokens)
    ]


def sentence_features(tokens: Sequence[Token], document: Document) -> list[list[str]]:
    """Every feature of every token as a string, those of neighbours led by their offset (for training)."""
    alone, placed = own_features(tokens, document), placed_features(tokens)
    out = []
    for i, own in enumerate(alone):
        row = ["bias", *own, *placed[i]]
        for offset in OFFSETS:
            inside = 0 <= i + offset < len(alone)
            row += [
                f"{offset}{feature}"
                for feature in (alone[i + offset] if inside else ("edge",))
                if abs(offset) == 1 or feature[:2] not in _NEAR_ONLY
            ]
        out.append(row)
    return out


def _around(tokens: Sequence[Token], i: int) -> list[str]:
    """The nearest words before and after the run of capitals that say what a name is, articles and « de » skipped."""
    left, right = i - 1, i + 1
    while left >= 0 and tokens[left].capital:
        left -= 1
    while right < len(tokens) and tokens[right].capital:
        right += 1
    link = tokens[left].key if left >= 0 else "edge"
    before = left
    while before >= 0 and tokens[before].key in listed("links.txt"):
        before -= 1
    noun = tokens[before].key if before >= 0 else "edge"
    after = tokens[right].key if right < len(tokens) else "edge"
    shaped = shape(tokens[i].text)[:4]
    return [
        f"run={link}",
        f"run+s={link}+{shaped}",
        f"noun={noun}",
        f"noun+link={noun}+{link}" if before != left else f"noun0={noun}",
        f"then={after}",
        f"then-e={after[-3:]}",
        f"place-in-run={min(i - left, 3)}",
        f"run-length={min(right - left - 1, 4)}",
    ]


def _nearest_head(tokens: Sequence[Token]) -> list[str]:
    """For each token, the organisation head before it that only small words, adjectives and names separate from it."""
    out, head, distance = [], "", 0
    for token in tokens:
        out.append(head)
        distance += 1
        if token.key in organisation_heads():
            head, distance = token.key, 0
        elif not token.text[0].isalnum() or distance > 8:
            head = ""
    return out
