"""The clause a date belongs to, and its label: words of the article, shortened by dropping, never reworded."""
from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ... import typography
from ...lexicons import members

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

LONGEST = 140               # characters of a label; the figure cuts further, the table has room
SHORTEST = 12               # below this the label says too little and the sentence stands in
CLAUSES = ("ROOT", "advcl", "acl", "acl:relcl", "ccomp", "parataxis", "xcomp", "advcl:cleft", "csubj")
ASIDE = ("advcl", "parataxis", "discourse", "vocative", "dislocated")
# What a long label can lose, the least needed first.
SPARE = (("acl:relcl",), ("appos",), ("acl", "advcl"), ("conj",), ("obl:mod",), ("nmod",))


@cache
def listed(name: str) -> frozenset[str]:
    """A list of `lexicons/events` as keys."""
    return frozenset(map(typography.key, members(f"events/{name}.txt")))


def span_of(doc: Doc, start: int, end: int) -> Span | None:
    """The tokens that touch these characters."""
    return doc.char_span(start, end, alignment_mode="expand")


def governor(span: Span) -> Token:
    """What the time expression hangs on: a verb, a noun, or itself when it stands alone."""
    inside = range(span.start, span.end)
    root = span.root
    return root.head if root.head.i not in inside else root


def is_predicate(token: Token) -> bool:
    """A finite or past participle verb, or what a copula carries."""
    if token.pos_ in ("VERB", "AUX"):
        return not token.dep_.startswith("aux") and token.dep_ != "cop"
    return any(child.dep_ == "cop" for child in token.children)


def clause_of(token: Token) -> Token:
    """The nearest predicate at or above `token`; the root of the sentence when there is none."""
    while token.head != token and not (is_predicate(token) and (token.dep_ in CLAUSES or token.dep_ == "conj")):
        token = token.head
    return token


def is_happening(noun: Token) -> bool:
    """Whether a noun names something that happens: listed, or with an ending that makes a noun of a verb."""
    bare = typography.key(noun.lemma_ or noun.text)
    word = typography.key(noun.text)
    if {bare, word} & listed("not_happenings"):
        return False
    return bool({bare, word} & listed("happenings")) or bool(re.search(r"(?:tion|sion|ement|age|ture)s?$", word)) and len(word) > 6


def clause_label(head: Token, times: list[Span]) -> str:
    """The clause of `head` without its dates and asides, as short as it needs to be; words of the article in order."""
    tokens = _core(head, times)
    for spare in SPARE:
        if len(_joined(tokens)) <= LONGEST:
            break
        tokens = _without(tokens, head, spare)
    return _cut(_joined(_with_antecedent(tokens, head)))


def noun_label(noun: Token, times: list[Span]) -> str:
    """A happening told by a noun: « le premier coup d'État »."""
    dropped = _time_tokens(times) | _subtrees(noun, ("acl:relcl", "advcl", "acl", "conj", "appos", "parataxis"))
    return _cut(_joined([token for token in noun.subtree if token.i not in dropped and token.dep_ != "punct"
                         and not (token.dep_ == "case" and token.head == noun)]))


def text_label(text: str) -> str:
    """The sentence itself, cut at a border, where the parse gives nothing better."""
    return _cut(" ".join(text.split()).strip(" .;:,"))


def _core(head: Token, times: list[Span]) -> list[Token]:
    """The clause's tokens without dates, asides and coordinated clauses of their own."""
    dropped = _time_tokens(times) | _subtrees(head, ASIDE)
    for child in head.children:
        if child.dep_ == "conj" and is_predicate(child) and any(sub.dep_.startswith("nsubj") for sub in child.children):
            dropped |= {token.i for token in child.subtree}
        if child.dep_ in ("cc", "mark") or child.dep_ == "advmod" and typography.key(child.text) in listed("connectives"):
            dropped |= {token.i for token in child.subtree}
    return [token for token in head.subtree if token.i not in dropped]


def _with_antecedent(tokens: list[Token], head: Token) -> list[Token]:
    """A relative clause or a participle is told of the noun before it: « l'homme qui a fui »."""
    if head.dep_ not in ("acl:relcl", "acl") or not tokens:
        return tokens
    noun = head.head
    before = [token for token in noun.subtree if token.i < tokens[0].i and token.i >= noun.left_edge.i
              and token.dep_ not in ("case", "punct") and not _below(token, head)]
    near = [token for token in before if tokens[0].i - token.i < 14]
    return near + tokens if noun in near else tokens


def _below(token: Token, head: Token) -> bool:
    return token == head or head.is_ancestor(token)


def _time_tokens(times: list[Span]) -> set[int]:
    """The tokens of the dates, with the prepositions and articles that only serve them."""
    found: set[int] = set()
    for span in times:
        found |= set(range(span.start, span.end))
        place = span.start - 1
        while place >= 0 and span.doc[place].pos_ in ("ADP", "DET") and span.doc[place].sent == span.sent:
            found.add(place)
            place -= 1
    return found


def _subtrees(head: Token, kinds: tuple[str, ...]) -> set[int]:
    return {token.i for child in head.children if child.dep_ in kinds for token in child.subtree}


def _without(tokens: list[Token], head: Token, kinds: tuple[str, ...]) -> list[Token]:
    """The tokens less the last subtrees of these kinds that stand below `head`."""
    drop: set[int] = set()
    for token in tokens:
        if token.dep_ in kinds and token != head and not token.dep_.startswith("nsubj"):
            drop |= {below.i for below in token.subtree}
    return [token for token in tokens if token.i not in drop] if len(tokens) - len(drop) > 3 else tokens


def _joined(tokens: list[Token]) -> str:
    """The words in their order; where something was dropped, one space, and no stray comma."""
    text = ""
    for place, token in enumerate(tokens):
        glue = tokens[place - 1].whitespace_ if place else ""
        if place and tokens[place - 1].i + 1 != token.i and not tokens[place - 1].text.endswith(("'", "’", "-")):
            glue = " "
        text += glue + token.text
    return _tidy(text)


def _tidy(text: str) -> str:
    text = " ".join(text.split())
    text = re.sub(r"\s+([,.)])", r"\1", text)
    text = re.sub(r"(?:\s*[,;:]){2,}", ",", text)
    text = re.sub(r"\(\s*\)|«\s*»", "", text)
    text = re.sub(r"^[\s,;:.)»–—-]+|[\s,;:.(«–—-]+$", "", text)
    if text.count("«") != text.count("»"):
        text = text.replace("« ", "").replace(" »", "").replace("«", "").replace("»", "")
    return " ".join(text.split())


def _cut(text: str) -> str:
    """At most `LONGEST` characters, cut after a word and marked."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
