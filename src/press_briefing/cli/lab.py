"""`press-briefing lab`: JupyterLab on the notebooks."""

from __future__ import annotations

from pathlib import Path

import click

from .group import cli


@cli.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="PATH",
    help="Put copies of the notebooks there and open those; nothing that is there is overwritten. "
    "[default: lab/ of the checkout, or ./press-briefing-notebooks]",
)
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[-- JUPYTER_OPTION...]")
def lab(folder: Path | None, options: tuple[str, ...]) -> None:
    """Open JupyterLab on copies of the notebooks, with the briefing open.

    What stands after -- is for Jupyter itself, for instance: press-briefing lab -- --no-browser --port=9999
    """
    from ..report.lab import open_lab

    open_lab(folder, options, tell=lambda root: click.echo(f"notebooks, data and reports are in {root}", err=True))
