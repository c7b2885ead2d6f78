"""Numbers with no noun of their own: « de 12 000 à 15 000 », « dont 324 », « 86 d'entre elles », « à trois »."""

from __future__ import annotations

from collections.abc import Sequence

from ... import lexicons
from ...french.grammar.classes import words
from ...model.typography import key
from .bounds import bound_before
from .counted import counted_after, is_people, phrase, phrase_end
from .marks import looks_like_year
from .numbers import Number, number_at
from .scan import QuantityDraft, Scan
from .telling import subject_of

LARGE = 1000  # from here a bare number, written in groups or with « millions », counts something
BACK = 2  # sentences a bare number looks back for what is counted
STEPS = 4
_COUNTS = ("people", "other", "money", "distance", "share")


def alone(scan: Scan, number: Number, before: Sequence[QuantityDraft]) -> QuantityDraft | None:
    """The draft of a number that no noun follows; None where it may count nothing."""
    for rule in (
        _of_them,
        _of_which,
        _among,
        _grouped,
        _compared,
        _others,
        _they_are,
        _at_number,
        _together,
        _changed,
        _large,
    ):
        draft = rule(scan, number, before)
        if draft is not None:
            return draft
    return None


def _draft(number: Number, last: int, unit: str, what: str, noun: int = -1, kind: str = "other") -> QuantityDraft:
    return QuantityDraft(number.first, last, number, number.value, unit, kind, what=what, noun=noun)


def _like(number: Number, last: int, other: QuantityDraft, *, fate: bool = False) -> QuantityDraft:
    """A number of what another figure counts; `fate`: what became of those is told of these too."""
    draft = _draft(number, last, other.unit, other.what, kind=other.kind)
    draft.like = other if fate else None
    return draft


def _previous(
    scan: Scan, number: Number, before: Sequence[QuantityDraft], kinds: tuple[str, ...] = _COUNTS
) -> QuantityDraft | None:
    """The figure before, of one of these kinds, in this sentence or the two before it."""
    here = scan.tree.of_sentence[number.first]
    for draft in reversed(before):
        if here - scan.tree.of_sentence[draft.first] > BACK:
            return None
        if draft.kind in kinds:
            return draft
    return None


def _of_them(scan: Scan, number: Number, before: Sequence[QuantityDraft]) -> QuantityDraft | None:
    """« 1 086 d'entre elles »."""
    lows = [scan.low(i) for i in range(number.last, number.last + 3)]
    if lows[:2] != ["d'", "entre"] or lows[2] not in words("them"):
        return None
    other = _previous(scan, number, before, ("people", "other"))
    if other is None:
        return _draft(number, number.last + 3, "personnes", scan.text(number.last, number.last + 3), kind="people")
    draft = _like(number, number.last + 3, other)
    draft.what = f"{other.unit} {scan.text(number.last, number.last + 3)}".strip()
    return draft


def _of_which(scan: Scan, number: Number, before: Sequence[QuantityDraft]) -> QuantityDraft | None:
    """« sept des treize soldats tués »; « huit sur dix » is a share."""
    i = number.last
    if scan.low(i) == "sur" and (whole := number_at(scan.tokens, i + 1)) and whole.value >= number.value:
        if scan.low(whole.last) == "%" or not (
            whole.value in (10, 100, 1000) or scan.low(i + 1) in lexicons.members("quantities/whole.txt")
        ):
            return None
        return _draft(number, whole.last, f"sur {whole.value:g}", "", kind="share")
    if scan.low(i) != "des" and not (scan.low(i) == "de" and scan.low(i + 1) in words("plural_known")):
        return None
    j = i + 1 + (scan.low(i) == "de")
    other = number_at(scan.tokens, j) if j < len(scan.tokens) else None
    noun = counted_after(scan, other) if other else _plain_noun(scan, j)
    if noun < 0 or number.ordinal:
        return None
    kind = "people" if is_people(scan, noun) else "other"
    return _draft(number, number.last if other else noun + 1, scan.tokens[noun].text, phrase(scan, noun), noun, kind)


def _plain_noun(scan: Scan, i: int) -> int:
    return i if i < len(scan.tokens) and scan.tokens[i].pos == "NOUN" else -1


def _among(scan: Scan, number: Number, before: Sequence[QuantityDraft]) -> QuantityDraft | None:
    """« 333 constats, dont 324 concernant le casque »."""
    at = number.first - 1
    while at > 0 and scan.low(at) in lexicons.members("quantities/bounding.txt"):
        at -= 1
    other = _previous(scan, number, before, (*_COUNTS, "duration"))
    if scan.low(at) != "dont" or other is None or not scan.same_sentence(other.first, at):
        return None
    if scan.low(at + 1) == "les" or number.share:
        return None
    draft = _like(number, number.last, other, fate=True)
    follow = number.last
    if follow < len(scan.tokens) and scan.tokens[follow].word and "VerbForm=Part" in scan.tokens[follow].morph:
        draft.what = f"{other.unit} {scan.text(follow, phrase_end(scan, follow))}".strip()
    return draft


def _grouped(scan: Scan, number: Number, before: Sequence[QuantityDraft]) -> QuantityDraft | None:
    """« 12 % des hommes et 15 % … » is left to the units; « sur les 300, 40 étaient mineurs » is « 40 » of them."""
    other = _previous(scan, number, before, ("people", "other"))
    top = scan.top(bound_before(scan.tokens, number.first)[1], number.last)
    head = scan.tree.heads[top]
    if other is None or not scan.same_sentence(other.first, number.first) or head < 0:
        return None
    if scan.tokens[top].relation not in ("nsubj", "nsubj:pass", "obj") or number.value < 2:
        return None
    taken_up = any(scan.low(at) == "en" for at in scan.tree.of(head, "iobj", "obj", "expl", "expl:comp"))
    subject = scan.tokens[top].relation.startswith("nsubj") and scan.tokens[head].pos in ("VERB", "NOUN", "ADJ")
    return _like(number, number.last, other) if taken_up or subject else None


def _compared(scan: Scan, number: Number, before: Sequence[QuantityDraft]) -> QuantityDraft | None:
    """« 300 manifestants, contre 200 la veille », « 90 musiciens au lieu de 114 »."""
    at = number.first - 1
    other = _previous(scan, number, before)
    if (
        at <= 0
        or not (scan.low(at) == "contre" or (scan.low(at), scan.low(at - 1)) == ("de", "lieu"))
        or other is None
        or not scan.same_sentence(other.first, at)
    ):
        return None
    return _like(number, number.last, other, fate=True)


def _others(scan: Scan, number: Number, before: Sequence[QuantityDraft]) -> QuantityDraft | None:
    """« tuant deux soldats et en blessant trois autres »."""
    if scan.low(number.last) not in ("autres", "autre"):
        return None
    other = _previous(scan, number, before)
    if other is None or not scan.same_sentence(other.first, number.first):
        return None
    return _like(number, number.last + 1, other)


def _they_are(scan: Scan, number: Number, before: Sequence[QuantityDraft]) -> QuantityDraft | None:
    """« Ils étaient plus de 300 à manifester », « Nous sommes douze »."""
    at = scan.top(number.first, number.last)
    for _ in range(STEPS):
        copula = any(True for _ in scan.tree.of(at, "cop")) or scan.tokens[at].lemma == "être"
        subject = next((scan.low(s) for s in scan.tree.of(at, "nsubj", "nsubj:pass")), "")
        if copula and subject in words("plural_subjects"):
            break
        at = scan.tree.heads[at]
        if at < 0:
            return None
    else:
        return None
    after = scan.low(number.last)
    if after in ("%", ",") and after == "%":
        return None
    last = number.last
    if after == "à" and number.last + 1 < len(scan.tokens) and "VerbForm=Inf" in scan.tokens[number.last + 1].morph:
        what = scan.text(number.last, phrase_end(scan, number.last + 1))
        return _draft(number, last, "personnes", f"personnes {what}", kind="people")
    return _draft(number, last, "personnes", "personnes", kind="people")


def _at_number(scan: Scan, number: Number, before: Sequence[QuantityDraft]) -> QuantityDraft | None:
    """« les domaines sont au nombre de vingt »."""
    if number.first < 3 or [scan.low(i) for i in range(number.first - 3, number.first)] != ["au", "nombre", "de"]:
        return None
    verb = scan.tree.heads[number.first - 2]
    subject = (
        subject_of(scan, number.first - 2)
        if verb < 0
        else max(subject_of(scan, verb), subject_of(scan, number.first - 2))
    )
    if subject < 0:
        return None
    kind = "people" if is_people(scan, subject) else "other"
    return _draft(number, number.last, scan.tokens[subject].text, phrase(scan, subject), subject, kind)


def _together(scan: Scan, number: Number, before: Sequence[QuantityDraft]) -> QuantityDraft | None:
    """« À trois, les jeunes l'ont emmené »: who acts together, at the head of the sentence."""
    at = number.first - 1
    if at < 0 or not scan.tokens[at].first or key(scan.low(at)) != "a" or scan.low(number.last) != ",":
        return None
    if number.value > 99 or number.first + 1 != number.last:
        return None
    verb = scan.tree.heads[scan.top(number.first, number.last)]
    subject = subject_of(scan, verb) if verb >= 0 else -1
    if subject < 0 or not ("Number=Plur" in scan.tokens[subject].morph or scan.low(subject) in ("ils", "elles")):
        return None
    return _draft(number, number.last, "personnes", phrase(scan, subject), subject, "people")


def _changed(scan: Scan, number: Number, before: Sequence[QuantityDraft]) -> QuantityDraft | None:
    """« sont passés de 15 000 à 3,2 millions »; the two ends of a change in brackets « (de 8 300 à 164 000) »."""
    if number.share or number.ordinal or looks_like_year(scan.tokens, number):
        return None
    pair = _pair(scan, number)
    if pair is None:
        return None
    verb = _changing(scan, pair)
    inside = scan.low(pair[0] - 1) == "(" and before
    if verb < 0 and not inside:
        return None
    return _said_of(scan, number, verb, before)


def _pair(scan: Scan, number: Number) -> tuple[int, int] | None:
    """The places of « de » and of the end of the second number, where the number is one of the ends of « de X à Y »."""
    i = number.last
    if number.first and scan.low(number.first - 1) == "de" and scan.low(i) == "à":
        other = number_at(scan.tokens, i + 1) if i + 1 < len(scan.tokens) else None
        return (number.first - 1, other.last) if other and not other.ordinal else None
    if number.first > 2 and scan.low(number.first - 1) == "à":
        for at in range(max(0, number.first - 5), number.first - 1):
            other = number_at(scan.tokens, at)
            if other and other.last == number.first - 1 and scan.low(at - 1) == "de" and not other.ordinal:
                return at - 1, number.last
    return None


def _changing(scan: Scan, pair: tuple[int, int]) -> int:
    """The verb of a change that the pair hangs on, -1 where it is none."""
    at = scan.top(*pair)
    for _ in range(STEPS):
        if key(scan.tokens[at].lemma) in lexicons.keys("quantities/changing.txt"):
            return at
        at = scan.tree.heads[at]
        if at < 0:
            break
    near = (
        i for i in range(max(0, pair[0] - 2), pair[0]) if scan.low(i) in lexicons.members("quantities/changing.txt")
    )
    return next(near, -1)


def _said_of(scan: Scan, number: Number, verb: int, before: Sequence[QuantityDraft]) -> QuantityDraft | None:
    subject = subject_of(scan, verb) if verb >= 0 else -1
    if subject >= 0 and scan.tokens[subject].pos == "NOUN":
        counted = _of_number(scan, subject)
        kind = "people" if is_people(scan, counted) else "other"
        return _draft(number, number.last, scan.tokens[counted].text, phrase(scan, subject), kind=kind)
    other = _previous(scan, number, before)
    if other is not None:
        return _like(number, number.last, other)
    return _draft(number, number.last, "", "")


def _of_number(scan: Scan, noun: int) -> int:
    """« le nombre de tests est passé à un million »: what is counted is tests."""
    if scan.low(noun) not in ("nombre", "total", "chiffre", "effectif"):
        return noun
    return next((at for at in scan.tree.of(noun, "nmod") if scan.tree.case(at) in ("de", "d'", "des")), noun)


def _large(scan: Scan, number: Number, before: Sequence[QuantityDraft]) -> QuantityDraft | None:
    """« et 11 millions la semaine suivante », « 2 500 selon la police »: large, no year, and written as a count."""
    text = scan.text(number.first, number.last)
    grouped = number.value >= LARGE and (" " in text or number.noun or text.isalpha())
    if not grouped or number.ordinal or number.rough or scan.low(number.last) in ("de", "d'", "-", "/"):
        return None
    if scan.low(number.first - 1) in ("les", "la", "le", "ces") or text.startswith("0"):
        return None
    verb = scan.tree.heads[scan.top(number.first, number.last)]
    if verb >= 0 and _changing(scan, (number.first, number.last)) >= 0:
        return _said_of(scan, number, _changing(scan, (number.first, number.last)), before)
    other = _previous(scan, number, before, ("people", "other", "money"))
    return _like(number, number.last, other) if other is not None else None


def is_side(scan: Scan, number: Number, noun: int) -> bool:
    """« les deux pays », « ces deux occasions », bare: those already spoken of, not a figure."""
    article = scan.low(number.first - 1) if number.first else ""
    if article == "ces" and number.value <= 4 and not _is_told_apart(scan, noun):
        return True
    return (
        number.value <= 4
        and article in lexicons.members("quantities/side_leads.txt")
        and scan.low(noun) in lexicons.members("quantities/two_sides.txt")
        and not _is_told_apart(scan, noun)
        and not (article in ("des", "entre") and number.value > 2)
    )


def _is_told_apart(scan: Scan, noun: int) -> bool:
    """Whether a complement says which they are: « les deux pays d'Afrique », « les deux hommes qui… »."""
    after = scan.low(noun + 1) if noun + 1 < len(scan.tokens) else ""
    return after in words("of") or phrase_end(scan, noun) > noun + 1
