"""Who does what a happening tells, and to whom it is done, where the clause says so plainly.

The analysis keeps words with their part of speech and no parse: a subject is what stands first in its clause, or after
what is set before it, with nothing but its own complements up to the verb; an object is what follows an active verb at
once. Any other order tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..analysis import Event
from ..french.grammar.classes import words
from ..lexicons import members
from ..typography import plain
from .where import Place, Where

# A form that may be a participle: without its auxiliary it tells nothing of its subject.
_PARTICIPLE = re.compile(r"(?:é|i|u|ert|it|is|us)e?s?$")
_LETTER = re.compile(r"[^\W\d_]")
_CLAUSE = frozenset(("qui", "que", "qu'", "dont", "où", "lequel", "laquelle", "lesquels", "lesquelles"))
_REFLEXIVE = frozenset(("se", "s'"))
_NEGATED = frozenset(("ne", "n'"))
_OBJECTS = frozenset(("le", "la", "l'", "les", "lui", "leur"))


@dataclass(frozen=True)
class Piece:
    """A word of a clause, or a mark (`pos` is PUNCT) that sets its parts apart."""

    text: str
    lemma: str = ""
    pos: str = "PUNCT"
    start: int = -1
    end: int = -1


def clause(where: Where, event: Event) -> list[Piece]:
    """The words of a happening's label as they stand in its sentence, with the marks between; brackets left out."""
    text, label = plain(where.analysis.article.text).lower(), plain(event.label).lower()
    start, end = event.start, event.end
    at = text.find(label.rstrip("…"), start, end)
    if at >= 0:
        start, end = at, at + len(label)
    pieces: list[Piece] = []
    cursor = depth = 0
    for word, lemma, pos, first, last in where.words(start, end):
        gap = cursor
        while gap < len(label) and not _LETTER.match(label[gap]):
            gap += 1
        if not label.startswith(word, gap):
            continue
        for mark in label[cursor:gap]:
            depth += {"(": 1, ")": -1}.get(mark, 0)
            if mark in ",;:«»\"—–" and not depth:
                pieces.append(Piece(mark))
        cursor = gap + len(word)
        if not depth:
            pieces.append(Piece(word, lemma, pos, first, last))
    return pieces


@dataclass(frozen=True)
class Verb:
    """A verb group: ranks of its `first` word and of the one `after` it. `bare`: it can have no object here."""

    first: int
    after: int
    passive: bool = False
    bare: bool = False


def parts_of(where: Where, event: Event) -> list[tuple[Place, str]]:
    """Who did what a happening tells (« did »), and to whom it was done (« undergone »)."""
    pieces = clause(where, event)
    start = _after_setting(pieces)
    if start is None:
        return []
    subjects, last = _people(where, pieces, start)
    verb = _verb(where, pieces, last)
    if verb is None:
        return []
    negated = any(piece.text in _NEGATED for piece in pieces[last : verb.first])
    if verb.passive:
        agents = _people(where, pieces, verb.after + 1)[0] if _text(pieces, verb.after) == "par" else []
        return [] if negated else _as(subjects, "undergone") + _as(agents, "did")
    objects = [] if negated or verb.bare or verb.first == start else _objects(where, pieces, last, verb)
    return _as(subjects, "did") + _as(objects, "undergone")


def _as(places: Sequence[Place], role: str) -> list[tuple[Place, str]]:
    return [(place, role) for place in places]


def _text(pieces: Sequence[Piece], rank: int) -> str:
    return pieces[rank].text if 0 <= rank < len(pieces) else ""


def _after_setting(pieces: Sequence[Piece]) -> int | None:
    """Rank of the word the main clause begins with, after « Le 3 mai, à Bamako, »; None where that is not plain."""
    rank = 0
    while rank < len(pieces):
        if pieces[rank].pos in ("CCONJ", "ADV"):
            rank += 1 + (_text(pieces, rank + 1) == ",")
        elif pieces[rank].pos == "ADP":
            rank = next((i + 1 for i in range(rank, len(pieces)) if pieces[i].text == ","), len(pieces))
        else:
            return None if pieces[rank].pos in ("PUNCT", "SCONJ") or pieces[rank].text in _CLAUSE else rank
    return None


def _people(where: Where, pieces: Sequence[Piece], rank: int) -> tuple[list[Place], int]:
    """The actors of the phrase that begins at a rank, « X et Y » both, and the rank after them."""
    found: list[Place] = []
    last = rank
    while (led := _led(where, pieces, rank)) is not None:
        place, last = led
        found.append(place)
        if _text(pieces, last) != "et":
            break
        rank = last + 1
    return found, last


def _led(where: Where, pieces: Sequence[Piece], rank: int) -> tuple[Place, int] | None:
    """The actor of the phrase at a rank, and the rank after it; a mark within it makes it plain no more."""
    if rank >= len(pieces) or pieces[rank].pos == "PUNCT":
        return None
    place = where.at(pieces[rank].start, pieces[-1].end)
    if place is None:
        return None
    inside = [i for i in range(rank, len(pieces)) if place.mention.start < pieces[i].end <= place.mention.end]
    after = inside[-1] + 1 if inside else rank
    return (place, after) if inside and all(piece.pos != "PUNCT" for piece in pieces[rank:after]) else None


def _verb(where: Where, pieces: Sequence[Piece], rank: int) -> Verb | None:
    """The verb of the subject that ends before a rank; what is said between two commas is passed over."""
    if _text(pieces, rank) == ",":
        closing = (i + 1 for i in range(rank + 1, len(pieces)) if pieces[i].text == ",")
        groups = (_group(pieces, _past_small(pieces, i)) for i in closing)
        return next((group for group in groups if group is not None), None)
    for at in range(rank, len(pieces)):
        piece = pieces[at]
        if piece.pos == "PUNCT" or piece.text in _CLAUSE:
            return None
        if piece.pos in ("VERB", "AUX") and not where.touching(piece.start, piece.end):
            return _group(pieces, at)
    return None


def _past_small(pieces: Sequence[Piece], rank: int) -> int:
    """Past adverbs and the pronouns that lean on a verb."""
    while rank < len(pieces) and (pieces[rank].pos == "ADV" or pieces[rank].text in words("clitics")):
        rank += 1
    return rank


def _group(pieces: Sequence[Piece], first: int) -> Verb | None:
    """The verb group at a rank: None unless it is finite and says what somebody does or undergoes."""
    if first >= len(pieces) or pieces[first].pos not in ("VERB", "AUX"):
        return None
    reflexive = any(piece.text in _REFLEXIVE for piece in pieces[max(0, first - 2) : first])
    lemma, last = pieces[first].lemma, first
    if lemma not in ("avoir", "être"):
        finite = not _PARTICIPLE.search(pieces[first].text) and not pieces[first].text.endswith(("ant", "er", "ir"))
        return Verb(first, first + 1, bare=reflexive or lemma in members("deeds/linking_verbs.txt")) if finite else None
    if lemma == "avoir" and _text(pieces, last := _past_small(pieces, first + 1)) == "été":
        lemma = "être"
    elif lemma == "avoir":
        last = first
    done = _past_small(pieces, last + 1)
    if done >= len(pieces) or pieces[done].pos != "VERB" or not _PARTICIPLE.search(pieces[done].text):
        return None
    moved = lemma == "être" and (reflexive or pieces[done].lemma in members("deeds/moved_verbs.txt"))
    bare = moved or pieces[done].lemma in members("deeds/linking_verbs.txt")
    return Verb(first, done + 1, passive=lemma == "être" and not moved, bare=bare)


def _objects(where: Where, pieces: Sequence[Piece], rank: int, verb: Verb) -> list[Place]:
    """Whom an active verb is done to: the phrase right after it, or the pronoun before it."""
    found = _people(where, pieces, verb.after)[0]
    leaning = [piece for piece in pieces[rank : verb.first] if piece.text in _OBJECTS]
    for piece in leaning:
        found += [place for place in where.touching(piece.start, piece.end) if place.mention.form == "pronoun"]
    return found
