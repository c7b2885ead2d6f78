"""Whose words a predicate is in: a quotation's speaker, the source of a claim, or the author."""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis import Claim
from ..actors.tree import Tree
from . import clauses
from .parties import AUTHOR, Cast, Party

# By these a whole sentence is told on somebody's word.
_ACCORDING = frozenset(("selon", "pour", "d'après", "suivant", "dixit"))


def speakers(cast: Cast, i: int, *, own: bool) -> Iterator[Party]:
    """Those whose words the predicate at `i` is in; the author where `own` and nobody else says it."""
    offset = cast.tree.units[i].start
    quoted = cast.quoted(offset)
    if quoted is not None:
        if quoted:
            yield Party(quoted, i)
        return
    told = cast.sources(offset)
    inside = [source for claim, source in told if _is_content(cast.tree, i, claim)]
    yield from (Party(source, i) for source in dict.fromkeys(inside) if source)
    if own and not told and not cast.tree.quoted[i]:
        yield Party(AUTHOR, i)


def _is_content(tree: Tree, i: int, claim: Claim) -> bool:
    """Whether a predicate is part of what a claim says, not of how it is said or of who says it."""
    if claim.source is not None and claim.source.start <= tree.units[i].start < claim.source.end:
        return False
    cue = _cue(tree, i, claim)
    if cue is None:
        return False
    if tree.low(cue) in _ACCORDING:
        return True
    at, below = i, -1
    for _ in range(clauses.STEPS):
        if at == cue or at < 0:
            break
        at, below = tree.heads[at], at
    if at == cue:
        return below >= 0 and tree.relation(below) in ("ccomp", "xcomp", "obj", "parataxis", "acl", "advcl", "conj") and _is_that(tree, below, cue)
    return tree.relation(cue) in ("parataxis", "parataxis:insert")


def _is_that(tree: Tree, below: int, cue: int) -> bool:
    """« estime que … », « reproche à … »: not what is joined to the verb of saying."""
    return tree.relation(below) in ("ccomp", "xcomp", "obj") or (tree.relation(below) == "parataxis" and below > cue)


def _cue(tree: Tree, i: int, claim: Claim) -> int | None:
    """The word that tells that it is said, in the sentence of `i`."""
    if not claim.cue:
        return None
    wanted = claim.cue.lower().replace("’", "'").split()
    number = tree.of_sentence[i]
    sentence = tree.sentences[number]
    ranks = tree.ranks(sentence.start, sentence.end)
    for word in reversed(wanted):
        found = next((at for at in ranks if tree.low(at) == word and at != i), None)
        if found is not None:
            return found
    return None
