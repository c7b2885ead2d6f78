"""The press set: French Wikinews with names, read by hand (`training/press/`), and how far two readers agree.

python training/press.py                               # agreement of two readers
python training/press.py score FILE.bio [fast|precise]   # names of the whole analysis, exact bounds, by label
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import bio
from press_briefing import Article, analyse
from press_briefing.model.settings import Settings

FOLDER = Path(__file__).parent / "press"
LABELS = ("PER", "LOC", "ORG", "MISC")
TOKEN = re.compile(r"\w+['’]|\w+(?:[-.]\w+)*|[^\w\s]")
DETERMINER = re.compile(r"(?:l['’]\s?|d['’]\s?|le |la |les |un |une |des |du |de |au |aux )+", re.I)
Span = tuple[int, int, str]
Name = tuple[str, int, int, str]  # article, first token, token after the last, label


def names(path: Path) -> Iterator[Name]:
    """The names of a two-column BIO file whose articles are led by « # id »."""
    article, at, start, label = "", 0, 0, ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        tag = line.split("\t")[1] if "\t" in line else ""
        if label and tag != f"I-{label}":
            yield article, start, at, label
            label = ""
        if line.startswith("# ") and not tag:
            article, at = line[2:], 0
        if tag:
            if tag.startswith("B-"):
                start, label = at, tag[2:]
            at += 1


def agreement() -> dict[str, float]:
    """F1 of the second reader's names against the first's, exact bounds, on the articles that both read."""
    second = set(names(FOLDER / "second.bio"))
    read = {line[2:] for line in (FOLDER / "second.bio").read_text(encoding="utf-8").splitlines() if line[:2] == "# "}
    first = {name for part in ("train", "test") for name in names(FOLDER / f"{part}.bio") if name[0] in read}
    return {
        label: 2
        * sum(name[3] == label for name in first & second)
        / sum(name[3] == label for group in (first, second) for name in group)
        for label in LABELS
    }


def articles(path: Path) -> Iterator[tuple[str, str, list[tuple[int, int, str]]]]:
    """Id, text and names, as `(start, end, label)`, of each article of a two-column BIO file."""
    for block in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
        name, _, body = block.partition("\n")
        text, spans = "", []
        for rows in body.strip().split("\n\n"):
            part = bio.printed([(row[0], row[-1]) for line in rows.split("\n") if len(row := line.split("\t")) > 1])
            text += "\n\n" * bool(text)
            spans += [(start + len(text), end + len(text), label) for start, end, label in part.names]
            text += part.text
        yield name, text, spans


def score(path: Path, profile: str) -> None:
    """Print precision, recall and F1 by label and of PER, LOC, ORG together; every difference on stderr."""
    counts = {label: Counter[str]() for label in (*LABELS, "all")}
    for name, text, wanted in articles(path):
        article = Article.from_text(text, verbatim=True)
        mentions = analyse(article, settings=Settings(profile=profile, cache="none")).entities
        found = {bare(text, (row.start, row.end, row.label)) for row in mentions}
        right = {bare(text, span) for span in wanted}
        count(counts, found, right)
        for sign, group in (("+", found - right), ("-", right - found)):
            for start, end, label in sorted(group):
                told = (repr(text[start:end]), repr(text[max(0, start - 50) : end + 30]))
                print(name, sign, label, *told, sep="\t", file=sys.stderr)
    for label, row in counts.items():
        hit, system, gold = row["hit"], max(1, row["found"]), max(1, row["wanted"])
        f1 = 2 * hit / (system + gold)
        print(f"{label} precision={hit / system:.3f} recall={hit / gold:.3f} f1={f1:.3f} of {gold}")


def count(counts: dict[str, Counter[str]], found: set[Span], wanted: set[Span]) -> None:
    """Add the names of one article."""
    for key, group in (("hit", found & wanted), ("found", found), ("wanted", wanted)):
        for *_, label in group:
            counts[label][key] += 1
            counts["all"][key] += label != "MISC"


def bare(text: str, span: Span) -> Span:
    """The span without determiners at its beginning, as the scorer of names counts."""
    start, end, label = span
    lead = DETERMINER.match(text, start, end)
    return (lead.end() if lead and lead.end() < end else start, end, label)


if __name__ == "__main__":
    if sys.argv[1:2] == ["score"]:
        score(Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "precise")
    else:
        for label, value in agreement().items():
            print(f"{label} {value:.3f}")
