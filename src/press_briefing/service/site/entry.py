"""What the site knows of one briefing, read from its folder's small files; the analysis itself is never opened.

manifest.json (title, date, words, origin, state), ro-crate-metadata.json (author), data/actors.csv and
data/entities.csv (places), data/note.json (summary; data/sentences.csv where there is none), run.json (when it was filed). Words of the article
are made harmless here, once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from ...report.manifest import REVIEW, dump, sha256
from .filed import CRATE, RUN, count_of, manifest, moment, object_of, part_of, rows, size, stamp_of
from .text import shown

FAILED = ".failed"
# The names most mentioned say what a briefing is about; more of them make an index heavy, not better.
NAMES = 8
_PLACES = frozenset(("place", "LOC"))
_ACTORS = frozenset(("person", "organisation", "state", "group"))
_NAMED = frozenset(("PER", "ORG"))  # actors, of what was made before they had rows of their own
LONGEST_OPENING, LONGEST_SUMMARY = 280, 480
LINES = 4  # of the note that an archive shows: what, who, when, where
# Words: a line of fewer is a date or a heading; a line that names the author and has fewer is the byline.
FEWEST, LONGEST_BYLINE = 6, 15
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_STEM = re.compile(r"[\w-]{1,80}")
# Parameters that have a place of their own in a row, and the one that says what set the PDF.
_OWN_WAY = frozenset(("language", "paper", "published", "since", "until", "pdf_engine"))
NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Entry:
    """One briefing. `address`: its folder, relative to the site; `date`: EDTF, "" unknown; `made`: RFC 3339, UTC.

    `deduced`: nobody states that date, it was inferred; `cut`: what says that only a part of the article was captured.
    Sizes are bytes, 0 where there is no such file; `stem` names page, PDF and notebook; `reports` those that made it.
    `material`: hash of what it is of, "" unknown; `form`: language, paper, and each other parameter as NAME=VALUE;
    `variants`: page and name of the other forms that stand in its row (`variants.gathered`).
    """

    address: str
    title: str
    date: str
    made: str
    source: str
    author: str
    actors: tuple[str, ...]
    places: tuple[str, ...]
    words: int
    opening: str
    state: str
    reason: str
    stem: str
    html: int
    pdf: int
    notebook: int
    data: int
    reports: tuple[str, ...] = ()
    pinned: bool = False
    deduced: bool = False
    cut: str = ""
    material: str = ""
    form: tuple[str, ...] = ()
    variants: tuple[tuple[str, str], ...] = ()

    @property
    def failed(self) -> bool:
        """Whether its run did not complete."""
        return self.state != "completed"

    @property
    def labels(self) -> tuple[str, ...]:
        """The reports as they are shown; `reports` are their names in the ledger."""
        return tuple(map(shown, self.reports))

    @property
    def order(self) -> tuple[str, str, str]:
        """By the article's date, then by when it was filed; undated ones come first, which newest-first puts last."""
        return (self.date, self.made, self.address)

    @property
    def href(self) -> str:
        """The folder as a relative address: no colon or slash of it can lead elsewhere."""
        return quote(self.address, errors="replace")

    def file(self, kind: str) -> str:
        """The relative address of its page, PDF, notebook or data (html, pdf, ipynb, json)."""
        return f"{self.href}/data/analysis.json" if kind == "json" else f"{self.href}/{self.stem}.{kind}"


def read(folder: Path, address: str) -> Entry | None:
    """The entry of the briefing in `folder`; None when it holds no manifest of ours that can be read."""
    told = manifest(folder)
    if told is None:
        return None
    article, capture = part_of(told, "article"), part_of(told, "capture")
    if told["schema"] == REVIEW:  # its date is the last day of its period
        article = {"title": told.get("title"), "published": {"value": part_of(told, "period").get("until")}}
    stem = _stem(part_of(told, "outputs"))
    actors, places = names(folder / "data")
    note = object_of(folder / "data" / "note.json")
    author = _author(folder)
    return Entry(
        address=address,
        title=shown(article.get("title")) or shown(note.get("title")) or shown(capture.get("name")) or shown(address),
        date=_date(part_of(article, "published").get("value")),
        made=_made(folder),
        source=_source(article, capture),
        author=author,
        actors=actors,
        places=places,
        words=count_of(article.get("words")),
        opening=summary(note) or opening(folder / "data" / "sentences.csv", author),
        state=shown(told.get("state"), 20),
        reason=shown(told.get("reason")),
        stem=stem,
        html=size(folder / f"{stem}.html"),
        pdf=size(folder / f"{stem}.pdf"),
        notebook=size(folder / f"{stem}.ipynb"),
        data=size(folder / "data" / "analysis.json"),
        deduced=part_of(article, "published").get("certainty") == "inferred",
        cut=shown(part_of(article, "truncated").get("reason")),
        material=_material(told),
        form=_form(part_of(told, "parameters")),
    )


def _material(told: Mapping[str, Any]) -> str:
    """The hash of the article's text; of a review, of its period and articles."""
    if told["schema"] == REVIEW:
        return sha256(dump({name: told.get(name) for name in ("period", "articles")})) if told.get("articles") else ""
    return shown(part_of(told, "article").get("sha256"), 64)


def _form(parameters: Mapping[str, Any]) -> tuple[str, ...]:
    """In what form it was asked for: what tells it from another briefing of the same article."""
    others = sorted(
        shown(f"{name}={value}", 60) for name, value in parameters.items() if name not in _OWN_WAY and value
    )
    return (shown(parameters.get("language"), 10), shown(parameters.get("paper"), 10), *others)


def is_briefing(out: Path, address: str) -> bool:
    """Whether this is a briefing of ours, reached from `out` through no link."""
    parts = address.split("/")
    steps = [out.joinpath(*parts[: count + 1]) for count in range(len(parts))]
    if any(part in ("", ".", "..") for part in parts) or any(step.is_symlink() for step in steps):
        return False
    return bool(stamp_of(out / address)) and manifest(out / address) is not None


def _date(value: Any) -> str:
    """A calendar date, or its month or year; anything else is no date to sort by."""
    return value if isinstance(value, str) and _DAY.fullmatch(value) else ""


def _stem(outputs: Mapping[str, Any]) -> str:
    """What page, PDF and notebook are called: « briefing », unless the folder holds another page only."""
    pages = sorted(name[:-5] for name in outputs if name.endswith(".html") and _STEM.fullmatch(name[:-5]))
    return "briefing" if "briefing" in pages or not pages else pages[0]


def _source(article: Mapping[str, Any], capture: Mapping[str, Any]) -> str:
    """Who published the article, else the host it came from; of a file its name."""
    try:
        host = urlsplit(str(capture.get("origin", ""))).hostname or ""
    except ValueError:
        host = ""
    return shown(article.get("outlet"), 100) or shown(host.removeprefix("www."), 100) or shown(capture.get("name"), 100)


def _made(folder: Path) -> str:
    """When the run that made it ended, by its own record."""
    record = object_of(folder / RUN)
    try:
        ended = float(record["started"]) + sum(map(float, part_of(record, "seconds").values()))
        return moment(datetime.fromtimestamp(int(ended), UTC))
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return NEVER


def _author(folder: Path) -> str:
    graph = object_of(folder / CRATE).get("@graph")
    for node in graph if isinstance(graph, list) else ():
        if isinstance(node, dict) and node.get("@id") == "#author":
            return shown(node.get("name"), 120)
    return ""


def names(data: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Actors and places, the most mentioned first: from `actors.csv`, and a briefing's `entities.csv`."""
    acting = [(row, _PLACES | _ACTORS | _NAMED) for row in rows(data / "actors.csv")]
    named = _PLACES if acting else _PLACES | _NAMED
    found: dict[bool, list[tuple[int, str]]] = {True: [], False: []}
    for row, kinds in (*acting, *((row, named) for row in rows(data / "entities.csv"))):
        kind, name = row.get("kind") or row.get("label"), shown(row.get("name") or row.get("actor"), 80)
        if name and kind in kinds and row.get("named") != "False" and row.get("doubtful") != "True":
            count = row.get("mentions") or row.get("count") or ""
            found[kind in _PLACES].append((-int(count) if count.isascii() and count.isdigit() else 0, name))
    actors, places = (tuple(dict.fromkeys(name for _, name in sorted(found[kind])))[:NAMES] for kind in (False, True))
    return actors, places


def summary(note: Mapping[str, Any]) -> str:
    """The lines of a note that tell what, who, when and where, as one; "" of what has no note."""
    told = note.get("sections")
    first = next((one for one in told if isinstance(one, dict)), {}) if isinstance(told, list) else {}
    rows = first.get("rows")
    lines = [row for row in rows if isinstance(row, list) and len(row) == 2] if isinstance(rows, list) else []
    said = [f"{shown(term)} : {shown(words)}" for term, words in lines[:LINES]]
    return shown(" · ".join(said), LONGEST_SUMMARY)


def opening(path: Path, author: str = "") -> str:
    """The first sentence of the article's body that is neither a date line nor a byline.

    Parameters
    ----------
    path: `data/sentences.csv` of a briefing.
    author: of the article, whose line is passed over.
    """
    for row in rows(path):
        count = len(row.get("text", "").split())
        signed = author and author in row["text"] and count < LONGEST_BYLINE
        if row.get("kind") in ("lead", "body") and count >= FEWEST and not signed:
            return shown(row["text"], LONGEST_OPENING)
    return ""
