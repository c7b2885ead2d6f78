"""The clause a date belongs to, and its label: words of the article, shortened by dropping, never reworded."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ... import typography
from ...lexicons import members

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

LONGEST = 140  # characters of a label; the figure cuts further, the table has room
SHORTEST = 12  # below this the label says too little and the sentence stands in
CLAUSES = ("ROOT", "advcl", "acl", "acl:relcl", "ccomp", "parataxis", "xcomp", "advcl:cleft", "csubj")
DANGLING = re.compile(r"(?:qui|que|qu['’]|dont|où|lequel|laquelle)\b", re.IGNORECASE)
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
    while token.head != token and not _tells(token):
        token = token.head
    return token


def _tells(token: Token) -> bool:
    """A clause of its own: no infinitive or present participle, which hang on the verb that governs them."""
    if not is_predicate(token) or not (token.dep_ in CLAUSES or token.dep_ == "conj"):
        return False
    auxiliary = next((child for child in token.children if child.dep_.startswith("aux")), None)
    forms = [*token.morph.get("VerbForm", []), *(auxiliary.morph.get("VerbForm", []) if auxiliary is not None else [])]
    gerund = "Part" in forms and "Pres" in token.morph.get("Tense", [])
    return not ("Inf" in forms or (gerund and auxiliary is None)) or any(
        child.dep_ == "cop" for child in token.children
    )


def is_happening(noun: Token, *, to_the_day: bool = False) -> bool:
    """Whether a noun names something that happens: listed, made of a verb by its ending, or dated to the day."""
    bare = typography.key(noun.lemma_ or noun.text)
    word = typography.key(noun.text)
    if {bare, word} & listed("not_happenings"):
        return False
    return (
        to_the_day
        or bool({bare, word} & listed("happenings"))
        or (bool(re.search(r"(?:tion|sion|ement|age|ture)s?$", word)) and len(word) > 6)
    )


def clause_label(head: Token, times: list[Span]) -> str:
    """The clause of `head` without its dates and asides, as short as it needs to be; words of the article in order.

    `""` when nothing is left that says who or what.
    """
    tokens = _core(head, [] if typography.key(head.lemma_) in listed("dating_verbs") else times)
    for spare in SPARE:
        if len(_joined(tokens)) <= LONGEST:
            break
        tokens = _without(tokens, head, spare)
    tokens = _with_antecedent(_with_subject(tokens, head, times), head)
    label = _cut(_joined(tokens))
    says_who = any(token.pos_ in ("NOUN", "PROPN") for token in tokens) and not DANGLING.match(label)
    return label if says_who else ""


def noun_label(noun: Token, times: list[Span]) -> str:
    """A happening told by a noun: « le premier coup d'État »; a pronoun (« celui du 20 mai ») is told with its noun."""
    if noun.pos_ == "PRON":
        return _cut(_pronoun_label(noun, times))
    dropped = _time_tokens(times) | _subtrees(noun, ("acl:relcl", "advcl", "acl", "conj", "appos", "parataxis"))
    return _cut(
        _joined(
            [
                token
                for token in noun.subtree
                if token.i not in dropped
                and token.dep_ != "punct"
                and not (token.dep_ == "case" and token.head == noun)
            ]
        )
    )


def _pronoun_label(pronoun: Token, times: list[Span]) -> str:
    """From the noun it hangs on to the end of its date, as the text has it."""
    before = [*pronoun.ancestors, *reversed(list(pronoun.sent[: pronoun.i - pronoun.sent.start]))]
    noun = next(
        (token for token in before if token.i < pronoun.i and token.pos_ == "NOUN" and is_happening(token)), pronoun
    )
    first = next((child.i for child in noun.children if child.dep_ == "det" and child.i < noun.i), noun.i)
    last = next((span.end for span in times if span.start > pronoun.i), pronoun.i + 1)
    return _tidy(pronoun.doc[first:last].text)


def text_label(text: str) -> str:
    """The sentence itself, cut at a border, where the parse gives nothing better."""
    return _cut(" ".join(text.split()).strip(" .;:,"))


def _core(head: Token, times: list[Span]) -> list[Token]:
    """The clause's tokens without dates, asides and coordinated clauses of their own."""
    dropped = _time_tokens(times) | _subtrees(head, ASIDE)
    for child in head.children:
        if child.dep_ == "conj" and is_predicate(child) and any(sub.dep_.startswith("nsubj") for sub in child.children):
            dropped |= {token.i for token in child.subtree}
        if child.dep_ in ("cc", "mark") or (
            child.dep_ == "advmod" and typography.key(child.text) in listed("connectives")
        ):
            dropped |= {token.i for token in child.subtree}
    return [token for token in head.subtree if token.i not in dropped]


def _with_subject(tokens: list[Token], head: Token, times: list[Span]) -> list[Token]:
    """« et a rompu les liens » is told with the subject of the verb before it."""
    if head.dep_ != "conj" or any(child.dep_.startswith("nsubj") for child in head.children):
        return tokens
    verb = head
    while verb.dep_ == "conj":
        verb = verb.head
    subject = next((child for child in verb.children if child.dep_.startswith("nsubj")), None)
    if subject is None or subject.i > head.i:
        return tokens
    dropped = _time_tokens(times) | _subtrees(subject, ("acl:relcl", "acl", "appos", "conj"))
    return [token for token in subject.subtree if token.i not in dropped and token.dep_ != "punct"] + tokens


def _with_antecedent(tokens: list[Token], head: Token) -> list[Token]:
    """A relative clause or a participle is told of the noun before it: « l'homme qui a fui »."""
    if head.dep_ not in ("acl:relcl", "acl") or not tokens:
        return tokens
    noun = head.head
    before = [
        token
        for token in noun.subtree
        if token.i < tokens[0].i
        and token.i >= noun.left_edge.i
        and not (token.dep_ in ("case", "punct") and token.head == noun)
        and not _below(token, head)
    ]
    near = [token for token in before if tokens[0].i - token.i < 14]
    return near + tokens if noun in near else tokens


def _below(token: Token, head: Token) -> bool:
    return token == head or head.is_ancestor(token)


def _time_tokens(times: list[Span]) -> set[int]:
    """The tokens of the dates, with the prepositions, articles and commas that only serve them."""
    found: set[int] = set()
    for span in times:
        found |= set(range(span.start, span.end))
        place = span.start - 1
        while place >= 0 and _serves(span.doc[place]):
            found.add(place)
            place -= 1
    _bridge(times, found)
    for span in times:
        _uncomma(span, found)
    return found


def _serves(token: Token) -> bool:
    """Whether a token before a date only leads to it: « de », « le », « à partir »."""
    leads = token.pos_ in ("ADP", "DET", "SPACE") and not token.lower_.startswith("qu")
    return leads or token.lower_ in ("partir", "compter", "dès", "jusque")


def _bridge(times: list[Span], found: set[int]) -> None:
    """« entre lundi et mardi »: what joins two dates goes with them."""
    for left, right in pairwise(times):
        between = range(left.end, right.start)
        if len(between) <= 3 and all(right.doc[place].pos_ in ("ADP", "DET", "CCONJ") for place in between):
            found |= set(between)


def _uncomma(span: Span, found: set[int]) -> None:
    """A date set off by two commas takes both."""
    first = span.start - 1
    while first in found:
        first -= 1
    if first >= 0 and span.end < len(span.doc) and span.doc[first].text == span.doc[span.end].text == ",":
        found |= {first, span.end}


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
    tokens = _trimmed(tokens)
    text = ""
    for place, token in enumerate(tokens):
        glue = tokens[place - 1].whitespace_ if place else ""
        if place and tokens[place - 1].i + 1 != token.i and not tokens[place - 1].text.endswith(("'", "’", "-")):
            glue = " "
        text += glue + token.text
    return _tidy(text)


def _trimmed(tokens: list[Token]) -> list[Token]:
    """The tokens without what cannot begin or end a label."""
    first, last = 0, len(tokens)
    while first < last and (
        tokens[first].pos_ in ("PUNCT", "CCONJ", "SCONJ", "SPACE") or _is_connective(tokens[first])
    ):
        first += 1
    while last > first and tokens[last - 1].pos_ in ("PUNCT", "CCONJ", "SCONJ", "ADP", "DET", "SPACE"):
        last -= 1
    return tokens[first:last]


def _is_connective(token: Token) -> bool:
    return typography.key(token.text) in listed("connectives") | {"soit"}


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
    return text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
