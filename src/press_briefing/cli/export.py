"""`press-briefing export`: articles as a corpus, or as references."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .group import cli, settings_option
from .words import printable

if TYPE_CHECKING:
    from ..model.article import Article
    from ..model.settings import Settings

FORMS = ("iramuteq", "txm", "gargantext", "tei", "csv", "ris", "csl")


@cli.command("export")
@click.argument("source")
@click.option("--to", required=True, type=click.Choice(FORMS), help="The form.")
@click.option(
    "--out", "-o", type=click.Path(path_type=Path), help="File, or for txm a folder. [default: standard output]"
)
@settings_option
def export(source: str, to: str, out: Path | None, settings_path: Path | None) -> None:
    """Write the articles in SOURCE (whatever `read` takes) in another FORM.

    What cannot be read, and what is passed over, is named on stderr. Exit 1 where an article could not be read.
    """
    from ..confined import keeping
    from ..corpus.corpora import pieces, write
    from ..model.errors import UsageError
    from ..model.settings import Settings

    if out is None and to == "txm":
        raise UsageError("txm is a folder of files", where="--out", cure="name the folder")
    reading = _Reading(source, Settings.load(settings_path))
    with keeping(reading.settings):
        if out is not None:
            click.echo(f"{write(reading, to, out)} articles: {out}", err=True)
        else:
            for piece in pieces(reading, to):
                sys.stdout.buffer.write(piece.encode("utf-8", "replace"))
    sys.exit(1 if reading.failed else 0)


class _Reading:
    """The articles of a source, read one at a time; what is none is told as it is met."""

    def __init__(self, source: str, settings: Settings) -> None:
        self.source, self.settings, self.failed = source, settings, 0

    def __iter__(self) -> Iterator[Article]:
        from ..capture.read.several import many
        from ..model.errors import PassedOver

        for item in many(self.source, self.settings):
            if item.article is not None:
                yield item.article
            else:
                passed = isinstance(item.error, PassedOver)
                self.failed += not passed
                click.echo(printable(f"{'passed over: ' if passed else ''}{item.error}"), err=True)
