"""Stances told by a verb: « X accuse Y de Z », « Y, mis en cause par X », « X a salué la décision de Y »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from ... import lexicons
from ...french.grammar.classes import words
from ...model.typography import key, unclosed
from ..actors.tree import Tree
from . import clauses
from .lexicon import ACCUSES, BLAMES, DENIES, FOR, StanceVerb, bad, verbs
from .parties import Cast, PlacedActor

LONGEST = 16  # words of what a stance is about
_BREAKS = frozenset((":", ";", "(", ")", "?", "!", "–", "—"))
# Forms that the parse takes for other words: « nie » for an adverb, « démenti » for the noun.
_MISREAD = frozenset(("nie", "nient", "démenti", "réfute", "loue"))
_WISHED = frozenset(("vouloir", "souhaiter", "desirer", "devoir", "falloir"))


@dataclass(frozen=True)
class StanceDraft:
    """A stance before it is weighed: who (None: nobody told), whom, the words, how it was found."""

    by: PlacedActor | None
    kind: str
    whom: PlacedActor | None
    what: tuple[int, int] | None  # ranks, the last included
    cue: tuple[int, int]
    how: str
    lemma: str = ""


def verbal(cast: Cast) -> Iterator[StanceDraft]:
    """Every stance that a verb tells."""
    tree, taken = cast.tree, -1
    for i, unit in enumerate(tree.units):
        if i <= taken or unit.low not in verbs() or not _is_verb(cast, i):
            continue
        entry, last = _entry(cast, i)
        if entry is None or not is_told(cast, i, entry.kind):
            continue
        taken = last
        yield from _stances(cast, i, entry, last)


def _is_verb(cast: Cast, i: int) -> bool:
    tree = cast.tree
    if tree.units[i].pos in ("VERB", "AUX") or _misread(cast, i) >= 0:
        return True
    return not clauses.is_noun_word(tree, i) and any(tree.of(i, "nsubj", "aux:pass", "aux:tense", *clauses.OBJECTS))


def _misread(cast: Cast, i: int) -> int:
    """« Paul nie les faits », « Paris a démenti » where the parse has no verb: the actor right before it, or -1."""
    tree = cast.tree
    at = i - 1
    if tree.units[i].pos in ("VERB", "AUX", "PROPN") or tree.units[i].capital or tree.low(i) not in _MISREAD:
        return -1
    while at > 0 and (tree.low(at) in words("clitics", "avoir") or tree.units[at].pos == "ADV") and i - at < 4:
        at -= 1
    name = at
    while name >= 0 and name not in cast.actors.heads and tree.relation(name).startswith("flat"):
        name -= 1
    return name if name in cast.actors.heads and tree.of_sentence[name] == tree.of_sentence[i] else -1


def _entry(cast: Cast, i: int) -> tuple[StanceVerb | None, int]:
    """The entry a form is of, by its fixed words and reflexive, and the last of its words."""
    tree = cast.tree
    reflexive = clauses.is_reflexive(tree, i)
    with_en = any(tree.low(child) == "en" for child in tree.children[i] if child < i)
    for entry in verbs()[tree.low(i)]:
        if entry.reflexive != reflexive or (entry.with_en and not with_en):
            continue
        last = clauses.fixed_after(tree, i, entry.rest)
        if last >= 0:
            return entry, last
    return None, -1


def is_told(cast: Cast, i: int, kind: str) -> bool:
    """Whether the stance is taken: not denied, asked, supposed or only wished."""
    tree = cast.tree
    if clauses.is_negated(tree, i) or is_asked(tree, i) or clauses.is_supposed(tree, i):
        return False
    if not clauses.is_infinitive(tree, i):
        return True
    head = tree.heads[i]
    while head >= 0 and tree.relation(i) == "conj":
        i, head = head, tree.heads[head]
    if head < 0:
        return False
    if tree.relation(i) == "advcl":  # « pour dénoncer », « pour avoir critiqué », « sans nier »
        return any(tree.low(mark) in ("pour", "afin", "après") for mark in (*tree.of(i, "mark"), *tree.of(i, "case")))
    lemma = _lemma(cast, head)
    if clauses.is_negated(tree, head):
        return lemma in ("hesiter", "cesser", "manquer")
    return (
        lemma in lexicons.keys("stances/done.txt")
        or tree.low(head) in words("done")
        or (lemma in _WISHED and kind in FOR)
    )


def _lemma(cast: Cast, i: int) -> str:
    return key(cast.tree.units[i].lemma)


def is_asked(tree: Tree, i: int) -> bool:
    """Whether the sentence of a word is a question."""
    sentence = tree.sentences[tree.of_sentence[i]]
    return unclosed(tree.text[sentence.start : sentence.end]).endswith("?")


def _stances(cast: Cast, i: int, entry: StanceVerb, last: int) -> Iterator[StanceDraft]:
    """The stances of a verb: each who with each whom."""
    passive = clauses.is_passive(cast.tree, i)
    known = list(_by(cast, i, passive))
    if not known and (not passive or any(clauses.agents(cast.tree, i))):
        return  # somebody is told whom we do not know
    by = known or list(_unnamed(cast, i, entry))
    whom, how = (list(_denied(cast, i)), "denial") if entry.kind == DENIES else _whom(cast, (i, last), entry, passive)
    what = _what(cast, i, entry, last)
    lacking = what is None and any(place.endswith("!") for place in entry.what)
    if lacking or (not whom and (not by or (entry.kind != DENIES and "+" not in entry.whom))):
        return
    kind = _kind(cast, i, entry, by, passive)
    for one, other in product(by or (None,), whom or (None,)):
        if one is None or other is None or one.id != other.id:
            yield StanceDraft(one, kind, other, what, (i, last), how if one is not None else "nobody", entry.lemma)


def _by(cast: Cast, i: int, passive: bool) -> Iterator[PlacedActor]:
    tree = cast.tree
    if passive:
        for agent in clauses.agents(tree, i):
            yield from cast.at(agent)
        return
    head = _misread(cast, i)
    head = clauses.subject(tree, i) if head < 0 else head
    if head >= 0:
        yield from cast.at(head, i)


def _unnamed(cast: Cast, i: int, entry: StanceVerb) -> Iterator[PlacedActor]:
    """Who says it where no agent is told: the source of the sentence; of what the law does, the one court there is."""
    found = [who for who in cast.speakers(i, own=False) if cast.is_court(who.id)]
    if not found and entry.lemma in lexicons.members("stances/legal.txt"):
        number = cast.tree.of_sentence[i]
        near = {row.id for row in cast.courts if number in cast.sentences_of(row)}
        ids = near or {row.id for row in cast.courts}
        found = [PlacedActor(ids.pop(), i)] if len(ids) == 1 else []
    yield from found


def _whom(cast: Cast, cue: tuple[int, int], entry: StanceVerb, passive: bool) -> tuple[list[PlacedActor], str]:
    """The first place in which somebody stands."""
    for place in entry.whom:
        found = list(_at_place(cast, cue, place, passive))
        if found:
            return found, place
    return [], ""


def _at_place(cast: Cast, cue: tuple[int, int], place: str, passive: bool) -> Iterator[PlacedActor]:
    tree, (i, last) = cast.tree, cue
    if place == "of":  # « la démission de X »; nobody of « l'arrestation des assassins de X »
        for head in clauses.owner(tree, last):
            yield from cast.at(head)
    elif place in ("obj", "owner"):
        heads = [clauses.subject(tree, i)] if passive else list(clauses.objects(tree, i))
        for head in heads:
            if head >= 0:
                yield from cast.at(head, i) if place == "obj" else cast.owners(head)
    elif place not in "-+":
        for head in clauses.complements(tree, i, place):
            found = list(cast.at(head)) or list(cast.owners(head))
            if found:
                yield from found
                return


def _kind(cast: Cast, i: int, entry: StanceVerb, by: Sequence[PlacedActor], passive: bool) -> str:
    """« condamner » is a charge where a court does it or a sentence follows, a reproach else."""
    if entry.lemma != "condamner":
        return entry.kind
    judged = any(cast.is_court(one.id) for one in by) or (passive and not by)
    sentence = next(clauses.complements(cast.tree, i, "à"), -1) >= 0
    return ACCUSES if judged or sentence else BLAMES


def _denied(cast: Cast, i: int) -> Iterator[PlacedActor]:
    """« rejette les accusations de X »: whose charge is denied."""
    for head in clauses.objects(cast.tree, i):
        if cast.tree.units[head].key in lexicons.keys("stances/charges.txt"):
            for child in clauses.owner(cast.tree, head):
                yield from cast.at(child)


def _what(cast: Cast, i: int, entry: StanceVerb, last: int) -> tuple[int, int] | None:
    for told in entry.what:
        place, _, wanted = told.removesuffix("!").partition("=")
        head = _what_at(cast, i, place)
        if head >= 0 and cast.tree.units[head].pos != "PRON" and _is_wanted(cast.tree, head, wanted):
            return stretch(cast.tree, head, last)
    return None


def _is_wanted(tree: Tree, head: int, wanted: str) -> bool:
    """Whether what a stance is about is what its verb needs: a bad deed, one of some infinitives."""
    if wanted == "@bad":
        return tree.units[head].key in bad()
    return not wanted or tree.low(head) in wanted.replace("s'", "").split("|")


def _what_at(cast: Cast, i: int, place: str) -> int:
    """The head of what a verb tells in a place: its object (the subject of a passive), a clause, a complement."""
    tree = cast.tree
    passive = clauses.is_passive(tree, i)
    if place == "obj":
        return clauses.subject(tree, i) if passive else next(clauses.objects(tree, i), -1)
    if place in ("inf", "que"):
        return next(tree.of(i, "xcomp", "ccomp"), -1)
    found = _clause_of(tree, i, place) if place in ("de", "pour") else -1
    return found if found >= 0 else next((at for at in tree.children[i] if _is_led(tree, i, at, place)), -1)


def _clause_of(tree: Tree, i: int, place: str) -> int:
    """« de mentir », « pour avoir menti » below a verb or one of its nouns; -1 where there is none."""
    near = [i, *(child for child in tree.children[i] if tree.units[child].pos in ("NOUN", "PROPN", "PRON"))]
    below = (at for noun in near for at in tree.of(noun, "xcomp", "ccomp", "advcl", "acl", "obl:mod", "obl:arg"))
    return next((at for at in below if at > i and _is_marked(tree, at, place)), -1)


def _is_marked(tree: Tree, verb: int, place: str) -> bool:
    """Whether an infinitive opens by « de » or « pour »."""
    marks = (clauses.plain_case(tree.low(child)) for child in tree.of(verb, "mark", "case"))
    return place in marks and clauses.is_infinitive(tree, verb)


def _is_led(tree: Tree, i: int, at: int, place: str) -> bool:
    """Whether a complement of a verb opens by a preposition, near it and in one breath with it."""
    if at <= i or clauses.plain_case(tree.case(at)) != place or at - i > LONGEST:
        return False
    return not any(tree.units[between].text in _BREAKS for between in range(i, at))


def stretch(tree: Tree, head: int, last: int) -> tuple[int, int]:
    """The words of a phrase or clause, from its first to its last before a strong mark."""
    below, pending = {head}, [head]
    while pending:
        at = pending.pop()
        for child in tree.children[at]:
            if abs(child - head) <= LONGEST and tree.relation(child) not in ("punct", "parataxis"):
                below.add(child)
                pending.append(child)
    first, end = min(below), max(below)
    return first, min(end, first + LONGEST)
