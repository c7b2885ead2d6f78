"""One article, one row: its briefings in another language, on other paper or with other parameters are links in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .entry import Entry
from .words import day, language_name, papers

HASH = 8  # signs at the end of a briefing's address that no other has


def gathered(entries: Iterable[Entry], language: str) -> tuple[Entry, ...]:
    """The entries, those of one article in one, where the first of them stood; what is of unknown material stays alone.

    The one shown is in the page's `language` if there is such a one, on A4, with the fewest parameters, the newest; it
    has the reports of all, is pinned if one is, and as new as the newest.
    """
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        groups.setdefault(_subject(entry), []).append(entry)
    return tuple(group[0] if len(group) == 1 else _one(group, language) for group in groups.values())


def _subject(entry: Entry) -> tuple[str, ...]:
    """What is the same article: the same text, of the same day, from the same source."""
    return (entry.material, entry.date, entry.source) if entry.material else (entry.address,)


def _one(group: Sequence[Entry], language: str) -> Entry:
    newest = sorted(group, key=lambda entry: (entry.made, entry.address), reverse=True)
    first, *others = sorted(newest, key=lambda entry: _strangeness(entry, language))
    return replace(
        first,
        made=newest[0].made,
        reports=tuple(sorted({report for entry in group for report in entry.reports})),
        pinned=any(entry.pinned for entry in group),
        variants=_links(first, others, language),
    )


def _strangeness(entry: Entry, language: str) -> tuple[bool, bool, int]:
    return entry.form[:1] != (language,), entry.form[1:2] != ("a4",), len(entry.form)


def _links(first: Entry, others: Iterable[Entry], language: str) -> tuple[tuple[str, str], ...]:
    """Page and name of each: what tells it from the one shown, else its day, else its address; no name twice."""
    named: dict[str, str] = {}
    for entry in others:
        names = (_name(first, entry, language), day(entry.made[:10], language), entry.address[-HASH:], entry.address)
        name = next(name for name in names if name and name not in named)
        named[name] = entry.file("html" if entry.html or not entry.pdf else "pdf")
    return tuple((page, name) for name, page in named.items())


def _name(first: Entry, entry: Entry, language: str) -> str:
    if not (first.form and entry.form):
        return ""
    (spoken, paper, *others), (usual, usual_paper, *known) = entry.form, first.form
    told = [
        language_name(spoken, language) if spoken != usual else "",
        papers(paper) if paper != usual_paper else "",
        *(each for each in others if each not in known),
    ]
    return ", ".join(filter(None, told))
