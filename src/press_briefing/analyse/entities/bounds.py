"""Steps on the bounds of names: where one begins, ends, is two, or is none."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from ...french.grammar.classes import is_finite
from ...french.tokens import Token
from ...gazetteer import places
from ...model.typography import key
from .features import VERY_FREQUENT, listed, ordinary, peoples, place_class
from .known import certain_label, is_country
from .labels import tellers
from .page import Name, Page, joined

LONGEST_NAME = 6  # words of the longest byline looked for


def brackets(page: Page, names: list[Name]) -> list[Name]:
    """A name that runs over an opening bracket is two (« Fédération internationale (Fifpro »)."""
    out = []
    for name in names:
        marks = [at for at in range(name.first, name.last) if page.sentences[name.sentence][at].text in "()"]
        edges = [name.first - 1, *marks, name.last]
        out += [Name(name.sentence, left + 1, right, name.label) for left, right in pairwise(edges) if left + 1 < right]
    return out


def trim(page: Page, names: list[Name]) -> list[Name]:
    """Titles, articles and loose ends off the names."""
    return [trimmed for name in names if (trimmed := _trimmed(page, name)) is not None]


def _trimmed(page: Page, name: Name) -> Name | None:
    tokens = page.sentences[name.sentence]
    first, last = name.first, name.last
    while first < last and (_loose_start(tokens[first]) or (first < last - 1 and _is_apart(tokens, first, name.label))):
        first += 1
    if name.label == "PER" and 0 < first < last and _is_initial(tokens[first - 1]):
        first -= 1
    while last > first and _loose_end(tokens[last - 1]):
        last -= 1
    return Name(name.sentence, first, last, name.label, name.fixed) if first < last else None


def _is_initial(token: Token) -> bool:
    """« B. » before « Obama », and not the « M. » of monsieur."""
    return len(token.text) == 2 and token.capital and token.text[1] == "." and token.key not in listed("civilities.txt")


def _loose_start(token: Token) -> bool:
    return not token.text[0].isalnum() or (token.text.islower() and token.key in listed("loose_ends.txt"))


def _is_apart(tokens: list[Token], at: int, label: str) -> bool:
    """Whether a token is no part of the name after it: « l'Allemand X », a title, « magazine X », « ville de X »."""
    token = tokens[at]
    if token.capital and token.key in peoples():
        return True
    if label == "PER":
        return _is_title(tokens, at)
    teller = tellers().get(token.key) if token.text.islower() or token.text == "ONG" else None
    return (teller == ("ORG", False) and tokens[at + 1].capital) or (teller == ("LOC", True) and label == "LOC")


def _is_title(tokens: list[Token], at: int) -> bool:
    """Whether a token is a title before a name, and not part of one (« Premier League », « Prince »)."""
    token = tokens[at]
    if token.key.rstrip(".") not in listed("titles.txt"):
        return False
    if token.key == "premier":
        return tokens[at + 1].key == "ministre"
    return not (token.capital and token.key in listed("first_names.txt"))


def _loose_end(token: Token) -> bool:
    if token.text[0].isalnum():
        return token.text.islower() and token.key in listed("loose_ends.txt")
    return token.text not in '!"'


def verbs(page: Page, names: list[Name]) -> list[Name]:
    """A name holds no verb: it ends before it, and what follows from the next capital is another name.

    « Nordgold exploite la mine de X », « ont suivi et les Nations unies ». A title (« Va où le vent te mène ») does.
    """
    return [part for name in names for part in (_parts(page, name) if name.label != "MISC" else [name])]


def _parts(page: Page, name: Name) -> list[Name]:
    tokens = page.sentences[name.sentence]
    verb = next((at for at in range(name.first, name.last) if _is_verb(tokens[at])), None)
    if verb is None:
        return [name]
    after = next((at for at in range(verb, name.last) if tokens[at].capital), None)
    head = [Name(name.sentence, name.first, verb, name.label)] if tokens[name.first].capital else []
    if after is None:
        return head
    return [*head, *_parts(page, _relabelled(page, Name(name.sentence, after, name.last, name.label)))]


def _is_verb(token: Token) -> bool:
    return not token.capital and token.pos in ("VERB", "AUX") and is_finite(token)


def _relabelled(page: Page, name: Name) -> Name:
    """What stands behind a cut: a place where the gazetteer has it, else what the whole was taken for."""
    words = joined(page.tokens(name))
    known = certain_label(page, name)
    return name.labelled(known or ("LOC" if places(words) else name.label))


def accompanied(page: Page, names: list[Name]) -> list[Name]:
    """« la Ligue des champions avec Milan », « le comité exécutif à Rabat »: two names that a preposition parts."""
    return [part for name in names for part in (_apart_at(page, name) if name.label in ("ORG", "PER") else [name])]


def _apart_at(page: Page, name: Name) -> list[Name]:
    tokens = page.sentences[name.sentence]
    for at in range(name.first + 1, name.last - 1):
        tail = Name(name.sentence, at + 1, name.last, name.label)
        placed = tokens[at].text in ("à", "a") and bool(places(joined(page.tokens(tail))))
        if tokens[at + 1].capital and (placed or tokens[at].text in _PARTING):
            return [Name(name.sentence, name.first, at, name.label), _relabelled(page, tail)]
    return [name]


_PARTING = frozenset(("avec", "lors", "depuis", "chez", "selon", "malgré", "pendant"))
MOST_TOKENS = 40  # of headlines run together; what is longer is no name, and every cut of it would be tried


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
        out.append(
            Name(
                name.sentence,
                name.first,
                head,
                labels.get(joined(page.sentences[name.sentence][name.first : head]), name.label),
            )
        )
        if tail is not None:
            rest = joined(page.sentences[name.sentence][tail : name.last])
            out.append(Name(name.sentence, tail, name.last, labels[rest]))
    return out


def _seam(page: Page, name: Name, seen: Counter[str], labels: dict[str, str]) -> tuple[int, int | None] | None:
    """Where a name ends that the article has elsewhere, and where a second one begins, if the rest is one."""
    tokens = page.sentences[name.sentence]
    if not 2 <= name.last - name.first <= MOST_TOKENS or seen[page.key(name)] > 1:
        return None
    for cut in range(name.last - 1, name.first, -1):
        head, follower = joined(tokens[name.first : cut]), tokens[cut]
        whole = seen[head] and (cut - name.first > 1 or certain_label(page, Name(name.sentence, name.first, cut, "")))
        if not (whole and follower.capital):
            continue
        small = ordinary().get(follower.key, VERY_FREQUENT) < VERY_FREQUENT
        rest = cut + 1 if small else cut
        found = rest < name.last and joined(tokens[rest : name.last]) in labels
        if small or found:
            return cut, rest if found else None
    return None


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


def join(page: Page, names: list[Name]) -> list[Name]:
    """A first name and a surname taken for two people are one."""
    out: list[Name] = []
    for name in names:
        last = out[-1] if out else None
        if (
            last
            and last.label == name.label == "PER"
            and last.sentence == name.sentence
            and last.last == name.first
            and (name.last - name.first == 1 or last.last - last.first == 1)
        ):
            out[-1] = Name(name.sentence, last.first, name.last, "PER")
        else:
            out.append(name)
    return out


def widen(page: Page, names: list[Name]) -> list[Name]:
    """Unknown capitals right beside a person's name belong to it (« Sridhar Vembu »)."""
    taken = {(name.sentence, at) for name in names for at in range(name.first, name.last)}
    out = []
    for name in names:
        tokens, first, last = page.sentences[name.sentence], name.first, name.last
        if name.label == "PER":
            while first > 0 and (name.sentence, first - 1) not in taken and _may_be_part(tokens[first - 1]):
                first -= 1
            while last < len(tokens) and (name.sentence, last) not in taken and _may_be_part(tokens[last]):
                last += 1
            taken |= {(name.sentence, at) for at in range(first, last)}
        out.append(Name(name.sentence, first, last, name.label, name.fixed))
    return out


def _may_be_part(token: Token) -> bool:
    """Whether a word can only be part of a name: a capital, and no word, title, people, acronym or place known."""
    return (
        token.capital
        and token.text.isalpha()
        and not token.text.isupper()
        and token.key not in ordinary()
        and token.key not in listed("titles.txt") | listed("civilities.txt") | listed("no_names.txt")
        and token.key not in peoples()
        and place_class(token.key) not in ("country", "capital", "region", "city")
    )


def drop(page: Page, names: list[Name]) -> list[Name]:
    """Capitals that name nobody: units, weekdays, the first word of a sentence."""
    return [name for name in names if not _no_name(page, name)]


def _no_name(page: Page, name: Name) -> bool:
    tokens = page.tokens(name)
    if len(tokens) > 1 and tokens[0].text.endswith("'") and not any(token.capital for token in tokens[1:]):
        return True
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
    told = token.pos
    return doubtful and (
        told not in ("", "PROPN")
        or (
            not told
            and token.key not in listed("first_names.txt")
            and place_class(token.key) not in ("country", "capital", "city")
        )
    )


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
                        return sorted(
                            [*(n for n in names if not n.overlaps(own)), own], key=lambda n: (n.sentence, n.first)
                        )
    return names
