"""The group every command belongs to, and the options several share."""

from __future__ import annotations

from pathlib import Path

import click

from .. import __version__
from ..model.errors import UsageError


class InOrder(click.Group):
    """Lists commands in the order they were added."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=InOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="press-briefing")
def cli() -> None:
    """A French press article goes in; an executed notebook, an HTML page and a PDF briefing come out."""


settings_option = click.option(
    "--settings", "settings_path", type=click.Path(path_type=Path), help="TOML file of settings."
)
profile_option = click.option(
    "--profile",
    type=click.Choice(["precise", "fast"]),
    help="How articles are read: with the encoder, or faster and less surely without. "
    "[default: precise, and fast for more than 200 articles]",
)


def _dated(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """An option given without a date is a mistake, not a wish for none."""
    if value is not None and not value.strip():
        raise UsageError("--published is empty", cure="write the date as YYYY-MM-DD, or leave the option out")
    return value


published_option = click.option(
    "--published", metavar="DATE", callback=_dated, help="Date of the article, YYYY-MM-DD. [default: found]"
)
