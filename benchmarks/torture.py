"""Renews the table of attacks and faults in SECURITY.md from tests that were really run.

    python benchmarks/torture.py                     # runs the long tests, about an hour, then writes the table
    python benchmarks/torture.py --keep FOLDER       # the same, a file at a time; what FOLDER has results of is not run again
    python benchmarks/torture.py --from RESULTS.xml ... [--soak RECORD.jsonl]      # writes it from earlier results

A row is a kind, as the test tells it (`record_property("kind", …)`) or its file does; tried are the test cases that
ran (a test may say that it is many, `record_property("cases", 209)`), survived those that passed, lost the others. What
was skipped was not tried. `--soak` is what `soak.py --record` wrote.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "SECURITY.md"
MARK = "<!-- torture -->"
# The long tests, each by the name of its file wherever that lies below tests/, and what it is about, for tests that do
# not say so themselves.
KINDS = {
    "test_hostile": "hostile article",
    "test_fuzz": "fuzzing",
    "test_linear": "strings that make a search slow",
    "test_limits": "limit exceeded",
    "test_confined": "child that reads, held to its limits",
    "test_one_bad_item": "one bad item in a run",
    "test_regular_files": "pipe, device or loop as a source",
    "test_networks": "address of an inner network",
    "test_sanitise": "hostile notebook or page",
    "test_stopping": "run told to stop",
    "test_faults": "left behind by the dead",
    "test_week": "a week of faults on schedule",
}


@dataclass(frozen=True)
class Case:
    """One test case that ran: its kind, whether it passed, and how many attacks it stands for."""

    kind: str
    good: bool
    number: int = 1


def cases(path: Path) -> Iterator[Case]:
    """The test cases of a JUnit file that were not skipped."""
    for case in ElementTree.parse(path).iter("testcase"):
        if case.find("skipped") is None:
            named = {each.get("name"): each.get("value") for each in case.iter("property")}
            file = str(case.get("classname", "")).rpartition(".")[2]
            good = case.find("failure") is None and case.find("error") is None
            yield Case(named.get("kind") or KINDS.get(file, file), good, int(named.get("cases") or 1))


def table(found: Iterable[Case], soaked: Iterable[dict] = ()) -> str:
    """The rows, and below them what a soak came to."""
    tried: Counter[str] = Counter()
    survived: Counter[str] = Counter()
    for case in found:
        tried[case.kind] += case.number
        survived[case.kind] += case.number * case.good
    rows = [f"| {kind} | {number} | {survived[kind]} | {number - survived[kind]} |" for kind, number in tried.items()]
    head = ["| kind of attack or fault | tried | survived | lost |", "|---|---:|---:|---:|"]
    return "\n".join([*head, *rows, *_soak(list(soaked)), "", "Renewed by `python benchmarks/torture.py`."])


def _soak(rows: list[dict]) -> Iterator[str]:
    """What `soak.py` recorded: from the first look to the last."""
    if rows:
        yield from (
            "",
            "| soak, one process tree | made | failed | memory, MiB | file handles | temporary files "
            "| processes | zombies at the end |",
            "|---|---:|---:|---:|---:|---:|---:|---:|",
        )
    for row in rows:
        first, last, after = row["first"], row["last"], row["after"]
        cells = [f"{first[name]:.0f} → {last[name]:.0f}" for name in ("mib", "handles", "temporary", "processes")]
        yield f"| {row['what']} | {row['made']} | {row['failed']} | {' | '.join(cells)} | {after['zombies']} |"


def renewed(text: str, new: str) -> str:
    """The page with `new` between the mark and the next heading."""
    before, mark, after = text.partition(MARK)
    if not mark:
        sys.exit(f"{PAGE.name} has no line {MARK}")
    rest = re.search(r"^## ", after, re.MULTILINE)
    return f"{before}{mark}\n\n{new}\n\n{after[rest.start() :] if rest else ''}"


def long_tests() -> dict[str, Path]:
    """The file of each name in `KINDS`. A name without exactly one file is a mistake here, not a test that passed."""
    found = {name: list((ROOT / "tests").rglob(f"{name}.py")) for name in KINDS}
    if wrong := [name for name, files in found.items() if len(files) != 1]:
        sys.exit(f"{', '.join(wrong)}: not one file of that name below tests/; mend KINDS in {Path(__file__).name}")
    return {name: files[0] for name, files in found.items()}


def ran(folder: Path) -> Iterator[Path]:
    """Run the long tests, a file at a time; the JUnit file of each. Failures are counted, not hidden."""
    for name, file in long_tests().items():
        made = folder / f"{name}.xml"
        if not made.exists():
            subprocess.run(
                [sys.executable, "-m", "pytest", str(file), "-q", "--timeout", "3600", f"--junitxml={made}"],
                cwd=ROOT,
                check=False,
                env={**os.environ, "PRESS_BRIEFING_TORTURE": "1"},
            )
        yield made


def main() -> None:
    """Write the table; exit with 1 when something was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--from", dest="results", nargs="+", type=Path, default=[], metavar="RESULTS.xml")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the results there, and use those it has")
    parser.add_argument("--soak", type=Path, metavar="RECORD.jsonl")
    told = parser.parse_args()
    soaked = [json.loads(line) for line in told.soak.read_text(encoding="utf-8").splitlines()] if told.soak else []
    with tempfile.TemporaryDirectory() as folder:
        kept = (told.keep or Path(folder)).resolve()
        kept.mkdir(parents=True, exist_ok=True)
        found = [case for path in told.results or ran(kept) for case in cases(path)]
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), table(found, soaked)), encoding="utf-8")
    print(table(found, soaked))
    sys.exit(not all(case.good for case in found))


if __name__ == "__main__":
    main()
