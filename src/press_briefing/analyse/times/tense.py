"""The tense around an expression: « mardi » is last Tuesday after « a déclaré », the next one after « se réunira ».

Told by the parse when the pipeline has one, else by the endings of French verbs, which is right often enough.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from ...french.grammar.classes import words
from ...french.grammar.tense import FUTURE, PAST, PRESENT, has_future_ending, listed, tenses
from ...french.tokens import Tokens
from ...lexicons import members
from ...model.typography import key, unaccented
from .setting import UNKNOWN
from .tokens import Token

HAVING = words("having")
BEING = frozenset(("est", "sont", "etait", "etaient"))
AUXILIARIES = words("auxiliaries")
PAST_ENDING = re.compile(
    r".{2}(?:ait|aient|erent|irent|urent)$|^(?:fut|furent|eut|eurent|fit|firent|vint|vinrent|prit|prirent)$"
)
CONDITIONAL_ENDING = re.compile(r".{2}r(?:ait|aient)$")
PARTICIPLE = re.compile(
    r".{2}(?:é|ée|és|ées|i|ie|is|ies|it|ite|its|ites|u|ue|us|ues|ert|erte|erts|ertes|int|inte|aint|eint|ort|orte"
    r"|orts|ortes|ait|aite|aits)$|^(?:pu|du|vu|lu|eu|mis|pris|dit|mort|morte|morts|mortes|né|née|nés|nées|été)$"
)
_OPENING = re.compile(r".(?:é|ée|és|ées|u|ue|us|ues)$")
PRESENT_ENDING = re.compile(r".{3}(?:ent|ons|ez)$|^(?:est|sont|peut|doit|veut|fait|reste|a|ont)$")
FAR = 400  # characters beyond which a verb says nothing about a date
NEARBY = 4  # tokens between an auxiliary and its participle: « ont, par ailleurs, été »


AFTER = ("après", "Après")
INSIDE = ("nmod", "amod", "case", "conj", "nummod", "flat:name", "flat", "obl:arg")  # below a noun
STEPS = 12  # from word to head that lead from a date to the verb it belongs to


def verbs(pieces: list[Token], tokens: Tokens) -> list[tuple[int, str]]:
    """(offset, tense) of every finite verb or participle, in text order."""
    if is_parsed(tokens):
        told = dict(tenses(tokens))
        missed = (
            (piece.start, _plain_form(pieces, place))
            for place, piece in enumerate(pieces)
            if piece.category == "WORD" and piece.start not in told
        )
        return sorted([*told.items(), *((start, tense) for start, tense in missed if tense)])
    lexical = ((piece.start, _lexical(pieces, place)) for place, piece in enumerate(pieces))
    return [(start, tense) for start, tense in lexical if tense]


def is_parsed(tokens: Tokens) -> bool:
    """Whether a language model read the text."""
    return any(tokens.relations) and any(tokens.morphs)


def _plain_form(pieces: list[Token], place: int) -> str | None:
    """The tense of a form that is a verb by its letters, whatever a small tagger took it for."""
    piece = pieces[place]
    if piece.bare.endswith("ront") and has_future_ending(piece.bare) and not piece.capital:
        return FUTURE
    if piece.bare == "rendez":  # « ont rendez-vous dimanche », « Rendez-vous samedi »; not « le rendez-vous »
        return FUTURE if not place or pieces[place - 1].category in ("HAVE", "A", "STOP", "BREAK") else None
    if place < 2 or not PARTICIPLE.search(piece.word):
        return None
    helper = _helper(pieces[place - 1])
    reflexive = helper in BEING and pieces[place - 2].bare in ("s'", "se")
    return PAST if helper in HAVING or reflexive else None


class Governors:
    """The verbs that the parse puts the expressions under; nothing is known where there is no parse."""

    def __init__(self, tokens: Tokens, found: list[tuple[int, str]]) -> None:
        self.tokens = tokens
        self.tenses = dict(found) if is_parsed(tokens) else {}
        self.perfects = frozenset(_perfects(tokens)) if self.tenses else frozenset()
        self.done = frozenset(_done(tokens)) if self.tenses else frozenset()
        self.reports = frozenset(_reports(tokens)) if self.tenses else frozenset()
        self.helped = dict(_helped(tokens, self.tenses)) if self.tenses else {}

    def head(self, start: int, end: int) -> int | None:
        """Place of the word that the characters `start:end` hang on."""
        if not self.tenses:
            return None
        starts, heads = self.tokens.starts, self.tokens.heads
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        return next((heads[place] for place in range(first, last) if not first <= heads[place] < last), None)

    def of(self, start: int, end: int) -> int | None:
        """Place of the verb that governs the characters `start:end`."""
        return self._up(self.head(start, end))

    def _up(self, place: int | None) -> int | None:
        """The nearest verb from a word up, itself included."""
        for _ in range(STEPS):
            if place is None or self.tokens.starts[place] in self.tenses:
                return place
            if place in self.helped:
                return self.helped[place]
            above = self.tokens.heads[place]
            place = above if above != place else None
        return None

    def tense(self, place: int | None) -> str | None:
        """The tense of the verb at `place`; « sera le sujet discuté jeudi » is to come."""
        if place is None:
            return None
        told = self.tenses[self.tokens.starts[place]]
        return FUTURE if told == PAST and self._is_within_what_will_be(place) else told

    def _is_within_what_will_be(self, place: int) -> bool:
        """Whether a participle describes what a future verb before it is about; « l'accord signé jeudi sera lu » is over."""
        relations, heads = self.tokens.relations, self.tokens.heads
        if relations[place] != "acl" or heads[place] >= place:
            return False
        noun = heads[place]
        above = self.helped.get(noun) if relations[noun] == "ROOT" else self._up(heads[noun])
        return above is not None and above < noun and self.tenses.get(self.tokens.starts[above]) == FUTURE

    def is_perfect(self, place: int | None) -> bool:
        """Whether the verb at `place` is a compound past (« a démissionné »), no pluperfect."""
        return place in self.perfects

    def is_done(self, start: int, end: int) -> bool:
        """Whether the characters `start:end` hang on a compound past itself: « est arrivée à Lyon le 3 mai ».

        Behind an object the date may be that of what was announced or planned: « a annoncé une réunion le 3 mai ».
        """
        place = self.head(start, end)
        if place not in self.done or place is None:
            return False
        last = bisect_left(self.tokens.starts, start)
        between = range(place + 1, max(place + 1, last))
        objects = ("obj", "ccomp", "csubj")
        return not any(self.tokens.heads[at] == place and self.tokens.relations[at] in objects for at in between)

    def is_a_report(self, place: int | None) -> bool:
        """« annonce samedi avoir cessé la grève », « affirme samedi que… »: a report's present tells what was said."""
        return place in self.reports

    def is_of_a_result(self, start: int) -> bool:
        """« passe en finale après sa victoire, dimanche au Caire »: a day right behind « après » and what is over."""
        if not self.tenses:
            return False
        tokens, place = self.tokens, bisect_left(self.tokens.starts, start) - 1
        while place >= 0 and (tokens.relations[place] in ("punct", "det") or tokens.texts[place] in ("de", "du")):
            place -= 1
        for _ in range(STEPS):
            if place < 0:
                return False
            if unaccented(tokens.texts[place].lower()) in listed("results"):
                return self._is_led_by_after(place)
            above = tokens.heads[place]
            if above >= place or tokens.relations[place] not in INSIDE:
                return False
            place = above
        return False

    def _is_led_by_after(self, noun: int) -> bool:
        before = range(max(0, noun - STEPS), noun)
        return any(
            self.tokens.heads[at] == noun and self.tokens.relations[at] == "case" and self.tokens.texts[at] in AFTER
            for at in before
        )

    def is_under(self, place: int | None, other: int | None) -> bool:
        """Whether a word stands in a participle or a relative clause of a verb: « élu en 2015, il a démissionné »."""
        for _ in range(STEPS):
            if place is None or other is None or place == other:
                return False
            relation, above = self.tokens.relations[place], self.tokens.heads[place]
            if above == place:
                return False
            if relation.startswith(("acl", "advcl", "amod")) or self._opens(place):
                return self._reaches(above, other)
            place = above
        return False

    def is_aside(self, place: int | None) -> bool:
        """Whether a word stands in a clause hung on a noun of a sentence in the present: « X, élu en 2005, est … »."""
        aside = False
        for _ in range(2 * STEPS):
            if place is None or self.tokens.heads[place] == place:
                break
            aside = aside or self.tokens.relations[place].startswith("acl")
            place = self.tokens.heads[place]
        return aside and place is not None and self._present(place)

    def _present(self, place: int) -> bool:
        """Whether a sentence is in the present: its verb, or the copula of what is no verb."""
        verb = place if self.tokens.starts[place] in self.tenses else self.helped.get(place)
        return verb is not None and self.tense(verb) == PRESENT

    def _opens(self, place: int) -> bool:
        """Whether a word that the tagger takes for an adverb is a participle by its ending: « Élu en 2015, il… »."""
        return self.tokens.relations[place] == "advmod" and bool(_OPENING.search(self.tokens.texts[place]))

    def _reaches(self, place: int, other: int) -> bool:
        for _ in range(STEPS):
            if place == other:
                return True
            above = self.tokens.heads[place]
            if above == place:
                return False
            place = above
        return False


def _helped(tokens: Tokens, told: dict[int, str]) -> Iterator[tuple[int, int]]:
    """(word, its auxiliary or copula) where the word itself tells no tense: « sera fermée », « était maire »."""
    for place, (head, relation) in enumerate(zip(tokens.heads, tokens.relations, strict=True)):
        if relation.startswith(("aux", "cop")) and tokens.starts[head] not in told and tokens.starts[place] in told:
            yield head, place


def _reports(tokens: Tokens) -> Iterator[int]:
    """Places of verbs of saying with what is said."""
    for head, relation in zip(tokens.heads, tokens.relations, strict=True):
        if relation in ("ccomp", "xcomp") and key(tokens.lemmas[head]) in reporting_verbs():
            yield head


@cache
def reporting_verbs() -> frozenset[str]:
    """Lemmas of verbs of saying, as keys."""
    return frozenset(map(key, members("words/reporting_verbs.txt")))


def _perfects(tokens: Tokens) -> Iterator[int]:
    """Places of participles whose auxiliary is in the present: « a démissionné », « est mort », « ont été élus »."""
    for place, (head, relation) in enumerate(zip(tokens.heads, tokens.relations, strict=True)):
        if relation.startswith("aux") and unaccented(tokens.texts[place].lower()) in ("a", "ont", "est", "sont", "ai"):
            yield head


def _done(tokens: Tokens) -> Iterator[int]:
    """Places of participles of what is over: with « avoir », or of verbs of motion and reflexives with « être »."""
    helpers: dict[int, set[str]] = defaultdict(set)
    for place, (head, relation) in enumerate(zip(tokens.heads, tokens.relations, strict=True)):
        if relation.startswith("aux") or tokens.texts[place].lower() in ("se", "s'", "s’"):
            helpers[head].add(unaccented(tokens.texts[place].lower()).replace("’", "'"))
    for head, words_before in helpers.items():
        form = key(tokens.texts[head])
        if form in listed("planned") or not PARTICIPLE.search(tokens.texts[head].lower()):
            continue
        moves = is_moved(form) or bool(words_before & {"se", "s'"})
        if words_before & HAVING or (moves and words_before & BEING):
            yield head


def is_moved(form: str) -> bool:
    """« arrivée », « nés »: a participle, folded, that makes its past with « être »."""
    base = form.rstrip("s")
    return bool({base, base.removesuffix("e")} & listed("moved"))


def tense_near(found: list[tuple[int, str]], start: int, end: int, first: int, last: int, plain: str) -> str:
    """The tense of the verb nearest to `start:end` in `first:last` (its sentence); clause borders count as distance."""
    first, last = max(first, start - FAR), min(last, end + FAR)
    best, tense = 10**9, UNKNOWN
    for offset, kind in found[bisect_left(found, (first, "")) : bisect_left(found, (last, ""))]:
        between = plain[end:offset] if offset >= end else plain[offset:start]
        distance = len(between) + 25 * between.count(",") + 60 * sum(map(between.count, ";:()«»"))
        distance += 10 if offset >= end else 0
        if distance < best:
            best, tense = distance, kind
    return tense


def _lexical(tokens: list[Token], place: int) -> str | None:
    """The tense a token shows by its form, None when it is no verb as far as one can tell."""
    token = tokens[place]
    if token.category not in ("WORD", "FUNC", "HAVE", "A", "SEASON", "LAST") or not token.word.isalpha():
        return None
    bare = _helper(token)
    before = tokens[place - 1].category if place else ""
    if bare in listed("planned") or bare in ("aura", "auront"):
        return FUTURE
    if before in ("DEF", "THIS", "ONE", "POSS", "OF", "DE"):
        return (
            PAST
            if token.category == "WORD" and token.word.endswith(("é", "és", "ée", "ées")) and before != "DEF"
            else None
        )
    if CONDITIONAL_ENDING.search(bare):
        return FUTURE
    if PAST_ENDING.search(bare) and bare not in listed("not_imperfect"):
        return PAST
    if has_future_ending(bare):
        return FUTURE
    if _is_participle(tokens, place):
        return PAST
    return PRESENT if PRESENT_ENDING.search(bare) and not _opens_compound(tokens, place) else None


def _is_participle(tokens: list[Token], place: int) -> bool:
    word = tokens[place].word
    if word.endswith(("é", "ée", "és", "ées")) and len(word) > 3:
        return True
    return bool(PARTICIPLE.search(word)) and _auxiliary_before(tokens, place)


def _auxiliary_before(tokens: list[Token], place: int) -> bool:
    return any(_helper(token) in AUXILIARIES for token in tokens[max(0, place - NEARBY) : place])


def _helper(token: Token) -> str:
    """The form of a word that may be an auxiliary: « à » is none."""
    return "" if token.word == "à" else token.bare


def is_completed(tokens: list[Token], place: int) -> bool:
    """Whether a compound past stands right before `place`: « a indiqué le 9 juillet », « est décédée le 10 »."""
    last = place - 1
    if last < 1 or tokens[last].category != "WORD" or not _is_participle(tokens, last):
        return False
    if tokens[last].bare in listed("planned"):
        return False
    before = [_helper(token) for token in tokens[max(0, last - NEARBY) : last]]
    return any(word in HAVING or (is_moved(tokens[last].bare) and word in BEING) for word in before)


def _opens_compound(tokens: list[Token], place: int) -> bool:
    """Whether an auxiliary has its participle after it (which then tells the tense)."""
    if _helper(tokens[place]) not in AUXILIARIES:
        return False
    return any(PARTICIPLE.search(token.word) for token in tokens[place + 1 : place + 1 + NEARBY])
