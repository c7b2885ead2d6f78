"""The noun phrase after a verb: an inverted subject, an object, the source after « selon »."""

from __future__ import annotations

from collections.abc import Sequence

from ..tokens import Token
from .classes import is_adverb, is_determiner, is_finite, is_title, words
from .phrases import MAX_LENGTH, Phrase, head_noun, is_name, is_speaker, starts_phrase
from .verbs import nouns, reporting, speaking


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
    if (
        last == i + 1
        and is_determiner(tokens[i])
        and tokens[i].low not in ("certains", "plusieurs", "certaines", "tous")
    ):
        return None
    return with_apposition(tokens, Phrase(i, last))


def with_apposition(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """The phrase with the name apposed to it: « la présidente d'AWL, Marie Hermann Coulibaly »."""
    after = phrase.last
    if is_name(tokens, phrase.first, phrase.last) or after + 1 >= len(tokens) or tokens[after].text != ",":
        return phrase
    stop = after + 1
    while (
        stop < len(tokens)
        and tokens[stop].word
        and (
            tokens[stop].capital
            or is_title(tokens[stop])
            or (tokens[stop].low in words("particles") and stop > after + 1)
        )
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
        if token.low == "quant" and [t.low for t in tokens[i + 1 : i + 2]] == ["à"] and _is_strong(tokens, i + 2):
            i += 3  # « résume quant à elle Awa Sow »
        elif is_adverb(token) or (token.text[:1].isdigit() and i and is_adverb(tokens[i - 1])):
            i += 1
        elif token.low in ("ce", "cet", "cette") and i + 1 < len(tokens) and is_adverb(tokens[i + 1]):
            i += 2
        elif token.low in words("prepositions") or (
            token.low in ("de", "d'") and not token.capital and _aside(tokens, i)
        ):
            i = _past_prepositional(tokens, i + 1)
        elif token.text == "," and i + 1 < len(tokens) and not is_name(tokens, i + 1, i + 2):
            i += 1
        else:
            return i
    return i


def _is_strong(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].low in words("stressed")


_CIRCUMSTANCES, _CIRCUMSTANCE = 3, 9  # how many may stand between commas, and the tokens of one


def after_circumstance(tokens: Sequence[Token], i: int, *, several: bool = False) -> Phrase | None:
    """The subject past what stands between commas: « souffle, la gorge nouée, X », « assure lundi, à Pau, X »."""
    while i < len(tokens) and (is_adverb(tokens[i]) or tokens[i].text.isdigit()):
        i += 1
    for _ in range(_CIRCUMSTANCES):
        stop = _circumstance_end(tokens, i)
        if stop is None:
            return None
        found = phrase_after(tokens, stop + 1, several=several)
        if found and found.first == stop + 1 and (is_speaker(tokens, found) or _is_borne(tokens, i + 1, stop)):
            return found
        i = stop
    return None


def _circumstance_end(tokens: Sequence[Token], comma: int) -> int | None:
    """The comma that closes a stretch without a verb or a speaker, seen from the comma that opens it."""
    if comma >= len(tokens) or tokens[comma].text != ",":
        return None
    stop = comma + 1
    while stop < len(tokens) and tokens[stop].word and tokens[stop].quote < 0 and stop - comma <= _CIRCUMSTANCE:
        if is_finite(tokens[stop]) or tokens[stop].low in ("qui", "que", "qu'", "dont"):
            return None
        stop += 1
    if stop >= len(tokens) or tokens[stop].text != "," or stop == comma + 1:
        return None
    begins = comma + 1
    speaks = starts_phrase(tokens, begins) and is_speaker(tokens, Phrase(begins, stop))
    return None if speaks and not _is_borne(tokens, begins, stop) else stop


def _is_borne(tokens: Sequence[Token], begin: int, stop: int) -> bool:
    """« le panier sur la tête », « les mains dans les poches »: how somebody stands there, nobody who speaks."""
    if stop - begin < 4 or tokens[begin].low not in ("le", "la", "l'", "les") or tokens[begin + 1].pos != "NOUN":
        return False
    return tokens[begin + 1].low not in speaking() and tokens[begin + 2].low in ("sur", "sous", "dans", "à", "contre")


def _aside(tokens: Sequence[Token], i: int) -> bool:
    """« de son côté », « d'emblée », « d'un ton » after a verb, against the partitive « de nombreux »."""
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    return following in words("asides")


def _past_prepositional(tokens: Sequence[Token], i: int) -> int:
    """The token after a prepositional phrase whose preposition stands before `i`."""
    begin = i
    while i < len(tokens):
        token, before = tokens[i], tokens[i - 1]
        free = before.low not in words("prepositions", "of") and i > begin
        if (
            not token.word
            or token.quote >= 0
            or (free and ((is_determiner(token) and not is_determiner(before)) or is_title(token)))
        ):
            return i
        outlet = (before.text.isupper() and len(before.text) > 1) or before.text in words("services")
        if free and outlet and _two_capitals(tokens, i):
            return i
        if free and token.low in words("stops"):
            return i
        i += 1
    return i


def _two_capitals(tokens: Sequence[Token], i: int) -> bool:
    """« à la BBC Bohdan Soltys »: a first name and a surname begin after an acronym."""
    return (
        i + 1 < len(tokens)
        and all(t.capital and not t.text.isupper() for t in tokens[i : i + 2])
        and tokens[i].text not in words("services")
    )


def _ends_phrase(tokens: Sequence[Token], first: int, i: int, several: bool) -> bool:
    token, before = tokens[i], tokens[i - 1]
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.text == "." and before.end == token.start and (is_title(before) or len(before.text) == 1):
        return following is None
    if not token.word or token.quote >= 0 or token.low in words("stops") or is_finite(token):
        return True
    if any(verb.mood == "ing" for verb in reporting().get(token.low, ())):
        return True
    if token.low in words("weekdays") or (
        is_adverb(token)
        and not token.capital
        and token.low not in words("months")
        and token.low not in ("plus", "très", "bien", "même", "tout")
        and not (token.low in ("dernier", "dernière") and is_determiner(before))
    ):
        return True
    if token.low in ("un", "une") and before.word and before.pos in ("NOUN", "ADJ") and i > first + 1:
        return True  # « le porte-parole du gouvernement congolais une enquête »: its comma is forgotten
    if token.low in ("et", "ou"):
        return not _goes_on(tokens, i, following, several)
    if token.low in ("à", "au", "aux"):
        return not _keeps_a(tokens, i)
    if token.low == "en":
        return not (following and following.low in words("inner_a"))
    if token.low in ("pour", "contre", "sur", "entre"):
        return not (
            following
            and is_determiner(following)
            and tokens[first + 1].low in nouns("institutions") | {"haut", "haute"}
        )
    if token.low in words("prepositions") and token.low not in words("of"):
        return True
    return is_title(token) and i > first + 1 and before.capital


def _goes_on(tokens: Sequence[Token], i: int, following: Token | None, several: bool) -> bool:
    if following is None:
        return False
    return (
        following.low in words("of")
        or (several and starts_phrase(tokens, i + 1))
        or (tokens[i - 1].capital and following.capital and not is_determiner(following))
    )


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
    while last > first + 1 and (
        tokens[last - 1].low in words("of", "prepositions", "determiners") | {"et", "ou"}
        or (not tokens[last - 1].word and tokens[last - 1].text not in (")", "."))
    ):
        last -= 1
    return last
