"""The noun phrase before a verb: its subject past what is interposed, the antecedent of « qui »."""

from __future__ import annotations

from collections.abc import Sequence

from ..tokens import Token
from .classes import is_adverb, is_determiner, is_finite, is_title, words
from .groups import past_clitics
from .phrases import MAX_LENGTH, Phrase, can_speak, is_name, starts_phrase
from .verbs import nouns, surely_finite


def subject_before(tokens: Sequence[Token], verb: int, *, several: bool = False) -> Phrase | None:
    """The subject that stands before the verb group starting at `verb`; None when it is inverted or missing."""
    j = verb - 1
    while (
        j >= 0 and (tokens[j].low in words("clitics") or is_adverb(tokens[j])) and tokens[j].low not in words("subject")
    ):
        j -= 1
    if j < 0 or tokens[j].quote >= 0:
        return _bare_clitic(tokens, verb)
    if tokens[j].low in words("subject") or (tokens[j].low in ("nous", "vous") and j + 1 == verb):
        return Phrase(j, j + 1)
    if tokens[j].low == "qui":
        return antecedent(tokens, j - 1, several=several)
    if tokens[j].text == ",":
        return _past_comma(tokens, j, several)
    if tokens[j].text in _DASHES:
        return _past_dash(tokens, j, several)
    return _past_apposition(tokens, phrase_ending(tokens, j, several=several), several)


def _past_apposition(tokens: Sequence[Token], phrase: Phrase | None, several: bool) -> Phrase | None:
    """« X, président de Y a dit », its second comma forgotten: X, when X opens the sentence and is a name."""
    if (
        phrase is None
        or phrase.first < 2
        or tokens[phrase.first - 1].text != ","
        or is_name(tokens, phrase.first, phrase.last)
    ):
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
        return _past_relative(tokens, begin + 1, comma, several)
    if any(is_finite(t) for t in tokens[begin + 1 : comma]) and tokens[begin + 1].low not in (
        "qui",
        "dont",
        "que",
        "qu'",
        "où",
    ):
        return None
    before = _segment_before(tokens, begin, several)
    if before and _has_verb_already(tokens, before.first):
        return None
    if _ends_in_name(tokens, begin + 1, comma) and before and not is_name(tokens, before.first, before.last):
        return Phrase(before.first, before.last, (begin + 1, comma))
    return before


def _past_relative(tokens: Sequence[Token], begin: int, comma: int, several: bool) -> Phrase | None:
    """« Le gouvernement dont X était le chef, a nié »: a relative that only its second comma marks off."""
    opens = next((i for i in range(begin, comma) if tokens[i].low in ("dont", "qui", "que", "qu'", "où")), None)
    if opens is None or opens == begin or not any(is_finite(t) for t in tokens[opens:comma]):
        return None
    before = phrase_ending(tokens, opens - 1, several=several)
    opening = before is not None and before.first == begin and is_determiner(tokens[begin])
    return before if opening and before and can_speak(tokens, before) else None


def _ends_in_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """« Awa Sow », « le professeur Awa Sow », « la sénatrice Mme Sow »: what is apposed between commas is a name."""
    if is_name(tokens, first, last):
        return True
    name = last
    while name > first and tokens[name - 1].capital and tokens[name - 1].word:
        name -= 1
    titled = [t.low for t in tokens[first:name] if not is_determiner(t)]
    return last - name > 1 and 0 < len(titled) < 3 and is_determiner(tokens[first]) and titled[0] in nouns("persons")


_DASHES = ("-", "–", "—")


def _past_dash(tokens: Sequence[Token], dash: int, several: bool) -> Phrase | None:
    """The subject before a passage between dashes: « M. Diallo - qui préside la caisse - a … »."""
    begin = dash - 1
    while begin > 0 and tokens[begin].text not in _DASHES and tokens[begin].quote < 0:
        begin -= 1
    if begin <= 0 or tokens[begin].text not in _DASHES:
        return None
    before = phrase_ending(tokens, begin - 1, several=several)
    return None if before is None or _has_verb_already(tokens, before.first) else before


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
    """A bare noun after a comma (« X, ministre de Y, », « X, juge et experte, ») is said of what stands before it."""
    first = phrase.first
    if first > 1 and tokens[first - 1].low == "et":
        first -= 1
        while first > 0 and tokens[first - 1].text not in (",", ";", ":") and not is_finite(tokens[first - 1]):
            first -= 1
    heads = (tokens[first], tokens[phrase.first])
    return first > 0 and tokens[first - 1].text == "," and not any(is_determiner(t) or t.capital for t in heads)


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
    return (
        token.low in ("et", "ou")
        and not several
        and not (
            i + 1 < len(tokens)
            and (tokens[i + 1].low in words("of") or (tokens[i - 1].capital and tokens[i + 1].capital))
        )
    )


def _left_edge(tokens: Sequence[Token], begin: int, j: int) -> int | None:
    """Where the phrase begins inside the stretch `begin` to `j`: past connectors and fronted circumstances."""
    if tokens[begin].low in ("plus", "moins", "près") and begin + 2 <= j and tokens[begin + 1].low in ("de", "d'"):
        return begin
    while (
        begin < j
        and (tokens[begin].low in words("connectors") or (is_adverb(tokens[begin]) and tokens[begin].low != "tout"))
        and not is_name(tokens, begin + 1, j + 1)
    ):
        begin += 1
    if begin > j or (begin == j and (tokens[j].low in words("connectors") or is_adverb(tokens[j]))):
        return None
    if tokens[begin].low not in words("prepositions") | {"de", "d'", "à"}:
        if starts_phrase(tokens, begin) or tokens[begin].low in nouns("groups") | nouns("persons") | nouns("documents"):
            return begin
    elif tokens[begin].low in ("de", "d'") and begin + 1 <= j and tokens[begin + 1].low in words("behind_partitive"):
        return begin
    for first in range(j, begin, -1):
        before = tokens[first - 1]
        if (is_determiner(tokens[first]) or is_title(tokens[first])) and before.low not in words(
            "prepositions", "of", "determiners"
        ):
            return first
    return _name_run(tokens, begin, j)


def _name_run(tokens: Sequence[Token], begin: int, j: int) -> int | None:
    first = j + 1
    while first > begin and tokens[first - 1].capital and tokens[first - 1].low not in words("prepositions"):
        first -= 1
    return first if first <= j and (first == begin or tokens[first - 1].low not in words("prepositions")) else None


_SINGULAR = words("singular_antecedents")


def _bare_plural(tokens: Sequence[Token], first: int, j: int) -> Phrase | None:
    """« habitants » of « la colère d'habitants qui disent »: what a plural relative is said of."""
    for i in range(j, first + 1, -1):
        if tokens[i - 1].low in ("de", "d'"):
            return Phrase(i, j + 1) if tokens[i].low.endswith(("s", "x")) and not tokens[i].capital else None
    return None


_PLURAL = words("plural_antecedents")


def antecedent(tokens: Sequence[Token], j: int, *, several: bool | None = None) -> Phrase | None:
    """The noun phrase a relative pronoun after token `j` stands for: the nearest that can speak, else the widest.

    `several`: the number of the verb, which a plural determiner must share; None when it is not known.
    """
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
        counted = token.low in words("numerals") or token.text.isdigit()
        if several and first < j and token.low in _SINGULAR and (bare := _bare_plural(tokens, first, j)):
            return None if tokens[bare.first - 2].low in words("counts") else bare
        if is_determiner(token) or token.low == "des" or (counted and not is_determiner(tokens[first - 1])):
            widest = Phrase(first, j + 1)
            if can_speak(tokens, widest) and not (several is False and token.low in _PLURAL):
                return widest
    return widest


def _name_goes_left(tokens: Sequence[Token], first: int) -> bool:
    """« Sabine de Granrut », « Simon Pierre Boussim »: the name began earlier."""
    if not first:
        return False
    if tokens[first - 1].capital and tokens[first - 1].word and not is_determiner(tokens[first - 1]):
        return True
    return (
        first > 1
        and tokens[first - 1].low in words("particles")
        and tokens[first - 2].capital
        and tokens[first - 2].word
        and not is_determiner(tokens[first - 2])
    )


def is_impersonal(tokens: Sequence[Token], subject: Phrase) -> bool:
    """« Il faut », « il semble », « il s'agit »: an « il » that stands for nobody."""
    if tokens[subject.first].low not in ("il", "-il", "-t-il"):
        return False
    after = [t.low for t in tokens[subject.last : subject.last + 4] if t.low not in words("between_subject_and_verb")]
    return bool(after) and (
        after[0] in words("impersonal") or after[:2] in (["est", "temps"], ["est", "possible"], ["est", "probable"])
    )


def first_subject(tokens: Sequence[Token], upto: int | None = None) -> Phrase | None:
    """The subject of the sentence's first verb."""
    for i, token in enumerate(tokens[:upto]):
        if i and (token.low in surely_finite() or is_finite(token)):
            subject = subject_before(tokens, past_clitics(tokens, i))
            return None if subject and is_impersonal(tokens, subject) else subject
    return None
