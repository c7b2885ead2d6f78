"""What the tagger cannot see: steps that put its names right, each small, in the order of `STEPS`."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache

from ...gazetteer import places
from ...lexicons import rows
from ...typography import key
from .acronyms import expansions
from .features import VERY_FREQUENT, listed, ordinary, peoples, place_class
from .page import Name, Page, free, joined
from .tokens import Token
from .where import context

Step = Callable[[Page, list[Name]], list[Name]]

LINKS = frozenset("de du des d' la le les l' et a au aux en un une est".split())
CIVILITIES = frozenset("m. mm. mme mlle mmes mr. dr. me mgr".split())
TOWN = 3_000                # inhabitants from which a place of the article's countries outweighs a person seen once
LONGEST_NAME = 6            # words looked at when names found once are looked for again


@cache
def _certain() -> dict[str, str]:
    """Names whose label needs no context: every reader's acronyms, by their exact letters when all capitals."""
    return {row[0] if row[0].isupper() else key(row[0]): row[1] for row in rows("entities/acronyms.tsv")}


@cache
def is_country(name: str) -> bool:
    """Whether a folded name is a country's before anything else (« Maurice » and « Jersey » are people or clothes)."""
    return len(name) > 2 and name not in listed("first_names.txt") and any(p.kind == "C" for p in places(name))


def certain_label(page: Page, name: Name) -> str | None:
    tokens = page.tokens(name)
    folded = joined(tokens)
    if len(tokens) == 1 and (label := _certain().get(tokens[0].text)):
        return label
    if label := _certain().get(folded):
        return label
    return "LOC" if is_country(folded) else None


# -- bounds ------------------------------------------------------------------------------------

def trim(page: Page, names: list[Name]) -> list[Name]:
    """Titles, articles and loose ends off the names."""
    return [trimmed for name in names if (trimmed := _trimmed(page, name)) is not None]


def _trimmed(page: Page, name: Name) -> Name | None:
    tokens = page.sentences[name.sentence]
    first, last = name.first, name.last
    while first < last and (not tokens[first].text[0].isalnum() or (
            tokens[first].text.islower() and tokens[first].key in LINKS)):
        first += 1
    while first < last - 1 and tokens[first].capital and tokens[first].key in peoples():
        first += 1
    if name.label != "PER" and first < last - 1 and tokens[first].text.islower() and tokens[first + 1].capital \
            and _tellers().get(tokens[first].key) == ("ORG", False):
        first += 1
    while first < last - 1 and name.label == "PER" and _is_title(tokens, first):
        first += 1
    while last > first and _loose_end(tokens[last - 1]):
        last -= 1
    return Name(name.sentence, first, last, name.label, name.fixed) if first < last else None


def _is_title(tokens: list[Token], at: int) -> bool:
    """Whether a token is a title before a name, and not part of one (« Premier League », « Prince »)."""
    token = tokens[at]
    if token.key.rstrip(".") not in listed("titles.txt"):
        return False
    if token.key == "premier":
        return tokens[at + 1].key == "ministre"
    return not (token.capital and token.key in listed("first_names.txt"))


def _loose_end(token: Token) -> bool:
    return (token.text.islower() and token.key in LINKS) or not (token.text[0].isalnum() or token.text in "!»\"")


def split(page: Page, names: list[Name]) -> list[Name]:
    """Two places side by side are two names (« Casamance Sénégal » of two headlines run together)."""
    out = []
    for name in names:
        tokens = page.tokens(name)
        cut = _cut(tokens) if name.label == "LOC" and len(tokens) > 1 and not places(joined(tokens)) else None
        if cut:
            middle = name.first + cut
            out += [Name(name.sentence, name.first, middle, "LOC"), Name(name.sentence, middle, name.last, "LOC")]
        else:
            out.append(name)
    return out


def _cut(tokens: list[Token]) -> int | None:
    for cut in range(1, len(tokens)):
        if tokens[cut].capital and places(joined(tokens[:cut])) and is_country(joined(tokens[cut:])):
            return cut
    return None


def brackets(page: Page, names: list[Name]) -> list[Name]:
    """A name that runs over an opening bracket is two (« Fédération internationale (Fifpro »)."""
    out = []
    for name in names:
        marks = [at for at in range(name.first, name.last) if page.sentences[name.sentence][at].text in "()"]
        edges = [name.first - 1, *marks, name.last]
        out += [Name(name.sentence, left + 1, right, name.label) for left, right in zip(edges, edges[1:], strict=False)
                if left + 1 < right]
    return out


def segment(page: Page, names: list[Name]) -> list[Name]:
    """Headlines run together: « Didier Drogba Comment Drogba … » holds names the article has elsewhere."""
    seen = Counter(page.key(name) for name in names)
    labels = {page.key(name): name.label for name in names}
    out: list[Name] = []
    for name in names:
        cut = _seam(page, name, seen, labels)
        if cut is None:
            out.append(name)
            continue
        head, tail = cut
        out.append(Name(name.sentence, name.first, head, labels.get(joined(page.sentences[name.sentence][name.first:head]), name.label)))
        if tail is not None:
            rest = joined(page.sentences[name.sentence][tail:name.last])
            out.append(Name(name.sentence, tail, name.last, labels[rest]))
    return out


def _seam(page: Page, name: Name, seen: Counter[str], labels: dict[str, str]) -> tuple[int, int | None] | None:
    """Where a name ends that the article has elsewhere, and where a second one begins, if the rest is one."""
    tokens = page.sentences[name.sentence]
    if name.last - name.first < 2 or seen[page.key(name)] > 1:
        return None
    for cut in range(name.last - 1, name.first, -1):
        head, follower = joined(tokens[name.first:cut]), tokens[cut]
        whole = seen[head] and (cut - name.first > 1 or certain_label(page, Name(name.sentence, name.first, cut, "")))
        if not (whole and follower.capital):
            continue
        small = ordinary().get(follower.key, VERY_FREQUENT) < VERY_FREQUENT
        rest = cut + 1 if small else cut
        found = rest < name.last and joined(tokens[rest:name.last]) in labels
        if small or found:
            return cut, rest if found else None
    return None


def join(page: Page, names: list[Name]) -> list[Name]:
    """A first name and a surname taken for two people are one."""
    out: list[Name] = []
    for name in names:
        last = out[-1] if out else None
        if last and last.label == name.label == "PER" and last.sentence == name.sentence and last.last == name.first \
                and (name.last - name.first == 1 or last.last - last.first == 1):
            out[-1] = Name(name.sentence, last.first, name.last, "PER")
        else:
            out.append(name)
    return out


def drop(page: Page, names: list[Name]) -> list[Name]:
    """Capitals that name nobody: units, weekdays, the first word of a sentence."""
    return [name for name in names if not _no_name(page, name)]


def _no_name(page: Page, name: Name) -> bool:
    tokens = page.tokens(name)
    if len(tokens) > 1:
        return False
    token = tokens[0]
    if key(token.text) in listed("no_names.txt") or token.key in listed("days_months.txt"):
        return True
    if name.label == "MISC" or not token.text[0].isalpha():
        return False
    if not token.capital and not places(token.key):
        return True
    doubtful = token.first and token.key in ordinary() and not page.document.inside[token.key]
    told = page.pos.get(token.start, "")
    return doubtful and (told not in ("", "PROPN") or (not told and token.key not in listed("first_names.txt") and not (
        place_class(token.key) in ("country", "capital", "city"))))


# -- labels ------------------------------------------------------------------------------------

def certain(page: Page, names: list[Name]) -> list[Name]:
    """Countries and well-known organisations: labelled by what they are, and found where the tagger passed them by."""
    out = []
    for name in names:
        label = certain_label(page, name)
        out.append(name.labelled(label, fixed=True) if label and name.label != "PER" or label == "LOC" else name)
    for sentence, start, end in list(free(out, page)):
        tokens = page.sentences[sentence]
        at = start
        while at < end:
            longest = min(LONGEST_NAME, end - at) if tokens[at].capital else 0
            length = next((n for n in range(longest, 0, -1) if _stands(page, sentence, at, n)), 0)
            if length:
                label = certain_label(page, Name(sentence, at, at + length, "")) or "LOC"
                out.append(Name(sentence, at, at + length, label, True))
            at += length or 1
    return sorted(out, key=lambda n: (n.sentence, n.first))


def _stands(page: Page, sentence: int, at: int, length: int) -> bool:
    tokens = page.sentences[sentence][at:at + length]
    return tokens[-1].text[0].isalnum() and certain_label(page, Name(sentence, at, at + length, "")) is not None


def things(page: Page, names: list[Name]) -> list[Name]:
    """« le bateau Tombouctou » is a ship, « l'opération Barkhane » an operation, whatever the name means elsewhere."""
    return [name.labelled("MISC", fixed=True) if _is_thing(page, name) else name for name in names]


def _is_thing(page: Page, name: Name) -> bool:
    before = page.before(name)
    if before is not None and before.text in "«\"“'‘":
        before = page.before(name, 2)
    return before is not None and before.text.islower() and before.key in listed("things.txt")


def told(page: Page, names: list[Name]) -> list[Name]:
    """The word right before says what a name is: « la ville de X », « le groupe X », « M. X »."""
    out = []
    for name in names:
        label = None if name.fixed else _told(page, name)
        out.append(name.labelled(label, fixed=True) if label else name)
    return out


@cache
def _tellers() -> dict[str, tuple[str, bool]]:
    """Nouns that tell the label of the name after them, and whether « de » stands between."""
    return {key(noun): (label, link == "de") for noun, label, link in rows("entities/tellers.tsv")}


def _told(page: Page, name: Name) -> str | None:
    before = page.before(name)
    if before is None or name.label == "MISC":
        return None
    if before.key in CIVILITIES:
        return "PER"
    linked = before.key in ("de", "d'", "du")
    noun = page.before(name, 2) if linked else before
    if noun is None or noun.key not in _tellers():
        return None
    label, wants_link = _tellers()[noun.key]
    return label if linked == wants_link and (label != "LOC" or name.label != "ORG" or name.last - name.first == 1) else None


def renamed(page: Page, names: list[Name]) -> list[Name]:
    """« le groupe X, devenu Y »: Y is what X is."""
    out = list(names)
    for at, (left, right) in enumerate(zip(names, names[1:], strict=False)):
        if left.sentence == right.sentence and out[at].fixed and not right.fixed and right.first - left.last <= 3:
            between = page.sentences[left.sentence][left.last:right.first]
            if any(token.key in _RENAMED for token in between):
                out[at + 1] = right.labelled(out[at].label, fixed=True)
    return out


_RENAMED = frozenset("devenu devenue devenus rebaptise rebaptisee renomme renommee ex alias anciennement".split())


def surnames(page: Page, names: list[Name]) -> list[Name]:
    """A word that ends or opens a person's full name is that person when it stands alone, unless told otherwise."""
    full = [page.tokens(n) for n in names if n.label == "PER" and n.last - n.first > 1]
    told_else = {page.key(n) for n in names if n.fixed and n.label != "PER"}
    parts = {tokens[-1].key for tokens in full} | {tokens[0].key for tokens in full if len(tokens[0].key) > 2}
    return [n.labelled("PER") if not n.fixed and n.last - n.first == 1 and page.key(n) in parts - told_else
            and not _placed(page, n) else n for n in names]


def _placed(page: Page, name: Name) -> bool:
    """Whether a preposition of place stands before a name the gazetteer knows."""
    before = page.before(name)
    return before is not None and before.key in ("a", "en", "vers", "dans") and bool(places(page.key(name)))


def towns(page: Page, names: list[Name]) -> list[Name]:
    """A lone word taken for a person who has no full name here is the town of that name in a country spoken of."""
    countries = context(page, names)
    people = {token.key for n in names if n.label == "PER" and n.last - n.first > 1 for token in page.tokens(n)}
    return [n.labelled("LOC") if n.label == "PER" and not n.fixed and n.last - n.first == 1
            and _is_town(page.key(n), countries) and page.key(n) not in people else n for n in names]


def _is_town(word: str, countries: dict[str, float]) -> bool:
    return word not in listed("first_names.txt") and word not in listed("surnames.txt") and any(
        place.country in countries and place.population > TOWN for place in places(word))


def vote(page: Page, names: list[Name]) -> list[Name]:
    """One sense an article: a name keeps the label it has most often, unless the words around fixed it."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if name.label != "MISC" or not name.fixed:
            votes[page.key(name)][name.label] += 3 if name.fixed else 1
    winner = {word: _elected(word, found) for word, found in votes.items() if len(found) > 1}
    return [name if name.fixed or page.key(name) not in winner else name.labelled(winner[page.key(name)]) for name in names]


def _elected(word: str, found: Counter[str]) -> str:
    """The label with most votes; a place the gazetteer knows, or a listed first name, breaks a tie."""
    best = max(found.values())
    tied = [label for label in found if found[label] == best]
    if len(tied) > 1 and "LOC" in tied and places(word):
        return "LOC"
    return tied[0]


# -- names found again -------------------------------------------------------------------------

def again(page: Page, names: list[Name]) -> list[Name]:
    """A name found somewhere is found everywhere; a person's surname too."""
    known = _known(page, names)
    if not known:
        return names
    heads = {k.split(" ")[0].split("'")[0] for k in known}
    out = list(names)
    for sentence, start, end in list(free(names, page)):
        tokens = page.sentences[sentence]
        at = start
        while at < end:
            length = 0
            if tokens[at].capital and tokens[at].key.split("'")[0] in heads:
                length = next((n for n in range(min(LONGEST_NAME, end - at), 0, -1)
                               if joined(tokens[at:at + n]) in known and not _small(tokens[at:at + n])), 0)
            if length:
                out.append(Name(sentence, at, at + length, known[joined(tokens[at:at + length])]))
            at += length or 1
    return sorted(out, key=lambda n: (n.sentence, n.first))


def _small(tokens: list[Token]) -> bool:
    """A single ordinary word at the head of its sentence: its capital says nothing."""
    return len(tokens) == 1 and tokens[0].first and tokens[0].key in ordinary()


def _known(page: Page, names: list[Name]) -> dict[str, str]:
    """Keys to look for again, with their label: the names, and the surnames of people."""
    known: dict[str, str] = {}
    for name in names:
        tokens = page.tokens(name)
        if name.fixed and name.label == "MISC":
            continue
        if len(tokens) > 1 or tokens[0].key not in ordinary():
            known.setdefault(joined(tokens), name.label)
        if name.label == "PER" and len(tokens) > 1 and tokens[-1].key not in ordinary() and len(tokens[-1].key) > 2:
            known.setdefault(tokens[-1].key, "PER")
    return known


def inhabitants(page: Page, names: list[Name]) -> list[Name]:
    """Peoples as nouns, « les Maliens », are names of their own (MISC)."""
    out = [n for n in names if not (page.key(n) in peoples() and n.last - n.first == 1)]
    for sentence, start, end in list(free(out, page)):
        tokens = page.sentences[sentence]
        for at in range(start, end):
            token = tokens[at]
            if token.capital and not token.first and token.key in peoples():
                out.append(Name(sentence, at, at + 1, "MISC", True))
    return sorted(out, key=lambda n: (n.sentence, n.first))


def byline(page: Page, names: list[Name]) -> list[Name]:
    """The author's name in the byline is one name, whatever the tagger made of it."""
    author = page.reading.article.author
    if author is None or author.start is None or author.end is None:
        return names
    wanted = key(author.name)
    for number, sentence in enumerate(page.sentences):
        if sentence and sentence[-1].end > author.start and sentence[0].start < author.end:
            for first, token in enumerate(sentence):
                for last in range(first + 1, min(len(sentence), first + LONGEST_NAME) + 1):
                    if token.start >= author.start and joined(sentence[first:last]) == wanted:
                        own = Name(number, first, last, "PER", True)
                        return sorted([*(n for n in names if not n.overlaps(own)), own], key=lambda n: (n.sentence, n.first))
    return names


STEPS: tuple[Step, ...] = (brackets, trim, segment, split, join, drop, certain, expansions, things, told, renamed,
                           surnames, towns, vote, again, inhabitants, byline)


def repaired(page: Page, names: list[Name]) -> list[Name]:
    """The names after every step, in the order of the text, none over another."""
    for step in STEPS:
        names = step(page, names)
    return names
