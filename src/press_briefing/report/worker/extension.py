"""What papermill finds under its entry-point group `papermill.engine`: our engine, imported when it is asked for.

papermill loads every entry point while it is itself imported, often by the very module that holds our engine.
"""

from __future__ import annotations

from typing import Any


class BriefingEngine:
    """`papermill --engine press-briefing`: stands for `engine.Engine`."""

    @classmethod
    def execute_notebook(cls, *args: Any, **options: Any) -> Any:
        """Execute a notebook as papermill asks."""
        from .engine import Engine

        return Engine.execute_notebook(*args, **options)

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> Any:
        """The name of the notebook's kernel; which one runs is not a question of names."""
        from .engine import Engine

        return Engine.nb_kernel_name(nb, name)

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> Any:
        """The notebook's language."""
        from .engine import Engine

        return Engine.nb_language(nb, language)
