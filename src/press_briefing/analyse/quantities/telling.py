"""What a figure without a noun of its own is said of, and the happening that a figure comes from."""

from __future__ import annotations

from itertools import takewhile

from ... import lexicons
from ...french.grammar.classes import is_determiner, words
from ...model.typography import key
from .counted import WHAT_LENGTH, phrase, phrase_end
from .scan import QuantityDraft, Scan
from .units import measured

CLAUSE_LENGTH = 10  # words of a clause that says what a measure is of, where no noun does
STEPS = 5
_BEHIND = frozenset(("nmod", "obl:mod", "obl:arg", "obl:agent"))


def measured_thing(scan: Scan, draft: QuantityDraft) -> str:
    """What a measure is of: its complement, the noun it is the measure of, the subject of its verb, else the clause.

    « 10 % de leur population », « une facture de 2,9 millions », « les tests coûtent 50 dollars ».
    """
    whole = _complement(scan, draft)
    if draft.kind != "distance" or not whole:
        return whole or _by_head(scan, draft)
    if whole in lexicons.members("quantities/dimensions.txt"):
        return _by_head(scan, draft) or whole
    return f"distance {scan.text(draft.last, draft.last + 1)} {whole}" if _is_place(scan, draft.last + 1) else whole


def _is_place(scan: Scan, i: int) -> bool:
    """« à 30 km de la frontière », « 40 km de Gao »: a place to be far from; not « 40 km de route »."""
    return is_determiner(scan.tokens[i]) or scan.tokens[i].pos == "PROPN"


def _complement(scan: Scan, draft: QuantityDraft) -> str:
    """« dollars d'aide militaire », « 46 % des électeurs », « dix ans de prison », « dix ans après sa mort »."""
    i = draft.last
    if draft.kind == "duration" and scan.low(i) in ("après", "avant") and i + 1 < len(scan.tokens):
        near = takewhile(lambda at: scan.tokens[at].word, range(i + 1, min(i + 4, len(scan.tokens))))
        noun = next((at for at in near if scan.tokens[at].pos in ("NOUN", "PROPN")), -1)
        return scan.text(i, phrase_end(scan, noun)) if noun >= 0 else ""
    if i + 1 >= len(scan.tokens) or scan.low(i) not in words("of") or scan.low(i + 1) in ("plus", "moins"):
        return ""
    i += 1
    while i < len(scan.tokens) and (is_determiner(scan.tokens[i]) or not scan.tokens[i].word or _is_number(scan, i)):
        i += 1
    noun = next((at for at in range(i, min(i + 3, len(scan.tokens))) if scan.tokens[at].pos in ("NOUN", "PROPN")), -1)
    if noun < 0 or not scan.same_sentence(i, draft.first):
        return ""
    if scan.low(noun) in lexicons.members("quantities/sizes.txt"):  # « 60 % des 2,3 millions d'électeurs »
        i = noun = next(scan.tree.of(noun, "nmod"), noun)
    return scan.text(i, phrase_end(scan, noun))


def _is_number(scan: Scan, i: int) -> bool:
    """A number before what it counts: « 38 % des 200 sondés »; not « des 15-24 ans »."""
    return scan.tokens[i].pos in ("DET", "NUM") and scan.low(i + 1) not in ("ans", "an")


def _by_head(scan: Scan, draft: QuantityDraft) -> str:
    at = scan.top(draft.first, draft.last)
    for _ in range(STEPS):
        head = scan.tree.heads[at]
        if head < 0:
            return _of_verb(scan, draft, at) if scan.tokens[at].pos in ("VERB", "AUX") else _before(scan, draft)
        token = scan.tokens[head]
        if (
            token.low in measured()
            or token.low in lexicons.members("quantities/sizes.txt")
            or len(token.low) < 2
            or token.low in lexicons.members("quantities/no_things.txt")
            or _is_turn(scan, head)
        ):
            if (thing := _turned(scan, head)) >= 0:
                return phrase(scan, thing, _from(scan, thing))
            at = head
            continue
        if (
            token.pos in ("NOUN", "PROPN")
            and head < draft.first
            and scan.tokens[at].relation in ("nmod", "appos", "acl", "conj")
        ):
            return scan.text(_from(scan, head), _short_of(scan, head, draft.first))
        if token.pos in ("VERB", "AUX", "ADJ") and not scan.tokens[at].relation.startswith("acl"):
            return _of_verb(scan, draft, head)
        at = head
    return _before(scan, draft)


def _is_turn(scan: Scan, noun: int) -> bool:
    """« les ventes, en hausse de 12 % »: of the sales, and not of a rise."""
    return scan.low(noun - 1) == "en" and key(scan.tokens[noun].lemma) in lexicons.keys("quantities/turning.txt")


def _turned(scan: Scan, noun: int) -> int:
    """What changes, where « en hausse » hangs on its verb; -1 where it does not, or nothing is told."""
    verb = scan.tree.heads[noun]
    thing = subject_of(scan, verb) if verb >= 0 and _is_turn(scan, noun) else -1
    return thing if thing >= 0 and scan.tokens[thing].pos in ("NOUN", "PROPN") and thing < noun else -1


def _from(scan: Scan, noun: int) -> int:
    """The first adjective before a noun, or the noun."""
    first = noun
    while first > 0 and scan.tokens[first - 1].pos == "ADJ" and scan.tree.heads[first - 1] == noun:
        first -= 1
    return first


def _short_of(scan: Scan, noun: int, stop: int) -> int:
    """The end of a noun phrase that holds a figure: short of the figure and of the preposition that leads to it."""
    end = min(phrase_end(scan, noun), stop)
    end = next((at for at in range(noun + 1, end) if scan.tokens[at].text[0].isdigit()), end)
    while end > noun + 1 and (
        scan.low(end - 1) in words("of", "prepositions", "determiners")
        or not scan.tokens[end - 1].word
        or scan.tokens[end - 1].pos in ("ADP", "ADV", "DET")
    ):
        end -= 1
    return end


def subject_of(scan: Scan, verb: int) -> int:
    """The subject of a verb, -1 where it has none; that of a relative clause is the noun before it."""
    for subject in scan.tree.of(verb, "nsubj", "nsubj:pass", "nsubj:caus"):
        if scan.low(subject) in ("qui", "lequel", "laquelle") and scan.tokens[verb].relation == "acl:relcl":
            return scan.tree.heads[verb]
        return subject
    head = scan.tree.heads[verb]
    if head >= 0 and scan.tokens[verb].relation in ("xcomp", "conj", "advcl"):
        return next(scan.tree.of(head, "nsubj", "nsubj:pass"), -1)
    if head >= 0 and scan.tokens[verb].relation == "acl" and scan.tokens[head].pos in ("NOUN", "PROPN"):
        return head
    return -1


def _of_verb(scan: Scan, draft: QuantityDraft, verb: int) -> str:
    """The subject of a verb of cost and measure; of another verb the words from its subject to it."""
    subject = subject_of(scan, verb)
    noun = subject >= 0 and scan.tokens[subject].pos in ("NOUN", "PROPN")
    if noun and key(scan.tokens[verb].lemma) in lexicons.keys("quantities/costing.txt"):
        return phrase(scan, subject, _from(scan, subject))
    if draft.kind == "score" and noun and 0 < draft.first - subject < CLAUSE_LENGTH:
        return scan.text(_from(scan, subject), draft.first)  # « Lens a battu Metz »
    others = (at for at in scan.tree.of(verb, "obj") if at < draft.first or at >= draft.last)
    thing = next(
        (
            at
            for at in others
            if scan.low(at) not in measured() and scan.low(at) not in lexicons.members("quantities/sizes.txt")
        ),
        -1,
    )
    if thing >= 0 and scan.tokens[thing].pos in ("NOUN", "PROPN"):
        return scan.text(
            _from(scan, thing), _short_of(scan, thing, draft.first if thing < draft.first else len(scan.tokens))
        )
    outside = not any(draft.first <= at < draft.last for at in range(min(subject, verb), max(subject, verb)))
    if noun and subject < verb and outside and verb - subject < CLAUSE_LENGTH:
        return scan.text(_from(scan, subject), _with_infinitive(scan, verb, draft))
    return _before(scan, draft)


def _with_infinitive(scan: Scan, verb: int, draft: QuantityDraft) -> int:
    """The token after a verb, past the infinitive it governs: « cas vont disparaître »."""
    more = next(scan.tree.of(verb, "xcomp"), -1)
    return more + 1 if verb < more <= verb + 2 and not draft.first <= more < draft.last else verb + 1


def _before(scan: Scan, draft: QuantityDraft) -> str:
    """The words right before the figure, back to a mark: the last thing to say what it is of."""
    last = draft.first
    stop = max(scan.sentence_start(draft.first), last - CLAUSE_LENGTH)
    while last > stop and (not scan.tokens[last - 1].word or scan.low(last - 1) in words("of", "prepositions")):
        last -= 1
    first = last
    while first > stop and (scan.tokens[first - 1].word and scan.low(first - 1) not in ("et", "mais", "que")):
        first -= 1
    while first < last and scan.tokens[first].pos in ("ADP", "CCONJ", "SCONJ", "DET", "ADV"):
        first += 1
    return scan.text(first, last) if first < last else ""


# -- counted people who do or undergo something --------------------------------------------------


def told_of(scan: Scan, draft: QuantityDraft, said: str) -> str:
    """A bare noun with its clause: « personnes » is « personnes qui ont contracté le coronavirus »."""
    noun = draft.noun
    end = phrase_end(scan, noun)
    if end > noun + 1 or end >= len(scan.tokens):
        return said
    verb, top = scan.tree.heads[scan.role(draft)], scan.tokens[scan.role(draft)]
    if (
        verb <= noun
        or not top.relation.startswith("nsubj")
        or scan.tokens[verb].pos != "VERB"
        or scan.low(end) == "qui"
    ):
        return said
    thing = next((at for at in scan.tree.of(verb, "obj", "obl:arg", "obl:mod", "xcomp") if at > verb), -1)
    passive = any(True for _ in scan.tree.of(verb, "aux:pass"))
    near = 0 <= thing - verb < 4
    if not near and not passive:
        return said
    last = phrase_end(scan, thing, 6) if near else verb + 1
    whole = last - end <= WHAT_LENGTH and all(scan.tokens[at].word for at in range(end, last))
    return f"{said} qui {scan.text(end, last)}" if whole and scan.tokens[end].pos in ("AUX", "VERB", "PRON") else said


# -- the happening -------------------------------------------------------------------------------


def cause_of(scan: Scan, draft: QuantityDraft) -> str:
    """The happening that a toll comes from, "" where its clause names none.

    « 16 morts dans l'attaque de Salmossi », « tués lors d'un raid », « L'attentat a fait neuf morts ».
    """
    noun = draft.noun if draft.noun >= 0 else draft.number.first
    at = scan.role(draft)
    tops = [noun, at]
    for _ in range(STEPS):
        at = scan.tree.heads[at]
        if at < 0:
            break
        tops.append(at)
        if scan.tokens[at].pos == "VERB" and scan.tokens[at].relation not in ("conj", "xcomp", "acl"):
            break
    tops += [joined for top in tops[1:] for joined in scan.tree.of(top, "conj")]
    found = (thing for top in tops for thing in _happenings(scan, top))
    thing = next((thing for thing in found if not thing <= draft.first < phrase_end(scan, thing)), -1)
    return phrase(scan, thing, _from(scan, thing)) if thing >= 0 else ""


def _happenings(scan: Scan, top: int) -> list[int]:
    """The nouns of happenings that hang on a word: behind « dans », « lors de », « par », or its subject."""
    found = [
        at
        for at in scan.tree.children[top]
        if scan.tokens[at].relation in _BEHIND and scan.tree.case(at) in lexicons.members("quantities/cause_leads.txt")
    ]
    if scan.tokens[top].pos == "VERB":
        found += [subject for subject in (subject_of(scan, top),) if subject >= 0]
    lors = [at for at in scan.tree.of(top, "advmod") if scan.low(at) in ("lors", "suite")]
    found += [under for at in lors for under in scan.tree.children[at] if scan.tokens[under].relation in _BEHIND]
    found += [
        under
        for at in scan.tree.of(top, "acl")
        for under in scan.tree.children[at]
        if scan.tokens[under].relation in _BEHIND
    ]
    return [at for at in found if is_happening(scan, at)]


def is_happening(scan: Scan, i: int) -> bool:
    """Whether a noun names something that happens: « attaque », « séisme », « effondrement »."""
    token = scan.tokens[i]
    lemma, low = key(token.lemma), key(token.low)
    if token.pos != "NOUN" or {lemma, low} & lexicons.keys("quantities/no_causes.txt"):
        return False
    listed = lexicons.keys("events/happenings.txt") | lexicons.keys("quantities/causes.txt")
    return bool({lemma, low} & listed)
