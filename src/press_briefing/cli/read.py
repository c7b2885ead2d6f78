"""`press-briefing read`: what a source holds, an article a line."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .group import cli, settings_option
from .words import printable


@cli.command("read")
@click.argument("source")
@click.option("--preview", is_flag=True, help="Only the first articles; of a table its columns and what each holds.")
@settings_option
def print_articles(source: str, preview: bool, settings_path: Path | None) -> None:
    """Print day, paper, author, words and title of each article in SOURCE, a file, a folder, a pattern, an address.

    What cannot be read, and what is passed over, is named on stderr. Exit 1 where an article could not be read.
    """
    from ..capture.read.preview import SHOWN, columns_of, first_articles, kind_of_source, told
    from ..capture.read.several import many
    from ..confined import keeping
    from ..model.errors import PassedOver
    from ..model.settings import Settings

    settings = Settings.load(settings_path)
    failed = 0
    with keeping(settings):
        if preview:
            if kind := kind_of_source(source, settings):
                click.echo(f"{printable(source)}: {kind}")
            for column in columns_of(source, settings):
                held = column.role or "kept as a variable"
                click.echo(printable(f"  {column.name} -> {held}   (« {column.example} »)"))
        for item in first_articles(source, settings, SHOWN) if preview else many(source, settings):
            failed += item.error is not None and not isinstance(item.error, PassedOver)
            head = "passed over: " if isinstance(item.error, PassedOver) else ""
            click.echo(printable(head + told(item)), err=item.error is not None)
    sys.exit(1 if failed else 0)
