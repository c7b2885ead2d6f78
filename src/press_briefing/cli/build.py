"""`press-briefing build`: a source becomes briefings."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from ..errors import UsageError
from .group import cli, published_option, settings_option
from .progress import Progress


@cli.command("build")
@click.argument("source")
@click.option("--out", type=click.Path(path_type=Path), default=Path("reports"), show_default=True,
              help="Folder of briefings.")
@published_option
@click.option("--language", default="fr", show_default=True, metavar="fr|en", help="Language of the report.")
@click.option("-p", "--parameter", "parameters", multiple=True, metavar="NAME=VALUE", help="A notebook parameter.")
@click.option("--notebook", type=click.Path(path_type=Path), help="Another notebook than ours.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True,
              help="Size of the PDF's pages.")
@click.option("--pdf-engine", type=click.Choice(["typst", "weasyprint"]), default="typst", show_default=True,
              help="What sets the PDF; weasyprint is an extra, for notebooks that live on CSS.")
@click.option("--no-pdf", is_flag=True, help="Make no PDF.")
@settings_option
def build_one(source: str, out: Path, published: str | None, language: str, parameters: tuple[str, ...],
              notebook: Path | None, paper: str, pdf_engine: str, no_pdf: bool, settings_path: Path | None) -> None:
    """Build the briefing of SOURCE: a path, a URL, - for standard input, or demo:NAME."""
    from ..briefing import build
    from ..settings import Settings

    with Progress() as progress:
        made = build(source, out=out, published=published, language=language, parameters=_pairs(parameters),
                     notebook=notebook, paper=paper, pdf=not no_pdf, pdf_engine=pdf_engine,
                     settings=Settings.load(settings_path), progress=progress)
    for path in (made.notebook, made.html, made.pdf, made.folder / "data", made.manifest):
        if path is not None:
            click.echo(path)


def _pairs(told: Sequence[str]) -> dict[str, Any]:
    """NAME=VALUE pairs as a dictionary."""
    pairs = {}
    for text in told:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"-p {text!r} is not NAME=VALUE", cure="write for instance -p top=30")
        pairs[name.strip()] = value
    return pairs
