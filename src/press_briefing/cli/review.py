"""`press-briefing review`: many articles over a period become a press review."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..guard.failing import FOLDER
from ..model.errors import BriefingError
from .build import pairs
from .group import cli, profile_option, settings_option
from .progress import Progress
from .words import printable

if TYPE_CHECKING:
    from ..corpus.review.gather import ReadingTally


@cli.command("review")
@click.argument("source")
@click.option("--from", "since", metavar="DATE", default="", help="First day, YYYY-MM-DD. [default: open]")
@click.option("--to", "until", metavar="DATE", default="", help="Last day, YYYY-MM-DD. [default: open]")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("reports"), show_default=True, help="Folder of reviews."
)
@click.option("--language", default="fr", show_default=True, metavar="fr|en", help="Language of the review.")
@click.option(
    "--dataset",
    "target",
    metavar="TARGET",
    default="",
    help="Dataset to add to (a folder or an address); the review is of all it holds, and only what is new is analysed.",
)
@click.option("-p", "--parameter", "parameters", multiple=True, metavar="NAME=VALUE", help="A notebook parameter.")
@click.option(
    "--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Size of the PDF's pages."
)
@click.option("--no-pdf", is_flag=True, help="Make no PDF.")
@profile_option
@settings_option
def review_many(
    source: str,
    since: str,
    until: str,
    out: Path,
    language: str,
    target: str,
    parameters: tuple[str, ...],
    paper: str,
    no_pdf: bool,
    settings_path: Path | None,
    profile: str | None,
) -> None:
    """Review the articles of SOURCE over a period: a folder, pattern, feed, JSON lines, demo:, or a dataset.

    What could not be read is told at the end, in OUT/failures.tsv and by exit code 1; the review is of the rest.
    """
    from ..corpus.review import build
    from ..model.settings import Settings

    with Progress() as progress:
        made = build(
            source,
            since=since,
            until=until,
            out=out,
            language=language,
            target=target,
            parameters=pairs(parameters),
            paper=paper,
            pdf=not no_pdf,
            settings=Settings.load(settings_path, profile=profile),
            progress=progress,
            processes=0,
        )
    for path in (made.notebook, made.html, made.pdf, made.folder / "data", made.manifest):
        if path is not None:
            click.echo(path)
    if made.reading.unread:
        _tell(made.reading, out)


def _tell(reading: ReadingTally, out: Path) -> None:
    """What was not read, a line each and in a file, and by the exit code."""
    from ..corpus.batch.outcome import FAILED, Outcome
    from ..corpus.batch.tally import write_failures

    passed = set(reading.passed)
    for origin, why in reading.unread:
        word = "passed over" if (origin, why) in passed else "not read"
        click.echo(printable(f"{word}: {origin}: {why}"), err=True)
    failed = [row for row in reading.unread if row not in passed]
    if not failed:
        return
    kept = out / FOLDER
    cure = f"the review is of the others{f'; traces are in {kept}' if kept.is_dir() else ''}"
    told = write_failures(out, [Outcome(origin, FAILED, reason=why) for origin, why in failed])
    raise BriefingError(f"{len(failed)} of {reading.read} articles could not be read", where=told, cure=cure)
