"""How long a press review takes once its articles are analysed, and how much memory: by number of articles.

    python benchmarks/review.py DATASET [--articles 100 200 400]

`DATASET` is one that `press-briefing review SOURCE --dataset DATASET` has made, with dated articles. Each size is the
first so many articles by date, in a process of its own; the last line is `seconds=…` of the largest: notebook, HTML,
PDF and data.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time

from press_briefing.corpus import dataset
from press_briefing.corpus.review import build


def last_day(target: str, count: int) -> str:
    """The day of the `count`th article."""
    with dataset.open_dataset(target) as found:
        rows = found.sql(
            "SELECT published FROM articles WHERE published IS NOT NULL ORDER BY published, article LIMIT ?", [count]
        )
    return str(rows["published"].iloc[-1])


def measure(target: str, until: str) -> None:
    """Build the review up to a day and print a row."""
    with tempfile.TemporaryDirectory() as out:
        began = time.perf_counter()
        made = build(target, until=until, out=out)
        wall = time.perf_counter() - began
    own, kernel = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = sum(used.ru_utime + used.ru_stime for used in (own, kernel))
    print(f"{made.articles:8} {wall:8.1f} {cpu:8.1f} {max(own.ru_maxrss, kernel.ru_maxrss) / 1024:8.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset")
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 200, 400])
    parser.add_argument("--until", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.until:
        measure(told.dataset, told.until)
        return
    print(f"{'articles':>8} {'wall s':>8} {'CPU s':>8} {'peak MB':>8}", flush=True)
    for count in sorted(told.articles):
        command = [sys.executable, __file__, told.dataset, "--until", last_day(told.dataset, count)]
        row = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        print(row, end="", flush=True)
    print(f"seconds={row.split()[1]}")


if __name__ == "__main__":
    main()
