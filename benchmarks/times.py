"""Time expressions on French TimeBank: ours, `dateparser.search`, plain rules on spaCy, HeidelTime as published.

    python benchmarks/times.py [--data FOLDER] [--phrases FOLDER] [--worst N]

FOLDER holds TimeML articles (`*.tml`); `--phrases` holds duckling's and chrono's test phrases as JSON lines. Prints a
Markdown table: F1 of exact bounds, of overlapping bounds, of overlapping bounds with the right value, milliseconds
for 1,500 words (processor time, best of three passes); then our errors by class and the worst articles; then the
phrases: the share
found, and the share with the right day.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from press_briefing import Article
from press_briefing.analyse.times import find_times, times_in
from press_briefing.analyse.times.calendars import edtf_days

# Moriceau and Tannier, "French Resources for Extraction and Normalization of Temporal Expressions with HeidelTime",
# LREC 2014: on the whole of French TimeBank.
HEIDELTIME = ("HeidelTime (published, whole corpus)", 0.86, 0.91, 0.74)
ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}


@dataclass(frozen=True)
class Found:
    """An expression: bounds in characters, TIMEX3 type and value."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True)
class Sheet:
    """One annotated article."""

    name: str
    text: str
    created: str
    gold: tuple[Found, ...]


System = Callable[[Sheet], list[Found]]


# -- the annotated articles


def sheets(folder: Path) -> list[Sheet]:
    """The articles of a folder, in the order of their names."""
    return [sheet_of(path) for path in sorted(folder.glob("*.tml"))]


def sheet_of(path: Path) -> Sheet:
    """Text without mark-up, creation date, and the TIMEX3 of the text."""
    source = path.read_text(encoding="utf-8")
    created = re.search(r'functionInDocument="CREATION_TIME"[^>]*value="([^"]+)"', source)
    body = re.search(r"<TEXT>\n?(.*?)</TEXT>", source, re.S)
    text, gold, opened = "", [], []
    for piece in re.split(r"(<[^>]+>)", body[1] if body else ""):
        if piece.startswith("<TIMEX3") and not piece.endswith("/>"):
            opened.append((len(text), dict(re.findall(r'(\w+)="([^"]*)"', piece))))
        elif piece.startswith("</TIMEX3"):
            start, marks = opened.pop()
            gold.append(Found(start, len(text), marks.get("type", ""), marks.get("value", "")))
        elif not piece.startswith("<"):
            text += re.sub("|".join(ENTITIES), lambda match: ENTITIES[match[0]], piece)
    return Sheet(path.name, text, created[1][:10] if created else "", tuple(one for one in gold if one.end > one.start))


# -- the systems


def ours(sheet: Sheet) -> list[Found]:
    """Our grammar, with the tense of our parser."""
    return [Found(row.start, row.end, row.type, row.value or "") for row in find_times(_read(sheet))]


_READ: dict[str, object] = {}


def _read(sheet: Sheet):
    """The parsed article, read once: the parse serves every finding and is not the price of this one."""
    from press_briefing.analyse.language import read_language
    from press_briefing.model.settings import Settings

    if sheet.name not in _READ:
        article = Article.from_text(sheet.text, published=sheet.created, verbatim=True)
        _READ[sheet.name] = read_language(article, Settings())
    return _READ[sheet.name]


def ours_without_parse(sheet: Sheet) -> list[Found]:
    """Our grammar, with the tense told by endings."""
    return [
        Found(row.start, row.end, row.type, row.value or "") for row in times_in(sheet.text, published=sheet.created)
    ]


def dateparser_search(sheet: Sheet) -> list[Found]:
    """`dateparser.search.search_dates` for French, relative to the creation date."""
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.fromisoformat(sheet.created)}
    place, rows = 0, []
    for words, day in search_dates(sheet.text, languages=["fr"], settings=settings) or ():
        start = sheet.text.find(words, place)
        if start >= 0:
            place = start + len(words)
            rows.append(Found(start, place, "DATE", day.date().isoformat()))
    return rows


MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
UNITS = {
    "jour": "D",
    "jours": "D",
    "semaine": "W",
    "semaines": "W",
    "mois": "M",
    "an": "Y",
    "ans": "Y",
    "année": "Y",
    "années": "Y",
}


def spacy_rules(sheet: Sheet) -> list[Found]:
    """What a dozen patterns of spaCy's `Matcher` find: dates with a month, numbers of units, weekdays, hier, demain."""
    nlp, matcher = _matcher()
    doc = nlp(sheet.text)
    from spacy.util import filter_spans

    spans = filter_spans([doc[start:end] for _, start, end in matcher(doc)])
    return [
        Found(span.start_char, span.end_char, "DATE", _plain_value(span.text.lower(), sheet.created)) for span in spans
    ]


_MATCHER: list = []


def _matcher():
    if not _MATCHER:
        import spacy
        from spacy.matcher import Matcher

        nlp = spacy.blank("fr")
        matcher, day, year = (
            Matcher(nlp.vocab),
            {"TEXT": {"REGEX": r"^(?:\d\d?|1er)$"}},
            {"TEXT": {"REGEX": r"^(?:19|20)\d\d$"}},
        )
        month, week = {"LOWER": {"IN": MONTHS}}, {"LOWER": {"IN": WEEKDAYS}}
        amount, unit = {"LIKE_NUM": True}, {"LOWER": {"IN": list(UNITS)}}
        the = {"LOWER": "le", "OP": "?"}
        matcher.add(
            "TIME",
            [
                [the, day, month, year],
                [the, day, month],
                [month, year],
                [year],
                [amount, unit],
                [week],
                [week, day, month],
                [{"LOWER": {"IN": ["hier", "demain", "aujourd'hui"]}}],
            ],
        )
        _MATCHER.append((nlp, matcher))
    return _MATCHER[0]


def _plain_value(words: str, created: str) -> str:
    """The value plain rules give: the year of the creation date, no tense."""
    year = re.search(r"(?:19|20)\d\d", words)
    month = next((place for place, name in enumerate(MONTHS, 1) if name in words), None)
    day = re.search(r"\b(\d\d?)(?:er)?\b", words)
    amount = re.fullmatch(r"(\d+) (\w+)", words)
    if amount and amount[2] in UNITS:
        return f"P{amount[1]}{UNITS[amount[2]]}"
    if month:
        head = f"{year[0] if year else created[:4]}-{month:02d}"
        return f"{head}-{int(day[1]):02d}" if day else head
    return year[0] if year else created


SYSTEMS: dict[str, System] = {
    "ours": ours,
    "ours, no parse": ours_without_parse,
    "dateparser.search": dateparser_search,
    "rules on spaCy": spacy_rules,
}


# -- scores


def pairs(
    found: list[Found], gold: tuple[Found, ...], same: Callable[[Found, Found], bool]
) -> list[tuple[Found, Found]]:
    """Each gold row with at most one found row, in order."""
    used: set[int] = set()
    rows = []
    for wanted in gold:
        place = next((place for place, row in enumerate(found) if place not in used and same(row, wanted)), None)
        if place is not None:
            used.add(place)
            rows.append((found[place], wanted))
    return rows


def exact(one: Found, other: Found) -> bool:
    """The same bounds."""
    return (one.start, one.end) == (other.start, other.end)


def overlapping(one: Found, other: Found) -> bool:
    """Bounds that share a character."""
    return min(one.end, other.end) > max(one.start, other.start)


def scores(system: System, material: list[Sheet]) -> tuple[float, float, float]:
    """F1 of exact bounds, overlapping bounds, overlapping bounds with the right value."""
    strict = relaxed = value = total = 0
    for sheet in material:
        found = system(sheet)
        near = pairs(found, sheet.gold, overlapping)
        strict, relaxed = strict + len(pairs(found, sheet.gold, exact)), relaxed + len(near)
        value += sum(row.value == wanted.value for row, wanted in near)
        total += len(found) + len(sheet.gold)
    return 2 * strict / total, 2 * relaxed / total, 2 * value / total


def milliseconds(system: System, material: list[Sheet]) -> float:
    """For 1,500 words, best of three passes over everything."""
    words = sum(len(sheet.text.split()) for sheet in material)
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for sheet in material:
            system(sheet)
        best = min(best, time.process_time() - start)
    return best / words * 1_500_000


def errors(material: list[Sheet]) -> Iterator[tuple[str, str]]:
    """(class, what): missed, too many, bounds, and values by the type wanted."""
    for sheet in material:
        found = ours(sheet)
        near = pairs(found, sheet.gold, overlapping)
        said = {wanted for _, wanted in near}
        yield from (("missed", _shown(sheet, row, row.value)) for row in sheet.gold if row not in said)
        taken = {row for row, _ in near}
        yield from (("too many", _shown(sheet, row, row.value)) for row in found if row not in taken)
        for row, wanted in near:
            if not exact(row, wanted):
                yield "bounds", _shown(sheet, wanted, sheet.text[row.start : row.end])
            if row.value != wanted.value:
                yield f"value of a {wanted.kind}", _shown(sheet, wanted, f"{row.value} for {wanted.value}")


def _shown(sheet: Sheet, row: Found, what: str) -> str:
    return f"{sheet.name}: {sheet.text[row.start : row.end]!r}: {what}"


# -- phrases of others


def phrases(folder: Path) -> Iterator[tuple[str, float, float, int]]:
    """(file, share found, share with the right first day, phrases) for test phrases with a reference time."""
    for path in sorted(folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        rows = [row for row in rows if row["spans"]]
        hits = [_phrase(row) for row in rows]
        dated = [right for _, right in hits if right is not None]
        yield (
            path.name,
            sum(found for found, _ in hits) / len(hits),
            sum(dated) / len(dated) if dated else float("nan"),
            len(rows),
        )


def _phrase(row: dict) -> tuple[bool, bool | None]:
    """Whether anything was found, and whether one of the values is the day (or the amount) wanted."""
    found = times_in(row["text"], published=(row.get("ref") or "2013-02-12")[:10])
    wanted = row["spans"][0]
    if str(wanted.get("timex", "")).startswith("P"):
        return bool(found), any(one.value == wanted["timex"] for one in found)
    day = (wanted.get("value_start") or wanted.get("start_date") or "")[:10]
    if not day:
        return bool(found), None
    days = [edtf_days(one.edtf) for one in found if one.edtf]
    return bool(found), any(span and span[0].isoformat() == day for span in days)


def main() -> None:
    """Print the tables."""
    shared = Path(__file__).resolve().parent.parent.parent / "shared" / "timex"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=shared / "ftb")
    parser.add_argument("--phrases", type=Path, default=shared)
    parser.add_argument("--worst", type=int, default=10)
    chosen = parser.parse_args()
    material = sheets(chosen.data)
    if not material:
        sys.exit(f"{chosen.data}: no .tml articles - name their folder with --data")
    print("| system | strict | relaxed | value | ms per 1,500 words |\n| --- | --- | --- | --- | --- |")
    for name, system in SYSTEMS.items():
        try:
            strict, relaxed, value = scores(system, material)
        except ImportError as error:
            print(f"| {name} | not installed: {error.name} | | | |")
            continue
        print(
            f"| {name} | {strict:.3f} | {relaxed:.3f} | {value:.3f} | {milliseconds(system, material):.0f} |",
            flush=True,
        )
    print("| {} | {:.2f} | {:.2f} | {:.2f} | |\n".format(*HEIDELTIME))
    wrong = list(errors(material))
    print(
        "\n".join(f"- {kind}: {count}" for kind, count in Counter(kind for kind, _ in wrong).most_common()), end="\n\n"
    )
    print("\n".join(f"{kind}: {what}" for kind, what in wrong[: chosen.worst]), end="\n\n")
    for name, share, right, count in phrases(chosen.phrases):
        print(f"{name}: {count} phrases, found {share:.3f}, right first day or amount {right:.3f}")


if __name__ == "__main__":
    main()
