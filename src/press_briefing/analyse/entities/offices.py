"""Offices that stand for the person who holds them: « l'ambassadeur du Mali », « l'ambassadeur malien »."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ...french.grammar.classes import words
from ...model.typography import plain
from .around import adjectives
from .features import listed
from .geography import country_of
from .index import Clusters
from .page import Name, Page

FARTHEST = 3  # tokens of adjectives between an office and its complement (« l'ancien ministre délégué malien »)


class Office(NamedTuple):
    """An office where it is named: tokens `first:last` of a sentence; `key` is the same for every wording."""

    sentence: int
    first: int
    last: int
    key: str


def offices(page: Page, names: list[Name]) -> Iterator[Office]:
    """Every office with a country's adjective or a named place or body as complement."""
    starts = {(name.sentence, name.first): name for name in names if name.label in ("LOC", "ORG")}
    for number, tokens in enumerate(page.sentences):
        for at, token in enumerate(tokens):
            if token.text.islower() and token.key in listed("titles.txt") and token.key not in listed("civilities.txt"):
                for last in range(at + 1, min(len(tokens), at + 1 + FARTHEST)):
                    if code := adjectives().get(tokens[last].key):
                        yield Office(number, at, last + 1, f"{token.key} {code}")
                        break
                    if tokens[last].key in ("de", "d'", "du", "des"):
                        yield from _of(page, starts, number, at, last + 1, token.key)
                        break


def _of(
    page: Page, starts: dict[tuple[int, int], Name], number: int, at: int, then: int, title: str
) -> Iterator[Office]:
    """The office whose complement is the name after « de », « de la », « de l' »."""
    tokens = page.sentences[number]
    if then < len(tokens) and tokens[then].key in ("la", "l'", "le", "les"):
        then += 1
    if (name := starts.get((number, then))) is not None:
        word = page.key(name)
        yield Office(number, at, name.last, f"{title} {country_of(word) or word}")


def holders(page: Page, names: list[Name], clusters: Clusters) -> dict[int, list[str]]:
    """For each person (root of its cluster) the wordings of an office tied to them once and used again alone."""
    people = {(name.sentence, name.first): name for name in names if name.label == "PER"}
    ends = {(name.sentence, name.last): name for name in names if name.label == "PER"}
    held: dict[str, set[int]] = defaultdict(set)
    worded: dict[str, list[str]] = defaultdict(list)
    alone: set[str] = set()
    for office in offices(page, names):
        tokens = page.sentences[office.sentence]
        worded[office.key].append(plain(page.text[tokens[office.first].start : tokens[office.last - 1].end]))
        person = _beside(page, office, people, ends)
        if person is None:
            alone.add(office.key)
        else:
            held[office.key].add(clusters.root(clusters.by_key["PER", page.key(person)]))
    out: dict[int, list[str]] = defaultdict(list)
    for key, roots in held.items():
        if len(roots) == 1 and key in alone:
            out[roots.pop()] += dict.fromkeys(worded[key])
    return out


def _beside(page: Page, office: Office, people: dict, ends: dict) -> Name | None:
    """The person named right after the office, a comma apart or not, or right before it between commas."""
    tokens = page.sentences[office.sentence]
    after = office.last + (office.last < len(tokens) and tokens[office.last].text == ",")
    if (found := people.get((office.sentence, after))) is not None:
        return found
    before = office.first
    while before > 0 and tokens[before - 1].text.islower() and tokens[before - 1].key in words("office_leads"):
        before -= 1
    if before > 0 and tokens[before - 1].text in ",(":
        return ends.get((office.sentence, before - 1))
    return None
