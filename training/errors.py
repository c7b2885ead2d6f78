"""The differences between the names found and those a reader marked, by kind, the most confident first.

    python training/errors.py [FILE.bio] [--profile precise] [--worst 10] [--page FILE.md]

Without a file: the untouched set, `press/test.bio`. It is there to be scored on: what it shows is for telling readers
what to expect, never for writing a rule or choosing a model.

- wrong label: same bounds, another label
- too short, too long, other bounds: a found name overlaps a marked one; that holds it, it holds that, neither
- invented: a found name over none that is marked
- missed: a marked name under none that is found; ordered by how often the same name is missed
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from press import FOLDER, Span, articles, bare
from press_briefing import Article, analyse
from press_briefing.model.settings import Settings

COUNTS = ("## Counts", "", "| kind | errors | labels (found > marked, or the one there is) |", "|---|---:|---|")
WORST = ("", "| article | found | marked | confidence |", "|---|---|---|---:|")
KINDS = ("wrong label", "too short", "too long", "other bounds", "invented", "missed")
LONGEST = 60  # characters shown of a name


class Error(NamedTuple):
    """One difference. `found` and `marked`: label and words, empty where there is none."""

    kind: str
    article: str
    found: tuple[str, str]
    marked: tuple[str, str]
    confidence: float


def main() -> None:
    """Print counts and the worst of each kind; write the page where one is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=FOLDER / "test.bio")
    parser.add_argument("--profile", default="precise")
    parser.add_argument("--worst", type=int, default=10, help="errors shown of each kind")
    parser.add_argument("--page", type=Path)
    options = parser.parse_args()
    errors = [
        error
        for name, text, marked in articles(options.file)
        for error in differences(name, text, marked, options.profile)
    ]
    told = "\n".join(page(errors, options.worst))
    print(told)
    if options.page:
        head = options.page.read_text(encoding="utf-8").partition("\n## ")[0] if options.page.exists() else ""
        options.page.write_text(f"{head.rstrip()}\n\n{told}\n", encoding="utf-8")


def differences(name: str, text: str, marked: list[Span], profile: str) -> Iterator[Error]:
    """The errors of one article, in no order; bounds without determiners, as the score counts."""
    settings = Settings(profile=profile, cache="none")
    mentions = analyse(Article.from_text(text, verbatim=True), settings=settings).entities
    found = {bare(text, (row.start, row.end, row.label)): row.confidence or 0.0 for row in mentions}
    wanted = {bare(text, span) for span in marked}
    met: set[Span] = set()
    for span in sorted(found.keys() - wanted):
        other = max((one for one in wanted if _shared(span, one) > 0), key=lambda one: _shared(span, one), default=None)
        met |= {one for one in wanted if _shared(span, one) > 0}
        yield Error(_kind(span, other), name, _told(text, span), _told(text, other), found[span])
    for span in sorted(wanted - met - found.keys()):
        yield Error("missed", name, ("", ""), _told(text, span), 0.0)


def _shared(one: Span, other: Span) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def _kind(found: Span, marked: Span | None) -> str:
    if marked is None:
        return "invented"
    if found[:2] == marked[:2]:
        return "wrong label"
    inside = marked[0] <= found[0] and found[1] <= marked[1]
    around = found[0] <= marked[0] and marked[1] <= found[1]
    return "too short" if inside else "too long" if around else "other bounds"


def _told(text: str, span: Span | None) -> tuple[str, str]:
    words = " ".join(text[span[0] : span[1]].split()) if span else ""
    return (span[2], words if len(words) <= LONGEST else f"{words[:LONGEST]}…") if span else ("", "")


def page(errors: list[Error], worst: int) -> Iterator[str]:
    """Counts by kind and label, then the worst of each kind, as Markdown."""
    yield from COUNTS
    by_kind: dict[str, list[Error]] = defaultdict(list)
    for error in errors:
        by_kind[error.kind].append(error)
    for kind in KINDS:
        labels = Counter(_labels(error) for error in by_kind[kind]).most_common()
        yield f"| {kind} | {len(by_kind[kind])} | {', '.join(f'{label} {count}' for label, count in labels)} |"
    for kind in KINDS:
        rows = _ordered(by_kind[kind], worst)
        if rows:
            yield from ("", f"## {kind.capitalize()}", *WORST)
            yield from (_row(error) for error in rows)


def _labels(error: Error) -> str:
    found, marked = error.found[0], error.marked[0]
    return f"{found} > {marked}" if found and marked and found != marked else found or marked


def _ordered(errors: list[Error], worst: int) -> list[Error]:
    """The first of a kind, each pair of found and marked once."""
    often = Counter(error.marked for error in errors)
    seen = {(error.found, error.marked): error for error in sorted(errors, key=lambda error: error.confidence)}
    return sorted(seen.values(), key=lambda error: (-error.confidence, -often[error.marked], error.article))[:worst]


def _row(error: Error) -> str:
    told = [" ".join(filter(None, side)).replace("|", "/") or "-" for side in (error.found, error.marked)]
    return f"| {error.article} | {told[0]} | {told[1]} | {f'{error.confidence:.2f}' if error.confidence else '-'} |"


if __name__ == "__main__":
    main()
