"""`press-briefing verify`: the same bytes again, or the first difference."""

from __future__ import annotations

from pathlib import Path

import click

from ..model.errors import BriefingError
from .group import cli, settings_option
from .progress import Progress
from .words import printable


@cli.command("verify")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--notebook", type=click.Path(path_type=Path), help="The notebook it was built with, when not ours.")
@click.option(
    "--source", metavar="DATASET", default="", help="The articles of a review too large to be filed with them."
)
@settings_option
def verify_one(folder: Path, notebook: Path | None, source: str, settings_path: Path | None) -> None:
    """Build the briefing or review in FOLDER again from what was filed with it, and compare every file."""
    from ..corpus.review.making import REVIEW
    from ..model.settings import Settings
    from ..report.briefing import BRIEFING
    from ..report.verify import verify

    settings = Settings.load(settings_path) if settings_path else None
    with Progress() as progress:
        verdict = verify(
            folder,
            kinds=(BRIEFING, REVIEW),
            notebook=notebook,
            source=source,
            settings=settings,
            progress=progress,
        )
    for change in verdict.changes:
        click.echo(f"press-briefing: {printable(change)}", err=True)
    if not verdict.identical:
        raise BriefingError(f"not identical: {verdict.told()}", where=folder)
    click.echo(verdict.told())
