"""`press-briefing analyse`: the analysis as JSON."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .group import cli, profile_option, published_option, settings_option


@cli.command("analyse")
@click.argument("source")
@published_option
@profile_option
@settings_option
def print_analysis(source: str, published: str | None, settings_path: Path | None, profile: str | None) -> None:
    """Print the analysis of SOURCE as JSON."""
    import json

    from ..capture.read import capture
    from ..confined import understand
    from ..model.settings import Settings

    settings = Settings.load(settings_path, profile=profile)
    found = understand(capture(source, settings), published, settings)
    data = json.dumps(found.to_dict(), ensure_ascii=False, indent=2)
    sys.stdout.buffer.write(data.encode("utf-8", "backslashreplace") + b"\n")
