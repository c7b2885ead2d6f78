"""What the tests of actors share: rows by the names the article gives them, in one typography."""

from __future__ import annotations

from press_briefing.model.analysis import Actor, Analysis


def straight(text: str) -> str:
    """A text with straight apostrophes and plain spaces."""
    return text.replace("’", "'").replace("\u00a0", " ")


def by_form(analysis: Analysis) -> dict[str, Actor]:
    """Every row by its name and each of its forms."""
    return {straight(form): row for row in analysis.actors for form in (row.name, *row.forms)}


def people(analysis: Analysis) -> dict[str, Actor]:
    """The rows of persons with a name."""
    return {straight(row.name): row for row in analysis.actors if row.kind == "person" and row.named}


def role_of(row: Actor) -> str | None:
    """The function of a row."""
    return straight(row.role) if row.role else None
