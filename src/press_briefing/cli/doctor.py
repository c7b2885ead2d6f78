"""`press-briefing doctor`: every part of the installation tried."""

from __future__ import annotations

import click

from ..model.errors import BriefingError
from .group import cli


@cli.command()
def doctor() -> None:
    """Check the installation: every part is tried, and what is missing is said with its cure."""
    from ..service.doctor import examine

    failed = 0
    for check in examine():
        failed += not check.works
        click.echo(f"{'ok  ' if check.works else 'FAIL'} {check.name}: {check.told}")
    if failed:
        raise BriefingError(f"{failed} of the checks failed", cure="install the package again")
