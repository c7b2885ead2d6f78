"""Which place a name means here, how sure that is, and when a capital stands for its government."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from ...french.tokens import Token
from ...gazetteer import Place, places
from ...lexicons import keys, rows
from ...model.typography import key
from .around import Around, around, countries_of, kinds
from .atlas import FRENCH, SAME, bare, candidates, distance, divisions, shared, with_article
from .features import listed
from .page import Name, Page, joined

SEAT_SURE = 0.6  # probability from which the decoder's label of a seat of power stands
LONGEST_SEAT = 3  # words of the longest seat of power (« quai d'Orsay »)
SURE, LIKELY, UNSURE, UNKNOWN = "sure", "likely", "unsure", "unknown"
# What is known of a place is weighed in powers of ten of inhabitants.
CONTEXT = 4.0  # a country the article speaks of all the time
PLAIN = 2.0  # an article speaks of a country when it names it once, or twice its people or a town that only it has
SAID = 6.0  # the article says that it lies there
NAMED = 2.5  # its country is named in the same sentence
FORM = 4.0  # « à Vienne » is no department, « dans la Vienne » is no town
OUTDONE = 2.0  # what a country of the same name takes from a part of another
CLEAR = 1.0  # lead from which a choice is more than a guess
LARGE, HUGE = 5.0, 5.7  # places that are meant in any article: a large town if no other has its name, a huge one
KNOWN = 4.0  # a town that an article of no country may mean
_KIND = {"C": 9.0, "R": 9.5, "K": 7.0, "A": 4.5, "P": 0.0}
_LAND = 6.0  # a region of one country, not a part of the world
# Kilometres to a place that is sure, and what they are worth.
_NEAR = ((80.0, 3.0), (250.0, 1.5), (600.0, 0.5))
# Of an article's sure places those so many sentences off, at most so many each way, and the first ones of the article.
_BESIDE, _EACH, _FIRST = 3, 5, 8
_MENTIONS = 6  # of one name that are looked at


@dataclass(frozen=True)
class Found:
    """The place chosen for a name and how sure: `sure`, `likely`, `unsure`, or `unknown` when no gazetteer has it."""

    place: Place | None
    certainty: str


class Anchor(NamedTuple):
    """A place that is sure: the sentence that names it, its key, where it is and how far it reaches."""

    sentence: int
    word: str
    point: tuple[float, float]
    reach: float


def country_of(word: str) -> str:
    """Code of the country a name is the name of; empty when it is none."""
    return next((place.country for place in places(word) if place.kind == "C"), "")


def context(page: Page, names: list[Name]) -> dict[str, float]:
    """How much the article speaks of each country, from 0 to 1: its names, its capital, its adjective."""
    return Spoken(page, names).shares()


class Spoken:
    """How often an article speaks of each country, and by which names."""

    def __init__(self, page: Page, names: list[Name]) -> None:
        self.by_name: dict[str, Counter[str]] = {}
        self.all: Counter[str] = Counter()
        for name in names:
            if name.label == "LOC" and (told := _tells(page.key(name))) is not None:
                self.by_name.setdefault(page.key(name), Counter())[told[0]] += told[1]
                self.all[told[0]] += told[1]
        common = Counter(codes for token in chain.from_iterable(page.sentences) if (codes := countries_of(token.key)))
        for codes, count in sorted(common.items(), key=lambda pair: len(pair[0])):
            most = max(self.all[code] for code in codes)  # « congolais » is of that Congo which is spoken of besides
            self.all.update(dict.fromkeys((code for code in codes if self.all[code] == most), count))

    def shares(self) -> dict[str, float]:
        """Of each country, from 0 to 1, against the one that is spoken of most."""
        return _shares(self.all)

    def without(self, words: Iterable[str]) -> dict[str, float]:
        """The same from all but these names: none is proof of itself."""
        own = [self.by_name[word] for word in set(words) if word in self.by_name]
        if not own:
            return self.shares()
        left = self.all.copy()
        for counter in own:
            left -= counter
        return _shares(left)


def _shares(weights: Counter[str]) -> dict[str, float]:
    most = max(PLAIN, *weights.values()) if weights else PLAIN
    return {code: weight / most for code, weight in weights.items()}


@lru_cache(maxsize=5_000)
def _tells(word: str) -> tuple[str, int] | None:
    """The country that a name speaks of, and how plainly; a town of many countries tells none."""
    found = places(word)
    if found and found[0].kind in "CK":
        doubled = bool(shared(word)) or any(area.country != found[0].country for area in divisions(word))
        return None if doubled else (found[0].country, 2 if found[0].kind == "C" else 1)
    return (found[0].country, 1) if len({p.country for p in found}) == 1 and found[0].country else None


class Map:
    """The places of one article, each read in the light of the others.

    1. what stands around each mention, 2. how much the article speaks of each country, 3. each name by itself,
    4. each again, by its distance to those that are sure
    """

    def __init__(self, page: Page, names: list[Name]) -> None:
        self.page = page
        self.around = around(page, names)
        self.spoken = Spoken(page, names)
        self.anchors: list[Anchor] = []

    def place(self, wanted: Sequence[tuple[Sequence[str], list[Name]]]) -> list[Found]:
        """The place of each entity, told by the keys of its name, the best first, and its mentions."""
        readings = [self._reading(words, names[:_MENTIONS]) for words, names in wanted]
        found = [reading.chosen() for reading in readings]
        self.anchors = sorted(chain.from_iterable(map(_anchors, readings, found)))
        first = self.anchors[:_FIRST]
        return [Reading.chosen(reading, self._beside(reading), first) for reading in readings]

    def _reading(self, words: Sequence[str], names: list[Name]) -> Reading:
        told = [self.around[name] for name in names if name in self.around]
        hidden = any(one.hidden for one in told)
        countries = self.spoken.without(map(self.page.key, names))
        for word in chain(words, (bare(word, frozenset(kinds())) for word in words)):
            found = candidates(word) + (with_article(word) if hidden else ())
            if found:
                return Reading(word, found, told, sorted({n.sentence for n in names}), countries)
        return Reading(words[0], (), told, [], countries)

    def _beside(self, reading: Reading) -> list[Anchor]:
        """The sure places around the mentions."""
        found: list[Anchor] = []
        for sentence in reading.sentences:
            at = bisect_left(self.anchors, (sentence,))
            low = bisect_left(self.anchors, (sentence - _BESIDE,))
            high = bisect_right(self.anchors, (sentence + _BESIDE + 1,))
            found += self.anchors[max(low, at - _EACH) : min(high, at + 2 * _EACH)]
        return found


def _anchors(reading: Reading, found: Found) -> Iterator[Anchor]:
    """A sure place as what tells others where they are: at each of its mentions."""
    place = found.place
    if place is None or found.certainty != SURE or place.kind == "C" or not (place.kind != "R" or place.country):
        return
    if place.latitude is not None and place.longitude is not None:
        reach = next((area.reach for area in divisions(reading.word) if place.kind == "A" and area.has(place)), 0.0)
        for sentence in reading.sentences:
            yield Anchor(sentence, reading.word, (place.latitude, place.longitude), reach)


@dataclass(frozen=True)
class Reading:
    """One name of a place, what it may stand for, and what the article tells of it."""

    word: str
    places: tuple[Place, ...]
    told: list[Around]
    sentences: list[int]
    countries: dict[str, float]

    def chosen(self, beside: Iterable[Anchor] = (), others: Iterable[Anchor] = ()) -> Found:
        """The place it means, given places that are sure: `beside` it, and elsewhere in the article."""
        if not self.places:
            return Found(None, UNKNOWN)
        near = [
            max(_nearness(place, self.word, beside), _nearness(place, self.word, others) / 2) for place in self.places
        ]
        weights = [self._weight(place) + close for place, close in zip(self.places, near, strict=True)]
        best = max(range(len(weights)), key=weights.__getitem__)
        place = self.places[best]
        rivals = [weight for weight, other in zip(weights, self.places, strict=True) if not _same(place, other)]
        certainty = self._certainty(place, weights[best] - max(rivals, default=-math.inf), near[best])
        return Found(self._drawn(place) if certainty in (SURE, LIKELY) else place, certainty)

    def _drawn(self, place: Place) -> Place:
        """The entry of one place that has coordinates."""
        same = (other for other in self.places if other.latitude is not None and _same(place, other))
        return place if place.latitude is not None else next(same, place)

    def _weight(self, place: Place) -> float:
        size = math.log10(place.population + 1) if place.population else 3.0
        kind = _LAND if place.kind == "R" and place.country else _KIND[place.kind] - self._outdone(place)
        told = CONTEXT * math.sqrt(self._spoken(place))
        return max(kind, size if place.kind in "PK" else 0.0) + told + self._said(place) + self._form(place)

    def _outdone(self, place: Place) -> float:
        """A part of a country that has the name of another country is seldom meant (« Luxembourg », « Géorgie »)."""
        return OUTDONE if place.kind == "A" and any(other.kind == "C" for other in self.places) else 0.0

    def _spoken(self, place: Place) -> float:
        """How much the article speaks of the place's country; of France too, where the land is French."""
        own = self.countries.get(place.country, 0.0)
        return max(own, self.countries.get("FR", 0.0) / 4) if place.country in FRENCH else own

    def _said(self, place: Place) -> float:
        """What the words around say of where it lies."""
        if self._lies(place):
            return SAID
        named = max((NAMED / len(one.countries) for one in self.told if place.country in one.countries), default=0.0)
        elsewhere = any(one.inside for one in self.told) and not self._is_area(place)
        return named - SAID if elsewhere else named

    def _is_area(self, place: Place) -> bool:
        """Whether it is a country or a land, and nothing says a town (« à Saint-Martin »)."""
        form = sum(one.form for one in self.told)
        return (place.kind in "CR" and form <= 0) or (place.kind == "A" and form < 0)

    def _lies(self, place: Place) -> bool:
        return any(area.has(place) for one in self.told for area in one.inside or one.row)

    def _form(self, place: Place) -> float:
        form = sum(one.form for one in self.told)
        if (form > 0 and place.kind in "CAR") or (form < 0 and place.kind in "PK"):
            return -FORM
        return 0.0

    def _certainty(self, place: Place, lead: float, near: float) -> str:
        if place.kind not in "CR" and self._torn():
            return UNSURE
        if self._is_area(place) or self._lies(place):
            return SURE if lead > CLEAR else LIKELY if lead > CLEAR / 2 else UNSURE
        if any(one.inside for one in self.told):  # it is said to lie where no place of its name is known
            return UNSURE
        if near > 1 or self._spoken(place) > 0:
            return SURE if lead > 2 * CLEAR else LIKELY if lead > CLEAR else UNSURE
        return self._alone(place, lead)

    def _torn(self) -> bool:
        """Whether the article says of one name that it lies in two countries: two places of one name."""
        return len({frozenset(area.country for area in one.inside) for one in self.told if one.inside}) > 1

    def _alone(self, place: Place, lead: float) -> str:
        """A place of which the article tells nothing is the large one of its name, or nobody knows."""
        size = _KIND["K"] if place.kind == "K" else math.log10(place.population + 1)
        if size > HUGE and lead > 1.5 * CLEAR:
            return SURE if size >= _KIND["K"] else LIKELY
        if lead > 2 * CLEAR and size > (LARGE if self.countries else KNOWN):
            return LIKELY
        return UNSURE


def _same(place: Place, other: Place) -> bool:
    """Whether two entries are one place: a town and the district around it."""
    if place.country != other.country:
        return False
    if place.latitude is None or other.latitude is None or other.longitude is None:
        return True
    return distance(place, (other.latitude, other.longitude)) <= SAME


def _nearness(place: Place, word: str, anchors: Iterable[Anchor]) -> float:
    """What the nearest of the anchors that go by another name is worth."""
    far = min((_away(place, anchor) for anchor in anchors if anchor.word != word), default=math.inf)
    return next((worth for reach, worth in _NEAR if far <= reach), 0.0)


def _away(place: Place, anchor: Anchor) -> float:
    return max(0.0, distance(place, anchor.point) - anchor.reach) + anchor.reach / 2


# -- capitals that govern ----------------------------------------------------------------------


@cache
def _government() -> dict[str, str]:
    """Adjective, masculine, of each country by code."""
    return {code: masculine for code, _, masculine, _ in reversed(rows("entities/demonyms.tsv")) if code != "-"}


def stands_for(page: Page, names: list[Name], word: str) -> str | None:
    """« gouvernement turc » when « Ankara » acts in at least one of these mentions, else None."""
    found = next((p for p in places(word) if p.kind == "K" or word in listed("seats.txt")), None)
    if found is None or found.country not in _government():
        return None
    seat = word in listed("seats.txt")
    acts = any(_governs(page, name) or (seat and _is_subject(page, name)) for name in names)
    return f"gouvernement {_government()[found.country]}" if acts else None


def _governs(page: Page, name: Name) -> bool:
    before = page.before(name)
    if before is not None and before.key in ("l'", "le", "la"):
        before = page.before(name, 2)
    previous = before.key if before is not None else ""
    if previous in listed("place_prepositions.txt"):
        noun = page.before(name, 2)
        return previous in ("de", "d'") and noun is not None and noun.key in listed("supports.txt")
    if previous in listed("between_powers.txt") or (previous == "et" and _related_before(page, name)):
        return _related_before(page, name)
    return _acts(page, name) or (before is not None and before.text.islower() and _is_act(before))


def seats(page: Page, names: list[Name]) -> list[Name]:
    """« Matignon a tranché », « à l'Élysée »: a seat of power that was not found as a body or a place is a body where
    it is the subject of a verb, else a place; it is no person."""
    found = [name for number, tokens in enumerate(page.sentences) for name in _seats(tokens, number)]
    told = [
        name.labelled("ORG" if _is_subject(page, name) or _governs(page, name) else "LOC")
        for name in found
        if not any(other.overlaps(name) and _is_other(other, name, acts=_acts(page, name)) for other in names)
    ]
    kept = [name for name in names if not any(name.overlaps(seat) for seat in told)]
    return sorted([*kept, *told], key=lambda n: (n.sentence, n.first))


def _is_other(name: Name, seat: Name, *, acts: bool) -> bool:
    """Whether a name that overlaps a seat's is better left: one of more words; a body, or a place that does not act,
    if the decoder is sure of it."""
    longer, sure = name.last - name.first > seat.last - seat.first, (name.confidence or 1) >= SEAT_SURE
    return longer or (sure and (name.label == "ORG" or (name.label == "LOC" and not acts)))


def _seats(tokens: Sequence[Token], sentence: int) -> Iterator[Name]:
    for at, token in enumerate(tokens):
        if token.capital and token.text[0].isalpha():
            ends = (
                last
                for last in range(min(at + LONGEST_SEAT, len(tokens)), at, -1)
                if joined(tokens[at:last]) in listed("seats.txt")
            )
            if last := next(ends, 0):
                yield Name(sentence, at, last, "ORG", True)


def _is_subject(page: Page, name: Name) -> bool:
    return any(token.relation.startswith("nsubj") for token in page.tokens(name))


def _acts(page: Page, name: Name) -> bool:
    """Whether a verb of government follows, small words or another capital between (« Paris et Washington … »)."""
    distance, after = 1, page.after(name)
    if after is not None and after.key == "et" and (second := page.after(name, 2)) is not None and second.capital:
        distance, after = 3, page.after(name, 3)
    while after is not None and (after.key in listed("before_verbs.txt") or _is_adverb(after)):
        distance += 1
        after = page.after(name, distance)
    return after is not None and _is_act(after)


def _is_adverb(token: Token) -> bool:
    """« également », and not « dément »."""
    return token.text.islower() and token.key.endswith("ment") and token.pos != "VERB"


def _is_act(token: Token) -> bool:
    return any(token.key.startswith(stem) for stem in _stems(token.key[:2]))


@cache
def _stems(start: str) -> tuple[str, ...]:
    return tuple(stem for stem in listed("government_verbs.txt") if stem.startswith(start))


def _related_before(page: Page, name: Name) -> bool:
    tokens = page.sentences[name.sentence][max(0, name.first - 8) : name.first]
    return any(token.key in listed("relations.txt") for token in tokens) and any(
        token.key in listed("between_powers.txt") for token in tokens
    )


def is_part_of_the_world(name: str) -> bool:
    """Whether a name is that of a region over several countries, a sea, a river or a mountain: nobody speaks for it.

    « L'Europe » is one, and yet those who govern it are called so (`actors/powers.txt`).
    """
    found = places(name)
    wide = any(place.kind == "R" and not place.country for place in found)
    return wide and not any(place.kind in "CK" for place in found) and key(name) not in keys("actors/powers.txt")
