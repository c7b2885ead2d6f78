"""One act with a coarse and a finer date: « au printemps 2025, les clubs sont suspendus le 7 mai » is of that day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ...model.typography import key
from ..times.calendars import edtf_days
from .words import listed

# « de 23,1 % en » before the first date and « à 10 % en » between the two
WITHIN = 60  # characters looked at before and between
FROM = re.compile(r"\bd(?:es?|u|['’])\s?(?:[^,;:]|,\d){1,30}?(?:\s(?:en|au|à))?\s(?:la |le |l['’])?$")
TO = re.compile(r"\s?,?\s(?:à|au|aux)\s(?:[^,;:]|,\d){1,40}?(?:\s(?:en|au|à))?\s(?:la |le |l['’])?")

if TYPE_CHECKING:
    from .select import Candidate


def with_the_finer(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, less those that only frame another date of their act; that one keeps them in `framed`."""
    acts: dict[tuple[int, int, int], list[Candidate]] = defaultdict(list)
    for row in found:
        if row.head is not None:
            acts[_act(row)].append(row)
    kept = []
    for row in found:
        rivals = acts[_act(row)] if row.head is not None else []
        if any(_frames(row, other) for other in rivals):
            continue
        frames = tuple(other.row for other in rivals if _frames(other, row))
        kept.append(replace(row, framed=frames) if frames else row)
    return kept


def with_ranges(found: Sequence[Candidate]) -> list[Candidate]:
    """« a baissé de 12 % en 2018 à 10 % en 2019 »: one change, told once, from the first date to the second."""
    kept: list[Candidate] = []
    for row in found:
        if kept and _is_range(kept[-1], row):
            first = kept.pop()
            row = replace(first, date=f"{first.date}/{row.date}", framed=(row.row,), ranged=True)
        elif kept and _is_until(kept[-1], row):
            first = kept.pop()
            last = (row.date or "").removeprefix("../")
            row = replace(first, date=f"{first.date}/{last}", beside=(row.row,), ranged=True)
        kept.append(row)
    return kept


def with_company(found: Sequence[Candidate]) -> list[Candidate]:
    """Several dates of one act (« en 1981 à Lomé, puis en 2007 à Accra »): each is told with all, in `beside`.

    One behind the verb of which another date stands in front may be that of a noun there: it is doubtful.
    """
    acts: dict[tuple[int, int, int], list[Candidate]] = defaultdict(list)
    for row in found:
        if row.head is not None and row.noun is None and not row.dateline:
            acts[_act(row)].append(row)
    kept = []
    for row in found:
        others = [other for other in acts.get(_act(row), ()) if other is not row] if row in acts[_act(row)] else []
        fronted = row.head is not None and any(other.row.start < row.head.idx < row.row.start for other in others)
        kept.append(replace(row, beside=tuple(other.row for other in others), doubtful=fronted) if others else row)
    return kept


def _is_range(first: Candidate, last: Candidate) -> bool:
    """Whether two dates of one verb are what it changed from and to."""
    if first.head is None or first.head != last.head or first.sentence != last.sentence:
        return False
    if not first.date or not last.date:
        return False
    if "/" in first.date + last.date or first.date >= last.date or first.row.start < first.head.idx:
        return False
    text = first.head.doc.text
    before, between = text[first.head.idx : first.row.start][-WITHIN:], text[first.row.end : last.row.start][:WITHIN]
    return bool(FROM.search(before)) and bool(TO.fullmatch(between))


def _is_until(first: Candidate, last: Candidate) -> bool:
    """« le 3 mai, la gare a fermé ses portes, jusqu'au 9 mai »: what lasts from the one date to the other."""
    if first.head is None or first.noun is not None or _act(first) != _act(last) or first.sentence != last.sentence:
        return False
    begun, ended = first.date or "", (last.date or "").removeprefix("../")
    if "/" in begun + ended or len(begun) != len(ended) or not (last.date or "").startswith("../") or begun >= ended:
        return False
    lemma = key(first.head.lemma_)
    return bool({lemma, f"{lemma}r"} & listed("lasting_results"))


def _act(row: Candidate) -> tuple[int, int, int]:
    """What is dated: the clause's verb, and the noun or the other predicate below it that the date is of."""
    head, noun, above = row.head, row.noun, row.above
    below = above if above is not None and (above.pos_ in ("VERB", "NOUN") or row.noun is not None) else head
    return (head.i if head else -1, noun.i if noun else -1, below.i if below else -1)


def _frames(coarse: Candidate, fine: Candidate) -> bool:
    """Whether the finer date lies within the other, which is no open stretch (« depuis 2019 ») and a longer one."""
    if coarse is fine or ".." in (coarse.date or "..") + (fine.date or ".."):
        return False
    around, within = edtf_days(coarse.date or ""), edtf_days(fine.date or "")
    if not around or not within or around == within:
        return False
    return around[0] <= within[0] and within[1] <= around[1]
