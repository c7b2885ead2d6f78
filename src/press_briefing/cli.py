"""The command `press-briefing`: one line for every mistake, and the paths of what was made."""
from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from . import __version__
from .errors import BriefingError, UsageError

PHASE_NAMES = {"read": "reading", "analyse": "analysing", "notebook": "running the notebook",
               "pages": "rendering HTML and PDF", "files": "filing"}


def main(args: Sequence[str] | None = None) -> None:
    """Run the command; a `BriefingError` becomes one line on stderr and its exit code."""
    try:
        sys.exit(cli.main(args, prog_name="press-briefing", standalone_mode=False) or 0)
    except BriefingError as error:
        fail(str(error), error.exit_code)
    except click.UsageError as error:
        hint = f" (see: {error.ctx.command_path} --help)" if error.ctx else ""
        fail(f"{error.format_message()}{hint}", 2)
    except click.ClickException as error:
        fail(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        fail("stopped; nothing was left half done", 130)
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def fail(message: str, code: int) -> None:
    """One line on stderr, control characters made harmless, and the exit code."""
    click.echo(f"press-briefing: {printable(message)}", err=True)
    sys.exit(code)


def printable(message: str) -> str:
    """The message as one line that no terminal can take for a command."""
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(message.split()))


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="press-briefing")
def cli() -> None:
    """A French press article goes in; an executed notebook, an HTML page and a PDF briefing come out."""


_settings = click.option("--settings", "settings_path", type=click.Path(path_type=Path), help="TOML file of settings.")
_published = click.option("--published", metavar="DATE", help="Date of the article, YYYY-MM-DD. [default: found]")


@cli.command("build")
@click.argument("source")
@click.option("--out", type=click.Path(path_type=Path), default=Path("reports"), show_default=True,
              help="Folder of briefings.")
@_published
@click.option("--language", default="fr", show_default=True, metavar="fr|en", help="Language of the report.")
@click.option("-p", "--parameter", "parameters", multiple=True, metavar="NAME=VALUE", help="A notebook parameter.")
@click.option("--notebook", type=click.Path(path_type=Path), help="Another notebook than ours.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True,
              help="Size of the PDF's pages.")
@click.option("--pdf-engine", type=click.Choice(["typst", "weasyprint"]), default="typst", show_default=True,
              help="What sets the PDF; weasyprint is an extra, for notebooks that live on CSS.")
@click.option("--no-pdf", is_flag=True, help="Make no PDF.")
@_settings
def build_one(source: str, out: Path, published: str | None, language: str, parameters: tuple[str, ...],
              notebook: Path | None, paper: str, pdf_engine: str, no_pdf: bool, settings_path: Path | None) -> None:
    """Build the briefing of SOURCE: a path, a URL, - for standard input, or demo:NAME."""
    from .briefing import build
    from .settings import Settings

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


@cli.command("verify")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--notebook", type=click.Path(path_type=Path), help="The notebook it was built with, when not ours.")
@_settings
def verify_one(folder: Path, notebook: Path | None, settings_path: Path | None) -> None:
    """Build the briefing in FOLDER again from its own capture and parameters, and compare every file."""
    from .settings import Settings
    from .verify import verify

    settings = Settings.load(settings_path) if settings_path else None
    with Progress() as progress:
        verdict = verify(folder, notebook=notebook, settings=settings, progress=progress)
    for change in verdict.changes:
        click.echo(f"press-briefing: {printable(change)}", err=True)
    if not verdict.identical:
        raise BriefingError(f"not identical: {verdict.told()}", where=folder)
    click.echo(verdict.told())


@cli.command("analyse")
@click.argument("source")
@_published
@_settings
def print_analysis(source: str, published: str | None, settings_path: Path | None) -> None:
    """Print the analysis of SOURCE as JSON."""
    import json

    from .analyse import analyse
    from .read import read
    from .settings import Settings

    settings = Settings.load(settings_path)
    found = analyse(read(source, published=published, settings=settings), settings=settings)
    data = json.dumps(found.to_dict(), ensure_ascii=False, indent=2)
    sys.stdout.buffer.write(data.encode("utf-8", "backslashreplace") + b"\n")


@cli.command()
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), metavar="PATH",
              help="Put copies of the notebooks there and open those; nothing that is there is overwritten. "
                   "[default: the checkout, or ./press-briefing-notebooks]")
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[-- JUPYTER_OPTION...]")
def lab(folder: Path | None, options: tuple[str, ...]) -> None:
    """Open JupyterLab on the notebooks, with the briefing open.

    What stands after -- is for Jupyter itself, for instance: press-briefing lab -- --no-browser --port=9999
    """
    from .lab import open_lab

    open_lab(folder, options, tell=lambda root: click.echo(f"notebooks, data and reports are in {root}", err=True))


@cli.command()
def doctor() -> None:
    """Check the installation: every part is tried, and what is missing is said with its cure."""
    from .doctor import examine

    failed = 0
    for check in examine():
        failed += not check.works
        click.echo(f"{'ok  ' if check.works else 'FAIL'} {check.name}: {check.told}")
    if failed:
        raise BriefingError(f"{failed} of the checks failed", cure="install the package again")


class Progress:
    """A bar for the phase at work on a terminal; a plain line a phase otherwise. Always on stderr."""

    def __init__(self) -> None:
        self.terminal = sys.stderr.isatty()
        self.phase = ""
        self.bar: Any = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def __call__(self, phase: str, done: int, total: int) -> None:
        if phase != self.phase:
            self._close()
            self._open(phase, total)
        if self.bar is not None:
            self.bar.update(done - self.bar.pos)

    def _open(self, phase: str, total: int) -> None:
        self.phase = phase
        label = PHASE_NAMES.get(phase, phase)
        if self.terminal:
            self.bar = click.progressbar(length=max(1, total), label=f"{label:<24}", file=sys.stderr, show_eta=False)
            self.bar.__enter__()
        else:
            click.echo(label, err=True)

    def _close(self) -> None:
        if self.bar is not None:
            if sys.exc_info()[0] is None:
                self.bar.update(self.bar.length - self.bar.pos)
            self.bar.__exit__(None, None, None)
            self.bar = None
