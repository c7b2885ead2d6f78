"""Many articles: briefings a minute against the plain way in a loop; analyses a minute, time and memory by size.

    python benchmarks/batch.py [ARTICLES.jsonl] [--articles 40] [--jobs 2] [--plain N] [--rows pages no-pdf analysis]
        [--profile precise|fast]
    python benchmarks/batch.py --sizes 400 4000 40000 --record slope.jsonl [--plot docs/batch-slope.png]

Each line of the file is an object with `title` and `text`. Ours: `press-briefing build FILE --jobs J`, from the start
of the command to its end, so with its start-up. The plain way: the one of `single.py` (`papermill` with the analysis
inside by a stock spaCy pipeline, `jupyter nbconvert --to html`, Chromium), in a loop, J loops at a time; `--plain N`
gives it the first N articles only, 0 leaves it out. Every row prints what it was run on, and the profile it was read
in: `--profile`, else the one the command takes for so many articles.

`--sizes`: analyses only, of articles put together from the paragraphs of those of the file (runs of sentences where it
has none), each as long as one of them, with a fixed seed. Memory is the highest sum of proportional set sizes of all
processes; CPU is what all of them used, which another user of the machine changes less than the time on the clock.
`--record` appends a line a size to a file, `--plot` draws all lines of that file.

The last line is `ratio=`, ours through plain, briefings with HTML and PDF a minute.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from press_briefing.model.settings import FAST, PRECISE, Settings
from single import Peak, environments, fresh, plain, ran

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "bbc-afrique.jsonl"
ROWS = {"pages": [], "no-pdf": ["--no-pdf"], "analysis": ["--analysis-only"]}
SEED = 20_251_118
RUN = 3  # sentences of a paragraph put together from a text without paragraphs


@dataclass(frozen=True)
class Measured:
    """One run: what, on how many articles, how many of them failed, seconds of the whole command, MiB at most.

    `cpu`: seconds of all processes, which other work on the machine changes less than `seconds`.
    """

    what: str
    articles: int
    failed: int
    seconds: float
    mib: float
    jobs: int
    load: float
    cpu: float

    @property
    def rate(self) -> float:
        """Articles done a minute."""
        return 60 * (self.articles - self.failed) / self.seconds

    def line(self) -> str:
        return (
            f"{self.what:<34} {self.articles:>6} articles {self.failed:>4} failed {self.seconds:>9.1f} s"
            f" {self.rate:>8.1f} a minute {1000 * self.seconds / self.articles:>8.1f} ms each"
            f" {self.cpu:>8.1f} s CPU {self.mib:>6.0f} MiB  load before {self.load:.1f}"
        )


def rows_of(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        sys.exit(f"{path}: no such file - give a file of JSON lines with title and text: batch.py ARTICLES.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def ours(
    source: Path, out: Path, jobs: int, what: str, options: Sequence[str], number: int, environment: dict[str, str]
) -> Measured:
    """Our command on all articles of `source`."""
    command = [sys.executable, "-m", "press_briefing", "build", str(source), "--out", str(out), "--jobs", str(jobs)]
    load, started = os.getloadavg()[0], time.perf_counter()
    with Peak() as peak:
        done = subprocess.run([*command, *options], env=environment, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    try:
        told = json.loads((out / "batch.json").read_text(encoding="utf-8"))
    except OSError:
        sys.exit(f"the batch did not run:\n{done.stderr[-2000:]}")
    if told["failed"]:
        print(done.stdout, file=sys.stderr)
    return Measured(what, number, told["failed"], seconds, peak.mib, jobs, load, peak.cpu)


def plain_loop(rows: Sequence[dict[str, Any]], base: Path, jobs: int, environment: dict[str, str]) -> Measured:
    """The plain way for each article, `jobs` loops side by side."""

    def one(numbered: tuple[int, dict[str, Any]]) -> None:
        number, row = numbered
        folder = fresh(base, f"plain-{number}")
        source = folder / f"article-{number:04d}.json"
        source.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
        ran(plain(str(source), folder, webpdf=False), folder, environment)

    load, started = os.getloadavg()[0], time.perf_counter()
    failed = 0
    with Peak() as peak, ThreadPoolExecutor(jobs) as loops:
        for future in [loops.submit(one, numbered) for numbered in enumerate(rows)]:
            failed += isinstance(future.exception(), SystemExit)
    return Measured(
        "plain way, HTML and PDF", len(rows), failed, time.perf_counter() - started, peak.mib, jobs, load, peak.cpu
    )


# -- articles put together ---------------------------------------------------------------------------------


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text; runs of sentences where it has none."""
    found = [line.strip() for line in text.split("\n") if line.strip()]
    if len(found) > 1:
        return found
    sentences = re.split(r"(?<=[.!?]) +(?=[A-ZÀ-Ý«])", text)
    return [" ".join(sentences[i : i + RUN]) for i in range(0, len(sentences), RUN)]


def synthesised(rows: Sequence[dict[str, Any]], number: int) -> Iterator[dict[str, Any]]:
    """As many articles as asked for, each as long as one of `rows`, of paragraphs of all of them."""
    draw = random.Random(SEED)
    stock = [paragraph for row in rows for paragraph in paragraphs(row["text"])]
    lengths = [len(row["text"]) for row in rows]
    for _ in range(number):
        wanted = draw.choice(lengths)
        body: list[str] = []
        while sum(map(len, body)) < wanted:
            body.append(draw.choice(stock))
        yield {"title": draw.choice(rows)["title"], "text": "\n\n".join(body)}


def written(path: Path, rows: Iterator[dict[str, Any]] | Sequence[dict[str, Any]]) -> Path:
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(
            json.dumps({"title": row["title"], "text": row["text"]}, ensure_ascii=False) + "\n" for row in rows
        )
    return path


# -- the two measurements ----------------------------------------------------------------------------------


def profile_of(options: argparse.Namespace, articles: int) -> str:
    """The profile that so many articles are read in."""
    return Settings.load(profile=options.profile).for_batch(articles).profile or PRECISE


def measure_rates(options: argparse.Namespace, base: Path) -> None:
    """Ours by row, then the plain way; the last line is the ratio."""
    rows = rows_of(options.source)[: options.articles]
    own, stock = environments(base)
    source = written(base / "articles.jsonl", rows)
    ours(written(base / "warm.jsonl", rows[:2]), base / "warm", options.jobs, "warm", [], 2, own)  # compiles
    found, profile = {}, profile_of(options, len(rows))
    for name in options.rows:
        row, what = ["--profile", profile, *ROWS[name]], f"ours, {name}, {profile}"
        found[name] = ours(source, base / f"out-{name}", options.jobs, what, row, len(rows), own)
        print(found[name].line(), flush=True)
    if options.plain == 0:
        return
    ran(plain("demo:conseil-de-securite", folder := fresh(base, "compile"), webpdf=False), folder, stock)
    loop = plain_loop(rows[: options.plain], base, options.jobs, stock)
    print(loop.line())
    if "pages" in found:
        print(f"ratio={found['pages'].rate / loop.rate:.2f}")


def measure_sizes(options: argparse.Namespace, base: Path) -> None:
    """Analyses only, at each size."""
    rows = rows_of(options.source)
    own, _ = environments(base)
    for size in options.sizes:
        source = written(base / f"{size}.jsonl", synthesised(rows, size))
        out = fresh(base, f"out-{size}")
        profile = profile_of(options, size)
        row, what = ["--profile", profile, *ROWS["analysis"]], f"analysis, put together, {profile}"
        found = ours(source, out, options.jobs, what, row, size, own)
        print(found.line(), flush=True)
        if options.record:
            with options.record.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(asdict(found)) + "\n")
        source.unlink()
        fresh(base, f"out-{size}")  # gigabytes


def recorded(path: Path) -> list[Measured]:
    return sorted((Measured(**row) for row in rows_or_nothing(path)), key=lambda found: found.articles)


def rows_or_nothing(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def slope(found: Sequence[Measured], what: str = "seconds") -> tuple[float, float]:
    """(seconds an article, seconds at the start): the line nearest to all sizes, each deviation as a share of its size.

    Without that the largest size alone would draw the line. `what` is seconds or cpu.
    """
    line = statistics.linear_regression(
        [1 / row.articles for row in found], [getattr(row, what) / row.articles for row in found]
    )
    return line.intercept, line.slope


def tell_slope(found: Sequence[Measured]) -> None:
    """The table: each size against the line through all."""
    if len(found) < 2:
        return
    for what, told in (("seconds", "on the clock"), ("cpu", "of CPU")):
        each, start = slope(found, what)
        print(f"\nline through the sizes: {1000 * each:.1f} ms {told} an article, {start:.1f} s at the start")
        for row in found:
            taken = getattr(row, what)
            away = 100 * (taken / (start + each * row.articles) - 1)
            print(
                f"{row.articles:>7} articles {taken:>9.1f} s  {away:+6.1f} % of the line"
                f"  {1000 * taken / row.articles:>7.1f} ms each  {row.mib:>6.0f} MiB"
            )


def draw(found: Sequence[Measured], path: Path) -> None:
    """Time and memory against size, both axes from 400 to 40,000 by factors of ten."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    sizes = [row.articles for row in found]
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    each, start = slope(found)
    left.loglog(sizes, [start + each * size for size in sizes], color="0.6", label=f"{1000 * each:.0f} ms an article")
    left.loglog(sizes, [row.seconds for row in found], "o", color="#1f4e79", label="measured")
    left.set(xlabel="articles", ylabel="seconds", title=f"Analyses only, {found[0].jobs} processes: time")
    left.legend(frameon=False)
    right.semilogx(sizes, [row.mib for row in found], "o-", color="#1f4e79")
    right.axhline(1500, color="#b03a2e", linestyle="--", linewidth=1)
    right.annotate("1.5 GB", (sizes[0], 1500), xytext=(0, 3), textcoords="offset points", color="#b03a2e")
    right.set(xlabel="articles", ylabel="MiB, all processes together", title="Memory at its highest", ylim=(0, 1700))
    for axes in (left, right):
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, dpi=110, metadata={"Software": None})


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--plain", type=int, help="articles for the plain way; 0: none [default: all]")
    parser.add_argument("--rows", nargs="*", choices=list(ROWS), default=list(ROWS))
    parser.add_argument(
        "--profile", choices=(PRECISE, FAST), help="how articles are read [default: as the command does]"
    )
    parser.add_argument("--sizes", nargs="*", type=int, default=[], help="measure analyses at these sizes instead")
    parser.add_argument("--record", type=Path, help="append a JSON line a size to this file")
    parser.add_argument("--plot", type=Path, help="draw the record into this PNG")
    parser.add_argument("--scratch", type=Path, help="where the files go [default: the temporary folder]")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="batch-", dir=options.scratch) as name:
        if options.sizes:
            measure_sizes(options, Path(name))
        elif not options.plot:
            measure_rates(options, Path(name))
    found = recorded(options.record) if options.record else []
    tell_slope(found)
    if options.plot and len(found) > 1:
        draw(found, options.plot)


if __name__ == "__main__":
    main()
