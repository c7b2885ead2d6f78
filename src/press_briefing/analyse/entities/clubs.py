"""Clubs by their city: « prêté à Séville », « battu par Liverpool » in an article about a team sport."""

from __future__ import annotations

from ...french.tokens import Token
from ...gazetteer import places
from .features import listed
from .known import is_country
from .page import Name, Page

FEWEST_WORDS = 5  # different words of team sport from which an article is about it
_TO = frozenset(("a", "au", "de", "d'", "du"))
_FACED = ("batt", "affront", "domin", "elimin", "rejoin", "rejoign", "ralli", "recrut")
_WON = ("batt", "affront", "domin", "elimin", "gagn", "perd", "inclin", "impos", "recrut")
REACH = 4  # words from a club back to what is done to it
_TAILS = frozenset(("city", "town", "athletic", "rangers", "albion", "hotspur"))


def clubs(page: Page, names: list[Name]) -> list[Name]:
    """Cities that stand where only a club can: a body there, and wherever else they are no place of anything."""
    if not _about_sport(page):
        return names
    found = [_is_city(page, name) and _is_club(page, name) for name in names]
    told = {page.key(name) for name, club in zip(names, found, strict=True) if club}
    return [
        name.labelled("ORG", fixed=True) if club or (page.key(name) in told and not _is_there(page, name)) else name
        for name, club in zip(names, found, strict=True)
    ]


def _about_sport(page: Page) -> bool:
    said = {token.key for sentence in page.sentences for token in sentence if not token.capital}
    return len(said & listed("sport.txt")) >= FEWEST_WORDS


def _is_city(page: Page, name: Name) -> bool:
    """A place, or what was taken for a person and is one word that the gazetteer has; a country has a team."""
    word = page.key(name)
    if is_country(word) or name.label == "MISC":
        return False
    return name.label in ("LOC", "ORG") or (name.last - name.first == 1 and bool(places(word)))


def _is_club(page: Page, name: Name) -> bool:
    tokens, at = page.sentences[name.sentence], name.first - 1
    if name.last - name.first > 1 and tokens[name.last - 1].key in _TAILS:
        return True
    at -= at >= 0 and tokens[at].low in ("l'", "la", "le")  # « contre l'Inter », « rejoindre le Bayern »
    before = tokens[at].key if at >= 0 else ""
    if before == "contre" or (before == "a" and at > 0 and tokens[at - 1].key == "face"):
        return True
    if before == "avec" and at > 0:
        return any(token.key in listed("sport.txt") for token in tokens[max(0, at - REACH) : at])
    if before in _TO and at > 0:
        noun = tokens[at - 1]
        of_club = before not in ("a", "au") and noun.key in listed("club_people.txt")
        return of_club or _moves(tokens, at)
    return _beaten(tokens, name, at)


def _moves(tokens: list[Token], link: int) -> bool:
    """« prêté à X », « signé l'an dernier au X », « arrivé de X »: a move of a player, no name between.

    « arrivé à X », « joué à X » are as often the town.
    """
    way = "club_from.txt" if tokens[link].key in ("de", "d'", "du") else "club_to.txt"
    for token in reversed(tokens[max(0, link - REACH) : link]):
        if (token.capital and not token.first) or not token.word or token.pos == "AUX":
            return False
        if token.pos in ("VERB", "ADJ"):
            return token.key.startswith(tuple(listed(way)))
    return False


def _beaten(tokens: list[Token], name: Name, at: int) -> bool:
    """« X a battu Y », « Y bat X »: the verb of a match right before, or right behind."""
    before = tokens[at] if at >= 0 else None
    if before is not None and before.pos == "VERB":
        return before.key.startswith(_FACED)
    behind = tokens[name.last : name.last + 3]
    verb = next((token for token in behind if token.pos == "VERB"), None)
    return verb is not None and verb.key.startswith(_WON) and all(t.word for t in behind[: behind.index(verb)])


def _is_there(page: Page, name: Name) -> bool:
    """« né à X », « la ville de X », « le maire de X »: a place all the same."""
    before = page.before(name)
    return before is not None and before.key in ("a", "en", "de", "d'", "vers", "dans", "pres")
