"""A label that is too long ends before a phrase that its verb can do without; never before the verb or its object."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from ...french.grammar.classes import words
from ...french.grammar.clauses import is_predicate
from ...model import typography

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 160  # characters of a label; the figure cuts further, the table has room
FULL = 80  # a label cut shorter than that says too little; it may run on to the next phrase, up to `MOST`
MOST = 220
SCANT = 40  # a label that ends before this has lost what its verb is about
YEAR = re.compile(r"[12]\d{3}")
JOINTS = (",", ";", "–", "-", "mais", "et", "or", "car")
COUNTED_FROM = words("counted_from")
NEEDED = ("obj", "ccomp", "xcomp", "obl:arg", "iobj")  # what a verb cannot do without
# What may be left out at the end of a clause, with all that hangs on it.
LOOSE = ("obl:mod", "obl", "advcl", "parataxis", "parataxis:insert", "discourse", "punct", "cc")


def cut_at_phrase(
    tokens: list[Token], head: Token, needed: frozenset[int] = frozenset(), *, marked: bool = True
) -> list[Token]:
    """The tokens up to the last place within `LONGEST` where a phrase begins that can go, or the first one after it.

    A whole clause goes before part of one: what stands inside a clause below is cut only where nothing else can be.
    `marked`: a comma may do where nothing can be spared. Linear: each word that the rest cannot spare bars the places between it and what it hangs on.
    """
    if not tokens or tokens[-1].idx - tokens[0].idx <= LONGEST:
        return tokens
    lengths = list(accumulate(len(token.text_with_ws) for token in tokens))
    if lengths[-1] <= LONGEST:
        return tokens
    at = {token.i: place for place, token in enumerate(tokens)}
    verb = max([at.get(head.i, 0), *(at[place] for place in needed if place in at)])
    end = _place_to_end(tokens, lengths, verb, _barred(tokens, at, head))
    told = lengths[end - 1] if end else lengths[-1]
    if told < FULL or (not end and told > MOST):
        end = _place_to_end(tokens, lengths, verb, _barred(tokens, at)) or end
    if marked and ((end and lengths[end - 1] < SCANT) or (not end and lengths[-1] > MOST)):
        mark = _at_a_mark(tokens, lengths, verb)
        end = mark if not end or lengths[mark - 1] >= FULL else end
    return tokens[:end] if end else tokens


def _place_to_end(tokens: list[Token], lengths: list[int], verb: int, barred: list[bool]) -> int:
    """The last place within `LONGEST` where a label can end, or the first one up to `MOST`; 0 for none."""
    places = [place for place in range(verb + 1, len(tokens)) if not barred[place] and _begins(tokens, place)]
    within = [place for place in places if lengths[place - 1] <= LONGEST]
    beyond = next((place for place in places if LONGEST < lengths[place - 1] <= MOST), 0)
    if within and (lengths[within[-1] - 1] >= FULL or not beyond):
        return within[-1]
    return beyond


def _at_a_mark(tokens: list[Token], lengths: list[int], verb: int) -> int:
    """Where nothing can be spared: before the last comma, dash, preposition or conjunction within `MOST`."""
    within = [place for place in range(verb + 2, len(tokens)) if lengths[place - 1] <= MOST and _begins(tokens, place)]
    marked = [place for place in within if tokens[place - 1].text in (",", "-", "–", "—", ";", ":", "(")]
    led = [place for place in within if tokens[place].pos_ in ("ADP", "SCONJ", "CCONJ")]
    full = [place for place in marked if lengths[place - 1] >= FULL] or [p for p in led if lengths[p - 1] >= FULL]
    return (full or led or marked or within or [len(tokens)])[-1]


def without_stub(tokens: list[Token], head: Token) -> list[Token]:
    """Without the subject of a verb that is gone: « …, mais ses ennuis et son bilan » before « l'ont amené à »."""
    last = next((token for token in reversed(tokens) if token.pos_ not in ("PUNCT", "SPACE")), None)
    if last is None or last.i <= head.i or last.i + 1 >= last.sent.end:
        return tokens
    if last.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return tokens
    following = last.nbor(1)
    if following.pos_ == "PRON" and following.dep_ in ("obj", "iobj", "expl:pv") and following.i + 1 < last.sent.end:
        following = following.nbor(1)
    if "Fin" not in following.morph.get("VerbForm", []) or following.i <= head.i:
        return tokens
    joints = [place for place, token in enumerate(tokens) if token.i > head.i and token.lower_ in JOINTS]
    clauses = [place for place in joints if tokens[place].lower_ in ("mais", "or", "car")]
    edge = (clauses or joints)[-1:]
    return tokens[: edge[0]] if edge else tokens


def _begins(tokens: list[Token], place: int) -> bool:
    if tokens[place].pos_ == "PUNCT" or tokens[place - 1].pos_ in ("ADP", "DET"):
        return False
    before = tokens[place - 1]
    ago = before.lower_ == "a" and place > 1 and tokens[place - 2].lower_ == "y"
    if ago or before.pos_ == "NUM" or typography.key(before.lemma_) == "etre":
        return False  # « 700 000 », « il y a cent ans »
    if tokens[place].pos_ == "ADP" and place + 1 < len(tokens) and YEAR.fullmatch(tokens[place + 1].text):
        return False  # « contre huit millions en 2010 »
    return not (_is_counted(tokens[place - 1]) and tokens[place].lower_ in COUNTED_FROM)


def _is_counted(token: Token) -> bool:
    """« deux jours », « deux jours seulement » before « après »."""
    noun = token.nbor(-1) if token.pos_ == "ADV" and token.i else token
    return any(child.dep_ == "nummod" for child in noun.children)


def _barred(tokens: list[Token], at: dict[int, int], head: Token | None = None) -> list[bool]:
    """At which places a cut would part a word from what needs it; with a `head` also inside any clause but its own."""
    steps = [0] * (len(tokens) + 1)
    for place, token in enumerate(tokens):
        steps[place + 1] += (token.text == "(") - (token.text == ")")
        above = at.get(token.head.i)
        if above is None or above == place or token.dep_ == "punct":
            continue
        if above < place and is_loose(token) and not _is_inside(token, head):
            continue
        first, last = min(above, place), max(above, place)
        steps[first + 1] += 1
        steps[last + 1] -= 1
    return [count > 0 for count in accumulate(steps)]


def _is_inside(token: Token, head: Token | None) -> bool:
    """Whether a word belongs to a clause below that of `head`, and leaves half of it where it goes."""
    return head is not None and token.head != head and is_predicate(token.head) and token.pos_ != "PUNCT"


def is_loose(token: Token) -> bool:
    """A relative clause or a participle without a comma says which one is meant, and stays with its noun."""
    if token.dep_ in ("acl", "acl:relcl", "appos"):
        edge = token.left_edge
        return (edge.i > 0 and edge.nbor(-1).text in (",", "(", "–", "-")) or edge.text in (",", "(")
    if token.dep_.startswith("obl") and token.head.dep_ in ("acl", "advcl"):
        return False  # « vivant dans des grottes », « frappé par la crise »: without it the participle hangs in the air
    return token.dep_ in LOOSE or (token.dep_ == "conj" and is_predicate(token) and not _has_its_object(token))


def _has_its_object(joined: Token) -> bool:
    """« ont repéré et intercepté le navire »: the object behind the second participle is also that of the first."""
    own = {child.dep_ for child in joined.children if child.dep_ in NEEDED or child.dep_.startswith(("nsubj", "aux"))}
    before = {child.dep_ for child in joined.head.rights if child.dep_ in NEEDED and child.i < joined.i}
    return bool(own & set(NEEDED)) and own <= set(NEEDED) and not before
