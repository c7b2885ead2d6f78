"""From names to entities: one row each, variants merged only where the article leaves no doubt."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from ...gazetteer import places
from ...lexicons import rows
from ...model.typography import key, plain
from . import acronyms
from .features import listed
from .known import is_country
from .page import Name, Page

LONGEST_ID = 48
LONGEST_INNER = 6  # words of the longest name looked for inside another
TIED = 10  # words between two bodies that « X, devenu … Y » ties together


@dataclass
class Cluster:
    """One entity in the making: its names, in the order of the text."""

    label: str
    key: str
    names: list[Name] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    kin: set[int] = field(default_factory=set)

    @property
    def keys(self) -> set[str]:
        return {key(form) for form in self.forms}


class Clusters:
    """Clusters by number, merged by union: the number of a name never changes, `root` says where it went."""

    def __init__(self) -> None:
        self.all: list[Cluster] = []
        self.into: list[int] = []
        self.by_key: dict[tuple[str, str], int] = {}

    def add(self, label: str, word: str, name: Name, form: str) -> int:
        number = self.by_key.get((label, word))
        if number is None:
            number = self.by_key[label, word] = len(self.all)
            self.all.append(Cluster(label, word))
            self.into.append(number)
        cluster = self.all[number]
        cluster.names.append(name)
        cluster.forms[" ".join(plain(form).split()) if "\n" in form else form] += 1
        return number

    def root(self, number: int) -> int:
        while self.into[number] != number:
            number = self.into[number]
        return number

    def merge(self, a: int, b: int) -> None:
        a, b = sorted((self.root(a), self.root(b)))
        if a != b:
            self.into[b] = a
            self.all[a].names += self.all[b].names
            self.all[a].forms += self.all[b].forms

    def relate(self, a: int, b: int) -> None:
        if self.root(a) != self.root(b):
            self.all[a].kin.add(b)
            self.all[b].kin.add(a)

    def kinship(self) -> dict[int, set[int]]:
        """The clusters each one is linked to, after every merge."""
        out: dict[int, set[int]] = defaultdict(set)
        for number, cluster in enumerate(self.all):
            out[self.root(number)] |= {self.root(other) for other in cluster.kin}
        return {number: kin - {number} for number, kin in out.items()}

    def roots(self, *labels: str) -> list[int]:
        return [n for n in range(len(self.all)) if self.into[n] == n and (not labels or self.all[n].label in labels)]


def cluster(page: Page, names: list[Name]) -> Clusters:
    """Every name in a cluster: the same words, then acronyms, short forms and surnames."""
    clusters = Clusters()
    for name in names:
        start, end = page.bounds(name)
        clusters.add(name.label, page.key(name), name, page.text[start:end])
    merge_acronyms(page, clusters)
    merge_known(clusters)
    merge_short(clusters)
    merge_countries(clusters)
    merge_waters(clusters)
    merge_people(page, clusters)
    relate(page, names, clusters)
    return clusters


# -- merging -----------------------------------------------------------------------------------


def merge_acronyms(page: Page, clusters: Clusters) -> None:
    """« Alliance des États du Sahel (AES) », and « X (Y) » between two organisations where one is an acronym."""
    bodies = [(n, i) for i in clusters.roots("ORG", "MISC") for n in clusters.all[i].names]
    starts = {(n.sentence, n.first): i for n, i in bodies}
    ends = {(n.sentence, n.last): i for n, i in bodies}
    for sentence, first, _, acronym in acronyms.pairs(page):
        if (sentence, first) in starts and (sentence, acronym) in starts:
            clusters.merge(starts[sentence, first], starts[sentence, acronym])
    for number, tokens in enumerate(page.sentences):
        for at in range(1, len(tokens) - 2):
            inner, outer = starts.get((number, at + 1)), ends.get((number, at))
            if tokens[at].text == "(" and inner is not None and outer is not None:
                _merge_bracket(clusters, inner, outer)


def _merge_bracket(clusters: Clusters, inner: int, outer: int) -> None:
    a, b = clusters.all[inner], clusters.all[outer]
    short = [c for c in (a, b) if all(acronyms.is_acronym(form) for form in c.forms)]
    if len(short) == 1 and a.label == b.label and short[0].key not in listed("agencies.txt"):
        clusters.merge(inner, outer)


@cache
def _expansions() -> dict[str, str]:
    return {key(row[0]): key(row[2]) for row in rows("entities/acronyms.tsv") if len(row) > 2}


def merge_known(clusters: Clusters) -> None:
    """Acronyms every reader knows, where the article has both (« ONU », « Nations unies »)."""
    found: dict[str, int] = {}
    for number in clusters.roots("ORG"):
        word = clusters.all[number].key.replace(".", "")
        full = _expansions().get(word, word)
        if full in found:
            clusters.merge(found[full], number)
        found.setdefault(full, number)


_OPENERS = ("de ", "du ", "des ", "d'", "sur ", "pour ", "en ")


def merge_short(clusters: Clusters) -> None:
    """« Conseil de sécurité » is « Conseil de sécurité des Nations unies » when no other name begins so."""
    for label in ("ORG", "LOC"):
        roots = clusters.roots(label)
        begun: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for number in roots:
            for word in clusters.all[number].keys:
                begun[word.split(" ")[0]].append((word, number))
        for short in roots:
            word = clusters.all[short].key
            if len(word) < 4 or is_country(word):
                continue
            longer = {clusters.root(n) for k, n in begun[word.split(" ")[0]] if _lengthens(k, word, label)}
            longer.discard(clusters.root(short))
            if len(longer) == 1:
                clusters.merge(short, longer.pop())


def _lengthens(full: str, short: str, label: str) -> bool:
    """Whether a name is another with words added: any words to a body's name, « de … » to a place's."""
    rest = full[len(short) + 1 :]
    return full.startswith(short + " ") and (label == "ORG" or rest.startswith(_OPENERS))


def merge_countries(clusters: Clusters) -> None:
    """Two names of one country are one row (« Burkina », « Burkina Faso »)."""
    found: dict[str, int] = {}
    for number in clusters.roots("LOC"):
        codes = [p.country for p in places(clusters.all[number].key) if p.kind == "C"]
        if codes:
            clusters.merge(found.setdefault(codes[0], number), number)


def merge_waters(clusters: Clusters) -> None:
    """« mer Méditerranée » and « Méditerranée » are one row, where the bare name is no country, town or division."""
    bare = {clusters.all[n].key: n for n in clusters.roots("LOC")}
    for number in clusters.roots("LOC"):
        name = clusters.all[number].key
        for head in listed("waters.txt"):
            rest = name.removeprefix(f"{head} ")
            if rest != name and rest in bare and _is_water(rest):
                clusters.merge(bare[rest], number)


def _is_water(name: str) -> bool:
    kinds = {place.kind for place in places(name)}
    return not kinds or ("R" in kinds and "C" not in kinds)


def merge_people(page: Page, clusters: Clusters) -> None:
    """Surnames, initials and shortened names, each to the only person they fit."""
    people = clusters.roots("PER")
    split = {n: _parts(clusters.all[n].key) for n in people}
    sharing: dict[str, list[int]] = defaultdict(list)
    for number in people:
        for part in {split[number][0], split[number][-1]}:
            sharing[part].append(number)
    for number in sorted(people, key=lambda n: len(split[n])):
        near = {n for part in (split[number][0], split[number][-1]) for n in sharing[part]} - {number}
        fits = {clusters.root(n) for n in near if _names(split[number], split[n])} - {clusters.root(number)}
        fits = _widest(fits, clusters)
        if len(fits) == 1:
            clusters.merge(fits.pop(), number)
        else:
            for other in fits:
                clusters.relate(number, other)


def _names(short: list[str], full: list[str]) -> bool:
    """Whether the shorter name, or the one with an initial, can be the fuller's."""
    return _shortens(short, full) if len(full) > len(short) else len(full) == len(short) > 1 and _initial(short, full)


def _widest(fits: set[int], clusters: Clusters) -> set[int]:
    """Of people whose names shorten one another, only the fullest (they become one anyway)."""
    parts = {n: _parts(clusters.all[n].key) for n in fits}
    return {
        n
        for n in fits
        if not any(n != m and len(parts[m]) > len(parts[n]) and _shortens(parts[n], parts[m]) for m in fits)
    }


def _parts(word: str) -> list[str]:
    return [part for part in re.split(r"[ ]", word) if part]


def _shortens(short: list[str], full: list[str]) -> bool:
    """Whether a shorter name is this person's: the surname (with its particle), the first name, or names left out."""
    if len(short) == 1:
        return short[0] in (full[0], full[-1])
    if short == full[-len(short) :]:
        return True
    first = short[0] == full[0] or (len(short[0].rstrip(".")) == 1 and full[0].startswith(short[0][0]))
    return first and short[-1] == full[-1] and acronyms.in_order(short[1:-1], full[1:-1])


def _initial(short: list[str], full: list[str]) -> bool:
    """« B. Obama » for « Barack Obama »."""
    return (
        short[1:] == full[1:]
        and len(short[0].rstrip(".")) == 1
        and short[0] != full[0]
        and full[0].startswith(short[0][0])
    )


# -- relations ---------------------------------------------------------------------------------


def relate(page: Page, names: list[Name], clusters: Clusters) -> None:
    """Linked but distinct: known pairs, one name inside another, and « X, devenu Y »."""
    where = {key_: clusters.root(n) for (label, key_), n in clusters.by_key.items() if label == "ORG"}
    for left, right in rows("entities/related.tsv"):
        if key(left) in where and key(right) in where:
            clusters.relate(where[key(left)], where[key(right)])
    for outer, a in where.items():
        words = outer.replace("'", " ").split()
        inside = {
            " ".join(words[i:j])
            for i in range(len(words))
            for j in range(i + 1, min(i + LONGEST_INNER, len(words)) + 1)
        }
        for inner in inside & where.keys():
            if len(inner) > 2:
                clusters.relate(a, where[inner])
    for left_name, right_name in pairwise(names):
        if left_name.label == right_name.label == "ORG" and left_name.sentence == right_name.sentence:
            between = page.sentences[left_name.sentence][left_name.last : right_name.first]
            if len(between) <= TIED and any(token.key in listed("ties.txt") for token in between):
                clusters.relate(where[page.key(left_name)], where[page.key(right_name)])


# -- rows --------------------------------------------------------------------------------------


def title_of(cluster: Cluster) -> str:
    """The form shown: the fullest for people, the expansion for organisations, the usual one for places."""
    forms = list(cluster.forms)

    def rank(form: str) -> tuple[int, int, int, int]:
        words = form.split()
        shouted = form.isupper() and (len(words) > 1 or cluster.label in ("PER", "LOC"))
        full = (
            len([w for w in words if len(w.rstrip(".")) > 1])
            if cluster.label == "PER"
            else len(form)
            if cluster.label in ("ORG", "LOC")
            else 0
        )
        return (not shouted, full, cluster.forms[form], -forms.index(form))

    return max(forms, key=rank)


def slug(text: str) -> str:
    """Letters and digits of the key, joined by hyphens, cut between words."""
    whole = re.sub(r"[^a-z0-9]+", "-", key(text)).strip("-")
    return whole if len(whole) <= LONGEST_ID else whole[:LONGEST_ID].rsplit("-", 1)[0]


def identifiers(clusters: Clusters, roots: Iterable[int]) -> dict[int, str]:
    """A short readable id for each cluster, unique, in the order of the text."""
    taken: defaultdict[str, int] = defaultdict(int)
    out = {}
    for number in roots:
        cluster = clusters.all[number]
        base = f"{cluster.label.lower()}-{slug(title_of(cluster)) or 'x'}"
        taken[base] += 1
        out[number] = base if taken[base] == 1 else f"{base}-{taken[base]}"
    return out
