"""`press-briefing review`: many articles over a period become a press review."""
from __future__ import annotations

from pathlib import Path

import click

from .build import pairs
from .group import cli, settings_option
from .progress import Progress
from .words import printable


@cli.command("review")
@click.argument("source")
@click.option("--from", "since", metavar="DATE", default="", help="First day, YYYY-MM-DD. [default: open]")
@click.option("--to", "until", metavar="DATE", default="", help="Last day, YYYY-MM-DD. [default: open]")
@click.option("--out", type=click.Path(path_type=Path), default=Path("reports"), show_default=True,
              help="Folder of reviews.")
@click.option("--language", default="fr", show_default=True, metavar="fr|en", help="Language of the review.")
@click.option("--dataset", "target", metavar="TARGET", default="",
              help="Dataset to add to (a folder or an address); the review is of all it holds, and only what is new is "
                   "analysed.")
@click.option("-p", "--parameter", "parameters", multiple=True, metavar="NAME=VALUE", help="A notebook parameter.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True,
              help="Size of the PDF's pages.")
@click.option("--no-pdf", is_flag=True, help="Make no PDF.")
@settings_option
def review_many(source: str, since: str, until: str, out: Path, language: str, target: str, parameters: tuple[str, ...],
                paper: str, no_pdf: bool, settings_path: Path | None) -> None:
    """Review the articles of SOURCE over a period: a folder, pattern, feed, JSON lines, demo:, or a dataset."""
    from ..review import build
    from ..settings import Settings

    with Progress() as progress:
        made = build(source, since=since, until=until, out=out, language=language, target=target,
                     parameters=pairs(parameters), paper=paper, pdf=not no_pdf,
                     settings=Settings.load(settings_path), progress=progress, processes=0)
    for origin, why in made.reading.unread:
        click.echo(printable(f"not read: {origin}: {why}"), err=True)
    if not made.articles:
        click.echo("no article in the period", err=True)
    for path in (made.notebook, made.html, made.pdf, made.folder / "data", made.manifest):
        if path is not None:
            click.echo(path)
