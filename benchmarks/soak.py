"""A soak: thousands of articles through one process tree; memory, file handles, temporary files, processes, zombies.

    python benchmarks/soak.py [ARTICLES.jsonl] [--analyses 2000] [--builds 100] [--words 300] [--jobs 2] [--record FILE]
        [--profile precise|fast]

Analyses first, then whole briefings (notebook, HTML, PDF), each through the batch room with warm workers, all from this
one process. The articles are put together from paragraphs of those of the file, or of the demonstration articles, with
a fixed seed, about `--words` long, no two alike. Every `--every` articles the whole tree is looked at: this process,
the fork server, workers, templates and kernels. Memory is the sum of proportional set sizes; temporary files are all
entries in the batch's own temporary folder and all hidden ones in its output.

While work is going on kernels and folders come and go, so one look says little: what is judged is a straight line
through all looks after the first fifth (libraries load, caches fill), times the length of the run. Flat is: handles,
temporary files and processes do not grow by more than `GROWTH`, memory by no more than `MEMORY` of itself; the end of
each phase leaves no temporary file, no process and no zombie. A worker that grew past the batch room's own limit is
replaced by it, and that is part of what is measured. The last line is `flat=yes` or `flat=no`.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing.util
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import psutil

from press_briefing.corpus.batch import Analyses, Briefings, Tally, Task, run
from press_briefing.model.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SEED = 20_261_123
WARM = 0.2  # of the looks, before anything is judged
MEMORY = 0.10  # of the memory held, over a whole run
# Of what is counted, over a whole run: two workers caught in the middle of their work hold so many more.
GROWTH = {"handles": 16.0, "temporary": 16.0, "processes": 2.0, "zombies": 1.0}


@dataclass(frozen=True)
class Look:
    """The tree at one moment: articles done, MiB of memory, open file handles, temporary files, processes, zombies."""

    done: int
    mib: float
    handles: int
    temporary: int
    processes: int
    zombies: int


def look(done: int, places: Sequence[Path]) -> Look:
    """Look at this process and everything below it."""
    memory, handles, living, zombies = 0, 0, 0, 0
    own = psutil.Process()
    for process in (own, *own.children(recursive=True)):
        with suppress(psutil.Error, OSError):
            if process.status() == psutil.STATUS_ZOMBIE:
                zombies += 1
                continue
            memory += _held(process.pid)
            handles += process.num_fds()
            living += 1
    return Look(done, round(memory / 1024, 1), handles, sum(map(_entries, places)), living, zombies)


def _held(pid: int) -> int:
    """KiB of the process's proportional set size."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _entries(place: Path) -> int:
    """Entries below a folder of temporary files; of another one, what is hidden in it."""
    hidden = place.name != "tmp"
    count = 0
    for _, folders, files in os.walk(place):
        count += sum(name.startswith(".") or not hidden for name in (*folders, *files))
    return count


# -- articles put together ---------------------------------------------------------------------------------------


def paragraphs(source: Path | None) -> list[str]:
    """Paragraphs of the articles of a file of JSON lines, else of the demonstration articles."""
    if source is not None:
        texts = [json.loads(line)["text"] for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    else:
        texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data" / "articles").glob("*.txt"))]
    found = [line.strip() for text in texts for line in _pieces(text) if len(line.split()) > 12]
    return list(dict.fromkeys(found))


def _pieces(text: str) -> list[str]:
    """The paragraphs of a text; runs of about three sentences where it has none."""
    lines = text.split("\n")
    if len(lines) > 3:
        return lines
    sentences = text.split(". ")
    return [". ".join(sentences[at : at + 3]) + "." for at in range(0, len(sentences), 3)]


def articles(pieces: Sequence[str], number: int, words: int, seed: int = SEED) -> Iterator[dict[str, str]]:
    """So many articles of about so many words, no two alike."""
    chance = random.Random(seed)
    for index in range(number):
        told: list[str] = []
        while sum(len(piece.split()) for piece in told) < words:
            told.append(chance.choice(pieces))
        yield {"title": f"Article {index + 1} : {told[0][:60]}", "published": "2025-11-19", "text": "\n\n".join(told)}


# -- the run -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Phase:
    """What was run, and every look at it; `after` is the look once the batch had ended."""

    what: str
    tally: Tally
    seconds: float
    looks: tuple[Look, ...]
    after: Look

    def growth(self, name: str) -> float:
        """What a straight line through the looks gains from its first to its last point."""
        judged = self.looks[int(len(self.looks) * WARM) :]
        if len(judged) < 2:
            return 0.0
        times, values = [float(each.done) for each in judged], [float(getattr(each, name)) for each in judged]
        slope = statistics.linear_regression(times, values).slope
        return slope * (times[-1] - times[0])

    def problems(self) -> list[str]:
        """What is not flat, a line each."""
        found = [f"{name} grew by {grown:.1f}" for name, most in GROWTH.items() if (grown := self.growth(name)) > most]
        held = statistics.median(each.mib for each in self.looks) if self.looks else 0.0
        if self.growth("mib") > MEMORY * held:
            found.append(f"memory grew by {self.growth('mib'):.0f} of {held:.0f} MiB")
        if self.after.temporary or self.after.zombies:
            found.append(f"left behind: {self.after.temporary} temporary files, {self.after.zombies} zombies")
        if self.tally.failed or self.tally.lost:
            reasons = "; ".join(self.tally.reasons)
            found.append(f"{self.tally.failed} articles failed, {self.tally.lost} workers lost ({reasons})")
        return [f"{self.what}: {line}" for line in found]

    def table(self) -> str:
        """Every look, then the growth of each column."""
        names = [field.name for field in fields(Look)]
        rows = [[str(getattr(each, name)) for name in names] for each in (*self.looks, self.after)]
        rows[-1][0] = "after"
        rows.append(["growth", *(f"{self.growth(name):+.1f}" for name in names[1:])])
        lines = ["  ".join(f"{cell:>10}" for cell in row) for row in [names, *rows]]
        rate = 60 * self.tally.made / self.seconds
        return "\n".join(
            [
                f"{self.what}: {self.tally.made} made, {self.tally.failed} failed, {self.tally.lost} workers "
                f"lost, {self.seconds:.0f} s, {rate:.0f} a minute",
                *lines,
            ]
        )


def soak(
    folder: Path,
    pieces: Sequence[str],
    *,
    analyses: int,
    builds: int,
    words: int,
    jobs: int,
    every: int,
    profile: str = "",
    **options: Any,
) -> list[Phase]:
    """Both phases, in `folder`, which must be empty; briefings, which take longer, are looked at ten times as often.

    `options` are those of `Briefings`.
    """
    multiprocessing.util.get_temp_dir()  # Python's own, for the fork server: it stays until this process ends
    settings, phases = Settings(cache="none", profile=profile), []
    with _temporary(folder / "tmp"):
        if analyses:
            rows = list(articles(pieces, analyses, words))
            phases.append(_phase(folder, "analyses", Analyses(folder / "analysed", settings), rows, jobs, every))
        if builds:
            rows = list(articles(pieces, builds, words, SEED + 1))
            task = Briefings(folder / "reports", settings, **options)
            phases.append(_phase(folder, "briefings", task, rows, jobs, max(1, every // 10)))
    return phases


@contextmanager
def _temporary(place: Path) -> Iterator[None]:
    """Temporary files of the whole tree in a folder of their own."""
    place.mkdir()
    before, tempfile.tempdir = os.environ.get("TMPDIR"), str(place)
    os.environ["TMPDIR"] = str(place)
    try:
        yield
    finally:
        tempfile.tempdir = None
        os.environ.pop("TMPDIR")
        os.environ.update({"TMPDIR": before} if before else {})


def _phase(folder: Path, what: str, task: Task, rows: list[dict[str, str]], jobs: int, every: int) -> Phase:
    source = folder / f"{what}.jsonl"
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    places, looks, began = (folder / "tmp", task.out), [], time.monotonic()

    def heard(tally: Tally) -> None:
        if tally.done % every == 0:
            looks.append(look(tally.done, places))
            print(f"{what}: {tally.done}", file=sys.stderr, flush=True)

    tally = run(source, task=task, jobs=jobs, progress=heard)
    return Phase(what, tally, time.monotonic() - began, tuple(looks), look(tally.done, places))


def main() -> None:
    """Print the tables; exit with 1 when something grew."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", nargs="?", type=Path, metavar="ARTICLES.jsonl")
    for name, value in (("analyses", 2000), ("builds", 100), ("words", 300), ("jobs", 2), ("every", 50)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--profile", choices=("precise", "fast"), default="", help="how articles are read")
    parser.add_argument("--record", type=Path, help="append what was run, and its growth, as a line of JSON")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        phases = soak(
            Path(folder),
            paragraphs(told.source),
            analyses=told.analyses,
            builds=told.builds,
            words=told.words,
            jobs=told.jobs,
            every=told.every,
            profile=told.profile,
        )
    problems = [line for phase in phases for line in phase.problems()]
    print("\n\n".join(phase.table() for phase in phases), *problems, sep="\n")
    if told.record:
        with told.record.open("a", encoding="utf-8") as stream:
            stream.writelines(json.dumps(_recorded(phase)) + "\n" for phase in phases)
    print(f"flat={'no' if problems else 'yes'}")
    sys.exit(bool(problems))


def _recorded(phase: Phase) -> dict[str, object]:
    return {
        "what": phase.what,
        "made": phase.tally.made,
        "failed": phase.tally.failed,
        "lost": phase.tally.lost,
        "seconds": round(phase.seconds),
        "first": asdict(phase.looks[0]),
        "last": asdict(phase.looks[-1]),
        "after": asdict(phase.after),
        "problems": phase.problems(),
        "growth": {name: round(phase.growth(name), 1) for name in ("mib", *GROWTH)},
    }


if __name__ == "__main__":
    main()
