"""Clauses by the parse: what governs a word, the nearest predicate, the stretch between two strong marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

CLAUSES = (
    "ROOT",
    "advcl",
    "acl",
    "acl:relcl",
    "ccomp",
    "parataxis",
    "parataxis:insert",
    "xcomp",
    "advcl:cleft",
    "csubj",
)


def _has_tree(doc: Doc) -> bool:
    """Whether there is a parse with its morphology."""
    return doc.has_annotation("DEP") and doc.has_annotation("MORPH")


def with_children(doc: Doc) -> Doc:
    """The same doc, its tokens knowing their children.

    A doc rebuilt from arrays can have heads without children (spaCy sets these only when heads are read from an
    array); writing the heads back sets them.
    """
    from spacy.attrs import DEP, HEAD

    if _has_tree(doc) and not any(token.n_lefts or token.n_rights for token in doc):
        doc.from_array([HEAD, DEP], doc.to_array([HEAD, DEP]))  # type: ignore[arg-type]
    return doc


def span_of(doc: Doc, start: int, end: int) -> Span | None:
    """The tokens that touch these characters."""
    return doc.char_span(start, end, alignment_mode="expand")


def governor(span: Span) -> Token:
    """What the words of a span hang on: a verb, a noun, or their own root when they stand alone."""
    inside = range(span.start, span.end)
    root = span.root
    return root.head if root.head.i not in inside else root


def auxiliaries(token: Token) -> list[Token]:
    """The auxiliaries of a verb, in the order of the text."""
    return [child for child in token.children if child.dep_.startswith("aux")]


def is_predicate(token: Token) -> bool:
    """A finite or past participle verb, or what a copula carries."""
    if token.pos_ in ("VERB", "AUX"):
        return not token.dep_.startswith("aux") and token.dep_ != "cop"
    return any(child.dep_ == "cop" for child in token.children)


def is_finite_clause(token: Token) -> bool:
    """Whether a word or what hangs on it is a finite form."""
    return any("Fin" in word.morph.get("VerbForm", []) for word in (token, *token.children))


def clause_of(token: Token) -> Token:
    """The nearest predicate at or above `token`; the root of the sentence when there is none."""
    while token.head != token and not _is_clause(token):
        token = token.head
    return token


def _is_clause(token: Token) -> bool:
    """A clause of its own: no infinitive or present participle, which hang on the verb that governs them."""
    if not is_predicate(token) or not (token.dep_ in CLAUSES or token.dep_ == "conj"):
        return False
    auxiliary = next((child for child in token.children if child.dep_.startswith("aux")), None)
    forms = [*token.morph.get("VerbForm", []), *(auxiliary.morph.get("VerbForm", []) if auxiliary is not None else [])]
    gerund = "Part" in forms and "Pres" in token.morph.get("Tense", [])
    copula = next((child for child in token.children if child.dep_ == "cop"), None)
    if copula is not None:
        return "Inf" not in copula.morph.get("VerbForm", [])
    return not ("Inf" in forms or (gerund and auxiliary is None))


def segment(span: Span) -> range:
    """Token places from the last « ; » or « : » of the sentence before a span to the next one after it."""
    sent, doc = span.sent, span.doc
    first = next((place + 1 for place in range(span.start - 1, sent.start - 1, -1) if doc[place].text in ";:"), None)
    last = next((place for place in range(span.end, sent.end) if doc[place].text in ";:"), None)
    return range(sent.start if first is None else first, sent.end if last is None else last)
