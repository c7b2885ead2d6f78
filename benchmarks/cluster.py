"""How well a second worker is used, and what a million articles cost.

    python benchmarks/cluster.py [--articles N] [--rounds N] [--profile precise|fast]     last line: efficiency=…
    python benchmarks/cluster.py --costs [--articles N] [--briefings N] [--write docs/scaling.md]

Efficiency: the analysis of the articles of a file of JSON lines into a dataset, through a real Dask scheduler, on one
single-threaded worker and on two, in turn; articles a second on two over twice those on one (median of the rounds).
On a busy machine that says more of the machine than of us: beside it stands the efficiency by processor time, which
is the seconds one worker took over twice the seconds of the busier of two (1: no work is added, and it is shared
evenly), and the share of wall time the workers computed.

Costs: units are analysed one after the other in this process, then briefings are built; the slopes of processor time
and bytes over articles (least squares) give the figures of a million. Prices are stated, not ours to know: give
others with --core-hour and --gigabyte-month.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from press_briefing.model.settings import Settings

os.environ["PRESS_BRIEFING_CACHE"] = "none"
os.environ.update({f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "BLIS")})

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "shared" / "corpus" / "bbc-afrique.jsonl"
FLOOR = 0.85
MILLION = 1_000_000
CORE_HOUR, GIGABYTE_MONTH = 0.04, 0.023  # dollars: a rented core, and object storage, by list prices of 2025
SMALL_UNIT = 10  # articles: enough units that two workers end at the same time
BEGIN, END = "<!-- costs: begin -->", "<!-- costs: end -->"


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, default=CORPUS, help="file of JSON lines")
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--costs", action="store_true", help="what a million articles cost")
    parser.add_argument("--briefings", type=int, default=20, help="briefings built for the costs")
    parser.add_argument("--core-hour", type=float, default=CORE_HOUR, help="dollars")
    parser.add_argument("--gigabyte-month", type=float, default=GIGABYTE_MONTH, help="dollars")
    parser.add_argument("--write", type=Path, help="put the table of costs into this file")
    parser.add_argument(
        "--profile", choices=("precise", "fast"), help="how articles are read [default: as a batch does]"
    )
    options = parser.parse_args()
    with TemporaryDirectory(prefix="benchmark-") as work:
        (costs if options.costs else efficiency)(options, Path(work))


def settings(options: argparse.Namespace) -> Settings:
    """Those of a batch, with the profile asked for."""
    from press_briefing.model.settings import Settings

    return Settings.load(profile=options.profile)


# Efficiency


@dataclass(frozen=True)
class Round:
    """One batch: wall seconds, and processor seconds of each worker."""

    wall: float
    workers: tuple[float, ...]


def efficiency(options: argparse.Namespace, work: Path) -> None:
    """One worker and two, in turn."""
    with cluster(1) as one, cluster(2) as two:
        for place, clustered in (("warm-1", one), ("warm-2", two)):
            batch(options, work / place, clustered, limit=4 * SMALL_UNIT)
        pairs = []
        for number in range(options.rounds):
            pair = batch(options, work / f"{number}-1", one), batch(options, work / f"{number}-2", two)
            pairs.append(pair)
            print(row(number, *pair, options.articles), flush=True)
    wall = statistics.median(alone.wall / (2 * both.wall) for alone, both in pairs)
    computed = statistics.median(sum(alone.workers) / (2 * max(both.workers)) for alone, both in pairs)
    print(f"efficiency by processor time {computed:.3f}; floor {FLOOR}")
    print(f"efficiency={wall:.3f}")


def row(number: int, alone: Round, both: Round, articles: int) -> str:
    """A round in a line."""
    return (
        f"round {number + 1}: one worker {alone.wall:.1f} s ({60 * articles / alone.wall:.0f} a minute, "
        f"computing {100 * sum(alone.workers) / alone.wall:.0f} %), two {both.wall:.1f} s "
        f"({60 * articles / both.wall:.0f} a minute, computing {50 * sum(both.workers) / both.wall:.0f} %); "
        f"by wall {alone.wall / (2 * both.wall):.3f}, "
        f"by processor {sum(alone.workers) / (2 * max(both.workers)):.3f}"
    )


@dataclass(frozen=True)
class Cluster:
    """A scheduler and its workers, each a process of its own."""

    address: str
    workers: tuple[int, ...]


@contextlib.contextmanager
def cluster(workers: int) -> Iterator[Cluster]:
    """Start a scheduler and so many single-threaded workers; end them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    dask = [sys.executable, "-m", "dask"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with TemporaryDirectory(prefix="benchmark-") as scratch:
        command = [
            *dask,
            "worker",
            address,
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--death-timeout",
            "60",
            "--local-directory",
            scratch,
        ]
        processes = [subprocess.Popen([*dask, "scheduler", "--host", address, "--no-dashboard"], **quiet)]
        processes += [subprocess.Popen(command, **quiet) for _ in range(workers)]
        try:
            yield Cluster(address, tuple(process.pid for process in processes[1:]))
        finally:
            for process in processes:
                process.kill()
                process.wait()


def batch(options: argparse.Namespace, place: Path, clustered: Cluster, limit: int = 0) -> Round:
    """The analysis of all articles into a new dataset."""
    from press_briefing.corpus.batch import IntoDataset
    from press_briefing.corpus.cluster import run_batch
    from press_briefing.corpus.dataset import units

    units.UNIT = SMALL_UNIT
    before = [processor(pid) for pid in clustered.workers]
    begin = time.perf_counter()
    tally = run_batch(
        options.source,
        task=IntoDataset(str(place / "dataset"), place / "out", settings(options)),
        scheduler=clustered.address,
        limit=limit or options.articles,
        timeout=60,
    )
    wall = time.perf_counter() - begin
    if tally.failed:
        raise SystemExit(tally.table())
    return Round(wall, tuple(processor(pid) - past for pid, past in zip(clustered.workers, before, strict=True)))


def processor(pid: int) -> float:
    """Processor seconds of a process so far."""
    told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


# Costs


@dataclass(frozen=True)
class Point:
    """After so many articles: processor seconds, bytes on disk, the most memory held so far."""

    articles: int
    seconds: float
    bytes: int
    memory: int


def costs(options: argparse.Namespace, work: Path) -> None:
    """The table of what a million articles cost."""
    analysed = points(_datasets(options, work / "dataset"), work / "dataset")
    built = points(_briefings(options, work / "reports"), work / "reports")
    text = table(options, analysed, built)
    print(text)
    if options.write:
        page = options.write.read_text(encoding="utf-8")
        before, _, rest = page.partition(BEGIN)
        options.write.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def _datasets(options: argparse.Namespace, place: Path) -> Iterator[int]:
    """Analyse a unit at a time; the number of articles after each."""
    from press_briefing.capture.read.several import captures
    from press_briefing.corpus import batch
    from press_briefing.corpus.batch import IntoDataset

    task = IntoDataset(str(place / "dataset"), place / "out", settings(options))
    task.check()
    done = 0
    with task.at_work() as do:
        for unit in task.units(islice(captures(options.source, task.settings), options.articles), resume=False):
            assert isinstance(unit, batch.Unit)
            do(unit, lambda index: None)
            done += len(unit.members)
            yield done


def _briefings(options: argparse.Namespace, place: Path) -> Iterator[int]:
    """Build a briefing at a time, HTML and PDF."""
    from press_briefing.capture.read.several import captures
    from press_briefing.corpus import batch
    from press_briefing.corpus.batch import Briefings

    task = Briefings(place, settings(options))
    task.check()
    with task.at_work() as do:
        units = task.units(islice(captures(options.source, task.settings), options.briefings), resume=False)
        for done, unit in enumerate(units, 1):
            assert isinstance(unit, batch.Unit)
            do(unit, lambda index: None)
            yield done


def points(work: Iterator[int], place: Path) -> list[Point]:
    """What was spent after each step; the first, which loads everything, is where counting begins."""
    return [Point(done, spent(), size(place), memory()) for done in work]


def spent() -> float:
    """Processor seconds of this process and of all below it, the living ones too (kernels are forked by a child)."""
    import psutil

    mine = resource.getrusage(resource.RUSAGE_SELF)
    total = mine.ru_utime + mine.ru_stime
    for process in (psutil.Process(), *psutil.Process().children(recursive=True)):
        with contextlib.suppress(psutil.Error):
            times = process.cpu_times()
            total += times.children_user + times.children_system
            total += (times.user + times.system) if process.pid != os.getpid() else 0.0
    return total


def memory() -> int:
    """Bytes this process and all below it hold now, shared pages counted once."""
    import psutil

    total = 0
    for process in (psutil.Process(), *psutil.Process().children(recursive=True)):
        with contextlib.suppress(psutil.Error):
            total += process.memory_full_info().pss
    return total


def size(place: Path) -> int:
    """Bytes of the files below a folder, as they lie on a disk of 4-KiB blocks."""
    return sum(-(-path.stat().st_size // 4096) * 4096 for path in place.rglob("*") if path.is_file())


def slope(found: list[Point], name: str) -> float:
    """Least-squares slope over articles."""
    return statistics.linear_regression([p.articles for p in found], [getattr(p, name) for p in found]).slope


def table(options: argparse.Namespace, analysed: list[Point], built: list[Point]) -> str:
    """Markdown: a column analysis only, a column with HTML and PDF as well."""
    rows = [
        ("processor seconds an article", [f"{slope(p, 'seconds'):.3f}" for p in (analysed, built)]),
        ("core hours", [f"{hours(p):,.0f}" for p in (analysed, built)]),
        ("days on one machine of two cores", [f"{hours(p) / 48:.1f}" for p in (analysed, built)]),
        ("hours on 100 cores at the floor of efficiency", [f"{hours(p) / 100 / FLOOR:.1f}" for p in (analysed, built)]),
        ("memory of a worker, MB", [f"{max(q.memory for q in p) / 1e6:.0f}" for p in (analysed, built)]),
        ("KB on disk an article", [f"{slope(p, 'bytes') / 1e3:.0f}" for p in (analysed, built)]),
        ("GB on disk", [f"{gigabytes(p):,.0f}" for p in (analysed, built)]),
        (
            f"computing, at ${options.core_hour} a core hour",
            [f"${hours(p) * options.core_hour:,.0f}" for p in (analysed, built)],
        ),
        (
            f"keeping it a month, at ${options.gigabyte_month} a GB",
            [f"${gigabytes(p) * options.gigabyte_month:,.2f}" for p in (analysed, built)],
        ),
    ]
    head = (
        f"Slopes over {analysed[-1].articles} articles analysed and {built[-1].articles} briefings built, one "
        "process at a time."
    )
    lines = ["| a million articles | analysis into the dataset | briefing each, HTML and PDF |", "|---|---:|---:|"]
    return "\n".join([head, "", *lines, *(f"| {name} | {' | '.join(cells)} |" for name, cells in rows)])


def hours(found: list[Point]) -> float:
    """Core hours of a million."""
    return slope(found, "seconds") * MILLION / 3600


def gigabytes(found: list[Point]) -> float:
    """Gigabytes of a million."""
    return slope(found, "bytes") * MILLION / 1e9


if __name__ == "__main__":
    main()
