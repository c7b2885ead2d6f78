"""Where one briefing's CPU time goes when everything is imported: milliseconds an article, by phase.

    python benchmarks/phases.py [ARTICLES.jsonl] [--articles 10] [--words 400 700] [--out FOLDER] [--profile PHASE]

Each line of the file is an object with `title` and `text`; without a file the demonstration articles are taken, again
and again. One process does everything: read, analyse (nothing is read from the cache), the cells of the briefing
notebook in an IPython shell, the HTML page, the PDF, the tables, the manifest and the crate. The first `WARM` articles
are done but not counted. `--out` keeps the files, so that two runs can be compared byte for byte; `--profile` prints
the functions that cost most in one phase.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import json
import os
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import Any

os.environ |= {"PRESS_BRIEFING_CACHE": "none", "MPLBACKEND": "module://matplotlib_inline.backend_inline"}
WARM = 2
PHASES = ("read", "analyse", "cells", "html", "pdf", "data", "filed")


class Phases:
    """CPU seconds of this process by phase, and a profile of one of them."""

    def __init__(self, profiled: str = "") -> None:
        self.loops: list[float] = []
        self.seconds: dict[str, list[float]] = {name: [] for name in PHASES}
        self.profiled, self.profile, self.counting = profiled, cProfile.Profile(), False

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        watched = self.counting and self.profiled in (name, "all")
        started = time.process_time()
        if watched:
            self.profile.enable()
        yield
        if watched:
            self.profile.disable()
        if self.counting:
            self.seconds[name].append(time.process_time() - started)


def loop() -> float:
    """CPU milliseconds of a fixed piece of work: on a machine that others use too, CPU seconds are not all alike."""
    started = time.process_time()
    len(sorted(str(number * 7919 % 10007) for number in range(40_000)))
    return (time.process_time() - started) * 1000


def sources(path: Path | None) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each article, without end."""
    if path is None:
        folder = Path(__file__).parent.parent / "data" / "articles"
        files = [file for file in sorted(folder.iterdir()) if file.suffix in (".txt", ".md", ".html")]
        return cycle([(file.name, file.read_bytes()) for file in files if file.stem not in ("README", "CODEBOOK")])
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return cycle([(f"{number:05}.txt", f"{row['title']}\n\n{row['text']}".encode()) for number, row in enumerate(rows)])


def briefing(name: str, data: bytes, out: Path, phases: Phases) -> None:
    """One briefing from the bytes of an article, each phase on the clock."""
    import nbformat

    from press_briefing.analyse import analyse
    from press_briefing.capture.read import Capture, from_capture
    from press_briefing.model.settings import Settings
    from press_briefing.report import briefing, crate, manifest, of_article, render
    from press_briefing.report.filing import placed_in
    from press_briefing.report.request import stored_notebook
    from press_briefing.report.run import NotebookRun

    with phases.phase("read"):
        capture = Capture(name=name, data=data, origin=name)
        article = from_capture(capture)
    with phases.phase("analyse"):
        analysis = analyse(article)
    with phases.phase("cells"):
        notebook = executed(nbformat.read(stored_notebook(), as_version=4), analysis)
    folder = out / Path(name).stem
    folder.mkdir(parents=True, exist_ok=True)
    with phases.phase("data"):
        asked = briefing.check(
            published=None,
            language="fr",
            parameters={},
            notebook=None,
            out=out,
            settings=Settings(),
            pdf=True,
            paper="a4",
        )
        subject = of_article.subject(capture, analysis, asked, name)
        files = placed_in(folder / "data", subject.data())
    with phases.phase("filed"):
        told = manifest.manifest(subject, asked, NotebookRun(notebook, "completed"))
        del told["program"]  # hashes of the code: another at every change of it
    with phases.phase("html"):
        (folder / "briefing.ipynb").write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
        described = {"language": "fr", "title": article.title, "date": article.published.value or "", "paper": "a4"}
        text, page = render.convert(notebook, metadata=described)
        (folder / "briefing.html").write_text(text, encoding="utf-8")
    with phases.phase("pdf"):
        attached = [render.Attachment(file.name, file.read_bytes(), "text/plain", file.stem) for file in files]
        (folder / "briefing.pdf").write_bytes(render.pdfs.page_to_pdf(page, attachments=attached))
    with phases.phase("filed"):
        (folder / crate.NAME).write_bytes(manifest.dump(crate.crate(told, subject.described, folder)))
        (folder / "manifest.json").write_bytes(manifest.dump(manifest.with_outputs(told, folder)))


def executed(notebook: Any, analysis: Any) -> Any:
    """The notebook with the outputs of its cells, run in this process by the shell a kernel would run them in."""
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output
    from nbformat.v4 import new_output

    shell = InteractiveShell.instance()
    shell.user_ns.clear()
    shell.init_user_ns()
    shell.push({"told": analysis})
    count = 0
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        source, count = (
            cell.source.replace("analyse(read(find(article), published=published or None))", "told"),
            count + 1,
        )
        with capture_output():
            result = shell.run_cell(source, store_history=False).result
        if result is not None:
            bundle, metadata = shell.display_formatter.format(result)
            cell.outputs = [new_output("execute_result", bundle, metadata=metadata, execution_count=count)]
        cell.execution_count = count
    return notebook


def table(phases: Phases, words: list[int]) -> Iterator[str]:
    """The table: mean and median CPU milliseconds an article."""
    yield f"{len(words)} articles of {statistics.mean(words):.0f} words; CPU, ms an article"
    yield f"{'phase':10}{'mean':>8}{'median':>8}"
    total = 0.0
    per = len(words)
    for name in PHASES:
        # A phase may be entered twice an article.
        seconds = phases.seconds[name]
        times = len(seconds) // per
        each = [sum(seconds[i * times : (i + 1) * times]) * 1000 for i in range(per)]
        total += statistics.mean(each)
        yield f"{name:10}{statistics.mean(each):8.1f}{statistics.median(each):8.1f}"
    yield f"{'all':10}{total:8.1f}"
    yield f"{'(a loop)':10}{statistics.mean(phases.loops):8.1f}{statistics.median(phases.loops):8.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=10)
    parser.add_argument("--skip", type=int, default=0, help="articles at the head of the file that are left out")
    parser.add_argument("--words", type=int, nargs=2, default=(0, 10**9), metavar=("LEAST", "MOST"))
    parser.add_argument("--out", type=Path, help="a folder that does not exist")
    parser.add_argument("--profile", default="", choices=("", "all", *PHASES))
    told = parser.parse_args()
    phases, words = Phases(told.profile), []
    with tempfile.TemporaryDirectory() as aside:
        out = told.out or Path(aside)
        fit = (row for row in sources(told.source) if told.words[0] <= len(row[1].split()) <= told.words[1])
        rows = list(islice(fit, told.skip, told.skip + told.articles))
        for number, (name, data) in enumerate([*rows[:1] * WARM, *rows]):
            phases.counting = number >= WARM
            if number == WARM:
                gc.freeze()  # as a server does before it forks: what is imported is not searched for garbage
            if phases.counting:
                words.append(len(data.split()))
                phases.loops.append(loop())
            briefing(name, data, out / "counted" if phases.counting else Path(aside) / str(number), phases)
    sys.stdout.write("\n".join(table(phases, words)) + "\n")
    if told.profile:
        stats = pstats.Stats(phases.profile).sort_stats("tottime").print_stats(45)
        stats.sort_stats("cumtime").print_stats("press_briefing", 90)


if __name__ == "__main__":
    main()
