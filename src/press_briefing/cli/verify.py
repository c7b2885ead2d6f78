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
@settings_option
def verify_one(folder: Path, notebook: Path | None, settings_path: Path | None) -> None:
    """Build the briefing in FOLDER again from its own capture and parameters, and compare every file."""
    from ..model.settings import Settings
    from ..report.verify import verify

    settings = Settings.load(settings_path) if settings_path else None
    with Progress() as progress:
        verdict = verify(folder, notebook=notebook, settings=settings, progress=progress)
    for change in verdict.changes:
        click.echo(f"press-briefing: {printable(change)}", err=True)
    if not verdict.identical:
        raise BriefingError(f"not identical: {verdict.told()}", where=folder)
    click.echo(verdict.told())
