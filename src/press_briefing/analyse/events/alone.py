"""Whether a label can be read alone: nothing in it that points outside, and no clause of which a part is gone.

A row whose label cannot is not wrong, but nobody could sign it: its whole sentence tells it, or it is marked doubtful.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ...french.grammar.classes import words
from ...french.grammar.clauses import is_predicate
from ...model import typography
from ..actors.roles import person_nouns
from ..reading import Reading
from .named import subject_of
from .shortening import MOST, NEEDED
from .words import listed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from ...model.analysis import Event, Mention, Time

_SET_IN = re.compile(r"\[[^\]]*\]")  # what stands in brackets is ours
_HELD = ("nsubj", "nsubj:pass", "aux:tense", "aux:pass", "cop", "mark", "obj")  # whose verb has to be there
_FULL = ("NOUN", "PROPN", "VERB", "AUX", "ADJ")
_BELOW = ("ccomp", "acl:relcl", "advcl", "xcomp")
_OBJECTS = ("obj", "iobj")
_HELPERS = ("aux:tense", "aux:pass", "aux:caus", "cop")
OF_OFFICE = ("charge", "delegu")  # « le ministre chargé des transports Paul Roy »
OPENING = 3  # words in which a conjunction opens a label
DEEP = 8  # predicates joined to one another
_CLOSING = '.…)»"'  # what a label may end by that its sentence has elsewhere


def readable(
    reading: Reading, mentions: Sequence[Mention], times: Sequence[Time], row: Event, rows: Sequence[Event]
) -> Event:
    """The row as it is, told by its whole sentence where its clause cannot be read alone, or else marked doubtful.

    A sentence that tells several of `rows` tells none of them alone.
    """
    if stands_alone(reading, mentions, times, row):
        return row
    sentence = " ".join(reading.article.text[row.start : row.end].split()).rstrip(" .…;:")
    whole = replace(row, label=sentence)
    alone = sum(other.start < row.end and row.start < other.end for other in rows) == 1
    fits = alone and len(sentence) <= MOST and row.status != "planned"
    return whole if fits and stands_alone(reading, mentions, times, whole) else replace(row, doubtful=True)


def stands_alone(reading: Reading, mentions: Sequence[Mention], times: Sequence[Time], row: Event) -> bool:
    """Whether the label of a row says all it needs: who its pronouns are, whole clauses, the act that is dated.

    Without a parse nothing is known against it.
    """
    from ...french.grammar.clauses import span_of

    span = span_of(reading.doc, row.start, row.end)
    if span is None or not reading.doc.has_annotation("DEP"):
        return True
    tokens = label_tokens(span, row.label)
    if not tokens:
        return True
    told = {token.i for token in tokens}
    dated = {token.i for token in span if token.text in row.when}
    return not (
        row.label.endswith("…")
        or (row.status == "alleged" and _is_in_the_first_person(tokens))
        or not _brackets_hold(row.label, span.text)
        or row.label.count("(") != row.label.count(")")
        or _opens_by_half(tokens)
        or (not row.label.startswith("[") and _has_left_its_subject(tokens, told))
        or _is_of_another_clause(tokens)
        or _opens_by_pointing(tokens[0], told)
        or _is_glued(tokens, mentions)
        or _is_called_after_its_lead(tokens, told, mentions)
        or (row.time is not None and _leaves_out_an_act(tokens, times[row.time].start))
        or any(_points_outside(token, tokens, row.label) for token in tokens)
        or any(_is_cut_short(token, told | dated) for token in tokens)
        or len([token for token in tokens if _hangs_in_the_air(token, told)]) > 1
        or any(_has_lost_its_verb(token, told) for token in _behind_a_verb(tokens))
    )


def label_tokens(sentence: Span, label: str) -> list[Token]:
    """The tokens that the words of a label are, the nearest together where a word stands twice.

    Linear in the sentence: once forward for where the label ends, once back for its words.
    """
    told = _SET_IN.sub(" ", label).split()
    for words_told in (told, told[1:]):  # « Le » of « du maire » is no word of the article
        text = " ".join(words_told).lower()
        last = _end_of(sentence, text)
        if text and last is not None:
            return list(_backwards(sentence, text, last))[::-1]
    return []


def _end_of(sentence: Span, text: str) -> int | None:
    """The place in a sentence where all words of a text have been met in their order."""
    for place, token in enumerate(sentence):
        word = " ".join(token.text.lower().split())
        if word and text.startswith(word) and not _is_within_a_word(word[-1], text[len(word) :][:1]):
            text = text[len(word) :].lstrip()
        if not text.strip(_CLOSING + " "):
            return place
    return None


def _is_within_a_word(before: str, behind: str) -> bool:
    """« ce » is no word of « celles »."""
    return before.isalpha() and behind.isalpha()


def _backwards(sentence: Span, text: str, last: int) -> Iterator[Token]:
    text = text.rstrip(_CLOSING + " ")
    for place in range(last, -1, -1):
        word = " ".join(sentence[place].text.lower().split())
        if word and text.endswith(word) and not _is_within_a_word(text[: len(text) - len(word)][-1:], word[0]):
            text = text[: len(text) - len(word)].rstrip()
            yield sentence[place]


def _opens_by_half(tokens: Sequence[Token]) -> bool:
    """« même après que le maire … », « divorce » of « le genre de divorce qui … »: what it begins by is gone."""
    first = next((token for token in tokens if token.pos_ != "PUNCT"), tokens[0])
    told = {token.i for token in tokens}
    if any(token.dep_ == "mark" and token.head.head.i not in told for token in tokens[:OPENING]):
        return True
    bare = not any(child.dep_ in ("det", "nummod", "amod") for child in first.children)
    led = first.i > first.sent.start and first.nbor(-1).lower_ in ("de", "d'", "d’")
    return first.pos_ == "NOUN" and bare and led and len(tokens) > 1 and any(is_predicate(token) for token in tokens)


def _has_left_its_subject(tokens: Sequence[Token], told: set[int]) -> bool:
    """« fut révélé par la presse »: a conjugated verb that opens a label, and whose subject stands before it."""
    first = next((token for token in tokens if token.pos_ not in ("PUNCT", "PRON", "ADV")), None)
    if first is None or "Fin" not in first.morph.get("VerbForm", []) or "Imp" in first.morph.get("Mood", []):
        return False
    verb = first if first.dep_ not in _HELPERS else first.head
    return any(child.dep_.startswith("nsubj") and child.i < first.i and child.i not in told for child in verb.children)


def _is_in_the_first_person(tokens: Sequence[Token]) -> bool:
    """« ce que nous pouvons faire »: somebody's words, and nobody in them who says them."""
    if any(token.lower_ in ("notre", "nos") and token.pos_ == "DET" for token in tokens):
        return True
    spoken = any(token.lower_ in ("je", "j'", "j’", "nous") for token in tokens)
    return spoken and not any(token.dep_.startswith("nsubj") and token.pos_ in ("NOUN", "PROPN") for token in tokens)


def _brackets_hold(label: str, sentence: str) -> bool:
    """« le lycée (Nantes 44 est reçu) »: brackets that hold other words than those of the sentence."""
    told = " ".join(sentence.split())
    return all(inner in told for inner in re.findall(r"\([^()]*\)", label))


def _is_of_another_clause(tokens: Sequence[Token]) -> bool:
    """« la ville ait fermé le bac », « les Pays-Bas a ouvert »: a verb whose conjunction, or whose participle, is gone.

    A subjunctive needs what it hangs on, and a verb the number of its subject.
    """
    verb = next((token for token in tokens if "Fin" in token.morph.get("VerbForm", [])), None)
    if verb is None:
        return False
    wished = verb.lower_ in ("ait", "aient", "soit", "soient")  # of other verbs the tagger takes « organise » for one
    if wished and not any(token.lower_ in ("que", "qu'", "qu’") for token in tokens):
        return True
    head = verb if verb.dep_ not in _HELPERS else verb.head
    subject = next((child for child in head.children if child.dep_.startswith("nsubj") and child in tokens), None)
    several = (
        subject is not None
        and subject.i < verb.i
        and any(child.lower_ in ("les", "des", "ces") and child.head == subject for child in tokens)
    )
    return several and "Sing" in verb.morph.get("Number", [])


def _opens_by_pointing(first: Token, told: set[int]) -> bool:
    """« cet incident s'est produit », of « la police enquête sur cet incident, qui… »: « cette année » points nowhere."""
    shown = first.pos_ == "DET" and "Dem" in first.morph.get("PronType", [])
    return shown and first.head.head.i not in told


def _is_glued(tokens: Sequence[Token], mentions: Sequence[Mention]) -> bool:
    """« … de ses fans L'Algérie accueille »: a capital article inside a sentence that no mark and no name explains."""
    for token in tokens[1:]:
        before = token.nbor(-1)
        if _is_named_behind_a_participle(token):
            return True
        small = token.pos_ == "DET" and token.text[0].isupper() and not token.text.isupper()
        if token.head.dep_ in ("appos", "nmod", "flat", "flat:name") and token.head.head.i < token.i:
            continue  # « la halte-garderie La Farandole »
        if small and token.i > token.sent.start and before.pos_ not in ("PUNCT", "SPACE") and before.text.islower():
            place = bisect_right(mentions, token.idx, key=lambda row: row.start) - 1
            if place < 0 or mentions[place].end <= token.idx:
                return True
    return False


def _is_named_behind_a_participle(token: Token) -> bool:
    """« le patron du club soupçonné de corruption Samuel Diarra »: a title and the sentence after it, run together."""
    if token.pos_ != "PROPN" or token.head.pos_ != "NOUN" or token.head.i > token.i:
        return False
    if token.dep_ not in ("appos", "nmod", "flat:name", "flat") or any(
        child.dep_ == "case" for child in token.children
    ):
        return False
    between = token.doc[token.head.i + 1 : token.i]
    told = [other for other in between if other.dep_ == "acl" and typography.key(other.text)[:6] not in OF_OFFICE]
    return bool(told) and not any(other.pos_ == "PUNCT" for other in between)


def _is_called_after_its_lead(tokens: Sequence[Token], told: set[int], mentions: Sequence[Mention]) -> bool:
    """« l'émission Paul Roy a dirigé », of « explique dans l'émission Paul Roy, qui a dirigé … »: no broadcast did."""
    noun = next((token for token in tokens if token.pos_ == "NOUN"), None)
    led = noun is not None and any(child.dep_ == "case" and child.i not in told for child in noun.children)
    if noun is None or not led or noun.lower_ in person_nouns():
        return False
    behind = [child for child in noun.children if child.pos_ == "PROPN" and child.i in told and child.i > noun.i]
    people = {row.start for row in mentions if row.label == "PER"}
    return any(
        child.idx in people
        and child.dep_ in ("appos", "nmod", "flat", "flat:name")
        and not any(below.dep_ == "case" for below in child.children)  # « la disparition de Paul Roy »
        for child in behind
    )


def _leaves_out_an_act(tokens: Sequence[Token], time: int) -> bool:
    """Whether a predicate that the label leaves out stands between its own and the date behind: whose is the date?"""
    first = next((token for token in tokens if is_predicate(token)), None)
    if first is None or time < first.idx:
        return False
    told = {token.i for token in tokens}
    between = first.doc[first.i + 1 : first.sent.end]
    return any(
        is_predicate(token) and token.idx < time and token.i not in told and token.dep_ not in ("amod", "nmod", "fixed")
        for token in between
    )


def _points_outside(token: Token, tokens: Sequence[Token], label: str) -> bool:
    """Whether a word stands for somebody or something that the label does not name before it."""
    if not _is_pointer(token) or _is_nobody(token):
        return False
    before = [other for other in tokens if other.i < token.i]
    shown = token if token.dep_ == "iobj" else token.head  # « lui [X] a écrit », « l'a arrêté [X] »
    named = f"{shown.text} [" in label if token.dep_ in _OBJECTS else label.startswith("[")
    if _is_of_an_owner(token):
        return not named and not any(_names(other, token) for other in before)
    others = [other for other in before if not _is_within(other, _beside(token))]
    if token.head.dep_ not in _BELOW:  # « lors du procès, il a avoué »: a circumstance is nobody
        others = [other for other in others if not other.dep_.startswith(("obl", "nmod"))]
    return not named and not any(_may_be(other, token) for other in others)


def _beside(pronoun: Token) -> set[int]:
    """Places of who else takes part in the act of a pronoun: its subject, the noun of its relative clause."""
    verb = pronoun.head
    subject = subject_of(verb) if pronoun.dep_ in _OBJECTS else None
    around = {verb.head.i} if verb.dep_ == "acl:relcl" else set()
    return around | {subject.i} if subject is not None else around


def _is_pointer(token: Token) -> bool:
    """« il », « l' » before a verb, « cela », « sa société » as a subject."""
    word = typography.key(token.text)
    if token.pos_ == "PRON" and token.dep_ in _OBJECTS:
        return word in listed("pointing_objects")
    if word in listed("pointing_subjects") and token.pos_ in ("PRON", "DET", "NOUN"):
        return token.dep_.startswith(("nsubj", "expl:subj", "obl", "nmod")) or token.pos_ == "PRON"
    return _is_of_an_owner(token)


def _is_of_an_owner(token: Token) -> bool:
    """« sa société », « cette crise » as the subject: whose, or which, is told in another sentence."""
    if token.lower_ in ("tel", "telle", "tels", "telles") and token.dep_ in ("amod", "det"):
        return token.head.dep_.startswith("nsubj")  # « un tel succès »
    owned = "Yes" in token.morph.get("Poss", []) and "3" in token.morph.get("Person", ["3"])
    shown = "Dem" in token.morph.get("PronType", [])
    return token.pos_ == "DET" and (owned or shown) and token.head.dep_.startswith("nsubj")


def _is_nobody(token: Token) -> bool:
    """« il faut », « il y a », « il a été décidé que »: an « il » that stands for nobody."""
    if typography.key(token.text) != "il":
        return False
    verb = token.head
    told = verb.pos_ not in ("NOUN", "PROPN") and not _says(verb)
    if token.dep_ == "expl:subj" or (told and any(child.dep_ in ("ccomp", "csubj") for child in verb.children)):
        return True
    near = {typography.key(word.text) for word in verb.doc[token.i + 1 : token.i + 3]}
    return bool(near & {typography.key(word) for word in words("impersonal")})


def _says(verb: Token) -> bool:
    """Whether a verb has a clause of its own because somebody does, says or thinks it: it is active."""
    return not any(child.dep_ in ("aux:pass", "cop") for child in verb.children)


def _may_be(noun: Token, pronoun: Token) -> bool:
    """Whether a pronoun can stand for a noun, as far as the parse tells."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return False
    if "Plur" in pronoun.morph.get("Number", []) and any(child.dep_ == "conj" for child in noun.children):
        return True  # « la ville et l'État ont dit qu'ils »
    several = all("Plur" in token.morph.get("Number", []) for token in (noun, pronoun))
    if several and pronoun.head.dep_ in _BELOW:
        return True  # « les centaines de personnes disent qu'ils »
    pairs = ((noun.morph.get(kind, []), pronoun.morph.get(kind, [])) for kind in ("Gender", "Number"))
    return all(not one or not other or one == other for one, other in pairs)


def _names(noun: Token, owned: Token) -> bool:
    return noun.pos_ in ("NOUN", "PROPN") and noun != owned.head


def _is_within(token: Token, places: set[int]) -> bool:
    return token.i in places or any(above.i in places for above in token.ancestors)


def _behind_a_verb(tokens: Sequence[Token]) -> Sequence[Token]:
    """What a label has behind its first verb; a noun that is told alone, or by its participle, has none of its own."""
    verb = next((place for place, token in enumerate(tokens) if is_predicate(token)), len(tokens))
    return tokens[verb + 1 :]


def _has_lost_its_verb(token: Token, told: set[int]) -> bool:
    """« …, après que le groupe »: a word that only the verb behind it needs, and that verb is gone.

    A subject may be told with a later verb that is joined to its own.
    """
    if token.dep_ not in _HELD or token.head.i in told or token.head.i < token.i:
        return False
    return not any(other.i in told for other in token.head.subtree if _is_joined(other, token.head))


def _hangs_in_the_air(token: Token, told: set[int]) -> bool:
    """Whether what a word hangs on is not told: so is one word of a label, beside what it has of another verb."""
    first = token
    for _ in range(DEEP):
        if first.dep_ != "conj" or first.head.i in told:
            break
        first = first.head
    if first.head.i in told and first.head != first:
        return False
    lent = token.dep_.startswith(("nsubj", "aux")) and not _has_lost_its_verb(token, told)
    return token.pos_ in _FULL and not lent


def _is_joined(token: Token, verb: Token) -> bool:
    """Whether a predicate is coordinated with a verb, through others too."""
    for _ in range(DEEP):
        if token == verb:
            return True
        if token.dep_ not in ("conj", "parataxis"):
            return False
        token = token.head
    return False


def _is_cut_short(token: Token, told: set[int]) -> bool:
    """« a récemment refait », « le Canada, la France »: a verb told without its object, a list without its end."""
    gone = [child for child in token.children if child.i > token.i and child.i not in told and child.pos_ in _FULL]
    if not is_predicate(token):
        return any(child.dep_ == "conj" and not is_predicate(child) for child in gone)
    return any(child.dep_ in NEEDED for child in gone)
