"""What somebody is blamed or praised for by whoever says it: « les opérateurs n'ont pas respecté le règlement ».

In a quotation or a claim whose source is an actor the stance is that source's; in nobody's words it is the author's
own, and only where the wording itself judges. What somebody says of themselves is no stance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...lexicons import keys, members
from ...model.typography import key
from ..actors.tree import Tree
from . import clauses
from .lexicon import ACCUSES, AGAINST, BLAMES, DENIES, PRAISES, StanceGround, faults, good_words, judgements, ruins
from .parties import AUTHOR, Cast, PlacedActor
from .verbal import StanceDraft, is_asked, stretch


def judging(cast: Cast) -> Iterator[StanceDraft]:
    """Every stance told by what somebody does or is."""
    for i, unit in enumerate(cast.tree.units):
        if unit.low in faults() and unit.pos in ("VERB", "AUX", "ADJ"):
            yield from _faults(cast, i)
        if unit.pos in ("ADJ", "NOUN") and unit.low in judgements():
            yield from _judged(cast, i)
        if unit.low in members("stances/own_adverbs.txt"):
            yield from _by_adverb(cast, i)
        if unit.key in ruins():
            yield from _caused(cast, i)


def _faults(cast: Cast, i: int) -> Iterator[StanceDraft]:
    tree = cast.tree
    for fault in faults()[tree.low(i)]:
        last = clauses.fixed_after(tree, i, fault.rest)
        if last < 0 or not _holds(tree, i, fault, last):
            continue
        for who in cast.speakers(i, own=fault.own):
            yield from _told(cast, i, last, who, fault.kind)
        return
    yield from _disowned(cast, i)


def _disowned(cast: Cast, i: int) -> Iterator[StanceDraft]:
    """« Nous n'avons pas menti », « il assure n'avoir rien violé »: a fault that its speaker denies."""
    tree = cast.tree
    for fault in faults()[tree.low(i)]:
        last = clauses.fixed_after(tree, i, fault.rest)
        if (
            last < 0
            or fault.negated
            or fault.kind not in AGAINST
            or not _holds(tree, i, replace(fault, negated=True), last)
        ):
            continue
        head = clauses.subject(tree, _verb_of(tree, i))
        own = {party.id for party in cast.at(head)} if head >= 0 else set()
        for who in cast.speakers(i, own=False):
            if who.id in own:
                yield StanceDraft(who, DENIES, None, (i, _end(tree, i, last)), (i, last), "denial")
        return


def _holds(tree: Tree, i: int, fault: StanceGround, last: int) -> bool:
    """Whether the words around a form make it this fault."""
    if clauses.is_negated(tree, _verb_of(tree, i)) != fault.negated or is_asked(tree, i) or _is_only_meant(tree, i):
        return False
    if clauses.is_reflexive(tree, i) != fault.reflexive or (fault.negated and not fault.objects and _is_lost(tree, i)):
        return False
    named = [at for at in _named(tree, i, last) if tree.units[at].key in fault.objects]
    if fault.valued:
        return any(_is_valued(tree, at) for at in named)
    return bool(named) or not fault.objects


def _is_lost(tree: Tree, i: int) -> bool:
    """« ne parviennent plus à vendre »: what somebody can no longer do is a loss, no reproach."""
    verb = _verb_of(tree, i)
    last = any(tree.low(child) == "plus" and verb <= child <= verb + 2 for child in tree.children[verb])
    return last and key(tree.units[i].lemma) in ("parvenir", "reussir", "etre")


def _is_valued(tree: Tree, noun: int) -> bool:
    """« un travail remarquable », « un bon choix »."""
    low = {tree.low(child) for child in tree.of(noun, "amod", "acl")}
    return any(judgements().get(word, 0) > 0 or word in good_words() for word in low)


def _is_only_meant(tree: Tree, i: int) -> bool:
    """« pour assassiner », « risque de mentir », « si X ment »: not done."""
    if clauses.is_supposed(tree, i):
        return True
    if not clauses.is_infinitive(tree, i) or any(tree.of(i, "aux:tense")):
        return False
    return not _is_tried(tree, i)


def _is_tried(tree: Tree, i: int) -> bool:
    """« a voulu masquer »: the attempt is the fault."""
    head = tree.heads[i]
    if head < 0 or tree.relation(i) != "xcomp" or key(tree.units[head].lemma) not in keys("stances/trying.txt"):
        return False
    return not clauses.is_negated(tree, head) and not _is_only_meant(tree, head)


def _verb_of(tree: Tree, i: int) -> int:
    """The verb whose negation counts: « n'ont pas été en mesure », where the parse makes « mesure » the predicate."""
    return tree.heads[i] if tree.relation(i) in ("cop", "aux:tense") and tree.heads[i] >= 0 else i


def _named(tree: Tree, i: int, last: int) -> Iterator[int]:
    """The nouns a predicate has as objects and complements, in their order."""
    for child in (*tree.children[i], *(tree.children[last] if last != i else ())):
        if child > i and tree.units[child].pos in ("NOUN", "PROPN", "ADJ", "PRON"):
            yield from clauses.members(tree, child)


def _told(cast: Cast, i: int, last: int, who: PlacedActor, kind: str) -> Iterator[StanceDraft]:
    """The stance of `who` on the subject of a predicate."""
    tree = cast.tree
    verb = _verb_of(tree, i)
    heads = list(clauses.agents(tree, verb)) if clauses.is_passive(tree, verb) else [clauses.subject(tree, verb)]
    for head in heads:
        for whom in cast.at(head) if head >= 0 else ():
            if whom.id != who.id:
                yield _found(cast, who, kind, whom, (i, last))


def _found(cast: Cast, who: PlacedActor, kind: str, whom: PlacedActor, cue: tuple[int, int]) -> StanceDraft:
    end = _end(cast.tree, *cue)
    return StanceDraft(who, kind, whom, (cue[0], end), cue, "own" if who.id == AUTHOR else "said")


def _end(tree: Tree, i: int, last: int) -> int:
    return stretch(tree, _verb_of(tree, i), last)[1]


def _judged(cast: Cast, i: int) -> Iterator[StanceDraft]:
    """« X est irresponsable », « le comportement de X est impardonnable »."""
    tree = cast.tree
    linked = any(tree.of(i, "cop")) or (
        tree.relation(i) == "xcomp" and key(tree.units[tree.heads[i]].lemma) in keys("stances/linking.txt")
    )
    if not linked or is_asked(tree, i):
        return
    good = judgements()[tree.low(i)] > 0
    negated = clauses.is_negated(tree, i)
    if negated and not good:
        return
    kind = PRAISES if good and not negated else BLAMES
    head = clauses.subject(tree, i)
    if head < 0:
        return
    for who in cast.speakers(i, own=False):
        for whom in (*cast.at(head), *cast.owners(head)):
            if whom.id != who.id:
                yield _found(cast, who, kind, whom, (i, i))


def _by_adverb(cast: Cast, i: int) -> Iterator[StanceDraft]:
    """« a illégalement annexé quatre régions »."""
    verb = cast.tree.heads[i]
    if verb >= 0 and cast.tree.units[verb].pos == "VERB" and not clauses.is_negated(cast.tree, verb):
        for who in cast.speakers(i, own=True):
            yield from _told(cast, verb, max(i, verb), who, ACCUSES)


def _caused(cast: Cast, i: int) -> Iterator[StanceDraft]:
    """« le chaos provoqué par X », in somebody's words: X is blamed for it."""
    tree = cast.tree
    for verb in tree.of(i, "acl"):
        if clauses.is_past(tree, verb) and tree.units[verb].key[:5] in members("stances/causing.txt"):
            for who in cast.speakers(i, own=False):
                for head in clauses.agents(tree, verb):
                    for whom in (*cast.at(head), *cast.owners(head)):
                        if whom.id != who.id:
                            yield _found(cast, who, ACCUSES, whom, (i, verb))
