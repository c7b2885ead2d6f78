"""Noun phrases beside a verb, by their edges: who is before it, who is after it, whom « qui » stands for.

No parse is needed: French marks the left edge of a noun phrase by a determiner, a title or a capital, and its right
edge by punctuation, a relative, a verb or a preposition other than « de ».
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .grammar import is_adverb, is_determiner, is_finite, is_title, words
from .tokens import Token
from .verbs import nouns, reporting, speaking

MAX_LENGTH = 22  # tokens: the longest functions of the press (« le directeur exécutif adjoint de … ») fit


@dataclass(frozen=True)
class Phrase:
    """Tokens `first` to `last` (excluded) of a frame. `name`: the apposed name, when the phrase is a function."""

    first: int
    last: int
    name: tuple[int, int] | None = None

    @property
    def edges(self) -> tuple[int, int]:
        """The tokens to show: the apposed name when there is one."""
        return self.name or (self.first, self.last)


def starts_phrase(tokens: Sequence[Token], i: int) -> bool:
    """Whether a noun phrase can begin at token `i`."""
    token = tokens[i]
    if token.quote >= 0 or not token.word:
        return False
    if token.low in words("prepositions"):
        return False
    return is_determiner(token) or token.capital or is_title(token) or token.low in ("des", "de", "d'", "nombre", "beaucoup") \
        or token.low in ("ceux", "celui", "celle", "celles", "ceux-ci", "celui-ci", "celle-ci")


def is_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the tokens are nothing but a name, with or without its title: « Mme Fatou Bensouda »."""
    if not first < last:
        return False
    if last - first == 1 and not _may_be_name(tokens, first):
        return False
    rest = [t for t in tokens[first:last] if t.low not in words("particles") | {"l'", "."}]
    opener = is_determiner(tokens[first]) or tokens[first].low in words("of", "prepositions")
    return bool(rest) and tokens[first].capital and all(t.capital for t in rest) and not opener


def _may_be_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether a capital is more than the capital of a sentence: « Cependant », « Interrogé » open sentences only."""
    token = tokens[i]
    if token.low in words("connectors", "prepositions", "subject") or is_adverb(token):
        return False
    opens = i == 0 or not tokens[i - 1].word or tokens[i - 1].quote >= 0
    return not opens or token.pos in ("", "PROPN", "NOUN", "X") or token.text.isupper()


def has_capital(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a name stands in the phrase (a capital past its first word, or a bare name)."""
    return any(t.capital and (i > first or is_name(tokens, first, first + 1)) for i, t in enumerate(tokens[first:last], first)
               if t.word and not is_determiner(t))


# -- after ------------------------------------------------------------------------------------

def phrase_after(tokens: Sequence[Token], i: int, *, several: bool = False) -> Phrase | None:
    """The noun phrase that follows token `i`, past adverbs and « à l'AFP ». `several`: the verb is plural."""
    i = skip_adverbials(tokens, i)
    if i >= len(tokens) or not starts_phrase(tokens, i):
        return None
    last = i + 1
    while last < len(tokens) and last - i < MAX_LENGTH:
        if tokens[last].text == "(" and last + 2 < len(tokens) and tokens[last + 2].text == ")":
            last += 3
            continue
        if _ends_phrase(tokens, i, last, several):
            break
        last += 1
    last = _trimmed(tokens, i, last)
    if last == i + 1 and is_determiner(tokens[i]) and tokens[i].low not in ("certains", "plusieurs", "certaines", "tous"):
        return None
    return with_apposition(tokens, Phrase(i, last))


def with_apposition(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """The phrase with the name apposed to it: « la présidente d'AWL, Marie Hermann Coulibaly »."""
    after = phrase.last
    if is_name(tokens, phrase.first, phrase.last) or after + 1 >= len(tokens) or tokens[after].text != ",":
        return phrase
    stop = after + 1
    while stop < len(tokens) and tokens[stop].word and (tokens[stop].capital or is_title(tokens[stop])
                                                        or (tokens[stop].low in words("particles") and stop > after + 1)
                                                        ) or (stop < len(tokens) and tokens[stop].text == "." and is_title(tokens[stop - 1])):
        stop += 1
    named = is_name(tokens, after + 1, stop)
    closes = stop >= len(tokens) or not tokens[stop].word
    own = tokens[phrase.last - 1].capital and head_noun(tokens, phrase) not in nouns("persons")
    if named and closes and not own and not is_adverb(tokens[after + 1]):
        return Phrase(phrase.first, phrase.last, (after + 1, stop))
    return phrase


def skip_adverbials(tokens: Sequence[Token], i: int) -> int:
    """Past adverbs, dates and « à BBC », « dans un entretien, » that stand between a verb and its subject."""
    while i < len(tokens):
        token = tokens[i]
        if token.low in ("tout", "même") and i + 1 < len(tokens) and is_determiner(tokens[i + 1]):
            return i
        if is_adverb(token) or (token.text[:1].isdigit() and i and is_adverb(tokens[i - 1])):
            i += 1
        elif token.low in ("ce", "cet", "cette") and i + 1 < len(tokens) and is_adverb(tokens[i + 1]):
            i += 2
        elif token.low in words("prepositions") or (token.low in ("de", "d'") and not token.capital and _aside(tokens, i)):
            i = _past_prepositional(tokens, i + 1)
        elif token.text == "," and i + 1 < len(tokens) and not is_name(tokens, i + 1, i + 2):
            i += 1
        else:
            return i
    return i


def _aside(tokens: Sequence[Token], i: int) -> bool:
    """« de son côté », « d'emblée », « d'un ton » after a verb, against the partitive « de nombreux »."""
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    return following in ("son", "leur", "sa", "emblée", "abord", "ailleurs", "un", "une", "façon", "manière", "nouveau")


def _past_prepositional(tokens: Sequence[Token], i: int) -> int:
    """The token after a prepositional phrase whose preposition stands before `i`."""
    begin = i
    while i < len(tokens):
        token, before = tokens[i], tokens[i - 1]
        free = before.low not in words("prepositions", "of") and i > begin
        if not token.word or token.quote >= 0 or (free and (is_determiner(token) and not is_determiner(before) or is_title(token))):
            return i
        outlet = before.text.isupper() and len(before.text) > 1 or before.text in words("services")
        if free and outlet and _two_capitals(tokens, i):
            return i
        if free and token.low in words("stops"):
            return i
        i += 1
    return i


def _two_capitals(tokens: Sequence[Token], i: int) -> bool:
    """« à la BBC Bohdan Soltys »: a first name and a surname begin after an acronym."""
    return i + 1 < len(tokens) and all(t.capital and not t.text.isupper() for t in tokens[i:i + 2]) \
        and tokens[i].text not in words("services")


def _ends_phrase(tokens: Sequence[Token], first: int, i: int, several: bool) -> bool:
    token, before = tokens[i], tokens[i - 1]
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.text == "." and before.end == token.start and (is_title(before) or len(before.text) == 1):
        return following is None
    if not token.word or token.quote >= 0 or token.low in words("stops") or is_finite(token):
        return True
    if any(verb.mood == "ing" for verb in reporting().get(token.low, ())):
        return True
    if token.low in words("weekdays") or (is_adverb(token) and not token.capital and token.low not in words("months")
                                          and token.low not in ("plus", "très", "bien", "même", "tout")):
        return True
    if token.low in ("et", "ou"):
        return not _goes_on(tokens, i, following, several)
    if token.low in ("à", "au", "aux"):
        return not _keeps_a(tokens, i)
    if token.low == "en":
        return not (following and following.low in words("inner_a"))
    if token.low in ("pour", "contre", "sur", "entre"):
        return not (following and is_determiner(following) and tokens[first + 1].low in nouns("institutions") | {"haut", "haute"})
    if token.low in words("prepositions") and token.low not in words("of"):
        return True
    return is_title(token) and i > first + 1 and before.capital


def _goes_on(tokens: Sequence[Token], i: int, following: Token | None, several: bool) -> bool:
    if following is None:
        return False
    return following.low in words("of") or (several and starts_phrase(tokens, i + 1)) or \
        (tokens[i - 1].capital and following.capital and not is_determiner(following))


def _keeps_a(tokens: Sequence[Token], i: int) -> bool:
    """« officier à la retraite », « ministre délégué à l'Intérieur » go on; « Obama à Hilliard » does not."""
    before, following = tokens[i - 1], tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or before.capital or is_determiner(before) or following.low in words("outer_a"):
        return False
    told = tokens[i + 2] if is_determiner(following) and i + 2 < len(tokens) else following
    # « a confirmé sa fondation à la BBC » is told to the BBC; « ambassadeur à l'ONU » is a function.
    outlet = told.text.isupper() and len(told.text) > 1
    return told.low not in words("outer_a") and (not outlet or before.low in nouns("persons"))


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> int:
    while last > first + 1 and (tokens[last - 1].low in words("of", "prepositions", "determiners") | {"et", "ou"}
                                or not tokens[last - 1].word and tokens[last - 1].text not in (")", ".")):
        last -= 1
    return last


# -- before -----------------------------------------------------------------------------------

def subject_before(tokens: Sequence[Token], verb: int, *, several: bool = False) -> Phrase | None:
    """The subject that stands before the verb group starting at `verb`; None when it is inverted or missing."""
    j = verb - 1
    while j >= 0 and (tokens[j].low in words("clitics") or is_adverb(tokens[j])) and tokens[j].low not in words("subject"):
        j -= 1
    if j < 0 or tokens[j].quote >= 0:
        return _bare_clitic(tokens, verb)
    if tokens[j].low in words("subject") or (tokens[j].low in ("nous", "vous") and j + 1 == verb):
        return Phrase(j, j + 1)
    if tokens[j].low == "qui":
        return antecedent(tokens, j - 1)
    if tokens[j].text == ",":
        return _past_comma(tokens, j, several)
    return _past_apposition(tokens, phrase_ending(tokens, j, several=several), several)


def _past_apposition(tokens: Sequence[Token], phrase: Phrase | None, several: bool) -> Phrase | None:
    """« X, président de Y a dit », its second comma forgotten: X, when X opens the sentence and is a name."""
    if phrase is None or phrase.first < 2 or tokens[phrase.first - 1].text != "," or is_name(tokens, phrase.first, phrase.last):
        return phrase
    before = phrase_ending(tokens, phrase.first - 2, several=several)
    if before is None or not (before.first == 0 or tokens[before.first - 1].text in (":", "-", "–", "—")):
        return phrase
    bare = before.first + (1 if is_determiner(tokens[before.first]) else 0)
    return before if is_name(tokens, bare, before.last) else phrase


def _bare_clitic(tokens: Sequence[Token], verb: int) -> Phrase | None:
    """« nous » is a clitic and a subject."""
    if verb and tokens[verb - 1].low == "nous":
        return Phrase(verb - 1, verb)
    return None


def _past_comma(tokens: Sequence[Token], comma: int, several: bool) -> Phrase | None:
    """The subject before an interposed passage: « Le gouvernement, impuissant, a … », « X, ministre de Y, a … »."""
    begin = comma - 1
    while begin >= 0 and tokens[begin].text not in (",", ";", ":") and tokens[begin].quote < 0:
        begin -= 1
    if begin < 0 or tokens[begin].text != ",":
        return None
    if any(is_finite(t) for t in tokens[begin + 1:comma]) and tokens[begin + 1].low not in ("qui", "dont", "que", "qu'", "où"):
        return None
    before = _segment_before(tokens, begin, several)
    if before and _has_verb_already(tokens, before.first):
        return None
    if is_name(tokens, begin + 1, comma) and before and not is_name(tokens, before.first, before.last):
        return Phrase(before.first, before.last, (begin + 1, comma))
    return before


def _has_verb_already(tokens: Sequence[Token], first: int) -> bool:
    """Whether the clause has its verb before token `first`: then what stands there is no subject of a second one."""
    for token in reversed(tokens[:first]):
        if token.low in words("stops") | {"et", "ou"} or token.text in (";", ":") or token.quote >= 0:
            return False
        if is_finite(token):
            return True
    return False


def _segment_before(tokens: Sequence[Token], comma: int, several: bool) -> Phrase | None:
    if comma == 0 or tokens[comma - 1].quote >= 0:
        return None
    found = phrase_ending(tokens, comma - 1, several=several)
    if found and _only_apposition(tokens, found):
        return _past_comma(tokens, comma, several) or found
    return found


def _only_apposition(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """A bare noun after a comma (« X, ministre de Y, ») is said of what stands before it."""
    head = tokens[phrase.first]
    return phrase.first > 0 and tokens[phrase.first - 1].text == "," and not is_determiner(head) and not head.capital


def phrase_ending(tokens: Sequence[Token], j: int, *, several: bool = False) -> Phrase | None:
    """The noun phrase whose last token is `j`."""
    begin = j
    if tokens[j].text == ")":
        while begin >= 0 and tokens[begin].text != "(":
            begin -= 1
        begin = j = begin - 1
    while begin >= 0 and j - begin < MAX_LENGTH and not _bounds(tokens, begin, several):
        begin -= 1
    first = _left_edge(tokens, begin + 1, j)
    if first is None:
        return None
    return Phrase(first, j + 1)


def _bounds(tokens: Sequence[Token], i: int, several: bool) -> bool:
    token = tokens[i]
    if token.text == "." and i and (is_title(tokens[i - 1]) or len(tokens[i - 1].text) == 1):
        return False
    if not token.word or token.quote >= 0 or token.low in words("stops") or is_finite(token):
        return True
    if token.low in words("subject"):
        return True
    return token.low in ("et", "ou") and not several and not (
        i + 1 < len(tokens) and (tokens[i + 1].low in words("of") or (tokens[i - 1].capital and tokens[i + 1].capital)))


def _left_edge(tokens: Sequence[Token], begin: int, j: int) -> int | None:
    """Where the phrase begins inside the stretch `begin` to `j`: past connectors and fronted circumstances."""
    while begin < j and (tokens[begin].low in words("connectors") or is_adverb(tokens[begin])
                         and not tokens[begin].low == "tout") and not is_name(tokens, begin + 1, j + 1):
        begin += 1
    if begin > j or (begin == j and (tokens[j].low in words("connectors") or is_adverb(tokens[j]))):
        return None
    if tokens[begin].low not in words("prepositions") | {"de", "d'", "à"}:
        if starts_phrase(tokens, begin) or tokens[begin].low in nouns("groups") | nouns("persons") | nouns("documents"):
            return begin
    elif tokens[begin].low in ("de", "d'") and begin + 1 <= j and tokens[begin + 1].low in (
            "nombreux", "nombreuses", "autres", "hauts", "jeunes", "plus", "grands", "petits", "multiples", "simples"):
        return begin
    for first in range(j, begin, -1):
        before = tokens[first - 1]
        if (is_determiner(tokens[first]) or is_title(tokens[first])) and before.low not in words("prepositions", "of", "determiners"):
            return first
    return _name_run(tokens, begin, j)


def _name_run(tokens: Sequence[Token], begin: int, j: int) -> int | None:
    first = j + 1
    while first > begin and tokens[first - 1].capital and tokens[first - 1].low not in words("prepositions"):
        first -= 1
    return first if first <= j and (first == begin or tokens[first - 1].low not in words("prepositions")) else None


def antecedent(tokens: Sequence[Token], j: int) -> Phrase | None:
    """The noun phrase a relative pronoun after token `j` stands for: the nearest that can speak, else the widest."""
    while j >= 0 and tokens[j].text in (",", ")"):
        while tokens[j].text == ")" and j > 0 and any(t.text == "(" for t in tokens[:j]):
            j -= 1
            while tokens[j].text != "(":
                j -= 1
        j -= 1
    widest: Phrase | None = None
    for first in range(j, max(-1, j - MAX_LENGTH), -1):
        token = tokens[first]
        if token.text == "." and first and is_title(tokens[first - 1]):
            continue
        if not token.word or token.quote >= 0 or is_finite(token):
            break
        if is_title(token) or (is_name(tokens, first, j + 1) and not _name_goes_left(tokens, first)):
            return Phrase(first, j + 1)
        if is_determiner(token) or token.low == "des":
            widest = Phrase(first, j + 1)
            if can_speak(tokens, widest):
                return widest
    return widest


def _name_goes_left(tokens: Sequence[Token], first: int) -> bool:
    """« Sabine de Granrut », « Simon Pierre Boussim »: the name began earlier."""
    if not first:
        return False
    if tokens[first - 1].capital and tokens[first - 1].word and not is_determiner(tokens[first - 1]):
        return True
    return first > 1 and tokens[first - 1].low in words("particles") and tokens[first - 2].capital \
        and tokens[first - 2].word and not is_determiner(tokens[first - 2])


def head_noun(tokens: Sequence[Token], phrase: Phrase) -> str:
    """The head of a noun phrase, as it stands: the first noun we know in it, else its first word past the determiner."""
    known = speaking()
    content = [t.low for t in tokens[phrase.first:phrase.last] if t.word and not is_determiner(t) and t.low not in words("of")]
    upto = next((i for i, t in enumerate(tokens[phrase.first:phrase.last]) if t.low in words("of") and i), None)
    head = [t.low for t in tokens[phrase.first:phrase.first + upto]] if upto else content
    return next((low for low in head if low in known), next((low for low in content if low in known), content[0] if content else ""))


def is_speaker(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Stricter: the head itself is a name or a noun of those who speak (not « les manifestations contre la MONUSCO »)."""
    if phrase.name or phrase.last == phrase.first + 1:
        return can_speak(tokens, phrase)
    known = speaking()
    head = []
    for token in tokens[phrase.first:phrase.last]:
        if head and (token.low in words("of") or token.low in words("prepositions")):
            break
        if token.word and not is_determiner(token) and token.low not in words("of"):
            head.append(token)
    return any(t.low in known or (t.capital and (i or t.pos in ("", "PROPN", "NOUN", "X"))) for i, t in enumerate(head))


def can_speak(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether the phrase is somebody or something that can be a source."""
    known = speaking()
    return has_capital(tokens, *phrase.edges) or head_noun(tokens, phrase) in known or \
        (phrase.last == phrase.first + 1 and tokens[phrase.first].low in words("subject") | {"lui", "eux", "les", "l'", "moi"})
