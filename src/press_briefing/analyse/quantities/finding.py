"""The figures of an article, one row each, in the order of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ... import lexicons
from ...analysis import Quantity, Time
from ...french.grammar.classes import words
from ...french.tokens import Token
from ..actors.tree import Tree
from ..reading import Reading
from ..voices.hearing import Heard, hear
from .alone import alone, is_side
from .bounds import bound_after, bound_before
from .counted import counted_after, is_people, phrase
from .fates import KINDS, fate_of, is_only_of_people
from .lasting import durations
from .numbers import Number, number_at, number_places
from .scan import Draft, Scan
from .scores import scores
from .sources import Sources
from .telling import cause_of, measured_thing, told_of
from .units import Unit, is_period, measure_after, measure_at, per_after

if TYPE_CHECKING:
    from ..actors.who import Actors

AGAIN = 24  # characters between a sum and what it comes to in another currency: « 50 dollars (soit environ 26 958 FCFA) »
DENIAL = 4  # tokens: « n'a pas regagné un centimètre » measures nothing
LAST = 8  # figures that a bare number looks back on
_AGAIN = re.compile(r"[\s(\[,/–—-]*(?:soit|ou|c'est-à-dire|équivalant à|près de|environ|quelque|plus de|\s)*")
_YEAR_LEADS = frozenset(("en", "depuis", "dès", "avant", "après", "fin", "début", "de", "d'", "à", "et", "entre"))


def find_quantities(
    reading: Reading, times: Sequence[Time], heard: Heard | None = None, actors: Actors | None = None
) -> tuple[Quantity, ...]:
    """Every number that counts or measures something, dates, ages and ordinals left out.

    1. the words with their parse; who is a person, by the actors
    2. durations out of the time expressions, scores, then every other number with the noun it counts
    3. what became of those counted, and the happening it comes from
    4. one sum in two currencies is one figure: the second row says so (`again`)
    5. rows with their source
    """
    scan = Scan(actors.tree if actors is not None else Tree(reading), times, _people(actors))  # 1
    drafts = sorted([*durations(scan), *scores(scan)], key=lambda draft: draft.first)  # 2
    drafts = _merged(drafts, _numbers(scan, drafts))
    for draft in drafts:
        _tell(scan, draft)  # 3
    _pair(scan, drafts)  # 4
    sources = Sources(scan, heard if heard is not None else hear(reading), actors)
    rows = (_row(scan, draft, sources) for draft in drafts)  # 5
    return tuple(row for row in rows if reading.article.counts(row.start))


def _people(actors: Actors | None) -> dict[int, str]:
    """The kind of actor at the head of each of their mentions."""
    if actors is None:
        return {}
    kinds = {row.id: row.kind for row in actors.rows}
    return {rank: kinds[found] for rank, found in actors.heads.items() if found in kinds and rank not in actors.unsure}


def _merged(first: Sequence[Draft], second: Sequence[Draft]) -> list[Draft]:
    """All drafts in the order of the text, none over another."""
    kept: list[Draft] = []
    for draft in sorted([*first, *second], key=lambda draft: (draft.first, -draft.last)):
        if not kept or draft.first >= kept[-1].last:
            kept.append(draft)
    return kept


def _numbers(scan: Scan, taken: Sequence[Draft]) -> list[Draft]:
    """The drafts of all numbers outside `taken` and the time expressions."""
    covered = {i for draft in taken for i in range(draft.first, draft.last)}
    found: list[Draft] = []
    free = 0
    for i in number_places(scan.tokens):
        if i < free or i in covered or not _may_start(scan.tokens, i):
            continue
        number = number_at(scan.tokens, i) or _one(scan, i)
        if number is None:
            continue
        free = number.last
        if scan.time_over(number.first, number.last) is None and not _is_reference(scan.tokens, number):
            draft = _draft(scan, number, _known(taken, found, i))
            if draft is not None:
                found.append(draft)
                free = max(free, draft.last if draft.second is not None else free)
    return found


def _known(taken: Sequence[Draft], found: Sequence[Draft], i: int) -> list[Draft]:
    """The last figures before token `i`, the last duration among them."""
    at = bisect_left(taken, i, key=lambda draft: draft.first)
    return sorted([*found[-LAST:], *taken[max(0, at - 1) : at]], key=lambda draft: draft.first)


def _one(scan: Scan, i: int) -> Number | None:
    """« un mort », « un euro », « une attaque par jour », « un Français sur deux »: where « un » counts."""
    if scan.low(i) not in ("un", "une") or i + 1 >= len(scan.tokens):
        return None
    number, token = Number(i, i + 1, 1.0), scan.tokens[i + 1]
    rated = scan.low(i + 2) == "par" and i + 3 < len(scan.tokens) and is_period(scan.tokens[i + 3])
    shared = scan.low(i + 2) == "sur" and (whole := number_at(scan.tokens, i + 3)) is not None and whole.value > 1
    counted = rated or shared or measure_at(scan.tokens, i + 1) is not None or _is_toll(scan, i) or bound_before(scan.tokens, i)[0] == "at-least"
    denied = any(scan.low(at) in ("pas", "jamais", "l'") for at in range(max(0, i - DENIAL), i))
    return number if counted and token.pos != "ADV" and not denied else None


def _is_toll(scan: Scan, i: int) -> bool:
    """« un mort et deux blessés », « a fait un blessé »: not « un mort » of which a story tells."""
    if fate_of_word(scan, i + 1) == "":
        return False
    made = any(scan.tokens[at].lemma in ("faire", "tuer", "déplorer", "compter") for at in range(max(0, i - 4), i))
    after = [scan.low(at) for at in range(i + 2, i + 4)]
    return made or (after[:1] in (["et"], [","]) and number_at(scan.tokens, i + 3) is not None) or scan.low(i - 1) in (":", "et")


def fate_of_word(scan: Scan, i: int) -> str:
    """The fate that a noun itself tells."""
    return next((kind for word, kind, how in lexicons.rows("quantities/fates.tsv")
                 if how == "noun" and word == scan.low(i).removesuffix("s") and kind in KINDS[:3]), "")


def _may_start(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number can begin here: not behind « 2- », « 03/ » or « 18h »."""
    glued = i and tokens[i - 1].end == tokens[i].start
    return tokens[i].word and not (glued and (tokens[i - 1].text in "-/:" or tokens[i - 1].low == "h"))


def _is_reference(tokens: Sequence[Token], number: Number) -> bool:
    """« article 49 », « Boeing 737 », « 2-1 », « 19h00 », « (1) », « 2024/03 »: a name or a mark, not a count."""
    before = tokens[number.first - 1] if number.first else None
    after = tokens[number.last] if number.last < len(tokens) else None
    named = before is not None and before.low in lexicons.members("quantities/reference_words.txt")
    if named and before is not None and before.pos not in ("VERB", "AUX"):  # « l'arrêté 45 », not « a arrêté 45 »
        return True
    glued = after is not None and after.start == tokens[number.last - 1].end
    if after is not None and glued and (after.text in "-/:" or after.low[:1] == "h"):
        return True
    if before is not None and after is not None and before.text in "([" and after.text in ")]" and number.value < 100:
        return True
    return _is_bare_size(tokens, number) or (_is_year(tokens, number) and measure_after(tokens, number) is None)


def _is_bare_size(tokens: Sequence[Token], number: Number) -> bool:
    """« les milliards dépensés », « le million »: a size without a number of them."""
    one = number.noun and number.last == number.first + 1 and not number.rough and not number.share
    return one and not tokens[number.first].text[0].isdigit() and "-" not in tokens[number.first].low


def _is_year(tokens: Sequence[Token], number: Number) -> bool:
    digits = tokens[number.first].text
    year = digits.isdigit() and len(digits) == 4 and 1000 <= int(digits) < 2100 and number.last == number.first + 1
    before = tokens[number.first - 1].low if number.first else ""
    return year and (before in _YEAR_LEADS or before in words("months"))


# -- one number ------------------------------------------------------------------------------------


def _draft(scan: Scan, number: Number, before: Sequence[Draft]) -> Draft | None:
    """A number with its unit or noun, its bounds, and the other end of its range; None when it counts nothing."""
    if number.ordinal or _in_a_name(scan, number):
        return None
    number, price = _spaced_price(scan, number)
    other = _range(scan, number)
    draft = _with_unit(scan, other or number, before)
    if draft is None or _is_age(scan, number):
        return None
    draft.value = _whole(scan, draft, price if price is not None else draft.value)
    _bound(scan, draft, number)
    if draft.kind == "people" and before and scan.low(draft.first - 1) == "dont" and scan.same_sentence(before[-1].first, draft.first):
        draft.like = before[-1]  # « 32 morts, dont douze enfants »
    if other is not None:
        draft.second, draft.value, draft.bound, draft.number = draft.value, _low(number, other, draft), "at-least", number
        draft.first = number.first - (scan.low(number.first - 1) in ("entre", "de"))
    return draft


def _with_unit(scan: Scan, number: Number, before: Sequence[Draft]) -> Draft | None:
    unit = measure_after(scan.tokens, number)
    if unit is not None and not number.share:
        return _measured(number, unit)
    noun = -1 if scan.low(number.last) in ("sur",) else counted_after(scan, number)
    if number.share:
        last = number.last
        return Draft(number.first, last, number, number.value, "", "share", what=_of_share(scan, number))
    if noun < 0:
        return _times(scan, number) or _shared_unit(scan, number) or alone(scan, number, before)
    if is_side(scan, number, noun):
        return None
    said, kind = phrase(scan, noun, number.last), "people" if is_people(scan, noun) else "other"
    draft = Draft(number.first, noun + 1, number, number.value, scan.tokens[noun].text, kind, what=said, noun=noun)
    return _share_of(scan, draft)


def _measured(number: Number, unit: Unit) -> Draft:
    value = round(number.value * unit.scale, 6)
    return Draft(number.first, unit.last, number, value, unit.name, unit.kind)


def _of_share(scan: Scan, number: Number) -> str:
    noun = counted_after(scan, number) if number.last < len(scan.tokens) else -1
    return phrase(scan, noun) if noun >= 0 else ""


def _share_of(scan: Scan, draft: Draft) -> Draft:
    """« huit véhicules sur dix », « un Français sur deux » are shares."""
    whole = number_at(scan.tokens, draft.last + 1) if scan.low(draft.last) == "sur" else None
    if whole is None or whole.value < draft.value or whole.ordinal:
        return draft
    if counted_after(scan, whole) >= 0 and scan.low(draft.number.first) not in ("un", "une"):
        return draft
    if scan.low(whole.last) in ("%", "€"):
        return draft
    draft.kind, draft.last, draft.what = "share", whole.last, scan.text(draft.number.last, draft.last)
    draft.unit = f"{draft.unit} {scan.text(whole.first - 1, whole.last)}"
    return draft


def _times(scan: Scan, number: Number) -> Draft | None:
    """« 246 000 fois », « trois fois plus », « multiplié par dix »: not « réfléchir deux fois »."""
    i = number.last
    if i < len(scan.tokens) and scan.low(i) in ("de", "d'") and number.noun:
        i += 1
    if scan.low(i) == "fois":
        more = scan.low(i + 1) in ("plus", "moins", "supérieur", "supérieure", "inférieur", "le", "la", "son", "sa")
        if number.value > 9 or more or scan.tokens[number.first].text[0].isdigit():
            return Draft(number.first, i + 1, number, number.value, "fois", what=_verb_before(scan, number))
    if scan.low(number.first - 1) == "par" and any(
        scan.low(at).startswith(("multipli", "divis")) for at in range(max(0, number.first - 4), number.first)
    ):
        return Draft(number.first, number.last, number, number.value, "fois", what=_verb_before(scan, number))
    return None


def _verb_before(scan: Scan, number: Number) -> str:
    draft = Draft(number.first, number.last, number, number.value)
    return measured_thing(scan, draft)


def _shared_unit(scan: Scan, number: Number) -> Draft | None:
    """« passé de 12 à 15 morts », « 10 ou 12 euros »: the unit stands behind the second number."""
    if scan.low(number.last) not in ("à", "et", "ou", "puis"):
        return None
    other = number_at(scan.tokens, number.last + 1) if number.last + 1 < len(scan.tokens) else None
    if other is None or other.ordinal or other.share:
        return None
    if scan.low(number.last) != "à" and not scan.same_sentence(number.first, other.first):
        return None
    unit, noun = measure_after(scan.tokens, other), counted_after(scan, other)
    if unit is not None:
        scale = other.value if other.value >= 1e6 and other.noun and number.value < 1000 else 1.0
        draft = _measured(number, unit)
        draft.value, draft.last = number.value * _size(scale), number.last
        return draft
    if noun >= 0:
        kind = "people" if is_people(scan, noun) else "other"
        return Draft(number.first, number.last, number, number.value, scan.tokens[noun].text, kind, what=phrase(scan, noun), noun=noun)
    return None


def _size(value: float) -> float:
    """The multiplier of a large number: 9 millions has a million."""
    return next((size for size in (1e12, 1e9, 1e6) if value >= size), 1.0)


def _in_a_name(scan: Scan, number: Number) -> bool:
    """« Entente 2 », « Paris 8 », « char AMX 10 »: right behind a name, and no noun of the sentence is counted."""
    if not number.first or number.last != number.first + 1 or not scan.tokens[number.first].text.isdigit():
        return False
    before = scan.tokens[number.first - 1]
    named = before.capital and not before.first and before.pos in ("PROPN", "X", "NOUN") and before.text[:1].isalpha()
    return named and number.value < 1000 and measure_after(scan.tokens, number) is None and not _is_tied(scan, number)


def _is_tied(scan: Scan, number: Number) -> bool:
    return scan.tree.heads[number.first] > number.first


def _spaced_price(scan: Scan, number: Number) -> tuple[Number, float | None]:
    """« 7, 50 € »: one price typed with a space."""
    i, tokens = number.last, scan.tokens
    if number.last != number.first + 1 or i + 2 >= len(tokens) or tokens[i].text != "," or not tokens[number.first].text.isdigit():
        return number, None
    cents, sign = tokens[i + 1].text, tokens[i + 2].text
    if not (cents.isdigit() and len(cents) == 2 and sign in "€$£" and tokens[i].start == tokens[number.first].end):
        return number, None
    value = number.value + int(cents) / 100
    return Number(number.first, i + 2, value), value


def _whole(scan: Scan, draft: Draft, value: float) -> float:
    """« 1,500 personnes » is fifteen hundred: nobody counts people in thousandths."""
    text = scan.tokens[draft.number.first].text
    if draft.noun >= 0 and value != int(value) and len(text.partition(",")[2]) == 3 and value < 1000:
        return float(round(value * 1000))
    return round(value, 6)


def _is_age(scan: Scan, number: Number) -> bool:
    return any(scan.low(i).startswith(("âgé", "agé")) for i in range(max(0, number.first - 3), number.first))


def _bound(scan: Scan, draft: Draft, number: Number) -> None:
    """The bound that governs the number, what it is reckoned by, and how far its words reach."""
    bound, first = bound_before(scan.tokens, number.first)
    per, last = per_after(scan.tokens, draft.last)
    later, last = bound_after(scan.tokens, last)
    if number.rough:
        bound = "more-than" if number.plural else bound or "about"
    draft.bound, draft.per = bound or later or "exact", per
    draft.kind = "other" if draft.kind == "distance" and per else draft.kind  # a speed
    draft.first, draft.last = min(first, draft.first), max(last, draft.last)


def _range(scan: Scan, number: Number) -> Number | None:
    """The upper end of « entre 10 et 20 », « de 8 à 24 », « 10 à 20 », « 200 ou 300 »; None for a change or a list."""
    at, lead = number.last, scan.low(number.first - 1) if number.first else ""
    if scan.low(at) in ("et", "à", "ou") and number.last + 1 < len(scan.tokens):
        link = scan.low(at)
    elif (unit := measure_after(scan.tokens, number)) is not None and scan.low(unit.last) in ("et", "à"):
        at, link = unit.last, scan.low(unit.last)
    else:
        return None
    other = number_at(scan.tokens, at + 1) if at + 1 < len(scan.tokens) else None
    if other is None or other.ordinal or other.share or not _higher(number, other):
        return None
    opened = (link == "et" and lead == "entre") or (link == "à" and lead != "à") or (
        link == "ou" and at == number.last and other.value <= 2 * number.value)
    counts = measure_after(scan.tokens, other) is not None or counted_after(scan, other) >= 0
    return other if opened and counts and not _is_change(scan, number) else None


def _higher(number: Number, other: Number) -> bool:
    scaled = number.value * (_size(other.value) if other.noun and number.value < 1000 else 1.0)
    return other.value > scaled


def _low(number: Number, other: Number, draft: Draft) -> float:
    return round(number.value * (_size(other.value) if other.noun and number.value < 1000 else 1.0), 6)


def _is_change(scan: Scan, number: Number) -> bool:
    """Whether « de X à Y » hangs on a word of change: « passé de 12 à 15 », « une hausse de 10 à 12 % »."""
    changing = lexicons.members("quantities/changing.txt")
    if scan.low(number.first - 1) != "de":
        return False
    near = any(scan.low(i) in changing for i in range(max(0, number.first - 4), number.first))
    at = scan.top(number.first, number.last)
    for _ in range(3):
        at = scan.tree.heads[at]
        if at < 0:
            break
        if scan.tokens[at].lemma in changing or scan.low(at) in changing:
            return True
    return near


# -- what it is ------------------------------------------------------------------------------------


def _tell(scan: Scan, draft: Draft) -> None:
    """What is counted, what became of them, and of which happening."""
    if draft.kind in ("other", "people"):
        _tell_people(scan, draft)
    elif draft.kind in ("money", "distance", "share") and not draft.what:
        draft.what = measured_thing(scan, draft)
    if not draft.what:
        draft.what = measured_thing(scan, draft) or draft.unit


def _tell_people(scan: Scan, draft: Draft) -> None:
    noun, top = draft.noun if draft.noun >= 0 else draft.number.first, scan.role(draft)
    fate = fate_of(scan, noun, top)
    if fate and (draft.kind == "people" or (draft.noun >= 0 and (_calls(scan, noun) or is_only_of_people(scan, noun, top)))):
        draft.kind, draft.cause = fate, cause_of(scan, draft)
    elif draft.like is not None and draft.like.kind in KINDS:
        draft.kind, draft.cause = draft.like.kind, draft.like.cause
    if draft.noun >= 0 and draft.kind != "other":
        draft.what = told_of(scan, draft, draft.what)


def _calls(scan: Scan, noun: int) -> bool:
    """Whether the noun itself tells the fate: « 12 morts », « 40 arrestations »."""
    return any(how == "noun" and scan.low(noun) in (word, f"{word}s") for word, _, how in lexicons.rows("quantities/fates.tsv"))


def _pair(scan: Scan, drafts: Sequence[Draft]) -> None:
    """One sum or length told in two units is one figure: « 50 dollars (26 958 FCFA) »."""
    for one, other in zip(drafts, drafts[1:], strict=False):
        if one.kind != other.kind or one.kind not in ("money", "distance") or one.unit == other.unit or one.second or other.second:
            continue
        between = scan.tree.plain[scan.tokens[one.last - 1].end : scan.tokens[other.first].start]
        linked = "(" in between or "soit" in between or "/" in between or "équivalent" in between
        if len(between) <= AGAIN and linked and _AGAIN.fullmatch(between):
            other.again, other.what = True, one.what
            if other.bound == "exact":
                other.bound = one.bound


def _row(scan: Scan, draft: Draft, sources: Sources) -> Quantity:
    start, end = scan.tokens[draft.first].start, scan.tokens[draft.last - 1].end
    return Quantity(start, end, scan.tree.text[start:end], draft.value, draft.unit, draft.per, draft.bound, draft.what,
                    sources.of(draft.number.first), draft.kind, draft.second, draft.cause, draft.again)

