"""Which lines of a capture are the page's: the conditional random field of `press_briefing.capture.clean.likely`.

    python training/lines.py train SHARED          # the folder beside the project; writes models/lines/weights.json
    python training/lines.py score SHARED          # shipped weights on the furniture held back, as score.py counts
    python training/lines.py kinds SHARED          # trained anew without each fifth of the sites, scored on that fifth

Articles of `corpus/bbc-afrique.jsonl` that the scorer of cleaning does not use, and the pages of `html/`, are dirtied
with the furniture of `lines/*.txt` and with short lines that articles have (`lines/kept/*.txt`), all made up for it.
`HELD` sites, drawn by chance, are never trained on. Only weights of features and words are kept: no line of anybody's.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from press_briefing import Article
from press_briefing.capture.clean import judge, likely
from press_briefing.capture.clean.byline import is_byline
from press_briefing.capture.clean.draft import Line
from press_briefing.capture.clean.furniture import listed
from press_briefing.capture.clean.likely import ABOVE, BELOW, LABELS, TEXT, TITLE, WITHIN
from press_briefing.capture.clean.line_features import features, page_of
from press_briefing.model.typography import key

HERE = Path(__file__).parent
OUT = HERE.parent / "src/press_briefing/models/lines/weights.json"
SCORED = 120  # articles without furniture of their own that the scorer takes: none of them is trained on
HELD, SEED = 18, 24  # sites held back, and what draws them
TURNS = 6  # times each article is dirtied
OWN_TITLE = 0.25  # of captures with a short title that says little of the text
SITES = 2  # sites whose furniture has a word, without which the word has no weight
L1, L2, ROUNDS = 0.02, 0.3, 150
LEAST = 0.02  # of a weight that is kept
UNLISTED = 0.4  # of captures in which the lists know nothing, so that they are not all that is leant on
WORDED = ("word:", "stem:", "begins:", "ends:", "pair:")
NAMES = (
    "Odile Karim Awa Jean-Luc Fatou Noémie Ousmane Claire Mehdi Solange Thierno Élodie".split(),
    "Sarrazin Lesueur Diallo Kerdrel Ndiaye Belkacem Vauthier Traoré Montel Rakoto".split(),
)
TOWNS = "Lorient Kayes Sfax Épinal Namur Thiès Sherbrooke Vevey Douala Annecy Ségou Tulle".split()
DAYS = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
# What the scorer passes over: articles whose text has furniture of its own.
OWN = re.compile(
    r"\blire (aussi|également|plus)|\b[àa] lire|lisez aussi|regarde[rz]|écoute[rz]|crédit photo|légende|"
    r"lecture|partage[rz]|newsletter|cookies|abonne|publié le|mis à jour|copyright|©|podcast|vidéo|"
    r"cliquez|recevoir|inscri|minutes?\b",
    re.I,
)
Site = list[tuple[str, str]]
Told = list[tuple[str, str]]  # (line, its label)


def main() -> None:
    """Do what is asked for."""
    what, shared = sys.argv[1], Path(sys.argv[2])
    {"train": train, "score": score, "kinds": kinds}[what](shared)


# -- what is trained on ------------------------------------------------------------------------


def sites(folder: Path) -> dict[str, Site]:
    """(place, line) by site; a place is +, = or -. Who signs is the article's, wherever it stands."""
    return {
        path.stem: [
            (line[0], line[2:])
            for line in path.read_text(encoding="utf-8").splitlines()
            if line[:2] in ("+ ", "- ", "= ") and not (folder.name == "lines" and is_byline(line[2:]))
        ]
        for path in sorted(folder.glob("*.txt"))
    }


def parted(folder: Path, held: int) -> tuple[dict[str, Site], dict[str, Site]]:
    """(trained on, held back); a line held back that a site trained on has too is in neither score."""
    told = sites(folder)
    back = set(random.Random(SEED).sample(sorted(told), held))
    seen = {name: site for name, site in told.items() if name not in back}
    known = {key(line) for site in seen.values() for _, line in site}
    return seen, {name: [one for one in told[name] if key(one[1]) not in known] for name in sorted(back)}


def articles(shared: Path) -> tuple[list[list[str]], list[list[str]]]:
    """(those the scorer uses, which have no furniture of their own, the others)."""
    rows = [json.loads(line) for line in (shared / "corpus/bbc-afrique.jsonl").read_text(encoding="utf-8").splitlines()]
    scored = [row for row in rows if not OWN.search(row["text"])][:SCORED]
    return [paragraphs(row) for row in scored], [paragraphs(row) for row in rows if row not in scored]


def paragraphs(row: dict[str, str], most: int = 3) -> list[str]:
    """The title and the paragraphs of an article, cut where it is one long line."""
    parts = [part for part in re.split(r"\n+|(?<=[.!?»])\s{2,}", row["text"]) if part.strip()]
    if len(parts) == 1:
        sentences = re.split(r"(?<=[.!?])\s+(?=[A-ZÀÉÈÎÔ«])", row["text"])
        parts = [" ".join(sentences[at : at + most]) for at in range(0, len(sentences), most)]
    return [row["title"], *parts]


def filled(line: str, dice: random.Random) -> str:
    """A line with numbers, names, days and towns in its blanks."""
    values = {
        "n": lambda: str(dice.choice((dice.randint(2, 14), dice.randint(15, 99), dice.randint(100, 4000)))),
        "p": lambda: " ".join(dice.choice(part) for part in NAMES),
        "v": lambda: dice.choice(TOWNS),
        "j": lambda: dice.choice(DAYS),
        "h": lambda: f"{dice.randint(0, 23)}h{dice.randint(0, 59):02}",
        "d": lambda: f"{dice.randint(2, 28)} {dice.choice(MONTHS)} {dice.randint(2011, 2025)}",
    }
    return re.sub(r"\{([npvjhd])\}", lambda blank: values[blank[1]](), line)


def drawn(told: dict[str, Site], place: str, count: int, dice: random.Random) -> list[str]:
    """`count` lines of a place, of one site in a row, or of two mixed."""
    names = dice.sample(sorted(told), min(len(told), dice.choice((1, 1, 2, 6))))
    lines = [line for name in names for mark, line in told[name] if mark == place]
    start = dice.randint(0, max(0, len(lines) - count))
    found = lines[start : start + count] if dice.random() < 0.5 else dice.sample(lines, min(count, len(lines)))
    return [filled(line, dice) for line in found]


def body_of(article: Sequence[str], kept: dict[str, Site], dice: random.Random) -> Told:
    """The lines of an article with short ones of its own: kickers, standfirsts, headings, items, who signs, closers."""
    few = article[: dice.choice((2, 4, 8, 99, 99))]
    told: Told = [(filled(dice.choice(titles()), dice) if dice.random() < OWN_TITLE else few[0], TITLE)]
    if dice.random() < 0.2:
        above = drawn(kept, "+", 1, dice) if dice.random() < 0.5 else [_kicker(few, dice)]
        told = [(line, TEXT) for line in above] + told
    if dice.random() < 0.3:
        told += [(line, TEXT) for line in drawn(kept, "+", dice.randint(1, 2), dice)]
    for paragraph in few[1:]:
        if dice.random() < 0.15:
            told += [(line, TEXT) for line in drawn(kept, "=", dice.choice((1, 1, 1, 4)), dice)]
        sentences = re.split(r"(?<=[.!?])\s+(?=[A-ZÀÉÈÎÔ«])", paragraph)
        told += [(one, TEXT) for one in (sentences if dice.random() < 0.25 else [paragraph]) if one.strip()]
    if dice.random() < 0.4:
        told += [(line, TEXT) for line in drawn(kept, "-", dice.choice((1, 1, 1, 2, 4)), dice)]
    return told


@cache
def titles() -> list[str]:
    """Short titles that say little of their text."""
    return [
        line[2:] for line in (HERE / "lines/titles.md").read_text(encoding="utf-8").splitlines() if line[:2] == "- "
    ]


def _kicker(article: Sequence[str], dice: random.Random) -> str:
    """A name that the article has, as it stands above titles: « Mali », « Sahel »."""
    names = re.findall(r"(?<=[a-zé'’,] )[A-ZÉ]\w{3,}", " ".join(article[1:]))
    return dice.choice(names or ["Reportage"])


def dirtied(article: Sequence[str], told: dict[str, Site], kept: dict[str, Site], dice: random.Random) -> Told:
    """An article with furniture above, within and below it; once, twice, or after a copy without line ends."""
    body = body_of(article, kept, dice)
    if dice.random() < 0.25:
        cut = dice.randint(2, max(2, len(body) - 1))
        body[cut:cut] = [(line, WITHIN) for line in drawn(told, dice.choice("=-"), dice.choice((1, 1, 2)), dice)]
    shape = dice.random()
    if shape < 0.15:
        body = [(" ".join(line for line, label in body if label in (TITLE, TEXT)), TITLE), *_untitled(body)]
    elif shape < 0.3:
        body = [*body, *body]
    above = drawn(told, "+", dice.choice((0, 0, 1, 2, 3, 5)), dice)
    below = drawn(told, "-", dice.choice((0, 0, 1, 2, 3, 4, 8, 14)), dice)
    lines = [(line, ABOVE) for line in above] + body + [(line, BELOW) for line in below]
    if dice.random() < 0.15 and shape >= 0.15:  # the title stands where the page puts it: between its lines
        place = next(number for number, (_, label) in enumerate(lines) if label == TITLE)
        lines.insert(dice.randint(0, place), lines.pop(place))
        more = drawn(told, "+", dice.randint(1, 2), dice)
        place = next(number for number, (_, label) in enumerate(lines) if label == TITLE)
        lines[place + 1 : place + 1] = [(line, ABOVE) for line in more]
    return lines


def _untitled(body: Told) -> Told:
    return [one for one in body if one[1] != TITLE]


def pages(shared: Path) -> Iterator[Told]:
    """The blocks of the pages beside the project, each with whether the article as it is read has it."""
    from press_briefing import read
    from press_briefing.capture.read.html import blocks
    from press_briefing.capture.read.markup import tree_of
    from press_briefing.capture.read.page import words

    for path in sorted((shared / "html").rglob("*.html")):
        article, root = read(path), tree_of(path.read_text(encoding="utf-8", errors="replace")).find("body")
        there = " ".join(words(article.text))
        texts = [" ".join(text.split()) for _, text in blocks(root)] if root is not None else []
        told = [(text, " ".join(words(text)) in there) for text in texts if words(text)]
        inside = [number for number, (text, own) in enumerate(told) if own and len(words(text)) > 12]
        if inside:
            first, last = inside[0], inside[-1]
            yield [
                (text, TITLE if own and words(text) == words(article.title or "") else TEXT if own else where)
                for number, (text, own) in enumerate(told[max(0, first - 25) : last + 25], max(0, first - 25))
                for where in [ABOVE if number < first else BELOW if number > last else WITHIN]
            ]


def rows_of(told: Told, dice: random.Random | None = None) -> tuple[list[dict[str, float]], list[str]]:
    """The features and the label of each line."""
    lines = [Line(text) for text, _ in told]
    rules = [""] * len(lines) if dice and dice.random() < UNLISTED else listed(lines)
    page = page_of(lines, rules)
    return [features(page, number) for number in range(len(lines))], [label for _, label in told]


# -- training ------------------------------------------------------------------------------------


def fitted(
    bodies: Sequence[Sequence[str]], told: dict[str, Site], kept: dict[str, Site], shared: Path
) -> likely.LineWeights:
    """The weights learnt from articles dirtied with the furniture of these sites."""
    import pycrfsuite

    dice = random.Random(1)
    captures = [dirtied(body, told, kept, dice) for _ in range(TURNS) for body in bodies]
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": L1, "c2": L2, "max_iterations": ROUNDS, "feature.possible_transitions": False})
    common = _common([told, kept])
    for capture in [*captures, *pages(shared)]:
        rows, labels = rows_of(capture, dice)
        trainer.append(
            [[name for name in row if not name.startswith(WORDED) or name in common] for row in rows], labels
        )
    trainer.train(str(HERE / "lines.crfsuite"))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(HERE / "lines.crfsuite"))
    info = tagger.info()
    tagger.close()
    (HERE / "lines.crfsuite").unlink()
    return _weights(info)


def _common(groups: Sequence[dict[str, Site]]) -> set[str]:
    """Wordings that several sites have: what one has alone says nothing of the next."""
    counts: Counter[str] = Counter()
    for group in groups:
        for site in group.values():
            lines = [Line(filled(line, random.Random(0))) for _, line in site]
            page = page_of(lines, [""] * len(lines))
            counts.update({name for number in range(len(lines)) for name in features(page, number)})
    return {name for name, count in counts.items() if name.startswith(WORDED) and count >= SITES}


def _weights(info: object) -> likely.LineWeights:
    states: dict[str, list[float]] = {}
    for (name, label), weight in info.state_features.items():  # type: ignore[attr-defined]
        states.setdefault(name, [0.0] * len(LABELS))[LABELS.index(label)] = round(weight, 2)
    steps = [[-6.0] * len(LABELS) for _ in LABELS]  # of what never came one after the other
    for (one, other), weight in info.transitions.items():  # type: ignore[attr-defined]
        steps[LABELS.index(one)][LABELS.index(other)] = round(weight, 2)
    kept = {name: tuple(row) for name, row in sorted(states.items()) if max(map(abs, row)) >= LEAST}
    return likely.LineWeights(kept, tuple(map(tuple, steps)))


def train(shared: Path) -> None:
    """Train on the sites not held back, write the weights, and score."""
    told, _ = parted(HERE / "lines", HELD)
    kept, _ = parted(HERE / "lines" / "kept", 2)
    known = fitted(articles(shared)[1], told, kept, shared)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    rows = ",\n".join(f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(row)}" for name, row in known.states.items())
    OUT.write_text(f'{{"steps":{json.dumps(known.steps)},\n"states":{{\n{rows}\n}}}}\n', encoding="utf-8")
    likely.weights.cache_clear()
    sys.stdout.write(f"{len(known.states)} features; {OUT.stat().st_size} bytes\n")
    score(shared)


# -- scores --------------------------------------------------------------------------------------


def score(shared: Path) -> None:
    """Articles right to the word with furniture seen and held back, by the lists alone and with the weights."""
    bodies = articles(shared)[0]
    for name, told in zip(("seen", "held"), parted(HERE / "lines", HELD), strict=True):
        exact, page, lost = right(bodies, told, name == "seen")
        sys.stdout.write(
            f"{name}: articles right {exact:.3f}; furniture left {page} lines; article lines lost {lost}\n"
        )


def kinds(shared: Path) -> None:
    """Each fifth of the sites trained without and scored on; the sites of `HELD` stand aside."""
    bodies, others = articles(shared)
    told, _ = parted(HERE / "lines", HELD)
    kept, _ = parted(HERE / "lines" / "kept", 2)
    names = sorted(told)
    random.Random(5).shuffle(names)
    for fold in range(5):
        back = set(names[fold::5])
        known = fitted(others, {name: told[name] for name in names if name not in back}, kept, shared)
        judge.weights = lambda known=known: known  # type: ignore[assignment]
        exact, page, lost = right(bodies, {name: told[name] for name in back}, True)
        sys.stdout.write(f"without {', '.join(sorted(back))}: right {exact:.3f}, left {page}, lost {lost}\n")
        sys.stdout.flush()


def right(bodies: Sequence[Sequence[str]], told: dict[str, Site], show: bool) -> tuple[float, int, int]:
    """(share of articles recovered to the word, lines left, lines lost), dirtied as the scorer of cleaning does it."""
    dice = random.Random(1)
    above, below = ([line for site in told.values() for mark, line in site if mark == place] for place in "+-")
    exact = left = lost = 0
    for body in bodies:
        top = [filled(line, dice) for line in dice.sample(above, dice.randint(0, 3))]
        end = [filled(line, dice) for line in dice.sample(below, dice.randint(0, 4))]
        shape = dice.choice(("once", "run-on", "twice", "once"))
        copies = {
            "once": [*body],
            "run-on": [" ".join(body), *body[1:]],
            "twice": [*body, *body],
        }[shape]
        text = Article.from_text("\n".join([*top, *copies, *end])).text
        cleaned, wanted = Counter(_words(text)), Counter(_words("\n".join(body)))
        exact += cleaned == wanted
        found = {key(line) for line in text.split("\n")}
        stays = [line for line in (*top, *end) if key(line) in found]
        gone = [line for line in body if key(line) not in key(text)]
        left, lost = left + len(stays), lost + len(gone)
        if show and cleaned != wanted:
            sys.stderr.write(f"{shape}: left {stays} lost {[line[:70] for line in gone]}\n")
    return exact / len(bodies), left, lost


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", key(text))


if __name__ == "__main__":
    main()
