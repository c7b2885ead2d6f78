"""Keeps a grammar of addresses from being built that nobody asks for.

Where JupyterLab is installed, `jsonschema`, which nbformat brings, imports `rfc3987_syntax` to check strings declared
to be internationalised addresses; building its grammar takes a second of every process. Notebooks declare none.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import Any

from .switch import short

NAME = "rfc3987_syntax"


class Postponed(ModuleType):
    """Stands for the module until something of it is used; then the real one takes its place."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.real(), name)

    def is_valid_syntax(self, *arguments: Any) -> Any:
        """The one function jsonschema fetches by name when it is imported, and calls for such strings only."""
        return self.real().is_valid_syntax(*arguments)

    def real(self) -> ModuleType:
        if sys.modules.get(NAME) is self:
            del sys.modules[NAME]
        return importlib.import_module(NAME)


def postpone() -> None:
    """Put the stand-in where `jsonschema` will look, unless the real one is loaded or there is none.

    The plain way is to do nothing: `jsonschema` then builds the grammar.
    """
    if not short("imports") or NAME in sys.modules or "jsonschema" in sys.modules:
        return
    found = importlib.util.find_spec(NAME)
    if found is not None:
        stand_in = Postponed(NAME)
        stand_in.__spec__ = found
        sys.modules[NAME] = stand_in
