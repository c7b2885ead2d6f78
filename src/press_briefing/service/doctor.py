"""Is everything there, and does it work? Each part is tried on a small real task."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..model.errors import BriefingError

SAMPLE = "Le 18 novembre 2025, le ministre a annoncé à Paris un accord. « Nous avançons », a-t-il affirmé."


@dataclass(frozen=True)
class Check:
    """One part: whether it works, and what was found or went wrong."""

    name: str
    works: bool
    told: str


def examine() -> Iterator[Check]:
    """Try each part in turn; a failure is told, never raised."""
    for name, attempt in ATTEMPTS.items():
        try:
            yield Check(name, True, attempt())
        except (Exception, SystemExit) as error:
            told = str(error) if isinstance(error, BriefingError) else f"{type(error).__name__}: {error}"
            yield Check(name, False, " ".join(told.split())[:200])


def _python() -> str:
    return f"{sys.version.split()[0]} at {Path(sys.executable).name}"


def _packages() -> str:
    from ..model.versions import versions

    told = versions()
    missing = [name for name, version in told.items() if version == "not installed"]
    if missing:
        raise BriefingError(f"not installed: {', '.join(missing)}")
    return ", ".join(f"{name} {version}" for name, version in told.items() if name != "python")


def _language() -> str:
    from ..analyse.language import read_language
    from ..model.article import Article
    from ..model.settings import Settings

    reading = read_language(Article.from_text(SAMPLE, verbatim=True), Settings.current())
    return f"{reading.model}, {len(reading.sentences)} sentences read"


def _notebook() -> str:
    from ..report.parameters import declared
    from ..report.request import stored_notebook
    from ..report.run import load

    path = stored_notebook()
    return f"{path.name} with parameters {', '.join(declared(load(path)))}"


def _demonstration() -> str:
    from ..capture.read import read

    return f"{len(read('demo:conseil-de-securite').text.split())} words"


def _kernel() -> str:
    from nbformat.v4 import new_code_cell, new_notebook

    from ..report.run import run

    with tempfile.TemporaryDirectory(prefix="press-briefing-") as folder:
        ended = run(
            new_notebook(
                cells=[new_code_cell("6 * 7")],
                metadata={"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}},
            ),
            folder=Path(folder),
            timeout=60,
        )
    if ended.state != "completed":
        raise BriefingError(f"the kernel ended as {ended.state}: {ended.reason}")
    return f"6 * 7 = {ended.notebook.cells[0].outputs[0].data['text/plain']}"


def _pages() -> str:
    from nbformat.v4 import new_markdown_cell, new_notebook

    from ..report.render import render

    with tempfile.TemporaryDirectory(prefix="press-briefing-") as folder:
        html, pdf = Path(folder, "page.html"), Path(folder, "page.pdf")
        notebook = new_notebook(cells=[new_markdown_cell(f"# Essai\n\n{SAMPLE}")])
        render(notebook, html=html, pdf=pdf, attachments=[], metadata={})
        return f"HTML {html.stat().st_size:,} bytes, PDF {pdf.stat().st_size:,} bytes"


ATTEMPTS: dict[str, Callable[[], str]] = {
    "python": _python,
    "packages": _packages,
    "demonstration": _demonstration,
    "language model": _language,
    "notebook": _notebook,
    "kernel": _kernel,
    "pages": _pages,
}
