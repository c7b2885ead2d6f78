"""Steps on the labels of names: what is certain, what the words around tell, one sense an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, takewhile

from ...french.tokens import Token
from ...gazetteer import places
from ...lexicons import rows
from ...model.typography import key
from .features import listed, organisation_heads
from .geography import context
from .known import certain_label, label_of
from .page import Name, Page, free

SURE = 0.8  # probability from which a learnt label stands against a list: « sur Twitter » is no body that acts
FARTHEST_NOUN = 8  # words behind a name among which the noun apposed to it is looked for
TOWN = 3_000  # inhabitants from which a place of the article's countries outweighs a person seen once
LONGEST_NAME = 6  # words of the longest known name looked for


def civil(page: Page, names: list[Name]) -> list[Name]:
    """A capitalised word after « M. », « Mme », « Me » is a person's name."""
    out = list(names)
    for sentence, start, end in list(free(names, page)):
        tokens = page.sentences[sentence]
        for at in range(start, end - 1):
            if tokens[at].capital and tokens[at].key in listed("civilities.txt") and tokens[at + 1].capital:
                last = at + 1
                while last < end and tokens[last].capital:
                    last += 1
                out.append(Name(sentence, at + 1, last, "PER", True))
    return sorted(out, key=lambda n: (n.sentence, n.first))


def addressed(page: Page, names: list[Name]) -> list[Name]:
    """« M. X », « Mme de X », « Me von X »: a person, with the particle before her name."""
    found = [name for number, tokens in enumerate(page.sentences) for name in _addressed(tokens, number)]
    whole = [name for name in found if not any(_holds(other, name) for other in names)]
    kept = [name for name in names if not any(name.overlaps(person) for person in whole)]
    return sorted([*kept, *whole], key=lambda n: (n.sentence, n.first))


def _addressed(tokens: list[Token], sentence: int) -> Iterator[Name]:
    for at, token in enumerate(tokens[:-1]):
        stop = tokens[at + 1].text == "." and tokens[at + 1].start == token.end  # « M. » may come apart
        if token.capital and token.key + "." * stop in listed("civilities.txt"):
            first = last = at + 1 + stop
            while last < len(tokens) - 1 and last < first + 2 and tokens[last].key in listed("particles.txt"):
                last += 1
            begin = last
            while last < len(tokens) and tokens[last].capital and tokens[last].text[0].isalpha():
                last += 1
            if last > begin:
                yield Name(sentence, first, last, "PER", True)


def _holds(name: Name, person: Name) -> bool:
    """Whether a person's name as it was found is the one addressed, or a longer one that ends no earlier."""
    return name.label == "PER" and name.overlaps(person) and name.last >= person.last and name.first <= person.first


def certain(page: Page, names: list[Name]) -> list[Name]:
    """Countries and well-known organisations: labelled by what they are, and found where the tagger passed them by."""
    out = []
    for name in names:
        label = None if (name.confidence or 0) >= SURE else certain_label(page, name)
        out.append(name.labelled(label, fixed=True) if (label and name.label != "PER") or label == "LOC" else name)
    for sentence, start, end in list(free(out, page)):
        tokens = page.sentences[sentence]
        at = start
        while at < end:
            longest = min(LONGEST_NAME, end - at) if tokens[at].capital else 0
            tried = (_known_name(tokens, sentence, at, at + length) for length in range(longest, 0, -1))
            found = next(filter(None, tried), None)
            if found is not None:
                out.append(found)
            at = found.last if found is not None else at + 1
    return sorted(out, key=lambda n: (n.sentence, n.first))


def _known_name(tokens: list[Token], sentence: int, first: int, last: int) -> Name | None:
    """The name these tokens are whatever stands around them, if they are one."""
    label = label_of(tokens[first:last]) if tokens[last - 1].text[0].isalnum() else None
    return Name(sentence, first, last, label, True) if label is not None else None


def things(page: Page, names: list[Name]) -> list[Name]:
    """« le bateau Tombouctou » is a ship, « l'opération Barkhane » an operation, whatever the name means elsewhere."""
    return [name.labelled("MISC", fixed=True) if _is_thing(page, name) else name for name in names]


def _is_thing(page: Page, name: Name) -> bool:
    """Whether a thing's noun stands before the name, a quotation mark and one adjective between or not."""
    distance = 2 if (before := page.before(name)) is not None and before.text in "\"'" else 1
    noun, farther = page.before(name, distance), page.before(name, distance + 1)
    return _names_thing(noun) or (noun is not None and _describes(noun) and _names_thing(farther))


def _names_thing(token: Token | None) -> bool:
    """Whether a word is a thing's noun, and not the verb of the same letters (« il réforme X »)."""
    return (
        token is not None
        and token.text.islower()
        and token.pos not in ("VERB", "AUX")
        and token.key in listed("things.txt")
    )


def _describes(token: Token) -> bool:
    """Whether a word can be an adjective between a thing's noun and its name (« ouragan meurtrier Sandy »)."""
    small = listed("place_prepositions.txt") | listed("acronym_skips.txt") | listed("between_powers.txt")
    return token.text.islower() and len(token.key) > 3 and token.key not in small and not token.key.endswith("ant")


def named(page: Page, names: list[Name]) -> list[Name]:
    """What the name itself tells: « … Bank » is an organisation, « mosquée X » and « golfe de X » are places."""
    return [_facility(page, name) or _by_tail(page, name) for name in names]


def _by_tail(page: Page, name: Name) -> Name:
    tokens = page.tokens(name)
    tail = len(tokens) > 1 and tokens[-1].capital and tokens[-1].key in listed("org_tails.txt")
    return name.labelled("ORG", fixed=True) if tail else name


def _facility(page: Page, name: Name) -> Name | None:
    """The name with the noun of the building, street or water before it, « grande » included."""
    tokens, first = page.sentences[name.sentence], name.first
    linked = first > 0 and tokens[first - 1].key in ("de", "d'", "du")
    noun = first - 1 - linked
    nouns = listed("facilities_of.txt" if linked else "facilities.txt")
    if name.label == "MISC" or noun < 0 or not tokens[noun].text.islower() or tokens[noun].key not in nouns:
        return None
    noun -= noun > 0 and tokens[noun - 1].key in ("grand", "grande")
    return Name(name.sentence, noun, name.last, "LOC", True)


@cache
def tellers() -> dict[str, tuple[str, bool]]:
    """Nouns that tell the label of the name after them, and whether « de » stands between."""
    return {key(noun): (label, link == "de") for noun, label, link in rows("entities/tellers.tsv")}


def told(page: Page, names: list[Name]) -> list[Name]:
    """The word right before says what a name is: « la ville de X », « le groupe X », « M. X »."""
    out = []
    for name in names:
        label = None if name.fixed else _told(page, name)
        out.append(name.labelled(label, fixed=True) if label else name)
    return out


def _told(page: Page, name: Name) -> str | None:
    before = page.before(name)
    if before is None or name.label == "MISC":
        return None
    if before.key in listed("civilities.txt"):
        return "PER"
    linked = before.key in ("de", "d'", "du")
    noun = page.before(name, 2) if linked else before
    if noun is None or noun.key not in tellers():
        return None
    label, wants_link = tellers()[noun.key]
    return (
        label
        if linked == wants_link and (label != "LOC" or name.label != "ORG" or name.last - name.first == 1)
        else None
    )


def apposed(page: Page, names: list[Name]) -> list[Name]:
    """What the noun apposed to a name says of it: « X, le groupe paramilitaire », « X, ministre de la Santé »."""
    return [
        name if name.fixed or not (label := _apposed(page, name)) else name.labelled(label, fixed=True)
        for name in names
    ]


def _apposed(page: Page, name: Name) -> str:
    """ORG or PER by the first word that the parse hangs on the name as an apposition; empty without one."""
    places = {token.place for token in page.tokens(name)}
    after = page.sentences[name.sentence][name.last : name.last + FARTHEST_NOUN]
    noun = next((token for token in after if token.relation == "appos" and token.head in places), None)
    if noun is None or noun.capital or _is_counted_up(after[after.index(noun) :]):
        return ""
    return "ORG" if noun.key in organisation_heads() else "PER" if noun.key in listed("titles.txt") else ""


def _is_counted_up(tokens: list[Token]) -> bool:
    """« X, le gouvernement et les syndicats »: three that stand side by side, whatever the parse says."""
    phrase = takewhile(lambda token: token.pos not in ("VERB", "AUX") and token.text != ",", tokens)
    return any(token.key in ("et", "ou") for token in phrase)


def renamed(page: Page, names: list[Name]) -> list[Name]:
    """« le groupe X, devenu Y »: Y is what X is."""
    out = list(names)
    for at, (left, right) in enumerate(pairwise(names)):
        if left.sentence == right.sentence and out[at].fixed and not right.fixed and right.first - left.last <= 3:
            between = page.sentences[left.sentence][left.last : right.first]
            if any(token.key in listed("renamed.txt") for token in between):
                out[at + 1] = right.labelled(out[at].label, fixed=True)
    return out


def surnames(page: Page, names: list[Name]) -> list[Name]:
    """A word that ends or opens a person's full name is that person when it stands alone, unless told otherwise."""
    full = [page.tokens(n) for n in names if n.label == "PER" and n.last - n.first > 1]
    told_else = {page.key(n) for n in names if n.fixed and n.label != "PER"}
    parts = {tokens[-1].key for tokens in full} | {tokens[0].key for tokens in full if len(tokens[0].key) > 2}
    return [
        n.labelled("PER")
        if not n.fixed and n.last - n.first == 1 and page.key(n) in parts - told_else and not _placed(page, n)
        else n
        for n in names
    ]


def _placed(page: Page, name: Name) -> bool:
    """Whether a preposition of place stands before a name the gazetteer knows."""
    before = page.before(name)
    return before is not None and before.key in ("a", "en", "vers", "dans") and bool(places(page.key(name)))


def towns(page: Page, names: list[Name]) -> list[Name]:
    """A lone word taken for a person who has no full name here is the town of that name in a country spoken of."""
    countries = context(page, names)
    people = {token.key for n in names if n.label == "PER" and n.last - n.first > 1 for token in page.tokens(n)}
    return [
        n.labelled("LOC")
        if n.label == "PER"
        and not n.fixed
        and n.last - n.first == 1
        and _is_town(page.key(n), countries)
        and page.key(n) not in people
        else n
        for n in names
    ]


def _is_town(word: str, countries: dict[str, float]) -> bool:
    return (
        word not in listed("first_names.txt")
        and word not in listed("surnames.txt")
        and any(place.country in countries and place.population > TOWN for place in places(word))
    )


def vote(page: Page, names: list[Name]) -> list[Name]:
    """One sense an article: a name keeps the label it has most often, unless the words around fixed it."""
    votes = _ballot(page, names)
    for name in names:
        if name.label != "LOC" and (name.label != "MISC" or not name.fixed) and _goes_there(page, name):
            votes[page.key(name)]["LOC"] += 2
    return _voted(page, names, votes)


def nobody_else(page: Page, names: list[Name]) -> list[Name]:
    """One sense an article for what is a person in one place and none in another: that which the words around tell
    somewhere (« le groupe X »), else the likelier one."""
    told = _ballot(page, [name for name in names if name.fixed])
    votes = {word: told.get(word, found) for word, found in _ballot(page, names).items() if "PER" in found}
    return _voted(page, names, votes, fewest=1)


def _ballot(page: Page, names: list[Name]) -> dict[str, dict[str, float]]:
    """How much speaks for each label of a key: three for what is fixed, its share for what is learnt."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        if name.label != "MISC" or not name.fixed:
            share = 1 if name.confidence is None else name.confidence
            votes[page.key(name)][name.label] += 3 if name.fixed else share
    return votes


def _voted(page: Page, names: list[Name], votes: dict[str, dict[str, float]], *, fewest: int = 2) -> list[Name]:
    winner = {word: _elected(word, found) for word, found in votes.items() if len(found) >= fewest}
    told = [winner.get(page.key(name), name.label) for name in names]
    return [name if name.fixed else name.labelled(label) for name, label in zip(names, told, strict=True)]


def _goes_there(page: Page, name: Name) -> bool:
    """Whether « à » stands right before a name of one word: a place more often than not."""
    before = page.before(name)
    return before is not None and before.key == "a" and name.last - name.first == 1


def _elected(word: str, found: dict[str, float]) -> str:
    """The label with most votes; a place the gazetteer knows, or a listed first name, breaks a tie."""
    best = max(found.values())
    tied = [label for label in found if found[label] == best]
    if len(tied) > 1 and "LOC" in tied and places(word):
        return "LOC"
    return tied[0]
