"""The words that report, frame by frame: verbs with their subject, « selon », « d'après », « pour ».

A cue is found by form and place alone; the parse only helps `classes.is_finite`. Who the subject is in the article is
decided later (`people`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ... import lexicons
from ...french.grammar import forms
from ...french.grammar.after import after_circumstance, phrase_after, skip_adverbials
from ...french.grammar.before import antecedent, first_subject, subject_before
from ...french.grammar.classes import is_adverb, is_determiner, is_finite, words
from ...french.grammar.groups import Group, group_of, is_noun, past_clitics, past_rest
from ...french.grammar.nominals import agreement
from ...french.grammar.phrases import Phrase, can_speak, is_speaker
from ...french.grammar.verbs import Verb, by_length, reporting
from ...french.tokens import Token
from .according import according_at, according_heads, asked_at
from .cue import ACCORDING, Cue
from .nominal import convinced, convinced_at, nominal_at, saying_nouns
from .tokens import Frame


def find_cues(frame: Frame) -> tuple[Cue, ...]:
    """Every reporting expression of a frame, in order."""
    tokens, heads = frame.tokens, _heads()
    found: list[Cue] = []
    skip = 0
    for i, token in enumerate(tokens):
        if token.low not in heads or i < skip or not token.word:
            continue
        cue = according_at(tokens, i) or _verbal(tokens, i, found) or nominal_at(tokens, i) or convinced_at(tokens, i)
        if cue:
            found.append(cue)
            skip = max(i + 1, cue.last)
    return tuple(found)


@cache
def _heads() -> frozenset[str]:
    """The words a cue can be found at."""
    return according_heads() | reporting().keys() | saying_nouns().keys() | convinced()


def _verbal(tokens: Sequence[Token], i: int, earlier: Sequence[Cue]) -> Cue | None:
    best: Cue | None = None
    for verb in by_length().get(tokens[i].low, ()):
        cue = _cue_of(tokens, i, verb, earlier)
        if cue and (best is None or (best.subject is None and cue.subject is not None)):
            best = cue
    return best


def _cue_of(tokens: Sequence[Token], i: int, verb: Verb, earlier: Sequence[Cue]) -> Cue | None:
    last = past_rest(tokens, i + 1, verb.rest)
    if (
        verb.mood == forms.FINITE
        and i > 1
        and tokens[i - 1].text.startswith("-")
        and tokens[i - 2].low in words("avoir", "être")
    ):
        return None  # « a-t-il fait savoir »: a participle
    if last is None or (not verb.rest and is_noun(tokens, i, verb)):
        return None
    group = group_of(tokens, i, last, verb)
    if group is None or group.reflexive != verb.reflexive:
        return None
    return _with_subject(tokens, group, verb, earlier)


def _with_subject(tokens: Sequence[Token], group: Group, verb: Verb, earlier: Sequence[Cue]) -> Cue | None:
    content = skip_adverbials(tokens, group.last)
    that = content < len(tokens) and tokens[content].low in ("que", "qu'")
    if not that and (clause := _clause_of(tokens, group)) is not None:
        content, that = clause, True
    how, subject = _subject(tokens, group, verb, earlier)
    if how == "verb" and (subject is None or not is_speaker(tokens, subject)):
        subject = _parsed_subject(tokens, group) or subject
    if how == "participle" and subject is not None and not is_speaker(tokens, subject):
        subject = None  # « a été cité cette semaine comme ayant déclaré »
    if that and not group.denied and any(t.low in ("ne", "n'") for t in tokens[group.begin : group.last]):
        that = False  # « n'a concédé que deux buts »
    if subject is None and how == "verb" and group.begin == 1 and tokens[0].quote >= 0:
        subject = Phrase(0, 1)  # « Les voix du sud » appelle à: a name between marks
    if subject is None and how == "verb" and tokens[group.first].low in lexicons.members("voices/nouns_like_verbs.txt"):
        return None
    by_on = subject is not None and tokens[subject.first].low in ("on", "-on", "-t-on")
    if verb.lemma == "lire" and not (by_on and asked_at(tokens, group.last)):
        return None
    if by_on:
        asked = asked_at(tokens, group.last)
        if asked:
            subject, content = asked, skip_adverbials(tokens, asked.last)
            that = content < len(tokens) and tokens[content].low in ("que", "qu'")
    if how == "reduced" and not verb.classes & {"label", "accuse"}:
        return None
    if how == "inverted" and subject and tokens[subject.first].low not in words("subject"):
        content = subject.edges[1]
        that = content < len(tokens) and tokens[content].low in ("que", "qu'")
    return Cue(
        group.begin,
        group.first,
        group.last,
        how,
        verb.lemma,
        verb.classes,
        subject,
        content,
        that,
        group.denied,
        verb.mood == forms.CONDITIONAL,
    )


def _parsed_subject(tokens: Sequence[Token], group: Group) -> Phrase | None:
    """The subject by the parse, where the words right before are none: « Les élus qui … la mort de X ont demandé »."""
    if group.begin and tokens[group.begin - 1].low in words("avoir", "être"):
        return None  # « s'est dit »: a participle, read as one
    places = {t.place for t in tokens[group.first : group.last]}
    for i in range(group.begin - 1, -1, -1):
        token = tokens[i]
        if token.quote >= 0 or token.head not in places or not token.relation.startswith("nsubj"):
            continue
        if token.pos not in ("NOUN", "PROPN"):
            return None
        first = min((j for j in range(i) if tokens[j].head == token.place and tokens[j].relation in _LEFT), default=i)
        found = phrase_after(tokens, first) if tokens[first].quote < 0 else None
        return found if found and found.first == first and is_speaker(tokens, found) else None
    return None


_LEFT = frozenset(("det", "nummod", "amod"))
CLAUSE_REACH = 14  # words that may stand between a verb and its « que »: « a annoncé, il y a deux jours, que »


def _clause_of(tokens: Sequence[Token], group: Group) -> int | None:
    """The « que » of the clause that the parse hangs on the verb: « a averti X qu'ils », « hier soir que »."""
    places = {t.place for t in tokens[group.first : group.last]}
    reach = tokens[group.last : group.last + CLAUSE_REACH]
    for i, token in enumerate(reach, group.last):
        if not token.word and token.text != ",":
            return None
        if token.low in ("que", "qu'") and token.relation == "mark":
            head = next((t for t in tokens[i:] if t.place == token.head and t.quote < 0), None)
            return i if head is not None and head.relation == "ccomp" and head.head in places else None
    return None


def _subject(tokens: Sequence[Token], group: Group, verb: Verb, earlier: Sequence[Cue]) -> tuple[str, Phrase | None]:
    if group.pronoun is not None:
        return "inverted", Phrase(group.pronoun, group.pronoun + 1)
    if group.mood == forms.PRESENT_PARTICIPLE:
        return "participle", _participle_subject(tokens, group, earlier)
    if group.mood == forms.INFINITIVE:
        return "infinitive", _infinitive_subject(tokens, group.begin, earlier)
    several = tokens[group.begin].low in ("ont", "avaient", "sont", "auraient", "seraient") or tokens[
        group.first
    ].low.endswith("ent")
    if group.mood in ("passive", "reduced"):
        return group.mood, _agent(tokens, group.last)
    if _inverts(tokens, group.begin) and not _is_straight(tokens, group):
        after = after_circumstance(tokens, group.last, several=several) or phrase_after(
            tokens, group.last, several=several
        )
        quoted = any(t.quote >= 0 for t in tokens[max(0, group.begin - 2) : group.begin])
        # « Le « Centre », prudent, attribue les faits à X »: what such a verb is followed by is its object
        # « … » poursuit son rêve
        owned = after is not None and tokens[after.first].low in ("son", "sa", "ses", "leur", "leurs")
        goes_on = verb.classes == {"quote"} and owned
        bare = quoted and not verb.classes & {"accuse", "credit", "ask"} and not goes_on
        if after and not _is_unfinished(tokens, after) and (bare or can_speak(tokens, after)):
            return "inverted", after
    if group.begin and tokens[group.begin - 1].low in ("et", "mais", "puis", "ou"):
        return "verb", _shared_subject(tokens, group.begin, earlier, several=several)
    return "verb", subject_before(tokens, group.begin, several=several)


def _is_unfinished(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """« …, « furieux », dénonçaient des « … » »: an article whose noun stands between marks is no subject."""
    return all(is_determiner(t) or t.low in words("of") for t in tokens[phrase.first : phrase.last])


def _is_straight(tokens: Sequence[Token], group: Group) -> bool:
    """« Le mot « cuve » évoque un tonneau », « Les maires, réunis à X, soutiennent le texte »: by the parse the subject
    stands before the verb, outside the marks, and the object behind it."""
    places = {t.place for t in tokens[group.first : group.last]}
    tied = [(i, t) for i, t in enumerate(tokens) if t.head in places and t.quote < 0]
    before = any(i < group.begin and t.relation.startswith("nsubj") for i, t in tied)
    return before and any(i >= group.last and t.relation == "obj" and t.pos in ("NOUN", "PROPN") for i, t in tied)


def _shared_subject(
    tokens: Sequence[Token], begin: int, earlier: Sequence[Cue], *, several: bool | None = None
) -> Phrase | None:
    """The subject of a second verb: « X dénonce … et a menacé … ». `several`: its number, when it is known."""
    told = (cue.subject for cue in reversed(earlier) if cue.how in ("verb", "inverted") and _is_main(tokens, cue))
    found = next((subject for subject in told if subject and _agrees(tokens, subject, several)), None)
    if found is None:
        found = first_subject(tokens, begin)
    return found if found and _agrees(tokens, found, several) else None


def _is_main(tokens: Sequence[Token], cue: Cue) -> bool:
    """« une liste des pays qui soutiennent … et a déclaré »: the verb of a relative shares no subject."""
    return cue.begin == 0 or tokens[cue.begin - 1].low != "qui"


def _agrees(tokens: Sequence[Token], subject: Phrase, several: bool | None) -> bool:
    """Whether a subject can be that of a verb in the singular: « des Etats » cannot be that of « a déclaré »."""
    first = tokens[subject.first].low
    plural = first in words("numerals") or agreement(tokens, subject)[1] or first in ("ils", "elles", "-ils", "-elles")
    return several is not False or not plural


def _infinitive_subject(tokens: Sequence[Token], begin: int, earlier: Sequence[Cue]) -> Phrase | None:
    """Who does the infinitive: the subject of what it hangs on (« tente-t-il de corriger », « tient à rappeler »)."""
    # « Et le ministre d'ajouter : », « Et de poursuivre : »
    if begin > 1 and tokens[0].low == "et" and tokens[begin - 1].low in ("de", "d'"):
        return subject_before(tokens, begin - 1) if begin > 2 else None
    for j in range(begin - 1, max(-1, begin - 7), -1):
        if tokens[j].text.startswith("-") and tokens[j].word:
            impersonal = j > 0 and tokens[j - 1].low in words("impersonal")  # « faut-il mentionner »
            return None if impersonal else Phrase(j, j + 1)
        if not tokens[j].word or tokens[j].quote >= 0:
            break
        if tokens[j].low in words("helpers") or is_finite(tokens[j]):
            start = past_clitics(tokens, j)
            if _inverts(tokens, start):
                return None
            return subject_before(tokens, start)
    return _shared_subject(tokens, begin, earlier)


def _inverts(tokens: Sequence[Token], begin: int) -> bool:
    """Whether the verb stands where an inverted subject follows: after a quotation, a clause and comma, « comme »."""
    if begin == 0:
        return True
    before = tokens[begin - 1]
    if before.quote >= 0 or before.low in ("comme", "que", "qu'", "ainsi"):
        return True
    if before.text in ("!", "?", "…", "—", "–", ".", ")"):
        return before.text != ")"
    if before.text != ",":
        return False
    if begin > 1 and tokens[begin - 2].quote >= 0:
        return True
    subject = subject_before(tokens, begin)
    return subject is None or not can_speak(tokens, subject)


def _participle_subject(tokens: Sequence[Token], group: Group, earlier: Sequence[Cue]) -> Phrase | None:
    before = tokens[group.begin - 1] if group.begin else None
    if before is not None and before.word and before.low != "en" and before.quote < 0 and not is_adverb(before):
        return antecedent(tokens, group.begin - 1)
    told = next((cue.subject for cue in reversed(earlier) if cue.how in ("verb", "inverted") and cue.subject), None)
    return told or first_subject(tokens, group.begin)


def _agent(tokens: Sequence[Token], i: int) -> Phrase | None:
    """The « par X » of a passive, within the clause."""
    for j in range(i, min(len(tokens) - 1, i + 14)):
        other = tokens[j].pos == "VERB" and "VerbForm=Part" in tokens[j].morph  # « appelé X et créé par Y »
        clause = tokens[j].low in ("qui", "que", "qu'") or is_finite(tokens[j])
        if tokens[j].text in (";", ":", ".") or clause or other:
            return None
        if tokens[j].low == "par":
            found = phrase_after(tokens, j + 1)
            return found if found and found.first == j + 1 and can_speak(tokens, found) else None
    return None


__all__ = ["ACCORDING", "Cue", "find_cues"]
