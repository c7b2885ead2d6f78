"""Our French pipeline beside spaCy's stock French with simplemma, and any installed `fr_core_news_*`.

    python benchmarks/language.py [--data FOLDER] [--articles FOLDER]

Each runs in a process of its own, on one core: seconds to import spaCy, to load the pipeline and to read a first
sentence, words a second (best of three passes), peak memory, then scores on the treebanks' dev sets where FOLDER has
them (see training/README.md). Seconds are processor time, which a busy machine does not stretch; the best of three
processes counts. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TRAINING = HERE.parent / "training"
PASSES, PROCESSES = 3, 3
ONE_CORE = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "BLIS")}
ROWS = {
    "import": "import spacy, s",
    "load": "load the pipeline, s",
    "first": "first sentence, s",
    "speed": "words a second, one core",
    "memory": "peak memory, MiB",
    "tokens_sequoia": "token F1, Sequoia dev",
    "tokens_gsd": "token F1, GSD dev",
    "upos": "UPOS, Sequoia dev",
    "lemmas": "lemmas, Sequoia dev",
    "uas": "UAS, Sequoia dev",
    "las": "LAS, Sequoia dev",
    "names": "names F1, Sequoia dev",
}


def main() -> None:
    """Measure each contender in turn and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared", help="treebanks/ and ner/")
    parser.add_argument("--articles", type=Path, default=HERE.parent / "data" / "articles", help="texts for the speed")
    parser.add_argument("--only", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(measure(options.only, options.articles, options.data)))
        return
    contenders = ["fr_press", "stock fr + simplemma", *installed()]
    print(table({name: _best(name, options) for name in contenders}))


def installed() -> list[str]:
    """Names of the `fr_core_news_*` and `fr_dep_news_*` packages installed here."""
    names = {str(found.metadata["Name"]).replace("-", "_") for found in distributions()}
    return sorted(name for name in names if name.startswith(("fr_core_news", "fr_dep_news")))


def _in_own_process(name: str, options: argparse.Namespace) -> dict[str, Any]:
    folders = ["--data", str(options.data), "--articles", str(options.articles)]
    command = [sys.executable, __file__, "--only", name, *folders]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **ONE_CORE}, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _best(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """Scores and speed once, the seconds of the quickest of a few processes."""
    whole = _in_own_process(name, options)
    no_data = argparse.Namespace(articles=Path("nowhere"), data=Path("nowhere"))
    runs = [whole, *(_in_own_process(name, no_data) for _ in range(PROCESSES - 1))]
    return {**whole, **{key: min(run[key] for run in runs) for key in ("import", "load", "first")}}


def measure(name: str, articles: Path, data: Path) -> dict[str, Any]:
    """Every figure of one contender, in this process."""
    begin = time.process_time()
    import spacy

    imported = time.process_time()
    nlp, read = _reader(name, spacy)
    loaded = time.process_time()
    read("Le ministre a parlé.")
    first = time.process_time()
    found = {"import": imported - begin, "load": loaded - imported, "first": first - loaded}
    texts = [path.read_text(encoding="utf-8") for path in sorted(articles.glob("*.txt"))]
    if texts:
        found["speed"] = round(max(_speed(read, texts) for _ in range(PASSES)))
    found["memory"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return {**{key: round(value, 2) for key, value in found.items()}, **scores(nlp, read, name, data)}


def _reader(name: str, spacy: Any) -> tuple[Any, Any]:
    """The pipeline, and a function from a text to a `Doc` with all that the contender can tell."""
    if name == "fr_press":
        pipeline = spacy.load(HERE.parent / "src" / "press_briefing" / "models" / "fr_press")
        from press_briefing.accelerate.reading.quick import QuickReader

        quick = QuickReader(pipeline)
        return pipeline, lambda text: quick(pipeline.make_doc(text))  # as `analyse` does
    if not name.startswith("stock"):
        pipeline = spacy.load(name)
        return pipeline, pipeline
    import simplemma

    stock = spacy.blank("fr")
    stock.add_pipe("sentencizer")

    def read(text: str) -> Any:
        doc = stock(text)
        for token in doc:
            token.lemma_ = simplemma.lemmatize(token.text, lang="fr")
        return doc

    return stock, read


def _speed(read: Any, texts: list[str]) -> float:
    begin = time.process_time()
    words = sum(sum(not token.is_space for token in read(text)) for text in texts)
    return words / (time.process_time() - begin)


def scores(nlp: Any, read: Any, name: str, data: Path) -> dict[str, float]:
    """Scores on the dev sets; nothing where there are none. Stock French has no parse and no names to score."""
    if not (data / "treebanks").is_dir():
        return {}
    sys.path.insert(0, str(TRAINING))
    import bio
    import conllu
    from scores import name_scores, parse_scores, token_f1

    sequoia = list(conllu.read_trees(data / "treebanks/fr_sequoia-ud-dev.conllu"))
    gsd = list(conllu.read_trees(data / "treebanks/fr_gsd-ud-dev.conllu"))
    parse = parse_scores(read, sequoia)
    found = {
        "tokens_sequoia": token_f1(nlp.make_doc, sequoia),
        "tokens_gsd": token_f1(nlp.make_doc, gsd),
        "lemmas": parse["lemmas"],
    }
    if name.startswith("stock"):
        return found
    names = name_scores(nlp, list(bio.read_bio(data / "ner/sequoia.dev_noemea.bio")))
    return {**found, **{key: parse[key] for key in ("upos", "uas", "las")}, "names": names["f1"]}


def table(found: dict[str, dict[str, Any]]) -> str:
    """Markdown: a row a figure, a column a contender."""
    lines = ["| | " + " | ".join(found) + " |", "|---|" + "---:|" * len(found)]
    for key, title in ROWS.items():
        if any(key in row for row in found.values()):
            lines.append(f"| {title} | " + " | ".join(str(row.get(key, "-")) for row in found.values()) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
