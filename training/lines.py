"""Which lines of a capture are the page's: the logistic regression of `press_briefing.clean.likely`.

    python training/lines.py SHARED        # the folder beside the project; writes models/lines/weights.json

Articles of `corpus/bbc-afrique.jsonl` that the scorer of cleaning does not use, and the pages of `html/`, are dirtied
with the furniture of `lines/*.txt`, made up for it. A random half of these files is held back: trained on one half,
the other half is the score; what is shipped is trained on the first half alone, so that the score is its own.
Only weights of features and of words are kept: no line of anybody's.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from press_briefing.clean.draft import Line
from press_briefing.clean.furniture import furniture_rule
from press_briefing.clean.likely import candidates, features, place_of
from press_briefing.typography import key

HERE = Path(__file__).parent
OUT = HERE.parent / "src/press_briefing/models/lines/weights.json"
SCORED = 120            # articles without furniture of their own that the scorer takes: none of them is trained on
TURNS = 3               # times each article is dirtied
LEAST = 3               # lines a word stands in, two of them different ones of furniture, to have a weight
STRENGTH, STEPS, RATE = 1.0, 2500, 0.5
NAMES = (("Odile", "Karim", "Awa", "Jean-Luc", "Fatou", "Noémie"),
         ("Sarrazin", "Lesueur", "Diallo", "Kerdrel", "Ndiaye"))
OWN = re.compile(r"\blire (aussi|également|plus)|\b[àa] lire|lisez aussi|regarde[rz]|écoute[rz]|crédit photo|légende|"
                 r"lecture|partage[rz]|newsletter|cookies|abonne|publié le|mis à jour|copyright|©|podcast|vidéo|"
                 r"cliquez|recevoir|inscri|minutes?\b", re.I)
# How often a paragraph has a heading, is cut into sentences; an article is signed, has a copy in one line before it.
HEADED, ALONE, SIGNED, RUN_ON = 0.15, 0.2, 0.2, 0.25
Furniture = dict[str, list[tuple[str, str]]]
Row = tuple[dict[str, float], bool]


def furniture() -> tuple[Furniture, Furniture]:
    """(trained on, held back): (place, line) by site; which half a site is in is drawn by chance."""
    sites = {path.stem: [(line[0], line[2:]) for line in path.read_text(encoding="utf-8").splitlines()
                         if line[:2] in ("+ ", "- ", "= ")] for path in sorted((HERE / "lines").glob("*.txt"))}
    held = set(random.Random(24).sample(sorted(sites), len(sites) // 2))
    return {name: sites[name] for name in sites if name not in held}, {name: sites[name] for name in held}


def paragraphs(row: dict[str, str]) -> list[str]:
    """The title and the paragraphs of an article, cut where it is one long line."""
    parts = [part for part in re.split(r"\n+|(?<=[.!?»])\s{2,}", row["text"]) if part.strip()]
    if len(parts) == 1:
        sentences = re.split(r"(?<=[.!?])\s+(?=[A-ZÀÉÈÎÔ«])", row["text"])
        parts = [" ".join(sentences[at:at + 3]) for at in range(0, len(sentences), 3)]
    return [row["title"], *parts]


def articles(shared: Path) -> tuple[list[list[str]], list[list[str]]]:
    """(those the scorer uses, which have no furniture of their own, the others)."""
    rows = [json.loads(line) for line in (shared / "corpus/bbc-afrique.jsonl").read_text(encoding="utf-8").splitlines()]
    scored = [row for row in rows if not OWN.search(row["text"])][:SCORED]
    return [paragraphs(row) for row in scored], [paragraphs(row) for row in rows if row not in scored]


def parted(body: Sequence[str], dice: random.Random) -> Iterator[str]:
    """The lines of an article with short ones of its own: sentences alone on a line, headings, who signs.

    Headings are the opening words of a sentence of the article, as such a site would cut them.
    """
    yield body[0]
    for paragraph in body[1:]:
        sentences = re.split(r"(?<=[.!?])\s+(?=[A-ZÀÉÈÎÔ«])", paragraph)
        if dice.random() < HEADED:
            yield " ".join(re.sub(r"[«»,;:.]", " ", dice.choice(sentences)).split()[:dice.randint(2, 9)])
        if dice.random() < ALONE:
            yield from sentences
        else:
            yield paragraph
    if dice.random() < SIGNED:
        yield " ".join(dice.choice(part) for part in NAMES) + dice.choice(("", "", " avec AFP", ", à Bamako", " (AFP)"))


def dirtied(body: Sequence[str], sites: Furniture, dice: random.Random) -> Iterator[tuple[str, bool]]:
    """(line, whether it is the page's) of an article with furniture of one or two sites around and within it."""
    body = list(parted(body, dice))
    if dice.random() < RUN_ON:              # a capture whose title is lost in a first copy without line ends
        body = [" ".join(body), *body[1:]]
    lines = [one for name in dice.sample(sorted(sites), dice.randint(1, 2)) for one in sites[name]]
    above, below, within = ([text for place, text in lines if place == mark] for mark in "+-=")
    yield from ((text, True) for text in dice.sample(above, min(len(above), dice.randint(0, 3))))
    cut = dice.randint(2, max(2, len(body) - 1))
    yield from ((text, False) for text in body[:cut])
    yield from ((text, True) for text in dice.sample(within + below, dice.choice((0, 0, 0, 1))))
    yield from ((text, False) for text in body[cut:])
    yield from ((text, True) for text in dice.sample(below, min(len(below), dice.randint(0, 5))))


def pages(shared: Path) -> Iterator[list[tuple[str, bool]]]:
    """The blocks of the pages beside the project, each with whether the article as it is read has it."""
    from press_briefing import read
    from press_briefing.read.html import blocks
    from press_briefing.read.markup import tree_of
    from press_briefing.read.page import words

    for path in sorted((shared / "html").rglob("*.html")):
        article, body = read(path), tree_of(path.read_text(encoding="utf-8", errors="replace")).find("body")
        there = " ".join(words(article.text))
        texts = [" ".join(text.split()) for _, text in blocks(body)] if body is not None else []
        told = [(text, " ".join(words(text)) not in there) for text in texts if words(text)]
        inside = [number for number, (_, page) in enumerate(told) if not page]
        yield told[max(0, inside[0] - 12):inside[-1] + 12] if inside else []


def rows_of(told: Sequence[tuple[str, bool]]) -> Iterator[Row]:
    """The features of each line that may be judged, and whether it is the page's."""
    lines = [Line(text) for text, _ in told]
    rules = [furniture_rule(line.text) for line in lines]
    place = place_of(lines, rules)
    for number in candidates(lines, rules, place):
        yield features(lines, rules, place, number), told[number][1]


def fitted(rows: Sequence[Row], names: Sequence[str]) -> dict[str, float]:
    """The weight of each feature, by gradient descent with a momentum; both kinds of lines weigh the same."""
    index = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(rows), len(names)))
    for number, (told, _) in enumerate(rows):
        for name, value in told.items():
            if name in index:
                table[number, index[name]] = value
    table[:, index["bias"]] = 1.0
    page = np.array([float(page) for _, page in rows])
    share = np.where(page == 1, 0.5 / page.sum(), 0.5 / (len(page) - page.sum()))
    weights, moved = np.zeros(len(names)), np.zeros(len(names))
    for _ in range(STEPS):
        wrong = (1 / (1 + np.exp(-table @ weights)) - page) * share
        moved = 0.9 * moved - RATE * (table.T @ wrong + STRENGTH / len(rows) * weights)
        weights += moved
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True) if abs(weight) > 0.02}


def main() -> None:
    """Train, write, and say how the held half does."""
    shared = Path(sys.argv[1])
    seen, held = furniture()
    dice = random.Random(1)
    _, bodies = articles(shared)
    rows = [row for _ in range(TURNS) for body in bodies for row in rows_of(list(dirtied(body, seen, dice)))]
    rows += [row for told in pages(shared) for row in rows_of(told)]
    common = Counter(name for told, page in rows for name in told if page and name.startswith("word:"))
    lines = Counter(f"word:{word}" for site in seen.values() for _, text in site for word in set(_words(text)))
    words = [name for name, count in common.items() if count >= LEAST and lines[name] > 1]
    forms = sorted({name for told, _ in rows for name in told if not name.startswith("word:")})
    weights = fitted(rows, ["bias", *forms, *sorted(words)])
    OUT.parent.mkdir(exist_ok=True)
    told = {"out": 0.6, "unsure": 0.5, "weights": weights}
    OUT.write_text(json.dumps(told, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(rows)} lines, {len(weights)} weights; sites trained on: {', '.join(seen)}\n")
    report(articles(shared)[0], seen, "seen")
    report(articles(shared)[0], held, "held")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", key(text))


def report(bodies: Sequence[Sequence[str]], sites: Furniture, name: str) -> None:
    """Shares of furniture taken out and of article lines lost, at several probabilities, and exact articles."""
    from press_briefing.clean.likely import probability

    dice = random.Random(3)
    docs = [list(dirtied(body, sites, dice)) for body in bodies for _ in range(2)]
    told = [[(probability(features), page) for features, page in rows_of(doc)] for doc in docs]
    for least in (0.5, 0.7, 0.8, 0.9, 0.95):
        page = [score >= least for doc in told for score, page in doc if page]
        lost = [score >= least for doc in told for score, page in doc if not page]
        exact = sum(all((score >= least) == page for score, page in doc) for doc in told) / len(told)
        sys.stdout.write(f"{name} {least}: out {np.mean(page):.3f} of {len(page)}, lost {sum(lost)} of {len(lost)}, "
                         f"documents right {exact:.3f}\n")


if __name__ == "__main__":
    main()
