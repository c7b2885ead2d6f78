"""`press-briefing build`: a source becomes briefings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..guard.stopping import stopping
from ..model.errors import BriefingError, OutputError, UsageError
from .group import cli, profile_option, published_option, settings_option
from .progress import BatchProgress, Progress
from .words import printable

if TYPE_CHECKING:
    from ..capture.read import Capture
    from ..corpus.batch import Tally, Task
    from ..model.settings import Settings


@cli.command("build")
@click.argument("source")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("reports"), show_default=True, help="Folder of briefings."
)
@published_option
@click.option("--language", default="fr", show_default=True, metavar="fr|en", help="Language of the report.")
@click.option("-p", "--parameter", "parameters", multiple=True, metavar="NAME=VALUE", help="A notebook parameter.")
@click.option("--notebook", type=click.Path(path_type=Path), help="Another notebook than ours.")
@click.option(
    "--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Size of the PDF's pages."
)
@click.option(
    "--pdf-engine",
    type=click.Choice(["typst", "weasyprint"]),
    default="typst",
    show_default=True,
    help="What sets the PDF; weasyprint is an extra, for notebooks that live on CSS.",
)
@click.option(
    "--annexes",
    is_flag=True,
    default=None,
    help="Words, concordance and word weights in the pages too, and sections that are left out for want of matter.",
)
@click.option("--no-pdf", is_flag=True, help="Make no PDF.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes of a batch. [default: one a core]")
@click.option(
    "--resume",
    is_flag=True,
    help="Pass over articles whose briefing (or analysis) is there already, whole, from the same bytes, "
    "parameters and notebook.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The first N articles only.")
@click.option("--analysis-only", is_flag=True, help="Run no notebook: write OUT/analyses/*.jsonl.")
@click.option(
    "--dataset",
    metavar="TARGET",
    help="Run no notebook: write a Parquet dataset into TARGET, a folder or an fsspec address.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Do the batch on the workers of a Dask scheduler, tcp://HOST:PORT; local starts one here.",
)
@profile_option
@settings_option
def build_briefings(
    source: str, settings_path: Path | None, profile: str | None, annexes: bool | None, **options: Any
) -> None:
    """Build the briefing of SOURCE: a path, a URL, - for standard input, or demo:NAME.

    A folder, a pattern in quotes, a feed, or JSON of several articles is a batch: a briefing each, several at a time.
    What fails is told at the end, in OUT/failures.tsv and by exit code 1; the rest is there. So is a file of a folder
    that may hold articles and is not read (RTF, a mail, a table). Files that hold none (pictures, programs, half-loaded
    ones) are passed over, named on stderr and in OUT/articles.tsv, and leave the exit code alone; hidden ones are left.
    """
    from .. import confined
    from ..model.settings import Settings

    settings = Settings.load(settings_path, profile=profile, annexes=annexes)
    options["parameters"] = pairs(options["parameters"])
    with confined.keeping(settings):
        several, found = _opened(source, settings, options)
        if several:
            _batch(found, settings, options)
        else:
            _single(found, settings, options)


def _opened(source: str, settings: Settings, options: dict[str, Any]) -> tuple[bool, str | Capture]:
    """Whether this is a batch, and its source: one article is one too, where only a batch has what was asked for."""
    from ..capture.read.several import opened

    asked = any(options[name] for name in ("resume", "limit", "analysis_only", "dataset", "scheduler"))
    several, found = opened(source, settings)
    return several or asked, found


def _single(source: str | Capture, settings: Settings, options: dict[str, Any]) -> None:
    """One briefing; the paths of what was made."""
    from ..report.briefing import build

    asked = {name: options[name] for name in _SHARED}
    with Progress() as progress:
        made = build(source, pdf=not options["no_pdf"], settings=settings, progress=progress, **asked)
    for path in (made.notebook, made.html, made.pdf, made.folder / "data", made.manifest):
        if path is not None:
            click.echo(path)


_SHARED = ("out", "published", "language", "parameters", "notebook", "paper", "pdf_engine")


def _batch(source: str | Capture, settings: Settings, options: dict[str, Any]) -> None:
    """Many briefings; the table of how it went."""
    from ..corpus import batch
    from ..model.settings import MANY

    asked = {"task": _task(settings, options), "resume": options["resume"], "limit": options["limit"] or 0}
    with stopping(spare=0.0), BatchProgress() as progress:
        if options["scheduler"]:
            from ..corpus.cluster import run_batch

            tally = run_batch(
                source, scheduler=options["scheduler"], workers=options["jobs"], progress=progress, **asked
            )
        else:
            tally = batch.run(source, jobs=options["jobs"] or 0, progress=progress, **asked)
    click.echo(tally.table())
    if tally.chosen:
        click.echo(
            f"read in the profile {tally.chosen}, as more than {MANY} articles are: --profile precise reads "
            "them with the encoder",
            err=True,
        )
    _name_passed_over(tally, options["out"])
    if tally.full:
        raise OutputError(f"stopped with {tally.made} made: {tally.full}", where=options["out"])
    if tally.failed:
        raise BriefingError(
            f"{tally.failed} of {tally.done} articles failed", where=options["out"] / batch.tally.FAILURES
        )


def _name_passed_over(tally: Tally, out: Path) -> None:
    """The files that were not tried, on stderr."""
    from ..corpus.batch.tally import ROWS

    for line in tally.named:
        click.echo(f"passed over: {line}", err=True)
    if more := tally.passed - len(tally.named):
        click.echo(f"passed over: {more} more, named in {printable(str(out / ROWS))}", err=True)


def _task(settings: Settings, options: dict[str, Any]) -> Task:
    from ..corpus import batch

    shared = {"out": options["out"], "settings": settings, "published": options["published"]}
    if options["dataset"]:
        return batch.IntoDataset(options["dataset"], **shared)
    if options["analysis_only"]:
        return batch.Analyses(**shared)
    return batch.Briefings(pdf=not options["no_pdf"], settings=settings, **{name: options[name] for name in _SHARED})


def pairs(told: Sequence[str]) -> dict[str, Any]:
    """NAME=VALUE pairs as a dictionary."""
    pairs = {}
    for text in told:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"-p {text!r} is not NAME=VALUE", cure="write for instance -p top=30")
        pairs[name.strip()] = value
    return pairs
