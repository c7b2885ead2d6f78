"""Stances told by what somebody is called or felt to be: « X qualifie Y de menteur », « X est fier de Y »."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ... import lexicons
from ...french.grammar import forms
from ...french.grammar.verbs import plural
from ..actors.tree import Tree
from . import clauses
from .lexicon import BLAMES, PRAISES, feminine, judgements
from .parties import Cast, PlacedActor
from .verbal import StanceDraft, is_asked


@cache
def labels() -> dict[str, str]:
    """Every form of a verb that calls somebody something: the word before what."""
    return {form: case for verb, case in lexicons.rows("stances/labels.tsv") for form, _ in forms.conjugated(verb)}


@cache
def feelings() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Adjectives of stance, all forms: kind, prepositions before whom."""
    table = {}
    for lemma, kind, cases in lexicons.rows("stances/adjectives.tsv"):
        for form in (lemma, feminine(lemma), plural(lemma), plural(feminine(lemma))):
            table[form] = kind, tuple(cases.split())
    return table


def labelling(cast: Cast) -> Iterator[StanceDraft]:
    """Every stance told by a label or a feeling."""
    for i, unit in enumerate(cast.tree.units):
        if unit.low in labels() and unit.pos in ("VERB", "AUX"):
            yield from _called(cast, i)
        if unit.low in feelings() and unit.pos in ("ADJ", "VERB"):
            yield from _felt(cast, i)


def _called(cast: Cast, i: int) -> Iterator[StanceDraft]:
    tree = cast.tree
    if clauses.is_negated(tree, i) or is_asked(tree, i) or clauses.is_infinitive(tree, i):
        return
    label, polarity = _label(tree, i)
    if not polarity:
        return
    passive = clauses.is_passive(tree, i)
    sayers = clauses.agents(tree, i) if passive else iter([clauses.subject(tree, i)])
    heads = [clauses.subject(tree, i)] if passive else list(clauses.objects(tree, i))
    called = [p for head in heads if head >= 0 for p in (*cast.at(head), *cast.owners(head))]
    for by in (p for head in sayers if head >= 0 for p in cast.at(head)):
        for whom in called:
            if by.id != whom.id:
                yield StanceDraft(
                    by, PRAISES if polarity > 0 else BLAMES, whom, (i, label), (i, i), "label", tree.units[i].lemma
                )


def _label(tree: Tree, i: int) -> tuple[int, float]:
    """What somebody is called (« de menteur », « comme un traître », « irresponsable »), and whether for or against."""
    case = labels()[tree.low(i)]
    if case == "-":
        near = [child for child in tree.of(i, "xcomp") if child > i and tree.units[child].pos == "ADJ"]
    else:
        near = [child for child in clauses.complements(tree, i, case) if child > i]
    return next(((at, told) for at in near if (told := _polarity(tree, at))), (-1, 0.0))


def _polarity(tree: Tree, label: int) -> float:
    """For or against, by the label or an adjective beside it."""
    ranks = (label, *tree.of(label, "amod", "nmod", "conj"))
    return next((judgements()[tree.low(at)] for at in ranks if tree.low(at) in judgements()), 0.0)


def _felt(cast: Cast, i: int) -> Iterator[StanceDraft]:
    """« X est fier de Y », « X, déçu par l'attitude de Y, … »."""
    tree = cast.tree
    kind, cases = feelings()[tree.low(i)]
    if clauses.is_negated(tree, i) or is_asked(tree, i):
        return
    subject = clauses.subject(tree, i)
    for by in cast.at(subject) if subject >= 0 else ():
        for whom in _whom(cast, i, cases):
            if whom.id != by.id:
                yield StanceDraft(by, kind, whom, (i, whom.at), (i, i), "feeling", tree.units[i].lemma)


def _whom(cast: Cast, i: int, cases: tuple[str, ...]) -> Iterator[PlacedActor]:
    for child in cast.tree.children[i]:
        if child > i and clauses.plain_case(cast.tree.case(child)) in cases:
            yield from cast.at(child)
            yield from cast.owners(child)
