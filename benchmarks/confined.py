"""What the child that reads costs: one briefing, and articles one after the other, with it and in the caller's process.

    python benchmarks/confined.py [SOURCE] [--rounds 5] [--articles 40] [--corpus ARTICLES.jsonl]

The same Python each time, once as it comes and once inside `confined.in_place()`: `build(SOURCE)` whole, then so many
articles read and analysed one after the other, as a press review and `run-due` do (the workers of a batch are such
children already, with or without). Rounds alternate. CPU is that of all processes, which other work on the machine
changes less than the clock; memory is the highest sum of proportional set sizes, sampled while it runs. Without
`--corpus` the articles are the demonstration articles over and over. Saved analyses are off.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from single import Cost, Peak, environments, fresh, median, ran

ROOT = Path(__file__).resolve().parent.parent
WAYS = {"in a child": "contextlib.nullcontext()", "in place": "confined.in_place()"}
BEGIN = "import contextlib, json, sys\nfrom pathlib import Path\nfrom press_briefing import confined\n"
WORK = {
    "one briefing": "from press_briefing import build\nwith {way}:\n    build(sys.argv[1], out='out')\n",
    "articles": (
        "from press_briefing.capture.read import Capture\nfrom press_briefing.model.settings import Settings\n"
        "settings = Settings(profile='fast')\nwith {way}, confined.keeping(settings):\n"
        "    for number, text in enumerate(json.loads(Path(sys.argv[1]).read_text(encoding='utf-8'))):\n"
        "        with confined.reading(settings) as reader:\n"
        "            capture = Capture(f'{{number}}.txt', text.encode(), f'{{number}}.txt')\n"
        "            confined.understand(capture, None, settings, reader=reader)\n"
    ),
}


def texts(corpus: Path | None, number: int) -> list[str]:
    """So many texts, those of the file or of the demonstration articles, from the start again when there are fewer."""
    if corpus is None:
        told = [path.read_text(encoding="utf-8-sig") for path in sorted((ROOT / "data" / "articles").glob("*.txt"))]
    else:
        told = [json.loads(line)["text"] for line in corpus.read_text(encoding="utf-8").splitlines()]
    return [told[at % len(told)] for at in range(number)]


def measured(code: str, source: str, folder: Path, environment: Mapping[str, str]) -> tuple[Cost, float]:
    """Seconds, CPU and MiB of one run of this code."""
    with Peak() as peak:
        cost = ran([[sys.executable, "-W", "ignore", "-c", code, source]], folder, environment)
    return cost, peak.mib


def main() -> None:
    """Measure, and print a line a piece of work and way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="?", default="demo:conseil-de-securite")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--corpus", type=Path)
    told = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; seconds, seconds of CPU, MiB: median (least-most)")
    with tempfile.TemporaryDirectory(prefix="confined-") as name:
        base = Path(name)
        own, _ = environments(base, "none")
        (base / "texts.json").write_text(json.dumps(texts(told.corpus, told.articles)), encoding="utf-8")
        for work, source in (("one briefing", told.source), ("articles", str(base / "texts.json"))):
            codes = {way: BEGIN + WORK[work].format(way=inside) for way, inside in WAYS.items()}
            for code in codes.values():  # bytecode, file cache
                measured(code, source, fresh(base, "run"), own)
            found = {way: [] for way in WAYS}
            for _ in range(told.rounds):
                for way, code in codes.items():
                    found[way].append(measured(code, source, fresh(base, "run"), own))
            for way, rows in found.items():
                wall, cpu = (median([getattr(cost, what) for cost, _ in rows]) for what in ("wall", "cpu"))
                what = f"{told.articles} articles" if work == "articles" else work
                print(f"{what:14} {way:11} {wall}  {cpu}  {statistics.median(mib for _, mib in rows):6.0f}", flush=True)


if __name__ == "__main__":
    main()
