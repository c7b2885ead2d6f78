"""Clauses in which a date dates nothing: pointers, questions, the page itself, lists, what is only wished for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...french.grammar.clauses import governor, is_predicate, span_of
from ...lexicons import keys
from ...model import typography
from .nouns import is_happening
from .words import listed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from ...model.analysis import Sentence, Time

HELPERS = "frames/helpers.txt"
REPEATING = ("chaque", "tous les", "toutes les")
LABELLED = 5  # words before the colon of an entry
BULLETS = frozenset("•▪◦‣●■–—*")


def tells_nothing(head: Token, above: Token, span: Span) -> bool:
    """Whether what a date stands with says nothing to have happened then."""
    return (
        _is_presented(head)
        or _is_asked(head)
        or _is_of_nothing(head)
        or _is_of_the_page(head)
        or _is_said_to_the_reader(head)
        or _stands_for_a_verb(above)
        or _is_object_of_a_wish(above, span)
    )


def _is_presented(head: Token) -> bool:
    """« C'est ce qu'a annoncé le maire »: what happened stands in another sentence."""
    noun = head.head if head.dep_ == "acl:relcl" else head
    return typography.key(noun.text) in ("ce", "c'") and any(child.dep_ == "cop" for child in noun.children)


def _is_of_the_page(head: Token) -> bool:
    """« Cet article a été mis à jour le 3 mai »: what befell the page is no news."""
    subjects = [child for child in head.children if child.dep_ == "nsubj:pass"]
    pages = ("article", "page", "contenu", "texte", "depeche")
    return any(
        typography.key(token.text) in pages
        and any(typography.key(child.text) in ("cet", "cette", "ce") for child in token.children)
        for token in subjects
    )


def _is_said_to_the_reader(head: Token) -> bool:
    """« Rendez-vous dans un quart d'heure », « retrouvez-nous lundi », « notre invité ce mercredi »."""
    first = head.sent[0]
    if typography.key(first.text) == "rendez" or typography.key(first.text).startswith("rendez-vous"):
        return not any(token.pos_ == "DET" for token in first.lefts)
    asked = "Imp" in head.morph.get("Mood", []) and not any("subj" in child.dep_ for child in head.children)
    guest = head.pos_ == "NOUN" and any(child.lower_ in ("notre", "nos") for child in head.children)
    return asked or (guest and not _has_finite_form(head))


def _has_finite_form(head: Token) -> bool:
    return any("Fin" in token.morph.get("VerbForm", []) for token in (head, *head.children))


def _is_asked(head: Token) -> bool:
    """A question tells nothing to have happened."""
    return any(token.text == "?" for token in head.sent[-2:])


def _is_of_nothing(head: Token) -> bool:
    """« Rien ne devrait changer avant le 1er juin »."""
    subjects = [child for child in head.children if child.dep_.startswith("nsubj") and child.lower_ == "rien"]
    return any(child.nbor(1).lower_ not in ("que", "qu'", "qu’") for child in subjects)  # « rien que depuis janvier »


def _stands_for_a_verb(above: Token) -> bool:
    """« comme il l'a fait en 2015 », « sans pouvoir le faire en 2015 »: what was done stands in another clause."""
    if typography.key(above.lemma_) != "faire":
        return False
    objects = [child for child in above.children if child.dep_ in ("obj", "nsubj:pass")]
    return any(child.pos_ == "PRON" and typography.key(child.text) in ("le", "l'") for child in objects)


def _is_object_of_a_wish(above: Token, span: Span) -> bool:
    """« ils souhaitent la création d'une école dès 2020 »: a date behind the happening that is wished for is its own.

    A wish that is past is an act with a date of its own (« a réclamé la création en 2020 »): it is left alone.
    """
    wish = above if is_predicate(above) else above.head
    if typography.key(wish.lemma_) not in listed("wishing") or "Pres" not in wish.morph.get("Tense", []):
        return False
    return any(
        child.dep_ == "obj" and wish.i < child.i < span.start and child.pos_ == "NOUN" and is_happening(child)
        for child in wish.children
    )


def is_set_against(span: Span) -> bool:
    """« contre 14 millions d'euros l'année précédente », « après 42 % en 2020 et 58 % en 2019 »: figures to compare with."""
    below = span.root
    for noun in span.root.ancestors:
        if is_predicate(noun) or noun.i > span.start:
            beside = [child for child in noun.children if child.i < below.i] if below.dep_ == "conj" else []
            return _is_figure(below) and any(map(_is_to_compare_with, beside))
        if _is_to_compare_with(noun):
            return True
        below = noun
    return False


def _is_figure(noun: Token) -> bool:
    return noun.like_num or noun.text == "%" or any(child.dep_ == "nummod" for child in noun.children)


def _is_to_compare_with(noun: Token) -> bool:
    """A figure led by « contre », or a share by « après », which also leads what came before (« après trois défaites »)."""
    leads = {child.lower_ for child in noun.children if child.dep_ == "case"}
    share = noun.text == "%" or any(child.text == "%" for child in noun.children)
    return _is_figure(noun) and ("contre" in leads or (share and "après" in leads))


def is_habit(row: Time, head: Token) -> bool:
    """« quand je me réveille le matin », « il travaille le week-end »: a time of every day or year, in the present.

    What has to or should be done (« devrait être rétabli dans la nuit ») is done once.
    """
    words = typography.key(row.text).replace("l' ", "l'").removeprefix("le ").removeprefix("la ").removeprefix("l'")
    if words not in listed("generic_times") or any(child.dep_.startswith("aux") for child in head.children):
        return False
    finite = [token for token in (head, *head.children) if "Fin" in token.morph.get("VerbForm", [])]
    owed = any("Cnd" in token.morph.get("Mood", []) for token in finite) or typography.key(head.lemma_) in keys(HELPERS)
    return not owed and any("Pres" in token.morph.get("Tense", []) for token in finite)


def is_repeated(head: Token, inside: Sequence[Time]) -> bool:
    """« chaque été, le village a accueilli des peintres »: what came back is told of no one date."""
    for row in inside:
        span = span_of(head.doc, row.start, row.end) if row.type == "SET" else None
        if span is not None and governor(span) == head and typography.key(row.text).startswith(REPEATING):
            return True
    return False


def is_of_now(row: Time, span: Span, head: Token) -> bool:
    """« la ville a aujourd'hui perdu son éclat », « c'est aujourd'hui un parc »: these days, and no act of the day.

    Only behind a completed act is it the day itself: « est intervenue aujourd'hui à l'assemblée ».
    """
    if row.value != "PRESENT_REF":
        return False
    moved = typography.key(head.lemma_) in keys("frames/moved_verbs.txt")  # whose « est » can pass for a passive
    helpers = ("aux:tense", "aux:pass") if moved else ("aux:tense",)
    done = "Part" in head.morph.get("VerbForm", []) and any(child.dep_ in helpers for child in head.children)
    return not done or span.root.head != head or span.start < head.i or head.lemma_ in ("devenir", "être")


def is_year_of_a_subject(span: Span, above: Token) -> bool:
    """« la meilleure joueuse en 2015 a fondé une école »: the year says which one, not when she did it."""
    if above.pos_ != "NOUN" or not above.dep_.startswith("nsubj") or is_happening(above) or above.i > span.start:
        return False
    if len(span.text) != 4 or not span.text.isdigit() or above.head.i < span.end:
        return False
    return all(token.text != "," for token in above.doc[above.i : span.end + 1])


def _leads_by_a_date(span: Span, inside: Sequence[Time]) -> bool:
    """« 3 mai 2021 : signature du traité »."""
    colon = next((token.idx for token in span if token.text == ":"), 0)
    return any(row.start < colon for row in inside)


def is_list(above: Token, sentence: Sentence, inside: Sequence[Time]) -> bool:
    """« • 3e en 2012 et 2013 », « finaliste en 2000, vainqueur en 2004 »: a record, no sentence.

    No finite verb, and several dates or a bullet; a noun with its participle (« une loi votée en 2000 ») is told.
    """
    span = span_of(above.doc, sentence.start, sentence.end)
    if span is None or any("Fin" in token.morph.get("VerbForm", []) for token in span):
        return False
    if above.dep_ == "acl" and "Part" in above.morph.get("VerbForm", []):
        return False
    dated = {row.edtf for row in inside if row.type == "DATE" and row.edtf}
    entry = any(token.text == ":" and token.i - span.start <= LABELLED for token in span)
    if entry and not _leads_by_a_date(span, inside):
        return True  # « Classement : 136e (au 4 avril 2019) »
    return len(dated) > 1 or any(token.text[:1] in BULLETS for token in span[:1])
