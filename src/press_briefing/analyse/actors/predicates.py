"""Functions that a clause states: « X est le … », « X est devenue … », « le directeur est X », « X, qui dirige … »."""

from __future__ import annotations

from ...french.grammar.classes import is_adverb, is_finite, words
from ...lexicons import members
from .after import AWAY, begun, closing, noun_right
from .before import noun_left
from .book import Role
from .roles import SURE, is_agent, is_human, is_person_noun, is_plural, opening, past_bracket, role
from .tree import Tree

_WHICH = frozenset(("qui", "lequel", "laquelle"))


def predicated(tree: Tree, ranks: range, head: int) -> Role | None:
    """« X est le directeur de … », « X a été nommée ministre »: stated, not denied, not hoped for."""
    if not tree.relation(head).startswith("nsubj") or tree.heads[head] < 0:
        return _inverted(tree, ranks)
    if (told := _is_clause(tree, ranks[-1] + 1)) is not None:
        return told
    verb = tree.heads[head]
    return _is(tree, head, verb) or _becomes(tree, head, verb) or _works(tree, verb)


def _is(tree: Tree, head: int, noun: int) -> Role | None:
    """The predicate noun of a copula."""
    copula = next(tree.of(noun, "cop"), -1)
    if not is_person_noun(tree, noun) and not is_human(tree, noun, SURE):
        return None
    if copula < head or tree.units[noun].capital or not _stated(tree, head, noun, copula):
        return None
    return None if is_plural(tree, noun) else role(tree, opening(tree, noun), closing(tree, noun), noun, "is")


def _becomes(tree: Tree, head: int, verb: int) -> Role | None:
    """« est devenu Premier ministre », « a été élue présidente », « s'est vu nommer » is another."""
    if verb < head or tree.units[verb].lemma not in members("actors/becoming.txt"):
        return None
    passive = any(tree.low(i) in ("été", "est", "fut", "était") for i in range(head, verb))
    if tree.units[verb].lemma not in ("devenir", "redevenir", "rester", "demeurer") and not passive:
        return None  # « X a nommé une ministre »
    finite = next((i for i in range(head, verb + 1) if is_finite(tree.units[i])), -1)
    if finite < 0 or not _stated(tree, head, verb, finite) or "Tense=Fut" in tree.units[finite].morph:
        return None
    first = verb + 1
    while first < len(tree.units) and (is_adverb(tree.units[first]) or tree.low(first) in ("à", "l'", "unanimité")):
        first += 1
    return _told(tree, first)


def _works(tree: Tree, verb: int) -> Role | None:
    """« X travaille comme infirmière », « s'est engagée comme chauffeuse »: a bare noun behind « comme »."""
    if tree.units[verb].lemma not in members("actors/working.txt"):
        return None
    at = next((i for i in range(verb + 1, min(len(tree.units), verb + 6)) if tree.low(i) == "comme"), -1)
    denied = any(tree.low(i) in ("pas", "ne", "n'") for i in range(max(0, verb - 4), verb + 3))
    return _told(tree, at + 1) if at > 0 and not denied else None


def _told(tree: Tree, first: int) -> Role | None:
    """The function that begins at `first`, after its article."""
    noun = noun_right(tree, first)
    if noun < 0 or not (is_person_noun(tree, noun) or is_human(tree, noun, SURE)) or is_plural(tree, noun):
        return None
    return role(tree, begun(tree, first, noun), closing(tree, noun), noun, "is")


def _stated(tree: Tree, head: int, last: int, finite: int) -> bool:
    """Whether a clause is told as a fact by the author: not denied, not conditional, nobody's words."""
    denied = not words("undone").isdisjoint(tree.low(i) for i in range(head, last))
    return not denied and not tree.quoted[finite] and "Mood=Cnd" not in tree.units[finite].morph


def _inverted(tree: Tree, ranks: range) -> Role | None:
    """« Le président était alors X »: the function is the subject."""
    at = ranks[0] - 1
    while at > 0 and (is_adverb(tree.units[at]) or tree.low(at) in members("actors/beside.txt")):
        at -= 1
    if tree.low(at) not in words("copulas") or at < 1 or tree.quoted[at]:
        return None
    noun = noun_left(tree, at - 1, nearest=False)
    if noun < 0 or tree.case(noun) or not _stated(tree, noun, at, at):
        return None
    first = opening(tree, noun)
    definite = tree.low(first - 1) in words("singular_known")
    return role(tree, first, at, noun, "before") if definite else None


def clause_after(tree: Tree, ranks: range) -> Role | None:
    """« X, qui dirige la commission des lois, »: the clause as worded, from its verb."""
    at = past_bracket(tree, ranks[-1] + 1)
    at += at < len(tree.units) and tree.units[at].text == ","
    if tree.low(at) not in _WHICH or at + 2 >= len(tree.units):
        return None
    if (told := _is_clause(tree, at + 1)) is not None:
        return told
    verb = at + 1
    if tree.units[verb].lemma not in members("actors/function_verbs.txt") or not is_finite(tree.units[verb]):
        return None
    if tree.low(verb + 1) in AWAY:
        return None  # « qui dirige vers lui sa lampe »
    last = closing(tree, verb)
    return role(tree, verb, last, verb, "clause") if last > verb + 1 else None


def _is_clause(tree: Tree, at: int) -> Role | None:
    """« qui est pianiste », « qui, comme sa mère, est sculptrice », « qui était alors ministre »: from the noun on."""
    if at < len(tree.units) and tree.units[at].text == ",":
        closed = next((i for i in range(at + 1, min(at + 8, len(tree.units))) if tree.units[i].text == ","), at)
        at = closed + 1
    if tree.low(at) not in words("copulas") or at + 1 >= len(tree.units) or tree.quoted[at]:
        return None
    first = at + 1
    while tree.low(first) in members("actors/beside.txt"):
        first += 1
    noun = first if is_agent(tree, first) else noun_right(tree, first)
    known = noun >= 0 and (is_person_noun(tree, noun) or is_agent(tree, noun) or is_human(tree, noun, SURE))
    if not known or tree.units[noun].pos in ("VERB", "AUX"):
        return None
    return role(tree, begun(tree, first, noun), closing(tree, noun), noun, "is")
