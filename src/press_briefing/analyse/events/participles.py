"""A participle that is dated by itself: in front of its clause (« Inauguré en 1869, il est… ») or in a complement.

What it tells is told of its noun or its subject, never by the clause around it, which is not of that date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...french.grammar.clauses import clause_of
from ...model import typography
from .cutting import PARTICIPLE, without_date
from .joining import cut, joined
from .named import subject_of
from .nouns import subtrees
from .shortening import LONGEST
from .words import listed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

FRONTED = ("advcl", "acl", "amod", "advmod", "dislocated", "dep")
DATE_WORDS = 3  # between a participle and its date: « déclassifiés il y a », « publié au début de »
INSIDE = ("acl", "acl:relcl", "nmod", "amod", "conj", "appos", "obl:arg", "obl:mod", "obl:agent", "obj")


def subject_told(above: Token | None) -> Token | None:
    """The subject that a participle in front of its clause tells of; None where it stands elsewhere or has its own."""
    if above is None or above.dep_ not in FRONTED or not _is_participle(above):
        return None
    if above.i - above.sent.start > 1 or any(child.dep_.startswith(("nsubj", "aux")) for child in above.children):
        return None
    subject = above.head if above.head.dep_.startswith("nsubj") else subject_of(above.head)
    return subject if subject is not None and subject.i > above.i and agree(above, subject) else None


def agree(participle: Token, subject: Token) -> bool:
    """« Lancé en 2020, des parcelles s'y vendent »: it tells of something else."""
    pairs = ((participle.morph.get(kind, []), subject.morph.get(kind, [])) for kind in ("Gender", "Number"))
    return all(not one or not other or one == other for one, other in pairs)


def told_of_subject(above: Token, subject: Token, who: str, own: list[Span]) -> str:
    """« [Anne Roy] élue maire »: the participle's words without their date, behind whom or what they tell of."""
    edge = subject.left_edge.i
    words = [token for token in above.subtree if token.i < edge]
    told = joined(without_date(words, above, own))
    if subject.pos_ != "PRON":
        who = name_of(subject, above.i)
    return cut(f"[{who}] {told[:1].lower()}{told[1:]}") if who and told else ""


def name_of(subject: Token, behind: int = -1) -> str:
    """A subject's words without what only describes it, from behind that place on."""
    dropped = subtrees(subject, ("acl:relcl", "acl", "appos", "conj", "cc"))
    return joined([token for token in subject.subtree if token.i not in dropped and token.i > behind])


def is_present(participle: Token) -> bool:
    """Whether the clause behind a fronted participle speaks of now: « il est l'une des routes »."""
    main = clause_of(participle.head) if participle.head != participle else participle
    if any(child.dep_.startswith("aux") for child in main.children):
        return False
    finite = [token for token in (main, *main.children) if "Fin" in token.morph.get("VerbForm", [])]
    return any("Pres" in token.morph.get("Tense", []) for token in finite)


def is_of_a_complement(head: Token) -> bool:
    """Whether a participle hangs on a noun that is no subject: « selon un rapport publié en 2019 »."""
    return head.dep_ == "acl" and _is_participle(head) and head.head.i < head.i and _is_complement(head.head)


def _is_complement(noun: Token) -> bool:
    return noun.pos_ in ("NOUN", "PROPN") and noun.dep_.startswith(("obl", "obj", "iobj", "nmod"))


def in_a_source(span: Span, above: Token) -> Token:
    """The participle right before a date in « selon … », where the parse hangs the date on the clause; else `above`."""
    doc = span.doc
    for place in range(span.start - 1, max(span.start - 1 - DATE_WORDS, span.sent.start), -1):
        token = doc[place]
        if token.dep_ == "acl" and _is_participle(token) and _is_of_a_source(token.head):
            return token
        if token.pos_ not in ("ADP", "DET", "NOUN", "PRON"):
            return above
    return above


def _is_of_a_source(noun: Token) -> bool:
    for token in (noun, *noun.ancestors):
        led = {typography.key(child.text) for child in token.children if child.dep_ == "case"}
        if led & listed("source_leads"):
            return True
        if token.dep_ not in INSIDE or token.pos_ not in ("NOUN", "PROPN", "VERB", "ADJ"):
            return False
    return False


def _is_participle(token: Token) -> bool:
    past = "Part" in token.morph.get("VerbForm", []) and "Pres" not in token.morph.get("Tense", [])
    return past or (token.pos_ in ("ADJ", "ADV") and bool(PARTICIPLE.search(token.lower_)))


def in_brackets(head: Token) -> str:
    """« le maire (élu le 6 juillet 2020) »: the participle's own words, with the noun they stand behind."""
    edge, noun, doc = head.left_edge.i, head.head, head.doc
    opened = next((at for at in (edge, edge - 1) if at > noun.i and doc[at].text == "("), None)
    if opened is None:
        return ""
    closed = next((at for at in range(head.i, min(head.sent.end, head.i + LONGEST)) if doc[at].text == ")"), None)
    while noun.dep_ in ("nmod", "appos") and noun.head.pos_ in ("NOUN", "PROPN") and noun.head.i < noun.i:
        noun = noun.head  # « Paul Roy, le patron du club (élu …) »: the reader sees of whom it is told
    before = [token for token in noun.subtree if token.i < opened and not (token.dep_ == "case" and token.head == noun)]
    return "" if closed is None else cut(joined([*before, *doc[opened : closed + 1]]))
