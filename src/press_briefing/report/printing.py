"""What makes the PDF, asked before any work: this module is small, what it names takes half a second to import."""

from __future__ import annotations

from press_briefing.model.errors import UsageError

ENGINES = ("typst", "weasyprint")


def check_engine(engine: str) -> None:
    """Raise `UsageError` unless the engine is known and installed."""
    if engine not in ENGINES:
        raise UsageError(f"unknown PDF engine {engine!r}", where="PDF engine", cure=f"use {' or '.join(ENGINES)}")
    if engine == "weasyprint":
        from press_briefing.report import weasy

        weasy.library()
