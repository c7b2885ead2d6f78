"""Our tone against textblob-fr, vaderSentiment-fr and AFINN, on the same sentences, with confusion tables.

    python benchmarks/tone.py [--peers PYTHON] [--news FILE.jsonl] [--tweets FILE.tsv]

News: the 200 annotated sentences beside the project. Tweets: XLM-T's French validation set, a foreign domain.
`--peers`: an interpreter in which `textblob-fr`, `vaderSentiment-fr` and `afinn` are installed; they are no dependency
of the project. What is missing is said and left out. Peers are shown with their usual cut-offs and with the best ones
for these very sentences, which flatters them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
LABELS = ("negative", "neutral", "positive")
USUAL = 0.05  # VADER's own advice for its compound score; textblob gives none
AFINN_USUAL = 1.0  # AFINN counts whole points
# Four sentences of the reference article's kind on which lists of words fail, restated; and what must not be said.
TRAPS = (
    ("Un régime installé au nom de la lutte contre le terrorisme.", ("positive",)),
    ("Née de la promesse de restaurer la sécurité, la junte gouverne.", ("positive",)),
    ("Le pays n’a pas regagné un mètre de sécurité durable.", ("positive", "neutral")),
    ("Tout cela ne semble plus crédible.", ("positive", "neutral")),
)

Rows = list[tuple[str, str]]  # text and true label
Confusion = Counter[tuple[str, str]]


def news(path: Path) -> Rows:
    """The annotated news sentences: JSON lines with `text` and `valence`."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [(row["text"], row["valence"]) for row in rows]


def tweets(path: Path) -> Rows:
    """Tweets: label, tab, text."""
    lines = (line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line)
    return [(text, label) for label, text in lines if label in LABELS]


def ours(texts: Sequence[str]) -> list[str]:
    """What this package says of each text: one sentence its valence, several the sign of their sum."""
    from press_briefing import Article, analyse
    from press_briefing.model.errors import SourceError

    def told(text: str) -> str:
        try:
            found = analyse(Article.from_text(text, verbatim=True)).tone.sentences
        except SourceError:  # a tweet of signs only
            return "neutral"
        score = sum(row.score for row in found)
        most = Counter(row.valence for row in found).most_common(1)[0][0] if found else "neutral"
        return most if len(found) == 1 or not score else "negative" if score < 0 else "positive"

    return [told(text) for text in texts]


def scorers() -> dict[str, Callable[[str], float] | str]:
    """The peers installed here, each as a function from text to score, or why it is missing."""
    found: dict[str, Callable[[str], float] | str] = {}
    for name, make in (("textblob-fr", _textblob), ("vaderSentiment-fr", _vader), ("AFINN", _afinn)):
        try:
            found[name] = make()
        except Exception as error:  # whatever a peer raises on import is told, not hidden
            found[name] = f"{type(error).__name__}: {error}"
    return found


def _textblob() -> Callable[[str], float]:
    from textblob import TextBlob
    from textblob_fr import PatternAnalyzer, PatternTagger

    tagger, analyser = PatternTagger(), PatternAnalyzer()
    return lambda text: float(TextBlob(text, pos_tagger=tagger, analyzer=analyser).sentiment[0])


def _vader() -> Callable[[str], float]:
    from vaderSentiment_fr.vaderSentiment import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()
    return lambda text: float(analyser.polarity_scores(text)["compound"])


def _afinn() -> Callable[[str], float]:
    from afinn import Afinn

    try:
        return Afinn(language="fr").score
    except KeyError:
        raise LookupError("the afinn installed has no French list") from None


def peers(python: str, texts: Sequence[str]) -> dict[str, list[float] | str]:
    """The peers' scores of each text, from the interpreter that has them."""
    done = subprocess.run(
        [python, __file__, "--serve"], input=json.dumps(list(texts)), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def serve() -> None:
    """The other side of `peers`: texts in, scores out, as JSON."""
    texts = json.loads(sys.stdin.read())
    scores = {
        name: score if isinstance(score, str) else [score(text) for text in texts] for name, score in scorers().items()
    }
    print(json.dumps(scores))


def cut(scores: Sequence[float], low: float, high: float) -> list[str]:
    """Labels from scores: negative up to `low`, positive from `high`."""
    return ["negative" if score <= low else "positive" if score >= high else "neutral" for score in scores]


def best(scores: Sequence[float], gold: Sequence[str]) -> list[str]:
    """The labels of the cut-offs that fit `gold` best, of those between the tenths of the scores."""
    ranked = sorted(scores)
    steps = [ranked[round(share * (len(ranked) - 1) / 20)] for share in range(21)]
    cuts = [(low, high) for low, high in product(steps, steps) if low < high]
    return max((cut(scores, *pair) for pair in cuts), key=lambda told: macro(confusion(gold, told)), default=list(gold))


def confusion(gold: Sequence[str], told: Sequence[str]) -> Confusion:
    """How often each true label was told as each."""
    return Counter(zip(gold, told, strict=True))


def macro(table: Confusion) -> float:
    """The mean of the three labels' F1."""
    return sum(f1(table, label) for label in LABELS) / len(LABELS)


def f1(table: Confusion, label: str) -> float:
    """Harmonic mean of precision and recall of one label."""
    both = sum(count for (true, told), count in table.items() for one in (true, told) if one == label)
    return 2 * table[label, label] / both if both else 0.0


def show(name: str, table: Confusion) -> None:
    """A line of figures, then the confusion table: true labels down, told labels across."""
    right = sum(table[label, label] for label in LABELS) / max(1, table.total())
    print(
        f"{name:34} macro-F1 {macro(table):.3f}   accuracy {right:.3f}   "
        + "  ".join(f"{label} {f1(table, label):.2f}" for label in LABELS)
    )
    for true in LABELS:
        print(" " * 6 + f"{true:10}" + "".join(f"{table[true, told]:6}" for told in LABELS))


def compare(title: str, rows: Rows, python: str | None) -> None:
    """Everybody on the same rows."""
    texts, gold = [text for text, _ in rows], [label for _, label in rows]
    print(f"\n{title}: {len(rows)} texts {dict(Counter(gold))}; tables: true down, told across, {' '.join(LABELS)}")
    show("press-briefing", confusion(gold, ours(texts)))
    for name, scores in (peers(python, texts) if python else {}).items():
        if isinstance(scores, str):
            print(f"{name:34} not available here: {scores}")
            continue
        usual = AFINN_USUAL if name == "AFINN" else USUAL
        show(f"{name}, usual cut-offs", confusion(gold, cut(scores, -usual, usual)))
        show(f"{name}, cut-offs fitted here", confusion(gold, best(scores, gold)))


def traps(python: str | None) -> None:
    """The sentences on which lists of words fail: which of them each passes."""
    texts = [text for text, _ in TRAPS]
    answers = {"press-briefing": ours(texts)}
    for name, scores in (peers(python, texts) if python else {}).items():
        if not isinstance(scores, str):
            usual = AFINN_USUAL if name == "AFINN" else USUAL
            answers[name] = cut(scores, -usual, usual)
    print("\nTraps passed (of four)")
    for name, told in answers.items():
        passed = [label not in wrong for label, (_, wrong) in zip(told, TRAPS, strict=True)]
        print(f"{name:34} {sum(passed)}   {' '.join(told)}")


def main() -> None:
    """Read the arguments, compare on news and on tweets, then the traps."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", help="an interpreter with the peers installed")
    parser.add_argument("--news", type=Path, default=SHARED / "tone" / "sentences.jsonl")
    parser.add_argument("--tweets", type=Path, default=SHARED / "tone" / "xlmt_french.val.tsv")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.serve:
        serve()
        return
    os.environ.setdefault("PRESS_BRIEFING_CACHE", "none")
    compare("News", news(chosen.news), chosen.peers)
    compare("Tweets (a foreign domain)", tweets(chosen.tweets), chosen.peers)
    traps(chosen.peers)


if __name__ == "__main__":
    main()
