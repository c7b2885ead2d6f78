"""`press-briefing archive`: the folder of briefings as a static site, and what of it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .group import cli
from .words import printable

out_option = click.option(
    "--out", type=click.Path(path_type=Path), default=Path("reports"), show_default=True, help="Folder of briefings."
)
ledger_option = click.option(
    "--ledger", "address", metavar="URL", help="Run ledger, as an SQLAlchemy URL. [default: the one in OUT, if any]"
)


@cli.group("archive")
def archive() -> None:
    """The folder of briefings as a static site: search, feed, retention."""


@archive.command("rebuild")
@out_option
@ledger_option
@click.option("--base-url", metavar="URL", help="Where the folder is published; links of the feed become absolute.")
@click.option("--title", metavar="TEXT", help="Title of the site and of the feed.")
@click.option("--language", metavar="fr|en", help="Language of the site. [default: fr]")
def rebuild(out: Path, address: str | None, base_url: str | None, title: str | None, language: str | None) -> None:
    """Write index.html, feed.xml, archives/ and latest/ anew from the briefings in OUT.

    What is given here once is better kept in OUT/site.toml, which every rebuild reads.
    """
    from ..service import site

    _existing(out)
    options = site.Options.load(out, base_url=base_url, title=title, language=language)
    made = site.rebuild(out, _opened(address), options=options)
    click.echo(made.index)
    click.echo(made.feed)
    _skipped(made.skipped)
    click.echo(f"{made.briefings} briefings, {made.failures} failed runs, {made.pages} pages", err=True)


@archive.command("list")
@out_option
@ledger_option
@click.option("--report", metavar="NAME", help="Only briefings of this report.")
@click.option("--failed", is_flag=True, help="Runs that did not complete, instead of briefings.")
def list_all(out: Path, address: str | None, report: str | None, failed: bool) -> None:
    """List the briefings in OUT, newest article first: date, pinned (*), address, title."""
    from ..service import site

    shelf = site.shelf_of(_existing(out), _opened(address))
    for entry in shelf.failures if failed else shelf.good:
        if report is None or report in entry.reports:
            mark = "*" if entry.pinned else " "
            inferred = " (inferred date)" if entry.deduced else ""
            click.echo(printable(f"{entry.date or '-':10} {mark} {entry.address}  {entry.title}{inferred}"))
    _skipped(shelf.skipped)


@archive.command("retain")
@out_option
@ledger_option
@click.option("--days", type=click.FloatRange(min=0), help="Remove briefings filed more than so many days ago.")
@click.option("--count", type=click.IntRange(min=0), help="Remove all but so many newest briefings of each report.")
@click.option("--report", metavar="NAME", help="Only briefings of this report.")
@click.option("--newest-too", is_flag=True, help="Let the newest briefing of a report go as well.")
@click.option(
    "--trust-clock", is_flag=True, help="Go by a clock that leapt ahead since the last call without waiting a day."
)
@click.option("--dry-run", is_flag=True, help="Only tell what would go.")
def retain(
    out: Path,
    address: str | None,
    days: float | None,
    count: int | None,
    report: str | None,
    newest_too: bool,
    trust_clock: bool,
    dry_run: bool,
) -> None:
    """Remove old briefings, folders and ledger rows together; pinned ones and the newest of each report stay."""
    from ..model.errors import UsageError
    from ..service import site

    if days is None and count is None:
        raise UsageError("nothing to go by", where="archive retain", cure="give --days or --count")
    rules = site.Rules(days=days, count=count, newest_too=newest_too)
    if report is not None:
        rules = site.Rules(reports={report: rules})
    done = site.retain(_existing(out), _opened(address), rules, dry_run=dry_run, trust_clock=trust_clock)
    for each in done:
        what = f"kept, {each.kept}" if each.kept else "would be removed" if dry_run else "removed"
        click.echo(printable(f"{each.address}: {what} ({each.reason})"))
    gone = [each for each in done if not each.kept]
    click.echo(
        f"{len(gone)} briefings, {sum(each.rows for each in gone)} ledger rows, "
        f"{sum(each.size for each in gone) / 1e6:.1f} MB {'would go' if dry_run else 'removed'}",
        err=True,
    )


@archive.command("pin")
@click.argument("address")
@out_option
def pin(address: str, out: Path) -> None:
    """Keep the briefing ADDRESS (its folder in OUT) from retention; the list is OUT/pins.txt."""
    from ..service.site import pins

    changed = pins.change(_existing(out), address, pinned=True)
    click.echo(printable(f"{address}: {'pinned' if changed else 'was pinned already'}"))


@archive.command("unpin")
@click.argument("address")
@out_option
def unpin(address: str, out: Path) -> None:
    """Let retention take the briefing ADDRESS again."""
    from ..service.site import pins

    changed = pins.change(_existing(out), address, pinned=False)
    click.echo(printable(f"{address}: {'unpinned' if changed else 'was not pinned'}"))


def _existing(out: Path) -> Path:
    from ..model.errors import UsageError

    if not out.is_dir():
        raise UsageError("no such folder", where=out, cure="give the folder of briefings with --out")
    return out


def _opened(address: str | None) -> Any:
    """The ledger at `address`; None: the site looks for the one beside the briefings."""
    if address is None:
        return None
    from ..service.ledger import Ledger

    return Ledger.open(address)


def _skipped(addresses: tuple[str, ...]) -> None:
    for address in addresses:
        click.echo(printable(f"press-briefing: {address}: left out, its manifest is none of ours"), err=True)
