"""The clause a date belongs to, and its label: words of the article, shortened by dropping, never reworded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...french.grammar.clauses import clause_of, is_finite_clause, is_predicate, segment
from ...model import typography
from .cutting import is_comma_needed, without_date
from .infinitives import is_led_infinitive, is_set_off
from .joining import article_of, capitalised, cut, joined, trimmed
from .nouns import subtrees
from .participles import in_brackets, is_of_a_complement
from .relatives import place_told, with_antecedent
from .shortening import LONGEST, cut_at_phrase, is_loose, without_stub
from .words import listed, reporting_verbs

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SHORTEST = 12  # below this the label says too little and the sentence stands in
LED_IN = 7  # words between « mais » and the clause that it joins
SHORT = 60  # characters a label keeps when it is shortened
TELLING = ("NOUN", "PROPN", "VERB", "NUM")  # what a participle needs after it to be told without its clause
DANGLING = re.compile(r"(?:ce qui|ce que?|ce qu['’]|qui|que|qu['’]|dont|où|lequel|laquelle)\b", re.IGNORECASE)
CONNECTIVE = 5  # words of the longest connective: « au bout du compte »
ASIDE = ("advcl", "parataxis", "discourse", "vocative", "dislocated")
# What a long label can lose before its verb, the least needed first; behind the verb it is cut at a phrase.
SPARE = (("acl:relcl",), ("appos",), ("acl", "advcl"))


def clause_label(head: Token, own: list[Span], names: dict[int, str] | None = None, above: Token | None = None) -> str:
    """The clause of `head` without the date it is dated by and without asides; words of the article in order.

    `own`: the spans that tell this date. `names`: what stands for a pronoun, by its place. `above`: a word below the
    clause that the date belongs to; then both stay. `""` when nothing is left that says who or what.
    """
    needed = frozenset([above.i, *(span.end - 1 for span in own)]) if above is not None else frozenset()
    head = _of_a_setting(in_segment(head, own))
    if head.dep_.startswith("parataxis") and is_speech(head):
        return cut(joined(_shortened(_core(head.head, own), head.head, needed), names))  # « « … », affirme le maire »
    tokens = _core(head, own)
    if not needed and typography.key(head.lemma_) not in listed("dating_verbs"):
        tokens = without_date(tokens, head, own)
    place = place_told(head)
    tokens = _with_subject(_shortened(tokens, head, needed), head)
    if place is not None and place[0] in tokens:
        tokens = tokens[tokens.index(place[0]) + 1 :]
    else:
        place, tokens = None, with_antecedent(tokens, head)
    tokens = _without_connective(_without_reason(tokens))
    if _is_bare_participle(head, tokens):
        return _told_around(head, own)
    told = trimmed(tokens)
    if not _has_subject(told, head) or _says_nothing(told, head):
        return ""
    ended = cut_at_phrase(tokens, head, needed)
    if len(ended) < len(tokens) and not needed and typography.key(head.lemma_) not in listed("dating_verbs"):
        ended = without_date(ended, head, own)  # a date that stood between phrases stands at the end now
    ended = without_stub(ended, head)
    label = cut(joined(ended, names))
    label = article_of(ended) + label
    label += f" [{joined(place[1])}]" if place is not None and place[1] else ""
    says_who = any(_says_who(token) or token.i in (names or {}) for token in tokens) and not DANGLING.match(label)
    return capitalised(label) if says_who else ""


def sentence_label(sentence: Span, names: dict[int, str] | None = None, needed: frozenset[int] = frozenset()) -> str:
    """The sentence itself, ended at a phrase where it is long; `""` where it names nothing or nobody.

    `needed`: places of words that the label has to reach.
    """
    if not any(_says_who(token) or token.i in (names or {}) for token in sentence):
        return ""
    opening = sentence[0].text_with_ws if _opens_a_clause(sentence[0]) else ""
    told = cut_at_phrase(list(sentence), sentence.root, needed)
    if needed and told and told[-1].i < max(needed):
        return ""
    return cut(opening + joined(told, names))


def _opens_a_clause(token: Token) -> bool:
    """« Lorsqu'il a été blessé, il a… »: what begins the first of two clauses stays where both are told."""
    return token.pos_ == "SCONJ" and token.dep_ == "mark" and token.head != token.sent.root


def _without_reason(tokens: list[Token]) -> list[Token]:
    """« c'est pourquoi le maire a fermé le marché »: what leads over from the sentence before is no part of it."""
    words = [typography.key(token.text) for token in tokens[:4]]
    reason = words.index("pourquoi") if "pourquoi" in words else 0
    return tokens[reason + 1 :] if reason and words[reason - 1] == "est" else tokens


def _without_connective(tokens: list[Token]) -> list[Token]:
    """« au contraire, le volume baisse »: what ties a sentence to the one before ties a label to nothing.

    « comment » of « on ignore comment le navire a fui »: that it fled is told all the same.
    """
    if tokens and tokens[0].lower_ == "comment" and tokens[0].head.dep_ in ("ccomp", "acl:relcl"):
        return tokens[1:]
    words = [typography.key(token.text) for token in tokens[:CONNECTIVE]]
    for end in range(len(words), 0, -1):
        told = " ".join(words[:end]).replace("' ", "'")
        if told in listed("connectives") and end < len(tokens) and tokens[end].text == ",":
            return tokens[end + 1 :]
    return tokens


def _says_nothing(tokens: list[Token], head: Token) -> bool:
    """« le maire a déclaré »: without what was said a label tells nothing; « la fermeture a été annoncée » does."""
    last = bool(tokens) and tokens[-1] == head
    return last and is_speech(head) and not any(child.dep_ == "aux:pass" for child in head.children)


def _has_subject(tokens: list[Token], head: Token) -> bool:
    """Whether the verb of a finite clause has its subject in the label."""
    if not is_finite_clause(head) or head not in tokens:
        return True
    places = {token.i for token in tokens}
    verb = head
    while True:
        subjects = [child for child in verb.children if "subj" in child.dep_]
        if any(subject.i in places for subject in subjects) or verb.dep_.startswith("acl"):
            return True
        if subjects or verb.dep_ != "conj":
            # « commençait la grève »: a subject behind its verb can pass for an object
            return not subjects and verb.pos_ == "VERB" and tokens[0].i >= verb.i
        verb = verb.head


def _of_a_setting(head: Token) -> Token:
    """« une attaque contre ceux qui priaient mardi a fait trois morts »: an imperfect is the setting of its clause."""
    scene = (
        head.dep_ == "acl:relcl" and "Imp" in head.morph.get("Tense", []) and "Fin" in head.morph.get("VerbForm", [])
    )
    around = clause_of(head.head) if scene else head
    return around if "Part" in around.morph.get("VerbForm", []) or "Past" in around.morph.get("Tense", []) else head


def _told_around(head: Token, own: list[Span]) -> str:
    """A participle that says too little: the clause it stands in, or the noun it hangs on, the date left in."""
    if head.dep_ == "acl" and (aside := in_brackets(head)):
        return aside
    if is_of_a_complement(head):
        tokens = with_antecedent(without_date(_core(head, own), head, own), head)
        return cut(joined(tokens)) if any(token.i < head.i and _says_who(token) for token in tokens) else ""
    if own and head.dep_ == "acl" and head.head.i < head.left_edge.i and _holds(head, own) and _is_set_off(head):
        tokens = with_antecedent(_core(head, own), head)
        if any(token.i < head.i and _says_who(token) for token in tokens):
            return cut(joined(tokens))
    around = clause_of(head.head)
    label = clause_label(around, []) if around != head else ""
    if not own or head.text in label:
        return label
    tokens = with_antecedent(_core(head, own), head)
    return cut(joined(tokens)) if any(token.i < head.i and _says_who(token) for token in tokens) else ""


def _is_set_off(head: Token) -> bool:
    """« les coupes, introduites en 2013, signifient »: behind a comma a participle is told by itself."""
    edge = head.left_edge
    return edge.text == "," or (edge.i > 0 and edge.nbor(-1).text == ",")


def _says_who(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") or typography.key(token.text) in ("tout", "tous", "rien", "chacun", "nul")


def _shortened(tokens: list[Token], head: Token, needed: frozenset[int]) -> list[Token]:
    for spare in SPARE:
        if len(joined(cut_at_phrase(tokens, head, needed, marked=False))) <= LONGEST:
            break
        shorter = _without(tokens, head, spare)
        if needed <= {token.i for token in shorter} or not needed <= {token.i for token in tokens}:
            tokens = shorter
    return tokens


def _is_bare_participle(head: Token, tokens: list[Token]) -> bool:
    """« une loi promulguée », « devenue une confédération »: too little without the clause it stands in."""
    if is_finite_clause(head) or "Part" not in head.morph.get("VerbForm", []) or _has_auxiliary(head, tokens):
        return False
    nouns = [token for token in tokens if token.i < head.i and token.pos_ in ("NOUN", "PROPN")]
    return not nouns or not any(token.i > head.i and token.pos_ in TELLING for token in tokens)


def _has_auxiliary(head: Token, tokens: list[Token]) -> bool:
    """Whether it shares the auxiliary of the participle before it: « ont été suspendus et dissous »."""
    return head.dep_ == "conj" and any(token.dep_.startswith("aux") and token.i < head.i for token in tokens)


def in_segment(head: Token, own: list[Span]) -> Token:
    """The head, or the predicate of the stretch between « ; » and « : » that holds the date, where that is another."""
    if not own:
        return head
    places = segment(own[0])
    if head.i in places:
        return head
    inside = [token for token in own[0].doc[places.start : places.stop] if is_predicate(token)]
    finite = [token for token in inside if is_finite_clause(token)]
    return min(finite, key=lambda token: sum(1 for _ in token.ancestors), default=head)


def _core(head: Token, own: list[Span]) -> list[Token]:
    """The clause's tokens without asides and coordinated clauses of their own, unless they hold the date."""
    dropped: set[int] = set()
    for child in head.children:
        later = _is_later_act(child, head, own)
        if later and not _holds(child, own):
            dropped |= {token.i for token in head.subtree if token.i >= child.left_edge.i} | _led_in(child, head)
        elif _is_aside(child) and _is_set_apart(child, head) and not _holds(child, own):
            dropped |= {token.i for token in child.subtree} | _counted_before(child, head) | _led_in(child, head)
    places = segment(own[0]) if own else None
    within = [token for token in head.subtree if places is None or token.i in places or head.i not in places]
    kept = [token for token in within if token.i not in dropped]
    if head.dep_ == "advcl:cleft" and kept and typography.key(kept[0].text) in ("que", "qu'"):
        kept = kept[1:]  # « c'est mardi que le maire a parlé »
    while kept and kept[0].i < head.i and _only_joins(kept[0], head):
        kept = kept[1:]
    # « et » before something dropped joins nothing
    return [token for token in kept if not (token.dep_ == "cc" and token.i + 1 in dropped)]


def _led_in(child: Token, head: Token) -> set[int]:
    """« mais en réalité, » before a coordinated clause that goes: it belongs to that, wherever the parse hangs it."""
    first = child.left_edge.i
    if child.dep_ != "conj" or first < head.i:
        return set()
    for place in range(first - 1, max(first - 1 - LED_IN, head.i), -1):
        token = child.doc[place]
        if token.dep_ == "cc":
            return set(range(place, first))
        if is_predicate(token) or token.dep_ in ("obj", "nsubj"):
            break
    return set()


def _is_set_apart(aside: Token, head: Token) -> bool:
    """Whether a clause can go: it opens the clause, or marks part it from both sides.

    « a travaillé dur pour obtenir un hôpital » needs all of its words, and so does a subject with « à plein temps ».
    """
    first, last = aside.left_edge, aside.right_edge
    if aside.dep_ != "advcl" or (aside.i < head.i and first.i <= head.left_edge.i + 1):
        return True
    opened = first.pos_ == "PUNCT" or first.nbor(-1).pos_ in ("PUNCT", "SPACE")
    closed = last.i + 1 >= last.sent.end or last.pos_ == "PUNCT" or last.nbor(1).pos_ in ("PUNCT", "SPACE", "CCONJ")
    return opened and closed


def _is_later_act(child: Token, head: Token, own: list[Span]) -> bool:
    """« il est né en 1945 et a étudié à Lyon »: a date behind the first verb and before the second is the first's."""
    if child.dep_ != "conj" or not is_predicate(child) or not own:
        return False
    return all(head.i < span.start and span.end <= child.left_edge.i for span in own)


def _only_joins(token: Token, head: Token) -> bool:
    """What binds a clause to the one it hangs on: « , tandis que », « depuis que », « puisque »."""
    first = token.head if token.dep_ == "fixed" else token
    mark = token.dep_ == "punct" and not head.dep_.startswith("acl")  # « Jean Petit, 37 ans, qui a fui » keeps its
    return mark or (first.dep_ == "mark" and first.head == head) or _opens(token)


def _opens(token: Token) -> bool:
    """« depuis » of « depuis que »: the first half of a conjunction."""
    if token.pos_ not in ("ADP", "ADV") or token.i + 1 >= len(token.doc):
        return False
    return typography.key(token.nbor(1).text) in ("que", "qu'")


def _counted_before(aside: Token, head: Token) -> set[int]:
    """« quatre ans » of « quatre ans avant que la ville ne cède », which goes with it."""
    edge = aside.left_edge
    noun = edge.nbor(-1) if edge.i else edge
    counted = (
        noun.head == head
        and noun.pos_ == "NOUN"
        and (any(child.dep_ == "nummod" for child in noun.children) or typography.key(noun.text) in listed("spans"))
    )
    return {token.i for token in noun.subtree} if counted and aside.dep_ == "advcl" else set()


def _is_aside(child: Token) -> bool:
    if child.pos_ == "ADV" and is_led_infinitive(child) and is_set_off(child):
        return True
    if child.dep_ == "conj" and is_predicate(child):
        return any(below.dep_.startswith("nsubj") for below in child.children)
    if child.dep_.startswith("parataxis"):
        return not is_speech(child)  # without « affirme le maire » a claim would stand as a fact
    degree = child.lower_ == "aussi" and child.i + 1 < len(child.doc) and child.nbor(1).pos_ in ("ADJ", "ADV")
    leading = child.dep_.startswith("advmod") and not degree  # « aussi bas » is no « aussi » that leads on
    phrase = typography.key(" ".join(token.text for token in child.subtree)) if leading else ""
    return (child.dep_ in ASIDE and not _is_outcome(child)) or phrase in listed("connectives")


def _is_outcome(child: Token) -> bool:
    """« un camion a heurté un car, tuant quatre lycéens »: what came of it is told with it."""
    gerund = "Part" in child.morph.get("VerbForm", []) and "Pres" in child.morph.get("Tense", [])
    led = any(below.dep_ in ("mark", "case") or below.dep_.startswith("nsubj") for below in child.children)
    whole = any(below.dep_ == "obj" for below in child.children)
    return (
        gerund and not led and whole and child.i > child.head.i and typography.key(child.lemma_) in listed("outcomes")
    )


def is_speech(verb: Token) -> bool:
    """A verb of saying."""
    lemma = typography.key(verb.lemma_)  # « indique » is its own lemma where it was taken for a noun
    return bool({lemma, f"{lemma}r"} & reporting_verbs())


def _holds(token: Token, own: list[Span]) -> bool:
    below = {token.i for token in token.subtree}
    return any(span.root.i in below for span in own)


def _with_subject(tokens: list[Token], head: Token) -> list[Token]:
    """« et a rompu les liens » is told with the subject of the verb before it."""
    if head.dep_ != "conj" or any(child.dep_.startswith("nsubj") for child in head.children):
        return tokens
    verb = head
    while verb.dep_ == "conj":
        verb = verb.head
    subject = next((child for child in verb.children if child.dep_.startswith("nsubj")), None)
    tokens = trimmed(tokens)
    asked = subject is None or "Rel" in subject.morph.get("PronType", [])  # « la gare où ils ont dormi et ont mangé »
    if verb.dep_.startswith("acl") and verb.head.i < verb.i and asked:
        return [*_noun_before_clause(verb.head, verb), *tokens]
    if subject is None or subject.i > head.i or not _agrees(subject, head):
        return tokens
    return [*_named(subject), *_shared_auxiliaries(verb, head), *tokens]


def _agrees(subject: Token, head: Token) -> bool:
    """« ont » is no verb of one subject: its own stands somewhere else."""
    finite = next((token for token in (head, *head.children) if "Fin" in token.morph.get("VerbForm", [])), None)
    plural = finite is not None and "Plur" in finite.morph.get("Number", [])
    several = "Plur" in subject.morph.get("Number", []) or any(child.dep_ == "conj" for child in subject.children)
    return not plural or several or not ("Sing" in subject.morph.get("Number", []) or subject.pos_ == "PROPN")


def _named(subject: Token) -> list[Token]:
    """A subject without what only describes it."""
    dropped = subtrees(subject, ("acl:relcl", "acl", "appos"))
    who = [token for token in subject.subtree if token.i not in dropped]
    comma = next((place for place, token in enumerate(who) if token.text == "," and token.i > subject.i), len(who))
    listed_together = any(child.dep_ == "conj" for child in subject.children)
    return who if listed_together else who[:comma]


def _shared_auxiliaries(verb: Token, head: Token) -> list[Token]:
    """« ont été » of « ont été suspendus et dissous »."""
    if any(child.dep_.startswith("aux") for child in head.children):
        return []
    passive = any(child.dep_ == "aux:pass" for child in verb.children)
    alike = passive and head.text[-1] == verb.text[-1] and not any(child.dep_ == "obj" for child in head.children)
    if head.pos_ not in ("VERB", "ADJ") or (is_finite_clause(head) and not alike):
        return []
    return [child for child in verb.children if child.dep_.startswith("aux") and child.i < verb.i]


def _noun_before_clause(noun: Token, clause: Token) -> list[Token]:
    """The noun a participle hangs on, without its preposition and all that comes with the participle."""
    before = [token for token in noun.subtree if token.i < clause.left_edge.i and token.dep_ != "punct"]
    return [token for token in before if not (token.dep_ == "case" and token.head == noun)]


def _without(tokens: list[Token], head: Token, kinds: tuple[str, ...]) -> list[Token]:
    """The tokens less the subtrees of these kinds that end the label or stand between commas."""
    for token in reversed(tokens):
        if token.dep_ not in kinds or token == head or token.is_ancestor(head) or not is_loose(token):
            continue
        below = {under.i for under in token.subtree}
        places = [place for place, under in enumerate(tokens) if under.i in below]
        first, last = places[0], places[-1] + 1
        if last < len(tokens) - 1 and _goes_on(tokens[last + (tokens[last].text == ",")]):
            continue
        if last - first != len(places) or len(joined([*tokens[:first], *tokens[last:]])) < SHORT:
            continue
        if first and tokens[first].text != "," and tokens[first - 1].text == ",":
            first -= 1
        if last == len(tokens) or (tokens[first].text == "," and tokens[last].text == ","):
            if last == len(tokens):
                return _without(tokens[:first], head, kinds)
            comma = is_comma_needed(tokens[:first], tokens[last + 1 :], head)
            return _without(tokens[: first + comma] + tokens[last + 1 :], head, kinds)
    return tokens


def _goes_on(token: Token) -> bool:
    """« , d'où viennent », « et dont »: what follows would hang on the wrong noun."""
    relative = "Rel" in token.morph.get("PronType", [])
    return relative or token.pos_ == "CCONJ" or typography.key(token.text) in ("d'", "ou")
