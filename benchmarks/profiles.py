"""The profiles `precise` and `fast` side by side, and an earlier checkout where one is named: time, memory, size.

    python benchmarks/profiles.py [--article FILE] [--rounds 7] [--before CHECKOUT]

Analysis of an article of some 800 words in a process of its own and on one thread, processor seconds: load after
`import spacy`, first analysis, and the median of further ones. A single build by the command line, wall and processor
seconds, in turn. Saved analyses are off. The last lines are ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = 800
PROFILES = ("precise", "fast")
ONE_CORE = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "BLIS")}
BEFORE = "before"


def main() -> None:
    """Measure in turn, print a table and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--article", type=Path, default=ROOT / "data/articles/conseil-de-securite.txt")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--before", type=Path, help="a checkout to compare with, read with its own code")
    parser.add_argument("--only", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(analysed(options.article, options.only)))
        return
    sides = [*PROFILES, *([BEFORE] if options.before else [])]
    rows: dict[str, list[dict[str, float]]] = {side: [] for side in sides}
    for _ in range(options.rounds):
        for side in sides:
            rows[side].append({**_analysis(side, options), **_build(side, options)})
    for name in rows[sides[0]][0]:
        print(f"{name:34}", *(f"{side} {_median(rows[side], name):8.3f}" for side in sides))
    for side in sides[1:]:
        for name in ("analysis, s", "build, wall s", "build, processor s"):
            print(f"ratio precise/{side} {name}={_median(rows['precise'], name) / _median(rows[side], name):.3f}")


def _median(rows: list[dict[str, float]], name: str) -> float:
    return statistics.median(row[name] for row in rows)


def _environment(side: str, options: argparse.Namespace) -> dict[str, str]:
    home = options.before if side == BEFORE else ROOT
    settings = {} if side == BEFORE else {"PRESS_BRIEFING_SETTINGS": json.dumps({"profile": side})}
    return {**os.environ, **ONE_CORE, **settings, "PYTHONPATH": str(home / "src"), "PRESS_BRIEFING_CACHE": "none"}


def _analysis(side: str, options: argparse.Namespace) -> dict[str, float]:
    command = [sys.executable, __file__, "--only", side, "--article", str(options.article)]
    done = subprocess.run(command, capture_output=True, text=True, env=_environment(side, options), check=True)
    return json.loads(done.stdout.splitlines()[-1])


def analysed(path: Path, side: str) -> dict[str, float]:
    """What one process takes to load and to analyse the first `WORDS` words of a file."""
    import spacy  # noqa: F401  its import is no part of the load

    from press_briefing import Article, analyse
    from press_briefing.analyse import language
    from press_briefing.model.settings import Settings

    settings = Settings.current()
    text = " ".join(path.read_text(encoding="utf-8").split(" ")[:WORDS])
    article = Article.from_text(text)
    begun = time.process_time()
    language.load(settings.model)
    if side == "precise":
        language.load_encoder(settings.model)
    loaded = time.process_time()
    analyse(article, settings=settings)
    first = time.process_time()
    times = []
    for _ in range(9):
        start = time.process_time()
        analyse(article, settings=settings)
        times.append(time.process_time() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "load, s": loaded - begun,
        "first analysis, s": first - loaded,
        "analysis, s": statistics.median(times),
        "peak memory, MiB": memory,
    }


def _build(side: str, options: argparse.Namespace) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "press_briefing", "build", str(options.article), "--out", out]
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, capture_output=True, env=_environment(side, options), check=True)
        wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"build, wall s": wall, "build, processor s": used}


if __name__ == "__main__":
    main()
