"""`press-briefing send`: one finished briefing to somebody, by hand."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..model.errors import SettingsError, UsageError
from .group import cli

if TYPE_CHECKING:
    from ..service.ledger import Ledger, Run
    from ..service.post import DeliveryOutcome

# The ledger of what was sent by hand lies beside the briefings, apart from that of the schedule.
LEDGER = ".sent.sqlite"
REPORT = "envoi"


@cli.command("send")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--to", multiple=True, metavar="ADDRESS", help="Recipient, instead of those in the settings; repeatable.")
@click.option(
    "--settings",
    "settings_path",
    type=click.Path(path_type=Path),
    required=True,
    help="TOML file with a [deliver] table: see docs/delivery.md.",
)
@click.option(
    "--dry-run", type=click.Path(path_type=Path), metavar="FOLDER", help="Write .eml files there; send nothing."
)
@click.option("--again", is_flag=True, help="Send it to those who have it already, too.")
def send(folder: Path, to: tuple[str, ...], settings_path: Path, dry_run: Path | None, again: bool) -> None:
    """Send the finished briefing in FOLDER, each recipient once."""
    from ..service import post
    from ..service.ledger import Ledger
    from ..service.post.content import read_content

    tables = _tables(settings_path, to)
    content = read_content(folder.resolve())
    with Ledger.open(folder.resolve().parent / LEDGER if dry_run is None else "sqlite://") as ledger:
        run = _run(ledger, content.id, again)
        found = [
            outcome
            for where, table in tables
            for outcome in post.deliver(run, folder.resolve(), table, ledger=ledger, where=where, dry_run=dry_run)
        ]
    for outcome in found:
        click.echo(_line(outcome))
    if not all(outcome.good for outcome in found):
        raise click.exceptions.Exit(1)


def _tables(path: Path, to: tuple[str, ...]) -> list[tuple[str, dict[str, Any]]]:
    """The [deliver] table or tables of the file, with the recipients given, and where each stands."""
    from ..guard.own import text_of, toml_of

    try:
        told = toml_of(text_of(path))
    except FileNotFoundError:
        raise SettingsError("no such settings file", where=path, cure="give the path of a TOML file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"is not valid TOML: {error}", where=path, cure="mend the line named") from None
    except OSError as error:
        raise SettingsError(f"cannot be read ({error.strerror})", where=path, cure="give a TOML file") from None
    found = told.get("deliver", [])
    tables = [dict(one) for one in (found if isinstance(found, list) else [found]) if isinstance(one, dict)]
    if not tables:
        raise SettingsError("holds no [deliver] table", where=path, cure="see docs/delivery.md")
    if to:
        tables = [{**table, "to": list(to)} for table in tables if table.get("channel") == "mail"]
        if not tables:
            raise UsageError("--to needs a [deliver] table of channel mail", where=path, cure="add one, or leave --to")
    return [(f"{path}: deliver {number}", table) for number, table in enumerate(tables, 1)]


def _run(ledger: Ledger, briefing: str, again: bool) -> Run:
    """The entry of this briefing among what was sent by hand; a new one when it is to be sent again."""
    known = [run for run in ledger.runs(report=REPORT) if run.briefing_id == briefing]
    if known and not again:
        return known[-1]
    claimed = ledger.claim(REPORT, ledger.now(), f"{briefing}#{len(known) + 1}", briefing_id=briefing)
    if claimed is None:
        raise UsageError("is being sent by another process", where=briefing, cure="wait a moment, then try again")
    return ledger.finish(claimed, "completed")


def _line(outcome: DeliveryOutcome) -> str:
    """« sent a@example.org », with the reason or the file behind it."""
    more = outcome.path or outcome.reason
    return f"{outcome.state:9} {outcome.recipient}{f' - {more}' if more else ''}"
